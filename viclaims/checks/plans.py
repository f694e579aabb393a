"""What was reached, what was to be reached, and the percentage told of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from viclaims.checks.context import OPENED, PLAN, Context, after, between, lead, says
from viclaims.checks.figures import AGREES, DIFFERS, PERCENT, ROUNDING, Figure, Span, growth, share, verdict_of
from viclaims.checks.findings import SLIPS, Finding, Slip, settled
from viclaims.lexicon import Pattern, words

_GIVEN = Pattern(r"(?<![^\W_]){plan_of_check|given_as_plan}(?![^\W_])")
# "bằng 112,5% dự toán (16.307 tỷ đồng)", "... dự toán được giao là 12.500 tỷ đồng", "vượt 4% so với kế hoạch 360 hộ"
_PLAN_BEHIND = Pattern(r"^%?[^,;.()0-9]{0,60}(?:\([^()0-9]{0,30}|\s)$")
_PLAN_RIGHT_BEFORE = Pattern(r"(?<![^\W_]){plan_of_check}(?:\s+[^\W\d_]+){0,3}\s+$")
_CHANGE = Pattern(r"(?<![^\W_]){change_verb|change_verb_said|rises|falls}(?![^\W_])")
_SHORT = Pattern(r"(?<![^\W_]){short_of|goes_beyond}(?:\s+[^\W\d_]+)?\s+$")
FARTHEST_PLAN, NEAREST_REACHED = 8, 4  # figures back
LEVELS = ("money", "count", "measure")


def plan_fulfilled(context: Context) -> Iterator[Finding]:
    """ "đạt 18.345 tỷ đồng, bằng 112,5% dự toán (16.307 tỷ đồng)", the plan beside it or told before."""
    for stated in context.figures:
        if stated.unit != PERCENT or not says(PLAN, _of_what(stated)):
            continue
        done = _reached(context, stated)
        if done is None:
            continue
        for plan, certain in _plans(context, done, stated):
            finding = _compared(done, plan, stated, certain)
            if finding is not None and (finding.verdict in (AGREES, ROUNDING) or certain or finding.slip):
                yield finding
                break


def short_of_plan(context: Context) -> Iterator[Finding]:
    """ "thành lập 34 hợp tác xã, còn thiếu 11 hợp tác xã so với kế hoạch 45 hợp tác xã" """
    for stated in context.figures:
        plan = next(iter(context.behind(stated)), None)
        if plan is None or plan.unit != stated.unit or not says(_SHORT, lead(stated, 24)):
            continue
        gap = between(stated, plan)
        done = next((one for one in context.before(stated, NEAREST_REACHED) if one.unit == plan.unit), None)
        if done is None or not says(_PLAN_RIGHT_BEFORE, gap) or re.search("[;,.()]", gap):
            continue
        point = abs(plan.value - done.value)
        span = Span(abs(plan.value - done.span().high), abs(plan.value - done.span().low))
        span = Span(min(span), max(span))
        figures = (done, plan, stated)
        verdict = settled(verdict_of(stated, span, point), figures, True)
        yield Finding("plan", verdict, figures, stated, point, (plan, "−", done))


def _of_what(stated: Figure) -> str:
    """What a percentage is of, in the words right behind it."""
    return f"{stated.counted} {re.split('[,;.()0-9]', after(stated, 60))[0]}".lower()


def _reached(context: Context, stated: Figure) -> Figure | None:
    """The level before a percentage, not in brackets of another one."""
    for one in context.before(stated, NEAREST_REACHED):
        if ";" in between(one, stated):
            return None
        if one.kind in LEVELS and one.whole is None and not OPENED.search(lead(one, 60)):
            return one
    return None


def _compared(done: Figure, plan: Figure, stated: Figure, certain: bool) -> Finding | None:
    if plan.value <= 0:
        return None
    over = stated.kind == "change"
    planned = Span(plan.value, plan.value)  # a plan is set, not measured
    computed = growth(planned, done.span()) if over else share(done.span(), planned)
    if computed is None:
        return None
    point = 100 * done.value / plan.value - (100 if over else 0)
    if over and stated.direction == "-":
        point, computed = -point, Span(-computed.high, -computed.low)
    verdict = verdict_of(stated, computed, point)
    figures = (done, plan, stated)
    factor = next((f for f in SLIPS if abs(point * f - stated.value) <= stated.step), None)
    slip = Slip(done, done.value * Fraction(factor)) if verdict == DIFFERS and not over and factor else None
    rule, verdict = ("magnitude", DIFFERS) if slip else ("plan", settled(verdict, figures, certain))
    return Finding(rule, verdict, figures, stated, point, (done, "/", plan), slip=slip)


def _plans(context: Context, done: Figure, stated: Figure) -> Iterator[tuple[Figure, bool]]:
    """The plan right behind the percentage, else one told before, and whether it is of the same thing."""
    for plan in context.behind(stated):
        gap = between(stated, plan)
        if plan.unit == done.unit and _PLAN_BEHIND.search(gap) and says(PLAN, gap) and not says(_CHANGE, gap):
            yield plan, True
            return
    at = context.place[done.start]
    told = [
        plan for plan in context.figures[max(0, at - FARTHEST_PLAN) : at][::-1]
        if (plan.unit, plan.kind) == (done.unit, done.kind) and says(_GIVEN, f"{lead(plan)} {plan.subject.lower()}")
    ]  # fmt: skip
    for plan in told:
        yield plan, _alike(plan, done) or (len(told) == 1 and plan.kind != "money")


def _alike(plan: Figure, done: Figure) -> bool:
    """Whether two figures are of the same thing: what one is called is a part of what the other is called."""
    leave = set(words("plan_of_check", "share_said"))
    one, other = ({w for w in figure.subject.lower().split() if w not in leave} for figure in (plan, done))
    return bool(one) and bool(other) and (one <= other or other <= one)
