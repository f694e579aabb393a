"""A link on a page leads to something on that page, whatever letters and spaces the article is stored in."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viclaims import check_claims, extract_claims, extract_documents, extract_mentions, find_cells
from viclaims.article.paragraphs import locate, split_paragraphs, tabulate_sentences
from viclaims.article.raw import read_article
from viclaims.article.sections import read_sections
from viclaims.article.sidecar import add_headlines, apply_overrides
from viclaims.claims.checks import check_parts
from viclaims.documents.measures import extract_measures, read_stages
from viclaims.pages.index import LANGUAGES, _render_index
from viclaims.pages.material import Material
from viclaims.tables.files import read_table, write_table
from viclaims.text.sentences import split_sentences

PROJECT = Path(__file__).parent.parent
REFERENCE = PROJECT / "data" / "reference"
UNSEEN = "Hiện có ở các địa phương.\u200b Hiện đã có 52 trong tổng số 235 địa phương thực hiện."
LONG = f"Tỉnh {'và huyện ' * 200}đã luân chuyển 22 trong tổng số 40 đồng chí {'ở các xã ' * 200}."
# Words that claims, documents, measures and cuts are made of, and what makes a cut differ between two readings.
PIECES = """Hiện có ở các địa phương.|Hiện đã có 52 trong tổng số 235 địa phương|UBND TP. Vinh|PGS.TS. Trần Văn B.|
    Theo Nghị quyết số 26-NQ/TW|Kế hoạch số 12-KH/TU của Tỉnh ủy|các giải pháp sau:|Tuy nhiên, 5 xã còn hạn chế.|
    đạt 12,5%.Năm 2020|từ 20 đến 40 lượt|38/41 xã|gồm: 1. Đào tạo; 2. Luân chuyển|“Xong rồi.”|v.v.|Q. 1|
    đào tạo 40 đồng chí|baohaiduong.Vn|ngày 5.3.2019|12  345|12\t345|…|(xong!)|. |.|3"""
PARTS = [piece.strip() for piece in PIECES.replace("\n", "").split("|")]
JOINS = [" ", " ", " ", "", "\n", "\n\n", "\r\n", "\u2028", "\u200b", "\u200b ", " \u200b", "\u00ad", "\u00a0", "  ",
         "\t", "\u0301", "\u2060\n", "\ufeff"]  # fmt: skip
STORED = {
    "NFC": lambda part: unicodedata.normalize("NFC", part),
    "NFD": lambda part: unicodedata.normalize("NFD", part),
    "hyphenated": lambda part: "\u00ad".join(part),
}
STRETCH = st.tuples(st.sampled_from(PARTS), st.sampled_from(sorted(STORED)), st.sampled_from(JOINS))
TEXTS = st.lists(STRETCH, min_size=1, max_size=14).map(
    lambda stretches: "".join(STORED[form](part) + join for part, form, join in stretches)
)


def lay_out(root: Path, text: str) -> Material:
    """An article of `text` with the tables that the notebooks make of it."""
    raw, processed = root / "data" / "raw", root / "data" / "processed" / "bai-1"
    for folder in (raw, processed, root / "data" / "reference"):
        folder.mkdir(parents=True, exist_ok=True)
    (raw / "bai-1.txt").write_bytes(text.encode())
    article = read_article(raw / "bai-1.txt")
    (processed / "text.txt").write_bytes(article.text.encode())
    paragraphs = split_paragraphs(article, read_sections(REFERENCE))
    sentences = tabulate_sentences(article.text, paragraphs)
    claims = check_parts(apply_overrides(extract_claims(article.text), article.sidecar, article.text))
    claims = add_headlines(locate(claims, paragraphs), paragraphs, article.sidecar, article.text)
    documents = locate(extract_documents(article.text), paragraphs)
    made = {
        "paragraphs": paragraphs,
        "sentences": sentences,
        "cells": find_cells(article.text),
        "claims": claims,
        "checks": check_claims(claims),
        "mentions": locate(extract_mentions(article.text), paragraphs),
        "documents": documents,
        "measures": extract_measures(paragraphs, sentences, documents, claims, read_stages(REFERENCE)),
    }
    for name, frame in made.items():
        write_table(name, frame, processed)
    return Material("bai-1", processed, root / "figures", root)


def dead_links(material: Material, out: Path) -> set[str]:
    """Links of both indexes to places on the same page that are not there."""
    dead = set()
    for language in LANGUAGES:
        _render_index(material, [], out, language)
    for path in out.glob("index*.html"):
        page = path.read_text(encoding="utf-8")
        dead |= set(re.findall(r'href="#([^":]*)', page)) - set(re.findall(r' id="([^"]+)"', page))
    return dead


def check(root: Path, text: str) -> None:
    material = lay_out(root, text)
    begins = {start for start, _ in material.sentences}
    for row in material.claims.itertuples():
        assert len(row.sentence) >= 1000 or row.sentence_start in begins
    for row in [*material.claims.itertuples(), *material.documents.itertuples()]:
        assert material.sentence_at(row.start)
    assert dead_links(material, root / "out") == set()


@pytest.mark.parametrize("text", [UNSEEN, LONG, unicodedata.normalize("NFD", LONG)], ids=["unseen", "long", "long NFD"])
def test_a_claim_leads_to_its_sentence(tmp_path, text):
    check(tmp_path, text)
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    claim = read_table("claims", tmp_path / "data" / "processed" / "bai-1").query("whole.notna()").iloc[0]
    start = re.search(rf'id="sentence-(\d+)">(?:(?!id="sentence).)*id="claim-{claim["start"]}"', page)[1]
    assert f'href="#sentence-{start}"' in page


@given(TEXTS.filter(lambda text: re.search(r"\w", text)))
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_no_link_of_any_text_is_dead(tmp_path_factory, text):
    check(tmp_path_factory.mktemp("links"), text)


@given(TEXTS)
def test_a_paragraph_cut_alone_is_cut_alike(text):
    """So that what reads one paragraph only sees the sentences of the table."""
    paragraphs = split_paragraphs(text)
    alone = [
        [row.start + start, row.start + end, row.paragraph]
        for row in paragraphs.itertuples()
        for start, end in split_sentences(row.text)
    ]
    assert tabulate_sentences(text, paragraphs)[["start", "end", "paragraph"]].values.tolist() == alone
