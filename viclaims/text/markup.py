"""A web page as a row of blocks: its paragraphs, lines and tables in order, each with the elements it stands in.

The tree is walked once, without recursion, whatever its depth. What a block is to the article is asked elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from viclaims.text.raised import LONGEST_TAIL, written_raised
from viclaims.text.webtables import grid_of, rows_of

# Inside these there is no text of the page.
SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "map",
        "head",
        "select",
        "textarea",
        "option",
        "datalist",
        "input",
        "button",
    ]
)
CONTROLS = frozenset(["input", "button", "select", "textarea", "label"])
# Elements that stand in a line of text; every other one begins and ends a block.
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "o:p",
        "picture",
        "q",
        "ruby",
        "rt",
        "s",
        "samp",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "st1:place",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "meta",
        "link",
        "param",
    ]
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BOLD, ITALIC = frozenset(("b", "strong")), frozenset(("i", "em"))
_SPACE = re.compile(r"\s+")
_NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_LONGEST_NAMES = 400  # characters of class and id that are looked at


@dataclass(slots=True)
class Node:
    """An element that begins a block: its place in the tree, what its marks say, and which blocks it holds."""

    tag: str
    parent: int
    names: frozenset[str]  # the words of class and id, in small letters
    hidden: bool
    centred: bool
    first: int  # its first block …
    last: int = -1  # … and the first behind it
    controls: int = 0  # fields and buttons in it
    pictures: int = 0


@dataclass(slots=True)
class Block:
    """A paragraph, a line or a table (`rows`), with the node it stands in."""

    text: str
    node: int
    linked: int = 0  # characters inside links
    links: int = 0
    bold: bool = False
    italic: bool = False
    pictured: bool = False  # a picture stands right before it
    names: frozenset[str] = frozenset()  # of elements inside the line that hold all of it
    dated: str = ""  # the machine-readable time of a time element
    rows: tuple[str, ...] = ()


@dataclass
class Page:
    """Nodes and blocks of a page in document order, the footnote marks left out, and what the page says of itself."""

    root: html.HtmlElement
    nodes: list[Node] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    password: bool = False
    player: bool = False
    depth: int = 0  # of the elements that stand in each other

    def above(self, node: int) -> Iterator[int]:
        """The node and those that it stands in, inmost first."""
        while node >= 0:
            yield node
            node = self.nodes[node].parent


def parse(markup: str) -> html.HtmlElement | None:
    """The tree of a page, without comments; None where there is no element in it."""
    # lxml refuses a str that declares an encoding of its own, and ends at a NUL.
    written = re.sub(r"\A\s*<\?xml[^>]*>", "", markup)
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(written.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root if isinstance(root.tag, str) else None


def names_of(element: etree._Element) -> frozenset[str]:
    """The words of class and id: 'detail-sapo', 'PhotoCMS_Caption' → detail, sapo, photo, cms, caption."""
    written = f"{element.get('class', '')} {element.get('id', '')}"[:_LONGEST_NAMES]
    return frozenset(part.lower() for part in _NAME_PART.findall(written)) if len(written) > 1 else frozenset()


class _Line:
    """The text that is gathered between two edges of blocks."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = self.linked = self.bold = self.italic = self.links = 0
        self.edge = False  # an element began or ended since the last text
        self.spans: list[tuple[frozenset[str], int, int]] = []
        self.dated = ""

    def add(self, text: str | None, linked: bool, bold: bool, italic: bool) -> None:
        if not text:
            return
        words = _SPACE.sub(" ", text)
        if self.parts and words[0] != " " and _runs_together(self.parts[-1][-1:], words[0]) and self.edge:
            words = f" {words}"
        self.edge = False
        count = len(words) - words.count(" ")
        self.parts.append(words)
        self.size += count
        self.linked += count * linked
        self.bold += count * bold
        self.italic += count * italic

    @property
    def tail(self) -> str:
        return "".join(self.parts[-3:])[-LONGEST_TAIL:]

    def block(self, node: int) -> Block | None:
        text = " ".join("".join(self.parts).split())
        if not text:
            return None
        whole = [names for names, start, end in self.spans if start == 0 and end == self.size]
        return Block(
            text, node, linked=self.linked, links=self.links, bold=self.bold >= self.size,
            italic=self.italic >= self.size, names=frozenset().union(*whole), dated=self.dated,
        )  # fmt: skip


def _runs_together(left: str, right: str) -> bool:
    """Two words that only the style of the page parts: <span>Hà Nội</span>Sáng 5/3."""
    return left.islower() and (right.isupper() or right.isdigit())


def _goes_on(line: str, following: str) -> bool:
    """Whether a line that a <br> ends goes on behind it: it ends as no sentence does, the next begins small."""
    return following[0].islower() and line[-1] not in ".!?…:;"


