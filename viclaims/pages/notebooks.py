"""Read an executed notebook for its page: nbconvert makes the cells, index.py the page around them.

HTML that a notebook prints is let through an allowlist: what is not on it is shown as the text it is.
"""

from __future__ import annotations

import ast
import csv
import io
import re
import sys
import unicodedata
from functools import cache
from pathlib import Path

import bleach
import nbformat
from bleach.css_sanitizer import CSSSanitizer
from bs4 import BeautifulSoup
from bs4.element import Comment
from markupsafe import Markup
from nbconvert.exporters import HTMLExporter
from traitlets.config import Config

from viclaims.pages.addresses import csv_uri
from viclaims.pages.markup import (
    BIDI,
    FORBIDDEN,
    QUOTED,
    for_attribute,
    is_vietnamese,
    isolate_control,
    mark_vietnamese,
)

TEMPLATE = Path(__file__).with_name("template")
TAGS = frozenset(
    """
    a abbr b bdi blockquote br caption code col colgroup dd del details dfn div dl dt em figcaption figure
    h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody
    td tfoot th thead tr u ul
    """.split()  # noqa: SIM905
)
ATTRIBUTES = frozenset(
    """
    alt aria-label class colspan dir headers height id lang role rowspan scope style tabindex title width
    """.split()  # noqa: SIM905
)
SHOWN_FIRST = [
    "text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/latex", "text/plain"
]  # fmt: skip
WORDY_CELL, LONG_CELL = 20, 60  # characters from which a cell needs room
LONG_PAGE = 3  # headings from which a page gets a table of contents


def _allowed_attribute(tag: str, name: str, value: str) -> bool:
    if name == "href":
        near = value.startswith(("#", "https://", "http://")) or re.fullmatch(r"[\w.-]+", value)
        return tag == "a" and bool(near)
    if name == "src":
        return tag == "img" and value.startswith("data:image/")
    return name in ATTRIBUTES


def allowed_html(html: str) -> str:
    """`html` with every tag, attribute and address that is not on the list shown as text or left out.

    >>> allowed_html("<b>52</b><script>x</script>")
    '<b>52</b>&lt;script&gt;x&lt;/script&gt;'
    """
    return bleach.clean(
        html, tags=TAGS, attributes=_allowed_attribute, protocols=["http", "https", "data"],
        css_sanitizer=CSSSanitizer(), strip_comments=False,
    )  # fmt: skip


def _title(notebook, path: Path) -> str:
    if notebook.metadata.get("title"):
        return str(notebook.metadata["title"])
    for cell in notebook.cells:
        found = re.search(r"^#\s+(.+)$", cell.source, re.MULTILINE) if cell.cell_type == "markdown" else None
        if found:
            return found[1].strip()
    return path.stem


def readable_parameters(source: str) -> list[tuple[str, str]]:
    r"""Names and values of a cell that assigns literals; papermill writes 'Hưng Yên' with escapes.

    >>> readable_parameters('# Parameters\nplace = "H\\u01b0ng Y\\xean"\nyears = 5')
    [('place', 'Hưng Yên'), ('years', '5')]
    """
    values = []
    try:
        for line in ast.parse(source).body:
            if isinstance(line, ast.Assign):
                target, value = line.targets[0], ast.literal_eval(line.value)
                if not isinstance(target, ast.Name):
                    return []
                values.append((target.id, value))
    except (SyntaxError, ValueError):
        return []
    return [(name, str(value)) for name, value in values]


def _prepare(notebook, root: Path) -> None:
    """Parameters as a list to show, a name for each folded cell, no path of the machine in an output."""
    for number, cell in enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), 1):
        cell.metadata["code_name"] = str(number)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.metadata["parameters_shown"] = readable_parameters(cell.source)
            assigned = cell.metadata["parameters_shown"]
            cell.source = "\n".join(f"{name} = {value!r}" for name, value in assigned) or cell.source
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = _without_paths(output["text"], root)
            if "text/plain" in output.get("data", {}):
                output["data"]["text/plain"] = _without_paths(output["data"]["text/plain"], root)


def _without_paths(text: str, root: Path) -> str:
    for place in (root, root.resolve(), Path(sys.prefix), Path.home()):
        if len(place.parts) > 1:
            text = text.replace(f"{place}/", "")
    return text


@cache
def _exporter() -> HTMLExporter:
    config = Config()
    config.NbConvertBase.display_data_priority = SHOWN_FIRST
    config.HTMLExporter.exclude_anchor_links = True
    exporter = HTMLExporter(config=config, template_name="cells", extra_template_basedirs=[str(TEMPLATE)])
    exporter.register_filter("allowed_html", allowed_html)
    return exporter


# --------------------------------------------------------------------------------- what the cells still lack


def _slug(text: str, taken: set[str]) -> str:
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    stem = slug = "part-" + (re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:60] or "section")
    number = 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    taken.add(slug)
    return slug


