"""What the tables of a text say: heads, rows, units, and the value of each cell of figures.

A table (text/grids.py) is understood where its figures have headings of rows and most of its columns a unit that is
printed: in the cell, in a heading, in the row, or for the whole table. Of another one nothing is claimed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from viclaims.claims import headings
from viclaims.claims.bounds import SIGNS
from viclaims.claims.headings import PER_CENT, HeadUnit, noun_in, unit_in, unit_named, unit_said
from viclaims.lexicon import column as column_of
from viclaims.text.grids import Cell, Grid, Row, find_grids
from viclaims.text.offsets import back, to_read

if TYPE_CHECKING:
    import pandas as pd

_NUM = r"[0-9]{1,3}(?:[., ’'][0-9]{3})+(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
_FIGURE = re.compile(
    rf"""(?:(?P<bound>[<>≤≥~≈]=?|[^\W\d_]+(?:\s[^\W\d_]+){{0,2}}(?=\s))\s?)?(?P<open>\()?(?P<sign>[+−–-]\s?)?(?P<a>{_NUM})(?:\s?(?P<joint>[/–-])\s?(?P<b>{_NUM}))?
    (?P<percent>\s?[%‰])?(?P<close>\))?(?P<mark>\s?\*+|\s?\([0-9*]\)|[¹²³])?(?P<rest>\s?[^\W\d_].{{0,40}})?""",
    re.VERBOSE,
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_COLUMN_NUMBER = re.compile(r"\(?(?:[A-H]|[0-9]{1,2})\)?(?:\s?=\s?[0-9()+*/:x×,%\s-]{1,40})?|\(?[0-9]{1,2}\)?[a-z]?")
_FIRST_NUMBER = re.compile(r"[0-9]{1,2}")
_ORDINAL = re.compile(r"\(?(?:[IVX]{1,6}|[0-9]{1,4}(?:\.[0-9]{1,2}){0,4}|[A-Za-zĐđ])[.)]?|[-+*•–]")
_BULLET = re.compile(r"(?:[-–+*•]+\s*|\(?(?:[IVX]{1,6}|[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|[A-Za-zđ])[.)]\s*(?=\D))+")
_BLANK = re.compile(r"[\s.…·•*/_–—−-]*|[xX]")
_LINE_BELOW = re.compile(r"\r?\n[ ]*([^\t\n\r]{1,80})(?=[\n\r]|\Z)")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile("[0-9]")
_ROMAN = re.compile("[IVX]+")
BOUND_SIGNS = {"<": "<", ">": ">", "≤": "<=", "≥": ">=", "<=": "<=", ">=": ">=", "~": "~", "≈": "~"}
QUALIFIERS = column_of("sign", *SIGNS)  # "trên 95"
MOST_HEADS = 15  # rows above the figures
MOST_COMPARED = 30  # columns in which the numbers behind a rate are looked for
MOST_LABEL_WORDS = 40
MOST_LINES_ABOVE = 4  # of a table, in which its title and its unit are looked for
LONGEST_TITLE = 300  # characters
HEAD, TITLE, NUMBERS, GROUP, DATA, NOTE, EMPTY = "head", "title", "numbers", "group", "data", "note", "empty"
LABEL, VALUE, UNIT, ORDER, CODE, OTHER = "label", "value", "unit", "order", "code", "other"


@dataclass
class Column:
    """A column: the cells of its head from the top, what it holds, and the unit that its head prints."""

    pieces: list[Cell] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    holds: str = OTHER
    unit: HeadUnit | None = None
    noun: HeadUnit | None = None
    ratio: bool = False  # its numbers have no unit of the table's
    money: bool = False
    change: str = ""
    is_change: bool = False  # its numbers are nothing but changes
    dots: bool = False  # a dot before decimals

    @property
    def head(self) -> str:
        return ", ".join(self.texts)


@dataclass
class Line:
    """A row with what it is, its heading, the heading above it, and the unit that it prints."""

    row: Row
    texts: list[str]
    is_: str = DATA
    label: Cell | None = None
    label_text: str = ""
    group: Cell | None = None
    group_text: str = ""
    unit: HeadUnit | None = None
    noun: HeadUnit | None = None
    area: bool = False
    level: int = 0


class Figure(NamedTuple):
    """A number of a cell with the unit it was given: its place, value, upper end, whole, column and row."""

    start: int
    end: int
    value: float
    high: float
    whole: float
    unit: HeadUnit
    column: int
    signed: bool
    qualifier: str = ""


@dataclass
class Table:
    """A table of a text as it is read; `above` are the lines that may name its time and unit, the nearest first."""

    grid: Grid
    lines: list[Line]
    columns: list[Column]
    unit: HeadUnit | None
    unit_lines: list[Cell]
    above: list[Cell]
    understood: bool = False
    figures: list[list[Figure]] = field(default_factory=list)  # a list a line


class Written(NamedTuple):
    """A cell of figures as it is printed: the parts of _FIGURE."""

    first: int  # where sign and digits begin in the cell
    last: int
    negative: bool
    signed: bool
    a: str
    joint: str
    b: str
    percent: str
    rest: str
    qualifier: str = ""


@lru_cache(maxsize=65536)
def written(text: str) -> Written | None:
    """The parts of a cell that holds a number and nothing but its unit, None for any other.

    >>> written("(1.250,5)").negative, written("15/17 xã").rest, written("0912345678"), written("12 Lê Lợi")
    (True, 'xã', None, None)
    """
    if not text or len(text) > 60:
        return None
    found = _FIGURE.fullmatch(text)
    if found is None:
        return None
    a, b, rest = found["a"], found["b"] or "", (found["rest"] or "").strip()
    if (len(a) > 2 and a[0] == "0" and a[1].isdigit()) or bool(found["open"]) != bool(found["close"]):
        return None
    if (b and _YEAR.fullmatch(a) and _YEAR.fullmatch(b)) or (rest and (unit := unit_named(rest)) is None):
        return None  # "2022-2024", "2023/2022" are times; "12 Lê Lợi" is an address
    if rest and unit and unit.rate and unit.family == "noun":
        return None
    bound = found["bound"] or ""
    qualifier = BOUND_SIGNS.get(bound, "") or QUALIFIERS.get(bound.lower(), "")
    if bound and not qualifier:
        return None
    negative = bool(found["open"] and not b) or (found["sign"] or " ")[0] in "-−–"
    signed = bool(found["sign"]) or bool(found["open"] and not b)
    bracket = found["open"] and not b
    first = 0 if bracket else found.start("sign") if found["sign"] else found.start("a")
    last = found.end("close") if bracket else found.end("b") if b else found.end("a")
    return Written(first, last, negative, signed, a, found["joint"] or "", b, (found["percent"] or "").strip(), rest,
        qualifier,
    )  # fmt: skip


def is_figure(text: str) -> bool:
    """Whether a cell holds a number that may be a quantity, no bare year."""
    return written(text) is not None


def _value(digits: str, dots: bool, english: bool, whole_things: bool, per_cent: bool) -> tuple[int, int]:
    """Digits with separators as (number, how many of its digits are decimals)."""
    digits = digits.replace(" ", "").replace("’", "").replace("'", "")
    at = max(digits.rfind("."), digits.rfind(","))
    if at < 0:
        return int(digits), 0
    mark, decimals = digits[at], len(digits) - at - 1
    other = "," if mark == "." else "."
    grouped = decimals == 3 and digits[0] != "0" and (digits.count(mark) > 1 or at < 4)
    if digits.count(mark) > 1:
        fraction = False
    elif other in digits or not grouped:
        fraction = True
    elif mark == ".":
        fraction = dots or (per_cent and digits[-1] != "0")
    else:
        fraction = not (english or whole_things)
    plain = int(digits.replace(".", "").replace(",", ""))
    return plain, decimals if fraction else 0


_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}")
_DOT_DECIMAL = re.compile(r"[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})|0\.[0-9]+")
_COMMA_DECIMAL = re.compile(r"[0-9.]+,(?:[0-9]{1,2}|[0-9]{4,})|0,[0-9]+")


def _number(value: tuple[int, int], scale: int, negative: bool) -> float:
    plain, decimals = value
    exact = plain * scale
    number = exact / 10**decimals if decimals else float(exact)
    return -number if negative else number


# --- From a grid to a table -------------------------------------------------------------------------------------


def read_tables(text: str, grids: list[Grid] | None = None) -> list[Table]:
    """The tables of a text in NFC, each with its heads, rows and figures; linear in the length of the text."""
    tables: list[Table] = []
    found = find_grids(text) if grids is None else grids
    for grid in (part for whole in found for part in _parts(text, whole)):
        before = tables[-1] if tables else None
        floor = before.grid.end if before else 0
        tables.append(_table(text, grid, floor, before))
    return tables


def _parts(text: str, grid: Grid) -> Iterator[Grid]:
    """Two tables that follow each other without a line between them: below figures new heads stand above figures."""
    rows = [_texts(text, row, grid.width) for row in grid.rows]
    held: set[int] = set()  # the columns that held figures so far
    begin = 0
    for at, texts in enumerate(rows):
        figures = {place for place, one in enumerate(texts) if place and written(one) and not _YEAR.fullmatch(one)}
        named = sum(not _is_blank(texts[place]) and place not in figures for place in held)
        again = texts[0] != "" and texts[0] == rows[begin][0]
        if held and named > (0 if again else 1) and named * 2 >= len(held) and not figures and texts != rows[begin]:
            below = rows[at + 1] if at + 1 < len(rows) else []
            if any(written(below[place]) for place in range(1, len(below))) and len(set(texts)) > 1:
                yield Grid(grid.rows[begin:at], grid.width)
                begin, held = at, set()
                continue
        held |= figures
    yield Grid(grid.rows[begin:], grid.width) if begin else grid


def _table(text: str, grid: Grid, floor: int, before: Table | None) -> Table:
    lines = [Line(row, _texts(text, row, grid.width)) for row in grid.rows]
    above = _lines_above(text, floor, grid.start)
    table = Table(grid, lines, [Column() for _ in range(grid.width)], None, [], above)
    first = _mark_heads(table)
    follows = before is not None and not _LETTER.search(text, before.grid.end, grid.start)
    if before and follows and first == 0 and before.grid.width == grid.width and before.understood:
        _go_on(table, before)
    else:
        _heads(table, first)
        _find_columns(table, first)
    table.unit = table.unit or _unit_above(text, table)
    same_heads = before is not None and [c.texts for c in before.columns] == [c.texts for c in table.columns]
    if before and same_heads and not (table.unit or _title(text, table)):
        table.unit, table.above = before.unit, before.above
    _mark_rows(table, first)
    _units_of_columns(table)
    _figures(table)
    return table


def _texts(text: str, row: Row, width: int) -> list[str]:
    found = [text[start:end] for start, end in row.cells]
    return found + [""] * (width - len(found)) if len(found) < width else found


def _lines_above(text: str, floor: int, start: int) -> list[Cell]:
    """The last lines above a table, the nearest first, up to one that is running text."""
    found: list[Cell] = []
    at = start
    while at > floor and len(found) < MOST_LINES_ABOVE:
        begin = max(text.rfind(mark, floor, at - 1) for mark in "\n\r") if at - 1 > floor else -1
        begin = floor if begin < floor else begin + 1
        line = text[begin:at]
        inner = line.strip()
        if inner:
            if "\t" in inner and found:
                break
            first = begin + len(line) - len(line.lstrip())
            found.append(Cell(first, first + len(inner)))
            if len(inner) > LONGEST_TITLE or (inner[-1] == "." and len(inner.split()) > 12):
                break
        if at == begin:
            break
        at = begin if begin < at else at - 1
    return found


def _distinct(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(one for one in texts if not _is_blank(one)))


@lru_cache(maxsize=65536)
def _is_blank(text: str) -> bool:
    """A cell without a figure or a word: "-", "x", "…"."""
    return not text or _BLANK.fullmatch(text) is not None


def _is_column_numbers(texts: list[str]) -> bool:
    """ "A", "B", "1", "2", "3=2/1": the numbers of the columns."""
    filled = [one for one in texts if one]
    if len(filled) < 2 or len(filled) * 2 < len(texts) or not all(map(_COLUMN_NUMBER.fullmatch, filled)):
        return False
    numbers = [int(found[0]) for one in filled if one[0] not in "ABCDEFGH" and (found := _FIRST_NUMBER.search(one))]
    return len(numbers) > 1 and numbers[0] <= 3 and all(b - a in (0, 1) for a, b in pairwise(numbers))


def _mark_heads(table: Table) -> int:
    """Marks the rows above the figures; the index of the first row below the head."""
    first = 0
    dated = False
    for at, line in enumerate(table.lines):
        if _is_column_numbers(line.texts):
            line.is_ = NUMBERS
            first = at + 1
            continue
        figures = [one for one in line.texts[1:] if (form := written(one)) and not _is_stretch_of_time(form.rest)]
        years = [one for one in figures if _YEAR.fullmatch(one)]
        if figures and not (len(years) == len(figures) and not dated and not _is_ordinal(line.texts[0])):
            break
        if first and table.lines[first - 1].is_ == NUMBERS:
            break
        dated = dated or bool(years) or any(_YEAR.search(one) for one in line.texts[1:])
        first = at + 1
    if first == len(table.lines) or first > MOST_HEADS:  # no figures: texts below the first row
        for line in table.lines:
            line.is_ = DATA
        table.lines[0].is_ = HEAD
        return 1
    return _without_groups(table, first)


def _is_stretch_of_time(rest: str) -> bool:
    """ "6 tháng" above a column says when."""
    unit = unit_named(rest) if rest else None
    return unit is not None and unit.family == "duration"


def _is_ordinal(text: str) -> bool:
    return _ORDINAL.fullmatch(text) is not None and not _YEAR.fullmatch(text)


def _without_groups(table: Table, first: int) -> int:
    """Titles above the head are marked; rows that head groups below it belong to the body."""
    numbered = [at for at in range(first) if table.lines[at].is_ == NUMBERS]
    top = 0
    while (
        top < first
        and len(_distinct(table.lines[top].texts)) <= 1
        and any(len(_distinct(line.texts)) > 1 for line in table.lines[top + 1 : first])
    ):
        table.lines[top].is_ = TITLE if _distinct(table.lines[top].texts) else EMPTY
        top += 1
    last = numbered[-1] + 1 if numbered else first
    if not numbered:
        while last > top + 1 and _heads_group(table.lines[last - 1].texts):
            last -= 1
    for line in table.lines[top:last]:
        if line.is_ == DATA:
            line.is_ = HEAD
    return last


def _heads_group(texts: list[str]) -> bool:
    """ "I", "THU NỘI ĐỊA", and nothing in the columns of figures."""
    filled = [at for at, one in enumerate(texts) if one]
    named = [one for one in texts if one and not _is_ordinal(one)]
    if any(unit_named(one.strip("()")) for one in named[:1]):
        return False  # a row of units
    return len(set(named)) == 1 and (len(filled) > 1 or filled[0] < 2) and (len(named) > 1 or filled[-1] < 3)


def _go_on(table: Table, before: Table) -> None:
    """A table without a head behind one of its shape is its next page."""
    table.columns, table.unit, table.above = before.columns, before.unit, before.above
    table.lines[0].is_ = DATA


def _heads(table: Table, first: int) -> None:
    """Each column's head: the cells above it, where a cell left empty by a merged one says what stands beside it."""
    heads = [line for line in table.lines[:first] if line.is_ == HEAD]
    above: list[list[tuple[str, Cell]]] = []
    for depth, line in enumerate(heads):
        lower = heads[depth + 1 :]
        cells = line.row.cells + (Cell(line.row.end, line.row.end),) * (table.grid.width - len(line.row.cells))
        found: list[tuple[str, Cell]] = []
        for at, (said, cell) in enumerate(zip(line.texts, cells, strict=True)):
            merged = not said and at and found[-1][0] and any(one.texts[at] for one in lower)
            if merged and any(one.texts[at - 1] for one in lower):
                found.append(found[-1])
            else:
                found.append((said, cell))
        above.append(found)
    for at, column in enumerate(table.columns):
        for row in above:
            said, cell = row[at]
            if said and said not in column.texts:
                column.texts.append(said)
                column.pieces.append(cell)


