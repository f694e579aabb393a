"""What a number counts: tables of units and counting nouns, and the noun phrase behind a number.

A table holds what a reader knows without the sentence; which noun is meant in a sentence is read from pyvi's tags.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from viclaims.claims.numerals import LONGER as LONGER_NUMBER_WORDS

# Printed form -> the unit that `value` counts.
MONEY = {
    "đồng": "đồng", "đ": "đồng", "vnđ": "đồng", "vnd": "đồng", "đồng việt nam": "đồng", "usd": "USD",
    "đô la mỹ": "USD", "đô la": "USD", "đô-la mỹ": "USD", "đô-la": "USD", "đôla": "USD", "đô": "USD",
    "us$": "USD",
    "$": "USD", "euro": "euro", "eur": "euro", "€": "euro", "nhân dân tệ": "nhân dân tệ",
    "ndt": "nhân dân tệ",
    "yên": "yên", "yen": "yên", "jpy": "yên", "won": "won", "bảng anh": "bảng Anh",
    "baht": "baht", "rúp": "rúp", "rupee": "rupee", "riel": "riel", "aud": "AUD",
    "sgd": "SGD",
    "đồng/usd": "đồng", "đô la úc": "AUD",
}  # fmt: skip
PERCENT = ("%", "phần trăm", "％")
POINTS = ("điểm phần trăm", "điểm %", "% điểm")
FIXED_RATES = (
    "tạ/ha", "tấn/ha", "tấn/sào", "tạ/sào", "kg/sào", "kg/ha", "km/giờ", "km/h", "m/s", "m3/s", "m³/s", "µg/m3",
    "µg/m³", "μg/m3", "μg/m³", "mg/l", "mg/lít", "mg/m3", "mg/kg", "g/km", "kg/m3", "tấn/ngày", "m3/ngày",
    "m³/ngày", "lít/km", "mmol/l", "g/l", "g/lít", "mg/dl",
)  # fmt: skip
MEASURES = (
    "km2", "km²", "m2", "m²", "m3", "m³", "dm3", "cm3", "cm2", "km", "m", "cm", "mm", "dm", "mét vuông", "mét khối",
    "mét", "ki lô mét", "ki-lô-mét", "kilômét", "kilomet", "cây số", "hải lý", "dặm", "inch", "foot", "feet", "ha",
    "hecta", "héc ta", "héc-ta", "hécta", "hectare", "sào", "công đất", "kg", "ki lô gam", "ki-lô-gam", "kilôgam",
    "kilogam", "ký", "cân", "gam", "gram", "g", "mg", "miligam", "mililít", "microgam", "tấn", "tạ", "yến", "lạng",
    "lít", "l", "ml", "cc", "độ c", "°c", "ºc", "oc", "độ richter", "độ", "°", "mw", "gw", "kw", "w", "mwp", "kwp",
    "kwh", "mwh", "gwh", "kv", "kva", "mva", "v", "hp", "mã lực", "cv", "teu", "dwt", "gt", "db", "dba", "mbps",
    "gbps", "kb", "mb", "gb", "tb", "hz", "mhz", "ghz", "nm", "hpa", "thùng dầu", "carat", "ounce", "calo", "kcal",
    "µg", "μg", "thước", "gang", "tấc", "phân vàng", "chỉ vàng", "lượng vàng", "chỉ", "bar", "atm", "pixel",
    "megapixel", "đi ốp", "đi-ốp", "đi-ôp", "tấc đất", "mah", "ah", "wh", "mmhg", "ppm", "kpa", "mpa", "lux",
)  # fmt: skip
DURATIONS = (
    "năm", "tháng", "tuần lễ", "tuần", "ngày làm việc", "ngày đêm", "ngày", "giờ đồng hồ", "tiếng đồng hồ", "giờ",
    "tiếng", "phút", "giây", "quý", "thập kỷ", "thập niên", "thế kỷ", "nhiệm kỳ", "học kỳ", "niên độ", "mùa", "đêm",
)  # fmt: skip
AGES = ("tháng tuổi", "tuần tuổi", "ngày tuổi", "tuổi đời", "tuổi")
SCORES = ("điểm", "hệ số", "chỉ số", "điểm số", "độ richter", "độ lớn", "elo")
TIMES = ("lần",)
# Behind "ngày", "năm" and the like these make a thing that is counted, not a stretch of time.
COUNTED_TIME = ("ngày công", "công lao động", "giờ bay", "ngày giường")

# Classifiers and nouns that stand behind a number in the press whatever pyvi's tag: they never make a label.
COUNT_NOUNS = (
    "người", "hộ", "con", "chiếc", "cái", "cuốn", "quyển", "bộ", "đồng chí", "đ/c", "em", "cháu", "trẻ", "vụ", "ca",
    "cas", "trường hợp", "lượt", "suất", "căn", "ngôi", "cây", "đơn vị", "tổ chức", "tổ chức đảng", "dự án",
    "công trình", "mô hình", "sản phẩm", "doanh nghiệp", "hợp tác xã", "htx", "cơ sở", "xã", "phường", "thị trấn",
    "huyện", "tỉnh", "thành phố", "thị xã", "quận", "thôn", "bản", "ấp", "khóm", "buổi", "giường", "liều",
    "học sinh", "sinh viên", "giáo viên", "cán bộ", "công chức", "viên chức", "đảng viên", "đại biểu", "cử tri",
    "phiếu", "bậc", "giải", "huy chương", "hồ sơ", "lao động", "công nhân", "bệnh nhân", "cấp ủy viên", "ủy viên",
    "bị hại", "thanh thiếu niên", "thiếu niên", "tờ khai", "tờ rơi", "bằng khen", "giấy khen", "huân chương",
    "phiên", "đôi", "cặp", "làng", "tập", "ngôi nhà", "cách làm", "việc làm", "chi, đảng bộ", "bí thư", "đối tượng",
    "tập thể", "cá nhân", "gia đình", "hội viên", "đoàn viên", "chỉ tiêu", "tiêu chí", "chức danh", "biên chế",
    "địa phương", "quốc gia", "nước", "bị cáo", "bị can", "tên", "thí sinh", "hạng mục", "gói thầu", "tuyến", "lớp",
    "trường", "phòng", "văn bản", "nghị quyết", "ý kiến", "thủ tục", "nhiệm vụ", "giải pháp", "nội dung",
    "lĩnh vực", "phương tiện", "xe", "ô tô", "tàu", "khẩu", "viên", "gói", "túi", "bao cao su", "bao", "thùng",
    "hộp", "chai", "lon", "tờ", "bức", "tấm", "bài thi", "bài", "tác phẩm", "hạt", "quả", "trái", "bông", "gốc",
    "đàn", "ao", "lồng", "bè", "giống", "loài", "loại", "nhóm", "đội", "đoàn", "tổ", "chi bộ", "đảng bộ", "khách",
    "du khách", "chuyến", "cuộc", "hội nghị", "lễ hội", "di tích", "điểm", "khu", "cụm", "trạm", "trung tâm",
    "bệnh viện", "nhà", "phần", "phần quà", "suất quà", "thành viên", "vận động viên", "cầu thủ", "bàn thắng",
    "trận", "vòng", "hiệp", "tài khoản", "cổ phiếu", "mã", "giao dịch", "hợp đồng", "tín chỉ", "nhân khẩu",
    "thương binh", "liệt sĩ", "nạn nhân", "ổ dịch", "nhà đầu tư", "nhà thầu", "nhà giáo", "nhà khoa học", "nhà báo",
    "nhà máy", "nhà hàng", "nhà ở", "nhà văn hóa", "thanh niên", "phụ nữ", "nhân viên", "hành khách", "cổ đông",
    "thuê bao", "container", "báo cáo",
)  # fmt: skip
# Nouns that say what is counted only together with the noun behind them: bài thi, trạm y tế.
PAIRED = frozenset(
    {
        "bài", "nhà", "cột", "bản", "trạm", "điểm", "khu", "phòng", "ổ", "tổ", "cơ", "máy", "trường", "trung tâm",
        "đài", "hạng",
    }
)
# A thing named together with its classifier: the classifier alone says too little.
CLASSIFIERS = frozenset({
    "con", "chiếc", "cái", "cuốn", "quyển", "bộ", "căn", "cây", "khẩu", "viên", "tờ", "bức", "tấm", "quả", "trái",
    "bông", "suất", "lượt", "vụ", "ca", "đơn vị", "liều", "gói", "túi", "bao cao su", "bao", "thùng", "hộp", "chai",
    "lon", "hạt", "đàn", "giải", "trường hợp", "tên", "tập", "đôi", "cặp", "mảnh", "mẻ", "toa",
})  # fmt: skip


def alternatives(words) -> str:
    """Regex alternation of `words`, longest first, escaped."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# Words whose first syllable is also a unit or a counting noun: the longer word is meant.
