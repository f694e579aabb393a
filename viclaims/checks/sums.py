"""Parts that fill a total: behind "gồm", in brackets, with "còn lại", two halves, a sum told behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from viclaims.checks.context import COMPARED, OPENED, REST, Context, after, between, in_one_sentence, lead, says
from viclaims.checks.figures import AGREES, DIFFERS, PERCENT, ROUNDING, UNSURE, Figure, Span, added, verdict_of
from viclaims.checks.findings import SLIPS, Finding, Slip, joined, settled
from viclaims.lexicon import Pattern, among, column

_ALL = Pattern(r"(?<![^\W_]){all_parts}(?![^\W_])")
_SOME = Pattern(r"(?<![^\W_]){some_parts}(?![^\W_])")
_COUNTED_REST = re.compile(r"[0-9](?:\s+[^\W\d_]+){1,4}\s+$")  # "45 ngư dân còn lại"
_SPLIT = Pattern(r"(?<![^\W_]){split_by}(?![^\W_])")
_OVERLAPS = Pattern(r"(?<![^\W_]){overlapping}(?![^\W_])")
_SUM = Pattern(r"(?<![^\W_]){sum_said}(?:\s+[^\W\d_]+){0,3}\s*:?\s*$")
_SUM_OF_TIME = Pattern(r"(?<![^\W_]){sum_of_time}[^,;.]{0,30}$")
_TOTAL_WORD = Pattern(r"(?<![^\W_]){total|sum_of_money|sum_said}(?![^\W_])")
_EACH_BEFORE = Pattern(r"(?<![^\W_]){each}\s+(?P<of>[^\W\d_]+)(?:\s+[^\W\d_]+){0,3}\s*$")
_NUMBER = re.compile(r"[0-9]")
MOST_PARTS, NEAR_SUM, VERY_NEAR = 40, Fraction(1, 4), Fraction(1, 16)
LONGEST_LEAD = 80  # characters between a total and its first part
FARTHEST_TOTAL = 8  # figures back
HALVES = column("with", "halves_of")


def same_things(one: Figure, other: Figure) -> bool:
    """Whether two figures can be added: sums of one currency, measures of one unit, things of any name."""
    if one.kind == other.kind == "count":
        return True
    amounts = {one.kind, other.kind} <= {"money", "measure", "change"} and {one.kind, other.kind} != {"change"}
    return one.unit == other.unit and one.unit != PERCENT and amounts


def parts_and_total(context: Context) -> Iterator[Finding]:
    """ "98 đảng viên, gồm 60 nam và 38 nữ" """
    for total in context.figures:
        told = context.parts.get(total.start) or _told_behind(context, total)
        parts = _of_one_list(total, told)
        if len(parts) < 2 or len(parts) > MOST_PARTS:
            yield from _one_part(total, told)
            continue
        parts = _that_belong(total, parts)
        parts = _with_next(context, total, parts)
        point = _sum(parts)
        verdict = verdict_of(total, added(parts), point, cut=False)
        if verdict in (AGREES, ROUNDING):
            yield _finding(verdict, parts, total, point)
        elif not _leaves_a_rest(parts[-1]):
            yield from _that_differ(total, parts, point)


def _that_differ(total: Figure, parts: Sequence[Figure], point: Fraction) -> Iterator[Finding]:
    fills = _fills(total, parts)
    apart = abs(point - total.value)
    slip = _slip_in_sum(total, parts, point)
    if slip and (fills or len(parts) > 2):
        yield _finding(DIFFERS, parts, total, point, slip)
    elif fills or (apart <= NEAR_SUM * total.value and _in_brackets(total, parts)):
        yield _finding(settled(DIFFERS, (*parts, total), True), parts, total, point)
    elif len(parts) > 2 and apart <= VERY_NEAR * total.value:
        yield _finding(UNSURE, parts, total, point)


def _finding(
    verdict: str, parts: Sequence[Figure], total: Figure, point: Fraction, slip: Slip | None = None
) -> Finding:
    rule = "magnitude" if slip else "parts_total"
    return Finding(rule, verdict, (*parts, total), total, point, joined("+", parts), slip=slip)


def _sum(parts: Sequence[Figure]) -> Fraction:
    return sum((part.value for part in parts), Fraction(0))


def _told_behind(context: Context, total: Figure) -> list[Figure]:
    """The figures behind "gồm" that no link ties to the total: "62,4 km2, hình thành từ phường A 28,6 km2, ..."."""
    first = next(iter(context.behind(total)), None)
    if first is None or not says(_ALL, between(total, first)) or not same_things(total, first):
        return []
    return [one for one in context.behind(total, MOST_PARTS) if one.unit == total.unit]


def _that_belong(total: Figure, parts: Sequence[Figure]) -> list[Figure]:
    """Of the parts those that make the total exactly; else those up to "còn lại"; else those up to a semicolon."""
    of_unit = [part for part in parts if part.unit == total.unit]
    for told in (parts, of_unit):
        point = Fraction(0)
        for number, part in enumerate(told, start=1):
            point += part.value
            if number > 1 and point == total.value:
                return list(told[:number])
    parts = of_unit if len(of_unit) > 1 else parts
    for number in range(2, len(parts) + 1):
        if _is_the_rest(parts[number - 2], parts[number - 1]):
            return list(parts[:number])
    for number in range(2, len(parts)):
        if ";" in between(parts[number - 1], parts[number]) and ";" not in between(parts[0], parts[number - 1]):
            return list(parts[:number])
    return list(parts)


def _with_next(context: Context, total: Figure, parts: list[Figure]) -> list[Figure]:
    """The parts and, where only they lack, those behind the last one that no link ties to the total."""
    point, longer = _sum(parts), list(parts)
    for one in context.behind(parts[-1], 3):
        if not same_things(one, total) or one.start in {part.start for part in parts}:
            continue
        longer.append(one)
        point += one.value
        if point == total.value:
            return longer
    return parts


def _is_the_rest(before: Figure, part: Figure) -> bool:
    """ "còn lại 38 nữ", "38 người còn lại" """
    gap = between(before, part)
    behind = re.split(r"[,;.()0-9]", after(part, 40))[0]
    return says(REST, gap[-40:]) or says(REST, behind)


def _leaves_a_rest(last: Figure) -> bool:
    """Whether what remains is named behind the last part without a number: "còn lại là trạm bơm"."""
    behind = re.split(r"\.\s", after(last, 90))[0]
    named = [found for found in REST.finditer(behind) if not _COUNTED_REST.search(behind[: found.start()])]
    return bool(named) and not says(REST, re.split(r"[,;.()0-9]", behind)[0])


def _one_part(total: Figure, told: Sequence[Figure]) -> Iterator[Finding]:
    """A single part is no sum; it cannot be more than its whole."""
    for part in told[:1]:
        alike = same_things(part, total) and part.kind == "count"
        if alike and part.span().low > total.span().high:
            figures = (part, total)
            yield Finding("part_above_whole", settled(DIFFERS, figures, True), figures, total, part.value, (part,))


def _of_one_list(total: Figure, told: Sequence[Figure]) -> list[Figure]:
    """The parts that stand side by side: without parts of a part ("60 nam (trong đó 12 dự bị)")."""
    told = [
        part for part in told
        if part.start > total.start and same_things(part, total) and not _is_compared_with(part)
    ]  # fmt: skip
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


def _is_compared_with(figure: Figure) -> bool:
    """ "tăng 64 ca so với cùng kỳ (348 ca)": no part."""
    before = lead(figure, 80)
    return OPENED.search(before) is not None and says(COMPARED, re.split(r"[,;.]", before)[-1])


def _depth(text: str) -> int:
    return text.count("(") - text.count(")")


def _fills(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the words say that the parts are all there are."""
    if _is_the_rest(parts[-2], parts[-1]) or (len(parts) == 2 and _are_halves(*parts)):
        return True
    if not in_one_sentence(total, parts[0]):
        # "Trong đó, 9 tàu với 81 ngư dân ở cảng, 4 tàu với 45 ngư dân còn lại ở cửa sông"
        return says(REST, re.split(r"[.;]\s", after(parts[-1], 60))[0])
    before = between(total, parts[0])
    outside = re.sub(r"\([^()]*\)", "", before)
    if says(_ALL, before) and not says(_SOME, before):
        return not _NUMBER.search(outside) and len(outside) < LONGEST_LEAD
    return False


