"""Every number of a text with its role; the claims among them with value, qualifier, unit, denominator, kind and context.

A sentence is read in five steps: role rules take what is no quantity (roles.py), numerals are found and put together
(numbers.py, expressions.py), the unit is looked for behind the number, then before it, then in the list it stands in
(READINGS), words around it give qualifier, kind and denominator, and context.py adds who, what and when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from viclaims.article import split_sentences
from viclaims.context import context_of
from viclaims.expressions import NAN, Expression, combine
from viclaims.homographs import reads_as_number
from viclaims.kinds import continues_change, is_average, is_change, times_kind
from viclaims.numbers import find_next, find_numerals, repair_digits
from viclaims.offsets import back, to_nfc
from viclaims.phrases import Counted, counted_behind
from viclaims.qualifiers import qualifier_at
from viclaims.role_rules import RULES
from viclaims.roles import RoleSpan, role_spans
from viclaims.units import MONEY, SCORES, Unit, alternatives, table_unit

if TYPE_CHECKING:
    import pandas as pd

SENTENCE_SHOWN = 1000
_DIGITS = re.compile(r"[\d²³¹⁰⁴-⁹₀-₉]+(?:[.,]\d+)*")
_MAY_HOLD_NUMBER = re.compile(
    r"\d|[²³¹]|(?<![^\W_])(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|nửa)(?![^\W_])", re.IGNORECASE
)


@dataclass
class Reading:
    """One number of a sentence read as a claim, offsets into the sentence."""

    expression: Expression
    unit: str
    counted: str
    family: str
    rule: str
    unit_end: int
    rate: bool = False
    qualifier: str = ""
    kind: str = ""
    whole: float = NAN
    wholes: list[tuple[int, int]] = field(default_factory=list)


def extract_claims(text: str) -> pd.DataFrame:
    """Quantitative claims of a Vietnamese text, one row each, in text order.

    Columns: start, end (offsets into `text`), quote, value, value_high (NaN unless a range), qualifier, unit, counted,
    whole (denominator or NaN), kind, actor, action, period, sentence (at most 1,000 characters around the number),
    sentence_start, rule. Values are multiplied out, money in its currency, per cents as printed. Takes any str and
    raises nothing; what counts as a claim: tests/labels/LABELS.md.

    >>> claims = extract_claims("Hiện đã có 52 trong tổng số 235 địa phương thực hiện.")
    >>> claims[["quote", "value", "unit", "whole", "kind"]].values.tolist()
    [['52', 52.0, 'địa phương', 235.0, 'count']]
    """
    from viclaims.tables import CLAIM_COLUMNS, frame_of

    return frame_of([row for kind, row in _rows(text) if kind == "claim"], CLAIM_COLUMNS)


def extract_mentions(text: str) -> pd.DataFrame:
    """Every number of a text, one row a whole expression, with its role and the rule that gave it, in text order.

    Columns: start, end, quote, role, rule. A claim's row has the claim's span; no digit of the text is outside a row.

    >>> extract_mentions("Ngày 9/11, có 11 ứng viên")[["quote", "role"]].values.tolist()
    [['9/11', 'date'], ['11', 'claim']]
    """
    from viclaims.tables import MENTION_COLUMNS, frame_of

    rows = [{key: row[key] for key in ("start", "end", "quote", "rule")} | {"role": kind} for kind, row in _rows(text)]
    return frame_of(rows, MENTION_COLUMNS)


def _rows(text: str) -> Iterator[tuple[str, dict]]:
    """(role, row) of every number of `text`, in text order, offsets into `text` as it was handed in."""
    nfc, offsets = to_nfc(text)
    done = 0
    for start, end in split_sentences(nfc):
        yield from _stray(text, nfc, offsets, done, start)
        sentence = nfc[start:end]
        if _MAY_HOLD_NUMBER.search(sentence):
            yield from _sentence_rows(text, sentence, start, offsets)
        done = end
    yield from _stray(text, nfc, offsets, done, len(nfc))


def _stray(text, nfc, offsets, start, end) -> Iterator[tuple[str, dict]]:
    """Digits that no sentence holds: none in ordinary text, but no digit may be lost."""
    for match in _DIGITS.finditer(nfc, start, end):
        first, last = back(offsets, *match.span())
        yield "other", {"start": first, "end": last, "quote": text[first:last], "rule": "no_sentence"}


def _sentence_rows(text, sentence, offset, offsets) -> Iterator[tuple[str, dict]]:
    found = read_sentence(sentence)
    for start, end, role, rule, reading in found:
        first, last = back(offsets, start + offset, end + offset)
        row = {"start": first, "end": last, "quote": text[first:last], "rule": rule}
        if reading is not None:
            row |= _claim_fields(sentence, reading, offset, offsets)
        yield role, row


def _claim_fields(sentence: str, reading: Reading, offset: int, offsets) -> dict:
    expression = reading.expression
    first = max(0, expression.start - SENTENCE_SHOWN // 2) if len(sentence) > SENTENCE_SHOWN else 0
    shown = sentence[first : first + SENTENCE_SHOWN]
    actor, action, period = context_of(sentence, expression.start, expression.end)
    return {
        "value": expression.value, "value_high": expression.value_high, "qualifier": reading.qualifier,
        "unit": reading.unit, "counted": reading.counted, "whole": reading.whole, "kind": reading.kind,
        "actor": actor, "action": action, "period": period, "sentence": shown,
        "sentence_start": back(offsets, offset + first, offset + first)[0],
    }  # fmt: skip


def lower(text: str) -> str:
    """`text` in lower case, every character in its place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


