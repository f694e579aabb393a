"""Every number of a text with its role; the claims among them with value, unit, denominator, kind and context.

A sentence is read in five steps: role rules take what is no quantity (roles.py), numerals are found and put together
(numbers.py, homographs.py, expressions.py), the unit is looked for behind the number, then before it, then in the list
it stands in (readings.py), the words around it give qualifier, denominator and kind (qualifiers.py, kinds.py), and
context.py adds who, what and when.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from operator import itemgetter
from typing import TYPE_CHECKING

from viclaims.claims.bounds import qualifier_at
from viclaims.claims.context import context_of
from viclaims.claims.expressions import Expression, combine
from viclaims.claims.homographs import reads_as_number
from viclaims.claims.kinds import kind_of
from viclaims.claims.numerals import Numeral, find_numerals, has_number_word, repair_digits
from viclaims.claims.role_rules import RULES
from viclaims.claims.roles import RoleRules
from viclaims.claims.unit_readers import Reading, Sentence, read_unit
from viclaims.claims.units import DONG, table_unit
from viclaims.lexicon import Pattern
from viclaims.text.offsets import back, to_read
from viclaims.text.sentences import split_read

if TYPE_CHECKING:
    import pandas as pd

SENTENCE_SHOWN = 1000
ROLES = RoleRules(RULES)
_DIGITS = re.compile(r"[\d²³¹⁰⁴-⁹₀-₉]+(?:[.,]\d+)*")


def extract_claims(text: str) -> pd.DataFrame:
    """Quantitative claims of a Vietnamese text, one row each, in text order.

    Columns: start, end (offsets into `text`), quote, value, value_high (NaN unless a range), qualifier, unit, counted,
    whole (denominator or NaN), kind, actor, action, period, sentence (at most 1,000 characters around the number),
    sentence_start, rule. Values are multiplied out, money in its currency, per cents as printed. Takes any str and
    raises nothing; what counts as a claim: tests/labels/LABELS.md.

    >>> claims = extract_claims("Hiện đã có 52 trong tổng số 235 địa phương thực hiện.")
    >>> claims[["quote", "value", "unit", "whole", "kind"]].values.tolist()
    [['52', 52.0, 'địa phương', 235.0, 'count']]
    """
    from viclaims.tables.schemas import CLAIM_COLUMNS, frame_of

    return frame_of(list(_rows(text, claims=True)), CLAIM_COLUMNS)


def extract_mentions(text: str) -> pd.DataFrame:
    """Every number of a text, one row a whole expression, with its role and the rule that gave it, in text order.

    Columns: start, end, quote, role, rule. A claim's row has the claim's span; no digit of the text is outside a row.

    >>> extract_mentions("Ngày 9/11, có 11 ứng viên")[["quote", "role"]].values.tolist()
    [['9/11', 'date'], ['11', 'claim']]
    """
    from viclaims.tables.schemas import MENTION_COLUMNS, frame_of

    return frame_of(list(_rows(text, claims=False)), MENTION_COLUMNS)


def _rows(text: str, claims: bool) -> Iterator[dict]:
    """The claims of `text` with all their fields, or else all its mentions, in text order, offsets into `text`."""
    nfc, offsets = to_read(text)
    low = lower(nfc)
    has_digit = _HAS_DIGIT if _OTHER_SCRIPT.search(nfc) else _HAS_ASCII_DIGIT
    done = 0
    for start, end in split_read(nfc):
        if not claims and start > done:
            yield from _stray(text, nfc, offsets, done, start)
        done = end
        if not (has_digit.search(nfc, start, end) or has_number_word(low, start, end)):
            continue
        sentence = nfc[start:end]
        found = read_sentence(sentence, low[start:end])
        if claims:
            for *_, reading in found:
                if reading is not None:
                    yield _claim_row(text, sentence, reading, start, offsets)
        else:
            for first, last, role, rule, _ in _with_every_digit(sentence, found):
                yield _mention_row(text, first + start, last + start, role, rule, offsets)
    if not claims:
        yield from _stray(text, nfc, offsets, done, len(nfc))


def _stray(text, nfc, offsets, start, end) -> Iterator[dict]:
    """Digits that no sentence holds: none in ordinary text, but no digit may be lost."""
    for match in _DIGITS.finditer(nfc, start, end):
        yield _mention_row(text, *match.span(), "other", "no_sentence", offsets)


def _mention_row(text: str, start: int, end: int, role: str, rule: str, offsets) -> dict:
    start, end = back(offsets, start, end)
    return {"start": start, "end": end, "quote": text[start:end], "role": role, "rule": rule}


def _claim_row(text: str, sentence: str, reading: Reading, offset: int, offsets) -> dict:
    expression = reading.expression
    first = max(0, expression.start - SENTENCE_SHOWN // 2) if len(sentence) > SENTENCE_SHOWN else 0
    actor, action, period = context_of(reading.tagged, expression.start)
    shown_from = back(offsets, offset + first, offset + first)[0]
    start, end = back(offsets, offset + expression.start, offset + expression.end)
    return {
        "start": start, "end": end, "quote": text[start:end], "rule": reading.rule,
        "value": float(expression.value), "value_high": float(expression.value_high), "qualifier": reading.qualifier,
        "unit": reading.unit, "counted": reading.counted, "whole": float(reading.whole), "kind": reading.kind,
        "actor": actor, "action": action, "period": period,
        "sentence": sentence[first : first + SENTENCE_SHOWN], "sentence_start": shown_from,
    }  # fmt: skip


def lower(text: str) -> str:
    """`text` in lower case, every character in its place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