class _Walk:
    def __init__(self, root: html.HtmlElement):
        self.page = Page(root)
        self.open: list[int] = []
        self.line = _Line()
        self.picture = False
        self.controls = self.pictures = 0
        self.linked = self.bold = self.italic = 0
        self.inline: list[tuple[int, int, int, frozenset[str], int]] = []
        self.holders = _tables_with_tables(root)
        self.broken = False  # the line began behind a <br>

    def flush(self) -> None:
        """End the line; elements that are still open go on in the next."""
        block = self.line.block(self.open[-1] if self.open else 0)
        self.line = _Line()
        self.inline = [(link, bold, italic, names, 0) for link, bold, italic, names, _ in self.inline]
        if block is None:
            return
        last = self.page.blocks[-1] if self.broken and self.page.blocks else None
        self.broken = False
        if last is not None and last.node == block.node and len(last.text) < 5000 and _goes_on(last.text, block.text):
            last.text = f"{last.text} {block.text}"
            last.linked += block.linked
            last.links += block.links
            last.bold, last.italic = last.bold and block.bold, last.italic and block.italic
        else:
            self._append(block)

    def _append(self, block: Block) -> None:
        block.pictured, self.picture = self.picture, False
        self.page.blocks.append(block)

    def begin(self, element: etree._Element, tag: str) -> bool:
        """Whether the children of the element are to be looked at."""
        page = self.page
        if tag in CONTROLS:
            self.controls += 1
            page.password |= element.get("type") == "password"
        page.player |= tag == "video"
        if tag in SILENT:
            return False
        if tag == "br":
            self._break()
            return True
        if tag == "img":
            self.picture = True
            self.pictures += 1
            return True
        style = element.get("style") or ""
        if tag in INLINE:
            return self._inline(element, tag, style)
        self.flush()
        self.broken = False
        parent = self.open[-1] if self.open else -1
        hidden = "hidden" in element.attrib or bool(_HIDDEN.search(style))
        centred = tag == "center" or element.get("align") == "center" or bool(_CENTRED.search(style))
        node = Node(tag, parent, names_of(element), hidden, centred, len(page.blocks))
        node.controls, node.pictures = -self.controls, -self.pictures  # what was before it
        page.nodes.append(node)
        self.open.append(len(page.nodes) - 1)
        page.depth = max(page.depth, len(self.open) + len(self.inline))
        if tag == "table" and element not in self.holders:
            grid = grid_of(element)
            if grid is not None:
                linked = sum(len("".join(a.itertext())) for a in element.iter("a"))
                self._append(Block("", self.open[-1], linked=linked, rows=rows_of(grid)))
                page.blocks[-1].text = "\n".join(page.blocks[-1].rows)
                return False
        self.line.add(element.text, self.linked > 0, self.bold > 0, self.italic > 0)
        return True

    def _inline(self, element: etree._Element, tag: str, style: str) -> bool:
        if tag == "sup" or (style and _RAISED.search(style)) or _points_to_note(element, tag):
            mark = "".join(element.itertext()).strip()
            written = written_raised(mark, self.line.tail, element.tail or "")
            if written is not None:
                if not written:
                    self.page.marks.add(mark.strip("[]()"))
                self.line.edge = False
                self.line.add(written, False, self.bold > 0, self.italic > 0)
                self.inline.append((0, 0, 0, frozenset(), self.line.size))
                return False
        link = int(tag == "a" and element.get("href") is not None)
        bold, italic = int(tag in BOLD or bool(style and _BOLD.search(style))), int(tag in ITALIC)
        self.linked, self.bold, self.italic = self.linked + link, self.bold + bold, self.italic + italic
        self.line.links += link
        if tag == "time":
            self.line.dated = element.get("datetime") or self.line.dated
        if style and _HIDDEN.search(style):
            self.inline.append((link, bold, italic, frozenset(), self.line.size))
            return False
        self.inline.append((link, bold, italic, names_of(element), self.line.size))
        self.page.depth = max(self.page.depth, len(self.open) + len(self.inline))
        self.line.edge = tag not in ("sub", "sup")
        self.line.add(element.text, self.linked > 0, self.bold > 0, self.italic > 0)
        return True

    def _break(self) -> None:
        """A line that ends in the middle of a sentence, or a headline's, goes on behind the break."""
        if not self.open or self.page.nodes[self.open[-1]].tag in HEADINGS | {"figcaption", "li", "a"}:
            self.line.parts.append(" ")
        else:
            self.flush()
            self.broken = True

    def _close(self, node: Node) -> None:
        node.last = len(self.page.blocks)
        node.controls += self.controls
        node.pictures += self.pictures

    def end(self, element: etree._Element, tag: str) -> None:
        if tag in INLINE:
            if tag not in SILENT and tag != "img" and self.inline:
                link, bold, italic, names, start = self.inline.pop()
                self.linked, self.bold, self.italic = self.linked - link, self.bold - bold, self.italic - italic
                if names:
                    self.line.spans.append((names, start, self.line.size))
                self.line.edge = tag not in ("sub", "sup")
        elif tag not in SILENT and tag != "br":
            self.flush()
            self.broken = False
            if self.open:
                self._close(self.page.nodes[self.open.pop()])
        self.line.add(element.tail, self.linked > 0, self.bold > 0, self.italic > 0)


def _points_to_note(element: etree._Element, tag: str) -> bool:
    return tag == "a" and (element.get("href") or "").startswith("#") and len("".join(element.itertext())) < 8


def _tables_with_tables(root: etree._Element) -> set[etree._Element]:
    """The tables that hold other tables: they lay out the page."""
    open_tables: list[etree._Element] = []
    found: set[etree._Element] = set()
    for event, element in etree.iterwalk(root, events=("start", "end"), tag="table"):
        if event == "end":
            open_tables.pop()
            continue
        if open_tables:
            found.add(open_tables[-1])
        open_tables.append(element)
    return found


def read_blocks(root: html.HtmlElement) -> Page:
    """The blocks of a tree in document order."""
    walk = _Walk(root)
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag.lower() if isinstance(element.tag, str) else "script"
        if event == "end":
            walk.end(element, tag)
        elif not walk.begin(element, tag):
            walker.skip_subtree()
    walk.flush()
    return walk.page
