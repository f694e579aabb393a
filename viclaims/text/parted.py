"""Digits and letters of one number that a PDF parted: "đạt 1 66,9 nghìn tỷ", "(15, 6%)", "nă m 2023".

Only what can be read in one way is put together. A verb or a bound before two numbers says that they are one, for it
takes one; behind a label ("tổ 1 25 người") the first is a name. The rest is doubted (claims/doubts.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from viclaims.lexicon import Pattern, alternatives, words

# What one number stands behind, and no label of it.
_TAKES_A_NUMBER = Pattern(
    r"(?<![^\W_])(?:{about|more_than|less_than|at_least|at_most|change_verb|copula|level_verb|from})\s$"
)
# "Số thôn là 12. 250 hộ": a sentence may end with the number of a copula, with none of these.
_BOUNDED = Pattern(r"(?<![^\W_])(?:{about|more_than|less_than|at_least|at_most|change_verb})\s$")
_MEASURED = Pattern(r"\s?%|\s(?:{magnitude|percent})(?![^\W_])")
_COUNTED = Pattern(r"\s?%|\s(?:{magnitude|percent|noun|measure|rate|national_money|age|duration|times})(?![^\W_])")
_YEAR_BEFORE = Pattern(r"(?<![^\W_])(?:{year})\s$")
_ASKED = 24  # characters before a number

_NUMBERS = re.compile(r"(?<![\w.,/:-])[0-9][0-9., ]*[0-9](?![0-9]|[.,/:-][0-9])")
_DECIMAL = re.compile(r"[0-9]{1,2} [0-9]{1,2},[0-9]{1,2}")  # "1 66,9"
_COMMA = re.compile(r"([0-9]{1,3})(?: ,| , |, )([0-9]{1,2})")  # "15, 6"
_GROUP = re.compile(r"[1-9][0-9]{0,2}(?: \.| \. |\. )[0-9]{3}")  # "1. 250"
_SINGLE = re.compile(r"[0-9](?: [0-9]){2,3}")  # "1 2 5", "2 0 2 3"
_YEAR = re.compile(r"(?:1 9|2 0) [0-9] [0-9]")

# No syllable ends in ă or â, none is made of the end of one: "nă m", "nhâ n", "đồ ng".
_NEEDS_END = "ăằẳẵắặâầẩẫấậ"
_SYLLABLE = re.compile(
    rf"(?<=[{_NEEDS_END}]) (?=(?:ng|nh|ch|[cmnpt])(?![^\W_]))|(?<=[^\W\d_bcdđfghjklmnpqrstvwxz]) (?=n[gh](?![\w.]))"
)


def _split_words() -> str:
    """The magnitudes with a space between any two of their letters."""
    size = [
        f"{word[:cut]} {word[cut:]}" for word in words("magnitude") if " " not in word for cut in range(1, len(word))
    ]
    return alternatives(size)


_MAGNITUDE = re.compile(rf"(?<=[0-9]) (?P<word>{_split_words()})(?![^\W_])")


def parted(text: str) -> list[tuple[int, int]]:
    """The spaces inside what is one number or word of an NFC text with single spaces, in order; linear.

    >>> text = "đạt 1 66,9 nghìn tỷ đồng; tổ 1 25,5 ha"
    >>> parted(text)
    [(5, 6)]
    """
    found = [at.span() for at in _SYLLABLE.finditer(text)] if _holds_ends(text) else []
    for at in _MAGNITUDE.finditer(text):
        space = text.index(" ", at.start("word"))
        found.append((space, space + 1))
    for numbers in _NUMBERS.finditer(text):
        if " " in numbers[0] and _is_one(text, *numbers.span()):
            found += _spaces(text, *numbers.span())
    return sorted(set(found))


def _holds_ends(text: str) -> bool:
    return " ng" in text or any(f"{letter} " in text for letter in _NEEDS_END)


def _spaces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return ((at, at + 1) for at in range(start, end) if text[at] == " ")


def _is_one(text: str, start: int, end: int) -> bool:
    """Whether the digits text[start:end], which have spaces among them, are one number."""
    said = text[start:end]
    before, behind = text[max(0, start - _ASKED) : start].lower(), text[end : end + _ASKED].lower()
    if _YEAR.fullmatch(said) and _YEAR_BEFORE.search(before):
        return True
    if _DECIMAL.fullmatch(said):
        return bool(_TAKES_A_NUMBER.search(before) and _COUNTED.match(behind))
    if comma := _COMMA.fullmatch(said):
        # "tăng 5, 6%" is from 5 to 6 per cent.
        steps = int(comma[2]) - int(comma[1]) == 1 and " ," not in said
        alone = before.endswith("(") and behind.lstrip()[:2] in ("%)", "%;", "%,")
        return not steps and bool(_MEASURED.match(behind)) and (alone or bool(_TAKES_A_NUMBER.search(before)))
    if _GROUP.fullmatch(said):
        return bool(_BOUNDED.search(before) and _COUNTED.match(behind))
    if _SINGLE.fullmatch(said):
        return said[0] != "0" and bool(_TAKES_A_NUMBER.search(before) and _COUNTED.match(behind))
    return False
