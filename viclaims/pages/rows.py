"""The rows, findings, figures and foot lines of an article's pages, as the templates take them."""

from __future__ import annotations

import csv
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import quote

import pandas as pd
from markupsafe import Markup

from viclaims.languages import LANGUAGES, OF_ARTICLES, Words, day, in_file_name, number
from viclaims.pages.addresses import csv_uri, data_uri, web_address
from viclaims.pages.markup import is_vietnamese, mark_vietnamese, safe_text
from viclaims.pages.material import Material
from viclaims.tables.schemas import LEVELS, SAID_OF
from viclaims.text.files import ArticleError

NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")
MOST_PASSAGES = 20  # below a figure; its table holds them all
PACKAGES = ("viclaims", "pandas", "pyvi", "matplotlib", "papermill", "nbconvert")


# ---------------------------------------------------------------------------- tables


def _amount(claim, language: str, words: Words) -> str:
    """A claim's value for a reader: 'more than 30', '20–40', '47.3%'."""
    value = number(claim.value, language)
    if pd.notna(claim.value_high):
        value += f"–{number(claim.value_high, language)}"
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


def linked(text: str, addresses: dict[str, str], material: Material, words: Words, base: str = "") -> Markup:
    """`text` as HTML: what is in `addresses` leads there, a quotation from the article to its sentence."""
    keys = "|".join(re.escape(key) for key in sorted(addresses, key=len, reverse=True)) or r"(?!)"
    out, done = [], 0
    for found in re.finditer(rf"“[^“”]+”|(?<![\w.,/-])(?:{keys})(?![\w/-]|[.,]\d)", text):
        address = base + (addresses.get(found[0]) or material.address_of(found[0].strip("“… ”")))
        if address != base:
            foreign = words.language != OF_ARTICLES and is_vietnamese(found[0])
            spoken = Markup(' lang="vi"') if foreign else ""
            link = Markup('<a class="fact" href="{}"{}>{}</a>').format(address, spoken, safe_text(found[0]))
            out += [_spoken(text[done : found.start()], words.language), link]
            done = found.end()
    return Markup("").join([*out, _spoken(text[done:], words.language)])


def _spoken(text: str, language: str) -> Markup:
    return safe_text(text) if language == OF_ARTICLES else mark_vietnamese(text)


def _addresses(claim: dict) -> dict[str, str]:
    """Every number of a claim as it is written → the passage that it comes from."""
    known = {claim["share"]: claim["sentence_href"], claim["whole"]: claim["whole_href"]}
    known |= dict.fromkeys((claim["part"], claim["amount"], claim["quote"]), f"#claim-{claim['start']}")
    return {written: address for written, address in known.items() if written}


def _unmistakable(material: Material, findings: list[dict], words: Words) -> dict[str, str]:
    """What a caption can only mean in one way: shares, "52 of 235", the numbers of documents."""
    of = words("index", "of")
    known = {number: f"#document-{start}" for number, start in _starts(material.documents).items()}
    for claim in findings:
        if claim["share"]:
            known[claim["share"]] = known[f"{claim['part']} {of} {claim['whole']}"] = claim["sentence_href"]
    return known


def _fields(material: Material, claim, words: Words) -> list[tuple[str, str, str]]:
    """What a claim is said of, as far as the text says: name of the field, its words, where they stand.

    The address marks the words in browsers that know text fragments; others go to the sentence.
    """
    said = [(name, getattr(claim, name), getattr(claim, f"{name}_start")) for name in SAID_OF]
    return [
        (words("field", name), text, f"{material.sentence_at(int(start))}:~:text={quote(text, safe='')}")
        for name, text, start in said
        if text and pd.notna(start)
    ]


