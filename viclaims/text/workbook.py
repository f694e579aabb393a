"""Reads an Excel workbook (XLSX): the visible sheets as tables with titles, figures as Vietnamese print has them."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from viclaims.text.composing import Cell, Composer, is_value
from viclaims.text.files import ArticleError, Source
from viclaims.text.zipped import check_archive, refusing_damage

KIND = "Excel (XLSX)"
MOST_CELLS = 2_000_000  # of one workbook
MOST_JOINED = 200_000  # places of joined cells in one sheet: openpyxl makes a cell of each
_JOINED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref\s*=\s*[\"']([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})[\"']")
_GENERAL_DIGITS = 10  # significant ones, as Excel shows a number in a cell without a format
_FIRST_YEAR, _LAST_YEAR = 1900, 2100  # a number without a format is a year more often than an amount
# What a number format says beside the places of figures: "text", \x, [colour or condition], _x and *x for spacing.
_FORMAT_TOKEN = re.compile(r'"(?P<text>[^"]*)"|\\(?P<one>.)|\[\$(?P<sign>[^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].|(?P<rest>.)')


@dataclass(frozen=True)
class _Format:
    """One part of a number format: its figures' places, and what is printed before and behind."""

    before: str
    places: str
    behind: str

    @property
    def known(self) -> bool:
        return bool(self.places) and "/" not in self.places and "E" not in self.places.upper()


@lru_cache(maxsize=1000)
def _parts(code: str) -> tuple[_Format, ...]:
    """The parts of a format: for figures above zero, below, zero, and text."""
    found, before, places, behind = [], "", "", ""
    for token in _FORMAT_TOKEN.finditer(code + ";"):
        rest = token["rest"] or ""
        literal = token["text"] or token["one"] or token["sign"] or ""
        if rest == ";":
            found.append(_Format(before, places, behind))
            before = places = behind = ""
        elif rest and rest in "#0?.,/eE" and not (rest == "/" and not places):
            places += rest
        elif places:
            behind += literal or rest
        else:
            before += literal or rest
    return tuple(found)


def _grouped(number: Decimal, decimals: int, optional: int, group: bool) -> str:
    """`number` with a comma before its decimals and dots between thousands."""
    number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0
    whole, _, behind = f"{number:{',' if group else ''}.{decimals}f}".partition(".")
    while optional and behind.endswith("0"):
        behind, optional = behind[:-1], optional - 1
    return whole.replace(",", ".") + ("," + behind if behind else "")


def _general(number: Decimal) -> str:
    shown = Decimal(f"{number:.{_GENERAL_DIGITS}g}") if number != number.to_integral_value() else number
    decimals = max(0, -int(shown.as_tuple().exponent))
    year = decimals == 0 and _FIRST_YEAR <= number <= _LAST_YEAR
    return _grouped(shown, decimals, decimals, group=not year)


def figure(value: float, code: str) -> str:
    """A number as its cell shows it, in Vietnamese writing; a negative one always with a minus sign.

    >>> figure(12450, "#,##0"), figure(0.189, "0.0%"), figure(-3.5, "General"), figure(12450000, '#,##0, "nghìn"')
    ('12.450', '18,9%', '-3,5', '12.450 nghìn')
    """
    number = Decimal(repr(value))
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return ""
    parts = _parts(code)
    part = parts[0]
    if len(parts) > 2 and not number:
        part = parts[2]
        if not any(place in part.places for place in "#0"):  # "-"?? prints a dash for nothing
            return (part.before + part.behind).strip()
    elif len(parts) > 1 and number < 0 and parts[1].known:
        part = parts[1]
    if code == "@" or not part.known:
        return _general(number) if code != "@" else _general(number).replace(".", "")
    before, behind = (text.replace("(", "").replace(")", "") for text in (part.before, part.behind))
    whole, _, decimals = part.places.partition(".")
    scaled = len(part.places) - len(part.places.rstrip(","))
    number = number * 100 if "%" in behind or "%" in before else number.scaleb(-3 * scaled)
    decimals = decimals.rstrip(",")
    shown = _grouped(abs(number), len(decimals), sum(place != "0" for place in decimals), "," in whole.rstrip(","))
    minus = "-" if number < 0 and any(char in "123456789" for char in shown) else ""
    return f"{minus}{before.lstrip('-+ ')}{shown}{behind}".strip()


