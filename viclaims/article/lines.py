"""What a line of the page is: headline, lead, caption, furniture or body, by named rules and by where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from viclaims.text.files import INVISIBLE

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
ANYWHERE, HEAD, TAIL, EDGES = "anywhere", "head", "tail", "edges"
LONGEST_RULED = 500  # characters; a longer line is running text whatever words it holds


def _words(table: str) -> str:
    """A pattern of the phrases of a table, which stand between semicolons; the longest is tried first."""
    phrases = sorted((" ".join(phrase.split()) for phrase in table.split(";")), key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, phrases)) + ")"


READING_TOOLS = """xem với cỡ chữ; cỡ chữ; chia sẻ; chia sẻ bài viết; facebook; twitter; zalo; email;
    gửi email; in bài viết; in trang; bản in; in bài; lưu bài viết; lưu; nghe đọc bài; nghe bài viết; thích;
    quảng cáo; đăng nhập; trang chủ; về trang chủ; trở lại; quay lại; lên đầu trang;
    đọc bài gốc; sao chép liên kết; a- a a+"""
# What follows one of these is the rest of the page, not the article.
PAGE_ENDS = """các bài viết khác; bài viết khác; các tin khác; tin khác; các tin đã đưa; các tin bài khác;
    tin cùng chuyên mục; bài cùng chuyên mục; cùng chuyên mục; tin mới hơn; tin cũ hơn; các tin cũ hơn;
    các tin mới hơn; bình luận; ý kiến bạn đọc; gửi bình luận; đọc nhiều nhất; tin đọc nhiều; tin mới nhất;
    có thể bạn quan tâm"""
# One of these may also stand as a box in the middle of an article.
LINK_BOXES = "tin liên quan; bài liên quan; các tin liên quan; xem thêm; đọc thêm; mời bạn đọc; tin nóng"
PAGE_FACTS = """từ khóa; từ khoá; tags; tag; lượt xem; số lượt xem; lượt đọc; bản quyền thuộc; giấy phép số;
    chuyên mục; đường dẫn; link gốc"""
PHOTO_CUES = "ảnh; ảnh minh họa; ảnh minh hoạ; ảnh tư liệu; nguồn ảnh; đồ họa; đồ hoạ; biểu đồ; video; clip"
BYLINE_CUES = """bài; tin; ảnh, bài; bài, ảnh; bài và ảnh; bài - ảnh; tin, ảnh; tin, bài; tin và ảnh;
    thực hiện; tác giả; phóng viên; pv; biên tập"""
OUTLET_WORDS = "báo; trang; tạp chí; cổng thông tin; bản tin; đài"
WEEKDAYS = """thứ hai; thứ ba; thứ tư; thứ năm; thứ sáu; thứ bảy; chủ nhật; chúa nhật; thứ 2; thứ 3;
    thứ 4; thứ 5; thứ 6; thứ 7"""
DATE_LABELS = """cập nhật lúc; cập nhật; ngày đăng; đăng ngày; đăng lúc; xuất bản; lúc; ngày; hôm nay là;
    hôm nay; gmt+7; gmt +7; sáng; chiều; am; pm"""
_DATE = r"\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:19|20)\d\d|\d{1,2} tháng \d{1,2},? năm (?:19|20)\d\d"
_CLOCK = r"\d{1,2} ?[:h] ?\d\d(?:[:']\d\d)?'?"
_DATE_LINE = rf"(?:(?:{_words(WEEKDAYS)}|{_words(DATE_LABELS)}|{_DATE}|{_CLOCK}|[|,;:()•·–-])\s*)++"


@dataclass(frozen=True)
class LineRule:
    """What shows that a whole line is no running text: `pattern` (any case) must match the line in full.

    `where` limits the rule to the head (above the first running text), the tail (below the last) or both.
    """

    name: str
    role: str
    where: str
    pattern: str
    example: str
    refused: str

    def fits(self, line: str) -> bool:
        return re.fullmatch(self.pattern, line, re.IGNORECASE) is not None


_OUTLET = rf"(?:{_words(OUTLET_WORDS)}|\d)"
_NAME_WORD = r"(?-i:[^\W\d_a-zà-ỹđ][\w.]*)"
LINE_RULES = (
    LineRule("no letters", "furniture", ANYWHERE, r"[\W_]*", "* * *", "52 xã"),
    LineRule("reading tools", "furniture", ANYWHERE, rf"\W*{_words(READING_TOOLS)}\W*\d*\W*",
             "Xem với cỡ chữ", "Chia sẻ kinh nghiệm của 5 xã"),
    LineRule("page end", "furniture", ANYWHERE, rf"\W*{_words(PAGE_ENDS)}\W*\d*\W*",
             "CÁC BÀI VIẾT KHÁC:", "Các tin khác nhau về 3 dự án"),
    LineRule("link box", "furniture", ANYWHERE, rf"\W*{_words(LINK_BOXES)}(?:\W*|\s*[:>].{{0,200}})",
             "Xem thêm: Bài 3: Đổi mới phương thức lãnh đạo", "Xem thêm 5 bộ phim trong ngày"),
    LineRule("page facts", "furniture", ANYWHERE, 
             rf"\W*{_words(PAGE_FACTS)}\s*:.{{0,200}}|[\d.,]+ lượt (?:xem|đọc)",
             "Lượt xem: 1.234", "Lượt xem phim tăng 12%"),
    LineRule("address", "furniture", ANYWHERE, r"(?:https?://|www\.)\S+",
             "https://vi-du.vn/bai-4.html", "Cổng www.vi-du.vn có 5 mục"),
    LineRule("breadcrumb", "furniture", HEAD, r"[^.>»›]{2,40}(?: ?[>»›] ?[^.>»›]{2,60})+",
             "Trang chủ > Chính trị > Xây dựng Đảng", "Chính trị và 5 nhiệm vụ"),
    LineRule("photo cue inside", "caption", ANYWHERE, r".*\bTrong ảnh ?:.*",
             "Tỉnh quan tâm đào tạo. Trong ảnh: Bế giảng khóa 2018 - 2020", "Trong ảnh hưởng chung: 5 xã"),
    LineRule("photo cue first", "caption", ANYWHERE, rf"\W*{_words(PHOTO_CUES)} ?:.*",
             "Ảnh: TTXVN", "Ảnh hưởng của dịch: 3 huyện"),
    LineRule("photo credit last", "caption", ANYWHERE, 
             r".*(?:[.(]|\s)(?-i:\(ảnh|Ảnh|ẢNH)(?: minh họa)? ?[:)][^.:]{0,60}\.?",
             "Lễ bế giảng khóa học. Ảnh: Thành Chung", "Có 3 loại ảnh: thẻ, chân dung và gia đình."),
    LineRule("byline cue", "source", ANYWHERE, rf"\W*{_words(BYLINE_CUES)} ?:.{{2,80}}",
             "Bài, ảnh: Thành Chung", "Bài 4: Xây dựng đội ngũ"),
    LineRule("credited outlet", "source", TAIL,
             rf"\(?(?:Theo|Nguồn)(?: ?: ?| )(?:{_NAME_WORD}|{_OUTLET})[^,;:!?]{{0,60}}[^.,;:!?]",
             "Theo Baohaiduong.vn", "Theo đó, tỉnh cử 22 đồng chí."),
    LineRule("author", "source", EDGES, rf"\W*{_NAME_WORD}(?:(?: | - ){_NAME_WORD}){{1,5}}\W*",
             "NGUYỄN VĂN AN", "Nhiệm vụ trọng tâm"),
)  # fmt: skip
DATE_LINE = LineRule(
    "date line", "published", ANYWHERE, _DATE_LINE, "Thứ Bảy 02/01/2021 17:51", "Ngày 2/1/2021, 5 xã"
)
_PAGE_END = next(rule for rule in LINE_RULES if rule.name == "page end")


def plain_line(text: str) -> str:
    """A line as the rules read it: NFC, single spaces, without soft hyphens and zero-width characters."""
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def _is_running(line: str) -> bool:
    """Running text: a long line, or one of four words or more that ends as a sentence does."""
    if len(line) > 200:
        return True
    ending = line.rstrip("\"'”’»)]")[-1:]
    return len(line.split(" ", 4)) > 3 and (ending in (".", "!", "…") or ending == ":" and len(line) > 60)


def _rule_of(line: str, where: set[str]) -> LineRule | None:
    return next((rule for rule in LINE_RULES if rule.where in where and rule.fits(line)), None)


def _head_roles(lines: Sequence[str], roles: list[str], first: int) -> None:
    """Set the headline, what stands around it, and the lead; `first` is where running text begins."""
    free = [place for place in range(first) if not roles[place]]
    long_enough = [place for place in free if len(lines[place].split()) >= 4]
    if not free:
        return
    headline = (long_enough or free)[0]
    for place in free:
        if place == headline:
            roles[place] = "headline"
        elif place < headline or lines[place] == lines[headline]:
            roles[place] = "furniture"  # a kicker above the headline, or the page's title once more
        elif _rule_of(lines[place], {EDGES}):
            roles[place] = "source"
    rest = [place for place in range(first, len(lines)) if not roles[place]]
    if len(rest) > 1 and rest[0] == first and len(lines[first]) <= 700:
        roles[first] = "lead"


def _date_roles(lines: Sequence[str], roles: list[str]) -> None:
    """Of several date lines one is the time of publication: the first with a clock, else the first below the
    headline, else the first; the others are the page's own clock."""
    dated = [place for place, role in enumerate(roles) if role == "published"]
    clocked = [place for place in dated if re.search(_CLOCK, lines[place], re.IGNORECASE)]
    headline = roles.index("headline") if "headline" in roles else len(roles)
    below = [place for place in dated if place > headline]
    for place in dated:
        if place != (clocked or below or dated)[0]:
            roles[place] = "furniture"


def roles_of(lines: Sequence[str], furniture: frozenset[str]) -> list[str]:
    """The role of each line, '' never left: what no rule claims is body."""
    roles = []
    for line in lines:
        short = len(line) <= LONGEST_RULED
        rule = _rule_of(line, {ANYWHERE}) if short else None
        dated = short and re.search(_DATE, line) and DATE_LINE.fits(line)
        roles.append(
            "furniture" if line in furniture else "published" if dated else rule.role if rule else ""
        )
    ends = [place for place, line in enumerate(lines) if len(line) <= 80 and _PAGE_END.fits(line)]
    running = [place for place, line in enumerate(lines) if not roles[place] and _is_running(line)]
    end = next((place for place in ends if running and place > running[0]), len(lines))
    roles[end:] = ["furniture"] * (len(lines) - end)
    running = [place for place in running if place < end]
    first, last = (running[0], running[-1]) if running else (end, end)
    for place in [*range(first), *range(last + 1, end)]:
        rule = _rule_of(lines[place], {HEAD} if place < first else {TAIL, EDGES})
        if rule and not roles[place]:
            roles[place] = rule.role
    _head_roles(lines, roles, first)
    _date_roles(lines, roles)
    return [role or "body" for role in roles]
