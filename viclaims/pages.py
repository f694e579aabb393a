"""Render an article's pages: an index in English and Vietnamese, a page a notebook, the list of articles.

Last room of the series: reads the processed tables, the figures, the sidecar, data/reference and the executed
notebooks, and writes files that need nothing else. Words of the pages are in template/labels.toml.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from viclaims.article import list_articles, read_article, split_sentences
from viclaims.marks import Span, Term, TermFinder, is_vietnamese, mark_up, mark_vietnamese, plain, safe_text
from viclaims.notebook_pages import notebook_title, read_notebook
from viclaims.sidecar import describe
from viclaims.tables import LEVELS, read_table

TEMPLATE = Path(__file__).with_name("template")
LANGUAGES = ("en", "vi")
INDEX = {"en": "index.html", "vi": "index.vi.html"}
QUOTED_OR_NUMBER = re.compile(r"“[^“”]+”|\d+(?:[.,]\d+)*%?")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")
PACKAGES = ("viclaims", "pandas", "pyvi", "matplotlib", "papermill", "nbconvert")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TABLES = ("claims", "documents", "measures", "mentions")


# ------------------------------------------------------------------------------------- words, numbers, escape


class Words:
    """The words of template/labels.toml in one language; an unknown key is shown as it is."""

    def __init__(self, language: str):
        self.language = language
        self._labels = tomllib.loads((TEMPLATE / "labels.toml").read_text(encoding="utf-8"))

    def __call__(self, group: str, key: str) -> str:
        return self._labels[group].get(key, {}).get(self.language, key)

    def group(self, group: str) -> dict[str, str]:
        """Every word of a group in this language."""
        return {key: both[self.language] for key, both in self._labels[group].items()}


def format_number(value: float, language: str, decimals: int | None = None) -> str:
    """`value` with the marks of the language: 90,253 and 22.1, or 90.253 and 22,1; '' for NaN.

    >>> format_number(90253, "vi"), format_number(22.127, "en", 1), format_number(0.5, "vi")
    ('90.253', '22.1', '0,5')
    """
    if pd.isna(value):
        return ""
    whole = float(value).is_integer() and decimals is None
    text = f"{value:,.{0 if whole else 6 if decimals is None else decimals}f}"
    if not whole and decimals is None:
        text = text.rstrip("0").rstrip(".")
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def format_date(date: str, language: str) -> str:
    """An ISO date as the language writes it; anything else unchanged.

    >>> format_date("2018-01-26", "vi"), format_date("2018-01-26", "en"), format_date("", "en")
    ('26/01/2018', '26 Jan 2018', '')
    """
    stamp = pd.to_datetime(date, format="%Y-%m-%d", errors="coerce")
    if pd.isna(stamp):
        return date
    if language == "vi":
        return f"{stamp.day:02}/{stamp.month:02}/{stamp.year}"
    return f"{stamp.day} {MONTHS[stamp.month - 1]} {stamp.year}"


def data_uri(kind: str, content: bytes) -> str:
    """`content` as an address that holds it whole."""
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def web_address(address: str) -> str:
    """`address` if a reader may follow it (http or https), else ''."""
    return address if address.lower().startswith(("https://", "http://")) else ""


@cache
def _environment() -> Environment:
    """The templates, compiled once for all pages and both languages."""
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
    environment.filters["plain"] = plain
    environment.globals.update(
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
    return _environment().get_template(template).render(words=words, language=words.language, **page)


def _write(path: Path, page: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8", newline="\n")


# -------------------------------------------------------------------------------------- what an article holds


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
        self.tables = {name: read_table(name, processed) for name in TABLES}
        self.claims, self.documents = self.tables["claims"], self.tables["documents"]
        self.wholes = _find_wholes(self.claims, self.tables["mentions"])

    def sentences(self, paragraph) -> list[tuple[int, int]]:
        """Offsets of the sentences of a row of paragraphs.csv."""
        cut = split_sentences(self.text[paragraph.start : paragraph.end])
        return [(paragraph.start + start, paragraph.start + end) for start, end in cut]

    def address_of(self, quotation: str, base: str = "") -> str:
        """Where a page holds the sentence in which `quotation` begins; empty for a number or if not there."""
        at = -1 if NUMBER.fullmatch(quotation) else self.text.find(quotation)
        for paragraph in self.paragraphs.itertuples() if at >= 0 else ():
            for start, end in self.sentences(paragraph) if paragraph.start <= at < paragraph.end else ():
                if start <= at < end:
                    return f"{base}#sentence-{start}"
        return ""

    def described(self, language: str) -> dict[str, str]:
        """Title, outlet, published and source in a language."""
        return describe(self.article, self.paragraphs, language)

    def csv_uri(self, name: str) -> str:
        """The table's file as a download."""
        return data_uri("text/csv;charset=utf-8", (self.processed / f"{name}.csv").read_bytes())

    def glossary(self, language: str) -> list[dict[str, str]]:
        """The entries of data/reference/glossary.csv, in the order of the file."""
        path = self.reference / "glossary.csv"
        if not path.exists():
            return []
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        return [
            {
                "id": f"term-{number}",
                "term": row["term_vi"],
                "label": row["label_en"] if language == "en" else "",
                "explanation": row[f"explanation_{language}"],
            }
            for number, row in enumerate(rows, 1)
        ]


