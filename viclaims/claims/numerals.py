"""Vietnamese numerals: digits, separators, words, magnitudes and fractions, read into a value.

The first step of reading a claim. Nothing here looks at what is counted; that is units.py and unit_readers.py. The
words stand in the lexicon's table numbers.
"""

from __future__ import annotations

import math
import re
import unicodedata
from fractions import Fraction
from typing import NamedTuple

from viclaims.claims.longer_words import begins_longer_word
from viclaims.claims.units import count_noun, table_unit
from viclaims.lexicon import alternatives, among, column, words


def _values(*classes: str) -> dict[str, int]:
    return {word: int(value) for word, value in column("value", *classes).items()}


# Digits that stand only behind a ten ("hai mươi mốt") are none alone.
BOUND_DIGITS = among("digit_behind_ten")
DIGIT_WORDS = _values("digit", "digit_behind_ten")
# A digit that may stand alone is asked about elsewhere (homographs.py), a magnitude or a bound digit here.
FREE_DIGITS = among("digit")
ZEROS = frozenset(word for word, value in DIGIT_WORDS.items() if value == 0)
ONES = frozenset(word for word, value in DIGIT_WORDS.items() if value == 1) - BOUND_DIGITS
TENS = _values("ten")
TEN_MARKS = _values("ten_mark")
MAGNITUDES = _values("magnitude")
HUNDREDS = frozenset(word for word, size in MAGNITUDES.items() if size == 100)
LARGE = {word: size for word, size in MAGNITUDES.items() if size >= 1000}
# Before "rưỡi" these need no digit: "triệu rưỡi" is one and a half million.
HALVED = _values("halved_size")
ZERO_TENS = among("zero_ten")
HALF_MORE = among("half_more")
HALVES = among("half")
PART = among("part_word")
POINTS = among("point_word")
SIGNS = {"+": 1, "-": -1, "−": -1} | dict.fromkeys(words("minus_word", "minus_in_speech"), -1)
BARS, BEHIND_BAR, MIXED_AND = among("fraction_bar"), among("behind_bar"), among("mixed_and")
SHORT_TENS, DOZENS = _values("short_ten"), _values("dozen")
# Behind a magnitude these are no tenths of it, of nothing, of years, or a price for one: "hai nghìn năm", "bảy chục
# ngàn một giạ"; and behind a ten five is "lăm": "mười năm" are ten years.
NO_TENTH, NOT_BEHIND_TEN = among("no_tenth"), among("not_behind_ten")
SPACES = " \u00a0\u202f\u2009"

