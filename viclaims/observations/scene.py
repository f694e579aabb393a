"""A sentence as it is asked what its numbers are said of: words, with numbers, times and places as one word each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from viclaims.claims.noun_phrases import TaggedText
from viclaims.claims.unit_readers import Reading
from viclaims.lexicon import CAPITALS, Pattern, joined
from viclaims.lexicon import words as lexicon_words
from viclaims.observations.periods import Phrase, Point, first_months, phrase_at
from viclaims.text.words import Word

LONGEST = 1500  # characters of a sentence that are looked at around a claim


class Token(NamedTuple):
    """A word or a whole expression: offsets into the sentence, small letters, what it is; of claims and times which."""

    start: int
    end: int
    low: str
    kind: str  # claim, time, place, or the kind of word: level, change, tense, bound, noun, verb, comma ...
    which: int = -1


class Scene(NamedTuple):
    """One sentence: its text, its tokens, where its claims, places and times stand among them."""

    text: str
    low: str
    tokens: list[Token]
    claims: dict[int, int]  # of the claims, their tokens
    places: list[int]  # tokens of places
    dates: list[int]  # tokens of times
    durations: list[int]  # tokens of claims that are stretches of time: "10 tháng qua"
    ages: frozenset[int]  # tokens of claims that are ages: "đồng chí dưới 40 tuổi"
    times: list[Phrase]
    claims_until: list[int]  # how many claims, and how many other ends of clauses, stand before each token
    marks_until: list[int]


EDGES = frozenset({"says", "comma", "semi", "colon", "open", "close", "stop", "dash", "claim"})  # of clauses
_MARKS = {",": "comma", ";": "semi", ":": "colon", "(": "open", ")": "close", "[": "open", "]": "close", ".": "stop",
          "!": "stop", "?": "stop", "…": "stop", "-": "dash", "–": "dash", "—": "dash", "“": "quote", "”": "quote",
          '"': "quote", "/": "slash"}  # fmt: skip
_WORD_KINDS = (
    ("level", "level_verb"), ("change", "change_verb_said"), ("tense", "tense_said"), ("bound", "bound_said"),
    ("passive", "passive_said"), ("and", "coordination"), ("than", "than"),
    ("list", "list_said"), ("of", "of_said"), ("at", "at_said"), ("by", "by_said"),
    ("plan", "plan_said"), ("says", "says_verb"), ("light", "light_verb"),
)  # fmt: skip
_TAG_KINDS = {
    "N": "noun", "Nc": "noun", "Nu": "noun", "Ny": "noun", "Nb": "noun", "Np": "name", "V": "verb", "A": "adj",
    "E": "prep", "C": "conj", "R": "adv", "P": "pron", "L": "det", "M": "num", "F": "mark",
}  # fmt: skip


def _kinds() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for kind, name in _WORD_KINDS:
        for word in joined(name):
            kinds.setdefault(word, kind)
    return kinds


KINDS = _kinds()
LEARNED_KINDS = frozenset(KINDS.values()) | {"compare", "part", "says"}
QUANTITIES = joined("quantity_head")
ACTS_TOO = joined("quantity_or_verb")
NEW = joined("tense_or_adjective")
AFTER_TENSE = frozenset({"verb", "level", "claim", "passive", "light", "change", "bound", "tense"})
THAN, COMPARABLE = joined("than"), joined("comparable", "compared_size")
_STARTS = Pattern(
    r"""(?<![^\W_])(?:
      {when_day|when_month|when_quarter|when_year|when_week|now|day_from_today|beginning_of|middle_of|end_of}(?![^\W_])
    | {until_time|since_time|before_time|after_time|at_latest|span_of_years|century|decade_of|day_of_week}(?![^\W_])
    | {half_year|moon_day|each_time|vague_time|this_year|part_of_day|tenth_of_month|ago_before|few_times}(?![^\W_])
    | {month_number|lunar|school_year|in_the}(?![^\W_])
    | [0-9]{1,4}(?:\s?(?:[/.h:-]|{when_month|when_quarter|when_year|hour|when_day|when_week}(?![^\W_]))|t[/ ]
      |(?=[,.)\s]|$))
    )"""
)
_DATE_ALONE = frozenset({"bare_year", "month_year", "day_and_month", "span_of_years"})
_NAME = rf"[{CAPITALS}][^\W\d_]*(?:['’][^\W\d_]+)?(?:[ -][{CAPITALS}][^\W\d_]*(?:['’][^\W\d_]+)?)*"
_IN_PLACE = Pattern(
    rf"""(?<![^\W_])(?:
      (?i:{{whole_area}})\s(?:(?:{{area_word|described_area}})\s{_NAME} | (?:{{nation|described_area}})(?![^\W_]))
    | (?i:{{area_word|described_area}})\s(?:{_NAME} | [0-9]{{1,2}}(?![0-9]|[.,][0-9]))
    | (?:{{place_name}})(?![^\W_]|\s[{CAPITALS}])
    | (?i:{{some_area}})(?![^\W_]|\s(?i:{{area_word|described_area}}|{_NAME}))
    | {{IN}}{_NAME}
    | (?:{{described_area}})(?![^\W_]|,\s{{described_area}})
    )""",
    {"IN": "(?:" + "|".join(rf"(?<={word}\s)" for word in lexicon_words("in_place")) + ")"},
)


Stretch = tuple[int, int, str, int]  # start, end, kind of token, which one


def find_times(low: str, first: int, last: int, taken: Sequence[tuple[int, int]]) -> list[Phrase]:
    """The phrases of time in low[first:last] that touch none of the sorted spans `taken`."""
    found: list[Phrase] = []
    at, blocked = first, 0
    while start := _STARTS.search(low, at, last):
        at = start.start()
        phrase = phrase_at(low, at)
        if phrase is None or (
            phrase.rule in _DATE_ALONE and low[at].isdigit() and not _may_stand_alone(low, at, phrase)
        ):
            at = start.end() if start.end() > at else at + 1
            continue
        while blocked < len(taken) and taken[blocked][1] <= phrase.start:
            blocked += 1
        if blocked < len(taken) and taken[blocked][0] < phrase.end:
            at = max(at + 1, taken[blocked][1])
            continue
        found.append(phrase)
        at = max(phrase.end, at + 1)
    return found


def _may_stand_alone(low: str, at: int, phrase: Phrase) -> bool:
    """A date that begins with a digit: a year alone is none unless a bracket stands around it."""
    return phrase.rule != "bare_year" or (low[at - 1 : at] == "(" and low[phrase.end : phrase.end + 1] == ")")


class Place(NamedTuple):
    start: int
    end: int
    named: bool


_ONE_WORD_NAMES = frozenset(word for word in lexicon_words("place_name") if " " not in word)
DESCRIBED = frozenset(lexicon_words("described_area"))
_IN_NAME = re.compile(rf"(?:^|[.:“\"!?]\s?|[{CAPITALS}][^\W\d_]*\s)$")
_COUNTED = Pattern(r"(?:[0-9]|{described_area}(?:,|\s{coordination})|{digit|tens}|{rank_of_area})\s$")


def find_places(text: str, low: str, first: int, last: int) -> list[Place]:
    found = []
    for match in _IN_PLACE.finditer(text, first, last):
        words = match[0]
        if (words in _ONE_WORD_NAMES and _IN_NAME.search(text, max(0, match.start() - 12), match.start())) or (
            words.lower() in DESCRIBED and _COUNTED.search(low, max(0, match.start() - 12), match.start())
        ):
            continue
        named = any(char.isupper() or char.isdigit() for char in words[1:])
        found.append(Place(match.start(), match.end(), named))
    return found


def _is_free(busy: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether [start, end) touches none of the sorted spans, which touch not each other."""
    at = bisect_left(busy, (end,))
    return at == 0 or busy[at - 1][1] <= start