def _are_halves(one: Figure, other: Figure) -> bool:
    """ "60 nam và 38 nữ" """
    first, second = _called(one), _called(other)
    return any(f" {word} " in first and f" {HALVES[word]} " in second for word in HALVES)


def _called(figure: Figure) -> str:
    """The words right around a figure by which it is told from others, between spaces."""
    behind = re.split(r"[,;.()0-9]", after(figure, 40))[0]
    before = re.split(r"[,;.()0-9]", lead(figure, 24))[-1]
    return f" {' '.join(f'{before} {figure.subject.lower()} {behind}'.split())} "


def _in_brackets(total: Figure, parts: Sequence[Figure]) -> bool:
    """ "29 đảng viên (khiển trách 21, cảnh cáo 8)", but not "(nữ 02, dân tộc thiểu số 09)" """
    before = between(total, parts[0])
    if not OPENED.search(before) or says(_SOME, before) or says(COMPARED, before) or _NUMBER.search(before):
        return False
    inside = between(total, parts[-1]) + after(parts[-1], 30)
    return before.count("(") == 1 and not says(_OVERLAPS, inside)


def _slip_in_sum(total: Figure, parts: Sequence[Figure], point: Fraction) -> Slip | None:
    """The one figure that, a thousand times larger or smaller (or with a comma lost), makes the sum right."""
    decimals = any(one.value % 1 for one in (*parts, total))
    for factor in (*SLIPS, *((Fraction(1, 10), Fraction(10)) if decimals else ())):
        for part in parts:
            if point - part.value + part.value * factor == total.value:
                return Slip(part, part.value * factor)
        if total.value * factor == point:
            return Slip(total, point)
    return None