def _find_wholes(claims: pd.DataFrame, mentions: pd.DataFrame) -> dict[int, int]:
    """Start of a claim → start of the mention that is its worded whole ("235" of "52 trong tổng số 235").

    The nearest whole of the same paragraph behind the claim; an "A/B" holds its whole itself and has none.
    """
    wholes = mentions[mentions["role"] == "whole"]
    by_paragraph = {key: rows["start"].tolist() for key, rows in wholes.groupby("paragraph")}
    found = {}
    for claim in claims[claims["whole"].notna()].itertuples():
        behind = [start for start in by_paragraph.get(claim.paragraph, []) if start >= claim.end]
        if behind and "/" not in claim.quote:
            found[claim.start] = min(behind)
    return found


def _spans(material: Material) -> Iterator[Span]:
    """Every stretch of the article that a page marks: documents, claims and the other numbers."""
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


def _article_html(material: Material, glossary: list[dict[str, str]]) -> list[dict]:
    """The paragraphs with their sentences, claims, documents and terms marked; linear in the article."""
    terms = [
        Term(entry["term"], entry["id"], ": ".join(filter(None, [entry["label"], entry["explanation"]])))
        for entry in glossary
    ]
    finder, text, shown, section = TermFinder(terms), material.text, [], ""
    spans = sorted(_spans(material))
    at = 0
    for row in material.paragraphs.itertuples():
        inside = [Span(start, end, "sentence", f"sentence-{start}") for start, end in material.sentences(row)]
        while at < len(spans) and spans[at].start < row.end:
            inside.append(spans[at])
            at += 1
        if row.section != section:
            finder.again()
        marked = mark_up(text, row.start, row.end, inside, finder)
        shown.append(
            {
                "id": f"paragraph-{row.paragraph}",
                "role": row.role,
                "section": row.section if row.section != section else "",
                "html": marked,
            }
        )
        section = row.section
    return shown


# ------------------------------------------------------------------------------------------- rows of an index


def _amount(claim, language: str, words: Words) -> str:
    """A claim's value for a reader: 'more than 30', '20–40', '47.3%'."""
    value = format_number(claim.value, language)
    if pd.notna(claim.value_high):
        value += f"–{format_number(claim.value_high, language)}"
    if claim.unit == "%":
        value += "%"
    return f"{words('qualifier', claim.qualifier)} {value}" if claim.qualifier else value


def _in_sentence(claim) -> Markup:
    """The claim's sentence with its quote in bold."""
    at = claim.start - claim.sentence_start
    if claim.sentence[at : at + len(claim.quote)] != claim.quote or at < 0:
        return safe_text(claim.sentence)
    before, after = claim.sentence[:at], claim.sentence[at + len(claim.quote) :]
    return Markup("{}<b>{}</b>{}").format(safe_text(before), safe_text(claim.quote), safe_text(after))