Found = tuple[int, int, str, str, Reading | None]


def read_sentence(sentence: str) -> list[Found]:
    """(start, end, role, rule, reading or None) of every number of one NFC sentence, in order."""
    low = lower(sentence)
    roles = role_spans(low, RULES)
    expressions = _free_expressions(sentence, low, roles)
    readings, found = [], []
    for index, expression in enumerate(expressions):
        following = expressions[index + 1] if index + 1 < len(expressions) else None
        reading = _read(sentence, low, expression, following, readings, roles)
        if reading:
            readings.append(reading)
            found.append((expression.start, expression.end, "claim", reading.rule, reading))
            found += [(start, end, "whole", "worded_denominator", None) for start, end in reading.wholes]
        elif expression.form == "unread":
            found.append((expression.start, expression.end, *_unread_role(low[expression.start : expression.end]), None))
        elif expression.written == "digits":
            found.append((expression.start, expression.end, "other", "no_unit", None))
        if expression.gloss:
            found.append((*expression.gloss, "gloss", "same_number_in_brackets", None))
    taken = {(start, end) for start, end, role, *_ in found if role == "whole"}
    found = [item for item in found if item[2] == "whole" or (item[0], item[1]) not in taken]
    found += [(span.start, span.end, span.role, span.rule, None) for span in roles if _has_number(low, span)]
    return _with_every_digit(sentence, sorted(found, key=lambda item: item[:2]))


_DAY_AND_MONTH = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])[-–/.](?:1[0-2]|0?[1-9])")


def _unread_role(pair: str) -> tuple[str, str]:
    return ("date", "day_month_bare") if _DAY_AND_MONTH.fullmatch(pair) else ("other", "unread_pair")


def _has_number(low: str, span: RoleSpan) -> bool:
    return span.start < span.end


def _with_every_digit(sentence: str, found: list[Found]) -> list[Found]:
    """`found` and a row of role other for each digit run that nothing has read."""
    covered = bytearray(len(sentence))
    for start, end, *_ in found:
        covered[start:end] = b"\x01" * (end - start)
    missed = [
        (match.start(), match.end(), "other", "no_rule", None)
        for match in re.finditer(r"[\d²³¹⁰⁴-⁹₀-₉]+", sentence)
        if not all(covered[match.start() : match.end()])
    ]
    return sorted([*found, *missed], key=lambda item: item[:2]) if missed else found


