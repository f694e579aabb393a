"""The one cut into sentences: made on the text as the rules read it, told as offsets into the text as it came.

Whatever needs sentences takes them from here or from sentences.csv, which is made here: cut anew from a piece of
the text, or from its raw letters, they may differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from viclaims.lexicon import among
from viclaims.text.breaks import LINE_ENDS, soft_breaks
from viclaims.text.offsets import back, to_read

if TYPE_CHECKING:
    import pandas as pd

MARKS = "\u0300-\u036f"  # tones on letters that NFC has no composed form of; \w does not hold them
CLOSERS = r"\"'”’»)\]}›"  # as they stand inside a character class, like the next
OPENERS = r"\"'“”‘’«(\[{‹*•·–—−\-"

# A stop after one of these is part of the word: "TP. Hải Dương", "PGS.TS. Trần Văn An", "tr. 15".
_ABBREVIATIONS = among("place_abbreviation", "title_abbreviation", "foreign_title", "reference_abbreviation")
# "Baohaiduong.Vn" is an address although a capital follows the stop.
_DOMAINS = frozenset({"vn", "com", "net", "org", "edu", "gov", "info", "tv", "html", "htm", "asia"})

_LINE = re.compile(f"[^{LINE_ENDS}]+")
_STOP = re.compile(f"[.!?…]+[{CLOSERS}]*")
_AHEAD = re.compile(rf"[\s{OPENERS}]+")
_LAST_WORD = re.compile(rf"[^\W_][\w{MARKS}]*\Z")
_FIRST_WORD = re.compile(rf"[^\W\d_][\w{MARKS}]*")
_NAME_BEFORE = re.compile(rf"(?:[^\W\d_][\w{MARKS}]*\s+){{2}}\Z")
_LIST_NUMBER = re.compile(r"\W{0,3}(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-Za-zĐđ])\Z")
# What is listed behind a colon begins at the first: "Có mặt: 33. Vắng: 5" are two sentences.
_LISTED_INSIDE = re.compile(r"(?::\s{1,3}(?:0?1|I|[a-zđ])|;\s{1,3}(?:\d{1,2}|[IVX]{1,5}|[a-zđ]))\Z")


def _word_before(text: str, floor: int, stop: int) -> str:
    """The word that ends at `stop` ('' if there is none)."""
    piece = text[max(floor, stop - 24) : stop]
    word = piece[piece.rfind(" ") + 1 :]
    if word.isalnum():
        return word
    found = _LAST_WORD.search(piece)
    return "" if found is None else found.group()


def _is_initial(text: str, floor: int, stop: int, word: str, following: str) -> bool:
    """'ông J. Biden', 'Q. 1' and 'Trần Văn T. (32 tuổi)', but not '… Trần Văn B. Theo cáo trạng'."""
    if len(word) != 1 or not word.isupper():
        return False
    before = _NAME_BEFORE.search(text[max(floor, stop - 33) : stop - len(word)])
    named = before is not None and all(part[0].isupper() for part in before.group().split())
    return not named or following == "("


def _ends_sentence(text: str, floor: int, line_end: int, stop: re.Match[str]) -> bool:
    """Whether the stop (with its closing quotes) ends the sentence that begins at `floor`."""
    begin, end = stop.start(), stop.end()
    gap = _AHEAD.match(text, end, line_end)
    ahead = gap.end() if gap else end
    if ahead >= line_end:
        return True
    following = text[ahead]
    if following.islower():
        return False
    glued = not text[end].isspace()
    if glued and not (ahead == end == begin + 1 and following.isupper()):
        return False
    single = text[begin] == "." and (end == begin + 1 or text[begin + 1] not in ".!?…")
    word = _word_before(text, floor, begin) if single else ""
    if glued:
        return (
            single
            and len(word) > 1
            and word.islower()
            and word not in _ABBREVIATIONS
            and _glued_sentence(text, end, line_end)
        )
    if not single:
        return True
    if len(word) > 1 and word in _ABBREVIATIONS:
        return False
    if len(word) > 1 and word.islower() and word.isalpha():
        return True
    if _is_list_number(text, floor, begin):
        return False
    return not _is_initial(text, floor, begin, word, text[end : ahead + 1].lstrip()[0])


def _is_list_number(text: str, floor: int, stop: int) -> bool:
    """'1. Xây dựng Đảng', 'gồm: 1. Đào tạo; 2. Bồi dưỡng', but not 'Việc xong năm 2019. Năm 2020'."""
    if stop - floor <= 16 and _LIST_NUMBER.match(text, floor, stop) is not None:
        return True
    return _LISTED_INSIDE.search(text, max(floor, stop - 16), stop) is not None


def _glued_sentence(text: str, begin: int, line_end: int) -> bool:
    """A sentence printed without the space: 'đã hoàn thành.Năm 2020', but not 'baohaiduong.Vn'."""
    word = _FIRST_WORD.match(text, begin, min(line_end, begin + 24))
    return (
        word is not None
        and text[begin].isupper()
        and word.group().lower() not in _DOMAINS
        and (len(word.group()) == 1 or word.group()[1:].islower())
    )


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def split_lines(text: str) -> list[tuple[int, int]]:
    """(start, end) of the lines of a text, those that were only broken to fit a page as one (breaks.py).

    >>> text = "Cả tỉnh có 52\\nxã đạt chuẩn.\\nHuyện có:\\nxã A\\nxã B"
    >>> [text[start:end] for start, end in split_lines(text)]
    ['Cả tỉnh có 52\\nxã đạt chuẩn.', 'Huyện có:', 'xã A', 'xã B']
    """
    kept: list[tuple[int, int]] = []
    breaks, done = soft_breaks(text), 0
    for line in _LINE.finditer(text):
        while done < len(breaks) and breaks[done].end < line.start():
            done += 1
        if done < len(breaks) and breaks[done].start < line.start():
            kept[-1] = kept[-1][0], line.end()
        else:
            kept.append(line.span())
    return kept


def _cells(text: str, lines: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines, those of a table parted at its tabs into cells."""
    for start, end in lines:
        while (tab := text.find("\t", start, end)) >= 0:
            yield start, tab
            start = tab + 1
        yield start, end


