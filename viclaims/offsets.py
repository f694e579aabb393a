"""Read a text in NFC and give every offset back in the text as it came.

Rules are written in composed Vietnamese letters (NFC). Saved pages and macOS file names often carry the same
letters decomposed (NFD), so a rule's span has to be carried back to the very str that was handed in.
"""

import re
import unicodedata
from array import array

# CPython orders combining marks by insertion; a run of thousands of them would take quadratic time.
# No letter of any language carries this many, so a longer run is left as it came.
LONGEST_CLUSTER = 32


def _joins_the_letter_before(char: str) -> bool:
    """True for a character that NFC may merge with, or move around, the one before it."""
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"


def _character_class(chars: list[str]) -> str:
    return "[" + "".join(map(re.escape, sorted(chars))) + "]"


def _clusters(text: str) -> re.Pattern[str]:
    """Pattern of the stretches of `text` that NFC can change; everything between them stays as it is."""
    high = [char for char in set(text) if char >= "\u0300"]
    joining = [char for char in high if _joins_the_letter_before(char)]
    changed = [char for char in high if unicodedata.normalize("NFC", char) != char]
    patterns = []
    if joining:
        patterns.append(rf"(?s:.){_character_class(joining)}+")
    if changed:
        patterns.append(_character_class(changed))
    return re.compile("|".join(patterns))


def to_nfc(text: str) -> tuple[str, array | None]:
    """Compose `text` and say where each composed character stood.

    Returns (nfc, offsets). `offsets` is None when `text` is NFC already, else an array of len(nfc) + 1
    positions in `text`, never falling: nfc[a:b] came from text[offsets[a]:offsets[b]], and a letter is never
    parted from its marks. Linear in the length of the text; takes any str, lone surrogates included.

    >>> import unicodedata
    >>> nfc, offsets = to_nfc(unicodedata.normalize("NFD", "Nghị quyết số 26"))
    >>> nfc[5:10], list(offsets[5:11])
    ('quyết', [6, 7, 8, 9, 12, 13])
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text, None
    pieces: list[str] = []
    offsets = array("q")
    done = 0
    for match in _clusters(text).finditer(text):
        start, end = match.span()
        cluster = match.group()
        composed = cluster if end - start > LONGEST_CLUSTER else unicodedata.normalize("NFC", cluster)
        pieces += text[done:start], composed
        offsets.extend(range(done, start))
        offsets.extend(min(start + inner, end) for inner in range(len(composed)))
        done = end
    pieces.append(text[done:])
    offsets.extend(range(done, len(text) + 1))
    return "".join(pieces), offsets


def back(offsets: array | None, start: int, end: int) -> tuple[int, int]:
    """Span in the text as it came of a span in its NFC form.

    >>> back(None, 3, 5)
    (3, 5)
    """
    return (start, end) if offsets is None else (offsets[start], offsets[end])