def _free_expressions(sentence: str, low: str, roles: list[RoleSpan]) -> list[Expression]:
    blocked = bytearray(len(low))
    for span in roles:
        blocked[span.start : span.end] = b"\x01" * (span.end - span.start)
    free = [n for n in find_numerals(low) if not any(blocked[n.start : n.end])]
    kept = [n for n in free if n.form == "digits" or reads_as_number(sentence, low, n, free)]
    return combine(low, kept)


# --- The unit ---------------------------------------------------------------------------------------------------

_RATE = re.compile(r"\s?/\s?(?=[^\W\d_]|[0-9])")
_MONEY_BEFORE = re.compile(r"(?<![^\W_])(us\$|\$|€|usd|vnd|eur)\s*$")
_WHOLE_OF = re.compile(r"%\s*$")
READINGS = {
    "unit_table": "a unit of measure, money, time or share behind the number: 90 tạ/ha",
    "unit_inside": "the unit stands inside the expression: 7 năm 6 tháng",
    "money_before": "a currency sign before the number: $5 triệu",
    "noun_behind": "the noun phrase behind the number: 22 đồng chí",
    "fraction": "a fraction, its whole behind it or unsaid: 3/4 số đảng viên",
    "age_before": "the word tuổi before the number: ở tuổi 72",
    "noun_before": "the noun before a copula: tổng số đảng viên là 61.327",
    "shared_ahead": "the unit behind the last of several numbers: 88 và 84 tuổi",
    "bare_noun": "any word behind a number in thousands: 1.100 môi giới",
    "carried_over": "the unit of the number before it in the list: khiển trách 241, cảnh cáo 84",
    "bare_magnitude": "millions and thousand millions without a unit are money: trị giá 3 tỷ",
}


OTHER_RULES = {
    "no_unit": "a number behind which nothing is counted",
    "no_rule": "a digit that belongs to no numeral",
    "no_sentence": "a digit outside every sentence",
    "unread_pair": "two numbers glued by a sign that are neither a range nor A of B",
    "day_month_bare": "such a pair that is a day and a month: 22-3",
    "worded_denominator": "B in A trong tổng số B",
    "same_number_in_brackets": "the repeat in 15 (mười lăm) ngày",
}


def _read(sentence, low, expression, following, before: list[Reading], roles) -> Reading | None:
    """The expression as a claim, None where nothing is counted."""
    if expression.value != expression.value:
        return None
    if any(start <= expression.start < end for reading in before[-2:] for start, end in reading.wholes):
        return None
    worded = _worded_denominator(low, expression, following)
    counting = following if worded and not worded[1] else expression
    reading = _unit_of(sentence, low, expression, counting, before, roles)
    if reading is None:
        return None
    if worded:
        reading.whole, reading.wholes = following.value, [(following.start, following.end)]
    elif expression.form == "of":
        reading.whole = expression.whole
    reading.qualifier = qualifier_at(low, expression.start, expression.end, reading.family)
    _repair(sentence, reading)
    reading.kind = _kind(low, reading, before, roles)
    return reading


_IN_TOTAL = re.compile(
    r"(?P<unit>(?:\s+[^\W\d_]+){0,6}?)\s*,?\s+(?:(?:trong|trên|của)\s+(?:tổng\s+)?(?:cộng\s+)?số|trên\s+tổng(?:\s+cộng)?|/\s*tổng\s+số|trong\s+tổng(?:\s+cộng)?)"
    r"(?:\s+(?:hơn|gần|khoảng|trên))?\s*"
)
_IN = re.compile(r"\s+trong\s+(?:số\s+)?")


