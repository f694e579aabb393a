"""Saved pages: of the article everything, in its order, and of the page around it nothing."""

import base64
import quopri
import random
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.saved_pages import PAGES, Score, bare, plain, score, truth
from viclaims.article.paragraphs import split_paragraphs
from viclaims.article.raw import read_article
from viclaims.article.sidecar import describe, published_on
from viclaims.text.files import ArticleError, read_bytes
from viclaims.text.webpage import read_markup

SHOWN = sorted(PAGES.glob("*.html"))  # the rules were made with these
UNSEEN = sorted((PAGES / "unseen").glob("*.html"))  # written before the rules and scored when they were done
NONE = sorted((PAGES / "none").glob("*.html"))
FACTS = {  # page: (published, outlet)
    "article-body-notebox": ("2024-10-21", "Báo Cao Nguyên Xanh"),
    "chapeau-art-body": ("2023-05-08", "baothomoi.vn"),
    "cms-body-no-figure": ("2023-05-19", "Báo Nhân Ái điện tử"),
    "embedded-media-article": ("2025-04-03", "Đài Tiếng Núi"),  # 23:30 the day before in Greenwich
    "figure-sortable": ("2025-02-27", "Báo Tuổi Xuân"),
    "government-summary-tables": ("2022-10-06", "tinchinhquyen.vn"),
    "layout-tables-portal": ("2020-07-14", "Cổng thông tin điện tử tỉnh Bình Sơn"),
    "maincontent-box-news": ("2022-09-16", "Báo Tin Mường"),
    "normal-paragraphs-fck": ("2024-03-05", "songnuoc.vn"),
    "provincial-paper-br": ("2021-09-10", "Báo Ninh Giàng"),  # printed; the page's own clock shows another day
    "singular-container": ("2024-06-11", "Báo điện tử Dân Bản"),
    "sortable-preview-mode": ("2023-11-18", "NHẬT BÁO THÀNH NAM"),
}
# The same pages as other sites would write them.
HABITS = {
    "no names of classes": lambda page: re.sub(r'\s(?:class|id)="[^"]*"', "", page),
    "nothing said to machines": lambda page: re.sub(
        r"<meta (?:property|name|itemprop)[^>]*>|<script.*?</script>", "", page, flags=re.DOTALL
    ),
    "headline in no heading": lambda page: page.replace("<h1", "<div").replace("</h1>", "</div>"),
    "headings as bold paragraphs": lambda page: re.sub(
        r"<h([23])([^>]*data-is=\"heading\"[^>]*)>(.*?)</h\1>", r"<p\2><b>\3</b></p>", page
    ),
    "no article element": lambda page: page.replace("<article", "<div").replace("</article>", "</div>"),
    "captions in italics": lambda page: re.sub(
        r"<figcaption[^>]*>(.*?)</figcaption>", r"<p style='text-align:center'><em>\1</em></p>", page
    ).replace("figure>", "div>").replace("<figure", "<div"),
    "spans of a word processor": lambda page: re.sub(
        r"<p([^>]*)>(.*?)</p>", r'<p\1><span style="font-size:14pt"><span>\2</span></span></p>', page
    ),
    "a form around all": lambda page: page.replace("<body", "<form><body").replace("</body>", "</body></form>"),
    "comments longer than the article": lambda page: re.sub(
        r'(<p class="(?:full_content|comment-text)">.*?</p>)', r"\1" * 30, page
    ),
}  # fmt: skip


def named(path):
    return path.stem


def total_of(paths, habit=lambda page: page):
    total = Score()
    for path in paths:
        score(path, habit, total)
    return total


@pytest.mark.parametrize("path", SHOWN, ids=named)
def test_everything_of_the_article_and_nothing_else(path):
    total = total_of([path])
    assert not total.missed and not total.let_in


def test_pages_that_the_rules_were_not_made_with():
    total = total_of(UNSEEN)
    assert total.rate("sentences") >= 97 and total.rate("apart") >= 93, total.missed
    assert total.rate("others") <= 3, total.let_in


@pytest.mark.parametrize("habit", HABITS)
def test_other_habits_of_writing_the_same_page(habit):
    total = total_of(SHOWN, HABITS[habit])
    assert total.rate("sentences") >= 97 and total.rate("apart") >= 93, total.missed
    assert total.rate("others") <= (7 if habit == "no names of classes" else 3), total.let_in


