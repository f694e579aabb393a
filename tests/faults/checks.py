"""What must hold for any bytes at all: one check a target, each takes bytes and raises AssertionError if not.

fuzz.py feeds them with what a coverage-guided fuzzer invents, test_fuzz.py with mutated sentences and with
the findings kept in tests/cases/fuzz.
"""

import math
import re
import unicodedata
from functools import cache
from pathlib import Path

from viclaims import extract_claims, extract_documents, extract_mentions, parse_number
from viclaims.article.paragraphs import split_paragraphs
from viclaims.article.sections import read_sections
from viclaims.tables.schemas import ALLOWED, ROLES
from viclaims.text.files import ArticleError, decode
from viclaims.text.offsets import to_read
from viclaims.text.sentences import split_sentences
from viclaims.text.webpage import read_markup

PROJECT = Path(__file__).resolve().parents[2]
NAME = "van-xuan.txt"


@cache
def cues():
    return read_sections(PROJECT / "data/reference")


def text_of(data: bytes) -> str:
    """Any str: lone surrogates too, which a decoded file never holds but an extractor must take."""
    return data.decode("utf-8", "surrogateescape")


def is_one_sentence(error: Exception, name: str = NAME) -> bool:
    """One clear line that begins with the file's name and ends as a sentence."""
    said = str(error)
    return said.startswith(f"{name}: ") and said.endswith(".") and "\n" not in said and len(said) < 400


def check_cleaning(data: bytes) -> None:
    """A file is refused with one sentence, or every character is in one paragraph or white space between."""
    try:
        text, _ = decode(data, NAME)
    except ArticleError as error:
        assert is_one_sentence(error), error
        text = data.decode("utf-8", "ignore")  # what is refused here must still be cut without loss
    else:
        assert "\0" not in text
    paragraphs = split_paragraphs(text, cues())
    done = 0
    for start, end in [*zip(paragraphs["start"], paragraphs["end"], strict=True), (len(text), len(text))]:
        assert done <= start and not text[done:start].strip()
        done = end
    done = 0
    for start, end in [*split_sentences(text), (len(text), len(text))]:
        assert done <= start and not to_read(text[done:start])[0].strip()
        done = end


def check_page(data: bytes) -> None:
    """A saved page gives a text or one sentence."""
    try:
        text = read_markup(data.decode("utf-8", "ignore"), NAME).text
    except ArticleError as error:
        assert is_one_sentence(error), error
    else:
        assert text.strip()


def check_numeral(data: bytes) -> None:
    """A numeral is a finite number, or ValueError with a sentence."""
    try:
        value = parse_number(text_of(data))
    except ValueError as error:
        assert type(error) is ValueError and len(str(error)) > 10
    else:
        assert isinstance(value, float) and math.isfinite(value)


def _check_spans(frame, text: str) -> None:
    starts = list(frame["start"])
    assert starts == sorted(starts)
    for row in frame.itertuples():
        assert 0 <= row.start < row.end <= len(text) and text[row.start : row.end] == row.quote


def check_claims(data: bytes) -> None:
    """Claims and mentions stand where they say, keep their schema, and no digit is lost."""
    text = text_of(data)
    claims, mentions = extract_claims(text), extract_mentions(text)
    _check_spans(claims, text)
    _check_spans(mentions, text)
    assert claims["value"].map(math.isfinite).all()
    assert not claims["value_high"].map(math.isinf).any() and not claims["whole"].map(math.isinf).any()
    assert claims["kind"].isin(ALLOWED["kind"]).all() and claims["qualifier"].isin(ALLOWED["qualifier"]).all()
    assert mentions["role"].isin(ROLES).all()
    spans = list(zip(mentions["start"], mentions["end"], strict=True))
    place = 0
    for found in re.finditer(r"\d", text):
        while place < len(spans) and spans[place][1] <= found.start():
            place += 1
        assert place < len(spans) and spans[place][0] <= found.start(), f"digit {found.start()} is lost"
    said = set(zip(claims["start"], claims["end"], strict=True))
    assert said == {span for span, role in zip(spans, mentions["role"], strict=True) if role == "claim"}


def check_documents(data: bytes) -> None:
    """Documents stand where they say; what they refer to is another row; levels are the known ones."""
    text = text_of(data)
    documents = extract_documents(text)
    _check_spans(documents, text)
    assert documents["level"].isin(ALLOWED["level"]).all()
    assert documents["refers_to"].dropna().isin(documents["start"]).all()
    assert documents["date"].str.fullmatch(r"|\d{4}-\d\d-\d\d").all()


# Ways of storing the same text: none may change what is read.
FORMS = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "soft hyphens": lambda text: re.sub(r"(?<=\w)(?=\w)", "\u00ad", text),
}


def _read(text: str) -> list[list[tuple]]:
    """All that is read of a text except where it stands and how it is printed."""
    claims, documents, mentions = extract_claims(text), extract_documents(text), extract_mentions(text)
    columns = ["value", "value_high", "whole", "unit", "counted", "kind", "qualifier"]
    columns += ["since", "until", "status", "direction", "says"]
    said = ["type", "number", "issuer", "level", "date", "subject", "implements"]
    frames = (claims[columns].fillna(-1.0), documents[said], mentions[["role", "rule"]])
    return [list(frame.itertuples(index=False, name=None)) for frame in frames]


def check_forms(data: bytes) -> None:
    """However the letters and spaces are stored, the same is read."""
    text = unicodedata.normalize("NFC", data.decode("utf-8", "ignore"))
    read = _read(text)
    for name, form in FORMS.items():
        assert _read(form(text)) == read, name


CHECKS = {
    "cleaning": check_cleaning,
    "page": check_page,
    "numeral": check_numeral,
    "claims": check_claims,
    "documents": check_documents,
    "forms": check_forms,
}
