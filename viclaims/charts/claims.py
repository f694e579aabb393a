"""The figures of an article, in English and Vietnamese, drawn from its tables alone: one function a figure.

Each takes tables, `info` (what article.sidecar.describe returns for the language; the source line is used)
and the language, and gives a Chart; its `drawn` frame is what stands in the figure, the same in both
languages. A title is a finding whose number comes from the frame, so that it holds for any article. What
the article says is its claim.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pandas as pd

from viclaims.charts import frames
from viclaims.charts.documents import document_timeline, keyness, stage_evidence, who_implements_whom
from viclaims.charts.style import (
    ACCENT,
    GREY,
    INK,
    INNER,
    MIDDLE,
    PALE,
    SMALL,
    TEXT,
    Chart,
    block,
    drawable,
    finish,
    sheet,
    text_width,
    write,
)
from viclaims.charts.wording import capital, in_style, label, left_out, of_whole, share, told, value, words
from viclaims.languages import LANGUAGES, amount, number
from viclaims.tables.shown import quote_markdown

__all__ = [
    "both", "document_timeline", "headline_quantities", "keyness", "part_of_whole", "show_chart",
    "stage_evidence", "where_numbers_stand", "who_implements_whom",
]  # fmt: skip
MOST_PANELS, MOST_LISTED = 8, 5  # further ones are counted in words
AROUND = 75  # characters of the sentence on either side of a number


def both(figure: Callable[..., Chart], *tables, info: dict[str, dict[str, str]]) -> dict[str, Chart]:
    """One figure in every language: `info` holds, by language, what describe returns."""
    return {language: figure(*tables, info=info[language], language=language) for language in LANGUAGES}


def show_chart(chart: Chart, folder: str | Path) -> None:
    """Show a saved English chart with its caption in a notebook, or say why there is none."""
    from IPython.display import Image, Markdown, display

    if chart.figure is not None:
        display(Image((Path(folder) / f"{chart.subject}.png").read_bytes(), alt=chart.alt))
    display(Markdown(quote_markdown(chart.caption or chart.reason)))


def _excerpt(claim) -> str:
    """The words around the number, cut between words: '…đã cử đi đào tạo, bồi dưỡng 90.253 lượt cán bộ…'."""
    sentence, at = claim.sentence, claim.start - claim.sentence_start
    first, last = max(0, at - AROUND), min(len(sentence), at + len(claim.quote) + AROUND)
    if first and " " in sentence[first:at]:
        first = sentence.index(" ", first) + 1
    if last < len(sentence) and " " in sentence[at + len(claim.quote) : last]:
        last = sentence.rindex(" ", at, last)
    cut = "…" if first else "", "…" if last < len(sentence) else ""
    return f"“{cut[0]}{drawable(sentence[first:last])}{cut[1]}”"


# ---------------------------------------------------------------------- a part of a whole


def _draw_squares(axes, y: float, row) -> float:
    """A grid filled column by column from the left, so that the filled block is as wide as the share."""
    total = max(row.squares_whole, row.squares_high)
    deep = max(1, round(math.sqrt(total / 2.4)))
    cell = min(INNER / math.ceil(total / deep), 0.3)
    kinds = [(row.squares_part, "part", ACCENT), (row.squares_high, "range", MIDDLE), (total, "rest", PALE)]
    for square in range(total):
        kind, colour = next((kind, colour) for up_to, kind, colour in kinds if square < up_to)
        if square >= row.squares_whole:
            kind, colour = "above", INK
        x, top = square // deep * cell, y + square % deep * cell
        block(axes, x, top, 0.86 * cell, 0.86 * cell, colour, kind)
    return y + deep * cell


def _square_words(row, language: str) -> tuple[str, str, str]:
    """What the filled squares are, what the others are, and what one square stands for."""
    unit = drawable(row.unit)
    here = f"{value(row, language)} {unit} ({share(row, language)})"
    # of an open or approximate part the remainder is not known either
    exact = not row.qualifier and math.isnan(row.value_high)
    # 412.6 of 405 are 7.6 above it, not 7.60000000000002.
    rest = float(Decimal(str(row.whole)) - Decimal(str(row.value)))
    say = words(language)
    if rest < 0:
        there = say("part_of_whole", "above", beyond=amount(-rest, language))
    elif exact:
        left, pct = amount(rest, language), number(100 - row.share_pct, language, 1)
        there = say("part_of_whole", "rest", n=rest, rest=left, share=pct)
    else:
        there = say("part_of_whole", "rest_unknown")
    square = "square" if row.per_square == 1 else "square_rounded"
    return here, there, say("part_of_whole", square, size=amount(row.per_square, language), unit=unit)


@in_style
def part_of_whole(claims: pd.DataFrame, *, info: dict, language: str) -> Chart:
    """The first headline claim that has a denominator (52 of 235) as squares; further ones as text below."""
    drawn = frames.parts(claims)
    if drawn.empty:
        return left_out("part_of_whole", language)
    row, say = next(drawn.itertuples()), words(language)
    title = f"{told(row, language)} {label(row, language)} ({share(row, language)})"
    here, there, key = _square_words(row, language)
    axes, y = sheet(), 0.0
    y = write(axes, 0, y, here, colour=ACCENT, weight="bold")
    beside = text_width(here, TEXT, "bold") + text_width(there) + 0.3 < INNER
    place = {"x": INNER, "align": "right", "y": 0.0} if beside else {"x": 0, "y": y}
    y = max(y, write(axes, **place, text=there, colour=INK if row.whole < row.value else GREY))
    y = _draw_squares(axes, y + 0.06, row)
    others = [f"{of_whole(other, language)} {drawable(other.counted)}" for other in drawn.iloc[1:].itertuples()]
    if others:
        also = say("part_of_whole", "also", listed="; ".join(others[:MOST_LISTED]))
        y = write(axes, 0, y + 0.08, also, size=SMALL, colour=GREY, most=6)
    if len(others) > MOST_LISTED:
        more = say("part_of_whole", "more", n=len(others) - MOST_LISTED)
        y = write(axes, 0, y, more, size=SMALL, colour=GREY)
    when = f" (“{drawable(row.period)}”)" if row.period else ""
    caveat = drawable(getattr(row, f"caveat_{language}"))
    subtitle = f"{key}; {say('part_of_whole', 'as_stated')}{when}" + (f". {caveat}" if caveat else "")
    figure = finish(axes, y, title, subtitle, info["source"])
    alt = say("part_of_whole", "alt", part=row.squares_part, whole=row.squares_whole, title=title)
    caption = f"{key}. {_excerpt(row)}"
    return Chart("part_of_whole", figure, drawn, title, alt, caption)


# ---------------------------------------------------------------------- headline quantities


def _panel(axes, x: float, y: float, width: float, claim, language: str) -> float:
    """One quantity by itself: number, what it counts, label, share bar if it has a whole, quote, caveat."""
    axes.plot([x, x + width], [y, y], color=PALE, linewidth=1)
    whole, shown = claim.whole > 0, told(claim, language)
    size = next((size for size in (20, 16, 13) if text_width(shown, size, "bold") <= width), 11)
    y = write(axes, x, y + 0.06, shown, width=width, size=size, colour=ACCENT, weight="bold", most=3)
    unit, named = drawable(claim.counted or claim.unit), label(claim, language)
    if unit not in ("", "%"):
        y = write(axes, x, y, unit, width=width, weight="bold", most=3)
    if whole and 0 <= claim.value <= claim.whole:
        for kind, part, colour in (("whole", 1.0, PALE), ("share", claim.value / claim.whole, ACCENT)):
            block(axes, x, y + 0.06, part * width, 0.12, colour, kind)
        y += 0.24
    if named and named != unit:
        y = write(axes, x, y, named, width=width, most=5)
    y = write(axes, x, y + 0.05, _excerpt(claim), width=width, size=SMALL, colour=GREY, most=6)
    caveat = drawable(getattr(claim, f"caveat_{language}"))
    if caveat:
        note = words(language)("headline_quantities", "note", caveat=caveat)
        y = write(axes, x, y + 0.05, note, width=width, size=SMALL, most=6)
    return y


@in_style
def headline_quantities(claims: pd.DataFrame, *, info: dict, language: str) -> Chart:
    """The headline claims, each in a panel of its own with its unit and quote; unlike units share no axis."""
    headline = claims[claims["headline"] > 0].sort_values("headline", kind="stable")
    if headline.empty:
        return left_out("headline_quantities", language)
    say = words(language)
    shown = list(headline.head(MOST_PANELS).itertuples())
    gap, columns = 0.3, min(2, len(shown))
    width = (INNER - gap * (columns - 1)) / columns
    axes, y = sheet(), 0.0
    for first in range(0, len(shown), columns):
        row = shown[first : first + columns]
        y = 0.18 + max(
            _panel(axes, place * (width + gap), y, width, claim, language) for place, claim in enumerate(row)
        )
    values = [of_whole(claim, language) if claim.whole > 0 else value(claim, language) for claim in shown]
    listed = "; ".join(values) + ("…" if len(headline) > len(shown) else "")
    title = say("headline_quantities", "title", n=len(headline), listed=listed)
    subtitle = say("headline_quantities", "subtitle")
    figure = finish(axes, y - 0.12, title, subtitle, info["source"])
    named = "; ".join(f"{told(claim, language)} {label(claim, language)}" for claim in shown)
    alt = say("headline_quantities", "alt", n=len(shown), listed=named)
    caption = f"{subtitle}."
    numbers = ["headline", "start", "quote", "qualifier", "value", "value_high", "whole", "share_pct", "unit"]
    texts = ["counted", "period", *frames.worded(claims), "paragraph", "section"]
    drawn = headline[numbers + texts].reset_index(drop=True)
    return Chart("headline_quantities", figure, drawn, title, alt, caption)


# ---------------------------------------------------------------------- where numbers stand


def _where_title(drawn: pd.DataFrame, claims: pd.DataFrame, measures: pd.DataFrame, language: str) -> str:
    """Where most quantities stand, and what the measures hold instead: said from the counts."""
    say = words(language)
    column = "headline" if drawn["headline"].sum() else "claims"
    total, top = int(drawn[column].sum()), drawn.loc[drawn[column].idxmax()]
    most = int(top[column])
    if total:
        how = "only" if total == 1 else "all" if most == total else "most"
        place = say("section", top["section"])
        stand = say("where_numbers_stand", f"{how}_{column}", n=most, total=total, section=place)
    else:
        stand = say("where_numbers_stand", "no_claims")
    row = drawn if measures.empty else drawn[drawn["section"] == "measures"]
    documents = say("say", "document", n=int(row["documents"].sum()))
    if measures.empty:
        return say("where_numbers_stand", "title", stand=stand, documents=documents)
    targets = say("where_numbers_stand", "set_targets", n=int(drawn["targets"].sum()))
    return say("where_numbers_stand", "title_measures", stand=stand, documents=documents, targets=targets)


def _dots(axes, x: float, y: float, width: float, count: int, marked: int) -> float:
    """The count and a square for each, the first `marked` in the accent; returns the y below."""
    y = write(axes, x, y, str(count), weight="bold", colour=INK if count else GREY)
    step = 0.13
    across = max(1, int(width / step))
    for dot in range(count):
        colour, kind = (ACCENT, "marked") if dot < marked else (GREY, "dot")
        block(axes, x + dot % across * step, y + dot // across * step, 0.1, 0.1, colour, kind)
    return y + math.ceil(count / across) * step


@in_style
def where_numbers_stand(claims, documents, measures, paragraphs, *, info: dict, language: str) -> Chart:
    """By section of the article: its quantities, cited documents, and numeric targets among the measures."""
    drawn = frames.by_section(claims, documents, measures, paragraphs)
    if not drawn[["claims", "documents"]].to_numpy().sum():
        return left_out("where_numbers_stand", language)
    say, counts = words(language), ("claims", "documents", "targets")
    names = [say("where_numbers_stand", name) for name in ("section", *counts)]
    places, widths = (0.0, 1.75, 3.4, 4.85), (1.65, 1.5, 1.3, 1.15)
    claim_at = {str(claim.start): claim for claim in claims.itertuples()}
    axes, y = sheet(), 0.0
    for x, width, name in zip(places, widths, names, strict=True):
        y = max(y, write(axes, x, 0.0, name, width=width, size=SMALL, colour=GREY))
    for row in drawn.itertuples():
        axes.plot([0, INNER], [y + 0.05, y + 0.05], color=PALE, linewidth=0.8)
        top = y + 0.1
        share = f"{number(row.characters_pct, language, 1)}%"
        name = capital(say("section", row.section))
        below = [write(axes, 0, top, f"{name}, {share}", width=widths[0])]
        for x, width, kind in zip(places[1:], widths[1:], counts, strict=True):
            count = getattr(row, kind)
            marked = {"claims": row.headline, "targets": count}.get(kind, 0)
            below.append(_dots(axes, x, top, width, count, marked))
        values = " · ".join(value(claim_at[start], language) for start in row.starts.split("; ") if start)
        below[1] = write(axes, places[1], below[1] + 0.03, values, width=widths[1], size=SMALL, colour=GREY, most=3)
        y = max(below)
    title = _where_title(drawn, claims, measures, language)
    subtitle = say("where_numbers_stand", "subtitle")
    # an article without chosen headline claims has no accent to explain
    if drawn["headline"].sum() + drawn["targets"].sum():
        subtitle += say("where_numbers_stand", "accent")
    figure = finish(axes, y, title, subtitle, info["source"])
    listed = "; ".join(
        f"{say('section', row.section)} {row.claims}, {row.documents}, {row.targets}" for row in drawn.itertuples()
    )
    alt = say("where_numbers_stand", "alt", title=title, counts=listed)
    return Chart("where_numbers_stand", figure, drawn, title, alt, f"{subtitle}.")
