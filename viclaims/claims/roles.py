"""Which numbers of a sentence are no quantities: dates, document numbers, names, ordinals, codes and the like.

A rule is a name, a role, a pattern and examples that it must take and must refuse (run by the tests). Patterns read a
sentence in lower case and in NFC; {NAMES} in them stand for the word tables and building blocks below. The first rule
that takes a place keeps it, so the order of RULES is part of their meaning: the more certain first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from viclaims.claims.numerals import MAGNITUDES
from viclaims.claims.units import (
    AGES,
    COUNT_NOUNS,
    DURATIONS,
    FIXED_RATES,
    MEASURES,
    MONEY,
    POINTS,
    alternatives,
    unit_pattern,
)  # fmt: skip

WORDS = {
    "PLACE": (
        "phường", "quận", "thôn", "ấp", "khóm", "buôn", "xóm", "khu phố", "khu dân cư", "tổ dân phố", "tiểu khu",
        "khu", "phân khu", "quân khu", "vùng", "tầng", "tòa", "lô", "khoảnh", "cổng", "cửa", "hội trường", "dãy",
        "giếng", "nhà ga", "khu vực", "bản", "trạm", "phòng", "bến", "cảng", "đồi", "cao điểm", "điểm cao",
    ),
    "ROAD": (
        "quốc lộ", "ql", "tỉnh lộ", "đường tỉnh", "hương lộ", "huyện lộ", "đường huyện", "vành đai", "cao tốc",
        "đường", "tuyến đường", "tuyến số", "kênh", "rạch", "nút giao",
    ),
    "BODY": (
        "chi bộ", "chi hội", "đội", "đoàn", "đồn biên phòng", "đồn", "trung đoàn", "sư đoàn", "lữ đoàn",
        "tiểu đoàn", "đại đội", "trung đội", "tiểu đội", "binh đoàn", "quân đoàn", "hải đoàn", "hải đội",
        "bệnh viện", "công ty", "tổ", "ca", "tổ máy", "nhà máy", "chi nhánh", "nhóm",
    ),
    "CLASS": ("lớp", "lớp ghép", "khối", "khối lớp", "cấp", "tiết", "bậc", "trình độ", "điểm trường", "hình", "ảnh",
        "biểu đồ", "trang", "câu"),
    "THING": (
        "bão", "cơn bão", "áo", "xe", "tàu", "toa", "máy", "bàn", "ô", "cột mốc", "mốc", "gói thầu", "dự án",
        "chương trình", "đề án", "phương án", "dự thảo", "phiên bản", "vtv", "htv", "báo động", "u", "may", "sân",
        "bảng", "nhóm nợ", "tháp", "cầu",
    ),
    "RANKED": (
        "khóa", "khoá", "đợt", "mũi", "giai đoạn", "kỳ họp", "hiệp", "vòng", "hạng", "xếp hạng", "top", "tốp",
        "mức độ", "cấp độ", "học kỳ", "ván", "set", "bước", "loại", "chặng", "thế hệ", "vị trí", "lượt", "tuần",
        "tập", "ngày thứ", "năm thứ", "phiên", "kỳ", "quý", "phút", "phút thứ", "cự ly", "nhóm",
    ),
    "DOCUMENT": (
        "nghị quyết", "nghị định", "thông tư", "quyết định", "chỉ thị", "kết luận", "quy định", "hướng dẫn",
        "công văn", "công điện", "kế hoạch", "tờ trình", "thông báo", "báo cáo", "pháp lệnh", "luật", "quy chế",
        "thông tri", "sắc lệnh", "văn bản", "giấy phép", "bản án", "chương trình", "đề án", "hợp đồng", "phương án",
        "hồ sơ", "giấy chứng nhận",
    ),
    "PART": ("điều", "khoản", "phụ lục", "biểu mẫu", "mẫu", "tiểu mục", "mục", "chương", "điểm"),
    "ADDRESS": (
        "số nhà", "nhà số", "ngõ", "ngách", "hẻm", "kiệt", "thửa đất", "thửa", "tờ bản đồ", "km", "lý trình",
        "lô đất", "kilomet", "cọc",
    ),
    "PHONE": (
        "điện thoại", "đt", "sđt", "hotline", "đường dây nóng", "tổng đài", "gọi", "số máy", "liên hệ", "fax",
        "cấp cứu", "cảnh sát", "zalo", "tel", "gọi số", "đầu số", "thuê bao",
    ),
    "CODE": (
        "biển số", "biển kiểm soát", "bks", "mã số thuế", "mã số", "mã", "mst", "số hiệu", "cccd", "cmnd",
        "số tài khoản", "stk", "sê ri", "số khung", "số máy", "iso", "iso/iec", "tcvn", "qcvn", "số báo danh",
        "sbd", "chuyến bay", "căn cước",
    ),
    "SCORE": (
        "thắng", "thua", "hạ", "hòa", "hoà", "tỷ số", "tỉ số", "dẫn", "dẫn trước", "cầm hòa", "đánh bại",
        "vượt qua", "kết quả", "chung cuộc", "chủ nhà", "ván", "set", "hiệp",
    ),
    "DAY_CUE": (
        "ngày", "sáng", "trưa", "chiều", "tối", "đêm", "khuya", "hôm", "dịp", "lễ", "đợt", "trước", "sau", "từ",
        "đến", "tới", "hết", "và", "kỷ niệm", "vào", "quốc khánh", "phụ nữ", "nghỉ", "hai", "ba", "tư", "năm",
        "sáu", "bảy", "nhật", "nay", "qua", "đảng", "sớm", "mai", "việt nam", "liệt sĩ", "miền nam", "lao động",
        "thứ", "tính đến", "kể từ", "nhà giáo", "cùng ngày",
    ),
    "CLOCK_BEHIND": (
        "ngày", "sáng", "trưa", "chiều", "tối", "đêm", "khuya", "cùng ngày", "hằng ngày", "hàng ngày", "hôm", "thứ",
        "kém", "mùng", "rạng sáng", "chủ nhật", "cùng",
    ),
    "ROMAN_LABEL": ("báo động", "loại", "hạng", "cấp", "nhóm", "khu", "quân đoàn", "trung ương", "phần", "bậc", "kỳ"),
    "PRIZE": ("giải", "hạng"),
    # Before a label these show that the noun behind them is counted or shared out: "mỗi tổ 7 thành viên".
    "EACH": ("mỗi", "một", "từng", "cả", "hai", "ba", "mấy", "bình quân", "nhiều", "tổng"),
}  # fmt: skip


# Nouns that are counted even behind a label that is nearly always one: "lớp 35 học sinh".
CERTAIN_NOUNS = (
    "người", "hộ", "con", "em", "học sinh", "thành viên", "đồng chí", "cán bộ", "đảng viên", "đại biểu",
    "trường hợp", "lượt", "doanh nghiệp", "tổ chức",
)  # fmt: skip


def _blocks() -> dict[str, str]:
    """The named pieces of pattern that rules share."""
    measured = unit_pattern([*POINTS, *FIXED_RATES, *AGES, *MONEY, *MEASURES, *MAGNITUDES, "phần trăm"])
    lasting = unit_pattern([*DURATIONS, "lần"])
    nouns = unit_pattern(COUNT_NOUNS)
    few_nouns = unit_pattern(CERTAIN_NOUNS)
    dash = "[-–—−]"
    # The number may be the first of a range: "22 - 24 tháng".
    to_the_unit = rf"(?:\s*{dash}\s*[0-9.,]+|\s+(?:đến|tới)\s+[0-9.,]+)?\s*"
    no_year = r"(?!\s+(?:19|20)[0-9]{2}(?![0-9.,]))"
    return {key: f"(?:{alternatives(words)})" for key, words in WORDS.items()} | {
        "DAY": r"(?:0?[1-9]|[12][0-9]|3[01])",
        "MONTH": r"(?:1[0-2]|0?[1-9])",
        "MONTH_WORD": r"(?:giêng|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười một|mười hai|mười|chạp)",
        "YEAR": r"(?:1[0-9]{3}|20[0-9]{2}|21[0-4][0-9])",
        "MAGNITUDE": f"(?:{unit_pattern(MAGNITUDES)})",
        "LETTER": "(?:[a-dđh](?![^\\W_]))?",
        "LUNAR_YEAR": r"(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý)\s+[^\W\d_]+",
        "SMALL": r"(?:[0-9]{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười một|mười)",
        "ORDINAL_WORD": r"(?:nhất|nhì|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?: \w+)?|hai mươi(?: \w+)?)",
        "ROMAN": r"(?:[ivxl]+(?![^\W_]))",
        "DASH": dash,
        "TO": rf"(?:\s*{dash}\s*|\s+(?:đến|tới)\s+)",
        "AND": rf"(?:\s*,\s*|\s+và\s+|\s+hoặc\s+|\s*{dash}\s*|\s+(?:đến|tới)\s+)",
        "BEGIN": r"(?<![0-9])(?<![0-9][.,/])",
        "STOP": r"(?![0-9]|[.,/][0-9])",
        "WORD": r"(?<![^\W_])",
        "END": r"(?![^\W_])",
        "NUMBER": r"[0-9]{1,4}",
        # A duration may follow a date ("đợt 19/5 năm nay"), a counted thing may not.
        "NO_COUNT": rf"(?!{to_the_unit}(?:%|{measured}|{nouns}))",
        # What shows that a number behind a label is a quantity after all.
        "NO_UNIT": rf"(?!{to_the_unit}(?:%|(?:{measured}|{lasting}|{nouns}){no_year}))",
        "NO_MEASURE": rf"(?!{to_the_unit}(?:%|{measured}|{few_nouns}))",
        "NOT_EACH": "".join(rf"(?<!{word} )" for word in WORDS["EACH"]),
    }  # fmt: skip


_BLOCKS = _blocks()


@dataclass(frozen=True)
class RoleRule:
    """One way in which a number is no quantity: `pattern` takes the mention as its group n or m, else as a whole.

    To try a pattern costs time, so each is tried only where it can begin: at the first words of its `cues`, which stand
    for {CUE} in the pattern, or of the table that the pattern begins with, and at the numbers that have one of its
    `shapes` (SHAPES). A pattern that begins somewhere before its number is `searched` for through a sentence with such
    a number. Only a rule `in_words` is tried where no digit follows.
    """

    name: str
    role: str
    pattern: str
    takes: tuple[str, ...]
    refuses: tuple[str, ...]
    cues: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    searched: bool = False
    in_words: bool = False
    compiled: re.Pattern = field(init=False, repr=False, compare=False)
    first_words: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        blocks = _BLOCKS | {"CUE": f"(?:{alternatives(self.cues)})"}
        tables = WORDS | {"CUE": self.cues}
        leading = _LEADING_TABLES.match(self.pattern)
        named = re.findall("[A-Z_]+", leading[1]) if leading and not self.cues else ["CUE"]
        words = [word for name in named for word in tables.get(name, ())]
        object.__setattr__(self, "first_words", frozenset((_LETTERS.match(word) or word)[0] for word in words))
        filled = re.sub(r"\{([A-Z_]+)\}", lambda found: blocks[found[1]], self.pattern)
        object.__setattr__(self, "compiled", re.compile(filled))

    def spans(self, low: str, places: list[int] | None = None) -> list[tuple[int, int]]:
        """(start, end) of each mention that the rule takes in a lower-case sentence.

        `places` are where it may begin; None is anywhere.
        """
        if places is None:
            matches = list(self.compiled.finditer(low))
        else:
            matches = [found for place in sorted(places) if (found := self.compiled.match(low, place))]
        found, end = [], 0
        for match in matches:
            if match.start() >= end:
                end = match.end()
                found.append(match.span(match.lastgroup if match.lastgroup in MENTION_GROUPS else 0))
        return found


MENTION_GROUPS = ("n", "m")
# {WORD}, what must not stand before it, then the table or tables that the pattern begins with.
_LEADING_TABLES = re.compile(
    r"(?:\{WORD\})?(?:\(\?<![^()]*\)|\{NOT_EACH\})*(?:\(\?:)?(\{[A-Z_]+\}(?:\|\{[A-Z_]+\})*)"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+|[“\"‘'«]")  # a rule may also begin with a quotation mark
_RUN = re.compile(r"[0-9]+|[²³¹⁰⁴-⁹₀-₉]")


class RoleSpan(NamedTuple):
    """A stretch of a sentence whose numbers have `role`, and the rule that says so."""

    start: int
    end: int
    role: str
    rule: str


# How a number looks, told at a glance: what a pattern needs of the digits that it begins with.
SHAPES = {
    "four": "four digits or more: 2021",
    "like a phone": "0912345678, 04 3825 1234, 84 912 345 678, 1900 6656",
    "before a slash": "5/3, 112 / kh",
    "before a stop": "12.7, 1.250",
    "before a dash": "5-3, 2022 - 2023",
    "before a colon": "17:51",
    "before a bracket": "1)",
    "before a letter": "a letter or a word behind it: 22h40, 6 giờ",
    "glued to a letter": "a letter behind it: 22h40, 103a-kh/tu",
    "before g": "6 giờ, 5g",
    "before h": "22h40",
    "before q": "2 quý",
    "before s": "3 sao",
    "before t": "28 tết, 6 tháng, 3 tới 5",
    "before đ": "14 đến 16",
    "a one": "1 USD",
    "behind a letter": "a letter before it, or a raised or lowered digit: u23, covid-19, km2, m²",
    "behind a slash": "bác sĩ/10.000 dân",
}
_GROUPING = frozenset(".-")
_HYPHENS = frozenset("-–.")
_PHONE_BEGINS = ("84", "1800", "1900")
_SIGNS = {"/": "slash", ".": "stop", ":": "colon", ")": "bracket"} | dict.fromkeys("-–—−", "dash")
_BEFORE_LETTER = {letter: f"before {letter}" for letter in "ghqstđ"}
_BEFORE_SIGN = {sign: f"before a {name}" for sign, name in _SIGNS.items()}


def _shapes(low: str, start: int, end: int) -> Iterator[str]:
    """The shapes of the run of digits low[start:end]."""
    if end - start >= 4:
        yield "four"
    elif low[start:end] == "1":
        yield "a one"
    behind = low[end : end + 1]
    glued = not behind.isspace()
    if not glued:
        behind = low[end + 1 : end + 2]
    area_code = low[start] == "0" and (end - start >= 3 or behind.isdigit() or behind in _GROUPING)
    if area_code or low.startswith(_PHONE_BEGINS, start):
        yield "like a phone"
    sign = _BEFORE_SIGN.get(behind)
    if sign:
        yield sign
    elif behind.isalpha():
        yield "before a letter"
        if glued:
            yield "glued to a letter"
        letter = _BEFORE_LETTER.get(behind)
        if letter:
            yield letter
    before = low[max(0, start - 2) : start]
    last = before[-1:]
    if last.isalpha() or not low[start].isdecimal() or before[:1].isalpha() and last in _HYPHENS:
        yield "behind a letter"
    elif "/" in before:
        yield "behind a slash"


class RoleRules:
    """Rules in order, and an index of where each may begin, so that a sentence meets only those that may fit it."""

    def __init__(self, rules: tuple[RoleRule, ...]):
        self.rules = rules
        self._by_word: dict[str, list[int]] = {}
        self._by_shape: dict[str, list[int]] = {shape: [] for shape in SHAPES}
        self._searched: list[int] = []
        for index, rule in enumerate(rules):
            for word in rule.first_words:
                self._by_word.setdefault(word, []).append(index)
            for shape in () if rule.searched else rule.shapes:
                self._by_shape[shape].append(index)
            if rule.searched:
                self._searched.append(index)
        self._by_word_in_words = {
            word: kept for word, found in self._by_word.items() if (kept := [i for i in found if rules[i].in_words])
        }

    def _places(self, low: str) -> dict[int, list[int] | None]:
        """Index of each rule that may fit -> where it may begin; None is anywhere."""
        places: dict[int, list[int] | None] = {}
        shapes: set[str] = set()
        last = -1  # place of the last number
        for run in _RUN.finditer(low):
            last = run.start()
            for shape in _shapes(low, last, run.end()):
                shapes.add(shape)
                for index in self._by_shape[shape]:
                    places.setdefault(index, []).append(last)
        for word in _WORD.finditer(low):
            place = word.start()
            for index in (self._by_word if place < last else self._by_word_in_words).get(word[0], ()):
                places.setdefault(index, []).append(place)
        for index in self._searched:
            if not shapes.isdisjoint(self.rules[index].shapes):
                places[index] = None
        return places

    def spans(self, low: str) -> list[RoleSpan]:
        """The stretches of a lower-case sentence that the rules take, none overlapping, in text order.

        >>> from viclaims.claims.role_rules import RULES
        >>> low = "ngày 9/11, có 11 ứng viên"
        >>> [(span.role, low[span.start:span.end]) for span in RoleRules(RULES).spans(low)]
        [('date', '9/11')]
        """
        taken: list[RoleSpan] = []
        used = bytearray(len(low))
        places = self._places(low)
        for index in sorted(places):
            rule, at = self.rules[index], places[index]
            if at is not None:
                match = rule.compiled.match
                for place in at:
                    if match(low, place):
                        break
                else:
                    continue  # by far the most frequent case, without a call
            for start, end in rule.spans(low, at):
                if start < end and 1 not in used[start:end]:
                    used[start:end] = b"\x01" * (end - start)
                    taken.append(RoleSpan(start, end, rule.role, rule.name))
        return sorted(taken)
