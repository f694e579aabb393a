"""The proposals for each field of a claim, and the weights that choose among them, learned from labelled texts
(tests/labels/train.py).
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from viclaims.observations import features, readers
from viclaims.observations.features import Asked, Feature, Group, Told
from viclaims.observations.memory import Memory, Mention
from viclaims.observations.readers import Span
from viclaims.observations.scene import DESCRIBED, Scene

FIELDS = ("period", "place", "subject", "action", "actor", "base")
WEIGHTS = Path(__file__).parent / "weights.csv.gz"
LONGEST = 300  # characters
TRIMMED = frozenset({"subject", "actor"})
# By how much a proposal must beat leaving the field empty: an empty field is better than a wrong one.
MARGIN = {"period": 0.3, "place": 0.6, "subject": 0.0, "action": 0.6, "actor": 0.0, "base": 0.6}
SPANS: dict[str, Callable[[Asked], Iterator[Span]]] = {
    "subject": lambda asked: readers.subjects(asked.scene, asked.at, asked.left, asked.counted_end),
    "actor": lambda asked: readers.actors(asked.scene, asked.at, asked.left),
    "action": lambda asked: readers.actions(asked.scene, asked.at, asked.left),
    "place": lambda asked: readers.places(asked.scene, asked.at),
    "period": lambda asked: readers.times(asked.scene, asked.at),
    "base": lambda asked: readers.bases(asked.scene, asked.at, asked.left),
}
Chosen = dict[str, tuple[int, int]]


class Proposal(NamedTuple):
    """A stretch of the text for a field, the reader that proposed it first, what is seen of it."""

    start: int
    end: int
    reader: str
    seen: list[Group]


def proposals(asked: Asked, field: str, chosen: Chosen) -> Iterator[Proposal]:
    """The proposals for a field, each stretch once; `chosen`: fields found before."""
    known: dict[tuple[int, int], Proposal] = {}
    for stretch, reader, seen in _proposed(asked, field):
        first = known.get(stretch)
        if first:
            first.seen.append(features.of_another(asked, first.reader, reader))
        elif stretch[1] - stretch[0] <= LONGEST:
            known[stretch] = Proposal(*stretch, reader, seen())
    for proposal in known.values():
        proposal.seen.extend(features.of_rest(asked, field, proposal.reader, proposal[:2], chosen))
        yield proposal


def _proposed(asked: Asked, field: str) -> Iterator[tuple[tuple[int, int], str, Callable[[], list[Group]]]]:
    """Every stretch that a reader proposes, the reader, and what tells what is seen of it."""
    for span in SPANS[field](asked):
        if field == "place" and asked.memory.places and _is_bare(asked.scene, span):
            continue  # "tỉnh", where the text has named it
        if field in TRIMMED:
            span = span._replace(last=readers.without_tail(asked.scene.tokens, span.first, span.last))
        if span.first < span.last:
            yield _in_text(asked, span), span.reader, partial(features.of_span, asked, span)
    for reader, told, source in _copies(asked, field):
        if source in told.spans:
            yield told.spans[source], f"{reader}:{source}", partial(features.of_copy, asked, reader, told, source)
    for reader, mention in _mentions(asked.memory, field):
        yield (mention.start, mention.end), reader, partial(features.of_text, asked, reader, mention)


def _mentions(memory: Memory, field: str) -> Iterator[tuple[str, Mention]]:
    """The times or places that the text told before: its first, its last, the last other one, the one named most."""
    told = {"place": memory.places, "period": memory.times}.get(field)
    if told:
        last = told[-1]
        yield "text_last", last
        other = next((one for one in told[-2::-1] if one.words != last.words), None)
        if other:
            yield "text_other", other
        yield "text_first", told[0]
        if field == "place" and memory.main:
            yield "text_main", memory.main


def _is_bare(scene: Scene, span: Span) -> bool:
    """Whether a place is only the word of its kind: tỉnh, huyện."""
    return span.last == span.first + 1 and scene.tokens[span.first].low in DESCRIBED


def _in_text(asked: Asked, span: Span) -> tuple[int, int]:
    tokens = asked.scene.tokens
    return tokens[span.first].start + asked.offset, tokens[span.last - 1].end + asked.offset


def _copies(asked: Asked, field: str) -> Iterator[tuple[str, Told, str]]:
    """The earlier claims whose field may be that of this one: by which reader, which claim, which of its fields."""
    if not asked.told:
        return
    last = asked.told[-1]
    alike = [told for told in asked.told[-8:] if told.sentence == last.sentence]
    names = ("previous", "first") if last.sentence == asked.sentence else ("last_sentence", "first_of_last")
    yield names[0], last, field
    if len(alike) > 1:
        yield names[1], alike[0], field
        if names[0] == "previous":
            yield "second", alike[-2], field
    if field == "base":
        yield names[0], last, "subject"
        if names[0] == "previous" and len(alike) > 1:
            yield names[1], alike[0], "subject"
    if field in ("place", "period", "base"):
        told = next((told for told in reversed(asked.told) if field in told.spans), None)
        if told:
            yield "last_told", told, field


Weights = dict[str, dict[Feature, float]]
Lookup = list[tuple[Callable[[tuple[str, ...]], object], Callable[[object, float], float]]]


class Scorer:
    """Weights as tables to look up: of each group and reader, one a template that has any weight."""

    def __init__(self, weights: dict[Feature, float]):
        tables: dict[tuple[str, str], dict[str, dict[object, float]]] = {}
        for (group, template, reader, values), weight in weights.items():
            table = tables.setdefault((group, reader), {}).setdefault(template, {})
            table[values if len(values) != 1 else values[0]] = weight
        self._lookups: dict[tuple[str, str], Lookup] = {}
        for (group, reader), by_template in tables.items():
            places = features.TEMPLATES[group]
            self._lookups[group, reader] = [(_picker(places[name]), table.get) for name, table in by_template.items()]

    def score(self, groups: Iterable[Group]) -> float:
        """The weights of all features of the groups, added up."""
        total, lookups = 0.0, self._lookups
        for group, reader, values in groups:
            for pick, weight in lookups.get((group, reader), ()):
                total += weight(pick(values), 0.0)
        return total


def _picker(places: tuple[int, ...]) -> Callable[[tuple[str, ...]], object]:
    """Of a group's values those of a template: one alone, several or none as a tuple."""
    return itemgetter(*places) if places else lambda values: ()


