"""Numerals put together to whole expressions: signs, ranges, A/B, fractions, "7 năm 6 tháng",
"ba năm rưỡi", glosses.

Between numbers.py, which reads one numeral, and claims.py, which asks what the expression counts.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from viclaims.claims.numerals import (
    DIGIT_WORDS,
    FRACTION_SIGNS,
    HALVED,
    HALVES,
    LARGE,
    PART,
    TEN_MARKS,
    Exact,
    Numeral,
    find_next,
)
from viclaims.claims.units import table_unit
from viclaims.lexicon import Pattern, alternatives, lexicon, words

NAN = math.nan
COMMON_FRACTIONS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 6), (1, 10), (1, 100)})
SIZES = {**HALVED, **TEN_MARKS}

# (larger unit, smaller unit) -> how many of the smaller make the larger.
_COMPOUND = {
    (row.word, small): int(factor)
    for row in lexicon().rows("measure", "duration", "money", "age")
    for small, factor in (pair.split("=") for pair in row.own["smaller"].split())
}
_DASH = r"[-–—−~]"
_RANGE = Pattern(rf"\s*((?s:.){{0,30}}?)\s*(?:{_DASH}|(?<![^\W_]){{up_to}}(?:\s+{{all_of_time}})?(?![^\W_]))\s*")
_ONLY_DASH = re.compile(rf"\s*{_DASH}\s*")
_BARE, _ROUND = re.compile("[1-9][0-9]{0,2}"), re.compile(r"[1-9][0-9]{0,2}\.[0-9]00")
_SLASH = re.compile(r"\s*([^\W\d_ ]*(?: [^\W\d_]+){0,3}?)\s?/\s*")
LONGEST_GLOSS = 120  # characters behind the number in brackets up to their end
_GLOSS = Pattern(r"(\s*[^()]{0,25}?)\s*\(\s*(?:{in_words_label}\s*:?\s*)?")
_HALVED = Pattern(r"\s+({measure|duration|times|small_money})\s+{half_more}(?![^\W_])")
# What a fraction is taken of; before such a word even "3/5" is a share and not three out of five counted things.
_SHARED = Pattern(r"\s+{share_of}(?![^\W_])")
_GLUE = ("-", "–", "—", "/", ":", ".", ",", "+", "*")
# "âm 5 độ C", "tăng trưởng âm 5,5%" are below zero; behind some words "âm" is a sound: "thu âm 5 ca khúc".
_BELOW_ZERO = Pattern(r"(?<![^\W_])({minus_word})\s+$")
_SOUND = Pattern(r"(?<![^\W_]){before_sound}\s+$")
# Units whose decimals may be said behind them, and what shows that the measure ends there.
_SPOKEN_POINT = Pattern(r"\s*({spoken_point})\s*")
_ENDS_MEASURE = Pattern(r"\s*(?:[,.;:!?)…\"”]|$|\n) | \s+{behind_measure}(?![^\W_])")
_COMPOUND_GAP = re.compile(rf"\s*({alternatives({large for large, _ in _COMPOUND})})\s+")


@dataclass(frozen=True, slots=True)
class Expression:
    """One number as a reader takes it: a span, a value (and a high end), and what its form says already.

    `form`: plain, range, of (A/B counted things), fraction, compound; `unit` is set where it stands inside the span.
    """

    start: int
    end: int
    value: Exact | float
    value_high: Exact | float = NAN
    whole: Exact | float = NAN
    form: str = "plain"
    written: str = "digits"
    unit: str = ""
    signed: bool = False
    scale: int = 1  # a magnitude that stands behind another number and counts for this one too
    gloss: tuple[int, int] | None = None
    gloss_end: int = 0

    @property
    def unit_at(self) -> int:
        """Where the unit is looked for: behind the number, or behind the brackets that say it again."""
        return max(self.end, self.gloss_end)


def combine(low: str, numerals: list[Numeral]) -> list[Expression]:
    """`numerals` of a lower-case sentence as expressions, in text order.

    >>> from viclaims.claims.numerals import find_numerals
    >>> low = "từ 02 tháng đến 05 tháng, chuyển đổi 38/41 người, ba tháng rưỡi"
    >>> [(low[e.start:e.end], e.value, e.form) for e in combine(low, find_numerals(low))]
    [('02 tháng đến 05', 2, 'range'), ('38/41', 38, 'of'), ('ba tháng rưỡi', Fraction(7, 2), 'compound')]
    """
    numerals, glosses = _without_glosses(low, numerals)
    if glosses:
        low = _blanked(low, glosses)
    found, at = [], 0
    while at < len(numerals):
        first = numerals[at]
        second = numerals[at + 1] if at + 1 < len(numerals) and numerals[at + 1].start - first.end <= 40 else None
        expression = _two(low, first, second) if second else None
        at += 1 if expression is None else 2
        if expression and second and expression.form == "compound" and at < len(numerals):
            third = _with_third_unit(low, expression, second, numerals[at])
            expression, at = (third, at + 1) if third else (expression, at)
        expression = _with_sign(low, expression or _one(low, first))
        gloss = glosses.get(expression.end)
        found.append(replace(expression, gloss=gloss.said, gloss_end=gloss.end) if gloss else expression)
    return found


class Gloss(NamedTuple):
    """A number said again in brackets: its span, and that of the brackets."""

    said: tuple[int, int]
    start: int
    end: int


def _without_glosses(low: str, numerals: list[Numeral]) -> tuple[list[Numeral], dict[int, Gloss]]:
    """The numerals that say no other one again, and the glosses by the end of the number that they say."""
    kept: list[Numeral] = []
    glosses: dict[int, Gloss] = {}
    said_until = 0
    for numeral in numerals:
        if numeral.start < said_until:
            continue  # "14.760.000 đồng (mười bốn triệu, bảy trăm sáu mươi nghìn đồng)"
        gloss = _gloss_of(low, kept, numeral) if kept and numeral.form == "words" else None
        if gloss:
            glosses[kept[-1].end] = gloss
            said_until = gloss.said[1]
        else:
            kept.append(numeral)
    return kept, glosses


def _gloss_of(low: str, before: list[Numeral], numeral: Numeral) -> Gloss | None:
    """ "15 (mười lăm) ngày", "2/3 (hai phần ba) số đại biểu"; behind the unit too: "15 ngày (mười lăm ngày)"."""
    last = before[-1]
    gap = _GLOSS.fullmatch(low, last.end, numeral.start)
    if gap is None or last.form != "digits":
        return None
    closing = low.find(")", numeral.end, numeral.end + LONGEST_GLOSS)
    if closing < 0:
        return None
    value = last.value
    if value != numeral.value and len(before) > 1 and low[before[-2].end : last.start] == "/" and value:
        value = Fraction(before[-2].value) / value
    end = numeral.end if value == numeral.value else _end_of_spoken(low, numeral.start, closing, value)
    if end is None:
        return None
    directly = not gap[1].strip()
    return Gloss((numeral.start, end), last.end + len(gap[1].rstrip()) if directly else last.end,
                 closing + 1 if directly else last.end)  # fmt: skip


def _end_of_spoken(low: str, start: int, closing: int, value: Exact | float) -> int | None:
    """Where a number said with commas in it ends, None unless it is `value`."""
    if "," not in low[start:closing]:
        return None
    spoken = find_next(low[start:closing].replace(",", ""), 0)
    return closing if spoken is not None and spoken.value == value else None


def _blanked(low: str, glosses: dict[int, Gloss]) -> str:
    """`low` with spaces where a gloss stands, so that what is around it is read as if it was not there."""
    for gloss in glosses.values():
        low = low[: gloss.start] + " " * (gloss.end - gloss.start) + low[gloss.end :]
    return low


def _two(low: str, first: Numeral, second: Numeral) -> Expression | None:
    for join in (_range, _of, _compound, _with_decimals, _pair_of_words, _unread_pair):
        expression = join(low, first, second)
        if expression:
            return expression
    return None


def _one(low: str, numeral: Numeral) -> Expression:
    halved = _HALVED.match(low, numeral.end)
    if halved:
        value, end = numeral.value + Fraction(1, 2), halved.end()
        return Expression(numeral.start, end, value, form="compound", written=numeral.form, unit=halved[1])
    spoken = low[numeral.start : numeral.end].split()
    parted = not PART.isdisjoint(spoken)
    of_magnitude = parted and spoken[-1] in LARGE and spoken[-2] not in PART  # "ba phần tư triệu" is a number
    halved_or_sign = spoken[-1] in HALVES or spoken[-1] in FRACTION_SIGNS
    form = "fraction" if (parted and not of_magnitude) or halved_or_sign else "plain"
    return Expression(numeral.start, numeral.end, numeral.value, form=form, written=numeral.form)


def _with_sign(low: str, expression: Expression) -> Expression:
    """A sign belongs to the number unless it stands between two numbers or begins a line as a bullet."""
    at = expression.start
    said = expression.written == "digits" and low[max(0, at - 8) : at].rstrip().endswith(words("minus_word"))
    below_zero = _BELOW_ZERO.search(low, max(0, at - 8), at) if said else None
    if below_zero and not _SOUND.search(low, max(0, at - 20), below_zero.start(1)):
        return replace(expression, start=below_zero.start(1), value=-expression.value)
    if at == 0 or low[at - 1] not in "+-−" or expression.written != "digits":
        return expression
    left = low[: at - 1][-2:]
    if not left or left[-1].isalnum() or left.strip()[-1:].isdigit() or left[-1] in "%/.,":
        return expression
    value = expression.value if low[at - 1] == "+" else -expression.value
    return replace(expression, start=at - 1, signed=True, value=value)


def _range(low: str, first: Numeral, second: Numeral) -> Expression | None:
    """Two ends with a dash or "đến": the unit may stand behind both, a magnitude behind the second counts for both."""
    gap = _RANGE.fullmatch(low, first.end, second.start)
    if gap is None or not _same_unit_behind(low, gap[1], second.end):
        return None
    value = first.value
    if first.magnitude == 1 and second.magnitude > 1 and value * second.magnitude <= second.value:
        value *= second.magnitude
    elif _shares_thousands(low, first, second):
        value *= 1000
    if not value < second.value or (
        low[second.end : second.end + 1] == "/" and low[second.end + 1 : second.end + 2].isdigit()
    ):
        return None
    return Expression(first.start, second.end, value, second.value, form="range", written=second.form)


def _shares_thousands(low: str, first: Numeral, second: Numeral) -> bool:
    """ "10-15.000 con" are 10,000 to 15,000: round thousands behind a number below them, glued by a dash."""
    low_end, high_end = low[first.start : first.end], low[second.start : second.end]
    if not (_BARE.fullmatch(low_end) and _ROUND.fullmatch(high_end) and first.value * 1000 < second.value):
        return False
    return bool(_ONLY_DASH.fullmatch(low, first.end, second.start)) or second.value <= first.value * 3000


def _same_unit_behind(low: str, unit: str, at: int) -> bool:
    behind = low[at : at + 40].lstrip()
    return not unit or (behind.startswith(unit) and not behind[len(unit) : len(unit) + 1].isalnum())


def _of(low: str, first: Numeral, second: Numeral) -> Expression | None:
    """A/B: a fraction of a mass, or A of B counted things (A > B is a plan overfulfilled)."""
    gap = _SLASH.fullmatch(low, first.end, second.start)
    if gap is None or first.form != "digits" or second.form != "digits" or not second.value > 0:
        return None
    if gap[1] and not _same_unit_behind(low, gap[1], second.end):
        return None
    if second.magnitude > 1 and first.magnitude == 1:
        below = Fraction(second.value) / second.magnitude
        if (first.value, below) in COMMON_FRACTIONS:  # "3/4 tỷ đồng": three quarters of a thousand million
            return Expression(first.start, second.end, first.value / below * second.magnitude)
        done = first.value * second.magnitude  # of a plan: "1.250/1.100 tỷ đồng"
        return Expression(first.start, second.end, done, whole=second.value, form="of", scale=second.magnitude)
    if not gap[1] and _is_fraction(low, first, second):
        return Expression(first.start, second.end, Fraction(first.value) / second.value, form="fraction")
    return Expression(first.start, second.end, first.value, whole=second.value, form="of")


def _is_fraction(low: str, first: Numeral, second: Numeral) -> bool:
    above, below, end = first.value, second.value, second.end
    if not (above < below and above == int(above) and (below <= 10 or below in (100, 1000))):
        return False
    if _SHARED.match(low, end):
        return True
    return (above, below) in COMMON_FRACTIONS and not _counts_what_was_counted(low, first, second)


def _counts_what_was_counted(low: str, first: Numeral, second: Numeral) -> bool:
    """ "nhận 4 đơn thư, đã giải quyết 3/4 đơn": so many of them were counted before in the sentence."""
    noun = _NOUN.match(low, second.end)
    whole = re.escape(low[second.start : second.end].lstrip("0"))
    before = low[max(0, first.start - 200) : first.start]
    return noun is not None and re.search(rf"(?<![0-9.,/])0?{whole}\s+{noun[1]}(?![^\W_])", before) is not None


_NOUN = re.compile(r"\s+([^\W\d_]+)")


def _compound(low: str, first: Numeral, second: Numeral) -> Expression | None:
    """One quantity in two units ("7 năm 6 tháng" is 7.5 năm)."""
    gap = _COMPOUND_GAP.fullmatch(low, first.end, second.start)
    behind = table_unit(low, second.end) if gap else None
    if gap is None or behind is None:
        return None
    factor = _COMPOUND.get((gap[1], behind.name))
    if factor is None or not second.value < factor or first.form != second.form:
        return None
    value = first.value + Fraction(second.value) / factor
    return Expression(first.start, behind.end, value, form="compound", written=first.form, unit=gap[1])


def _with_third_unit(low: str, two: Expression, second: Numeral, third: Numeral) -> Expression | None:
    """A third, still smaller unit: "1 giờ 8 phút 42 giây"."""
    gap, behind = _COMPOUND_GAP.fullmatch(low, second.end, third.start), table_unit(low, third.end)
    if gap is None or behind is None or two.end > third.start or third.form != second.form:
        return None
    larger, smaller = _COMPOUND.get((two.unit, gap[1])), _COMPOUND.get((gap[1], behind.name))
    if larger is None or smaller is None or not third.value < smaller:
        return None
    return replace(two, end=behind.end, value=two.value + Fraction(third.value) / (larger * smaller))


def _with_decimals(low: str, first: Numeral, second: Numeral) -> Expression | None:
    """The decimals spoken behind the unit: "một mét sáu lăm" is 1.65 m, "11 giây 52" is 11.52 s, "ba ký hai" 3.2 kg."""
    gap = _SPOKEN_POINT.fullmatch(low, first.end, second.start)
    decimals = low[second.start : second.end]
    if gap is None or first.form != second.form or first.value % 1 or not 0 < second.value < 100:
        return None
    if (first.form == "digits" and not decimals.isdecimal()) or not _ENDS_MEASURE.match(low, second.end):
        return None
    places = len(decimals) if first.form == "digits" else 1 if second.value < 10 else 2
    value = first.value + Fraction(second.value) / 10**places
    return Expression(first.start, second.end, value, form="compound", written=first.form, unit=gap[1])


def _pair_of_words(low: str, first: Numeral, second: Numeral) -> Expression | None:
    """Two neighbouring numbers in words are a range: "ba, bốn hộ", "mười lăm, mười sáu tuổi", "tám chín chục ngàn"."""
    gap = low[first.end : second.start].strip()
    if not first.form == second.form == "words" or gap not in ("", ","):
        return None
    one_word = " " not in low[first.start : first.end]
    if second.value == first.value + 1:
        short = one_word and " " not in low[second.start : second.end] and second.value <= 10
        if not (short or (gap and not one_word and second.value < 100)):
            return None
        return Expression(first.start, second.end, first.value, second.value, form="range", written="words")
    # The magnitude behind the second counts for both: 8 × 10,000 to 9 × 10,000.
    digit, *sizes = low[second.start : second.end].split()
    size = math.prod(SIZES.get(word, math.nan) for word in sizes)
    if not (one_word and DIGIT_WORDS.get(digit) == first.value + 1 and second.value == size * (first.value + 1)):
        return None
    return Expression(first.start, second.end, first.value * size, second.value, form="range", written="words")


def _unread_pair(low: str, first: Numeral, second: Numeral) -> Expression | None:
    """Two numbers glued by a sign that make neither a range nor A of B ("22-3") are no two quantities."""
    if first.form == second.form == "digits" and low[first.end : second.start] in _GLUE:
        return Expression(first.start, second.end, NAN, form="unread")
    return None