def _worded_denominator(low, expression, following) -> tuple[str, str] | None:
    """("in_total" or "in", the words between number and "trong tổng số") where `following` is the denominator."""
    if following is None or following.form != "plain" or expression.form != "plain":
        return None
    if following.start - expression.end > 60:
        return None
    total = _IN_TOTAL.fullmatch(low, expression.end, following.start)
    if total:
        return "in_total", total["unit"].strip()
    if _IN.fullmatch(low, expression.end, following.start):
        unit = table_unit(low, following.end)
        if unit is None and expression.value <= following.value:
            return "in", ""
    return None


def _unit_of(sentence, low, expression, counting, before, roles) -> Reading | None:
    """The first of READINGS that fits; `counting` is the expression behind which the counted noun stands."""
    for reader in (_inside, _fraction, _table, _age_before, _noun, _money_before, _shared_ahead, _noun_before, _carried, _bare_magnitude, _bare_noun):
        reading = reader(sentence, low, expression, counting, before, roles)
        if reading:
            return reading
    return None


def _inside(sentence, low, expression, counting, before, roles) -> Reading | None:
    if not expression.unit:
        return None
    family = table_unit(expression.unit, 0).family
    return Reading(expression, expression.unit, expression.unit, family, "unit_inside", expression.end)


def _table(sentence, low, expression, counting, before, roles) -> Reading | None:
    unit = table_unit(low, counting.unit_at)
    if unit is None or _is_date_word(low, unit, counting, roles):
        return None
    if unit.family in ("measure", "duration") and unit.start > counting.unit_at and low[counting.unit_at] not in " \u00a0\u202f\t":
        return None
    if unit.family == "counted_time":
        counted = Counted(unit.name, unit.name, unit.start, unit.end)
        return _with_rate(low, Reading(expression, unit.name, unit.name, "noun", "unit_table", unit.end), counted)
    counted = unit.name
    if unit.family == "percent":
        counted = _percent_of(sentence, low, counting, unit)
    elif unit.family in ("measure", "duration", "age"):
        phrase = counted_behind(sentence, low, counting.start, counting.unit_at, coordinated=False)
        counted = phrase.phrase if phrase and phrase.start == unit.start and phrase.end > unit.end else sentence[unit.start : unit.end]
    name = unit.name if unit.family in ("money", "percent", "points", "times") else sentence[unit.start : unit.end]
    reading = Reading(expression, name, counted, unit.family, "unit_table", unit.end)
    return _with_rate(low, reading, None)


def _is_date_word(low, unit: Unit, counting: Expression, roles) -> bool:
    """ "năm" before 2023 or "tháng" before 10 belongs to the date behind it, not to the number before it."""
    if unit.family != "duration":
        return False
    behind = next((span for span in roles if unit.end <= span.start <= unit.end + 1), None)
    if behind is None or behind.role not in ("date", "term"):
        return False
    return unit.name != "ngày" or counting.value > 31 or counting.value != int(counting.value)


_PERCENT_OF = re.compile(r"\s+(?=(?:tổng|số|dự toán|kế hoạch|chỉ tiêu|dân số|gdp|grdp|biên chế|dung tích|mức|giá|vốn|tiêu chuẩn|diện tích|công suất|cử tri|học sinh)(?![^\W_]))")


def _percent_of(sentence: str, low: str, counting: Expression, unit: Unit) -> str:
    """'%' with a whole that is directly attached ("% dự toán"), else '%'."""
    if not low.startswith(" ", unit.end):
        return "%"
    phrase = counted_behind(sentence, low, counting.start, unit.end)
    return f"% {phrase.phrase}" if phrase else "%"