def _find_columns(table: Table, first: int) -> None:
    """What each column holds."""
    body = [line for line in table.lines[first:] if line.is_ == DATA]
    cells = [[line.texts[at] for line in body] for at in range(table.grid.width)]
    for column, texts in zip(table.columns, cells, strict=True):
        filled = [one for one in texts if not _is_blank(one) or _is_ordinal(one)]
        figures = sum(written(one) is not None for one in filled)
        told = sum(not _is_blank(one) for one in filled)
        lowest = column.texts[-1] if column.texts else ""
        if any(map(headings.is_row_number_head, column.texts)):
            column.holds = ORDER
        elif any(map(headings.is_unit_cue, column.texts)) and _are_units(filled, bool(column is table.columns[0])):
            column.holds = UNIT
        elif any(map(headings.is_note_head, column.texts)):
            column.holds = OTHER
        elif lowest and headings.is_code_head(lowest) and any(map(_DIGIT.search, filled)):
            column.holds = CODE
        elif told and figures * 2 >= told:
            column.holds = VALUE
        elif filled:
            column.holds = LABEL
    _settle_order(table, cells)
    _settle_labels(table, cells)


def _are_units(filled: list[str], first: bool) -> bool:
    """Whether a column called "Đơn vị" holds units: it may name the organisations that the rows are of."""
    units = map(unit_named, filled)
    named = sum(unit is not None and (unit.counted == unit.name or unit.family != "noun") for unit in units)
    return named * 2 >= len(filled) and (not first or bool(named))