@pytest.mark.parametrize("path", SHOWN + UNSEEN, ids=named)
def test_the_parts_stand_in_order_with_their_roles(path, tmp_path):
    saved = tmp_path / path.name
    saved.write_text(bare(path.read_text(encoding="utf-8")), encoding="utf-8")
    paragraphs = split_paragraphs(read_article(saved))
    given = {plain(row.text): row.role for row in paragraphs.itertuples()}
    parts = [(role, plain(words)) for role, words in truth(path.read_text(encoding="utf-8"))[0] if role != "table"]
    parts = [(role, words) for role, words in parts if words in given]
    order = [words for words in given if words in {words for _, words in parts}]
    assert order == [words for _, words in parts]
    wrong = [(role, given[words], words) for role, words in parts if role != "body" and given[words] != role]
    assert not wrong
    assert all(given[words] in ("body", "note", "source") for role, words in parts if role == "body")


@pytest.mark.parametrize("path", SHOWN + UNSEEN, ids=named)
def test_day_and_outlet_come_from_the_page(path, tmp_path):
    source = read_markup(bare(path.read_text(encoding="utf-8")), path.name)
    assert (source.published, source.outlet) == FACTS[path.stem]
    assert source.title == source.text.split("\n")[0]


@pytest.mark.parametrize("path", NONE, ids=named)
def test_a_page_without_an_article_says_so(path):
    with pytest.raises(ArticleError) as caught:
        read_bytes(path.read_bytes(), path.name)
    said = str(caught.value)
    assert said.startswith(f"{path.name}: no article text was found") and said.endswith(".") and "\n" not in said


BODY = "<p>Sáng 5/3, đoàn công tác của huyện Vạn Xuân đã đến thăm 23 chi bộ và trao quà cho 41 hộ.</p>" * 3


def page(body, head="", title="Huyện Vạn Xuân thăm 23 chi bộ vùng cao"):
    return f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1><div>{body}</div></body></html>"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Có 1.203 đảng viên<sup>1</sup>, đạt 102%<sup>2</sup> kế hoạch.", "Có 1.203 đảng viên, đạt 102% kế hoạch."),
        ("Thu 25 tỷ USD<sup>[3]</sup> trong quý.", "Thu 25 tỷ USD trong quý."),
        ('Có 120 xã<a href="#_ftn1">[1]</a> về đích.', "Có 120 xã về đích."),
        ("Có 64 hộ<span style='vertical-align: super'>4</span> được vay.", "Có 64 hộ được vay."),
        ("Nhà rộng 120 m<sup>2</sup>, cao 5 m.", "Nhà rộng 120 m², cao 5 m."),
        ("Mật độ 290 người/km<sup>2</sup> là cao.", "Mật độ 290 người/km² là cao."),
        ("Có 10<sup>3</sup> con giống.", "Có 10³ con giống."),
        ("Nóng 39<sup>o</sup>C cả ngày.", "Nóng 39°C cả ngày."),
        ("Khí CO<sub>2</sub> giảm 5%.", "Khí CO2 giảm 5%."),
        ("Lúc 8<sup>h</sup>30 sáng.", "Lúc 8h30 sáng."),
    ],
)
def test_raised_figures(written, read):
    assert read in read_markup(page(f"{BODY}<p>{written}</p>"), "a.html").text.split("\n")


TABLES = {
    "merged heads stand in all their places": (
        """<tr><td rowspan=2>Xã</td><td colspan=2>Hộ nghèo</td></tr><tr><td>2021</td><td>2022</td></tr>
           <tr><td>An Phú</td><td>52</td><td>31</td></tr>""",
        ["Xã\tHộ nghèo\tHộ nghèo", "Xã\t2021\t2022", "An Phú\t52\t31"],
    ),
    "a merged number stands once": (
        """<tr><th>Xã</th><th>Hộ</th><th>Vốn</th></tr><tr><td>An Phú</td><td>52</td><td rowspan=2>1.200</td></tr>
           <tr><td>An Hải</td><td>40</td></tr><tr><td>An Lạc</td><td colspan=2>31</td></tr>""",
        ["Xã\tHộ\tVốn", "An Phú\t52\t1.200", "An Hải\t40\t", "An Lạc\t31\t"],
    ),
    "a line break in a cell is a space, a blank row none": (
        """<tr><th>Nhóm<br>hàng</th><th>Tấn</th></tr><tr><td></td><td> </td></tr>
           <tr><td><p>Gạo</p></td><td>52</td></tr>""",
        ["Nhóm hàng\tTấn", "Gạo\t52"],
    ),
    "a row without its heading begins with a tab": (
        """<tr><td>STT</td><td>Khoản</td><td>Tỷ đồng</td></tr><tr><td></td><td>Tổng</td><td>52</td></tr>""",
        ["STT\tKhoản\tTỷ đồng", "\tTổng\t52"],
    ),
    "a mark in a cell is no figure": (
        """<tr><th>Xã</th><th>Hộ<sup>1</sup></th></tr><tr><td>An Phú</td><td>52<sup>2</sup></td></tr>""",
        ["Xã\tHộ", "An Phú\t52"],
    ),
}


