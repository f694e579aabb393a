"""Articles to render in the tests of the pages: one invented full of traps, one without any number.

The tables are made here, so that a fault of the extractors cannot hide one of the pages.
"""

import base64
import csv
import shutil
from pathlib import Path

import nbformat

from viclaims import check_claims, extract_claims, find_cells
from viclaims.article.paragraphs import split_paragraphs, tabulate_sentences
from viclaims.article.raw import read_article
from viclaims.pages.index import read_executed, render_article, render_list
from viclaims.tables import schemas as tables
from viclaims.tables.files import write_table
from viclaims.tables.shown import quote_markdown, show
from viclaims.text.sentences import split_sentences

ROOT = Path(__file__).parent.parent
NAN = float("nan")
SHIPPED = sorted(path.parent.name for path in ROOT.glob("data/processed/*/measures.csv"))
MADE = sorted(ROOT.glob("report/*/[0-9][0-9]-*.html"))  # the notebooks' pages, where `make report` has been run
TRAPPED = "bai-bay-2024"
SILENT = "khong-co-so"
ARTICLE = """Ngày 5/6/2024

Xã An Bình <script>window.hacked = 1</script> sau 3 năm

Huyện có 12 trong tổng số 1.040 hộ <img src=x onerror="window.hacked = 2"> đạt chuẩn; \
38/41 xã đã xong </pre></p></table></article>. Giá trị $x$, {{ 7 * 7 }}, {% raw %} và \\(y\\) vẫn là chữ.

Xem [tại đây](javascript:window.hacked=3) hoặc <a href="javascript:window.hacked=4">tại kia</a> \
"onfocus="window.hacked=5" \
x='' & &lt;b&gt; `mã` **đậm**; đảo chiều: \u202egnort\u202c và \u200f(dấu).

Thực hiện Nghị quyết số 7-NQ/TW của <b onclick="window.hacked=6">Bộ Chính trị</b> và Kế hoạch số 9-KH/TU \
về luân chuyển 2.500,5 ha; tăng hơn 30%, từ 20 đến 40 lượt cán bộ.

Giải pháp: xã làm theo Kế hoạch số 9-KH/TU, đạt 95% số hộ.
"""
SIDECAR = """
outlet = { vi = "Báo <i>Thử</i>", en = "The <i>Trial</i>" }
url = "javascript:window.hacked=8"
published = 2024-06-05
reference = ["bang-ngoai.csv"]

[title]
vi = "<script>window.hacked = 7</script> Ba năm ở An Bình"
en = "Three years in <b>An Bình</b> \\u202e"

[[caveats]]
vi = "Đây là số báo nêu: <script>window.hacked = 9</script> “vẫn là chữ”; 2 dòng là của tệp ngoài."
en = "Printed: <script>window.hacked = 9</script> “vẫn là chữ”; the 2 rows are not from the article."

[[headline]]
anchor = "12 trong tổng số"
label = { vi = "trong 1.040 hộ đạt chuẩn", en = "of 1,040 households reach the standard" }
caveat = { vi = "Không nói 12 hộ nào.", en = "Which 12 is not said (hộ)." }

[[headline]]
anchor = "38/41"
label = { vi = "xã đã xong", en = "communes done" }

[[headline]]
anchor = "từ 20 đến 40 lượt"
label = { vi = "lượt cán bộ", en = "attendances" }
caveat = { vi = "Lượt không phải người.", en = "Attendances, not people." }
"""
# quote, what follows it, value, value_high, qualifier, unit, whole, headline place
CLAIMS = [
    ("3", " năm", 3, NAN, "", "năm", NAN, 0),
    ("12", " trong", 12, NAN, "", "hộ", 1040, 1),
    ("38/41", " xã", 38, NAN, "", "xã", 41, 2),
    ("2.500,5", " ha", 2500.5, NAN, "", "ha", NAN, 0),
    ("30", "%", 30, NAN, ">", "%", NAN, 0),
    ("20 đến 40", " lượt", 20, 40, "", "lượt", NAN, 3),
    ("95", "% số hộ", 95, NAN, "", "%", NAN, 0),
]
DOCUMENTS = [
    ("Nghị quyết số 7-NQ/TW", "7-NQ/TW", "central", "2024-01-31", ""),
    ("Kế hoạch số 9-KH/TU", "9-KH/TU", "provincial", "", "7-NQ/TW"),
]
OTHER_NUMBERS = [("5/6/2024", "date"), ("1.040", "whole"), ("7", "other")]
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP6DwABBQECz6AuzQAAAABJRU5ErkJggg==")
FIGURES = [
    {
        "subject": "households",
        "title_en": "12 of 1,040",
        "title_vi": "12 trên 1.040",
        "alt_en": 'Squares "<b>"',
        "alt_vi": 'Ô vuông "<b>"',
        "caption_en": "12 of 1,040 households (1.2%) <script>",
        "reason_en": "",
        "caption_vi": "12 trên 1.040 hộ (1,2%) <script>",
        "reason_vi": "",
    },
    {
        "subject": "timeline",
        "title_en": "In time",
        "title_vi": "Theo thời gian",
        "alt_en": "",
        "alt_vi": "",
        "caption_en": "",
        "caption_vi": "",
        "reason_en": "One date only.",
        "reason_vi": "Chỉ có một ngày.",
    },
]


