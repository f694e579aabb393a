"""Reads a PDF that has text: lines joined to paragraphs in reading order, tables, footnotes, the number of each page.

A process of its own reads the file, so that a PDF made to exhaust time or memory ends with a sentence.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from viclaims.lexicon import Pattern
from viclaims.text.composing import Cell, Composer, is_value
from viclaims.text.files import ArticleError, Source
from viclaims.text.layout import Glyph, Line, Table, in_reading_order, joined, lines_of, place_of, ruled_table

KIND = "PDF"
MOST_BYTES = 60_000_000
MOST_PAGES = 600
MOST_GLYPHS = 40_000  # of one page; a page of small print has 8,000
MOST_RULES = 6_000  # of one page; a drawing has more, a table fewer
SECONDS_TO_OPEN, SECONDS_A_PAGE = 15, 1.5  # of processor time; a full page takes 0.2 to 0.4
MOST_MEMORY = 3_000_000_000
_FEWEST_LETTERS = 10  # a page; what a scanner's program prints on a picture is less
_UNKNOWN = re.compile(r"\(cid:\d+\)|\ufffd|[\ue000-\uf8ff]")
_EDGE = 0.1  # of a page's height, above and below: running heads and page numbers
_OUTER_EDGE = 0.06
_TWICE = 0.1  # ems between two prints of one character; the narrowest one is more than twice as wide
_STANDS_OFF = 0.8  # ems between a running head and the text
_SMALL = 0.9  # of the size of the body: notes, running heads
_FULL = 0.4  # ems that may stay empty at the end of a full line
_FLUSH = 0.5  # ems that a line may be off an edge or the middle
_INDENT = 0.8  # ems
_LEADING = 1.25  # ems from line to line where nothing else tells
_NEXT_PARAGRAPH = 1.3  # of the usual step from line to line
_ENDS = re.compile(r"[.!?…:;]['\"”’)»]*\Z")
_LIST_MARK = re.compile(r"(?:[-–+•*▪●○■►✓➢]|\(?(?:\d{1,3}|[a-zđ]|[IVXLC]+)[.)])\s+\S|\d+(?:\.\d+)+\.?\s+\S")
_PAGE_NUMBER = Pattern(
    r"(?i:[-–—\s|]*(?:(?:{page}|page)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s|]*)"
)


@dataclass
class _Page:
    """A page as it was printed: its number, size, lines and ruled tables, and the marks of its footnotes."""

    number: int
    width: float
    height: float
    lines: list[Line]
    tables: list[Table]
    letters: int
    unknown: int
    notes: list[Line] = field(default_factory=list)


def _glyphs(chars: Sequence[dict[str, Any]]) -> list[Glyph]:
    """The upright characters of a page, each once: some programs print a bold one twice, a little apart."""
    found = []
    printed: set[tuple[str, int, int]] = set()
    for char in chars:
        text, step = char["text"], _TWICE * char["size"]
        if not char["upright"] or step <= 0 or not text:
            continue
        x, y = round(char["x0"] / step), round(char["top"] / step)
        if (text, x, y) in printed:
            continue
        printed.update((text, x + right, y + down) for right in (-1, 0, 1) for down in (-1, 0, 1))
        bold = "bold" in char["fontname"].lower() or "black" in char["fontname"].lower()
        found.append(Glyph(text, char["x0"], char["x1"], char["top"], char["bottom"], char["size"], bold))
    return found


def _read_page(page: Any, name: str) -> _Page:
    chars = page.chars
    if len(chars) > MOST_GLYPHS:
        raise ArticleError(
            f"{name}: page {page.page_number} has more than {MOST_GLYPHS:,} characters; leave it out and save anew."
        )
    glyphs = _glyphs(chars)
    tables = []
    if len(page.edges) <= MOST_RULES:
        for found in page.find_tables():
            x0, top, x1, bottom = found.bbox
            inside = [g for g in glyphs if x0 <= (g.x0 + g.x1) / 2 <= x1 and top <= (g.top + g.bottom) / 2 <= bottom]
            table = ruled_table(found.cells, inside) if inside else None
            if table is not None:
                tables.append(table)
                held = set(map(id, inside))
                glyphs = [glyph for glyph in glyphs if id(glyph) not in held]
    letters = sum(char["text"].isalnum() for char in chars)
    unknown = sum(_UNKNOWN.search(char["text"]) is not None for char in chars)
    tables.sort(key=lambda table: (table.top, table.x0))
    return _Page(page.page_number, page.width, page.height, lines_of(glyphs), tables, letters, unknown)


# --------------------------------------------------------------------------- what is not the text


def _body_size(pages: Sequence[_Page]) -> float:
    """The size that most letters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _at_edge(line: Line | Table, page: _Page, share: float) -> bool:
    return line.bottom < page.height * share or line.top > page.height * (1 - share)


