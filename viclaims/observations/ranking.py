"""What speaks for a proposal, and the weights that were learned for it from labelled texts (tests/labels/train.py)."""

from __future__ import annotations

import csv
import gzip
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

from viclaims.claims.unit_readers import Reading
from viclaims.lexicon import joined
from viclaims.observations import readers
from viclaims.observations.periods import Phrase
from viclaims.observations.readers import Left, Span, right_of
from viclaims.observations.scene import DESCRIBED, Scene

FIELDS = ("period", "place", "subject", "action", "actor", "base")
WEIGHTS = Path(__file__).parent / "weights.csv.gz"


class Told(NamedTuple):
    """What an earlier claim is said of, offsets into the text; where and what it is."""

    start: int
    kind: str
    family: str
    sentence: int
    token: int
    line: int
    spans: dict[str, tuple[int, int]]
    status: str = "reported"


class Asked(NamedTuple):
    """A claim that is asked about: its sentence, its token, what stands around it, which claims came before."""

    scene: Scene
    sentence: int
    line: int
    offset: int  # of the sentence in the text
    at: int
    reading: Reading
    counted_end: int
    left: Left
    told: list[Told]
    places: list[tuple[int, int]]  # named places of the text before
    times: list[tuple[int, int]]  # times of the text before
    said: dict[tuple[int, int], str]  # how each time is told
    seen: tuple[str, ...] = ()  # what is seen of the claim itself (context)

    @property
    def kind(self) -> str:
        return self.reading.kind

    @property
    def family(self) -> str:
        return self.reading.family

    @property
    def start(self) -> int:
        """Where the claim begins in the text."""
        return self.offset + self.reading.expression.start


class Proposal(NamedTuple):
    start: int
    end: int
    reader: str
    features: tuple[str, ...]


SIZES = ("0", "1", "2", "3-4", "5-7", "8-12", "13+")
_UP_TO = (0, 1, 2, 4, 7, 12)


def _size(number: int) -> str:
    return SIZES[bisect_left(_UP_TO, number)]


VERBS = ("change", "changed", "than", "level", "passive")  # of those before a number the first is told
INSIDE = ("verb", "level", "time", "place", "claim", "comma", "part", "tense", "passive", "change", "plan", "name")
BETWEEN = frozenset({
    "semi", "stop", "part", "open", "close", "and", "comma", "list", "colon", "tense", "verb", "time", "place", "name",
    "compare",
})  # fmt: skip


def context(asked: Asked) -> tuple[str, ...]:
    """What is seen of the claim itself."""
    tokens, at, left = asked.scene.tokens, asked.at, asked.left
    inside = any(token.kind == "change" for token in tokens[left.edge : left.stop])
    verbs = left.flags | ({"changed"} if inside else frozenset())
    verb = next((name for name in VERBS if name in verbs), "none")
    mark = tokens[left.edge - 1].kind if left.edge else "start"
    own = "empty" if left.stop == left.edge else tokens[left.edge].kind
    before = tokens[left.stop - 1].kind if left.stop > left.edge else "-"
    after = tokens[at + 1].kind if at + 1 < len(tokens) else "end"
    previous = asked.told[-1] if asked.told else None
    near = "none" if previous is None else "same" if previous.sentence == asked.sentence else "earlier"
    if previous and near == "earlier" and previous.line != asked.line:
        near = "line"
    return (asked.kind, asked.family, verb, mark, own, before, after, near)


def _of_context(r: str, seen: tuple[str, ...]) -> tuple[str, ...]:
    """What a proposal of the reader `r` has to do with the claim itself."""
    kind, family, verb, mark, own, before, after, _ = seen
    return (
        r, f"{r}|{kind}", f"{r}|{family}", f"{r}|{verb}", f"{r}|{mark}", f"{r}|own={own}", f"{r}|b={before}",
        f"{r}|a={after}", f"{r}|{kind}|{verb}", f"{r}|{family}|{verb}|{own}", f"{r}|{family}|{after}",
        f"{r}|{kind}|{mark}|{own}",
    )  # fmt: skip