def _settle_order(table: Table, cells: list[list[str]]) -> None:
    """Numbers of rows left of the first heading of rows, whatever their head says."""
    for at, column in enumerate(table.columns):
        filled = [one for one in cells[at] if one]
        ordinals = sum(map(_is_ordinal, filled))
        unnamed = column.holds in (VALUE, LABEL) and filled and not column.texts
        labelled = any(other.holds == LABEL for other in table.columns[at + 1 : at + 2])
        if unnamed and labelled and ordinals * 5 >= len(filled) * 4:
            column.holds = ORDER
        if column.holds == LABEL and filled and ordinals == len(filled):
            column.holds = ORDER
    first = next((at for at, column in enumerate(table.columns) if column.holds == LABEL), None)
    if first is None:  # "Dưới 15 tuổi" names a row
        worded = next((at for at, column in enumerate(table.columns) if column.holds == VALUE), None)
        if worded is not None and all(_LETTER.search(one) for one in cells[worded] if one):
            table.columns[worded].holds, first = LABEL, worded
    for at, column in enumerate(table.columns[: first or 0]):
        if column.holds == VALUE:
            filled = [one for one in cells[at] if one]
            column.holds = ORDER if all(map(_is_ordinal, filled)) else CODE
    if first is None and len(table.columns) > 1 and table.columns[0].holds in (VALUE, CODE):
        years = [one for one in cells[0] if one]
        if years and all(map(_YEAR.fullmatch, years)):
            table.columns[0].holds = LABEL  # "2021", "2022": each row is a year


