"""The figures of an article, in English and Vietnamese, drawn from its tables alone: one function a figure.

Each takes tables, `info` (what viclaims.sidecar.describe returns for the language; the source line is used)
and the language, and gives a Chart; its `drawn` frame is what stands in the figure, the same in both
languages. A title is a finding whose number comes from the frame, so that it holds for any article. What
the article says is its claim.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from viclaims.charts import drawn as chart_tables
from viclaims.charts.documents import document_timeline, keyness, stage_evidence, who_implements_whom
from viclaims.charts.style import (
    ACCENT,
    GREY,
    INK,
    INNER,
    LANGUAGES,
    MIDDLE,
    PALE,
    SMALL,
    TEXT,
    Chart,
    amount,
    block,
    finish,
    number,
    plain,
    sheet,
    text_width,
    write,
)
from viclaims.charts.wording import SECTIONS, in_style, label, left_out, of_whole, say, share, some, told, value
from viclaims.tables.schemas import quote_markdown

__all__ = [
    "both", "document_timeline", "headline_quantities", "keyness", "part_of_whole", "show_chart",
    "stage_evidence", "where_numbers_stand", "who_implements_whom",
]  # fmt: skip
MOST_PANELS, MOST_LISTED = 8, 5  # further ones are counted in words


def both(figure: Callable[..., Chart], *tables, info: dict[str, dict[str, str]]) -> dict[str, Chart]:
    """One figure in every language: `info` holds, by language, what describe returns."""
    return {language: figure(*tables, info=info[language], language=language) for language in LANGUAGES}


def show_chart(chart: Chart, folder: str | Path) -> None:
    """Show a saved English chart with its caption in a notebook, or say why there is none."""
    from IPython.display import Image, Markdown, display

    if chart.figure is not None:
        display(Image((Path(folder) / f"{chart.subject}.png").read_bytes(), alt=chart.alt))
    display(Markdown(quote_markdown(chart.caption or chart.reason)))


def _excerpt(claim, around: int = 75) -> str:
    """The words around the number, cut between words: '…đã cử đi đào tạo, bồi dưỡng 90.253 lượt cán bộ…'."""
    sentence, at = claim.sentence, claim.start - claim.sentence_start
    first, last = max(0, at - around), min(len(sentence), at + len(claim.quote) + around)
    if first and " " in sentence[first:at]:
        first = sentence.index(" ", first) + 1
    if last < len(sentence) and " " in sentence[at + len(claim.quote) : last]:
        last = sentence.rindex(" ", at, last)
    cut = "…" if first else "", "…" if last < len(sentence) else ""
    return f"“{cut[0]}{plain(sentence[first:last])}{cut[1]}”"


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
    unit = plain(row.unit)
    here = f"{value(row, language)} {unit} ({share(row, language)})"
    # of an open or approximate part the remainder is not known either
    exact = not row.qualifier and math.isnan(row.value_high)
    rest = row.whole - row.value
    if rest < 0:
        beyond = amount(-rest, language)
        there = say(language, f"{beyond} above the whole (dark)", f"vượt {beyond} (màu đậm)")
    elif exact:
        left, pct = amount(rest, language), number(100 - row.share_pct, language)
        there = say(language, f"{left} others ({pct}%)", f"{left} còn lại ({pct}%)")
    else:
        there = say(language, "the others", "còn lại")
    size = amount(row.per_square, language)
    rounded = (
        "" if row.per_square == 1 else say(language, ", rounded to whole squares", ", làm tròn đến một ô")
    )
    key = say(language, f"One square = {size} {unit}{rounded}", f"Một ô = {size} {unit}{rounded}")
    return here, there, key


@in_style
def part_of_whole(claims: pd.DataFrame, *, info: dict, language: str) -> Chart:
    """The first headline claim that has a denominator (52 of 235) as squares; further ones as text below."""
    drawn = chart_tables.parts(claims)
    if drawn.empty:
        en = "no claim of this article gives a part together with its whole."
        vi = "bài không có số liệu nào nêu một phần cùng với tổng số."
        return left_out("part_of_whole", language, en, vi)
    row = next(drawn.itertuples())
    title = f"{told(row, language)} {label(row, language)} ({share(row, language)})"
    here, there, key = _square_words(row, language)
    axes, y = sheet(), 0.0
    y = write(axes, 0, y, here, colour=ACCENT, weight="bold")
    beside = text_width(here, TEXT, "bold") + text_width(there) + 0.3 < INNER
    place = {"x": INNER, "align": "right", "y": 0.0} if beside else {"x": 0, "y": y}
    y = max(y, write(axes, **place, text=there, colour=INK if row.whole < row.value else GREY))
    y = _draw_squares(axes, y + 0.06, row)
    others = [f"{of_whole(other, language)} {plain(other.counted)}" for other in drawn.iloc[1:].itertuples()]
    if others:
        also = say(language, "Also with their whole: ", "Cũng nêu cùng tổng số: ") + "; ".join(
            others[:MOST_LISTED]
        )
        more = len(others) - MOST_LISTED
        y = write(axes, 0, y + 0.08, also, size=SMALL, colour=GREY, most=6)
        if more > 0:
            en = f"and {more} more in the table of this figure."
            y = write(
                axes,
                0,
                y,
                say(language, en, f"và {more} số liệu khác trong bảng của hình."),
                size=SMALL,
                colour=GREY,
            )
    said = say(language, "as the article states it", "theo lời bài báo")
    when = f" (“{plain(row.period)}”)" if row.period else ""
    caveat = plain(getattr(row, f"caveat_{language}"))
    subtitle = f"{key}; {said}{when}" + (f". {caveat}" if caveat else "")
    figure = finish(axes, y, title, subtitle, info["source"])
    squares = f"{row.squares_part} / {row.squares_whole}"
    alt = say(
        language, f"Squares, {squares} of them filled: {title}.", f"Các ô vuông, tô {squares} ô: {title}."
    )
    caption = f"{key}. {_excerpt(row)}"
    return Chart("part_of_whole", figure, drawn, title, alt, caption)


# ---------------------------------------------------------------------- headline quantities


def _panel(axes, x: float, y: float, width: float, claim, language: str) -> float:
    """One quantity by itself: number, what it counts, label, share bar if it has a whole, quote, caveat."""
    axes.plot([x, x + width], [y, y], color=PALE, linewidth=1)
    whole, shown = claim.whole > 0, told(claim, language)
    size = next((size for size in (20, 16, 13) if text_width(shown, size, "bold") <= width), 11)
    y = write(axes, x, y + 0.06, shown, width=width, size=size, colour=ACCENT, weight="bold", most=3)
    unit, words = plain(claim.counted or claim.unit), label(claim, language)
    if unit not in ("", "%"):
        y = write(axes, x, y, unit, width=width, weight="bold", most=3)
    if whole and 0 <= claim.value <= claim.whole:
        for kind, part, colour in (("whole", 1.0, PALE), ("share", claim.value / claim.whole, ACCENT)):
            block(axes, x, y + 0.06, part * width, 0.12, colour, kind)
        y += 0.24
    if words and words != unit:
        y = write(axes, x, y, words, width=width, most=5)
    y = write(axes, x, y + 0.05, _excerpt(claim), width=width, size=SMALL, colour=GREY, most=6)
    caveat = plain(getattr(claim, f"caveat_{language}"))
    if caveat:
        caveat = say(language, "Note: ", "Lưu ý: ") + caveat
        y = write(axes, x, y + 0.05, caveat, width=width, size=SMALL, most=6)
    return y


@in_style
def headline_quantities(claims: pd.DataFrame, *, info: dict, language: str) -> Chart:
    """The headline claims, each in a panel of its own with its unit and quote; unlike units share no axis."""
    headline = claims[claims["headline"] > 0].sort_values("headline", kind="stable")
    if headline.empty:
        en = "no claim of this article is marked or chosen as a headline quantity."
        vi = "bài không có số liệu nào được chọn làm số liệu chính."
        return left_out("headline_quantities", language, en, vi)
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
    total = len(headline)
    title = say(
        language,
        f"{total} headline quantit{'y' if total == 1 else 'ies'}: {listed}",
        f"{total} số liệu chính: {listed}",
    )
    subtitle = say(
        language,
        "As the article states them; each in its own unit, on no common axis",
        "Theo lời bài báo; mỗi số liệu một đơn vị riêng, không chung trục",
    )
    figure = finish(axes, y - 0.12, title, subtitle, info["source"])
    named = "; ".join(f"{told(claim, language)} {label(claim, language)}" for claim in shown)
    alt = say(language, f"{len(shown)} panels: {named}.", f"{len(shown)} ô số liệu: {named}.")
    caption = f"{subtitle}."
    columns = ["headline", "start", "quote", "qualifier", "value", "value_high", "whole", "share_pct", "unit"]
    words = ["counted", "period", "label_vi", "label_en", "caveat_vi", "caveat_en", "paragraph", "section"]
    drawn = headline[columns + words].reset_index(drop=True)
    return Chart("headline_quantities", figure, drawn, title, alt, caption)


# ---------------------------------------------------------------------- where numbers stand


def _the_section(name: str, language: str) -> str:
    return say(language, f"the {SECTIONS[name][0]}", f"phần {SECTIONS[name][1]}")


def _where_title(drawn: pd.DataFrame, claims: pd.DataFrame, measures: pd.DataFrame, language: str) -> str:
    """Where most quantities stand, and what the measures hold instead: said from the counts."""
    column = "headline" if drawn["headline"].sum() else "claims"
    noun, vi = ("headline quantit", "số liệu chính") if column == "headline" else ("quantit", "số liệu")
    total, top = int(drawn[column].sum()), drawn.loc[drawn[column].idxmax()]
    most, place = int(top[column]), _the_section(top["section"], language)
    if not total:
        said = say(language, "The article gives no quantity", "Bài không nêu số liệu nào")
    elif most == total:
        en = f"All {total} {noun}ies stand in {place}" if total > 1 else f"The only {noun}y stands in {place}"
        said = say(
            language,
            en,
            f"Cả {total} {vi} nằm ở {place}" if total > 1 else f"{vi.capitalize()} duy nhất nằm ở {place}",
        )
    else:
        said = say(
            language, f"{most} of {total} {noun}ies stand in {place}", f"{most}/{total} {vi} nằm ở {place}"
        )
    if measures.empty:
        cited = int(drawn["documents"].sum())
        return said + say(language, f"; it cites {some(cited, 'document')}", f"; bài dẫn {cited} văn bản")
    row = drawn[drawn["section"] == "measures"]
    cited, targets = int(row["documents"].sum()), int(drawn["targets"].sum())
    en = f"; the measures cite {some(cited, 'document')} and set {some(targets, 'numeric target')}"
    aims = f"đặt {targets} chỉ tiêu bằng số" if targets else "không đặt chỉ tiêu bằng số nào"
    return said + say(language, en, f"; phần giải pháp dẫn {cited} văn bản, {aims}")


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
    drawn = chart_tables.by_section(claims, documents, measures, paragraphs)
    if not drawn[["claims", "documents"]].to_numpy().sum():
        en = "this article has no quantity and cites no document."
        vi = "bài không có số liệu và không dẫn văn bản nào."
        return left_out("where_numbers_stand", language, en, vi)
    names = [
        say(language, "Section, share of the text", "Phần, tỷ lệ độ dài"),
        say(language, "Quantities", "Số liệu"),
        say(language, "Documents", "Văn bản"),
        say(language, "Numeric targets", "Chỉ tiêu bằng số"),
    ]
    places, widths = (0.0, 1.75, 3.4, 4.85), (1.65, 1.5, 1.3, 1.15)
    claim_at = {str(claim.start): claim for claim in claims.itertuples()}
    axes, y = sheet(), 0.0
    for x, width, name in zip(places, widths, names, strict=True):
        y = max(y, write(axes, x, 0.0, name, width=width, size=SMALL, colour=GREY))
    for row in drawn.itertuples():
        axes.plot([0, INNER], [y + 0.05, y + 0.05], color=PALE, linewidth=0.8)
        top = y + 0.1
        share = f"{number(row.characters_pct, language)}%"
        name = SECTIONS[row.section][language == "vi"]
        below = [write(axes, 0, top, f"{name[:1].upper()}{name[1:]}, {share}", width=widths[0])]
        for x, width, kind in zip(places[1:], widths[1:], ("claims", "documents", "targets"), strict=True):
            count = getattr(row, kind)
            marked = {"claims": row.headline, "targets": count}.get(kind, 0)
            below.append(_dots(axes, x, top, width, count, marked))
        values = " · ".join(value(claim_at[start], language) for start in row.starts.split("; ") if start)
        below[1] = write(
            axes, places[1], below[1] + 0.03, values, width=widths[1], size=SMALL, colour=GREY, most=3
        )
        y = max(below)
    title = _where_title(drawn, claims, measures, language)
    # an article without chosen headline claims has no accent to explain
    accent = say(language, "; blue: headline quantities and targets", "; xanh: số liệu chính và chỉ tiêu")
    subtitle = say(
        language,
        "One square = one number as the article states it, or one document where it is cited most fully",
        "Một ô = một số liệu theo lời bài báo, hoặc một văn bản ở chỗ dẫn đầy đủ nhất",
    )
    subtitle += accent if drawn["headline"].sum() + drawn["targets"].sum() else ""
    figure = finish(axes, y, title, subtitle, info["source"])
    counts = "; ".join(
        f"{SECTIONS[row.section][language == 'vi']} {row.claims}, {row.documents}, {row.targets}"
        for row in drawn.itertuples()
    )
    listed = say(language, "quantities, documents, targets", "số liệu, văn bản, chỉ tiêu")
    alt = f"{title} ({listed}: {counts})."
    return Chart("where_numbers_stand", figure, drawn, title, alt, f"{subtitle}.")
