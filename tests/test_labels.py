"""The claims of labelled texts stay as well read as they have been."""

import pytest

from tests.labels.evaluate import SETS, read_labels
from tests.labels.score_claims import score
from viclaims import extract_claims

# Lowest scores allowed, in per cent, of what the README's table does not state.
FLOORS = {"qualifier_set_F1": 96, "whole_P": 98, "whole_R": 97, "span_exact": 99, "counted_exact": 55}


@pytest.mark.parametrize("name", SETS)
def test_scores_keep_their_floors(name):
    got = score(read_labels(name), extract_claims)
    assert {figure: got[figure] for figure, floor in FLOORS.items() if got[figure] < floor} == {}
    assert got["bad_spans"] == 0
    assert got["false_on_non_claims"] <= 6


def test_the_scorer_sees_a_wrong_value():
    cases = read_labels("dev.jsonl")[:20]
    wrong = score(cases, lambda text: extract_claims(text).assign(value=lambda frame: frame["value"] + 1))
    assert wrong["value_F1"] < 10


def test_no_cited_document_holds_a_claim():
    """Neither its number nor its date, in any of the forms in which documents are cited."""
    for case in read_labels("documents.jsonl"):
        claims = extract_claims(case["text"])
        inside = [
            claim.quote
            for claim in claims.itertuples()
            for cited in case["documents"]
            if claim.start < cited["end"] and cited["start"] < claim.end
        ]
        assert inside == [], case["text"]