# Signs that are a fraction in one character: "¼ số hộ", "2½ giờ".
FRACTION_SIGNS = {sign: Fraction(unicodedata.numeric(sign)).limit_denominator(10) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
_SIGNS_OF_FRACTIONS = "".join(FRACTION_SIGNS)

NUMBER_WORDS = (*DIGIT_WORDS, *TENS, *TEN_MARKS, *MAGNITUDES, *ZERO_TENS, *HALF_MORE, *HALVES, *PART, *POINTS)

GROUPED = re.compile(rf"[0-9]{{1,3}}(?:[{SPACES}'’][0-9]{{3}})+(?:,[0-9]+)?")
THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
DECIMAL = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
FRACTION = re.compile(r"([0-9.,]+)\s*/\s*([0-9.,]+)")


# Values are exact until a table is made of them: whole numbers, or fractions of them ("68,4 tỷ" is 68400000000).
Exact = int | Fraction
LARGEST = 10**300  # what a float can hold; no quantity of this world is larger


def parse_number(text: str) -> float:
    """Value of one written Vietnamese numeral without context, multiplied out: the nearest float to the exact value.

    Dots in groups of three are thousands (not after a leading 0), a single other dot is a decimal point, a comma is
    the decimal, spaces may group thousands. Words, magnitudes, signs, fractions ("phần", "trên", "chia"), decimals
    ("phẩy", "chấm") and "rưỡi" are read as they are spoken; of a whole number "phần trăm" makes a fraction, of a
    decimal it is a per cent, which is not divided. ValueError with a sentence on anything else: a range,
    '%', a Roman numeral, several odd dots.
    Source of the separators: Vietnamese official spelling (dot for thousands, comma for decimals).

    >>> parse_number("90.253"), parse_number("22,1"), parse_number("3 tỷ 450 triệu"), parse_number("68,4 tỷ")
    (90253.0, 22.1, 3450000000.0, 68400000000.0)
    >>> parse_number("ba mươi tư nghìn chín trăm"), parse_number("ba phần tư"), parse_number("không phẩy năm")
    (34900.0, 0.75, 0.5)
    >>> parse_number("20-30")
    Traceback (most recent call last):
    ValueError: '20-30' is not one written Vietnamese number.
    """
    words = unicodedata.normalize("NFC", text).lower().strip()
    sign = 1
    for mark, factor in SIGNS.items():
        if words.startswith(mark) and (not mark.isalpha() or words[len(mark) : len(mark) + 1].isspace()):
            sign, words = factor, words[len(mark) :].lstrip()
            break
    value = _read(words)
    if value is None or value >= LARGEST:
        raise ValueError(f"{text[:80]!r} is not one written Vietnamese number.")
    return float(sign * value)


def _read(words: str) -> Exact | None:
    fraction = FRACTION.fullmatch(words)
    if fraction:
        above, below = read_digits(fraction[1]), read_digits(fraction[2])
        return None if above is None or not below else Fraction(above) / below
    mixed = _MIXED.fullmatch(words)
    if mixed:
        return _mixed_value(mixed)
    digits = read_digits(words)
    return digits if digits is not None else _read_spoken(_tokens(words))


def _read_spoken(tokens: list[str]) -> Exact | None:
    """Value of a whole text in words; what in a sentence would be other words is a number here.

    >>> [float(_read_spoken(words.split())) for words in ("hai nghìn năm", "bốn bảy", "ba trên tám", "năm rưỡi")]
    [2500.0, 47.0, 0.375, 5.5]
    """
    if len(tokens) > 1 and tokens[0] in SHORT_TENS:  # "hăm ba"
        tokens = [str(SHORT_TENS[tokens[0]]), *sorted(TEN_MARKS)[:1], *tokens[1:]]
    bar = next((at for at, token in enumerate(tokens) if token in BARS), None)
    if bar is not None:
        behind = tokens[bar + 1 :]
        below = read_words(behind[1:] if behind[:1] and behind[0] in BEHIND_BAR else behind)
        above = read_words(tokens[:bar])
        return None if above is None or not below else Fraction(above) / below
    joined = next((at for at, token in enumerate(tokens) if token in MIXED_AND), None)
    if joined is not None:  # "hai và một phần ba"
        whole, part = read_words(tokens[:joined]), read_words(tokens[joined + 1 :])
        return None if whole is None or part is None or whole % 1 or not 0 < part < 1 else whole + part
    if len(tokens) > 1 and tokens[-1] in DOZENS:
        several = read_words(tokens[:-1])
        return None if several is None else several * DOZENS[tokens[-1]]
    value = read_words(tokens)
    if value is not None or len(tokens) < 2:
        return value
    *before, last = tokens
    if last in HUNDREDS and before[-1] in PART:  # "ba phần trăm" is a fraction, "ba phẩy năm phần trăm" a per cent
        above = _read_spoken(before[:-1]) if before[:-1] else None
        return above if above is None or above % 1 else Fraction(above) / 100
    start = read_words(before)
    if start is None:
        one_of = tokens[0] in MAGNITUDES and last not in MAGNITUDES  # "nghìn hai", but no "nghìn tỷ"
        return _read_spoken([*sorted(ONES)[:1], *tokens]) if one_of else None
    if last in HALF_MORE and start < 1000:
        return start + Fraction(1, 2)
    if last in NO_TENTH and before[-1] in MAGNITUDES and last not in ZEROS:
        return start + Fraction(DIGIT_WORDS[last] * MAGNITUDES[before[-1]], 10)
    return None


_TOKEN = re.compile(rf"[0-9]+(?:[.,][0-9]+)*(?:[{SPACES}][0-9]{{3}}(?![0-9]))*|[^\W\d_]+|\S")


def _tokens(words: str) -> list[str]:
    return _TOKEN.findall(words)


def read_digits(digits: str) -> Exact | None:
    """Exact value of a numeral in digits by the official separators, None where they are not kept.

    >>> read_digits("1.035.700"), read_digits("12 450"), read_digits("0.125"), read_digits("1.2.3")
    (1035700, 12450, Fraction(1, 8), None)
    """
    if THOUSANDS.fullmatch(digits) or GROUPED.fullmatch(digits):
        return _number(re.sub(rf"[.{SPACES}'’]", "", digits).replace(",", "."))
    if DECIMAL.fullmatch(digits):
        return _number(digits.replace(",", "."))
    return None


def _number(digits: str) -> Exact | None:
    """The value of digits with at most one decimal point; None for more digits than any quantity has."""
    if len(digits) > 300:
        return None
    whole, _, decimals = digits.partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals)) if decimals else int(whole)


