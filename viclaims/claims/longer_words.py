"""Longer words that begin like a unit, a noun or a number word: in "năm 2025 tỷ lệ" there is no magnitude.

Source: the lexicon's table longer_words; `unless` there names what shows that the syllables belong apart after all
("2 tỷ | lệ phí", "5 triệu | chứng khoán").
"""

from __future__ import annotations

from functools import cache

from viclaims.lexicon import lexicon


@cache
def _continuations() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """First syllables -> (the rest of a longer word, what may not follow it), the longest rest first."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in lexicon().rows("longer_word"):
        syllables = row.word.split()
        for cut in range(1, len(syllables)):
            rest = " ".join(syllables[cut:])
            found.setdefault(" ".join(syllables[:cut]), []).append((rest, tuple(row.own["unless"].split())))
    return {first: sorted(rests, key=lambda rest: -len(rest[0])) for first, rests in found.items()}


def begins_longer_word(low: str, word: str, end: int) -> bool:
    """Whether `word`, which ends at `end` of a lower-case text, is only the beginning of a longer word there.

    >>> low = "năm 2025 tỷ lệ hộ nghèo"; begins_longer_word(low, "tỷ", low.index("tỷ") + 2)
    True
    >>> low = "thu 2 tỷ lệ phí"; begins_longer_word(low, "tỷ", low.index("tỷ") + 2)
    False
    """
    rests = _continuations().get(word)
    if rests is None or not low[end : end + 1].isspace():
        return False
    at = end + 1
    while low[at : at + 1].isspace():
        at += 1
    for rest, unless in rests:
        if _is_word(low, rest, at):
            behind = at + len(rest) + 1
            return not any(_is_word(low, apart, behind) for apart in unless)
    return False


def _is_word(low: str, word: str, at: int) -> bool:
    return low.startswith(word, at) and not low[at + len(word) : at + len(word) + 1].isalnum()
