"""Number words that are also other words or parts of names: năm (year), ba (father), chín (ripe), một (a), Tư, Sáu.

A numeral of several words ("năm mươi lăm") needs no such care; of a single word each has its own question.
"""

from __future__ import annotations

import re

from viclaims.claims.numerals import Numeral
from viclaims.claims.units import alternatives, count_noun, table_unit

# Words that make the amount vague: nothing is counted.
VAGUE_BEFORE = ("hàng", "vài", "dăm", "mấy", "bao", "cả hàng", "đến hàng", "mươi")
# Behind "năm" these show a year; before it too.
YEAR_BEHIND = (
    "nay", "nào", "mới", "ngoái", "sau", "trước", "qua", "học", "tới", "đầu", "cuối", "này", "đó", "ấy", "kia",
    "thứ", "nhất", "gần", "liền", "liên", "tuổi", "tài", "sinh", "du", "bản", "kế", "hai", "đầu tiên", "thì", "là",
    "kỷ", "cùng", "của", "và", "đã", "có", "được", "xưa", "âm", "dương", "giáp", "ất", "bính", "đinh", "mậu", "kỷ",
    "canh", "tân", "nhâm", "quý",
)  # fmt: skip
YEAR_BEFORE = (
    "hằng", "hàng", "mỗi", "các", "những", "đầu", "cuối", "giữa", "nhiều", "mấy", "từng", "quanh", "suốt", "theo",
    "một", "vài", "bao", "hết", "cùng", "qua", "tổng kết", "lâu", "nửa", "sang", "trong", "trung bình", "bình quân",
    "so với", "chào", "mừng", "ra", "tròn", "lớp", "khóa", "cả", "toàn",
)  # fmt: skip
# Two words that mean no number together.
IDIOMS = (
    "hai bên đường", "hai bên bờ", "hai bên cánh", "ba mẹ", "ba má", "ba lô", "ba rọi", "ba gác", "ba hoa",
    "bốn mùa", "bốn phương", "năm châu", "bốn bề", "bốn phía", "tám chuyện", "chín muồi", "chín rộ", "chín vàng",
    "chín đều", "chín đỏ", "hai lòng", "ba phải", "sáu câu", "một lòng", "hai chiều", "một chiều", "ba miền",
    "hai miền", "hai đầu", "hai tay", "bảy sắc", "ba cây", "mười mươi", "hai mặt", "ba tê", "hai sương", "ba chìm",
    "bảy nổi", "ba hồn", "bảy vía", "năm thì", "mười họa", "năm cha", "ba bề", "bốn bên", "chín suối",
    "chín bỏ", "năm lần bảy lượt", "bảy lượt", "ba chân bốn cẳng", "bốn cẳng", "hai năm rõ mười", "ba đầu",
    "sáu tay", "ba bảy", "hai lúa", "ba que", "chín người mười ý", "ba khía", "ba chỉ", "ba ba",
    "ba trợn", "ba lăng nhăng",
)  # fmt: skip
ONE_AFTER = (
    "ít nhất", "ít nhất là", "tối thiểu", "tối thiểu là", "tối đa", "tối đa là", "không quá", "nhiều nhất",
    "không dưới", "hơn", "khoảng", "chưa đầy", "chưa đến", "chưa tới", "xấp xỉ", "ít nhất có", "có ít nhất",
    "chừng", "ngót",
)  # fmt: skip
SOME_DAY = ("nào", "kia", "nọ", "xa", "mới", "đẹp", "gần", "không xa", "đáng")
HALF_AFTER = (
    "quá", "hơn", "gần", "khoảng", "phân", "già", "chưa đến", "chưa tới", "chưa đầy", "xấp xỉ", "ít nhất", "tới",
    "đến",
)  # fmt: skip