def _noun(sentence, low, expression, counting, before, roles) -> Reading | None:
    counted = counted_behind(sentence, low, counting.start, counting.unit_at)
    if counted is None or any(span.start < counted.end and span.end > counted.start for span in roles if span.start < counted.start + 3):
        return None
    if expression.written == "words" and counted.unit[:1].isupper():
        return None
    reading = Reading(expression, counted.unit, counted.phrase, "noun", "noun_behind", counted.start + len(counted.unit))
    if counted.unit.lower() in SCORES and counted.phrase == counted.unit:
        reading.family = "score"
    return _with_rate(low, reading, counted)


def _with_rate(low, reading: Reading, counted) -> Reading:
    """Marks a rate ("học viên/lớp") and adds its base to the counted phrase."""
    slash = _RATE.match(low, reading.unit_end)
    if slash and "/" not in reading.unit:
        base = re.compile(r"[0-9.]*\s?[^\W\d_]+(?:/[^\W\d_]+)*").match(low, slash.end())
        if base:
            reading.rate = True
            reading.counted = f"{reading.unit}/{base[0]}"
    return reading


_SHARE_CUE = re.compile(r"(?<![^\W_])(?:trong đó|trong đó có|chiếm|bằng|khoảng|gần|hơn|quá|mất|giảm|còn|chỉ|là|được|tăng|tới|có)\s+$")


def _fraction(sentence, low, expression, counting, before, roles) -> Reading | None:
    if expression.form != "fraction":
        return None
    unit = table_unit(low, expression.end)
    if unit and unit.family in ("duration", "measure", "money"):
        return None
    skip = re.compile(r"\s+(?:trong\s+)?(?:tổng\s+)?số(?:\s+lượng)?(?=\s+[^\W\d_])|\s+tổng(?=\s+[^\W\d_])").match(low, expression.end)
    at = skip.end() if skip else expression.end
    counted = counted_behind(sentence, low, at, at)
    if counted is None:
        if expression.written == "digits" and not skip and not _SHARE_CUE.search(low[max(0, expression.start - 16) : expression.start]):
            return None
        unit = next((r.unit for r in reversed(before) if r.family == "noun"), "")
        return Reading(expression, unit, unit, "fraction", "fraction", expression.end)
    phrase = " ".join(sentence[expression.end : counted.end].split())
    return Reading(expression, counted.unit, phrase, "fraction", "fraction", counted.end)


def _money_before(sentence, low, expression, counting, before, roles) -> Reading | None:
    found = _MONEY_BEFORE.search(low[max(0, expression.start - 6) : expression.start])
    if not found:
        return None
    name = MONEY[found[1]]
    return Reading(expression, name, name, "money", "money_before", expression.end)


# A noun phrase, a copula, the number: "tổng số đảng viên là 61.327", "điểm trung bình đạt 7,23".
COPULAS = ("là", "đạt", "còn", "có", "gồm", "lên", "tăng lên", "tăng từ", "giảm từ", "từ", "xuống",
    "xuống còn", "giảm còn", "giảm xuống",
           "giảm xuống còn", "lên tới", "lên đến", "được", "ước", "ước đạt", "ở mức", "khoảng", "hơn",
           "gần", "trên", "dưới", "chỉ", "mới", "tới",
           "được bầu là", "bằng", "tăng", "giảm", "đến", "đã là", "chỉ còn", "chỉ là", "nâng lên",
           "xấp xỉ", "đã lên", "vẫn là", "hiện là")
_COPULA_END = re.compile(rf"(?:\s*:|(?:\s+(?:{alternatives(COPULAS)}))+)\s*$")
_NUMBER_OF = re.compile(r"(?<![^\W_])(?:tổng\s+)?số(?:\s+lượng)?\s+(?P<noun>[^\W\d][^,;.:()]{1,90})$")
_INDEX = re.compile(rf"(?<![^\W_])({alternatives(SCORES)})(?![^\W_])[^,;.:()]{{0,70}}$")


