"""Offsets of the composed text lead back to the text as it came."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from viclaims.text import words as segment
from viclaims.text.files import INVISIBLE
from viclaims.text.offsets import LONGEST_CLUSTER, back, to_nfc, to_read

VIETNAMESE = "Thực hiện Nghị quyết số 26-NQ/TW, đã bố trí 52 trong tổng số 235 địa phương; ước đạt 12,5%."
ODD = "ếộươđ 5\u0301\u0323\u031b\u0958\u1112\u1161\u11ab\u1160\u00ad\u200b"
# .map(str): hypothesis would join two plain alphabets to one set, in which the few characters are never drawn.
ANY_TEXT = st.text(st.characters(categories=None) | st.sampled_from(ODD).map(str))


def test_composed_text_needs_no_map():
    assert to_nfc(VIETNAMESE) == (VIETNAMESE, None)
    assert to_nfc("") == ("", None)


@pytest.mark.parametrize("word", ["Nghị quyết", "26-NQ/TW", "địa phương", "52", "12,5%"])
def test_a_span_leads_back_to_the_same_word_decomposed(word):
    text = unicodedata.normalize("NFD", VIETNAMESE)
    read, offsets = to_read(text)
    assert read == VIETNAMESE
    begin = read.index(word)
    start, end = back(offsets, begin, begin + len(word))
    assert text[start:end] == unicodedata.normalize("NFD", word)


def test_a_half_decomposed_text_is_composed_whole():
    text = "đồng chí " + unicodedata.normalize("NFD", "bí thư") + " huyện ủy"
    nfc, offsets = to_nfc(text)
    assert nfc == "đồng chí bí thư huyện ủy"
    assert len(offsets) == len(nfc) + 1 and offsets[-1] == len(text)


def test_a_run_of_marks_too_long_for_a_letter_is_left_alone():
    text = "a" + "\u0315\u0316" * LONGEST_CLUSTER + "e\u0301"
    nfc, _ = to_nfc(text)
    assert nfc == text[:-2] + "é"


@pytest.mark.parametrize("letter", ["\u0958", "\u0f69", "\u0fac", "\ufb1d"])
def test_a_letter_that_nfc_would_take_apart_is_left_whole(letter):
    assert to_nfc(f"có {letter} 52")[0] == f"có {letter} 52"
    assert [(word.start, word.end) for word in segment.tag(letter)] == [(0, 1)]


@given(ANY_TEXT)
def test_the_map_covers_the_text_and_never_falls(text):
    nfc, offsets = to_nfc(text)
    assert unicodedata.normalize("NFC", nfc) == unicodedata.normalize("NFC", text)
    taken_apart = any(len(unicodedata.normalize("NFC", char)) > 1 for char in text)
    assert nfc == unicodedata.normalize("NFC", text) or len(text) > LONGEST_CLUSTER or taken_apart
    if offsets is None:
        assert nfc == text
    else:
        positions = list(offsets)
        assert positions == sorted(positions)
        assert positions[0] == 0 and positions[-1] == len(text) and len(positions) == len(nfc) + 1


@pytest.mark.parametrize("word", ["Nghị quyết", "26-NQ/TW", "địa phương", "52", "12,5%"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200d\u2060", "\u202e"])
def test_a_span_leads_back_to_the_same_word_with_what_does_not_show_inside(word, form, unseen):
    def filled(words: str) -> str:
        return unseen.join(unicodedata.normalize(form, words))

    text = unseen + filled(VIETNAMESE) + unseen
    read, offsets = to_read(text)
    assert read == VIETNAMESE
    begin = read.index(word)
    start, end = back(offsets, begin, begin + len(word))
    assert text[start:end] == filled(word)


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u202f", "\u3000", "\t", "  ", " \u200b "])
def test_every_space_is_read_as_one(space):
    assert to_read(VIETNAMESE.replace(" ", space))[0] == VIETNAMESE


@pytest.mark.parametrize("table", ["12\t345", "12  345", "12   345\t6"])
def test_the_columns_of_a_table_stay_apart(table):
    assert to_read(table)[0] == table


@example("A\u0300\u1160")
@example("A\u0300\u1161 \u1112\u1161\u11ab")
@given(ANY_TEXT)
def test_any_span_as_read_leads_back_to_what_it_was_read_from(text):
    read, offsets = to_read(text)
    assert not any(char in INVISIBLE for char in read)
    for start in range(len(read)):
        first, last = back(offsets, start, start + 1)
        assert 0 <= first <= last <= len(text)
        alone = to_read(text[first:last])[0]
        of_cluster = len(alone) > 1 or first == last or any(map(unicodedata.combining, read[start : start + 2]))
        assert alone == read[start] or of_cluster, "one letter, or a part of one cluster"
    assert back(offsets, len(read), len(read)) == (len(text), len(text))
