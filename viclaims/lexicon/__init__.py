"""Every Vietnamese word that a rule knows, once for each of its meanings: tables that a Vietnamese reader can mend.

A table is a CSV file of this folder: `word` as it is written (in small letters unless only capitals mean it), `is`
(what it is), `uses` (the other classes of words that it belongs to, parted by spaces), columns of the table's own,
`example`. `classes.csv` says what each class means. Rules name classes and never a word: a word added to a class is
known wherever the class is asked for.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
CLASSES = "classes"
FIRST, LAST = ("word", "is", "uses"), "example"
# The capital letters of Vietnamese and English, as they stand in a character class: [À-Ỹ] would hold small ones too.
CAPITALS = "".join(char for char in map(chr, range(0x41, 0x1EFA)) if char.isupper() and not "ɐ" < char < "Ạ")


class LexiconError(Exception):
    """A table of the lexicon cannot be used; the message is one sentence: which table, which line, what to do."""


class Row(NamedTuple):
    """One meaning of a word: the table that it stands in, all its classes (`is` first), the table's own columns."""

    word: str
    classes: tuple[str, ...]
    table: str
    own: dict[str, str]
    example: str


class Lexicon:
    """The rows of all tables of a folder, by table and by class."""

    def __init__(self, folder: Path = FOLDER):
        self.classes = dict(_lines(folder / f"{CLASSES}.csv", ("class", "meaning"))[1])
        paths = sorted(path for path in folder.glob("*.csv") if path.stem != CLASSES)
        self.tables = {path.stem: _rows(path, self.classes) for path in paths}
        self._by_class: dict[str, list[Row]] = {name: [] for name in self.classes}
        for rows in self.tables.values():
            for row in rows:
                for name in row.classes:
                    self._by_class[name].append(row)

    def rows(self, *classes: str) -> list[Row]:
        """The rows of the classes, in the order of their tables; KeyError for a class that classes.csv lacks."""
        return [row for name in classes for row in self._by_class[name]]

    def words(self, *classes: str) -> tuple[str, ...]:
        """The words of the classes in either place of a tone mark (khóa, khoá), each once, the longest first."""
        written = dict.fromkeys(spelled for row in self.rows(*classes) for spelled in spellings(row.word))
        return tuple(sorted(written, key=len, reverse=True))


def _lines(path: Path, columns: tuple[str, ...]) -> tuple[list[str], list[list[str]]]:
    """The header and the lines of a table that begins with `columns`, every line as wide as the header."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            header, *lines = csv.reader(file)
    except (OSError, UnicodeDecodeError, ValueError, csv.Error) as error:
        raise LexiconError(f"{path.name}: the table cannot be read ({error}); save it as UTF-8.") from None
    if tuple(header[: len(columns)]) != columns:
        raise LexiconError(f"{path.name}: line 1 must begin with the columns {', '.join(columns)}.")
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(header):
            raise LexiconError(
                f"{path.name}: line {number} has {len(cells)} cells and needs {len(header)}; "
                "put a cell that holds a comma in quotation marks."
            )
    return header, lines


def _rows(path: Path, classes: dict[str, str]) -> list[Row]:
    header, lines = _lines(path, FIRST)
    own = [name for name in header[len(FIRST) :] if name != LAST]
    rows: list[Row] = []
    numbers: dict[tuple[str, str], int] = {}
    for number, (word, what, uses, *cells) in enumerate(lines, start=2):
        if not word or word != word.strip() or "  " in word or not unicodedata.is_normalized("NFC", word):
            raise LexiconError(
                f"{path.name}: line {number}, “{word}”: write a word in composed letters (NFC), "
                "without spaces around it or two in a row."
            )
        if numbers.setdefault((word, what), number) != number:
            raise LexiconError(
                f"{path.name}: line {number} has “{word}” as {what} again, as line {numbers[word, what]}; "
                "keep one line and put its classes together in the column uses."
            )
        named = (what, *uses.split())
        if not classes.keys() >= set(named):
            raise LexiconError(f"{path.name}: line {number}, “{word}”: {_unknown(named, classes)}")
        rows.append(Row(word, named, path.stem, dict(zip(own, cells, strict=False)), cells[-1]))
    return rows


def _unknown(named: tuple[str, ...], classes: dict[str, str]) -> str:
    """What to do about the first class that classes.csv does not have."""
    import difflib

    name = next(name for name in named if name not in classes)
    near = difflib.get_close_matches(name, classes, 1)
    hint = f"did you mean {near[0]}?" if near else f"add it to {CLASSES}.csv with its meaning."
    return f"there is no class “{name}”; {hint}"


@cache
def lexicon() -> Lexicon:
    """The package's own lexicon, read once."""
    return Lexicon()


