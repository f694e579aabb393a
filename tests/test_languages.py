"""Numbers, dates and plurals of each language, and the words of figures and pages: all there, and all used."""

import ast
import math
import re
import string
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viclaims.charts import frames
from viclaims.checks.check import SLIPPED
from viclaims.claims.doubts import DOUBTS
from viclaims.languages import LANGUAGES, Words, _entries, amount, day, forms_of, marks, number
from viclaims.tables import schemas

PACKAGE = Path(__file__).parent.parent / "viclaims"
FILES = {name: PACKAGE / name for name in ("charts/wording.toml", "pages/template/labels.toml")}
WORDS = [(name, group, key) for name, path in FILES.items() for group, keys in _entries(path).items() for key in keys]
# Groups whose keys are the values of a column: what that column may hold, and where a group names no more of it.
OF_VALUES = {
    "charts/wording.toml": {
        "qualifier": set(schemas.QUALIFIERS) - {""}, "section": set(frames.SECTION_ORDER),
        "level": set(schemas.LEVELS) - {""} | {"unclear"}, "evidence": set(frames.EVIDENCE),
    },
    "pages/template/labels.toml": {
        "kind": set(schemas.KINDS), "qualifier": set(schemas.QUALIFIERS) - {""}, "role": set(schemas.ROLES),
        "level": set(schemas.LEVELS) - {""}, "section": set(schemas.SECTIONS) - {""},
        "flag": set(schemas.FLAGS) - {""}, "doubt": {*(doubt.says for doubt in DOUBTS), SLIPPED},
        "status": set(schemas.STATUSES) - {"reported"}, "field": set(schemas.SAID_OF),
    },
}  # fmt: skip


# -------------------------------------------------------------------------------- numbers, dates, plurals


@pytest.mark.parametrize(
    ("value", "decimals", "english", "vietnamese"),
    [
        (90253, None, "90,253", "90.253"),
        (np.int64(1040), None, "1,040", "1.040"),
        (22.127659, 1, "22.1", "22,1"),
        (47.30, None, "47.3", "47,3"),
        (8.6e9, None, "8,600,000,000", "8.600.000.000"),
        (12345678901.5, None, "12,345,678,901.5", "12.345.678.901,5"),
        (0.1 + 0.2, None, "0.3", "0,3"),
        (1.0000001, None, "1.0000001", "1,0000001"),
        (0.00012, 1, "0.00012", "0,00012"),
        (-1.8, None, "-1.8", "-1,8"),
        (-0.0, None, "0", "0"),
        (100.0, 1, "100", "100"),
        (75.04, 1, "75", "75"),
        (float("inf"), None, "inf", "inf"),
        (float("nan"), None, "", ""),
    ],
)
def test_numbers_are_written_in_the_language(value, decimals, english, vietnamese):
    assert (number(value, "en", decimals), number(value, "vi", decimals)) == (english, vietnamese)


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(LANGUAGES))
def test_a_written_number_can_be_read_back(value, language):
    group, decimal = marks(language)
    back = float(number(value, language).replace(group, "").replace(decimal, "."))
    assert math.isclose(back, value, rel_tol=1e-14)


@given(st.floats(1, 1e15), st.sampled_from(LANGUAGES))
def test_an_amount_with_a_magnitude_word_loses_nothing(value, language):
    written, *word = amount(value, language).split(" ")
    group, decimal = marks(language)
    size = {"million": 1e6, "triệu": 1e6, "billion": 1e9, "tỷ": 1e9}[word[0]] if word else 1
    assert math.isclose(float(written.replace(group, "").replace(decimal, ".")) * size, value, rel_tol=1e-11)


def test_an_amount_that_is_infinite_has_no_magnitude():
    assert amount(float("inf"), "en") == "inf"


def test_dates_are_written_in_the_language():
    assert [day("2021-03-09", language) for language in ("en", "vi")] == ["9 Mar 2021", "09/03/2021"]
    assert [day(text, "vi") for text in ("Thứ ba", "2021-03", "2021-13-01", "20210309", "")] == [
        "Thứ ba", "2021-03", "2021-13-01", "20210309", "",
    ]  # fmt: skip


def test_another_language_needs_no_code():
    assert (number(90253.5, "fr"), amount(8.6e9, "fr"), day("2021-03-09", "fr")) == (
        "90\u202f253,5", "8,6 milliards", "9 mars 2021",
    )  # fmt: skip


