"""Files that will not do get one sentence; of those that will, no character is lost, moved or changed."""

import hashlib
import re
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.case_tables import cases
from viclaims.article.folders import SUFFIXES
from viclaims.article.lines import DATE_LINE, LINE_RULES
from viclaims.article.paragraphs import locate, split_paragraphs
from viclaims.article.raw import check_name, list_articles, read_article
from viclaims.article.sections import read_sections
from viclaims.tables.files import read_table, write_table
from viclaims.text.files import INVISIBLE, READERS, ArticleError, decode, read_bytes, read_text
from viclaims.text.offsets import back, to_read
from viclaims.text.sentences import split_read, split_sentences

HERE = Path(__file__).parent
PROJECT = HERE.parent
CUES = read_sections(PROJECT / "data/reference")
# .map(str): hypothesis would join two plain alphabets to one set, in which the few characters are never drawn.
ANY_TEXT = st.text(
    st.characters(categories=None)
    | st.sampled_from('Ảnh: Theo Tuy nhiên sau:.!?…"”) \u00a0\r\n\u2028\u200b\u00ad\u0301\ud800123').map(str)
)
NOTICE = "Huyện Vạn Xuân họp\n\nĐến nay, huyện đã có 23 trong tổng số 41 chi bộ hoàn thành kế hoạch của năm.\n"
TCVN3 = "HuyÖn V¹n Xu©n ®· cã 23 chi bé cña c¸c x· vµ c¸c c¬ quan ®­îc khen"
VNI = "Huyeän Vaïn Xuaân ñaõ coù 23 chi boä cuûa caùc xaõ vaø caùc cô quan ñöôïc khen"


def cp1258(text: str) -> bytes:
    """As Windows-1258 stores Vietnamese: letters with hat, breve or horn whole, the tone as a mark behind."""
    stored = []
    for char in unicodedata.normalize("NFC", text):
        base, *marks = unicodedata.normalize("NFD", char)
        tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
        shape = "".join([base, *(mark for mark in marks if mark not in tones)])
        stored.append(unicodedata.normalize("NFC", shape) + "".join(tones))
    return "".join(stored).encode("cp1258")


# ---------------------------------------------------------------------------------------------- sentences


