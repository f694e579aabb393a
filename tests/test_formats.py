"""Word, Excel and PDF: what the text of each made file must hold, and that no file does harm."""

import io
import re
import subprocess
import sys
import zipfile
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import made_files as made
from tests.case_tables import cases
from viclaims.article.folders import SUFFIXES
from viclaims.article.paragraphs import split_paragraphs
from viclaims.article.raw import read_article
from viclaims.series.stale import raw_files
from viclaims.text import pdf
from viclaims.text.composing import Cell, Composer
from viclaims.text.files import READERS, ArticleError, Source, how_to_save, read_bytes, read_text
from viclaims.text.workbook import figure


@cache
def data_of(name: str) -> bytes:
    return made.MADE[name]()


@cache
def source_of(name: str) -> Source:
    return read_bytes(data_of(name), name)


@pytest.mark.parametrize("case", cases("files"), ids=lambda case: f"{case['file']}: {case['why']}")
def test_the_text_of_a_file(case):
    lines = source_of(case["file"]).text.split("\n")
    if case["line"]:
        assert case["line"].replace("⇥", "\t") in lines
    if case["absent"]:
        assert case["absent"] not in source_of(case["file"]).text
    assert case["line"] or case["absent"]


@pytest.mark.parametrize("name", made.MADE)
def test_tables_stand_between_blank_lines_and_have_one_width(name):
    for block in source_of(name).text.rstrip("\n").split("\n\n"):
        lines = block.split("\n")
        assert len(lines) == 1 or len({line.count("\t") for line in lines}) == 1


@pytest.mark.parametrize("name", ["bao-cao.docx", "thu-ngan-sach.xlsx", "ba-trang.pdf"])
def test_the_same_file_gives_the_same_text(name):
    assert read_bytes(data_of(name), name) == source_of(name)


def test_the_endings_are_those_that_are_read():
    assert tuple(READERS) == SUFFIXES


# ------------------------------------------------------------------------------ roles, pages, paragraphs


@pytest.fixture
def article(tmp_path):
    def put(name: str):
        (tmp_path / name).write_bytes(data_of(name))
        return read_article(tmp_path / name)

    return put


def test_roles_that_the_file_tells_stay(article):
    roles = split_paragraphs(article("bao-cao.docx")).set_index("text")["role"]
    assert roles["Kết quả phát triển kinh tế - xã hội năm 2023"] == "headline"
    assert roles["I. Kết quả thực hiện"] == "heading"
    assert roles["1\tThu từ đất\t3.500\t4.160\t118,9"] == "table"
    assert roles["- Trồng mới 12,5 ha cây ăn quả."] == "list"
    assert roles["[1] Số liệu của Chi cục Thuế khu vực."] == "note"
    assert source_of("bao-cao.docx").title == "Kết quả phát triển kinh tế - xã hội năm 2023"


def test_each_paragraph_of_a_pdf_has_its_page(article):
    pages = split_paragraphs(article("ba-trang.pdf")).set_index("text")["page"]
    assert pages["Kết quả thu ngân sách của các thôn"] == 1
    assert pages["60\tThôn 60\t6000\t6050\t105,0"] == 2
    assert pages.iloc[-1] == 3
    assert pages.is_monotonic_increasing


def test_without_pages_the_page_is_empty(article):
    assert split_paragraphs(article("bao-cao.docx"))["page"].isna().all()
    assert split_paragraphs("Có 5 xã.")["page"].tolist() == [pd.NA]


def test_a_table_of_one_row_is_text_unless_it_has_figures():
    composer = Composer("a.docx")
    composer.table([Cell("Nơi nhận: Như trên", 0, 0), Cell("CHỦ TỊCH", 0, 1)])
    composer.table([Cell("Tổng số hộ", 0, 0), Cell("420", 0, 1)])
    assert composer.source("Word").text == "Nơi nhận: Như trên\n\nCHỦ TỊCH\n\nTổng số hộ\t420\n"


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (12450, "#,##0", "12.450"), (12450, "General", "12.450"), (2023, "General", "2023"),
        (1250.5, "General", "1.250,5"), (3500, "General", "3.500"), (12450, "0", "12450"),
        (0.189, "0.0%", "18,9%"), (0.19, "0%", "19%"), (85.40000000000001, "#,##0.0", "85,4"),
        (85.40000000000001, "General", "85,4"), (2.5, "#,##0", "3"), (1234.5, "#,##0.##", "1.234,5"),
        (-3.25, "#,##0.00;(#,##0.00)", "-3,25"), (-1234, '_(* #,##0_);_(* (#,##0)', "-1.234"),
        (0, '_(* #,##0_);_(* (#,##0);_(* "-"??_)', "-"), (5, '#,##0 "hộ"', "5 hộ"), (1500000, "#,##0,", "1.500"),
        (99, "[$₫-42A]#,##0", "₫99"), (12, "@", "12"), (float("inf"), "0", ""), (1e300, "0", ""), (7, '"a', "7"),
    ],
)  # fmt: skip
def test_figures_as_a_cell_shows_them(value, code, shown):
    assert figure(value, code) == shown