def _is_part(joined_words: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether [start, end) is only a part of one of the sorted words: "hiện" in "thực hiện", "xã" in "hợp tác xã"."""
    at = bisect_left(joined_words, (start + 1,)) - 1
    return at >= 0 and joined_words[at] != (start, end) and end <= joined_words[at][1]


# Expressions of several words, as one word.
_SEVERAL = Pattern(
    r"""(?<![^\W_])(?:
      (?P<compare>{compare_several})
    | (?!{since_time|event_time}(?![^\W_]))(?P<says>{says_verb})
    | (?P<part>{part_said})
    )(?![^\W_])"""
)


_MONTHS_ALONE = Pattern(r"(?P<n>1[0-2]|[1-9]|{month_number|month_name})\s{when_month}(?![^\W_])")


def _months_alone(low: str, dated: Sequence[tuple[int, int]], times: list[Phrase]) -> list[Phrase]:
    """ "Giá trị xuất khẩu 10 tháng đạt": months that the rules of roles read as a time are the first of the year."""
    busy = [(time.start, time.end) for time in times]
    found = []
    for start, _ in dated:
        months = _MONTHS_ALONE.match(low, start)
        if months and _is_free(busy, *months.span()):
            point = first_months(months["n"], months.end())
            if point:
                found.append(Phrase(months.start(), months.end(), "", (point,), False))
    return found


_EVENT = Pattern(r"(?:^|[.,;:]\s|\n)(?P<event>{event_time}\s[^,;.:()]{4,60})(?=,\s)")


def _events(low: str, first: int, last: int, taken: Sequence[tuple[int, int]], times: list[Phrase]) -> list[Phrase]:
    """ "Sau khi thực hiện Nghị quyết 18, ...": times that are told by what happened, without a date."""
    busy = sorted([*taken, *((time.start, time.end) for time in times)])
    found = []
    for event in _EVENT.finditer(low, first, last):
        start, end = event.span("event")
        if _is_free(busy, start, end):
            found.append(Phrase(start, end, "", (Point("event", end),), False))
    return found


def scene_of(
    text: str,
    low: str,
    tagged: TaggedText | None,
    readings: Sequence[Reading],
    other: Sequence[tuple[int, int]] = (),
    dated: Sequence[tuple[int, int]] = (),
) -> Scene:
    """The sentence with its claims, in order; `other`: its numbers that are neither claims nor dates."""
    first = max(0, readings[0].expression.start - LONGEST)
    last = min(len(text), readings[-1].expression.end + LONGEST)
    spans: list[Stretch] = []
    for index, reading in enumerate(readings):
        end = reading.expression.end if reading.family == "noun" else max(reading.expression.end, reading.unit_end)
        if reading.rule == "fraction":
            end = reading.expression.end
        spans.append((reading.expression.start, end, "claim", index))
    spans += [(*whole, "whole", index) for index, reading in enumerate(readings) for whole in reading.wholes]
    spans += [(*found.span(), found.lastgroup or "", -1) for found in _SEVERAL.finditer(low, first, last)]
    spans.sort()
    taken = sorted([span[:2] for span in spans] + list(other))
    words = tagged.between(first, last) if tagged else []
    joined_words = [(word.start, word.end) for word in words if "_" in word.text]
    times = find_times(low, first, last, taken)
    times = [time for time in times if time.points or not _is_part(joined_words, time.start, time.end)]
    times = sorted([*times, *_months_alone(low, dated, times)])
    times = sorted([*times, *_events(low, first, last, taken, times)])
    spans += [(time.start, time.end, "time", index) for index, time in enumerate(times)]
    places = [place[:2] for place in find_places(text, low, first, last)]
    places = [place for place in places if low[slice(*place)] not in DESCRIBED or not _is_part(joined_words, *place)]
    spans = _apart(spans, [(*place, "place", -1) for place in places])
    tokens = _tokens(text, low, words, spans)
    claims = {token.which: at for at, token in enumerate(tokens) if token.kind == "claim"}
    areas, dates = ([at for at, token in enumerate(tokens) if token.kind == kind] for kind in ("place", "time"))
    durations = [at for which, at in claims.items() if readings[which].kind == "duration"]
    ages = frozenset(at for which, at in claims.items() if readings[which].kind == "age")
    claims_until = [0, *accumulate(token.kind == "claim" for token in tokens)]
    marks_until = [0, *accumulate(token.kind in EDGES and token.kind != "claim" for token in tokens)]
    return Scene(text, low, tokens, claims, areas, dates, durations, ages, times, claims_until, marks_until)


def _apart(first: list[Stretch], second: list[Stretch]) -> list[Stretch]:
    """All stretches in order, without those of the second list that touch others, and of two that touch the later.

    No two of the second list touch each other.
    """
    found: list[Stretch] = []
    for stretch in sorted(first):
        if not found or found[-1][1] <= stretch[0]:
            found.append(stretch)
    busy = [stretch[:2] for stretch in found]
    return sorted([*found, *(stretch for stretch in second if _is_free(busy, *stretch[:2]))])


def _tokens(text: str, low: str, words: list[Word], spans: list[Stretch]) -> list[Token]:
    """The words of a sentence, each of `spans` as one."""
    tokens: list[Token] = []
    at = 0
    for word in words:
        while at < len(spans) and spans[at][0] < word.end:
            start, end, kind, which = spans[at]
            tokens.append(Token(start, end, low[start:end], kind, which))
            at += 1
        if at and spans[at - 1][1] > word.start:
            continue
        name = word.text.lower()
        kind = _MARKS.get(name) or KINDS.get(name) or _TAG_KINDS.get(word.tag, "other")
        if kind == "dash" and text[word.start - 1 : word.start] != " " and text[word.end : word.end + 1] != " ":
            kind = "noun"  # VN-Index
        elif name in QUANTITIES:
            kind = "noun"
        elif name in THAN and tokens and tokens[-1].low in COMPARABLE and tokens[-1].end == word.start - 1:
            compared = tokens.pop()
            tokens.append(Token(compared.start, word.end, f"{compared.low} {name}", "change"))
            continue
        tokens.append(Token(word.start, word.end, name, kind))
    for place, token in enumerate(tokens[:-1]):
        if token.low in ACTS_TOO and tokens[place + 1].kind in ("claim", "bound"):
            tokens[place] = token._replace(kind="verb")  # "công an thu 4 dao"
        elif (
            token.low in NEW
            and place
            and tokens[place - 1].kind == "noun"
            and tokens[place + 1].kind not in AFTER_TENSE
        ):
            tokens[place] = token._replace(kind="adj")  # "nông thôn mới", "đảng viên mới"
    return tokens
