"""Mark up stretches of an article for a page: text from outside is escaped, spans become linked elements.

Everything that comes from an article passes through `safe_text` or `mark_up`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup, escape

# A bidirectional control is shown by its code and isolated, so that it cannot turn the words around it.
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Bytes that HTML forbids: C0 controls have printable pictures, a lone surrogate has none.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Letters that Vietnamese has and English has not.
VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
QUOTED = re.compile(r"“[^“”]+”|\"[^\"\n]+\"|\([^()]+\)")

# kind → the element that carries it; the order breaks ties between spans of the same extent.
ELEMENTS = {
    "sentence": ("span", "sentence"),
    "document": ("u", "document"),
    "claim": ("mark", "claim"),
    "whole": ("mark", "whole"),
    "number": ("span", "number-mention"),
}


class Span(NamedTuple):
    """A stretch of the article: `kind` is a key of ELEMENTS, `href` where its text leads (or empty)."""

    start: int
    end: int
    kind: str
    id: str
    href: str = ""
    title: str = ""


class Term(NamedTuple):
    """A glossary entry: the Vietnamese term, the id of its entry and the words that explain it."""

    term: str
    id: str
    tip: str


def _visible(found: re.Match) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def for_attribute(text: object) -> str:
    """`text` fit for an attribute or a title: no bidirectional or forbidden character, spaces made single.

    >>> for_attribute("lượt\u202e\\n cán bộ")
    'lượt cán bộ'
    """
    return " ".join(FORBIDDEN.sub(_visible, BIDI.sub("", str(text))).split())


def safe_text(text: object) -> Markup:
    """`text` as HTML that shows every character of it, and runs or reorders nothing.

    >>> safe_text("<b>lượt</b>")
    Markup('&lt;b&gt;lượt&lt;/b&gt;')
    """
    escaped = str(escape(FORBIDDEN.sub(_visible, str(text))))
    return Markup(BIDI.sub(isolate_control, escaped))


def isolate_control(found: re.Match) -> str:
    """One bidirectional control in an element that ends its reach; the style sheet shows the code."""
    return f'<span class="bidi" data-code="U+{ord(found[0]):04X}">{found[0]}</span>'


def is_vietnamese(text: str) -> bool:
    """Whether a letter of `text` is Vietnamese and not English.

    >>> is_vietnamese("lượt"), is_vietnamese("attendances")
    (True, False)
    """
    return VIETNAMESE.search(unicodedata.normalize("NFC", text)) is not None


def mark_vietnamese(text: str) -> Markup:
    """English `text` as HTML; what stands in it in quotes or brackets with Vietnamese letters says so.

    >>> str(mark_vietnamese("a pilot (thí điểm)"))
    'a pilot <span lang="vi">(thí điểm)</span>'
    """
    out, done = [], 0
    for found in QUOTED.finditer(text):
        if is_vietnamese(found[0]):
            out.append(safe_text(text[done : found.start()]))
            out.append(Markup('<span lang="vi">{}</span>').format(safe_text(found[0])))
            done = found.end()
    return Markup("").join([*out, safe_text(text[done:])])


class TermFinder:
    """Finds glossary terms in plain stretches, the longest first and each once until `again` is called.

    >>> finder = TermFinder([Term("bí thư", "term-1", "party secretary")])
    >>> str(finder.mark("một bí thư, hai bí thư"))
    'một <a class="term" href="#term-1" data-tip="party secretary">bí thư</a>, hai bí thư'
    """

    def __init__(self, terms: Iterable[Term]):
        self._terms: dict[str, Term] = {}
        for term in terms:
            for form in ("NFC", "NFD"):
                self._terms.setdefault(unicodedata.normalize(form, term.term.lower()), term)
        words = sorted(map(re.escape, self._terms), key=len, reverse=True)
        either = "|".join(words) or r"(?!)"
        self._pattern = re.compile(rf"(?<!\w)(?:{either})(?![\w\u0300-\u036f])", re.IGNORECASE)
        self._seen: set[str] = set()

    def again(self) -> None:
        """Forget which terms were marked, as at the start of a paragraph."""
        self._seen.clear()

    def mark(self, text: str) -> Markup:
        """`text` escaped, with each term that was not marked yet as a link to its entry."""
        out, done = [], 0
        for found in self._pattern.finditer(text):
            term = self._terms.get(found[0].lower())
            if term is None or term.id in self._seen:
                continue
            self._seen.add(term.id)
            out.append(safe_text(text[done : found.start()]))
            link = Markup('<a class="term" href="#{}" data-tip="{}">{}</a>')
            out.append(link.format(term.id, term.tip, found[0]))
            done = found.end()
        return Markup("").join([*out, safe_text(text[done:])])


def mark_up(text: str, start: int, end: int, spans: Iterable[Span], finder: TermFinder) -> Markup:
    """`text[start:end]` as HTML with `spans` as nested elements; one that crosses another is cut at its end.

    Linear in stretch and spans. Text inside a span with an `href` is a link; elsewhere terms are marked.

    >>> claim = Span(0, 2, "claim", "claim-0", "#row-0")
    >>> str(mark_up("52 xã", 0, 5, [claim], TermFinder([])))
    '<mark class="claim" id="claim-0"><a href="#row-0">52</a></mark> xã'
    """
    order = {kind: rank for rank, kind in enumerate(ELEMENTS)}
    pending = sorted(spans, key=lambda span: (span.start, -span.end, order[span.kind]))
    out: list[Markup] = []
    open_spans: list[tuple[int, Span]] = []
    at = start

    def leaf(to: int) -> None:
        nonlocal at
        if to > at:
            linked = next((span for _, span in reversed(open_spans) if span.href), None)
            piece = text[at:to]
            out.append(
                Markup('<a href="{}">{}</a>').format(linked.href, safe_text(piece)) if linked else finder.mark(piece)
            )
            at = to

    def close(until: int) -> None:
        while open_spans and open_spans[-1][0] <= until:
            leaf(open_spans[-1][0])
            out.append(Markup(f"</{ELEMENTS[open_spans.pop()[1].kind][0]}>"))

    for span in pending:
        close(span.start)
        limit = open_spans[-1][0] if open_spans else end
        if not at <= span.start < limit:
            continue
        leaf(span.start)
        tag, css = ELEMENTS[span.kind]
        title = Markup(' title="{}"').format(span.title) if span.title else ""
        out.append(Markup('<{} class="{}" id="{}"{}>').format(Markup(tag), css, span.id, title))
        open_spans.append((min(span.end, limit), span))
    close(end)
    leaf(end)
    return Markup("").join(out)
