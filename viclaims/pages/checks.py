"""How the numbers of an article fit each other, as its page shows it: differences first, what fits folded in."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from viclaims.languages import OF_ARTICLES, Words, amount
from viclaims.pages.material import Material
from viclaims.pages.rows import linked

ORDER = ("differs", "unsure", "rounding", "agrees")
FITS = ("agrees", "rounding")
MOST_SHOWN = 200  # of what fits: a long table has a check a row
MOST_BARS, MOST_PARTS, NARROWEST, GAP = 4, 8, 0.02, 0.3


def starts_of(check) -> list[int]:
    """The claims that a check compares."""
    return [int(start) for start in check.claims.split("; ") if start]


def differing(material: Material) -> set[int]:
    """The starts of the claims that a difference rests on."""
    return {start for check in material.checks.itertuples() if check.verdict == "differs" for start in starts_of(check)}


def checks_of(material: Material, words: Words) -> dict:
    """The counts of the box, what differs or is unsure, what fits, and bars of the totals that their parts make."""
    by_start = {claim.start: claim for claim in material.claims.itertuples()}
    rows = [_row(check, by_start, material, words) for check in material.checks.itertuples()]
    count = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in ORDER}
    fits = [row for row in rows if row["verdict"] in FITS]
    return {
        "counts": [words("checks", verdict, n=count[verdict]) for verdict in ORDER if count[verdict]],
        "open": sorted(
            (row for row in rows if row["verdict"] not in FITS), key=lambda row: ORDER.index(row["verdict"])
        ),
        "fits": fits[:MOST_SHOWN],
        "more": max(0, len(fits) - MOST_SHOWN),
        "bars": [bar for row in fits if (bar := row["bar"])][:MOST_BARS],
    }


def _row(check, by_start: dict, material: Material, words: Words) -> dict:
    language = words.language
    claims = [by_start[start] for start in starts_of(check) if start in by_start]
    said = check.says if language == OF_ARTICLES else getattr(check, f"says_{language}")
    addresses: dict[str, str] = {}
    for claim in claims:
        written = (
            claim.quote,
            amount(claim.value, language),
            *((amount(claim.whole, language),) if claim.whole > 0 else ()),
        )
        addresses |= dict.fromkeys(written, f"#claim-{claim.start}")
    return {
        "verdict": check.verdict,
        "label": words("verdict", check.verdict),
        "html": linked(said, addresses, material, words),
        "places": [(claim.quote, f"#claim-{claim.start}") for claim in claims],
        "bar": _bar(check, claims) if check.rule == "parts_total" and check.verdict in FITS else None,
    }


def _bar(check, claims: list) -> dict | None:
    """The parts of a total as shares of its length; none where there are too many or one is too small to see."""
    total = next((claim for claim in claims if claim.value == check.stated), None)
    parts = [claim for claim in claims if claim is not total]
    if total is None or not 1 < len(parts) <= MOST_PARTS or not total.value > 0 or total.unit == "%":
        return None
    shares = [claim.value / check.computed for claim in parts]
    if not min(shares) >= NARROWEST or pd.isna(check.computed):
        return None
    ends = [0.0, *(sum(shares[: place + 1]) for place in range(len(shares)))]
    return {
        "total": total.quote,
        "says": total.says or total.counted,
        "href": f"#claim-{total.start}",
        "parts": [
            {
                "x": round(100 * start, 2), "width": round(100 * (end - start) - GAP, 2), "quote": claim.quote,
                "says": claim.subject or claim.counted, "href": f"#claim-{claim.start}", "tone": place % 3 + 1,
            }
            for place, (claim, (start, end)) in enumerate(zip(parts, pairwise(ends), strict=True))
        ],
    }  # fmt: skip
