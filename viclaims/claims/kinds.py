"""What kind of figure a number is: a level (count, share, money ...), a change, a ratio.

The unit decides most; the words before the number tell a change from a level and a rate from a count.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viclaims.claims.bounds import DIMENSION, threshold
from viclaims.lexicon import Pattern, among, joined, words

if TYPE_CHECKING:
    from viclaims.claims.unit_readers import Counted, Sentence

# The number is the size of the change itself, words of change_filler between: "tăng bình quân hơn 8%".
_CHANGE = Pattern(
    r"""(?<![^\W_])(?<!{exempts}\ )(?!{no_change_verb})({change_verb})
    (?:\s+{of_what_changes}\s+[^,;.:()0-9]{1,30}?)?
    [”’\"']?(?:\s+{change_filler}|\s+{compared_with}\ [^,;.]{2,60}?)*\s*[(+-]?$"""
)
_COMPARED = Pattern(
    r"""(?<![^\W_]){comparable_change}\s+{than}(?![^\W_])
    (?:\s+(?!{ends_comparison}\ )[^\s,;.0-9]+){0,9}?(?:\s+[0-9]{1,2}\s+{copula})?\s*(?:{change_filler}\s*)*$"""
)
# "vượt quá tốc độ cho phép 12 km/h", "chênh lệch mua - bán 2 triệu đồng"; "không vượt quá 12" bounds a level.
_BEYOND = Pattern(r"(?<![^\W_])(?:{goes_beyond}(?:\s+[^\W\d_]+){2,6}|{difference}(?:\s+[^,;.:()0-9]{2,25})?)\s+$")
# "kém kỷ lục 0,07 giây", but not "7 giờ kém 15 phút" and "yếu kém".
_LAGS = Pattern(r"(?<![^\W_]){lags}\s+(?:[^\W\d_]+\s+){0,6}$")
_BEFORE_LAGS = Pattern(r"(?<![^\W_])(?:{before_lags})\s+$")
# A growth rate is a change whatever the verb behind it: "tốc độ tăng trưởng đạt 7,5%".
_GROWTH = Pattern(r"(?<![^\W_]){growth}(?![^\W_])(?!\s+{level_direction}\s)[^,;.:]{0,80}$")
# "rút ngắn tiến độ 4 tháng"; "thiếu 1,4% so với chỉ tiêu"
_SHORTENED = Pattern(r"(?<![^\W_]){shortens}(?:\s+[^\W\d_]+){1,3}\s+$")
_SHORT_OF = Pattern(r"(?<![^\W_]){short_of}\s+$")
_AGAINST = Pattern(r"[^,;.:0-9]{0,30}\s{compared_with}(?![^\W_])")
# "giảm đàn 1,8%", but "giảm nghèo đạt 95%"
_CHANGED_THING = Pattern(
    r"(?<![^\W_]){change_verb}\s+(?!(?:{level_reached|copula|between_more_than|about})\ )[^\W\d_]+\s+$"
)
# "hợp đồng giao tháng 11 mất 1,4%", but "mất 61% sức khỏe"
_LOST = Pattern(r"(?<![^\W_]){loses}\s+(?:{change_filler}\s+)*$")
# "mực nước trên báo động 2 là 0,36 m"
_ALARM = Pattern(
    r"(?<![^\W_])(?:{upon|exceeds|less_than})\s+{alarm}\s*(?:[0-9]|[ivx]{1,3})(?:\s+{change_filler|copula})*\s+$"
)
_LOST_ENDS = Pattern(r"\s*(?:%|{percent})\s*(?:[,.;:)]|$|{compared_with|level_reached}(?![^\W_]))")
_FROM_LEVEL = Pattern(r"(?<![^\W_]){from}(?:\s+{behind_from_level})?\s*$")
_WAY = Pattern(r"\s*{way_unit}(?![^\W_/])(?!/)")  # "vượt 17 km đường rừng"
_OPEN = Pattern(r"[^,;.0-9]{0,30}\s(?:{open_upwards|open_downwards})")
_TO_LEVEL = Pattern(r"[^;.]{0,60}?(?<![^\W_]){to_level}(?![^\W_])")
# Behind the verb these name the level that was reached: "giảm còn 2,05%", "tăng lên 5.872".
_LEVEL = Pattern(r"(?<![^\W_]){level_reached}\s*$")
_LEVEL_WORDS = words("level_reached")
_MORE_BEHIND = Pattern(r"(?:\s+[^\W\d_]+){1,3}?\s+{more_behind}(?![^\W_])")
_MORE_BEFORE = words("more_before")
_ONLY_NOUNS = re.compile(r"[^;.:()0-9]{0,32}")
# Between two numbers these begin something new, so that the second does not go on with the change of the first.
_NEW_VERB = Pattern(r"(?<![^\W_]){begins_anew}(?![^\W_])")
_RATIO_BEFORE = Pattern(
    r"(?<![^\W_]){ratio_verb}(?:\s+[^\W\d_]+){0,3}?\s*$ | (?<![^\W_]){exceeds}(?:\s+[^\W\d_]+){0,7}\s*$"
)
_TIMES_BEHIND = Pattern(r"\s*{times_behind}(?![^\W_]) | \s*/")
_BOUND = Pattern(r"(?<![^\W_]){at_least|at_most}\s+$")  # "ít nhất một lần"
_HAS_SO_MANY = Pattern(r"(?<![^\W_]){there_is}\s+(?:{up_to}\s+)?$")
_AVERAGE = Pattern(r"(?<![^\W_])(?<!{population}\ ){average}(?![^\W_])[^,;.]*$")
_COMPARED_TO = Pattern(r"\s+{compared_with}\ [^,;.:()0-9]{2,40}?(?=\s+{coordination}\s|,)")
_COORDINATED = words("coordination")
CHANGES = joined("change_verb", "change_filler")
_EQUALS = Pattern(
    r"""[^;.:()0-9]{0,24},?\s*\(?\s*{amounts_to}(?:\s+{behind_amounts_to})*\s*
    | [^;.:0-9]{0,24}\(\s*"""
)
# What must stand in a text at all before a pattern that begins with it is tried.
_CHANGE_FIRST = frozenset(word.split()[0] for word in words("change_verb"))
_GROWTH_FIRST = frozenset(word.split()[0] for word in words("growth"))
_LAGGING, _THAN, _FROM = words("lags"), words("than"), words("from")
_THAN_LEVEL = Pattern(r"{than}\s+{level_noun}\s$")  # "nhiều hơn mức 12%" bounds
_BEYOND_WORDS = words("goes_beyond", "difference")
# Sums that are given or added are no change of a level: "bổ sung thêm 2 tỷ đồng".
_ADDED, _EXCEEDS = words("sum_added"), words("exceeds")
_GIVEN = Pattern(r"(?<![^\W_]){gives}\s+$")  # "vận động thêm 15 phần quà"
_OPENED = re.compile(r"[“\"'(\[]")
_BOUND_SIGNS = tuple(sign for sign in words("more_than", "less_than", "at_least", "at_most") if not sign[0].isalpha())
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
    if before.rstrip().endswith(_BOUND_SIGNS):
        return False  # "thấp hơn yêu cầu ≥95%"
    if family == "measure" and _ALARM.search(before):
        return True
    if family in ("measure", "duration") and DIMENSION.search(before):
        return False
    if _any_in(_FROM, before) and _FROM_LEVEL.search(before) and not is_range and not _OPEN.match(low, end):
        return _compares(before, low, end) and not _TO_LEVEL.match(low, end)
    if before.rstrip().endswith(_LEVEL_WORDS) and _LEVEL.search(before):
        return False
    change = _CHANGE.search(before) if _holds(before, _CHANGE_FIRST) else None
    if change and change[1].startswith(_ADDED) and (family == "money" or _GIVEN.search(before, 0, change.start(1))):
        return False
    if _SHORTENED.search(before):
        return True
    lacking = _SHORT_OF.search(before) and _AGAINST.match(low, end)
    if family == "percent" and (lacking or _CHANGED_THING.search(before)):
        return True
    if change and not (change[1].startswith(_EXCEEDS) and _WAY.match(low, end)):
        return True
    if _any_in(_BEYOND_WORDS, before) and _BEYOND.search(before):
        return True
    if family == "noun" and _MORE_BEHIND.match(low, end) and _any_in(_MORE_BEFORE, before[-12:]):
        return True
    if family == "percent" and ((_LOST.search(before) and _LOST_ENDS.match(low, end)) or _grows(before)):
        return True
    return _compares(before, low, end)