def _citation(material: Material, described: dict[str, str], row, words: Words) -> str:
    """What to copy beside a quote: article, date shown, characters, sha256 of the raw file."""
    parts = [described["outlet"], f"“{described['title']}”", described["published"]]
    place = f"{words('provenance', 'characters')} {row.start}–{row.end}"
    article = material.article
    parts += [f"{article.path.name}, {place}", f"sha256 {article.sha256}"]
    return f"“{row.quote}” — {', '.join(str(part) for part in parts if part)}"


def _linked(text: str, addresses: dict[str, str], material: Material, base: str, language: str) -> Markup:
    """A sidecar's sentence: its numbers lead to `addresses`, a quotation from the article to its sentence."""
    out, done = [], 0
    for found in QUOTED_OR_NUMBER.finditer(text):
        address = addresses.get(found[0]) or material.address_of(found[0].strip("“”"), base)
        if address:
            spoken = Markup(' lang="vi"') if language != "vi" and is_vietnamese(found[0]) else ""
            link = Markup('<a class="fact" href="{}"{}>{}</a>').format(address, spoken, safe_text(found[0]))
            out += [_spoken(text[done : found.start()], language), link]
            done = found.end()
    return Markup("").join([*out, _spoken(text[done:], language)])


def _spoken(text: str, language: str) -> Markup:
    return safe_text(text) if language == "vi" else mark_vietnamese(text)


def _addresses(claim: dict, base: str = "") -> dict[str, str]:
    """Every number of a claim as it is written → the passage that it comes from."""
    known = {claim["share"]: claim["sentence_href"], claim["whole"]: claim["whole_href"]}
    known |= dict.fromkeys((claim["part"], claim["amount"], claim["quote"]), f"#claim-{claim['start']}")
    return {written: base + address for written, address in known.items() if written}


def _claim_row(material: Material, described: dict[str, str], claim, words: Words) -> dict:
    language = words.language
    whole = material.wholes.get(claim.start)
    share = f"{format_number(claim.share_pct, language, 1)}%" if pd.notna(claim.share_pct) else ""
    return {
        "start": claim.start,
        "quote": claim.quote,
        "amount": _amount(claim, language, words),
        "part": format_number(claim.value, language),
        "whole": format_number(claim.whole, language),
        "whole_href": f"#number-{whole}" if whole is not None else f"#claim-{claim.start}",
        "share": share,
        "sentence_href": f"#sentence-{claim.sentence_start}",
        "unit": claim.unit,
        "counted": claim.counted,
        "kind": words("kind", claim.kind),
        "sentence": _in_sentence(claim),
        "rule": claim.rule,
        "flag": words("flag", claim.flag) if claim.flag else "",
        "override": claim.override,
        "headline": int(claim.headline),
        "label": getattr(claim, f"label_{language}"),
        "label_is_vietnamese": claim.label_en == claim.label_vi,
        "caveat": getattr(claim, f"caveat_{language}"),
        "cite": _citation(material, described, claim, words),
    }


def _starts(documents: pd.DataFrame) -> dict[str, int]:
    """Number of a document → where it stands first."""
    numbered = documents[documents["number"] != ""].drop_duplicates("number")
    return dict(zip(numbered["number"], numbered["start"], strict=True))


def _document_rows(material: Material, described: dict[str, str], words: Words) -> list[dict]:
    of_number = _starts(material.documents)
    return [
        {
            "start": row.start,
            "quote": row.quote,
            "type": row.type,
            "number": row.number,
            "issuer": row.issuer,
            "level": words("level", row.level) if row.level else "",
            "date": format_date(row.date, words.language),
            "iso": row.date,
            "subject": row.subject,
            "implements": row.implements,
            "implements_start": of_number.get(row.implements, row.start),
            "again": int(row.refers_to) if pd.notna(row.refers_to) else None,
            "cite": _citation(material, described, row, words),
        }
        for row in material.documents.itertuples()
    ]


def _measure_rows(material: Material) -> list[dict]:
    of_number = _starts(material.documents)
    quotes = dict(zip(material.claims["start"].astype(str), material.claims["quote"], strict=True))
    return [
        {
            "measure": row.measure,
            "start": row.start,
            "text": row.text,
            "stage": row.stage,
            "documents": [(number, of_number.get(number)) for number in row.documents.split("; ") if number],
            "target": row.target,
            "target_quote": quotes.get(row.target, row.target),
        }
        for row in material.tables["measures"].itertuples()
    ]