Found = tuple[int, int, str, str, Reading | None]
_span = itemgetter(0, 1)


def read_sentence(text: str, low: str) -> list[Found]:
    """(start, end, role, rule, reading or None) of every number of one NFC sentence, in order; `low`: in lower case."""
    numerals = _numerals(text, low)
    if not numerals and not _HAS_DIGIT.search(low):
        return []  # only words that mean no number here: một, năm
    sentence = Sentence(text, low, ROLES.spans(low))
    expressions = _free_expressions(sentence, numerals)
    found: list[Found] = [(*span[:4], None) for span in sentence.roles]
    taken = -1
    for index, expression in enumerate(expressions):
        if index == taken:
            continue
        following = expressions[index + 1] if index + 1 < len(expressions) else None
        reading = _read(sentence, expression, following)
        if reading:
            sentence.read.append(reading)
            taken = index + 1 if reading.wholes else -1
            found += [(start, end, "whole", "worded_denominator", None) for start, end in reading.wholes]
        role = _role_of(sentence, expression, reading)
        if role:
            found.append((expression.start, expression.end, *role, reading))
        if expression.gloss:
            found.append((*expression.gloss, "gloss", "same_number_in_brackets", None))
    return sorted(found, key=_span)


OTHER_RULES = {
    "no_unit": "a number behind which nothing is counted",
    "no_rule": "a digit that belongs to no numeral",
    "no_sentence": "a digit outside every sentence",
    "unread_pair": "two numbers glued by a sign that are neither a range nor A of B",
    "day_month_bare": "such a pair that is a day and a month: 22-3",
    "worded_denominator": "B in A trong tổng số B",
    "same_number_in_brackets": "the repeat in 15 (mười lăm) ngày",
}
_DAY_AND_MONTH = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])[-–/.](?:1[0-2]|0?[1-9])")


def _role_of(sentence: Sentence, expression: Expression, reading: Reading | None) -> tuple[str, str] | None:
    """(role, rule) of an expression; None for a word that turns out to count nothing."""
    if reading:
        return "claim", reading.rule
    if expression.form in ("unread", "of", "fraction") and expression.written == "digits":
        is_day = _DAY_AND_MONTH.fullmatch(sentence.low, expression.start, expression.end)
        return ("date", "day_month_bare") if is_day else ("other", "unread_pair")
    return ("other", "no_unit") if expression.written == "digits" else None


_HAS_DIGIT = re.compile(r"[\d²³¹⁰⁴-⁹₀-₉]")
_HAS_ASCII_DIGIT = re.compile("[0-9]")
# Where other digits may be: most texts hold none of this, so that the quicker pattern will do.
_OTHER_SCRIPT = re.compile("[²³¹\u0660-\u1dff\u1f00-\u1fff\u2070-\u2089\u2c00-\U0010ffff]")
_DIGIT_RUN = re.compile(r"[\d²³¹⁰⁴-⁹₀-₉]+")