@pytest.mark.parametrize("what", TABLES)
def test_tables(what):
    rows, lines = TABLES[what]
    text = read_markup(page(f"{BODY}<table>{rows}</table>{BODY}"), "a.html").text
    assert "\n\n" + "\n".join(lines) + "\n\n" in text


A, B, C = (
    "Sáng 20/10, huyện Vạn Xuân tổ chức hội nghị với 120 đại biểu của 14 xã tham dự.",
    "Theo báo cáo, toàn huyện có 12.400 ha cà phê, trong đó 9.150 ha đang cho thu hoạch.",
    "Người dân mong có thêm 3 nhà máy để bán hàng với giá tốt hơn vụ trước.",
)
P = f"<p>{A}</p><p>{B}</p><p>{C}</p>"
SMALL = {  # what stands under the headline: the lines that are read, with the roles that the page tells
    "a call to the readers": (f"{P}<p>* Mời quý độc giả theo dõi trên ứng dụng của đài!</p>", [A, B, C]),
    "a table in a frame at the end": (
        f"{P}<p>Đơn vị: ha</p><div><table><tr><th>Xã</th><th>Ha</th></tr><tr><td>An</td><td>1</td></tr></table></div>",
        [A, B, C, "Đơn vị: ha", "table: Xã\tHa", "table: An\t1"],
    ),
    "time, author and column above a short beginning": (
        f"<ul><li>14/05/2024 08:00</li><li>Trần Hà</li><li>Kinh tế</li></ul><div><p>Mưa to.</p>{P}</div>",
        ["Mưa to.", A, B, C],
    ),
    "a lead in bold": (f"<p><b>{A}</b></p><p>{B}</p><p>{C}</p>", [f"lead: {A}", B, C]),
    "questions in bold are no headings": (
        f"<p>{A}</p><p><b>- Ông mong gì?</b></p><p>{B}</p><p><b>Cây mới</b></p><p>{C}</p>",
        [A, "- Ông mong gì?", B, "heading: Cây mới", C],
    ),
    "words under a picture": (
        f"<p>{A}</p><p align=center><img src=a></p><p align=center><i>Vườn cà phê</i></p><p>{B}</p><p>{C}</p>",
        [A, "caption: Vườn cà phê", B, C],
    ),
    "a picture, its words and who took it": (
        f"<p>{A}</p><figure><img><figcaption>Vườn</figcaption><p class=author>Ảnh: Hà</p></figure><p>{B}</p><p>{C}</p>",
        [A, "caption: Vườn", "caption: Ảnh: Hà", B, C],
    ),
    "lines parted by breaks": (f"{A}<br>{B}<br><br>{C}", [A, B, C]),
    "a line broken in its middle": (f"<p>{A}</p><p>{B}</p><p>{C}</p>".replace("tổ chức ", "tổ chức<br>"), [A, B, C]),
    "an article in two boxes of one name": (
        f"<div class=text>{P * 3}</div><a href=/q>Mua ngay</a><div class=text><h2>Kết</h2><p>{A} Hết.</p></div>",
        [*[A, B, C] * 3, "heading: Kết", f"{A} Hết."],
    ),
    "a frame that is called after its adverts": (f"<div class='left with-ads'>{P * 6}</div>", [A, B, C] * 6),
    "links in a paragraph": (f"<p><a href=/a>Huyện</a> có <a href=/b>9 xã</a> đạt chuẩn.</p>{P}",
                             ["Huyện có 9 xã đạt chuẩn.", A, B, C]),
    "lines that are links": (
        f"<p>{A}</p><p>&gt;&gt; <a href=/a>Kỳ 1</a></p><p>{B}</p><p>Xem thêm: <a href=/b>Kỳ 2</a></p><p>{C}</p>",
        [A, B, C],
    ),
    "words that run together without their style": (f"<p><span>Vạn Xuân</span>{A}</p><p>{B}</p>", [f"Vạn Xuân {A}", B]),
    "what is hidden": (f"{P}<div style='display: none'><p>{A} Gọi ngay.</p></div>", [A, B, C]),
}  # fmt: skip


