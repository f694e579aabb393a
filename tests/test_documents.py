"""Which documents a text cites: readable cases, labelled sentences, the article, any text at all."""

import csv
import importlib.util
import re
import shutil
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.case_tables import grouped
from viclaims import extract_documents
from viclaims.documents.names import CITED, RULES, document_spans
from viclaims.documents.patterns import PATTERNS
from viclaims.documents.vocabulary import issuer_of_code, types
from viclaims.lexicon import FOLDER
from viclaims.tables.schemas import DOCUMENT_COLUMNS
from viclaims.text.offsets import to_read

HERE = Path(__file__).parent
ARTICLE = HERE.parent / "data/raw/haiduong-2021-01-02.txt"
COLUMNS = ("quote", "type", "number", "level", "date", "implements")
PIECES = (
    "Nghị quyết", " số ", "26-NQ/TW", "19", ", ", " và ", " ngày ", "5.3.2019", " của ", "Tỉnh ủy",
    "UBND huyện A", " về thực hiện ", "Kế hoạch", "77-KH/TU", "Luật Đất đai", "Để thực hiện ", " ban hành ",
    " Đại hội Đảng bộ tỉnh lần thứ X", "“", "”", "\n", ". ", "(", "\ud800", "\u0301", "nghị định ",
    "1/500", "Bộ Chính trị", "\u00a0",
)  # fmt: skip
MADE_UP = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
ANY_TEXT = st.text(st.characters(categories=None)) | MADE_UP


def _cases():
    return [
        pytest.param(text, [line for line in lines if line["quote"]], id=text[:60])
        for text, lines in grouped("documents", "text")
    ]


