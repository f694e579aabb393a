"""A part, its whole and the percentage told of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from viclaims.checks.context import PLAN, Context, after, between, in_one_sentence, lead, says
from viclaims.checks.figures import AGREES, DIFFERS, PERCENT, ROUNDING, Figure, Span, share, verdict_of
from viclaims.checks.findings import SLIPS, Finding, Slip, settled
from viclaims.checks.sums import FARTHEST_TOTAL, same_things
from viclaims.lexicon import Pattern, among

# "52/235 xã, đạt 22,1%", "52/235 xã (22,1%)"; "2.410 hộ nghèo, chiếm 9,9%": "đạt" alone may be of a plan.
SHARE_OF_PAIR = Pattern(
    r"""^[^,;.()]{0,70}(?:,\s*|\(\s*)(?:{share_said|part_of_all}\s+){0,3}(?:{about|up_to}\s+)?$
    | ^[^,;.()]{0,70}\s{part_of_all}\s+(?:{share_said|up_to}\s+)?$"""
)
_SHARE_OF_PART = Pattern(
    r"""^[^,;.()]{0,70}(?:(?:,|\()\s*|\s){part_of_all}\s+(?:{share_said|up_to}\s+)?(?:{about}\s+)?$
    | ^[^,;.()]{0,70}\(\s*$"""
)
_PART_BEHIND = Pattern(r"^%?[^(),;.0-9]{0,40}(?:\(\s*(?:[^\W\d_]+\s+){0,2}|,\s*{that_is}\s+)$")
_PRESENT = Pattern(r"(?<![^\W_]){those_present}(?![^\W_])")
_AGES = Pattern(r"[0-9]+(?=\s+{years_of_age})")
_ALL_OF = Pattern(r"(?<![^\W_]){total}(?![^\W_])")
_DENOMINATOR = re.compile(r"[0-9][0-9.,]*[0-9]|[0-9]")
_NUMBER = re.compile(r"[0-9]")
PEOPLE = among("person_head", "people", "person", "attribute")


class Told(NamedTuple):
    """A percentage beside the part of which it is told; `certain`: whether the words say that it is of the whole."""

    part: Figure
    stated: Figure
    certain: bool


def share_of_whole(context: Context) -> Iterator[Finding]:
    """ "52/235 xã, chiếm 22,1%", "2.410 hộ nghèo, chiếm 9,9%", "22,1% (52/235 xã)" """
    proven: list[tuple[Figure, Figure]] = []  # a share that fits, and its whole
    open_ones: list[tuple[Told, list[Figure]]] = []
    all_told = list(_told(context))
    parts = {told.part.start for told in all_told}
    for told in all_told:
        if told.part.whole is not None:
            finding = _of_pair(told)
            if finding.verdict != DIFFERS or told.certain:
                yield finding
            continue
        wholes = _wholes(context, told.part)
        fits = next((one for one in wholes if _compared(told, one)[0] in (AGREES, ROUNDING)), None)
        if fits is not None:
            proven.append((told.stated, fits))
            yield _of_whole(told, fits, True)
        elif wholes:
            open_ones.append((told, wholes))
        else:
            yield from _too_large(context, told)
    for told, wholes in open_ones:
        beside = next(
            (whole for stated, whole in proven if whole in wholes and _side_by_side(stated, told.stated)), None
        )
        linked = told.part.of_claim is not None and wholes[0].start == told.part.of_claim
        nearest = wholes[0] if _is_nearest_whole(told, wholes[0]) and wholes[0].start not in parts else None
        named = next((one for one in wholes if _is_named(told.stated, one)), None)
        whole = beside or named or (wholes[0] if linked else nearest)
        if whole is not None and (told.certain or whole in (beside, named)):
            yield _of_whole(told, whole, True)
            continue
        slipped = (_of_whole(told, one, True) for one in wholes if _is_named(told.stated, one))
        yield from [finding for finding in slipped if finding.slip][:1]


def _told(context: Context) -> Iterator[Told]:
    for stated in context.figures:
        if stated.unit != PERCENT or stated.kind != "share" or stated.value <= 0:
            continue
        before = next((one for one in context.before(stated, 2) if one.kind != "age"), None)
        if before is not None and not stated.qualifier and before.unit != PERCENT:
            gap = _gap(before, stated)
            if _is_gap_of_share(gap, before):
                yield Told(before, stated, _certain(before, stated, gap))
            elif before.whole is None and says(SHARE_OF_PAIR, gap):
                yield Told(before, stated, False)  # "đạt 60%" may be of a plan
        for behind in context.behind(stated):
            if _PART_BEHIND.search(between(stated, behind)) and behind.unit != PERCENT and not stated.qualifier:
                yield Told(behind, stated, True)


def _gap(part: Figure, stated: Figure) -> str:
    """The words between a part and a percentage, without the noun counted, an age and the denominator."""
    gap = between(part, stated)
    for noun in (part.counted, part.unit):
        if gap.startswith(f" {noun.lower()}"):
            gap = gap[len(noun) + 1 :]
            break
    gap = _AGES.sub("", gap)  # "109 đại biểu dưới 45 tuổi (50%)"
    return _DENOMINATOR.sub("", gap, count=1) if part.whole is not None else gap


def _is_gap_of_share(gap: str, part: Figure) -> bool:
    """Whether a percentage stands right behind a part, in brackets or behind words of a share."""
    if part.whole is None and _NUMBER.search(gap):
        return False
    open_before = lead(part, 120)
    if ")" in gap and open_before.count("(") > open_before.count(")"):
        return False
    return (SHARE_OF_PAIR if part.whole is not None else _SHARE_OF_PART).search(gap) is not None


def _certain(part: Figure, stated: Figure, gap: str) -> bool:
    """Whether a percentage says of which whole it is, or of none other than the part's."""
    of = stated.counted.removeprefix(PERCENT).strip().lower()
    if says(_PRESENT, gap):
        return False  # "459/463 đại biểu có mặt tán thành, bằng 94,25% tổng số đại biểu"
    if says(PLAN, f"{of} {re.split('[,;.()]', after(stated, 60))[0]}"):
        return part.whole is not None
    known = f" {part.counted} {part.unit} {part.subject} {part.base} ".lower()
    generic = among("so", "total", "quantity")
    return not of or of in generic or any(word in known or word in generic for word in of.split() if len(word) > 1)


def _wholes(context: Context, part: Figure) -> list[Figure]:
    """What a figure may be a part of, the likeliest first: what it is told as part of, larger ones of its unit."""
    at = context.place[part.start]
    linked = context.by_start.get(part.of_claim) if part.of_claim is not None else None
    earlier = [
        one for one in context.figures[max(0, at - FARTHEST_TOTAL) : at][::-1]
        if one.value > part.value and one.kind == part.kind and one.whole is None
        and (one.unit == part.unit or (_is_people(one) and _is_people(part)))
    ]  # fmt: skip
    first = [linked] if linked is not None and same_things(linked, part) and linked.value > 0 else []
    if first and part.kind == "count" and first[0].unit != part.unit and any(one.unit == part.unit for one in earlier):
        first = []  # "2.345 hộ với 9.876 nhân khẩu; trong đó 87 hộ nghèo, chiếm 3,71%"
    return [*first, *(one for one in earlier if one not in first)]


def _is_nearest_whole(told: Told, whole: Figure) -> bool:
    """Whether a larger figure of the same unit in the sentence is what a percentage is of, without a link."""
    of_all = says(_ALL_OF, told.stated.counted.lower())  # "2.377 hộ nghèo, chiếm 25,9% tổng số hộ"
    return in_one_sentence(whole, told.part) and whole.unit == told.part.unit and not of_all


def _is_people(figure: Figure) -> bool:
    return figure.unit.lower() in PEOPLE


def _is_named(stated: Figure, whole: Figure) -> bool:
    """Whether a percentage names its whole by what the whole is of: "chiếm 0,2% tổng dư nợ"."""
    of = stated.counted.removeprefix(PERCENT).split()
    return len(of) > 1 and all(word.lower() in whole.subject.lower().split() for word in of)


def _too_large(context: Context, told: Told) -> Iterator[Finding]:
    """A part above the figure before it, which it would be the told share of with a comma: 354 of 59, "đạt 60%"."""
    for whole in context.before(told.part):
        if whole.unit == told.part.unit and whole.kind == told.part.kind and 0 < whole.value < told.part.value:
            point = 100 * told.part.value / whole.value
            factor = next((f for f in LOST_COMMAS if abs(point * f - told.stated.value) <= told.stated.step), None)
            if factor:
                figures = (told.part, whole, told.stated)
                slip = Slip(told.part, told.part.value * factor)
                yield Finding("magnitude", DIFFERS, figures, told.stated, point, (told.part, "/", whole), slip=slip)


LOST_COMMAS = (Fraction(1, 10), Fraction(1, 100), Fraction(1, 1000))


def _side_by_side(one: Figure, other: Figure) -> bool:
    """Whether two percentages are told in one sentence, so that both are of the same whole."""
    first, second = sorted((one, other), key=lambda figure: figure.start)
    return in_one_sentence(first, second) and ";" not in between(first, second)


def _compared(told: Told, whole: Figure) -> tuple[str, Fraction]:
    point = 100 * told.part.value / whole.value
    computed = share(told.part.span(), whole.span())
    return (DIFFERS if computed is None else verdict_of(told.stated, computed, point)), point


def _of_whole(told: Told, whole: Figure, certain: bool) -> Finding:
    verdict, point = _compared(told, whole)
    figures = (told.part, whole, told.stated)
    factor = next((f for f in SLIPS if abs(point * f - told.stated.value) <= told.stated.step), None)
    slip = Slip(told.part, told.part.value * factor) if verdict == DIFFERS and factor else None
    rule, verdict = ("magnitude", DIFFERS) if slip else ("share", settled(verdict, figures, certain))
    return Finding(rule, verdict, figures, told.stated, point, (told.part, "/", whole), slip=slip)


def _of_pair(told: Told) -> Finding:
    part = told.part
    assert part.whole is not None
    point = 100 * part.value / part.whole
    computed = share(part.span(), Span(part.whole, part.whole))
    verdict = DIFFERS if computed is None else verdict_of(told.stated, computed, point)
    figures = (part, told.stated)
    terms = (part.value, "/", part.whole)
    return Finding("share", settled(verdict, figures, told.certain), figures, told.stated, point, terms)
