"""Types of documents and the organs that a number names, from the lexicon's document_types.csv and issuers.csv.

Sources of the tables: party documents as in Regulation 66-QĐ/TW (2017) and Guidance 36-HD/VPTW (2018) (types and short
forms), state documents as in Decree 30/2020/NĐ-CP, Appendix III, and the Law on promulgation of legal documents.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from viclaims.documents import patterns
from viclaims.lexicon import among, column, lexicon, one_tone

CENTRAL, PROVINCIAL, LOCAL, UNKNOWN = "central", "provincial", "local", ""


class DocumentType(NamedTuple):
    """A kind of document, its short forms in a number, and whether a number without letters is taken as its own.

    `bare`: 'free' - the word is never a verb, "nghị định 116" is the decree; 'capital' - also a verb or common noun,
    needs its capital and a word that shows that nothing is counted ("Quyết định 12 của", not "quyết định 12 trường
    hợp"); 'echo' - "Đề án 06" alone is a name, but mentions again a Đề án whose full number the text gives; 'never'.
    `issuer` and `level`: of the one organ, or level, that may issue it.
    """

    name: str
    short: tuple[str, ...]
    bare: str
    issuer: str
    level: str


@cache
def types() -> dict[str, DocumentType]:
    """The types by their names in small letters.

    >>> types()["nghị định"]
    DocumentType(name='Nghị định', short=('NĐ',), bare='free', issuer='Chính phủ', level='central')
    """
    short: dict[str, list[str]] = {}
    for row in lexicon().rows("short_form"):
        for name in row.own["of"].split("; "):
            short.setdefault(name, []).append(row.word)
    kinds = {}
    for row in lexicon().rows("document_type"):
        letters = tuple(short.get(row.word, ()))
        own = (row.own[name] for name in ("bare", "issuer", "level"))
        kinds[row.word] = DocumentType(row.word.capitalize(), letters, *own)
    return kinds


@cache
def by_letters() -> dict[str, DocumentType]:
    """The types by their short forms; letters that two types have mean the first of the column `of`.

    >>> by_letters()["QĐ"].name
    'Quyết định'
    """
    rows = lexicon().rows("short_form", "sole_letters")
    return {row.word: types()[row.own["of"].split("; ")[0]] for row in rows}


def type_named(written: str) -> DocumentType | None:
    """The type that a word of a text names, by its name or its letters.

    >>> type_named("nghị  quyết").name, type_named("NQ").name, type_named("quyết")
    ('Nghị quyết', 'Nghị quyết', None)
    """
    return types().get(" ".join(written.lower().split())) or by_letters().get(written)


def is_law(kind: str) -> bool:
    """Whether documents of a type are cited by name and year.

    >>> is_law("Bộ luật"), is_law("Nghị định")
    (True, False)
    """
    return kind.lower() in among("law_type")


def first_word(name: str) -> str:
    """The first word of a class in the lexicon: how the rows of documents.csv name what has several spellings."""
    return lexicon().rows(name)[0].word


@cache
def _organs() -> dict[str, tuple[str, str]]:
    """The organs of all letters, with their levels."""
    rows = lexicon().rows
    organs: dict[str, tuple[str, str]] = {}

    def add(letters: str, name: str, level: str) -> None:
        organs.setdefault(letters, (name, level))

    for row in rows("state_seat_letters_with_number", "state_seat_letters"):
        add(row.word, row.own["name"], row.own["level"])
    for prefix in rows("field_prefix_letters"):
        for row in rows("field_letters"):
            add(prefix.word + row.word, f"{prefix.own['name']} {row.own['name']}", prefix.own["level"])
    for seat in rows("party_seat_letters"):
        add(seat.word, seat.own["name"], seat.own["level"])
        for row in rows("party_organ_letters"):
            add(row.word + seat.word, f"{row.own['name']} {seat.own['name']}", seat.own["level"])
    return organs


@lru_cache(maxsize=4096)
def issuer_of_code(token: str) -> tuple[str, str] | None:
    """Issuer and level that one part of a document number stands for; None for letters of no known organ.

    >>> issuer_of_code("BTCTW"), issuer_of_code("QH15"), issuer_of_code("ABC")
    (('Ban Tổ chức Trung ương', 'central'), ('Quốc hội', 'central'), None)
    """
    letters = token.rstrip("0123456789")
    if letters != token and letters not in among("state_seat_letters_with_number"):
        return None
    return _organs().get(letters)


def level_of_issuer(phrase: str) -> str:
    """Level of an issuer as written.

    >>> level_of_issuer("Ban Thường vụ Tỉnh ủy"), level_of_issuer("UBND huyện Tứ Kỳ"), level_of_issuer("UBND")
    ('provincial', 'local', '')
    """
    found = set()
    for body in patterns.LEVELS.finditer(phrase):
        form = body.lastgroup
        found.add(_LEVEL_OF_FORM[form] if form in _LEVEL_OF_FORM else _levels()[one_tone(body[form])])
    return next((level.strip() for level in _FIRST_ASKED if level in found), UNKNOWN)


# The forms of patterns.LEVELS whose level is the place's. A place alone tells it where no body does.
_PLACE_ALONE = " "
_LEVEL_OF_FORM = {
    "provincial": PROVINCIAL, "local": LOCAL, "unknown": UNKNOWN,
    "province": _PLACE_ALONE + PROVINCIAL, "district": _PLACE_ALONE + LOCAL,
}  # fmt: skip
_FIRST_ASKED = (CENTRAL, PROVINCIAL, LOCAL, UNKNOWN, _PLACE_ALONE + PROVINCIAL, _PLACE_ALONE + LOCAL)


@cache
def _levels() -> dict[str, str]:
    """The levels of bodies in the lexicon."""
    return column("level", "body", "before_field", "before_name", "seat", "branch")
