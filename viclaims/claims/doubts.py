"""What speaks against a reading: named doubts, each with the sentence that stands in the column doubt.

A doubt asks the text around a claim and the other claims of the text; the first of DOUBTS that speaks is told. It
changes nothing of the claim. A doubted claim is no headline and is not drawn.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from statistics import median
from typing import NamedTuple

from viclaims.claims.units import COUNT_NOUNS
from viclaims.lexicon import Pattern, among
from viclaims.text.language import has_vowel
from viclaims.text.words import tag

Claim = dict
FIRST_YEAR, LAST_YEAR = 1945, 2060
FEWEST_NEIGHBOURS, NEIGHBOURS = 2, 20  # the fewest that tell, and how many on either side are asked


class Seen(NamedTuple):
    """A claim with what is asked about it: the text in small letters, the nearest of its sentence, unit and kind."""

    low: str
    claim: Claim
    alike: Sequence[Claim]


_YEAR = re.compile("[12][0-9]{3}")
_DASH = re.compile(r"\s*[-–—]\s*")
_YEAR_AND_SIZE = Pattern(r"([12][0-9]{3})\s+{magnitude}")
_GROUPED = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")


def _is_year(digits: str) -> bool:
    return FIRST_YEAR <= int(digits) <= LAST_YEAR and digits[-2:] != "00"


def _year_with_size(seen: Seen) -> bool:
    found = _YEAR_AND_SIZE.fullmatch(seen.claim["quote"].lower())
    return found is not None and _is_year(found[1])


def _bare_year(seen: Seen) -> bool:
    """Four digits that may be a year, where the text writes its thousands with a separator."""
    years = _DASH.split(seen.claim["quote"])
    if not all(_YEAR.fullmatch(year) and _is_year(year) for year in years):
        return False
    return _writes_thousands(seen.low)


@lru_cache(maxsize=4)
def _writes_thousands(low: str) -> bool:
    return _WRITES_THOUSANDS.search(low) is not None


@lru_cache(maxsize=1024)
def _stands_once(low: str, word: str) -> bool:
    """Whether `word` stands nowhere else; asked once a text and word, so that many claims cost no more."""
    return low.count(word) < 2


_WRITES_THOUSANDS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9.,])")
_DIGITS_BEFORE = re.compile(r"(?<![\w.,/-])[0-9]+[ \u00a0]$")
# "có 1. 250 hộ"; behind the beginning of a line it is the number of an item
_POINT_BEFORE, _THREE_DIGITS = re.compile(r"[^\W\d_] [0-9]{1,3}\. $"), re.compile(r"[0-9]{3}(?![0-9])")
_COMMA_BEFORE = re.compile(r"(?<![0-9.,])[0-9]{1,3},[  ]$")


def _digits_before(seen: Seen) -> bool:
    """ "đạt 1 66,9 nghìn tỷ", "tăng (15, 6%)": a space may stand inside the number."""
    start, quote = seen.claim["start"], seen.claim["quote"]
    if not quote[0].isdigit():
        return False
    before = seen.low[max(0, start - 8) : start]
    if _DIGITS_BEFORE.search(before) or (_THREE_DIGITS.match(quote) and _POINT_BEFORE.search(before)):
        return True
    return len(quote) == 1 and seen.claim["unit"] == "%" and _COMMA_BEFORE.search(before) is not None


_DAY_AND_MONTH = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])/(?:0?[1-9]|1[0-2])")


def _part_far_above(seen: Seen) -> bool:
    value, whole = seen.claim["value"], seen.claim["whole"]
    if math.isnan(whole) or value <= whole:
        return False
    return value > 3 * whole or _DAY_AND_MONTH.fullmatch(seen.claim["quote"]) is not None


def _part_far_below(seen: Seen) -> bool:
    """A of B in one expression of which one end has a magnitude that the other may share."""
    return "/" in seen.claim["quote"] and seen.claim["value"] * 1000 <= seen.claim["whole"]


def _ends_far_apart(seen: Seen) -> bool:
    """A range of which one end has thousands or a magnitude that the other may share."""
    return seen.claim["value_high"] >= 100 * max(seen.claim["value"], 1)


_NUMBER_BEFORE = Pattern(r"(?<![^\W_]){point_word|zero_ten}\s+$")
_NUMBER_BEHIND = Pattern(r"\s+(?:{zero_ten|digit_behind_ten|half_more|ten_mark}|{point_word}\s+{digit})(?![^\W_])")


def _number_words_around(seen: Seen) -> bool:
    """A number in words beside words of numbers that were not read with it."""
    start, end = seen.claim["start"], seen.claim["end"]
    if seen.claim["quote"][:1].isdigit():
        return False
    return bool(_NUMBER_BEFORE.search(seen.low[max(0, start - 8) : start]) or _NUMBER_BEHIND.match(seen.low, end))


_LINE_ENDS = re.compile(r"[ \t]*[\r\n][ \t]*[^\W_]")


def _line_ends(seen: Seen) -> bool:
    """The line ends right behind the number, and what it counts was not looked for in the next one."""
    inside = seen.claim["rule"] in ("bare_magnitude", "carried_over")
    return inside and _LINE_ENDS.match(seen.low, seen.claim["end"]) is not None


_MARKED = re.compile(r"[^\W\d_][0-9¹²³⁰⁴-⁹]{1,2}$")


def _footnote(seen: Seen) -> bool:
    """A digit is glued to what is counted, or the number to a per cent before it."""
    marked = seen.claim["rule"] != "unit_table" and _MARKED.search(seen.claim["unit"])
    return bool(marked) or seen.low[max(0, seen.claim["start"] - 1) : seen.claim["start"]] == "%"


_MONTH_NUMBER = Pattern(r"\s+(?:{month}|{year})\s+[0-9]")


def _may_be_days(seen: Seen) -> bool:
    """ "20-22 tháng 3": a month or year with its number behind a number that may be a day."""
    claim = seen.claim
    of_time = claim["kind"] == "duration" and claim["value"] <= 31 and claim["quote"][0].isdigit()
    return of_time and _MONTH_NUMBER.match(seen.low, claim["end"]) is not None


def _size(value: float) -> float:
    return math.log10(abs(value)) if value else 0.0


def _separator_may_mislead(seen: Seen) -> bool:
    """One separator before three digits, and the other reading of it is like the other numbers of this unit."""
    digits, here = seen.claim["quote"].split()[0], seen.alike
    if not _GROUPED.fullmatch(digits) or len(here) < FEWEST_NEIGHBOURS or not seen.claim["value"]:
        return False
    usual, size = median(_size(other["value"]) for other in here), _size(seen.claim["value"])
    other = min(abs(size + 3 - usual), abs(size - 3 - usual))
    return abs(size - usual) > 2 and other < 0.75


def _thousand_times(seen: Seen) -> bool:
    """A thousand times every other number of its unit in its sentence, or a thousandth of it."""
    here = seen.alike
    if len(here) < FEWEST_NEIGHBOURS or not seen.claim["value"]:
        return False
    sizes, size = [_size(other["value"]) for other in here], _size(seen.claim["value"])
    return size - max(sizes) >= 3 or min(sizes) - size >= 3


_BEHIND_NOUN = frozenset({"noun_behind", "bare_noun", "noun_before", "shared_ahead"})
KNOWN = COUNT_NOUNS | among("quantity", "paired_noun", "classifier_only", "common_word")


def _is_known(unit: str) -> bool:
    words = unit.lower().split()
    return any(" ".join(words[:size]) in KNOWN for size in range(1, len(words) + 1))


def _looks_like_a_name(seen: Seen) -> bool:
    """ "121 Trần Phú": what is counted begins with a capital, is no abbreviation and no noun of the lexicon."""
    unit = seen.claim["unit"]
    if seen.claim["rule"] not in _BEHIND_NOUN or not unit[:1].isupper() or unit.isupper() or _is_known(unit):
        return False
    return _stands_once(seen.low, unit.lower()) or (len(unit.split()) > 1 and unit.istitle())


def _no_word(seen: Seen) -> bool:
    """What is counted has no vowel: "120 trđ", "412 tr"."""
    unit = seen.claim["unit"].lower()
    if seen.claim["kind"] == "measure":
        return False
    if seen.claim["rule"] not in _BEHIND_NOUN or not unit or seen.claim["unit"].isupper() or _is_known(unit):
        return False
    return not has_vowel(unit)


_NOT_NOUNS = frozenset({"V", "R", "C", "E", "P"})


def _no_noun(seen: Seen) -> bool:
    """What is counted is no noun of the lexicon, is no noun alone either, and stands nowhere else in the text."""
    unit = seen.claim["unit"]
    if seen.claim["rule"] not in _BEHIND_NOUN or not unit or _is_known(unit):
        return False
    word = tag(unit)[0]
    return word.tag in _NOT_NOUNS and _stands_once(seen.low, unit.lower())


class Doubt(NamedTuple):
    """One thing that may speak against a claim: its sentence, and texts with the [claims] that it doubts."""

    name: str
    says: str
    speaks: Callable[[Seen], bool]
    takes: tuple[str, ...]
    refuses: tuple[str, ...]


DOUBTS = (
    Doubt("year_with_size", "Its digits look like a year.", _year_with_size,
          ("chi [2025 tỷ] đồng",), ("chi [2000 tỷ] đồng", "chi [3025 tỷ] đồng")),
    Doubt("bare_year", "Its digits look like a year, and the text writes thousands with a separator.", _bare_year,
          ("thu 1.250 hồ sơ, có [2022] hộ",), ("có [2022] hộ", "thu 1.250 hồ sơ, [2.022] hộ")),
    Doubt("digits_before", "It may go on from the digits before it.", _digits_before,
          ("quý 1 [66,9 nghìn tỷ] đồng", "tăng 5, [6]%", "có 1. [250] hộ"),
          ("năm 2020, [6]% số hộ", "1. [250] hộ vay vốn", "xong năm 2023. [250] hộ vay vốn")),
    Doubt("part_far_above", "The part is far above its whole.", _part_far_above,
          ("khám cho [160/40] hộ",), ("thu [1.250/1.100 tỷ] đồng",)),
    Doubt("part_far_below", "One magnitude may hold for the part and its whole.", _part_far_below,
          ("tiêm [120/150.000] liều",), ("có [52/235] xã",)),
    Doubt("ends_far_apart", "One magnitude may hold for both ends of the range.", _ends_far_apart,
          ("từ [5-15000] con",), ("từ [10 đến 15] con",)),
    Doubt("number_words", "Words of numbers beside it were not read with it.", _number_words_around,
          (), ("có [ba trăm linh tư] hộ",)),
    Doubt("line_ends", "The line ends right behind it.", _line_ends, ("xã thu 5 tỷ đồng và\nchi [25 tỷ]\nUSD",), ()),
    Doubt("footnote", "A footnote's mark may be read as a part of it.", _footnote,
          ("tỷ lệ 12%[15] hộ",), ("rộng [45] m2",)),
    Doubt("days", "It may be a day of the month.", _may_be_days,
          ("vào [20-22] tháng 3, có 5 xã",), ("trong [20] tháng qua",)),
    Doubt("separator", "Its separator may mean thousands or decimals.", _separator_may_mislead,
          ("chi 203,5 tỷ đồng, 187,4 tỷ đồng, 615,3 tỷ đồng và [482.110 tỷ] đồng",),
          ("chi 2 tỷ đồng, [1.250 tỷ] đồng",)),
    Doubt("thousand_times", "It is a thousand times the numbers beside it, or a thousandth.", _thousand_times,
          ("các xã thu 12 tấn, 15 tấn, 14 tấn và [16000] tấn",), ("thu 12 tấn và [16000] tấn",)),
    Doubt("name", "What it counts looks like a name.", _looks_like_a_name,
          ("cửa hàng [121] Trần Phú bán gạo",), ("có [12] Bằng khen",)),
    Doubt("no_word", "What it counts is no Vietnamese word.", _no_word, ("có [120] trz",), ("có [12] container",)),
    Doubt("no_noun", "What it counts looks like a verb.", _no_noun, (), ("có [12] kiến nghị",)),
)  # fmt: skip


def doubts_of(low: str, claims: Sequence[Claim]) -> list[str]:
    """The sentence of the first doubt about each claim of a text in small letters, '' where nothing speaks against it.

    `claims` are rows of extract_claims with offsets into that text.
    """
    alike: dict[tuple[int, str, str], list[Claim]] = {}
    told = []
    for claim in claims:
        alike.setdefault((claim["sentence_start"], claim["unit"], claim["kind"]), []).append(claim)
    places = {id(claim): place for group in alike.values() for place, claim in enumerate(group)}
    for claim in claims:
        group, place = alike[claim["sentence_start"], claim["unit"], claim["kind"]], places[id(claim)]
        others = [*group[max(0, place - NEIGHBOURS) : place], *group[place + 1 : place + 1 + NEIGHBOURS]]
        seen = Seen(low, claim, others)
        told.append(next((doubt.says for doubt in DOUBTS if doubt.speaks(seen)), ""))
    return told