def _of_span(asked: Asked, span: Span, seen: tuple[str, ...]) -> tuple[str, ...]:
    tokens, at = asked.scene.tokens, asked.at
    kind, family, verb, mark, own, _, _, near = seen
    first, last, r = span
    head, tail = tokens[first], tokens[last - 1]
    previous = tokens[first - 1].kind if first else "start"
    following = tokens[last].kind if last < len(tokens) else "end"
    behind = first > at
    between = tokens[at + 1 : first] if behind else tokens[last:at]
    kinds = [token.kind for token in between]
    claims, marks = kinds.count("claim"), sum(kind in readers.EDGES and kind != "claim" for kind in kinds)
    side = "behind" if behind else "before"
    inside = {token.kind for token in tokens[first:last]}
    classes = [name for name, known in HEADS.items() if head.low in known]
    if r in ("sentence_subject", "part_subject", "clause_head", "earlier_head"):
        acts = f"{following}|{own}|{verb}"
        classes = [*classes, f"acts={acts}", f"named={tail.kind == 'place' or head.kind == 'name'}|{following}"]
    return (
        *(f"{r}|c={name}" for name in classes),
        *(f"{name}|{kind}|{verb}|{side}" for name in classes),
        *(f"{r}|{name}|{family}" for name in classes),
        *_of_context(r, seen),
        f"{r}|{near}",
        f"{r}|n={_size(last - first)}",
        f"{r}|h={head.kind}",
        f"{r}|t={tail.kind}",
        f"{r}|p={previous}",
        f"{r}|f={following}",
        f"w={head.low}",
        f"{r}|w={head.low}",
        f"wt={tail.low}",
        f"{r}|pw={tokens[first - 1].low if first and tokens[first - 1].kind not in WHOLE_KINDS else previous}",
        f"{r}|fw={tokens[last].low if last < len(tokens) and tokens[last].kind not in WHOLE_KINDS else following}",
        f"{side}|d={_size(len(between))}",
        f"{r}|c={min(claims, 3)}",
        f"{r}|m={min(marks, 3)}",
        f"{side}|c={min(claims, 2)}|m={min(marks, 3)}|{family}",
        *_of_whole(asked, span),
        *(
            (
                f"bare={head.low}|{own}",
                f"bare|{own}|{mark}|{verb}",
                f"bare={head.low}|{kind}|{near}",
                f"bare|{near}|{own}|{kind}",
            )
            if last == first + 1 and behind
            else ()
        ),
        *(f"{r}|in={name}" for name in INSIDE if name in inside),
        f"up={asked.scene.text[head.start].isupper()}|{first > 0}|{r}",
    )


def _is_bare(scene: Scene, span: Span) -> bool:
    """Whether a place is only the word of its kind: tỉnh, huyện."""
    return span.last == span.first + 1 and scene.tokens[span.first].low in DESCRIBED


TRIMMED = frozenset({"subject", "actor"})
WHOLE_KINDS = frozenset({"claim", "time", "place", "whole"})
HEADS = {name: joined(name) for name in ("organisation_head", "person_head", "quantity_head", "event_head")}


def how_told(phrase: Phrase) -> str:
    """How a time is told: the rule of its first point, whether it has a second one, what leads to it."""
    edge = phrase.points[0].edge if phrase.points else ""
    return f"{phrase.rule}{'+' * (len(phrase.points) > 1)}{phrase.lead}{'>' * phrase.to_now}{edge}"


def _of_whole(asked: Asked, span: Span) -> tuple[str, ...]:
    """What is seen of a stretch that is one time or place: which one of the sentence's it is, and how it is told."""
    tokens, at = asked.scene.tokens, asked.at
    token = tokens[span.first]
    if token.kind not in ("time", "place") or span.last != span.first + 1:
        return ()
    alike = readers.near(asked.scene.dates if token.kind == "time" else asked.scene.places, at)
    before = [i for i in alike if i < at]
    rank = (
        "only"
        if len(alike) == 1
        else "nearest"
        if before and span.first == before[-1]
        else "first"
        if span.first == alike[0]
        else "other"
    )
    clause = "own" if asked.left.edge <= span.first < at else "head" if span.first < asked.left.edge else "behind"
    own_behind = clause == "behind" and span.first < right_of(tokens, at)
    seen = [
        f"{token.kind}:{rank}",
        f"{token.kind}:{clause}{own_behind}",
        f"{token.kind}:{rank}|{clause}{own_behind}",
        f"{token.kind}:{rank}|{asked.kind}",
        f"{token.kind}:{clause}|{asked.kind}",
        f"{token.kind}:n={min(len(alike), 4)}|{rank}",
    ]
    if token.kind == "time":
        phrase = asked.scene.times[token.which]
        quoted = "says" in {other.kind for other in tokens[min(span.first, at) : max(span.first, at)]}
        seen.append(f"quoted={quoted}|{clause}{own_behind}|{asked.kind}")
        seen.append(f"quoted={quoted}|{phrase.rule}")
        said = how_told(phrase)
        seen += [
            f"said={said}",
            f"said={said}|{clause}{own_behind}",
            f"said={said}|{asked.kind}",
            f"said={said}|{asked.left.flags and 'verb'}|{rank}",
        ]
    else:
        words = asked.scene.text[token.start : token.end]
        named = any(char.isupper() for char in words[1:])
        seen += [
            f"named={named}|{rank}",
            f"named={named}|{clause}",
            f"whole={token.low.split()[0]}",
            f"named={named}|p={tokens[span.first - 1].kind if span.first else 'start'}",
        ]
    return tuple(seen)


