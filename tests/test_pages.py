"""The pages as text: what they hold, in which language, how heavy they are. tests/browser opens them."""

import json
import re
from base64 import b64decode
from html.parser import HTMLParser
from urllib.parse import unquote

import pandas as pd
import pytest
import sample_pages as sample

from viclaims.pages.index import read_executed, render_article
from viclaims.pages.markup import Span, Term, TermFinder, for_attribute, mark_up, safe_text
from viclaims.pages.notebooks import allowed_html, readable_parameters
from viclaims.tables import schemas as tables
from viclaims.tables.files import read_table, write_table
from viclaims.tables.shown import ROWS_SHOWN, show

WITHOUT_PICTURES = re.compile(r"data:image/[^\"]+")


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    root = tmp_path_factory.mktemp("du an") / "báo cáo 1"
    sample.lay_out(root, sample.TRAPPED, sample.ARTICLE, sample.SIDECAR)
    sample.lay_out(root, sample.SILENT, "Chưa có gì để đếm.\n\nBài này không nêu con số nào.\n")
    notebooks = sample.executed_notebooks(root / "work", sample.ARTICLE)
    sample.render(root, root / "report", [sample.TRAPPED, sample.SILENT], notebooks)
    return root / "report"


class Reader(HTMLParser):
    """Tags with their attributes, and the text of a page."""

    def __init__(self, page: str):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words.append(data)


def test_text_is_escaped_and_controls_are_shown():
    assert safe_text("<b>&\x00") == "&lt;b&gt;&amp;\u2400"
    assert 'data-code="U+202E"' in safe_text("\u202e")
    assert safe_text("\ud800") == "\ufffd"
    assert for_attribute('a\u202eb\n "c"') == 'ab "c"'


def test_spans_that_cross_are_cut_and_nothing_is_lost():
    text = "một hai ba bốn"
    spans = [Span(0, 7, "document", "document-0", "#a"), Span(4, 10, "claim", "claim-4", "#b")]
    page = mark_up(text, 0, len(text), spans, TermFinder([Term("ba", "term-1", "tip")]))
    assert "".join(Reader(page).words) == text
    assert [tag for tag, _ in Reader(page).tags] == ["u", "a", "mark", "a", "a"]


def test_terms_are_found_in_composed_and_decomposed_text():
    import unicodedata

    finder = TermFinder([Term("bí thư", "term-1", "tip"), Term("thư", "term-2", "tip")])
    decomposed = unicodedata.normalize("NFD", "Bí thư, không phải thưa")
    assert re.findall(r"#(term-\d)", finder.mark(decomposed)) == ["term-1"]


def test_html_of_a_notebook_keeps_only_what_is_allowed():
    assert allowed_html('<a href="javascript:x">y</a>') == "<a>y</a>"
    assert allowed_html('<b onclick="x">y</b>') == "<b>y</b>"
    assert allowed_html('<iframe src="x"></iframe>').startswith("&lt;iframe")
    assert 'src="data:image/png;base64,AA"' in allowed_html('<img src="data:image/png;base64,AA">')
    assert "src" not in allowed_html('<img src="https://example.org/x.png">')


def test_parameters_are_readable():
    source = '# Parameters\nplace = "H\\u01b0ng Y\\xean"\n'
    assert readable_parameters(source) == [("place", "Hưng Yên")]
    assert readable_parameters("place = open('x')") == []


def test_title_of_a_notebook(tmp_path):
    path = sample.executed_notebook(tmp_path, "07-x", "chữ")
    assert read_executed(path, tmp_path)["title"] == "What does 07-x say?"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"] = {}
    notebook["cells"][0]["source"] = "Không có tiêu đề"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert read_executed(path, tmp_path)["title"] == "07-x"


def test_pages_of_an_article(report):
    pages = sorted(path.name for path in (report / sample.TRAPPED).iterdir())
    assert pages == ["01-clean-text.html", "02-tabulate-claims.html", "index.html", "index.vi.html"]
    assert sorted(path.name for path in report.iterdir()) == [sample.TRAPPED, "index.html", sample.SILENT]


@pytest.mark.parametrize(("name", "language"), [("index.html", "en"), ("index.vi.html", "vi")])
def test_an_index_is_in_its_language(report, name, language):
    page = (report / sample.TRAPPED / name).read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in page
    assert ("2,500.5" in page) == (language == "en")
    words = "".join(Reader(page).words)
    expected = {"en": "12 of 1,040 households (1.2%)", "vi": "12 trên 1.040 hộ (1,2%)"}
    assert expected[language] in words
    assert {"en": "Training", "vi": "Đào tạo"}[language] in words
    other = {"en": "index.vi.html", "vi": "index.html"}[language]
    assert any(tag == "a" and given.get("href") == other for tag, given in Reader(page).tags)


def test_passages_in_the_other_language_say_so(report):
    page = (report / sample.TRAPPED / "index.html").read_text(encoding="utf-8")
    assert '<div class="article" lang="vi">' in page
    assert '<bdi lang="vi">hộ</bdi>' in page
    assert '<span lang="vi">(hộ)</span>' in page
    assert 'lang="vi"' not in (report / sample.TRAPPED / "index.vi.html").read_text(encoding="utf-8").split("<main")[1]


def test_nothing_of_the_article_becomes_markup(report):
    for path in report.rglob("*.html"):
        reader = Reader(path.read_text(encoding="utf-8"))
        assert sum(tag == "script" for tag, _ in reader.tags) == 1, path
        assert not [given for _, given in reader.tags if any(name.startswith("on") for name in given)], path
        assert not [given for _, given in reader.tags if "javascript" in given.get("href", "")], path