def _sentence(text: str, at: int) -> tuple[int, int]:
    return next((start, end) for start, end in split_sentences(text) if start <= at < end)


def _placed(rows: list[dict], paragraphs, name: str):
    """`rows` in text order as table `name`, with their paragraph; what is not given is empty."""
    columns = tables.COLUMNS[name]
    empty = {tables.TEXT: "", tables.WHOLE: 0, tables.NUMBER: NAN, tables.PLACE: None}
    whole = []
    for row in sorted(rows, key=lambda row: row["start"]):
        holder = paragraphs[(paragraphs["start"] <= row["start"]) & (paragraphs["end"] > row["start"])].iloc[0]
        given = {
            "paragraph": holder["paragraph"],
            "section": holder["section"],
            "rule": "by hand",
            "status": "reported",
            **row,
        }
        whole.append({column: given.get(column, empty[kind]) for column, kind in columns.items()})
    return tables.frame_of(whole, columns)


def _claim(text: str, sidecar, given: tuple) -> dict:
    quote, behind, value, high, qualifier, unit, whole, headline = given
    start = text.index(quote + behind)
    begin, end = _sentence(text, start)
    entry = sidecar.headline[headline - 1] if headline <= len(sidecar.headline) and headline else {}
    words = {
        f"{part}_{language}": entry.get(part, {}).get(language, "")
        for part in ("label", "caveat")
        for language in ("vi", "en")
    }
    return {
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "value": float(value),
        "value_high": float(high),
        "qualifier": qualifier,
        "unit": unit,
        "counted": unit,
        "whole": float(whole),
        "kind": "count",
        "share_pct": value / whole * 100,
        "headline": headline,
        "sentence": text[begin:end],
        "sentence_start": begin,
        **words,
    }


def _documents(text: str) -> list[dict]:
    rows = []
    for quote, number, level, date, implements in DOCUMENTS:
        first = start = text.find(quote)
        while start >= 0:
            rows.append(
                {
                    "start": start,
                    "end": start + len(quote),
                    "quote": quote,
                    "type": quote.split(" số")[0],
                    "number": number,
                    "level": level,
                    "date": date,
                    "implements": implements,
                    "issuer": "Bộ <b>",
                    "refers_to": NAN if start == first else float(first),
                }
            )
            start = text.find(quote, start + 1)
    return rows


def _mentions(text: str, claims: list[dict]) -> list[dict]:
    rows = [{"start": row["start"], "end": row["end"], "quote": row["quote"], "role": "claim"} for row in claims]
    for quote, role in OTHER_NUMBERS:
        start = text.find(quote)
        if start >= 0:
            rows.append({"start": start, "end": start + len(quote), "quote": quote, "role": role})
    return rows


