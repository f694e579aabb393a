"""Words that bound a number: "hơn 6.400" is more than 6,400, "từ 5 năm trở lên" is five years or more."""

from __future__ import annotations

from viclaims.lexicon import Pattern, among, column

SIGNS = ("more_than", "less_than", "about", "at_least", "at_most")
# Word before a number -> the qualifier that it gives; the longer ones win: "không quá" is not "quá".
_QUALIFIER = column("sign", *SIGNS)
# Small words that may stand between a bound and its number: "ít nhất là 3 năm", "tối thiểu đạt 90%".
_BETWEEN = {sign: among(f"between_{name}") for name in SIGNS for sign in set(column("sign", name).values())}
_LONGEST = max(len(word.split()) for word in _QUALIFIER)
_FILLER = max(len(word.split()) for fillers in _BETWEEN.values() for word in fillers)
_LAST_WORDS = frozenset(word.split()[-1] for words in (_QUALIFIER, *_BETWEEN.values()) for word in words)
_OPENING = "([“\"'‘«"
THAN, COMPARES, PLACES = among("than"), among("compares"), among("places")
NEAR, GRADES = among("near"), among("grades")
# Behind an adjective "hơn" compares and does not bound: "nhiều hơn 212 lượt".
_COMPARED = Pattern(r"(?<![^\W_]){comparable}\s+{compares}(?:\s+[^\W\d_]+)?\s*$")
# "dài hơn 100 m" measures, "cao hơn 100 m" may compare.
DIMENSION = Pattern(r"(?<![^\W_]){dimension}\s+{than}\s*$")
# "trên" and "dưới" say where, not how many, before and behind some words: "trên 3 tuyến đường", "dưới 2 hình thức".
_PLACED_ON = Pattern(r"\s*{placed_on}(?![^\W_])")
_PLACED_AFTER = Pattern(r"(?<![^\W_]){placed_after}\s+{places}\s*$")
# "gần" says where behind some: "nằm gần hai bệnh viện".
_NEAR_AFTER = Pattern(r"(?<![^\W_]){near_after}\s+{near}\s*$")
_SIZE_GRADE = Pattern(r"\s*[^\W\d_]+\s?/\s?{weight_of_grade}(?![^\W_])")  # "tôm cỡ 50 con/kg"
# "lớn hơn 100 tỷ đồng", "thu nhập thấp hơn 2 triệu đồng/tháng" bound; "cao hơn 5% so với năm trước" compares.
_THAN = r"\s+{than}\s+(?P<or_equal>{to_the_bound}\s+)?$"
_SIZED = Pattern(r"(?<![^\W_])(?:(?P<more>{size_more})|(?P<less>{size_less}))" + _THAN)
_BOUNDED = Pattern(
    r"(?<![^\W_]){threshold_of}(?:\s+[^\W\d_]+){0,4}?\s+(?:(?P<more>{upwards})|(?P<less>{downwards}))" + _THAN
)
_DIFFERENCE = Pattern(r"\s*(?:%|[^\s,;.()]+)?(?:\s+[^\s,;.()]+){0,3}?\s+(?:{compared_with}|{than_before})(?![^\W_])")
_POINTS = Pattern(r"\s*(?:{points|times})(?![^\W_])")
_FROM = Pattern(r"(?<![^\W_]){from}(?:\s+{behind_from})?\s*$")
_OPEN_NEAR = Pattern(r"(?:\s*%)?(?:\s+[^\W\d_]+){0,3}?\s+({open_upwards|open_downwards})(?![^\W_])")
_OPEN_FAR = Pattern(
    r"(?:\s*%)?(?:\s*/?[^\W\d_]+[23²³]?|\s+[^\W\d_]+,(?=\s)){0,14}?\s+({open_upwards|open_downwards})(?![^\W_])"
)
OPEN_BOUND = column("sign", "open_upwards", "open_downwards")
_OPENS = frozenset(word.split()[0] for word in OPEN_BOUND)
REACH = 32


def threshold(low: str, before: str, end: int) -> str:
    """'>', '>=', '<' or '<=' where an adjective with "hơn" bounds the number that ends at `end`, '' where it compares.

    >>> low = "dự án lớn hơn 100 tỷ đồng"; threshold(low, low[:14], 17)
    '>'
    >>> low = "cao hơn 5% so với năm trước"; threshold(low, low[:8], 9)
    ''
    """
    found = _SIZED.search(before) or _BOUNDED.search(before)
    if found is None or _DIFFERENCE.match(low, end) or _POINTS.match(low, end):
        return ""
    return (">" if found["more"] else "<") + ("=" if found["or_equal"] else "")


def qualifier_at(low: str, start: int, end: int, family: str = "noun") -> str:
    """The qualifier of the number low[start:end]: '', '>', '<', '~', '>=' or '<='; `family` is its unit's table.

    >>> [qualifier_at(low, low.index("5"), low.index("5") + 1) for low in
    ...  ["hơn 5 ha", "nhiều hơn 5 lượt", "từ 5 năm công tác trở lên", "không quá 5 ngày", "trên 5 tuyến"]]
    ['>', '', '>=', '<=', '']
    """
    before = low[max(0, start - REACH) : start]
    opened = _opened(low, before, end)
    return opened or threshold(low, low[max(0, start - 2 * REACH) : start], end) or _before(low, before, end, family)


def _opened(low: str, before: str, end: int) -> str:
    behind = low[end : end + 120]
    if not any(word in behind for word in _OPENS):
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
            if qualifier and (not small or filler in _BETWEEN[qualifier]):
                return "" if _is_comparison(low, before, word, end, family) else qualifier
    return ""


def _is_comparison(low: str, before: str, word: str, end: int, family: str) -> bool:
    if word in THAN and family in ("measure", "duration") and DIMENSION.search(before):
        return False
    if word in COMPARES:
        return _COMPARED.search(before) is not None
    if word in PLACES:
        return _PLACED_ON.match(low, end) is not None or _PLACED_AFTER.search(before) is not None
    if word in NEAR:
        return _NEAR_AFTER.search(before) is not None
    return word in GRADES and _SIZE_GRADE.match(low, end) is not None