def _any_in(some: tuple[str, ...], before: str) -> bool:
    """Whether one of `some` stands in the text: cheaper than the pattern that holds them."""
    return any(word in before for word in some)


def _holds(before: str, first_words: frozenset[str]) -> bool:
    """Whether one of `first_words` stands in the text at all: cheaper than the pattern that begins with them."""
    words = _OPENED.sub(" ", before).split()  # "25 vụ (giảm 5 vụ)"
    return not first_words.isdisjoint(words)


def _compares(before: str, low: str, end: int) -> bool:
    lagging = _LAGS.search(before) if _any_in(_LAGGING, before) else None
    if lagging and not _BEFORE_LAGS.search(before, 0, lagging.start()):
        return True
    if threshold(low, before, end):
        return False
    return _any_in(_THAN, before) and not _THAN_LEVEL.search(before) and _COMPARED.search(before) is not None


def _grows(before: str) -> bool:
    return _holds(before, _GROWTH_FIRST) and _GROWTH.search(before) is not None


def continues_change(low: str, end_before: int, start: int) -> bool:
    """Whether a number goes on with the change before it: "giảm 18 vụ, 11 người chết và 25 người bị thương"."""
    between = _COMPARED_TO.sub("", low[end_before:start])
    if _EQUALS.fullmatch(between):
        return True
    return (
        ("," in between or any(f" {word} " in between for word in _COORDINATED))
        and _ONLY_NOUNS.fullmatch(between) is not None
        and not _NEW_VERB.search(between)
    )


