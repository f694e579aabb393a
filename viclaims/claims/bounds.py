"""Words that bound a number: "hơn 6.400" is more than 6,400, "từ 5 năm trở lên" is five years or more."""

from __future__ import annotations

import re

from viclaims.claims.units import alternatives

# Qualifier -> the words before a number that give it. Longer entries win: "không quá" is not "quá".
BEFORE = {
    ">": ("hơn", "trên", "quá", "vượt quá", "nhiều hơn mức", ">", "hơn cả"),
    "<": ("dưới", "chưa đến", "chưa tới", "chưa đầy", "không đến", "không tới", "không đầy", "không đủ",
        "chưa đủ", "chưa được", "<",
          "thấp hơn mức"),
    "~": ("gần", "khoảng", "xấp xỉ", "chừng", "ngót", "ngót nghét", "trên dưới", "gần bằng", "tầm",
        "cỡ", "áng chừng", "ước chừng",
          "vào khoảng", "~", "≈", "⁓", "suýt soát", "độ khoảng", "gần như"),
    ">=": ("ít nhất", "tối thiểu", "không dưới", "không ít hơn", "không thấp hơn", "không nhỏ hơn", "≥",
        "thấp nhất phải"),
    "<=": ("tối đa", "nhiều nhất", "không quá", "không vượt quá", "chưa quá", "không hơn",
        "không cao hơn", "không nhiều hơn",
           "không lớn hơn", "≤"),
}  # fmt: skip
# Small words that may stand between a bound and its number: "ít nhất là 3 năm", "tối thiểu đạt 90%".
BETWEEN = {
    ">=": ("là", "có", "phải", "phải có", "phải đạt", "đạt", "được", "từ", "cũng", "bằng", "thêm",
        "còn", "trong", "mỗi năm", "gồm", "cũng phải"),
    "<=": ("là", "được", "từ", "có", "bằng", "đạt", "trong", "còn", "cho", "chỉ", "thêm"),
    "~": ("từ", "bằng", "là", "cả", "gấp"),
    ">": ("từ", "tới", "đến", "mức", "gấp"),
    "<": ("từ", "mức"),
}  # fmt: skip
# Behind one of these "hơn" compares and does not bound: "nhiều hơn 212 lượt".
COMPARED = (
    "cao", "thấp", "nhiều", "ít", "lớn", "nhỏ", "bé", "dài", "ngắn", "nhanh", "chậm", "sớm", "muộn", "tốt", "kém",
    "rộng", "hẹp", "sâu", "xa", "mạnh", "yếu", "đông", "rẻ", "đắt", "nặng", "nhẹ", "già", "trẻ", "kỹ", "rõ", "chặt",
    "đúng", "đẹp", "mới", "cũ", "nông", "dày", "mỏng", "tuổi", "dễ", "khó", "cụ thể", "chi tiết", "hiệu quả", "sát",
    "nghiêm", "chặt chẽ", "tích cực", "chủ động", "phải chăng",
)  # fmt: skip
# "trên" and "dưới" say where, not how many, before these: "trên 3 tuyến đường", "dưới 2 hình thức".
PLACED_ON = (
    "tuyến", "lĩnh vực", "mặt trận", "phương diện", "mặt", "khía cạnh", "địa bàn", "nền tảng", "trang", "sông",
    "kênh", "cánh đồng", "sân", "trục", "chuyến", "cơ sở", "phương tiện", "xe", "tàu", "tờ báo", "mạng", "đường",
    "con đường", "cây cầu", "hình thức", "góc độ", "mái", "tán", "chân", "cả", "bình diện", "ứng dụng", "sàn",
    "thửa", "nhóm", "trụ cột", "thị trường", "vùng biển", "tầng", "đảo", "hòn đảo", "bờ", "vai", "bàn",
    "chiến trường", "tay",
)  # fmt: skip
# "dài hơn 100 m" measures, "cao hơn 100 m" may compare.
DIMENSION_WORDS = ("dài", "rộng", "sâu", "nặng", "dày", "xa", "kéo dài")  # fmt: skip
PLACED_AFTER = (
    "tính", "dựa", "đặt", "ngồi", "đứng", "ghi", "nằm", "phát", "đăng", "thí điểm", "thực hiện", "diễn ra",
    "triển khai", "tổ chức", "huấn luyện",
)  # fmt: skip

# "gần" says where behind these: "nằm gần hai bệnh viện".
NEAR_AFTER = ("nằm", "sống", "trọ", "đóng quân", "đỗ", "đậu")

