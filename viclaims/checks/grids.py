"""The numbers of a table against each other: columns and their total row, rows and their total, columns of per cents.

What a column says of others is proven by the rows themselves: it must hold in at least half of them before another row
is asked why it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from viclaims.checks.context import Context
from viclaims.checks.figures import AGREES, DIFFERS, PERCENT, ROUNDING, Figure, Span, added, growth, share, verdict_of
from viclaims.checks.findings import SLIPS, Finding, Slip, joined, settled
from viclaims.lexicon import Pattern

TABLE_RULE = "table_figure"
FARTHEST_ROW = 160  # characters between two rows: a row without figures may stand between them
MOST_COLUMNS = 12
NEAR_SUM = Fraction(1, 4)
_PART = Pattern(r"[\s+*–-]*{part_of_row}(?![^\W_])")
_TOTAL = Pattern(r"(?<![^\W_]){total_row}(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its label, the figures by their columns."""

    label: str
    cells: dict[int, Figure]

    @property
    def is_total(self) -> bool:
        return _TOTAL.match(self.label.lower()) is not None

    @property
    def is_part(self) -> bool:
        """ "Trong đó: rác nhựa" is counted in the row above."""
        return _PART.match(self.label.lower()) is not None


def tables_of(context: Context) -> Iterator[list[Row]]:
    """The tables of a text, of at least two rows with figures."""
    rows: list[Row] = []
    end = -FARTHEST_ROW
    lines: dict[int, list[Figure]] = {}
    for figure in context.figures:
        if figure.rule == TABLE_RULE:
            lines.setdefault(figure.sentence_start, []).append(figure)
    for start, figures in lines.items():
        if start - end > FARTHEST_ROW:
            if len(rows) > 1:
                yield rows
            rows = []
        line = figures[0].sentence
        cells = {line.count("\t", 0, figure.at): figure for figure in figures}
        labels = [cell for cell in line.split("\t") if any(char.isalpha() for char in cell)]
        rows.append(Row(labels[0].strip() if labels else "", cells))
        end = start + len(line)
    if len(rows) > 1:
        yield rows


def table_columns(context: Context) -> Iterator[Finding]:
    """A total row that is not the sum of its column; "Tổng số" stands at the foot or at the head."""
    for rows in tables_of(context):
        for place, total in enumerate(rows):
            if not total.is_total:
                continue
            others = _rows_of_total(rows, place)
            found = [
                finding for column, stated in total.cells.items()
                if (finding := _column_sum(stated, [row.cells[column] for row in others if column in row.cells]))
            ]  # fmt: skip
            proven = any(one.verdict in (AGREES, ROUNDING) for one in found)
            for one in found:
                near = abs(one.computed - one.stated.value) <= NEAR_SUM * abs(one.stated.value)
                if one.verdict in (AGREES, ROUNDING) or ((proven or near) and _is_flat(others)) or one.slip:
                    yield one


def _rows_of_total(rows: Sequence[Row], place: int) -> list[Row]:
    """The rows that a total adds up: those before it back to another total, or behind it where it stands first."""
    if place == 0:
        return [row for row in rows[1:] if not (row.is_total or row.is_part)]
    start = max((number for number in range(place) if rows[number].is_total), default=-1)
    return [row for row in rows[start + 1 : place] if not row.is_part]


def _is_flat(rows: Sequence[Row]) -> bool:
    """Whether no row stands under another one, so that nothing is counted twice."""
    return all(not figure.base for row in rows for figure in row.cells.values())


def _column_sum(total: Figure, parts: Sequence[Figure]) -> Finding | None:
    if len(parts) < 2 or any(part.unit != total.unit for part in parts) or "/" in total.unit or total.kind == "change":
        return None
    if total.unit == PERCENT and total.value != 100:
        return None
    point = sum((part.value for part in parts), Fraction(0))
    verdict = verdict_of(total, added(parts), point, cut=total.unit == PERCENT)
    if total.unit == PERCENT and verdict == DIFFERS and abs(point - 100) > 5:
        return None  # rates of other wholes
    figures = (*parts, total)
    slip = next(
        (Slip(part, part.value * factor) for factor in SLIPS for part in parts
         if point - part.value + part.value * factor == total.value), None
    ) if verdict == DIFFERS else None  # fmt: skip
    rule = "magnitude" if slip else "parts_total"
    verdict = DIFFERS if slip else settled(verdict, figures, True)
    return Finding(rule, verdict, figures, total, point, joined("+", parts), slip=slip)


