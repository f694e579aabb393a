"""Claims and mentions: example tables, every rule's own examples, and what holds for any text."""

import json
import math
import re
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.case_tables import cases, grouped
from viclaims import extract_claims, extract_mentions
from viclaims.claims.checks import unread_digits
from viclaims.claims.doubts import DOUBTS
from viclaims.claims.extract import OTHER_RULES, ROLE_RULES
from viclaims.claims.role_rules import RULES
from viclaims.claims.roles import RoleRules
from viclaims.claims.unit_readers import READERS, REFUSALS
from viclaims.documents.names import RULES as DOCUMENT_NAMES
from viclaims.tables.schemas import CLAIM_COLUMNS, KINDS, MENTION_COLUMNS, QUALIFIERS, ROLES

HERE = Path(__file__).parent
ARTICLE = (HERE.parent / "data" / "raw" / "haiduong-2021-01-02.txt").read_bytes().decode("utf-8")


LABELLED_TEXTS = [
    json.loads(line)["text"]
    for name in ("dev", "press")
    for line in (HERE / "labels" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
]
LABELLED = [text.lower() for text in LABELLED_TEXTS]


COLUMNS = ("quote", "value", "value_high", "qualifier", "unit", "counted", "whole", "kind")


@pytest.mark.parametrize(("sentence", "lines"), grouped("claims", "sentence"))
def test_sentence_holds_these_claims_and_no_other(sentence, lines):
    assert [_said(claim) for claim in extract_claims(sentence).to_dict("records")] == [
        tuple(line[column] for column in COLUMNS) for line in lines
    ]


def _said(claim):
    """A claim as the table of cases writes it: an empty cell for nothing, a number with as many digits as it needs."""
    cells = (claim[column] for column in COLUMNS)
    return tuple(cell if isinstance(cell, str) else "" if math.isnan(cell) else f"{cell:.15g}" for cell in cells)


@pytest.mark.parametrize("case", cases("no_claims"), ids=lambda case: case["sentence"])
def test_sentence_holds_no_claim(case):
    assert extract_claims(case["sentence"])["quote"].tolist() == []


def marked(example):
    """An example without its brackets, and the spans that they enclose."""
    parts, text, spans = re.split(r"\[([^\[\]]*)\]", example), "", []
    for place, part in enumerate(parts):
        if place % 2:
            spans.append((len(text), len(text) + len(part)))
        text += part
    return text, spans


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_role_rule_reads_its_examples_among_all_rules_in_their_order(rule):
    assert rule.takes and rule.refuses and rule.role in ROLES
    for example in rule.takes:
        text, spans = marked(example)
        found = ROLE_RULES.spans(text)
        assert spans and spans == [tuple(span[:2]) for span in found if span[2:] == (rule.role, rule.name)], found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_role_rule_refuses_what_only_looks_like_it(rule):
    for example in rule.refuses:
        assert not RoleRules((rule,)).spans(example), example


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_reader_reads_its_examples_among_all_readers_in_their_order(reader):
    for example in reader.takes:
        text, spans = marked(example)
        found = extract_claims(text)
        assert spans == [(row.start, row.end) for row in found.itertuples() if row.rule == reader.name], found


@pytest.mark.parametrize("rule", OTHER_RULES)
def test_other_rules_read_their_examples(rule):
    for example in OTHER_RULES[rule].takes:
        text, spans = marked(example)
        found = extract_mentions(text)
        assert spans == [(row.start, row.end) for row in found.itertuples() if row.rule == rule], found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_role_rule_is_tried_wherever_it_fits(rule):
    indexed = RoleRules((rule,))
    for low in LABELLED:
        spans, done = [], 0
        for place in range(len(low)):
            if place >= done and (found := rule.span_at(low, place)):
                *span, done = found
                spans.append(tuple(span))
        assert [(span.start, span.end) for span in indexed.spans(low)] == spans, low


def test_a_rule_finds_its_words_before_and_behind_its_numbers():
    low = "khách sạn ba sao, khách sạn 4 sao, khách sạn hai sao"
    found = [low[span.start : span.end] for span in RoleRules(RULES).spans(low) if span.rule.startswith("stars")]
    assert found == ["ba sao", "4 sao", "hai sao"]


def test_rules_have_one_name_each_and_are_found_by_it():
    names = [rule.name for rule in (*RULES, *READERS)]
    assert len(names) == len(set(names))
    labels = (HERE / "labels" / "dev.jsonl").read_text(encoding="utf-8")
    assert set(extract_mentions(labels)["rule"]) <= {*names, *OTHER_RULES, *DOCUMENT_NAMES}


def test_the_article_has_five_quantities_and_a_role_for_every_number():
    found = extract_claims(ARTICLE)
    assert found["quote"].tolist() == ["5", "6", "52", "22", "90.253"]
    assert found["unit"].tolist() == ["năm", "huyện", "địa phương", "đồng chí", "lượt"]
    assert found["counted"].tolist()[1] == "huyện, thị xã, thành phố"
    assert found["counted"].tolist()[4] == "lượt cán bộ, công chức, viên chức"
    assert found["whole"].dropna().tolist() == [235]
    mentions = extract_mentions(ARTICLE)
    assert mentions.loc[mentions["quote"] == "235", "role"].tolist() == ["whole"]
    assert "other" not in set(mentions["role"])
    assert unread_digits(ARTICLE, mentions).empty


def test_the_article_says_who_did_what_when():
    rows = extract_claims(ARTICLE, "2021-01-02").set_index("quote")
    since = "từ đầu nhiệm kỳ đến nay"
    context = rows[["actor", "action", "period"]].apply(lambda column: column.str.lower())
    assert context.loc["22"].tolist() == ["ban thường vụ tỉnh ủy", "luân chuyển", since]
    assert context.loc["90.253"].tolist() == ["tỉnh", "cử đi đào tạo, bồi dưỡng", since]
    assert rows.loc["90.253", "until"] == "2021-01-02"


def test_an_empty_text_gives_all_columns():
    for frame, columns in ((extract_claims(""), CLAIM_COLUMNS), (extract_mentions(" \n"), MENTION_COLUMNS)):
        assert frame.empty and list(frame.columns) == list(columns)


def test_decomposed_text_gives_the_same_claims_at_its_own_offsets():
    decomposed = unicodedata.normalize("NFD", ARTICLE)
    composed, found = extract_claims(ARTICLE), extract_claims(decomposed)
    assert found["value"].tolist() == composed["value"].tolist()
    assert found["unit"].tolist() == composed["unit"].tolist()
    assert [decomposed[row.start : row.end] for row in found.itertuples()] == found["quote"].tolist()


def test_a_long_sentence_is_shown_around_its_number():
    text = "a " * 3000 + "có 22 đồng chí " + "b " * 3000
    row = extract_claims(text).iloc[0]
    assert "22 đồng chí" in row["sentence"] and len(row["sentence"]) <= 1000
    assert text[row["sentence_start"] :].startswith(row["sentence"])


PIECES = st.sampled_from(
    [
        "22", "90.253", "1,5", "3/4", "52 trong tổng số 235", "năm", "một", "ba", "tỷ", "đồng", "%", "ngày 5/3/2019",
        "05-CT/TW", "m2", "hơn", "từ", "trở lên", "(", ")", "-", "–", "/", ":", ",", ".", "\n", "\r", "\u2028",
        "\ud800", "e\u0302\u0301", "Ba", "\u200b", "²", "٣", "cán bộ", "tăng", "giảm", "xuống còn", "đến", "gấp", "lần",
        "nửa",
        "rưỡi", "“", "”", "số", "lớp", "Km", "0",
    ]
)  # fmt: skip
TEXTS = st.text(max_size=80) | st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_keeps_the_contract(text):
    found, mentions = extract_claims(text), extract_mentions(text)
    for frame in (found, mentions):
        assert [text[start:end] for start, end in zip(frame["start"], frame["end"], strict=True)] == frame[
            "quote"
        ].tolist()
        assert frame["start"].is_monotonic_increasing
    assert (mentions["start"].to_numpy()[1:] >= mentions["end"].to_numpy()[:-1]).all()
    assert unread_digits(text, mentions).empty
    spans = mentions.loc[mentions["role"] == "claim", ["start", "end"]].to_numpy().tolist()
    assert spans == found[["start", "end"]].to_numpy().tolist()
    assert set(found["kind"]) <= set(KINDS) and set(found["qualifier"]) <= set(QUALIFIERS)
    assert found["value"].notna().all()
    pd.testing.assert_frame_equal(found, extract_claims(text))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_do_not_change_the_claims(line_end):
    text = ARTICLE.replace("\n", line_end)
    assert extract_claims(text)["value"].tolist() == extract_claims(ARTICLE)["value"].tolist()


HOSTILE = {
    "digits": "9" * 10_000, "dots": "1" + "." * 10_000, "grouped": "1.000" * 2_000,
    "brackets": "(" * 4_000 + "1" + ")" * 4_000,
    "no space": "a1" * 4_000, "words": "năm " * 2_500, "slashes": "1/" * 4_000,
    "dashes": "1-" * 4_000, "spaces": "1" + " " * 10_000 + "2",
    "magnitudes": "tỷ triệu nghìn " * 2_000, "commas": "5 người, " * 1_000, "letters": "ế" * 10_000,
    "marks": "e" + "\u0301" * 10_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_runs_through(name):
    assert unread_digits(HOSTILE[name], extract_mentions(HOSTILE[name])).empty


def _doubted(marked):
    """The doubt about the one claim of a text that stands in square brackets."""
    start, text = marked.index("["), marked.replace("[", "").replace("]", "")
    claims = extract_claims(text)
    here = claims[claims["start"] == start]
    assert len(here) == 1, claims[["quote", "unit"]]
    return here["doubt"].iloc[0]


@pytest.mark.parametrize("doubt", DOUBTS, ids=lambda doubt: doubt.name)
def test_a_doubt_speaks_where_it_should_and_not_where_it_only_might(doubt):
    assert [_doubted(text) for text in doubt.takes] == [doubt.says] * len(doubt.takes)
    assert doubt.says not in [_doubted(text) for text in doubt.refuses]
    assert doubt.takes or doubt.refuses


def test_few_right_readings_are_doubted():
    claims = pd.concat([extract_claims(text) for text in LABELLED_TEXTS])
    assert (claims["doubt"] != "").mean() <= 0.01


def test_a_text_in_another_language_holds_no_claims():
    german = "Der Hafen schlug im Oktober 18.500 Container um, 12 % mehr als im Vorjahr, und stellte 40 Arbeiter ein."
    assert extract_claims(german).empty
    assert set(extract_mentions(german)["role"]) == {"other"}


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.name)
def test_words_that_only_look_counted_are_refused(refusal):
    text, ((start, end),) = marked(refusal.takes)
    read = extract_claims(text)
    here = read[(read["start"] < end) & (read["end"] > start)]
    assert set(here["rule"]) <= {"bare_magnitude", "shared_ahead"}
