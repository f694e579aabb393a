"""What may be the subject, the actor, the action, the place, the time and the base of a claim: named readers.

A reader proposes stretches of the sentence, or what an earlier claim was said of; ranking.py chooses among them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from viclaims.lexicon import joined
from viclaims.observations.scene import EDGES, Scene, Token

NOMINAL = frozenset({"noun", "name", "adj", "num", "place"})
INSIDE_PHRASE = NOMINAL | {"of", "prep", "det", "pron", "quote", "slash", "at", "light"}
VERBAL = frozenset({"verb", "change", "light", "plan"})
BEFORE_NUMBER = frozenset({"bound", "level", "tense", "change", "adv", "passive", "at", "than", "compare", "list"})
LEADING = frozenset({
    "time", "comma", "part", "and", "conj", "adv", "list", "compare", "tense", "prep", "at", "dash", "quote", "pron",
    "det", "by", "than",
})  # fmt: skip
FARTHEST = 40  # words


class Span(NamedTuple):
    """A proposal: tokens first to last (excluded), which reader made it."""

    first: int
    last: int
    reader: str


class Left(NamedTuple):
    """What stands before a number: where the words of level, bound and tense begin; what they were; the clause."""

    stop: int  # first of the words that lead to the number
    edge: int  # first word of the clause
    flags: frozenset[str]


def left_of(tokens: list[Token], at: int) -> Left:
    stop = at
    flags: set[str] = set()
    while stop and at - stop < FARTHEST and tokens[stop - 1].kind in BEFORE_NUMBER:
        stop -= 1
        flags.add(tokens[stop].kind)
    return Left(stop, _clause_start(tokens, stop), frozenset(flags))


def _clause_start(tokens: list[Token], stop: int) -> int:
    """First word of the clause that ends before `stop`."""
    edge = stop
    while edge and tokens[edge - 1].kind not in EDGES and stop - edge < FARTHEST:
        edge -= 1
    return edge


def right_of(tokens: list[Token], at: int) -> int:
    """End of the clause behind the token `at`."""
    last = at + 1
    while last < len(tokens) and tokens[last].kind not in EDGES and last - at < FARTHEST:
        last += 1
    return last


ENDING = frozenset({
    "tense", "adv", "level", "bound", "comma", "at", "of", "prep", "conj", "and", "time", "passive", "quote", "compare",
    "than",
})  # fmt: skip


def trim(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    """Without the words that only lead to it, and without those that end it."""
    while first < last and tokens[first].kind in LEADING:
        first += 1
    while last > first and tokens[last - 1].kind in ENDING:
        last -= 1
    return first, last


TAIL = frozenset({"comma", "and", "conj", "compare", "than", "quote", "at", "by", "level"})


def without_tail(tokens: list[Token], first: int, last: int) -> int:
    """The end of a stretch without the words that lead on to what follows."""
    while last > first + 1 and tokens[last - 1].kind in TAIL:
        last -= 1
    return last


def _runs(tokens: list[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The runs of nouns in tokens[first:last]."""
    begin = None
    for at in range(first, last + 1):
        inside = at < last and tokens[at].kind in INSIDE_PHRASE
        if inside and begin is None and tokens[at].kind in NOMINAL | {"light", "det"}:
            begin = at
        elif not inside and begin is not None:
            yield begin, at
            begin = None