def table_rows(context: Context) -> Iterator[Finding]:
    """What a column says of those before it: their sum, a share of one in another, growth, a share of the total row."""
    for rows in tables_of(context):
        columns = sorted({column for row in rows for column in row.cells})
        if len(columns) > MOST_COLUMNS:
            continue
        for column in columns:
            yield from _best(rows, column, [one for one in columns if one != column])


Compute = Callable[[Row], tuple[Span, Fraction, tuple, tuple[Figure, ...]] | None]


def _best(rows: Sequence[Row], column: int, others: Sequence[int]) -> Iterator[Finding]:
    """The findings of the relation that most rows show, if at least half of them do."""
    best: list[Finding] = []
    fits_of_best = 0
    for compute in _relations(rows, column, others):
        found = [finding for row in rows if (finding := _in_row(row, column, compute))]
        fits = sum(one.verdict in (AGREES, ROUNDING) for one in found)
        if fits > fits_of_best and 2 * fits >= len(found) and fits >= min(2, len(rows) - 1):
            best, fits_of_best = found, fits
    yield from best


def _in_row(row: Row, column: int, compute: Compute) -> Finding | None:
    stated = row.cells.get(column)
    result = compute(row) if stated is not None else None
    if stated is None or result is None:
        return None
    span, point, terms, figures = result
    told = (*figures, stated)
    verdict = settled(verdict_of(stated, span, point), told, True)
    rule = "parts_total" if "+" in terms else "change" if stated.kind == "change" else "share"
    return Finding(rule, verdict, told, stated, point, terms)


def _relations(rows: Sequence[Row], column: int, others: Sequence[int]) -> Iterator[Compute]:
    unit = {row.cells[column].unit for row in rows if column in row.cells}
    if unit != {PERCENT}:
        before = [one for one in others if one < column]
        for first in range(len(before) - 1):
            yield _sum_of(before[first:])
        return
    total = next((row for row in rows if row.is_total), None)
    for one, other in combinations(others, 2):
        yield _share_of(one, other)
        yield _share_of(other, one)
        yield _growth_of(one, other)
        yield _growth_of(other, one)
    if total is not None:
        for one in others:
            if one in total.cells:
                yield _share_of_total(one, total.cells[one])


def _sum_of(columns: Sequence[int]) -> Compute:
    def compute(row: Row):
        parts = [row.cells[one] for one in columns if one in row.cells]
        if len(parts) < len(columns) or len({part.unit for part in parts}) > 1 or parts[0].unit == PERCENT:
            return None
        return added(parts), sum((part.value for part in parts), Fraction(0)), joined("+", parts), tuple(parts)

    return compute


def _share_of(whole: int, part: int) -> Compute:
    def compute(row: Row):
        one, other = row.cells.get(part), row.cells.get(whole)
        if one is None or other is None or one.unit != other.unit or one.unit == PERCENT:
            return None
        span = share(one.span(), other.span())
        return None if span is None else (span, 100 * one.value / other.value, (one, "/", other), (one, other))

    return compute


def _growth_of(before: int, level: int) -> Compute:
    def compute(row: Row):
        first, second = row.cells.get(before), row.cells.get(level)
        if first is None or second is None or first.unit != second.unit or first.unit == PERCENT:
            return None
        span = growth(first.span(), second.span())
        point = 100 * second.value / first.value - 100 if first.value else Fraction(0)
        return None if span is None else (span, point, (first, "→", second), (first, second))

    return compute


def _share_of_total(column: int, total: Figure) -> Compute:
    def compute(row: Row):
        part = row.cells.get(column)
        if part is None or part is total or part.unit != total.unit or part.unit == PERCENT:
            return None
        span = share(part.span(), total.span())
        return None if span is None else (span, 100 * part.value / total.value, (part, "/", total), (part, total))

    return compute
