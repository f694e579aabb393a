"""From the bytes of a saved article to its text, a reader a format, or one sentence that says what to do.

The encodings are tried in a fixed order, and the one that a Vietnamese text reads right in is taken; a guess
from letter statistics would mistake TCVN3 and VNI, which no library decodes, for Western European.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from viclaims.lexicon import among

# Characters that do not show and may stand inside a word or a number: (first, last) of each stretch.
_UNSEEN = {
    "soft hyphen": (0xAD, 0xAD),
    "Arabic letter mark": (0x61C, 0x61C),
    "Mongolian vowel separator": (0x180E, 0x180E),
    "zero-width space, joiners, direction marks": (0x200B, 0x200F),
    "embeddings and overrides of direction": (0x202A, 0x202E),
    "word joiner, isolates of direction": (0x2060, 0x206F),
    "variation selectors": (0xFE00, 0xFE0F),
    "byte order mark": (0xFEFF, 0xFEFF),
}
INVISIBLE = "".join(chr(code) for first, last in _UNSEEN.values() for code in range(first, last + 1))


RUNNING = ("body", "list")  # roles of paragraphs that are running text below the lead


class ArticleError(Exception):
    """An article or its sidecar cannot be used; the message is one sentence: which file, what to do."""


@dataclass(frozen=True)
class Source:
    """What a reader makes of a file: the text that offsets count in, and what the file itself says of it.

    title, published (ISO date) and outlet are '' where the file names none. `pages` are the offsets at which its
    pages begin, none where it has no pages. `roles` are (start, end, role) of stretches whose role the file's own
    mark-up tells (headline, lead, heading, caption, list, table, note, furniture), in text order.
    """

    text: str
    encoding: str
    title: str = ""
    published: str = ""
    outlet: str = ""
    pages: tuple[int, ...] = ()
    roles: tuple[tuple[int, int, str], ...] = ()


# First bytes of files that are not text but get saved under a text's name.
MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a Word document (DOCX) or another zipped file",
    b"\xd0\xcf\x11\xe0": "an old Word document (DOC)",
    b"{\\rtf": "a rich text document (RTF)",
    b"From: <Saved by": "a single-file web archive (MHTML)",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}
BYTE_ORDER_MARKS = {  # the longer ones first: UTF-32's begins with UTF-16's
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# Words that nearly every Vietnamese page holds (the lexicon's common_word), as each other way of writing shows them
# where Unicode is read.
MISREAD_WORDS = {
    "TCVN3 (ABC)": "cña vµ c¸c ®\xadîc lµ ®· víi nh÷ng mét ng\xadêi ®Ó vÒ ®Õn nµy cÊp ®¶ng ®éi nghÞ quyÕt viÖc tõ",
    "VNI": "cuûa vaø caùc ñöôïc laø coù ñaõ vôùi nhöõng moät ngöôøi ñeå veà ñeán naøy caáp ñaûng ñoäi vieäc",
    "UTF-8 read as Windows-1252": "cá»§a vÃ cÃ¡c Ä‘Æ°á»£c lÃ cÃ³ Ä‘Ã£ vá»›i nhá»¯ng má»™t Ä‘á»ƒ vá» Ä‘áº¿n",
}
_SAMPLE = 200_000  # characters looked at when ways of writing are compared
DECLARED_1258 = frozenset({b"windows-1258", b"cp1258", b"x-cp1258"})
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)


@cache
def _ways_of_writing() -> dict[str, frozenset[str]]:
    """The common words by way of writing, looked up when first needed: most runs decode nothing."""
    misread = {name: frozenset(words.lower().split()) for name, words in MISREAD_WORDS.items()}
    return {"Unicode": among("common_word"), **misread}


def _common_words(text: str) -> dict[str, int]:
    """How many words of `text` are among the common words of each way of writing."""
    sample = text[:_SAMPLE].lower()
    marked = re.findall(r"[^\s.,;:!?()\"]{1,16}", sample)
    words = [unicodedata.normalize("NFC", word) for word in marked if not word.isascii()]
    return {name: sum(word in common for word in words) for name, common in _ways_of_writing().items()}


def _reads(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _cut_utf8(data: bytes) -> bool:
    """UTF-8 up to a last letter that is not whole: a download or a copy that stopped."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and not data[: error.start].isascii()
    return False


