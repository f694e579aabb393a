"""Where tables stand in a text: runs of lines whose cells are parted by tabs, of one shape.

A table stands in a text as one line a row. Nothing here looks at what the cells say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

_LINE = re.compile("[^\n\r\v\f\x85\u2028\u2029]+")
# What is alone in a cell of figures: a line of several words between two rows of them is a heading of rows.
_FIGURE = re.compile(r"[(+−–-]?[0-9][0-9.,  ]*%?\)?")
_ORDINAL = re.compile(r"\(?(?:[0-9]{1,3}(?:\.[0-9]{1,2})*|[A-Za-zĐđ]|[IVX]{1,5})[.)]?|[-+*•–]|")
MOST_ROW_WORDS = 20  # of a line without cells between two rows
FEWEST_ROWS = 2


class Cell(NamedTuple):
    """A stretch of the text without the white space at its ends; start == end where the cell is empty."""

    start: int
    end: int


class Row(NamedTuple):
    """A line of a table: its place and its cells, fewer than the table is wide where empty ones were left out."""

    start: int
    end: int
    cells: tuple[Cell, ...]


class Grid(NamedTuple):
    """A table: its rows from the first to the last line, and how many cells its widest row has."""

    rows: tuple[Row, ...]
    width: int

    @property
    def start(self) -> int:
        return self.rows[0].start

    @property
    def end(self) -> int:
        return self.rows[-1].end


def find_grids(text: str) -> list[Grid]:
    """The tables of a text in its order; linear in its length.

    At least two rows that follow each other have several cells that hold something, and no row has more cells than
    most have. A single line of a few words between two rows of figures is a row of one cell.

    >>> [[len(row.cells) for row in grid.rows] for grid in find_grids("Xã\\tHộ\\nAn Bình\\t420\\n\\nHết.")]
    [[2, 2]]
    """
    return [grid for run in _runs(text) if (grid := _grid(text, run)) is not None] if "\t" in text else []


def _runs(text: str) -> Iterable[list[Row]]:
    """Rows in lines that follow each other, a line without cells among them where it heads rows."""
    run: list[Row] = []
    bare: Row | None = None  # a line without cells behind the last row, which may head the rows that follow
    for found in _LINE.finditer(text):
        row = _row(text, *found.span())
        last = bare or (run[-1] if run else None)
        if run and last and not _adjoins(text, last.end, row.start):
            yield run
            run, bare = [], None
        if len(row.cells) > 1:
            if bare and len(row.cells) == len(run[-1].cells) and _holds_figures(text, row):
                run.append(bare)
            elif bare:
                yield run
                run = []
            run.append(row)
            bare = None
        elif run and bare is None and len(text[row.start : row.end].split()) <= MOST_ROW_WORDS:
            bare = row
        elif run:
            yield run
            run, bare = [], None
    if run:
        yield run


def _row(text: str, start: int, end: int) -> Row:
    cells = []
    at = start
    while True:
        tab = text.find("\t", at, end)
        stop = end if tab < 0 else tab
        piece = text[at:stop]
        inner = piece.strip()
        first = at + (len(piece) - len(piece.lstrip()) if inner else 0)
        cells.append(Cell(first, first + len(inner)))
        if tab < 0:
            return Row(start, end, tuple(cells))
        at = tab + 1


def _adjoins(text: str, end: int, start: int) -> bool:
    """Whether nothing but one line break stands between two lines."""
    return text[end:start] in ("\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")


def _holds_figures(text: str, row: Row) -> bool:
    return any(_FIGURE.fullmatch(text, *cell) for cell in row.cells[1:])


def _filled(row: Row) -> int:
    return sum(cell.start < cell.end for cell in row.cells)


def _is_list(text: str, run: list[Row]) -> bool:
    """Whether each line is one text behind a bullet or a number of a list, with a tab between them."""
    return all(
        _ORDINAL.fullmatch(text, *row.cells[0]) is not None and _filled(row) < 3 for row in run if len(row.cells) > 1
    )


def _grid(text: str, run: list[Row]) -> Grid | None:
    """The run as a table, None where its lines have no one shape: prose may hold tabs too."""
    sizes: dict[int, int] = {}
    for row in run:
        size = len(row.cells)
        sizes[size] = sizes.get(size, 0) + 1
    width = max(sizes)
    several = sum(_filled(row) > 1 for row in run)
    if (
        several < FEWEST_ROWS
        or _is_list(text, run)
        or sizes[width] * 2 < sum(count for size, count in sizes.items() if size > 1)
    ):
        return None
    return Grid(tuple(run), width)


def inside(grids: list[Grid]) -> _Inside:
    """A way to ask whether an offset stands in one of the tables."""
    return _Inside(grids)


class _Inside:
    def __init__(self, grids: list[Grid]):
        self._starts = [grid.start for grid in grids]
        self._ends = [grid.end for grid in grids]

    def __call__(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]