def subjects(scene: Scene, at: int, left: Left, counted_end: int) -> Iterator[Span]:
    tokens = scene.tokens
    right = right_of(tokens, at)
    # behind the number
    begin = at + 1
    whole = next((i for i in range(at + 1, right) if tokens[i].kind == "whole"), None)
    if whole is not None:  # "118 trong tổng số 153 bí thư", "52 xã trong tổng số 235 xã"
        yield from _behind(tokens, begin, whole - 1)
        begin = whole + 1
    while begin < right and tokens[begin].kind in ("of", "quote"):  # "15 “ngôi nhà khăn quàng đỏ”"
        begin += 1
    if tokens[begin - 1].kind == "quote":
        right = next((i for i in range(begin, right) if tokens[i].kind == "quote"), right)
    if begin < right and tokens[begin].kind in NOT_BEGINNING:
        right = begin
    yield from _behind(tokens, begin, right)
    if right in scene.ages:
        yield Span(begin, right_of(tokens, right), "behind_with_age")
    counted = at + 1
    while counted < len(tokens) and tokens[counted].end <= counted_end:
        counted += 1
    first = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].kind == "quote")
    if counted > first:
        yield Span(first, counted, "counted")
        longer = counted
        while longer < len(tokens) and tokens[longer].kind not in EDGES and longer - at < 25:
            longer += 1
        if longer > counted:
            yield Span(first, longer, "counted_and_clause")
    # before the number
    first, last = trim(tokens, left.edge, left.stop)
    if first < last:
        yield Span(first, last, "before_verb")
        begins = [i for i in range(first, last) if tokens[i].kind in VERBAL or tokens[i].kind in ("tense", "passive")]
        if begins:
            if begins[0] > first:
                yield Span(*trim(tokens, first, begins[0]), "before_first_verb")
            if last > begins[-1] and tokens[begins[-1]].kind in VERBAL:
                yield Span(begins[-1], last, "verb_phrase")
                if len(begins) > 1 and tokens[begins[-2]].kind in VERBAL:
                    yield Span(begins[-2], last, "longer_verb_phrase")
            if last > begins[-1] + 1:
                yield Span(begins[-1] + 1, last, "behind_last_verb")
        for i in range(first, last):
            if tokens[i].kind in ("place", "time", "at"):
                a, b = trim(tokens, first, i)
                if a < b:
                    yield Span(a, b, "before_place")
                a, b = trim(tokens, i + 1, last)
                if a < b:
                    yield Span(a, b, "behind_place")
                break
        runs = list(_runs(tokens, first, last))
        if runs:
            yield Span(*runs[-1], "nouns_before")
        conj = [
            i
            for i in range(first, last)
            if tokens[i].kind in ("conj", "and", "list") or (tokens[i].kind == "level" and i + 1 < last)
        ]
        if conj:
            a, b = trim(tokens, conj[-1] + 1, last)
            if a < b:
                yield Span(a, b, "behind_conj")
        # a list of nouns before the verb: "Số tiền nợ BHXH, BHYT, BHTN là"
        wide = left.edge
        while (
            wide > 1
            and at - wide < 2 * FARTHEST
            and tokens[wide - 1].kind == "comma"
            and tokens[wide - 2].kind in INSIDE_PHRASE
        ):
            wide -= 1
            while wide and at - wide < 2 * FARTHEST and tokens[wide - 1].kind in INSIDE_PHRASE | {"and"}:
                wide -= 1
        a, b = trim(tokens, wide, last)
        if wide < left.edge and a < b:
            yield Span(a, b, "list_before")
    # earlier clauses
    edge, seen = left.edge, 0
    while edge > 0 and seen < 3 and tokens[edge - 1].kind != "stop":
        stop = edge - 1
        edge = _clause_start(tokens, stop)
        seen += 1
        a, b = trim(tokens, edge, stop)
        verb = next((i for i in range(a, b) if tokens[i].kind in ("level", "change", "tense", "verb", "passive")), b)
        if a < verb:
            yield Span(*trim(tokens, a, verb), "clause_before")
            if verb < b:
                yield Span(a, b, "clause_before_whole")


NOT_BEGINNING = frozenset({
    "level", "tense", "passive", "compare", "than", "at", "prep", "conj", "and", "change", "time", "list", "by",
    "quote", "slash",
})  # fmt: skip


def _behind(tokens: list[Token], begin: int, right: int) -> Iterator[Span]:
    """The stretches behind a number that begin at `begin`, up to different ends."""
    if begin >= right:
        return
    ends = {right: "behind_clause"}
    for kinds, name in (
        (("verb", "tense", "passive", "change", "level", "time"), "behind_to_verb"),
        (("level", "at", "prep", "conj", "by", "compare", "slash"), "behind_to_prep"),
        (("place", "time", "at", "compare"), "behind_to_place"),
        (("passive", "tense"), "behind_to_passive"),
    ):
        end = next((i for i in range(begin + 1, right) if tokens[i].kind in kinds), right)
        ends.setdefault(end, name)
    end = begin + 1
    while end < right and tokens[end].kind in NOMINAL:
        end += 1
    ends.setdefault(end, "behind_nouns")
    clause = next(
        (i for i in range(begin + 1, right - 1) if tokens[i].kind == "and" and tokens[i + 1].kind in VERBAL), right
    )
    ends.setdefault(clause, "behind_to_clause")
    for end, name in ends.items():
        yield Span(begin, end, name)


