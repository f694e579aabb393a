"""Two levels and the change told between them: in per cent, in points, in their unit, and which way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from viclaims.checks.context import COMPARED, OPENED, PLAN, Context, after, between, lead, says
from viclaims.checks.figures import (
    AGREES,
    DIFFERS,
    PERCENT,
    ROUNDING,
    UNSURE,
    VERDICTS,
    Figure,
    Span,
    growth,
    share,
    verdict_of,
)
from viclaims.checks.findings import SLIPS, Finding, Slip, joined, settled
from viclaims.checks.shares import SHARE_OF_PAIR
from viclaims.checks.sums import LONGEST_LEAD
from viclaims.lexicon import Pattern, among

_RISES = Pattern(r"(?<![^\W_]){rises}(?![^\W_])")
_FALLS = Pattern(r"(?<![^\W_]){falls}(?![^\W_])")
_BASE = Pattern(r"(?<![^\W_]){compare_several|compared_with}(?:\s+[^\W\d_]+){0,6}\s+$")
_EACH = Pattern(r"(?<![^\W_]){average|each_of_several}(?![^\W_])")
_TIMES = Pattern(r"(?<![^\W_]){multiple}(?:\s+[^\W\d_]+)?\s+$")
NEAREST_LEVEL, NEAREST_PAIR = 4, 6  # figures back
POINTS = among("points")
LONGEST_GAP = 50
LEVELS = ("count", "money", "measure")


def change_between_levels(context: Context) -> Iterator[Finding]:
    """ "tăng từ 3.450 tỷ đồng lên 3.864 tỷ đồng, tăng 12%": the change that stands beside two levels."""
    for level in context.figures:
        before = context.by_start.get(level.from_claim) if level.from_claim is not None else None
        if before is None or before.unit != level.unit:
            continue
        yield from _direction(before, level)
        for stated, certain in _changes_beside(context, before, level):
            sign = _sign_of(stated)
            wrong = list(_other_way(before, level, sign, (before, level, stated))) if certain and sign else []
            yield from wrong or _change(before, level, stated, certain)


def _sign_of(change: Figure) -> int:
    return {"+": 1, "-": -1}.get(change.direction, 0)


def _direction(before: Figure, level: Figure) -> Iterator[Finding]:
    """The verb before two levels that says the other way: "giảm từ 3.450 lên 3.864"."""
    told = [(found.start(), sign) for pattern, sign in ((_RISES, 1), (_FALLS, -1))
            for found in pattern.finditer(re.split(r"[,;.:]", lead(before, 40))[-1])]  # fmt: skip
    if told and before.high is None and level.high is None:
        yield from _other_way(before, level, max(told)[1], (before, level))


def _other_way(before: Figure, level: Figure, sign: int, figures: tuple[Figure, ...]) -> Iterator[Finding]:
    """A finding where the second level lies on the other side of the first than the words say."""
    if (level.value - before.value) * sign < 0:
        wording = "falls" if sign > 0 else "rises"
        yield Finding("direction", settled(DIFFERS, figures, True), figures, level, level.value, (before,), wording)


def _changes_beside(context: Context, before: Figure, level: Figure) -> Iterator[tuple[Figure, bool]]:
    """The changes told right before the first level and right behind the second one."""
    for stated in context.before(before):
        gap = between(stated, before)
        if _is_their_change(stated, level, gap) and ";" not in gap and "." not in gap:
            yield stated, not says(COMPARED, gap)
    for stated in context.behind(level, 2):
        gap = between(level, stated)
        if stated.kind != "change" or ";" in gap or "." in gap:
            break
        if _is_their_change(stated, level, gap):
            yield stated, len(gap) < LONGEST_LEAD


def _is_their_change(stated: Figure, level: Figure, gap: str) -> bool:
    """Whether a change may be that between two levels: of their unit, not a year's average, not against a plan."""
    of_unit = stated.unit in (PERCENT, level.unit) or (level.unit == PERCENT and stated.unit.lower() in POINTS)
    around = f"{lead(stated, 30)} {gap} {after(stated, 16)}"
    return stated.kind == "change" and of_unit and not says(_EACH, around) and not says(PLAN, gap)