def _shapes(line: Line, page: int) -> set[tuple[str, int]]:
    """What a running head has in common on all its pages: its height, and its words with a number that counts them."""
    height = round(line.bottom / 4)
    numbers = list(re.finditer(r"\d{1,4}", line.text))[:6]
    counted = (f"{line.text[: n.start()]}#{int(n[0]) - page}{line.text[n.end() :]}" for n in numbers)
    return {(line.text, height), *((text, height) for text in counted)}


def _drop_running_heads(pages: Sequence[_Page], body: float) -> None:
    """Take out page numbers, and lines at the edge that come again at that height or are small and far outside.

    They stand off from the text: a row of a table that happens to be at the edge does not.
    """
    often = Counter(shape for page in pages for line in page.lines if _at_edge(line, page, _EDGE)
                    for shape in _shapes(line, page.number))  # fmt: skip

    def is_furniture(line: Line, page: _Page) -> bool:
        if not _at_edge(line, page, _EDGE):
            return False
        most = max(often[shape] for shape in _shapes(line, page.number))
        again = most > 1 and most * 4 >= len(pages)
        number = _PAGE_NUMBER.fullmatch(line.text) is not None
        return again or number or (_at_edge(line, page, _OUTER_EDGE) and line.size <= _SMALL * body)

    for page in pages:
        lines = page.lines
        upper, lower = 0, len(lines)
        while upper < len(lines) and is_furniture(lines[upper], page):
            upper += 1
        while lower > upper and is_furniture(lines[lower - 1], page):
            lower -= 1
        text: list[Line | Table] = [*lines[upper:lower], *page.tables]
        if not text:
            continue
        top, bottom = min(piece.top for piece in text), max(piece.bottom for piece in text)
        above = [line for line in lines[:upper] if top - line.bottom < _STANDS_OFF * line.size]
        below = [line for line in lines[lower:] if line.top - bottom < _STANDS_OFF * line.size]
        page.lines = [*above, *lines[upper:lower], *below]


def _part_notes(page: _Page, body: float) -> None:
    """Move the footnotes of a page to its notes: small lines at its foot, the first with a mark of the page."""
    marks = {mark for line in page.lines for mark in line.marks} | {m for table in page.tables for m in table.marks}
    begin = None
    for place in range(len(page.lines) - 1, -1, -1):
        line = page.lines[place]
        if line.size > _SMALL * body or any(table.top > line.bottom for table in page.tables):
            break
        if _note_mark(line) in marks:
            begin = place
    if begin is not None:
        page.lines, page.notes = page.lines[:begin], page.lines[begin:]


def _note_mark(line: Line) -> str:
    found = re.match(r"[\[(]?(\d{1,3}|\*{1,3})[\])]?[. ]", line.text)
    return found[1] if found else ""


# ------------------------------------------------------------------------------------ paragraphs


@dataclass
class _Column:
    """How the lines of a stretch of a page are set: left and right edge, usual step between lines."""

    left: float
    right: float
    step: float
    size: float = 0.0

    def begins(self, line: Line) -> bool:
        """Whether a line begins where most lines of the column do."""
        return abs(line.x0 - self.left) < _FLUSH * line.size

    def centres(self, line: Line) -> bool:
        """Whether a line stands in the middle, away from both edges."""
        free = min(line.x0 - self.left, self.right - line.x1)
        return free > _FLUSH * line.size and abs(line.middle - (self.left + self.right) / 2) < _FLUSH * line.size