NOT_SUBJECT = frozenset({"verb", "change", "tense", "level", "passive", "light", "plan", "adv"})


def _sentence_subject(tokens: list[Token], at: int) -> Iterator[Span]:
    """Who acts in the sentence, or in the part of it behind the last semicolon: its first nouns before a verb."""
    begin = max(0, at - 2 * FARTHEST)
    for mark in range(at - 1, begin - 1, -1):
        if tokens[mark].kind in ("semi", "stop", "says"):
            yield from _first_nouns(tokens, mark + 1, at, "part_subject")
            break
    if begin == 0:
        yield from _first_nouns(tokens, 0, at, "sentence_subject")


def _first_nouns(tokens: list[Token], begin: int, at: int, name: str) -> Iterator[Span]:
    first = begin
    while first < at and tokens[first].kind in LEADING | {"says"}:
        first += 1
    last = first
    while last < at and tokens[last].kind not in NOT_SUBJECT | EDGES:
        last += 1
    if first < last < at and tokens[last].kind in NOT_SUBJECT:
        yield Span(first, last, name)


def actors(scene: Scene, at: int, left: Left) -> Iterator[Span]:
    tokens = scene.tokens
    seen = 0
    edge, stop = left.edge, left.stop
    while seen < 4:
        a, b = edge, stop
        while a < b and tokens[a].kind in LEADING:
            a += 1
        end = a
        while end < b and tokens[end].kind not in NOT_SUBJECT | {"time"}:
            end += 1
        if a < end:
            yield Span(*trim(tokens, a, end), "clause_head" if seen == 0 else "earlier_head")
            short = next(
                (i for i in range(a + 1, end) if tokens[i].kind in ("at", "prep", "place", "conj", "open")), end
            )
            if short < end:
                yield Span(*trim(tokens, a, short), "head_to_prep" if seen == 0 else "earlier_head_to_prep")
        # a name that the tagger took apart: "Ủy ban Kiểm tra Tỉnh ủy đã"
        tense = next((i for i in range(a, b) if tokens[i].kind in ("tense", "level", "light", "plan")), None)
        if tense and tense > a and tense != end:
            yield Span(*trim(tokens, a, tense), "before_tense" if seen == 0 else "earlier_before_tense")
        last_verb = next((i for i in range(b - 1, a, -1) if tokens[i].kind in VERBAL), None)
        if last_verb and last_verb > a and last_verb not in (end, tense):
            yield Span(*trim(tokens, a, last_verb), "before_last_verb" if seen == 0 else "earlier_before_last_verb")
        if edge == 0 or tokens[edge - 1].kind == "stop":
            break
        stop = edge - 1
        edge = _clause_start(tokens, stop)
        seen += 1
    yield from _sentence_subject(tokens, at)
    for i in range(at + 1, min(len(tokens), at + 14)):
        if tokens[i].kind == "by":
            end = i + 1
            while end < len(tokens) and tokens[end].kind in INSIDE_PHRASE:
                end += 1
            if end > i + 1:
                yield Span(i + 1, end, "by")
            break
    for i in range(max(0, at - 25), left.stop):
        if tokens[i].kind == "place":
            yield Span(i, i + 1, "area")


def _verb_group(tokens: list[Token], last: int) -> int:
    """First word of the verbs that end with the word `last`: "cử đi đào tạo, bồi dưỡng", "kiến nghị thu hồi"."""
    first = last
    while first and last - first < FARTHEST:
        if tokens[first - 1].kind in ("verb", "plan", "light"):
            first -= 1
        elif first > 1 and tokens[first - 1].kind in ("comma", "and") and tokens[first - 2].kind == "verb":
            first -= 2
        else:
            break
    return first


