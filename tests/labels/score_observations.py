"""Score what each number is said of against labelled texts: python -m tests.labels.score_observations LABELS.jsonl

Compares subject, actor, action, place, period, base, since, until and status of the claims that both have (same start
and end). A field that the label names in `amb` is neutral. Two figures a field: NAME_P, _R, _F1: at least half of the
words are shared (F1 of the tokens), and there is no other number (period, base), no other name (place) and no opposite
word (thu for chi, hộ cận nghèo for hộ nghèo); `exact`: the same words, apart from case and space at the ends. `wrong`
counts fields that are given and are not right so, in per cent of all fields given. `misplaced`: fields without a place,
or for which text[start : start + len(field)] is not the field. Missing columns count as empty. For dates exact only,
2023 and 2023-01-01/2023-12-31 being the same. says_given: rows whose `says` has 4 to 14 words and is more than
`counted`; says_marked: rows labelled plan or estimate whose `says` says so. direction, from_claim, of_claim: exact,
where the labels have them.
"""

import argparse
import calendar
import json
import re
import sys
from collections import Counter

import pandas as pd

SPANS = ("subject", "actor", "action", "place", "period", "base")


def words(text):
    return " ".join(text.lower().split()).strip(" .,;:()“”\"'").replace(",", " ,").split()


def overlap(a, b):
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common / (len(a) + len(b)) if a and b else 0.0


OPPOSITE = ({"thu", "chi"}, {"nam", "nữ"}, {"tăng", "giảm"}, {"xuất", "nhập"}, {"không", ""}, {"cận", ""})
SAID = re.compile(
    r"(?<!\w)(kế hoạch|mục tiêu|phấn đấu|dự kiến|đề nghị|kiến nghị|chỉ tiêu|dự toán|ước|sẽ|dự báo)(?!\w)", re.IGNORECASE
)


def names_in(text):
    return {word.lower() for word in re.findall(r"[^\W\d_]+", text) if word[0].isupper()}


def right(name, want, got):
    """Half of the words, and no other number (period, base), name (place) or opposite word."""
    a, b = set(words(want)), set(words(got))
    if overlap(words(want), words(got)) < 0.5:
        return False
    if name in ("period", "base") and set(re.findall(r"\d+|\b[IVX]+\b", want)) != set(
        re.findall(r"\d+|\b[IVX]+\b", got)
    ):
        return False
    if name == "place":
        return names_in(want) <= b and names_in(got) <= a
    return not any((pair & a) != (pair & b) for pair in OPPOSITE)


def day(date, last):
    if not date:
        return ""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", str(date)[:10]):
        return f"no date: {date}"
    parts = [int(x) for x in str(date)[:10].split("-")]
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        return f"no date: {date}"
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    of_month = parts[2] if len(parts) > 2 else (calendar.monthrange(year, month)[1] if last else 1)
    return f"{year:04d}-{month:02d}-{of_month:02d}"


def text_of(value):
    return "" if value is None or pd.isna(value) else str(value)