_used: list[tuple[Weights, dict[str, Scorer]]] = []


def use_weights(others: Weights | None) -> None:
    """Put other weights to use, or, with None, those of the package again: for learning and measuring."""
    _used.clear()
    if others is not None:
        _used.append((others, {field: Scorer(known) for field, known in others.items()}))


def weights() -> Weights:
    """Field → what is seen → its weight: those of the package, unless others were put to use."""
    return (_used or [_own()])[-1][0]


def scorer(field: str) -> Scorer:
    """The scorer of a field with the weights that are in use."""
    return (_used or [_own()])[-1][1][field]


@cache
def _own() -> tuple[Weights, dict[str, Scorer]]:
    table: Weights = {field: {} for field in (*FIELDS, "status")}
    with gzip.open(WEIGHTS, "rt", encoding="utf-8", newline="") as file:
        for field, group, template, reader, values, weight in csv.reader(file):
            feature = Feature(group, template, reader, tuple(values.split("|")) if template else ())
            table[field][feature] = float(weight)
    return table, {field: Scorer(known) for field, known in table.items()}


def choose(asked: Asked, field: str, chosen: Chosen) -> Proposal | None:
    """The proposal with the most that speaks for it, None where leaving the field empty is as good."""
    score = scorer(field).score
    best, most = None, MARGIN[field] + score(features.of_nothing(asked, field, chosen))
    for proposal in proposals(asked, field, chosen):
        found = score(proposal.seen)
        if found > most:
            best, most = proposal, found
    return best
