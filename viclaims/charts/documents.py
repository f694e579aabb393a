"""The figures of what an article cites and plans: documents, stages of cadre work, words. See claims.py."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from viclaims.charts import frames
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
    drawable,
    finish,
    lay_on,
    sheet,
    text_width,
    wrap,
    write,
)
from viclaims.charts.wording import capital, in_style, left_out, words
from viclaims.languages import day, number
from viclaims.tables.schemas import LEVELS

MOST_DATED, MOST_LINES, MOST_TERMS = 40, 24, 8  # drawn at most; the rest is said to be left out

# ---------------------------------------------------------------------- documents


def _name(document) -> str:
    """A document's number, else the words that cite it."""
    return drawable(document.number or document.quote)


def _level(level: str, language: str) -> str:
    return words(language)("level", level or "unclear")


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
    for level in LEVELS:
        rows = list(shown[shown["level"] == level].itertuples())
        if rows:
            y = write(axes, 0, y + 0.06, f"{capital(_level(level, language))}: {len(rows)}", weight="bold")
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
    head = words(language)("document_timeline", "undated", n=len(undated))
    y = write(axes, 0, y + 0.1, head, weight="bold")
    for level in LEVELS:
        rows = [_name(row) for row in undated[undated["level"] == level].itertuples()]
        if rows:
            lines.append(f"{capital(_level(level, language))}: {'; '.join(rows)}")
            y = write(axes, 0, y, lines[-1], size=SMALL, most=5)
    return y, lines


@in_style
def document_timeline(documents: pd.DataFrame, *, info: dict, language: str) -> Chart:
    """The cited documents that carry a date on a time line, by level; those without one listed apart."""
    cited = frames.cited_once(documents)
    dated = cited[cited["date"].map(_is_day).astype(bool)].sort_values("date", kind="stable")
    if dated.empty:
        return left_out("document_timeline", language, n=len(cited))
    say = words(language)
    undated = cited.drop(dated.index)
    shown = dated.tail(MOST_DATED)
    axes = sheet()
    y, lines = _list_undated(axes, _draw_dated(axes, shown, language), undated, language)
    first, last = (day(dated["date"].iloc[end], language) for end in (0, -1))
    key = "title_day" if first == last else "title_span"
    documents = say("say", "cited_document", n=len(cited))
    title = say("document_timeline", key, n=len(dated), cited=documents, first=first, last=last)
    subtitle = say("document_timeline", "subtitle")
    if len(dated) > len(shown):
        subtitle += say("document_timeline", "latest", n=len(shown))
    figure = finish(axes, y, title, subtitle, info["source"])
    listed = "; ".join(f"{_name(row)} {day(row.date, language)}" for row in shown.itertuples())
    alt = say("document_timeline", "alt", title=title, listed=listed)
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
            axes.plot([x - 0.22, x - 0.22, x - 0.06], [trunk[depth - 1], y + 0.1, y + 0.1], color=GREY, linewidth=1)
        # a document without a number is named by its quote, which holds its type and issuer
        told = [drawable(row.type), drawable(row.issuer)] if row.number else []
        told.append(_level(row.level, language))
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
    known = len(levels) == len(above) == 1 and "" not in levels | above
    say, key = words(language), "document_of_level" if known else "document"
    lower, upper = (
        say("say", key, n=count, level=_level(min(of), language)) for count, of in ((acting, levels), (done, above))
    )
    return say("who_implements_whom", "title", n=acting, lower=lower, upper=upper)


@in_style
def who_implements_whom(documents: pd.DataFrame, *, info: dict, language: str) -> Chart:
    """Documents under those that the article says they implement, such as plans under resolutions."""
    drawn = frames.implementing(documents)
    if drawn.empty:
        return left_out("who_implements_whom", language)
    say = words(language)
    axes = sheet()
    y, title = _draw_tree(axes, drawn, language), _tree_title(drawn, language)
    cited = len(frames.cited_once(documents))
    subtitle = say("who_implements_whom", "subtitle", n=cited)
    if len(drawn) > MOST_LINES:
        subtitle += say("who_implements_whom", "first_lines", n=MOST_LINES)
    figure = finish(axes, y, title, subtitle, info["source"])
    pairs = "; ".join(
        f"{_name(row)} → {drawable(row.implements)}" for row in drawn.head(MOST_LINES).itertuples() if row.depth
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
    say, stages = words(language), len(counts)
    stated, reported = counts["measure"] > 0, counts["number"] > 0
    if stated.any():
        both = int((stated & reported).sum())
        return say("stage_evidence", "title_measures", n=int(stated.sum()), stages=stages, reported=both)
    named = int((counts.sum(axis=1) > 0).sum())
    return say("stage_evidence", "title_named", n=named, stages=stages, reported=int(reported.sum()))


@in_style
def stage_evidence(evidence: pd.DataFrame, *, info: dict, language: str) -> Chart:
    """Stages of cadre work by kind of evidence, as counts: what frames.evidence_by_stage returns."""
    kinds, called = list(frames.EVIDENCE), [drawable(label) for label in evidence[f"label_{language}"]]
    counts = evidence[kinds]
    if not counts.to_numpy().sum():
        return left_out("stage_evidence", language)
    say = words(language)
    heads = [say("evidence", kind) for kind in kinds]
    axes = sheet()
    grid, top = _draw_matrix(axes, counts, called, heads)
    title = _stage_title(counts, language)
    subtitle = say("stage_evidence", "subtitle")
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
    """Words that set the measures (text.keywords.keyness: target) apart from the achievements (reference)."""
    if scored.empty:
        return left_out("keyness", language)
    say = words(language)
    sides = {side: say("keyness", side) for side in ("target", "reference")}
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
            counted = f"{row.target} : {row.reference} (G² {number(row.g2, language, 1)})"
            write(axes, zero + length + 0.08, y + 0.015, counted, size=SMALL)
            y += 0.22
        y += 0.1
    best = scored[scored["more_in"] == "target"].head(1)
    best = next((best if len(best) else scored.head(1)).itertuples())
    title = say("keyness", "title", n=best.target, term=best.term, reference=best.reference)
    subtitle = say("keyness", "subtitle")
    figure = finish(axes, y - 0.1, title, subtitle, info["source"])
    shown = pd.concat([scored[scored["more_in"] == side].head(MOST_TERMS) for side in sides], ignore_index=True)
    listed = "; ".join(f"{row.term} {row.target} : {row.reference}" for row in shown.itertuples())
    caption = say("keyness", "caption", subtitle=subtitle)
    return Chart("keyness", figure, shown, title, f"{title} ({listed}).", caption)
