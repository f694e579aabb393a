"""What a figure of a table is said of: its row's heading, the column's time, plan or estimate by the column's head."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from viclaims.claims.extract import ReadText
from viclaims.claims.headings import compares, is_total, is_unit
from viclaims.claims.table_numbers import CellSaid
from viclaims.claims.tables import LABEL, TITLE, Column, Line, Table
from viclaims.lexicon import Pattern, words
from viclaims.observations.periods import dates_of, parse_period, phrase_at
from viclaims.observations.says import MOST_WORDS, small
from viclaims.observations.scene import find_times
from viclaims.text.grids import Cell

_YEAR = re.compile(r"(?<![0-9.,/-])(?:19|20)[0-9]{2}(?:\s?[–-]\s?(?:19|20)[0-9]{2})?(?![0-9.,])")
_HAS_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_STATUS = Pattern(
    r"""(?<![^\W_])(?:(?P<estimate>{estimate_head})|(?P<plan>{plan_head})|(?P<done>{done_head})
    |(?P<compared>{compare_head}))(?![^\W\d_])|(?P<share>%\s?[^\W\d_])"""
)
_COMPARED_WITH = Pattern(r"(?<![^\W_]){compare_head}(?![^\W_])|/")
_LEADS = Pattern(r"(?<![^\W_]){table_lead}(?![^\W_])")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_MONTHS = Pattern(r"(?<![^\W_])(?:[0-9]{1,2}|{month_number})\s{when_month}(?![^\W_]|\s[0-9])")
_TIME_BEGINS = Pattern(
    r"[0-9]|{when_year|when_quarter|when_month|when_day|span_of_years|half_year|beginning_of|end_of|until_time|since_time}"
)
YEAR_WORD = words("when_year")[0]
NO_DATES = ("vague", "bare_unit", "week", "month_on", "quarter_on")  # rules of times without a date in a heading
LONGEST_TIME = 40  # characters of a heading that is a time
FEWEST_OF_PROSE = 12  # words of a line that ends in a stop


class Time(NamedTuple):
    """A time of a head: its place, and its dates."""

    start: int
    end: int
    since: str
    until: str


class OfColumn(NamedTuple):
    """What holds for all figures of a column."""

    time: Time | None
    dated: bool  # its head names the time
    status: str
    head: str
    pieces: tuple[tuple[Cell, str], ...]  # those of its head that tell more than a time


class Figures:
    """Tells what the figures of a text's tables are said of; heads and rows are read once."""

    def __init__(self, read: ReadText, low: str, published: str):
        self.text, self.low, self.published = read.composed, low, published
        self._columns: dict[tuple[int, int], OfColumn] = {}
        self._titles: dict[int, tuple[Time | None, str]] = {}
        self._rows: dict[int, Time | None] = {}
        self._named: dict[int, str] = {}
        self._twice: dict[int, Counter[str]] = {}

    def of(self, cell: CellSaid) -> tuple[dict[str, tuple[int, int]], str, str, str, str]:
        """(spans, since, until, status, says) of a figure."""
        column = self._column(cell.table, cell.column)
        time, line = column.time, cell.line
        spans: dict[str, tuple[int, int]] = {}
        row_time = self._row_time(cell.table, line)
        named: tuple[Cell, str] | None = (line.label, line.label_text) if line.label else None
        if row_time and column.pieces:
            time, named = row_time, column.pieces[-1]  # "2021", "2022": the rows are times
        elif line.label and not column.dated and (told := self._label_time(line)):
            time = told
        if named:
            spans["subject"] = (named[0].start, named[0].end)
        if line.group:
            spans["base"] = (line.group.start, line.group.end)
        if line.area and line.label and not is_total(line.label_text):
            spans["place"] = (line.label.start, line.label.end)
        if time:
            spans["period"] = (time.start, time.end)
        since, until = (time.since, time.until) if time else ("", "")
        return spans, since, until, column.status, self._says(cell, column, time)

    def _says(self, cell: CellSaid, column: OfColumn, time: Time | None) -> str:
        line = cell.line
        row = self._named.get(line.row.start)
        if row is None:
            row = small(_BRACKETS.sub("", line.label_text).strip() or line.label_text)
            if line.group_text and self._counted(cell.table)[line.label_text] > 1:
                row = f"{row}, {small(_BRACKETS.sub('', line.group_text).strip())}"
            self._named[line.row.start] = row
        parts = [row, column.head] if column.head else [row]
        if time and self.text[time.start : time.end].lower() not in ", ".join(parts).lower():
            parts.append(small(self.text[time.start : time.end]))
        said = parts[0]
        for part in parts[1:]:
            if len(f"{said}, {part}".split()) <= MOST_WORDS:
                said = f"{said}, {part}"
        return " ".join(said.split()[:MOST_WORDS]).strip(" ,;:-–")

    def _counted(self, table: Table) -> Counter[str]:
        key = table.grid.start
        if key not in self._twice:
            self._twice[key] = Counter(line.label_text for line in table.lines)
        return self._twice[key]

    def _row_time(self, table: Table, line: Line) -> Time | None:
        """The time that a row's heading is, None where it names anything else."""
        if line.label is None:
            return None
        if line.label.start not in self._rows:
            may_be = len(line.label_text) < LONGEST_TIME and _TIME_BEGINS.match(self.low, *line.label)
            times = self._times(*line.label) if may_be else []
            whole = times[0] if times and (times[0].start, times[0].end) == line.label else None
            self._rows[line.label.start] = self._in_year(whole, self._title(table)[0]) if whole else None
        return self._rows[line.label.start]

    def _in_year(self, time: Time, above: Time | None) -> Time:
        """A time that leaves out its year, in the year of a time above it."""
        printed = self.text[time.start : time.end]
        year = _HAS_YEAR.search(self.text, above.start, above.end) if above else None
        if year is None or _HAS_YEAR.search(printed):
            return time
        since, until = self._dates(printed, year[0])
        return time._replace(since=since, until=until) if since or until else time

    def _dates(self, words: str, year: str) -> tuple[str, str]:
        """The dates of words of time in a year, which is said behind them with its word or without."""
        said = (f"{words} {year}", f"{words} {YEAR_WORD} {year}")
        return next((dates for one in said if any(dates := parse_period(one, self.published))), ("", ""))

    def _label_time(self, line: Line) -> Time | None:
        """The time that a row's heading names: "Thu ngân sách năm 2023"."""
        if line.label is None or not _HAS_YEAR.search(line.label_text):
            return None
        return self._time_in(*line.label, compared=True)

    def _column(self, table: Table, column: Column) -> OfColumn:
        key = (table.grid.start, id(column))
        if key not in self._columns:
            title, planned = self._title(table)
            own = self._time_of(column)
            own = self._in_year(own, title) if own else self._months_of(column, title)
            self._columns[key] = OfColumn(
                own or title,
                own is not None,
                _status_of(column.texts) or planned,
                small(", ".join(bare for said in column.texts if (bare := _BRACKETS.sub("", said).strip())
                                and not (len(column.texts) > 1 and is_unit(said)))),
                tuple((piece, said) for piece, said in zip(column.pieces, column.texts, strict=True)
                      if not _YEAR.fullmatch(said) and not any(parse_period(said, self.published))
                      and _BRACKETS.sub("", said).strip()),
            )  # fmt: skip
        return self._columns[key]

    def _time_of(self, column: Column) -> Time | None:
        """The time of a column: of the lowest cell of its head that names one, a year from above where it lacks one."""
        told = [time for piece in reversed(column.pieces) if (time := self._time_in(*piece, compared=True))]
        if not told:
            return None
        dated = next((one for one in told if _HAS_YEAR.search(self.text, one.start, one.end)), None)
        if dated is None or dated is not told[0]:
            return self._in_year(told[0], dated)
        return self._months_of(column, dated) or dated

    def _months_of(self, column: Column, above: Time | None) -> Time | None:
        """ "6 tháng" in a head and its year above it: the place of the year, the dates of the months."""
        year = _HAS_YEAR.search(self.text, above.start, above.end) if above else None
        for piece in reversed(column.pieces):
            found = _MONTHS.search(self.low, *piece)
            if found is None or (above and piece.start <= above.start < piece.end):
                continue
            since, until = self._dates(found[0], year[0]) if year else ("", "")
            in_column = above is not None and any(one.start <= above.start < one.end for one in column.pieces)
            start, end = (above.start, above.end) if above and in_column else found.span()
            return Time(start, end, since, until)
        return None

    def _time_in(self, start: int, end: int, compared: bool = False) -> Time | None:
        """The first time of a stretch; of a head no time that it only compares with."""
        times = self._times(start, end)
        cue = _COMPARED_WITH.search(self.low, start, end) if compared else None
        first = times[0] if times else None
        if first and cue and cue.start() < first.start:
            return None
        return first

    def _times(self, start: int, end: int) -> list[Time]:
        phrases = (one for one in find_times(self.low, start, end, ()) if one.points and one.rule not in NO_DATES)
        found = [Time(one.start, one.end, *dates_of(one, self.published)) for one in phrases]
        if found:
            return found
        phrase = phrase_at(self.low, start)  # "T9/2024"
        if phrase and phrase.points and phrase.end <= end and phrase.rule not in NO_DATES:
            return [Time(phrase.start, phrase.end, *dates_of(phrase, self.published))]
        for year in _YEAR.finditer(self.low, start, end):
            phrase = phrase_at(self.low, year.start())
            dates = dates_of(phrase, self.published) if phrase else (year[0], year[0])
            found.append(Time(*year.span(), *dates))
        return found

    def _title(self, table: Table) -> tuple[Time | None, str]:
        """The one time of the lines above a table, and 'plan' where they name a plan and no column says more."""
        key = table.grid.start
        if key in self._titles:
            return self._titles[key]
        own = [Cell(line.row.start, line.row.end) for line in table.lines if line.is_ == TITLE]
        labels = [piece for column in table.columns for piece, said in zip(column.pieces, column.texts, strict=True)
                  if column.holds == LABEL]  # fmt: skip
        time, status = None, "reported"
        for cell in [*own, *table.above, *labels]:
            said = self.low[slice(*cell)]
            if said.endswith(".") and len(said.split()) > FEWEST_OF_PROSE and not _LEADS.search(said):
                break
            times = {(one.since, one.until): one for one in reversed(self._times(*cell))}
            if len(times) == 1:
                time = next(iter(times.values()))
            found = _STATUS.search(said)
            if time or times:
                plain = any(_status_of(column.texts) for column in table.columns)
                if found and found.lastgroup == "plan" and not plain and not _STATUS_DONE.search(said):
                    status = "plan"
                break
        self._titles[key] = time, status
        return time, status


_STATUS_DONE = Pattern(r"(?<![^\W_]){done_head|estimate_head}(?![^\W_])")


def _status_of(texts: list[str]) -> str:
    """The status that a column's head tells, '' where it tells none: its lowest cell first, in it the first word."""
    for said in reversed(texts):
        low = said.lower()
        found = [one.lastgroup for one in _STATUS.finditer(low)]
        if "estimate" in found:
            return "estimate"
        if found:
            is_plan = found[0] == "plan" and not (compares(said) and "%" in said)
            return "plan" if is_plan else "reported"
    return ""