def actions(scene: Scene, at: int, left: Left) -> Iterator[Span]:
    tokens = scene.tokens
    for i in range(at - 1, left.edge - 1, -1):
        if tokens[i].kind == "change":
            yield Span(i, i + 1, "change_verb")
            if i + 1 < at and tokens[i + 1].kind in ("bound", "verb") and tokens[i + 1].low in _MORE:
                yield Span(i, i + 2, "change_more")
            break
    if left.stop > left.edge:
        yield Span(left.stop - 1, left.stop, "word_before")
    # a verb directly before the number, with what stands beside it
    last = left.stop
    while last > left.edge and tokens[last - 1].kind in ("time", "place"):
        last -= 1
    verbs = [i for i in range(left.edge, last) if tokens[i].kind in ("verb", "light", "plan", "change")]
    if verbs:
        v = verbs[-1]
        group = _verb_group(tokens, v)
        yield Span(group, v + 1, "verb_group")
        if group < v:
            yield Span(v, v + 1, "last_verb")
            if tokens[group].kind == "light":
                yield Span(group + 1, v + 1, "without_light")
        if v + 1 < last:
            yield Span(group, last, "verb_and_object")
            if group < v:
                yield Span(v, last, "last_verb_and_object")
        if len(verbs) > 1 and verbs[0] != group:
            yield Span(verbs[0], verbs[0] + 1, "first_verb")
            yield Span(verbs[0], last, "first_verb_on")
    # behind what is counted
    right = right_of(tokens, at)
    begin = at + 1
    for i in range(begin, right):
        if tokens[i].kind == "passive" and i + 1 < right:
            yield Span(i + 1, right, "passive_on")
            end = i + 2
            while end < right and tokens[end].kind in ("verb", "light"):
                end += 1
            yield Span(i + 1, end, "passive_verb")
            yield Span(i, end, "passive_and_verb")
            break
        if tokens[i].kind in ("verb", "light", "change"):
            end = i + 1
            while end < right and tokens[end].kind in ("verb", "noun", "adj"):
                end += 1
            yield Span(i, end, "verb_behind")
            if end > i + 1:
                yield Span(i, i + 1, "short_verb_behind")
            break
    # behind the next thing counted: "87 chủ doanh nghiệp và 219 học sinh đứng vào hàng ngũ"
    following = next((i for i in range(right, min(right + 3, len(tokens))) if tokens[i].kind == "claim"), None)
    if following is not None:
        end = right_of(tokens, following)
        verb = next((i for i in range(following + 1, end) if tokens[i].kind in ("verb", "light", "passive")), None)
        if verb is not None:
            yield Span(verb + (tokens[verb].kind == "passive"), end, "later_verb")
    # the verb of an earlier clause
    edge, seen = left.edge, 0
    while edge > 0 and seen < 2:
        stop = edge - 1
        edge = _clause_start(tokens, stop)
        seen += 1
        verb = next((i for i in range(edge, stop) if tokens[i].kind in ("verb", "light", "plan")), None)
        if verb is not None:
            end = verb + 1
            while end < stop and tokens[end].kind == "verb":
                end += 1
            yield Span(verb, end, "earlier_verb")


_MORE, _PAST = joined("more_before"), joined("last", "nearby_time")


NEAREST = 4
_TO = joined("until_time")


def near(places: list[int], at: int) -> list[int]:
    """The nearest of the sorted tokens, at most four on either side, and the first of those in reach."""
    begin, end = bisect_left(places, at - 2 * FARTHEST), bisect_left(places, at + 2 * FARTHEST)
    middle = bisect_left(places, at)
    found = places[max(begin, middle - NEAREST) : min(end, middle + NEAREST)]
    return found if begin >= end or places[begin] in found else [places[begin], *found]


def _is_listed(scene: Scene, at: int) -> bool:
    """Whether the token is a place by its name alone."""
    tokens = scene.tokens
    return 0 <= at < len(tokens) and tokens[at].kind == "place" and scene.text[tokens[at].start].isupper()


PLACED = {"at": "place_at", "of": "place_of", "noun": "place_of"}
PLACED |= dict.fromkeys(("start", "comma", "time"), "place_head")


