"""Render an article's pages: an index in each language, a page a notebook, the list of articles.

Last room of the series: reads the processed tables, the figures, the sidecar, data/reference and the executed
notebooks, and writes files that need nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from viclaims.article.sidecar import WORDING
from viclaims.languages import LANGUAGES, OF_ARTICLES, Words, in_file_name, language_name, marks
from viclaims.pages import checks, rows
from viclaims.pages.markup import for_attribute, safe_text
from viclaims.pages.material import TABLES, TEMPLATE, Material, labels, marked_article
from viclaims.pages.notebooks import read_notebook
from viclaims.writing import open_whole

FIRST = LANGUAGES[0]  # the list and the notebooks' pages are in it
INDEX = {language: f"index{in_file_name(language)}.html" for language in LANGUAGES}


@cache
def _environment() -> Environment:
    """The templates, compiled once for all pages and all languages."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        # Whatever reaches a page without being marked as HTML is escaped, its hidden controls made visible.
        finalize=lambda value: value if isinstance(value, Markup) else safe_text(value),
    )
    script = (TEMPLATE / "script.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    environment.filters["for_attribute"] = for_attribute
    environment.globals.update(
        article_language=OF_ARTICLES,
        style=Markup((TEMPLATE / "style.css").read_text(encoding="utf-8")),
        script=Markup(script),
        # Only this very script may run; nothing may be fetched, not even from the folder.
        policy=(
            f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        ),
    )
    return environment


def _render(template: str, words: Words, **page) -> str:
    made = _environment().get_template(template)
    return made.render(words=words, language=words.language, marks=marks(words.language), **page)


def _write(path: Path, page: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_whole(path) as file:
        file.write(page)


def _others(language: str) -> list[dict[str, str]]:
    """The index in each other language: its file, the language and that language's name."""
    return [
        {"file": INDEX[other], "language": other, "name": language_name(other)}
        for other in LANGUAGES
        if other != language
    ]


def _render_index(material: Material, notebooks: list[dict], out: Path, language: str) -> None:
    words = labels(language)
    described = material.described(language)
    glossary = material.glossary(language)
    findings, references = rows.findings_of(material, words), rows.references_of(material)
    paragraphs = marked_article(material, glossary)
    linked = set(re.findall(r'href="#(term-\d+)"', "".join(paragraph["html"] for paragraph in paragraphs)))
    by_hand = bool(material.article.sidecar.headline)
    page = _render(
        "index.html.j2",
        words,
        title=described["title"],
        original=material.described(OF_ARTICLES)["title"] if language != OF_ARTICLES else "",
        described=described,
        others=_others(language),
        notebooks=notebooks,
        findings=findings,
        chosen_by_rule="" if by_hand else Words(WORDING, language)("article", "chosen_by_rule"),
        counts=rows.counts_of(material, words),
        checks=checks.checks_of(material, words),
        caveats=rows.caveats_of(material, findings, references, words),
        figures=rows.figures_of(material, findings, words),
        paragraphs=paragraphs,
        claims=[rows.claim_row(material, described, claim, words) for claim in material.claims.itertuples()],
        differing=checks.differing(material),
        documents=rows.document_rows(material, described, words),
        measures=rows.measure_rows(material, language),
        mentions=list(material.tables["mentions"].itertuples()),
        references=references,
        glossary=[entry for entry in glossary if entry["id"] in linked],
        csv={name: material.csv_uri(name) for name in (*TABLES, "checks")},
        not_read=rows.not_read_of(material, words),
        name=material.name,
        provenance=rows.provenance_of(material, words),
    )
    _write(out / INDEX[language], page)


def read_executed(path: Path, root: Path) -> dict:
    """What the page of an executed notebook shows; by far the longest part of making it."""
    return read_notebook(path, root, labels(FIRST))


def render_article(
    article: str, executed: dict[Path, dict], processed: Path, figures: Path, out: Path, root: Path
) -> None:
    """Write index.html, index.vi.html and a page for each executed notebook into `out`.

    `article` is the raw file's stem, `executed` what read_executed says of each notebook, by its path; `processed`
    and `figures` are the article's own folders, `root` the project.
    """
    material = Material(article, processed, figures, root)
    notebooks = [{"file": f"{path.stem}.html", "title": read["title"]} for path, read in executed.items()]
    for language in LANGUAGES:
        _render_index(material, notebooks, out, language)
    words = labels(FIRST)
    provenance = rows.provenance_of(material, words)
    for number, (path, read) in enumerate(executed.items()):
        neighbours = {
            "previous": notebooks[number - 1] if number else None,
            "next": notebooks[number + 1] if number + 1 < len(notebooks) else None,
        }
        page = _render("notebook.html.j2", words, **read, **neighbours, provenance=provenance)
        _write(out / f"{path.stem}.html", page)


def render_list(root: Path, report: Path, articles: list[str]) -> None:
    """Write `report`/index.html: the articles, and with a single one its findings."""
    words = labels(FIRST)
    shown = []
    for name in articles:
        material = Material(name, root / "data" / "processed" / name, root / "figures" / name, root)
        described = material.described(FIRST)
        findings = rows.findings_of(material, words, f"{name}/{INDEX[FIRST]}")
        shown.append(
            {
                "name": name,
                "described": described,
                "findings": findings,
                "original": material.described(OF_ARTICLES)["title"],
                "others": _others(FIRST),
            }
        )
    page = _render("list.html.j2", words, articles=shown, versions=rows.versions())
    _write(report / "index.html", page)
