"""What figures say: the words of wording.toml, and a claim's number as a sentence holds it."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from viclaims.charts.style import Chart, chart_style, drawable
from viclaims.languages import Words, amount, number


@functools.cache
def words(language: str) -> Words:
    """The words of the figures in one language.

    >>> words("en")("say", "document", n=0), words("vi")("say", "document", n=9)
    ('no document', '9 văn bản')
    """
    return Words(Path(__file__).with_name("wording.toml"), language)


def left_out(subject: str, language: str, **parts) -> Chart:
    """The chart of a subject that has nothing to show, with the reason: 'Left out: …'."""
    say = words(language)
    reason = say("say", "left_out", why=say(subject, "none", **parts))
    return Chart(subject, None, pd.DataFrame(), reason=reason)


def capital(text: str) -> str:
    """`text` with a capital at its head, the rest as it is: 'Cấp huyện, cấp xã'."""
    return f"{text[:1].upper()}{text[1:]}"


def value(claim, language: str) -> str:
    """A claim's number with its qualifier, both ends of a range and its per cent sign."""
    written = spread(claim.value, claim.value_high, language)
    return f"{_qualifier(claim, language)}{written}{'%' if claim.unit == '%' else ''}"


def share(claim, language: str) -> str:
    """A claim's part of its whole in per cent, as open or as wide as the claim itself.

    >>> from types import SimpleNamespace
    >>> share(SimpleNamespace(value=52, value_high=math.nan, whole=235, qualifier=">"), "vi")
    'hơn 22,1%'
    """
    low, high = (number(100 * end / claim.whole, language, 1) for end in (claim.value, claim.value_high))
    return f"{_qualifier(claim, language)}{low}{f'–{high}' if high else ''}%"


def _qualifier(claim, language: str) -> str:
    return f"{words(language)('qualifier', claim.qualifier)} " if claim.qualifier else ""


def spread(low: float, high: float, language: str) -> str:
    """A value, or both ends of a range with a magnitude word that they share written once.

    >>> spread(2.5e9, 3e9, "en"), spread(200, 1e6, "en"), spread(20, math.nan, "en")
    ('2.5–3 billion', '200–1,000,000', '20')
    """
    if math.isnan(high):
        return amount(low, language)
    (begin, *word), (end, *same) = (amount(value, language).split(" ") for value in (low, high))
    if word != same:
        begin, end, same = number(low, language), number(high, language), []
    return " ".join([f"{begin}–{end}", *same])


def of_whole(claim, language: str) -> str:
    """'52 of 235'."""
    say = words(language)
    return say("say", "of_whole", part=value(claim, language), whole=amount(claim.whole, language))


def label(claim, language: str) -> str:
    """What a claim is about: its label, else what is counted, else its unit."""
    return drawable(getattr(claim, f"label_{language}") or claim.counted or claim.unit)


def told(claim, language: str) -> str:
    """A claim's number as its label goes on from it: with the whole, unless the label names that itself."""
    if not claim.whole > 0 or amount(claim.whole, language) in label(claim, language).split():
        return value(claim, language)
    return of_whole(claim, language)


def in_style(draw: Callable[..., Chart]) -> Callable[..., Chart]:
    """Draw in the project's style, whatever settings the notebook has."""

    @functools.wraps(draw)
    def styled(*tables, info: dict[str, str], language: str = "en") -> Chart:
        with chart_style():
            return draw(*tables, info=info, language=language)

    return styled
