"""The figures of an article, in English and Vietnamese, drawn from its tables alone: one function a figure.

Each takes tables, `info` (what viclaims.sidecar.describe returns for the language; the source line is used) and the
language, and gives a Chart; its `drawn` frame is what stands in the figure, the same in both languages. A title is a
finding whose number comes from the frame, so that it holds for any article. What the article says is its claim.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from datetime import date

import pandas as pd
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from viclaims import chart_tables
from viclaims.chart_style import (
    ACCENT, FAINT, GREY, INK, INNER, LINE, MIDDLE, PALE, SMALL, TEXT, Chart, amount, chart_style, day, finish,
    lay_on, number, plain, sheet, text_width, wrap, write,
)  # fmt: skip

MOST_PANELS, MOST_LISTED, MOST_DATED, MOST_TERMS, MOST_LINES = 8, 5, 40, 8, 40
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
    "number": ("a number is reported", "có số liệu"), "achievement": ("an achievement is stated", "có nêu kết quả"),
    "measure": ("a measure is announced", "có nêu giải pháp"), "document": ("a document is cited", "có dẫn văn bản"),
}  # fmt: skip


def _say(language: str, en: str, vi: str) -> str:
    return vi if language == "vi" else en


def _some(count: int, noun: str, language: str, vi: str) -> str:
    """'no document', '1 document', '9 documents'; in Vietnamese the number and the noun."""
    if language == "vi":
        return f"{number(count, language)} {vi}"
    return f"{number(count, language) if count else 'no'} {noun}{'' if count in (0, 1) else 's'}"


def _left_out(subject: str, language: str, en: str, vi: str) -> Chart:
    return Chart(subject, None, pd.DataFrame(), reason=_say(language, en, vi))


def _value(claim, language: str) -> str:
    """A claim's number with its qualifier and both ends of a range; a per cent sign where it counts per cent."""
    qualifier = QUALIFIERS[claim.qualifier][language == "vi"] if claim.qualifier else ""
    high = "" if math.isnan(claim.value_high) else f"–{amount(claim.value_high, language)}"
    return f"{qualifier}{amount(claim.value, language)}{high}{'%' if claim.unit == '%' else ''}"


def _of_whole(claim, language: str) -> str:
    whole = amount(claim.whole, language)
    return _say(language, f"{_value(claim, language)} of {whole}", f"{_value(claim, language)} trong tổng số {whole}")


def _label(claim, language: str) -> str:
    return plain(getattr(claim, f"label_{language}") or claim.counted or claim.unit)


def _figure(draw: Callable[..., Chart]) -> Callable[..., Chart]:
    """Draw in the project's style, whatever settings the notebook has."""

    @functools.wraps(draw)
    def styled(*tables, info: dict[str, str], language: str = "en") -> Chart:
        with chart_style():
            return draw(*tables, info=info, language=language)

    return styled


