"""A claim as an exact number with the size of its last printed digit, and how two numbers are compared."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

AGREES, ROUNDING, DIFFERS, UNSURE = VERDICTS = ("agrees", "rounding", "differs", "unsure")
PERCENT = "%"
# How far a figure may lie from what a word says of it: "hơn 1.200", "gần 1.200", "khoảng 1.200".
AROUND = Fraction(1, 10)
_DIGITS = re.compile(r"[0-9][0-9.,\u00a0\u202f ]*[0-9]|[0-9]")


class Span(NamedTuple):
    """What an exact number may be: from `low` to `high`."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim: `value` is exact, `step` the size of its last printed digit, `at` its place in its sentence."""

    row: int
    start: int
    end: int
    quote: str
    value: Fraction
    high: Fraction | None
    step: Fraction
    whole: Fraction | None
    qualifier: str
    unit: str
    counted: str
    kind: str
    subject: str
    actor: str
    place: str
    period: str
    since: str
    until: str
    base: str
    status: str
    direction: str
    of_claim: int | None
    from_claim: int | None
    sentence: str
    sentence_start: int
    at: int
    rule: str
    doubted: bool

    @property
    def is_exact(self) -> bool:
        """Whether nothing can have been rounded away: things that are counted one by one."""
        return self.kind == "count" and self.step == 1 and not self.qualifier and self.high is None

    @property
    def behind(self) -> int:
        """Where its quote ends in its sentence."""
        return self.at + len(self.quote)

    @property
    def is_bounded(self) -> bool:
        """Whether its bound leaves open how far the number may lie: "ít nhất 30"."""
        return self.qualifier in (">=", "<=")

    def span(self) -> Span:
        """What the number may be by its printed digits and its bound."""
        low, high = self.value, self.high if self.high is not None else self.value
        if self.qualifier == ">":
            return Span(low, high + max(abs(high) * AROUND, self.step))
        if self.qualifier == "<":
            return Span(low - max(abs(low) * AROUND, self.step), high)
        if self.qualifier == "~":
            return Span(low - max(abs(low) * AROUND, self.step), high + max(abs(high) * AROUND, self.step))
        half = Fraction(0) if self.is_exact else self.step / 2
        return Span(low - half, high + half)


def exact(value: float) -> Fraction:
    """The decimal number that a float stands for.

    >>> exact(22.1), exact(18345000000000.0)
    (Fraction(221, 10), Fraction(18345000000000, 1))
    """
    return Fraction(repr(float(value)))


def step_of(quote: str, value: Fraction) -> Fraction:
    """The size of the last printed digit of a quote that means `value`.

    >>> step_of("22,1", exact(22.1)), step_of("18.345 tỷ", exact(18345e9)), step_of("ba", exact(3.0))
    (Fraction(1, 10), Fraction(1000000000, 1), Fraction(1, 1))
    """
    found = _DIGITS.search(quote)
    printed = int(re.sub(r"[^0-9]", "", found[0])) if found else 0
    if printed and value:
        step = abs(value) / printed
        return step if step.numerator == 1 or step.denominator == 1 else Fraction(1)
    size = Fraction(1)
    while value and not value % (size * 10):
        size *= 10
    return size


def figures_of(claims: pd.DataFrame) -> list[Figure]:
    """The claims of the table that hold a finite value, in text order."""
    found = []
    columns = {name: claims[name].tolist() for name in claims.columns}
    text = lambda name, row: str(columns[name][row] or "") if name in columns else ""  # noqa: E731
    for row, value in enumerate(columns.get("value", [])):
        if not math.isfinite(value) or abs(value) > 1e30:
            continue
        quote, sentence = text("quote", row), text("sentence", row)
        high, whole = columns["value_high"][row], columns["whole"][row]
        number = exact(value)
        start = int(columns["start"][row])
        sentence_start = int(columns["sentence_start"][row])
        found.append(
            Figure(
                row=row, start=start, end=int(columns["end"][row]), quote=quote, value=number,
                high=exact(high) if math.isfinite(high) else None, step=step_of(quote, number),
                whole=exact(whole) if math.isfinite(whole) and whole > 0 else None,
                of_claim=_place(columns, "of_claim", row), from_claim=_place(columns, "from_claim", row),
                sentence=sentence, sentence_start=sentence_start,
                at=_place_in(sentence, _in_one_line(quote), start - sentence_start),
                doubted=bool(text("doubt", row)) or text("status", row) == "unsure",
                **{name: text(name, row) for name in (
                    "qualifier", "unit", "counted", "kind", "subject", "actor", "place", "period", "since", "until",
                    "base", "status", "direction", "rule",
                )},
            )
        )  # fmt: skip
    return sorted(found, key=lambda figure: figure.start)


def _in_one_line(quote: str) -> str:
    return unicodedata.normalize("NFC", " ".join(quote.splitlines()))


def _place(columns: dict[str, list], name: str, row: int) -> int | None:
    value = columns[name][row] if name in columns else None
    return None if value is None or pd.isna(value) else int(value)


def _place_in(sentence: str, quote: str, near: int) -> int:
    """Where `quote` stands in its sentence: at `near`, unless the text writes its letters in several characters."""
    if sentence.startswith(quote, near):
        return near
    found = sentence.rfind(quote, 0, near + len(quote))
    return found if found >= 0 else near


def verdict_of(stated: Figure, computed: Span, point: Fraction, *, cut: bool = True) -> str:
    """How a stated figure fits what was computed: `point` from the printed values, `computed` from what they may be.

    A figure whose last digits were cut off and not rounded fits too (66,66 % printed as 66,6 %).
    """
    if point == stated.value and stated.high is None:
        return AGREES
    if stated.is_bounded:
        return UNSURE
    low, high = stated.span()
    if not stated.is_exact and cut and not stated.qualifier:
        low, high = low - stated.step / 2, high + stated.step / 2
    return ROUNDING if low <= computed.high and computed.low <= high else DIFFERS


def added(figures: Sequence[Figure]) -> Span:
    """What the sum of the figures may be."""
    spans = [figure.span() for figure in figures]
    return Span(sum((one.low for one in spans), Fraction(0)), sum((one.high for one in spans), Fraction(0)))


def share(part: Span, whole: Span) -> Span | None:
    """Per cent of a part in a whole; None where the whole may be nothing."""
    if whole.low <= 0 or part.low < 0:
        return None
    return Span(100 * part.low / whole.high, 100 * part.high / whole.low)


def growth(before: Span, after: Span) -> Span | None:
    """Per cent by which `after` lies above `before`."""
    of = share(after, before)
    return None if of is None else Span(of.low - 100, of.high - 100)
