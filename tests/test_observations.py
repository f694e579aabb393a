"""What a claim is said of: the dates of Vietnamese times, the fields of observations, labels, links."""

import re

import hypothesis.strategies as some
import pandas as pd
import pytest
from hypothesis import example, given

from tests.case_tables import cases
from tests.labels.score_observations import SAID as SAID_IN_LABELS
from tests.labels.score_observations import score
from tests.labels.train import SETS, examples, learn, read_sets
from viclaims import explain, extract_claims, extract_mentions, parse_period
from viclaims.observations.periods import POINTS, point_at
from viclaims.observations.ranking import FIELDS, weights
from viclaims.observations.statuses import STATUSES as RANKED
from viclaims.tables.schemas import SAID_OF, STATUSES

PERIODS = cases("periods")


@pytest.mark.parametrize("kind", sorted({case["kind"] for case in PERIODS}))
def test_times_are_read_as_dates(kind):
    """A case that is marked as not read gives no date rather than a wrong one."""
    for case in (case for case in PERIODS if case["kind"] == kind):
        want = (case["since"], case["until"]) if case["read"] != "no" else ("", "")
        assert parse_period(case["text"], case["published"]) == want, case


def test_nearly_all_kinds_of_times_are_read():
    assert len(PERIODS) >= 660 and sum(case["read"] == "no" for case in PERIODS) <= 12


@pytest.mark.parametrize("rule", POINTS, ids=lambda rule: rule.name)
def test_a_rule_of_times_takes_its_examples_and_refuses_their_like(rule):
    for text in rule.takes:
        point = point_at(text, 0)
        assert point and (point.rule, point.end) == (rule.name, len(text)), text
    for text in rule.refuses:
        found = rule.pattern.match(text)
        assert not found or found.end() < len(text) or rule.read(found) is None, text


@given(
    some.text(max_size=40) | some.sampled_from([case["text"] for case in PERIODS]),
    some.text(max_size=12) | some.dates().map(str),
)
@example("sau năm nay", "9999-12-31")
@example("từ 28/12 đến 3/1", "0001-01-01")
def test_any_text_has_a_period_or_none(text, published):
    """Two dates in their order, or less: whatever the text and the day of publication are."""
    since, until = parse_period(text, published)
    assert all(re.fullmatch(r"([0-9]{4}(-[0-9]{2}){0,2})?", end) for end in (since, until))
    assert not (since and until) or since[:4] <= until[:4]


def test_fields_and_statuses_are_named_the_same_everywhere():
    assert sorted(FIELDS) == sorted(SAID_OF) and RANKED == STATUSES


def test_the_fields_stand_where_they_say():
    for label in read_sets(SETS[:1]):
        for row in extract_claims(label["text"], label["published"] or "").to_dict("records"):
            for name in FIELDS:
                begin = row[f"{name}_start"]
                assert (row[name] == "") == bool(pd.isna(begin))
                assert row[name] == "" or label["text"][begin : begin + len(row[name])] == row[name]
            assert row["status"] in STATUSES and row["direction"] in ("", "+", "-")
            assert len(row["says"].split()) <= 14


SAID = {
    "thu ngân sách": (
        "Thu ngân sách nhà nước năm 2023 ước đạt 18.345 tỷ đồng, bằng 112,5% dự toán, tăng 8% so với cùng kỳ.",
        ("18.345 tỷ", "112,5", "8"),
        {"subject": "Thu ngân sách nhà nước", "status": "estimate", "since": "2023"},
    ),
    "luân chuyển": (
        "Từ đầu nhiệm kỳ đến nay, Ban Thường vụ Tỉnh ủy đã luân chuyển 22 đồng chí.",
        ("22",),
        {"subject": "đồng chí", "actor": "Ban Thường vụ Tỉnh ủy", "action": "luân chuyển", "status": "reported"},
    ),
    "kiến nghị": (
        "Đoàn thanh tra kiến nghị thu hồi 800 tỷ đồng.", ("800 tỷ",), {"status": "plan"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_a_claim_says_of_what_it_is_said(name):
    text, quotes, want = SAID[name]
    rows = extract_claims(text).set_index("quote")
    for quote in quotes:
        assert {field: rows.loc[quote, field] for field in want} == want, quote


def test_numbers_hang_together():
    rows = extract_claims("Tỷ lệ hộ nghèo giảm từ 3,45% xuống còn 2,1%.")
    assert (rows["from_claim"].iloc[1], rows["direction"].iloc[1]) == (rows["start"].iloc[0], "-")
    rows = extract_claims("Xã có 24.350 hộ, trong đó 2.410 hộ nghèo.")
    assert rows["of_claim"].iloc[1] == rows["start"].iloc[0]
    rows = extract_claims("Tỉnh thi hành kỷ luật 36 đảng viên, gồm 25 khiển trách, 8 cảnh cáo và 3 khai trừ.")
    assert set(rows["of_claim"].iloc[1:]) == {rows["start"].iloc[0]}


def test_a_plan_and_a_fall_say_so_in_the_label():
    planned = extract_claims("Mục tiêu đến năm 2030, tỉnh sẽ xây 12 trường.")["says"].item()
    assert SAID_IN_LABELS.search(planned), planned
    budget = "Tổng thu ngân sách nhà nước trên địa bàn tỉnh năm 2023 ước đạt 18.345 tỷ đồng, tăng 8% so với cùng kỳ."
    risen = extract_claims(budget)["says"].iloc[1]
    assert "tăng" in risen and "so với cùng kỳ" in risen and "ước" in risen, risen
    assert "giảm" in extract_claims("So với năm trước, số vụ cháy giảm 12%.")["says"].item()


FLOOR = {"subject_F1": 88, "actor_F1": 80, "action_F1": 85, "place_F1": 85, "period_F1": 85, "base_F1": 80}


def test_the_first_labelled_set_that_the_weights_were_learned_from_is_read():
    """What was learned is known; how well other texts are read stands in the README."""
    got, _ = score(next(path for path in SETS if path.stem == "first"))
    assert got["misplaced"] == 0
    assert {name: got[name] for name, least in FLOOR.items() if got[name] < least} == {}


def test_the_same_labels_give_the_same_weights():
    labels = read_sets()[:12]
    found = examples(labels)
    first = {field: learn(ones) for field, ones in found.items()}
    assert first == {field: learn(ones) for field, ones in examples(labels).items()}
    assert first["subject"] and weights()["subject"]


def test_every_number_is_explained():
    text = "Nghị định 116 giao 22 đồng chí, có 52/235 xã.\n1. Năm 2023 thu 5 tỷ đồng\tvà 7"
    found, mentions = explain(text), extract_mentions(text)
    assert found[["start", "end", "quote", "role", "rule"]].equals(mentions)
    assert (found["purpose"].str.len() > 4).all()
    claims = extract_claims(text)
    of_claims = found[found["role"] == "claim"].reset_index(drop=True)
    assert of_claims["value"].tolist() == claims["value"].tolist()
    assert of_claims["says"].tolist() == claims["says"].tolist()
    assert (found.loc[found["role"] != "claim", "unit"] == "").all() and explain("").empty