def _settle_labels(table: Table, cells: list[list[str]]) -> None:
    """The columns of texts: which name the rows, which hold their units, which say something else."""
    for at, column in enumerate(table.columns):
        filled = [one for one in cells[at] if one]
        if column.holds == LABEL and at and len(filled) > 1:
            named = [unit_named(one) for one in dict.fromkeys(filled)]
            if all(named) and any(unit and (unit.family != "noun" or unit.scale > 1) for unit in named):
                column.holds = UNIT
    labels = [at for at, column in enumerate(table.columns) if column.holds == LABEL]
    values = [at for at, column in enumerate(table.columns) if column.holds == VALUE]
    if not labels:
        return
    kept = labels[:1]
    if len(labels) > 1 and labels[1] == labels[0] + 1 and (not values or labels[1] < values[0]):
        outer, inner = cells[labels[0]], cells[labels[1]]
        filled = [one for one in outer if one]
        groups = len(set(filled)) * 2 <= len([one for one in inner if one]) and len(filled) > 0
        if groups:
            kept = labels[:2]
    for at in labels:
        if at not in kept:
            table.columns[at].holds = OTHER


def _unit_above(text: str, table: Table) -> HeadUnit | None:
    """The unit of the whole table: of a line above it, of a row of its own, of its head, of its title's brackets."""
    for cell in table.above:
        said = text[slice(*cell)]
        if "\t" not in said and (unit := unit_said(said)):
            if headings.unit_line(said):
                table.unit_lines.append(cell)
            return unit
    below = _line_below(text, table.grid.end)
    if below and headings.unit_line(text[slice(*below)]):
        table.unit_lines.append(below)
        return unit_said(text[slice(*below)])
    for line in table.lines:
        if line.is_ == TITLE and (unit := unit_said(_distinct(line.texts)[0])):
            return unit
    for column in table.columns:
        for said in column.texts:
            in_corner = column.holds == LABEL and said.endswith(")")
            if unit := unit_in(said) if in_corner else unit_said(said) if headings.unit_line(said) else None:
                return unit
    for cell in table.above[:2]:
        said = text[slice(*cell)]
        unit = unit_named(said.strip("() ")) if said.startswith("(") else None
        unit = unit or (unit_in(said[said.rfind("(") :]) if said.endswith(")") else None)
        if unit and (unit.family != "noun" or unit.scale > 1):
            if said.startswith("("):
                table.unit_lines.append(cell)
            return unit
    return None