def _of_copy(asked: Asked, name: str, told: Told, field: str, seen: tuple[str, ...]) -> tuple[str, ...]:
    tokens = asked.scene.tokens
    kind, family, _, _, own, before, _, _ = seen
    if told.sentence == asked.sentence:
        between = tokens[told.token + 1 : asked.at]
        signs = [token.kind for token in between if token.kind in BETWEEN]
        gap = _size(len(between))
        way = "+".join(dict.fromkeys(signs[:4]))
    else:
        gap, way = f"s{min(asked.sentence - told.sentence, 3)}", f"far{min(asked.line - told.line, 2)}"
        signs = [f"when={asked.said.get(told.spans[field])}"] if field == "period" else []
    r = f"{name}:{field}"
    word = tokens[asked.left.stop - 1].low
    return (
        *_of_context(r, seen),
        f"{r}|{kind}|{told.kind}",
        f"{r}|{family}|{told.family}",
        f"{r}|g={gap}",
        f"{r}|way={way}",
        *(f"{r}|x={sign}" for sign in dict.fromkeys(signs)),
        f"{r}|{told.kind}>{kind}|{own}",
        f"{r}|pw={word if before not in WHOLE_KINDS and before != '-' else before}",
    )


_SPANS = {
    "subject": lambda asked: readers.subjects(asked.scene, asked.at, asked.left, asked.counted_end),
    "actor": lambda asked: readers.actors(asked.scene, asked.at, asked.left),
    "action": lambda asked: readers.actions(asked.scene, asked.at, asked.left),
    "place": lambda asked: readers.places(asked.scene, asked.at),
    "period": lambda asked: readers.times(asked.scene, asked.at),
    "base": lambda asked: readers.bases(asked.scene, asked.at, asked.left),
}