def claim_row(material: Material, described: dict[str, str], claim, words: Words) -> dict:
    language = words.language
    whole = material.wholes.get(claim.start)
    share = f"{number(claim.share_pct, language, 1)}%" if pd.notna(claim.share_pct) else ""
    said = language == OF_ARTICLES and claim.says.endswith(")")  # the label tells it in the page's language
    return {
        "start": claim.start,
        "quote": claim.quote,
        "amount": _amount(claim, language, words),
        "part": number(claim.value, language),
        "whole": number(claim.whole, language),
        "whole_href": f"#number-{whole}" if whole is not None else f"#claim-{claim.start}",
        "share": share,
        "sentence_href": material.sentence_at(claim.start),
        "unit": claim.unit,
        "counted": claim.counted,
        "kind": words("kind", claim.kind),
        "sentence": _in_sentence(claim),
        "page": words("index", "on_page", n=page) if (page := material.page_of(claim.paragraph)) else "",
        "rule": claim.rule,
        "flag": words("flag", claim.flag) if claim.flag else "",
        "doubt": words("doubt", claim.doubt) if claim.doubt else "",
        "override": claim.override,
        "says": claim.says,
        "fields": _fields(material, claim, words),
        "status": "" if claim.status == "reported" or said else words("status", claim.status),
        "label": getattr(claim, f"label_{language}"),
        "label_is_vietnamese": len({getattr(claim, f"label_{one}") for one in LANGUAGES}) == 1,
        "caveat": getattr(claim, f"caveat_{language}"),
        "cite": _citation(material, described, claim, words),
    }


def _starts(documents: pd.DataFrame) -> dict[str, int]:
    """Number of a document → where it stands first."""
    numbered = documents[documents["number"] != ""].drop_duplicates("number")
    return dict(zip(numbered["number"], numbered["start"], strict=True))


def not_read_of(material: Material, words: Words) -> str:
    """How many numbers stand in another language, '' where none does."""
    found = int((material.tables["mentions"]["rule"] == "other_language").sum())
    return words("count", "other_language", n=found) if found else ""


def document_rows(material: Material, described: dict[str, str], words: Words) -> list[dict]:
    of_number = _starts(material.documents)
    return [
        {
            "start": row.start,
            "quote": row.quote,
            "number": row.number,
            "issuer": row.issuer,
            "level": words("level", row.level) if row.level else "",
            "date": day(row.date, words.language),
            "iso": row.date,
            "subject": row.subject,
            "implements": row.implements,
            "implements_start": of_number.get(row.implements, row.start),
            "cite": _citation(material, described, row, words),
        }
        for row in material.documents.itertuples()
    ]


def _beginning(text: str, longest: int = 160) -> str:
    """The first words of `text`, with an ellipsis if that is not all.

    >>> _beginning("Đổi mới công tác đánh giá cán bộ.", 20)
    'Đổi mới công tác…'
    """
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]}…"


def measure_rows(material: Material, language: str) -> list[dict]:
    """Measures: how each begins, its stages by their labels, its documents and target with their places."""
    stages = material.stages(language)
    of_number = _starts(material.documents)
    quotes = dict(zip(material.claims["start"].astype(str), material.claims["quote"], strict=True))
    return [
        {
            "measure": row.measure,
            "sentence_href": material.sentence_at(row.start),
            "text": _beginning(row.text),
            "stage": "; ".join(stages.get(stage, stage) for stage in row.stage.split("; ")),
            "documents": [(number, of_number.get(number)) for number in row.documents.split("; ") if number],
            "target": row.target,
            "target_quote": quotes.get(row.target, row.target),
        }
        for row in material.tables["measures"].itertuples()
    ]


def counts_of(material: Material, words: Words) -> list[list[tuple[str, str]]]:
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

    return [[(words("count", key, n=n), address) for key, n, address in line] for line in lines]


# ---------------------------------------------------------------------------- findings


def findings_of(material: Material, words: Words, base: str = "") -> list[dict]:
    """The headline claims in their order; `base` is the page that holds the article, '' for the same one."""
    chosen = material.claims[material.claims["headline"] > 0].sort_values("headline", kind="stable")
    described = material.described(words.language)
    findings = [claim_row(material, described, claim, words) for claim in chosen.itertuples()]
    for finding in findings:
        addresses = _addresses(finding)
        # A label such as "of 235 communes" tells the whole; it need not be told twice.
        finding["label_tells_whole"] = finding["whole"] in NUMBER.findall(finding["label"])
        by_machine = finding["label_is_vietnamese"]  # a label written by hand says what it counts
        finding["beside"] = untold(finding["unit"], finding["counted"], finding["label"]) if by_machine else ""
        for part in ("label", "caveat"):
            finding[part] = linked(finding[part], addresses, material, words, base)
    return findings


