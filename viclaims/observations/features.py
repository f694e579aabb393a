"""What is seen of a proposal: groups of values, and the templates that make features of them.

A proposal shows some groups, each with the reader that made it (or '' where it tells nothing) and its values. A feature
is what one template picks out of one group: `Feature("span", "head", "behind_nouns", ("noun",))`. Weights are learned
for features (tests/labels/train.py); what is seen stands here once, for learning and for choosing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from viclaims.claims.unit_readers import Reading
from viclaims.lexicon import joined
from viclaims.observations import readers
from viclaims.observations.memory import Memory, Mention, how_told
from viclaims.observations.readers import Left, Span, right_of
from viclaims.observations.scene import Scene


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


class Context(NamedTuple):
    """What is seen of a claim itself."""

    kind: str
    family: str
    verb: str  # the most telling of the words that lead to it
    mark: str  # what stands before its clause
    own: str  # the first word of its clause
    before: str
    after: str
    near: str  # where the claim before stands


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
    memory: Memory  # the times and places that the text told before
    seen: Context

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


class Feature(NamedTuple):
    group: str
    template: str
    reader: str
    values: tuple[str, ...]


Group = tuple[str, str, tuple[str, ...]]  # its name, the reader, its values in the order of GROUPS

_CLAIM = "kind family verb mark own before after near"
_CLASS = "class kind verb side family"
# Of each group the values in their order, and which of them make a feature together; '' is the group alone.
GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    # what a reader has to do with the claim
    "context": (_CLAIM, (
        "", "kind", "family", "verb", "mark", "own", "before", "after", "kind verb", "family verb own", "family after",
        "kind mark own",
    )),
    # a stretch of the sentence, by its reader
    "span": ("size head tail previous following near word word_before word_behind claims marks capital", (
        "near", "size", "head", "tail", "previous", "following", "word", "word_before", "word_behind", "claims",
        "marks", "capital",
    )),
    "class": (_CLASS, ("class", "class family")),
    "inside": ("kind", ("kind",)),
    # a stretch whatever its reader
    "words": ("word last_word side distance few_claims marks family", (
        "word", "last_word", "side distance", "side few_claims marks family",
    )),
    "any_class": (_CLASS, ("class kind verb side",)),
    "bare": ("word own mark verb kind near", ("word own", "own mark verb", "word kind near", "near own kind")),
    "time": ("rank clause kind count quoted rule said verb", (
        "rank", "clause", "rank clause", "rank kind", "clause kind", "count rank", "quoted clause kind", "quoted rule",
        "said", "said clause", "said kind", "said verb rank",
    )),
    "place": ("rank clause kind count named word previous", (
        "rank", "clause", "rank clause", "rank kind", "clause kind", "count rank", "named rank", "named clause", "word",
        "named previous",
    )),
    # what an earlier claim was said of
    "copy": ("kind told_kind family told_family gap way own word newer", (
        "kind told_kind", "family told_family", "gap", "way", "told_kind kind own", "word", "newer", "newer gap",
        "newer own", "newer kind",
    )),
    "sign": ("sign", ("sign",)),
    "time_told": ("said", ("said",)),
    # a time or a place of an earlier sentence
    "text": ("kind verb near own lines far how led times here", (
        "", "kind", "verb", "near", "own", "lines", "far", "how", "led", "times", "here", "lines led", "lines how",
        "kind near", "near here", "times lines", "kind here",
    )),
    # any proposal
    "also": ("reader kind verb", ("reader", "reader kind verb")),
    "previous": ("has", ("has",)),
    "touches": ("field", ("field",)),
    "equal": ("field", ("field",)),
    "has": ("field", ("field",)),
    # leaving the field empty
    "nothing": (f"{_CLAIM} had here", (
        "", "kind", "family", "verb", "mark", "own", "before", "after", "had", "kind verb", "kind had", "family own",
        "verb had own", "here", "here had", "here kind",
    )),
    "nothing_has": ("field", ("field",)),
    # a status (statuses.py), as reader its name
    "status": ("kind family verb qualifier was", ("", "kind", "family", "verb", "qualifier", "qualifier was")),
    "cue": ("where cue distance done", ("where cue", "where cue distance", "where cue done")),
    "cue_word": ("where word", ("where word",)),
    "no_cue": ("", ("",)),
    "was": ("was marks kind own cue", ("was", "was marks", "was kind", "was own marks", "was cue marks")),
}  # fmt: skip
# Of each group its templates with the places of their values.
TEMPLATES = {
    group: {template: tuple(names.split().index(value) for value in template.split()) for template in templates}
    for group, (names, templates) in GROUPS.items()
}


def features(groups: Iterable[Group]) -> Iterator[Feature]:
    """Every feature of the groups."""
    for group, reader, values in groups:
        for template, places in TEMPLATES[group].items():
            yield Feature(group, template, reader, tuple(values[place] for place in places))


SIZES = ("0", "1", "2", "3-4", "5-7", "8-12", "13+")
_UP_TO = (0, 1, 2, 4, 7, 12)
_FEW = ("0", "1", "2", "3")


def _size(number: int) -> str:
    return SIZES[bisect_left(_UP_TO, number)]


VERBS = ("change", "changed", "than", "level", "passive")  # of those before a number the first is told
INSIDE = frozenset({
    "verb", "level", "time", "place", "claim", "comma", "part", "tense", "passive", "change", "plan", "name",
})  # fmt: skip
BETWEEN = frozenset({
    "semi", "stop", "part", "open", "close", "and", "comma", "list", "colon", "tense", "verb", "time", "place", "name",
    "compare",
})  # fmt: skip
WHOLE_KINDS = frozenset({"claim", "time", "place", "whole"})  # whose words tell nothing
ACTING = frozenset({"sentence_subject", "part_subject", "clause_head", "earlier_head"})
HEADS = {name: joined(name) for name in ("organisation_head", "person_head", "quantity_head", "event_head")}


def context(scene: Scene, at: int, left: Left, reading: Reading, told: list[Told], sentence: int, line: int) -> Context:
    """What is seen of the claim itself."""
    tokens = scene.tokens
    inside = any(token.kind == "change" for token in tokens[left.edge : left.stop])
    verbs = left.flags | ({"changed"} if inside else frozenset())
    verb = next((name for name in VERBS if name in verbs), "none")
    mark = tokens[left.edge - 1].kind if left.edge else "start"
    own = "empty" if left.stop == left.edge else tokens[left.edge].kind
    before = tokens[left.stop - 1].kind if left.stop > left.edge else "-"
    after = tokens[at + 1].kind if at + 1 < len(tokens) else "end"
    previous = told[-1] if told else None
    near = "none" if previous is None else "same" if previous.sentence == sentence else "earlier"
    if previous and near == "earlier" and previous.line != line:
        near = "line"
    return Context(reading.kind, reading.family, verb, mark, own, before, after, near)


def of_span(asked: Asked, span: Span) -> list[Group]:
    """What is seen of a stretch of the sentence."""
    tokens, at, scene = asked.scene.tokens, asked.at, asked.scene
    kind, family, verb, mark, own, _, _, near = asked.seen
    first, last, reader = span
    head, tail = tokens[first], tokens[last - 1]
    before = tokens[first - 1] if first else None
    behind = tokens[last] if last < len(tokens) else None
    previous, following = before.kind if before else "start", behind.kind if behind else "end"
    side, begin, end = ("behind", at + 1, first) if first > at else ("before", last, at)
    claims = scene.claims_until[end] - scene.claims_until[begin]
    marks = scene.marks_until[end] - scene.marks_until[begin]
    few_marks = _FEW[min(marks, 3)]
    classes = [name for name, known in HEADS.items() if head.low in known]
    if reader in ACTING:
        named = "named" if tail.kind == "place" or head.kind == "name" else "not named"
        classes += [f"acts {following} {own} {verb}", f"{named} {following}"]
    seen: list[Group] = [
        ("context", reader, asked.seen),
        ("span", reader, (
            _size(last - first), head.kind, tail.kind, previous, following, near, head.low,
            before.low if before and previous not in WHOLE_KINDS else previous,
            behind.low if behind and following not in WHOLE_KINDS else following,
            _FEW[min(claims, 3)], few_marks,
            f"{'first' if not first else ''}{'A' if asked.scene.text[head.start].isupper() else 'a'}",
        )),
        ("words", "", (head.low, tail.low, side, _size(end - begin), _FEW[min(claims, 2)], few_marks, family)),
    ]  # fmt: skip
    for name in classes:
        values = (name, kind, verb, side, family)
        seen += [("class", reader, values), ("any_class", "", values)]
    if last == first + 1:
        if side == "behind":
            seen.append(("bare", "", (head.low, own, mark, verb, kind, near)))
        if head.kind == "time" or head.kind == "place":
            seen.append(_of_whole(asked, first))
    inside = {token.kind for token in tokens[first:last]}
    return seen + [("inside", reader, (name,)) for name in sorted(inside & INSIDE)]


def _of_whole(asked: Asked, first: int) -> Group:
    """What is seen of a time or place: which one of the sentence's it is, where it stands, how it is told."""
    scene, tokens, at, left = asked.scene, asked.scene.tokens, asked.at, asked.left
    token = tokens[first]
    alike = readers.near(scene.dates if token.kind == "time" else scene.places, at)
    before = [i for i in alike if i < at]
    rank = (
        "only" if len(alike) == 1 else "nearest" if before and first == before[-1]
        else "first" if first == alike[0] else "other"
    )  # fmt: skip
    clause = "own" if left.edge <= first < at else "head" if first < left.edge else "behind"
    if clause == "behind" and first < right_of(tokens, at):
        clause = "own behind"
    count = _FEW[min(len(alike), 3)]
    if token.kind == "time":
        phrase = scene.times[token.which]
        quoted = "quoted" if "says" in {other.kind for other in tokens[min(first, at) : max(first, at)]} else "own"
        verb = "verb" if left.flags else "none"
        return ("time", "", (rank, clause, asked.kind, count, quoted, phrase.rule, how_told(phrase), verb))
    named = "named" if any(char.isupper() for char in scene.text[token.start + 1 : token.end]) else "described"
    previous = tokens[first - 1].kind if first else "start"
    return ("place", "", (rank, clause, asked.kind, count, named, token.low.split()[0], previous))