def _change(before: Figure, level: Figure, stated: Figure, certain: bool) -> Iterator[Finding]:
    """One printed change against the two levels: in per cent, in points, or in the unit of the levels."""
    spans = before.span(), level.span()
    if stated.high is not None:
        return
    difference = abs(level.value - before.value)
    apart = _apart(*spans)
    percent = growth(*spans)
    relative = abs(100 * (level.value / before.value - 1)) if before.value else None
    asked: list[tuple[Span, Fraction]] = []
    if stated.unit == PERCENT and percent is not None and relative is not None:
        asked.append((_unsigned(percent), relative))
    if stated.unit == level.unit or (level.unit == PERCENT and stated.unit.lower() in POINTS):
        asked.append((apart, difference))
    if not asked:
        return
    verdicts = [(verdict_of(_positive(stated), span, point), point) for span, point in asked]
    best = min(verdicts, key=lambda one: (AGREES, ROUNDING, UNSURE, DIFFERS).index(one[0]))
    figures = (before, level, stated)
    slip = None
    if best[0] == DIFFERS and len(asked) == 1:
        factor = next((f for f in SLIPS if abs(best[1] * f - abs(stated.value)) <= stated.step), None)
        slip = Slip(stated, abs(stated.value) / factor) if factor else None
    yield Finding(
        "magnitude" if slip else "change",
        settled(best[0], figures, certain),
        figures,
        stated,
        best[1],
        joined("→", (before, level)),
        slip=slip,
    )


def _positive(figure: Figure) -> Figure:
    return replace(figure, value=abs(figure.value))


def _apart(before: Span, level: Span) -> Span:
    low, high = level.low - before.high, level.high - before.low
    return _unsigned(Span(low, high))


def _unsigned(span: Span) -> Span:
    if span.low >= 0:
        return span
    return Span(Fraction(0), max(-span.low, span.high)) if span.high > 0 else Span(-span.high, -span.low)


def change_of_level(context: Context) -> Iterator[Finding]:
    """ "đạt 3.864 tỷ đồng, tăng 414 tỷ đồng, tương ứng 12%"; "tăng 12% so với năm 2022 (3.450 tỷ đồng)" """
    for change in context.figures:
        sign = _sign_of(change)
        if change.kind != "change" or not sign:
            continue
        level = _level_that_changed(context, change)
        near = context.behind(change, 2)
        base = next((one for one in near if level is not None and _is_base(level, change, one)), None)
        if level is not None and base is not None:
            yield from _signed(base, level, change, sign)
            continue
        if (pair := _compared_before(context, change)) is not None:
            yield from _signed(*pair, change, sign)
        if near and near[0].unit == PERCENT and change.unit != PERCENT and _says_again(change, near[0]):
            found = [
                finding for before in _levels_before(context, level, change, sign)
                for finding in _of_level_before(before, change, near[0])
            ]  # fmt: skip
            yield from sorted(found, key=lambda one: VERDICTS.index(one.verdict))[:1]


def _level_that_changed(context: Context, change: Figure) -> Figure | None:
    """The nearest level before a change, in its clause and not in brackets: of its unit, or any for a percentage."""
    for level in context.before(change, NEAREST_LEVEL):
        gap = between(level, change)
        if ";" in gap or level.from_claim is not None:
            return None
        of_unit = change.unit in (PERCENT, level.unit)
        if level.kind in LEVELS and of_unit and not OPENED.search(lead(level, 80)):
            return level
    return None


def _says_again(change: Figure, stated: Figure) -> bool:
    """Whether a percentage says the change before it once more: in brackets, behind "tương ứng"."""
    gap = between(change, stated)
    return stated.kind in ("change", "share") and says(SHARE_OF_PAIR, gap) and not says(PLAN, stated.counted)