def _line_below(text: str, end: int) -> Cell | None:
    """The line directly behind a table."""
    found = _LINE_BELOW.match(text, end)
    return Cell(*found.span(1)) if found else None


def _title(text: str, table: Table) -> str:
    return text[slice(*table.above[0])] if table.above else ""


# --- Rows --------------------------------------------------------------------------------------------------------


def _mark_rows(table: Table, first: int) -> None:
    """What each row of the body is, its heading, and the heading above it."""
    heads = [line.texts for line in table.lines[:first] if line.is_ == HEAD]
    order = next((at for at, column in enumerate(table.columns) if column.holds == ORDER), None)
    labels = [at for at, column in enumerate(table.columns) if column.holds == LABEL]
    unit_at = next((at for at, column in enumerate(table.columns) if column.holds == UNIT), None)
    values = [at for at, column in enumerate(table.columns) if column.holds in (VALUE, CODE)]
    area = bool(labels) and any(map(headings.is_area_head, table.columns[labels[-1]].texts))
    above: list[Line] = []  # the rows that a row may be a part of, the outermost first
    outer: Cell | None = None
    outer_text = ""
    for line in table.lines[first:]:
        if line.texts in heads:
            line.is_ = HEAD
            continue
        if _is_column_numbers(line.texts) and line is not table.lines[first]:
            line.is_ = NUMBERS
            continue
        at, label = _label(line, order, labels)
        if at is None:
            line.is_ = EMPTY if not any(line.texts) else DATA
            continue
        line.label, line.label_text = _without_bullet(line.row.cells[at], label)
        line.area = area and at == labels[-1]
        filled = [one for place in values if not _is_blank(one := line.texts[place]) and one != label]
        if not filled:
            line.is_ = NOTE if headings.begins_note(label) or len(label.split()) > MOST_LABEL_WORDS else GROUP
        if line.is_ == NOTE:
            continue
        if len(labels) > 1:
            if at == labels[0]:
                outer, outer_text = (line.label, line.label_text)
                if line.texts[labels[1]] and line.texts[labels[1]] != label:
                    line.label, line.label_text = _without_bullet(line.row.cells[labels[1]], line.texts[labels[1]])
            elif line.texts[labels[0]]:
                outer, outer_text = _without_bullet(line.row.cells[labels[0]], line.texts[labels[0]])
            if outer and outer != line.label and not headings.is_total(line.label_text):
                line.group, line.group_text = outer, outer_text
        line.unit = unit_in(label) if "(" in label or "%" in label else None
        if unit_at is not None and not _is_blank(line.texts[unit_at]):
            line.unit = unit_named(line.texts[unit_at], anything=True) or line.unit
        line.noun = noun_in(line.label_text)
        number = line.texts[order] if order is not None else ""
        _put_under(line, number if _is_ordinal(number) else "", label, above)


