"""What stands for a raised piece of a text (<sup>, w:vertAlign): a power, a degree, or the mark of a footnote."""

from __future__ import annotations

import re

# A raised figure is a power behind a unit of length or time or behind ten; elsewhere, and always if it is 1, which is
# no power that anybody writes, it is the mark of a footnote.
_POWER_OF = re.compile(r"(?:(?<![^\W\d_])(?:[kcdmhµ]?m|dam|hm|s)|(?<![\d.,])10)\Z")
_POWERS = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
_FIGURE = re.compile(r"(?!1\Z)[-−]?\d{1,2}")
_MARK = re.compile(r"(?:[\[(]?(?:\d{1,3}|\*{1,3})[\])]?[\s,;]*)+")
LONGEST_TAIL = 12  # characters before it that are looked at


def written_raised(text: str, before: str, behind: str) -> str | None:
    """What is written for `text` raised between `before` and `behind`; '' for a footnote's mark, None: as it is.

    >>> [written_raised("2", before, "") for before in ("rộng 120 m", "đạt 612 tỷ đồng", "")]
    ['²', '', '2 ']
    """
    before = before.rstrip()
    if text in ("o", "0", "O") and before[-1:].isdigit() and behind.lstrip()[:1] in ("C", "F"):
        return "°"
    if _FIGURE.fullmatch(text) and _POWER_OF.search(before[-LONGEST_TAIL:]):
        return text.translate(_POWERS)
    if len(text) < 20 and _MARK.fullmatch(text):
        return "" if before else f"{text} "  # a note itself begins with its mark
    return None
