"""From the glyphs of a printed page to its lines in reading order and its tables.

Lengths are in points, from the left and from the top of the page; an em is the size of the letters at hand.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median

from viclaims.text.composing import Cell, is_value, plain, raised

_IN_FIGURE = frozenset("0123456789.,")
# Gaps between glyphs, in ems: a typed space that takes no room is none inside a figure, and kerning is no space.
_REAL_SPACE, _SPACE, _SPACE_IN_FIGURE = 0.1, 0.18, 0.25
# Ems between two pieces of a line that may belong to different columns; the heads of columns may stand closer.
_SEGMENT, _HEAD_SEGMENT = 0.8, 0.5
_SAME_LINE = 0.3  # ems between the feet of glyphs on one line
_SMALLER = 0.9  # of the size of the letters beside it: a raised mark
_HEADING_GAP = 0.8  # ems above a heading
_BLOCK_GAP = 2.5  # ems between lines that belong together
_DEEPEST_COLUMNS = 4
_MOST_LINES, _MOST_GUTTERS = 1_000, 300  # of a page, looked at for columns
_MOST_CELL_WORDS = 5  # on a line of a cell among figures
_NARROWEST_COLUMN = 80.0
_LEAST_GUTTER = 8.0
_SNAP = 3.0  # points between two rules that are one


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character, or a typed space."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool

    @property
    def blank(self) -> bool:
        return self.text.isspace()


class Line:
    """Glyphs that stand side by side, some raised: their text, its footnotes' marks and how it is set."""

    __slots__ = ("bold", "bottom", "glyphs", "marks", "size", "table", "text", "top", "x0", "x1")

    def __init__(self, glyphs: Sequence[tuple[Glyph, bool]], table: Table | None = None):
        self.table = table  # a table with rules that this line holds the place of
        self.glyphs = sorted(glyphs, key=lambda one: (one[0].x0, one[0].x1))
        shown = [glyph for glyph, up in self.glyphs if not glyph.blank and not up]
        shown = shown or [glyph for glyph, _ in self.glyphs]
        self.x0, self.x1 = (
            min(glyph.x0 for glyph in shown),
            max(glyph.x1 for glyph, _ in self.glyphs if not glyph.blank),
        )
        self.top, self.bottom = min(glyph.top for glyph in shown), max(glyph.bottom for glyph in shown)
        self.size = Counter(round(glyph.size, 1) for glyph in shown).most_common(1)[0][0]
        self.bold = sum(glyph.bold for glyph in shown) * 2 > len(shown)
        self.text, self.marks = _text_of(self.glyphs)

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    def segments(self, least: float = _SEGMENT) -> list[Line]:
        """The line parted where a gap is wide enough, in ems, to stand between two columns."""
        parts: list[list[tuple[Glyph, bool]]] = [[]]
        reached = None
        for glyph, up in self.glyphs:
            if not glyph.blank:
                if reached is not None and glyph.x0 - reached > least * self.size:
                    parts.append([])
                reached = glyph.x1 if reached is None else max(reached, glyph.x1)
            parts[-1].append((glyph, up))
        return [self] if len(parts) == 1 else [Line(part) for part in parts]


def _text_of(glyphs: Sequence[tuple[Glyph, bool]]) -> tuple[str, list[str]]:
    """The text of sorted glyphs with its spaces, without the marks of footnotes, and these marks."""
    letters = [glyph for glyph, up in glyphs if not up and not glyph.blank]
    gaps = [second.x0 - first.x1 for first, second in pairwise(letters)]
    # Letters spaced out for show have a gap behind each; only a wider one is a space then.
    spread = median(gaps) if len(gaps) > 4 and not any(glyph.blank for glyph, _ in glyphs) else 0.0
    written: list[str] = []
    tail, mark = "", ""
    marks: list[str] = []
    last: Glyph | None = None
    typed = False

    def add(piece: str) -> None:
        nonlocal tail
        written.append(piece)
        tail = (tail + piece)[-20:]

    def settle() -> None:
        nonlocal mark
        if not mark:
            return
        kept = raised(tail, mark)
        if not kept:
            marks.append(mark)
        add(kept)
        mark = ""

    for glyph, up in glyphs:
        if glyph.blank:
            typed = True
            continue
        if up:
            mark += glyph.text
            last, typed = glyph, False
            continue
        before = tail
        settle()
        spaced = last is not None and _parted(last, glyph, typed, 1.5 * spread)
        if spaced and before.strip() and not tail.endswith(" "):
            add(" ")
        add(glyph.text)
        last, typed = glyph, False
    settle()
    return plain("".join(written)), [mark.strip(" ()[],;*") for mark in marks]


