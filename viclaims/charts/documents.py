"""The figures of what an article cites and plans: documents, stages of cadre work, words. See charts.py."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from viclaims.charts import drawn as chart_tables
from viclaims.charts.style import (
    ACCENT,
    GREY,
    INK,
    INNER,
    LINE,
    MIDDLE,
    SMALL,
    TEXT,
    Chart,
    block,
    day,
    finish,
    lay_on,
    number,
    plain,
    sheet,
    text_width,
    wrap,
    write,
)
from viclaims.charts.wording import EVIDENCE, LEVELS, in_style, left_out, say, some

MOST_DATED, MOST_LINES, MOST_TERMS = 40, 24, 8  # drawn at most; the rest is said to be left out

# ---------------------------------------------------------------------- documents


def _name(document) -> str:
    """A document's number, else the words that cite it."""
    return plain(document.number or document.quote)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


_MARKS = {"central": ("s", INK), "provincial": ("o", ACCENT), "local": ("^", GREY), "": ("D", GREY)}


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Years, at most about eight of them; months where the documents are of one or two years."""
    if last.year - first.year < 2:
        months = [
            date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10)
        ]
        months.append(date(last.year + 1, 1, 1))
        before = max([at for at in months if at <= first])
        after = min([at for at in months if at > last], default=months[-1])
        return [(at, f"{at.month:02}/{at.year}") for at in months if before <= at <= after]
    step = max(1, math.ceil((last.year - first.year + 1) / 8))
    return [
        (date(year, 1, 1), str(year)) for year in range(first.year, min(last.year + step, 9998) + 1, step)
    ]


def _lane(axes, y: float, rows: list, place: Callable[[date], float], language: str) -> float:
    """The documents of one level, each at its date, its number beside it, in as few rows as fit."""
    taken: list[float] = []
    for row in rows:
        x = place(date.fromisoformat(row.date))
        when = f", {day(row.date, language)}"
        # beside the mark, on the side that has the room; a name too long for both is cut, its date never
        room = max(INNER - x, x) - 0.09
        name = wrap(_name(row), room - text_width(when, SMALL) - 0.02, SMALL, most=1)[0]
        wide = text_width(name + when, SMALL) + 0.01
        left = x + 0.09 if x + 0.09 + wide <= INNER else x - 0.09 - wide
        begin, end = min(x, left) - 0.07, max(x, left + wide) + 0.07
        line = next((line for line, used in enumerate(taken) if used <= begin), len(taken))
        taken[line : line + 1] = [end]
        at = y + line * 0.2
        mark, colour = _MARKS[row.level]
        axes.plot([x], [at + 0.09], mark, markersize=6, color=colour, label=row.level or "unknown")
        write(axes, left, at, name + when, width=wide, size=SMALL)
    return y + len(taken) * 0.2


def _draw_dated(axes, shown: pd.DataFrame, language: str) -> float:
    """One lane a level and the axis of dates below them; returns the y below."""
    ticks = _ticks(date.fromisoformat(shown["date"].iloc[0]), date.fromisoformat(shown["date"].iloc[-1]))
    begin, end = ticks[0][0].toordinal(), max(ticks[-1][0].toordinal(), ticks[0][0].toordinal() + 1)

    def place(when: date) -> float:
        return 0.28 + (INNER - 0.6) * (when.toordinal() - begin) / (end - begin)

    y = 0.0
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
    return y + 0.34


def _list_undated(axes, y: float, undated: pd.DataFrame, language: str) -> tuple[float, list[str]]:
    """The documents without a date, one line a level; returns the y below and the lines."""
    lines: list[str] = []
    if undated.empty:
        return y, lines
    head = say(language, f"No date in the article: {len(undated)}", f"Bài không ghi ngày: {len(undated)}")
    y = write(axes, 0, y + 0.1, head, weight="bold")
    for level, names in LEVELS.items():
        rows = [_name(row) for row in undated[undated["level"] == level].itertuples()]
        if rows:
            name = names[language == "vi"]
            lines.append(f"{name[:1].upper()}{name[1:]}: {'; '.join(rows)}")
            y = write(axes, 0, y, lines[-1], size=SMALL, most=5)
    return y, lines


@in_style
def document_timeline(documents: pd.DataFrame, *, info: dict, language: str) -> Chart:
    """The cited documents that carry a date on a time line, by level; those without one listed apart."""
    cited = chart_tables.cited_once(documents)
    dated = cited[cited["date"].map(_is_day).astype(bool)].sort_values("date", kind="stable")
    if dated.empty:
        en = f"none of the {len(cited)} cited documents carries a date."
        vi = f"không văn bản nào trong {len(cited)} văn bản được dẫn có ghi ngày."
        return left_out("document_timeline", language, en, vi)
    undated = cited.drop(dated.index)
    shown = dated.tail(MOST_DATED)
    axes = sheet()
    y, lines = _list_undated(axes, _draw_dated(axes, shown, language), undated, language)
    count, span = len(dated), [day(dated["date"].iloc[end], language) for end in (0, -1)]
    between = say(language, f", from {span[0]} to {span[1]}", f", từ {span[0]} đến {span[1]}")
    if span[0] == span[1]:
        between = f": {span[0]}"
    title = say(
        language,
        f"{count} of {some(len(cited), 'cited document')} carr{'ies' if count == 1 else 'y'} a date{between}",
        f"{count}/{len(cited)} văn bản được dẫn có ghi ngày{between}",
    )
    subtitle = say(
        language,
        "Each document once, at the date that the article gives it, by the level that issued it",
        "Mỗi văn bản một lần, ở ngày mà bài ghi, theo cấp ban hành",
    )
    if len(dated) > len(shown):
        subtitle += say(
            language, f"; the latest {len(shown)} are shown", f"; vẽ {len(shown)} văn bản mới nhất"
        )
    figure = finish(axes, y, title, subtitle, info["source"])
    listed = "; ".join(f"{_name(row)} {day(row.date, language)}" for row in shown.itertuples())
    alt = f"{say(language, 'Time line', 'Dòng thời gian')}: {title} ({listed})."
    kept = ["start", "quote", "type", "number", "issuer", "level", "date", "subject", "paragraph", "section"]
    drawn = pd.concat([dated, undated])[kept].reset_index(drop=True)
    return Chart("document_timeline", figure, drawn, title, alt, ". ".join([subtitle, *lines]) + ".")


def _draw_tree(axes, drawn: pd.DataFrame, language: str) -> float:
    """Each document indented below the one that it implements, joined by a line; returns the y below."""
    y, indent = 0.0, 0.35
    trunk: dict[int, float] = {}
    for row in drawn.head(MOST_LINES).itertuples():
        depth = min(row.depth, 6)
        x = depth * indent
        y += 0.06 if row.depth else 0.12 * (row.Index > 0)
        if row.depth:
            axes.plot(
                [x - 0.22, x - 0.22, x - 0.06], [trunk[depth - 1], y + 0.1, y + 0.1], color=GREY, linewidth=1
            )
        # a document without a number is named by its quote, which holds its type and issuer
        told = [plain(row.type), plain(row.issuer)] if row.number else []
        told.append(LEVELS[row.level][language == "vi"])
        told += [day(row.date, language)] if _is_day(row.date) else []
        room, colour = INNER - x, ACCENT if row.depth else INK
        y = write(axes, x, y, _name(row), width=room, weight="bold", colour=colour, most=2)
        about = "; ".join(filter(None, told))
        y = write(axes, x, y, about, width=room, size=SMALL, colour=GREY, most=2)
        trunk[depth] = y + 0.01
    return y


def _tree_title(drawn: pd.DataFrame, language: str) -> str:
    """'3 provincial documents implement 3 central documents', without levels where they are mixed."""
    doing = drawn[drawn["depth"] > 0]
    done = len(set(doing["implements"]))
    acting = len({row.number or row.start for row in doing.itertuples()})
    levels, above = set(doing["level"]), set(drawn.loc[drawn["number"].isin(doing["implements"]), "level"])
    lower, upper = ("", ""), ("", "")
    if len(levels) == len(above) == 1 and "" not in levels | above:
        lower, upper = LEVELS[levels.pop()], LEVELS[above.pop()]
    en = (some(acting, f"{lower[0]} document".strip()), some(done, f"{upper[0]} document".strip()))
    vi = (f"{acting} văn bản {lower[1]}".strip(), f"{done} văn bản {upper[1]}".strip())
    return say(
        language, f"{en[0]} implement{'s' if acting == 1 else ''} {en[1]}", f"{vi[0]} thực hiện {vi[1]}"
    )


@in_style
def who_implements_whom(documents: pd.DataFrame, *, info: dict, language: str) -> Chart:
    """Documents under those that the article says they implement, such as plans under resolutions."""
    drawn = chart_tables.implementing(documents)
    if drawn.empty:
        en = "no cited document is said to implement another one that has a number."
        vi = "bài không nói văn bản nào thực hiện văn bản nào có số hiệu."
        return left_out("who_implements_whom", language, en, vi)
    axes = sheet()
    y, title = _draw_tree(axes, drawn, language), _tree_title(drawn, language)
    cited = len(chart_tables.cited_once(documents))
    subtitle = say(
        language,
        f"Each under the document that the article says it implements; {cited} documents cited in all",
        f"Mỗi văn bản đặt dưới văn bản mà bài nói là nó thực hiện; bài dẫn tất cả {cited} văn bản",
    )
    if len(drawn) > MOST_LINES:
        subtitle += say(language, f"; the first {MOST_LINES} lines", f"; {MOST_LINES} dòng đầu")
    figure = finish(axes, y, title, subtitle, info["source"])
    pairs = "; ".join(
        f"{_name(row)} → {plain(row.implements)}" for row in drawn.head(MOST_LINES).itertuples() if row.depth
    )
    return Chart("who_implements_whom", figure, drawn, title, f"{title}: {pairs}.", f"{subtitle}.")


# ---------------------------------------------------------------------- stages and words

# So light at its darkest that INK on any cell keeps a contrast above 7.
STUB, STEP = 2.0, 0.36  # inches: the column of stages, the height of a row
_BLUES = LinearSegmentedColormap.from_list("blues", ["#ffffff", MIDDLE])


def _draw_matrix(axes, counts: pd.DataFrame, called: list[str], heads: list[str]) -> tuple[Axes, float]:
    """Heads, stages and seaborn's grid, still to be laid on the finished sheet; returns it and its top."""
    import seaborn

    cell = (INNER - STUB) / len(heads)
    tall = [len(wrap(head, cell - 0.06, SMALL)) * SMALL * LINE / 72 for head in heads]
    for column, head in enumerate(heads):
        x, y = STUB + column * cell + 0.04, max(tall) - tall[column]
        write(axes, x, y, head, width=cell - 0.06, size=SMALL, colour=GREY)
    top = max(tall) + 0.05
    grid = axes.figure.add_axes((0, 0, 1, 1), label="grid")
    seaborn.heatmap(
        counts,
        ax=grid,
        cmap=_BLUES,
        vmin=0,
        annot=True,
        fmt="d",
        cbar=False,
        linewidths=1,
        annot_kws={"color": INK, "size": TEXT},
        xticklabels=False,
        yticklabels=False,
    )
    grid.set(xlabel="", ylabel="")
    grid.tick_params(length=0)
    for row, stage in enumerate(called):
        lines = wrap(stage, STUB - 0.1, most=2)
        y = top + (row + 0.5) * STEP - len(lines) * TEXT * LINE / 144
        write(axes, 0, y, stage, width=STUB - 0.1, most=2)
    return grid, top