def _noun_before(sentence, low, expression, counting, before, roles) -> Reading | None:
    if low[expression.end : expression.end + 1].isalnum():
        return None
    start = max(0, expression.start - 110)
    left = low[start : expression.start]
    copula = _COPULA_END.search(left)
    index = _INDEX.search(left)
    if index and (copula or not left[index.end(1) :].strip()):
        name = index[1]
        return Reading(expression, name, name, "score", "noun_before", expression.end)
    if not copula:
        return None
    number_of = _NUMBER_OF.search(left[: copula.start()])
    if not number_of or number_of["noun"].startswith(("điện", "nhà", "hiệu")):
        return None
    at = start + number_of.start("noun")
    counted = counted_behind(sentence[: expression.start], low[: expression.start], max(0, at - 1), max(0, at - 1))
    if counted is None:
        return None
    return Reading(expression, counted.unit, counted.phrase, "noun", "noun_before", expression.end)


NOT_A_THING = frozenset({"là", "và", "đã", "được", "bị", "chưa", "đang", "sẽ", "có", "trong", "so", "năm", "tháng", "ở", "thì", "của", "với", "tại",
                         "để", "do", "hoặc", "đến", "từ", "vào", "như", "khi", "nhưng", "mà", "cho",
                         "còn", "theo", "thuộc", "đạt", "trên"})
_GOES_ON = re.compile(r"\s(?:là|đã|được|bị|chưa|đang|thuộc|ở)(?![^\W_])")
_MILLIONS = re.compile(r"(?:tỷ|tỉ|triệu)(?:\s+rưỡi)?$")
_LIST_CUE = re.compile(
    r"(?:(?<![^\W_])(?:là|đạt|còn|được|có|gồm|lên|xuống|xuống còn|với|hơn|gần|khoảng|trên|tới|đến|chỉ|bằng|thêm|từ|kê|xử lý|hoàn thành)|[:(])\s*$"
)
_LABELLED = re.compile(r"(?:^|[,;:–-]|\svà|\sgồm|\strong đó|\(|\slà)\s*(?:có\s+)?[^,;:.()0-9]{2,60}\s\(?$")
_ENDS_ITEM = re.compile(r"\s*(?:[,;.)(…]|$|\s(?:và|trong đó|so với)(?![^\W_]))|\s*\n")


def _carried(sentence, low, expression, counting, before, roles) -> Reading | None:
    """A number at the end of a list's item counts what the number before it counts."""
    goes_on = _GOES_ON.match(low, expression.end)
    if not before or not (goes_on or _ENDS_ITEM.match(low, expression.end)) or expression.form == "fraction":
        return None
    source = next((r for r in reversed(before) if r.family in ("noun", "score") and not r.rate), None)
    if source is None or source.expression.form == "fraction":
        return None
    if expression.value >= 1e6 > source.expression.value * 10 and _MILLIONS.search(low[expression.start : expression.end]):
        return None
    left = low[max(source.expression.end, expression.start - 80) : expression.start]
    plain = re.fullmatch(r"[0-9]{1,2}", low[expression.start : expression.end]) is not None
    if not (_LIST_CUE.search(left) or not goes_on and _LABELLED.search(left)):
        return None
    if plain and re.search(r"(?<![^\W_])(?:lớp|tổ|đội|nhóm|khu|số|điều|khoản|bảng|vòng|cấp|loại|tháng|ngày|năm|quý)\s*$", left):
        return None
    unit = source.unit
    return Reading(expression, unit, unit, source.family, "carried_over", expression.end)


_AGE_BEFORE = re.compile(r"(?<![^\W_])tuổi(?:\s+(?:đời|lên|từ|trên|dưới|khoảng|gần|ngoài|là|thứ))*\s*$")


_THEN = re.compile(r"\s*(?:,|;|và|hoặc|hay)\s*")