def untold(unit: str, counted: str, label: str) -> str:
    """What is counted, where neither a number's sign nor its label tells the unit: it must stand beside the number.

    >>> untold("tấn", "tấn hóa chất", "cấp phát"), untold("ca", "ca sốt", "ca sốt xuất huyết")
    ('tấn hóa chất', '')
    """
    return "" if unit == "%" or f" {unit.lower()} " in f" {label.lower()} ".replace(",", " ") else counted


def caveats_of(material: Material, findings: list[dict], references: list[dict], words: Words) -> list[Markup]:
    """The sidecar's caveats; their numbers lead to the headline claim or reference file that holds them."""
    addresses = {number(len(row["rows"]), words.language): f"#{row['id']}" for row in references}
    for finding in reversed(findings):
        addresses |= _addresses(finding)
    caveats = material.article.sidecar.caveats
    return [linked(caveat[words.language], addresses, material, words) for caveat in caveats]


# ---------------------------------------------------------------------------- figures, reference data, foot


def figures_of(material: Material, findings: list[dict], words: Words) -> list[dict]:
    """The figures of figures.csv in its order, each with its picture and its data inside the page."""
    index = material.figures / "figures.csv"
    if not index.exists():
        return []
    with open(index, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    figures = [_figure(material.figures, row, words.language) for row in rows]
    addresses = _unmistakable(material, findings, words)
    for figure in figures:
        figure["caption"] = linked(figure["caption"], addresses, material, words)
        figure["passages"] = _passages(material, material.figures / figure["file"]) if figure["image"] else []
    return figures


def _passages(material: Material, drawn: Path) -> list[tuple[str, str]]:
    """Quote and place of what a figure draws, if its table says where in the article that stands."""
    claims, documents = (set(frame["start"].astype(str)) for frame in (material.claims, material.documents))
    with open(drawn, encoding="utf-8-sig", newline="") as file:
        rows = [(row.get("start", ""), row.get("quote", "")) for row in csv.DictReader(file)]
    kinds = dict.fromkeys(documents, "document") | dict.fromkeys(claims, "claim")
    known = [(start, quote) for start, quote in rows if quote and start in kinds]
    return [(quote, f"#{kinds[start]}-{start}") for start, quote in known[:MOST_PASSAGES]]


def _figure(folder: Path, row: dict[str, str], language: str) -> dict:
    stem = row["subject"] + in_file_name(language)
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
        shown["data"] = csv_uri(drawn.read_bytes()) if drawn.exists() else ""
    return shown


def references_of(material: Material) -> list[dict]:
    """The files of data/reference that the sidecar names; a source that all rows share is told once."""
    shown = []
    for name in material.article.sidecar.reference:
        path, rows = material.reference / name, material.reference_rows(name)
        if not path.exists():
            raise ArticleError(f"{name}, which {material.name}.toml names, is not there: put it in data/reference.")
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
                "data": csv_uri(path.read_bytes()),
            }
        )
    return shown


def versions() -> str:
    known = []
    for package in PACKAGES:
        try:
            known.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return ", ".join(known)


def provenance_of(material: Material, words: Words) -> list[tuple[str, str, str]]:
    """Lines of the foot: label, text, address to follow; neither a clock time of the run nor a path."""
    described, article = material.described(words.language), material.article
    sidecar = article.sidecar
    note = sidecar.provenance.get(words.language, "")
    lines = [
        ("file", article.path.name, ""),
        ("source", described["outlet"], ""),
        ("published", described["published"], ""),
        ("copied", day(sidecar.copied, words.language), ""),
        ("address", sidecar.url, web_address(sidecar.url)),
        ("note", note, ""),
        ("sha256", article.sha256, ""),
        ("encoding", article.encoding, ""),
        ("versions", versions(), ""),
    ]
    return [(words("provenance", key), text, href) for key, text, href in lines if text]