# --------------------------------------------------------------------------------------------- a part of a whole


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
        corner = (square // deep * cell, y + square % deep * cell)
        axes.add_patch(Rectangle(corner, 0.86 * cell, 0.86 * cell, facecolor=colour, linewidth=0, label=kind))
    return y + deep * cell


def _square_words(row, language: str) -> tuple[str, str, str]:
    """What the filled squares are, what the others are, and what one square stands for."""
    unit = plain(row.unit)
    share = f"{number(row.share_pct, language)}%"
    here = f"{_value(row, language)} {unit} ({share})"
    # of an open or approximate part the remainder is not known either
    exact = not row.qualifier and math.isnan(row.value_high)
    rest = row.whole - row.value
    if rest < 0:
        beyond = amount(-rest, language)
        there = _say(language, f"{beyond} above the whole (dark)", f"vượt {beyond} (màu đậm)")
    elif exact:
        left, pct = amount(rest, language), number(100 - row.share_pct, language)
        there = _say(language, f"{left} others ({pct}%)", f"{left} còn lại ({pct}%)")
    else:
        there = _say(language, "the others", "còn lại")
    size = amount(row.per_square, language)
    rounded = "" if row.per_square == 1 else _say(language, ", rounded to whole squares", ", làm tròn đến một ô")
    key = _say(language, f"One square = {size} {unit}{rounded}", f"Một ô = {size} {unit}{rounded}")
    return here, there, key


@_figure
def part_of_whole(claims: pd.DataFrame, *, info: dict, language: str) -> Chart:
    """The first headline claim that has a denominator (52 of 235) as squares; further ones as text below."""
    drawn = chart_tables.parts(claims)
    if drawn.empty:
        en = "Part of a whole: left out, since no claim of this article gives a part together with its whole."
        return _left_out("part_of_whole", language, en, "Phần trong tổng số: không vẽ, vì bài không có số liệu nào nêu"
                         " một phần cùng với tổng số.")  # fmt: skip
    row = next(drawn.itertuples())
    share = number(row.share_pct, language)
    title = f"{_of_whole(row, language)} ({share}%): {_label(row, language)}"
    here, there, key = _square_words(row, language)
    axes, y = sheet(), 0.0
    y = write(axes, 0, y, here, colour=ACCENT, weight="bold")
    beside = text_width(here, TEXT, "bold") + text_width(there) + 0.3 < INNER
    place = {"x": INNER, "align": "right", "y": 0.0} if beside else {"x": 0, "y": y}
    y = max(y, write(axes, **place, text=there, colour=INK if row.whole < row.value else GREY))
    y = _draw_squares(axes, y + 0.06, row)
    others = [f"{_of_whole(other, language)} {plain(other.counted)}" for other in drawn.iloc[1:].itertuples()]
    if others:
        also = _say(language, "Also with their whole: ", "Cũng nêu cùng tổng số: ") + "; ".join(others[:MOST_LISTED])
        more = len(others) - MOST_LISTED
        y = write(axes, 0, y + 0.08, also, size=SMALL, colour=GREY, most=6)
        if more > 0:
            en = f"and {more} more in the table of this figure."
            y = write(axes, 0, y, _say(language, en, f"và {more} số liệu khác trong bảng của hình."), size=SMALL,
                      colour=GREY)  # fmt: skip
    said = _say(language, "as the article states it", "theo lời bài báo")
    when = f" (“{plain(row.period)}”)" if row.period else ""
    caveat = plain(getattr(row, f"caveat_{language}"))
    subtitle = f"{key}; {said}{when}" + (f". {caveat}" if caveat else "")
    figure = finish(axes, y, title, subtitle, info["source"])
    squares = f"{row.squares_part} / {row.squares_whole}"
    alt = _say(language, f"Squares, {squares} of them filled: {title}.", f"Các ô vuông, tô {squares} ô: {title}.")
    caption = _say(language, f"{key}. The quote: “{plain(row.quote)}”.", f"{key}. Nguyên văn: “{plain(row.quote)}”.")
    return Chart("part_of_whole", figure, drawn, title, alt, caption)


# -------------------------------------------------------------------------------------------- headline quantities


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


def _panel(axes, x: float, y: float, width: float, claim, language: str) -> float:
    """One quantity by itself: number, what it counts, label, share bar where there is a whole, quote, caveat."""
    axes.plot([x, x + width], [y, y], color=PALE, linewidth=1)
    whole = claim.whole > 0
    shown = _of_whole(claim, language) if whole else _value(claim, language)
    size = next((size for size in (20, 16, 13) if text_width(shown, size, "bold") <= width), 11)
    y = write(axes, x, y + 0.06, shown, width=width, size=size, colour=ACCENT, weight="bold", most=3)
    unit, label = plain(claim.counted or claim.unit), _label(claim, language)
    if unit not in ("", "%"):
        y = write(axes, x, y, unit, width=width, weight="bold", most=3)
    if whole and 0 <= claim.value <= claim.whole:
        for kind, part, colour in (("whole", 1.0, PALE), ("share", claim.value / claim.whole, ACCENT)):
            bar = Rectangle((x, y + 0.06), part * width, 0.12, facecolor=colour, linewidth=0, label=kind)
            axes.add_patch(bar)
        y += 0.24
    if label and label != unit:
        y = write(axes, x, y, label, width=width, most=5)
    y = write(axes, x, y + 0.05, _excerpt(claim), width=width, size=SMALL, colour=GREY, most=6)
    caveat = plain(getattr(claim, f"caveat_{language}"))
    if caveat:
        caveat = _say(language, "Note: ", "Lưu ý: ") + caveat
        y = write(axes, x, y + 0.05, caveat, width=width, size=SMALL, most=4)
    return y


@_figure
def headline_quantities(claims: pd.DataFrame, *, info: dict, language: str) -> Chart:
    """The headline claims, each in a panel of its own with its unit and quote; unlike units share no axis."""
    headline = claims[claims["headline"] > 0].sort_values("headline", kind="stable")
    if headline.empty:
        en = "Headline quantities: left out, since this article has no claim that is marked or chosen as one."
        return _left_out("headline_quantities", language, en, "Số liệu chính: không vẽ, vì bài không có số liệu nào"
                         " được chọn làm số liệu chính.")  # fmt: skip
    shown = list(headline.head(MOST_PANELS).itertuples())
    gap, columns = 0.3, min(2, len(shown))
    width = (INNER - gap * (columns - 1)) / columns
    axes, y = sheet(), 0.0
    for first in range(0, len(shown), columns):
        row = shown[first : first + columns]
        y = 0.18 + max(_panel(axes, place * (width + gap), y, width, claim, language)
                       for place, claim in enumerate(row))  # fmt: skip
    values = [_of_whole(claim, language) if claim.whole > 0 else _value(claim, language) for claim in shown]
    listed = "; ".join(values) + ("…" if len(headline) > len(shown) else "")
    total = len(headline)
    title = _say(language, f"{total} headline quantit{'y' if total == 1 else 'ies'}: {listed}",
                 f"{total} số liệu chính: {listed}")  # fmt: skip
    subtitle = _say(language, "As the article states them; each in its own unit, on no common axis",
                    "Theo lời bài báo; mỗi số liệu một đơn vị riêng, không chung trục")  # fmt: skip
    figure = finish(axes, y - 0.12, title, subtitle, info["source"])
    named = "; ".join(f"{value} – {_label(claim, language)}" for value, claim in zip(values, shown, strict=True))
    alt = _say(language, f"{len(shown)} panels: {named}.", f"{len(shown)} ô số liệu: {named}.")
    caption = f"{subtitle}."
    columns = ["headline", "start", "quote", "qualifier", "value", "value_high", "whole", "share_pct", "unit"]
    words = ["counted", "period", "label_vi", "label_en", "caveat_vi", "caveat_en", "paragraph", "section"]
    drawn = headline[columns + words].reset_index(drop=True)
    return Chart("headline_quantities", figure, drawn, title, alt, caption)


# ------------------------------------------------------------------------------------------- where numbers stand


def _the_section(name: str, language: str) -> str:
    return _say(language, f"the {SECTIONS[name][0]}", f"phần {SECTIONS[name][1]}")


def _where_title(drawn: pd.DataFrame, claims: pd.DataFrame, measures: pd.DataFrame, language: str) -> str:
    """Where most quantities stand, and what the measures hold instead: said from the counts."""
    column = "headline" if drawn["headline"].sum() else "claims"
    noun, vi = ("headline quantit", "số liệu chính") if column == "headline" else ("quantit", "số liệu")
    total, top = int(drawn[column].sum()), drawn.loc[drawn[column].idxmax()]
    most, place = int(top[column]), _the_section(top["section"], language)
    if not total:
        said = _say(language, "The article gives no quantity", "Bài không nêu số liệu nào")
    elif most == total:
        en = f"All {total} {noun}ies stand in {place}" if total > 1 else f"The only {noun}y stands in {place}"
        said = _say(language, en, f"Cả {total} {vi} nằm ở {place}" if total > 1 else f"{vi.capitalize()} duy nhất nằm ở {place}")
    else:
        said = _say(language, f"{most} of {total} {noun}ies stand in {place}", f"{most}/{total} {vi} nằm ở {place}")
    if measures.empty:
        cited = int(drawn["documents"].sum())
        return said + _say(language, f"; it cites {_some(cited, 'document', language, '')}",
                           f"; bài dẫn {cited} văn bản")  # fmt: skip
    row = drawn[drawn["section"] == "measures"]
    cited, targets = int(row["documents"].sum()), int(drawn["targets"].sum())
    en = f"; the measures cite {_some(cited, 'document', language, '')} and set {_some(targets, 'numeric target', language, '')}"
    aims = f"đặt {targets} chỉ tiêu bằng số" if targets else "không đặt chỉ tiêu bằng số nào"
    return said + _say(language, en, f"; phần giải pháp dẫn {cited} văn bản, {aims}")


def _dots(axes, x: float, y: float, width: float, count: int, marked: int) -> float:
    """The count and, below it, one dot a number in rows; the first `marked` in the accent. Returns the y below."""
    y = write(axes, x, y, str(count), weight="bold", colour=INK if count else GREY)
    step = 0.13
    across = max(1, int(width / step))
    for dot in range(count):
        corner = (x + dot % across * step, y + dot // across * step)
        colour, kind = (ACCENT, "marked") if dot < marked else (GREY, "dot")
        axes.add_patch(Rectangle(corner, 0.1, 0.1, facecolor=colour, linewidth=0, label=kind))
    return y + math.ceil(count / across) * step


@_figure
def where_numbers_stand(claims, documents, measures, paragraphs, *, info: dict, language: str) -> Chart:
    """By section of the article: its quantities, its cited documents, the numeric targets among its measures."""
    drawn = chart_tables.by_section(claims, documents, measures, paragraphs)
    if not drawn[["claims", "documents"]].to_numpy().sum():
        en = "Where the numbers stand: left out, since this article has neither a quantity nor a cited document."
        return _left_out("where_numbers_stand", language, en, "Vị trí các con số: không vẽ, vì bài không có số liệu"
                         " và không dẫn văn bản nào.")  # fmt: skip
    names = [_say(language, "Section, share of the text", "Phần, tỷ lệ độ dài"), _say(language, "Quantities", "Số liệu"),
             _say(language, "Documents", "Văn bản"), _say(language, "Numeric targets", "Chỉ tiêu bằng số")]  # fmt: skip
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
        values = " · ".join(_value(claim_at[start], language) for start in row.starts.split("; ") if start)
        below[1] = write(axes, places[1], below[1] + 0.03, values, width=widths[1], size=SMALL, colour=GREY, most=3)
        y = max(below)
    title = _where_title(drawn, claims, measures, language)
    # an article without chosen headline claims has no accent to explain
    accent = _say(language, "; blue: headline quantities and targets", "; xanh: số liệu chính và chỉ tiêu")
    subtitle = _say(language, "One square = one number as the article states it, or one document at its first mention",
                    "Một ô = một số liệu theo lời bài báo, hoặc một văn bản ở lần dẫn đầu tiên")  # fmt: skip
    subtitle += accent if drawn["headline"].sum() + drawn["targets"].sum() else ""
    figure = finish(axes, y, title, subtitle, info["source"])
    counts = "; ".join(f"{SECTIONS[row.section][language == 'vi']} {row.claims}, {row.documents}, {row.targets}"
                       for row in drawn.itertuples())  # fmt: skip
    alt = f"{title} ({_say(language, 'quantities, documents, targets', 'số liệu, văn bản, chỉ tiêu')}: {counts})."
    return Chart("where_numbers_stand", figure, drawn, title, alt, f"{subtitle}.")


# ------------------------------------------------------------------------------------------------------ documents


def _name(document) -> str:
    """A document's number; without one its type with issuer or subject; else the words that cite it."""
    rest = document.issuer or document.subject
    return plain(document.number or (f"{document.type} {rest}" if rest else getattr(document, "quote", document.type)))


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


_MARKS = {"central": ("s", INK), "provincial": ("o", ACCENT), "local": ("^", GREY), "": ("D", GREY)}


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Years, at most about eight of them; months where the documents are of one or two years."""
    if last.year - first.year < 2:
        months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10)]
        months.append(date(last.year + 1, 1, 1))
        before = max([at for at in months if at <= first])
        after = min([at for at in months if at > last], default=months[-1])
        return [(at, f"{at.month:02}/{at.year}") for at in months if before <= at <= after]
    step = max(1, math.ceil((last.year - first.year + 1) / 8))
    return [(date(year, 1, 1), str(year)) for year in range(first.year, min(last.year + step, 9998) + 1, step)]


def _lane(axes, y: float, rows: list, place: Callable[[date], float], language: str) -> float:
    """The documents of one level, each at its date with its number beside it, in as few rows as do not collide."""
    taken: list[float] = []
    for row in rows:
        x = place(date.fromisoformat(row.date))
        label = wrap(f"{_name(row)}, {day(row.date, language)}", 3.2, SMALL, most=1)[0]
        wide = text_width(label, SMALL)
        left = x + 0.09 if x + 0.09 + wide <= INNER else x - 0.09 - wide
        begin, end = min(x, left) - 0.07, max(x, left + wide) + 0.07
        line = next((line for line, used in enumerate(taken) if used <= begin), len(taken))
        taken[line : line + 1] = [end]
        at = y + line * 0.2
        mark, colour = _MARKS[row.level]
        axes.plot([x], [at + 0.09], marker=mark, markersize=6, color=colour, linestyle="", label=row.level or "unknown")
        write(axes, left, at, label, width=wide + 0.1, size=SMALL)
    return y + len(taken) * 0.2


@_figure
def document_timeline(documents: pd.DataFrame, *, info: dict, language: str) -> Chart:
    """The cited documents that carry a date on a time line, by level; those without one listed apart."""
    cited = chart_tables.first_mentions(documents)
    dated = cited[[_is_day(text) for text in cited["date"]]].sort_values("date", kind="stable")
    if dated.empty:
        en = f"Documents in time: left out, since none of the {len(cited)} cited documents carries a date."
        return _left_out("document_timeline", language, en, f"Văn bản theo thời gian: không vẽ, vì không văn bản nào"
                         f" trong {len(cited)} văn bản được dẫn có ghi ngày.")  # fmt: skip
    undated = cited.drop(dated.index)
    shown = dated.tail(MOST_DATED)
    ticks = _ticks(date.fromisoformat(shown["date"].iloc[0]), date.fromisoformat(shown["date"].iloc[-1]))
    begin, end = ticks[0][0].toordinal(), max(ticks[-1][0].toordinal(), ticks[0][0].toordinal() + 1)

    def place(when: date) -> float:
        return 0.28 + (INNER - 0.6) * (when.toordinal() - begin) / (end - begin)

    axes, y, lines = sheet(), 0.0, []
    for level, names in LEVELS.items():
        rows = list(shown[shown["level"] == level].itertuples())
        if rows:
            name = names[language == "vi"]
            y = write(axes, 0, y + 0.06, f"{name[:1].upper()}{name[1:]}: {len(rows)}", weight="bold")
            y = _lane(axes, y, rows, place, language)
    axes.plot([0, INNER], [y + 0.08, y + 0.08], color=GREY, linewidth=0.8)
    for when, text in ticks:
        axes.plot([place(when)] * 2, [y + 0.08, y + 0.13], color=GREY, linewidth=0.8)
        axes.text(place(when), y + 0.28, text, size=SMALL, color=GREY, ha="center", va="baseline")
    y += 0.34
    if len(undated):
        y = write(axes, 0, y + 0.1, _say(language, f"No date in the article: {len(undated)}",
                  f"Bài không ghi ngày: {len(undated)}"), weight="bold")  # fmt: skip
        for level, names in LEVELS.items():
            rows = [_name(row) for row in undated[undated["level"] == level].itertuples()]
            if rows:
                name = names[language == "vi"]
                lines.append(f"{name[:1].upper()}{name[1:]}: {'; '.join(rows)}")
                y = write(axes, 0, y, lines[-1], size=SMALL, most=5)
    count, span = len(dated), [day(dated["date"].iloc[end], language) for end in (0, -1)]
    between = _say(language, f"from {span[0]} to {span[1]}", f"từ {span[0]} đến {span[1]}")
    if span[0] == span[1]:
        between = _say(language, f"of {span[0]}", f"ngày {span[0]}")
    title = _say(language, f"{count} of {_some(len(cited), 'cited document', language, '')} carr"
                 f"{'ies' if count == 1 else 'y'} a date, {between}",
                 f"{count}/{len(cited)} văn bản được dẫn có ghi ngày, {between}")  # fmt: skip
    subtitle = _say(language, "Each document once, at the date that the article gives it, by the level that issued it",
                    "Mỗi văn bản một lần, ở ngày mà bài ghi, theo cấp ban hành")  # fmt: skip
    if len(dated) > len(shown):
        subtitle += _say(language, f"; the latest {len(shown)} are shown", f"; vẽ {len(shown)} văn bản mới nhất")
    figure = finish(axes, y, title, subtitle, info["source"])
    listed = "; ".join(f"{_name(row)} {day(row.date, language)}" for row in shown.itertuples())
    alt = f"{_say(language, 'Time line', 'Dòng thời gian')}: {title} ({listed})."
    kept = ["start", "type", "number", "issuer", "level", "date", "subject", "paragraph", "section"]
    drawn = pd.concat([dated, undated])[kept].reset_index(drop=True)
    return Chart("document_timeline", figure, drawn, title, alt, ". ".join([subtitle, *lines]) + ".")


@_figure
def who_implements_whom(documents: pd.DataFrame, *, info: dict, language: str) -> Chart:
    """Documents under those that they implement, as the article says it: provincial plans under resolutions."""
    drawn = chart_tables.implementing(documents)
    if drawn.empty:
        en = "Who implements whom: left out, since no cited document is said to implement another."
        return _left_out("who_implements_whom", language, en, "Văn bản nào thực hiện văn bản nào: không vẽ, vì bài"
                         " không nói văn bản nào thực hiện văn bản nào.")  # fmt: skip
    axes, y, indent = sheet(), 0.0, 0.35
    trunk: dict[int, float] = {}
    for row in drawn.head(MOST_LINES).itertuples():
        depth = min(row.depth, 6)
        x = depth * indent
        y += 0.06 if row.depth else 0.12 * (row.Index > 0)
        if row.depth:
            axes.plot([x - 0.22, x - 0.22, x - 0.06], [trunk[depth - 1], y + 0.1, y + 0.1], color=GREY, linewidth=1)
        name = wrap(_name(row), INNER - x, TEXT, "bold", most=2)
        level = LEVELS[row.level][language == "vi"]
        about = [level, plain(row.issuer) if row.number else "", day(row.date, language) if _is_day(row.date) else ""]
        colour = ACCENT if row.depth else INK
        y = write(axes, x, y, " ".join(name), width=INNER - x, weight="bold", colour=colour, most=2)
        y = write(axes, x, y, "; ".join(filter(None, [plain(row.type) if row.number else "", *about])),
                  width=INNER - x, size=SMALL, colour=GREY, most=2)  # fmt: skip
        trunk[depth] = y + 0.01
    doing = drawn[drawn["depth"] > 0]
    done = len(set(doing["implements"]))
    acting = len({row.number or row.start for row in doing.itertuples()})
    levels, above = set(doing["level"]), set(drawn.loc[drawn["number"].isin(doing["implements"]), "level"])
    lower, upper = ("", ""), ("", "")
    if len(levels) == len(above) == 1 and "" not in levels | above:
        lower, upper = LEVELS[levels.pop()], LEVELS[above.pop()]
    en = (_some(acting, f"{lower[0]} document".strip(), "en", ""), _some(done, f"{upper[0]} document".strip(), "en", ""))
    vi = (f"{acting} văn bản {lower[1]}".strip(), f"{done} văn bản {upper[1]}".strip())
    title = _say(language, f"{en[0]} implement{'s' if acting == 1 else ''} {en[1]}", f"{vi[0]} thực hiện {vi[1]}")
    cited = len(chart_tables.first_mentions(documents))
    subtitle = _say(language, f"Each under the document that the article says it implements; {cited} documents cited in all",
                    f"Mỗi văn bản đặt dưới văn bản mà bài nói là nó thực hiện; bài dẫn tất cả {cited} văn bản")  # fmt: skip
    if len(drawn) > MOST_LINES:
        subtitle += _say(language, f"; the first {MOST_LINES} lines", f"; {MOST_LINES} dòng đầu")
    figure = finish(axes, y, title, subtitle, info["source"])
    pairs = "; ".join(f"{_name(row)} → {plain(row.implements)}" for row in doing.head(MOST_LINES).itertuples())
    return Chart("who_implements_whom", figure, drawn, title, f"{title}: {pairs}.", f"{subtitle}.")


# ---------------------------------------------------------------------------------------------- stages and words

# So light at its darkest that INK on any cell keeps a contrast above 7.
_BLUES = LinearSegmentedColormap.from_list("blues", ["#ffffff", MIDDLE])


@_figure
def stage_evidence(evidence: pd.DataFrame, labels: dict[str, str], *, info: dict, language: str) -> Chart:
    """Stages of cadre work by evidence, as counts (chart_tables.evidence_by_stage); `labels` names each stage."""
    import seaborn

    kinds = list(EVIDENCE)
    counts = evidence[kinds]
    if not counts.to_numpy().sum():
        en = "Stages and evidence: left out, since this article names no stage of cadre work."
        return _left_out("stage_evidence", language, en, "Các khâu công tác cán bộ: không vẽ, vì bài không nhắc đến khâu"
                         " nào.")  # fmt: skip
    names = [wrap(labels.get(stage, stage), 1.9, most=2) for stage in evidence["stage"]]
    rows, left, step = len(evidence), 2.0, 0.36
    axes = sheet()
    cell = (INNER - left) / len(kinds)
    heads = [EVIDENCE[kind][language == "vi"] for kind in kinds]
    tall = [len(wrap(head, cell - 0.06, SMALL)) * SMALL * LINE / 72 for head in heads]
    for column, head in enumerate(heads):
        x, y = left + column * cell + 0.04, max(tall) - tall[column]
        write(axes, x, y, head, width=cell - 0.06, size=SMALL, colour=GREY)
    top = max(tall) + 0.05
    grid = axes.figure.add_axes((0, 0, 1, 1), label="grid")
    seaborn.heatmap(counts, ax=grid, cmap=_BLUES, vmin=0, annot=True, fmt="d", cbar=False, linewidths=1,
                    annot_kws={"color": INK, "size": TEXT}, xticklabels=False, yticklabels=False)  # fmt: skip
    grid.set(xlabel="", ylabel="")
    grid.tick_params(length=0)
    for row, lines in enumerate(names):
        y = top + (row + 0.5) * step - len(lines) * TEXT * LINE / 144
        for line in lines:
            y = write(axes, 0, y, line)
    stated, reported = counts["measure"] > 0, counts["number"] > 0
    if stated.any():
        of, both = int(stated.sum()), int((stated & reported).sum())
        title = _say(language, f"Measures are announced for {of} of {rows} stages of cadre work, a number is reported for {both} of those {of}",
                     f"Có giải pháp cho {of}/{rows} khâu công tác cán bộ; {both} trong {of} khâu đó có số liệu")  # fmt: skip
    else:
        of, both = int((counts.sum(axis=1) > 0).sum()), int(reported.sum())
        title = _say(language, f"The article names {of} of {rows} stages of cadre work, with a number for {both}",
                     f"Bài nhắc đến {of}/{rows} khâu công tác cán bộ; {both} khâu có số liệu")  # fmt: skip
    subtitle = _say(language, "How many claims, sentences of the achievements, measures and documents go with a stage;"
                    " one can go with several stages", "Bao nhiêu số liệu, câu nêu kết quả, giải pháp và văn bản đi với"
                    " mỗi khâu; một câu có thể thuộc nhiều khâu")  # fmt: skip
    figure = finish(axes, top + rows * step, title, subtitle, info["source"])
    lay_on(axes, grid, left, top, INNER - left, rows * step)
    listed = "; ".join(f"{labels.get(row.stage, row.stage)} {row.number}, {row.achievement}, {row.measure}, {row.document}"
                       for row in evidence.itertuples())  # fmt: skip
    alt = f"{title} ({', '.join(heads)}: {listed})."
    return Chart("stage_evidence", figure, evidence, title, alt, f"{subtitle}.")


@_figure
def keyness(scored: pd.DataFrame, *, info: dict, language: str) -> Chart:
    """Words that set the measures (target) apart from the achievements (reference), as terms.keyness scores them."""
    if scored.empty:
        en = "Words of the measures: left out, since the article has no measures beside achievements or no word differs enough."
        return _left_out("keyness", language, en, "Từ của phần giải pháp: không vẽ, vì bài không có cả phần giải pháp và"
                         " phần kết quả, hoặc không từ nào khác biệt đủ rõ.")  # fmt: skip
    sides = {"target": _say(language, "More in the measures", "Nhiều hơn ở phần giải pháp"),
             "reference": _say(language, "More in the achievements", "Nhiều hơn ở phần kết quả")}  # fmt: skip
    axes, y, zero, longest = sheet(), 0.0, 1.75, 2.3
    for side, head in sides.items():
        rows = scored[scored["more_in"] == side].head(MOST_TERMS)
        if rows.empty:
            continue
        y = write(axes, 0, y, head, weight="bold") + 0.04
        for row in rows.itertuples():
            length = longest * row.g2 / scored["g2"].max()
            colour = ACCENT if side == "target" else GREY
            axes.add_patch(Rectangle((zero, y + 0.03), length, 0.15, facecolor=colour, linewidth=0, label=side))
            write(axes, zero - 0.08, y, wrap(row.term, zero - 0.1, most=1)[0], align="right")
            counted = f"{row.target} : {row.reference} (G² {number(row.g2, language)})"
            write(axes, zero + length + 0.08, y + 0.015, counted, size=SMALL)
            y += 0.22
        y += 0.1
    best = scored[scored["more_in"] == "target"].head(1)
    best = next((best if len(best) else scored.head(1)).itertuples())
    title = _say(language, f"“{best.term}”: {best.target} times in the measures, {best.reference} in the achievements",
                 f"“{best.term}”: {best.target} lần ở phần giải pháp, {best.reference} lần ở phần kết quả")  # fmt: skip
    subtitle = _say(language, "Content words whose frequency differs most; count in the measures : in the achievements;"
                    " bar: log-likelihood G²", "Thực từ có tần số khác biệt nhất; số lần ở giải pháp : ở kết quả;"
                    " thanh: G² (log-likelihood)")  # fmt: skip
    figure = finish(axes, y - 0.1, title, subtitle, info["source"])
    shown = pd.concat([scored[scored["more_in"] == side].head(MOST_TERMS) for side in sides], ignore_index=True)
    listed = "; ".join(f"{row.term} {row.target} : {row.reference}" for row in shown.itertuples())
    caption = subtitle + _say(language, ". Words inside the names of cited documents are not counted; two short texts:"
                              " a description, not a test.", ". Không tính từ trong tên văn bản được dẫn; hai đoạn ngắn:"
                              " chỉ để mô tả, không phải kiểm định.")  # fmt: skip
    return Chart("keyness", figure, shown, title, f"{title} ({listed}).", caption)
