"""What the pages of one article are made of: its tables, its words in two languages, its marked text.

Used by rows.py and index.py, which make the pages. Words of the pages are in template/labels.toml.
"""

from __future__ import annotations

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

import pandas as pd
from markupsafe import Markup

from viclaims.article.raw import list_articles, read_article
from viclaims.article.sidecar import describe
from viclaims.languages import OF_ARTICLES, Words
from viclaims.pages.addresses import csv_uri
from viclaims.pages.markup import Span, Term, TermFinder, mark_up
from viclaims.tables.files import read_table

TEMPLATE = Path(__file__).with_name("template")
TABLES = ("claims", "documents", "measures", "mentions")


def labels(language: str) -> Words:
    """The words of the pages in one language."""
    return Words(TEMPLATE / "labels.toml", language)


class Material:
    """What the pages of one article are made of, read once for both languages."""

    def __init__(self, article: str, processed: Path, figures: Path, root: Path):
        self.name = article
        raw = [path for path in list_articles(root / "data" / "raw") if path.stem == article]
        self.article = read_article(raw[0])
        self.reference = root / "data" / "reference"
        self.processed, self.figures = processed, figures
        with open(processed / "text.txt", encoding="utf-8", errors="surrogatepass", newline="") as file:
            self.text = file.read()
        self.paragraphs = read_table("paragraphs", processed)
        self._pages = dict(zip(self.paragraphs["paragraph"], self.paragraphs["page"], strict=True))
        cut = read_table("sentences", processed)
        self.sentences = list(zip(cut["start"].tolist(), cut["end"].tolist(), strict=True))
        self.tables = {name: read_table(name, processed) for name in TABLES}
        self.cells = read_table("cells", processed)
        self.checks = read_table("checks", processed)
        self.claims, self.documents = self.tables["claims"], self.tables["documents"]
        self.wholes = _find_wholes(self.claims, self.tables["mentions"])

    def page_of(self, paragraph: int) -> int | None:
        """The page of the source that a paragraph begins on, None where the source has no pages."""
        page = self._pages.get(paragraph)
        return None if page is None or pd.isna(page) else int(page)

    def sentence_at(self, offset: int) -> str:
        """Where a page holds the sentence with the character at `offset`; empty between sentences."""
        last = bisect_right(self.sentences, offset, key=itemgetter(0)) - 1
        start, end = self.sentences[last] if last >= 0 else (0, 0)
        return f"#sentence-{start}" if offset < end else ""

    def address_of(self, quotation: str) -> str:
        """Where a page holds the sentence in which `quotation` begins; empty if it is not there."""
        return self.sentence_at(self.text.find(quotation)) if quotation in self.text and quotation else ""

    def described(self, language: str) -> dict[str, str]:
        """Title, outlet, published and source in a language."""
        return describe(self.article, self.paragraphs, language)

    def csv_uri(self, name: str) -> str:
        """The table's file as a download."""
        return csv_uri((self.processed / f"{name}.csv").read_bytes())

    def reference_rows(self, file: str) -> list[dict[str, str]]:
        """The rows of a file of data/reference; none if there is no such file."""
        path = self.reference / file
        if not path.exists():
            return []
        with open(path, encoding="utf-8-sig", newline="") as opened:
            return list(csv.DictReader(opened))

    def stages(self, language: str) -> dict[str, str]:
        """Stage of cadre work as measures.csv names it → its label in a language."""
        return {row["stage"]: row[f"label_{language}"] for row in self.reference_rows("stages.csv")}

    def glossary(self, language: str) -> list[dict[str, str]]:
        """The entries of data/reference/glossary.csv, in the order of the file."""
        return [
            {
                "id": f"term-{number}",
                "term": row[f"term_{OF_ARTICLES}"],
                "label": row.get(f"label_{language}", ""),
                "explanation": row[f"explanation_{language}"],
            }
            for number, row in enumerate(self.reference_rows("glossary.csv"), 1)
        ]


def _find_wholes(claims: pd.DataFrame, mentions: pd.DataFrame) -> dict[int, int]:
    """Start of a claim → start of the mention that is its worded whole ("235" of "52 trong tổng số 235").

    The nearest whole of the same paragraph behind the claim; an "A/B" holds its whole itself and has none.
    """
    wholes = mentions[mentions["role"] == "whole"]
    by_paragraph = {key: sorted(rows["start"]) for key, rows in wholes.groupby("paragraph")}
    found = {}
    for claim in claims[claims["whole"].notna()].itertuples():
        starts = by_paragraph.get(claim.paragraph, [])
        at = bisect_left(starts, claim.end)
        if at < len(starts) and "/" not in claim.quote:
            found[claim.start] = starts[at]
    return found


