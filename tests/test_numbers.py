"""Written numerals and their values, from a table; and what no input may do."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_tables import cases
from viclaims import parse_number
from viclaims.claims.numerals import NUMBER_WORDS, find_numerals

CASES = cases("numbers")


@pytest.mark.parametrize("case", [case for case in CASES if case["value"]], ids=lambda case: case["written"])
def test_numeral_has_its_value(case):
    assert parse_number(case["written"]) == float(case["value"])


@pytest.mark.parametrize("case", [case for case in CASES if not case["value"]], ids=lambda case: case["written"])
def test_anything_else_is_refused_with_a_sentence(case):
    with pytest.raises(ValueError, match="is not one written Vietnamese number"):
        parse_number(case["written"])


@given(st.integers(1, 999_999_999))
def test_grouped_digits_mean_the_same_in_all_official_forms(number):
    dotted = f"{number:,}".replace(",", ".")
    assert parse_number(dotted) == parse_number(dotted.replace(".", " ")) == parse_number(str(number)) == number


@pytest.mark.parametrize(("magnitude", "size"), [("nghìn", 10**3), ("triệu", 10**6), ("tỷ", 10**9)])
def test_a_value_is_the_nearest_float_to_what_is_written(magnitude, size):
    wrong = []
    for hundredths in range(10_000):
        whole, rest = divmod(hundredths, 100)
        for written, exact in (
            (f"{whole},{rest:02d} {magnitude}", hundredths * size // 100),
            (f"{whole},{rest // 10} {magnitude}", (whole * 10 + rest // 10) * size // 10),
        ):
            (claim,) = find_numerals(written)
            if not parse_number(written) == float(claim.value) == exact:
                wrong.append((written, parse_number(written)))
    assert not wrong, (len(wrong), wrong[:5])


WORDS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def spoken(number: int, whole: bool = False) -> str:
    """The school-book reading of a number below 1,000,000, written independently of the parser."""
    if number >= 1000:
        rest = number % 1000
        return f"{spoken(number // 1000)} nghìn" + (f" {spoken(rest, True)}" if rest else "")
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    said = [WORDS[hundreds], "trăm"] if hundreds or whole else []
    if tens == 0 and ones and said:
        said.append("linh")
    elif tens == 1:
        said.append("mười")
    elif tens > 1:
        said += [WORDS[tens], "mươi"]
    if ones:
        last = {1: "mốt", 4: "tư", 5: "lăm"} if tens > 1 else {5: "lăm"} if tens == 1 else {}
        said.append(last.get(ones, WORDS[ones]))
    return " ".join(said)


@given(st.integers(1, 999_999))
def test_numbers_read_aloud_come_back(number):
    assert parse_number(spoken(number)) == number


@given(
    st.text() | st.lists(st.sampled_from([*NUMBER_WORDS, "12", "3,5", "1.000", "/", ","]), max_size=60).map(" ".join)
)
def test_any_text_gives_a_number_or_a_sentence(text):
    try:
        assert math.isfinite(parse_number(text))
    except ValueError as error:
        assert "is not one written Vietnamese number" in str(error)


@given(st.lists(st.sampled_from([*NUMBER_WORDS, "12", "3,5", "1.000", "người", ",", "-"]), max_size=40).map(" ".join))
def test_numerals_stand_in_order_and_apart(text):
    found = find_numerals(text)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(text[n.start : n.end].strip() == text[n.start : n.end] != "" for n in found)