def _without_mark(data: bytes) -> str | None:
    """UTF-16 saved without a byte order mark: every other byte of its Latin letters is NUL."""
    even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
    if max(even, odd) * 5 < min(len(data), 4000) // 2 or len(data) % 2:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _encoding(data: bytes, name: str) -> tuple[str, bytes]:
    """(encoding, the bytes after a byte order mark); ArticleError if none of the known ones reads them."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return encoding, data[len(mark) :]
    bare = _without_mark(data)
    if bare is not None:
        return bare, data
    if _reads(data, "utf-8") or _cut_utf8(data):
        return "utf-8", data
    # Other charsets that a page may declare (iso-8859-1 most of all) cannot write Vietnamese: it is something else.
    declared = _DECLARED.search(data[:4096])
    if declared and declared[1].lower() in DECLARED_1258 and _reads(data, "cp1258"):
        return "cp1258", data
    as_utf8 = _common_words(data.decode("utf-8", "ignore"))["Unicode"]
    as_1258 = _common_words(data.decode("cp1258", "ignore"))["Unicode"]
    if as_1258 > as_utf8 and _reads(data, "cp1258"):
        return "cp1258", data
    if as_utf8:
        return "utf-8", data
    refuse_legacy(data.decode("cp1252", "ignore"), name)
    raise ArticleError(
        f"{name}: the letters are in no encoding known here (UTF-8, UTF-16, Windows-1258); "
        "open it in an editor and save it as UTF-8."
    )


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of the bytes and the encoding it was in, a byte order mark dropped, nothing else changed.

    ArticleError, one sentence with `name`: another kind of file, damaged or unknown letters, NUL, no text.

    >>> decode("Đảng bộ tỉnh".encode("utf-16"), "bai-1.txt")
    ('Đảng bộ tỉnh', 'utf-16-le')
    """
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise ArticleError(f"{name}: this is {what}, not a text; save the article as text or HTML.")
    encoding, rest = _encoding(data, name)
    try:
        text = rest.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(_damage(error, encoding, name, len(rest), len(data) - len(rest))) from None
    refuse_control(text, name)
    refuse_legacy(text, name)
    if not text.strip().strip(INVISIBLE).strip():
        raise ArticleError(f"{name}: the file is empty or holds only white space; save the article's text in it.")
    return text, encoding


def _damage(error: UnicodeDecodeError, encoding: str, name: str, length: int, skipped: int) -> str:
    label = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    if error.end >= length and ("end of data" in error.reason or "truncated" in error.reason):
        return f"{name}: the {label} text stops in the middle of its last letter; copy the file again."
    return f"{name}: byte {error.start + skipped + 1:,} is no {label}; copy the file again or save it as UTF-8."


def refuse_control(text: str, name: str) -> None:
    """ArticleError for what no text holds: a NUL, or more than one control character in a hundred."""
    if "\0" in text:
        position = text.index("\0") + 1
        raise ArticleError(f"{name}: character {position:,} is NUL, so the file is damaged; save it again as UTF-8.")
    controls = len(re.findall(r"[\x01-\x08\x0e-\x1b\x7f]", text))
    if controls * 100 > len(text):
        raise ArticleError(f"{name}: this is a binary file, not a text; save the article as text or HTML.")