@pytest.mark.parametrize("case", cases("sentences"), ids=lambda case: case["why"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_sentences(case, form):
    escapes = {"\\n": "\n", "\\r": "\r", "\\t": "\t", "\\u2028": "\u2028", "\\u2029": "\u2029"}
    written = re.sub(r"\\(?:u\d{4}|.)", lambda found: escapes[found[0]], case["text"])
    text = unicodedata.normalize(form, written)
    wanted = unicodedata.normalize(form, case["sentences"]).split("|") if case["sentences"] else []
    assert [text[start:end] for start, end in split_sentences(text)] == wanted


@given(ANY_TEXT)
def test_sentences_of_any_text_lose_nothing(text):
    spans = split_sentences(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    outside = [text[a:b] for a, b in zip([0, *edges[1::2]], [*edges[::2], len(text)], strict=True)]
    assert not to_read("".join(outside))[0].strip(), "only what does not show is outside"
    assert spans == split_sentences(text)


@given(ANY_TEXT)
def test_the_cut_of_the_text_as_it_came_is_that_of_the_text_as_read(text):
    read, offsets = to_read(text)
    assert split_sentences(text) == [back(offsets, *span) for span in split_read(read)]


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\ufeff\u2060"])
def test_characters_that_do_not_show_cut_nothing_and_hide_no_cut(unseen):
    text = f"Hiện có ở các địa phương.{unseen} Hiện đã có 52 trong tổng số 235 địa phương.{unseen}"
    first, second = split_sentences(text)
    assert text[slice(*first)] == "Hiện có ở các địa phương."
    assert text[slice(*second)] == "Hiện đã có 52 trong tổng số 235 địa phương."


# ---------------------------------------------------------------------------------------------- paragraphs


def test_roles_and_sections():
    rows = cases("paragraphs")
    paragraphs = split_paragraphs("\n\n".join(row["text"] for row in rows), CUES)
    found = paragraphs[["text", "role", "section"]].to_dict("records")
    assert found == [{key: row[key] for key in ("text", "role", "section")} for row in rows]


@pytest.mark.parametrize("noise", ["\u00ad", "\u200b", "NFD", "\r\n", "\r", "\u00a0"])
def test_roles_and_sections_do_not_hang_on_how_the_letters_are_stored(noise):
    rows = cases("paragraphs")
    lines = [row["text"] for row in rows]
    if noise == "NFD":
        lines = [unicodedata.normalize("NFD", line) for line in lines]
    elif noise in INVISIBLE:
        lines = [re.sub(r"\b(\w)(?=\w)", rf"\1{noise}", line) for line in lines]
    elif noise == "\u00a0":
        lines = [line.replace(" ", noise) for line in lines]
    paragraphs = split_paragraphs((noise if noise.strip("\r\n") == "" else "\n").join(lines), CUES)
    assert list(paragraphs["role"]) == [row["role"] for row in rows]
    assert list(paragraphs["section"]) == [row["section"] for row in rows]
    assert list(paragraphs["text"]) == lines


@pytest.mark.parametrize("rule", [*LINE_RULES, DATE_LINE], ids=lambda rule: rule.name)
def test_each_line_rule_takes_its_example_and_refuses_the_other(rule):
    assert rule.fits(rule.example)
    assert not rule.fits(rule.refused)


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.cue)
def test_each_section_cue_takes_its_example_and_refuses_the_other(cue):
    assert cue.fits(cue.example)
    assert not cue.fits(cue.refused)


@given(ANY_TEXT)
@settings(deadline=None)
def test_paragraphs_of_any_text_lose_nothing(text):
    paragraphs = split_paragraphs(text, CUES)
    starts, ends = list(paragraphs["start"]), list(paragraphs["end"])
    between = [text[a:b] for a, b in zip([0, *ends], [*starts, len(text)], strict=True)]
    pieces = [piece for pair in zip(between, [*paragraphs["text"], ""], strict=True) for piece in pair]
    assert "".join(pieces) == text
    assert not "".join(between).strip()
    assert list(paragraphs["paragraph"]) == list(range(1, len(paragraphs) + 1))
    pd.testing.assert_frame_equal(paragraphs, split_paragraphs(text, CUES))


def test_paragraphs_keep_the_schema_and_come_back_from_disk(tmp_path):
    paragraphs = split_paragraphs(NOTICE + "Trích \ud800 lỗi", CUES)
    write_table("paragraphs", paragraphs, tmp_path)
    pd.testing.assert_frame_equal(read_table("paragraphs", tmp_path), paragraphs)
    write_table("paragraphs", split_paragraphs(""), tmp_path)
    assert len(read_table("paragraphs", tmp_path)) == 0


def test_an_article_without_cues_has_no_sections():
    assert set(split_paragraphs(NOTICE, CUES)["section"]) == {""}


def test_a_megabyte_on_one_line_is_one_paragraph():
    text = "Tỉnh cử 22 đồng chí. " * 50_000
    paragraphs = split_paragraphs(text, CUES)
    assert paragraphs[["start", "end", "role"]].values.tolist() == [[0, len(text) - 1, "body"]]
    assert len(split_sentences(text)) == 50_000


@pytest.mark.parametrize("unit", ["cập nhật lúc ", "Trang chủ > ", "Theo A", "((((", "A. ", ". (", "Ảnh: ", "\n"])
def test_texts_made_to_explode_patterns_end(unit):
    text = unit * (100_000 // len(unit)) + "x"
    assert split_sentences(text)[-1][1] == len(text)
    assert split_paragraphs(text, CUES)["end"].iloc[-1] == len(text)
    short = unit * (490 // len(unit)) + "!x"
    assert split_paragraphs(short + "\n" + short, CUES)["end"].iloc[-1] == 2 * len(short) + 1


def test_locate_gives_the_paragraph_and_section_of_a_start():
    text = "Tuy nhiên, 5 xã còn hạn chế.\n\nCó 22 chi bộ."
    rows = pd.DataFrame({"start": [text.index("5"), text.index("22")]})
    located = locate(rows, split_paragraphs(text, CUES))
    assert located.values.tolist() == [[text.index("5"), 1, "limits"], [text.index("22"), 2, "limits"]]
    assert list(locate(rows[:0], split_paragraphs("", CUES)).columns) == ["start", "paragraph", "section"]
    with pytest.raises(ValueError, match="not of the same text"):
        locate(rows, split_paragraphs("Có 5 xã."))


# ---------------------------------------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("utf-8", NOTICE.encode()),
        ("utf-8", b"\xef\xbb\xbf" + NOTICE.encode()),
        ("utf-16-le", NOTICE.encode("utf-16")),
        ("utf-16-be", b"\xfe\xff" + NOTICE.encode("utf-16-be")),
        ("utf-16-le", NOTICE.encode("utf-16-le")),
        ("utf-16-be", NOTICE.encode("utf-16-be")),
        ("cp1258", cp1258(NOTICE)),
    ],
    ids=[
        "UTF-8",
        "UTF-8 BOM",
        "UTF-16",
        "UTF-16 BE",
        "UTF-16 LE, no mark",
        "UTF-16 BE, no mark",
        "Windows-1258",
    ],
)
def test_encodings(tmp_path, encoding, data):
    path = tmp_path / "van-xuan.txt"
    path.write_bytes(data)
    article = read_article(path)
    assert (article.name, article.encoding) == ("van-xuan", encoding)
    assert article.sha256 == hashlib.sha256(data).hexdigest()
    assert unicodedata.normalize("NFC", article.text) == NOTICE
    if encoding == "cp1258":
        assert article.text == data.decode("cp1258") != NOTICE, "the tone marks stay apart, as they were saved"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028", "\u0085"])
def test_line_ends_are_kept(tmp_path, line_end):
    path = tmp_path / "van-xuan.txt"
    text = NOTICE.replace("\n", line_end)
    path.write_bytes(text.encode())
    article = read_article(path)
    assert article.text == text
    assert list(split_paragraphs(article)["role"]) == ["headline", "body"]


BAD_FILES = {
    "PDF": b"%PDF-1.7\n1 0 obj",
    "DOCX": b"PK\x03\x04\x14\0\x06\0",
    "old DOC": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "RTF": b"{\\rtf1\\ansi Huy}",
    "picture": b"\x89PNG\r\n\x1a\n",
    "binary": b"\x01\x02\x03\x04\x05abc" * 30,
    "empty": b"",
    "white space only": b" \r\n\t\n \xc2\xa0",
    "only zero-width characters": "\ufeff\u200b \u00ad\n".encode(),
    "NUL inside": b"a" * 50 + b"\0" + b"b" * 500,
    "UTF-8 cut off": NOTICE.encode()[: -len(".\n")] + "ế".encode()[:2],
    "UTF-16 cut off": NOTICE.encode("utf-16")[:-1],
    "UTF-8 with a wrong byte": NOTICE.encode()[:40] + b"\xff" + NOTICE.encode()[40:],
    "TCVN3": TCVN3.encode("latin-1"),
    "TCVN3 saved as UTF-8": TCVN3.encode(),
    "VNI": VNI.encode("latin-1"),
    "VNI saved as UTF-8": VNI.encode(),
    "UTF-8 read as Windows-1252": (NOTICE + "các xã và các cơ quan của huyện")
    .encode()
    .decode("cp1252", "ignore")
    .encode(),
    "Shift-JIS": "日本語の文章です。".encode("shift-jis"),
}


@pytest.mark.parametrize("case", cases("encodings"), ids=lambda case: case["why"])
def test_a_file_that_will_not_do_gets_one_sentence(tmp_path, case):
    path = tmp_path / "van-xuan.txt"
    path.write_bytes(BAD_FILES[case["why"]])
    with pytest.raises(ArticleError) as caught:
        read_article(path)
    message = str(caught.value)
    assert case["says"] in message
    assert message.startswith("van-xuan.txt: ") and message.endswith(".") and "\n" not in message
    assert str(tmp_path) not in message


def test_every_bad_file_has_its_sentence():
    assert {case["why"] for case in cases("encodings")} == set(BAD_FILES)


@given(st.binary(max_size=300) | ANY_TEXT.map(lambda text: text.encode("utf-16-le", "surrogatepass")))
def test_any_bytes_give_a_text_or_one_sentence(data):
    try:
        text, encoding = decode(data, "van-xuan.txt")
    except ArticleError as error:
        assert str(error).startswith("van-xuan.txt: ") and "\n" not in str(error)
    else:
        assert text.encode(encoding) in data and "\0" not in text


def page(body: str, title: str = "Huyện Vạn Xuân luân chuyển 17 cán bộ") -> str:
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        "<nav><a href='/'>Trang chủ</a> <a href='/5'>5 tin nóng</a></nav>"
        f"<article><h1>{title}</h1>{body}</article>"
        "<script>alert(1)</script><footer>Giấy phép số 12/GP</footer></body></html>"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_saved_html_gives_headline_and_main_text(tmp_path, encoding):
    sentences = [
        "Trong 3 năm qua, huyện đã luân chuyển 17 cán bộ giữa các xã và các phòng, ban.",
        "Đến nay, 23 trong tổng số 41 chi bộ của huyện hoàn thành kế hoạch; 5 &lt; 7 là đúng.",
        "Tuy nhiên, năng lực của một bộ phận cán bộ ở các xã xa trung tâm còn hạn chế.",
    ]
    path = tmp_path / "van-xuan.html"
    path.write_bytes(page("".join(f"<p>{words}</p>" for words in sentences)).encode(encoding))
    article = read_article(path)
    paragraphs = split_paragraphs(article, CUES)
    assert list(paragraphs["role"]) == ["headline", "lead", "body", "body"]
    assert list(paragraphs["text"]) == [
        "Huyện Vạn Xuân luân chuyển 17 cán bộ",
        *(words.replace("&lt;", "<") for words in sentences),
    ]


@pytest.mark.parametrize("markup", ["<html><body></body></html>", "<p>", "Chỉ có một dòng.", "<" * 5000])
def test_html_without_text_gets_one_sentence(tmp_path, markup):
    path = tmp_path / "van-xuan.html"
    path.write_text(markup, encoding="utf-8")
    with pytest.raises(ArticleError, match=r"^van-xuan\.html: no article text was found"):
        read_article(path)


def test_every_format_is_read_the_same_way_everywhere(tmp_path):
    assert tuple(READERS) == SUFFIXES, "what data/raw may hold is what is read; folders.py must load nothing"
    for name, data in {"a.txt": NOTICE, "B.HTM": page(f"<p>{NOTICE}</p>"), "c.html": page(f"<p>{NOTICE}</p>")}.items():
        (tmp_path / name).write_text(data, encoding="utf-8")
        text = read_text(tmp_path / name)
        source = read_bytes(data.encode(), name)
        assert (text, "utf-8") == (source.text, source.encoding) and "23 trong tổng số 41" in text
        assert name.islower() is False or read_article(tmp_path / name).text == text


def test_an_ending_that_nothing_reads_gets_one_sentence():
    with pytest.raises(
        ArticleError, match=r"^a\.md: only \.txt, \.html, \.htm, \.mhtml and \.mht are read; save the article as"
    ):
        read_bytes(NOTICE.encode(), "a.md")


@pytest.mark.parametrize("name", ["haiduong-2021-01-02.txt", "a.html", "7.htm"])
def test_names_that_are_allowed(tmp_path, name):
    check_name(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "example"),
    [("Bài 4.txt", "bai-4.txt"), ("Đại hội.html", "dai-hoi.html"), ("a_b.txt", "a-b.txt"), ("A.TXT", "a.txt"),
     ("..txt", "bai-1"), ("x" * 101 + ".txt", "x" * 100), ("-a.txt", "a.txt"), ("新聞.txt", "bai-1.txt")],
)  # fmt: skip
def test_names_that_are_not_allowed(tmp_path, name, example):
    with pytest.raises(ArticleError) as caught:
        check_name(tmp_path / name)
    assert f"for example {example}" in str(caught.value) and str(tmp_path) not in str(caught.value)


def test_names_that_clash_or_are_kept(tmp_path):
    for name in ("a.txt", "a.html", "b.txt", ".c.txt", "a.toml", "README.md"):
        (tmp_path / name).write_text(NOTICE, encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    assert [path.name for path in list_articles(tmp_path)] == ["a.html", "a.txt", "b.txt"]
    with pytest.raises(ArticleError, match=r"^a\.txt: a\.html would write to the same folder"):
        check_name(tmp_path / "a.txt")
    with pytest.raises(ArticleError, match="kept for the report"):
        check_name(tmp_path / "failed.txt")
    check_name(tmp_path / "b.txt")


def test_a_file_that_is_not_there_gets_one_sentence(tmp_path):
    with pytest.raises(ArticleError, match=r"^a\.txt: the file cannot be read"):
        read_article(tmp_path / "a.txt")


def test_furniture_of_the_sidecar_must_be_a_line(tmp_path):
    (tmp_path / "a.txt").write_text(NOTICE + "\nMời xem 5 kênh của huyện.\n", encoding="utf-8")
    (tmp_path / "a.toml").write_text('furniture = ["Mời xem 5 kênh của huyện."]', encoding="utf-8")
    assert list(split_paragraphs(read_article(tmp_path / "a.txt"))["role"])[-1] == "furniture"
    (tmp_path / "a.toml").write_text('furniture = ["Mời xem kênh"]', encoding="utf-8")
    with pytest.raises(ArticleError, match=r"^a\.toml: the furniture line “Mời xem kênh” is not a line"):
        split_paragraphs(read_article(tmp_path / "a.txt"))


def test_only_furniture_is_read_and_has_no_body(tmp_path):
    (tmp_path / "a.txt").write_text("Thứ Ba 14/05/2024 08:15\n\nChia sẻ\n\nCÁC TIN KHÁC:\n", encoding="utf-8")
    roles = set(split_paragraphs(read_article(tmp_path / "a.txt"), CUES)["role"])
    assert roles == {"published", "furniture"}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("limit,start,Tuy nhiên,this,a,b", "line 2 has a section"),
        ("limits,start,Tuy nhiên", "line 2 needs the columns"),
    ],
)
def test_section_cues_that_will_not_do(tmp_path, line, says):
    path = tmp_path / "sections.csv"
    path.write_text(f"section,where,cue,applies,example,refused\n{line}\n", encoding="utf-8")
    with pytest.raises(ArticleError, match=rf"^sections\.csv: {says}"):
        read_sections(tmp_path)


def test_the_shipped_article_is_the_one_its_readme_names():
    path = PROJECT / "data/raw/haiduong-2021-01-02.txt"
    readme = (PROJECT / "data/raw/README.md").read_text(encoding="utf-8")
    article = read_article(path)
    assert article.sha256 in readme and f"{path.stat().st_size:,} bytes" in readme
    assert article.text.encode() == path.read_bytes()
    roles = split_paragraphs(article, CUES).groupby("role")["text"].apply(list)
    assert roles["published"] == ["Thứ Bảy 02/01/2021 17:51"]
    assert roles["source"] == ["Theo Baohaiduong.vn"]
    assert roles["lead"][0].startswith("5 năm qua")