def _take_headings(soup: BeautifulSoup) -> tuple[str, list[tuple[str, str]]]:
    """Take the first h1 out, make h2 of others, give each heading an id; returns the h1 and the h2s."""
    titles = soup.find_all("h1")
    for heading in titles[1:]:
        heading.name = "h2"
    taken: set[str] = set()
    for heading in soup.find_all(["h2", "h3", "h4"]):
        heading["id"] = _slug(heading.get_text(), taken)
    title = titles[0].extract().decode_contents() if titles else ""
    return title, [(str(heading["id"]), heading.get_text()) for heading in soup.find_all("h2")]


def _mend_tables(soup: BeautifulSoup, stem: str, label: str) -> None:
    """Scope on header cells, numbers to the right, room to scroll, the table's CSV as a download."""
    for number, table in enumerate(soup.find_all("table"), 1):
        table.attrs.pop("border", None)
        for head in table.select("thead th:not([scope])"):
            head["scope"] = "col"
        for head in table.select("tbody th:not([scope])"):
            head["scope"] = "row"
        for empty in table.select("thead th"):
            if not empty.get_text(strip=True):
                empty.name = "td"
                del empty["scope"]
        box = table.parent
        if box is not None and "table" not in (box.get("class") or []):
            box = None
        if box is None:
            box = table.wrap(soup.new_tag("div", attrs={"class": "table", "tabindex": "0", "role": "group"}))
            _align_numbers(table)
        _give_room(table)
        caption = table.find("caption")
        box["aria-label"] = for_attribute(caption.get_text()) if caption else f"Table {number}"
        box.insert_after(_table_download(soup, table, f"{stem}-{number}.csv", label))


def _give_room(table) -> None:
    """Cells that a phone would squeeze to a word a line keep a least width; a date stays on one line."""
    for cell in table.select("td:not(.number)"):
        text = cell.get_text(strip=True)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            cell["class"] = ["date"]
        elif len(text) > WORDY_CELL:
            cell["class"] = ["long" if len(text) > LONG_CELL else "wordy"]


def _align_numbers(table) -> None:
    """Numbers to the right in a table that was not made by show, which knows its columns."""
    for cell in table.select("td"):
        if re.fullmatch(r"[-+]?\d[\d.,]*%?", cell.get_text(strip=True)):
            cell["class"] = ["number"]


def _table_download(soup: BeautifulSoup, table, file: str, label: str):
    lines = io.StringIO()
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    csv.writer(lines, lineterminator="\n").writerows(rows)
    content = csv_uri(lines.getvalue().encode("utf-8", "replace"))
    paragraph = soup.new_tag("p", attrs={"class": "download"})
    link = soup.new_tag("a", href=content, download=file)
    name = soup.new_tag("span", attrs={"class": "away"})
    name.string = f" {file}"
    link.extend([label, name])
    paragraph.append(link)
    return paragraph


def _mark_language(soup: BeautifulSoup) -> None:
    """lang="vi" on cells, quotations and quoted stretches that hold Vietnamese letters."""
    for place in soup.find_all(["td", "th", "blockquote", "q", "em", "dd"]):
        if not place.get("lang") and is_vietnamese(place.get_text()):
            place["lang"] = "vi"
    for node in soup.find_all(string=QUOTED):
        known = node.find_parent(["pre", "code"]) or node.find_parent(attrs={"lang": True})
        if known or isinstance(node, Comment):
            continue
        node.replace_with(BeautifulSoup(mark_vietnamese(str(node)), "html.parser"))


def _mend_pictures(soup: BeautifulSoup, title: str) -> None:
    """A picture without words gets those of the nearest heading before it."""
    for image in soup.select("img:not([src])"):
        image.replace_with("<img>")  # its address was not allowed: it stays as text
    for image in soup.select("img"):
        if not image.get("alt") or str(image["alt"]).startswith("No description has been provided"):
            before = image.find_previous(["h1", "h2", "h3", "h4"])
            image["alt"] = for_attribute(before.get_text() if before else title)


def _isolate_controls(soup: BeautifulSoup) -> None:
    for node in soup.find_all(string=BIDI):
        marked = BIDI.sub(isolate_control, str(Markup.escape(str(node))))
        node.replace_with(BeautifulSoup(marked, "html.parser"))


def read_notebook(path: Path, root: Path, words) -> dict:
    """What the template of a notebook's page needs: title, description, heading, contents and body.

    `words` gives the page's labels; `root` is the project, whose path is left out of what cells printed.
    """
    notebook = nbformat.read(path, as_version=4)
    title = _title(notebook, path)
    _prepare(notebook, root)
    cells, _ = _exporter().from_notebook_node(notebook, resources={"code_label": words("page", "code")})
    soup = BeautifulSoup(cells, "html.parser")
    heading, headings = _take_headings(soup)
    _mend_pictures(soup, title)
    _mark_language(soup)
    _mend_tables(soup, path.stem, words("page", "download"))
    _isolate_controls(soup)
    return {
        "title": title,
        "description": f"{title} {words('page', 'description')}",
        "heading": Markup(heading) or title,
        "contents": headings if len(headings) >= LONG_PAGE else [],
        "body": Markup(FORBIDDEN.sub("\ufffd", str(soup))),
    }
