"""Reads a Word document (DOCX): paragraphs, headings, lists with their numbers, tables in their place, footnotes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from viclaims.text.composing import Cell, Composer, is_value, plain, raised
from viclaims.text.files import Source
from viclaims.text.zipped import check_archive, refusing_damage

KIND = "Word (DOCX)"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What holds runs or blocks and is read through; deleted and moved away text is in none of them.
_WRAPPERS = {
    f"{_W}{tag}"
    for tag in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "bdo", "dir")
}
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOTE_REFERENCES = {f"{_W}footnoteReference": "footnotes", f"{_W}endnoteReference": "endnotes"}
_NO_LINE = (None, "nil", "none")
_DEEPEST_STYLE = 12  # styles based on styles
_WIDEST_CELL = 1_000  # columns
_MOST_HEADLINE_WORDS = 60
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def _value(element: Any, path: str) -> str | None:
    """The w:val of a child, '' where it stands without one, None where there is no such child."""
    found = element.find(path) if element is not None else None
    return None if found is None else found.get(f"{_W}val", "")


def _path(*tags: str) -> str:
    return "/".join(_W + tag for tag in tags)


def _is_on(element: Any, path: str) -> bool:
    return _value(element, path) not in (None, "0", "false", "off")


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else default


def _in_letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 500 else str(number)


def _in_roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


_FORMATS = {
    "lowerLetter": _in_letters,
    "upperLetter": lambda number: _in_letters(number).upper(),
    "lowerRoman": lambda number: _in_roman(number).lower(),
    "upperRoman": _in_roman,
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda number: "",
}


@dataclass(frozen=True)
class _Style:
    """What a paragraph's style says, with what it takes from the styles that it is based on."""

    name: str = ""
    list_number: str = ""
    list_level: int = 0
    heading: bool = False
    bold: bool = False
    centred: bool = False
    lined: bool = False


def _styles_of(root: Any) -> dict[str, _Style]:
    elements = {style.get(f"{_W}styleId"): style for style in root.iter(f"{_W}style")}
    return {key: _style(key, elements, 0) for key in elements}


def _style(key: str | None, elements: dict, depth: int) -> _Style:
    element = elements.get(key)
    if element is None or depth > _DEEPEST_STYLE:
        return _Style()
    base = _style(_value(element, _path("basedOn")), elements, depth + 1)
    name = (_value(element, _path("name")) or "").lower()
    number = _value(element, _path("pPr", "numPr", "numId"))
    level = _value(element, _path("pPr", "numPr", "ilvl"))
    outline = _value(element, _path("pPr", "outlineLvl"))
    bold, aligned = element.find(_path("rPr", "b")), _value(element, _path("pPr", "jc"))
    return _Style(
        name=name,
        list_number=base.list_number if number is None else number,
        list_level=base.list_level if level is None else _whole(level, 0),
        heading=base.heading or name.startswith("heading ") or _whole(outline, 9) < 9,
        bold=base.bold if bold is None else _is_on(element, _path("rPr", "b")),
        centred=base.centred if aligned is None else aligned == "center",
        lined=base.lined or _has_lines(element.find(_path("tblPr", "tblBorders"))),
    )


def _has_lines(borders: Any) -> bool:
    return borders is not None and any(side.get(f"{_W}val") not in _NO_LINE for side in borders)


