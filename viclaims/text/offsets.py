"""Read a text in NFC and give every offset back in the text as it came.

Rules are written in composed Vietnamese letters (NFC). Saved pages and macOS file names often carry the same
letters decomposed (NFD), and pages carry soft hyphens and zero-width characters inside words and numbers; a
rule's span has to be carried back to the very str that was handed in.
"""

import re
import unicodedata
from array import array
from typing import NamedTuple

from viclaims.text.breaks import Break, soft_breaks
from viclaims.text.files import INVISIBLE
from viclaims.text.grids import find_grids, inside
from viclaims.text.parted import parted

# CPython orders combining marks by insertion; a run of thousands of them would take quadratic time.
# No letter of any language carries this many, so a longer run is left as it came.
LONGEST_CLUSTER = 32


def _is_mark(char: str) -> bool:
    """True for a mark, which NFC may merge with the letter before it or move around other marks."""
    return unicodedata.category(char)[0] == "M"


# A Korean syllable is put together of an initial letter, or of a shorter syllable, and of what follows it.
_SYLLABLE = "[\u1100-\u1112\uac00-\ud7a3][\u1161-\u1175\u11a8-\u11c2]+"


def _character_class(chars: list[str]) -> str:
    return "[" + "".join(map(re.escape, sorted(chars))) + "]"


def _clusters(text: str) -> re.Pattern[str]:
    """Pattern of the stretches of `text` that NFC can change; everything between them stays as it is."""
    high = [char for char in set(text) if char >= "\u0300"]
    marks = [char for char in high if _is_mark(char)]
    changed = [char for char in high if unicodedata.normalize("NFC", char) != char]
    patterns = []
    if marks:
        patterns.append(rf"(?s:.){_character_class(marks)}+")
    patterns.append(_SYLLABLE)
    if changed:
        patterns.append(_character_class(changed))
    return re.compile("|".join(patterns))


def to_nfc(text: str) -> tuple[str, array | None]:
    """Compose `text` and say where each composed character stood.

    Returns (nfc, offsets). `offsets` is None when `text` is NFC already, else an array of len(nfc) + 1
    positions in `text`, never falling: nfc[a:b] came from text[offsets[a]:offsets[b]], and a letter is never
    parted from its marks; a letter that NFC would take apart is left whole. Linear in the length of the text;
    takes any str, lone surrogates included.

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
        if len(composed) > end - start:  # a few letters of other scripts are taken apart: their parts have no place
            composed = cluster
        pieces += text[done:start], composed
        offsets.extend(range(done, start))
        offsets.extend(min(start + inner, end) for inner in range(len(composed)))
        done = end
    pieces.append(text[done:])
    offsets.extend(range(done, len(text) + 1))
    return "".join(pieces), offsets


class Offsets(NamedTuple):
    """Where the characters of a text as read stand in the text as it came; None is 'in the same place'."""

    composed: array | None
    kept: array | None
    # Stretches of the text as it came that were not read: heads and feet of pages amid a sentence.
    unread: tuple[tuple[int, int], ...] = ()


OTHER_SPACES = "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SPACES = f" {OTHER_SPACES}"
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
# Between two digits a wide gap parts the columns of a table: read as one space, it would join them.
_NO_TAB = _SPACES.replace("\t", "")
_WIDE_GAP = re.compile(rf"\d[{_SPACES}]{{2,}}+(?=\d)|[{_NO_TAB}](?P<extra>[{_NO_TAB}]+)")
_SPACE = re.compile(rf"[{OTHER_SPACES[1:]}]")
# In a line that has tabs and no other space they are its spaces; else they part the cells of a table, and are kept.
_LINE_OF_TABS = re.compile(r"^(?=[^ \n\r]*+$)[^\t\n\r]*+\t[^\n\r]*$", re.MULTILINE)
_TAB = re.compile(r"(?<!\d)\t|\t(?!\d)")


def _drop(text: str, gaps: list[tuple[int, int]], kept: array | None) -> tuple[str, array | None]:
    """`text` without the stretches `gaps`, and where each character left stood, by where it stood before."""
    if not gaps:
        return text, kept
    places, pieces, done = array("q"), [], 0
    for start, end in [*gaps, (len(text), len(text))]:
        places.extend(range(done, start))
        pieces.append(text[done:start])
        done = end
    places.append(len(text))
    return "".join(pieces), places if kept is None else array("q", map(kept.__getitem__, places))


def to_read(text: str) -> tuple[str, Offsets]:
    r"""`text` as the rules read it, and the offsets for `back`: no invisible characters, single spaces, NFC, a space
    for a line end that only fits a sentence to the page, none inside a number that a PDF parted.

    Linear in the length of the text; takes any str.

    >>> read, offsets = to_read("có 5\u00ad2  xã")
    >>> read, back(offsets, 3, 5)
    ('có 52 xã', (3, 6))
    """
    breaks = soft_breaks(text)
    unseen = [found.span() for found in _INVISIBLE.finditer(text)] if _holds(INVISIBLE, text) else []
    seen, kept = _drop(*_without_breaks(text, breaks, unseen), None)
    other_spaces = _holds(OTHER_SPACES, seen)
    if "\t" in seen and _LINE_OF_TABS.search(seen):
        in_table = inside(find_grids(seen))
        seen = _LINE_OF_TABS.sub(lambda line: line[0] if in_table(line.start()) else _TAB.sub("\u3000", line[0]), seen)
    if other_spaces or "  " in seen:
        wide = [found.span("extra") for found in _WIDE_GAP.finditer(seen) if found["extra"]]
        seen, kept = _drop(seen, wide, kept)
    composed, offsets = to_nfc(seen)
    if gaps := parted(_SPACE.sub(" ", composed) if other_spaces else composed):
        spaces = [(offsets[start], offsets[end]) for start, end in gaps] if offsets is not None else gaps
        seen, kept = _drop(seen, spaces, kept)
        composed, offsets = to_nfc(seen)
    unread = tuple((found.start, found.end) for found in breaks if found.holds)
    return _SPACE.sub(" ", composed) if other_spaces else composed, Offsets(offsets, kept, unread)


def _without_breaks(text: str, breaks: list[Break], gaps: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The text with a space at the start of each break that parts two words, and `gaps` with what is left of it."""
    if not breaks:
        return text, gaps
    pieces, done, dropped = [], 0, []
    for start, end, glued, _ in breaks:
        pieces += [text[done:start], text[start] if glued else " "]
        done = start + 1
        dropped.append((start if glued else done, end))
    inside = bytearray(len(text))
    for start, end in dropped:
        inside[start:end] = b"\x01" * (end - start)
    outside = [gap for gap in gaps if not inside[gap[0]]]
    return "".join([*pieces, text[done:]]), sorted([*(gap for gap in dropped if gap[0] < gap[1]), *outside])


def _holds(chars: str, text: str) -> bool:
    """Whether any of `chars` stands in the text: in a tenth of the time of the pattern that finds where."""
    return any(map(text.__contains__, chars))


def back(offsets: Offsets, start: int, end: int) -> tuple[int, int]:
    """Span in the text as it came of a span in the text as read; no invisible character stands at its ends.

    >>> back(to_read("Có 52 xã")[1], 3, 5)
    (3, 5)
    """
    if offsets.composed is not None:
        start, end = offsets.composed[start], offsets.composed[end]
    if offsets.kept is not None:
        last = offsets.kept[end - 1] + 1 if end > start else offsets.kept[start]
        start, end = offsets.kept[start], last
    return start, end