def _counts(material: Material, words: Words) -> list[list[tuple[str, str]]]:
    """Counts over the tables, each with the part of the page that it counts."""
    documents, measures = material.documents, material.tables["measures"]
    numbered = documents[(documents["number"] != "") & documents["refers_to"].isna()]
    mentions = len(material.tables["mentions"])
    lines = [[("claims", len(material.claims), "#claims"), ("mentions", mentions, "#mentions")]]
    if len(documents):
        of_level = numbered["level"].value_counts()
        levels = [(level, of_level[level]) for level in LEVELS if level and level in of_level]
        counted = [("documents", len(documents)), ("numbered", len(numbered)), *levels]
        lines.append([(key, n, "#documents") for key, n in counted])
    if len(measures):
        targets = int((measures["target"] != "").sum())
        lines.append([("measures", len(measures), "#measures"), ("targets", targets, "#measures")])

    def told(key: str, n: int) -> str:
        return words("count", key).format(n=format_number(n, words.language))

    return [[(told(key, n), address) for key, n, address in line] for line in lines]


# ----------------------------------------------------------------------------------- figures, reference, foot


def _figures(material: Material, language: str) -> list[dict]:
    """The figures of figures.csv in its order, each with its picture and its data inside the page."""
    index = material.figures / "figures.csv"
    if not index.exists():
        return []
    with open(index, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [_figure(material.figures, row, language) for row in rows]


def _figure(folder: Path, row: dict[str, str], language: str) -> dict:
    stem = row["subject"] + (".vi" if language == "vi" else "")
    pictures = [path for path in (folder / f"{stem}.svg", folder / f"{stem}.png") if path.exists()]
    shown = {"id": f"figure-{row['subject']}", "image": "", "data": "", "file": f"{row['subject']}.csv"}
    for part in ("title", "alt", "caption", "reason"):
        shown[part] = row.get(f"{part}_{language}", "")
    if pictures and not shown["reason"]:
        # Drawings and pictures look alike on the page; the lighter one travels.
        picture = min(pictures, key=lambda path: path.stat().st_size)
        kind = "image/svg+xml" if picture.suffix == ".svg" else "image/png"
        shown["image"] = data_uri(kind, picture.read_bytes())
        drawn = folder / shown["file"]
        shown["data"] = data_uri("text/csv;charset=utf-8", drawn.read_bytes()) if drawn.exists() else ""
    return shown


def _references(material: Material) -> list[dict]:
    """The files of data/reference that the sidecar names; a source that all rows share is told once."""
    shown = []
    for name in material.article.sidecar.reference:
        path = material.reference / Path(name).name
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        columns = list(rows[0]) if rows else []
        sources = {row.get("source", "") for row in rows}
        source = sources.pop() if len(sources) == 1 else ""
        columns = [column for column in columns if column != "source" or not source]
        shown.append(
            {
                "id": f"reference-{path.stem}",
                "file": path.name,
                "source": source,
                "source_href": web_address(source),
                "columns": columns,
                "rows": [[row[column] or "" for column in columns] for row in rows],
                "data": data_uri("text/csv;charset=utf-8", path.read_bytes()),
            }
        )
    return shown


def _versions() -> str:
    known = []
    for package in PACKAGES:
        try:
            known.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return ", ".join(known)


def _provenance(material: Material, words: Words) -> list[tuple[str, str, str]]:
    """Lines of the foot: label, text, address to follow; neither a clock time of the run nor a path."""
    described, article = material.described(words.language), material.article
    sidecar = article.sidecar
    note = sidecar.provenance.get(words.language, "")
    lines = [
        ("file", article.path.name, ""),
        ("source", described["source"], ""),
        ("published", described["published"], ""),
        ("copied", format_date(sidecar.copied, words.language), ""),
        ("address", sidecar.url, web_address(sidecar.url)),
        ("note", note, ""),
        ("sha256", article.sha256, ""),
        ("encoding", article.encoding, ""),
        ("versions", _versions(), ""),
    ]
    return [(words("provenance", key), text, href) for key, text, href in lines if text]


# -------------------------------------------------------------------------------------------------- the pages


def _findings(material: Material, words: Words, base: str = "") -> list[dict]:
    """The headline claims in their order; `base` is the page that holds the article, '' for the same one."""
    chosen = material.claims[material.claims["headline"] > 0].sort_values("headline", kind="stable")
    described = material.described(words.language)
    findings = [_claim_row(material, described, claim, words) for claim in chosen.itertuples()]
    for finding in findings:
        addresses = _addresses(finding, base)
        # A label such as "of 235 communes" tells the whole; it need not be told twice.
        finding["label_tells_whole"] = finding["whole"] in NUMBER.findall(finding["label"])
        for part in ("label", "caveat"):
            finding[part] = _linked(finding[part], addresses, material, base, words.language)
    return findings


def _caveats(material: Material, findings: list[dict], references: list[dict], language: str) -> list[Markup]:
    """The sidecar's caveats; their numbers lead to the headline claim or reference file that holds them."""
    addresses = {format_number(len(row["rows"]), language): f"#{row['id']}" for row in references}
    for finding in reversed(findings):
        addresses |= _addresses(finding)
    caveats = material.article.sidecar.caveats
    return [_linked(caveat[language], addresses, material, "", language) for caveat in caveats]


def _render_index(material: Material, notebooks: list[dict], out: Path, language: str) -> None:
    words = Words(language)
    described = material.described(language)
    glossary = material.glossary(language)
    findings, references = _findings(material, words), _references(material)
    paragraphs = _article_html(material, glossary)
    linked = set(re.findall(r'href="#(term-\d+)"', "".join(row["html"] for row in paragraphs)))
    page = _render(
        "index.html.j2",
        words,
        title=described["title"],
        original=material.described("vi")["title"] if language == "en" else "",
        described=described,
        other=INDEX["vi" if language == "en" else "en"],
        notebooks=notebooks,
        findings=findings,
        counts=_counts(material, words),
        caveats=_caveats(material, findings, references, language),
        figures=_figures(material, language),
        paragraphs=paragraphs,
        claims=[_claim_row(material, described, claim, words) for claim in material.claims.itertuples()],
        documents=_document_rows(material, described, words),
        measures=_measure_rows(material),
        mentions=list(material.tables["mentions"].itertuples()),
        references=references,
        glossary=[entry for entry in glossary if entry["id"] in linked],
        csv={name: material.csv_uri(name) for name in TABLES},
        name=material.name,
        provenance=_provenance(material, words),
    )
    _write(out / INDEX[language], page)


def render_article(
    article: str, executed: list[Path], processed: Path, figures: Path, out: Path, root: Path
) -> None:
    """Write index.html, index.vi.html and a page for each executed notebook into `out`.

    `article` is the raw file's stem, `processed` and `figures` are its own folders, `root` the project.
    """
    material = Material(article, processed, figures, root)
    notebooks = [{"file": f"{path.stem}.html", "title": notebook_title(path)} for path in executed]
    for language in LANGUAGES:
        _render_index(material, notebooks, out, language)
    words = Words("en")
    provenance = _provenance(material, words)
    for number, path in enumerate(executed):
        neighbours = {
            "previous": notebooks[number - 1] if number else None,
            "next": notebooks[number + 1] if number + 1 < len(notebooks) else None,
        }
        page = _render(
            "notebook.html.j2", words, **read_notebook(path, root, words), **neighbours, provenance=provenance
        )
        _write(out / f"{path.stem}.html", page)


def render_list(root: Path, report: Path, articles: list[str]) -> None:
    """Write `report`/index.html: the articles, and with a single one its findings."""
    words = Words("en")
    shown = []
    for name in articles:
        material = Material(name, root / "data" / "processed" / name, root / "figures" / name, root)
        described = material.described("en")
        findings = _findings(material, words, f"{name}/{INDEX['en']}")
        shown.append(
            {
                "name": name,
                "described": described,
                "findings": findings,
                "original": material.described("vi")["title"],
            }
        )
    page = _render("list.html.j2", words, articles=shown, versions=_versions())
    _write(report / "index.html", page)