def date(value: dt.datetime | dt.date | dt.time | dt.timedelta, code: str) -> str:
    """A date or time as Vietnamese print has it, of a date what its format shows.

    >>> date(dt.datetime(2023, 12, 20), "yyyy-mm-dd"), date(dt.datetime(2023, 12, 1), "mmm-yy")
    ('20/12/2023', '12/2023')
    """
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    plain = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", code.lower())
    day = f"{value.day:02}/{value.month:02}/{value.year}"
    if "d" not in plain and "y" in plain and "h" not in plain:
        day = f"{value.month:02}/{value.year}" if "m" in plain else str(value.year)
    clock = isinstance(value, dt.datetime) and "h" in plain and (value.hour or value.minute)
    return f"{day} {value:%H:%M}" if clock else day


def shown(value: Any, code: str) -> str:
    """What a cell shows; '' for an error and for a formula whose value was not saved."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return figure(value, code)
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return date(value, code)
    return str(value)


class _Sheet:
    """The visible cells of a sheet with something in them, their rows and columns counted without hidden ones."""

    def __init__(self, sheet: Any):
        from openpyxl.utils import column_index_from_string

        hidden_rows = {row for row, look in sheet.row_dimensions.items() if look.hidden}
        hidden_columns: set[int] = set()
        for letters, look in sheet.column_dimensions.items():
            if look.hidden:
                first = look.min or column_index_from_string(letters)
                hidden_columns.update(range(first, min(look.max or first, 16_384) + 1))
        joined = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
        # Only the cells that are there: asking openpyxl for an area makes every empty cell in it.
        held = sheet._cells
        rows = _Counted(hidden_rows, max((row for row, _ in held), default=0))
        columns = _Counted(hidden_columns, max((column for _, column in held), default=0))
        self.cells = []
        for (row, column), cell in sorted(held.items()):
            if cell.value is None or cell.data_type == "e":
                continue
            text = shown(cell.value, cell.number_format or "General")
            area = joined.get((row, column))
            last_row, last_column = (area.max_row, area.max_col) if area else (row, column)
            height = rows.until(last_row) - rows.until(row - 1)
            width = columns.until(last_column) - columns.until(column - 1)
            if text.strip() and height and width:
                top, left = rows.until(row - 1), columns.until(column - 1)
                self.cells.append(Cell(text, top, left, height, width))

    def tables(self) -> Iterator[list[Cell]]:
        """The cells parted where a row stays empty, but rows of figures without a head belong to the table above."""
        block: list[Cell] = []
        parts: list[list[Cell]] = []
        reached = -1
        for cell in self.cells:
            if cell.row > reached + 1 and block:
                parts.append(block)
                block = []
            block.append(cell)
            reached = max(reached, cell.row + cell.height - 1)
        if block:
            parts.append(block)
        table: list[Cell] = []
        for part in parts:
            first = [cell for cell in part if cell.row == part[0].row]
            if table and not (len(first) > 1 and any(is_value(cell.text) for cell in first)):
                yield table
                table = []
            table = table + part
        if table:
            yield table


class _Counted:
    """How many rows (or columns) up to a given one are visible."""

    def __init__(self, hidden: set[int], last: int):
        self._before = [0]
        for number in range(1, last + 1):
            self._before.append(self._before[-1] + (number not in hidden))

    def until(self, number: int) -> int:
        return self._before[min(number, len(self._before) - 1)]


def _refuse_bounds(data: bytes, name: str) -> None:
    """ArticleError for more cells than can be read, written or joined: the library would make them all."""
    from openpyxl.utils.cell import coordinate_to_tuple

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        cells = 0
        for part in archive.infolist():
            if "/worksheets/" not in part.filename or not part.filename.endswith(".xml"):
                continue
            content = archive.read(part)
            cells += content.count(b"<c ") + content.count(b":c ")
            places = 0
            for first, last in _JOINED.findall(content):
                (top, left), (bottom, right) = (coordinate_to_tuple(corner.decode()) for corner in (first, last))
                places += (bottom - top + 1) * (right - left + 1)
            if cells > MOST_CELLS or places > MOST_JOINED:
                raise ArticleError(
                    f"{name}: the workbook has too many cells, or joins too many into one; "
                    "keep the sheets that are needed and save it again."
                )


def read_workbook(data: bytes, name: str) -> Source:
    """The text of an XLSX file: the visible sheets in their order, each as its titles, tables and notes.

    Formulas stand as the values that were saved with them; hidden sheets, rows and columns are left out; nothing
    outside the file is followed, no macro runs. ArticleError, one sentence, for a file that is damaged, locked, too
    large or holds no text.
    """
    check_archive(data, name, "XLSX", "xl/")
    composer = Composer(name)
    with refusing_damage(name, "XLSX"):
        import warnings

        import openpyxl

        _refuse_bounds(data, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl cannot write back, and nothing is written
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                for table in _Sheet(sheet).tables():
                    composer.table(table)
    return composer.source(KIND)
