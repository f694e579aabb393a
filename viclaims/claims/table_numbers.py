"""The numbers of tables: each figure a claim where its table is understood, row numbers, years of heads, codes none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from viclaims.claims.expressions import Expression
from viclaims.claims.headings import KINDS, tells_growth
from viclaims.claims.tables import (
    CODE,
    DATA,
    LABEL,
    NOTE,
    NUMBERS,
    ORDER,
    UNIT,
    VALUE,
    Column,
    Figure,
    Line,
    Table,
    written,
)
from viclaims.claims.unit_readers import Reading

Found = tuple[int, int, str, str, Reading | None]
ReadCell = Callable[[int, int], list[Found]]

_HAS_NUMBER = re.compile(r"[\d²³¹⁰⁴-⁹₀-₉]|(?<![^\W_])[IVX]{1,7}(?![^\W_])")
_DIGITS = re.compile(r"[\d²³¹⁰⁴-⁹₀-₉]+")
_YEAR = re.compile(r"(?<![0-9.,])(?:19|20)[0-9]{2}(?![0-9.,])")
FEWEST_WORDS = 6  # of a cell that is read as prose
LONGEST_ORDER = 10  # characters of a row number
MOST_WORDS = 8  # of one in a column of figures whose number is one of them: "khoảng 120 ha"


class CellSaid(NamedTuple):
    """Where in its table a claim stands, from which it takes what it is said of."""

    table: Table
    line: Line
    column: Column
    direction: str


@dataclass
class Stretch:
    """Numbers that stand together in a row: a part of the row of a table, or a cell that is read as prose.

    `cells` has an entry a claim of `found`, and none where the stretch is prose.
    """

    start: int
    end: int
    found: list[Found] = field(default_factory=list)
    cells: list[CellSaid] = field(default_factory=list)
    prose: bool = False


def stretches_of(table: Table, text: str, read_cell: ReadCell, read_heading: ReadCell) -> Iterator[Stretch]:
    """The numbers of a table by stretches in text order; offsets of `found` are into the stretch.

    `read_cell` reads text[start:end] as a sentence of its own, `read_heading` as what holds no quantities.
    """
    for line, figures in zip(table.lines, table.figures, strict=True):
        by_column = {figure.column: figure for figure in figures} if table.understood else {}
        row: Stretch | None = None
        for at, cell in enumerate(line.row.cells):
            if cell.start == cell.end:
                continue
            numbered = at in by_column or _HAS_NUMBER.search(text, cell.start, cell.end)
            if numbered and at not in by_column and _is_prose(table, line, at, text[cell.start : cell.end]):
                if row and row.found:
                    yield row
                yield Stretch(*cell, prose=True)
                row = None
                continue
            row = row or Stretch(*cell)
            row.end = cell.end
            if at in by_column:
                _add_figure(row, table, line, by_column[at], text)
            elif numbered:
                reader = read_heading if _is_heading(line, table.columns[at]) else read_cell
                _add_others(row, table, line, at, text, reader)
        if row and row.found:
            yield row


def _add_figure(row: Stretch, table: Table, line: Line, figure: Figure, text: str) -> None:
    change = _change(table, line, figure)
    row.found.append(_claimed(figure, change, row.start))
    row.cells.append(_said(table, line, figure, change))
    if figure.end < row.end:
        row.found += [
            (digits.start() - row.start, digits.end() - row.start, *_behind(text, digits.start()), None)
            for digits in _DIGITS.finditer(text, figure.end, row.end)
        ]


def _add_others(row: Stretch, table: Table, line: Line, at: int, text: str, reader: ReadCell) -> None:
    column, cell = table.columns[at], line.row.cells[at]
    claimed = table.understood and line.is_ == DATA and column.holds == VALUE and line.label is not None
    for number in _others(line, column, cell, text, reader):
        if number[-1] is not None and not claimed:
            number = (*number[:2], "table", "table_cell", None)
        row.found.append(_moved(number, row.start, cell.start))
        if number[-1] is not None:
            row.cells.append(CellSaid(table, line, column, ""))


def _behind(text: str, start: int) -> tuple[str, str]:
    """Role and rule of a digit behind a figure: of its unit ("km2") or of a note ("(1)")."""
    return ("unit", "unit_digit") if text[start - 1].isalpha() else ("list", "table_mark")


def _is_prose(table: Table, line: Line, at: int, said: str) -> bool:
    """A long cell that names no row is read as any sentence is."""
    if line.is_ == NOTE:
        return True
    words, holds = len(said.split()), table.columns[at].holds
    if not table.understood:
        return words > MOST_WORDS
    if line.is_ != DATA or holds in (LABEL, ORDER, UNIT):
        return False
    return words > MOST_WORDS if holds == VALUE else words >= FEWEST_WORDS


def _is_heading(line: Line, column: Column) -> bool:
    return line.is_ != DATA or column.holds == LABEL


def _moved(number: Found, base: int, cell: int = 0) -> Found:
    """A number with places in its stretch; its reading was made of the cell alone."""
    start, end, role, rule, reading = number
    if reading is not None:
        first, last, unit_end = start - base, end - base, reading.unit_end + cell - base
        reading = replace(reading, expression=replace(reading.expression, start=first, end=last), unit_end=unit_end)
    return start - base, end - base, role, rule, reading


def _claimed(figure: Figure, change: str, base: int) -> Found:
    unit, start, end = figure.unit, figure.start - base, figure.end - base
    kind = "change" if change else "ratio" if unit.rate and unit.family == "noun" else KINDS[unit.family]
    form = "of" if figure.whole == figure.whole else "range" if figure.high == figure.high else "plain"
    expression = Expression(start, end, figure.value, figure.high, figure.whole, form=form, signed=figure.signed)
    reading = Reading(
        expression, unit.name, unit.counted, unit.family, "table_figure", end, unit.rate,
        qualifier=figure.qualifier, kind=kind,
        whole=figure.whole,
    )  # fmt: skip
    return start, end, "claim", "table_figure", reading


def _change(table: Table, line: Line, figure: Figure) -> str:
    """'+', '-' or 'both' for a figure that is the size of a change."""
    column = table.columns[figure.column]
    of_rate = figure.unit.family in ("percent", "points")
    if column.change and (of_rate or column.is_change):
        return column.change
    return "both" if of_rate and tells_growth(line.label_text) and not column.ratio else ""


def _said(table: Table, line: Line, figure: Figure, change: str) -> CellSaid:
    if change and figure.value < 0:
        change = "-"
    elif change == "both":
        change = "+" if figure.value > 0 else ""
    return CellSaid(table, line, table.columns[figure.column], change)


def _others(line: Line, column: Column, cell: tuple[int, int], text: str, read_cell: ReadCell) -> Iterator[Found]:
    """The numbers of a cell that is no figure of the table's own: of heads, labels, codes, units."""
    start, end = cell
    said = text[start:end]
    if line.is_ == NUMBERS:
        yield start, end, "list", "table_column_number", None
        return
    if column.holds == ORDER and (line.is_ == DATA or line.level) and line.label != cell and len(said) < LONGEST_ORDER:
        yield start, end, "list", "table_row_number", None
        return
    form = written(said) if line.is_ == DATA and column.holds in (VALUE, CODE) else None
    if form:
        first, last = start + form.first, start + form.last
        is_year = column.holds == CODE and _YEAR.match(form.a) and (not form.b or _YEAR.match(form.b))
        yield (first, last, "date", "table_year", None) if is_year else (first, last, "table", "table_cell", None)
        return
    for first, last, role, rule, reading in read_cell(start, end):
        if column.holds == UNIT and line.is_ == DATA and role in ("claim", "other", "table"):
            yield first, last, "unit", "table_unit", None
        elif role == "other" and _is_heading(line, column):
            year = _YEAR.fullmatch(text, first, last) is not None
            named = "name" if column.holds == LABEL and line.is_ == DATA else "table"
            yield (first, last, "date", "table_year", None) if year else (first, last, named, "table_head", None)
        elif (role, rule) == ("other", "no_unit"):
            yield first, last, "table", "table_cell", None
        else:
            yield first, last, role, rule, reading
