"""A text broken to fit a page says what it says unbroken; verses, lists, tables and headings are not glued.

In tests/cases/breaks.csv ⏎ is a line end that only fits the text to its page, ⁀ one inside a word, ⟦ ⟧ the foot or head
of a page amid a sentence, ¶ a line end that stays, → a tab, ↡ a new page.
"""

import json
import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.case_tables import cases
from viclaims import extract_claims, extract_documents, extract_mentions
from viclaims.article.paragraphs import split_paragraphs, tabulate_sentences
from viclaims.text.breaks import soft_breaks
from viclaims.text.offsets import back, to_read
from viclaims.text.parted import parted
from viclaims.text.sentences import split_sentences

LABELS = Path(__file__).parent / "labels"
ANY_TEXT = st.text(
    st.characters(categories=None) | st.sampled_from("ếộđ aăn 52.,->\n\r\f\t\u200b\u0301").map(str), max_size=60
)
SHOWN = {"→": "\t", "↡": "\f", "¶": "\n"}
CASES = cases("breaks")


def written(text: str) -> str:
    return re.sub("[→↡¶]", lambda sign: SHOWN[sign[0]], text)


def broken(text: str) -> str:
    """The text as it was copied from its page."""
    return written(re.sub("[⟦⟧]", "", text.replace("⏎", "\n").replace("⁀", "\n")))


def unbroken(text: str) -> str:
    """The same text before it was printed on pages."""
    one_line = re.sub("⟦[^⟧]*⟧|⏎(?:> )?", " ", text).replace("⁀", "")
    return written(one_line)


def plain(text: str) -> str:
    return " ".join(text.split())


def claims(text: str) -> list[dict]:
    """The claims without their places, which a break may move, and quotes in one line."""
    rows = extract_claims(text, "2024-10-05").to_dict("records")
    told = [
        {name: value for name, value in row.items() if not name.endswith(("start", "end", "_claim"))} for row in rows
    ]
    return [
        {name: plain(value) if isinstance(value, str) else str(value) for name, value in row.items()} for row in told
    ]


def as_unbroken(said: str, text: str) -> str:
    """What is said in a broken text in one line, without the page's foot that stands in it; its breaks inside a word
    are spaces there, so that spaces tell nothing where it has any."""
    said = plain(said)
    for foot in filter(None, map(plain, re.findall("⟦([^⟧]*)⟧", written(text)))):
        said = said.replace(foot, "")
    return said.replace(" ", "") if "⁀" in text else plain(re.sub(" ?> ", " ", said))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_line_goes_on_where_the_table_says(case):
    text = broken(case["text"])
    wanted, place = [], 0
    for sign in re.finditer("[⏎⁀⟦⟧]|⟦[^⟧]*⟧|.|\n", case["text"]):
        if sign[0] in "⟦⟧":
            wanted += [place] if sign[0] == "⟦" else []
        else:
            wanted += [place] if sign[0] in "⏎⁀" else []
            place += 1
    assert [text[found.start - 12 : found.start] for found in soft_breaks(text)] == [
        text[at - 12 : at] for at in wanted
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", " \n"])
def test_broken_and_unbroken_say_the_same(case, line_end):
    there, here = unbroken(case["text"]), broken(case["text"]).replace("\n", line_end)

    def same(claim: dict) -> dict:
        return {name: as_unbroken(value, case["text"]) for name, value in claim.items()}

    assert [*map(same, claims(here))] == [*map(same, claims(there))]
    cut_here, cut_there = (
        [as_unbroken(text[start:end], case["text"]) for start, end in split_sentences(text)] for text in (here, there)
    )
    assert cut_here == cut_there
    numbers = ["number", "issuer", "date"]
    assert extract_documents(here)[numbers].values.tolist() == extract_documents(there)[numbers].values.tolist()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_every_place_counts_in_the_text_as_it_came(case):
    text = broken(case["text"])
    for found in (extract_claims(text), extract_mentions(text)):
        assert all(text[row.start : row.end] == row.quote for row in found.itertuples())
    for row in extract_claims(text).to_dict("records"):
        for field in ("subject", "actor", "action", "place", "period", "base"):
            assert not row[field] or text[row[f"{field}_start"] :].startswith(row[field])
    digits = {at for at, char in enumerate(text) if char.isdigit()}
    covered = {at for row in extract_mentions(text).itertuples() for at in range(row.start, row.end)}
    assert digits <= covered


@pytest.mark.parametrize(
    "case", [case for case in CASES if re.search("[⏎⁀⟦]", case["text"])], ids=lambda case: case["why"]
)
def test_a_paragraph_goes_over_its_lines(case):
    text = broken(case["text"])
    paragraphs = split_paragraphs(text)
    assert len(paragraphs) == len(split_paragraphs(unbroken(case["text"])))
    assert set(tabulate_sentences(text, paragraphs)["paragraph"]) == set(paragraphs["paragraph"])


def label_texts() -> list[str]:
    """The labelled texts, each once; long ones are articles of several paragraphs."""
    paths = sorted([*LABELS.glob("*.jsonl"), *(LABELS / "observations").glob("*.jsonl")])
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return list(dict.fromkeys(json.loads(line)["text"] for line in lines))


TEXTS = label_texts()


def wrapped(text: str, width: int) -> str:
    lines = text.split("\n")
    return "\n".join(textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in lines)


def how_much(text: str) -> list[tuple]:
    return [
        tuple(map(str, row))
        for row in extract_claims(text)[["value", "value_high", "unit", "kind", "qualifier"]].values
    ]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, len(TEXTS) - 1), min_size=6, max_size=6, unique=True), st.integers(40, 110))
