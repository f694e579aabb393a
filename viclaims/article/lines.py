"""What a line of the page is: headline, lead, caption, furniture or body, by named rules and by where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from viclaims.lexicon import CAPITALS, Pattern
from viclaims.text.files import INVISIBLE

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
ANYWHERE, HEAD, TAIL, EDGES = "anywhere", "head", "tail", "edges"
LONGEST_RULED = 500  # characters; a longer line is running text whatever words it holds


PIECES = {
    "DATE": r"(?:[0-9]{1,2}\ ?[/.-]\ ?[0-9]{1,2}\ ?[/.-]\ ?(?:19|20)[0-9]{2}"
    r"|[0-9]{1,2}\ {month}\ [0-9]{1,2},?\ {year}\ (?:19|20)[0-9]{2})",
    "CLOCK": r"(?:\d{1,2}\ ?[:h]\ ?\d\d(?:[:']\d\d)?'?)",
    "NAME_WORD": rf"(?-i:[{CAPITALS}][\w.]*)",
    "CAPITAL": rf"(?-i:(?=[{CAPITALS}]))",
}
_DATE, _CLOCK = Pattern("(?i:{DATE})", PIECES), Pattern("(?i:{CLOCK})", PIECES)


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
    compiled: Pattern = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "compiled", Pattern(f"(?i:{self.pattern})", PIECES))

    def fits(self, line: str) -> bool:
        return self.compiled.fullmatch(line) is not None


LINE_RULES = (
    LineRule("no letters", "furniture", ANYWHERE, r"[\W_]*", "* * *", "52 xã"),
    LineRule("reading tools", "furniture", ANYWHERE, r"\W*{reading_tool}\W*\d*\W*",
             "Xem với cỡ chữ", "Chia sẻ kinh nghiệm của 5 xã"),
    LineRule("page end", "furniture", ANYWHERE, r"\W*{page_end}\W*\d*\W*",
             "CÁC BÀI VIẾT KHÁC:", "Các tin khác nhau về 3 dự án"),
    LineRule("link box", "furniture", ANYWHERE, r"\W*{link_box}(?:\W*|\s*[:>].{0,200})",
             "Xem thêm: Bài 3: Đổi mới phương thức lãnh đạo", "Xem thêm 5 bộ phim trong ngày"),
    LineRule("page facts", "furniture", ANYWHERE, r"\W*{page_fact}\s*:.{0,200} | [\d.,]+\ {views}",
             "Lượt xem: 1.234", "Lượt xem phim tăng 12%"),
    LineRule("address", "furniture", ANYWHERE, r"(?:https?://|www\.)\S+",
             "https://vi-du.vn/bai-4.html", "Cổng www.vi-du.vn có 5 mục"),
    LineRule("breadcrumb", "furniture", HEAD, r"[^.>»›]{2,40}(?:\ ?[>»›]\ ?[^.>»›]{2,60})+",
             "Trang chủ > Chính trị > Xây dựng Đảng", "Chính trị và 5 nhiệm vụ"),
    LineRule("photo cue inside", "caption", ANYWHERE, r".*\b{in_photo}\ ?:.*",
             "Tỉnh quan tâm đào tạo. Trong ảnh: Bế giảng khóa 2018 - 2020", "Trong ảnh hưởng chung: 5 xã"),
    LineRule("photo cue first", "caption", ANYWHERE, r"\W*{photo_cue}\ ?:.*",
             "Ảnh: TTXVN", "Ảnh hưởng của dịch: 3 huyện"),
    LineRule("photo credit last", "caption", ANYWHERE,
             r".*(?:[.(]|\s)(?:\(|{CAPITAL}){photo_credit}\ ?[:)][^.:]{0,60}\.?",
             "Lễ bế giảng khóa học. Ảnh: Thành Chung", "Có 3 loại ảnh: thẻ, chân dung và gia đình."),
    LineRule("byline cue", "source", ANYWHERE, r"\W*{byline_cue}\ ?:.{2,80}",
             "Bài, ảnh: Thành Chung", "Bài 4: Xây dựng đội ngũ"),
    LineRule("credited outlet", "source", TAIL,
             r"\(?{credit_cue}(?:\ ?:\ ?|\ )(?:{NAME_WORD}|{outlet_word}|\d)[^,;:!?]{0,60}[^.,;:!?]",
             "Theo Baohaiduong.vn", "Theo đó, tỉnh cử 22 đồng chí."),
    LineRule("author", "source", EDGES, r"\W*{NAME_WORD}(?:(?:\ |\ -\ ){NAME_WORD}){1,5}\W*",
             "NGUYỄN VĂN AN", "Nhiệm vụ trọng tâm"),
)  # fmt: skip
DATE_LINE = LineRule(
    "date line", "published", ANYWHERE,
    r"(?:(?:{weekday}|{date_label}|{DATE}|{CLOCK}|[|,;:()•·–-])\s*)++",
    example="Thứ Bảy 02/01/2021 17:51", refused="Ngày 2/1/2021, 5 xã",
)  # fmt: skip
_PAGE_END = next(rule for rule in LINE_RULES if rule.name == "page end")


def plain_line(text: str) -> str:
    """A line as the rules read it: NFC, single spaces, without soft hyphens and zero-width characters."""
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def _is_running(line: str) -> bool:
    """Running text: a long line, or one of four words or more that ends as a sentence does."""
    if len(line) > 200:
        return True
    ending = line.rstrip("\"'”’»)]")[-1:]
    return len(line.split(" ", 4)) > 3 and (ending in (".", "!", "…") or (ending == ":" and len(line) > 60))


def _rule_of(line: str, where: set[str]) -> LineRule | None:
    return next((rule for rule in LINE_RULES if rule.where in where and rule.fits(line)), None)


def _head_roles(lines: Sequence[str], roles: list[str], first: int) -> None:
    """Set the headline, what stands around it, and the lead; `first` is where running text begins."""
    free = [place for place in range(first) if not roles[place]]
    long_enough = [place for place in free if len(lines[place].split()) >= 4]
    if not free:
        return
    headline = roles.index("headline") if "headline" in roles else (long_enough or free)[0]
    for place in free:
        if place == headline:
            roles[place] = "headline"
        elif place < headline or lines[place] == lines[headline]:
            roles[place] = "furniture"  # a kicker above the headline, or the page's title once more
        elif _rule_of(lines[place], {EDGES}):
            roles[place] = "source"
    _lead_role(lines, roles, first)


def _lead_role(lines: Sequence[str], roles: list[str], first: int) -> None:
    """The first running text is the lead where more follows and no other is told to be it."""
    if "lead" in roles:
        return
    rest = [place for place in range(first, len(lines)) if not roles[place]]
    if len(rest) > 1 and rest[0] == first and len(lines[first]) <= 700:
        roles[first] = "lead"


def _date_roles(lines: Sequence[str], roles: list[str]) -> None:
    """Of several date lines one is the time of publication: the first with a clock, else the first below the
    headline, else the first; the others are the page's own clock."""
    dated = [place for place, role in enumerate(roles) if role == "published"]
    clocked = [place for place in dated if _CLOCK.search(lines[place])]
    headline = roles.index("headline") if "headline" in roles else len(roles)
    below = [place for place in dated if place > headline]
    for place in dated:
        if place != (clocked or below or dated)[0]:
            roles[place] = "furniture"


def roles_of(
    lines: Sequence[str],
    furniture: frozenset[str],
    told: Sequence[str] = (),
    rows: frozenset[int] = frozenset(),
) -> list[str]:
    """The role of each line, '' never left: what no rule claims is body.

    `told` are roles that the file's own mark-up tells, '' where it tells none: they stand, and no rule gives a second
    headline or lead. `rows` are the places of rows of tables.
    """
    roles = []
    for place, line in enumerate(lines):
        if place in rows:
            roles.append("table")
            continue
        if told and told[place] and line not in furniture:
            roles.append(told[place])
            continue
        short = len(line) <= LONGEST_RULED
        rule = _rule_of(line, {ANYWHERE}) if short else None
        dated = short and _DATE.search(line) and DATE_LINE.fits(line)
        roles.append("furniture" if line in furniture else "published" if dated else rule.role if rule else "")
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
    if "headline" in told:
        _lead_role(lines, roles, first)
    else:
        _head_roles(lines, roles, first)
    _date_roles(lines, roles)
    return [role or "body" for role in roles]