def read_words(tokens: list[str]) -> Exact | None:
    """Value of a numeral in words, digits allowed before a magnitude; None if the words are not one numeral.

    >>> read_words("hai trăm linh năm".split()), read_words("2 tỷ rưỡi".split()), read_words("mười năm".split())
    (205, 2500000000, None)
    >>> read_words("trăm rưỡi triệu".split()), int(read_words("ba phần tư triệu".split()))
    (150000000, 750000)
    """
    if len(tokens) > 1 and tokens[1] in HALF_MORE and tokens[0] in HALVED:
        if not all(token in LARGE for token in tokens[2:]):
            return None
        return math.prod((LARGE[token] for token in tokens[2:]), start=HALVED[tokens[0]] * 3 // 2)
    parted = next((at for at, token in enumerate(tokens) if token in PART), None)
    if parted is not None:
        behind, size = tokens[parted + 1 :], 1
        while len(behind) > 1 and behind[-1] in LARGE:  # "hai phần ba tỷ" is two thirds of a thousand million
            size *= LARGE[behind.pop()]
        above, below = read_words(tokens[:parted]), _below(behind)
        return None if above is None or not below else Fraction(above * size) / below
    if tokens and tokens[-1] in HALVES and (len(tokens) == 1 or (len(tokens) == 2 and tokens[0] in ONES)):
        return Fraction(1, 2)
    if len(tokens) == 2 and tokens[0] in HALVES and tokens[1] in MAGNITUDES:
        return MAGNITUDES[tokens[1]] // 2
    return _large(tokens)


def _below(tokens: list[str]) -> Exact | None:
    """The denominator of a spoken fraction, where "tư" stands alone for four and "trăm" would be a per cent."""
    if len(tokens) == 1 and tokens[0] in BOUND_DIGITS:
        return DIGIT_WORDS[tokens[0]]
    if len(tokens) == 1 and tokens[0] in LARGE:
        return LARGE[tokens[0]]
    return _large(tokens)


def _large(tokens: list[str]) -> Exact | None:
    """A numeral with thousands and above: the largest magnitude parts what it multiplies from what is added.

    The search goes from left to right once per magnitude, and a numeral of more words than any spoken one is none.
    """
    if len(tokens) > 40:
        return None
    point = next((at for at, token in enumerate(tokens) if token in POINTS), None)
    if point is not None:
        return _with_decimals(tokens[:point], tokens[point + 1 :])
    places = [i for i, token in enumerate(tokens) if token in LARGE]
    if not places:
        return _below_thousand(tokens)
    largest = max(LARGE[tokens[i]] for i in places)
    at = max(i for i in places if LARGE[tokens[i]] == largest)
    if not at:
        return None
    left, right = _large(tokens[:at]), tokens[at + 1 :]
    if left is None:
        return None
    rest = _rest(right, largest)
    return None if rest is None else left * largest + rest


def _with_decimals(before: list[str], behind: list[str]) -> Exact | None:
    """A decimal as it is spoken, and a magnitude behind it: "mười hai phẩy năm triệu".

    The digits behind the point are said one by one ("không năm") or as one number ("mười bốn").

    >>> float(_with_decimals(["ba"], ["mười", "bốn"])), float(_with_decimals(["hai"], ["không", "năm", "tỷ"]))
    (3.14, 2050000000.0)
    """
    size, behind = 1, list(behind)
    while len(behind) > 1 and behind[-1] in LARGE:
        size *= LARGE[behind.pop()]
    if behind and behind[0] in ZERO_TENS:  # "hai phẩy linh năm"
        behind[0] = "0"
    whole = _large(before)
    one_by_one = all(token in DIGIT_WORDS or token.isdecimal() for token in behind)
    decimals = _large(behind) if not one_by_one else None
    if whole is None or whole % 1 or not behind or (not one_by_one and (decimals is None or decimals % 1)):
        return None
    digits = "".join(str(_digit(token)) if token in DIGIT_WORDS else token for token in behind)
    if not one_by_one:
        digits = str(decimals)
    return Fraction(int(f"{whole}{digits}"), 10 ** len(digits)) * size if len(digits) < 40 else None


def _rest(tokens: list[str], size: int) -> Exact | None:
    """What stands behind a magnitude of `size`: nothing, a half, tenths of it ("hai triệu tư") or a smaller numeral."""
    if not tokens:
        return 0
    if len(tokens) == 1 and tokens[0] in HALF_MORE:
        return size // 2
    if len(tokens) == 1 and tokens[0] in DIGIT_WORDS:
        return None if tokens[0] in NO_TENTH else DIGIT_WORDS[tokens[0]] * size // 10
    if tokens[0] in ZERO_TENS:
        tokens = tokens[1:]
    elif len(tokens) > 1 and tokens[0] in ZEROS and tokens[1] in HUNDREDS:
        tokens = tokens[3:] if tokens[2:3] and tokens[2] in ZERO_TENS else tokens[2:]
    if not tokens:
        return None
    if len(tokens) == 1 and tokens[0] in BOUND_DIGITS:  # "lẻ tư"
        return DIGIT_WORDS[tokens[0]]
    if size == 100 and len(tokens) == 2 and (pair := _two_digits(*tokens)) is not None:
        return pair
    # "15 triệu 2 người" are two numbers, "3 tỷ 450 triệu" and "10 nghìn 500" are one.
    hundreds = size == 1000 and re.fullmatch("[1-9][0-9]{2}", tokens[0])
    if tokens[0][0].isdigit() and not hundreds and not any(token in LARGE for token in tokens):
        return None
    value = _large(tokens)
    return value if value is not None and value < size else None


def _below_thousand(tokens: list[str]) -> Exact | None:
    if len(tokens) == 1 and tokens[0][0].isdigit():
        return read_digits(tokens[0])
    at = next((place for place, token in enumerate(tokens) if token in HUNDREDS), None)
    if at is not None:
        left = _below_hundred(tokens[:at]) if at else None
        rest = _rest(tokens[at + 1 :], 100)
        return None if left is None or left > 99 or rest is None else left * 100 + rest
    return _below_hundred(tokens)


def _below_hundred(tokens: list[str]) -> Exact | None:
    first, rest = (tokens[0], tokens[1:]) if tokens else ("", [])
    if first in TENS:
        tens = TENS[first]
    elif rest and rest[0] in TEN_MARKS and (first in DIGIT_WORDS or first.isdecimal()):
        tens, rest = _digit(first) * TEN_MARKS[rest[0]], rest[1:]
    elif len(tokens) == 2 and first in DIGIT_WORDS and rest[0] in BOUND_DIGITS:
        tens = DIGIT_WORDS[first] * 10
    elif len(tokens) == 2 and (pair := _two_digits(*tokens)) is not None and pair % 10 != pair // 10 + 1:
        return pair
    elif len(tokens) == 1 and first in DIGIT_WORDS and first not in BOUND_DIGITS:
        return DIGIT_WORDS[first]
    elif len(tokens) == 1 and first[0].isdigit():
        return read_digits(first)
    else:
        return None
    if not rest:
        return tens
    if len(rest) == 1 and rest[0] in DIGIT_WORDS and rest[0] not in NOT_BEHIND_TEN:
        return tens + DIGIT_WORDS[rest[0]]
    return None


def _two_digits(ten: str, one: str) -> int | None:
    """Two digits said for tens and ones, "bốn bảy" is 47; behind no hundred two in a row are a range: "ba bốn"."""
    if DIGIT_WORDS.get(ten, 0) < 2 or ten in NO_TENTH or DIGIT_WORDS.get(one, 0) < 1 or one in NOT_BEHIND_TEN:
        return None
    return DIGIT_WORDS[ten] * 10 + DIGIT_WORDS[one]


def _digit(word: str) -> int:
    return DIGIT_WORDS[word] if word in DIGIT_WORDS else int(word)


class Numeral(NamedTuple):
    """One written numeral of a text: its span, its exact value (NaN where the digits are none) and how it is written.

    `form` is "digits" or "words"; `magnitude` is what its last magnitude words multiply by (1 without one).
    """

    start: int
    end: int
    value: Exact | float
    form: str
    magnitude: int


def whole_words(*choices: str) -> str:
    """Pattern of any of `words` as a whole word.

    What must not stand before it is asked behind the word: the search can then leap to the words' first letters.

    >>> re.findall(whole_words("ba", "năm"), "ba người, năm thứ ba, Hòa Bắc, banăm")
    ['ba', 'năm', 'ba']
    """
    return "|".join(rf"{word}(?<![^\W_]{word})(?![^\W_])" for word in choices)


_ANY_WORD = alternatives(NUMBER_WORDS)
_STARTING = sorted({*DIGIT_WORDS, *TENS, *HALVES} - BOUND_DIGITS - ZEROS)
# Behind a bound a magnitude alone is one of it: "gần chục con", "hơn trăm hộ".
_BOUNDS = [word for word in words("about", "more_than", "less_than") if word.isalpha()]
_BEHIND_BOUND = "|".join(rf"(?<={word}[ ])" for word in _BOUNDS)
_SIZES_ALONE = sorted({*MAGNITUDES, *among("ten_alone")})
_BARE_SIZE = re.compile(rf"(?:{_BEHIND_BOUND})(?:{whole_words(*_SIZES_ALONE)})")
# Only behind "gấp": twice as much, half as much again.
MULTIPLES = {word: Fraction(value) for word, value in column("value", "multiple_number").items()}
_MULTIPLE = re.compile(
    rf"(?:{'|'.join(rf'(?<={word}[ ])' for word in words('multiple'))})(?:{whole_words(*MULTIPLES)})"
)
_ONE = min(ONES)
_START = re.compile(rf"[0-9{_SIGNS_OF_FRACTIONS}]|{whole_words(*_STARTING)}")
# Few texts hold "rưỡi" or "phẩy", so that the others need not be searched for what may stand before it.
_RARE = (
    *HALF_MORE,
    *POINTS,
    *(f"{bound} {size}" for bound in _BOUNDS for size in _SIZES_ALONE),
    *(f"{word} {number}" for word in words("multiple") for number in MULTIPLES),
)
_START_RARE = re.compile(
    rf"{_START.pattern}|{_BARE_SIZE.pattern}|{_MULTIPLE.pattern}"
    rf"|(?:{whole_words(*HALVED)})(?= (?:{alternatives(HALF_MORE)})(?![^\W_]))"
    rf"|(?:{whole_words(*ZEROS)})(?= (?:{alternatives(POINTS)}) (?:{alternatives(DIGIT_WORDS)})(?![^\W_]))"
)
# A run of digits that are said one by one ("không chín một hai") is no quantity.
_SPELLED_OUT = re.compile(rf"(?:(?:{alternatives(DIGIT_WORDS)})(?![^\W_])[ ]?){{3,40}}")
_DIGITS = re.compile(rf"[1-9][0-9]{{0,2}}(?:[{SPACES}'’][0-9]{{3}})+(?![.,]?[0-9])|[0-9]+(?:[.,][0-9]+)*")
_WORDS_BEHIND = re.compile(rf"(?:[{SPACES}]*\n?[{SPACES}]*)((?:{_ANY_WORD})(?![^\W_])|[0-9]+(?:[.,][0-9]+)*)")
LONGEST_NUMERAL = 24


def has_number_word(low: str, start: int, end: int) -> bool:
    """Whether a word of low[start:end] may begin a numeral: what is asked of a sentence before it is read.

    >>> has_number_word("có ba hộ", 0, 8), has_number_word("nhiều hộ", 0, 8)
    (True, False)
    """
    if _START.search(low, start, end):
        return True
    rare = any(low.find(word, start, end) >= 0 for word in _RARE)
    return rare and _START_RARE.search(low, start, end) is not None


def find_numerals(low: str) -> list[Numeral]:
    """Every numeral of a lower-case NFC text, the longest reading at each place, in text order.

    A sign is not part of it here, a separator that breaks the official rules is read as repair_digits() says.

    >>> [low[n.start:n.end] for low in ["hơn 8,6 tỷ đồng, năm mươi lăm hộ, hai mươi năm"] for n in find_numerals(low)]
    ['8,6 tỷ', 'năm mươi lăm', 'hai mươi', 'năm']
    """
    found, at = [], 0
    start = _START_RARE if any(word in low for word in _RARE) else _START
    while match := start.search(low, at):
        numeral = _numeral_at(low, match.start())
        at = numeral.end if numeral else match.end()
        if numeral:
            found.append(numeral)
    return found


def find_next(low: str, at: int) -> Numeral | None:
    """The numeral that begins exactly at `at`, None where none does."""
    return _numeral_at(low, at) if _START.match(low, at) else None


SHORT = _values("short_million", "short_before_unit", "letter_for_thousand")
SHORT_MILLION, LETTERS = among("short_million"), among("letter_for_thousand")
_SHORT = re.compile(rf"[{SPACES}]?({alternatives(SHORT)})")
# "1tr8", "2tr250": millions and their tenths or thousandths, glued.
GLUED = _values("glued_size")
_GLUED_TENTHS = re.compile(rf"([0-9]{{1,4}})[{SPACES}]?({alternatives(GLUED)})([0-9]{{1,3}})(?![0-9.,]*[0-9]|[^\W_])")
# "giá 7 tỷ 350.": thousandths of a magnitude at the end of a clause.
_PRICE = re.compile(
    rf"([0-9]{{1,3}})[{SPACES}]({alternatives(LARGE)})[{SPACES}]([1-9](?:[0-9]{{2}})?)(?=\s*(?:[,;)]|\.(?![0-9])|$))"
)
_ENDS_SENTENCE = re.compile(r"\s*$|\s+(?![0-9])")
_IN_PARTS = re.compile(r"(?<![0-9.,])[0-9]{1,3},[0-9]{1,2}$")


def _short_magnitude(low: str, at: int) -> tuple[int, int] | None:
    """(end, size) of the abbreviated magnitude behind the digits that end at `at`, where it shows that it is one.

    Behind "tr." and "ng." what is counted must stand, for they are pages and people too; a letter is glued to its
    digits, or stands before a noun.

    >>> _short_magnitude("65 trđ/người", 2), _short_magnitude("900 ng. tấn", 3), _short_magnitude("đọc 320 tr.", 7)
    ((5, 1000000), (7, 1000), None)
    """
    found = _SHORT.match(low, at)
    if found is None:
        return None
    word, end = found[1], found.end()
    if word[-1] == "." and word[:-1] in SHORT_MILLION and found.start(1) == at and _ENDS_SENTENCE.match(low, end):
        word, end = word[:-1], end - 1  # "hết hơn 9tr."
    unit = table_unit(low, end)
    glued_sum = unit is not None and unit.family == "money" and unit.start == end
    if word[-1].isalpha() and low[end : end + 1].isalnum() and not glued_sum:
        return None
    if word in LETTERS:
        shown = (found.start(1) == at and low[end : end + 1] != "-") or count_noun(low, end) is not None
    else:
        in_parts = _IN_PARTS.search(low, max(0, at - 8), at) is not None  # "3,2 ng. lọ" are no people
        shown = word in SHORT_MILLION or in_parts or unit is not None or count_noun(low, end) is not None
    return (end, SHORT[word]) if shown else None


def _numeral_at(low: str, start: int) -> Numeral | None:
    """The longest numeral that begins at `start`: words are added while they may belong, then taken off again."""
    if multiple := _MULTIPLE.match(low, start):
        return Numeral(start, multiple.end(), MULTIPLES[multiple[0]], "words", 1)
    digits = _DIGITS.match(low, start)
    tokens, ends = [], []
    at = start
    bare = digits is None and _BARE_SIZE.match(low, start) is not None
    if low[digits.end() if digits else start :][:1] in FRACTION_SIGNS:
        return _with_fraction_sign(low, start)
    if digits is None and _SPELLED_OUT.match(low, start):
        return None
    if digits:
        tokens, ends, at = [digits[0]], [digits.end()], digits.end()
    while len(tokens) < LONGEST_NUMERAL and (match := _WORDS_BEHIND.match(low, at)):
        word = match[1]
        if word not in FREE_DIGITS and begins_longer_word(low, word, match.end()):
            break
        if word[0].isdigit() and (not tokens or (tokens[-1] not in LARGE and tokens[-1] not in POINTS)):
            break
        tokens.append(word)
        ends.append(match.end())
        at = match.end()
    if digits and (spoken := _said_in_short(low, start)):
        return spoken
    if bare:  # "gần chục con", "hơn nghìn hộ"
        tokens, ends = [_ONE, *tokens], [start, *ends]
    while len(tokens) > bare:
        value = repair_digits(tokens[0], "") if digits and len(tokens) == 1 else _with_digits(tokens)
        short = _short_magnitude(low, digits.end()) if digits and len(tokens) == 1 else None
        if short and value is not None:
            end, size = short
            return Numeral(start, end, value * size, "digits", size)
        if value is not None and value < LARGEST:
            return Numeral(start, ends[-1], value, "digits" if digits else "words", _multiplier(tokens))
        tokens.pop()
        ends.pop()
    return Numeral(start, digits.end(), float("nan"), "digits", 1) if digits else None


def _said_in_short(low: str, start: int) -> Numeral | None:
    """A sum as it is said in short: "1tr8" is 1.8 million, at the end of a clause "7 tỷ 350" is 7.35
    thousand million and "2 tỷ 8" 2.8.

    >>> [_said_in_short(low, 4).value for low in ("giá 1tr8,", "còn 7 tỷ 350.")]
    [1800000, 7350000000]
    """
    if glued := _GLUED_TENTHS.match(low, start):
        size, decimals = GLUED[glued[2]], glued[3]
        value = int(glued[1]) * size + int(decimals) * size // 10 ** len(decimals)
        return Numeral(start, glued.end(), value, "digits", size)
    if price := _PRICE.match(low, start):
        size = LARGE[price[2]]
        below = int(price[3]) * size // 10 ** len(price[3])
        return Numeral(start, price.end(3), int(price[1]) * size + below, "digits", size)
    return None


_MIXED = re.compile(rf"([0-9]{{0,9}})([{_SIGNS_OF_FRACTIONS}])(?:[{SPACES}]({alternatives(LARGE)})(?![^\W_]))?")


def _with_fraction_sign(low: str, start: int) -> Numeral | None:
    """A fraction in one sign, a whole number before it and a magnitude behind it: "½", "2½", "¾ tỷ".

    >>> _with_fraction_sign("2½ giờ", 0)
    Numeral(start=0, end=2, value=Fraction(5, 2), form='digits', magnitude=1)
    """
    found = _MIXED.match(low, start)
    if found is None:
        return None
    return Numeral(start, found.end(), _mixed_value(found), "digits", LARGE.get(found[3], 1))


def _mixed_value(found: re.Match[str]) -> Fraction:
    """The value of what _MIXED found."""
    return (int(found[1] or 0) + FRACTION_SIGNS[found[2]]) * LARGE.get(found[3], 1)


def _multiplier(tokens: list[str]) -> int:
    """What the magnitude words at the end of a numeral multiply by: 1e12 for "1,2 nghìn tỷ", 1 where there is none."""
    size = 1
    for token in reversed(tokens):
        if token not in MAGNITUDES:
            break
        size *= MAGNITUDES[token]
    return size


def _with_digits(tokens: list[str]) -> Exact | None:
    """Value of a mixed numeral ("31,400 tỷ", "3 tỷ 450 triệu"), its first digits repaired by what stands behind."""
    if tokens[0][0].isdigit() and len(tokens) > 1:
        first = repair_digits(tokens[0], tokens[1])
        if first is None:
            return None
        if first != read_digits(tokens[0]):  # only digits that were repaired are written out anew
            tokens = [_plain(first), *tokens[1:]]
    return read_words(tokens)


def _plain(value: Exact) -> str:
    """Digits that read_digits takes for `value`, which has no more decimals than it was written with.

    >>> _plain(31400), _plain(Fraction(615482, 1000))
    ('31400', '615,482')
    """
    whole, rest = divmod(value, 1)
    if not rest:
        return str(int(whole))
    places = 1
    while rest * 10**places % 1:
        places += 1
    return f"{int(whole)},{int(rest * 10**places):0{places}d}"


_COMMA_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+")


def repair_digits(digits: str, behind: str) -> Exact | None:
    """Value of a numeral whose separators break the rules, as a reader of the words `behind` would take it.

    Several commas group thousands; one comma before three digits does where nothing is counted in thousandths (a
    whole thing behind it) or where the last digit is 0, which no decimal ends in. A per cent is never in thousands
    unless it ends in 0. Source: the separators as they are mixed up in the press, see docs/claims.md.

    >>> repair_digits("1,250", "whole"), float(repair_digits("615,482", "tỷ")), repair_digits("31,400", "tỷ")
    (1250, 615.482, 31400)
    """
    if digits.isdecimal():  # no separator: nothing to repair
        return _number(digits)
    if _ENGLISH.fullmatch(digits):
        return _number(digits.replace(",", ""))
    if _COMMA_GROUPS.fullmatch(digits):
        several = digits.count(",") > 1
        round_number = digits.endswith("0") and behind != "measured"  # "3,200 kg" are weighed to the gram
        if several or round_number or behind == "whole":
            return _number(digits.replace(",", ""))
    if behind == "%" and THOUSANDS.fullmatch(digits) and digits.count(".") == 1 and digits[-1] != "0":
        return _number(digits.replace(".", "").replace(",", ".")) if "," in digits else _number(digits)
    return read_digits(digits)