def _stage_title(counts: pd.DataFrame, language: str) -> str:
    """How many stages have measures, and how many of those a number."""
    rows = len(counts)
    stated, reported = counts["measure"] > 0, counts["number"] > 0
    if stated.any():
        of, both = int(stated.sum()), int((stated & reported).sum())
        return say(
            language,
            f"Measures are announced for {of} of {rows} stages of cadre work, "
            f"a number is reported for {both} of those {of}",
            f"Có giải pháp cho {of}/{rows} khâu công tác cán bộ; {both} trong {of} khâu đó có số liệu",
        )
    of, both = int((counts.sum(axis=1) > 0).sum()), int(reported.sum())
    return say(
        language,
        f"The article names {of} of {rows} stages of cadre work, with a number for {both}",
        f"Bài nhắc đến {of}/{rows} khâu công tác cán bộ; {both} khâu có số liệu",
    )


@in_style
def stage_evidence(evidence: pd.DataFrame, *, info: dict, language: str) -> Chart:
    """Stages of cadre work by kind of evidence, as counts: what chart_tables.evidence_by_stage returns."""
    kinds, called = list(EVIDENCE), [plain(label) for label in evidence[f"label_{language}"]]
    counts = evidence[kinds]
    if not counts.to_numpy().sum():
        en = "this article names no stage of cadre work."
        vi = "bài không nhắc đến khâu nào của công tác cán bộ."
        return left_out("stage_evidence", language, en, vi)
    heads = [EVIDENCE[kind][language == "vi"] for kind in kinds]
    axes = sheet()
    grid, top = _draw_matrix(axes, counts, called, heads)
    title = _stage_title(counts, language)
    subtitle = say(
        language,
        "How many claims, sentences of the achievements, measures and documents go with a stage;"
        " one can go with several stages",
        "Bao nhiêu số liệu, câu nêu kết quả, giải pháp và văn bản đi với"
        " mỗi khâu; một câu có thể thuộc nhiều khâu",
    )
    figure = finish(axes, top + len(counts) * STEP, title, subtitle, info["source"])
    lay_on(axes, grid, STUB, top, INNER - STUB, len(counts) * STEP)
    listed = "; ".join(
        f"{stage} {row.number}, {row.achievement}, {row.measure}, {row.document}"
        for stage, row in zip(called, evidence.itertuples(), strict=True)
    )
    alt = f"{title} ({', '.join(heads)}: {listed})."
    return Chart("stage_evidence", figure, evidence, title, alt, f"{subtitle}.")


