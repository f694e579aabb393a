"""What a check found: the figures, the verdict, and a sentence of it in every language."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from viclaims import languages
from viclaims.checks.figures import AGREES, DIFFERS, PERCENT, ROUNDING, UNSURE, Figure

WORDING = Path(__file__).with_name("wording.toml")
SLIPS = (Fraction(1000), Fraction(1, 1000), Fraction(10**6), Fraction(1, 10**6))


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure that would make the others right if it was `instead`."""

    figure: Figure
    instead: Fraction


@dataclass(frozen=True, slots=True)
class Finding:
    """`signs` parts the figures of `left` as they are computed with: "+", "/", "−"."""

    rule: str
    verdict: str
    figures: tuple[Figure, ...]
    stated: Figure
    computed: Fraction
    terms: tuple[Fraction | Figure | str, ...]
    wording: str = ""
    slip: Slip | None = None

    def says(self, language: str) -> str:
        key = self.wording or ("slip" if self.slip else self.verdict)
        fields = {
            "left": " ".join(_written(term, language) for term in self.terms),
            "computed": self._computed(language),
            "stated": _written(self.stated, language) + _sign(self.stated),
        }
        if self.slip:
            fields["misread"] = _written(self.slip.figure, language)
            fields["instead"] = languages.amount(float(self.slip.instead), language)
        return _wording()[key][language].format_map(fields)

    def _computed(self, language: str) -> str:
        """The result with one decimal more than the stated figure has, so that a difference shows."""
        terms = [term.step for term in self.terms if isinstance(term, Figure) and term.unit == self.stated.unit]
        step = self.stated.step if self.computed == self.stated.value else self.stated.step / 10
        step = min([step, *terms]) if self.stated.unit != PERCENT else step
        rounded = round(self.computed / step) * step
        return languages.amount(float(rounded), language) + _sign(self.stated)


@cache
def _wording() -> dict[str, dict[str, str]]:
    return tomllib.loads(WORDING.read_text(encoding="utf-8"))


def _written(term: Fraction | Figure | str, language: str) -> str:
    if isinstance(term, str):
        return term
    if isinstance(term, Fraction):
        return languages.amount(float(term), language)
    if language == languages.OF_ARTICLES and term.whole is None:
        return term.quote
    low = languages.amount(float(term.value), language)
    return low if term.high is None else f"{low}–{languages.amount(float(term.high), language)}"


def _sign(figure: Figure) -> str:
    return PERCENT if figure.unit == PERCENT else ""


def joined(sign: str, figures: Sequence[Figure]) -> tuple[Figure | str, ...]:
    """The figures with a sign between them."""
    terms: list[Figure | str] = []
    for figure in figures:
        terms += [sign, figure] if terms else [figure]
    return tuple(terms)


def settled(verdict: str, figures: Sequence[Figure], certain: bool) -> str:
    """A verdict that rests on a doubted reading or an uncertain link never accuses."""
    if verdict in (AGREES, ROUNDING):
        return verdict
    return UNSURE if not certain or any(figure.doubted for figure in figures) else DIFFERS