# ------------------------------------------------------------------------------------------ hostile files

BOMB = {"word/document.xml": b"<w>" + b" " * 90_000_000 + b"</w>"}
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
TYPES = "[Content_Types].xml"


def entities() -> bytes:
    data = made.bare_word("Có 5 xã.")
    body = made.part_of(data, "word/document.xml")
    return made.with_parts(data, {"word/document.xml": body.replace("<w:document", ENTITIES + "<w:document", 1)})


def macros(data: bytes) -> bytes:
    types = made.part_of(data, TYPES)
    return made.with_parts(data, {TYPES: types.replace("sheet.main", "sheet.macroEnabled.main")})


def joined_bomb() -> bytes:
    data = data_of("thu-ngan-sach.xlsx")
    part = "xl/worksheets/sheet1.xml"
    sheet = re.sub(r'<mergeCell ref="A2:E2"', '<mergeCell ref="A1:XFD1048576"', made.part_of(data, part))
    assert "XFD1048576" in sheet
    return made.with_parts(data, {part: sheet})


def loop() -> bytes:
    """A PDF whose drawing draws itself again and again."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</A 4 0 R>>>>/Contents 5 0 R>>endobj\n"
        b"4 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 4 0 R>>>>/Length 10>>stream\n"
        b"/A Do /A Do\nendstream endobj\n5 0 obj<</Length 5>>stream\n/A Do\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )


HOSTILE = {
    "cut.docx": (lambda: data_of("bao-cao.docx")[:20_000], "the DOCX file is damaged"),
    "text.docx": (lambda: b"only text", "the DOCX file is damaged"),
    "sheet.docx": (lambda: data_of("thu-ngan-sach.xlsx"), "this is no DOCX"),
    "old.docx": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "locked with a password or in an old format"),
    "bomb.docx": (lambda: made.with_parts(made.bare_word("a"), BOMB), "unpacks to more than can be read"),
    "entities.docx": (entities, "declares XML entities"),
    "empty.docx": (made.bare_word, "no text was found"),
    "no-body.docx": (lambda: made.with_parts(made.bare_word("a"), {"word/document.xml": "<a/>"}), "is damaged"),
    "legacy.docx": (lambda: made.bare_word("C¸c cÊp ñy ®¶ng ®· thùc hiÖn vµ hoµn thµnh nhiÖm vô cña tØnh"), "TCVN3"),
    "macros.xlsx": (lambda: macros(data_of("thu-ngan-sach.xlsx")), "holds macros"),
    "joined.xlsx": (joined_bomb, "joins too many into one"),
    "word.xlsx": (lambda: data_of("bao-cao.docx"), "this is no XLSX"),
    "empty.xlsx": (lambda: made.workbook(lambda book: None), "no text was found"),
    "cut.pdf": (lambda: data_of("quyet-toan.pdf")[:3000], "the PDF is damaged"),
    "text.pdf": (lambda: b"only text", "the PDF is damaged"),
    "locked.pdf": (made.locked, "locked with a password"),
    "scan.pdf": (made.scan, "the PDF is a scan"),
    "loop.pdf": (loop, "the PDF"),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0", "save it as .docx"),
    "letter.rtf": (lambda: b"{\\rtf1}", "save it as .docx"),
    "letter.odt": (lambda: b"PK", "save it as .docx"),
    "old.xls": (lambda: b"\xd0\xcf\x11\xe0", "save it as .xlsx"),
    "macros.docm": (lambda: b"PK", "save it as .docx"),
    "photo.jpg": (lambda: b"\xff\xd8\xff", "OCR"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_read_gets_one_sentence(monkeypatch, name):
    monkeypatch.setattr(pdf, "SECONDS_TO_OPEN", 2)
    make, sentence = HOSTILE[name]
    with pytest.raises(ArticleError) as refused:
        read_bytes(make(), name)
    said = str(refused.value)
    assert said.startswith(f"{name}: ") and sentence in said and said.endswith((".", ").")) and "\n" not in said


def test_a_locked_zip_gets_one_sentence():
    data = bytearray(made.bare_word("Có 5 xã."))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        offsets = [part.header_offset for part in archive.infolist()]
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    for offset in offsets:
        data[offset + 6] |= 1
    with pytest.raises(ArticleError, match=r"^a\.docx: the file is locked with a password"):
        read_bytes(bytes(data), "a.docx")


@pytest.mark.parametrize(("limit", "value"), [("MOST_PAGES", 2), ("MOST_GLYPHS", 100), ("MOST_BYTES", 1000)])
def test_a_pdf_beyond_the_bounds_gets_one_sentence(monkeypatch, limit, value):
    monkeypatch.setattr(pdf, limit, value)
    with pytest.raises(ArticleError, match=r"^a\.pdf: .* (save|leave)"):
        pdf.read_here(data_of("ba-trang.pdf"), "a.pdf")


def test_a_pdf_that_takes_too_long_gets_one_sentence(monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS_TO_OPEN", 0)
    monkeypatch.setattr(pdf, "SECONDS_A_PAGE", 0.00001)
    with pytest.raises(ArticleError, match=r"^a\.pdf: the PDF needs more time or memory"):
        read_bytes(data_of("ba-trang.pdf"), "a.pdf")


def test_a_pdf_that_unpacks_without_end_gets_one_sentence(monkeypatch):
    """The contents of a page that unpack to far more than memory is given: the process that reads them ends."""
    import zlib

    monkeypatch.setattr(pdf, "SECONDS_TO_OPEN", 2)
    packed = zlib.compress(bytes(300_000_000), 1)
    for _ in range(2):
        packed = zlib.compress(packed, 9)
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    body += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R>>endobj\n"
    body += b"5 0 obj<</Filter[/FlateDecode/FlateDecode/FlateDecode]/Length %d>>stream\n" % len(packed)
    body += packed + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    with pytest.raises(ArticleError, match=r"^a\.pdf: the PDF"):
        read_bytes(body, "a.pdf")


def test_a_file_that_nothing_reads_is_named_by_the_series(tmp_path):
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/bao-cao.doc").write_bytes(b"x")
    assert raw_files(tmp_path) == (
        {},
        [f"data/raw/bao-cao.doc: {how_to_save('bao-cao.doc')}"],
    )  # fmt: skip


def test_the_command_says_one_sentence(tmp_path):
    (tmp_path / "a.pdf").write_bytes(made.scan())
    run = subprocess.run(
        [sys.executable, "-m", "viclaims", "extract", str(tmp_path / "a.pdf")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode != 0 and run.stdout == "" and run.stderr.count("\n") == 1 and "a scan" in run.stderr


def test_read_text_reads_a_path(tmp_path):
    (tmp_path / "So Lieu.DOCX").write_bytes(made.bare_word("Co\u0301 5 xa\u0303.\u200b"))
    assert read_text(tmp_path / "So Lieu.DOCX") == "Có 5 xã.\n"


# ------------------------------------------------------------------------------------------------- fuzzing

SMALL = {
    "a.docx": lambda: made.with_parts(data_of("bao-cao.docx"), {"docProps/thumbnail.jpeg": None}),
    "a.xlsx": lambda: data_of("thu-ngan-sach.xlsx"),
    "a.pdf": lambda: data_of("quyet-toan.pdf"),
}
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 6)), min_size=1, max_size=4)


def changed(data: bytes, changes) -> bytes:
    for where, bits, gone in changes:
        at = int(where * len(data))
        data = data[:at] + bits + data[at + gone :]
    return data


def reads_or_refuses(data: bytes, name: str) -> None:
    read = pdf.read_here if name.endswith(".pdf") else read_bytes
    try:
        source = read(data, name)
    except ArticleError as error:
        assert str(error).startswith(f"{name}: ") and "\n" not in str(error)
    else:
        assert source.text.strip() and all(0 <= page <= len(source.text) for page in source.pages)
        assert all(source.text[start:end].strip() for start, end, _ in source.roles)


@pytest.mark.parametrize("name", SMALL)
@given(changes=CHANGES)
@settings(max_examples=25, deadline=None)
def test_changed_bytes_are_read_or_refused(name, changes):
    reads_or_refuses(changed(SMALL[name](), changes), name)


@pytest.mark.parametrize(
    ("name", "part"),
    [("a.docx", "word/document.xml"), ("a.docx", "word/numbering.xml"), ("a.docx", "word/styles.xml"),
     ("a.xlsx", "xl/worksheets/sheet1.xml"), ("a.xlsx", "xl/styles.xml"), ("a.xlsx", "xl/workbook.xml")],
)  # fmt: skip
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_changed_markup_is_read_or_refused(name, part, data):
    """Values and names of the XML inside a file are changed, so that it still is XML most of the time."""
    whole = SMALL[name]()
    content = made.part_of(whole, part)
    values = list(re.finditer(r'"([^"<>]{1,12})"|<(/?\w+:?\w*)|>([^<]+)<', content))
    for _ in range(data.draw(st.integers(1, 4))):
        found = values[data.draw(st.integers(0, len(values) - 1))]
        new = data.draw(
            st.sampled_from(["", "-1", "0", "99999999999", "1e9", "true", "A1:XFD1048576", "w:p", "x", "²"])
        )
        start, end = next(found.span(group) for group in (1, 2, 3) if found[group] is not None)
        if end <= len(content):
            content = content[:start] + new + content[end:]
            values = list(re.finditer(r'"([^"<>]{1,12})"|<(/?\w+:?\w*)|>([^<]+)<', content))
    reads_or_refuses(made.with_parts(whole, {part: content}), name)