def _told_together(
    parts: Sequence[Figure], total: Figure, near: Fraction, *, certain: bool = True
) -> Iterator[Finding]:
    """Parts and a total that words tie: a sum that fits or misses by one slip, one that differs if it is `near`."""
    point = _sum(parts)
    verdict = verdict_of(total, added(parts), point, cut=False)
    slip = _slip_in_sum(total, parts, point) if verdict == DIFFERS else None
    if verdict in (AGREES, ROUNDING) or slip:
        yield _finding(verdict, parts, total, point, slip)
    elif abs(point - total.value) <= near * total.value:
        yield _finding(settled(verdict, (*parts, total), certain), parts, total, point)


def sum_behind(context: Context) -> Iterator[Finding]:
    """ "60 nam, 38 nữ, tổng cộng 98 người" """
    for total in context.figures:
        firm, loose = says(_SUM, lead(total)), says(_SUM_OF_TIME, lead(total))
        if not (firm or loose) or context.parts.get(total.start) or total.kind == "change":
            continue
        parts = [one for one in context.before(total, MOST_PARTS) if same_things(one, total)][::-1]
        if len(parts) < 2:
            continue
        yield from _told_together(parts, total, NEAR_SUM if firm else VERY_NEAR, certain=firm)


def split_of_earlier(context: Context) -> Iterator[Finding]:
    """ "93 vụ tai nạn. Chia theo loại hình, đường bộ 88 vụ, đường sắt 3 vụ, đường thủy 2 vụ": a total of before."""
    for first in context.figures:
        head = first.sentence[: first.at].lower()
        if context.before(first) or not (says(_SPLIT, head) or says(_ALL, head)) or says(_SOME, head):
            continue
        parts = [first]
        for one in context.behind(first, MOST_PARTS):
            if ";" in between(parts[-1], one):
                break
            if (one.unit, one.kind) == (first.unit, first.kind):
                parts.append(one)
        total = _told_earlier(context, parts) if len(parts) > 1 else None
        if total is None or total.unit != first.unit:
            continue
        yield from _told_together(parts, total, VERY_NEAR)


def rest_of_earlier(context: Context) -> Iterator[Finding]:
    """ "Khởi tố 34 bị can. Trong đó 21 người bị tạm giam, 9 người bị cấm đi khỏi nơi cư trú, 4 người còn lại ..." """
    for last in context.figures:
        near = context.before(last)
        if not near or last.of_claim is not None or not _is_the_rest(near[0], last) or last.unit == PERCENT:
            continue
        parts = [last]
        for one in context.before(last, MOST_PARTS):
            if one.unit == last.unit and one.kind == last.kind:
                parts.insert(0, one)
        total = _told_earlier(context, parts) if len(parts) > 1 else None
        if total is None:
            continue
        yield from _told_together(parts, total, NEAR_SUM)


def _told_earlier(context: Context, parts: Sequence[Figure]) -> Figure | None:
    """The total that parts of another sentence fill: one that they make, else the nearest that is larger than each."""
    at = context.place[parts[0].start]
    earlier = [
        one for one in context.figures[max(0, at - FARTHEST_TOTAL) : at][::-1]
        if same_things(one, parts[0]) and one.value >= max(part.value for part in parts) and one.kind != "change"
    ]  # fmt: skip
    point = _sum(parts)
    exact = next((one for one in earlier if one.value == point), None)
    slipped = next((one for one in earlier if _slip_in_sum(one, parts, point)), None)
    nearest = min(earlier, key=lambda one: abs(one.value - point), default=None)
    return exact or slipped or nearest


