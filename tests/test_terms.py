"""Content words, their counts, and the words that set one text apart from another."""

from collections import namedtuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from viclaims.text import keywords as terms

Word = namedtuple("Word", "start end text tag")


def words(text):
    """'đánh_giá/V 9/M' as words with tags."""
    pairs = [part.rsplit("/", 1) for part in text.split()]
    return [Word(0, len(form), form, tag) for form, tag in pairs]


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        ("Luân_chuyển/V 22/M đồng_chí/N", ["luân chuyển", "đồng chí"]),
        ("ngày/N 5.3.2019/M", []),  # a noun before a number is its label
        ("bố_trí/V 6/M huyện/N", ["bố trí", "huyện"]),  # a verb before a number is not
        ("được/V quan_tâm/V", ["quan tâm"]),
        ("và/C các/L của/E ,/F 52/M a/N", []),
        ("Đánh_giá/V", ["đánh giá"]),
    ],
)
def test_content_terms(tagged, expected):
    assert terms.content_terms(words(tagged)) == expected


def test_counts_are_ordered_by_frequency_then_by_first_place():
    counted = terms.term_counts(words("cán_bộ/N huyện/N xã/N huyện/N"), 2)
    assert counted.values.tolist() == [["huyện", 2], ["cán bộ", 1]]


def test_a_text_without_content_words_has_no_keyness():
    assert terms.keyness(words("22/M"), words("đánh_giá/V " * 9)).empty


def test_a_word_as_frequent_in_both_texts_sets_neither_apart():
    text = words("đánh_giá/V " * 9 + "cán_bộ/N " * 9)
    assert terms.keyness(text, text).empty


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 90), st.integers(1, 90))
def test_log_likelihood_is_that_of_scipy(here, there, others_here, others_there):
    target = words("giám_sát/V " * here + "cán_bộ/N " * others_here)
    reference = words("giám_sát/V " * there + "cán_bộ/N " * others_there)
    found = terms.keyness(target, reference).set_index("term")
    if here + there == 0:
        assert found.empty
        return
    table = [[here, there], [others_here, others_there]]
    expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    if expected >= terms.CHANCE + 1e-6 and here + there >= 3:
        assert found.loc["giám sát", "g2"] == pytest.approx(expected, abs=1e-5)
        more = here / (here + others_here) > there / (there + others_there)
        assert found.loc["giám sát", "more_in"] == ("target" if more else "reference")
    else:
        assert "giám sát" not in found.index or expected == pytest.approx(terms.CHANCE, abs=1e-5)