def _parted(left: Glyph, right: Glyph, typed: bool, spread: float) -> bool:
    """Whether a space stands between two glyphs that follow each other."""
    gap, em = right.x0 - left.x1, min(left.size, right.size)
    if left.text[-1:] in _IN_FIGURE and right.text[:1] in _IN_FIGURE:
        return gap > max((_REAL_SPACE if typed else _SPACE_IN_FIGURE) * em, spread)
    return typed or gap > max(_SPACE * em, spread)


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of glyphs from top to bottom, raised ones on the line that they belong to."""
    rows: list[list[Glyph]] = []
    foot = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.bottom, glyph.x0)):
        if rows and glyph.bottom - foot <= _SAME_LINE * glyph.size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            foot = glyph.bottom
    rows = [row for row in rows if not all(glyph.blank for glyph in row)]
    built: list[list[tuple[Glyph, bool]]] = [[(glyph, False) for glyph in row] for row in rows]
    largest = [max(glyph.size for glyph in row) for row in rows]
    for place, row in enumerate(rows):
        around = range(max(0, place - 2), min(len(rows), place + 4))
        near = [at for at in around if at != place and min(glyph.size for glyph in row) <= _SMALLER * largest[at]]
        for group in _groups(row) if near else ():
            home = next((other for other in near if _belongs(group, rows[other])), None)
            if home is not None:
                moved = set(map(id, group))
                built[place] = [one for one in built[place] if id(one[0]) not in moved]
                up = max(glyph.bottom for glyph in group) < median(glyph.bottom for glyph in rows[home]) - 0.5
                built[home] += [(glyph, up) for glyph in group]
    lines = [Line(row) for row in built if any(not glyph.blank for glyph, _ in row)]
    return sorted(lines, key=lambda line: (line.bottom, line.x0))


def _groups(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """Runs of a few glyphs that stand close together; a raised mark is never longer."""
    groups: list[list[Glyph]] = []
    for glyph in sorted((glyph for glyph in row if not glyph.blank), key=attrgetter("x0")):
        if groups and glyph.x0 - groups[-1][-1].x1 < 0.3 * glyph.size:
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return [group for group in groups if len(group) <= 5]


def _belongs(group: Sequence[Glyph], row: Sequence[Glyph]) -> bool:
    """Whether small glyphs stand at the side of larger ones, at a height between their heads and feet."""
    size = max(glyph.size for glyph in group)
    low, left, right = group[0].bottom, group[0].x0, group[-1].x1
    for glyph in row:
        if glyph.blank or size > _SMALLER * glyph.size:
            continue
        em = glyph.size
        beside = abs(left - glyph.x1) < 0.35 * em or abs(glyph.x0 - right) < 0.35 * em
        if beside and glyph.top - 0.3 * em < low < glyph.bottom + 0.3 * em:
            return True
    return False


# ------------------------------------------------------------------------------------------------ tables


@dataclass
class Table:
    """A table of a page: its cells and the edges of its columns."""

    top: float
    bottom: float
    x0: float
    x1: float
    cells: list[Cell]
    edges: tuple[float, ...]
    marks: list[str]
    pages: tuple[int, ...] = ()  # rows that begin a further page


def _snapped(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SNAP:
            edges.append(value)
    return edges


def ruled_table(boxes: Sequence[tuple[float, float, float, float]], glyphs: Sequence[Glyph]) -> Table | None:
    """The table whose cells are `boxes` (x0, top, x1, bottom), None where they are only a frame around text."""
    xs = _snapped(x for box in boxes for x in (box[0], box[2]))
    ys = _snapped(y for box in boxes for y in (box[1], box[3]))
    if len(xs) < 3 or len(ys) < 3 or len(boxes) < 4:
        return None
    spans: list[tuple[int, int, int, int]] = []
    owner: dict[tuple[int, int], int] = {}
    for x0, top, x1, bottom in boxes:
        left, right = bisect_right(xs, x0 + _SNAP) - 1, bisect_right(xs, x1 + _SNAP) - 1
        first, last = bisect_right(ys, top + _SNAP) - 1, bisect_right(ys, bottom + _SNAP) - 1
        if left < right and first < last:
            for row in range(first, last):
                for column in range(left, right):
                    owner.setdefault((row, column), len(spans))
            spans.append((first, left, last - first, right - left))
    inside: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        row = bisect_right(ys, (glyph.top + glyph.bottom) / 2) - 1
        column = bisect_right(xs, (glyph.x0 + glyph.x1) / 2) - 1
        row, column = min(max(row, 0), len(ys) - 2), min(max(column, 0), len(xs) - 2)
        if (row, column) not in owner:
            owner[row, column] = len(spans)
            spans.append((row, column, 1, 1))
        inside.setdefault(owner[row, column], []).append(glyph)
    cells, marks = [], []
    for place, held in inside.items():
        lines = lines_of(held)
        marks += [mark for line in lines for mark in line.marks]
        row, column, height, width = spans[place]
        cells.append(Cell(joined(line.text for line in lines), row, column, height, width))
    return Table(ys[0], ys[-1], xs[0], xs[-1], cells, tuple(xs), marks)


def joined(texts: Iterable[str]) -> str:
    """Lines as running text: a word parted at its line's end is whole again, a dash that is printed stays.

    >>> joined(["kinh tế - xã", "hội năm 2021-", "2025"]), joined(["phát tri\\u00ad", "ển"])
    ('kinh tế - xã hội năm 2021-2025', 'phát triển')
    """
    written = ""
    for text in texts:
        if written.endswith("\u00ad"):
            written = written[:-1] + text
        elif re.search(r"\w[-–/]\Z", written):
            written += text
        else:
            written = f"{written} {text}" if written else text
    return written


# --------------------------------------------------------------------------------- columns, aligned tables


def _union(spans: Iterable[tuple[float, float]], gutter: float = _LEAST_GUTTER) -> list[tuple[float, float]]:
    """Stretches joined where less than a gutter is between them."""
    whole: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if whole and left - whole[-1][1] < gutter:
            whole[-1] = (whole[-1][0], max(whole[-1][1], right))
        else:
            whole.append((left, right))
    return whole


def _whole(parts: Iterable[Line]) -> Line:
    """Pieces of one line put together again."""
    held = list(parts)
    return held[0] if len(held) == 1 else Line([one for part in held for one in part.glyphs])


def place_of(table: Table, size: float) -> Line:
    """A line that stands where a table does."""
    return Line([(Glyph("\ufffc", table.x0, table.x1, table.top, table.bottom, size, False), False)], table)


def in_reading_order(lines: Sequence[Line], column: str = "", depth: int = 0) -> list[tuple[Line | Table, str]]:
    """The lines of a page one column after the other, each with a name of its column; tables without rules as such."""
    rows = [line.segments() for line in lines]
    ordered: list[tuple[Line | Table, str]] = []
    place = 0
    for first, last in _aligned(rows):
        table = _Aligned(rows, first, last)
        begin = table.begin(place)
        if table.holds_text(begin):
            continue
        ordered += _by_column(rows[place:begin], column, depth)
        ordered.append((table.table(begin), column))
        place = table.last
    return ordered + _by_column(rows[place:], column, depth)


def _by_column(rows: Sequence[list[Line]], column: str, depth: int) -> list[tuple[Line | Table, str]]:
    """Where text stands side by side, what is above it comes first, then the left, the right and what is below."""
    beside = _side_by_side(rows) if depth < _DEEPEST_COLUMNS else None
    if beside is None:
        pieces = map(_whole, rows)
        return [(piece.table or piece, column) for piece in pieces]
    first, last, gutter = beside
    left = [_whole(part) for row in rows[first:last] if (part := [one for one in row if one.x0 <= gutter])]
    right = [_whole(part) for row in rows[first:last] if (part := [one for one in row if one.x0 > gutter])]
    name = f"{column}/{round(gutter / 20)}"
    return [
        *_by_column(rows[:first], column, depth),
        *in_reading_order(left, f"{name}l", depth + 1),
        *in_reading_order(right, f"{name}r", depth + 1),
        *_by_column(rows[last:], column, depth),
    ]


def _side_by_side(rows: Sequence[list[Line]]) -> tuple[int, int, float] | None:
    """(first row, row behind the last, gutter) where most lines of running text stand side by side, if they do."""
    edges = Counter(math.ceil(part.x1) + _LEAST_GUTTER / 2 for row in rows for part in row)
    if len(rows) > _MOST_LINES:
        return None
    best, most = None, 1
    for gutter in sorted(gutter for gutter, _ in edges.most_common(_MOST_GUTTERS)):
        first = 0
        for place in range(len(rows) + 1):
            if place < len(rows) and not _crosses(rows[place], gutter):
                continue
            held = _lines_each_side(rows[first:place], gutter)
            if held > most:
                best, most = (first, place, gutter), held
            first = place + 1
    return best and (best[0], _end_of_columns(rows, *best), best[2])


def _end_of_columns(rows: Sequence[list[Line]], first: int, last: int, gutter: float) -> int:
    """The end of columns without a heading that stands below both and apart, at the left as it happens."""
    right = max(part.bottom for row in rows[first:last] for part in row if part.x0 > gutter)
    while last - first > 2:
        row, above = rows[last - 1], max(part.bottom for row in rows[first : last - 1] for part in row)
        if row[-1].x0 > gutter or row[0].top < right or row[0].top - above < _HEADING_GAP * row[0].size:
            break
        last -= 1
    return last


def _crosses(row: Sequence[Line], gutter: float) -> bool:
    reach = _LEAST_GUTTER / 2
    return any(part.x0 < gutter + reach and part.x1 > gutter - reach + 1 for part in row)


def _lines_each_side(rows: Sequence[Sequence[Line]], gutter: float) -> int:
    """How many lines stand on the emptier side; none where a side is too narrow for text or has aligned figures."""
    sides: tuple[list[Line], list[Line]] = ([], [])
    for row in rows:
        for part in row:
            sides[part.x0 > gutter].append(part)
    for side in sides:
        if not side or max(part.x1 for part in side) - min(part.x0 for part in side) < _NARROWEST_COLUMN:
            return 0
        if sum(is_value(part.text) for part in side) * 4 > len(side):
            return 0
    return min(map(len, sides))


def _has_figures(row: Sequence[Line]) -> bool:
    return len(row) > 1 and any(is_value(part.text) for part in row) and not _is_stretched(row)


def _is_stretched(row: Sequence[Line]) -> bool:
    """Whether words, not figures, stand equally far apart: a line of text that was spread to the full width."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(row)]
    equal = [place for place, (one, next_one) in enumerate(pairwise(gaps)) if abs(one - next_one) < _SNAP / 3]
    words = [place for place in equal if sum(is_value(part.text) for part in row[place : place + 3]) < 2]
    return len(words) > 1


