"""Vietnamese words of time as dates.

A phrase of time is one or two points with what leads to them: "từ tháng 3 đến hết tháng 9/2024" has the points
"tháng 3" and "tháng 9/2024". POINTS are the named rules that read a point; phrase_at puts points together; a
phrase becomes two dates with the day of publication, from which the year that it leaves out is taken.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from viclaims.claims.numerals import parse_number
from viclaims.lexicon import Pattern, among, column

SOON = 45  # days: a day of no year that is announced for so soon is one to come
DAY, MONTH, YEAR = "day", "month", "year"


@dataclass(frozen=True)
class Point:
    """One stretch of the calendar as it is printed; None where the words leave a part of it out."""

    rule: str
    end: int
    grain: str = ""  # '' where no date can be told
    first: int = 0  # day, month or year
    last: int = 0
    month: int | None = None  # of days
    year: int | None = None
    years_on: int | None = None  # "năm ngoái" is -1
    edge: str = ""  # begin, middle, end: "cuối năm 2023"
    days_on: tuple[int, int] | None = None  # from the day of publication
    ahead: bool = False  # "tháng 12 tới"


class Phrase(NamedTuple):
    """A phrase of time: where it stands, without the words that only lead to it; its points."""

    start: int
    end: int
    lead: str  # since, until, before, after or ''
    points: tuple[Point, ...]
    to_now: bool
    from_now: bool = False  # "từ nay đến năm 2030"

    @property
    def rule(self) -> str:
        return self.points[0].rule if self.points else "now"


def parse_period(text: str, published: str = "") -> tuple[str, str]:
    """(since, until) of a Vietnamese phrase of time as ISO dates, both ends included, as coarse as the words are.

    '' where an end is open, or not told by the words and `published` (YYYY-MM-DD) together. A level ("đến hết quý
    III") is the last day at both ends. Any other text gives ('', ''). Source of the rules: docs/observations.md.

    >>> parse_period("9 tháng đầu năm 2024")
    ('2024-01', '2024-09')
    >>> parse_period("từ 17/10 đến nay", "2023-11-20")
    ('2023-10-17', '2023-11-20')
    """
    low = _ASIDE.sub("", " ".join(text.lower().split()).strip(" ,.;:"))
    for begin in dict.fromkeys((0, low.find(", ") + 1)):
        found = phrase_at(low, begin + (begin > 0))
        if found and found.end == len(low):
            return dates_of(found, published)
    return "", ""


def day_in(line: str) -> str:
    """The first whole date of a line as YYYY-MM-DD, '' where it has none: what a date line says of publication.

    >>> day_in("Thứ Bảy 02/01/2021 17:51"), day_in("Hà Nội, ngày 5 tháng 3 năm 2024"), day_in("quý I/2024")
    ('2021-01-02', '2024-03-05', '')
    """
    low = line.lower()
    for start in _NUMBER_OR_DAY.finditer(low):
        phrase = phrase_at(low, start.start())
        since, until = dates_of(phrase) if phrase else ("", "")
        if since == until and len(since) == len("2024-03-05"):
            return since
    return ""


_NUMBER_OR_DAY = Pattern(r"(?<![^\W_])(?:{when_day}\s(?=[0-9])|[0-9])")
# "Năm 2024 (dự kiến)", "đến năm 2030, tầm nhìn đến năm 2045"
_ASIDE = Pattern(r"\s\([^()0-9]*\)$ | ,\s{looking_to}\s.*$")


# --- Points -------------------------------------------------------------------------------------------------


class PointRule(NamedTuple):
    """A form in which a point of time is printed, with what it takes and, beside it, what it refuses."""

    name: str
    pattern: Pattern
    read: Callable[[re.Match[str]], dict | None]
    takes: tuple[str, ...]
    refuses: tuple[str, ...]


_ON = {word: int(value) for word, value in column("value", "this", "last", "next", "year_before_last").items()}
_DAYS_ON = {word: int(value) for word, value in column("value", "day_from_today").items()}
_WEEKDAY = {word: int(value) for word, value in column("value", "day_of_week").items()}
_TENTH = column("value", "tenth_of_month")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS = {word: int(value) for word, value in column("value", "month_name", "month_number").items()}
_PIECES = {
    "OR_THIS": r"(?: {YEAR} | \s(?:{of_time_part}\s)?{when_year}(?![^\W_]) )",
    # the year behind a part of it: "/2024", " năm 2024", ", 2024", " năm ngoái", " cùng năm", "đầu năm" without one
    "NEAR": r"(?: {YEAR} | \s(?P<near>{last|next})(?![^\W_]|\s{now}) )",
    "YEAR": r"""
        (?: (?: \s?[/.–-]?\s? | ,?\s(?:{of_time_part}\s)?(?:{when_year}\s)? ) {Y} | ,?\s(?:{of_time_part}\s)?
        {when_year}\s{ON} )""",
    "ON": r"(?P<on>{this|last|next|year_before_last})(?![^\W_]|\s{now})",
    "D": r"(?P<d>[12][0-9]|3[01]|0?[1-9])(?![0-9])",
    "E": r"(?P<d2>[12][0-9]|3[01]|0?[1-9])(?![0-9])",
    "M": r"(?P<m>1[0-2]|0?[1-9])(?![0-9])",
    "O": r"(?P<m2>1[0-2]|0?[1-9])(?![0-9])",
    "NAMED": r"(?P<m>(?:1[0-2]|0?[1-9])(?![0-9])|{month_name|month_number}(?![^\W_]))",
    "Y": r"(?P<y>(?:1[0-9]|20)[0-9]{2})(?![0-9])",
    "Z": r"(?P<y2>(?:1[0-9]|20)[0-9]{2}|[0-9]{2})(?![0-9])",
    "N": r"(?P<n>1[0-2]|0?[1-9]|{month_number|month_name})",
    "EDGE": r"(?:(?P<edge>{beginning_of|middle_of|end_of})\s)?",
    "PART": r"(?P<part>{beginning_of|end_of})",
    "AND": r"(?:\s?[–-]\s?|,\s|\s{coordination}\s)(?:[0-9]{1,2}(?:,\s|\s{coordination}\s))*",
    "HOUR": r"""
        (?: (?:[0-9]{1,2}\s?(?:h|:|{hour})\s?[0-9]{0,2}(?:\s?{minute})?(?:\s{part_of_day})?|{part_of_day}) (?:,?\s
        {when_day})? ,?\s )""",
}


def _point(written: str) -> Pattern:
    return Pattern(written, _PIECES)


def _count(word: str) -> int:
    """A small number in digits or words."""
    return _MONTHS.get(word) or int(word)


def _year_of(found: re.Match[str]) -> dict:
    parts = found.groupdict()
    return {
        "year": int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0) if parts.get("y") else None,
        "ahead": parts.get("near") in _NEXT,
        "years_on": _ON.get(parts["on"]) if parts.get("on") else None,
        "edge": _edge(parts.get("edge")),
    }


def _edge(word: str | None) -> str:
    if not word:
        return ""
    return next(name for name, known in _EDGES.items() if word in known)


_NEXT = among("next")
_EDGES = {"begin": among("beginning_of"), "middle": among("middle_of"), "end": among("end_of")}


def _day(found: re.Match[str]) -> dict | None:
    parts = found.groupdict()
    first = int(parts["d"])
    last = int(parts["d2"]) if parts.get("d2") else first
    month = _count(parts["m"]) if parts.get("m") else None
    read = _year_of(found)
    if not _is_day(read["year"], month, max(first, last)) or last < first:
        return None
    return {"grain": DAY, "first": first, "last": last, "month": month, **read}


def _is_day(year: int | None, month: int | None, day: int) -> bool:
    return day <= monthrange(year or 2024, month or 1)[1]


def _month(found: re.Match[str]) -> dict | None:
    parts = found.groupdict()
    first = _count(parts["m"])
    last = _count(parts["m2"]) if parts.get("m2") else first
    if not 1 <= first <= last <= 12:
        return None
    return {"grain": MONTH, "first": first, "last": last, **_year_of(found)}


def _quarter(found: re.Match[str]) -> dict | None:
    parts = found.groupdict()
    if parts["q"] in _EDGES["begin"] | _EDGES["end"]:
        first = 1 if parts["q"] in _EDGES["begin"] else 4
    else:
        first = _ROMAN.get(parts["q"]) or _count(parts["q"])
    last = (_ROMAN.get(parts["q2"]) or _count(parts["q2"])) if parts.get("q2") else first
    if not 1 <= first <= last <= 4:
        return None
    return {"grain": MONTH, "first": 3 * first - 2, "last": 3 * last, **_year_of(found)}


def _months(found: re.Match[str]) -> dict | None:
    parts = found.groupdict()
    number = _count(parts["n"] or parts["n2"])
    if not 1 <= number <= 12:
        return None
    at_end = parts.get("part") and found["part"] in _EDGES["end"]
    read = _year_of(found) | {"edge": ""}
    return {"grain": MONTH, "first": 13 - number if at_end else 1, "last": 12 if at_end else number, **read}


def _quarters(found: re.Match[str]) -> dict | None:
    number = _count(found["n"])
    if not 1 <= number <= 3:
        return None
    at_end = found["part"] in _EDGES["end"]
    return {"grain": MONTH, "first": 13 - 3 * number if at_end else 1, "last": 12 if at_end else 3 * number,
            **_year_of(found)}  # fmt: skip


def _half(found: re.Match[str]) -> dict:
    parts = found.groupdict()
    at_end = parts.get("h") == "2" or parts.get("part") in _EDGES["end"]
    return {"grain": MONTH, "first": 7 if at_end else 1, "last": 12 if at_end else 6, **_year_of(found)}


def _year(found: re.Match[str]) -> dict:
    return {"grain": YEAR, **_year_of(found)}


def _years(found: re.Match[str]) -> dict | None:
    first, second = int(found["y"]), found["y2"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return {"grain": YEAR, "year": first, "first": first, "last": last} if first < last <= first + 100 else None


def _decade(found: re.Match[str]) -> dict | None:
    first = int(found["decade"])
    first = first if first > 99 else 1900 + first
    return {"grain": YEAR, "year": first, "first": first, "last": first + 9} if first % 10 == 0 else None


def _century(found: re.Match[str]) -> dict | None:
    number = _roman(found["c"]) if found["c"].isalpha() else int(found["c"])
    if not 1 <= number <= 21:
        return None
    first, last = 100 * number - 99, 100 * number
    if found["half"]:
        first, last = (first + 50, last) if found["part"] in _EDGES["end"] else (first, last - 50)
    return {"grain": YEAR, "year": first, "first": first, "last": last}


def _roman(letters: str) -> int:
    value, values = 0, [{"i": 1, "v": 5, "x": 10}[letter] for letter in letters]
    for at, size in enumerate(values):
        value += -size if values[at + 1 : at + 2] and values[at + 1] > size else size
    return value


def _from_today(found: re.Match[str]) -> dict:
    days = _DAYS_ON[found["word"]]
    return {"grain": DAY, "days_on": (days, days)}


def _weekday(found: re.Match[str]) -> dict:
    """The day of the week is told with the day of publication, so that it is kept as its number."""
    on = _ON.get(found["on"], 0) if found.groupdict().get("on") else None
    return {"grain": DAY, "first": _WEEKDAY[found["word"]], "last": -1, "years_on": on}


def _week(found: re.Match[str]) -> dict | None:
    if not (found["on"] or found["edge"]):
        return None
    return {"grain": DAY, "last": -7, "years_on": _ON.get(found["on"] or "", 0), "edge": _edge(found["edge"])}


def _tenth(found: re.Match[str]) -> dict | None:
    first = int(_TENTH[found["tenth"]])
    month = _count(found["m"])
    return {**_year_of(found), "grain": DAY, "first": first, "last": 0 if first == 21 else first + 9, "month": month}


def _part_of_month(found: re.Match[str]) -> dict | None:
    """The first or last days of a month; -n: counted from its end, of which the year decides."""
    parts = found.groupdict()
    size, at_end = int(parts["n"] or 15), parts["part"] in _EDGES["end"]
    if not 1 <= size <= 28:
        return None
    first = (16 if parts["n"] is None else -size) if at_end else 1
    return {**_year_of(found), "grain": DAY, "first": first, "last": 0 if at_end else size, "month": _count(parts["m"])}


def _school_year(found: re.Match[str]) -> dict:
    return {"grain": YEAR, "last": -9, "years_on": _ON.get(found["on"], 0)}


def _spoken_year(found: re.Match[str]) -> dict | None:
    try:
        year = int(parse_number(found["spoken"]))
    except ValueError:
        return None
    return {"grain": YEAR, "year": year} if 1000 <= year < 2100 else None


def _ago(found: re.Match[str]) -> dict | None:
    parts = found.groupdict()
    number, unit = _count(parts["n"] or parts["n2"]), parts["unit"] or parts["unit2"]
    if unit in among("when_year"):
        return {"grain": YEAR, "years_on": -number}
    if unit in among("when_month"):
        return {"grain": MONTH, "last": -1, "years_on": -number}
    days = -number * (7 if unit in among("when_week") else 1)
    return {"grain": DAY, "days_on": (days, days)}


def _month_on(found: re.Match[str]) -> dict | None:
    if not (found["on"] or found["edge"]):
        return None
    return {"grain": MONTH, "last": -1, "years_on": _ON.get(found["on"] or "", 0), "edge": _edge(found["edge"])}


def _quarter_on(found: re.Match[str]) -> dict | None:
    if not (found["on"] or found["edge"]):
        return None
    return {"grain": MONTH, "last": -3, "years_on": _ON.get(found["on"] or "", 0), "edge": _edge(found["edge"])}


def _this_year(found: re.Match[str]) -> dict:
    return {"grain": YEAR, "years_on": 0, "edge": _edge(found.groupdict().get("edge"))}


def _unknown(found: re.Match[str]) -> dict:
    return {}


POINTS = (
    PointRule("lunar", _point(r"""
        (?:{when_day|moon_day}\s)? [0-9]{1,2} (?:[/.-][0-9]{1,2})? (?:\s{when_month}\s(?:[0-9]{1,2}|
        {lunar_month}))? \s\(?{lunar}\)?
        | {moon_day}\s(?:{when_month}\s)?[^\W_]+ (?:\s\(?{lunar}\)?)?
        | (?:{when_day}\s[0-9]{1,2}\s)? {when_month}\s{lunar_month}(?![^\W_])
        | {when_year}\s{lunar_year}\s[^\W\d_]+
        | {lunar}(?:\s{lunar_year}\s[^\W\d_]+)?(?:\s{Y})?(?![^\W_])
        """), _unknown, ("mùng 3 tết", "15/7 âm lịch", "năm giáp thìn"), ("15/7",)),
    PointRule("days", _point(r"(?:{when_day}\s)?{D}{AND}{E}(?:\s?[/.]\s?|\s{when_month}\s){M}{YEAR}?"), _day,
              ("5-7/3/2024", "ngày 14, 15/3"), ("5-7",)),
    PointRule("full_day", _point(r"{HOUR}?(?:{when_day}\s)?{D}\s?[/.–-]\s?{M}\s?[/.–-]\s?{Y}"), _day,
              ("ngày 31/12/2023", "05-03-2024"), ("31/2/2024",)),
    PointRule("iso_day", _point(r"{Y}-{M}-{D}"), _day, ("2024-03-05",), ("2024-13-05",)),
    PointRule("short_year", _point(r"""
        (?:{when_day}\s)?{D}/{M}/(?P<y>[0-4][0-9])(?![0-9])
        """), _day, ("ngày 5/3/24",), ("5/13/24",)),
    PointRule("day_and_month", _point(r"{HOUR}?(?:{when_day}\s)?{D}\s?[/.–-]\s?{M}(?![/.][0-9]){NEAR}?"), _day,
              ("ngày 14/3", "sáng 25/2"), ("14/15",)),
    PointRule("day_in_full", _point(r"""
        {D}\s{when_month}\s{M},?\s{when_year}\s{Y}
        """), _day, ("5 tháng 3 năm 2024",), ("9 tháng năm 2024",)),
    PointRule("day_in_words", _point(r"(?:{HOUR}|{when_day}\s){D},?\s{when_month}\s{NAMED}{NEAR}?"), _day,
              ("ngày 5 tháng 3 năm 2024",), ("ngày 5 tháng 13",)),
    PointRule("days_of_month", _point(r"""
        (?:(?P<n>[0-9]{1,2})\s{when_day}|{half_year})\s{PART}\s{when_month}\s{NAMED}{YEAR}?
        """), _part_of_month,
              ("15 ngày đầu tháng 6 năm 2022", "nửa đầu tháng 3/2024"), ("45 ngày đầu tháng 6",)),
    PointRule("day_alone", _point(r"{HOUR}?{when_day}\s{D}(?![/.,–-][0-9])"), _day, ("ngày 14",), ("ngày 45",)),
    PointRule("part_of_month", _point(r"(?P<tenth>{tenth_of_month})\s{when_month}\s{NAMED}{YEAR}?"), _tenth,
              ("thượng tuần tháng 3/2024",), ("thượng tuần tháng 13",)),
    PointRule("months", _point(r"{when_month}\s{M}{AND}(?:{when_month}\s)?{O}{NEAR}?"), _month,
              ("tháng 3-5/2024", "tháng 7 và tháng 8", "tháng 3, 4"), ("tháng 13",)),
    PointRule("month", _point(r"{EDGE}{when_month}\s{NAMED}{NEAR}?"), _month,
              ("cuối tháng 10/2024", "tháng tư"), ("tháng 13",)),
    PointRule("month_year", _point(r"{EDGE}(?:t\.?\s?)?{M}\s?[/-]\s?{Y}"), _month, ("9/2024", "t9/2024"), ("13/2024",)),
    PointRule("short_month", _point(r"t{M}(?![^\W_])"), _month, ("t9",), ("t13",)),
    PointRule("short_quarter", _point(r"q(?P<q>[1-4])/(?P<y>[0-4][0-9])(?![0-9])"), _quarter, ("q3/24",), ("q5/24",)),
    PointRule("quarters", _point(r"""
        {when_quarter}\s(?P<q>i{1,3}|[1-3]){AND}(?:{when_quarter}\s)?(?P<q2>iv|i{1,3}|[1-4])(?![^\W_]){YEAR}?
        """), _quarter,
              ("quý i và ii/2024",), ("quý i và 45",)),
    PointRule("quarter", _point(r"""
        {EDGE}(?:{when_quarter}\s|q\.?)(?P<q>iv|i{1,3}|0?[1-4]|{month_number}|{beginning_of|end_of}(?=\s
        {when_year}))(?![^\W_]) {OR_THIS}?
        """), _quarter,
              ("quý iii/2024", "q3/2024", "quý hai"), ("quý v",)),
    PointRule("first_quarters", _point(r"{N}\s{when_quarter}\s{PART}{OR_THIS}"), _quarters,
              ("ba quý đầu năm 2024",), ("ba quý",)),
    PointRule("first_months", _point(r"(?:{N}\s{when_month}|(?P<n2>1[0-2]|[1-9])t)\s{PART}{OR_THIS}"), _months,
              ("9 tháng đầu năm 2024", "sáu tháng đầu năm"), ("9 tháng",)),
    PointRule("months_of_year", _point(r"(?:{N}\s{when_month}|(?P<n2>1[0-2]|[1-9])t)(?:\s{same_span})?{YEAR}"), _months,
              ("9 tháng năm 2024", "9t/2024"), ("9 tháng",)),
    PointRule("letters_of_half", _point(r"h(?P<h>[12])\s?[/.]\s?{Y}"), _half, ("h1/2024",), ("h3/2024",)),
    PointRule("some_months", _point(r"{few_times}\s{when_month}\s{PART}\s(?:{when_year}\s)?{Y}"), _year,
              ("những tháng đầu năm 2024",), ("những tháng đầu năm",)),
    PointRule("half", _point(r"{half_year}\s{PART}{OR_THIS}"), _half, ("nửa đầu năm 2024",), ("nửa đầu",)),
    PointRule("span_of_years", _point(r"""
        (?:{EDGE}{span_of_years}(?:\s[^\W_]{1,6}){0,3}?:?\s\(?)? (?:{since_time}\s)? (?:{when_year}\s)? {Y}
        (?:\s?[–-]\s?|\s{until_time}\s(?:{when_year}\s)?|,\s(?:[12][0-9]{3},\s)*|\s{coordination}\s) {Z} \)?
        """), _years, ("giai đoạn 2021-2025", "vụ đông xuân 2022 - 2023", "2021-2025"), ("2025-2021",)),
    PointRule("school_year", _point(r"""
        {span_of_years}(?:\s[^\W_]+){0,2}?\s{Y}/{Z}
        """), _years, ("năm học 2022/2023",), ("2022/2023",)),
    PointRule("this_school_year", _point(r"{school_year}\s{ON}"), _school_year, ("năm học này",), ("năm học",)),
    PointRule("season", _point(r"""
        {span_of_years}(?:\s[^\W\d_]+){0,3}?\s(?:(?:{when_year}\s)?{Y}|{when_year}\s{ON})
        """), _year,
              ("vụ hè thu 2024", "năm tài chính 2023"), ("vụ hè thu",)),
    PointRule("decade", _point(r"""
        {EDGE}{decade_of}\s(?P<decade>[0-9]0|[12][0-9]{2}0)(?![0-9])(?:\s{of_time_part}\s{century}\s(?:xx|20|
        {last}))?
        """), _decade,
              ("thập niên 1990",), ("thập niên 1995",)),
    PointRule("century", _point(r"""
        (?:(?P<half>{half_year})\s)?(?:{PART}\s)?{century}\s(?:{ordinal_cue}\s)?(?P<c>[xvi]+|[0-9]{1,2})(?![^\W_])
        """), _century,
              ("thế kỷ xx",), ("thế kỷ 45",)),
    PointRule("spoken_year", _point(r"""
        {when_year}\s(?P<spoken>{digit}\s{thousand}(?:\s[^\W\d_]+){2,5})(?![^\W_])
        """), _spoken_year,
              ("năm hai nghìn không trăm hai mươi tư",), ("năm hai nghìn",)),
    PointRule("year", _point(r"{EDGE}{when_year}\s(?:{Y}|{ON})"), _year, ("năm 2023", "cuối năm ngoái"), ("năm 45",)),
    PointRule("edge_of_year", _point(r"(?P<edge>{beginning_of|middle_of|end_of})\s{when_year}(?![^\W_])"), _this_year,
              ("cuối năm", "đầu năm"), ("năm",)),
    PointRule("new_year", _point(r"{this_year}(?![^\W_])"), _this_year, ("năm mới",), ()),
    PointRule("bare_year", _point(r"{EDGE}{Y}(?![^\W_])"), _year, ("2023",), ("20234",)),
    PointRule("from_today", _point(r"(?P<word>{day_from_today})(?![^\W_])"), _from_today, ("hôm qua",), ()),
    PointRule("weekday", _point(r"""
        (?:{part_of_day}\s|{when_day}\s)?(?P<word>{day_of_week})(?:\s(?:{when_week}\s)?{ON})?(?![^\W_])
        """), _weekday,
              ("thứ ba tuần trước",), ("thứ 8",)),
    PointRule("week", _point(r"{EDGE}{when_week}(?:\s{ON})?"), _week, ("tuần trước", "đầu tuần"), ("tuần",)),
    PointRule("ago", _point(r"""
        {ago_before}\s(?P<n>[0-9]{1,3}|{month_number|month_name})\s(?P<unit>
        {when_day|when_week|when_month|when_year})(?![^\W_]) | (?P<n2>[0-9]{1,3})\s(?P<unit2>
        {when_month|when_year})\s{before_time}(?![^\W_])
        """), _ago,
              ("cách đây 3 tháng", "5 năm trước"), ("5 năm",)),
    PointRule("month_on", _point(r"""
        {EDGE}{when_month}(?:\s{ON})?(?![^\W_]|\s[0-9])
        """), _month_on, ("tháng trước", "đầu tháng"), ("tháng",)),
    PointRule("quarter_on", _point(r"""
        {EDGE}{when_quarter}(?:\s{ON})?(?![^\W_]|\s[0-9])
        """), _quarter_on, ("quý trước", "cuối quý"), ("quý",)),
    PointRule("vague", _point(r"""
        {vague_time}(?![^\W_]) | {span_of_years}\s{this|last}(?![^\W_]) | {when_week}\s{beginning_of}(?![^\W_])
        | {semester}\s(?:[ivx]+|[0-9])(?![^\W_])
        | {each_time}\s{when_year|when_month|when_day|when_week|when_quarter|span_of_years}(?![^\W_])
        | (?:[0-9]+|{month_number|month_name|few_times})\s{when_year|when_month|when_day|when_week}\s
        {last|next|nearby_time}(?:\s{nearby_time|last})?(?![^\W_])
        """), _unknown, ("thời gian qua", "mỗi năm", "5 năm qua"), ()),
)  # fmt: skip


def first_months(number: str, end: int) -> Point | None:
    """The first months of the year, as many as `number` says in digits or words."""
    size = _count(number)
    return Point("months_alone", end, MONTH, 1, size) if 1 <= size <= 12 else None


# --- Phrases ------------------------------------------------------------------------------------------------

_LEADS = Pattern(
    r"""(?:{time_lead}\s)*
    (?:(?:[0-9]{1,2}|{month_number})\s(?:{when_year|span_of_years}|{when_day}(?=\s[0-9]{1,2}\s{coordination})),?\s\(?
       (?=[12][0-9]{3}(?![0-9])|[0-9]{1,2}\s{coordination}\s))?
    (?:{same_span}\s(?={when_year|when_month|when_quarter|beginning_of|end_of}|[0-9]|{half_year}))?"""
)
_LEADING = {
    "after": Pattern(r"{after_time}\s"), "since": Pattern(r"{since_time}\s"), "until": Pattern(r"{until_time}\s"),
    "before": Pattern(r"{before_time}\s"), "latest": Pattern(r"{at_latest}\s"),
}  # fmt: skip
_ONWARDS, _BACKWARDS, _TILL_NOW = Pattern(r"\s{onwards}"), Pattern(r"\s{backwards}"), Pattern(r"\s{till_now}")
_BARE_UNIT = Pattern(
    r"""{in_the}\s(?P<unit>(?:{all_the}\s)?{when_year|when_month|when_quarter|when_week})
    (?![^\W_]|\s(?:[0-9]|[ivx]|{this|last|next|span_of_years|month_number|month_name}(?![^\W_])))"""
)
_END = Pattern(r"{end_of}\s")
_CUMULATIVE = Pattern(r"{cumulative}\s")
_OPEN = Pattern(r"(?:[^\W\d_]+\s){1,6}?(?:{time_lead}\s)?{until_time}\s{now}(?![^\W_])")
# "thứ Ba (12/3/2024)", "mùng 3 Tết (tức ngày 12/2/2024)": the day itself stands behind.
_NAMELY = Pattern(r",?\s\(?(?:{namely}\s)?(?=(?:{when_day}\s)?[0-9]{1,2}[/.-][0-9]|[12][0-9]{3}\s?[–-]\s?[12])")
_NAMED_BY = frozenset({"lunar", "from_today", "weekday", "vague"})
_NOW = Pattern(r"{now}(?![^\W_])")
_TO = Pattern(
    r",?\s(?:{time_lead}\s)?{until_time}\s(?:{time_lead}\s)?(?:(?P<edge>{end_of})\s)?|\s?[–—-]\s?|\s{coordination}\s"
)


def point_at(low: str, at: int) -> Point | None:
    for rule in POINTS:
        found = rule.pattern.match(low, at)
        if found and (parts := rule.read(found)) is not None:
            return Point(rule.name, found.end(), **parts)
    return None


def phrase_at(low: str, at: int) -> Phrase | None:
    """The phrase of time that begins at `at` of a text in small letters, None where none does."""
    return _dated_phrase(low, at) or _bare_unit(low, at)


def _bare_unit(low: str, at: int) -> Phrase | None:
    """ "trong năm", "lũy kế cả năm": a time without a date."""
    bare = _BARE_UNIT.match(low, at)
    return Phrase(bare.start("unit"), bare.end(), "", (Point("bare_unit", bare.end()),), False) if bare else None


def _dated_phrase(low: str, at: int) -> Phrase | None:
    found = _LEADS.match(low, at)
    first, begin = at, found.end() if found else at
    at = begin
    lead = ""
    for name, pattern in _LEADING.items():
        if found := pattern.match(low, at):
            lead, at = name, found.end()
            break
    if lead and not _NOW.match(low, at) and (found := _LEADS.match(low, at)):
        at = found.end()
    if now := _NOW.match(low, at):
        phrase = Phrase(begin, now.end(), lead, (), True)
        joint = _TO.match(low, phrase.end) if lead == "since" else None
        point = point_at(low, joint.end()) if joint else None
        return phrase._replace(end=point.end, points=(point,), from_now=True) if point else phrase
    point = point_at(low, at)
    if point is None and lead == "until" and (found := _END.match(low, at)):
        point = point_at(low, found.end())  # "đến hết ngày 15/11"
        point = replace(point, edge="end") if point else None
    if lead == "until" and _CUMULATIVE.match(low, first):
        lead = "cumulative"
    if point is None:
        open_since = _OPEN.match(low, at) if lead == "since" else None
        return Phrase(begin, open_since.end(), "since", (), True) if open_since else None
    namely = _NAMELY.match(low, point.end) if point.rule in _NAMED_BY else None
    day = point_at(low, namely.end()) if namely else None
    if day and day.grain in (DAY, YEAR):
        point = replace(day, end=day.end + (low[day.end : day.end + 1] == ")"))
    phrase = Phrase(begin, point.end, lead, (point,), False)
    for pattern, name in ((_ONWARDS, "since"), (_BACKWARDS, "latest")):
        if found := pattern.match(low, point.end):
            return phrase._replace(end=found.end(), lead=name)
    if lead == "since" and (found := _TILL_NOW.match(low, point.end)):
        return phrase._replace(end=found.end(), to_now=True)
    return _with_second(low, phrase)


def _with_second(low: str, phrase: Phrase) -> Phrase:
    joint = _TO.match(low, phrase.end)
    if joint is None or phrase.lead in ("until", "cumulative", "before", "latest"):
        return phrase
    if now := _NOW.match(low, joint.end()):
        return phrase._replace(end=now.end(), to_now=True)
    second = point_at(low, joint.end())
    if second is None:
        return phrase
    second = replace(second, edge="") if second.edge != "middle" else second
    return phrase._replace(end=second.end, points=(*phrase.points, second))


# --- Dates --------------------------------------------------------------------------------------------------


class Stretch(NamedTuple):
    """Two days, both included, and the grain in which they are told."""

    first: date
    last: date
    grain: str


def dates_of(phrase: Phrase, published: str = "", ahead: bool = False) -> tuple[str, str]:
    """(since, until) of a phrase; `ahead`: a day without a year is one to come."""
    today = _date(published)
    now = today.isoformat() if today else ""
    if not phrase.points:
        return ("" if phrase.lead == "since" else now), now
    if phrase.from_now:
        last = _stretch(phrase.points[0], phrase.points[0], today, True)
        return now, _told(last.last, last.grain) if last else ""
    stretches = [_stretch(point, phrase.points[-1], today, ahead) for point in phrase.points]
    first, last = stretches[0], stretches[-1]
    if phrase.to_now:
        if not phrase.points[0].grain or first is None:
            return "", now
        return (
            _told(first.last + timedelta(days=1), first.grain) if phrase.lead == "after" else _begun(first, phrase)
        ), now
    if first is None or last is None:
        return "", ""
    if len(phrase.points) > 1:
        if first.first > last.last and phrase.points[0].year is None and phrase.points[0].years_on is None:
            first = first._replace(first=_year_before(first.first))
        if first.first > last.last:
            return "", ""
        return _begun(first, phrase), _told(last.last, last.grain)
    if phrase.lead == "before":
        return "", _told(first.first - timedelta(days=1), first.grain)
    if phrase.lead == "after":
        return _told(first.last + timedelta(days=1), first.grain), ""
    if phrase.lead == "latest":
        return "", _told(first.last, first.grain)
    if phrase.lead == "since" and not _is_stretch(phrase.points[0]):
        return _begun(first, phrase), ""
    if phrase.lead == "cumulative":
        return "", _told(first.last, first.grain)
    point = phrase.points[0]
    if point.edge == "end" and (first.grain == YEAR or phrase.lead == "until"):
        return first.last.isoformat(), first.last.isoformat()
    if point.edge == "begin" and first.grain == YEAR:
        return first.first.isoformat(), first.first.isoformat()
    return _told(first.first, first.grain), _told(first.last, first.grain)


def _begun(first: Stretch, phrase: Phrase) -> str:
    """The beginning of a stretch: "từ đầu năm 2023" begins in its first month."""
    early = phrase.points[0].edge == "begin" and first.grain == YEAR
    return _told(first.first, MONTH if early else first.grain)


def _is_stretch(point: Point) -> bool:
    """Whether the point has two ends of its own: "từ năm 2021-2023", "từ 10-20/12"."""
    return point.rule in ("span_of_years", "school_year", "days", "months", "quarters")


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _date(published: str) -> date | None:
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return None
    return day if 1000 < day.year < 9000 else None  # so that years before and behind are years too


def _told(day: date, grain: str) -> str:
    return day.isoformat()[: {DAY: 10, MONTH: 7, YEAR: 4}[grain]]


def _stretch(point: Point, last: Point, today: date | None, ahead: bool) -> Stretch | None:
    """The days of a point; what it leaves out is taken from the `last` point of its phrase, then from `today`."""
    if not point.grain:
        return None
    try:
        if point.days_on or (point.last < 0 and point.grain != YEAR):
            return _from(point, today) if today else None
        year = _year_told(point, today) or (_year_told(last, today) if last is not point else None)
        if point.grain == YEAR:
            if point.last == -9:
                return _this_school_year(point, today) if today else None
            first = point.first or year
            return Stretch(date(first, 1, 1), date(point.last or first, 12, 31), YEAR) if first else None
        if point.grain == MONTH:
            return _months_in(point, year, today, ahead or point.ahead)
        return _days_in(point, last, year, today, ahead or point.ahead)
    except (ValueError, OverflowError):
        return None


def _this_school_year(point: Point, today: date) -> Stretch:
    """From September on it is that of this year and the next."""
    first = today.year - (today.month < 9) + (point.years_on or 0)
    return Stretch(date(first, 1, 1), date(first + 1, 12, 31), YEAR)


def _year_told(point: Point, today: date | None) -> int | None:
    if point.year is None and point.years_on is not None and today:
        # "cuối năm" in January is the end of the year that has just gone.
        gone = point.rule == "edge_of_year" and point.edge == "end" and today.month == 1
        return today.year + point.years_on - gone
    return point.year


def _months_in(point: Point, year: int | None, today: date | None, ahead: bool) -> Stretch | None:
    if year is None and today:
        year = today.year + (1 if ahead and today.month > point.last else 0)
        if not ahead and (today.year, point.first) > (today.year, today.month):
            year -= 1
    if year is None:
        return None
    return Stretch(date(year, point.first, 1), date(year, point.last, monthrange(year, point.last)[1]), MONTH)


def _days_in(point: Point, last: Point, year: int | None, today: date | None, ahead: bool) -> Stretch | None:
    month = point.month or (last.month if last.grain == DAY else last.first if last.grain == MONTH else None)
    if month is None and today:
        before = date(today.year, today.month, 1) - timedelta(days=1)
        at = today if point.first <= today.day else before
        year, month = at.year, at.month
    if year is None and month and today:
        year = today.year
        soon = timedelta(days=SOON)
        if not ahead and date(year, month, point.first if point.first > 0 else 28) > today + soon:
            year -= 1
        elif ahead and (month, point.first) < (today.month, today.day):
            year += 1
    if year is None or month is None:
        return None
    final = monthrange(year, month)[1]
    first = point.first if point.first > 0 else final + 1 + point.first
    return Stretch(date(year, month, first), date(year, month, point.last or final), DAY)


def _from(point: Point, today: date) -> Stretch:
    """A stretch counted from the day of publication: yesterday, last week, a day of the week."""
    if point.days_on:
        first, last = point.days_on
        return Stretch(today + timedelta(days=first), today + timedelta(days=last), DAY)
    on = point.years_on
    if point.grain == MONTH:
        size = -point.last
        index = (today.year * 12 + today.month - 1) // size + (on or 0)
        year, month = divmod(index * size, 12)
        last = month + size
        return Stretch(date(year, month + 1, 1), date(year, last, monthrange(year, last)[1]), MONTH)
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * (on or 0))
    if point.last == -7:
        begin, end = {"begin": (0, 0), "end": (5, 6)}.get(point.edge, (0, 6))
        return Stretch(monday + timedelta(days=begin), monday + timedelta(days=end), DAY)
    day = monday + timedelta(days=point.first)
    if on is None and day > today:
        day -= timedelta(days=7)
    return Stretch(day, day, DAY)