def _compared_before(context: Context, change: Figure) -> tuple[Figure, Figure] | None:
    """Base and level of "187 ca, so với 312 ca của tuần trước đó đã giảm 135 ca"."""
    near = context.before(change, 2)
    if len(near) < 2:
        return None
    base, level = near
    told = says(_BASE, between(level, base)) and base.unit == level.unit and ";" not in between(base, change)
    fits = change.unit in (PERCENT, base.unit) and {base.kind, level.kind} <= set(LEVELS)
    return (base, level) if told and fits else None


def times_as_much(context: Context) -> Iterator[Finding]:
    """ "đạt 184 tỷ đồng, gấp 2 lần con số 92 tỷ đồng" """
    for times in context.figures:
        level, base = next(iter(context.before(times)), None), next(iter(context.behind(times)), None)
        if times.kind != "ratio" or level is None or base is None or not says(_TIMES, lead(times, 16)):
            continue
        alike = level.unit == base.unit and level.kind == base.kind and level.kind in LEVELS and base.value > 0
        gap = between(times, base)
        if not alike or re.search(r"[;,.()]", gap) or len(gap) > LONGEST_GAP or ";" in between(level, times):
            continue
        one, other = level.span(), base.span()
        computed = Span(one.low / other.high, one.high / other.low)
        point = level.value / base.value
        figures = (level, base, times)
        verdict = settled(verdict_of(times, computed, point), figures, True)
        yield Finding("change", verdict, figures, times, point, (level, "/", base))


def _is_base(level: Figure, change: Figure, base: Figure) -> bool:
    """Whether a figure behind "so với ...", in brackets or not, is the level that was compared with."""
    gap = between(change, base)
    in_brackets = OPENED.search(gap) is not None and says(COMPARED, gap) and not re.search(r"[;,.]", gap)
    told = in_brackets or (says(_BASE, gap) and not says(_RISES, gap) and not says(_FALLS, gap))
    kinds = (level.kind, "change") if in_brackets else (level.kind,)
    return told and base.unit.split()[:1] == level.unit.split()[:1] and base.kind in kinds and not says(PLAN, gap)


def _signed(base: Figure, level: Figure, change: Figure, sign: int) -> Iterator[Finding]:
    wrong = list(_other_way(base, level, sign, (base, level, change)))
    yield from wrong or _change(base, level, change, True)


class Start(NamedTuple):
    """The level that a change started from: what it may be, its printed value, the figures that tell it."""

    span: Span
    value: Fraction
    told: tuple[Figure, ...]


def _levels_before(context: Context, level: Figure | None, change: Figure, sign: int) -> Iterator[Start]:
    """Where a change may have started: what is left of the level reached, the first of two levels as far apart."""
    if level is not None and level.unit == change.unit:
        span, moved = level.span(), change.span()
        low = span.low - moved.high if sign > 0 else span.low + moved.low
        high = span.high - moved.low if sign > 0 else span.high + moved.high
        if low > 0:
            yield Start(Span(low, high), level.value - sign * change.value, (level,))
    at = context.place[change.start]
    near = context.figures[max(0, at - NEAREST_PAIR) : at]
    levels = [one for one in near if one.unit == change.unit and one.kind in LEVELS]
    for low_level in levels:
        for high_level in levels:
            if high_level.value - low_level.value == abs(change.value):
                started = low_level if sign > 0 else high_level
                yield Start(started.span(), started.value, (low_level, high_level))


def _of_level_before(before: Start, change: Figure, stated: Figure) -> Iterator[Finding]:
    """A change in per cent of the level that it started from."""
    computed = share(change.span(), before.span)
    if computed is None or before.value <= 0:
        return
    point = 100 * abs(change.value) / before.value
    figures = (*before.told, change, stated)
    verdict = settled(verdict_of(stated, computed, point), figures, True)
    yield Finding("change", verdict, figures, stated, point, (change, "/", before.value))
