"""Tables in texts: layouts of reports, look-alikes, and what holds for any table."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.table_cases import as_text, expected, said, tables
from tests.test_links import check
from viclaims import extract_claims, extract_mentions, find_cells
from viclaims.article.paragraphs import split_paragraphs
from viclaims.claims.checks import unread_digits

PUBLISHED = "2024-12-01"
BUDGET = as_text("""Đơn vị tính: 1.000 đồng
STT | Khoản thu | Dự toán 2023 | Thực hiện 2023 | Tỷ lệ (%)
A | B | 1 | 2 | 3=2/1
I | Thu nội địa | 464 | 612,4 | 132,0
1 | Thu khác | 295 | - | x
Ghi chú: chưa gồm 12 tỷ đồng ghi thu.
""")


@pytest.mark.parametrize("case", tables(), ids=lambda case: case["name"])
def test_table_holds_these_claims_and_no_other(case):
    assert said(extract_claims(as_text(case["text"]), PUBLISHED)) == expected(case)


@pytest.mark.parametrize("case", tables(), ids=lambda case: case["name"])
def test_every_field_and_number_stands_where_it_says(case):
    text = as_text(case["text"])
    claims, mentions = extract_claims(text, PUBLISHED), extract_mentions(text)
    for claim in claims.itertuples():
        assert text[claim.start : claim.end] == claim.quote
        assert len(claim.says.split()) <= 14 and claim.says
        for field in ("subject", "base", "place", "period"):
            start = getattr(claim, f"{field}_start")
            assert not getattr(claim, field) or text[start:].startswith(getattr(claim, field))
    assert unread_digits(text, mentions).empty
    assert (mentions["start"].iloc[1:].to_numpy() >= mentions["end"].iloc[:-1].to_numpy()).all()
    assert mentions.loc[mentions["role"] == "claim", "start"].tolist() == claims["start"].tolist()


def test_cells_have_their_headings_and_units():
    cells = find_cells(BUDGET)
    assert (cells["table"] == 1).all()
    figures = cells[cells["unit"] != ""]
    assert figures[["row", "column", "text", "row_head", "column_head", "unit"]].values.tolist() == [
        [3, 3, "464", "Thu nội địa", "Dự toán 2023", "1.000 đồng"],
        [3, 4, "612,4", "Thu nội địa", "Thực hiện 2023", "1.000 đồng"],
        [3, 5, "132,0", "Thu nội địa", "Tỷ lệ (%)", "%"],
        [4, 3, "295", "Thu khác", "Dự toán 2023", "1.000 đồng"],
    ]


def test_numbers_of_heads_rows_and_units_have_their_roles():
    mentions = extract_mentions(BUDGET)
    roles = {(row.quote, row.role) for row in mentions.itertuples() if row.role != "claim"}
    assert roles == {("1.000", "unit"), ("2023", "date"), *((n, "list") for n in ("1", "2", "3=2/1", "I"))}


def test_rows_are_paragraphs_of_their_own():
    paragraphs = split_paragraphs(f"Thu ngân sách năm 2023\n\nTỉnh đã thu 52 tỷ đồng.\n\n{BUDGET}")
    assert paragraphs["role"].tolist() == ["headline", "lead", "body", *["table"] * 4, "body"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_any_line_end_parts_rows(end):
    claims = extract_claims(BUDGET.replace("\n", end))
    assert claims["value"].tolist() == [464e3, 612.4e3, 132.0, 295e3, 12e9]


PROSE = "Năm 2023, huyện Nam Sơn có 52 xã đạt chuẩn. Huyện thu hút 8 dự án, giải ngân 47,3% kế hoạch."


def test_prose_beside_a_table_is_read_as_without_it():
    columns = ["quote", "value", "unit", "kind", "subject", "action", "status", "rule"]
    alone = extract_claims(f"{PROSE}\n\n{PROSE}", PUBLISHED)[columns].values.tolist()
    beside = extract_claims(f"{PROSE}\n\n{BUDGET[:-39]}\n{PROSE}", PUBLISHED)
    assert beside.loc[beside["rule"] != "table_figure", columns].values.tolist() == alone


def test_a_page_shows_the_table_and_says_where_its_numbers_are_not_read(tmp_path):
    unread = "Nội dung\tA\tB\nMục <b>\t412\t511\n"
    check(tmp_path, f"Thu ngân sách năm 2023\n\nTỉnh thu 52 tỷ đồng.\n\n{BUDGET}\n{unread}")
    for name, note in (("index.html", "The numbers of this table were not read"), ("index.vi.html", "không được đọc")):
        page = (tmp_path / "out" / name).read_text(encoding="utf-8")
        shown = re.findall(r'<table class="of-article">.*?</table>', page, re.DOTALL)
        assert len(shown) == 2 and page.count(note) == 1 and page.index(shown[1]) < page.index(note)
        assert shown[0].count("<tr") == 4 and shown[0].count("<th") == 10 and shown[0].count('<mark class="claim"') == 4
        assert "&lt;b&gt;" in shown[1] and "<b>" not in shown[1] and "<mark" not in shown[1]


NAMES = st.sampled_from(["Thu nội địa", "Chi đầu tư", "Xã An Bình", "Đàn lợn", "Lệ phí", "Thuế", "Phí", "Khác"])
NUMBERS = st.integers(0, 10**9).map(lambda n: f"{n:,}".replace(",", ".")) | st.sampled_from(["-", "", "x", "12,5"])


@st.composite
def grids(draw):
    """A table: title, unit, heads, rows; and its figures."""
    years = draw(st.lists(st.integers(2000, 2030), min_size=1, max_size=5, unique=True))
    rows = draw(st.lists(st.tuples(NAMES, st.lists(NUMBERS, min_size=len(years), max_size=len(years))), min_size=1,
                         max_size=8))  # fmt: skip
    numbered, ends = draw(st.booleans()), draw(st.sampled_from(["\n", "\r\n"]))
    heads = [*(["STT"] if numbered else []), "Nội dung", *(f"Năm {year}" for year in years)]
    body = [[*([str(at)] if numbered else []), name, *numbers] for at, (name, numbers) in enumerate(rows, 1)]
    lines = ["Đơn vị tính: triệu đồng", *("\t".join(row) for row in [heads, *body])]
    return ends.join(["Mở đầu.", "", *lines, "", "Hết."]), [heads, *body]


@settings(deadline=None, max_examples=40)
@given(grids())
def test_all_cells_of_any_table_are_found_in_their_places(drawn):
    text, rows = drawn
    cells = find_cells(text)
    assert all(text[cell.start : cell.end] == cell.text for cell in cells.itertuples())
    assert [(cell.row, cell.column, cell.text) for cell in cells.itertuples()] == [
        (at, place, cell) for at, row in enumerate(rows, 1) for place, cell in enumerate(row, 1) if cell
    ]
    figures = [cell for row in rows[1:] for cell in row[-(len(rows[0]) - (rows[0][0] == "STT") - 1) :]
               if re.search("[0-9]", cell)]  # fmt: skip
    assert extract_claims(text)["quote"].tolist() == figures


PIECES = ["\t", "\t\t", "\n", "\r\n", "STT", "Năm 2023", "%", "412", "1.250,5", "(ha)", "-", " ", "x", "Lúa",
          "15/17 xã", "Đơn vị tính: tấn", "2,5", "1", "I", "\u200b", "e\u0301"]  # fmt: skip


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_with_tabs_is_taken(text):
    cells, claims = find_cells(text), extract_claims(text)
    assert all(text[cell.start : cell.end] == cell.text for cell in cells.itertuples())
    assert all(text[claim.start : claim.end] == claim.quote for claim in claims.itertuples())
    assert unread_digits(text, extract_mentions(text)).empty