_VAGUE = re.compile(rf"(?<![^\W_])(?:{alternatives(VAGUE_BEFORE)})\s+$")
# Behind these a number word is part of a name: ngã ba, ngã tư.
NAME_BEFORE = ("ngã",)
_NAME_BEFORE = re.compile(rf"(?<![^\W_])(?:{alternatives(NAME_BEFORE)})\s+$")
_IDIOM = re.compile(rf"(?:{alternatives(IDIOMS)})(?![^\W_])")
_YEAR_BEHIND = re.compile(rf"\s+(?:{alternatives(YEAR_BEHIND)}|[0-9])(?![^\W_])|\s*[,.;:)!?…]|\s*$|\s+[0-9]")
_YEAR_BEFORE = re.compile(
    rf"(?<![^\W_])(?:{alternatives(YEAR_BEFORE)})\s+$|[0-9]\s*$|[0-9]\s+(?:trăm|nghìn|triệu|tỷ)\s*$"
)
_SIX_BEHIND = re.compile(r"\s*,\s*sáu(?![^\W_])")  # "năm, sáu cây số" is five or six
_ONE_AFTER = re.compile(rf"(?<![^\W_])(?:{alternatives(ONE_AFTER)})\s+$")
_SOME_DAY = re.compile(rf"\s+(?:{alternatives(SOME_DAY)})(?![^\W_])")
_ONE_OF = re.compile(r"\s+trong\s+(?:tổng\s+)?(?:số\s+)?(?:[0-9]|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)")
_HALF_AFTER = re.compile(rf"(?<![^\W_])(?:{alternatives(HALF_AFTER)})\s+$")
_HALF_OF = re.compile(r"\s+(?:số|tổng số|diện tích|dân số|trong số)(?![^\W_])")
_HALF_NOT = re.compile(r"\s+(?:đầu|cuối|sau|trước|đêm|chừng|vời|kia|còn lại)(?![^\W_])")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_SENTENCE_OPENERS = "“\"‘'([{–—-•*+:"


def reads_as_number(sentence: str, low: str, numeral: Numeral, others: list[Numeral]) -> bool:
    """Whether a numeral in words is meant as a number here; `low` is the sentence in lower case, `others` its numerals.

    >>> from viclaims.claims.numerals import find_numerals
    >>> low = "năm 2021 có năm người; một số hộ, ít nhất một hộ"
    >>> [low[n.start:n.end] for n in find_numerals(low) if n.form == "words" and reads_as_number(low, low, n, [])]
    ['năm', 'một']
    """
    before, word = low[max(0, numeral.start - 16) : numeral.start], low[numeral.start : numeral.end]
    if _VAGUE.search(before) or _NAME_BEFORE.search(before):
        return False
    if _is_name(sentence, numeral) or _IDIOM.match(low, numeral.start):
        return False
    question = {"năm": _is_five, "một": _is_one, "nửa": _is_half}.get(word)
    return question is None or question(low, before, numeral, others)


def _is_name(sentence: str, numeral: Numeral) -> bool:
    """A capital inside a sentence, or at its beginning before another capital, makes a name: ông Ba, Năm Căn."""
    if not sentence[numeral.start].isupper():
        return False
    behind = sentence[numeral.end : numeral.end + 12].split()
    if sentence[numeral.start : numeral.end].isupper() and (not behind or behind[0].isupper()):
        return False
    opening = (
        sentence[: numeral.start].rstrip()[-1:]
        if numeral.start < 4
        else sentence[numeral.start - 3 : numeral.start].rstrip()[-1:]
    )
    at_start = not opening or opening in _SENTENCE_OPENERS or opening in ".!?…"
    return not at_start or bool(behind) and behind[0][:1].isupper()


def _is_five(low: str, before: str, numeral: Numeral, others: list[Numeral]) -> bool:
    if _YEAR_BEFORE.search(before) or _YEAR_BEHIND.match(low, numeral.end) and not _SIX_BEHIND.match(low, numeral.end):
        return False
    return not any(other.end == numeral.start - 1 for other in others)


def _is_one(low: str, before: str, numeral: Numeral, others: list[Numeral]) -> bool:
    if _ONE_AFTER.search(before) or _ONE_OF.match(low, numeral.end):
        return True
    unit = table_unit(low, numeral.end)
    if unit and unit.family in ("duration", "measure", "money", "age"):
        return before.endswith("gần ") or not _SOME_DAY.match(low, unit.end)
    return _stands_in_a_list(low, numeral, others)


def _stands_in_a_list(low: str, numeral: Numeral, others: list[Numeral]) -> bool:
    """ "hai người chết, một người mất tích": the same noun is counted close by with another number."""
    noun = _NEXT_WORD.match(low, numeral.end)
    if not noun:
        return False
    for other in others:
        if (
            other.start != numeral.start
            and abs(other.start - numeral.start) < 70
            and low[other.start : other.end] != "một"
        ):
            counted = _NEXT_WORD.match(low, other.end)
            if counted and counted[1] == noun[1]:
                return True
    return False


def _is_half(low: str, before: str, numeral: Numeral, others: list[Numeral]) -> bool:
    if _HALF_NOT.match(low, numeral.end):
        return False
    unit = table_unit(low, numeral.end)
    counts = unit is not None and unit.family in ("duration", "measure")
    return bool(
        counts or _HALF_AFTER.search(before) or _HALF_OF.match(low, numeral.end) or count_noun(low, numeral.end)
    )
