"""How numbers of a text are told together, each with its arithmetic: RULES, at the end, are asked in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from viclaims.checks.context import Context, between, in_one_sentence, lead, says
from viclaims.checks.figures import (
    AGREES,
    DIFFERS,
    PERCENT,
    ROUNDING,
    UNSURE,
    Figure,
    Span,
    added,
    growth,
    share,
    verdict_of,
)
from viclaims.checks.findings import SLIPS, Finding, Slip, settled
from viclaims.lexicon import Pattern, among, column, words

_ALL = Pattern(r"(?<![^\W_]){all_parts}(?![^\W_])")
_SOME = Pattern(r"(?<![^\W_]){some_parts}(?![^\W_])")
_REST = Pattern(r"(?<![^\W_]){rest_of}(?![^\W_])[^.;0-9]{0,40}$")
_RESTS = Pattern(r"(?<![^\W_]){rest_of}(?![^\W_])")
_OVERLAPS = Pattern(r"(?<![^\W_]){overlapping}(?![^\W_])")
_PRESENT = Pattern(r"(?<![^\W_]){those_present}(?![^\W_])")
_EACH = Pattern(r"(?<![^\W_]){average|each_of_several}(?![^\W_])")
_SUM = Pattern(r"(?<![^\W_]){sum_said}(?:\s+[^\W\d_]+){0,3}\s*:?\s*$")
_SHARE = Pattern(r"(?<![^\W_]){share_said}(?![^\W_])")
# "52/235 xã, đạt 22,1%", "52/235 xã (22,1%)"; "2.410 hộ nghèo, chiếm 9,9%": "đạt" alone may be of a plan.
_SHARE_OF_PAIR = Pattern(
    r"""^[^,;.()]{0,70}(?:,\s*|\(\s*)(?:{share_said}\s+){0,3}(?:{about}\s+)?$
    | ^[^,;.()]{0,70}\s{part_of_all}\s+(?:{share_said}\s+)?$"""
)
_SHARE_OF_PART = Pattern(
    r"""^[^,;.()]{0,70}(?:(?:,|\()\s*|\s){part_of_all}\s+(?:{share_said}\s+)?(?:{about}\s+)?$
    | ^[^,;.()]{0,70}\(\s*$"""
)
_WITH_WHOLE_BEHIND = re.compile(r"%?[^(),;.]{0,40}\(\s*(?:[^\W\d_]+\s+){0,2}")
_CHANGE = Pattern(r"(?<![^\W_]){change_verb|change_verb_said|rises|falls}(?![^\W_])")
_COMPARED = Pattern(r"(?<![^\W_]){compare_several|compared_with}(?![^\W_])")
_RISES = Pattern(r"(?<![^\W_]){rises}(?![^\W_])")
_FALLS = Pattern(r"(?<![^\W_]){falls}(?![^\W_])")
_PLAN_BEHIND = Pattern(r"^%?[^,;.()]{0,60}\([^()0-9]{0,30}$")
_PLAN = Pattern(r"(?<![^\W_]){plan_of_check}(?![^\W_])")
_NUMBER = re.compile(r"[0-9]")
_OPENED = re.compile(r"\([^()]*$")
MOST_PARTS, NEAR_SUM = 40, Fraction(1, 4)
LONGEST_LEAD = 80  # characters between a total and its first part
FARTHEST_PLAN, NEAREST_LEVEL = 8, 4  # figures back
HALVES = column("with", "halves_of")
POINTS = frozenset(words("points"))


def _same_things(one: Figure, other: Figure) -> bool:
    """Whether two figures can be added: sums of one currency, measures of one unit, things of any name."""
    if one.kind == other.kind == "count":
        return True
    amounts = {one.kind, other.kind} <= {"money", "measure", "change"} and {one.kind, other.kind} != {"change"}
    return one.unit == other.unit and one.unit != PERCENT and amounts


# --- Parts and their total --------------------------------------------------------------------------------------


def parts_and_total(context: Context) -> Iterator[Finding]:
    """ "98 đảng viên, gồm 60 nam và 38 nữ" """
    for start, told in context.parts.items():
        total = context.by_start[start]
        parts = _of_one_list(total, told)
        if len(parts) < 2 or len(parts) > MOST_PARTS:
            yield from _one_part(total, told)
            continue
        parts = _that_add_up(total, parts) or parts
        point, computed = sum((part.value for part in parts), Fraction(0)), added(parts)
        verdict = verdict_of(total, computed, point, cut=False)
        figures = (*parts, total)
        terms = _joined("+", parts)
        if verdict in (AGREES, ROUNDING):
            yield Finding("parts_total", verdict, figures, total, point, terms)
            continue
        if verdict == UNSURE or _leaves_a_rest(parts[-1]):
            continue
        fills = _fills(total, parts)
        near = abs(point - total.value) <= NEAR_SUM * total.value
        slip = _slip_in_sum(total, parts, point)
        if slip and (fills or len(parts) > 2):
            yield Finding("magnitude", settled(DIFFERS, figures, True), figures, total, point, terms, slip=slip)
        elif fills or (near and _in_brackets(total, parts)):
            yield Finding("parts_total", settled(DIFFERS, figures, True), figures, total, point, terms)
        elif len(parts) > 2 and abs(point - total.value) <= NEAR_SUM / 4 * total.value:
            yield Finding("parts_total", UNSURE, figures, total, point, terms)


def _that_add_up(total: Figure, parts: Sequence[Figure]) -> list[Figure]:
    """The first of the parts that make the total exactly; the others are told of something else. Without such, those
    up to a semicolon behind two of them."""
    point = Fraction(0)
    for number, part in enumerate(parts, start=1):
        point += part.value
        if number > 1 and point == total.value:
            return list(parts[:number])
    for number in range(2, len(parts)):
        if ";" in between(parts[number - 1], parts[number]) and ";" not in between(parts[0], parts[number - 1]):
            return list(parts[:number])
    return []


def _leaves_a_rest(last: Figure) -> bool:
    """Whether what remains is named behind the last part without a number: "còn lại là trạm bơm"."""
    behind = re.split(r"\.\s", last.sentence[last.behind : last.behind + 90].lower())[0]
    return says(_RESTS, behind)


def _one_part(total: Figure, told: Sequence[Figure]) -> Iterator[Finding]:
    """A single part is no sum; it cannot be more than its whole."""
    for part in told[:1]:
        span, whole = part.span(), total.span()
        if span and whole and _same_things(part, total) and span.low > whole.high and part.kind == "count":
            yield Finding(
                "part_above_whole", settled(DIFFERS, (part, total), True), (part, total), total, part.value, (part,)
            )


def _of_one_list(total: Figure, told: Sequence[Figure]) -> list[Figure]:
    """The parts that stand side by side: without parts of a part ("60 nam (trong đó 12 dự bị)")."""
    told = [part for part in told if part.start > total.start and _same_things(part, total)]
    if not told or not in_one_sentence(total, told[-1]):
        return [part for part in told if part.sentence_start == told[0].sentence_start] if told else []
    depth = _depth(between(total, told[0]))
    kept = [told[0]]
    inner = False
    for part in told[1:]:
        words_since = between(told[0], part)
        last = between(kept[-1], part)
        if _depth(words_since) > 0 or _depth(words_since) + depth < 0:
            continue
        if says(_SOME, last) and not says(_SOME, between(total, told[0])):
            inner = True
        inner = inner and ";" not in last
        if not inner:
            kept.append(part)
    return kept


def _depth(text: str) -> int:
    return text.count("(") - text.count(")")


def _fills(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the words say that the parts are all there are."""
    if not in_one_sentence(total, parts[0]):
        return False
    before = between(total, parts[0])
    outside = re.sub(r"\([^()]*\)", "", before)
    if says(_ALL, before) and not says(_SOME, before):
        return not _NUMBER.search(outside) and len(outside) < LONGEST_LEAD
    if says(_REST, between(parts[-2], parts[-1])):
        return True
    return len(parts) == 2 and _are_halves(*parts)


def _are_halves(one: Figure, other: Figure) -> bool:
    """ "60 nam và 38 nữ" """
    first, second = _called(one), _called(other)
    return any(word in first and HALVES[word] in second for word in HALVES)


def _called(figure: Figure) -> str:
    """The words right around a figure by which it is told from others, between spaces."""
    behind = re.split(r"[,;.()0-9]", figure.sentence[figure.behind : figure.behind + 40].lower())[0]
    before = re.split(r"[,;.()0-9]", lead(figure, 24))[-1]
    return f" {before} {figure.subject.lower()} {behind} "


def _in_brackets(total: Figure, parts: Sequence[Figure]) -> bool:
    """ "29 đảng viên (khiển trách 21, cảnh cáo 8)", but not "(nữ 02, dân tộc thiểu số 09)" """
    before = between(total, parts[0])
    if not _OPENED.search(before) or says(_SOME, before) or says(_COMPARED, before) or _NUMBER.search(before):
        return False
    inside = between(total, parts[-1]) + parts[-1].sentence[parts[-1].behind : parts[-1].behind + 30].lower()
    return before.count("(") == 1 and not says(_OVERLAPS, inside)


def _slip_in_sum(total: Figure, parts: Sequence[Figure], point: Fraction) -> Slip | None:
    """The one figure that, a thousand times larger or smaller, makes the sum right."""
    for factor in SLIPS:
        for part in parts:
            if point - part.value + part.value * factor == total.value:
                return Slip(part, part.value * factor)
        if total.value * factor == point:
            return Slip(total, point)
    return None


def sum_behind(context: Context) -> Iterator[Finding]:
    """ "60 nam, 38 nữ, tổng cộng 98 người" """
    for total in context.figures:
        if not says(_SUM, lead(total)) or context.parts.get(total.start):
            continue
        parts = [one for one in context.before(total, MOST_PARTS) if _same_things(one, total)][::-1]
        if len(parts) < 2 or total.kind == "change":
            continue
        point = sum((part.value for part in parts), Fraction(0))
        verdict = verdict_of(total, added(parts), point, cut=False)
        near = abs(point - total.value) <= NEAR_SUM * total.value
        if verdict in (AGREES, ROUNDING) or near:
            figures = (*parts, total)
            yield Finding("parts_total", settled(verdict, figures, True), figures, total, point, _joined("+", parts))


def two_halves(context: Context) -> Iterator[Finding]:
    """ "thu về 118 phiếu, hợp lệ 115 phiếu, không hợp lệ 3 phiếu": two that are all, and a total told before."""
    for second in context.figures:
        first = next(iter(context.before(second)), None)
        if (
            first is None
            or second.of_claim is not None
            or not _same_things(first, second)
            or not _are_halves(first, second)
        ):
            continue
        totals = [one for one in context.before(first, 3) if _same_things(one, first) and one.unit == first.unit]
        if not totals:
            continue
        point = first.value + second.value
        total = next((one for one in totals if one.value == point), totals[0])
        verdict = verdict_of(total, added((first, second)), point, cut=False)
        near = abs(point - total.value) <= NEAR_SUM / 4 * total.value
        if verdict in (AGREES, ROUNDING) or near:
            figures = (first, second, total)
            certain = ";" not in between(total, second)
            yield Finding(
                "parts_total", settled(verdict, figures, certain), figures, total, point, _joined("+", (first, second))
            )


def _joined(sign: str, figures: Sequence[Figure]) -> tuple[Figure | str, ...]:
    terms: list[Figure | str] = []
    for figure in figures:
        terms += [sign, figure] if terms else [figure]
    return tuple(terms)


# --- A share of a whole -----------------------------------------------------------------------------------------


def share_of_whole(context: Context) -> Iterator[Finding]:
    """ "52/235 xã, chiếm 22,1%", "2.410 hộ nghèo, chiếm 9,9%", "22,1% (52/235 xã)" """
    for stated in context.figures:
        if stated.unit != PERCENT or stated.kind != "share" or stated.value <= 0:
            continue
        for part, certain in _parts_of_share(context, stated):
            whole, terms, others = _whole_of(context, part)
            span = part.span()
            if whole is None:
                continue
            computed = share(span, whole)
            if computed is None:
                continue
            middle = (whole.low + whole.high) / 2
            point = 100 * part.value / middle
            verdict = verdict_of(stated, computed, point)
            figures = (part, *others, stated)
            slip = None if verdict != DIFFERS else _slip_in_share(stated, point, part)
            if verdict == DIFFERS and not certain and not slip:
                continue
            yield Finding(
                "magnitude" if slip else "share", settled(verdict, figures, certain), figures, stated, point, terms,
                slip=slip,
            )  # fmt: skip
            break


def _parts_of_share(context: Context, stated: Figure) -> Iterator[tuple[Figure, bool]]:
    """The figures whose share a percentage may be, the likeliest first, and whether the words make it certain."""
    for before in context.before(stated):
        gap = between(before, stated)
        if _is_gap_of_share(gap, before) and not stated.qualifier:
            yield before, _certain(before, stated, gap)
    for behind in context.behind(stated):
        gap = between(stated, behind)
        if behind.whole is not None and _WITH_WHOLE_BEHIND.fullmatch(gap):
            yield behind, True


def _is_gap_of_share(gap: str, part: Figure) -> bool:
    """Whether a percentage stands right behind a part, in brackets or behind words of a share."""
    if part.whole is None and _NUMBER.search(gap):
        return False
    if ")" in gap and _depth(lead(part, 120)) > 0:
        return False
    return (_SHARE_OF_PAIR if part.whole is not None else _SHARE_OF_PART).search(gap) is not None


def _certain(part: Figure, stated: Figure, gap: str) -> bool:
    """Whether a percentage says of which whole it is, or of none other than the part's."""
    of = stated.counted.removeprefix(PERCENT).strip().lower()
    if says(_PRESENT, gap):
        return False  # "459/463 đại biểu có mặt tán thành, bằng 94,25% tổng số đại biểu"
    if not of:
        return True
    if says(_PLAN, of):
        return part.whole is not None
    known = f" {part.counted} {part.unit} {part.subject} {part.base} ".lower()
    return any(word in known for word in of.split() if len(word) > 2)


def _whole_of(context: Context, part: Figure) -> tuple[Span | None, tuple, tuple[Figure, ...]]:
    """What a figure is a part of: its own denominator, or the total that it is told as part of."""
    if part.whole is not None:
        return Span(part.whole, part.whole), (part.value, "/", part.whole), ()
    total = context.by_start.get(part.of_claim) if part.of_claim is not None else None
    if total is not None and part.kind == "count" and total.unit != part.unit:
        like = (one for one in context.before(part, FARTHEST_PLAN) if one.unit == part.unit and one.kind == "count")
        total = next((one for one in like if one.value >= part.value), None)
    if total is None or not _same_things(part, total):
        return None, (), ()
    return total.span(), (part, "/", total), (total,)


def _slip_in_share(stated: Figure, point: Fraction, part: Figure) -> Slip | None:
    """The part that, a thousand times larger or smaller, has the stated share."""
    if part.whole is not None:
        return None
    for factor in SLIPS:
        if abs(point * factor - stated.value) <= stated.step:
            return Slip(part, part.value * factor)
    return None


# --- From one level to another ----------------------------------------------------------------------------------


def change_between_levels(context: Context) -> Iterator[Finding]:
    """ "tăng từ 3.450 tỷ đồng lên 3.864 tỷ đồng, tăng 12%": the change that stands beside two levels."""
    for after in context.figures:
        before = context.by_start.get(after.from_claim) if after.from_claim is not None else None
        if before is None or before.unit != after.unit:
            continue
        yield from _direction(before, after)
        for stated, certain in _changes_beside(context, before, after):
            sign = {"+": 1, "-": -1}.get(stated.direction, 0)
            wrong = list(_other_way(before, after, sign, (before, after, stated))) if certain and sign else []
            yield from wrong or _change(before, after, stated, certain, _joined("→", (before, after)))


def _direction(before: Figure, after: Figure) -> Iterator[Finding]:
    """The verb before two levels that says the other way: "giảm từ 3.450 lên 3.864"."""
    told = [(found.start(), sign) for pattern, sign in ((_RISES, 1), (_FALLS, -1))
            for found in pattern.finditer(re.split(r"[,;.:]", lead(before, 40))[-1])]  # fmt: skip
    if told and before.high is None and after.high is None:
        yield from _other_way(before, after, max(told)[1], (before, after))


def _other_way(before: Figure, after: Figure, sign: int, figures: tuple[Figure, ...]) -> Iterator[Finding]:
    """A finding where the second level lies on the other side of the first than the words say."""
    if (after.value - before.value) * sign < 0:
        wording = "falls" if sign > 0 else "rises"
        yield Finding("direction", settled(DIFFERS, figures, True), figures, after, after.value, (before,), wording)


def _changes_beside(context: Context, before: Figure, after: Figure) -> Iterator[tuple[Figure, bool]]:
    """The changes told right before the first level and right behind the second one."""
    for stated in context.before(before):
        gap = between(stated, before)
        if _is_their_change(stated, after, gap) and ";" not in gap and "." not in gap:
            yield stated, not says(_COMPARED, gap)
    for stated in context.behind(after, 2):
        gap = between(after, stated)
        if stated.kind != "change" or ";" in gap or "." in gap:
            break
        if _is_their_change(stated, after, gap):
            yield stated, len(gap) < LONGEST_LEAD


def _is_their_change(stated: Figure, level: Figure, gap: str) -> bool:
    """Whether a change may be that between two levels: of their unit, not a year's average, not against a plan."""
    of_unit = stated.unit in (PERCENT, level.unit) or (level.unit == PERCENT and stated.unit.lower() in POINTS)
    around = f"{lead(stated, 30)} {gap} {stated.sentence[stated.behind : stated.behind + 16]}".lower()
    return stated.kind == "change" and of_unit and not says(_EACH, around) and not says(_PLAN, gap)


def _change(before: Figure, after: Figure, stated: Figure, certain: bool, terms: tuple) -> Iterator[Finding]:
    """One printed change against the two levels: in per cent, in points, or in the unit of the levels."""
    spans = before.span(), after.span()
    if stated.high is not None:
        return
    difference = abs(after.value - before.value)
    apart = _apart(*spans)
    percent = growth(*spans)
    relative = abs(100 * (after.value / before.value - 1)) if before.value else None
    asked: list[tuple[Span, Fraction]] = []
    if stated.unit == PERCENT and percent is not None and relative is not None:
        asked.append((_unsigned(percent), relative))
    if stated.unit == after.unit or (after.unit == PERCENT and stated.unit.lower() in POINTS):
        asked.append((apart, difference))
    if not asked:
        return
    verdicts = [(verdict_of(_positive(stated), span, point), point) for span, point in asked]
    best = min(verdicts, key=lambda one: (AGREES, ROUNDING, UNSURE, DIFFERS).index(one[0]))
    figures = (before, after, stated)
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
        terms,
        slip=slip,
    )


def _positive(figure: Figure) -> Figure:
    from dataclasses import replace

    return replace(figure, value=abs(figure.value))


def _apart(before: Span, after: Span) -> Span:
    low, high = after.low - before.high, after.high - before.low
    return _unsigned(Span(low, high))


def _unsigned(span: Span) -> Span:
    if span.low >= 0:
        return span
    return Span(Fraction(0), max(-span.low, span.high)) if span.high > 0 else Span(-span.high, -span.low)


def change_of_level(context: Context) -> Iterator[Finding]:
    """ "đạt 3.864 tỷ đồng, tăng 414 tỷ đồng, tương ứng 12%"; "tăng 12% so với năm 2022 (3.450 tỷ đồng)" """
    for change in context.figures:
        sign = 1 if change.direction == "+" else -1 if change.direction == "-" else 0
        level = _level_that_changed(context, change) if change.kind == "change" and sign else None
        if level is None:
            continue
        near = context.behind(change, 2)
        base = next((one for one in near if _is_base(level, change, one)), None)
        if base is not None:
            yield from _signed(base, level, change, sign)
        elif near and near[0].unit == PERCENT and change.unit == level.unit and _says_again(change, near[0]):
            yield from _three(level, change, near[0], sign)


def _level_that_changed(context: Context, change: Figure) -> Figure | None:
    """The nearest level before a change, in its clause and not in brackets: of its unit, or any for a percentage."""
    for level in context.before(change, NEAREST_LEVEL):
        gap = between(level, change)
        if ";" in gap or level.from_claim is not None:
            return None
        of_unit = change.unit in (PERCENT, level.unit)
        if level.kind in ("count", "money", "measure") and of_unit and not _OPENED.search(lead(level, 80)):
            return level
    return None


def _says_again(change: Figure, stated: Figure) -> bool:
    """Whether a percentage says the change before it once more: in brackets, behind "tương ứng"."""
    gap = between(change, stated)
    return stated.kind in ("change", "share") and says(_SHARE_OF_PAIR, gap) and not says(_PLAN, stated.counted)


def _is_base(level: Figure, change: Figure, base: Figure) -> bool:
    """Whether a figure in brackets behind "so với ..." is the level that was compared with."""
    gap = between(change, base)
    told = _OPENED.search(gap) is not None and says(_COMPARED, gap) and not re.search(r"[;,.]", gap)
    return told and base.unit == level.unit and base.kind == level.kind


def _signed(base: Figure, level: Figure, change: Figure, sign: int) -> Iterator[Finding]:
    wrong = list(_other_way(base, level, sign, (base, level, change)))
    yield from wrong or _change(base, level, change, True, _joined("→", (base, level)))


def _three(level: Figure, change: Figure, stated: Figure, sign: int) -> Iterator[Finding]:
    """A level, how far it moved, and the same in per cent: the level before is what is left."""
    span, moved = level.span(), change.span()
    before = Span(
        span.low - sign * (moved.high if sign > 0 else moved.low),
        span.high - sign * (moved.low if sign > 0 else moved.high),
    )
    point_before = level.value - sign * change.value
    computed = share(moved, before) if before.low > 0 else None
    if computed is None or point_before <= 0:
        return
    point = 100 * change.value / point_before
    figures = (level, change, stated)
    verdict = verdict_of(stated, computed, point)
    yield Finding("change", settled(verdict, figures, True), figures, stated, point, (change, "/", point_before))


# --- A plan and what was reached --------------------------------------------------------------------------------


def plan_fulfilled(context: Context) -> Iterator[Finding]:
    """ "đạt 18.345 tỷ đồng, bằng 112,5% dự toán (16.307 tỷ đồng)", the plan beside it or told before."""
    for stated in context.figures:
        of_plan = stated.unit == PERCENT and says(_PLAN, f"{stated.counted} {stated.base}".lower())
        if not of_plan:
            continue
        done = next((one for one in context.before(stated, 2) if one.kind in ("money", "count", "measure")), None)
        if done is None or done.whole is not None or ";" in between(done, stated):
            continue
        for plan, certain in _plans(context, done, stated):
            spans = done.span(), plan.span()
            if plan.value <= 0:
                continue
            over = stated.kind == "change"
            computed = growth(spans[1], spans[0]) if over else share(spans[0], spans[1])
            if computed is None:
                continue
            point = 100 * done.value / plan.value - (100 if over else 0)
            if stated.direction == "-" and over:
                point, computed = -point, Span(-computed.high, -computed.low)
            verdict = verdict_of(stated, computed, point)
            figures = (done, plan, stated)
            slip = None
            if verdict == DIFFERS and not over:
                factor = next((f for f in SLIPS if abs(point * f - stated.value) <= stated.step), None)
                slip = Slip(done, done.value * factor) if factor else None
            if verdict == DIFFERS and not certain and not slip:
                continue
            yield Finding(
                "magnitude" if slip else "plan", settled(verdict, figures, certain), figures, stated, point,
                (done, "/", plan), slip=slip,
            )  # fmt: skip
            break


def _plans(context: Context, done: Figure, stated: Figure) -> Iterator[tuple[Figure, bool]]:
    """The plan in brackets behind the percentage, else one told before of the same thing."""
    for plan in context.behind(stated):
        gap = between(stated, plan)
        if plan.unit == done.unit and _PLAN_BEHIND.search(gap):
            yield plan, True
    at = context.place[done.start]
    for plan in context.figures[max(0, at - FARTHEST_PLAN) : at][::-1]:
        if plan.unit != done.unit or plan.kind != done.kind:
            continue
        told = f"{lead(plan, 90)} {plan.subject}".lower()
        if plan.status == "plan" or says(_PLAN, told):
            yield plan, _alike(plan, done)


def _alike(plan: Figure, done: Figure) -> bool:
    """Whether two figures are of the same thing: what one is called is a part of what the other is called."""
    leave = set(words("plan_of_check", "share_said"))
    one, other = ({w for w in figure.subject.lower().split() if w not in leave} for figure in (plan, done))
    return bool(one) and bool(other) and (one <= other or other <= one)


# --- Told twice -------------------------------------------------------------------------------------------------


def told_twice(context: Context) -> Iterator[Finding]:
    """The same figure in two sentences whose words are nearly the same, with two values."""
    seen: dict[tuple, list[tuple[Figure, frozenset[str], frozenset[str]]]] = {}
    for figure in context.figures:
        if figure.kind not in _TOLD or figure.of_claim is not None or figure.from_claim is not None:
            continue
        told, names = _words_around(figure)
        known = seen.setdefault((figure.unit, figure.kind), [])
        for first, words_of_first, names_of_first in known[-MOST_COMPARED:]:
            if in_one_sentence(first, figure) or not _is_told_again(told, words_of_first, names, names_of_first):
                continue
            if _contradict(first, figure) or first.value == figure.value or _stands_in(context, first, figure):
                continue
            yield from _two_values(first, figure)
            break
        known.append((figure, told, names))


def _two_values(first: Figure, again: Figure) -> Iterator[Finding]:
    subject = again.subject or again.counted
    if verdict_of(again, first.span(), first.value) in (AGREES, ROUNDING):
        yield Finding("repeated", ROUNDING, (first, again), first, again.value, (subject,), "repeated_fits")
        return
    low, high = sorted((abs(first.value), abs(again.value)))
    if high <= 2 * low or any(first.value * factor == again.value for factor in SLIPS):
        verdict = settled(DIFFERS, (first, again), True)
        yield Finding("repeated", verdict, (first, again), first, again.value, (subject,), "repeated")


_CLAUSE = re.compile(r"[,;:()–]|\.\s")
_WORD = re.compile(r"[^\W\d_]+")


def _words_around(figure: Figure) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the clause of a figure, and those of them that are names."""
    before = _CLAUSE.split(figure.sentence[: figure.at])[-1]
    behind = _CLAUSE.split(figure.sentence[figure.behind :])[0]
    found = [*_WORD.findall(before), *_WORD.findall(behind)]
    names = frozenset(word for word in found[1:] if word[:1].isupper())
    unit = figure.unit.lower().split()
    return frozenset(word.lower() for word in found) - NOT_TELLING.union(unit), names


def _is_told_again(one: frozenset[str], other: frozenset[str], names: frozenset[str], others: frozenset[str]) -> bool:
    """Whether the words of two clauses are nearly the same, and no names part them."""
    fewest = min(len(one), len(other))
    alike = fewest >= FEWEST_WORDS and len(one & other) >= LEAST_ALIKE * fewest
    return alike and (names <= others or others <= names)


def _contradict(one: Figure, other: Figure) -> bool:
    """Whether what is known of two figures says that they are not the same."""
    if one.status != other.status or one.qualifier != other.qualifier:
        return True
    pairs = [(one.place, other.place), (one.since, other.since), (one.until, other.until), (one.actor, other.actor)]
    return any(a and b and a.lower() not in b.lower() and b.lower() not in a.lower() for a, b in pairs)


def _stands_in(context: Context, first: Figure, again: Figure) -> bool:
    """Whether the first value is told again as well, beside the other one."""
    beside = (*context.before(again, FARTHEST_PLAN), *context.behind(again, FARTHEST_PLAN))
    return any(one.value == first.value and one.unit == first.unit for one in beside)


NOT_TELLING = among("magnitude", "copula", "level_verb", "share_said", "coordination", "about", "more_than", "of")
_TOLD = ("count", "money", "measure", "share")
FEWEST_WORDS, LEAST_ALIKE, MOST_COMPARED = 4, 0.75, 60


class CheckRule(NamedTuple):
    """One way in which numbers are told together, with texts whose numbers fit (takes) and do not fit (refuses)."""

    name: str
    find: Callable[[Context], Iterator[Finding]]
    purpose: str
    takes: tuple[str, ...]
    refuses: tuple[str, ...]


RULES = (
    CheckRule(
        "parts_total", parts_and_total, "parts that fill their total",
        takes=("Chi bộ có 98 đảng viên, gồm 60 nam và 38 nữ.",),
        refuses=("Chi bộ có 98 đảng viên, gồm 60 nam và 36 nữ.",),
    ),
    CheckRule(
        "sum_behind", sum_behind, "a sum told behind what is added",
        takes=("Trường có 60 nam sinh, 38 nữ sinh, tổng cộng 98 học sinh.",),
        refuses=("Trường có 60 nam sinh, 38 nữ sinh, tổng cộng 96 học sinh.",),
    ),
    CheckRule(
        "two_halves", two_halves, "two that are all there are, and a total told before",
        takes=("Phiếu thu về 118 phiếu, 115 phiếu hợp lệ, 3 phiếu không hợp lệ.",),
        refuses=("Phiếu thu về 118 phiếu, 115 phiếu hợp lệ, 2 phiếu không hợp lệ.",),
    ),
    CheckRule(
        "share", share_of_whole, "a part, its whole and the share",
        takes=("Có 52/235 xã, chiếm 22,1%.",),
        refuses=("Có 52/235 xã, chiếm 26,1%.",),
    ),
    CheckRule(
        "change", change_between_levels, "two levels and the change between them",
        takes=("Thu ngân sách tăng từ 3.450 tỷ đồng lên 3.864 tỷ đồng, tăng 12%.",),
        refuses=("Thu ngân sách tăng từ 3.450 tỷ đồng lên 3.864 tỷ đồng, tăng 15%.",),
    ),
    CheckRule(
        "change_of_level", change_of_level, "a level, how far it moved, and the same in per cent",
        takes=("Doanh thu đạt 3.864 tỷ đồng, tăng 414 tỷ đồng, tương ứng 12%.",),
        refuses=("Doanh thu đạt 3.864 tỷ đồng, tăng 414 tỷ đồng, tương ứng 14%.",),
    ),
    CheckRule(
        "plan", plan_fulfilled, "what was reached, the plan, and its fulfilment",
        takes=("Thu ngân sách đạt 18.345 tỷ đồng, bằng 112,5% dự toán (16.307 tỷ đồng).",),
        refuses=("Thu ngân sách đạt 18.345 tỷ đồng, bằng 118,5% dự toán (16.307 tỷ đồng).",),
    ),
    CheckRule(
        "repeated", told_twice, "the same figure told twice",
        takes=("Huyện có 120 hộ nghèo mới. Cuối năm, huyện có 120 hộ nghèo mới.",),
        refuses=("Huyện có 120 hộ nghèo mới. Huyện có 102 hộ nghèo mới.",),
    ),
)  # fmt: skip