_QUALIFIER = {word: qualifier for qualifier, words in BEFORE.items() for word in words}
_LONGEST = max(len(word.split()) for word in _QUALIFIER)
_FILLER = max(len(word.split()) for words in BETWEEN.values() for word in words)
_LAST_WORDS = frozenset(
    words.split()[-1] for words in (*_QUALIFIER, *(words for fillers in BETWEEN.values() for words in fillers))
)
_OPENING = "([“\"'‘«"
_COMPARED = re.compile(rf"(?<![^\W_])(?:{alternatives(COMPARED)})\s+(?:hơn|quá)(?:\s+[^\W\d_]+)?\s*$")
DIMENSION = re.compile(rf"(?<![^\W_])(?:{alternatives(DIMENSION_WORDS)})\s+hơn\s*$")
_PLACED_ON = re.compile(rf"\s*(?:{alternatives(PLACED_ON)})(?![^\W_])")
_PLACED_AFTER = re.compile(rf"(?<![^\W_])(?:{alternatives(PLACED_AFTER)})\s+(?:trên|dưới)\s*$")
_NEAR_AFTER = re.compile(rf"(?<![^\W_])(?:{alternatives(NEAR_AFTER)})\s+gần\s*$")
_SIZE_GRADE = re.compile(r"\s*[^\W\d_]+\s?/\s?(?:kg|ký|cân)(?![^\W_])")  # "tôm cỡ 50 con/kg"
_FROM = re.compile(r"(?<![^\W_])từ(?:\s+(?:đủ|khoảng|trên|mức))?\s*$")
_OPEN_NEAR = re.compile(r"(?:\s*%)?(?:\s+[^\W\d_]+){0,3}?\s+trở\s+(lên|xuống)(?![^\W_])")
_OPEN_FAR = re.compile(r"(?:\s*%)?(?:\s*/?[^\W\d_]+|\s+[^\W\d_]+,(?=\s)){0,14}?\s+trở\s+(lên|xuống)(?![^\W_])")
OPEN_BOUND = {"lên": ">=", "xuống": "<="}
REACH = 32


def qualifier_at(low: str, start: int, end: int, family: str = "noun") -> str:
    """The qualifier of the number low[start:end]: '', '>', '<', '~', '>=' or '<='; `family` is its unit's table.

    >>> [qualifier_at(low, low.index("5"), low.index("5") + 1) for low in
    ...  ["hơn 5 ha", "nhiều hơn 5 lượt", "từ 5 năm công tác trở lên", "không quá 5 ngày", "trên 5 tuyến"]]
    ['>', '', '>=', '<=', '']
    """
    before = low[max(0, start - REACH) : start]
    opened = _opened(low, before, end)
    return opened or _before(low, before, end, family)


def _opened(low: str, before: str, end: int) -> str:
    behind = low[end : end + 120]
    if "trở" not in behind:
        return ""
    pattern = _OPEN_FAR if _FROM.search(before) else _OPEN_NEAR
    match = pattern.match(behind)
    return OPEN_BOUND[match[1]] if match else ""


def _before(low: str, before: str, end: int, family: str) -> str:
    """The bound that ends before the number, the longest first, small words of BETWEEN taken off."""
    words = [word.lstrip(_OPENING) for word in before.split()]
    if not words or words[-1] not in _LAST_WORDS:
        return ""
    for small in range(min(_FILLER, len(words)) + 1):
        kept = words[: len(words) - small]
        filler = " ".join(words[len(words) - small :])
        for size in range(min(_LONGEST, len(kept)), 0, -1):
            word = " ".join(kept[-size:])
            qualifier = _QUALIFIER.get(word)
            if qualifier and (not small or filler in BETWEEN[qualifier]):
                return "" if _is_comparison(low, before, word, end, family) else qualifier
    return ""


def _is_comparison(low: str, before: str, word: str, end: int, family: str) -> bool:
    if word == "hơn" and family in ("measure", "duration") and DIMENSION.search(before):
        return False
    if word in ("hơn", "quá"):
        return _COMPARED.search(before) is not None
    if word in ("trên", "dưới"):
        return _PLACED_ON.match(low, end) is not None or _PLACED_AFTER.search(before) is not None
    if word == "gần":
        return _NEAR_AFTER.search(before) is not None
    return word == "cỡ" and _SIZE_GRADE.match(low, end) is not None