def places(scene: Scene, at: int) -> Iterator[Span]:
    tokens = scene.tokens
    for i in near(scene.places, at):
        if i > 1 and tokens[i - 1].low in _TO and tokens[i - 2].kind == "place":
            continue
        goes_on = i > 1 and tokens[i - 1].kind in ("comma", "and") and _is_listed(scene, i - 2)
        last = i + 1
        while last + 1 < len(tokens) and tokens[last].kind in ("comma", "and") and tokens[last + 1].kind == "place":
            last += 2
        if last > i + 1 and not goes_on:
            yield Span(i, last, "places")  # "Bình Dương và Long An"
        if _is_listed(scene, i) and (goes_on or (last > i + 1 and _is_listed(scene, i + 2))):
            continue
        if i + 2 < len(tokens) and tokens[i + 1].low in _TO and tokens[i + 2].kind == "place":
            yield Span(i, i + 3, "from_to")  # "từ Quảng Trị đến Ninh Thuận"
            continue
        yield Span(i, i + 1, PLACED.get(tokens[i - 1].kind if i else "start", "place_other"))


def times(scene: Scene, at: int) -> Iterator[Span]:
    for i in near(scene.dates, at):
        yield Span(i, i + 1, "time")
    for i in near(scene.durations, at):
        if i != at:
            behind = i + 1 < len(scene.tokens) and scene.tokens[i + 1].low in _PAST
            yield Span(i, i + 1 + behind, "duration_past" if behind else "duration")


def bases(scene: Scene, at: int, left: Left) -> Iterator[Span]:
    tokens = scene.tokens
    right = right_of(tokens, at)
    for i in range(at + 1, min(len(tokens), at + 16)):
        kind = tokens[i].kind
        if kind in ("claim", "semi", "stop", "close"):
            break
        if kind == "compare":
            end = right_of(tokens, i)
            yield Span(i + 1, end, "compared")
            time = next((j for j in range(i + 1, end) if tokens[j].kind == "time"), None)
            if time is not None and time + 1 < end:
                yield Span(i + 1, time + 1, "compared_time")
            break
    if at + 1 < right:
        first = at + 1
        while first < right and tokens[first].kind in ("of", "at", "prep"):
            first += 1
        if first < right:
            yield Span(first, right, "behind")
            end = first
            while end < right and tokens[end].kind in INSIDE_PHRASE | {"plan", "of"}:
                end += 1
            if first < end < right:
                yield Span(first, end, "behind_nouns")
            verb = next(
                (
                    i
                    for i in range(first, right)
                    if tokens[i].kind in ("verb", "tense", "level", "passive", "compare", "change")
                ),
                None,
            )
            if verb and verb > first and verb != end:
                yield Span(first, verb, "behind_to_verb")
            if tokens[first].kind == "plan":
                yield Span(first, first + 1, "plan")
    num = next((i for i in range(at + 1, min(right, at + 9)) if tokens[i].kind in ("num", "whole")), None)
    if num is not None and num + 1 < right:
        yield Span(num + 1, right, "behind_whole")
        verb = next(
            (i for i in range(num + 1, right) if tokens[i].kind in ("verb", "tense", "level", "passive", "adv")), None
        )
        if verb and verb > num + 1:
            yield Span(num + 1, verb, "behind_whole_to_verb")
    for i in range(left.edge - 1, max(-1, left.edge - 20), -1):
        if tokens[i].kind == "compare":
            end = i + 1
            while end < at and tokens[end].kind not in EDGES | {"level", "change", "tense"}:
                end += 1
            if end > i + 1:
                yield Span(i + 1, end, "compared_ahead")
            break
    for i in range(at - 1, max(-1, at - 14), -1):
        if tokens[i].kind in ("than", "compare", "change") and i + 1 < at:
            a, b = trim(tokens, i + 1, at)
            if a < b:
                yield Span(a, b, "than")
            break
        if tokens[i].kind in ("claim", "stop"):
            break
    first, last = trim(tokens, left.edge, left.stop)
    if first < last:
        yield Span(first, last, "before")
        runs = list(_runs(tokens, first, last))
        if runs:
            yield Span(*runs[-1], "nouns_before")
    for i in range(max(0, at - 14), at):
        if tokens[i].kind in ("at", "part") and i + 1 < at:
            end = i + 1
            while end < at and tokens[end].kind in INSIDE_PHRASE | {"verb"}:
                end += 1
            if end > i + 1:
                yield Span(i + 1, end, "within")
