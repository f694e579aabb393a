"""What each figure draws, counted from the tables: the frame that is saved beside the picture.

Nothing here draws or speaks a language; claims.py and documents.py turn these frames into figures.
"""

from __future__ import annotations

import math
from bisect import bisect_right

import numpy as np
import pandas as pd

from viclaims.article.sections import IN_BODY
from viclaims.text.files import RUNNING

MOST_SQUARES = 500  # more than this and a square is too small to count: squares then stand for several
SECTION_ORDER = ("opening", "body", "achievements", "limits", "resolution", "measures", "closing")
WHERE_COLUMNS = [
    "section",
    "characters_pct",
    "claims",
    "headline",
    "documents",
    "targets",
    "starts",
    "quotes",
]
EVIDENCE = ("number", "achievement", "measure", "document")


def cited_once(documents: pd.DataFrame) -> pd.DataFrame:
    """One row a document, at its fullest mention: without the rows that only refer to that one."""
    return documents[documents["refers_to"].isna()]


def worded(table: pd.DataFrame) -> list[str]:
    """The columns that hold a label or caveat in some language.

    >>> worded(pd.DataFrame(columns=["stage", "label_vi", "label_en"]))
    ['label_vi', 'label_en']
    """
    return [column for column in table.columns if column.startswith(("label_", "caveat_"))]


# ---------------------------------------------------------------------- a part of a whole


def per_square(*amounts: float) -> float:
    """How much one square stands for: 1 for counts up to MOST_SQUARES, else the 1, 2 or 5 × 10ⁿ that needs
    80–200.

    >>> per_square(52, 235), per_square(90253, 120000), per_square(1.25, 3.5)
    (1.0, 1000.0, 0.02)
    """
    largest = max(amounts)
    if largest <= MOST_SQUARES and all(float(value).is_integer() for value in amounts):
        return 1.0
    decade = 10.0 ** (math.floor(math.log10(largest)) - 2)
    return next(step * decade for step in (1, 2, 5, 10) if largest / (step * decade) <= 200)


def _squares(value: float, whole: float, size: float) -> int:
    """Squares of `value`, rounded, but a part is never drawn as none or as the whole of it."""
    squares, everything = round(value / size), max(1, round(whole / size))
    return min(max(squares, 1), max(everything - 1, 1)) if 0 < value < whole else squares


