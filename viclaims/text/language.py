"""Whether a stretch of text is Vietnamese: by its letters, else by how many of its words are Vietnamese syllables."""

from __future__ import annotations

import re
import unicodedata

# Letters that no other language in Latin script has, in a word in small letters: one shows that a sentence is ours.
_OURS = re.compile("(?<![^\\W\\d_])[a-zđà-ỹ]*[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{12,})[”\"»]")
_ONSETS = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx]"
_RHYMES = "[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
_SYLLABLE = re.compile(f"(?:{_ONSETS})?{_RHYMES}")
FEWEST = 4  # words in small letters; of fewer no language can be told
FOREIGN = 0.4  # this share of words that are no Vietnamese syllables


def _bare(word: str) -> str:
    """The letters of a word without their marks."""
    parts = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(char for char in parts if not unicodedata.combining(char))


def has_vowel(text: str) -> bool:
    """Whether a letter of `text` is a vowel, as in every Vietnamese word.

    >>> has_vowel("hộ"), has_vowel("trđ")
    (True, False)
    """
    return not set("aeiouy").isdisjoint(_bare(text))


def is_foreign(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether text[start:end] is in another language than Vietnamese; False where too few words tell.

    >>> is_foreign("The province attracted 42 new projects worth 1.2 billion USD, up 15% from a year earlier.")
    True
    >>> is_foreign("Die Stadt hat im vergangenen Jahr 300 neue Wohnungen gebaut."), is_foreign("Xã có 52 thôn.")
    (True, False)
    >>> is_foreign("Tinh da co 52 xa dat chuan nong thon moi")
    False
    """
    end = len(text) if end is None else end
    if _OURS.search(text, start, end):
        return False
    words = [word[0] for word in _WORD.finditer(text, start, end) if word[0].islower()]
    if len(words) < FEWEST:
        return False
    odd = sum(not _SYLLABLE.fullmatch(_bare(word)) for word in words)
    return odd >= FOREIGN * len(words)


def foreign_stretches(text: str) -> list[tuple[int, int]]:
    """(start, end) of what is in another language in a sentence: all of it, or what stands in quotation marks.

    >>> text = "Ông nói: “We expect 300 million dollars within 5 years” và cho biết thêm."
    >>> [text[start:end] for start, end in foreign_stretches(text)]
    ['We expect 300 million dollars within 5 years']
    """
    if is_foreign(text):
        return [(0, len(text))]
    return [found.span(1) for found in _QUOTED.finditer(text) if is_foreign(text, *found.span(1))]
