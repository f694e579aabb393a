"""Score viclaims.extract_documents against labelled texts.

Usage: python tests/labels/score_documents.py LABELS.jsonl [--by FIELD] [--show]

Each line of LABELS.jsonl: {"id", "text", "documents": [...], "not_documents": [...], "labelled"}; a document
has start, end, quote, type, number, issuer, level, date, implements. `labelled` is 'own' for the lines of
whoever wrote the rules, 'fresh' for those labelled apart from them; all sentences are invented. A prediction
meets a label when their spans overlap and the numbers are the same. First contact of the rules with the fresh
lines: P 100, R 98.9, number_date 97.8, level 94.4, implements 66.7; what those showed was then mended in
general rules.
Figures, in percent:
  P, R            predictions that meet a label; labels that are met
  number_date     of all labels, those met by a prediction with the same date
  level           of the labels met, those with the same level
  implements      of the labels met that carry out another document, those with the same number of it
  on_look_alikes  number of predictions that touch a labelled look-alike (not a per cent)
  bad_spans       number of predictions whose quote is not what stands at its offsets
"""

import argparse
import json
from pathlib import Path


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else float("nan")


def _overlap(one, other) -> bool:
    return one["start"] < other["end"] and other["start"] < one["end"]


def score(lines: list[dict], extract, show=lambda *_: None) -> dict[str, float]:
    """Figures of `extract` (text -> DataFrame) over labelled `lines`; `show` is told what differs."""
    count = dict.fromkeys(("given", "labels", "met", "dated", "level", "carry", "carried", "false", "bad"), 0)
    for line in lines:
        left = extract(line["text"]).to_dict("records")
        count["given"] += len(left)
        count["bad"] += sum(line["text"][row["start"] : row["end"]] != row["quote"] for row in left)
        for row in left:
            if any(_overlap(row, other) for other in line.get("not_documents", [])):
                count["false"] += 1
                show(line["id"], "look-alike taken", row["quote"])
        for label in line["documents"]:
            count["labels"] += 1
            found = [row for row in left if _overlap(row, label) and row["number"] == label["number"]]
            if not found:
                show(line["id"], "missed", label["quote"])
                continue
            row = found[0]
            left.remove(row)
            count["met"] += 1
            count["dated"] += row["date"] == label["date"]
            count["level"] += row["level"] == label["level"]
            if label["implements"]:
                count["carry"] += 1
                count["carried"] += row["implements"] == label["implements"]
            for name in ("date", "level", "implements"):
                if row[name] != label[name]:
                    show(line["id"], f"{name} of {label['quote']}: {row[name]!r}, label", repr(label[name]))
        for row in left:
            show(line["id"], "not labelled", row["quote"])
    return {
        "mentions": count["labels"],
        "P": _share(count["met"], count["given"]),
        "R": _share(count["met"], count["labels"]),
        "number_date": _share(count["dated"], count["labels"]),
        "level": _share(count["level"], count["met"]),
        "implements": _share(count["carried"], count["carry"]),
        "on_look_alikes": count["false"],
        "bad_spans": count["bad"],
    }


def read_labels(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("labels", type=Path)
    parser.add_argument("--by", help="score the lines of each value of this field apart")
    parser.add_argument("--show", action="store_true", help="print each thing that differs")
    options = parser.parse_args()
    from viclaims import extract_documents

    lines = read_labels(options.labels)
    values = sorted({line.get(options.by, "") for line in lines}) if options.by else [None]
    for value in values:
        chosen = [line for line in lines if value is None or line.get(options.by, "") == value]
        figures = score(chosen, extract_documents, print if options.show else lambda *_: None)
        print(json.dumps({options.by: value, **figures} if options.by else figures, ensure_ascii=False))


if __name__ == "__main__":
    main()