def _aligned(rows: Sequence[list[Line]]) -> Iterator[tuple[int, int]]:
    """Where rows of figures follow each other and leave the same stretches empty: (first, row behind the last)."""
    first = last = -1
    filled: list[tuple[float, float]] = []
    for place, row in enumerate(rows):
        spans = [(part.x0, part.x1) for part in row]
        if first >= 0:
            above = rows[place - 1][0]
            far = row[0].top - above.bottom > _BLOCK_GAP * max(row[0].size, above.size)
            wider = _union([*filled, *spans])
            if far or row[0].table or len(wider) < 2 or (_has_figures(row) and len(wider) < len(filled) - 1):
                if last > first:
                    yield first, last + 1
                first = -1
            else:
                filled = wider
                last = place if _has_figures(row) else last
        if first < 0 and _has_figures(row):
            first = last = place
            filled = _union(spans)
    if last > first >= 0:
        yield first, last + 1


class _Aligned:
    """A table without rules: rows of figures from `first` to before `last`, heads above and ends of cells below."""

    def __init__(self, rows: Sequence[list[Line]], first: int, last: int):
        self.rows, self.first, self.last = list(rows), first, last
        steps = [self._step(place) for place in range(first + 1, last)]
        self.least, self.usual = min(steps), median(steps)
        figures = [row for row in rows[first:last] if _has_figures(row)]
        self.columns = _union((part.x0, part.x1) for row in figures for part in row)
        self._widen(rows[first:last])
        while self.last < len(rows) and self._goes_on(self.last):
            self.last += 1

    def _step(self, place: int) -> float:
        return self.rows[place][0].bottom - self.rows[place - 1][0].bottom

    def begin(self, above: int) -> int:
        """The first row of the head: pieces close above the figures that do not reach over all columns as text does."""
        begin = self.first
        left, right = self.columns[0][0], self.columns[-1][1]
        while begin > above and self.first - begin < 6:
            row = self._head_row(begin - 1)
            em = row[0].size
            near = self.rows[begin][0].top - row[0].bottom < 0.9 * em
            inside = all(part.x0 > left - 3 * em and part.x1 < right + 3 * em for part in row)
            wide = any(part.x1 - part.x0 > 0.6 * (right - left) for part in row)
            lone = len(row) == 1 and (row[0].x0 < self.columns[0][1] or ":" in row[0].text)
            if lone and row[0].x0 < self.columns[0][1] and begin == self.first and self._overlaps(begin):
                begin -= 1  # the upper line of the first row's heading
                continue
            if (
                row[0].table
                or not near
                or not inside
                or wide
                or lone
                or any(part.text.endswith((".", ";")) for part in row)
            ):
                break
            begin -= 1
            self.rows[begin] = row
        return begin

    def _head_row(self, place: int) -> list[Line]:
        """A row above the figures, parted finely if its pieces then are as many as the columns."""
        fine = _whole(self.rows[place]).segments(_HEAD_SEGMENT)
        return fine if len(fine) == len(self.columns) else self.rows[place]

    def holds_text(self, begin: int) -> bool:
        """Whether running text stands in it behind the first column: then its figures stand beside text by chance."""
        rows = self.rows[begin : self.last]
        beside = (
            any(self._reach(part)[0] > 1 and len(part.text.split()) > _MOST_CELL_WORDS for part in row) for row in rows
        )
        return sum(beside) * 2 > len(rows)

    def _overlaps(self, place: int) -> bool:
        """Whether a row is closer to the one above than lines of text can be: both are of one row of cells."""
        return self._step(place) < 0.85 * self.rows[place][0].size

    def _reach(self, part: Line) -> tuple[int, int]:
        """First column that a piece of a line stands in, and the one behind its last."""
        over = [at for at, (left, right) in enumerate(self.columns) if part.x0 < right and part.x1 > left]
        if not over:
            near = min(range(len(self.columns)), key=lambda at: min(abs(part.middle - x) for x in self.columns[at]))
            over = [near]
        return over[0], over[-1] + 1

    def _goes_on(self, place: int) -> bool:
        """Whether a row without figures only ends cells of the row above: each piece stands below another."""
        row = self.rows[place]
        if row[0].table or _has_figures(row) or len(row) > 2 or any(is_value(part.text) for part in row):
            return False
        if self._overlaps(place):
            return True
        small = all(part.text[:1].islower() for part in row)
        close = self._step(place) < 1.25 * self.least and (small or self._step(place) < 0.85 * self.usual)
        taken = {self._reach(part)[0] for part in self.rows[place - 1]}
        own = any(re.match(r"[\d\W]|[IVX]+\.", part.text) for part in row)
        return close and not own and all(self._reach(part)[0] in taken for part in row)

    def _leads(self, place: int) -> bool:
        """Whether a row without figures is the beginning of cells of the row below."""
        if _has_figures(self.rows[place]) or place + 1 >= self.last:
            return False
        if self._overlaps(place + 1):
            return True
        below = {self._reach(part)[0]: part.text for part in self.rows[place + 1]}
        columns = [self._reach(part)[0] for part in self.rows[place]]
        return _has_figures(self.rows[place + 1]) and all(below.get(at, "")[:1].islower() for at in columns)

    def table(self, begin: int) -> Table:
        """The cells, the rows of the head put together as one."""
        head_end = self.first
        while (
            head_end > begin
            and self._leads(head_end - 1)
            and len(self.rows[head_end - 1]) == 1
            and (self.rows[head_end - 1][0].x0 < self.columns[0][1] or self._reach(self.rows[head_end - 1][0])[0] <= 1)
            and not self._is_head(head_end - 1)
        ):
            head_end -= 1
        self._widen(sorted(self.rows[begin:head_end], key=len, reverse=True))
        grid: list[list[list[str]]] = []
        if begin < head_end:
            grid.append([[] for _ in self.columns])
            for row in self.rows[begin:head_end]:
                for part in row:
                    for column in range(*self._reach(part)):
                        grid[0][column].append(part.text)
        led = False
        for place in range(head_end, self.last):
            own = place == head_end or not (led or (grid and self._goes_on(place)))
            if own:
                grid.append([[] for _ in self.columns])
            for part in self.rows[place]:
                grid[-1][self._reach(part)[0]].append(part.text)
            led = self._leads(place)
        cells = [Cell(joined(texts), row, column) for row, line in enumerate(grid) for column, texts in enumerate(line)]
        parts = [part for row in self.rows[begin : self.last] for part in row]
        return Table(
            min(part.top for part in parts), max(part.bottom for part in parts),
            self.columns[0][0], self.columns[-1][1], cells, tuple(left for left, _ in self.columns),
            [mark for part in parts for mark in part.marks],
        )  # fmt: skip

    def _is_head(self, place: int) -> bool:
        return any(self._reach(part)[0] > 0 and part.bold for part in self.rows[place])

    def _widen(self, rows: Iterable[list[Line]]) -> None:
        """Take in how far more rows reach, where that joins no columns."""
        for row in rows:
            wider = _union([*self.columns, *((part.x0, part.x1) for part in row)], gutter=0.5)
            same = len(wider) == len(self.columns)
            if same and all(a[0] <= b[0] and b[1] <= a[1] for a, b in zip(wider, self.columns, strict=True)):
                self.columns = wider
