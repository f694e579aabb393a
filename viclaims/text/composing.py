"""The text that a reader of documents composes: paragraphs parted by blank lines, tables as lines with tabs.

The readers of Word, Excel and PDF hand over paragraphs and cells; how these stand in the text is settled here, once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from viclaims.text.files import ArticleError, Source, refuse_legacy
from viclaims.text.raised import written_raised

MOST_PLACES = 2_000_000  # rows times columns of one table
MOST_CHARACTERS = 8_000_000  # of one text, some 3,000 pages
MOST_HEAD_ROWS = 5
_NOT_SHOWN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\xad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_VALUE = re.compile(r"[-+−–~≈<>≤≥(]*\s*\d[\d., /]*[%‰]?\)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTE = re.compile(r"(\d{1,3})[ .)]\s*(?=[^\W\d_])")
_LONG_NOTE = 40  # characters; a row's heading without figures is shorter


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text, the row and column of its first place, and over how many it reaches."""

    text: str
    row: int
    column: int
    height: int = 1
    width: int = 1


def plain(text: str) -> str:
    """`text` in NFC on one line: white space of any kind is one space, characters that do not show are dropped.

    >>> plain(" Tổng\\tthu\\u00a0ngân\\n sách ")
    'Tổng thu ngân sách'
    """
    return " ".join(_NOT_SHOWN.sub("", unicodedata.normalize("NFC", text)).split())


def is_value(text: str) -> bool:
    """Whether a cell holds nothing but a figure; a year heads a column more often than it is one.

    >>> [is_value(text) for text in ("9.817,5", "(118,9%)", "1. Thu từ đất", "2023", "")]
    [True, True, False, False, False]
    """
    return _VALUE.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


def raised(before: str, mark: str) -> str:
    """What raised characters behind `before` are in the text: '' for a footnote's mark.

    >>> raised("hiến 4.600 m", "2"), raised("gần 0,9 tỷ đồng", "1"), raised("9,8", "(2)"), raised("", "1")
    ('²', '', '', '1 ')
    """
    written = written_raised(mark.strip(), before, "")
    return mark if written is None else written


class _Table:
    """The cells of one table that hold something, by row, and the rows that are its head."""

    def __init__(self, cells: Iterable[Cell], name: str):
        held = [cell for cell in cells if cell.text]
        rows = max((cell.row + cell.height for cell in held), default=0)
        columns = max((cell.column + cell.width for cell in held), default=0)
        if rows * columns > MOST_PLACES:
            raise ArticleError(
                f"{name}: a table reaches over {rows:,} rows and {columns:,} columns, too many to read; "
                "keep the part that is needed and save the file again."
            )
        self.left = min((cell.column for cell in held), default=0)
        self.width = columns - self.left
        self.rows: list[list[Cell]] = [[] for _ in range(rows)]
        for cell in held:
            self.rows[cell.row].append(cell)

    def has_values(self, row: int) -> bool:
        return any(is_value(cell.text) for cell in self.rows[row])

    def _stands_alone(self, row: int) -> bool:
        """A row of one cell that heads no columns: it reaches over all of them, begins the row or is narrow."""
        if len(self.rows[row]) != 1:
            return False
        cell = self.rows[row][0]
        narrow = cell.width == 1 or cell.column == self.left
        return cell.height == 1 and not is_value(cell.text) and (narrow or cell.width == self.width)

    def first_row(self) -> int:
        """Where the table begins: below its title lines and below a letterhead above them.

        The head is the first row of three cells or more; with fewer, the last row above the figures that does not
        stand alone, for a row that stands alone right above figures is the heading of a group.
        """
        full = range(len(self.rows))
        figures = next((row for row in full if self.has_values(row)), None)
        above = range(len(self.rows) if figures is None else figures)
        shared = [row for row in above if len(self.rows[row]) > 1]
        wide = [row for row in shared if len(self.rows[row]) > 2]
        head = (wide or (shared[:1] if figures is None else shared[-1:]) or [figures or 0])[0]
        first = max((row + 1 for row in range(head) if self._stands_alone(row)), default=0)
        while first < len(self.rows) and not self.rows[first]:
            first += 1
        return first

    def last_row(self, first: int) -> int:
        """Where the table ends above its notes: rows of one cell that is a sentence or reaches over all columns."""
        last = len(self.rows)
        while last > first and (not self.rows[last - 1] or self._is_note(last - 1)):
            last -= 1
        return last

    def _is_note(self, row: int) -> bool:
        cell = self.rows[row][0]
        wide = cell.width == self.width > 1 or len(cell.text) > _LONG_NOTE
        return self._stands_alone(row) and cell.column == self.left and wide

    def head_end(self, first: int, last: int) -> int:
        """Row below the head: the first row, the rows its cells reach down to, and those that part its wide cells."""
        end, row = first + 1, first
        while row < end < last and end - first < MOST_HEAD_ROWS:
            for cell in self.rows[row]:
                end = max(end, cell.row + cell.height)
                if 1 < cell.width < self.width and row + 1 < last and not self.has_values(row + 1):
                    end = max(end, row + 2)
            row += 1
        return min(end, last, first + MOST_HEAD_ROWS)

    def lines(self, first: int, last: int) -> list[tuple[int, str]]:
        """The rows that hold something, each with its line.

        A joined cell is repeated in the head, and down the rows if it is no figure.
        """
        head = self.head_end(first, last)
        grid = [[""] * self.width for _ in range(last - first)]
        for row in range(first, last):
            for cell in self.rows[row]:
                down = cell.height if row < head or not is_value(cell.text) else 1
                across = cell.width if row < head else 1
                for place in range(row, min(row + down, last)):
                    begin = cell.column - self.left
                    grid[place - first][begin : begin + across] = [cell.text] * across
        return [(first + place, "\t".join(line)) for place, line in enumerate(grid) if any(line)]