@pytest.mark.parametrize("what", SMALL)
def test_small_habits(what):
    body, lines = SMALL[what]
    source = read_markup(page(body), "a.html")
    roles = {place: role for start, end, role in source.roles for place in range(start, end)}
    read, place = [], 0
    for line in source.text.split("\n"):
        role = roles.get(place, "")
        read += [f"{role}: {line}" if role else line] if line else []
        place += len(line) + 1
    assert read == ["headline: Huyện Vạn Xuân thăm 23 chi bộ vùng cao", *lines]


DAYS = {
    "said to machines": (
        '<meta property="article:published_time" content="2024-05-14T10:00:00+0700">',
        "",
        "2024-05-14",
    ),
    "in another zone": ('<meta name="pubdate" content="2024-05-13T18:00:00Z">', "", "2024-05-14"),
    "as in a mail": ('<meta name="pubdate" content="Tue, 14 May 2024 10:00:00 +0700">', "", "2024-05-14"),
    "month and day in doubt": ('<meta name="pubdate" content="5/4/2024 10:00:00 AM">', "", ""),
    "printed under the headline": ("", "<span>Thứ Ba, 14/05/2024 | 08:15 GMT+7</span>", "2024-05-14"),
    "printed in words": ("", "<div>Ngày 14 tháng 5 năm 2024</div>", "2024-05-14"),
    "with the author": ("", "<div>Thanh Bình - 14/05/2024 08:15</div>", "2024-05-14"),
    "by an office": ("", "<div>Đăng ngày 14/05/2024 bởi quản trị</div>", "2024-05-14"),
    "a day of the text": ("", "<p>Ngày 14/5/2024, huyện tổ chức hội nghị tổng kết.</p>", ""),
    "no day of the calendar": ("", "<div>31/02/2024</div>", ""),
    "two that contradict": (
        '<meta name="pubdate" content="2024-05-14"><meta name="dc.date.issued" content="2020-01-01">',
        "",
        "",
    ),
    "two, of which one is printed": (
        '<meta name="pubdate" content="2024-05-14"><meta name="dc.date.issued" content="2020-01-01">',
        "<div>14/05/2024</div>",
        "2024-05-14",
    ),
}


@pytest.mark.parametrize("what", DAYS)
def test_the_day_of_publication(what):
    head, line, day = DAYS[what]
    assert read_markup(page(line + BODY, head), "a.html").published == day


def test_the_sidecar_wins_over_the_page(tmp_path):
    head = '<meta property="og:site_name" content="Báo Vạn Xuân"><meta name="pubdate" content="2024-05-14">'
    (tmp_path / "a.html").write_text(page(BODY, head), encoding="utf-8")
    article = read_article(tmp_path / "a.html")
    paragraphs = split_paragraphs(article)
    assert published_on(article.sidecar, paragraphs, article.source) == "2024-05-14"
    assert describe(article, paragraphs, "vi")["outlet"] == "Báo Vạn Xuân"
    (tmp_path / "a.toml").write_text('published = 2023-01-02\noutlet = { vi = "Báo B", en = "B" }\n', encoding="utf-8")
    article = read_article(tmp_path / "a.html")
    assert published_on(article.sidecar, paragraphs, article.source) == "2023-01-02"
    assert describe(article, paragraphs, "en")["outlet"] == "B"


@pytest.mark.parametrize("end", list(".!?…"))
def test_a_headline_may_end_as_a_sentence(end, tmp_path):
    (tmp_path / "a.html").write_text(page(BODY, title=f"Huyện Vạn Xuân thăm 23 chi bộ vùng cao{end}"), encoding="utf-8")
    article = read_article(tmp_path / "a.html")
    first = split_paragraphs(article).iloc[0]
    assert (first["role"], first["text"]) == ("headline", f"Huyện Vạn Xuân thăm 23 chi bộ vùng cao{end}")


# ------------------------------------------------------------------------------------- bytes of all kinds


