"""The words that figures share, English and Vietnamese side by side."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable

import pandas as pd

from viclaims.charts.style import Chart, amount, chart_style, number, plain

QUALIFIERS = {
    ">": ("more than ", "hơn "), "<": ("under ", "dưới "), "~": ("about ", "khoảng "),
    ">=": ("at least ", "ít nhất "), "<=": ("at most ", "không quá "),
}  # fmt: skip
SECTIONS = {
    "opening": ("headline, lead, captions", "tiêu đề, sapo, chú thích ảnh"),
    "body": ("body", "thân bài"),
    "achievements": ("achievements", "kết quả đạt được"),
    "limits": ("limits", "hạn chế"),
    "resolution": ("resolution", "nghị quyết"),
    "measures": ("measures", "giải pháp"),
    "closing": ("source, page furniture", "nguồn, phần phụ của trang"),
}
LEVELS = {
    "central": ("central", "cấp trung ương"), "provincial": ("provincial", "cấp tỉnh"),
    "local": ("local", "cấp huyện, cấp xã"), "": ("level not clear", "không rõ cấp"),
}  # fmt: skip
EVIDENCE = {
    "number": ("a number is reported", "có số liệu"),
    "achievement": ("an achievement is stated", "có nêu kết quả"),
    "measure": ("a measure is announced", "có nêu giải pháp"),
    "document": ("a document is cited", "có dẫn văn bản"),
}  # fmt: skip


def say(language: str, en: str, vi: str) -> str:
    return vi if language == "vi" else en


def some(count: int, noun: str) -> str:
    """'no document', '1 document', '9 documents'."""
    return f"{number(count, 'en') if count else 'no'} {noun}{'' if count in (0, 1) else 's'}"


def left_out(subject: str, language: str, en: str, vi: str) -> Chart:
    """The chart of a subject that has nothing to show, with the reason: 'Left out: …'."""
    reason = say(language, f"Left out: {en}", f"Không vẽ: {vi}")
    return Chart(subject, None, pd.DataFrame(), reason=reason)


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
    low, high = (number(100 * end / claim.whole, language) for end in (claim.value, claim.value_high))
    return f"{_qualifier(claim, language)}{low}{'' if math.isnan(claim.value_high) else f'–{high}'}%"


def _qualifier(claim, language: str) -> str:
    return QUALIFIERS[claim.qualifier][language == "vi"] if claim.qualifier else ""


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
    whole = amount(claim.whole, language)
    return say(
        language, f"{value(claim, language)} of {whole}", f"{value(claim, language)} trong tổng số {whole}"
    )


def label(claim, language: str) -> str:
    return plain(getattr(claim, f"label_{language}") or claim.counted or claim.unit)


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