def is_cell(text: str, start: int, end: int) -> bool:
    """Whether text[start:end], a sentence of the cut, stands beside another cell of a table."""
    return "\t" in text[max(0, start - 2) : start] or "\t" in text[end : end + 2]


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Cut a text into sentences: (start, end) offsets in text order, without white space at their ends.

    A line end ends a sentence unless it only fits the text to the page (split_lines); so do '.', '!', '?' and '…'
    before white space, unless the stop belongs to an abbreviation, an initial or a list number, or a lower-case
    letter follows, and the tab between two cells of a table. Closing quotes and brackets belong to the sentence they
    close; characters that do not show belong to none at its ends. How letters and spaces are stored changes nothing.
    Linear in the length of the text; any str is taken as it is.

    >>> text = "TP. Hải Dương có 52 xã. Năm 2020 đạt 90.253 lượt!"
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['TP. Hải Dương có 52 xã.', 'Năm 2020 đạt 90.253 lượt!']
    """
    read, offsets = to_read(text)
    return [back(offsets, start, end) for start, end in split_read(read)]


def split_read(text: str) -> list[tuple[int, int]]:
    """The same cut of a text that `to_read` gave already, in which a line end is none that only fits it to a page:
    offsets into that, for `back` to carry."""
    pieces = []
    for begin, line_end in _cells(text, (line.span() for line in _LINE.finditer(text))):
        floor = begin
        for stop in _STOP.finditer(text, begin, line_end):
            if _ends_sentence(text, floor, line_end, stop):
                pieces.append(trim(text, floor, stop.end()))
                floor = stop.end()
                while floor < line_end and text[floor].isspace():
                    floor += 1
        pieces.append(trim(text, floor, line_end))
    return [(start, end) for start, end in pieces if start < end]


def with_words(sentences: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """The rows of sentences.csv with their words (column text) and their paragraph's role and section.

    >>> import pandas as pd
    >>> sentences = pd.DataFrame({"start": [10, 20], "end": [19, 31], "paragraph": [2, 2]})
    >>> paragraphs = pd.DataFrame({"paragraph": [2], "start": [10], "role": ["body"], "section": ["measures"],
    ...                            "text": ["Có 52 xã. Có 9 huyện."]})
    >>> with_words(sentences, paragraphs)["text"].tolist()
    ['Có 52 xã.', 'Có 9 huyện.']
    """
    held = paragraphs.set_index("paragraph").loc[sentences["paragraph"]]
    rows = zip(held["text"], held["start"], sentences["start"], sentences["end"], strict=True)
    words = [text[start - begin : end - begin] for text, begin, start, end in rows]
    found = sentences.assign(role=held["role"].to_numpy(), section=held["section"].to_numpy())
    return found.assign(text=type(found["start"])(words, index=found.index, dtype=object))