def ratio(a, b):
    return 100 * a / b if b else float("nan")


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def score(path, wrong_shown=0):
    from viclaims import extract_claims

    hits, exact, given, said, bad = (Counter() for _ in range(5))
    status, found, gold_claims, misplaced, shown = Counter(), 0, 0, 0, []
    says, marked = [], []
    with open(path, encoding="utf-8") as file:
        labels = [json.loads(line) for line in file]
    for label in labels:
        text, published = label["text"], label.get("published") or ""
        frame = extract_claims(text, published)
        rows = {(int(r["start"]), int(r["end"])): r for r in frame.to_dict("records")}
        for gold in label["observations"]:
            gold_claims += 1
            row = rows.get((gold["start"], gold["end"]))
            if row is None:
                row = {}
            else:
                found += 1
            for name in SPANS:
                if name in gold.get("amb", ()):
                    continue
                want = text[slice(*gold[name])] if gold.get(name) else ""
                got = text_of(row.get(name))
                start = row.get(name + "_start")
                if got and (start is None or pd.isna(start) or text[int(start) : int(start) + len(got)] != got):
                    misplaced += 1
                said[name] += bool(want)
                given[name] += bool(got)
                if want and got:
                    hits[name] += right(name, want, got)
                    exact[name] += words(want) == words(got)
                if got and not (want and right(name, want, got)):
                    bad[name] += 1
                    shown.append(f"{label['id']} {gold['quote']} {name}: {got!r} for {want!r}")
            for name, column, last in (("since", "from", False), ("until", "to", True)):
                if column in gold.get("amb", ()) or "period" in gold.get("amb", ()):
                    continue
                want, got = day(gold.get(column), last), text_of(row.get(name))
                got = day(got, last)
                said[name] += bool(want)
                given[name] += bool(got)
                exact[name] += bool(want) and want == got
                bad[name] += bool(got) and want != got
                if got and want != got:
                    shown.append(f"{label['id']} {gold['quote']} {name}: {got} for {want or 'nothing'}")
            for name in ("direction", "from_claim", "of_claim"):
                if name in gold and name not in gold.get("amb", ()):
                    want, got = text_of(gold[name]), text_of(row.get(name))
                    said[name] += bool(want)
                    given[name] += bool(got)
                    exact[name] += bool(want) and want == got
            if row:
                said_here = text_of(row.get("says"))
                says.append(4 <= len(said_here.split()) <= 14 and said_here != text_of(row.get("counted")))
                if gold["status"] in ("plan", "estimate") and "status" not in gold.get("amb", ()):
                    marked.append(bool(SAID.search(said_here)))
            if "status" not in gold.get("amb", ()):
                status[gold["status"], text_of(row.get("status"))] += 1
    out = {"claims": gold_claims, "found": ratio(found, gold_claims), "misplaced": misplaced}
    for name in SPANS:
        p, r = ratio(hits[name], given[name]) if given[name] else 0.0, ratio(hits[name], said[name])
        pe, re_ = ratio(exact[name], given[name]) if given[name] else 0.0, ratio(exact[name], said[name])
        out |= {f"{name}_P": p, f"{name}_R": r, f"{name}_F1": f1(p, r), f"{name}_exact_F1": f1(pe, re_)}
    for name in ("since", "until", "direction", "from_claim", "of_claim"):
        p, r = ratio(exact[name], given[name]) if given[name] else 0.0, ratio(exact[name], said[name])
        out |= {f"{name}_P": p, f"{name}_R": r, f"{name}_F1": f1(p, r)}
    agreed = sum(n for (a, b), n in status.items() if a == b)
    special = [
        sum(n for (a, b), n in status.items() if test(a, b))
        for test in (
            lambda a, b: a == b != "reported",
            lambda a, b: b not in ("reported", ""),
            lambda a, b: a != "reported",
        )
    ]
    p, r = ratio(special[0], special[1]) if special[1] else 0.0, ratio(special[0], special[2])
    out |= {"status_acc": ratio(agreed, sum(status.values())), "status_not_reported_F1": f1(p, r)}
    out |= {"says_given": ratio(sum(says), len(says)), "says_marked": ratio(sum(marked), len(marked))}
    names = [*SPANS, "since", "until"]
    out["wrong"] = ratio(sum(bad[n] for n in names), sum(given[n] for n in names))
    return out, shown[:wrong_shown]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labels")
    parser.add_argument("--wrong", type=int, default=0, help="show the first N wrong fields")
    options = parser.parse_args()
    result, shown = score(options.labels, options.wrong)
    for name, value in result.items():
        print(f"{name:24} {value:8.1f}" if isinstance(value, float) else f"{name:24} {value:8d}")
    print(*shown, sep="\n", end="\n" if shown else "")
    sys.exit(0)
