"""Number words that are also other words or parts of names: năm (year), ba (father), chín (ripe), một (a), Tư, Sáu.

A numeral of several words ("năm mươi lăm") needs no such care; of a single word each has its own question.
"""

from __future__ import annotations

import re

from viclaims.claims.numerals import DIGIT_WORDS, HALVES, ONES, PART, Numeral
from viclaims.claims.units import count_noun, table_unit
from viclaims.lexicon import Pattern, among

# Words of two meanings, five and year: each shows by what stands around it which is meant.
FIVE_OR_YEAR = among("digit") & among("duration")

_VAGUE = Pattern(r"(?<![^\W_]){vague_before}\s+$")
_GOODS = Pattern(r"(?<![^\W_]){vague_or_goods}\s+$")  # "trả ngân hàng bảy mươi tám triệu"
# Behind these a number word is part of a name: ngã ba, ngã tư.
_NAME_BEFORE = Pattern(r"(?<![^\W_]){name_before}\s+$")
# Words that begin with a number word and mean no number together.
_IDIOM = Pattern(r"{idiom}(?![^\W_])")
_YEAR_BEHIND = Pattern(r"\s+(?:{year_behind}|[0-9])(?![^\W_]) | \s*[,.;:)!?…] | \s*$ | \s+[0-9]")
_YEAR_BEFORE = Pattern(r"(?<![^\W_]){year_before}\s+$ | [0-9]\s*$ | [0-9]\s+{magnitude}\s*$")
# "năm, sáu cây số" is five or six.
_NEXT_DIGIT = Pattern(r"\s*,\s*({digit})(?![^\W_])")
_COUNTED_BY_FIVE = Pattern(r"\s+{magnitude|ten_mark} | \s*[0-9]")
_ONE_AFTER = Pattern(r"(?<![^\W_]){before_one}\s+$")
_AMONG_ONE = Pattern(r"(?<![^\W_]){among_one}\s+$")
# "5 vụ tai nạn, làm một người gãy chân", "chỉ trong một buổi sáng"
_HARMED = Pattern(r"(?:\s+[^\W\d_]+){1,3}?\s+{harm}(?![^\W_])")
_WITHIN = Pattern(r"(?<![^\W_]){before_duration_of_hours}\s+$")
_EACH = Pattern(r"\s+[0-9][0-9.,]*(?:\s+{magnitude})?\s*{money|times}(?![^\W_])")
_PRICE_BEFORE = Pattern(
    r"(?:[0-9]\s?(?:{letter_for_thousand|glued_size})[0-9]{0,3}|{million_or_more}(?:\s+{half_more})?)\s+$"
)
_SESSION = Pattern(r"\s+{session}(?![^\W_])")
_NUMBER_NEXT = Pattern(r"(?:\s+[^\W\d_]+){1,5}?(?:\s+{coordination}\s+|\s*,\s*)(?:{digit}(?![^\W_])|[0-9])(?!\s*[/.-])")
_NUMBER_BEFORE = Pattern(r"(?<![^\W_])(?:{digit}|[0-9]{1,3})(?:\s+[^\W\d_]+){1,5}?(?:\s+{coordination}\s+|,\s+)$")
_NEGATED = Pattern(r"(?<![^\W_]){negation}(?:\s+[^\W\d_]+){0,2}\s+$")  # "không mất một đồng"
_ABOUT = Pattern(r"{about}\s+$")
_SOME_DAY = Pattern(r"\s+{some_day}(?![^\W_])")
_HALF_AFTER = Pattern(r"(?<![^\W_]){before_half}\s+$")
_HALF_OF = Pattern(r"\s+{half_of}(?![^\W_])")
_HALF_NOT = Pattern(r"\s+{not_half_before}(?![^\W_])")
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
    if _says_again(low, numeral, others):
        return True
    vague = _VAGUE.search(before) and not (" " in word and _GOODS.search(before))
    if vague or _NAME_BEFORE.search(before):
        return False
    if _is_name(sentence, numeral) or _IDIOM.match(low, numeral.start):
        return False
    if word in FIVE_OR_YEAR:
        return _is_five(low, before, numeral, others)
    if word in ONES:
        return _is_one(low, before, numeral, others)
    return word not in HALVES or _is_half(low, before, numeral)


