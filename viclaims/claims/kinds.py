"""What kind of figure a number is: a level (count, share, money ...), a change, a ratio.

The unit decides most; the words before the number tell a change from a level and a rate from a count.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viclaims.claims.bounds import DIMENSION
from viclaims.claims.units import alternatives

if TYPE_CHECKING:
    from viclaims.claims.unit_readers import Reading, Sentence

# The number is the size of the change itself.
CHANGE_VERBS = (
    "tăng", "giảm", "cắt giảm", "tinh giản", "tinh gọn", "sụt giảm", "suy giảm", "hụt", "thâm hụt", "vượt",
    "tăng thêm", "giảm thêm", "nhích", "nhích thêm", "tụt", "chênh lệch", "chênh", "rút ngắn", "mất thêm",
    "bổ sung thêm", "thêm", "bớt", "giảm bớt", "sụt", "dôi", "co lại", "lùi", "mở rộng thêm", "tăng trưởng",
    "lạm phát", "biến động", "kéo giảm", "hạ", "nâng thêm", "đội vốn", "leo dốc", "bật tăng", "tăng tốc", "lao dốc",
    "rơi", "đi xuống", "đi lên", "cộng thêm", "bay hơi", "bốc hơi", "tăng vọt", "giảm sâu", "tăng giá",
)  # fmt: skip
NOT_CHANGE = ("tăng cường", "tăng ca", "giảm nghèo", "giảm giá", "vượt khó", "tăng gia", "giảm án",
    "tăng cân", "vượt biên", "vượt qua", "vượt quá", "vượt mốc", "vượt ngưỡng",
              "vượt cạn")  # fmt: skip
# Between the verb and the number these keep the change: "tăng bình quân hơn 8%".
CHANGE_FILLERS = (
    "thêm", "được", "bình quân", "trung bình", "khoảng", "gần", "hơn", "trên", "dưới", "mạnh", "nhẹ", "tối thiểu",
    "ít nhất", "chỉ", "chừng", "là", "mỗi năm", "hằng năm", "hàng năm", "tương ứng", "tới", "đến", "từ", "xấp xỉ",
    "ước", "ngót", "không quá", "tối đa", "chưa đến", "quá", "chưa tới", "chưa đầy", "nhanh", "đều", "vọt", "sâu",
    "cao", "tiếp", "năm", "thuần", "bớt", "đi", "trưởng", "sốc", "âm", "lên tới", "lên đến", "không dưới",
    "nhiều nhất", "đáng kể", "số", "tổng cộng", "lần lượt", "tiếp tục", "mới", "vốn", "vượt", "hết", "giảm", "tăng",
    "đạt", "kỷ lục", "vụt", "mức", "đột biến", "dự toán", "kế hoạch", "chỉ tiêu", "mục tiêu", "mạnh nhất", "sàn",
    "trần", "phiên thứ", "thu", "chi",
)  # fmt: skip
COMPARED = ("cao", "thấp", "nhiều", "ít", "lớn", "nhỏ", "dài", "ngắn", "nhanh", "chậm", "sớm", "muộn",
    "rộng", "hẹp", "sâu", "xa", "nặng",
            "nhẹ", "rẻ", "đắt", "già", "trẻ", "kém", "đông", "tốt", "mạnh")  # fmt: skip
# A growth rate is a change whatever the verb behind it: "tốc độ tăng trưởng đạt 7,5%".
GROWTH = ("tăng trưởng", "tốc độ tăng", "mức tăng", "mức giảm", "tỷ lệ tăng", "tỉ lệ tăng", "độ tăng",
    "biên độ giảm", "biên độ tăng", "đà tăng",
          "lạm phát", "tốc độ phát triển", "chỉ số sản xuất công nghiệp tăng")  # fmt: skip
# Behind the verb these name the level that was reached: "giảm còn 2,05%", "tăng lên 5.872".
LEVEL = ("còn", "lên", "xuống", "xuống còn", "chỉ còn", "lên mức", "xuống mức", "lên thành", "về",
    "về mức", "lên hơn", "còn khoảng", "thành", "lên trên", "xuống dưới", "lên gần", "lên khoảng", "xuống gần",
    "còn gần", "còn hơn",
         "còn dưới")  # fmt: skip
RATIO_VERBS = (
    "gấp", "bằng", "tăng", "vượt", "giảm", "hơn", "kém", "cao", "thấp", "nhân", "lớn", "nhiều", "gần", "tới", "đến",
    "khoảng", "ít", "lên",
)  # fmt: skip
TIMES_BEHIND = (
    "so với", "cùng kỳ", "mức", "quy chuẩn", "giới hạn", "kế hoạch", "năm", "bình quân", "trung bình", "tiêu chuẩn",
    "quy định",
)  # fmt: skip
AVERAGE = ("bình quân", "trung bình", "tính bình quân", "bình quân mỗi", "mật độ")
# These end a comparison: "ngắn hơn nhưng không dưới 24 tháng".
ENDS_COMPARISON = ("có", "là", "đạt", "với", "được", "nhưng", "và", "mà", "không", "phải", "song")
# Between two numbers these begin something new, so that the second does not go on with the change of the first.
BEGINS_ANEW = (
    "đạt", "còn", "có", "bằng", "chiếm", "lên", "xuống", "là", "gồm", "ước", "được", "thu", "chi", "với", "trong đó",
    "đã", "sẽ", "hiện", "khi", "nhưng", "do", "để", "từ", "đến", "cho", "mức", "tỷ lệ", "tỉ lệ", "lãi", "trị giá",
    "so", "trên", "dưới", "gần", "khoảng", "hơn",
)  # fmt: skip

_FILL = alternatives(CHANGE_FILLERS)
_NOT = alternatives(NOT_CHANGE)
_CHANGE = re.compile(
    rf"(?<![^\W_])(?!{_NOT})(?:{alternatives(CHANGE_VERBS)})"
    r"(?:\s+(?:tỷ lệ|tỉ lệ|số|lượng|tổng|mức)\s+[^,;.:()0-9]{1,30}?)?"
    rf"[”’\"']?(?:\s+(?:{_FILL})|\s+so với [^,;.]{{2,60}}?)*\s*[(+-]?$"
)  # fmt: skip
_COMPARED = re.compile(
    rf"(?<![^\W_])(?:{alternatives(COMPARED)})\s+hơn(?![^\W_])"
    rf"(?:\s+(?!(?:{alternatives(ENDS_COMPARISON)}) )[^\s,;.0-9]+){{0,9}}?\s*(?:{_FILL}\s*)*$"
)  # fmt: skip
# "vượt quá tốc độ cho phép 12 km/h", "chênh lệch mua - bán 2 triệu đồng"; "không vượt quá 12" bounds a level.
_BEYOND = re.compile(r"(?<![^\W_])(?:vượt quá(?:\s+[^\W\d_]+){2,6}|chênh lệch\s+[^,;.:()0-9]{2,25})\s+$")
# "kém kỷ lục 0,07 giây", but not "7 giờ kém 15 phút" and "yếu kém".
_LAGS = re.compile(r"(?<![^\W_])(?<!yếu )(?<!giờ )kém\s+(?:[^\W\d_]+\s+){0,6}$")
_GROWTH = re.compile(rf"(?<![^\W_])(?:{alternatives(GROWTH)})(?![^\W_])(?!\s+(?:lên|xuống|còn)\s)[^,;.:]{{0,80}}$")
_FROM_LEVEL = re.compile(r"(?<![^\W_])từ(?:\s+(?:mức|khoảng|hơn|gần|trên))?\s*$")
_WAY = re.compile(r"\s*(?:km|m|mét|hải lý|cây số)(?![^\W_/])(?!/)")  # "vượt 17 km đường rừng"
_OPEN = re.compile(r"[^,;.0-9]{0,30}\strở\s+(?:lên|xuống)")
_TO_LEVEL = re.compile(r"[^;.]{0,60}?(?<![^\W_])(?:xuống|lên|còn|về|thành)(?![^\W_])")
_LEVEL = re.compile(rf"(?<![^\W_])(?:{alternatives(LEVEL)})\s*$")
_MORE_BEHIND = re.compile(r"(?:\s+[^\W\d_]+){1,3}?\s+nữa(?![^\W_])")
_ONLY_NOUNS = re.compile(r"[^;.:()0-9]{0,32}")
_NEW_VERB = re.compile(rf"(?<![^\W_])(?:{alternatives(BEGINS_ANEW)})(?![^\W_])")
_RATIO_BEFORE = re.compile(
    rf"(?<![^\W_])(?:{alternatives(RATIO_VERBS)})(?:\s+[^\W\d_]+){{0,3}}?\s*$|(?<![^\W_])vượt(?:\s+[^\W\d_]+){{0,7}}\s*$"
)
_TIMES_BEHIND = re.compile(rf"\s*(?:{alternatives(TIMES_BEHIND)})(?![^\W_])|\s*/")
_AVERAGE = re.compile(rf"(?<![^\W_])(?<!dân số )(?:{alternatives(AVERAGE)})(?![^\W_])[^,;.]*$")
_COMPARED_TO = re.compile(r"\s+so với [^,;.:()0-9]{2,40}?(?=\s+và\s|,)")
_EQUALS = re.compile(
    r"[^;.:()0-9]{0,24},?\s*\(?\s*(?:tương đương|tương ứng|tức|ứng với)"
    r"(?:\s+(?:với|gần|khoảng|hơn|tỷ lệ|mức|giảm|tăng))*\s*|[^;.:0-9]{0,24}\(\s*"
)
_CHANGE_FIRST = frozenset(word.split()[0] for word in CHANGE_VERBS)
_GROWTH_FIRST = frozenset(word.split()[0] for word in GROWTH)
REACH = 90


def is_change(low: str, start: int, end: int, family: str, is_range: bool = False) -> bool:
    """Whether the number low[start:end] is the size of an increase, a decrease or a difference.

    >>> low = "giảm 84 đơn vị"; is_change(low, 5, 7, "noun")
    True
    >>> low = "tăng lên 5.872 đảng viên"; is_change(low, 9, 14, "noun")
    False
    """
    before = low[max(0, start - REACH) : start]
    if family == "points":
        return True
    if family in ("measure", "duration") and DIMENSION.search(before):
        return False
    if "từ" in before and _FROM_LEVEL.search(before) and not is_range and not _OPEN.match(low, end):
        return _compares(before) and not _TO_LEVEL.match(low, end)
    if before.rstrip().endswith(LEVEL) and _LEVEL.search(before):
        return False
    change = _CHANGE.search(before) if _holds(before, _CHANGE_FIRST) else None
    if change and change[0].startswith(("thêm", "cộng thêm", "bổ sung thêm", "hạ")) and family == "money":
        return False
    if change and not (change[0].startswith("vượt") and _WAY.match(low, end)):
        return True
    if ("vượt quá" in before or "chênh lệch" in before) and _BEYOND.search(before):
        return True
    if family == "noun" and _MORE_BEHIND.match(low, end) and "thêm" in before[-12:]:
        return True
    return _compares(before) or family == "percent" and _grows(before)


def _holds(before: str, first_words: frozenset[str]) -> bool:
    """Whether one of `first_words` stands in the text at all: cheaper than the pattern that begins with them."""
    words = before.replace("“", " ").split() if "“" in before else before.split()
    return not first_words.isdisjoint(words)


def _compares(before: str) -> bool:
    if "kém" in before and _LAGS.search(before):
        return True
    return "hơn" in before and not before.endswith("hơn mức ") and _COMPARED.search(before) is not None


def _grows(before: str) -> bool:
    return _holds(before, _GROWTH_FIRST) and _GROWTH.search(before) is not None


def continues_change(low: str, end_before: int, start: int) -> bool:
    """Whether a number goes on with the change before it: "giảm 18 vụ, 11 người chết và 25 người bị thương"."""
    between = _COMPARED_TO.sub("", low[end_before:start])
    if _EQUALS.fullmatch(between):
        return True
    return (
        ("," in between or " và " in between)
        and _ONLY_NOUNS.fullmatch(between) is not None
        and not _NEW_VERB.search(between)
    )


def times_kind(low: str, start: int, unit_end: int) -> str:
    """Kind of a number of "lần": a ratio where something is compared, else a count of occasions.

    >>> times_kind("gấp 1,6 lần", 4, 11), times_kind("đã hai lần bị nhắc nhở", 3, 11)
    ('ratio', 'count')
    """
    before = low[max(0, start - 40) : start]
    return "ratio" if _RATIO_BEFORE.search(before) or _TIMES_BEHIND.match(low, unit_end) else "count"


def is_average(low: str, start: int) -> bool:
    """Whether the clause before the number says that it is an average: "bình quân mỗi xã đạt 17,6 tiêu chí"."""
    return _AVERAGE.search(low[max(0, start - REACH) : start]) is not None


LEVEL_KINDS = {
    "percent": "share", "fraction": "share", "money": "money", "measure": "measure", "duration": "duration",
    "age": "age", "score": "other", "noun": "count", "points": "change", "times": "count",
}  # fmt: skip
_YOUNGER = re.compile(r"(?<![^\W_])(?:giảm|tăng|trẻ hơn|già hơn|hơn|kém)\s+(?:[^\W\d_]+\s+){0,4}$")
_CHANGED_BY = re.compile(r"(?<![^\W_])(?:giảm|tăng|cắt giảm|cắt|bớt)\s+(?:(?:thêm|tới|đến|gần|hơn|khoảng|được)\s+)*$")


def kind_of(sentence: Sentence, reading: Reading) -> str:
    """The kind of a claim whose unit is known, the first that fits: change, ratio, then the level of its unit."""
    low, start, family = sentence.low, reading.expression.start, reading.family
    if family == "times":
        return "ratio" if reading.rate else times_kind(low, start, reading.unit_end)
    if _says_change(low, reading) or _goes_on_with_change(sentence, reading):
        return "change"
    if family == "noun" and reading.expression.form != "of" and _is_rate(sentence, reading):
        return "ratio"
    return LEVEL_KINDS[family]


def _says_change(low: str, reading: Reading) -> bool:
    expression, family = reading.expression, reading.family
    if expression.signed:
        return family != "measure"
    before = low[max(0, expression.start - 40) : expression.start]
    if family == "fraction":
        return _CHANGED_BY.search(before) is not None
    if family == "age" and not _YOUNGER.search(before):
        return False
    return is_change(low, expression.start, expression.end, family, expression.form == "range")


def _goes_on_with_change(sentence: Sentence, reading: Reading) -> bool:
    last = sentence.read[-1] if sentence.read else None
    if last is None or last.kind != "change" or reading.family not in (last.family, "percent"):
        return False
    return continues_change(sentence.low, last.unit_end, reading.expression.start)


def _is_rate(sentence: Sentence, reading: Reading) -> bool:
    """A rate, an average, or a thing counted in fractions, which can only be an average."""
    start = reading.expression.start
    in_parts = reading.expression.value % 1 and reading.expression.value < 1000  # two thirds of a million are a count
    if reading.rate or in_parts or is_average(sentence.low, start):
        return True
    base = next((s for s in reversed(sentence.roles_before(start)) if s.rule.startswith("out_of_every")), None)
    # "cứ 5 ca thì 4 ca chưa tiêm đủ hai mũi": the first number behind the base is the rate.
    return base is not None and not any(reading.expression.start > base.start for reading in sentence.read)
