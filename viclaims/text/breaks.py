"""Line ends that only fit a text to a page or to a mail: where a sentence goes on in the next line.

A line is broken to fit where its sentence goes on, and on a page that was filled in this way every broken line is
full: the first word of the next line would not have stood in it. Lines that end in the middle of a sentence, which
grammar shows, tell how wide the page is; then the full lines are known that end between two words with capitals.
Verses, lists, tables, addresses and headings do not fill their lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from viclaims.lexicon import CAPITALS, Pattern, among
from viclaims.text.files import INVISIBLE

LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
NARROWEST, WIDEST = 30, 160  # characters; verses and cells are narrower, paragraphs that were not broken wider
FIGURE = 40  # characters; the heading of a figure that stands alone is shorter
HEADING = 60  # characters; the heads of tables are shorter
_RAGGED = 0.8  # letters are not all of one width: how much of the widest line a full one holds at least
_NEARLY = 0.95  # the few lines that tell how wide the page is may by chance be the longest
_SOME = 0.3  # of the full lines of a broken text at least this share ends where grammar shows it; two thirds do
MOST_BETWEEN = 6  # lines at the foot of one page and the head of the next

_LINE = re.compile(f"[^{LINE_ENDS}]+")
_MARGIN = re.compile(r"[^\S\r\n]*(?:>[> ]*)?")  # an answered mail has a sign before each line
_COLUMNS = re.compile(r"\t|\S {4,}\S|\s\|\s|^\|")
_LISTED = re.compile(
    r"(?:[-–—−•●○▪◦*+·✓➢❖]\s|\(?(?:\d{1,3}|[IVXLivx]{1,5}|[a-zđA-ZĐ])[.)]\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|\d{1,2}-\s)"
)
_STOPS = re.compile(r"[.!?…][\"”’»)\]]*$")
_CLOSERS = '"”’»)]%,;:–—-/&+'
# "tăng gần⏎24%", "đạt 25 tỷ⏎USD": a headline may end in "tăng" or "triệu" too, but not before these.
_ASKS_FOR_NUMBER = Pattern(
    r"(?<![^\W_])(?:{bound_word|change_verb|ratio_verb|from|up_to|copula|date_word|month|year})$"
)
_ASKS_FOR_UNIT = Pattern(r"[0-9]\s(?:{magnitude}\s)?{magnitude}$")
_PAGE_NUMBER = Pattern(r"[-–—\s]*(?:(?P<word>{page_label})\.?\s*)?[0-9]{1,4}(?:\s*/\s*[0-9]{1,4})?[-–—\s]*")
_DIGITS = re.compile("[0-9]+")
_RANGE = re.compile(r"[0-9] [-–—]\n[0-9]|[0-9],[0-9]+\n[-–—] [0-9]")  # "150 -⏎250 mm", "6,5⏎- 7 kg"
_ROW = re.compile(rf"[0-9]{{1,3}}\s[{CAPITALS}]")
_BARE_NUMBER = re.compile(r"[0-9.,]*[0-9]%?")  # one of a column of numbers
_ABBREVIATIONS = among("place_abbreviation", "title_abbreviation")


class Break(NamedTuple):
    """A stretch text[start:end] over which a sentence goes on; `glued` where its two sides are one word.

    `holds` says that a page's foot or head stands in it.
    """

    start: int
    end: int
    glued: bool
    holds: bool


class _Line(NamedTuple):
    """A line that is not blank: where its words begin and end, how they read, its margin and where it ends in it."""

    start: int
    end: int
    said: str
    margin: int
    reach: int


def _lines(text: str) -> list[_Line]:
    """The lines that are not blank, their letters counted as they are seen."""
    unseen = re.compile(f"[{INVISIBLE}]+") if any(map(text.__contains__, INVISIBLE)) else None
    composed = text.isascii() or unicodedata.is_normalized("NFC", text)
    found = []
    for line in _LINE.finditer(text):
        begin, end = line.span()
        start = _MARGIN.match(text, begin, end).end()  # type: ignore[union-attr]
        said = text[start:end].rstrip()
        end = start + len(said)
        if unseen:
            said = unseen.sub("", said)
        if not composed:
            said = unicodedata.normalize("NFC", said)
        if said:
            found.append(_Line(start, end, said, start - begin, start - begin + len(said)))
    return found


class _Joint(NamedTuple):
    """Two lines of which the second may go on with the first: their numbers, whether grammar shows that it does,
    whether the line ends in a stop, whether the lines begin with one word ("Xã A …⏎Xã B …"), how far the first would
    reach with the first word of the second."""

    line: int
    following: int
    shown: bool
    stops: bool
    alike: bool
    reach: int


class _Page(NamedTuple):
    """How wide the lines of a broken text are, and how far a line must reach with the next word to be a full one."""

    width: int
    full: float

    def is_full(self, line: _Line, joint: _Joint) -> bool:
        return joint.reach > self.full and line.reach <= self.width + 12


def _is_capitals(said: str) -> bool:
    return said.isupper() and sum(map(str.isalpha, said)) >= 8


def _is_parted(line: _Line, following: _Line) -> bool:
    """Whether what the second line is shows that it does not go on with the first."""
    first, second = line.said, following.said
    if _COLUMNS.search(first) or _COLUMNS.search(second):
        return True
    if _is_capitals(first) != _is_capitals(second):
        return True
    indented = following.margin > line.margin and not _LISTED.match(first)
    return indented and not second[0].islower()


def _is_open(said: str) -> bool:
    """Whether a sentence may go on behind these words."""
    return said[-1].isalnum() or said[-1] in _CLOSERS


def _goes_on(line: _Line, behind: str) -> bool:
    """Whether the first words of the next line, or the last of this one, show that a sentence is parted here."""
    first = behind.lstrip("(“\"'")[:1]
    if (
        first.islower()
        or first == "%"
        or _is_glued(line.said, behind)
        or _RANGE.search(f"{line.said[-8:]}\n{behind[:4]}")
    ):
        return True
    if line.reach < NARROWEST and _BARE_NUMBER.fullmatch(behind):
        return False
    if _asks_for_more(line.said, behind):
        return True
    # Few sentences begin with a number, and a line of this width is no heading of a table with numbered rows.
    ends = line.said[-1].isalnum() or line.said[-1] == ","
    return first.isdigit() and ends and line.reach >= HEADING and not (_LISTED.match(behind) or _ROW.match(behind))


def _asks_for_more(said: str, behind: str) -> bool:
    asks = _ASKS_FOR_NUMBER if behind[0].isdigit() else _ASKS_FOR_UNIT
    return asks.search(said[-24:].lower()) is not None


def _joint(lines: list[_Line], at: int, following: int) -> _Joint:
    line, behind = lines[at], lines[following]
    word = behind.said.split(None, 1)[0]
    reach = line.reach + (not _is_glued(line.said, behind.said)) + len(word)
    # No sentence begins with a small letter: "sản lượng trên 1,9 ng.⏎tấn".
    abbreviated = line.said[-1] == "." and (
        line.said.rsplit(None, 1)[-1][:-1] in _ABBREVIATIONS
        or (behind.said[0].islower() and line.reach >= HEADING and not _LISTED.match(behind.said))
    )
    stops = not abbreviated and _STOPS.search(line.said[-8:]) is not None
    shown = abbreviated or (not stops and _is_open(line.said) and _goes_on(line, behind.said))
    return _Joint(at, following, shown, stops, line.said.split(None, 1)[0] == word, reach)


def _is_glued(said: str, behind: str) -> bool:
    """ "26-⏎NQ/TW", "km/⏎h"."""
    return len(said) > 1 and said[-1] in "-/" and said[-2].isalnum() and behind[0].isalnum()


def _page_of(lines: list[_Line], joints: list[_Joint]) -> _Page | None:
    """The page whose full lines these are, None where they do not look as if one page was filled with them."""
    wide = [joint for joint in joints if NARROWEST <= lines[joint.line].reach <= WIDEST]
    shown = [joint for joint in wide if joint.shown and not joint.alike]
    if not shown:
        return _filled_page(lines, joints)
    widths = sorted(lines[joint.line].reach for joint in shown)
    width = widths[len(widths) * 19 // 20]  # one line of a table or an address may be longer
    fitting = [joint.reach for joint in shown if joint.reach > width * _RAGGED]
    if len(fitting) * 4 < len(shown) * 3:
        return None
    page = _Page(width, min(width * _NEARLY, min(fitting) - 0.5))
    full = sum(page.is_full(lines[joint.line], joint) for joint in joints if not joint.stops)
    return page if len(fitting) >= full * _SOME else None


def _filled_page(lines: list[_Line], joints: list[_Joint]) -> _Page | None:
    """The page of three or more lines that are as wide as it allows, though none shows by grammar that it goes on."""
    if len(joints) < 3 or all(joint.stops for joint in joints):
        return None
    width = max(lines[at].reach for joint in joints for at in (joint.line, joint.following))
    full = HEADING <= width <= WIDEST and all(joint.reach > width for joint in joints)
    return _Page(width, width) if full else None


class _Broken:
    """The lines of a text, and which of them go on in the next."""

    def __init__(self, text: str):
        self.text = text
        self.lines = _lines(text)
        self.feet = _page_lines(text, self.lines)
        self.joints = self._joints()
        blocks: list[list[_Joint]] = []
        for before, joint in zip([None, *self.joints], self.joints, strict=False):
            if before is None or before.following != joint.line:
                blocks.append([])
            blocks[-1].append(joint)
        whole = [joint for joint in self.joints if not self._is_marked(joint)]
        page = _page_of(self.lines, whole) if sum(joint.shown for joint in whole) > 1 else None
        self.found: list[_Joint] = []
        for block in blocks:
            self._join(block, page)

    def _is_marked(self, joint: _Joint) -> bool:
        """Whether the second line begins as an item of a list does."""
        line, behind = self.lines[joint.line].said, self.lines[joint.following].said
        return _LISTED.match(behind) is not None and not _RANGE.search(f"{line[-8:]}\n{behind[:4]}")

    def _joints(self) -> list[_Joint]:
        found, at, count = [], 0, len(self.lines)
        while at < count - 1:
            following = at + 1
            while following in self.feet and following - at <= MOST_BETWEEN and following < count:
                following += 1
            if following < count and (following > at + 1 or self._one_end(at, following)):
                found.append(_joint(self.lines, at, following))
                at = following
            else:
                at += 1
        return found

    def _one_end(self, at: int, following: int) -> bool:
        between = self.text[self.lines[at].end : self.lines[following].start].replace("\r\n", "\n")
        return sum(map(between.count, LINE_ENDS)) == 1 or "\f" in between

    def _join(self, block: list[_Joint], of_text: _Page | None) -> None:
        """Keep those joints of a block over which a sentence goes on."""
        lines = self.lines
        free = [joint for joint in block if not self._is_marked(joint)]
        free = [joint for joint in free if not _is_parted(lines[joint.line], lines[joint.following])]
        allowed = set(free)
        pages = [page for page in (_page_of(lines, free), of_text) if page]
        marked = [joint for joint in block if self._is_marked(joint)]
        # "trong giai đoạn 2016⏎- 2020": the lines before the items of a list are not all full.
        dashes = len(marked) < 4 and all(
            any(page.is_full(lines[joint.line], joint) for page in pages)
            and not joint.stops
            and lines[joint.line].said[-1].isalnum()
            for joint in marked
        )
        begin = lines[block[0].line].said[0]
        for joint in block:
            line = lines[joint.line]
            full = any(page.is_full(line, joint) for page in pages)
            over = joint.following > joint.line + 1
            if joint in allowed:
                known = self._by_grammar(joint, begin) or (full and (not over or not joint.stops))
            else:
                known = dashes and joint in marked
            if known:
                self.found.append(joint)
            else:
                begin = lines[joint.following].said[0]

    def _by_grammar(self, joint: _Joint, begin: str) -> bool:
        """A list of lines in small letters is none: "Huyện có:⏎xã A⏎xã B"."""
        said, behind = self.lines[joint.line].said, self.lines[joint.following].said
        ends = said[-1].isalnum() or said[-1] in ",%." or _is_glued(said, behind)
        return joint.shown and not begin.islower() and ends

    def breaks(self) -> list[Break]:
        lines = self.lines
        return [
            Break(
                lines[joint.line].end,
                lines[joint.following].start,
                _is_glued(lines[joint.line].said, lines[joint.following].said),
                joint.following > joint.line + 1,
            )
            for joint in self.found
        ]


def _page_lines(text: str, lines: list[_Line]) -> set[int]:
    """The lines that are the number of a page, or the head or foot that is printed on every page.

    A number alone is one where it stands apart from the text and the line before it is no heading of a figure; with
    a line that is printed again with another number, it needs to be apart on one side alone.
    """
    numbers, perhaps = set(), set()
    for at, line in enumerate(lines):
        if len(line.said) > 24 or (found := _PAGE_NUMBER.fullmatch(line.said.lower())) is None:
            continue
        before, behind = _gap(text, lines, at), _gap(text, lines, at + 1)
        apart = "\n\n" in before, "\n\n" in behind
        wide = at and lines[at - 1].reach > FIGURE
        if found["word"] or line.said[0] in "-–—" or "\f" in before + behind or (wide and all(apart)):
            numbers.add(at)
        elif any(apart):
            perhaps.add(at)
    near = {at + step for at in numbers | perhaps for step in (-1, 1) if 0 <= at + step < len(lines)}
    near |= {at for at in range(1, len(lines)) if "\f" in text and "\f" in _gap(text, lines, at)}
    near -= numbers | perhaps
    heads = Counter(_DIGITS.sub("0", lines[at].said) for at in near)
    again = {at for at in near if heads[_DIGITS.sub("0", lines[at].said)] > 1}
    return numbers | again | {at for at in perhaps if at - 1 in again or at + 1 in again}


def _gap(text: str, lines: list[_Line], at: int) -> str:
    """The line ends before line `at`: a new page is "\\f", any other "\\n"."""
    start = lines[at - 1].end if at else 0
    end = lines[at].start if at < len(lines) else len(text)
    between = text[start:end].replace("\r\n", "\n")
    return "".join(char if char == "\f" else "\n" for char in between if char in LINE_ENDS)


def soft_breaks(text: str) -> list[Break]:
    """The stretches of a text, in order, in which it was only broken to fit a page; linear, any str.

    >>> text = "Cả tỉnh có 52\\nxã đạt chuẩn.\\nHuyện có:\\nxã A\\nxã B"
    >>> soft_breaks(text)
    [Break(start=13, end=14, glued=False, holds=False)]
    """
    if not any(map(text.__contains__, LINE_ENDS)):
        return []
    return _Broken(text).breaks()