def parts(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims that give a part with its whole, headline claims first; the first row is the one that is drawn.

    None that is doubted.

    Columns: start, quote, value, value_high, qualifier, whole, unit, counted, says, period, status,
    sentence, sentence_start, label and caveat in each language, share_pct, per_square, squares_whole, squares_part,
    squares_high (of value_high; else squares_part).
    """
    # the claims are in text order, so a stable sort leaves unmarked ones in it
    order = claims["headline"].where(claims["headline"] > 0, np.inf)
    fits = (claims["whole"] > 0) & (claims["value"] >= 0) & np.isfinite(claims["whole"]) & (claims["doubt"] == "")
    frame = claims.assign(order=order)[fits].sort_values("order", kind="stable", ignore_index=True)
    rows = []
    for claim in frame.itertuples():
        high = claim.value if math.isnan(claim.value_high) else claim.value_high
        size = per_square(claim.value, high, claim.whole)
        low_squares = _squares(claim.value, claim.whole, size)
        rows.append(
            {
                "per_square": size,
                "squares_whole": max(1, round(claim.whole / size)),
                "squares_part": low_squares,
                "squares_high": max(low_squares, _squares(high, claim.whole, size)),
            }
        )
    kept = [
        "start",
        "quote",
        "value",
        "value_high",
        "qualifier",
        "whole",
        "unit",
        "counted",
        "says",
        "period",
        "status",
    ]
    drawn = frame[[*kept, "sentence", "sentence_start", *worded(claims)]]
    drawn = drawn.assign(share_pct=frame["value"] / frame["whole"] * 100)
    counted = pd.DataFrame(rows, columns=["per_square", "squares_whole", "squares_part", "squares_high"])
    return pd.concat([drawn, counted], axis=1)


# ---------------------------------------------------------------------- where numbers stand


def _stretch(paragraph) -> str:
    """Where a paragraph stands in the article: its section, else opening, body or closing by its role."""
    if paragraph.section:
        return paragraph.section
    if paragraph.role in IN_BODY:
        return "body"
    return "closing" if paragraph.role in ("source", "furniture") else "opening"


def by_section(
    claims: pd.DataFrame, documents: pd.DataFrame, measures: pd.DataFrame, paragraphs: pd.DataFrame
) -> pd.DataFrame:
    """One row a section: its share of the text, claims, headline claims, documents (cited_once), targets.

    Columns: section, characters_pct, claims, headline, documents, targets, starts and quotes (of the claims,
    joined with '; '). A row for each section that the article has, and for opening and closing where
    something stands in them.
    """
    if paragraphs.empty:
        return pd.DataFrame(columns=WHERE_COLUMNS)
    stretch = [_stretch(row) for row in paragraphs.itertuples()]
    starts = paragraphs["start"].tolist()

    def counts(offsets) -> pd.Series:
        # a paragraph's start is its first character, so the last one not after an offset holds it
        return pd.Series([stretch[max(bisect_right(starts, int(at)) - 1, 0)] for at in offsets], dtype=object)

    targets = measures.loc[measures["target"].astype(str) != "", "target"].astype(float)
    length = (paragraphs["end"] - paragraphs["start"]).groupby(np.array(stretch, dtype=object)).sum()
    where = {
        "claims": counts(claims["start"]),
        "headline": counts(claims.loc[claims["headline"] > 0, "start"]),
        "documents": counts(cited_once(documents)["start"]),
        "targets": counts(targets),
    }
    frame = pd.DataFrame({"section": [name for name in SECTION_ORDER if name in stretch]}, dtype=object)
    frame["characters_pct"] = [round(100 * length[name] / length.sum(), 1) for name in frame["section"]]
    for column, found in where.items():
        frame[column] = [int((found == name).sum()) for name in frame["section"]]
    for column, values in (("starts", claims["start"].astype(str)), ("quotes", claims["quote"])):
        listed = values.reset_index(drop=True)
        frame[column] = ["; ".join(listed[where["claims"] == name]) for name in frame["section"]]
    empty = (frame[["claims", "documents", "targets"]] == 0).all(axis=1)
    return frame[~(empty & frame["section"].isin(["opening", "closing"]))].reset_index(drop=True)


# ---------------------------------------------------------------------- documents


def implementing(documents: pd.DataFrame) -> pd.DataFrame:
    """Documents under those that they implement, as the lines of a tree from top to bottom.

    Columns: depth (0 for one that is only implemented), start, quote, type, number, issuer, level, date,
    subject, implements. A document that implements two stands under both; one implemented but not cited has
    no start.
    """
    children: dict[str, list] = {}
    for row in documents.itertuples():
        for number in filter(None, row.implements.split("; ")):
            if number != row.number:
                children.setdefault(number, []).append(row)
    known = {row.number: row for row in cited_once(documents)[::-1].itertuples() if row.number}
    lines: list[dict] = []
    expanded: set[str] = set()

    def add(number: str, row, depth: int, above: frozenset[str], implements: str) -> None:
        fields = ("start", "quote", "type", "issuer", "level", "date", "subject")
        line = {field: getattr(row, field, math.nan if field == "start" else "") for field in fields}
        lines.append({"depth": depth, "number": number, **line, "implements": implements})
        # under a second one a document stands without what is under it, so that lines stay few
        below = [] if number in expanded else children.get(number, [])
        expanded.add(number)
        done = set()
        for child in below:
            name = child.number or str(child.start)
            if name not in done and name not in above:
                done.add(name)
                add(child.number, known.get(child.number, child), depth + 1, above | {name}, number)

    acting = {child.number for row in children.values() for child in row}
    roots = [number for number in children if number not in acting]
    # documents that only implement each other have no root: the first named then stands on top
    for number in [*roots, *children]:
        if number not in expanded:
            add(number, known.get(number), 0, frozenset({number}), "")
    columns = [
        "depth",
        "start",
        "quote",
        "type",
        "number",
        "issuer",
        "level",
        "date",
        "subject",
        "implements",
    ]
    return pd.DataFrame(lines, columns=columns).astype({"start": "Int64"})


# ---------------------------------------------------------------------- stage × evidence


def evidence_by_stage(
    claims: pd.DataFrame,
    documents: pd.DataFrame,
    measures: pd.DataFrame,
    paragraphs: pd.DataFrame,
    sentences: pd.DataFrame,
    stages: pd.DataFrame,
) -> pd.DataFrame:
    """One row a stage of measures.read_stages: stage, its label in each language, a count for each kind of EVIDENCE.

    number: claims in a sentence that names the stage; achievement: sentences of the achievements that do;
    measure: measures with the stage; document: documents (cited_once) in a measure with the stage or, outside
    the measures, in a sentence that names it.
    """
    from viclaims.documents.measures import stages_in
    from viclaims.text.sentences import with_words

    table = pd.DataFrame(0, index=stages["stage"], columns=list(EVIDENCE))
    spans: list[tuple[int, int, list[str]]] = []

    def count(kind: str, named: list[str]) -> None:
        for stage in named:
            if stage in table.index:
                table.loc[stage, kind] += 1

    for row in measures.itertuples():
        named = [stage for stage in row.stage.split("; ") if stage]
        count("measure", named)
        spans.append((row.start, row.end, named))
    cut = with_words(sentences, paragraphs)
    for sentence in cut[cut["role"].isin(RUNNING) & (cut["section"] != "measures")].itertuples():
        named = stages_in(sentence.text, stages)
        spans.append((sentence.start, sentence.end, named))
        if sentence.section == "achievements":
            count("achievement", named)
    spans.sort(key=lambda span: span[0])
    begins = [span[0] for span in spans]
    for kind, offsets in (("number", claims["start"]), ("document", cited_once(documents)["start"])):
        for at in offsets:
            place = bisect_right(begins, at) - 1
            if place >= 0 and at < spans[place][1]:
                count(kind, spans[place][2])
    return stages[["stage", *worded(stages)]].join(table, on="stage")
