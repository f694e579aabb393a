"""The same figure told twice: in the headline and below, or in two sentences of nearly the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from viclaims.checks.context import REST, Context, after, in_one_sentence, lead, says
from viclaims.checks.figures import AGREES, DIFFERS, ROUNDING, Figure, verdict_of
from viclaims.checks.findings import SLIPS, Finding, settled
from viclaims.lexicon import Pattern, among

_CLAUSE = re.compile(r"[,;:()–]|\.\s")
_WORD = re.compile(r"[^\W\d_]+")
_ALL_OF = Pattern(r"(?<![^\W_]){all_of}\s+$")  # "tất cả 542 vận động viên"
_TOLD = ("count", "money", "measure")
NOT_TELLING = among("magnitude", "copula", "level_verb", "share_said", "coordination", "about", "more_than", "of")
FEWEST_WORDS, LEAST_ALIKE, SHARED_WORDS, MOST_COMPARED = 4, 0.75, 2, 60
FARTHEST = 8  # figures around a second telling
WORDS_BEHIND = 2  # of what is counted: "người chết"


def told_twice(context: Context) -> Iterator[Finding]:
    """The same figure in two sentences whose words are nearly the same, with two values."""
    seen: dict[tuple, list[tuple[Figure, frozenset[str], frozenset[str]]]] = {}
    for figure in context.figures:
        if figure.kind not in _TOLD or figure.of_claim is not None or figure.from_claim is not None:
            continue
        told, names = _words_around(figure)
        known = seen.setdefault((figure.unit, figure.kind), [])
        for first, words_of_first, names_of_first in known[-MOST_COMPARED:]:
            if in_one_sentence(first, figure) or _contradict(first, figure):
                continue
            if first.value == figure.value:
                if _is_told_again(told, words_of_first):
                    yield _same_value(AGREES, first, figure)
                    break
                continue
            linked = len(told & words_of_first) >= SHARED_WORDS or says(_ALL_OF, lead(figure, 16))
            again = _is_told_again(told, words_of_first) or (linked and _are_transposed(first, figure))
            if (
                again
                and (names <= names_of_first or names_of_first <= names)
                and not _stands_in(context, first, figure)
            ):
                yield from _two_values(first, figure)
                break
        known.append((figure, told, names))


def headline_and_body(context: Context) -> Iterator[Finding]:
    """What the first line counts, told below with another value and never with its own."""
    if not context.figures:
        return
    line = context.figures[0].sentence_start
    headline = [one for one in context.figures if one.sentence_start == line and one.kind in (*_TOLD, "duration")]
    body = [one for one in context.figures if one.sentence_start != line]
    if not headline or headline[0].sentence[-1:] in ".;":
        return  # a text without a headline begins with a sentence
    for figure in headline:
        called = _called(figure)
        if len(called) < WORDS_BEHIND or figure.qualifier:
            continue
        same_unit = [
            one for one in body
            if one.unit == figure.unit and one.kind == figure.kind and not says(REST, _CLAUSE.split(after(one, 40))[0])
        ]  # fmt: skip
        fits = [one for one in same_unit if verdict_of(one, figure.span(), figure.value) in (AGREES, ROUNDING)]
        if fits:
            again = next((one for one in fits if _called(one) == called), None)
            if again is not None:
                verdict = verdict_of(again, figure.span(), figure.value)
                yield _same_value(verdict, figure, again)
            continue
        again = next((one for one in same_unit if _called(one) == called and not _contradict(figure, one)), None)
        again = again or next((one for one in same_unit if _are_transposed(figure, one)), None)
        if again is not None and again.of_claim is None:
            yield from _two_values(figure, again)


def _called(figure: Figure) -> tuple[str, ...]:
    """The first words behind a figure: what it counts."""
    return tuple(_WORD.findall(_CLAUSE.split(after(figure, 40))[0]))[:WORDS_BEHIND]


def _same_value(verdict: str, first: Figure, again: Figure) -> Finding:
    wording = "repeated_agrees" if verdict == AGREES else "repeated_fits"
    subject = again.subject or again.counted
    return Finding("repeated", verdict, (first, again), first, again.value, (subject,), wording)


def _two_values(first: Figure, again: Figure) -> Iterator[Finding]:
    subject = again.subject or again.counted
    figures = (first, again)
    if verdict_of(again, first.span(), first.value) in (AGREES, ROUNDING):
        yield _same_value(ROUNDING, first, again)
        return
    low, high = sorted((abs(first.value), abs(again.value)))
    if high <= 2 * low or any(first.value * factor == again.value for factor in SLIPS):
        yield Finding("repeated", settled(DIFFERS, figures, True), figures, first, again.value, (subject,), "repeated")


def _words_around(figure: Figure) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the clause of a figure, and those of them that are names."""
    before = _CLAUSE.split(figure.sentence[: figure.at])[-1]
    behind = _CLAUSE.split(figure.sentence[figure.behind :])[0]
    found = [*_WORD.findall(before), *_WORD.findall(behind)]
    names = frozenset(word for word in found[1:] if word[:1].isupper())
    unit = figure.unit.lower().split()
    return frozenset(word.lower() for word in found) - NOT_TELLING.union(unit), names


def _is_told_again(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the words of two clauses are nearly the same."""
    fewest = min(len(one), len(other))
    return fewest >= FEWEST_WORDS and len(one & other) >= LEAST_ALIKE * fewest


def _are_transposed(one: Figure, other: Figure) -> bool:
    """Whether two numbers are printed with the same digits in another order: 524 and 542."""
    first, second = (re.sub(r"[^0-9]", "", figure.quote) for figure in (one, other))
    return len(first) > 2 and first != second and sorted(first) == sorted(second)


def _contradict(one: Figure, other: Figure) -> bool:
    """Whether what is known of two figures says that they are not the same."""
    if one.status != other.status or one.qualifier != other.qualifier:
        return True
    pairs = [(one.place, other.place), (one.since, other.since), (one.until, other.until), (one.actor, other.actor)]
    return any(a and b and a.lower() not in b.lower() and b.lower() not in a.lower() for a, b in pairs)


def _stands_in(context: Context, first: Figure, again: Figure) -> bool:
    """Whether the first value is told again as well, beside the other one."""
    beside = (*context.before(again, FARTHEST), *context.behind(again, FARTHEST))
    return any(one.value == first.value and one.unit == first.unit for one in beside)