def times_kind(low: str, start: int, unit_end: int) -> str:
    """Kind of a number of "lần": a ratio where something is compared, else a count of occasions.

    >>> times_kind("gấp 1,6 lần", 4, 11), times_kind("đã hai lần bị nhắc nhở", 3, 11)
    ('ratio', 'count')
    """
    before = _BOUND.sub("", low[max(0, start - 40) : start])
    if _HAS_SO_MANY.search(before) and not _TIMES_BEHIND.match(low, unit_end):
        return "count"  # "đã có tới 63 lần hiến máu"
    return "ratio" if _RATIO_BEFORE.search(before) or _TIMES_BEHIND.match(low, unit_end) else "count"


def is_average(low: str, start: int) -> bool:
    """Whether the clause before the number says that it is an average: "bình quân mỗi xã đạt 17,6 tiêu chí"."""
    return _AVERAGE.search(low[max(0, start - REACH) : start]) is not None


LEVEL_KINDS = {
    "percent": "share", "fraction": "share", "money": "money", "measure": "measure", "duration": "duration",
    "age": "age", "score": "other", "noun": "count", "points": "change", "times": "count",
}  # fmt: skip
_LEADS = Pattern(r"(?<![^\W_]){than}\s+(?:[^\W\d_]+\s+){2,6}$")  # "hơn đội xếp thứ hai 3 điểm"
LEADS_BY = among("leads_by")
_YOUNGER = Pattern(r"(?<![^\W_]){differs_in_age}\s+(?:[^\W\d_]+\s+){0,4}$")
_CHANGED_BY = Pattern(r"(?<![^\W_]){changes_a_part}\s+(?:{behind_changes_a_part}\s+)*$")


def kind_of(sentence: Sentence, found: Counted) -> str:
    """The kind of a claim whose unit is known, the first that fits: change, ratio, then the level of its unit."""
    low, start, family = sentence.low, found.expression.start, found.family
    if family == "times":
        in_parts = found.expression.value % 1 > 0  # nothing is done 1,35 times
        return "ratio" if found.rate or in_parts else times_kind(low, start, found.unit_end)
    if _says_change(low, found) or _goes_on_with_change(sentence, found):
        return "change"
    if family == "noun" and found.expression.form != "of" and _is_rate(sentence, found):
        return "ratio"
    return LEVEL_KINDS[family]


def _says_change(low: str, found: Counted) -> bool:
    expression, family = found.expression, found.family
    if expression.signed:
        return family != "measure"
    before = low[max(0, expression.start - 40) : expression.start]
    if family == "fraction":
        return _CHANGED_BY.search(before) is not None
    if (family == "score" or found.unit in LEADS_BY) and _LEADS.search(before):
        return True
    if family == "age" and not _YOUNGER.search(before):
        return False
    return is_change(low, expression.start, expression.end, family, expression.form == "range")


def _goes_on_with_change(sentence: Sentence, found: Counted) -> bool:
    last = sentence.read[-1] if sentence.read else None
    if last is None or last.kind != "change" or found.family not in (last.family, "percent"):
        return False
    before = sentence.tagged.between(max(last.unit_end, found.expression.start - 30), found.expression.start)
    if before and before[-1].tag == "V" and before[-1].text.lower() not in CHANGES:
        return False  # "giảm 126 xã, thông qua 10 nghị quyết"
    return continues_change(sentence.low, last.unit_end, found.expression.start)


def _is_rate(sentence: Sentence, found: Counted) -> bool:
    """A rate, an average, or a thing counted in fractions, which can only be an average."""
    start = found.expression.start
    in_parts = found.expression.value % 1 and found.expression.value < 1000  # two thirds of a million are a count
    if found.rate or in_parts or is_average(sentence.low, start):
        return True
    base = next((s for s in reversed(sentence.roles_before(start)) if s.rule.startswith("out_of_every")), None)
    # "cứ 5 ca thì 4 ca chưa tiêm đủ hai mũi": the first number behind the base is the rate.
    return base is not None and not any(other.expression.start > base.start for other in sentence.read)
