"""From the glyphs of a printed page to its lines in reading order and its tables.

Lengths are in points, from the left and from the top of the page; an em is the size of the letters at hand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from statistics import median

from viclaims.text.composing import Cell, is_value, plain, raised

_IN_FIGURE = frozenset("0123456789.,")
# Gaps between glyphs, in ems: a typed space that takes no room is none inside a figure, and kerning is no space.
_REAL_SPACE, _SPACE, _SPACE_IN_FIGURE = 0.1, 0.18, 0.25
_SEGMENT = 1.0  # ems between two pieces of a line that may belong to different columns
_SAME_LINE = 0.3  # ems between the feet of glyphs on one line
_SMALLER = 0.9  # of the size of the letters beside it: a raised mark
_BLOCK_GAP = 2.5  # ems between lines that belong together
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

    __slots__ = ("bold", "bottom", "glyphs", "marks", "size", "text", "top", "x0", "x1")

    def __init__(self, glyphs: Sequence[tuple[Glyph, bool]]):
        self.glyphs = sorted(glyphs, key=lambda one: (one[0].x0, one[0].x1))
        shown = [glyph for glyph, up in self.glyphs if not glyph.blank and not up]
        shown = shown or [glyph for glyph, _ in self.glyphs]
        self.x0, self.x1 = min(glyph.x0 for glyph in shown), max(glyph.x1 for glyph, _ in self.glyphs if not glyph.blank)
        self.top, self.bottom = min(glyph.top for glyph in shown), max(glyph.bottom for glyph in shown)
        self.size = Counter(round(glyph.size, 1) for glyph in shown).most_common(1)[0][0]
        self.bold = sum(glyph.bold for glyph in shown) * 2 > len(shown)
        self.text, self.marks = _text_of(self.glyphs)

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    def segments(self) -> list[Line]:
        """The line parted where a gap is wide enough to stand between two columns."""
        parts: list[list[tuple[Glyph, bool]]] = [[]]
        reached = None
        for glyph, up in self.glyphs:
            if not glyph.blank:
                if reached is not None and glyph.x0 - reached > _SEGMENT * self.size:
                    parts.append([])
                reached = glyph.x1 if reached is None else max(reached, glyph.x1)
            parts[-1].append((glyph, up))
        return [self] if len(parts) == 1 else [Line(part) for part in parts]


def _text_of(glyphs: Sequence[tuple[Glyph, bool]]) -> tuple[str, list[str]]:
    """The text of sorted glyphs with its spaces, without the marks of footnotes, and these marks."""
    letters = [glyph for glyph, up in glyphs if not up and not glyph.blank]
    gaps = [second.x0 - first.x1 for first, second in zip(letters, letters[1:], strict=False)]
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
        if not kept and not tail.strip():
            kept = f"{mark.strip()} "
        elif not kept:
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
    for place, row in enumerate(rows):
        for group in _groups(row):
            near = [other for other in range(max(0, place - 2), min(len(rows), place + 4)) if other != place]
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


class _Block:
    """Lines below each other that leave the same stretches of the page empty, or no stretch at all."""

    def __init__(self) -> None:
        self.rows: list[list[Line]] = []
        self.filled: list[tuple[float, float]] = []

    def merged(self, row: Sequence[Line]) -> list[tuple[float, float]]:
        return _union([*self.filled, *((line.x0, line.x1) for line in row)])

    def add(self, row: list[Line]) -> None:
        self.filled = self.merged(row)
        self.rows.append(row)


def _union(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches joined where less than a gutter is between them."""
    whole: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if whole and left - whole[-1][1] < _LEAST_GUTTER:
            whole[-1] = (whole[-1][0], max(whole[-1][1], right))
        else:
            whole.append((left, right))
    return whole


def _blocks(lines: Sequence[Line]) -> Iterator[_Block]:
    block = _Block()
    for line in lines:
        row = line.segments()
        if block.rows:
            above = block.rows[-1][0]
            far = line.top - above.bottom > _BLOCK_GAP * max(line.size, above.size)
            opens = len(block.filled) == 1 and len(_union((part.x0, part.x1) for part in row)) > 1
            closes = len(block.filled) > 1 and len(block.merged(row)) == 1
            if far or opens or closes:
                yield block
                block = _Block()
        block.add(row)
    if block.rows:
        yield block