LONGER_WORDS = {
    "đồng": ("chí", "đội", "nghiệp", "bào", "hồ", "phạm", "hương", "chủ tịch", "giám đốc", "tác giả", "phục", "ý",
          "tình",
             "thuận", "lòng", "loạt", "thời", "bộ", "hành", "đều", "quan điểm"),
    "năm": ("học", "thanh niên"), "ngày": ("công", "giường"), "ngày công": ("chiếu", "bố", "tác"), "giờ": ("bay",
          "học", "giảng", "dạy"),
    "tiếng": ("anh", "việt", "pháp", "trung", "nhật", "hàn", "nói", "nước", "dân tộc", "nga", "đức", "mẹ đẻ",
          "súng", "nổ"),
    "mùa": ("giải", "vụ", "lúa", "vàng"), "độ": ("tuổi", "dốc", "cao"), "cân": ("đối", "bằng"), "tuần": ("tra",),
    "chỉ": ("tiêu", "số", "thị", "huy", "đạo", "giới"), "đô": ("thị", "vật", "la"), "yên": ("bái",),
    "quý": ("khách", "vị", "ông", "bà", "đại biểu"), "ký": ("kết", "túc", "hiệu", "ức"), "thước": ("phim",),
    "đêm": ("nhạc", "diễn", "chung kết"),
    "giải": ("ngân", "quyết", "pháp", "phóng", "thể", "trình", "tỏa", "toả", "cứu", "thích", "trí", "tán", "khát",
          "đáp"),
    "tổ": ("chức",), "bộ": ("phận", "trưởng", "đội", "công an", "y tế", "quốc phòng", "giáo dục", "tài chính",
          "nội vụ"),
    "đội": ("ngũ", "viên"), "đoàn": ("kết", "thể", "viên"), "phần": ("lớn", "trăm", "đông", "nào", "nhiều"),
    "tên": ("lửa", "gọi", "tuổi"), "ca": ("ngợi", "sĩ"), "nước": ("mắt", "ngoài", "uống", "sạch", "lũ", "biển",
          "thải", "rút"),
    "bản": ("thân", "lĩnh", "sắc", "đồ", "án", "chất"), "trái": ("phép", "phiếu", "ngược"), "quả": ("thật",),
    "bao": ("gồm", "giờ", "phủ", "vây", "nhiêu", "tiêu"), "loại": ("bỏ", "trừ", "khỏi"), "giống": ("như", "nhau"),
    "khách": ("quan",), "con": ("người", "số", "đường"), "hiệp": ("hội", "định"), "bức": ("xúc", "bách"),
    "đàn": ("áp",),
    "phòng": ("chống", "ngừng", "ngừa", "cháy", "thủ", "bệnh", "dịch"), "nhà": ("nước",), "em": ("gái", "trai"),
}  # fmt: skip
LONGER = LONGER_NUMBER_WORDS | {
    unit: re.compile(rf"\s+(?:{alternatives(behind)})(?![^\W_])") for unit, behind in LONGER_WORDS.items()
}


