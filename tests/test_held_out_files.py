"""Files of layouts that the readers were not made with, each with its true claims: labels/files.

FILE.truth.json holds `cells` (printed, value, also: other values that are right, unit: its names, whole, row: words of
the row's heading, period: words of the column's time) and `prose` (printed, value, high, unit, whole).
"""

import json
import math
from pathlib import Path

import pytest

from viclaims import extract_claims, read_text

FOLDER = Path(__file__).parent / "labels" / "files"
FILES = sorted(path.with_name(path.name.removesuffix(".truth.json")) for path in FOLDER.glob("*.truth.json"))
QUICK = ("bao-cao-6-thang-huyen-tan-son-ha.docx", "so-lieu-2019-2023-huyen-dak-lua.xlsx")


def is_right(claim, truth: dict) -> bool:
    values = [truth["value"], *truth.get("also", [])]
    unit = claim.unit.lower()
    named = any(
        unit == name.lower() or unit.startswith((f"{name.lower()} ", f"{name.lower()}/")) for name in truth["unit"]
    )
    return named and any(math.isclose(claim.value, value, rel_tol=1e-9, abs_tol=1e-12) for value in values)


def taken(claims: list, truths: list[dict]) -> list[tuple]:
    """The truths that a claim says, each with its claim; every claim is taken once."""
    pairs, left = [], list(claims)
    for truth in truths:
        fitting = [claim for claim in left if is_right(claim, truth)]
        best = sorted(fitting, key=lambda claim: truth.get("row", "").lower() not in claim.subject.lower())[:1]
        for claim in best:
            left.remove(claim)
            pairs.append((truth, claim))
    return pairs


@pytest.mark.parametrize(
    "path", [path if path.name in QUICK else pytest.param(path, marks=pytest.mark.long) for path in FILES],
    ids=lambda path: path.name,
)  # fmt: skip
def test_a_file_gives_its_true_claims_and_few_others(path):
    truth = json.loads(path.with_name(f"{path.name}.truth.json").read_text(encoding="utf-8"))
    text = read_text(path)
    claims = extract_claims(text)
    assert all(text[row.start : row.end] == row.quote for row in claims.itertuples())
    pairs = taken(list(claims.itertuples()), [*truth["cells"], *truth["prose"]])
    asked = len(truth["cells"]) + len(truth["prose"])
    assert len(pairs) >= 0.94 * asked, [one["printed"] for one in [*truth["cells"], *truth["prose"]]]
    assert len(claims) <= len(pairs) + len(truth.get("optional", [])) + max(2, 0.03 * asked)
    cells = [(one, claim) for one, claim in pairs if "row" in one]
    in_rows = sum(one["row"].lower() in claim.subject.lower() for one, claim in cells)
    assert in_rows >= 0.94 * len(cells)
