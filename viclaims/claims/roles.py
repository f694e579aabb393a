"""Which numbers of a sentence are no quantities: dates, document numbers, names, ordinals, codes and the like.

A rule (role_rules.py) is a name, a role, a pattern and examples that it must take and must refuse, run by the tests.
Patterns read a sentence in lower case and in NFC; they name classes of the lexicon ({day_cue}) and the PIECES below
({DAY}). The first rule that takes a place keeps it, so the order of the rules is part of their meaning: the more
certain first. What must not stand before or behind a mention is asked of the lexicon after the match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from viclaims.claims.units import count_noun, magnitude_at, table_unit
from viclaims.lexicon import Pattern, among, words

_DASH = "[-–—−]"
PIECES = {
    "WORD": r"(?<![^\W_])",  # a word begins
    "END": r"(?![^\W_])",  # a word ends
    "BEGIN": r"(?<![0-9])(?<![0-9][.,/])",  # a number begins
    "STOP": r"(?![0-9]|[.,/][0-9])",  # a number ends
    "DAY": r"(?:0?[1-9]|[12][0-9]|3[01])",
    "MONTH": r"(?:1[0-2]|0?[1-9])",
    "MONTH_WORD": r"{month_name|month_number}",
    "YEAR": r"(?:1[0-9]{3}|20[0-9]{2}|21[0-4][0-9])",
    "LUNAR_YEAR": r"{lunar_year}\s+[^\W\d_]+",
    "HOUR": r"(?:[01]?[0-9]|2[0-4])",
    "MINUTES": r"(?:\s+[0-5]?[0-9](?:\s+{minute}(?:\s+[0-5]?[0-9]\s+{second})?)?)?",
    "ORDINAL_WORD": r"(?:(?:{digit}\ )?{tens}(?:\ \w+)?|{ordinal_word})",
    "ROMAN": r"(?:[ivxl]+(?![^\W_]))",
    "LETTER": r"(?:[a-dđh][0-9]{0,2})?(?![^\W\d_])",
    "NUMBER": r"[0-9]{1,4}",
    "DASH": _DASH,
    "TO": rf"(?:\s*{_DASH}\s*|\s+{{up_to}}\s+)",
    "AND": rf"(?:\s*,\s*|\s+{{and_or|up_to}}\s+|\s*{_DASH}\s*)",
    "QUOTE": r"[“\"‘'«]",
    "UNQUOTE": r"[”\"’'»]",
}
# Pieces may name pieces: the later ones first.
_PIECES = dict(reversed(PIECES.items()))

# What `unless` asks for behind a mention, as families of units and kinds of nouns.
MEASURES = frozenset({"points", "percent", "age", "money", "measure", "magnitude"})
FOLLOWING = {
    # What shows that a number behind a label is a quantity after all.
    "unit": MEASURES | {"duration", "times", "counted_time", "noun"},
    # A label that is nearly always one: only what is measured, and the surest nouns ("lớp 35 học sinh").
    "measure": MEASURES | {"certain_noun"},
    # A stretch of time may follow a date ("đợt 19/5 năm nay"), a counted thing may not.
    "thing": MEASURES | {"noun"},
    # Two days with a dash between them may stand before anything but what is measured.
    "amount": MEASURES,
    # What a decimal may count, which counts no things.
    "measured": MEASURES | {"duration", "times"},
    "size": frozenset({"magnitude", "percent"}),
    "size_or_times": frozenset({"magnitude", "percent", "times", "age"}),
    "sum": frozenset({"magnitude", "percent", "money"}),
    "time": frozenset({"duration", "times", "magnitude", "ten_mark"}),
}


@dataclass(frozen=True)
class RoleRule:
    """One way in which a number is no quantity: `pattern` takes the mention as its group n, else as a whole.

    `not_behind` are classes of words that must not stand directly before the match; `unless` is what must not follow
    the mention, a key of FOLLOWING: the match is then taken back to the number before, or refused; `in_each` asks that
    behind every number of the mention. A pattern begins with a class of words ({WORD}{class}), with a quotation mark,
    or at a number or the word that it is part of; it is tried only there.
    """

    name: str
    role: str
    pattern: str
    takes: tuple[str, ...]
    refuses: tuple[str, ...]
    not_behind: tuple[str, ...] = ()
    unless: str = ""
    in_each: bool = False
    compiled: Pattern = field(init=False, repr=False, compare=False)
    classes: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "compiled", Pattern(self.pattern, _PIECES))
        leading = _LEADING_CLASS.match(self.pattern)
        object.__setattr__(self, "classes", tuple(leading[1].split("|")) if leading else ())

    @property
    def first_words(self) -> frozenset[str]:
        """The first words that the pattern can begin with; none where it begins at a number."""
        if _LEADING_QUOTE.match(self.pattern):
            return frozenset("“\"‘'«")
        return frozenset((_LETTERS.match(word) or word)[0] for word in words(*self.classes))

    def span_at(self, low: str, place: int) -> tuple[int, int, int] | None:
        """(start, end) of the mention that begins at `place` of a lower-case sentence, and the end of the match."""
        match = self.compiled.match(low, place)
        if match is None or (self.not_behind and _stands_behind(low, place, self.not_behind)):
            return None
        while match:
            start, end = match.span("n" if match.lastgroup == "n" else 0)
            if not self.unless or not self._is_counted(low, start, end):
                return start, end, match.end()
            numbers = [run.start() for run in _RUN.finditer(low, start, end)]
            if len(numbers) < 2:
                return None
            match = self.compiled.match(low, place, numbers[-1])
            if match and _GOES_ON.match(low, match.end("n") if match.lastgroup == "n" else match.end()):
                return None
        return None

    def _is_counted(self, low: str, start: int, end: int) -> bool:
        kinds = FOLLOWING[self.unless]
        if self.in_each and any(follows(low, run.end(), kinds) for run in _RUN.finditer(low, start, end)):
            return True
        return follows(low, end, kinds)


_LEADING_CLASS = re.compile(r"\s*(?:\{WORD\})?\s*(?:\(\?<!.{1,8}?\)\s*)*\{([a-z_|]+)\}")
_LEADING_QUOTE = re.compile(r"\s*\{QUOTE\}")
_LETTERS = re.compile(r"[^\W\d_]+")
_GOES_ON = re.compile(r"[0-9]|[.,/][0-9]")  # the number before the end that was looked at is cut in two
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+|[“\"‘'«]")
_RUN = re.compile(r"[0-9]+|[²³¹⁰⁴-⁹₀-₉]")
# The number may be the first of a range ("22 - 24 tháng") or be said again in brackets ("15 (mười lăm) ngày").
_TO_THE_UNIT = Pattern(rf"(?:\s*{_DASH}\s*[0-9.,]+|\s+{{up_to}}\s+[0-9.,]+)?(?:\s?\([^\W\d][^()0-9]{{1,30}}\))?\s*")
_YEAR_BEHIND = re.compile(r"\s+(?:19|20)[0-9]{2}(?![0-9.,])")
LONGEST_TOKEN = 20


def _stands_behind(low: str, place: int, classes: tuple[str, ...]) -> bool:
    """Whether a word of `classes`, of one or two syllables, stands directly before `place`."""
    before = low[max(0, place - 24) : place]
    if not before.endswith(" "):
        return False
    last = before.split()[-2:]
    refused = among(*classes)
    return last[-1:] != [] and (last[-1] in refused or " ".join(last) in refused)


def follows(low: str, at: int, kinds: frozenset[str]) -> bool:
    """Whether one of `kinds` (families of units, 'noun', 'certain_noun', 'magnitude') is counted behind `at`.

    >>> follows("đợt 3 triệu đồng", 5, FOLLOWING["unit"]), follows("điều 7 năm 2020", 6, FOLLOWING["unit"])
    (True, False)
    """
    at = _TO_THE_UNIT.match(low, at).end()
    if low.startswith("%", at):
        return "percent" in kinds
    if "magnitude" in kinds and magnitude_at(low, at):
        return True
    if "ten_mark" in kinds and low.startswith(words("ten_mark"), at):
        return True
    if low.startswith(words("year_named"), at):  # "30/4 - 1/5 năm nay" are days
        return False
    unit = table_unit(low, at)
    if unit is not None:
        return unit.family in kinds and not _YEAR_BEHIND.match(low, unit.end)
    if "noun" not in kinds and "certain_noun" not in kinds:
        return False
    noun = count_noun(low, at)
    if noun is None or ("noun" not in kinds and noun.name not in among("certain_noun")):
        return False
    return not _YEAR_BEHIND.match(low, noun.end)


class RoleSpan(NamedTuple):
    """A stretch of a sentence whose numbers have `role`, and the rule that says so."""

    start: int
    end: int
    role: str
    rule: str


def is_footnote(span: RoleSpan) -> bool:
    """Whether a span is the mark of a footnote or of a reference."""
    return span.rule.startswith("footnote") or span.rule == "reference_mark"


def _without_groups(pattern: str) -> str:
    """`pattern` with groups that have no name, so that several can stand in one; it takes no less than before."""
    return re.sub(r"\(\?P=[a-z]+\)", ".", re.sub(r"\(\?P<[a-z]+>", "(?:", pattern))


class RoleRules:
    """Rules in order, and an index of where each may begin, so that a sentence meets only those that may fit it."""

    def __init__(self, rules: tuple[RoleRule, ...]):
        self.rules = rules
        self._by_word: dict[str, list[int]] = {}
        self._at_numbers: list[int] = []
        for index, rule in enumerate(rules):
            first_words = rule.first_words
            for word in first_words:
                self._by_word.setdefault(word, []).append(index)
            if not first_words:
                self._at_numbers.append(index)
        # Most numbers begin no rule, which one pattern tells sooner than each rule's own.
        patterns = (_without_groups(rules[index].pattern) for index in self._at_numbers)
        self._may_begin = Pattern("|".join(f"(?:{pattern})" for pattern in patterns), _PIECES)

    def _places(self, low: str) -> dict[int, list[int]]:
        """Index of each rule that may fit -> where it may begin, in order."""
        numbers: list[int] = []
        done, may_begin = 0, self._may_begin.match
        for run in _RUN.finditer(low):
            place = start = run.start()
            while place > done and start - place < LONGEST_TOKEN and not low[place - 1].isspace():
                place -= 1
            numbers += [at for at in range(place, start + 1) if may_begin(low, at)]
            done = run.end()
        places = dict.fromkeys(self._at_numbers, numbers) if numbers else {}
        for word in _WORD.finditer(low):
            for index in self._by_word.get(word[0], ()):
                places.setdefault(index, []).append(word.start())
        return places

    def spans(self, low: str, given: Iterable[RoleSpan] = ()) -> list[RoleSpan]:
        """The stretches of a lower-case sentence that the rules take, none overlapping, in text order.

        `given` are stretches that are taken already: they come first.

        >>> from viclaims.claims.role_rules import RULES
        >>> low = "ngày 9/11, có 11 ứng viên"
        >>> [(span.role, low[span.start:span.end]) for span in RoleRules(RULES).spans(low)]
        [('date', '9/11')]
        """
        taken: list[RoleSpan] = []
        used = bytearray(len(low))

        def take(start: int, end: int, role: str, rule: str) -> None:
            if start < end and 1 not in used[start:end]:
                used[start:end] = b"\x01" * (end - start)
                taken.append(RoleSpan(start, end, role, rule))

        for span in given:
            take(*span)
        places = self._places(low)
        for index in sorted(places):
            rule, done = self.rules[index], 0
            match = rule.compiled.match
            for place in places[index]:
                if place >= done and match(low, place) and (found := rule.span_at(low, place)):
                    start, end, done = found
                    take(start, end, rule.role, rule.name)
        return sorted(taken)