class _Numbering:
    """Counts the lists of a document and gives each paragraph the mark that Word would print."""

    def __init__(self, root: Any):
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        if root is None:
            return
        for abstract in root.iterfind(_path("abstractNum")):
            self._levels[abstract.get(f"{_W}abstractNumId")] = dict(map(self._level, abstract.iterfind(_path("lvl"))))
        for number in root.iterfind(_path("num")):
            key = number.get(f"{_W}numId")
            self._lists[key] = _value(number, _path("abstractNumId")) or ""
            for override in number.iterfind(_path("lvlOverride")):
                start = _value(override, _path("startOverride"))
                if start:
                    self._starts[key, _whole(override.get(f"{_W}ilvl"), 0)] = _whole(start, 1)

    @staticmethod
    def _level(level: Any) -> tuple[int, tuple[str, str, int]]:
        form, text = _value(level, _path("numFmt")) or "decimal", _value(level, _path("lvlText")) or ""
        return _whole(level.get(f"{_W}ilvl"), 0), (form, text, _whole(_value(level, _path("start")), 1))

    def mark(self, number: str, level: int) -> str:
        """The mark of the next paragraph of a list, '' where the list or its level is not known."""
        key = self._lists.get(number, "")
        levels = self._levels.get(key, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(key, {})
        start = self._starts.pop((number, level), None)
        first = levels[level][2]
        counts[level] = start if start is not None else counts.get(level, first - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        form, text, _ = levels[level]
        if form == "bullet":
            # Most bullets are letters of a symbol font that mean nothing outside of it; Vietnamese lists have dashes.
            return text if text in ("-", "–", "+", "*") else "-"

        def printed(place: re.Match[str]) -> str:
            shown = int(place[1]) - 1
            form, _, first = levels.get(shown, ("decimal", "", 1))
            return _FORMATS.get(form, str)(counts.get(shown, first))

        return re.sub(r"%(\d)", printed, text)


class _Document:
    """Walks the body of a document in its order and hands what it reads to a Composer."""

    def __init__(self, document: Any, composer: Composer):
        from docx.opc.constants import RELATIONSHIP_TYPE as TYPES

        self.composer = composer
        self.body = document.element.body
        self._parts = {relation.reltype: relation.target_part for relation in document.part.rels.values()
                       if not relation.is_external}  # fmt: skip
        self._notes = {"footnotes": self._root(TYPES.FOOTNOTES), "endnotes": self._root(TYPES.ENDNOTES)}
        styles = self._root(TYPES.STYLES)
        self.styles = {} if styles is None else _styles_of(styles)
        self.numbering = _Numbering(self._root(TYPES.NUMBERING))
        self.references: list[tuple[str, str | None]] = []
        self.headline = ""

    def _root(self, kind: str) -> Any:
        from docx.oxml import parse_xml

        part = self._parts.get(kind)
        return None if part is None else parse_xml(part.blob)

    def read(self) -> None:
        self.blocks(self.body)
        # Read while the list grows: a note may hold the mark of another one.
        for number, (kind, key) in enumerate(self.references, start=1):
            root = self._notes[kind]
            found = () if root is None else (note for note in root if note.get(f"{_W}id") == key)
            for note in found:
                text = " ".join(self.text_of(paragraph) for paragraph in note.iter(f"{_W}p"))
                if plain(text):
                    self.composer.note(str(number), text)

    def blocks(self, parent: Any) -> None:
        for child in parent:
            if child.tag == f"{_W}p":
                self.paragraph(child)
            elif child.tag == f"{_W}tbl":
                self.table(child)
            elif child.tag in _WRAPPERS:
                self.blocks(child)
            elif child.tag == f"{_COMPATIBLE}AlternateContent" and len(child):
                self.blocks(child[0])

    # Text of one paragraph

    def _pieces(self, parent: Any) -> Iterator[tuple[str, bool]]:
        """(text, raised) of what a paragraph prints; the marks of its footnotes are noted and left out."""
        for child in parent:
            if child.tag == f"{_W}r":
                if not _is_on(child, _path("rPr", "vanish")):
                    up = _value(child, _path("rPr", "vertAlign")) == "superscript"
                    yield from ((text, up) for text in self._run(child))
            elif child.tag in _WRAPPERS:
                yield from self._pieces(child)
            elif child.tag == f"{_COMPATIBLE}AlternateContent" and len(child):
                yield from self._pieces(child[0])
            elif child.tag.startswith(_MATHS[:-1]) if isinstance(child.tag, str) else False:
                yield "".join(text.text or "" for text in child.iter(_MATHS)), False

    def _run(self, run: Any) -> Iterator[str]:
        for child in run:
            if child.tag == f"{_W}t":
                yield child.text or ""
            elif child.tag in _SPACES:
                yield _SPACES[child.tag]
            elif child.tag in _NOTE_REFERENCES:
                self.references.append((_NOTE_REFERENCES[child.tag], child.get(f"{_W}id")))

    def text_of(self, paragraph: Any) -> str:
        """What a paragraph prints, its line breaks kept."""
        text, mark = "", ""
        parts: list[str] = []
        for piece, up in self._pieces(paragraph):
            if up:
                mark += piece
                continue
            if mark:
                text = self._with_mark(parts, text, mark)
                mark = ""
            parts.append(piece)
            text = (text + piece)[-20:]
        if mark:
            self._with_mark(parts, text, mark)
        return "".join(parts)

    def _with_mark(self, parts: list[str], before: str, mark: str) -> str:
        """Adds what raised characters are in the text; at its beginning they are a footnote's own mark."""
        kept = raised(before, mark)
        if not kept:
            self.composer.mark(mark)
        parts.append(kept)
        return (before + kept)[-20:]

    # Paragraphs

    def paragraph(self, paragraph: Any) -> None:
        style = self.styles.get(_value(paragraph, _path("pPr", "pStyle")) or "", _Style())
        text = self.text_of(paragraph)
        if plain(text):
            mark = self._list_mark(paragraph, style)
            role = self._role(paragraph, style, mark, text)
            for line in _lines(f"{mark} {text}"):
                self.composer.paragraph(line, role)
        for box in _text_boxes(paragraph):
            self.blocks(box)

    def _list_mark(self, paragraph: Any, style: _Style) -> str:
        number = _value(paragraph, _path("pPr", "numPr", "numId"))
        level = _value(paragraph, _path("pPr", "numPr", "ilvl"))
        return self.numbering.mark(
            style.list_number if number is None else number, style.list_level if level is None else _whole(level, 0)
        )

    def _role(self, paragraph: Any, style: _Style, mark: str, text: str) -> str:
        """What the mark-up says of a paragraph, '' where it says nothing."""
        if style.name == "caption":
            return "caption"
        titled = style.name == "title"
        if not self.headline and (titled or self._looks_like_a_title(paragraph, style, text)):
            self.headline = plain(text)
            return "headline"
        if style.heading or titled:
            return "heading"
        return "list" if mark else ""

    @staticmethod
    def _looks_like_a_title(paragraph: Any, style: _Style, text: str) -> bool:
        """Centred and bold throughout, of several words: how an official document without styles prints its title."""
        aligned = _value(paragraph, _path("pPr", "jc"))
        if not (style.centred if aligned is None else aligned == "center"):
            return False
        if not 4 <= len(text.split()) <= _MOST_HEADLINE_WORDS:
            return False
        runs = [run for run in paragraph.iter(f"{_W}r") if any((t.text or "").strip() for t in run.iter(f"{_W}t"))]
        own = [run.find(_path("rPr", "b")) is not None for run in runs]
        bold = (_is_on(run, _path("rPr", "b")) if has else style.bold for run, has in zip(runs, own, strict=True))
        return bool(runs) and all(bold)

    # Tables

    def table(self, table: Any) -> None:
        cells = list(self._cells(table))
        rows, columns = {row for _, row, *_ in cells}, {column for _, _, column, *_ in cells}
        values = len(columns) > 1 and any(_is_amount(_bare_text(cell)) for cell, *_ in cells)
        lined = len(rows) > 1 and len(columns) > 1 and self._is_lined(table)
        if not values and not lined:
            # A letterhead or signatures side by side: what stands in each place is text of its own.
            for cell, *_ in cells:
                self.blocks(cell)
            return
        self.composer.table(
            Cell(self.cell_text(cell), row, column, height, width) for cell, row, column, height, width in cells
        )

    def _is_lined(self, table: Any) -> bool:
        style = self.styles.get(_value(table, _path("tblPr", "tblStyle")) or "", _Style())
        own = [table.find(_path("tblPr", "tblBorders")), *table.iter(f"{_W}tcBorders")]
        return style.lined or any(map(_has_lines, own))

    def _cells(self, table: Any) -> list[tuple[Any, int, int, int, int]]:
        """(cell, row, column, height, width) of the cells, those joined downwards once."""
        found: list[list] = []
        open_above: dict[int, list] = {}
        for row, line in enumerate(_children(table, "tr")):
            column = _whole(_value(line, _path("trPr", "gridBefore")), 0)
            for cell in _children(line, "tc"):
                width = min(max(_whole(_value(cell, _path("tcPr", "gridSpan")), 1), 1), _WIDEST_CELL)
                joined = _value(cell, _path("tcPr", "vMerge"))
                above = open_above.get(column)
                if joined is not None and joined != "restart" and above is not None:
                    above[3] = row - above[1] + 1
                else:
                    found.append([cell, row, column, 1, width])
                    open_above.pop(column, None)
                    if joined == "restart":
                        open_above[column] = found[-1]
                column += width
        return [tuple(one) for one in found]  # type: ignore[misc]

    def cell_text(self, cell: Any) -> str:
        """All that stands in a cell, a table inside it too, on one line."""
        return " ".join(self.text_of(paragraph) for paragraph in cell.iter(f"{_W}p"))


def _is_amount(text: str) -> bool:
    """Whether a cell holds a figure, alone or with its unit behind it."""
    return is_value(text) or (text[:1].isdecimal() and len(text.split()) < 4)


def _bare_text(cell: Any) -> str:
    """The text of a cell as it is typed, deleted text left out; a look at it counts no footnote and no list."""
    return plain("".join(text.text or "" for text in cell.iter(f"{_W}t")))


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, those inside wrappers too, without rows that were deleted."""
    for child in parent:
        if child.tag == f"{_W}{tag}":
            if child.find(_path("trPr", "del")) is None:
                yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes that hang on a paragraph; their older form beside the newer one is a copy of it."""
    for box in paragraph.iter(f"{_W}txbxContent"):
        nested = sum(parent.tag == f"{_W}txbxContent" for parent in box.iterancestors())
        copied = any(parent.tag == f"{_COMPATIBLE}Fallback" for parent in box.iterancestors())
        if not nested and not copied:
            yield box


def _lines(text: str) -> list[str]:
    """The lines of a paragraph; one that goes on in a small letter was only broken to fit."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and line.lstrip()[:1].islower():
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


def read_word(data: bytes, name: str) -> Source:
    """The text of a DOCX file: its body in order, tables as lines with tabs, footnotes behind.

    Left out are headers and footers, deleted and hidden text, comments; nothing outside the file is followed, no
    macro runs. ArticleError, one sentence, for a file that is damaged, locked, too large or holds no text.
    """
    check_archive(data, name, "DOCX", "word/")
    composer = Composer(name)
    with refusing_damage(name, "DOCX"):
        import docx

        reader = _Document(docx.Document(io.BytesIO(data)), composer)
        reader.read()
    return composer.source(KIND, title=reader.headline)