def two_halves(context: Context) -> Iterator[Finding]:
    """ "thu về 118 phiếu, hợp lệ 115 phiếu, không hợp lệ 3 phiếu": two that are all, and a total told before."""
    for second in context.figures:
        first = next(iter(context.before(second)), None)
        if first is None or second.of_claim is not None or not same_things(first, second):
            continue
        if not _are_halves(first, second):
            continue
        total = _told_earlier(context, (first, second))
        if total is None:
            continue
        linked = in_one_sentence(total, first) or says(_SOME, lead(first, 90))
        yield from _told_together((first, second), total, VERY_NEAR, certain=linked)


def shares_of_all(context: Context) -> Iterator[Finding]:
    """ "đất nông nghiệp chiếm 62%, đất phi nông nghiệp 27%, còn lại 11% là đất chưa sử dụng": together 100 %."""
    for last in context.figures:
        near = context.before(last)
        if last.unit != PERCENT or last.kind != "share" or not near or not _is_the_rest(near[0], last):
            continue
        others: list[Figure] = []
        for one in context.before(last, MOST_PARTS):
            if one.unit != PERCENT or one.kind != "share":
                break
            others.insert(0, one)
        if not others:
            continue
        point = 100 - _sum(others)
        spans = added(others)
        verdict = verdict_of(last, Span(100 - spans.high, 100 - spans.low), point)
        figures = (*others, last)
        terms = (Fraction(100), *(term for other in others for term in ("−", other)))
        yield Finding(
            "parts_total", settled(verdict, figures, point > 0 or verdict != DIFFERS), figures, last, point, terms
        )


def each_times_count(context: Context) -> Iterator[Finding]:
    """ "320 hộ, mỗi hộ 4,5 triệu đồng, tổng kinh phí 1,44 tỷ đồng": a total that misses a digit or a magnitude."""
    for each in context.figures:
        found = _EACH_BEFORE.search(lead(each, 40)) if each.kind in ("money", "measure") else None
        if found is None:
            continue
        at = context.place[each.start]
        counts = (one for one in context.figures[max(0, at - FARTHEST_TOTAL) : at][::-1] if one.kind == "count")
        count = next((one for one in counts if one.unit.lower().split()[:1] == [found["of"]]), None)
        totals = context.figures[max(0, at - 3) : at + 4]
        total = next(
            (one for one in totals if one.unit == each.unit and one is not each and says(_TOTAL_WORD, lead(one, 40))),
            None,
        )
        if count is None or total is None:
            continue
        point = count.value * each.value
        figures = (count, each, total)
        slips = (*SLIPS, Fraction(10), Fraction(1, 10))
        factor = next((f for f in slips if total.value * f == point), None)
        if point == total.value:
            yield Finding("product", AGREES, figures, total, point, joined("×", (count, each)))
        elif factor:
            slip = Slip(total, point)
            yield Finding("magnitude", DIFFERS, figures, total, point, joined("×", (count, each)), slip=slip)


def yield_and_harvest(context: Context) -> Iterator[Finding]:
    """ "gieo 2.100 ha, năng suất 60 tạ/ha, sản lượng 12.600 tấn" """
    for rate in context.figures:
        size = HARVEST.get(rate.unit.lower())
        at = context.place[rate.start]
        if size is None:
            continue
        earlier, later = context.figures[max(0, at - FARTHEST_TOTAL) : at][::-1], context.figures[at + 1 : at + 3]
        field = next((one for one in earlier if one.unit.lower() in HECTARES), None)
        total = next((one for one in later if one.unit.lower() in TONNES and one.kind == rate.kind), None)
        if field is None or total is None or not in_one_sentence(rate, total):
            continue
        point = field.value * rate.value * size
        low, high = (field.span().low * rate.span().low * size, field.span().high * rate.span().high * size)
        verdict = verdict_of(total, Span(low, high), point)
        figures, terms = (field, rate, total), joined("×", (field, rate))
        factor = next((f for f in (*SLIPS, Fraction(10), Fraction(1, 10)) if low <= total.value * f <= high), None)
        if verdict in (AGREES, ROUNDING):
            yield Finding("product", verdict, figures, total, point, terms)
        elif factor:
            yield Finding("magnitude", DIFFERS, figures, total, point, terms, slip=Slip(total, total.value * factor))


HARVEST = {word: Fraction(size) for word, size in column("with", "harvest_rate").items()}
HECTARES, TONNES = among("hectare"), among("tonne")