def _pieces(page: _Page) -> Iterator[tuple[Line | Table, _Column]]:
    """The lines and tables of a page in reading order, each with the column that it stands in."""
    size = _body_size([page])
    lines = [*page.lines, *(place_of(table, size) for table in page.tables)]
    ordered = in_reading_order(sorted(lines, key=lambda line: (line.bottom, line.x0)))
    columns: dict[str, list[Line]] = {}
    for piece, key in ordered:
        if isinstance(piece, Line):
            columns.setdefault(key, []).append(piece)
    measured = {key: _measure(held) for key, held in columns.items()}
    for piece, key in ordered:
        yield piece, measured[key] if isinstance(piece, Line) else _Column(0, page.width, 0)


def _measure(lines: Sequence[Line]) -> _Column:
    steps = [
        below.bottom - above.bottom
        for above, below in pairwise(lines)
        if 0 < below.bottom - above.bottom < 2.5 * above.size and abs(below.size - above.size) < 0.5
    ]
    left, often = Counter(round(line.x0) for line in lines).most_common(1)[0]
    left = left if often > 2 else min(round(line.x0) for line in lines)
    return _Column(
        float(left),
        max(line.x1 for line in lines),
        median(steps) if steps else 0.0,
        Counter(line.size for line in lines).most_common(1)[0][0],
    )


def _first_word(line: Line) -> float:
    """The width of a line's first word."""
    letters = [glyph for glyph, _ in line.glyphs if not glyph.blank]
    return letters[min(len(line.text.split(" ", 1)[0]), len(letters)) - 1].x1 - line.x0


def _goes_on(above: Line, below: Line, column: _Column, same: _Column) -> bool:
    """Whether two lines that follow each other are of one paragraph."""
    em = above.size
    full = above.x1 + _first_word(below) + _FULL * em > column.right
    if not full or abs(above.size - below.size) > 0.1 * em:
        return False
    ended = _ENDS.search(above.text) is not None
    small = below.text[:1].islower()
    if column is not same or below.bottom <= above.bottom:  # over to the next column or page
        flush = column.begins(above) and same.begins(below)
        return not ended and (small or (flush and above.bold == below.bold and not _LIST_MARK.match(below.text)))
    usual = same.step if same.step and em < 1.15 * same.size else _LEADING * em
    if below.bottom - above.bottom > _NEXT_PARAGRAPH * usual:
        return False
    if small:
        return True
    lettered = any(map(str.isalpha, below.text))
    if lettered and above.text.isupper() != below.text.isupper():  # capitals throughout are a line of their own
        return False
    if same.centres(below):  # a headline of two lines: the first is as full as it can be
        return same.centres(above) and above.bold == below.bold and not ended
    if above.bold != below.bold or (ended and _LIST_MARK.match(below.text)):
        return False
    indented = below.x0 - above.x0 > _INDENT * em
    return not (ended and indented)


@dataclass
class _Paragraph:
    """Lines that belong together, with the page of the first."""

    lines: list[Line]
    page: int
    column: _Column

    @property
    def text(self) -> str:
        return joined(line.text for line in self.lines)


