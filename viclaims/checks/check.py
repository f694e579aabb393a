"""check_claims: the numbers of a text against each other."""

from __future__ import annotations

import pandas as pd

from viclaims.checks.context import Context
from viclaims.checks.figures import VERDICTS, figures_of
from viclaims.checks.findings import Finding
from viclaims.checks.rules import RULES
from viclaims.languages import LANGUAGES
from viclaims.tables.schemas import CHECK_COLUMNS, frame_of


def findings_of(claims: pd.DataFrame) -> list[Finding]:
    """What the rules find in a table of claims, in text order; the same figures are compared once."""
    context = Context([figure for figure in figures_of(claims) if not figure.is_bounded])
    found: dict[tuple, Finding] = {}
    for rule in RULES:
        for finding in rule.find(context):
            key = (frozenset(figure.start for figure in finding.figures), finding.stated.start)
            known = found.get(key)
            if known is None or VERDICTS.index(finding.verdict) < VERDICTS.index(known.verdict):
                found[key] = finding
    return sorted(found.values(), key=lambda one: (min(f.start for f in one.figures), one.stated.start, one.rule))


def check_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Which numbers of a text fit each other: one row a check, in text order; `claims` as extract_claims gives them.

    Columns: rule (parts_total, part_above_whole, share, change, direction, plan, repeated, magnitude), verdict (agrees,
    rounding, differs, unsure), claims (starts of the claims compared, joined with "; "), stated and computed (floats,
    multiplied out, of the figure that is checked), says and says_en (a sentence of what was computed from what).
    A check that rests on a doubted reading or an uncertain link is unsure. Pure, linear in the number of claims.

    >>> from viclaims import extract_claims
    >>> checks = check_claims(extract_claims("Toàn tỉnh có 52/235 xã, chiếm 22,1%."))
    >>> checks[["rule", "verdict", "stated", "says"]].values.tolist()
    [['share', 'rounding', 22.1, '52 / 235 ≈ 22,13%, khớp với 22,1% khi làm tròn.']]
    """
    rows = [
        {
            "rule": one.rule, "verdict": one.verdict,
            "claims": "; ".join(str(start) for start in sorted({figure.start for figure in one.figures})),
            "stated": float(one.stated.value), "computed": float(one.computed),
            **{"says" if language == "vi" else f"says_{language}": one.says(language) for language in LANGUAGES},
        }
        for one in findings_of(claims)
    ]  # fmt: skip
    return frame_of(rows, CHECK_COLUMNS)
