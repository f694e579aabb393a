"""extract_claims: how much each number of a text says, and of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viclaims.claims.extract import ReadText, claim_rows, read_numbers
from viclaims.observations.observe import Observation, observe
from viclaims.observations.ranking import FIELDS
from viclaims.text.offsets import back

if TYPE_CHECKING:
    import pandas as pd


def extract_claims(text: str, published: str = "") -> pd.DataFrame:
    """Quantitative claims of a Vietnamese text and what each is said of, one row a claim, in text order.

    Columns, how much: start, end (offsets into `text`), quote, value, value_high (NaN unless a range), qualifier,
    unit, counted, whole (denominator or NaN), kind, sentence (at most 1,000 characters around the number),
    sentence_start, rule. Of what, '' where the text does not say: subject, actor, action, place, period, base, each
    with its place in <name>_start (NA where empty); since, until (ISO dates of the period, told with `published`,
    YYYY-MM-DD), status, direction ('+', '-'), from_claim and of_claim (starts of other claims, NA where none), says
    (at most 14 words), subject_rule (the reader that proposed the subject). doubt: what speaks against the reading.

    Values are multiplied out, money in its currency, per cents as printed. Takes any str and raises nothing. Sources
    of the rules: docs/claims.md, docs/observations.md.

    >>> claims = extract_claims("Thu ngân sách năm 2023 ước đạt 18.345 tỷ đồng, tăng 8% so với cùng kỳ.")
    >>> claims[["quote", "subject", "status", "direction", "since"]].values.tolist()
    [['18.345 tỷ', 'Thu ngân sách', 'estimate', '', '2023'], ['8', 'Thu ngân sách', 'estimate', '+', '2023']]
    """
    return claims_of(read_numbers(text), published)


def claims_of(read: ReadText, published: str = "") -> pd.DataFrame:
    """The table of extract_claims, of a text that was read."""
    from viclaims.tables.schemas import CLAIM_COLUMNS, frame_of

    rows = claim_rows(read)
    for row, observation in zip(rows, observe(read, published), strict=True):
        row.update(_cells(read, observation))
    return frame_of(rows, CLAIM_COLUMNS)


def _cells(read: ReadText, observation: Observation) -> dict:
    """The columns of an observation; its offsets, which are into the text as it is read, taken back into the text."""
    cells: dict = {}
    for field in FIELDS:
        span = observation.spans.get(field)
        start, end = back(read.offsets, *span) if span else (None, None)
        cells[field] = "" if span is None else read.text[start:end]
        cells[f"{field}_start"] = start
    for name, number in (("from_claim", observation.from_claim), ("of_claim", observation.of_claim)):
        cells[name] = None if number is None else back(read.offsets, number, number + 1)[0]
    return cells | {
        "since": observation.since, "until": observation.until, "status": observation.status,
        "direction": observation.direction, "says": observation.says, "subject_rule": observation.subject_rule,
    }  # fmt: skip