def _says_again(low: str, numeral: Numeral, others: list[Numeral]) -> bool:
    """ "05 (năm) năm": in brackets of its own behind the same number in digits."""
    if low[numeral.start - 1 : numeral.start] != "(" or low[numeral.end : numeral.end + 1] != ")":
        return False
    return any(
        other.form == "digits" and other.value == numeral.value and not low[other.end : numeral.start - 1].strip()
        for other in others
    )


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
    return not at_start or (bool(behind) and behind[0][:1].isupper())


def _is_five(low: str, before: str, numeral: Numeral, others: list[Numeral]) -> bool:
    behind = _NEXT_WORD.match(low, numeral.end)
    if behind and behind[1] == low[numeral.start : numeral.end] and not _COUNTED_BY_FIVE.match(low, behind.end()):
        return count_noun(low, behind.end()) is None  # "suốt năm năm trời", but "cuối năm năm hộ"
    noun = count_noun(low, numeral.end)
    if noun and " " in noun.name and _ONE_AFTER.search(before):
        return True  # "ít nhất năm đầu mối"
    following = _NEXT_DIGIT.match(low, numeral.end)
    goes_on = following is not None and DIGIT_WORDS[following[1]] == numeral.value + 1
    twice = any(other.end == numeral.start - 1 for other in others)
    if twice and before.split()[-1:] == [low[numeral.start : numeral.end]]:
        return count_noun(low, numeral.end) is not None
    if _YEAR_BEFORE.search(before) or (_YEAR_BEHIND.match(low, numeral.end) and not goes_on):
        return False
    return not twice


def _is_one(low: str, before: str, numeral: Numeral, others: list[Numeral]) -> bool:
    if _ONE_AFTER.search(before):
        return True
    noun = count_noun(low, numeral.end) if others and _AMONG_ONE.search(before) else None
    if noun and noun.name not in PART:
        return True  # "17 ca nặng, trong đó một thai phụ"
    if any(other.start == numeral.end + 1 and other.value == 2 for other in others):
        return True  # "một hai giờ" is a range
    denied = _NEGATED.search(low[max(0, numeral.start - 30) : numeral.start])
    if others and not denied and _HARMED.match(low, numeral.end) and count_noun(low, numeral.end):
        return True
    if _WITHIN.search(before) and _SESSION.match(low, numeral.end):
        return True
    if _PRICE_BEFORE.search(before):
        return False  # "1tr5 một tháng"
    unit = table_unit(low, numeral.end)
    if (unit and denied) or (unit and _EACH.match(low, unit.end)):
        return False  # "không mất một đồng", "thuê nhà một tháng 200.000 đồng"
    if unit and unit.family in ("duration", "measure", "money", "age"):
        return _ABOUT.search(before) is not None or not _SOME_DAY.match(low, unit.end)
    return _stands_in_a_list(low, numeral, others) or _is_listed(low, numeral)


def _is_listed(low: str, numeral: Numeral) -> bool:
    """ "một chiếc bàn lớn và bốn cái ghế", "hai thuyền, một chiếc": a counted noun right beside another number."""
    if count_noun(low, numeral.end) is None:
        return False
    before = low[max(0, numeral.start - 50) : numeral.start]
    return bool(_NUMBER_NEXT.match(low, numeral.end) or _NUMBER_BEFORE.search(before))


def _stands_in_a_list(low: str, numeral: Numeral, others: list[Numeral]) -> bool:
    """ "hai người chết, một người mất tích": the same noun is counted close by with another number."""
    noun = _NEXT_WORD.match(low, numeral.end)
    if not noun:
        return False
    for other in others:
        if (
            other.start != numeral.start
            and abs(other.start - numeral.start) < 70
            and low[other.start : other.end] not in ONES
        ):
            counted = _NEXT_WORD.match(low, other.end)
            if counted and counted[1] == noun[1]:
                return True
    return False


def _is_half(low: str, before: str, numeral: Numeral) -> bool:
    if _HALF_NOT.match(low, numeral.end):
        return False
    unit = table_unit(low, numeral.end)
    counts = unit is not None and unit.family in ("duration", "measure")
    return bool(
        counts or _HALF_AFTER.search(before) or _HALF_OF.match(low, numeral.end) or count_noun(low, numeral.end)
    )