def _label(line: Line, order: int | None, labels: list[int]) -> tuple[int | None, str]:
    """The cell that names a row: in its column, or in that of the row numbers where both are one."""
    places = [*reversed(labels), *([order] if order is not None else [])]
    for at in places:
        said = line.texts[at]
        if said and at < len(line.row.cells) and _LETTER.search(said) and not (at == order and _is_ordinal(said)):
            return at, said
    for at in labels:
        if at < len(line.row.cells) and _YEAR.fullmatch(line.texts[at]):
            return at, line.texts[at]
    return None, ""


def _without_bullet(cell: Cell, said: str) -> tuple[Cell, str]:
    found = _BULLET.match(said)
    skipped = found.end() if found and found.end() < len(said) else 0
    return Cell(cell.start + skipped, cell.end), said[skipped:]


def _level(number: str, label: str) -> int:
    """How deep a row stands by its number or bullet, 0 where neither says it."""
    mark = number or (found[0].strip(" .)(") if (found := _BULLET.match(label)) else "")
    mark = mark.strip(" .)(")
    if not mark:
        return 0
    if mark in ("-", "–", "•", "*"):
        return 8
    if mark == "+":
        return 9
    if len(mark) == 1 and mark in "ABCDEFGH":
        return 1
    if _ROMAN.fullmatch(mark):
        return 2
    if mark[0].isdigit():
        return 3 + min(mark.count("."), 3)
    return 7


