"""What the headings of a table say: units with their magnitudes, plans and estimates, rates, codes.

A unit is read where it is printed: behind "Đơn vị tính", in brackets, in a cell of its own, or as the noun behind
"Số". What is not printed is not guessed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from viclaims.claims.noun_phrases import TaggedText, counted_behind
from viclaims.claims.numerals import find_next, read_digits
from viclaims.claims.units import count_noun, table_unit
from viclaims.lexicon import Pattern

LONGEST_UNIT = 40  # characters
_PER_CENT = Pattern(r"%|‰")
_POWER = re.compile(r"(1[.,]?000(?:[.,]?000)*|10{2,})\s*(?![0-9.,])|10\^?([36³⁶])\s*(?![0-9])")
_POWERS = {"3": 10**3, "³": 10**3, "6": 10**6, "⁶": 10**6}
_MORE_WORDS = re.compile(r"(?:\s+[^\W\d_]+){1,3}")
_PER = re.compile(r"\s?/\s?[^()]{1,30}")
_EDGES = " .:;,*"
_BRACKETS = re.compile(r"\(([^()]{1,40})\)")
# "Đơn vị tính: 1.000 đồng", "ĐVT tỷ đồng"
_SAID = Pattern(r"(?<![^\W_]){unit_cue}(?:\s*[:.]\s*|\s+)(?:{copula}\s+)?([^()\t\n:]{1,60})")
_IS_CUE = Pattern(r"\W*{unit_cue}\W*")
_COUNTS = Pattern(r"(?:{counts_all}\s+)?{counts_of}\s+(?=[^\W\d_])")
_NOT_COUNTED = Pattern(r"(?:{sum_word|money_head|plan_head|done_head|estimate_head})(?![^\W_])")
_CODE = Pattern(r"{code_head}(?![^\W_])(?!\s+{money_head})")
_MONEY = Pattern(r"(?<![^\W_]){money_head}(?![^\W_])")
_RATIO = Pattern(r"(?<![^\W_]){ratio_head|compare_head}(?![^\W_])")
_COMPARES = Pattern(r"(?<![^\W_]){compare_head|difference_head}(?![^\W_])|/|%\s*\w")
_RISE, _FALL = (Pattern(rf"(?<![^\W_]){{{name}}}(?![^\W_])") for name in ("rise_head", "fall_head"))
_CHANGE_FIRST = Pattern(
    r"\W*(?:{rise_head|fall_head|difference_head})(?![^\W_])\W*(?:$|{fall_head|compare_head})|\W*{difference_head}"
)
_GROWTH = Pattern(r"(?<![^\W_])(?:{growth}|{ratio_head}\s+{rise_head|fall_head})(?![^\W_])")
_NUMBERED = Pattern(r"(?i:{row_number_head})\W*|\#")
_NOTES, _NOTE_BEGINS = Pattern(r"\W*{note_head}\W*"), Pattern(r"\W*{note_head}\s*:")
_DIFFERENCE = Pattern(r"(?<![^\W_]){difference_head}(?![^\W_])")
_TOTAL, _PART = Pattern(r"{total_row}(?![^\W_])"), Pattern(r"\W*{part_of_row}(?![^\W_])")
_AREA = Pattern(r"\W*(?:{counts_of}\s+)?{area_head}(?![^\W_])")
_SAID_YEAR = re.compile(r"(?<![0-9.,/])(?:19|20)[0-9]{2}(?![0-9.,])")


class HeadUnit(NamedTuple):
    """A unit that a heading prints: its name in tables, the magnitude that it multiplies by, its family, its words.

    `counted` is the noun with what restricts it; `rate` marks a base behind a stroke; `sure` is False for the noun of
    a heading that prints no unit ("Hộ nghèo").
    """

    name: str
    scale: int
    family: str
    counted: str
    printed: str
    rate: bool = False
    sure: bool = True


# Families of units → the kind of what is counted in them, where no heading tells a change.
KINDS = {
    "percent": "share", "money": "money", "measure": "measure", "duration": "duration", "age": "age", "noun": "count",
    "points": "change", "times": "ratio", "counted_time": "duration",
}  # fmt: skip
PER_CENT = HeadUnit("%", 1, "percent", "%", "%")


@lru_cache(maxsize=4096)
def unit_named(printed: str, anything: bool = False) -> HeadUnit | None:
    """The unit that `printed` is, None where it is none; `anything`: behind "Đơn vị tính" any noun is one.

    >>> unit_named("Triệu đồng")[:3], unit_named("1.000 người")[:3], unit_named("tạ/ha")[:3]
    (('đồng', 1000000, 'money'), ('người', 1000, 'noun'), ('tạ/ha', 1, 'measure'))
    >>> unit_named("Ghi chú") is None
    True
    """
    low = " ".join(printed.lower().split()).strip(_EDGES)
    if not low or len(low) > LONGEST_UNIT:
        return None
    power = _POWER.match(low)
    size = 1
    if power:
        size = _POWERS[power[2]] if power[2] else int(read_digits(power[1].replace(",", ".")) or 1)
        low = low[power.end() :]
    said = f"1 {low}"
    numeral = find_next(said, 0)
    if numeral is None or numeral.start or numeral.value % 1:
        return None
    scale, at = int(numeral.value) * size, numeral.end
    found = table_unit(said, at) or count_noun(said, at)
    shown = " ".join(printed.split()).strip(_EDGES)
    if found is None:
        named = anything and scale == 1 and re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+){0,3}", low)
        return HeadUnit(low, 1, "noun", low, shown) if named else None
    behind = said[found.end :]
    found = found._replace(name=_with_capitals(found.name, shown))
    if not behind:
        return HeadUnit(found.name, scale, found.family, found.name, shown)
    if _PER.fullmatch(behind):
        return HeadUnit(found.name, scale, found.family, said[found.start :], shown, rate=True)
    if found.family == "noun" and _MORE_WORDS.fullmatch(behind):
        return HeadUnit(found.name, scale, found.family, said[found.start :], shown)
    return None


def _with_capitals(name: str, shown: str) -> str:
    """A unit with the capitals inside it, as prose prints it: "kWh", "độ C", but no capital at the head of a cell."""
    at = shown.lower().find(name) if len(shown.lower()) == len(shown) else -1
    printed = shown[at : at + len(name)] if at >= 0 else name
    return printed if any(char.isupper() for char in printed[1:]) and not shown.isupper() else name


def is_unit_cue(head: str) -> bool:
    """Whether a heading is that of a column of units.

    >>> is_unit_cue("Đơn vị tính"), is_unit_cue("Đơn vị thực hiện")
    (True, False)
    """
    return _IS_CUE.fullmatch(head.lower()) is not None


def unit_said(text: str) -> HeadUnit | None:
    """The unit behind "Đơn vị tính" in a line or heading, the first where several are named; per cents come last.

    >>> unit_said("Đơn vị tính: Triệu đồng").printed, unit_said("Đơn vị: UBND xã An Bình")
    ('Triệu đồng', None)
    """
    found = _SAID.search(text.lower())
    if found is None:
        return None
    printed = text[slice(*found.span(1))] if len(text) == len(text.lower()) else found[1]
    named = [unit for piece in re.split(r"[;,]|\s-\s", printed) if (unit := unit_named(piece.strip()))]
    plain = [unit for unit in named if unit.family != "percent"]
    if len({unit.name for unit in plain}) > 1:
        return None  # whose is which is not said
    return next(iter([*plain, *named]), None)


def unit_line(text: str) -> bool:
    """Whether a line says nothing but the unit of a table."""
    low = text.lower().strip(" ()")
    found = _SAID.match(low)
    return found is not None and unit_said(text) is not None


def unit_in(head: str) -> HeadUnit | None:
    """The unit that a heading prints: alone, in brackets, behind a cue, or per cents.

    >>> unit_in("Diện tích (ha)").name, unit_in("% so KH").name, unit_in("Triệu đồng").scale, unit_in("Tên xã")
    ('ha', '%', 1000000, None)
    """
    for inner in reversed(_BRACKETS.findall(head)):
        if found := unit_named(inner) or unit_said(inner):
            return found
    found = unit_named(head)
    if found and (found.family != "noun" or found.scale > 1 or found.rate):
        return found
    if found := unit_said(head):
        return found
    return PER_CENT if _PER_CENT.search(head) else None


def is_unit(head: str) -> bool:
    """Whether a cell of a head holds a unit of measure or money and nothing else."""
    found = unit_named(head)
    return found is not None and found.family != "noun"


@lru_cache(maxsize=4096)
def noun_in(head: str) -> HeadUnit | None:
    """The noun that a heading counts: sure behind "Số", else one of the lexicon, and not sure.

    >>> noun_in("Tổng số hộ nghèo")[3], noun_in("Số bác sĩ").name, noun_in("Hộ nghèo").sure, noun_in("Số tiền")
    ('hộ nghèo', 'bác sĩ', False, None)
    """
    plain = " ".join(head.split()).strip(_EDGES)
    low = plain.lower()
    counts = _COUNTS.match(low)
    if counts and len(low) == len(plain):
        said = f"1 {plain[counts.end() :]}"
        found = None if _NOT_COUNTED.match(said.lower(), 2) else counted_behind(TaggedText(said), said.lower(), 1)
        if found is None:
            return None
        rate = said[found.end :].lstrip().startswith("/")  # "Số giường bệnh/10.000 dân"
        return HeadUnit(found.unit, 1, "noun", found.phrase, found.unit, rate)
    noun = count_noun(low, 0)
    if noun is None or noun.start:
        return None
    counted = re.match(r"[^\d(),;:/%]{1,60}", low)
    return HeadUnit(noun.name, 1, "noun", counted[0].strip() if counted else noun.name, noun.name, sure=False)


def is_row_number_head(head: str) -> bool:
    return _NUMBERED.fullmatch(head.strip().lower()) is not None


def is_code_head(head: str) -> bool:
    """Whether the numbers of a column with this heading count nothing."""
    return _CODE.match(head.lower().lstrip()) is not None and _SAID_YEAR.search(head) is None


def is_money_head(head: str) -> bool:
    return _MONEY.search(head.lower()) is not None


def is_ratio_head(head: str) -> bool:
    """Whether a heading is that of a rate or a comparison, whose unit is not that of the table."""
    return _RATIO.search(head.lower()) is not None


def compares(head: str) -> bool:
    """Whether a heading compares one number with another: "TH/KH (%)", "% so KH"."""
    return _COMPARES.search(head.lower()) is not None


def is_note_head(head: str) -> bool:
    return _NOTES.fullmatch(head.lower()) is not None


def begins_note(label: str) -> bool:
    """Whether a row is a note: "Ghi chú: số liệu ước"."""
    return is_note_head(label) or _NOTE_BEGINS.match(label.lower()) is not None


def is_total(label: str) -> bool:
    return _TOTAL.match(label.lower()) is not None


def is_part(label: str) -> bool:
    """Whether a heading names a part of what stands before it: "Trong đó: ...", "Nữ" behind "Tổng số cán bộ"."""
    return _PART.match(label.lower()) is not None


def is_change_head(head: str) -> bool:
    """Whether the numbers below a heading are changes whatever their unit: "Tăng, giảm", "Chênh lệch"."""
    return _CHANGE_FIRST.match(head.lower()) is not None


def tells_growth(label: str) -> bool:
    return _GROWTH.search(label.lower()) is not None


def is_area_head(head: str) -> bool:
    return _AREA.match(head.lower()) is not None


def change_in(head: str) -> str:
    """'+', '-', or 'both' where a heading tells a rise, a fall or either; '' where it tells none."""
    low = head.lower()
    rise, fall = _RISE.search(low) is not None, _FALL.search(low) is not None
    return "both" if (rise and fall) or _DIFFERENCE.search(low) else "+" if rise else "-" if fall else ""