def _with_every_digit(text: str, found: list[Found]) -> list[Found]:
    """`found` and a row of role other for each digit run, or part of one, that nothing has read."""
    edges = iter([(start, end) for start, end, *_ in found] + [(len(text), len(text))])
    start, end = next(edges)
    missed: list[Found] = []
    for run in _DIGIT_RUN.finditer(text):
        at, stop = run.span()
        while at < stop:
            while end <= at:
                start, end = next(edges)
            if start > at:
                missed.append((at, min(start, stop), "other", "no_rule", None))
            at = max(at, end)
    return sorted([*found, *missed], key=_span) if missed else found


def _numerals(text: str, low: str) -> list[Numeral]:
    """The numerals of a sentence, without the words that mean something else here."""
    found = find_numerals(low)
    return [
        numeral
        for index, numeral in enumerate(found)
        if numeral.form == "digits" or reads_as_number(text, low, numeral, found[max(0, index - 4) : index + 5])
    ]


def _free_expressions(sentence: Sentence, numerals: list[Numeral]) -> list[Expression]:
    """The expressions of the numerals that no role rule has taken."""
    if not sentence.roles:
        return combine(sentence.low, numerals)
    blocked = bytearray(len(sentence.low))
    for span in sentence.roles:
        blocked[span.start : span.end] = b"\x01" * (span.end - span.start)
    return combine(sentence.low, [n for n in numerals if 1 not in blocked[n.start : n.end]])


def _read(sentence: Sentence, expression: Expression, following: Expression | None) -> Reading | None:
    """The expression as a claim, None where nothing is counted."""
    if expression.form == "unread" or math.isnan(expression.value):
        return None
    between = _worded_denominator(sentence.low, expression, following)
    # "52 trong tổng số 235 địa phương": the noun stands behind the denominator, unless the part has its own.
    reading = read_unit(sentence, expression, following if between == "" else expression)
    if reading is None:
        return None
    if between is not None:
        reading.whole, reading.wholes = following.value, [(following.start, following.end)]
    elif expression.form == "of":
        reading.whole = expression.whole
    reading.qualifier = qualifier_at(sentence.low, expression.start, expression.end, reading.family)
    _repair(sentence.text, reading)
    reading.kind = kind_of(sentence, reading)
    reading.tagged = sentence.tagged
    return reading


_IN_TOTAL = Pattern(
    r"""(?P<unit>(?:,?\s+[^\W\d_]+){0,8}?)\s*,?\s+
    (?: {out_of}\s+(?:{total}\s+)?(?:{in_all}\s+)?{so}
      | {upon|within}\s+{total}(?:\s+{in_all})?
      | /\s*{total}\s+{so}
    )(?:\s+{bound_of_whole})?\s*"""
)
_IN = Pattern(r"\s+{within}\s+(?:{so}\s+)?")
FARTHEST_WHOLE = 60


def _worded_denominator(low: str, expression: Expression, following: Expression | None) -> str | None:
    """The words between A and "trong (tổng) số B" ('' where there are none); None if `following` is no denominator."""
    if following is None or following.form != "plain" or expression.form != "plain" or not following.value > 0:
        return None
    if following.start - expression.end > FARTHEST_WHOLE or _counts_no_thing(low, expression):
        return None
    total = _IN_TOTAL.fullmatch(low, expression.end, following.start)
    if total:
        return total["unit"].strip()
    of_counted = _IN.fullmatch(low, expression.end, following.start) and table_unit(low, following.end) is None
    return "" if of_counted and expression.value <= following.value else None


def _counts_no_thing(low: str, expression: Expression) -> bool:
    """ "từng 3 lần vận động bà con, trong số 57 hộ": times, hours and metres are no part of a number of things."""
    unit = table_unit(low, expression.end)
    return unit is not None and unit.family in ("times", "duration", "measure", "age")


_SEPARATED = re.compile(r"[0-9]+(?:[.,][0-9]+)+")


def _repair(text: str, reading: Reading) -> None:
    """Reads the separators of a single numeral again, now that what it counts is known."""
    expression = reading.expression
    digits = text[expression.start : expression.end].lstrip("+-−")
    if expression.form != "plain" or not _SEPARATED.fullmatch(digits):
        return
    whole_things = reading.family == "noun" or reading.unit == DONG
    value = repair_digits(digits, "whole" if whole_things else reading.unit)
    if value is not None:
        expression.value = (-value if expression.value < 0 else value) * expression.scale