def _scorer():
    spec = importlib.util.spec_from_file_location("score_documents", HERE / "labels/score_documents.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _article():
    return ARTICLE.read_bytes().decode("utf-8")


@pytest.mark.parametrize(("text", "expected"), _cases())
def test_each_case_gives_exactly_its_documents(text, expected):
    found = extract_documents(text)
    assert found[list(COLUMNS)].to_dict("records") == [{name: row[name] for name in COLUMNS} for row in expected]
    quotes = dict(zip(found["start"], found["quote"], strict=True))
    again = [quotes.get(start, "") for start in found["refers_to"]]
    assert again == [row["again"] for row in expected]


@pytest.mark.parametrize("rule", PATTERNS, ids=lambda rule: rule.name)
def test_each_pattern_takes_its_example_and_leaves_its_look_alike(rule):
    assert rule.regex.fullmatch(rule.takes)
    found = rule.regex.match(rule.leaves)
    assert not (found and found[0].strip())


def _named():
    return [
        pytest.param(text, [(line["quote"], line["rule"]) for line in lines if line["quote"]], id=text[:60])
        for text, lines in grouped("document_names", "text")
    ]


def _spans(text):
    return [(text[start:end], rule) for start, end, rule in document_spans(text)]


@pytest.mark.parametrize(("text", "expected"), _named())
def test_each_case_names_exactly_its_documents(text, expected):
    assert _spans(text) == expected


@pytest.mark.parametrize("name", RULES)
def test_each_rule_takes_its_examples_and_refuses_its_look_alikes(name):
    for example in (*RULES[name].takes, *RULES[name].refuses):
        numbers = [quote for quote, _ in _spans(example.replace("[", "").replace("]", ""))]
        assert numbers == re.findall(r"\[(.+?)\]", example), example
    for example in RULES[name].takes:
        assert name in dict(map(reversed, _spans(example.replace("[", "").replace("]", "")))), example


def test_a_text_as_long_as_a_book_is_named_in_time_that_grows_with_it():
    assert len(document_spans("quyết định 1187 của xã, hợp đồng số 12, 13 và 14 của xã; " * 5_000)) == 20_000


COMPILED = """
import re, sys
compile, seen = re.compile, []
def spy(*args, **kwargs):
    seen.append(sys._getframe(1).f_code)
    return compile(*args, **kwargs)
re.compile = spy
import viclaims.documents.extract, viclaims.documents.measures
print([code.co_filename for code in seen if "documents" in code.co_filename or code.co_name == "__getattr__"])
"""


def test_importing_compiles_no_pattern():
    assert _run(COMPILED) == "[]"


# One row of a table does it: (table, cells), a text, and what is read of its documents then.
ONE_ROW = {
    "issuer": ([("issuers", {"word": "Viện Hàn lâm", "is": "body", "level": "central"})],
               "Quyết định số 12 của Viện Hàn lâm về thi đua.", "[('Quyết định', '12', 'Viện Hàn lâm', 'central')]"),
    "issuer in the other spelling": (
        [("issuers", {"word": "Tổng ủy", "is": "body", "level": "central"})],
        "Quyết định số 12 của Tổng uỷ về thi đua.", "[('Quyết định', '12', 'Tổng uỷ', 'central')]"),
    "letters": ([("issuers", {"word": "VHL", "is": "state_seat_letters", "name": "Viện Hàn lâm", "level": "central"})],
                "Quyết định số 12/QĐ-VHL.", "[('Quyết định', '12/QĐ-VHL', 'Viện Hàn lâm', 'central')]"),
    "type": ([("document_types", {"word": "điều lệ", "is": "document_type", "bare": "free"})],
             "Theo Điều lệ 12 của Chính phủ.", "[('Điều lệ', '12', 'Chính phủ', 'central')]"),
    "type with letters": (
        [("document_types", {"word": "điều lệ", "is": "document_type", "bare": "free"}),
         ("document_types", {"word": "ĐL", "is": "short_form", "of": "điều lệ"})],
        "Theo 12-ĐL/TU.", "[('Điều lệ', '12-ĐL/TU', 'Tỉnh ủy', 'provincial')]"),
}  # fmt: skip
READ = """
import sys
from pathlib import Path
from viclaims import lexicon
lexicon.FOLDER = Path(sys.argv[1])
known = lexicon.Lexicon(lexicon.FOLDER)
lexicon.lexicon = lambda: known
from viclaims import extract_documents
found = extract_documents(sys.argv[2])
print(list(found[["type", "number", "issuer", "level"]].itertuples(index=False, name=None)))
"""


def _run(code, *args):
    command = [sys.executable, "-X", "utf8", "-W", "ignore", "-c", code, *args]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout.strip()


@pytest.mark.parametrize("what", ONE_ROW)
def test_one_row_is_all_that_a_new_issuer_or_type_needs(tmp_path, what):
    rows, text, read = ONE_ROW[what]
    assert _run(READ, str(FOLDER), text) != read
    for path in FOLDER.glob("*.csv"):
        shutil.copy(path, tmp_path)
    for table, cells in rows:
        header = (tmp_path / f"{table}.csv").read_text(encoding="utf-8").split("\n", 1)[0].split(",")
        with open(tmp_path / f"{table}.csv", "a", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, header, lineterminator="\n").writerow(dict.fromkeys(header, "") | cells)
    assert _run(READ, str(tmp_path), text) == read


@pytest.mark.parametrize("kind", [kind for kind in types().values() if kind.short], ids=lambda kind: kind.name)
def test_each_type_is_read_with_its_own_short_form(kind):
    text = f"Theo {kind.name} số 12-{kind.short[0]}/TW thì có 12 đồng chí."
    assert extract_documents(text)[["type", "number"]].values.tolist() == [[kind.name, f"12-{kind.short[0]}/TW"]]


@pytest.mark.parametrize(
    ("letters", "level"),
    [("TW", "central"), ("BTCTW", "central"), ("TTg", "central"), ("QH15", "central"), ("BNV", "central"),
     ("TU", "provincial"), ("UBKTTU", "provincial"), ("SYT", "provincial"), ("HU", "local"), ("ĐU", "local"),
     ("UBND", "")],
)  # fmt: skip
def test_the_letters_of_an_organ_give_its_level(letters, level):
    assert issuer_of_code(letters)[1] == level


def test_letters_of_no_known_organ_give_none():
    assert issuer_of_code("XYZ") is None


@pytest.mark.parametrize("labelled", ["own", "fresh"])
def test_labelled_sentences(labelled):
    scorer = _scorer()
    lines = [line for line in scorer.read_labels(HERE / "labels/documents.jsonl") if line["labelled"] == labelled]
    figures = scorer.score(lines, extract_documents)
    assert figures["mentions"] >= 30
    assert figures["P"] >= 97 and figures["R"] >= 97
    assert figures["number_date"] >= 95 and figures["level"] >= 95
    assert figures["on_look_alikes"] == 0 and figures["bad_spans"] == 0


def test_labels_are_sound():
    for line in _scorer().read_labels(HERE / "labels/documents.jsonl"):
        for label in line["documents"]:
            assert line["text"][label["start"] : label["end"]] == label["quote"]
        for other in line["not_documents"]:
            assert line["text"][other["start"] : other["end"]] == other["text"]


def test_the_article_cites_nine_numbered_documents():
    found = extract_documents(_article())
    numbered = found[found["number"] != ""]
    assert len(numbered) == numbered["number"].nunique() == 9
    assert (numbered["date"] != "").sum() == 5
    assert numbered["level"].value_counts().to_dict() == {"central": 5, "provincial": 4}


def test_three_provincial_plans_of_the_article_carry_out_a_central_resolution():
    found = extract_documents(_article())
    plans = found[found["implements"] != ""]
    assert dict(zip(plans["number"], plans["implements"], strict=True)) == {
        "103a-KH/TU": "26-NQ/TW", "77-KH/TU": "18-NQ/TW", "74-KH/TU": "19-NQ/TW",
    }  # fmt: skip
    assert set(plans["level"]) == {"provincial"}
    assert set(found.loc[found["number"].isin(plans["implements"]), "level"]) == {"central"}


def test_the_articles_congress_resolution_has_no_number():
    found = extract_documents(_article())
    named = found[found["number"] == ""]
    full = named[named["refers_to"].isna()]
    assert full["quote"].tolist() == ["Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVII"]
    assert set(named["refers_to"].dropna()) == set(full["start"])


def test_a_decomposed_text_gives_the_same_documents():
    text = _article()
    composed = extract_documents(text)
    decomposed = extract_documents(unicodedata.normalize("NFD", text))
    for column in ("number", "level", "date", "implements", "issuer", "subject"):
        assert decomposed[column].tolist() == composed[column].tolist()
    assert [unicodedata.normalize("NFC", quote) for quote in decomposed["quote"]] == composed["quote"].tolist()


def test_a_line_end_parts_a_type_from_a_number():
    assert extract_documents("Thực hiện Nghị quyết\n\n05 của Tỉnh ủy").empty


def test_an_empty_text_gives_an_empty_frame_with_all_columns():
    found = extract_documents("")
    assert found.empty and list(found.columns) == list(DOCUMENT_COLUMNS)


@settings(deadline=None)
@given(ANY_TEXT)
def test_any_text_gives_rows_that_are_what_stands_there(text):
    found = extract_documents(text)
    assert list(found.columns) == list(DOCUMENT_COLUMNS)
    assert [text[row.start : row.end] for row in found.itertuples()] == found["quote"].tolist()
    assert found["start"].is_monotonic_increasing
    assert (found["start"].to_numpy()[1:] >= found["end"].to_numpy()[:-1]).all()
    assert set(found["refers_to"].dropna()) <= set(found["start"])
    assert extract_documents(text).equals(found)


@settings(deadline=None)
@given(ANY_TEXT)
def test_every_number_of_documents_csv_is_named_as_a_document(text):
    read, _ = to_read(text)
    spans = document_spans(read)
    rows = extract_documents(read)
    ends = {end for _, end, rule in spans if rule.startswith(CITED) and rule != "cited_plenum"}
    assert ends == set(rows.loc[rows["number"] != "", "end"])
    assert all(start < end for start, end, _ in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(
    ("seed", "each"),
    [("Nghị quyết số 26-NQ/TW ", 1), ("12-NQ/TW, ", 1), ("Nghị quyết 5, 6; ", 2), ("Luật A ", 0), ("(", 0),
     (" ", 0), ("Nghị quyết Đại hội ", 0), ("Kế hoạch 5-KH/TU về thực hiện Nghị quyết 6-NQ/TW; ", 2)],
)  # fmt: skip
def test_a_hostile_text_is_read_to_its_end(seed, each):
    times = 30_000 // len(seed)
    assert len(extract_documents(seed * times)) >= each * times