def proposals(asked: Asked, field: str, chosen: dict[str, tuple[int, int]]) -> Iterator[Proposal]:
    """The proposals for a field, each stretch once, with what speaks for them; `chosen`: fields found before."""
    seen, tokens = asked.seen, asked.scene.tokens
    known: dict[tuple[int, int], list] = {}
    for span in _SPANS[field](asked):
        if field == "place" and asked.places and _is_bare(asked.scene, span):
            continue  # "tỉnh", where the text has named it
        if field in TRIMMED:
            span = span._replace(last=readers.without_tail(tokens, span.first, span.last))
        if span.first >= span.last:
            continue
        start, end = tokens[span.first].start + asked.offset, tokens[span.last - 1].end + asked.offset
        entry = known.setdefault((start, end), [span.reader, []])
        if not entry[1]:
            entry[1].extend(_of_span(asked, span, seen))
        else:
            entry[1].extend((span.reader, f"also={span.reader}|{seen[0]}|{seen[2]}"))
    copies = []
    same = [told for told in asked.told[-6:] if told.sentence == asked.sentence]
    if same:
        copies.append(("previous", same[-1], field))
        if len(same) > 1:
            copies += [("first", same[0], field), ("second", same[-2], field)]
        if field == "base":
            copies.append(("previous_subject", same[-1], "subject"))
            if len(same) > 1:
                copies.append(("first_subject", same[0], "subject"))
    elif asked.told:
        copies.append(("last_sentence", asked.told[-1], field))
        firsts = [t for t in asked.told[-8:] if t.sentence == asked.told[-1].sentence]
        if len(firsts) > 1:
            copies.append(("first_of_last", firsts[0], field))
        if field == "base":
            copies.append(("last_subject", asked.told[-1], "subject"))
    if field in ("place", "period", "base") and asked.told:
        with_field = next((t for t in reversed(asked.told) if field in t.spans), None)
        if with_field:
            copies.append(("last_told", with_field, field))
    for name, told, source in copies:
        if source in told.spans:
            entry = known.setdefault(told.spans[source], [name, []])
            features = _of_copy(asked, name, told, source, seen)
            also = (features[0], f"also={name}|{seen[0]}|{seen[2]}", *features[8:12])
            entry[1].extend(also if entry[1] else features)
    earlier = {"place": asked.places, "period": asked.times}.get(field, [])
    for name, stretch in zip(("text_first", "text_last"), (earlier[:1], earlier[-1:]), strict=True):
        for start, end in stretch:
            entry = known.setdefault((start, end), [name, []])
            entry[1].extend((name, *(f"{name}|{seen[at]}" for at in (0, 2, 7)), f"{name}|own={seen[4]}"))
            if field == "period":
                entry[1].append(f"{name}|when={asked.said.get((start, end))}")
    previous = next((t for t in reversed(asked.told) if t.sentence == asked.sentence), None)
    lacks = f"previous_has={previous is not None and field in previous.spans}"
    for (start, end), (reader, features) in known.items():
        if end - start > 300:
            continue
        touching = tuple(
            f"{reader}|touches={name}" for name, (first, last) in chosen.items() if start < last and first < end
        )
        equal = tuple(f"{reader}|is={name}" for name, span in chosen.items() if span == (start, end))
        has = tuple(f"{reader}|has={name}" for name in chosen)
        yield Proposal(start, end, reader, (*features, f"{reader}|{lacks}", *touching, *equal, *has))


# By how much a proposal must beat leaving the field empty: an empty field is better than a wrong one.
_NO_WEIGHT = repeat(0.0)
MARGIN = {"period": 0.3, "place": 0.6, "subject": 0.0, "action": 0.6, "actor": 0.0, "base": 0.6}
Weights = dict[str, dict[str, float]]
_used: list[Weights] = []


def weights() -> Weights:
    """Field → what is seen → its weight: those of the package, unless others were put to use."""
    if not _used:
        _used.append(_read_weights())
    return _used[-1]


def use_weights(others: Weights | None) -> None:
    """Put other weights to use, or, with None, those of the package again: for learning and measuring."""
    _used.clear()
    if others is not None:
        _used.append(others)


@cache
def _read_weights() -> Weights:
    table: Weights = {field: {} for field in (*FIELDS, "status")}
    with gzip.open(WEIGHTS, "rt", encoding="utf-8", newline="") as file:
        for field, feature, weight in csv.reader(file):
            table[field][feature] = float(weight)
    return table


def nothing(asked: Asked, field: str, chosen: dict[str, tuple[int, int]]) -> tuple[str, ...]:
    """What speaks for leaving a field empty."""
    kind, family, verb, mark, own, before, after, near = asked.seen
    previous = asked.told[-1] if asked.told else None
    had = "-" if previous is None else f"{near}:{field in previous.spans}"
    return (
        "none",
        f"none|{kind}",
        f"none|{family}",
        f"none|{verb}",
        f"none|{mark}",
        f"none|own={own}",
        f"none|b={before}",
        f"none|a={after}",
        f"none|had={had}",
        f"none|{kind}|{verb}",
        f"none|{kind}|had={had}",
        f"none|{family}|{own}",
        f"none|{verb}|had={had}|own={own}",
        *(f"none|has={name}" for name in chosen),
    )


def choose(asked: Asked, field: str, chosen: dict[str, tuple[int, int]]) -> Proposal | None:
    """The proposal with the most that speaks for it, None where leaving the field empty is as good."""
    weight = weights()[field].get
    best, most = None, MARGIN[field] + sum(map(weight, nothing(asked, field, chosen), _NO_WEIGHT))
    for proposal in proposals(asked, field, chosen):
        score = sum(map(weight, proposal.features, _NO_WEIGHT))
        if score > most:
            best, most = proposal, score
    return best
