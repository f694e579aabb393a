"""The units and counting nouns of the lexicon, found at a place of a text.

The lexicon holds what a reader knows without the sentence; which noun is meant in a sentence is read from pyvi's tags
(noun_phrases.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from viclaims.claims.longer_words import begins_longer_word
from viclaims.lexicon import Pattern, among, column, words

# The families in the order in which a word of two of them is taken: "độ richter" is no angle.
FAMILIES = ("points", "percent", "rate", "age", "money", "counted_time", "measure", "duration", "times")
_FAMILY = {word: family for family in reversed(FAMILIES) for word in words(family)}
# Word -> the name that all words of a unit have in tables ("us$" is USD); else the word as it is printed.
_NAMES = column("name", *FAMILIES)
# Nouns that stand behind a number in the press whatever pyvi's tag: they never make a label.
COUNT_NOUNS = among("noun", "classifier")
# A thing named together with its classifier: the classifier alone says too little.
CLASSIFIERS = among("classifier", "classifier_only")
# Nouns that say what is counted only together with the noun behind them: bài thi, trạm y tế.
PAIRED = among("paired_noun")
SCORES = among("score")


def unit_name(word: str) -> str:
    """The name in tables of a unit's word: "us$" is USD, "%" is %.

    >>> unit_name("us$"), unit_name("ha")
    ('USD', 'ha')
    """
    return _NAMES.get(word, word)


DONG = next(unit_name(word) for word in words("national_money"))


# Digits set high are footnotes: "25 tỷ USD²". Those of m² belong to the longer word, which is found first.
_SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")


def _may_be_glued(word: str, behind: str) -> bool:
    """Whether a word ends although a letter or digit stands behind it: "93,45%KH", "102%2", "USD²"."""
    return behind in _SUPERSCRIPTS or not word[-1].isalnum()


class WordIndex:
    """The longest entry of a word table at a place of a text, found by its first two letters."""

    def __init__(self, words: Iterable[str]):
        self._entries: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._entries.setdefault(word[:2], []).append(word)

    def at(self, low: str, place: int) -> str:
        """The entry that begins at `place` of a lower-case text and ends a word there, '' if there is none."""
        for key in (low[place : place + 2], low[place : place + 1]):
            for word in self._entries.get(key, ()):
                end = place + len(word)
                if low.startswith(word, place) and (not low[end : end + 1].isalnum() or _may_be_glued(word, low[end])):
                    # "vòng 17 V-League": a letter with a hyphen behind it begins a name
                    return "" if len(word) == 1 and low[end : end + 1] == "-" and word.isalpha() else word
        return ""


# Other words too: "2 chỉ vàng", but "năm 2008 chỉ 90.000"; "12.000 khối đất", but "3 khối lớp".
WEIGHED_IN, CUBIC = among("weighed_in"), among("cubic")
ONLY_GLUED = among("only_glued")  # "thêm 8p", but "tại 12 P. Bến Nghé"
_IS_BULK = Pattern(r"\s+{bulk}(?![^\W_])")
_IS_WEIGHED = Pattern(r"\s*(?:[,.;:)/]|$|\n|{gold|coordination}(?![^\W_]))")
# Behind these a currency is none of its longer words: "14,5 triệu đồng | tiền mặt", but "6 đồng tiền".
_SUM = Pattern(r"(?:{magnitude}|0{3})\s*$")
_UNITS, _COUNT_NOUNS, _MAGNITUDES = WordIndex(_FAMILY), WordIndex(COUNT_NOUNS), WordIndex(words("magnitude"))


class Unit(NamedTuple):
    """A unit found behind a number: its span, its name, and the table it stands in ('noun' for a counted noun)."""

    start: int
    end: int
    name: str
    family: str


def _past_space(low: str, at: int) -> int:
    while low[at : at + 1].isspace():
        at += 1
    return at


def table_unit(low: str, at: int) -> Unit | None:
    """The unit of measure, money, time or share printed at `at` of a lower-case text, if there is one.

    >>> table_unit("90 tạ/ha lúa", 2)
    Unit(start=3, end=8, name='tạ/ha', family='measure')
    >>> table_unit("22 đồng chí", 2), table_unit("5 năm thanh niên", 9)
    (None, None)
    """
    start = _past_space(low, at)
    word = _UNITS.at(low, start)
    end = start + len(word)
    if (word in WEIGHED_IN and not _IS_WEIGHED.match(low, end)) or (word in CUBIC and not _IS_BULK.match(low, end)):
        return None
    # "đ/c" is a comrade, "đ" alone is money: a longer noun wins.
    if begins_longer_word(low, word, end):
        of_sum = _FAMILY[word] == "money" and _SUM.search(low[max(0, start - 12) : start])
        word = word if of_sum else ""
    if not word or len(_COUNT_NOUNS.at(low, start)) > len(word) or (word in ONLY_GLUED and start > at):
        return None
    family = _FAMILY[word]
    return Unit(start, end, unit_name(word), "measure" if family == "rate" else family)


def count_noun(low: str, at: int) -> Unit | None:
    """The classifier or counting noun of the lexicon printed at `at` of a lower-case text, if there is one."""
    start = _past_space(low, at)
    word = _COUNT_NOUNS.at(low, start)
    if not word or begins_longer_word(low, word, start + len(word)):
        return None
    return Unit(start, start + len(word), word, "noun")


def magnitude_at(low: str, at: int) -> str:
    """The magnitude word (nghìn, triệu, tỷ ...) printed at `at` of a lower-case text, '' if there is none.

    >>> magnitude_at("15 triệu đồng", 2), magnitude_at("2025 tỷ lệ", 4)
    ('triệu', '')
    """
    start = _past_space(low, at)
    word = _MAGNITUDES.at(low, start)
    return "" if not word or begins_longer_word(low, word, start + len(word)) else word