def of_copy(asked: Asked, reader: str, told: Told, field: str) -> list[Group]:
    """What is seen of the stretch that an earlier claim has for a field."""
    tokens, seen = asked.scene.tokens, asked.seen
    reader = f"{reader}:{field}"
    more: list[Group] = []
    if told.sentence == asked.sentence:
        between = tokens[told.token + 1 : asked.at]
        signs = [token.kind for token in between if token.kind in BETWEEN]
        gap, way = _size(len(between)), "+".join(dict.fromkeys(signs[:4]))
        more = [("sign", reader, (sign,)) for sign in dict.fromkeys(signs)]
    else:
        gap, way = f"s{min(asked.sentence - told.sentence, 3)}", f"far{min(asked.line - told.line, 2)}"
        if field == "period":
            more = [("time_told", reader, (asked.memory.told.get(told.spans[field], ""),))]
    before = seen.before
    word = before if before in WHOLE_KINDS or before == "-" else tokens[asked.left.stop - 1].low
    newer = _newer(asked, told, field)
    values = (seen.kind, told.kind, seen.family, told.family, gap, way, seen.own, word, newer)
    return [("context", reader, seen), ("copy", reader, values), *more]


def _newer(asked: Asked, told: Told, field: str) -> str:
    """Whether a time or place was told since an earlier claim: in its own sentence, before it, or none."""
    mentions = _mentions(asked, field)
    if mentions is None:
        return "-"
    here = asked.scene.dates if field == "period" else asked.scene.places
    after = told.token if told.sentence == asked.sentence else -1
    if bisect_left(here, asked.at) > bisect_left(here, after):
        return "here"
    return "before" if mentions and mentions[-1].start > told.start and after < 0 else "none"


