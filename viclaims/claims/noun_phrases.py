"""The noun phrase that a number counts, read from pyvi's words and tags of the stretch behind the number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from viclaims.claims.units import CLASSIFIERS, COUNT_NOUNS, PAIRED, Unit, count_noun
from viclaims.lexicon import joined
from viclaims.text import words as segment

REACH = 110
NOUN_TAGS = frozenset({"N", "Nc", "Nu", "Np", "Ny", "Nb"})
ATTRIBUTE_TAGS = NOUN_TAGS | {"A"}
# pyvi's tag or not, these never begin the thing counted.
NOT_COUNTED = joined("not_counted")
# A counted phrase ends before these even where pyvi calls them nouns or adjectives.
STOPS = joined("phrase_stop")
GO_ON = joined("phrase_goes_on") | {",", "/"}
KEPT = joined("kept_in_phrase")
_STRETCH_END = re.compile(r"[;:.()\n\r“”\"!?…]|\s[-–—]\s")
_COORDINATION = joined("coordination") | {",", "/"}


class Counted(NamedTuple):
    """What a number counts: `unit` the head, `phrase` the whole noun phrase, `start` and `end` of the phrase."""

    unit: str
    phrase: str
    start: int
    end: int


BLOCK = 600  # characters; a longer sentence is tagged in blocks, cut at white space, so that time stays linear
KEPT_BLOCKS = 4


class TaggedText:
    """pyvi's words and tags of one sentence, looked up when first needed, a block at a time."""

    def __init__(self, text: str):
        self.text = text
        self._edges: list[int] | None = None
        self._blocks: dict[int, tuple[list[segment.Word], list[int]]] = {}

    def between(self, first: int, last: int) -> list[segment.Word]:
        """The words of text[first:last] with offsets into the text; a word that reaches over an edge is parted."""
        if self._edges is None:
            self._edges = self._cut()
        edges = self._edges
        index = bisect_right(edges, first) - 1
        found: list[segment.Word] = []
        while index < len(edges) - 1 and edges[index] < last:
            words, starts = self._blocks.get(index) or self._block(index, edges)
            at = bisect_left(starts, first)
            stop = bisect_left(starts, last, at)
            if (at and words[at - 1].end > first) or (stop > at and words[stop - 1].end > last):
                return self._tagged_apart(first, last)
            found += words[at:stop]
            index += 1
        return found

    def _cut(self) -> list[int]:
        """Where the blocks begin, and the end of the text."""
        edges, length = [0], len(self.text)
        while length - edges[-1] > BLOCK:
            at = edges[-1] + BLOCK
            space = self.text.rfind(" ", at - BLOCK // 4, at)
            edges.append(space if space > 0 else at)
        return [*edges, length]

    def _block(self, index: int, edges: list[int]) -> tuple[list[segment.Word], list[int]]:
        words = self._tagged_apart(edges[index], edges[index + 1])
        if len(self._blocks) >= KEPT_BLOCKS:  # numbers are read in order: the oldest is done with
            del self._blocks[next(iter(self._blocks))]
        self._blocks[index] = words, [word.start for word in words]
        return self._blocks[index]

    def _tagged_apart(self, first: int, last: int) -> list[segment.Word]:
        words = segment.tag(self.text[first:last])
        return [segment.Word(w.start + first, w.end + first, w.text, w.tag) for w in words] if first else words


def words_behind(tagged: TaggedText, end: int) -> list[segment.Word]:
    """Tagged words behind the number that ends at `end`, up to the end of its clause."""
    text = tagged.text
    found = _STRETCH_END.search(text, end, min(len(text), end + REACH))
    return tagged.between(end, found.start() if found else _whole_word(text, end + REACH))


def _whole_word(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - 40, at)
    return space if space > 0 else at


def counted_behind(
    tagged: TaggedText, low: str, end: int, coordinated: bool = True, stop: int | None = None
) -> Counted | None:
    """The noun phrase behind the number that ends at `end`, None where no noun is counted there.

    `low` is the sentence in lower case; `coordinated`: whether the phrase goes on behind a comma or "và" ("xã, phường,
    thị trấn"); `stop`: where the words end that may belong to it.

    >>> text = "có 90.253 lượt cán bộ, công chức, viên chức được cử đi"
    >>> counted_behind(TaggedText(text), text, 9)[:2]
    ('lượt', 'lượt cán bộ, công chức, viên chức')
    >>> counted_behind(TaggedText("đã xử lý 134, đạt 61,75%"), "đã xử lý 134, đạt 61,75%", 12) is None
    True
    """
    sentence = tagged.text
    if end < len(sentence) and sentence[end] in ",.;:)":
        return None
    words = words_behind(tagged, end) if stop is None else tagged.between(end, stop)
    listed = count_noun(low, end)
    if not words or not (listed or _is_counted(words[0])):
        return None
    head = _head(words, listed)
    last = _phrase_end(words, head, coordinated)
    phrase = " ".join(sentence[words[0].start : last].split())
    unit = " ".join(sentence[words[0].start : head].split())
    return Counted(unit, phrase, words[0].start, last)


def _is_counted(word: segment.Word) -> bool:
    name = word.text.lower()
    return word.tag in NOUN_TAGS and name not in NOT_COUNTED and name[0].isalpha()


def _head(words: list[segment.Word], listed: Unit | None) -> int:
    """End of the counted head: the first word, or a longer entry of the table ("đơn vị hành chính")."""
    first = words[0]
    end = first.end if listed is None else max(listed.end, first.end if _is_counted(first) else listed.end)
    name = first.text.lower()
    single = "_" not in name and (name in PAIRED or (name not in CLASSIFIERS and name not in COUNT_NOUNS))
    second = words[1] if len(words) > 1 and words[1].start == end + 1 else None
    if second and len(words) > 2 and words[2].text == "-" and words[2].start == second.end:
        second = None  # a borrowed word that pyvi parts: trụ tua-bin
    if single and second and second.tag in NOUN_TAGS and second.text.islower() and second.text not in STOPS:
        return second.end
    return end


def _phrase_end(words: list[segment.Word], head: int, coordinated: bool) -> int:
    """End of the noun phrase: nouns and attributes in a row, and further nouns coordinated with commas or "và"."""
    stop, at = head, 0
    while at < len(words) and words[at].end <= head:
        at += 1
    while at < len(words):
        word = words[at]
        name = word.text.lower()
        if name in KEPT or (word.tag in ATTRIBUTE_TAGS and name not in STOPS):
            stop, at = word.end, at + 1
        elif coordinated and name in _COORDINATION and (following := _coordinated(words, at, stop, stop > head)):
            stop, at = following
        else:
            break
    return stop


def _coordinated(words: list[segment.Word], at: int, stop: int, listed: bool) -> tuple[int, int] | None:
    """The noun behind a comma if it only continues the list: nothing but nouns up to the next comma,
    "và" or end.

    A noun with a verb of its own begins a new clause, unless the list had another noun before it (`listed`).
    """
    ahead = at + 1
    while ahead < len(words) and words[ahead].tag in NOUN_TAGS and words[ahead].text.lower() not in STOPS:
        if words[ahead].text[0].isupper():
            return None
        ahead += 1
    if ahead == at + 1 or ahead - at > 3:
        return None
    behind = words[ahead] if ahead < len(words) else None
    if behind and not listed and behind.text.lower() not in GO_ON:
        return None
    if behind and behind.tag in ("M", "A"):
        return None
    if words[at].text == "," and ahead == len(words) and words[at].start != stop:
        return None
    return words[ahead - 1].end, ahead
