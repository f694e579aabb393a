"""Scores of claims, roles and observations on the labelled texts: `make evaluate` prints them with every difference,
`make scores` writes those of claims and roles into the README's tables."""

import json
import sys
from pathlib import Path

from tests.labels.score_claims import overlap, same_number, same_unit, score, worded_denominator
from tests.labels.score_observations import score as score_observations
from tests.labels.score_roles import score_roles, wrong_roles
from viclaims import extract_claims, extract_mentions

HERE = Path(__file__).parent
README = HERE.parent.parent / "README.md"
IN_README = ("value_F1", "value+unit_F1", "value+qualifier_F1", "kind_acc")
AFTER_OPENING = {"unread.jsonl": "| the same after"}  # its first row holds its scores at first contact
SETS = (
    "dev.jsonl", "everyday.jsonl", "sisters.jsonl", "press.jsonl", "province.jsonl", "reports.jsonl", "spoken.jsonl",
    "offhand.jsonl", "unread.jsonl",
)  # fmt: skip
ROLES = "mentions.jsonl"
HELD_OUT = "observations_held_out.jsonl"  # what its numbers are said of; the weights are not learned from it


def read_labels(name: str) -> list[dict]:
    with open(HERE / name, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def differences(case: dict):
    """(what, quote, given, labelled, rule, sentence) for each way in which a text's claims differ from its labels."""
    text, gold = case["text"], case["claims"]
    rows, taken = extract_claims(text).to_dict("records"), set()
    for row in rows:
        hits = [i for i, label in enumerate(gold) if i not in taken and overlap(row, label)
                and same_number(row["value"], label["value"])
                and same_number(row["value_high"], label.get("value_high"))]  # fmt: skip
        if not hits:
            if not worded_denominator(row, gold):
                yield "extra", row["quote"], row["value"], "", row["rule"], row["sentence"]
            continue
        taken.add(hits[0])
        label = gold[hits[0]]
        given = {
            "unit": (same_unit(row, label, text), row["unit"], label["unit"]),
            "qualifier": (row["qualifier"] == (label["qualifier"] or ""), row["qualifier"], label["qualifier"]),
            "whole": (same_number(row["whole"], label["whole"]), row["whole"], label["whole"]),
            "kind": (row["kind"] == label["kind"], row["kind"], label["kind"]),
        }
        for what, (right, ours, theirs) in given.items():
            if not right and not label.get("amb"):
                yield what, row["quote"], ours, theirs, row["rule"], row["sentence"]
    for i, label in enumerate(gold):
        if i not in taken and not label.get("amb"):
            around = text[max(0, label["start"] - 60) : label["end"] + 60]
            yield "missed", text[label["start"] : label["end"]], "", label["value"], "", around


def readme_row(name: str, lines: list[str]) -> int:
    """The number of the README's line that holds the scores of a set of labels, as they are now."""
    begins = AFTER_OPENING.get(name, f"| `{name}`")
    return next(number for number, line in enumerate(lines) if line.startswith(begins))


def write_scores() -> None:
    """Put the scores of today into the README's table."""
    lines = README.read_text(encoding="utf-8").split("\n")
    for name in SETS:
        got, number = score(read_labels(name), extract_claims), readme_row(name, lines)
        figures = [str(got["texts"]), str(got["gold"]), *(f"{got[figure]:.1f}" for figure in IN_README)]
        lines[number] = " | ".join([lines[number].split(" | ")[0], *figures]) + " |"
    number = readme_row(ROLES, lines)
    got = score_roles(read_labels(ROLES), extract_mentions)
    figures = [str(got["texts"]), str(got["mentions"]), f"{got['roles']:.1f}"]
    lines[number] = " | ".join([lines[number].split(" | ")[0], *figures]) + " |"
    README.write_text("\n".join(lines), encoding="utf-8")


def print_observations() -> None:
    """The scores of what each number is said of, and every field that is given and wrong."""
    figures, wrong = score_observations(HERE / HELD_OUT, wrong_shown=10_000)
    print(HELD_OUT)
    print_figures(figures)
    print(*(f"  {line}" for line in wrong), sep="\n")


def print_figures(figures: dict) -> None:
    for figure, value in figures.items():
        print(f"  {figure:22} {value:.1f}" if isinstance(value, float) else f"  {figure:22} {value}")


def print_roles() -> None:
    """The scores of the roles, and every mention that has none of its right ones."""
    cases = read_labels(ROLES)
    print(ROLES)
    print_figures(score_roles(cases, extract_mentions))
    for case in cases:
        for label, roles in wrong_roles(case, extract_mentions(case["text"])):
            around = case["text"][max(0, label["start"] - 40) : label["end"] + 20].replace("\n", " ⏎ ")
            print(f"  {case['id']} {label['quote']!r} is {roles}, labelled {label['role']}: {around}")


def main(names: list[str]) -> None:
    if not names or ROLES in names:
        print_roles()
    if not names or HELD_OUT in names:
        print_observations()
    for name in [name for name in names if name not in (ROLES, HELD_OUT)] or ([] if names else SETS):
        cases = read_labels(name)
        print(f"{name}")
        print_figures(score(cases, extract_claims))
        for case in cases:
            for what, quote, ours, theirs, rule, sentence in differences(case):
                print(f"  {case['id']} {what}: {quote!r} gives {ours!r}, labelled {theirs!r} [{rule}] {sentence}")


if __name__ == "__main__":
    write_scores() if sys.argv[1:] == ["--readme"] else main(sys.argv[1:])