def test_a_citation_names_article_date_characters_and_hash(report):
    page = (report / sample.TRAPPED / "index.html").read_text(encoding="utf-8")
    start = sample.ARTICLE.index("38/41")
    words = "".join(Reader(page).words)
    cited = re.search(rf"“38/41” — .+?, 5 Jun 2024, {sample.TRAPPED}.txt, characters {start}–{start + 5}, (.+)", words)
    assert re.match(r"sha256 [0-9a-f]{64}", cited[1])


def test_tables_travel_inside_the_page(report):
    page = (report / sample.TRAPPED / "index.html").read_text(encoding="utf-8")
    processed = report.parent / "data" / "processed" / sample.TRAPPED
    files = {f"{sample.TRAPPED}-{name}.csv": processed / f"{name}.csv" for name in ("claims", "documents")}
    files["households.csv"] = report.parent / "figures" / sample.TRAPPED / "households.csv"
    for name, file in files.items():
        address = re.search(rf'href="data:text/csv;charset=utf-8([^"]+)" download="{name}"', page)[1]
        kept = b64decode(address[8:]) if address.startswith(";base64,") else unquote(address[1:]).encode()
        assert kept == file.read_bytes()


def test_no_path_of_the_machine_is_told(report):
    for path in report.rglob("*.html"):
        assert str(report.parent.parent) not in path.read_text(encoding="utf-8")


def test_parameters_of_a_run_are_readable_on_its_page(report):
    page = (report / sample.TRAPPED / "01-clean-text.html").read_text(encoding="utf-8")
    assert "Hưng Yên" in page and "u01b0" not in page


def test_pictures_have_words_and_header_cells_a_scope(report):
    for path in report.rglob("*.html"):
        tags = Reader(path.read_text(encoding="utf-8")).tags
        assert all(given.get("alt") for tag, given in tags if tag == "img"), path
        assert all(given.get("scope") for tag, given in tags if tag == "th"), path


def test_a_figure_that_was_left_out_says_why(report):
    words = "".join(Reader((report / sample.TRAPPED / "index.html").read_text(encoding="utf-8")).words)
    assert "In time – One date only." in words


def test_an_article_without_claims_and_sidecar_has_its_pages(report):
    words = "".join(Reader((report / sample.SILENT / "index.html").read_text(encoding="utf-8")).words)
    assert "No claim was found in this article" in words
    assert "Bài này không nêu con số nào." in words
    assert "what a newspaper printed, not a verified fact" in words


def test_pages_are_the_same_each_time(report, tmp_path):
    root = report.parent
    notebooks = sample.executed_notebooks(root / "work", sample.ARTICLE)
    processed, figures = root / "data" / "processed" / sample.TRAPPED, root / "figures" / sample.TRAPPED
    executed = {path: read_executed(path, root) for path in notebooks}
    render_article(sample.TRAPPED, executed, processed, figures, tmp_path, root)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (report / sample.TRAPPED / path.name).read_bytes(), path.name


def test_a_long_table_says_how_many_rows_it_leaves_out():
    frame = pd.DataFrame({"number": range(ROWS_SHOWN + 34)})
    page = show(frame, "Every number")._repr_html_()
    assert page.count("<tr>") == ROWS_SHOWN + 2 and "Rows left out here: 34. All are in data/processed." in page
    assert "left out" not in show(frame.head(ROWS_SHOWN), "Every number")._repr_html_()


def test_thousands_of_claims(tmp_path):
    text = "\n".join(f"Xã {number} có 12 trong tổng số 40 hộ." for number in range(2000)) + "\n"
    sample.lay_out(tmp_path, sample.SILENT, text)
    processed = tmp_path / "data" / "processed" / sample.SILENT
    one = read_table("claims", processed)
    rows = []
    for number, at in enumerate(found.start() for found in re.finditer(r"12 trong", text)):
        line = text.rfind("\n", 0, at) + 1
        sentence = text[line : text.index("\n", at)]
        place = {
            "start": at,
            "end": at + 2,
            "sentence": sentence,
            "sentence_start": line,
            "paragraph": number,
        }
        rows.append({**one.iloc[0].to_dict(), **place})
    write_table("claims", tables.frame_of(rows, tables.COLUMNS["claims"]), processed)
    render_article(sample.SILENT, {}, processed, tmp_path / "figures" / sample.SILENT, tmp_path / "out", tmp_path)
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert page.count('id="claim-row-') == page.count('<mark class="claim"') == 2000


def _weigh(path):
    page = path.read_text(encoding="utf-8")
    assert len(WITHOUT_PICTURES.sub("", page).encode()) <= 120_000
    assert len(page.encode()) <= 700_000


@pytest.mark.skipif(not sample.SHIPPED, reason="data/processed holds no article yet: run make report")
def test_the_indexes_that_are_shipped_are_light(tmp_path):
    name = sample.SHIPPED[0]
    processed, figures = sample.ROOT / "data" / "processed" / name, sample.ROOT / "figures" / name
    render_article(name, {}, processed, figures, tmp_path, sample.ROOT)
    for path in tmp_path.iterdir():
        _weigh(path)


@pytest.mark.skipif(not sample.MADE, reason="there is no report yet: run make report")
@pytest.mark.parametrize("path", sample.MADE, ids=lambda path: path.name)
def test_a_notebook_page_is_light(path):
    _weigh(path)