def test_a_word_takes_the_form_of_its_count(tmp_path):
    path = tmp_path / "words.toml"
    path.write_text(
        '[say]\nrow = { en = { zero = "no row", one = "{n} row", other = "{n} rows" }, vi = "{n} dòng" }\n'
        'named = { en = "{what}: {n}", vi = "{what}: {n}" }\n', encoding="utf-8",
    )  # fmt: skip
    english, vietnamese = Words(path, "en"), Words(path, "vi")
    assert [english("say", "row", n=n) for n in (0, 1, 2, 1040)] == ["no row", "1 row", "2 rows", "1,040 rows"]
    assert [vietnamese("say", "row", n=n) for n in (0, 1, 1040)] == ["0 dòng", "1 dòng", "1.040 dòng"]
    assert vietnamese("say", "named", n=2.5, what="{n}") == "{n}: 2,5"
    assert english("say", "a value {that nobody} named") == "a value {that nobody} named"


@pytest.mark.parametrize("name", FILES)
def test_one_of_a_kind_is_never_said_in_the_plural(name):
    words = Words(FILES[name], "en")
    for group, keys in _entries(FILES[name]).items():
        for key, entry in keys.items():
            if "{n}" in forms_of(entry["en"])["other"] and not key.startswith("all_"):  # never said of one
                parts = dict.fromkeys(placeholders(entry["en"]) - {"n"}, "it")
                assert not re.search(r"\b1 [a-z]+s\b", words(group, key, n=1, **parts)), f"{group}.{key}"


def test_who_reads_claims_does_not_load_babel():
    code = (
        "import sys, viclaims; rows = viclaims.extract_claims('Có 52 xã.'); "
        "assert len(rows) == 1; sys.exit('babel' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=PACKAGE.parent)


# -------------------------------------------------------------------------------- words


def placeholders(said):
    """The names in braces in any form of a word."""
    return {
        part for form in forms_of(said).values() for _, part, _, _ in string.Formatter().parse(form) if part is not None
    }


@pytest.mark.parametrize(("name", "group", "key"), WORDS)
def test_every_word_is_there_in_every_language_with_the_same_parts(name, group, key):
    entry = _entries(FILES[name])[group][key]
    assert set(entry) == set(LANGUAGES)
    for said in entry.values():
        forms = forms_of(said)
        assert "other" in forms and set(forms) <= {"zero", "one", "two", "few", "many", "other"}
        assert all(form.strip() == form and form for form in forms.values())
        assert placeholders(said) == placeholders(entry[LANGUAGES[0]])


def used_words(folder):
    """(group, key) of each call with two texts, and the texts of lists and tuples, which hold keys, in a folder."""
    pairs, listed = set(), set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Tuple | ast.List):
                listed |= {part.value for part in node.elts if isinstance(part, ast.Constant)}
            elif isinstance(node, ast.IfExp):
                listed |= {part.value for part in (node.body, node.orelse) if isinstance(part, ast.Constant)}
            elif isinstance(node, ast.Call):
                first = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant)]
                pairs |= {tuple(first)} if len(first) == 2 else set()
                if getattr(node.func, "id", "") == "left_out":
                    pairs.add((first[0], "none"))
    for path in folder.rglob("*.j2"):
        template = path.read_text(encoding="utf-8")
        pairs |= set(re.findall(r"words\('(\w+)', '(\w+)'", template))
        for brackets in re.findall(r"\[[^\]]*\]", template):
            listed |= set(re.findall(r"'(\w+)'", brackets))
    return pairs, listed


@pytest.mark.parametrize("name", FILES)
def test_every_word_is_used_and_every_used_word_is_there(name):
    groups, values = _entries(FILES[name]), OF_VALUES[name]
    pairs, listed = used_words(PACKAGE / name.split("/")[0])
    # keys that the code puts together, or takes from a column
    known = {f"{one}_{other}" for one in ("only", "all", "most") for other in ("headline", "claims")}
    known |= {*schemas.LEVELS}
    for group, keys in groups.items():
        if group in values:
            assert set(keys) == values[group], group
        else:
            assert {key for key in keys if (group, key) not in pairs} - listed - known == set(), group
    assert {(group, key) for group, key in pairs if group in groups and key not in groups[group]} == set()


@pytest.mark.parametrize("room", ["charts", "pages"])
def test_no_word_of_a_language_stands_in_the_code(room):
    """Vietnamese letters stand in docstrings, comments and classes of letters, in no text that is said."""
    from viclaims.pages.markup import is_vietnamese

    for path in (PACKAGE / room).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        said = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        found = [node.value for node in said if id(node) not in docstrings and is_vietnamese(node.value)]
        assert [text for text in found if len(text) > 1 and text[0] != "["] == [], path