def _put_under(line: Line, number: str, label: str, above: list[Line]) -> None:
    """The row above that a row belongs to, and its unit where it prints one for its parts."""
    line.level = _level(number, label)
    if headings.is_total(label) and not number:
        above.clear()
        return
    if line.level:
        while above and (above[-1].level >= line.level or (not above[-1].level and above[-1].is_ != GROUP)):
            above.pop()
        if above and above[-1].is_ == GROUP and not above[-1].level and line.is_ == GROUP:
            above.pop()
    elif line.is_ == GROUP and not headings.is_part(label):
        above.clear()
    parent = above[-1] if above else None
    if parent is not None and (line.level or parent.is_ == GROUP or headings.is_part(label)):
        if line.group is None:
            line.group, line.group_text = parent.label, parent.label_text
        line.unit = line.unit or (parent.unit if parent.is_ == GROUP else None)
        if parent.is_ == GROUP and parent.noun and parent.noun.sure and not (line.noun and line.noun.sure):
            line.noun = parent.noun
    if line.level or line.is_ == GROUP:
        above.append(line)


# --- Units and figures -------------------------------------------------------------------------------------------


def _units_of_columns(table: Table) -> None:
    """The unit that each column's head prints, the lowest cell of it first."""
    before: Column | None = None
    for column in table.columns:
        if column.holds != VALUE:
            continue
        column.unit, column.noun, column.ratio = None, None, False
        for said in reversed(column.texts):
            if headings.is_ratio_head(said) and not column.ratio:
                column.ratio = True
            found = unit_in(said)
            if found and not (column.ratio and found.family not in ("percent", "times", "points", "noun")):
                column.unit = found
                break
            noun = noun_in(said)
            if noun and not column.ratio:
                column.noun = column.noun or noun
                if noun.sure:
                    break
        if column.unit is None and column.noun is None and before and any(map(headings.is_part, column.texts)):
            column.unit, column.noun = before.unit, before.noun
        column.money = any(map(headings.is_money_head, column.texts))
        column.change = next((told for said in reversed(column.texts) if (told := headings.change_in(said))), "")
        column.is_change = any(map(headings.is_change_head, column.texts))
        before = column


def _unit_of(table: Table, line: Line, column: Column) -> HeadUnit | None:
    """The unit of a cell that prints none itself: the surest of what column, row and table print."""
    if column.unit:
        return column.unit
    if column.ratio:
        return line.unit if line.unit and line.unit.family == "percent" else None
    whole = table.unit
    if column.noun and column.noun.sure and not (line.unit or (whole and whole.family == "noun" and whole.scale > 1)):
        return column.noun
    if line.unit and not (column.money and whole and whole.family == "money" and line.unit.family != "money"):
        return line.unit
    if whole:
        of_things = whole.family == "money" and line.noun and line.noun.sure and not column.money
        return line.noun if of_things else whole
    return column.noun or line.noun


def _figures(table: Table) -> None:
    """The figures of every row, and whether the table is understood."""
    values = [at for at, column in enumerate(table.columns) if column.holds == VALUE]
    every = [one for line in table.lines if line.is_ == DATA for at in values if (one := line.texts[at])]
    english = any(map(_ENGLISH.fullmatch, every)) or (
        any(map(_DOT_DECIMAL.fullmatch, every)) and not any(map(_COMMA_DECIMAL.fullmatch, every))
    )
    for at in values:
        column = table.columns[at]
        texts = [line.texts[at] for line in table.lines if line.is_ == DATA]
        column.dots = any(map(_DOT_DECIMAL.fullmatch, texts))
        if column.ratio and column.unit is None and _is_per_cent(table, at, values, english):
            column.unit = PER_CENT
    known = asked = 0
    known_columns, asked_columns, sure_columns = set(), set(), set()
    for line in table.lines:
        found: list[Figure] = []
        if line.is_ == DATA:
            for at in values:
                said = line.texts[at]
                form = written(said) if said else None
                if form is None:
                    continue
                asked += 1
                asked_columns.add(at)
                figure = _figure(table, line, at, form, english) if line.label else None
                if figure:
                    known += 1
                    known_columns.add(at)
                    if figure.unit.sure:
                        sure_columns.add(at)
                    found.append(figure)
        table.figures.append(found)
    most = bool(known) and known * 2 >= asked and len(known_columns) * 2 >= len(asked_columns)
    # One noun above a column may be anything ("Phòng": 204); several that tell every column are what is counted.
    table.understood = most and (bool(sure_columns) or len(known_columns) == len(asked_columns) > 1)


NAN = float("nan")
TESTED_ROWS = 12  # of a column of rates whose unit is not printed
ROUNDED = 0.11


