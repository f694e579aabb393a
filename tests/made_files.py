"""Small documents of invented text, made anew for each run: what the readers of Word, Excel and PDF are tested with."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import docx
import matplotlib
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.styles import Font
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

FONTS = Path(matplotlib.get_data_path(), "fonts/ttf")
for face, file in {"Body": "DejaVuSerif", "Body-Bold": "DejaVuSerif-Bold"}.items():
    pdfmetrics.registerFont(TTFont(face, str(FONTS / f"{file}.ttf")))
pdfmetrics.registerFontFamily("Body", normal="Body", bold="Body-Bold", italic="Body", boldItalic="Body-Bold")

FIRST = (
    "Năm 2023, tổng thu ngân sách xã An Bình đạt 14.862 triệu đồng, tăng 6,7% so với năm 2022; "
    "tổng chi gần 14 tỷ đồng. Xã có 2.236 hộ dân ở 11 thôn, trong đó 47 hộ nghèo."
)
SECOND = (
    "Trong năm, xã chi 1,25 tỷ đồng sửa đường dài 2,3 km, nhân dân hiến 4.600 m2 đất và đóng góp 380 ngày công; "
    "10/12 chỉ tiêu đạt và vượt kế hoạch được giao từ đầu năm."
)
ROWS = [
    ["1", "Thu từ đất", "3.500", "4.160", "118,9"],
    ["2", "Thuế ngoài quốc doanh", "1.850", "2.012", "108,8"],
    ["3", "Phí, lệ phí", "420", "455,5", "108,5"],
    ["", "Tổng cộng", "5.770", "6.627,5", "114,9"],
]


# ------------------------------------------------------------------------------------------------ Word


def saved(document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def bare_word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def with_parts(data: bytes, changed: dict[str, bytes | str | None]) -> bytes:
    """The zipped file with some parts put in, changed or (None) taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in changed:
                new.writestr(part, old.read(part))
        for name, content in changed.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def part_of(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode("utf-8")


def merge(table, first: tuple[int, int], last: tuple[int, int], text: str) -> None:
    cell = table.cell(*first).merge(table.cell(*last))
    cell.text = text


def report() -> bytes:
    """An official report: letterhead side by side, title, headings, a table with joined heads, lists, marks, notes."""
    document = docx.Document()
    document.core_properties.title = "Mau bao cao (1)"
    document.sections[0].header.paragraphs[0].text = "Lưu hành nội bộ 99 bản"
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN XÃ AN BÌNH"
    head.cell(0, 0).add_paragraph("Số: 214/BC-UBND")
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("Kết quả phát triển kinh tế - xã hội năm 2023").bold = True
    document.add_heading("I. Kết quả thực hiện", 1)
    paragraph = document.add_paragraph("Tổng thu đạt 9,8 tỷ đồng")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(", trong đó thu từ đất 4,2 tỷ đồng; xây nhà văn hóa rộng 120 m")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(".")
    document.add_paragraph("Đơn vị tính: triệu đồng").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table = document.add_table(2, 5, style="Table Grid")
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    merge(table, (0, 0), (1, 0), "STT")
    merge(table, (0, 1), (1, 1), "Chỉ tiêu")
    merge(table, (0, 2), (0, 3), "Năm 2023")
    merge(table, (0, 4), (1, 4), "TH/KH (%)")
    table.cell(1, 2).text, table.cell(1, 3).text = "Kế hoạch", "Thực\nhiện"
    document.add_paragraph("Trồng mới 12,5 ha cây ăn quả.", style="List Bullet")
    document.add_paragraph("Sửa 18 nhà.", style="List Number")
    document.add_paragraph("Mở 3 lớp học.", style="List Number")
    document.add_paragraph("1 Số liệu của Chi cục Thuế khu vực.")
    return saved(document)


FOOTNOTES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>
<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r>
<w:r><w:t xml:space="preserve"> Tính đến ngày 10/12/2023.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def real_footnotes() -> bytes:
    """A footnote of Word itself, its mark behind a number."""
    document = docx.Document()
    paragraph = document.add_paragraph("Xã có 1.864")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="7"/></w:r>'))
    paragraph.add_run(" hộ.")
    document.add_paragraph("Hết năm còn 47 hộ nghèo.")
    data = saved(document)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    links = part_of(data, "word/_rels/document.xml.rels").replace(
        "</Relationships>", f'<Relationship Id="rId77" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    )
    return with_parts(data, {"word/_rels/document.xml.rels": links, "word/footnotes.xml": FOOTNOTES})


def tracked() -> bytes:
    """Deleted, inserted and hidden text, a line broken to fit, a text box."""
    document = docx.Document()
    paragraph = document.add_paragraph("Có ")
    deleted = f"<w:del {nsdecls('w')}><w:r><w:delText>11</w:delText></w:r></w:del>"
    inserted = f"<w:ins {nsdecls('w')}><w:r><w:t>12</w:t></w:r></w:ins>"
    for markup in (deleted, inserted):
        paragraph._p.append(parse_xml(markup))
    paragraph.add_run(" xã đạt chuẩn")
    paragraph.add_run(" 99").font.hidden = True
    paragraph.add_run().add_break()
    paragraph.add_run("nông thôn mới.")
    inner = "<w:p><w:r><w:t>Trong khung: 5 thôn.</w:t></w:r></w:p>"
    box = f"<w:r {nsdecls('w')}><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"
    document.add_paragraph()._p.append(parse_xml(box))
    return saved(document)


def nested() -> bytes:
    """A table in a cell of a table, a figure joined over two rows, a row's heading joined over two rows."""
    document = docx.Document()
    table = document.add_table(4, 3, style="Table Grid")
    for column, text in enumerate(["Thôn", "Việc", "Số hộ"]):
        table.cell(0, column).text = text
    for row, text in enumerate(["Nuôi gà", "Trồng chè", "Dệt"], 1):
        table.cell(row, 1).text = text
    merge(table, (1, 0), (2, 0), "Đồng Vông")
    merge(table, (1, 2), (2, 2), "38")
    table.cell(3, 0).text, table.cell(3, 2).text = "Cây Gạo", "12"
    inner = table.cell(3, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "thổ cẩm", "chiếu"
    return saved(document)


# ------------------------------------------------------------------------------------------------ Excel


def workbook(fill) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    return saved(book)


def revenue() -> bytes:
    """A table with its letterhead, title, unit, joined heads, number formats, an empty row and a note."""

    def fill(book) -> None:
        sheet = book.active
        sheet.append(["ỦY BAN NHÂN DÂN HUYỆN YÊN HẠ", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
        sheet.append(["TỔNG HỢP THU NGÂN SÁCH NĂM 2023"])
        sheet.merge_cells("A2:E2")
        sheet.append([None, None, None, None, "Đơn vị tính: triệu đồng"])
        sheet.append(["STT", "Nội dung", "Năm 2023", None, "Tỷ lệ"])
        sheet.append([None, None, "Dự toán", "Thực hiện", None])
        for joined in ("A4:A5", "B4:B5", "C4:D4", "E4:E5"):
            sheet.merge_cells(joined)
        sheet.append([1, "Thu từ doanh nghiệp", 12450, 13520.4, 1.0859])
        sheet.append([2, "Lệ phí trước bạ", 31210, None, 0.189])
        sheet.append([None, "Tổng cộng", 43660, 13520.4, None])
        for row in sheet["C6:D8"]:
            for cell in row:
                cell.number_format = "#,##0"
        for row in (6, 7):
            sheet.cell(row, 5).number_format = "0.0%"
        sheet["A10"] = "Ghi chú: còn 27 doanh nghiệp nợ thuế với số tiền 4,6 tỷ đồng."

    return workbook(fill)


def kinds_of_cells() -> bytes:
    """Dates, years, sums of money, figures below zero, errors; hidden rows, columns and sheets; a far away cell."""

    def fill(book) -> None:
        sheet = book.active
        sheet.append(["Ngày", "Năm", "Mã", "Số tiền", "Tăng, giảm", "Nháp", "Ghi chú"])
        sheet.append([dt.date(2023, 12, 5), 2023, "07", 1234567.5, -3.25, 77, "đủ"])
        sheet.append([dt.datetime(2024, 1, 20, 8, 30), 2024, "08", 98000, 0, 88, "#N/A"])
        sheet.append([dt.date(2024, 2, 1), 2024, "09", 55, 1, 99, "ẩn"])
        for row in (2, 3, 4):
            sheet.cell(row, 1).number_format = "yyyy-mm-dd"
            sheet.cell(row, 4).number_format = '#,##0.0 "đồng"'
            sheet.cell(row, 5).number_format = '#,##0.00;(#,##0.00);"-"'
        sheet["G3"].data_type = "e"
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["F"].hidden = True
        sheet["XFD1048576"].font = Font(bold=True)  # formatted, empty and at the end of the sheet
        other = book.create_sheet("Nháp")
        other.append(["Không đọc", 1])
        other.sheet_state = "hidden"

    return workbook(fill)


# -------------------------------------------------------------------------------------------------- PDF

BODY = ParagraphStyle("body", fontName="Body", fontSize=11, leading=15, spaceAfter=6, alignment=4)
TITLE = ParagraphStyle("title", parent=BODY, fontName="Body-Bold", fontSize=14, leading=18, alignment=1)
NOTE = ParagraphStyle("note", parent=BODY, fontSize=8, leading=10)
RIGHT = ParagraphStyle("right", parent=BODY, alignment=2)
RULES = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "Body", 9),
                    ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (1, 1)), ("SPAN", (2, 0), (3, 0)),
                    ("SPAN", (4, 0), (4, 1))])  # fmt: skip
NO_RULES = TableStyle([("FONT", (0, 0), (-1, -1), "Body", 9), ("ALIGN", (2, 0), (-1, -1), "RIGHT")])
HEADS = [["STT", "Chỉ tiêu", "Năm 2023", "", "TH/KH (%)"], ["", "", "Kế hoạch", "Thực hiện", ""]]


def pdf(story: list, columns: int = 1, running_heads: bool = False, **options) -> bytes:
    """A PDF of flowing text; with running heads each page has a line above and its number below."""

    def on_page(canvas: Canvas, _document) -> None:
        if running_heads:
            canvas.setFont("Body", 8)
            canvas.drawCentredString(A4[0] / 2, A4[1] - 30, "Báo cáo số 214 của xã An Bình")
            canvas.drawCentredString(A4[0] / 2, 30, f"Trang {canvas.getPageNumber()}/3")

    data = io.BytesIO()
    document = BaseDocTemplate(data, pagesize=A4, invariant=1, **options)
    width = (A4[0] - 50 * mm - (columns - 1) * 8 * mm) / columns
    frames = [
        Frame(25 * mm + place * (width + 8 * mm), 25 * mm, width, A4[1] - 50 * mm, 0, 0, 0, 0, id=f"column{place}")
        for place in range(columns)
    ]
    document.addPageTemplates([PageTemplate("page", frames, onPage=on_page)])
    document.build(story)
    return data.getvalue()


def printed_report() -> bytes:
    """A title, paragraphs over several lines, marks of footnotes behind figures, a table with rules, footnotes."""
    marked = FIRST.replace("14 tỷ đồng.", "14 tỷ đồng<super>1</super>.").replace("11 thôn", "11<super>2</super> thôn")
    return pdf([
        Paragraph("BÁO CÁO QUYẾT TOÁN NGÂN SÁCH XÃ NĂM 2023", TITLE),
        Paragraph(marked, BODY),
        Paragraph("Đơn vị tính: triệu đồng", RIGHT),
        Table(HEADS + [[*row[:1], Paragraph(row[1], NOTE), *row[2:]] for row in ROWS],
              [30, 90, 60, 60, 60], style=RULES, hAlign="LEFT"),
        Spacer(1, 12),
        Paragraph(SECOND, BODY),
        Paragraph("<super>1</super> Theo biên bản đối chiếu số 06/BB-KBNN ngày 20/3/2023.", NOTE),
        Paragraph("<super>2</super> Trước khi sắp xếp là 14 thôn.", NOTE),
    ])  # fmt: skip


def three_pages() -> bytes:
    """Running heads, a table that goes on over a page's end with its head again, a paragraph over a page's end."""
    rows = [[str(n), f"Thôn {n}", f"{n}00", f"{n}50", "105,0"] for n in range(1, 61)]
    table = Table(HEADS + rows, [30, 110, 60, 60, 60], style=RULES, repeatRows=2, hAlign="LEFT")
    story = [Paragraph("Kết quả thu ngân sách của các thôn", TITLE), Paragraph(FIRST, BODY), table, Spacer(1, 12)]
    story += [Paragraph(f"Điểm {n}. {SECOND}", BODY) for n in range(1, 12)]
    return pdf(story, running_heads=True)


def two_columns() -> bytes:
    """A page of two columns of text."""
    return pdf([Paragraph(f"Mục {n}. {FIRST}", BODY) for n in range(1, 13)], columns=2)


def no_rules() -> bytes:
    """A table without any rule between two paragraphs."""
    heads = [["STT", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "TH/KH (%)"]]
    return pdf([
        Paragraph("Kết quả thu ngân sách của xã", TITLE),
        Paragraph(FIRST, BODY),
        Paragraph("Đơn vị tính: triệu đồng", RIGHT),
        Table(heads + ROWS, [40, 160, 80, 80, 80], style=NO_RULES),
        Spacer(1, 12),
        Paragraph(SECOND, BODY),
    ])  # fmt: skip


def drawn(draw, **options) -> bytes:
    """A PDF of one page that `draw` draws on."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4, invariant=1, **options)
    canvas.setFont("Body", 11)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return data.getvalue()


def parted_figures() -> bytes:
    """Figures drawn in pieces: the pieces of one touch each other, those of two stand apart."""

    def draw(canvas: Canvas) -> None:
        at = 72
        for piece, gap in [("Xã có 14.", 0), ("862 hộ và 1", 0.3), ("2 thôn, dài 5", 4.0), ("6 km.", 0)]:
            canvas.drawString(at, 700, piece)
            at += canvas.stringWidth(piece, "Body", 11) + gap

    return drawn(draw)


def scan() -> bytes:
    """A page that is a picture."""
    return drawn(lambda canvas: canvas.rect(72, 72, 400, 600, fill=1))


def locked() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return drawn(lambda canvas: canvas.drawString(72, 700, FIRST), encrypt=StandardEncryption("mat-khau", strength=128))


MADE = {
    "bao-cao.docx": report,
    "chu-thich.docx": real_footnotes,
    "sua-doi.docx": tracked,
    "bang-long.docx": nested,
    "thu-ngan-sach.xlsx": revenue,
    "cac-loai-o.xlsx": kinds_of_cells,
    "quyet-toan.pdf": printed_report,
    "ba-trang.pdf": three_pages,
    "hai-cot.pdf": two_columns,
    "khong-ke.pdf": no_rules,
    "so-dut.pdf": parted_figures,
}