def _mentions(asked: Asked, field: str) -> list[Mention] | None:
    return {"period": asked.memory.times, "place": asked.memory.places}.get(field)


def of_text(asked: Asked, reader: str, mention: Mention) -> list[Group]:
    """What is seen of a time or place that an earlier sentence tells."""
    kind, _, verb, _, own, _, _, near = asked.seen
    memory = asked.memory
    lines = _FEW[min(asked.line - memory.line_of(mention.start), 3)]
    far = _size((asked.start - mention.end) // 60)
    times = _FEW[min(memory.counts.get(mention.words, 0), 3)]
    here = _here(asked, "place" if mention.words in memory.counts else "period")
    return [("text", reader, (kind, verb, near, own, lines, far, mention.how, mention.led, times, here))]


def _here(asked: Asked, field: str) -> str:
    """How many times or places stand in the sentence before a claim, and whether one stands behind it."""
    here = asked.scene.dates if field == "period" else asked.scene.places
    before = bisect_left(here, asked.at)
    return f"{_FEW[min(before, 2)]}{'+' * (before < len(here))}"


def of_another(asked: Asked, first: str, reader: str) -> Group:
    """What is seen where a second reader proposes the same stretch."""
    return ("also", first, (reader, asked.kind, asked.seen.verb))


def of_rest(
    asked: Asked, field: str, reader: str, span: tuple[int, int], chosen: dict[str, tuple[int, int]]
) -> list[Group]:
    """What a proposal has to do with the claim before and with the fields that are chosen already."""
    start, end = span
    previous = asked.told[-1] if asked.told else None
    has = previous is not None and previous.sentence == asked.sentence and field in previous.spans
    seen: list[Group] = [("previous", reader, ("has" if has else "lacks",))]
    for name, (first, last) in chosen.items():
        seen.append(("has", reader, (name,)))
        if start < last and first < end:
            seen.append(("touches", reader, (name,)))
            if (first, last) == span:
                seen.append(("equal", reader, (name,)))
    return seen


def of_nothing(asked: Asked, field: str, chosen: dict[str, tuple[int, int]]) -> list[Group]:
    """What speaks for leaving a field empty."""
    previous = asked.told[-1] if asked.told else None
    had = "-" if previous is None else f"{asked.seen.near} {'has' if field in previous.spans else 'lacks'}"
    here = _here(asked, field) if field in ("place", "period") else ""
    seen: list[Group] = [("nothing", "", (*asked.seen, had, here))]
    return seen + [("nothing_has", "", (name,)) for name in chosen]