def lay_out(root: Path, name: str, text: str, sidecar: str = "") -> None:
    """Write the raw file, sidecar, reference data, tables and figures of one article below `root`."""
    raw, reference = root / "data" / "raw", root / "data" / "reference"
    processed, figures = root / "data" / "processed" / name, root / "figures" / name
    for folder in (raw, reference, processed, figures):
        folder.mkdir(parents=True, exist_ok=True)
    (raw / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    if sidecar:
        (raw / f"{name}.toml").write_text(sidecar, encoding="utf-8")
    shutil.copy(ROOT / "data" / "reference" / "glossary.csv", reference)
    (reference / "bang-ngoai.csv").write_text("unit,source\n<b>Tây</b>,Trang <b>\nĐông,Trang <b>\n", encoding="utf-8")
    (reference / "stages.csv").write_text("stage,label_en,label_vi\ntraining,Training,Đào tạo\n", encoding="utf-8")
    article = read_article(raw / f"{name}.txt")
    (processed / "text.txt").write_text(article.text, encoding="utf-8", newline="")
    paragraphs = split_paragraphs(article)
    given = [row for row in CLAIMS if row[0] + row[1] in article.text]
    claims = [_claim(article.text, article.sidecar, row) for row in given]
    write_table("paragraphs", paragraphs, processed)
    write_table("sentences", tabulate_sentences(article.text, paragraphs), processed)
    write_table("cells", find_cells(article.text), processed)
    write_table("claims", _placed(claims, paragraphs, "claims"), processed)
    write_table("checks", check_claims(extract_claims(article.text)), processed)
    write_table("mentions", _placed(_mentions(article.text, claims), paragraphs, "mentions"), processed)
    write_table("documents", _placed(_documents(article.text), paragraphs, "documents"), processed)
    write_table("measures", _measures(article.text), processed)
    _draw(figures)


def _measures(text: str):
    start = text.find("Giải pháp: ")
    rows = []
    if start >= 0:
        rows = [
            {
                "measure": 1,
                "start": start,
                "end": len(text) - 1,
                "text": text[start:-1],
                "stage": "training",
                "documents": "9-KH/TU",
                "target": str(text.index("95% số hộ")),
            }
        ]
    return tables.frame_of(rows, tables.COLUMNS["measures"])


def _draw(folder: Path) -> None:
    with open(folder / "figures.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(FIGURES[0]))
        writer.writeheader()
        writer.writerows(FIGURES)
    for ending in ("", ".vi"):
        (folder / f"households{ending}.png").write_bytes(PIXEL)
    (folder / "households.csv").write_text("start,quote,count\n1,hộ,12\n", encoding="utf-8")


def executed_notebook(folder: Path, stem: str, text: str) -> Path:
    """An executed notebook that shows `text` in every way a cell can."""
    new = nbformat.v4
    table = show(tables.frame_of([{"a": text, "b": 1.5}] * 9, {"a": "text", "b": "number"}), f"Nine {text}")
    outputs = [
        new.new_output("display_data", data={"text/html": table._repr_html_(), "text/plain": "table"}),
        new.new_output("display_data", data={"text/markdown": f"Shown: {quote_markdown(text)}"}),
        new.new_output("display_data", data={"text/markdown": text}),
        new.new_output("display_data", data={"text/html": text}),
        new.new_output("display_data", data={"text/latex": text}),
        new.new_output("display_data", data={"application/javascript": "window.hacked=10", "text/plain": text}),
        new.new_output("stream", name="stdout", text=f"{text} {folder}/x"),
        new.new_output("stream", name="stderr", text=text),
        new.new_output(
            "display_data",
            data={"image/png": base64.b64encode(PIXEL).decode()},
            metadata={"image/png": {"alt": f'"{text}'}},
        ),
        new.new_output("display_data", data={"image/png": base64.b64encode(PIXEL).decode()}),
    ]
    injected = new.new_code_cell('# Parameters\narticle = "bai-bay-2024"\nplace = "H\\u01b0ng Y\\xean"\n')
    injected.metadata["tags"] = ["injected-parameters"]
    notebook = new.new_notebook(metadata={"title": f"What does {stem} say?"})
    notebook.cells = [
        new.new_markdown_cell(f"# What does {stem} say?\n\nThe page quotes “{quote_markdown('52 địa phương')}”."),
        injected,
        new.new_markdown_cell(f"## One\n\n{text}"),
        new.new_code_cell(f"show({text!r})  # a comment\nfor x in range(3):\n    print(x)", outputs=outputs),
        new.new_markdown_cell("## Two\n\n## Three"),
    ]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}.ipynb"
    nbformat.write(notebook, path)
    return path


def executed_notebooks(folder: Path, text: str) -> list[Path]:
    """Two executed notebooks that show `text`."""
    return [executed_notebook(folder, stem, text) for stem in ("01-clean-text", "02-tabulate-claims")]


def render(root: Path, report: Path, names: list[str], notebooks: list[Path]) -> None:
    """Render the articles of `root` and their list into `report`, the notebooks with the first of them."""
    for name in names:
        executed = {path: read_executed(path, root) for path in notebooks if name == names[0]}
        processed, figures = root / "data" / "processed" / name, root / "figures" / name
        render_article(name, executed, processed, figures, report / name, root)
    render_list(root, report, names)


def page_names() -> list[str]:
    """Every page to open, below the folder that tests/browser renders into."""
    trapped = ["index.html", "index.vi.html", "01-clean-text.html", "02-tabulate-claims.html"]
    names = [
        "report/index.html",
        f"report/{SILENT}/index.html",
        *(f"report/{TRAPPED}/{name}" for name in trapped),
    ]
    if SHIPPED:
        indexes = [f"shipped/{name}/{index}" for name in SHIPPED for index in ("index.html", "index.vi.html")]
        names += ["shipped/index.html", *indexes]
    return names + [f"made/{path.parent.name}/{path.name}" for path in MADE]