def _part_of_a_word(low: str, word: str, end: int) -> bool:
    longer = LONGER.get(word)
    return longer is not None and longer.match(low, end) is not None


def unit_pattern(words) -> str:
    """Regex alternation of units or nouns, each up to the end of a word and not as the beginning of a longer word."""
    return "|".join(
        re.escape(word)
        + (r"(?![^\W_]|-)" if len(word) == 1 else r"(?![^\W_])")
        + (f"(?!{LONGER[word].pattern})" if word in LONGER else "")
        for word in sorted(words, key=len, reverse=True)
    )


TABLES = (
    ("points", POINTS), ("percent", PERCENT), ("rate", FIXED_RATES), ("age", AGES), ("money", tuple(MONEY)),
    ("counted_time", COUNTED_TIME), ("measure", MEASURES), ("duration", DURATIONS), ("times", TIMES),
)  # fmt: skip
_FAMILY = {word: family for family, words in reversed(TABLES) for word in words}


class WordIndex:
    """The longest entry of a word table at a place of a text, found by its first two letters."""

    def __init__(self, words):
        self._entries: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._entries.setdefault(word[:2], []).append(word)

    def at(self, low: str, place: int) -> str:
        """The entry that begins at `place` of a lower-case text and ends a word there, '' if there is none."""
        for key in (low[place : place + 2], low[place : place + 1]):
            for word in self._entries.get(key, ()):
                end = place + len(word)
                if low.startswith(word, place) and not low[end : end + 1].isalnum():
                    # "vòng 17 V-League": a letter with a hyphen behind it begins a name
                    return "" if len(word) == 1 and low[end : end + 1] == "-" and word.isalpha() else word
        return ""


_UNITS, _COUNT_NOUNS = WordIndex(_FAMILY), WordIndex(COUNT_NOUNS)
_COMRADE = re.compile(r"/c(?![^\W_])")  # "đ/c" is a comrade, "đ" alone is money


class Unit(NamedTuple):
    """A unit found behind a number: its span, its name, and the table it stands in ('noun' for a counted noun)."""

    start: int
    end: int
    name: str
    family: str


def _past_space(low: str, at: int) -> int:
    while low[at : at + 1].isspace():
        at += 1
    return at


def table_unit(low: str, at: int) -> Unit | None:
    """The unit of measure, money, time or share printed at `at` of a lower-case text, if there is one.

    >>> table_unit("90 tạ/ha lúa", 2)
    Unit(start=3, end=8, name='tạ/ha', family='measure')
    >>> table_unit("22 đồng chí", 2), table_unit("5 năm thanh niên", 9)
    (None, None)
    """
    start = _past_space(low, at)
    word = _UNITS.at(low, start)
    end = start + len(word)
    if not word or _COMRADE.match(low, end) or _part_of_a_word(low, word, end):
        return None
    family = "measure" if _FAMILY[word] == "rate" else _FAMILY[word]
    name = {"money": MONEY.get(word), "percent": "%", "points": "điểm phần trăm"}.get(family, word)
    return Unit(start, end, name, family)


def count_noun(low: str, at: int) -> Unit | None:
    """The classifier or counting noun of the table printed at `at` of a lower-case text, if there is one."""
    start = _past_space(low, at)
    word = _COUNT_NOUNS.at(low, start)
    if not word or _part_of_a_word(low, word, start + len(word)):
        return None
    return Unit(start, start + len(word), word, "noun")