@in_style
def keyness(scored: pd.DataFrame, *, info: dict, language: str) -> Chart:
    """Words that set the measures (terms.keyness: target) apart from the achievements (reference)."""
    if scored.empty:
        en = "the article lacks measures or achievements, or no word differs enough between them."
        vi = "bài thiếu phần giải pháp hoặc phần kết quả, hoặc không từ nào khác biệt đủ rõ."
        return left_out("keyness", language, en, vi)
    sides = {
        "target": say(language, "More in the measures", "Nhiều hơn ở phần giải pháp"),
        "reference": say(language, "More in the achievements", "Nhiều hơn ở phần kết quả"),
    }
    axes, y, zero, longest = sheet(), 0.0, 1.75, 2.3
    for side, head in sides.items():
        rows = scored[scored["more_in"] == side].head(MOST_TERMS)
        if rows.empty:
            continue
        y = write(axes, 0, y, head, weight="bold") + 0.04
        for row in rows.itertuples():
            length = longest * row.g2 / scored["g2"].max()
            colour = ACCENT if side == "target" else GREY
            block(axes, zero, y + 0.03, length, 0.15, colour, side)
            write(axes, zero - 0.08, y, wrap(row.term, zero - 0.1, most=1)[0], align="right")
            counted = f"{row.target} : {row.reference} (G² {number(row.g2, language)})"
            write(axes, zero + length + 0.08, y + 0.015, counted, size=SMALL)
            y += 0.22
        y += 0.1
    best = scored[scored["more_in"] == "target"].head(1)
    best = next((best if len(best) else scored.head(1)).itertuples())
    title = say(
        language,
        f"“{best.term}”: {best.target} times in the measures, {best.reference} in the achievements",
        f"“{best.term}”: {best.target} lần ở phần giải pháp, {best.reference} lần ở phần kết quả",
    )
    subtitle = say(
        language,
        "Content words whose frequency differs most; how often in measures : achievements;"
        " bar: log-likelihood G²",
        "Thực từ có tần số khác biệt nhất; số lần (giải pháp : kết quả); thanh: G² (log-likelihood)",
    )
    figure = finish(axes, y - 0.1, title, subtitle, info["source"])
    shown = pd.concat(
        [scored[scored["more_in"] == side].head(MOST_TERMS) for side in sides], ignore_index=True
    )
    listed = "; ".join(f"{row.term} {row.target} : {row.reference}" for row in shown.itertuples())
    caption = subtitle + say(
        language,
        ". Words inside the names of cited documents are not counted; two short texts:"
        " a description, not a test.",
        ". Không tính từ trong tên văn bản được dẫn; hai đoạn ngắn: chỉ để mô tả, không phải kiểm định.",
    )
    return Chart("keyness", figure, shown, title, f"{title} ({listed}).", caption)
