"""The claims of a text in order, each with what it is said of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from viclaims.claims.extract import ReadSentence, ReadText, in_one_line, lower
from viclaims.claims.table_numbers import CellSaid
from viclaims.claims.unit_readers import Reading
from viclaims.lexicon import Pattern, among
from viclaims.observations.features import Asked, Told, context
from viclaims.observations.figures import Figures
from viclaims.observations.links import Counting, direction_of, start_of, whole_of
from viclaims.observations.memory import Memory
from viclaims.observations.periods import dates_of, phrase_at
from viclaims.observations.ranking import FIELDS, Proposal, choose
from viclaims.observations.readers import left_of, right_of
from viclaims.observations.says import label_of
from viclaims.observations.scene import Scene, scene_of
from viclaims.observations.statuses import proposed, status_of

REMEMBERED = 24  # claims
DATED = ("claim", "date", "term", "time", "other")  # roles of numbers that a phrase of time may hold
Spans = dict[str, tuple[int, int]]


class Answer(NamedTuple):
    """What is chosen for a claim: the stretches of its fields in the text, its status, the subject's reader."""

    spans: Spans
    status: str
    subject_rule: str = ""


class Observation(NamedTuple):
    """What a claim is said of; offsets are into the text as it is read (NFC)."""

    spans: Spans
    since: str
    until: str
    status: str
    direction: str
    from_claim: int | None
    of_claim: int | None
    says: str
    subject_rule: str


FLOWS = among("flow_head")
NOTHING = Observation({}, "", "", "reported", "", None, None, "", "")


def observe(read: ReadText, published: str = "") -> list[Observation]:
    """One observation a claim of the text, in the order of the claims."""
    low = lower(read.composed)
    counted: list[Counting] = []
    flows: dict[tuple[int, int], bool] = {}
    found = []
    asked_in_prose = asked_of(read, choose_all, low)
    figures = Figures(read, low, published)
    for sentence in read.sentences:
        if sentence.cells is not None:
            found += [_of_figure(figures, cell) for cell in sentence.cells]
            continue
        for asked, answer in islice(asked_in_prose, sum(number[-1] is not None for number in sentence.found)):
            found.append(_observed(read.composed, low, asked, answer, counted, flows, published) if asked else NOTHING)
    return found


def _observed(
    text: str,
    low: str,
    asked: Asked,
    answer: Answer,
    counted: list[Counting],
    flows: dict[tuple[int, int], bool],
    published: str,
) -> Observation:
    scene, reading = asked.scene, asked.reading
    whole = whole_of(scene, asked.sentence, asked.at, reading, counted)
    counted.append(Counting(asked.start, asked.sentence, asked.at, reading, whole))
    del counted[:-REMEMBERED]
    before = start_of(scene, asked.at)
    from_claim = None if before is None else asked.offset + scene.tokens[before].start
    since, until = _dates(low, answer, reading, published, flows)
    fields = {name: " ".join(text[slice(*span)].split()) for name, span in answer.spans.items()}
    direction = direction_of(scene, asked.at, reading.kind)
    place = answer.spans.get("place")
    clause = asked.offset + scene.tokens[right_of(scene.tokens, asked.at) - 1].end
    if place and not asked.offset <= place[0] < clause:
        del fields["place"]  # what is said in another sentence or later is too unsure to be printed under the number
    says = label_of(fields, reading, answer.status, direction, proposed=proposed(asked))
    return Observation(
        answer.spans, since, until, answer.status, direction, from_claim, whole, says, answer.subject_rule
    )


def _dates(
    low: str, answer: Answer, reading: Reading, published: str, flows: dict[tuple[int, int], bool]
) -> tuple[str, str]:
    span = answer.spans.get("period")
    phrase = phrase_at(low, span[0]) if span else None
    if span is None or phrase is None:
        return "", ""
    since, until = dates_of(phrase, published, ahead=answer.status == "plan")
    # "đến hết quý III đã cắt giảm 96 biên chế" says no beginning; nor do the shares and changes told with it.
    is_sum = flows.setdefault(span, adds_up(low, answer.spans, reading))
    return ("", until) if phrase.lead == "until" and is_sum else (since, until)


