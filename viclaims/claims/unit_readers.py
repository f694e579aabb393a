"""The unit of a number: behind it, before it, shared with its neighbours or carried on in a list.

READERS, at the end, are asked in order; the first that finds a unit makes the number a claim, and its name is the
claim's rule.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from viclaims.claims.expressions import NAN, Expression
from viclaims.claims.noun_phrases import NOUN_TAGS, TaggedText, counted_behind
from viclaims.claims.noun_phrases import Counted as Phrase
from viclaims.claims.numerals import LARGE, PART, Exact, Numeral, find_next
from viclaims.claims.roles import RoleSpan, is_footnote
from viclaims.claims.units import COUNT_NOUNS, DONG, SCORES, Unit, count_noun, table_unit, unit_name
from viclaims.lexicon import CAPITALS, Pattern, among, column, joined, words
from viclaims.text.words import Word, tag

BEHIND = 110
RECENT = 8  # how many claims back a list may carry its noun on


@dataclass
class Sentence:
    """One sentence while it is read: its text, the same in lower case, its role spans and the claims found so far."""

    text: str
    low: str
    roles: list[RoleSpan]
    read: list[Reading] = field(default_factory=list)

    def __post_init__(self):
        self.tagged = TaggedText(self.text)
        self._starts = [span.start for span in self.roles]
        self._words = [span for span in self.roles if not is_footnote(span)]  # a footnote's mark parts no words
        self._word_starts = [span.start for span in self._words]

    def role_from(self, at: int, within: int) -> RoleSpan | None:
        """The first role span that begins at `at` or at most `within` characters behind it."""
        index = bisect_left(self._word_starts, at)
        found = self._words[index] if index < len(self._words) else None
        return found if found and found.start <= at + within else None

    def roles_before(self, at: int) -> list[RoleSpan]:
        """The nearest role spans that begin before `at`, in text order."""
        index = bisect_left(self._starts, at)
        return self.roles[max(0, index - RECENT) : index]

    def recent(self) -> list[Reading]:
        """The last claims, the nearest first."""
        return self.read[: -RECENT - 1 : -1]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts, offsets into the sentence.

    `family` is the table that the unit stands in ('noun' for a counted noun); `rule` names the reader that found it;
    `rate` marks "học viên/lớp". `expression` may have taken the magnitude of a neighbour.
    """

    expression: Expression
    unit: str
    counted: str
    family: str
    rule: str
    unit_end: int
    rate: bool = False


@dataclass(frozen=True, slots=True)
class Reading(Counted):
    """One number of a sentence read as a claim: built last, when all is known, and never changed.

    `wholes` are the spans of its worded denominator.
    """

    qualifier: str = ""
    kind: str = ""
    whole: Exact | float = NAN
    wholes: tuple[tuple[int, int], ...] = ()