class _Assembler:
    """Puts the pages together: paragraphs and tables that go on over a page's end, notes behind their page."""

    def __init__(self, composer: Composer, body: float):
        self.composer, self.body = composer, body
        self.headline = ""
        self._pending: list[_Paragraph | tuple[Table, int]] = []
        self._notes: list[_Paragraph] = []
        self._page = 0

    def add_page(self, page: _Page) -> None:
        first = True
        for piece, column in _pieces(page):
            last = self._pending[-1] if self._pending else None
            if isinstance(piece, Table):
                if first and isinstance(last, tuple) and (whole := _continued(last[0], piece)):
                    self._pending[-1] = (whole, last[1])
                else:
                    self._settle(keep=False)
                    self._pending.append((piece, page.number))
            elif isinstance(last, _Paragraph) and _goes_on(last.lines[-1], piece, last.column, column):
                last.lines.append(piece)
                last.column = column
            else:
                self._settle(keep=False)
                self._pending.append(_Paragraph([piece], page.number, column))
            first = False
        for line in page.notes:
            if self._notes and self._notes[-1].page == page.number and not _note_mark(line):
                self._notes[-1].lines.append(line)
            else:
                self._notes.append(_Paragraph([line], page.number, _Column(0, page.width, 0)))
        self._settle(keep=True)

    def finish(self) -> None:
        self._settle(keep=False)
        self._turn_to(None)

    def _settle(self, keep: bool) -> None:
        """Hand over what is complete; with `keep` the last piece may go on on the next page."""
        while len(self._pending) > int(keep):
            piece = self._pending.pop(0)
            if isinstance(piece, tuple):
                self._turn_to(piece[1])
                for mark in piece[0].marks:
                    self.composer.mark(mark)
                self.composer.table(piece[0].cells, piece[0].pages)
                self._page += len(piece[0].pages)
            else:
                self._turn_to(piece.page)
                self._paragraph(piece)

    def _turn_to(self, page: int | None) -> None:
        """Begin the pages up to `page`, the notes of each one before the next."""
        while self._notes and (page is None or self._notes[0].page < page):
            note = self._notes.pop(0)
            self._begin(note.page)
            self._paragraph(note, "note")
        if page is not None:
            self._begin(page)

    def _begin(self, page: int) -> None:
        while self._page < page:
            self._page += 1
            self.composer.begin_page()

    def _paragraph(self, paragraph: _Paragraph, role: str = "") -> None:
        for line in paragraph.lines:
            for mark in line.marks:
                self.composer.mark(mark)
        self.composer.paragraph(paragraph.text, role or self._role(paragraph))

    def _role(self, paragraph: _Paragraph) -> str:
        """What the print shows of a paragraph, '' where it shows nothing."""
        lines, text = paragraph.lines, paragraph.text
        bold, large = all(line.bold for line in lines), lines[0].size > 1.05 * self.body
        short = len(text) < 300 and not re.search(r"[.;,]\Z", text)
        if (bold or large) and short:
            column = paragraph.column
            middle = (column.left + column.right) / 2
            centred = all(abs(line.middle - middle) < line.size for line in lines)
            if not self.headline and paragraph.page == 1 and len(text.split()) > 3 and (large or (bold and centred)):
                self.headline = text
                return "headline"
            return "heading"
        return "list" if _LIST_MARK.match(text) else ""


def _continued(table: Table, more: Table) -> Table | None:
    """The table of two pages, a head that is printed again left out; None where another table begins."""
    if len(table.edges) != len(more.edges) or max(
        abs(a - b) for a, b in zip(table.edges, more.edges, strict=True)
    ) > 0.1 * (table.x1 - table.x0):
        return None
    above, below = _by_row(table.cells), _by_row(more.cells)
    repeated = 0
    while repeated < min(len(above), len(below)) and [cell.text for cell in above[repeated]] == [
        cell.text for cell in below[repeated]
    ]:
        repeated += 1
    if not repeated and not any(is_value(cell.text) for cell in below[0]):
        return None
    height = max(cell.row + cell.height for cell in table.cells)
    start = below[repeated][0].row if repeated < len(below) else 0
    rest = [replace(cell, row=cell.row - start + height) for row in below[repeated:] for cell in row]
    cells, marks = [*table.cells, *rest], [*table.marks, *more.marks]
    return replace(table, cells=cells, marks=marks, pages=(*table.pages, height))


