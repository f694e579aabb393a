"""The article of a saved web page: headline, lead, headings, paragraphs, lists, captions and tables, in their order.

trafilatura is the ground: where the text that it keeps stands, there the article is. What it drops is put back by
looking at the page around that, and what stands in boxes of links, comments or adverts is left out. No site is known
by name; each reason to leave something out is in `_reason` or `_is_foreign_line`.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import islice

from lxml import html

from viclaims.lexicon import Pattern, words
from viclaims.text.files import ArticleError, Source
from viclaims.text.markup import HEADINGS, Block, Node, Page, parse, read_blocks
from viclaims.text.webfacts import Facts, printed_date, read_facts

MOST_CHARACTERS = 20_000_000
# Letters from which a word of the lexicon also begins a longer name, or stands in one: authorbox, imgcaption.
_BEGINS, _INSIDE = 6, 7
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*\Z")
_LETTERS = re.compile(r"[^\W\d_]+")
_NOTE = re.compile(r"[\[(]?(\d{1,2}|\*{1,3})[\])]?\.?\s")
_ARROWS = re.compile(r"\s*(?:>{1,3}|»|►|▶|=>|→)\s*\S")
# Beyond these trafilatura takes more than seconds: elements in each other, tables, blocks.
_DEEPEST, _MOST_TABLES, _MOST_BLOCKS = 250, 400, 30_000
_LONGEST_BOX = 1000  # characters of running text
_ENOUGH = 400  # characters of running text that make up an article
_SHINGLE = 4  # words in a row that show that two texts are one
# A line that heads a box of links, or behind which only the page goes on.
_BOX_HEAD = Pattern(r"(?i:\W*{link_box|page_end}(?:\W*\d*\W*|\s*[:>].{0,200}))")
_CALL = Pattern(r"(?i:\W*{page_call}(?![^\W_]).{0,300})")
_LINK_LINE = Pattern(r"(?i:\W*{link_box}\s*[:>].{0,200})")
_PAGE_LINE = Pattern(r"(?i:\W*{reading_tool}\W*\d*\W*|\W*{page_fact}\s*:.{0,200}|[\d.,]+\ {views})")
_NO_ARTICLE = (
    "no article text was found in the page (is it a front page, a video or a form to log in?); "
    "open the article itself and save that page, or copy its text into a .txt file instead."
)


def letters(text: str) -> str:
    """The letters of a text alone, small and composed: what is left the same by spaces, marks and figures."""
    return "".join(_LETTERS.findall(unicodedata.normalize("NFC", text))).lower()


@cache
def _marks(kind: str) -> frozenset[str]:
    return frozenset(words(kind))


@lru_cache(maxsize=20_000)
def _says(name: str, kind: str) -> bool:
    return any(
        name == word or (len(word) >= _BEGINS and name.startswith(word)) or (len(word) >= _INSIDE and word in name)
        for word in _marks(kind)
    )


def named(names: frozenset[str], kind: str) -> bool:
    """Whether a name of class or id is a word of the class `kind` of the lexicon, or holds a long one."""
    return any(_says(name, kind) for name in names)


class Kept:
    """The text that trafilatura keeps of a page, to ask whether a block is in it."""

    def __init__(self, text: str):
        self.lines = {letters(line) for line in text.split("\n")}
        self.rows = {row for line in text.split("\n") for row in _shingles(line)}

    def holds(self, text: str) -> bool:
        if letters(text) in self.lines:
            return True
        parts = _shingles(text)
        return len(parts) > 1 and sum(part in self.rows for part in parts) * 10 >= len(parts) * 7


def _shingles(text: str) -> list[tuple[str, ...]]:
    found = [word.lower() for word in _LETTERS.findall(unicodedata.normalize("NFC", text))]
    return [tuple(found[place : place + _SHINGLE]) for place in range(len(found) - _SHINGLE + 1)]


def kept_text(root: html.HtmlElement) -> str:
    """What trafilatura takes for the main text of the page, a paragraph a line; '' where it finds none."""
    import trafilatura
    from trafilatura.settings import use_config

    config = use_config()
    # Below this many characters trafilatura runs the whole page into one line; a short notice is one too.
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "40")
    page = copy.deepcopy(root)
    for cell in page.iter("td", "th"):  # it fills up what a cell says it spans, whatever that is
        cell.attrib.pop("colspan", None)
        cell.attrib.pop("rowspan", None)
    try:
        return trafilatura.extract(page, include_comments=False, config=config) or ""
    except (RecursionError, ValueError, AttributeError, TypeError, IndexError):
        return ""  # a page too odd for it; the blocks of the page are looked at alone


def is_prose(block: Block) -> bool:
    """Running text: a sentence or more, most of it outside links."""
    size = len(block.text)
    return (
        size >= 40
        and len(_LETTERS.findall(block.text)) >= 6
        and block.linked * 2 < size
        and (size >= 160 or bool(_SENTENCE_END.search(block.text)))
    )


class Article:
    """Which blocks of a page are its article, and what each is."""

    def __init__(self, page: Page, facts: Facts, kept: Kept):
        self.page, self.facts, self.kept = page, facts, kept
        self.blocks, self.nodes = page.blocks, page.nodes
        self.prose = [is_prose(block) and not block.rows for block in self.blocks]
        sizes = [len(b.text) - b.linked if prose else 0 for b, prose in zip(self.blocks, self.prose, strict=True)]
        self.running = _sums(sizes)
        self.titles = [key for key in map(letters, facts.titles) if key]
        self.fits = [self._title_fit(place) for place in range(len(self.blocks))]
        first = [place for place, fit in enumerate(self.fits) if fit and self._tag(place) == "h1"]
        self.shown = _sums([fit and (not first or place in first) for place, fit in enumerate(self.fits)])
        self.headline = -1
        self.weights = self._weights()
        self.sums = _sums(self.weights)
        self.sizes = _sums([len(block.text) for block in self.blocks])
        self.links = _sums([block.linked for block in self.blocks])
        self.counts = _sums([block.links for block in self.blocks])
        self.cards = self._card_nodes()
        self.out = self._left_out()
        self.body = self._container()
        self.headline = self._find_headline()

    # ------------------------------------------------------------------------------------ where the article is

    def _weights(self) -> list[float]:
        """How much each block says of where the article is: its letters if it is prose, more where others agree."""
        suspect: list[bool] = []
        for node in self.nodes:
            above = node.parent >= 0 and suspect[node.parent]
            suspect.append(above or (self._is_box(node) and not self._holds_title(node)))
        clear = sum(
            len(b.text) for b, prose in zip(self.blocks, self.prose, strict=True) if prose and not suspect[b.node]
        )
        # Comments are often longer than the article; but a box's name may also stand on all of a page.
        doubted = 0.0 if clear >= _ENOUGH else 1 / 16
        weights = []
        whole = Kept(self.facts.body) if self.facts.body else None
        for block, prose in zip(self.blocks, self.prose, strict=True):
            weight = float(len(block.text) - block.linked) if prose else 0.0
            if suspect[block.node]:
                weight *= doubted
            elif weight:
                weight *= 1 + self.kept.holds(block.text) + (whole is not None and whole.holds(block.text))
            weights.append(weight)
        return weights

    def _share(self, node: Node) -> float:
        return (self.sums[node.last] - self.sums[node.first]) / (self.sums[-1] or 1)

    def _is_box(self, node: Node) -> bool:
        """Whether its tag, its style or its name says so; no advert, menu or bar is as long as an article."""
        if node.hidden or node.tag in ("nav", "header", "footer", "aside") or named(node.names, "foreign_text_mark"):
            return True
        return named(node.names, "box_mark") and self.running[node.last] - self.running[node.first] < _LONGEST_BOX

    def _card_nodes(self) -> set[int]:
        """Elements that hold a linked headline and at most a few words on it: the cards of other articles."""
        cards = set()
        for place, block in enumerate(self.blocks):
            node = self.nodes[block.node]
            if block.linked * 10 < len(block.text.replace(" ", "")) * 9 or len(block.text) < 12:
                continue
            for above in self.page.above(node.parent if node.tag in HEADINGS | {"p"} else block.node):
                holder = self.nodes[above]
                if holder.last - holder.first > 4 or self.sizes[holder.last] - self.sizes[holder.first] > 600:
                    break
                alone = holder.last - holder.first == 1
                if holder.first <= place and (not alone or holder.tag in ("article", "li")):
                    cards.add(above)
                    break
        return cards

    def _reason(self, place: int) -> bool:
        """Whether the element as a whole is no part of the article."""
        node = self.nodes[place]
        if self._is_box(node):
            return not self._is_credit(place)
        if place in self.cards:
            return True
        if node.controls >= 2 and node.last - node.first < 12:
            return True
        size = self.sizes[node.last] - self.sizes[node.first]
        links = self.counts[node.last] - self.counts[node.first]
        linked = self.links[node.last] - self.links[node.first]
        if links >= 2 and linked * 10 >= size * 6 and node.tag not in HEADINGS | {"p"}:
            return True
        first = self.blocks[node.first].text if node.first < node.last else ""
        return node.last - node.first > 1 and len(first) < 80 and _BOX_HEAD.fullmatch(first) is not None

    def _is_credit(self, place: int) -> bool:
        """Who took a picture stands under it."""
        node = self.nodes[place]
        within = node.parent >= 0 and self.nodes[node.parent].tag == "figure"
        return within and not node.hidden and node.last - node.first == 1

    def _left_out(self) -> list[bool]:
        """By node: no part of the article. What holds much of its text is never left out as a whole."""
        out: list[bool] = []
        for place, node in enumerate(self.nodes):
            above = node.parent >= 0 and out[node.parent]
            foreign = above or (node.last > node.first and self._reason(place) and self._share(node) < 0.4)
            out.append(foreign and (above or not self._holds_title(node)))
        return out

    def _holds_title(self, node: Node) -> bool:
        """Whether the headline may be in it: where headings of the first rank fit the page's title, only they count."""
        return self.shown[node.last] > self.shown[node.first]

    def _container(self) -> int:
        """The inmost element that holds nearly all the weight of what is not left out."""
        weights = [0.0 if self.out[b.node] else w for b, w in zip(self.blocks, self.weights, strict=True)]
        sums = _sums(weights)
        inmost = 0
        for place, node in enumerate(self.nodes):
            if node.parent in (-1, inmost) and sums[node.last] - sums[node.first] >= 0.92 * sums[-1] > 0:
                inmost = place
        node = self.nodes[inmost]
        if node.parent >= 0 and any(self._is_sister(place, inmost) for place in range(len(self.nodes))):
            return node.parent
        return inmost

    def _is_sister(self, place: int, inmost: int) -> bool:
        """Another element of the same name beside it that holds running text: the article goes on in it."""
        node, known = self.nodes[place], self.nodes[inmost]
        alike = place != inmost and (node.parent, node.tag, node.names) == (known.parent, known.tag, known.names)
        return alike and bool(node.names) and not self.out[place] and any(self.prose[node.first : node.last])

    # ------------------------------------------------------------------------------------------- the headline

    def _title_fit(self, place: int) -> bool:
        """Whether the block is what the page's own facts call its title, with or without the name of the site."""
        block = self.blocks[place]
        if not 8 <= len(block.text) <= 400 or block.rows:
            return False
        key = letters(block.text)
        return len(key) >= 8 and any(
            key == title or (len(key) * 5 >= len(title) * 2 and title.startswith(key)) for title in self.titles
        )

    def _find_headline(self) -> int:
        first = next((place for place in self._inside() if self.weights[place] > 0), len(self.blocks))
        fits = [place for place, fit in enumerate(self.fits) if fit]
        tops = [place for place in range(min(first, len(self.blocks))) if self._tag(place) == "h1"]
        for found in (
            [place for place in fits if self._tag(place) == "h1"],
            [place for place in fits if place < first and self._tag(place) in HEADINGS],
            [place for place in tops if self._may_be_headline(place)],
            [place for place in fits if place <= first and not self.blocks[place].linked][-1:],
        ):
            if found:
                return found[-1] if found[-1] < first else found[0]
        marked = [place for place in range(first) if self._is_marked_title(place)]
        return marked[-1] if marked and first < len(self.blocks) else -1

    def around_headline(self) -> list[Block]:
        """The blocks beside the headline, of what it shares with the article and not of the head of the page."""
        if self.headline < 0:
            return []
        shared = self.nodes[next(
            above for above in self.page.above(self.blocks[self.headline].node)
            if self.nodes[above].first <= self._inside().start and self.nodes[above].last >= self._inside().stop
        )]  # fmt: skip
        first, last = max(self.headline - 8, shared.first), min(self.headline + 12, shared.last)
        return self.blocks[first:last]

    def _is_marked_title(self, place: int) -> bool:
        block = self.blocks[place]
        marked = named(self.nodes[block.node].names | block.names, "headline_mark") or self._tag(place) in HEADINGS
        return marked and len(block.text) >= 20 and self._may_be_headline(place)

    def _may_be_headline(self, place: int) -> bool:
        block = self.blocks[place]
        return not self.out[block.node] and 12 <= len(block.text) <= 300 and not block.linked

    def _tag(self, place: int) -> str:
        """The tag of the element that the block stands in, a heading's where it stands in one."""
        for above in self.page.above(self.blocks[place].node):
            if self.nodes[above].tag in HEADINGS:
                return self.nodes[above].tag
            if self.nodes[above].last - self.nodes[above].first > 1:
                break
        return self.nodes[self.blocks[place].node].tag

    # ------------------------------------------------------------------------------------------------ the rest

    def _inside(self) -> range:
        node = self.nodes[self.body]
        return range(node.first, node.last)

    def parts(self) -> list[tuple[str, Block]]:
        """(role, block) of the article in order, the headline not among them; '' where the lines tell the role."""
        inside = self._inside()
        begin = self.headline + 1 if -1 < self.headline < inside.stop else inside.start
        running = [place for place in range(max(begin, inside.start), inside.stop) if self._is_running(place)]
        if not running:
            return []
        homes = self._homes(running)
        found = []
        ended = False
        for place in range(begin, inside.stop):
            block = self.blocks[place]
            if place > running[-1] and _BOX_HEAD.fullmatch(block.text[:300]):
                ended = True
            if ended or place == self.headline or self.out[block.node] or self._is_foreign_line(block):
                continue
            role = self._role(place, running)
            if self._belongs(place, role, running, homes):
                found.append((role, block))
        return self._with_lead(found)

    def _is_running(self, place: int) -> bool:
        block = self.blocks[place]
        return self.prose[place] and not self.out[block.node] and not self._is_foreign_line(block)

    def _homes(self, running: Sequence[int]) -> frozenset[int]:
        """The elements that paragraphs of the article stand in directly."""
        homes = set()
        for place in running:
            node = self.blocks[place].node
            homes.add(node)
            homes.add(self.nodes[node].parent)
        return frozenset(homes)

    def _is_foreign_line(self, block: Block) -> bool:
        """A line that is no part of the article although it stands among its paragraphs."""
        text = block.text
        size = len(text) - text.count(" ")
        if named(block.names, "box_mark") or named(block.names, "foreign_text_mark"):
            return True
        if block.rows:
            return block.linked * 2 > len(text)
        if block.links and block.linked * 10 >= size * 8:
            return True
        if block.links and block.linked * 2 >= size and (block.bold or block.italic or not _SENTENCE_END.search(text)):
            return True
        if block.links and (_ARROWS.match(text) or _LINK_LINE.fullmatch(text[:300])):
            return True
        if len(text) > 300:
            return False
        return any(pattern.fullmatch(text) is not None for pattern in (_BOX_HEAD, _PAGE_LINE, _CALL)) or not letters(
            text
        )

    def _role(self, place: int, running: Sequence[int]) -> str:
        block = self.blocks[place]
        if block.rows:
            return "table"
        tags = set()
        names = block.names
        for count, above in enumerate(self.page.above(block.node)):
            node = self.nodes[above]
            if above == self.body or count > 4:
                break
            tags.add(node.tag)
            if node.last - node.first <= 2:
                names |= node.names
        if "figcaption" in tags or "figure" in tags or (named(names, "caption_mark") and len(block.text) < 600):
            return "caption"
        if self._is_under_picture(place):
            return "caption"
        if tags & HEADINGS:
            return "heading" if len(block.text) <= 250 else ""
        if "caption" in tags:
            return "heading"
        if "li" in tags:
            return "list"
        if named(names, "note_mark") or (place >= running[-1] - 5 and self._opens_note(block.text)):
            return "note"
        short = len(block.text) <= 150 and not re.search(r"[.,;:…?!]\W*\Z", block.text)
        if block.bold and short and place < running[-1] and letters(block.text):
            return "heading"
        return ""

    def _opens_note(self, text: str) -> bool:
        mark = _NOTE.match(text)
        return mark is not None and mark[1] in self.page.marks

    def _is_under_picture(self, place: int) -> bool:
        """Words right behind a picture that the page sets apart: in italics, in the middle, in a cell of their own."""
        block = self.blocks[place]
        if not block.pictured or len(block.text) > 400 or block.rows:
            return False
        node = self.nodes[block.node]
        frame = None
        for above in islice(self.page.above(block.node), 8):
            if self.nodes[above].last - self.nodes[above].first > 2:
                break
            if self.nodes[above].tag != "p" and self.nodes[above].pictures:
                frame = self.nodes[above]
        framed = frame is not None and (frame.tag in ("table", "figure") or len(block.text) <= 250)
        centred = node.centred or (node.parent >= 0 and self.nodes[node.parent].centred)
        return framed or block.italic or (centred and not block.bold)

    def _belongs(self, place: int, role: str, running: Sequence[int], homes: frozenset[int]) -> bool:
        block = self.blocks[place]
        node = self.nodes[block.node]
        at_home = block.node in homes or node.parent in homes or self._holder(block.node) in homes
        if place < running[0]:
            prose = is_prose(block) and not printed_date(block.text)
            return role in ("caption", "table", "list") or (role == "heading" and len(block.text) > 40) or (
                self._is_lead(place) and not printed_date(block.text)) or prose  # fmt: skip
        if place <= running[-1]:
            return role != "" or self.prose[place] or at_home
        return at_home and (role in ("caption", "table", "list", "note") or self.prose[place]
                            or (role == "" and bool(re.search(r"[.!?…]\W*\Z", block.text))))  # fmt: skip

    def _holder(self, node: int) -> int:
        """What a list, a table or a figure as a whole stands in."""
        for above in self.page.above(node):
            if self.nodes[above].tag in ("ul", "ol", "table", "figure", "dl"):
                return self.nodes[above].parent
        return node

    # ------------------------------------------------------------------------------------------------ the lead

    def _is_lead(self, place: int) -> bool:
        """Whether class or id say so, or it is what the page tells of itself to others."""
        block = self.blocks[place]
        names = block.names
        for above in self.page.above(block.node):
            node = self.nodes[above]
            if self._share(node) > 0.5 or node.last - node.first > 6:
                break
            names |= node.names
        if named(names, "lead_mark"):
            return True
        key, told = letters(block.text), letters(self.facts.description)
        return len(key) >= 30 and len(told) >= 30 and (key.endswith(told[-60:]) or told.startswith(key[:60]))

    def _with_lead(self, found: list[tuple[str, Block]]) -> list[tuple[str, Block]]:
        """The lead told: by its marks, else a first paragraph that is set as a heading or in bold letters."""
        places = {id(block): place for place, block in enumerate(self.blocks)}
        told = [number for number, (role, block) in enumerate(found[:8])
                if role in ("", "heading", "list") and self._is_lead(places[id(block)])]  # fmt: skip
        first = next((number for number, (role, _) in enumerate(found) if role not in ("caption", "table")), -1)
        if not told and first >= 0 and first + 1 < len(found):
            role, block = found[first]
            if len(block.text) >= 60 and (role == "heading" or block.bold) and role != "list":
                told = [first]
        run = [number for number in told if all(between in told or found[between][0] == "caption"
                                                for between in range(told[0], number))]  # fmt: skip
        return [("lead" if number in run else role, block) for number, (role, block) in enumerate(found)]