def archive(markup, charset, encoding):
    """A page as a browser saves it, behind a frame of an advert."""
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}[encoding](markup.encode(charset))
    head = b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://vi-du.vn/a.html\r\nSubject: a\r\n"
    parts = [
        b"Content-Type: text/html\r\nContent-Location: cid:frame\r\n\r\n<html><body>Khung</body></html>\r\n",
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: %s\r\nContent-Location: https://vi-du.vn/a.html\r\n\r\n%s"
        % (encoding.encode(), coded),
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n",
    ]
    kind = b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x"\r\n\r\n'
    return head + kind + b"".join(b"\r\n----x\r\n" + part for part in parts) + b"\r\n----x--\r\n"


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.html"])
def test_web_archives(encoding, charset, name):
    markup = bare(SHOWN[0].read_text(encoding="utf-8"))
    assert read_bytes(archive(markup, charset, encoding), name).text == read_markup(markup, name).text


SAVED = b"From: <Saved by Blink>\r\n"
PARTS = b"Content-Type: multipart/related; boundary=x%d\r\n\r\n--x%d\r\n"
NO_PAGE = {
    "a head alone": SAVED + b"\r\n",
    "no page in it": SAVED + PARTS % (1, 1) + b"Content-Type: image/png\r\n\r\nA\r\n",
    "parts in parts": SAVED + b"".join(PARTS % (number, number) for number in range(3000)),
}


@pytest.mark.parametrize("data", NO_PAGE.values(), ids=NO_PAGE)
def test_an_archive_without_a_page_gets_one_sentence(data):
    with pytest.raises(ArticleError, match=r"^a\.mhtml: the web archive holds no page .*\.$"):
        read_bytes(data, "a.mhtml")


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-16", "x-unknown"])
def test_a_wrong_charset_in_the_page_misleads_nobody(declared):
    markup = page(BODY, f'<meta charset="{declared}">')
    assert read_bytes(markup.encode(), "a.html").text == read_markup(page(BODY), "a.html").text


DEEP = {
    "elements in each other": "<div>" * 5000 + BODY,
    "links in each other": "<a href=x>" * 5000 + BODY,
    "tables in each other": "<table><tr><td>" * 800 + BODY,
    "spans without end": "<table>"
    + "<tr><td colspan=9999 rowspan=9999>Xã<td rowspan=9999>1</tr>" * 500
    + "</table>"
    + BODY,
    "many tables": "<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>" * 2000 + BODY,
    "many lines": "dòng chữ không có dấu chấm <br>" * 5000 + BODY,
    "brackets": "<" * 50_000,
}


@pytest.mark.parametrize("what", DEEP)
def test_pages_made_to_take_long_end(what):
    start = time.perf_counter()
    try:
        assert read_markup(page(DEEP[what]), "a.html").text
    except ArticleError as error:
        assert str(error).startswith("a.html: no article text was found")
    assert time.perf_counter() - start < 20


def test_time_is_linear():
    def seconds(times):
        body = "".join(
            f"<p>Xã thứ {n} có {n} hộ được vay vốn, trả nợ đúng hạn và xây nhà mới khang trang.</p>"
            for n in range(times)
        )
        start = time.perf_counter()
        assert read_markup(page(body), "a.html").text.count("Xã thứ") == times
        return time.perf_counter() - start

    seconds(100)
    assert seconds(8000) < 8 * max(seconds(2000), 0.2)


@given(st.randoms(use_true_random=False), st.sampled_from(SHOWN))
@settings(max_examples=40, deadline=None)
def test_damaged_pages_give_a_text_or_one_sentence(chance: random.Random, path):
    pieces = re.split(r"(?=<)", bare(path.read_text(encoding="utf-8")))
    for _ in range(chance.randint(1, 40)):
        first, second = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        chance.choice([
            lambda a, b: pieces.__setitem__(a, ""),
            lambda a, b: pieces.__setitem__(a, pieces[b]),
            lambda a, b: pieces.insert(a, pieces[b] * chance.randint(1, 5)),
            lambda a, b: pieces.__setitem__(a, pieces[a][: chance.randint(0, len(pieces[a]))]),
        ])(first, second)  # fmt: skip
    markup = "".join(pieces)
    try:
        source = read_markup(markup, "a.html")
    except ArticleError as error:
        assert str(error).startswith("a.html: ") and "\n" not in str(error)
        return
    assert source == read_markup(markup, "a.html")
    assert source.text.strip() and list(source.roles) == sorted(source.roles)
    assert all(0 <= start < end <= len(source.text) for start, end, _ in source.roles)
    assert [end <= start for (_, end, _), (start, _, _) in zip(source.roles, source.roles[1:], strict=False)].count(
        False
    ) == 0