def read_unit(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    """What `expression` counts, None where it counts nothing.

    `counting` is the expression behind which the counted noun stands: the number itself or its worded denominator.
    """
    for reader in READERS:
        counted = reader.read(sentence, expression, counting)
        if counted:
            return counted
    return None


def _same(expression: Expression, name: str, family: str, rule: str) -> Counted:
    return Counted(expression, name, name, family, rule, expression.end)


# --- Behind the number ------------------------------------------------------------------------------------------


def _inside(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    if not expression.unit:
        return None
    unit = table_unit(expression.unit, 0)
    family = unit.family if unit else "measure"  # khối alone may be another word; in "ba khối rưỡi" it is none
    name = unit_name(expression.unit) if family == "money" else expression.unit
    return _same(expression, name, family, "unit_inside")


SILVER, BRONZE = among("silver"), among("bronze")  # "12 vàng, 11 bạc, 8 đồng"
MONTHS = among("month")
_OF_CHILD = Pattern(r"(?<![^\W_]){child}\s+(?:{about|more_than|less_than}\s+)?$")
_DONG_AND_NOUN = Pattern(r"\s+(?!(?:{behind_price|coordination|cash|behind_score|phrase_stop})(?![^\W_]))[^\W\d_]+")
_GOES_ON_IN_CAPITALS = re.compile(rf"\s[{CAPITALS}][^\W\d_{CAPITALS}]")
_MULTIPLE, TIMES = Pattern(r"(?<![^\W_]){multiple}\s+$"), words("turn")[0]
TWO_PRESSURES = among("two_pressures")
YEARS, DAYS = among("year"), among("date_word")
FEW_OF, MOST_OF_FEW = among("few_of"), 31
SPACES = " \t\u00a0\u202f\u2009"


def _table(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    unit = table_unit(sentence.low, counting.unit_at)
    multiple = _MULTIPLE.search(sentence.low, max(0, expression.start - 8), expression.start)
    if multiple and (unit is None or unit.family == "duration"):
        return _same(expression, TIMES, "times", "unit_table")  # "gấp ba ngày thường"
    if unit is None or _belongs_to_date(sentence, unit, counting):
        return None
    printed = sentence.text[unit.start : unit.end]
    if unit.family == "money" and printed[:1].isupper() and _GOES_ON_IN_CAPITALS.match(sentence.text, unit.end):
        return None  # "số 5 Yên Bài"
    if unit.name in FEW_OF and expression.value > MOST_OF_FEW:
        return None  # "bán được 120 hôm trước"
    if unit.start > counting.unit_at and sentence.low[counting.unit_at] not in SPACES:
        return None
    if expression.form == "of" and unit.name.lower() in TWO_PRESSURES:
        expression = replace(expression, form="plain", whole=NAN)
    if unit.name in YEARS and _YEARS_OLD.match(sentence.low, unit.end):
        unit = unit._replace(family="age")
    if unit.name in MONTHS and _OF_CHILD.search(sentence.low, max(0, expression.start - 16), expression.start):
        unit = unit._replace(family="age")
    if unit.name == DONG and expression.value < 50 and _DONG_AND_NOUN.match(sentence.low, unit.end):
        return None  # "2 đồng chủ biên"
    if unit.family == "counted_time" or (printed in BRONZE and _stands_behind_silver(sentence)):
        return _with_rate(sentence, Counted(expression, printed, printed, "noun", "unit_table", unit.end))
    name = _printed(sentence, unit)
    counted = _unit_phrase(sentence, counting, unit, name)
    return _with_rate(sentence, Counted(expression, name, counted, unit.family, "unit_table", unit.end))


_YEARS_LISTED = Pattern(r"\s+[0-9]{4}(?:\s*,\s*[0-9]{4})*\s+{coordination}\s+[0-9]{4}")  # "trong hai năm 2022 và 2023"
_YEARS_FROM_TO = re.compile(r"\s+\(?([0-9]{4})\s*[-–—]\s*([0-9]{4})(?![0-9])")


def _names_as_many_years(low: str, at: int, count: Exact | float) -> bool:
    """Whether the years behind are those that were counted: "ba năm 2016-2018"."""
    span = _YEARS_FROM_TO.match(low, at)
    if span:
        return int(span[2]) - int(span[1]) + 1 == count
    return count < 10 and _YEARS_LISTED.match(low, at) is not None


def _belongs_to_date(sentence: Sentence, unit: Unit, counting: Expression) -> bool:
    """ "năm" before 2023 or "tháng" before 10 belongs to the date behind it; "hai ngày 12 và 13/6" are two days."""
    if unit.family != "duration":
        return False
    behind = sentence.role_from(unit.end, within=1)
    if behind is None or behind.role not in ("date", "term"):
        return False
    if unit.name in YEARS and _names_as_many_years(sentence.low, unit.end, counting.value):
        return False
    return unit.name not in DAYS or counting.value > 31 or counting.value != int(counting.value)


def _unit_phrase(sentence: Sentence, counting: Expression, unit: Unit, name: str) -> str:
    """The unit with the noun directly behind it: "% dự toán", "km đường biên giới"."""
    if unit.family == "percent":
        if not sentence.low.startswith(" ", unit.end):
            return name
        total = _TOTAL.match(sentence.low, unit.end)
        at = total.end() if total else unit.end
        whole = counted_behind(sentence.tagged, sentence.low, at, coordinated=False)
        return f"% {' '.join(sentence.text[unit.end : whole.end].split())}" if whole else name
    if unit.family in ("measure", "duration", "age"):
        phrase = counted_behind(sentence.tagged, sentence.low, counting.unit_at, coordinated=False)
        if phrase and phrase.start == unit.start and phrase.end > unit.end:
            return phrase.phrase
    if unit.family == "duration" and (of := _TIME_OF.match(sentence.low, unit.end)):
        return f"{name} {of[1]}"
    if unit.family == "measure" and sentence.low.startswith(" ", unit.end):
        phrase = counted_behind(sentence.tagged, sentence.low, unit.end, coordinated=False)
        if phrase and phrase.start == unit.end + 1 and phrase.phrase.islower():
            return f"{name} {phrase.phrase}"
    return name


def _stands_behind_silver(sentence: Sentence) -> bool:
    return bool(sentence.read) and sentence.read[-1].unit in SILVER


_YEARS_OLD = Pattern(r"\ {years_of_age}(?!\s+{not_of_age}(?![^\W_]))(?![^\W_])")  # "rừng keo 4 năm tuổi"
_TIME_OF = Pattern(r"\ ({of_time})(?![^\W_])")
# What shows that a score stands alone or is compared: "7,23 điểm so với ..."; "43 điểm thi" are places.
_SCORE_ENDS = Pattern(r"\s*(?:[,.;:)(/…!?\"”]|$|\n|[-–]|{behind_score}(?![^\W_]))")
POINTS = among("mark")


def _noun(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    counted = counted_behind(sentence.tagged, sentence.low, counting.unit_at)
    if counted is None or sentence.role_from(counted.start, within=2):
        return None
    if len(counted.unit) == 1 and counted.unit not in COUNT_NOUNS:
        return None  # a letter behind a number is a part of it: "60A Hoàng Văn Thụ"
    if counted.unit[:1].isupper() and (expression.written == "words" or _is_a_name(sentence, counted)):
        return None
    if any(refusal.holds(sentence, expression, counting, counted) for refusal in REFUSALS):
        return None
    source = _source_of_list(sentence, expression) if _says_which(sentence, expression, counted) else None
    if source and source.family == "noun":
        return None  # "kỷ luật 29 tổ chức đảng (26 khiển trách ...": carried on
    of_ten = expression.form == "of" and counted.unit.lower() in POINTS  # "9,8/10 điểm môn Hóa"
    is_score = of_ten or (
        counted.unit.lower() in SCORES
        and counted.phrase == counted.unit
        and _SCORE_ENDS.match(sentence.low, counted.end)
    )
    family = "score" if is_score or (counted.unit.lower() in POINTS and expression.value % 1) else "noun"
    end = counted.start + len(counted.unit)
    return _with_rate(sentence, Counted(expression, counted.unit, counted.phrase, family, "noun_behind", end))


ATTRIBUTES = among("attribute")
_PART_CUE = Pattern(r"(?:(?<![^\W_])(?:{list_cue|coordination})|[,;:(])\s*$")


def _says_which(sentence: Sentence, expression: Expression, behind: Phrase) -> bool:
    """Whether the words behind a number say which of the things counted before: "gồm 9 khiển trách, 3 đình chỉ"."""
    if sentence.low.startswith("/", behind.end):
        return False
    if behind.phrase.lower() in ATTRIBUTES:
        return True
    before = sentence.low[max(0, expression.start - 16) : expression.start]
    no_noun = behind.unit.lower() not in COUNT_NOUNS and tag(behind.unit)[0].tag in ("V", "A")
    if no_noun and sentence.read and _is_verb(sentence.read[-1].unit):
        return False  # "26 chất vấn, 9 phát biểu"
    return no_noun and _PART_CUE.search(before) is not None


def word_before(sentence: Sentence, expression: Expression) -> Word | None:
    """The word directly before a number, as the tagger cuts it."""
    before = sentence.tagged.between(max(0, expression.start - 24), expression.start)
    return before[-1] if before and before[-1].end == expression.start - 1 else None


def _behind_named(sentence: Sentence, expression: Expression) -> bool:
    word = word_before(sentence, expression)
    return word is not None and word.text[:1].isupper()


def _is_verb(unit: str) -> bool:
    return tag(unit)[0].tag == "V"


def _is_a_name(sentence: Sentence, counted: Phrase) -> bool:
    """Whether what stands behind a number is a name, and the number an address's or a player's: 121 Trần Phú."""
    head, *rest = sentence.tagged.between(counted.start, min(len(sentence.text), counted.start + 40))
    if head.text.isupper() or {counted.unit.lower(), head.text.lower().replace("_", " ")} & COUNT_NOUNS:
        return False
    followed = bool(rest) and rest[0].text[:1].isupper()
    if head.tag != "Np":  # "49 Hàng Giấy", "19 Kwame A.", but "5 Huy chương Vàng"
        proper = followed and (rest[0].tag == "Np" or len(rest[0].text.rstrip(".")) == 1)
        return proper and "_" not in head.text
    return "_" in head.text or followed


_LETTER_FOR_THOUSAND = Pattern(r"[0-9]\s?{letter_for_thousand}$")  # "50k", no word that ends in k or n
_THOUSAND_MILLION = Pattern(r"{thousand_million}$")
_SIZE_GOES_ON = re.compile(r"\s?[x×]\s?[0-9]")
_NAMED_PLAYER = re.compile(rf" [{CAPITALS}][^\W\d_A-Z]+\s*(?:[,;.]|$)")
PRICE = among("price")
_NUMBER_BEHIND = re.compile(r"\s+[0-9]")
MODEL_WORDS, VERBS_OF_WORKS = among("model_word"), among("verb_of_works")
_LABEL_BEFORE = Pattern(r"(?<![^\W_]){body_label|thing_label|place_label|class_label}\s+$")


def _is_listed(counted: Phrase) -> bool:
    return counted.unit.lower() in COUNT_NOUNS


class Refusal(NamedTuple):
    """One way in which the words behind a number only look like what it counts, with an example."""

    name: str
    holds: Callable[[Sentence, Expression, Expression, Phrase], bool]
    takes: str


REFUSALS = (
    Refusal("price of a name", lambda sentence, _, __, counted: counted.unit.lower() in PRICE
            and _NUMBER_BEHIND.match(sentence.low, counted.end) is not None, "gạo Đài Thơm [8] giá 8.500đ"),
    Refusal("row of a table", lambda sentence, _, __, counted: counted.unit[:1].isupper() and not _is_listed(counted)
            and _NUMBER_BEHIND.match(sentence.low, counted.end) is not None, "[2] Sahako 10 7 2 1 23"),
    Refusal("label before a name", lambda sentence, number, __, counted: counted.unit[:1].isupper()
            and _LABEL_BEFORE.search(sentence.low[max(0, number.start - 30) : number.start]) is not None,
            "Đội [2] Phòng PC02"),
    Refusal("model", lambda sentence, _, __, counted: counted.unit.split()[0].lower() in MODEL_WORDS,
            "bán Redmi Note [13] Pro 5G"),
    Refusal("player", lambda sentence, _, counting, counted: not _is_listed(counted)
            and _NAMED_PLAYER.match(sentence.text, counting.end) is not None, "đội hình: [3] Tân, 4 Hiếu"),
    Refusal("size", lambda sentence, _, counting, __: _SIZE_GOES_ON.match(sentence.low, counting.unit_at) is not None,
            "có diện tích [4]x15m"),
    Refusal("capitals behind a sum", lambda sentence, number, _, counted: counted.unit.isupper()
            and not _is_listed(counted) and _said(sentence, number, _THOUSAND_MILLION), "giá [7,2 tỷ] TL"),
    Refusal("verb behind a sum", lambda sentence, number, _, counted: _said(sentence, number, _LETTER_FOR_THOUSAND)
            and _is_verb(counted.unit), "từ [25k] nhảy vọt"),
    Refusal("verb behind a day", lambda _, number, __, counted: number.form == "of" and not _is_listed(counted)
            and _is_verb(counted.unit), "lễ phát động [5/6] thu hút 300 người"),
    Refusal("verb behind a name", lambda sentence, number, _, counted: not _is_listed(counted)
            and _behind_named(sentence, number) and (_is_verb(counted.unit) or counted.unit.lower() in VERBS_OF_WORKS),
            "Bệnh viện Quân y [103] tiếp nhận 12 ca"),
)  # fmt: skip


def _said(sentence: Sentence, number: Expression, pattern: Pattern) -> bool:
    return pattern.search(sentence.low, number.start, number.end) is not None


_RATE = re.compile(r"\s?/\s?(?=[^\W\d_]|[0-9])")
_RATE_BASE = re.compile(r"[0-9.]*\s?[^\W\d_]+[23²³]?(?:/[^\W\d_]+)*")


def _with_rate(sentence: Sentence, found: Counted) -> Counted:
    """Marks a rate ("học viên/lớp") and adds its base to the counted phrase."""
    if "/" in found.unit or "/" not in sentence.low[found.unit_end : found.unit_end + 2]:
        return found
    slash = _RATE.match(sentence.low, found.unit_end)
    if slash is None:
        return found
    base = _RATE_BASE.match(sentence.low, slash.end())
    # "8 vụ/13 bị can" are two counts; a base is a round number that the role rules know.
    if base is None or (base[0][0].isdigit() and not sentence.role_from(slash.end(), within=0)):
        return found
    # A base of two syllables is one word: "đồng/trẻ em", "đồng/doanh nghiệp".
    behind = sentence.tagged.between(slash.end(), min(len(sentence.text), slash.end() + 20))
    whole = behind and behind[0].start == slash.end() and behind[0].end > base.end() and behind[0].tag in NOUN_TAGS
    of = sentence.low[slash.end() : behind[0].end] if whole else base[0]
    return replace(found, rate=True, counted=f"{found.unit}/{of}")


_SHARE_CUE = Pattern(r"(?<![^\W_]){share_cue}\s+$")
_SHARE_BEHIND = Pattern(r"\s+{behind_share}(?![^\W_])")
_TOTAL = Pattern(
    r"""\s+(?:{within}\s+)?(?:{total}\s+)?{so}(?:\s+{amount})?(?=\s+[^\W\d_]) | \s+{total}(?=\s+[^\W\d_])"""
)


def _fraction(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    if expression.form != "fraction":
        return None
    unit = table_unit(sentence.low, expression.unit_at)
    if unit and unit.family in ("duration", "measure", "money"):
        return None
    behind = expression.unit_at
    total = _TOTAL.match(sentence.low, behind)
    at = total.end() if total else behind
    # A fraction ends a noun phrase, which misleads the tagger: the words behind it are tagged apart.
    apart = TaggedText(sentence.text[at : at + BEHIND])
    counted = counted_behind(apart, sentence.low[at : at + BEHIND], 0)
    if counted:
        counted = counted._replace(start=counted.start + at, end=counted.end + at)
        phrase = " ".join(sentence.text[behind : counted.end].split())
        return Counted(expression, counted.unit, phrase, "fraction", "fraction", counted.end)
    before = sentence.low[max(0, expression.start - 16) : expression.start]
    in_words = not PART.isdisjoint(sentence.low[expression.start : expression.end].split())  # "3 phần triệu"
    said = in_words or total or _SHARE_CUE.search(before) or _SHARE_BEHIND.match(sentence.low, behind)
    if expression.written == "digits" and not said:
        return None
    of_before = next((reading.unit for reading in sentence.recent() if reading.family == "noun"), "")
    return _same(expression, of_before, "fraction", "fraction")


_TENTHS = r"(?:\s+{half_more|digit|digit_behind_ten})?$"  # "bốn triệu tám"
_THOUSAND = Pattern(rf"{{thousand}}{_TENTHS}")
_MILLIONS = Pattern(
    rf"{{million_or_more}}{_TENTHS} | {{million_or_more}}\s[1-9](?:[0-9]{{2}})?$ | [0-9]\s?{{glued_size}}[0-9]{{1,3}}$"
)
_WITH_MILLIONS = Pattern(r"{million_or_more}\s+[0-9]+\s+{thousand}$")  # "18 triệu 650 nghìn"
_MAGNITUDE = re.compile("|".join(LARGE))
_ENDS_CLAUSE = Pattern(r"\s*(?:[,.;:!?)…”\"]|$|\n) | \s?/\s?[^\W\d_] | \s+{behind_price}(?![^\W_])")
_BUYS = Pattern(r"(?<![^\W_]){buying}(?![^\W_])")
_EACH_OF = re.compile(r"\s?/\s?[^\W\d_]")  # "15 nghìn/mớ"
_SUM_BEHIND = Pattern(r"\s+(?:({money_of_sums})|{cash})(?![^\W_])")
CURRENCIES = column("name", "money_of_sums")
SPOKEN_THOUSAND = words("southern_thousand")


def _bare_magnitude(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    spoken = sentence.low[expression.start : expression.end]
    # Thousands alone may count anything; behind a sum of money, or at the end of a clause that buys, sells or
    # speaks as the South does, they are money too.
    of_money = _THOUSAND.search(spoken) and (
        any(reading.family == "money" for reading in sentence.recent())
        or (
            _ENDS_CLAUSE.match(sentence.low, expression.end)
            and (
                any(word in spoken for word in SPOKEN_THOUSAND)
                or _BUYS.search(sentence.low, max(0, expression.start - 200), expression.start)
            )
        )
        or _BUYS.search(sentence.low, max(0, expression.start - 40), expression.start)
        or _EACH_OF.match(sentence.low, expression.end)
        or _LETTER_FOR_THOUSAND.search(spoken)
    )
    if not (_MILLIONS.search(spoken) or _WITH_MILLIONS.search(spoken) or of_money):
        return None
    return _with_rate(sentence, _same(expression, _currency(sentence, spoken), "money", "bare_magnitude"))


def _currency(sentence: Sentence, spoken: str) -> str:
    """That of the last sum in the same magnitude: "9,29 tỷ USD ..., góp vốn 1,7 tỷ"; else đồng."""
    magnitude = _MAGNITUDE.findall(spoken)[-1:]
    for reading in sentence.recent():
        before = sentence.low[reading.expression.start : reading.expression.end]
        if reading.family == "money" and magnitude and _MAGNITUDE.findall(before)[-1:] == magnitude:
            return reading.unit
    return DONG


def _sum_named(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    behind = _SUM_BEHIND.match(sentence.low, expression.end)
    if behind is None:
        return None
    spoken = sentence.low[expression.start : expression.end]
    large = expression.value >= 1000 if behind[1] else _THOUSAND.search(spoken)
    if not (_MILLIONS.search(spoken) or large):
        return None
    name = CURRENCIES[behind[1]] if behind[1] else _currency(sentence, spoken)
    return _same(expression, name, "money", "sum_named")


_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_WORDS = re.compile(r"\s+([^\W\d_]+(?:\s+[^\W\d_]+)?)")
NOT_A_THING = among("not_a_thing")


def _bare_noun(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    if not _THOUSANDS.fullmatch(sentence.low, expression.start, expression.end):
        return None
    behind = _WORDS.match(sentence.low, expression.end)
    if behind is None or behind[1].split()[0] in NOT_A_THING:
        return None
    return Counted(expression, behind[1], behind[1], "noun", "bare_noun", behind.end())


# --- Before the number ------------------------------------------------------------------------------------------

_AGE_BEFORE = Pattern(
    r"""(?<![^\W_])(?:{years_of_age|span_of_life}(?:\s+{average}(?:\s+[^\W\d_]+){0,5})?|{age_group}(?:\s+[^\W\d_]+){0,4})(?:\s+{age_filler})*\s*$
    | (?<![^\W_]){years_of_age}(?:\s+[^\W\d_]+){0,5}\s*:\s*(?:{attribute}\s+[0-9][0-9.,]{0,4},\s+)?{attribute}\s+$"""
)
_JUST_TURNED = Pattern(r"(?<![^\W_]){just_turned}\s+$")
AGE = unit_name(words("years_of_age")[0])
# A sign of money needs no word to end before it: "5US$".
_MONEY_BEFORE = Pattern(r"(?<![^\W_])({money_before})\s*$")


def _age_before(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    before = sentence.low[max(0, expression.start - 60) : expression.start]
    if expression.value > 120 or expression.form not in ("plain", "range"):
        return None
    turned = _JUST_TURNED.search(before) and _ENDS_ITEM.match(sentence.low, expression.end)
    if not turned and not _AGE_BEFORE.search(before):
        return None
    glued = sentence.low[expression.end : expression.end + 1].isalnum()
    return None if glued else _same(expression, AGE, "age", "age_before")


# "pH 6,8", "pH đất giữ ở mức 5,5", "BMI trong khoảng 18,5-22,9", "GPA đạt 3,6"
# and, with what bounds or moves it, "pH, dưới 5,0", "P/E forward 11,4x", "DXY lùi về 108,9"
_INDEX_BEFORE = Pattern(
    r"""(?<![^\W_])(?P<name>{index_name})(?:\s+{within|index_filler}){0,4}
    (?:,?\s+(?:{copula|less_than|more_than|about|at_least|at_most|change_verb|level_direction|to_level})){0,2}
    \s*:?\s*$"""
)


def _index_before(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    start = max(0, expression.start - 32)
    found = _INDEX_BEFORE.search(sentence.low[start : expression.start])
    if found is None or expression.form not in ("plain", "range"):
        return None
    return _same(expression, sentence.text[start + found.start(1) : start + found.end(1)], "score", "index_before")


# "Toán 38,25; Ngữ văn 37,5; Tin 33", "9,25 Văn, 10 Toán": a decimal is a mark, a whole number beside one is too.
_SUBJECT_BEFORE = Pattern(r"(?<![^\W_]){school_subject}\s*:?\s+$")
_SUBJECT_BEHIND = Pattern(r"\s+{school_subject}(?=\s*(?:[,;.)]|$|{coordination}(?![^\W_])))")
HIGHEST_MARK = 60  # the marks of several subjects are added up
MARK = words("mark")[0]


def _mark_of_subject(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    if expression.form != "plain" or not expression.value <= HIGHEST_MARK or expression.written != "digits":
        return None
    beside = expression.value % 1 or any(reading.rule == "mark_of_subject" for reading in sentence.recent())
    before = _SUBJECT_BEFORE.search(sentence.low, max(0, expression.start - 24), expression.start)
    told = before and _ENDS_ITEM.match(sentence.low, expression.end)
    if not beside or not (told or _SUBJECT_BEHIND.match(sentence.low, expression.end)):
        return None
    return _same(expression, MARK, "score", "mark_of_subject")


_GIVES_MARKS = Pattern(r"(?<![^\W_]){gives_marks}(?:\s+[^\W\d_]+){0,2}\s+$")
MARKS_ARE_OUT_OF = (5, 10, 100)


def _mark_given(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    """ "chấm 7,5/10" """
    low, start = sentence.low, expression.start
    if expression.form != "of" or expression.whole not in MARKS_ARE_OUT_OF or expression.value > expression.whole:
        return None
    if not _GIVES_MARKS.search(low, max(0, start - 40), start) or not _SCORE_ENDS.match(low, expression.end):
        return None
    return _same(expression, MARK, "score", "mark_given")


_HEAD_COUNT = Pattern(r"(?:^|(?<![^\W_])){head_count}\s*:\s*$")
_VOTED = Pattern(r"(?<![^\W_]){vote|head_count}\s*:?\s+$")


def _people_told(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    """ "Có mặt: 33", "biểu quyết nhất trí 31/31" """
    low, start = sentence.low, expression.start
    if expression.form == "of" and expression.value <= expression.whole and _ENDS_ITEM.match(low, expression.end):
        voted = _VOTED.search(low, max(0, start - 30), start)
        return _same(expression, PERSON, "noun", "people_told") if voted else None
    if expression.form != "plain" or expression.value % 1 or not _ENDS_ITEM.match(low, expression.end):
        return None
    return (
        _same(expression, PERSON, "noun", "people_told") if _HEAD_COUNT.search(low, max(0, start - 20), start) else None
    )


_PEOPLE_AT_HEAD = Pattern(r"(?:^|[.;•+]\s|\n|[-–]\s)\s*(?P<noun>{person_head})(?:\s+[^\W\d_]+){0,8}\s*:\s*$")


def _people_at_head(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    """ "Viên chức sự nghiệp giáo dục: 1.406/1.478, trong đó" """
    low, start = sentence.low, expression.start
    whole_of = expression.form == "of" and expression.value <= expression.whole
    if (
        not (whole_of or expression.form == "plain")
        or expression.value % 1
        or not _ENDS_ITEM.match(low, expression.end)
    ):
        return None
    from_ = max(0, start - BEFORE)
    head = _PEOPLE_AT_HEAD.search(low[from_:start])
    if head is None:
        return None
    noun = sentence.text[from_ + head.start("noun") : from_ + head.end("noun")]
    return _same(expression, noun.lower() if not from_ else noun, "noun", "people_at_head")


_OPENS_QUOTE = re.compile(r"\s+[“\"'«]")
_IN_QUOTES = re.compile(r"[^“”\"'«»]{2,60}(?=[”\"'»])")


def _noun_in_quotes(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    """ "xây 254 "Mái ấm tình thương" trị giá" """
    opening = _OPENS_QUOTE.match(sentence.low, counting.unit_at)
    noun = count_noun(sentence.low, opening.end()) if opening else None
    called = _IN_QUOTES.match(sentence.text, noun.start) if noun else None
    if noun is None or called is None:
        return None
    printed = sentence.text[noun.start : noun.end]
    return Counted(expression, printed, called[0], "noun", "noun_in_quotes", called.end())


_OUTCOME_BEFORE = Pattern(r"(?<![^\W_]){match_outcome}\s+$")
_OUTCOME_NEXT = Pattern(r"\s*(?:,|;|{coordination})\s+{match_outcome}\s+[0-9]{1,2}(?=\s*(?:[,;.)]|$|{coordination}))")
MATCH = words("match")[0]


def _matches_told(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    """ "thắng 2, hòa 1": two outcomes that end their items."""
    low, start, end = sentence.low, expression.start, expression.end
    if expression.form != "plain" or not _SMALL_NUMBER.fullmatch(low, start, end):
        return None
    if not _OUTCOME_BEFORE.search(low, max(0, start - 8), start) or not _ENDS_ITEM.match(low, end):
        return None
    beside = any(reading.rule == "matches_told" for reading in sentence.recent()) or _OUTCOME_NEXT.match(low, end)
    return _same(expression, MATCH, "noun", "matches_told") if beside else None


_PRICE_BEFORE = Pattern(
    r"(?<![^\W_]){price_label}(?:\s+(?:{copula|less_than|more_than|about|at_least|at_most})){0,2}\s*:?\s+$"
)
_PRICES = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:\s?[-–]\s?[0-9]{1,3}(?:\.[0-9]{3})+)?")
_PRICE_ENDS = re.compile(r"\s*(?:[,;.!?)(+…\"”]|$|\n)")
LOWEST_PRICE = 5000  # below, a price may be in dollars
_MOVED_TO = Pattern(r"(?<![^\W_]){level_direction}(?:\s+(?:{less_than|more_than|about})){0,2}\s+$")
TIMES_THE_PRICE = 3


def _price_before(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    """ "giá mục tiêu 32.500", "trả 22.000 đồng/kg, giờ rơi xuống 15.000 - 16.000": a price whose unit is unsaid."""
    low, start, end = sentence.low, expression.start, expression.end
    if not _PRICES.fullmatch(low, start, end) or expression.value < LOWEST_PRICE:
        return None
    prices = [reading for reading in sentence.recent() if reading.family == "money"]
    if _PRICE_BEFORE.search(low, max(0, start - 40), start) and _PRICE_ENDS.match(low, end):
        return _same(expression, prices[0].unit if prices else DONG, "money", "price_before")
    moved = prices and _MOVED_TO.search(low, max(0, start - 24), start)
    if not moved or not 1 / TIMES_THE_PRICE < expression.value / prices[0].expression.value < TIMES_THE_PRICE:
        return None
    return _same(expression, prices[0].unit, "money", "price_before")


def _money_before(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    found = _MONEY_BEFORE.search(sentence.low[max(0, expression.start - 6) : expression.start])
    return _same(expression, unit_name(found[1]), "money", "money_before") if found else None


# What may stand between a noun and its number: "tổng số đảng viên là 61.327", "điểm trung bình đạt 7,23".
_COPULA = Pattern(r"(?:\s*:|(?:\s+{copula})+)\s*$")
_NUMBER_OF = Pattern(r"(?<![^\W_])(?:(?:{total}\s+)?{so}(?:\s+{amount})?|{total})\s+(?P<noun>[^\W\d][^,;.:()]{1,90})$")
# Behind "tổng" no copula is needed: "tổng chỉ tiêu 15.340".
_TOTAL_OF = Pattern(r"(?<![^\W_]){total}(?:\s+{so})?\s+(?P<noun>[^\W\d][^,;.:()0-9]{1,30})$")
_INDEX = Pattern(r"(?<![^\W_])({score})(?![^\W_])[^,;.:()]{0,70}$")
_NO_SCORE = Pattern(r"(?<![^\W_]){no_score}$")  # "tại thời điểm 01/7 là 1.093"
SUMS, LABELS_WITH_SO = words("sum_of_money"), words("label_with_so")
# "tỷ lệ giáo viên/lớp đạt 1,38", "số học sinh/lớp là 31"
_RATE_OF = Pattern(
    r"""(?<![^\W_])(?:{rate_word}|{so})\s+(?P<noun>[^\W\d_]+(?:\s[^\W\d_]+)?)\s?/\s?(?P<base>(?:[0-9.]{2,9}\s)?[^\W\d_]+)
    (?:\s+[^\W\d_]+){0,6}$"""
)
# "Số vụ, việc tiếp nhận: 731", "Số phiếu phát ra 178, thu về 175": at the head of a clause, with what was done.
_NUMBER_AT_HEAD = Pattern(
    r"""(?:^|[.,;:(•+–-]\s*)(?:{total}\s+)?{so}(?:\s+{amount})?\s+(?P<noun>[^\W\d][^;.:()0-9]{1,90})$"""
)
BEFORE = 110


def _number_at_head(sentence: Sentence, expression: Expression, left: str, told: bool) -> re.Match[str] | None:
    """The label of a count that begins a clause: before a colon with commas in it, else with a verb at its end."""
    found = _NUMBER_AT_HEAD.search(left)
    if found is None or told:
        return found
    if "," in found["noun"] or expression.form != "plain" or expression.value % 1:
        return None
    words_of_label = sentence.tagged.between(max(0, expression.start - 24), expression.start)
    ends = words_of_label and words_of_label[-1].tag in ("V", "A", "R", "E")
    return found if ends and _ENDS_ITEM.match(sentence.low, expression.end) else None


def _noun_before(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    if sentence.low[expression.end : expression.end + 1].isalnum():
        return None
    start = max(0, expression.start - BEFORE)
    left = sentence.low[start : expression.start]
    copula, index = _COPULA.search(left), _INDEX.search(left)
    if index and _NO_SCORE.search(left, 0, index.end(1)):
        index = None
    decimal = expression.value % 1 > 0
    if index and not decimal and (said := _NUMBER_OF.search(left[: copula.start()] if copula else "")):
        inside = index.start(1) <= said.start() < index.end(1)  # "chỉ số BMI từ 25"
        index = index if inside or said["noun"].startswith(index[1]) else None  # "số thí sinh bị điểm liệt là 123"
    if index and (copula or decimal or not left[index.end(1) :].strip()):
        return _same(expression, index[1], "score", "noun_before")
    noun_end = copula.start() if copula else len(left.rstrip())
    rate = _RATE_OF.search(left[:noun_end]) if copula else None
    if rate:
        phrase = f"{rate['noun']}/{rate['base']}"
        return Counted(expression, rate["noun"], phrase, "noun", "noun_before", expression.end, rate=True)
    number_of = (_NUMBER_OF if copula else _TOTAL_OF).search(left[:noun_end])
    number_of = number_of or _number_at_head(sentence, expression, left[:noun_end], copula is not None)
    if not number_of or number_of["noun"].startswith(LABELS_WITH_SO):
        return None
    if number_of["noun"].startswith(SUMS) and _MILLIONS.search(sentence.low[expression.start : expression.end]):
        return None  # a sum of money, which _bare_magnitude reads
    at = start + number_of.start("noun") - 1
    counted = counted_behind(sentence.tagged, sentence.low, at, stop=start + noun_end)
    at_head = number_of.re.pattern == _NUMBER_AT_HEAD.pattern
    if counted is None or (not copula and not at_head and counted.end < start + noun_end):
        return None
    if not copula and at_head and counted.unit.lower() not in COUNT_NOUNS:
        return None
    return Counted(expression, counted.unit, counted.phrase, "noun", "noun_before", expression.end)


# --- Among its neighbours ---------------------------------------------------------------------------------------

_THEN = Pattern(r"\s*(,|;|(?<![^\W_]){list_conjunction}(?![^\W_]))\s* | \s?([x×])\s?(?=[0-9])")
LONGEST_SHARING = 6


def _shared_ahead(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    at = expression.end
    for _ in range(LONGEST_SHARING):
        then = _THEN.match(sentence.low, at)
        following = find_next(sentence.low, then.end()) if then else None
        if following is None or following.form != expression.written:
            return None
        at = following.end
        unit = table_unit(sentence.low, at)
        if then[2] and (unit is None or unit.family != "measure") and not _THEN.match(sentence.low, at):
            return None  # "3x4" is a size without a unit
        if unit and unit.family not in ("percent", "times"):
            taken = _with_magnitude(sentence, expression, following) if unit.family == "money" else None
            if following.magnitude == 1 or taken:
                return _sharing(sentence, taken or expression, unit, "shared_ahead")
        if then[1] in (",", ";") or _stands_behind_a_name(sentence, expression.start):
            continue
        counted = counted_behind(sentence.tagged, sentence.low, at)
        if counted:
            return Counted(expression, counted.unit, counted.phrase, "noun", "shared_ahead", expression.end)
    return None


def _printed(sentence: Sentence, unit: Unit) -> str:
    """The unit's name, as it is printed unless the table has one for all its forms."""
    named = unit.family in ("money", "percent", "points", "times")
    return unit.name if named else sentence.text[unit.start : unit.end]


def _sharing(sentence: Sentence, expression: Expression, unit: Unit, rule: str) -> Counted:
    """A number that has its unit from another one; days of work are things that are counted."""
    family = "noun" if unit.family == "counted_time" else unit.family
    return _same(expression, _printed(sentence, unit), family, rule)


def _with_magnitude(sentence: Sentence, expression: Expression, following: Numeral) -> Expression | None:
    """A number without a magnitude of its own multiplied by that of `following`, None unless it is then of its size."""
    own = find_next(sentence.low, expression.start)
    value = expression.value * following.magnitude
    if own is None or own.magnitude != 1 or following.magnitude == 1 or expression.form != "plain":
        return None
    if not following.value < value * 50 or not value < following.value * 50:
        return None
    return replace(expression, value=value, scale=following.magnitude)


_FROM = Pattern(r"(?<![^\W_]){from}(?:\s+{behind_from_level})?\s*$")
_TO = Pattern(r"\s+{to_level_between}(?:\s+{behind_to_level})*\s+(?=[0-9])")


def _shared_level(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    to = _TO.match(sentence.low, expression.end) if expression.form == "plain" else None
    if to is None or not _FROM.search(sentence.low[max(0, expression.start - 16) : expression.start]):
        return None
    following = find_next(sentence.low, to.end())
    if following is None:
        return None
    unit = table_unit(sentence.low, following.end)
    if unit is None and following.magnitude == 1:
        counted = counted_behind(sentence.tagged, sentence.low, following.end)
        if counted is None or sentence.role_from(counted.start, within=2):
            return None
        return Counted(expression, counted.unit, counted.phrase, "noun", "shared_level", expression.end)
    if unit is None or (unit.family == "times" and not expression.value % 1):
        return None
    own = find_next(sentence.low, expression.start)
    bare = own is None or own.magnitude == 1  # "từ 200 nghìn lên 2 triệu đồng" needs the unit alone
    if bare and following.magnitude > 1:
        taken = _with_magnitude(sentence, expression, following)
        return _sharing(sentence, taken, unit, "shared_level") if taken else None
    return _sharing(sentence, expression, unit, "shared_level")


_REACHED = Pattern(r"\s+{level_reached|to_level_between}(?:\s+{less_than|more_than|about})?\s+")


def _level_reached(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    source = sentence.read[-1] if sentence.read else None
    if source is None or expression.form != "plain" or not _ENDS_CLAUSE.match(sentence.low, expression.end):
        return None
    start = source.expression.start
    came_from = _FROM.search(sentence.low[max(0, start - 16) : start])
    if came_from is None or not _REACHED.fullmatch(sentence.low, source.unit_end, expression.start):
        return None
    return _same(expression, source.unit, source.family, "level_reached")


def _stands_behind_a_name(sentence: Sentence, start: int) -> bool:
    before = sentence.text[max(0, start - 20) : start].split()
    return bool(before) and before[-1][0].isupper()


# What shows before the number that it says how many: "nữ có 17", "đã xử lý 134".
_LIST_CUE = Pattern(r"(?:(?<![^\W_]){list_cue}|[:(])\s*$")
_LABELLED = Pattern(r"(?:[,;:–-]|\s{begins_item}|\()\s*(?:{there_is}\s+)?[^,;:.()0-9]{2,60}\s\(?$")
_ENDS_ITEM = Pattern(r"\s*(?:[,;.)(…]|$|\s{ends_item}(?![^\W_])) | \s*\n")
_GOES_ON = Pattern(r"\s{item_goes_on}(?![^\W_])")
_ITEM = Pattern(r"[,;:(]\s*$ | (?<![^\W_]){coordination}\s+$")
_ATTRIBUTE = Pattern(r"\s+{attribute}(?![^\W_])")
_SMALL_NUMBER, _ONE_DIGIT = re.compile(r"[0-9]{1,2}"), re.compile("[1-9]")
# What makes a small number behind it a label.
_LABEL = Pattern(r"(?<![^\W_]){small_label}\s*$")
_NO_LABEL = Pattern(r"(?<![^\W_]){before_other_so}\s+{so}\s*$")  # "dân tộc thiểu số 36"


_DAY_AND_MONTH = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])/(?:1[0-2]|0?[1-9])")


def _carried(sentence: Sentence, expression: Expression, counting: Expression) -> Counted | None:
    """The number ends an item of a list, so that it counts what the number before it counts."""
    low, start, end = sentence.low, expression.start, expression.end
    behind = counted_behind(sentence.tagged, low, counting.unit_at)
    of_those = _ATTRIBUTE.match(low, end) or (behind and _says_which(sentence, expression, behind))
    goes_on = of_those or _GOES_ON.match(low, end) or _begins_item(sentence, expression)
    if expression.form == "fraction" or not (goes_on or _ENDS_ITEM.match(low, end)):
        return None
    if expression.form == "of" and expression.value > expression.whole and _DAY_AND_MONTH.fullmatch(low, start, end):
        return None  # "chạy 80 km/h, hẹn thông xe 30/4"
    word = word_before(sentence, expression)
    if word and len(word.text) > 1 and word.text.isupper() and _ONE_DIGIT.fullmatch(low, start, end):
        return None  # "KCN VSIP 1"
    source = _source_of_list(sentence, expression)
    among = _counted_among(sentence, expression) if source is None else None
    # What is counted in whole things is not carried on to a decimal.
    if source and expression.value % 1 and not source.expression.value % 1:
        return None
    if source is None and among is None:
        return None
    if source and expression.value >= 1e6 > source.expression.value * 10 and _MILLIONS.search(low[start:end]):
        return None
    left = low[max(source.expression.end if source else 0, start - 80) : start]
    if not (of_those or _LIST_CUE.search(left) or _ITEM.search(left) or (not goes_on and _LABELLED.search(left))):
        return None
    if source and source.unit.lower() in OCCURRENCES and _HURT_BEFORE.search(left):
        return _same(expression, PERSON, "noun", "carried_over")  # "45 vụ, làm chết 30, bị thương 25"
    labelled = _SMALL_NUMBER.fullmatch(low, start, end) and _LABEL.search(left) and not _NO_LABEL.search(left)
    if labelled or _LETTER_FOR_THOUSAND.search(low, start, end):
        return None
    if among:
        return Counted(expression, among.unit, among.phrase, "noun", "carried_over", expression.end)
    return _same(expression, source.unit, source.family, "carried_over") if source else None


OCCURRENCES, PERSON = among("occurrence"), words("person")[0]
_HURT_BEFORE = Pattern(r"(?<![^\W_]){hurt}\s+$")
_AMONG = Pattern(r"(?<![^\W_]){within}\s+(?:{total}\s+)?{so}(?:\s+{plural})?(?=\s+[^\W\d_])")


def _counted_among(sentence: Sentence, expression: Expression) -> Phrase | None:
    """The noun of "trong số đảng viên bị kỷ luật, khiển trách 61", for a whole number."""
    if expression.value % 1 or sentence.read:
        return None
    among = _AMONG.search(sentence.low, max(0, expression.start - BEFORE), expression.start)
    if among is None or "," not in sentence.low[among.end() : expression.start]:
        return None
    return counted_behind(sentence.tagged, sentence.low, among.end(), coordinated=False)


# pyvi calls these nouns; behind a number they are what was done with the things.
VERBS_TAGGED_NOUNS = joined("verb_like_noun")


def _begins_item(sentence: Sentence, expression: Expression) -> bool:
    """The number stands at the beginning of an item and a verb behind it: "287 doanh nghiệp tạm ngừng, 54 giải thể"."""
    if not _ITEM.search(sentence.low[max(0, expression.start - 8) : expression.start]):
        return False
    words = sentence.tagged.between(expression.end, min(len(sentence.text), expression.end + 30))
    return bool(words) and (words[0].tag in ("V", "A") or words[0].text.lower() in VERBS_TAGGED_NOUNS)


def _source_of_list(sentence: Sentence, expression: Expression) -> Reading | None:
    """The last claim whose unit goes on: of things; of a measure or a share to a number that is printed as exactly, or
    of a measure to one like it behind a label: "cam 1.200 ha, bưởi 800"."""
    exact = any(sign in sentence.low[expression.start : expression.end] for sign in ".,")
    families = {"noun", "score"}
    if exact:
        families |= {"measure", "percent"} if expression.value % 1 and expression.value < 100 else {"measure"}
    for reading in sentence.recent():
        if reading.unit in ATTRIBUTES:
            continue
        of_things = reading.family in ("noun", "score")
        if reading.family == "measure" and not exact and _is_like(sentence, reading, expression):
            return reading
        if reading.family in families and not reading.rate and (of_things or reading.kind != "change"):
            return reading if reading.expression.form != "fraction" else None
    return None


_LABEL_ALONE = Pattern(r"[,;]\s+(?!{dimension}\s)[^\W\d_]+(?:\s[^\W\d_]+){0,2}\s$")
TIMES_LARGER = 30


def _is_like(sentence: Sentence, source: Reading, expression: Expression) -> bool:
    """Whether a whole number behind a label of its own is of the size of the measure that it may go on with."""
    if expression.value % 1 or source.kind != "measure" or source.rate or not source.expression.value:
        return False
    apart = max(expression.value / source.expression.value, source.expression.value / max(expression.value, 1))
    label = _LABEL_ALONE.search(sentence.low, max(source.expression.end, expression.start - 40), expression.start)
    return expression.value >= 10 and apart < TIMES_LARGER and label is not None


class Reader(NamedTuple):
    """One way to find what a number counts, with an example; `name` is the rule of the claims that it makes."""

    name: str
    read: Callable[[Sentence, Expression, Expression], Counted | None]
    purpose: str
    takes: tuple[str, ...]


READERS = (
    Reader("unit_inside", _inside, "the unit stands inside the expression", ("bị phạt [7 năm 6 tháng] tù",)),
    Reader(
        "fraction", _fraction, "a fraction, its whole behind it or unsaid",
        ("trên [3/4] số đảng viên", "[ba phần tư] số hộ"),
    ),
    Reader(
        "unit_table", _table, "a unit of measure, money, time or share behind the number",
        ("năng suất [90] tạ/ha", "đạt [8,6 tỷ] đồng", "tăng [9,7]%"),
    ),
    Reader(
        "sum_named", _sum_named, "thousands and millions before a word for cash are money",
        ("tốn [tám chục triệu] tiền dầu",),
    ),
    Reader("mark_of_subject", _mark_of_subject, "a mark beside its subject", ("Toán [38,25]; Tin [33].",)),
    Reader("mark_given", _mark_given, "a mark out of ten behind the verb that gives it", ("chấm [7,5/10].",)),
    Reader("noun_behind", _noun, "the noun phrase behind the number", ("luân chuyển [22] đồng chí", "có [ba] tư liệu")),
    Reader("age_before", _age_before, "the word for age before the number", ("qua đời ở tuổi [72]",)),
    Reader("index_before", _index_before, "an index that has no unit, before its number", ("có pH [6,8], đục",)),
    Reader("people_told", _people_told, "the word of who was there, before a colon, or of a vote before A/B",
           ("Có mặt: [33].", "biểu quyết nhất trí [31/31], đạt")),
    Reader("people_at_head", _people_at_head, "people at the head of a line, before a colon",
           ("Viên chức sự nghiệp giáo dục: [1.406/1.478], trong đó", "Giáo viên: [45].")),
    Reader("noun_in_quotes", _noun_in_quotes, "a noun that counts, at the beginning of a name in quotation marks",
           ("xây [254] \"mái ấm tình thương\" trị giá",)),
    Reader("matches_told", _matches_told, "the outcome of matches, beside another", ("thắng [2], hòa [1].",)),
    Reader("price_before", _price_before, "the word of a price before thousands, or a price that moves to them",
           ("giá mục tiêu [32.500], bán", "trả 22.000 đồng/kg, giờ xuống [15.000 - 16.000] vẫn có lãi")),
    Reader("money_before", _money_before, "a sign of money before the number", ("trị giá $[5 triệu]",)),
    Reader(
        "shared_ahead", _shared_ahead, "the unit behind the last of several numbers", ("bố mẹ đã [88] và 84 tuổi",)
    ),
    Reader(
        "shared_level", _shared_level, "the unit, and the magnitude, behind the level reached",
        ("tăng từ [3.400] lên 5.174 tỷ đồng",),
    ),
    Reader(
        "level_reached", _level_reached, "the unit of the level that it came from",
        ("giảm từ 95 phút xuống còn dưới [60].",),
    ),
    Reader("noun_before", _noun_before, "the noun before a copula", ("tổng số đảng viên là [61.327]",)),
    Reader(
        "carried_over", _carried, "what the number before it in the list counts",
        ("kỷ luật 325 đảng viên, trong đó khiển trách [241], cảnh cáo [84]",),
    ),
    Reader("bare_magnitude", _bare_magnitude, "millions and more without a unit are money", ("trị giá [3 tỷ].",)),
    Reader(
        "bare_noun", _bare_noun, "any word behind a number in thousands, which is no label", ("có [1.100] môi giới",)
    ),
)  # fmt: skip