def test_a_labelled_text_in_lines_of_any_width_claims_the_same(numbers, width):
    different = [number for number in numbers if how_much(TEXTS[number]) != how_much(wrapped(TEXTS[number], width))]
    assert len(different) <= 1, "of a thousand two or three are different, see the next test"


@pytest.mark.long
def test_nearly_all_labelled_texts_claim_the_same_in_lines():
    """Each text at one width of its own."""
    pairs = [(text, wrapped(text, 40 + number * 37 % 71)) for number, text in enumerate(TEXTS)]
    different = [text for text, lines in pairs if how_much(text) != how_much(lines)]
    assert len(different) <= len(TEXTS) * 0.005


@given(ANY_TEXT)
@example("> \n>\n a-\n\u200b1\n\f\n2\n\fa")
def test_breaks_of_any_text_part_nothing(text):
    done = 0
    for found in soft_breaks(text):
        assert done <= found.start < found.end < len(text)
        assert found.holds or not text[found.start : found.end].strip(" \t>\n\r\v\f\x85\u2028\u2029\u200b\u00a0")
        done = found.end
    read, offsets = to_read(text)
    assert back(offsets, len(read), len(read)) == (len(text), len(text))


@pytest.mark.parametrize("case", cases("parted"), ids=lambda case: case["text"])
def test_parted_numbers(case):
    """What is put together, what is doubted, and what stays as it is."""
    found = extract_claims(case["text"])
    said = [f"{row.quote} = {row.value:.10g} {row.unit}{' ?' * bool(row.doubt)}" for row in found.itertuples()]
    assert "; ".join(said) == case["claims"]
    assert all(case["text"][row.start : row.end] == row.quote for row in found.itertuples())


@pytest.mark.parametrize("case", cases("footnotes"), ids=lambda case: case["text"])
def test_footnotes(case):
    claims, mentions = extract_claims(case["text"]), extract_mentions(case["text"])
    assert "; ".join(f"{row.value:.10g} {row.unit}" for row in claims.itertuples()) == case["claims"]
    assert "; ".join(mentions[mentions["role"] == "list"]["quote"]) == case["marks"]


@pytest.mark.parametrize(
    "unit", ["a\n", "52\n\n", "Xã có 5\n", "1 ", "1. ", "1 .", "> ", "ă ", "-\n", "\f1\n", "a \f", "1,,,"]
)
def test_texts_made_to_take_long_end(unit):
    text = unit * (200_000 // len(unit))
    assert len(to_read(text)[0]) <= len(text)
    assert parted(text) == sorted(parted(text))