def _is_per_cent(table: Table, at: int, values: list[int], english: bool) -> bool:
    """Whether every number of a column is a hundred times one of its row's numbers by another, or all sum to 100."""
    if len(values) > MOST_COMPARED:
        return False
    rows: list[dict[int, float]] = []
    dots = {place: table.columns[place].dots for place in values}
    for line in table.lines:
        forms = {place: written(line.texts[place]) for place in values} if line.is_ == DATA else {}
        if forms and forms[at] and len(rows) < TESTED_ROWS:
            rows.append({place: _number(_value(form.a, dots[place], english, False, place == at), 1, False)
                         for place, form in forms.items() if form and not form.b})  # fmt: skip
    if len(rows) < 2 or any(at not in row for row in rows):
        return False
    shares = [row[at] for row in rows]
    if min(abs(sum(shares) - 100), abs(sum(shares) - 200) if 100 in shares else 100) <= ROUNDED * len(shares):
        return True
    others = [place for place in values if place != at]
    return any(
        all(row.get(below) and above in row and abs(row[at] - 100 * row[above] / row[below]) <= ROUNDED for row in rows)
        for above in others for below in others if above != below
    )  # fmt: skip


def _figure(table: Table, line: Line, at: int, form: Written, english: bool) -> Figure | None:
    column = table.columns[at]
    if form.percent:
        unit: HeadUnit | None = PER_CENT if form.percent == "%" else unit_named(form.percent)
    elif form.rest:
        unit = unit_named(form.rest)
    else:
        unit = _unit_of(table, line, column)
    if unit is None:
        return None
    whole_things, per_cent = unit.family == "noun" and unit.scale == 1, unit.family == "percent"
    numbers = [_number(_value(digits, column.dots, english, whole_things, per_cent), unit.scale, form.negative)
               for digits in (form.a, form.b) if digits]  # fmt: skip
    high = whole = NAN
    if form.b:
        if form.joint == "/":
            whole = abs(numbers[1])
            if not whole or unit.family == "percent":
                return None
        elif numbers[0] < numbers[1]:
            high = numbers[1]
        else:
            return None
    if unit.family not in headings.KINDS:
        return None
    start = line.row.cells[at].start
    return Figure(start + form.first, start + form.last, numbers[0], high, whole, unit, at, form.signed,
                  form.qualifier)  # fmt: skip


# --- The cells as a table ----------------------------------------------------------------------------------------


def find_cells(text: str) -> pd.DataFrame:
    """Every cell of the tables of a text that holds something, one row a cell, in text order.

    Columns: table, row, column (each from 1), start, end (offsets into `text`), text, row_head and column_head (the
    headings of a cell of figures, '' of others), unit as the headings print it, '' where none is known. Lines whose
    cells are parted by tabs are a table where at least two of them have one shape. Takes any str and raises nothing.

    >>> cells = find_cells("Đơn vị tính: triệu đồng\\nKhoản thu\\tDự toán 2023\\nThu khác\\t295")
    >>> cells.loc[cells["row_head"] != "", ["text", "row_head", "column_head", "unit"]].values.tolist()
    [['295', 'Thu khác', 'Dự toán 2023', 'triệu đồng']]
    """
    from viclaims.tables.schemas import COLUMNS, frame_of

    composed, offsets = to_read(text)
    rows = []
    for number, table in enumerate(read_tables(composed), start=1):
        for row_number, (line, figures) in enumerate(zip(table.lines, table.figures, strict=True), start=1):
            units = {figure.column: figure.unit.printed for figure in figures}
            for at, cell in enumerate(line.row.cells):
                if cell.start == cell.end:
                    continue
                start, end = back(offsets, *cell)
                headed = line.is_ == DATA and table.columns[at].holds not in (LABEL, ORDER, UNIT)
                rows.append({
                    "table": number, "row": row_number, "column": at + 1, "start": start, "end": end,
                    "text": text[start:end], "row_head": line.label_text if headed else "",
                    "column_head": table.columns[at].head if headed else "",
                    "unit": units.get(at, "") if table.understood else "",
                })  # fmt: skip
    return frame_of(rows, COLUMNS["cells"])


def unit_lines_of(tables: list[Table]) -> list[Cell]:
    """The lines beside tables that say nothing but their units, in text order."""
    return sorted(cell for table in tables for cell in table.unit_lines)


def stands_in(lines: list[Cell], start: int, end: int) -> bool:
    """Whether one of the sorted `lines` begins in a sentence."""
    at = bisect_left(lines, (start,))
    return at < len(lines) and lines[at].start < end