def adds_up(low: str, spans: Spans, reading: Reading) -> bool:
    """Whether a quantity adds up until its time, as what was done, earned and spent does, and is no level."""
    if "action" in spans and reading.kind != "change":
        return True
    subject = low[slice(*spans["subject"])] if "subject" in spans else ""
    return any(word in FLOWS for word in (subject, *subject.split()[:1], " ".join(subject.split()[:2])))


def asked_of(read: ReadText, answer: Callable[[Asked], Answer], low: str = "") -> Iterator[tuple[Asked | None, Answer]]:
    """Every claim of a text in order, asked about, with what `answer` says; None for one that cannot be asked about."""
    low = low or lower(read.composed)
    told: list[Told] = []
    memory = Memory(*_prose_of(read, low))
    prose = [sentence for sentence in read.sentences if sentence.cells is None]
    for index, sentence in enumerate(prose):
        readings = [number[-1] for number in sentence.found if number[-1] is not None]
        if not readings:
            continue
        scene = _scene(sentence, readings)
        line = memory.line_of(sentence.start)
        memory.look_before(sentence.start)
        memory.tell_times(scene, sentence.start)
        for number, reading in enumerate(readings):
            at = scene.claims.get(number)
            if at is None:
                yield None, Answer({}, "reported")
                continue
            left = left_of(scene.tokens, at)
            seen = context(scene, at, left, reading, told, index, line)
            counted = _counted_end(scene.text, reading)
            asked = Asked(scene, index, line, sentence.start, at, reading, counted, left, told, memory, seen)
            said = answer(asked)
            told.append(Told(asked.start, reading.kind, reading.family, index, at, line, said.spans, said.status))
            del told[:-REMEMBERED]
            yield asked, said
        memory.remember(scene, sentence.start, sentence.start + len(sentence.text))


def _prose_of(read: ReadText, low: str) -> tuple[str, str]:
    """The text and its small letters with nothing but space where tables stand: their heads tell no times of it."""
    if not read.tables:
        return read.composed, low
    spans = [(table.grid.start, table.grid.end) for table in read.tables]
    return _blanked(read.composed, spans), _blanked(low, spans)


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, done = [], 0
    for start, end in spans:
        pieces += [text[done:start], " " * (end - start)]
        done = end
    return "".join([*pieces, text[done:]])


def _of_figure(figures: Figures, cell: CellSaid) -> Observation:
    spans, since, until, status, says = figures.of(cell)
    return Observation(spans, since, until, status, cell.direction, None, None, says, "table_row")


def _scene(sentence: ReadSentence, readings: list[Reading]) -> Scene:
    text = in_one_line(sentence.text)
    other = [number[:2] for number in sentence.found if number[2] not in DATED]
    dated = [number[:2] for number in sentence.found if number[2] == "date"]
    return scene_of(text, lower(text), sentence.tagged, readings, other, dated)


def _counted_end(text: str, reading: Reading) -> int:
    """Where the counted phrase ends in the sentence."""
    if reading.family != "noun" or not reading.counted:
        return reading.unit_end
    found = text.find(reading.counted, reading.expression.end, reading.expression.end + 200)
    return found + len(reading.counted) if found >= 0 else reading.unit_end


_NOUNS_GO_ON = Pattern(r",\s|\s{coordination}\s")


def _with_its_list(asked: Asked, subject: Proposal) -> int:
    """The end of a subject that is the beginning of what is counted: coordinated nouns are told whole."""
    begin, end = subject.start - asked.offset, subject.end - asked.offset
    counts = asked.scene.text[asked.reading.expression.end : begin].strip() == ""
    goes_on = counts and end < asked.counted_end and _NOUNS_GO_ON.match(asked.scene.text, end)
    return asked.offset + asked.counted_end if goes_on else subject.end


def choose_all(asked: Asked) -> Answer:
    """The best proposal for each field, as far as it beats leaving the field empty."""
    chosen: Spans = {}
    rule = ""
    for field in FIELDS:
        best = choose(asked, field, chosen)
        if best:
            chosen[field] = (best.start, _with_its_list(asked, best) if field == "subject" else best.end)
            rule = best.reader if field == "subject" else rule
    return Answer(chosen, status_of(asked), rule)