class Composer:
    """Puts a text together and keeps where its pages begin and what role a stretch has."""

    def __init__(self, name: str):
        self.name = name
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[int] = []
        self._roles: list[tuple[int, int, str]] = []
        self._marks: list[str] = []  # of footnotes, in the order of the text, whose notes have not come yet

    def begin_page(self) -> None:
        self._pages.append(self._length)

    def paragraph(self, text: str, role: str = "") -> None:
        """A paragraph of its own, if anything of `text` shows."""
        line = plain(text)
        opening = _NOTE.match(line)
        if opening and opening[1] in self._marks and line[opening.end()].isupper() and role in ("", "note"):
            self.note(opening[1], line[opening.end() :])
        elif line:
            self._add(line, role)

    def mark(self, mark: str) -> None:
        """A footnote's mark that was left out of the text: a later line that begins with it is the note."""
        self._marks.append(mark.strip(" ()[],;*"))

    def note(self, mark: str, text: str) -> None:
        """A footnote, its mark in brackets so that it counts nothing."""
        if mark in self._marks:
            self._marks.remove(mark)
        self._add(f"[{mark}] {plain(text)}", "note")

    def table(self, cells: Iterable[Cell], pages: Iterable[int] = ()) -> None:
        """A table with its title lines before it and its notes behind; `pages` are rows that begin a new page.

        A single row or column tells nothing by its place: its cells are paragraphs, as in a letterhead.
        """
        shown = [Cell(plain(cell.text), cell.row, cell.column, cell.height, cell.width) for cell in cells]
        table = _Table(shown, self.name)
        first = table.first_row()
        last = table.last_row(first)
        for row in table.rows[:first]:
            self._loose(row)
        filled = [row for row in range(first, last) if table.rows[row]]
        columns = {cell.column for row in filled for cell in table.rows[row]}
        if len(columns) > 1 and (len(filled) > 1 or any(map(table.has_values, filled))):
            self._rows(table.lines(first, last), list(pages))
        else:
            for place in filled:
                self._loose(table.rows[place])
            self._pages += [self._length for _ in pages]
        for row in table.rows[last:]:
            self._loose(row)

    def _rows(self, lines: list[tuple[int, str]], pages: list[int]) -> None:
        begin = self._length
        for row, line in lines:
            while pages and pages[0] <= row:
                self._pages.append(begin)
                pages.pop(0)
            begin += len(line) + 1
        self._add("\n".join(line for _, line in lines), "table")
        self._pages += [self._length] * len(pages)

    def _loose(self, cells: list[Cell]) -> None:
        for cell in sorted(cells, key=lambda cell: cell.column):
            self._add(cell.text, "")

    def _add(self, text: str, role: str) -> None:
        if self._length + len(text) > MOST_CHARACTERS:
            raise ArticleError(f"{self.name}: the text is longer than {MOST_CHARACTERS:,} characters; part the file.")
        if role:
            self._roles.append((self._length, self._length + len(text), role))
        self._parts.append(text)
        self._length += len(text) + 2

    def source(self, kind: str, title: str = "", published: str = "") -> Source:
        """The Source of what was added; ArticleError if that is nothing."""
        if not self._parts:
            raise ArticleError(f"{self.name}: no text was found in the file; save the article's text in it.")
        text = "\n\n".join(self._parts) + "\n"
        refuse_legacy(text, self.name)
        pages = tuple(min(page, len(text)) for page in self._pages)
        return Source(text, kind, plain(title), published, pages=pages, roles=tuple(self._roles))
