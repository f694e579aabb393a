"""The tables of a web page as tab lines; those that only lay out a page are told from those that state something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from viclaims.text.raised import LONGEST_TAIL, written_raised

_NUMBER = re.compile(r"\W{0,3}\d[\d.,/\s-]*(?:%|[^\W\d_]{0,6})\W{0,2}")
_LONGEST_CELL = 400  # characters; a longer one is running text in a frame
_MOST_CELLS = 100_000
_MOST_SPAN = 100

Grid = list[list[str]]


def _text(cell: etree._Element) -> str:
    """The text of a cell, its paragraphs and lines parted by spaces; figures raised behind a word are left out."""
    parts: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "start":
            if element is not cell and element.tag in ("p", "div", "br", "li", "tr", "td"):
                parts.append(" ")
            parts.append(_raised(element, parts) if element.tag == "sup" else element.text or "")
        elif element is not cell:
            if element.tag in ("p", "div", "li", "tr", "td"):
                parts.append(" ")
            parts.append(element.tail or "")
    return " ".join("".join(parts).split())


def _raised(element: etree._Element, parts: list[str]) -> str:
    written = written_raised(
        "".join(element.itertext()).strip(), "".join(parts[-3:])[-LONGEST_TAIL:], element.tail or ""
    )
    return (element.text or "") if written is None else written


def _span(cell: etree._Element, name: str) -> int:
    written = (cell.get(name) or "1").strip()
    return min(max(int(written), 1), _MOST_SPAN) if written.isascii() and written.isdigit() and len(written) < 6 else 1


def _table_rows(table: etree._Element) -> Iterator[etree._Element]:
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if row.tag == "tr")


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def grid_of(table: etree._Element) -> Grid | None:
    """The cells of a table that states something, row by row, merged ones as told below; None for one of layout.

    A merged heading stands in all its places. A merged number, and what fills a whole row below the heads, stands
    once, in its first.
    """
    rows = list(_table_rows(table))
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    texts = [[_text(cell) for cell in row] for row in cells]
    if not _states(table, cells, texts):
        return None
    head = next((place for place, row in enumerate(texts) if sum(map(_is_number, row)) and not _years(row)), 1)
    if head == 0 or any(cell.tag == "th" for cell in cells[0]):
        head = max(head, 1)
    grid: Grid = []
    count = 0
    waiting: dict[int, tuple[int, str]] = {}  # column → rows to come, what stands in them
    for place, (row, words) in enumerate(zip(cells, texts, strict=True)):
        line: list[str] = []

        def _waited(line: list[str] = line) -> None:
            while len(line) in waiting:
                left, text = waiting.pop(len(line))
                if left > 1:
                    waiting[len(line)] = (left - 1, text)
                line.append(text)

        for cell, text in zip(row, words, strict=True):
            _waited()
            wide, high = _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - place)
            alone = len(row) == 1 and place >= head
            once = _is_number(text) and not (place < head and len(text) == 4)
            for number in range(wide):
                if high > 1:
                    waiting[len(line)] = (high - 1, "" if once else text)
                line.append(text if number == 0 or not (once or alone) else "")
        _waited()
        grid.append(line)
        count += len(line)
        if count > _MOST_CELLS:
            return None  # spans without end
    return grid


def _years(row: list[str]) -> bool:
    """A row of heads whose numbers are years: 2021, 2022."""
    numbers = [text for text in row if _is_number(text)]
    return all(re.fullmatch(r"(?:19|20)\d\d", text) for text in numbers)


def _states(table: etree._Element, cells: list[list[etree._Element]], texts: Grid) -> bool:
    wide = [row for row in texts if sum(map(bool, row)) >= 2]
    if len(wide) < 2 or any(len(text) > _LONGEST_CELL for row in texts for text in row):
        return False
    pictures = sum(1 for _ in table.iter("img"))
    count = sum(map(bool, (text for row in texts for text in row)))
    if pictures * 3 > count or next(table.iter("h1", "h2", "ul", "form", "input"), None) is not None:
        return False
    size = sum(len(text) for row in texts for text in row)
    linked = sum(len("".join(link.itertext())) for link in table.iter("a"))
    return linked * 2 < size


def rows_of(grid: Grid) -> tuple[str, ...]:
    """A line for each row that is not blank, its cells parted by tabs; short rows are filled up."""
    width = max(map(len, grid), default=0)
    return tuple("\t".join(row + [""] * (width - len(row))) for row in grid if any(row))
