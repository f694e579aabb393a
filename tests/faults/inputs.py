"""Article files as they come from editors, browsers, mail and old fonts, each with what must come of it.

All good ones hold the same article (ARTICLE), so all must give the same claims (VALUES) and document.
"""

import re
import unicodedata

TITLE = "Huyện Vạn Xuân tổng kết công tác cán bộ"
LINES = (
    "Ngày 9/11/2023, Huyện ủy Vạn Xuân tổng kết 3 năm thực hiện Nghị quyết số 26-NQ/TW của Trung ương.",
    "Đến nay, 23 trong tổng số 41 chi bộ hoàn thành kế hoạch; 1.250 lượt cán bộ được bồi dưỡng, đạt 56,1%.",
    "Huyện chi hơn 3,2 tỷ đồng cho các lớp học và luân chuyển 17 cán bộ giữa các xã của huyện.",
)
ARTICLE = "\n\n".join((TITLE, *LINES)) + "\n"
VALUES = {"3": 3.0, "23": 23.0, "1.250": 1250.0, "56,1": 56.1, "3,2 tỷ": 3.2e9, "17": 17.0}
DOCUMENT = ("Nghị quyết", "26-NQ/TW")


def cp1258(text: str) -> bytes:
    """As Windows-1258 stores Vietnamese: letters with hat, breve or horn whole, the tone as a mark behind."""
    stored = []
    for char in unicodedata.normalize("NFC", text):
        base, *marks = unicodedata.normalize("NFD", char)
        tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
        shape = "".join([base, *(mark for mark in marks if mark not in tones)])
        stored.append(unicodedata.normalize("NFC", shape) + "".join(tones))
    return "".join(stored).encode("cp1258")


def inside(unseen: str) -> bytes:
    """The article with `unseen` between any two letters or digits that touch, and around the separators."""
    return re.sub(r"(?<=[\w.,])(?=[\w.,])", unseen, ARTICLE).encode()


def page(charset: str = "utf-8", text=ARTICLE) -> str:
    """A saved web page with a menu, a box of other news, a script and a footer around the article."""
    title, *lines = text.strip().split("\n\n")
    return (
        f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="{charset}"><title>{title}</title>'
        "<script>var views = 99;</script><style>p { width: 88px }</style></head><body>"
        "<nav><a href='/'>Trang chủ</a> <a href='/5'>5 tin nóng</a></nav>"
        f"<article><h1>{title}</h1>{''.join(f'<p>{line}</p>' for line in lines)}</article>"
        "<aside><h3>Tin khác</h3><a href='/77'>77 bộ phim hay</a></aside>"
        "<footer>Giấy phép số 12/GP-TTĐT</footer></body></html>"
    )


GOOD = {
    "UTF-8": ARTICLE.encode(),
    "UTF-8 with a byte order mark": b"\xef\xbb\xbf" + ARTICLE.encode(),
    "UTF-16 LE": ARTICLE.encode("utf-16"),
    "UTF-16 BE": b"\xfe\xff" + ARTICLE.encode("utf-16-be"),
    "UTF-16 LE without a mark": ARTICLE.encode("utf-16-le"),
    "UTF-32": ARTICLE.encode("utf-32"),
    "Windows-1258": cp1258(ARTICLE),
    "NFD": unicodedata.normalize("NFD", ARTICLE).encode(),
    "NFD in UTF-16": unicodedata.normalize("NFD", ARTICLE).encode("utf-16"),
    "CRLF": ARTICLE.replace("\n", "\r\n").encode(),
    "lone CR": ARTICLE.replace("\n", "\r").encode(),
    "line separators": ARTICLE.replace("\n\n", "\u2028").encode(),
    "no line end at the end": ARTICLE.rstrip().encode(),
    "no-break spaces": ARTICLE.replace(" ", "\u00a0").encode(),
    "wide gaps": ARTICLE.replace(" ", "  ").encode(),
    "tabs": ARTICLE.replace(" ", "\t").encode(),
    "soft hyphens inside": inside("\u00ad"),
    "zero-width spaces inside": inside("\u200b"),
    "zero-width joiners inside": inside("\u200d"),
    "byte order marks inside": inside("\ufeff"),
    "direction marks inside": inside("\u200e"),
    "soft hyphens in NFD": unicodedata.normalize("NFD", inside("\u00ad").decode()).encode(),
    "a page": page().encode(),
    "a page in UTF-16": page("utf-16").encode("utf-16"),
    "a page in Windows-1258": cp1258(page("windows-1258")),
    "a page in Windows-1258 that says iso-8859-1": cp1258(page("iso-8859-1")),
    "a page in Windows-1258 that says windows-1252": cp1258(page("windows-1252")),
    "a page in UTF-8 that says windows-1252": page("windows-1252").encode(),
    "a page in UTF-8 that says nonsense": page("undefined").encode(),
    "a page with CRLF": page().replace("<", "\r\n<").encode(),
    "a page with letters as numbers": re.sub("[^\x00-\x7f]", lambda c: f"&#{ord(c[0])};", page()).encode(),
    "a page with soft hyphens": page(text=inside("&shy;").decode()).encode(),
}  # fmt: skip