def _sums(values: Iterable[float]) -> list[float]:
    """The sums of the first 0, 1, 2, … values."""
    total = [0.0]
    for value in values:
        total.append(total[-1] + value)
    return total


def read_markup(markup: str, name: str, encoding: str = "utf-8") -> Source:
    """The article of a page: its text, a paragraph or a row of a table a line, and what the page says of it.

    ArticleError, one sentence with `name`, where the page holds no article or is too large to be one.
    """
    if len(markup) > MOST_CHARACTERS:
        raise ArticleError(f"{name}: the page has more than {MOST_CHARACTERS:,} characters; save the article alone.")
    root = parse(markup)
    if root is None:
        raise ArticleError(f"{name}: {_NO_ARTICLE}")
    facts = read_facts(root)
    page = read_blocks(root)
    article = Article(page, facts, Kept(kept_text(root) if _is_bounded(page) else ""))
    parts = article.parts()
    if not _is_article(article, parts):
        raise ArticleError(f"{name}: {_NO_ARTICLE}")
    head = page.blocks[article.headline].text if article.headline >= 0 else facts.title
    pieces = [("headline", head)] if head else []
    seen = {letters(head)}
    for role, block in parts:
        key = letters(block.text)
        if block.rows or key not in seen:
            pieces.append((role, block.text))
        if role == "lead":  # it may stand again above the text
            seen.add(key)
    text, roles = _written(pieces)
    published = facts.published(article.around_headline())
    return Source(text, encoding, title=head, published=published, outlet=facts.outlet, roles=tuple(roles))


def _is_bounded(page: Page) -> bool:
    tables = sum(node.tag == "table" for node in page.nodes)
    return page.depth <= _DEEPEST and tables <= _MOST_TABLES and len(page.blocks) <= _MOST_BLOCKS


def _is_article(article: Article, parts: Sequence[tuple[str, Block]]) -> bool:
    """A sentence at least that is no heading and no caption; more where the page shows a film or asks who reads."""
    said = sum(len(block.text) for role, block in parts if role in ("", "lead", "list", "table"))
    if article.facts.film or article.page.password or (article.page.player and not article.facts.written):
        return said >= (600 if article.facts.film else 300)
    if article.headline < 0 and len(article.cards) >= 8:
        return said >= 1000
    return any(is_prose(block) for role, block in parts if role != "heading")


def _written(pieces: Iterable[tuple[str, str]]) -> tuple[str, list[tuple[int, int, str]]]:
    text, roles = [], []
    place = 0
    for role, words_ in pieces:
        if role:
            roles.append((place, place + len(words_), role))
        text.append(words_)
        place += len(words_) + 2
    return "\n\n".join(text) + "\n", roles