def _shared_ahead(sentence, low, expression, counting, before, roles) -> Reading | None:
    """The unit that stands only behind the last of several numbers: "88 và 84 tuổi"."""
    at = expression.end
    for _ in range(6):
        then = _THEN.match(low, at)
        following = find_next(low, then.end()) if then and then.end() > at else None
        if following is None:
            return None
        at = following.end
        unit = table_unit(low, at)
        if unit and unit.family not in ("percent", "times") and following.magnitude == 1:
            return Reading(expression, unit.name, unit.name, unit.family, "shared_ahead", expression.end)
        counted = counted_behind(sentence, low, following.start, at) if then[0].strip() in ("và", "hoặc", "hay") else None
        if counted and not _after_a_name(sentence, expression.start):
            return Reading(expression, counted.unit, counted.phrase, "noun", "shared_ahead", expression.end)
    return None


def _after_a_name(sentence: str, start: int) -> bool:
    before = sentence[max(0, start - 20) : start].split()
    return bool(before) and before[-1][0].isupper()


def _bare_noun(sentence, low, expression, counting, before, roles) -> Reading | None:
    """A number in thousands cannot be a label: what stands behind it is counted even where the tagger sees a verb."""
    if not re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+", low[expression.start : expression.end]):
        return None
    word = re.compile(r"\s+([^\W\d_]+(?:\s+[^\W\d_]+)?)").match(low, expression.end)
    if word is None or word[1].split()[0] in NOT_A_THING:
        return None
    return Reading(expression, word[1], word[1], "noun", "bare_noun", word.end())


def _age_before(sentence, low, expression, counting, before, roles) -> Reading | None:
    if not _AGE_BEFORE.search(low[max(0, expression.start - 24) : expression.start]) or expression.value > 120:
        return None
    if low[expression.end : expression.end + 1].isalnum() or expression.form not in ("plain", "range"):
        return None
    return Reading(expression, "tuổi", "tuổi", "age", "age_before", expression.end)


def _bare_magnitude(sentence, low, expression, counting, before, roles) -> Reading | None:
    words = low[expression.start : expression.end]
    if _MILLIONS.search(words):
        return Reading(expression, "đồng", "đồng", "money", "bare_magnitude", expression.end)
    return None


# --- Value and kind ---------------------------------------------------------------------------------------------


def _repair(sentence: str, reading: Reading) -> None:
    """Reads the separators of a single numeral again, now that what it counts is known."""
    expression = reading.expression
    digits = sentence[expression.start : expression.end].lstrip("+-−")
    if expression.form != "plain" or not re.fullmatch(r"[0-9]+(?:[.,][0-9]+)+", digits):
        return
    behind = {"noun": "whole", "percent": "%"}.get(reading.family, "whole" if reading.unit == "đồng" else reading.unit)
    value = repair_digits(digits, behind)
    if value is not None:
        expression.value = -value if expression.value < 0 else value


_LEVEL_KINDS = {
    "percent": "share", "fraction": "share", "money": "money", "measure": "measure",
    "duration": "duration", "age": "age",
    "score": "other", "noun": "count", "points": "change", "times": "count",
}  # fmt: skip


def _kind(low: str, reading: Reading, before: list[Reading], roles) -> str:
    expression, family = reading.expression, reading.family
    if family == "times":
        return "ratio" if reading.rate else times_kind(low, expression.start, reading.unit_end)
    if expression.signed and family != "measure" or is_change(low, expression.start, expression.end, family, expression.form == "range"):
        if family not in ("fraction", "age") or expression.signed or family == "age" and "giảm" in low[max(0, expression.start - 12) : expression.start]:
            return "change"
    last = before[-1] if before else None
    if last and last.kind == "change" and (last.family == family or family == "percent") and continues_change(low, last.unit_end, expression.start):
        return "change"
    if family == "noun" and (reading.rate or expression.value % 1 or is_average(low, expression.start) or any(
        span.rule == "out_of_every" and span.end <= expression.start for span in roles
    )):
        return "ratio" if expression.form != "of" else "count"
    return _LEVEL_KINDS[family]