def in_reading_order(lines: Sequence[Line]) -> list[Line | Table]:
    """The lines of a page one column after the other, what stands in aligned columns of figures as tables."""
    ordered: list[Line | Table] = []
    for block in _blocks(lines):
        if len(block.filled) > 1:
            table = _aligned_table(block)
            if table is not None:
                before, found, behind = table
                ordered += [*before, found, *behind]
                continue
            if _is_columns(block):
                for left, right in block.filled:
                    ordered += [part for row in block.rows for part in row if left <= part.middle <= right]
                continue
        ordered += [row[0] if len(row) == 1 else Line([one for part in row for one in part.glyphs]) for row in block.rows]
    return ordered


def _is_columns(block: _Block) -> bool:
    """Text side by side: two lines or more in each stretch, none of them too narrow for running text."""
    for left, right in block.filled:
        held = sum(any(left <= part.middle <= right for part in row) for row in block.rows)
        if held < 2 or right - left < _NARROWEST_COLUMN:
            return False
    return True


def _aligned_table(block: _Block) -> tuple[list[Line], Table, list[Line]] | None:
    """The table of a block, with the lines above and below that are none of it; None where it has no figures."""
    data = [place for place, row in enumerate(block.rows) if len(row) > 1 and any(is_value(part.text) for part in row)]
    if len(data) < 2:
        return None
    columns = _union((part.x0, part.x1) for place in data for part in block.rows[place])
    if len(columns) < 2:
        return None
    first = 0
    while len(block.rows[first]) == 1:
        first += 1
    steps = [block.rows[at][0].bottom - block.rows[at - 1][0].bottom for at in range(first + 1, len(block.rows))]
    pitch = (min(steps), median(steps))
    last = len(block.rows)
    while last > data[-1] + 1 and not _wraps(block.rows, last - 1, columns, pitch):
        last -= 1
    grid: list[list[list[str]]] = []
    marks = [mark for row in block.rows[first:last] for part in row for mark in part.marks]
    head = [[] for _ in columns] if first < data[0] else None  # type: ignore[var-annotated]
    for place in range(first, last):
        row = block.rows[place]
        if place < data[0] and head is not None:
            for part in row:
                for column in range(*_reach(part, columns)):
                    head[column].append(part.text)
            continue
        if not grid or not _wraps(block.rows, place, columns, pitch):
            grid.append([[] for _ in columns])
        for part in row:
            grid[-1][_reach(part, columns)[0]].append(part.text)
    if head is not None:
        grid.insert(0, head)
    cells = [Cell(joined(texts), row, column) for row, line in enumerate(grid) for column, texts in enumerate(line)]
    rows = block.rows[first:last]
    table = Table(
        min(part.top for part in rows[0]), max(part.bottom for part in rows[-1]), columns[0][0], columns[-1][1],
        cells, tuple(left for left, _ in columns), marks,
    )  # fmt: skip
    whole = [Line([one for part in row for one in part.glyphs]) for row in block.rows]
    return whole[:first], table, whole[last:]


def _reach(part: Line, columns: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """First column that a piece of a line stands in, and the one behind its last."""
    over = [place for place, (left, right) in enumerate(columns) if part.x0 < right and part.x1 > left]
    if over:
        return over[0], over[-1] + 1
    near = min(range(len(columns)), key=lambda place: min(abs(part.middle - edge) for edge in columns[place]))
    return near, near + 1


def _wraps(rows: Sequence[list[Line]], place: int, columns: Sequence[tuple[float, float]], pitch: tuple[float, float]) -> bool:
    """Whether a row only goes on with the row above: close below it, without figures, each piece below another.

    `pitch` is the least and the usual step from line to line: a capital begins a row unless it is closer than usual.
    """
    if place == 0 or any(is_value(part.text) for part in rows[place]) or len(rows[place]) > 2:
        return False
    step, small = rows[place][0].bottom - rows[place - 1][0].bottom, all(part.text[:1].islower() for part in rows[place])
    close = step < 1.25 * pitch[0] and (small or step < 0.85 * pitch[1])
    taken = {_reach(part, columns)[0] for part in rows[place - 1]}
    return close and all(
        _reach(part, columns)[0] in taken and not re.match(r"[\d\W]|[IVX]+\.", part.text) for part in rows[place]
    )