def refuse_legacy(text: str, name: str) -> None:
    """ArticleError for Vietnamese typed for an old font (TCVN3, VNI), which reads as Western letters.

    >>> refuse_legacy("C¸c cÊp ñy ®¶ng ®· thùc hiÖn vµ hoµn thµnh nhiÖm vô cña tØnh", "bai-2.txt")
    Traceback (most recent call last):
    viclaims.text.files.ArticleError: bai-2.txt: the letters are TCVN3 (ABC), not Unicode; convert them ...
    """
    counts = _common_words(text)
    best = max(counts, key=counts.__getitem__)
    if best != "Unicode" and counts[best] >= 3:
        raise ArticleError(
            f"{name}: the letters are {best}, not Unicode; convert them to Unicode "
            "(a Vietnamese keyboard program such as UniKey does it) and save the file as UTF-8."
        )


def read_plain(data: bytes, name: str) -> Source:
    """The decoded characters of a text file, unchanged."""
    return Source(*decode(data, name))


def read_page(data: bytes, name: str) -> Source:
    """The article of the bytes of a saved web page, one of a single-file archive (MHTML) too."""
    from viclaims.text.webarchive import is_archive, page_of
    from viclaims.text.webpage import read_markup

    markup, encoding = decode(page_of(data, name) if is_archive(data) else data, name)
    return read_markup(markup, name, encoding)


def read_word(data: bytes, name: str) -> Source:
    """The text of a Word document."""
    from viclaims.text.word import read_word

    return read_word(data, name)


def read_workbook(data: bytes, name: str) -> Source:
    """The text of an Excel workbook."""
    from viclaims.text.workbook import read_workbook

    return read_workbook(data, name)


def read_pdf(data: bytes, name: str) -> Source:
    """The text of a PDF."""
    from viclaims.text.pdf import read_pdf

    return read_pdf(data, name)


# How a file is read, by the end of its name: (bytes, name) → Source or ArticleError.
READERS: dict[str, Callable[[bytes, str], Source]] = {
    ".txt": read_plain,
    ".html": read_page,
    ".htm": read_page,
    ".mhtml": read_page,
    ".mht": read_page,
    ".docx": read_word,
    ".xlsx": read_workbook,
    ".pdf": read_pdf,
}


def read_bytes(data: bytes, name: str) -> Source:
    """What a file with these bytes and this name holds.

    ArticleError, one sentence with `name`, for an ending that nothing reads and for what its reader refuses.

    >>> read_bytes("Có 52 xã.".encode(), "bai-1.txt").text
    'Có 52 xã.'
    """
    reader = READERS.get(Path(name).suffix.lower())
    if reader is None:
        raise ArticleError(f"{name}: {how_to_save(name)}")
    return reader(data, name)


def read_text(path: str | Path) -> str:
    """The text of an article's file, of any format in READERS; ArticleError as for `read_bytes`, or OSError."""
    path = Path(path)
    return read_bytes(path.read_bytes(), path.name).text


ONLY_READ = f"only {', '.join(list(READERS)[:-1])} and {list(READERS)[-1]} are read; save the article as one."
# What else is often handed in, and how its program saves what is read.
_SAVE_ANEW = {
    (
        ".doc",
        ".rtf",
        ".odt",
        ".docm",
        ".dot",
        ".dotx",
        ".wps",
        ".pages",
    ): "open it in Word or LibreOffice and save it as .docx",
    (".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".numbers"): "open it in Excel or LibreOffice and save it as .xlsx",
    (".mht", ".mhtml"): "open it in a browser and save it as a web page, HTML only (.html)",
    (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic"): (
        "it is a picture; have its text recognised (OCR), check it and save it as .docx or .txt"
    ),
    (".ppt", ".pptx", ".odp"): "save it as .pdf",
    (".zip", ".rar", ".7z", ".gz"): "unpack it first",
}


def how_to_save(name: str) -> str:
    """What to do with a file whose ending nothing reads, without its name.

    >>> how_to_save("bao-cao.doc")
    'files that end in .doc are not read; open it in Word or LibreOffice and save it as .docx.'
    """
    suffix = Path(name).suffix.lower()
    advice = next((advice for suffixes, advice in _SAVE_ANEW.items() if suffix in suffixes), "")
    return f"files that end in {suffix} are not read; {advice}." if advice else ONLY_READ