def _by_row(cells: Sequence[Cell]) -> list[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        rows.setdefault(cell.row, []).append(cell)
    return list(rows.values())


# ---------------------------------------------------------------------------------------- reading


def _pages_of(data: bytes, name: str, give_time: Callable[[int], None]) -> list[_Page]:
    import pdfplumber

    pages = []
    with pdfplumber.open(io.BytesIO(data), unicode_norm="NFC") as document:
        if len(document.pages) > MOST_PAGES:
            raise ArticleError(f"{name}: the PDF has more than {MOST_PAGES} pages; save the part that is needed.")
        give_time(len(document.pages))
        for page in document.pages:
            pages.append(_read_page(page, name))
            page.close()
    return pages


def read_here(data: bytes, name: str, give_time: Callable[[int], None] = lambda pages: None) -> Source:
    """What `read_pdf` gives, read in this process; `give_time` is told how many pages there are."""
    from pdfminer.pdfdocument import PDFEncryptionError

    if len(data) > MOST_BYTES:
        raise ArticleError(f"{name}: the file is larger than {MOST_BYTES // 10**6} MB; save it without its pictures.")
    try:
        pages = _pages_of(data, name, give_time)
        return _compose(pages, name)
    except ArticleError:
        raise
    except MemoryError:
        raise ArticleError(f"{name}: {_TOO_MUCH}") from None
    except Exception as error:  # noqa: BLE001 - pdfminer raises whatever on a damaged file
        cause = error.args[0] if error.args else error
        if isinstance(error, PDFEncryptionError) or isinstance(cause, PDFEncryptionError):
            raise ArticleError(f"{name}: the PDF is locked with a password; save it without one.") from None
        raise ArticleError(
            f"{name}: the PDF is damaged; copy it again, or open it and print it to a new PDF."
        ) from None


def _compose(pages: Sequence[_Page], name: str) -> Source:
    letters, unknown = sum(page.letters for page in pages), sum(page.unknown for page in pages)
    if unknown > letters * 0.2 and unknown > _FEWEST_LETTERS:
        raise ArticleError(
            f"{name}: the letters of the PDF cannot be told (its fonts do not say what they are); "
            "save the document it was made from, or have its text recognised (OCR)."
        )
    if letters < _FEWEST_LETTERS * len(pages):
        raise ArticleError(
            f"{name}: the PDF is a scan, its pages are pictures without text; have its text recognised (OCR), "
            "check it and save it as .docx, .txt or a PDF with text."
        )
    body = _body_size(pages)
    _drop_running_heads(pages, body)
    composer = Composer(name)
    assembler = _Assembler(composer, body)
    for page in pages:
        _part_notes(page, body)
        assembler.add_page(page)
    assembler.finish()
    return composer.source(KIND, title=assembler.headline)


_TOO_MUCH = (
    "the PDF needs more time or memory than can be given; print it to a new PDF, or save the part that is needed."
)


def read_pdf(data: bytes, name: str) -> Source:
    """The text of a PDF: paragraphs in reading order, tables as lines with tabs, footnotes behind their page.

    Running heads and page numbers are left out; `pages` says where each page begins. ArticleError, one sentence,
    for a file that is damaged, locked, too large or a scan without text.
    """
    paths = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    try:
        run = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "viclaims.text.pdf", name, str(SECONDS_TO_OPEN)],
            input=data, capture_output=True, check=False, timeout=4 * SECONDS_TO_OPEN + 2 * SECONDS_A_PAGE * MOST_PAGES,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONUTF8": "1"},
        )  # fmt: skip
        said = json.loads(run.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise ArticleError(f"{name}: {_TOO_MUCH}") from None
    if "error" in said:
        raise ArticleError(said["error"])
    roles = tuple((start, end, role) for start, end, role in said["roles"])
    return Source(said["text"], KIND, said["title"], pages=tuple(said["pages"]), roles=roles)


def _bound(seconds: int) -> None:
    """Limit the processor time and memory of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, MOST_MEMORY)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _answer() -> None:
    """Read a PDF from standard input and write its Source, or what is wrong with it, as JSON."""
    import logging

    logging.disable(logging.CRITICAL)
    name, seconds = sys.argv[1], int(sys.argv[2])
    _bound(seconds)
    try:
        source = read_here(sys.stdin.buffer.read(), name, lambda pages: _bound(seconds + int(SECONDS_A_PAGE * pages)))
        said = {"text": source.text, "title": source.title, "pages": source.pages, "roles": source.roles}
    except ArticleError as error:
        said = {"error": str(error)}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    _answer()