@cache
def words(*classes: str) -> tuple[str, ...]:
    """The words of the classes, each once, the longest first.

    >>> "khoảng" in words("about"), "lượt" in words("classifier")
    (True, True)
    """
    return lexicon().words(*classes)


@cache
def among(*classes: str) -> frozenset[str]:
    """The words of the classes as a set, to ask whether a word is one of them."""
    return frozenset(words(*classes))


def joined(*classes: str) -> frozenset[str]:
    """The words of the classes as pyvi writes them, their syllables joined by '_'.

    >>> "hiện_nay" in joined("not_counted")
    True
    """
    return frozenset(word.replace(" ", "_") for word in words(*classes))


def column(name: str, *classes: str) -> dict[str, str]:
    """Word → its cell in column `name`, for the words of the classes where it is filled."""
    filled = [(row.word, cell) for row in lexicon().rows(*classes) if (cell := row.own.get(name, ""))]
    return {spelled: cell for word, cell in filled for spelled in spellings(word)}


def either(*classes: str) -> str:
    """Regex alternation of the words of the classes, the longest first, escaped, in a group."""
    return f"(?:{alternatives(words(*classes))})"


def alternatives(choices: Iterable[str]) -> str:
    """Regex alternation of `choices`, the longest first, escaped.

    >>> alternatives(["đến", "đến hết"])
    'đến\\\\ hết|đến'
    """
    return "|".join(re.escape(word) for word in sorted(choices, key=len, reverse=True))


_CLASS = re.compile(r"\{([a-z_]+(?:\|[a-z_]+)*)\}")


def fill(pattern: str, pieces: dict[str, str] | None = None) -> str:
    """`pattern` with each {class} or {class|class} as the alternation of its words, and each {PIECE} of `pieces`.

    >>> fill(r"x+{half}y")
    'x+(?:nửa)y'
    """
    for name, piece in (pieces or {}).items():
        pattern = pattern.replace(f"{{{name}}}", piece)
    return _CLASS.sub(lambda found: either(*found[1].split("|")), pattern)


_TONES = ("òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy", "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ")


@cache
def _tone_places() -> list[tuple[re.Pattern[str], dict[str, str]]]:
    """Where a syllable ends in oa, oe or uy with the mark on the first or on the second, and that in the other place.

    Behind q, u is no vowel: quý.
    """
    first, second = ([*part.split(), *map(str.capitalize, part.split())] for part in _TONES)
    return [
        (re.compile(rf"(?<![qQ])(?:{'|'.join(here)})(?!\w)"), dict(zip(here, there, strict=True)))
        for here, there in ((first, second), (second, first))
    ]


def spellings(word: str) -> tuple[str, ...]:
    """`word`, spelled as in the tables, and, where a tone mark may stand in another place, that spelling.

    >>> spellings("khóa"), spellings("quý")
    (('khóa', 'khoá'), ('quý',))
    """
    place, other = _tone_places()[0]
    return tuple(dict.fromkeys((word, place.sub(lambda found: other[found[0]], word))))


def one_tone(text: str) -> str:
    """`text` with the tone marks where the tables have them.

    >>> one_tone("Uỷ ban Kiểm tra Tỉnh uỷ, quý")
    'Ủy ban Kiểm tra Tỉnh ủy, quý'
    """
    place, other = _tone_places()[1]
    return place.sub(lambda found: other[found[0]], text)


class Pattern:
    """A regular expression that names classes of words, compiled when it is first used.

    Written in the verbose form (re.VERBOSE): white space counts nothing, one alternative a line. A start of the program
    that needs few patterns compiles few.
    """

    def __init__(self, pattern: str, pieces: dict[str, str] | None = None):
        self.written, self._pieces = pattern, pieces

    def __getattr__(self, name: str):
        compiled = re.compile(fill(self.written, self._pieces), re.VERBOSE)
        self.__dict__.update(
            {method: getattr(compiled, method) for method in ("match", "search", "fullmatch", "finditer", "sub")},
            pattern=compiled.pattern,
        )
        return getattr(compiled, name)