def _spans(material: Material) -> Iterator[Span]:
    """Every stretch of the article that a page marks: sentences, documents, claims and the other numbers."""
    for start, end in material.sentences:
        yield Span(start, end, "sentence", f"sentence-{start}")
    documents, wholes = material.documents, set(material.wholes.values())
    for row in documents.itertuples():
        yield Span(row.start, row.end, "document", f"document-{row.start}", f"#document-row-{row.start}")
    for row in material.claims.itertuples():
        yield Span(row.start, row.end, "claim", f"claim-{row.start}", f"#claim-row-{row.start}")
    of_claim = {whole: claim for claim, whole in material.wholes.items()}
    for row in material.tables["mentions"].itertuples():
        if row.role == "claim":
            continue
        kind = "whole" if row.start in wholes else "number"
        href = f"#claim-row-{of_claim[row.start]}" if kind == "whole" else ""
        yield Span(row.start, row.end, kind, f"number-{row.start}", href)


class _Grid:
    """The cells of the article's tables by where they stand, and which tables nothing was read of."""

    def __init__(self, material: Material):
        self.cells = list(material.cells.itertuples())
        self._starts = [cell.start for cell in self.cells]
        self.widths: dict[int, int] = {}
        first: dict[int, int] = {}  # the first row of each table that has a heading
        ends: dict[int, tuple[int, int]] = {}
        for cell in self.cells:
            self.widths[cell.table] = max(self.widths.get(cell.table, 0), cell.column)
            ends[cell.table] = (ends.get(cell.table, (cell.start, 0))[0], cell.end)
            if cell.row_head:
                first.setdefault(cell.table, cell.row)
        self._first = first
        mentions = material.tables["mentions"]
        unread = mentions.loc[mentions["role"] == "table", "start"].tolist()
        read = mentions.loc[mentions["role"] == "claim", "start"].tolist()
        self._unread = {
            table for table, (start, end) in ends.items()
            if bisect_left(unread, start) < bisect_left(unread, end)
            and bisect_left(read, start) == bisect_left(read, end)
        }  # fmt: skip

    def cells_of(self, start: int, end: int) -> list:
        return self.cells[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def is_unread(self, table: int) -> bool:
        """Whether the table holds numbers of which none is a claim."""
        return table in self._unread

    def row(self, name: str, cells: list, html: list[tuple[int, Markup]]) -> dict:
        """A row as the template takes it: every cell, the empty ones too."""
        filled, table = dict(html), cells[0].table
        figures = {cell.column for cell in cells if cell.row_head and not any(map(str.isalpha, cell.text))}
        return {
            "id": name,
            "head": cells[0].row < self._first.get(table, 0),
            "cells": [(filled.get(at, ""), at in figures) for at in range(1, self.widths[table] + 1)],
        }


def _within(spans: list[Span], cell) -> list[Span]:
    return [span for span in spans if cell.start <= span.start < cell.end]


def marked_article(material: Material, glossary: list[dict[str, str]]) -> list[dict]:
    """The paragraphs with their sentences, claims, documents and terms marked; linear in the article."""
    terms = [
        Term(entry["term"], entry["id"], ": ".join(filter(None, [entry["label"], entry["explanation"]])))
        for entry in glossary
    ]
    shown: list[dict] = []
    finder, text, section = TermFinder(terms), material.text, ""
    spans = sorted(_spans(material))
    grid = _Grid(material)
    at = 0
    for row in material.paragraphs.itertuples():
        inside = []
        while at < len(spans) and spans[at].start < row.end:
            inside.append(spans[at])
            at += 1
        if row.section != section:
            finder.again()
        name, opened = f"paragraph-{row.paragraph}", row.section if row.section != section else ""
        cells = grid.cells_of(row.start, row.end) if row.role == "table" else []
        if cells:
            number = cells[0].table
            html = [(cell.column, mark_up(text, cell.start, cell.end, _within(inside, cell), finder)) for cell in cells]
            if not shown or shown[-1].get("table") != number or opened:
                shown.append({"id": name, "role": row.role, "section": opened, "table": number, "rows": [],
                              "unread": grid.is_unread(number), "html": Markup("")})  # fmt: skip
            shown[-1]["rows"].append(grid.row(name, cells, html))
            shown[-1]["html"] += Markup("").join(piece for _, piece in html)
        else:
            marked = mark_up(text, row.start, row.end, inside, finder)
            shown.append({"id": name, "role": row.role, "section": opened, "rows": [], "html": marked})
        section = row.section
    return shown
