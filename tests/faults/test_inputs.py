"""Whatever a good article was saved by, its numbers are the same; offsets are those of the very text read."""

import unicodedata

import pytest

from tests.faults.inputs import ARTICLE, DOCUMENT, GOOD, VALUES
from viclaims import extract_claims, extract_documents, extract_mentions
from viclaims.article.paragraphs import split_paragraphs
from viclaims.article.raw import read_article
from viclaims.tables.files import read_table, write_table
from viclaims.text.files import INVISIBLE


def seen(text: str) -> str:
    """What a reader sees of a text."""
    shown = "".join(char for char in text if char not in INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", shown).split())


@pytest.fixture(params=GOOD)
def article(request, tmp_path):
    path = tmp_path / f"van-xuan.{'html' if request.param.startswith('a page') else 'txt'}"
    path.write_bytes(GOOD[request.param])
    return read_article(path)


def test_every_way_of_saving_gives_the_same_numbers(article):
    claims = extract_claims(article.text)
    assert dict(zip(map(seen, claims["quote"]), claims["value"], strict=True)) == VALUES
    assert claims["whole"].dropna().tolist() == [41.0]
    assert list(claims["unit"])[3:5] == ["%", "đồng"] and list(claims["qualifier"])[4] == ">"
    documents = extract_documents(article.text)
    assert [tuple(row) for row in documents[["type", "number"]].values] == [DOCUMENT]
    for frame in (claims, documents, extract_mentions(article.text)):
        assert [article.text[row.start : row.end] for row in frame.itertuples()] == list(frame["quote"])
        assert not any(quote[0] in INVISIBLE or quote[-1] in INVISIBLE for quote in frame["quote"])


def test_every_way_of_saving_gives_the_same_paragraphs(article, tmp_path):
    paragraphs = split_paragraphs(article)
    assert [seen(text) for text in paragraphs["text"]] == ARTICLE.strip().split("\n\n")
    assert list(paragraphs["role"]) == ["headline", "lead", "body", "body"]
    write_table("paragraphs", paragraphs, tmp_path)
    assert list(read_table("paragraphs", tmp_path)["text"]) == list(paragraphs["text"])
