"""What a worker does with a batch of articles: read, extract, pack as two Parquet files. It touches no file.

Between articles.py and run.py. A part is a pure function of its articles and of the code, so it may be
made again at any time, anywhere: the same bytes come out. Its claims file carries the part's tally (counts,
errors, sums) in its metadata.
"""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from viclaims.article.paragraphs import split_paragraphs
from viclaims.corpus.articles import CorpusError, Item, writable
from viclaims.documents.extract import extract_documents
from viclaims.lexicon import Pattern
from viclaims.observations.extract import extract_claims
from viclaims.observations.periods import day_in
from viclaims.tables.schemas import CLAIM_COLUMNS, DOCUMENT_COLUMNS, NUMBER, PLACE, TEXT, WHOLE
from viclaims.text.files import ArticleError, read_bytes

_TYPES = {TEXT: pa.string(), WHOLE: pa.int64(), NUMBER: pa.float64(), PLACE: pa.int64()}
_OWN = {"article": TEXT, "month": TEXT}
COLUMNS = {"claims": {**_OWN, **CLAIM_COLUMNS}, "documents": {**_OWN, **DOCUMENT_COLUMNS}}
SCHEMAS = {
    table: pa.schema([(name, _TYPES[kind]) for name, kind in columns.items()]) for table, columns in COLUMNS.items()
}
LIBRARIES = (  # those that decide what is read
    "pyvi",
    "python-crfsuite",
    "trafilatura",
    "python-docx",
    "openpyxl",
    "pdfplumber",
    "pdfminer.six",
)
TALLY = b"viclaims"  # key of the tally in the metadata of a claims file

# How a date is written, in a column or in a file's path.
_MONTH_PATTERNS = (
    Pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/._](?P<month>0?[1-9]|1[0-2])(?!\d)"),  # 2021-01-02
    Pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)"),  # 20210102
    Pattern(r"(?<!\d)[0-3]?\d[-/.](?P<month>0?[1-9]|1[0-2])[-/.](?P<year>(?:19|20)\d\d)(?!\d)"),  # 2/1/2021
    # ngày 2 tháng 1 năm 2021
    Pattern(r"{month}\ (?P<month>0?[1-9]|1[0-2]),?\ {year}\ (?P<year>(?:19|20)\d\d)(?!\d)"),
)


def month_of(date: str) -> str:
    """The month of a written date as 'YYYY-MM', '' if there is none that is sure.

    >>> month_of("2021/01/bai-2.txt"), month_of("Thứ Bảy 02/01/2021 17:51"), month_of("giai đoạn 2021-2025")
    ('2021-01', '2021-01', '')
    """
    found = next(filter(None, (pattern.search(date) for pattern in _MONTH_PATTERNS)), None)
    return f"{found['year']}-{int(found['month']):02}" if found else ""


def _text(item: Item) -> str:
    """The article's text; ArticleError if it cannot be read."""
    if item.error:
        raise ArticleError(item.error)
    if item.form == "text":
        text = item.data.decode("utf-8", "surrogatepass")
        if not text.strip():
            raise ArticleError("the text is empty")
        return text
    return read_bytes(item.data, item.article).text


def _printed_date(text: str) -> str:
    """The line that tells when the article was published, '' if it has none."""
    # A page prints its date near its head; the rest of a long text need not be looked at.
    paragraphs = split_paragraphs(text[:5000])
    lines = paragraphs.loc[paragraphs["role"] == "published", "text"]
    return lines.iloc[0] if len(lines) else ""


Part = tuple[dict, bytes, bytes]  # tally, claims file, documents file


def extract_part(items: Iterable[tuple], expected: str | None = None) -> Part:
    """The claims and documents of a batch: (tally, bytes of claims.parquet, bytes of documents.parquet).

    Both files hold article, month ('YYYY-MM' or '') and the columns of extract_claims or extract_documents, a
    missing number as null, a lone surrogate or NUL as U+FFFD. The tally: articles, claims, documents, errors
    (pairs of id and reason), sums (month, kind, unit, claims, articles with such a claim). CorpusError if the
    code here is not the `expected` one.

    >>> tally, *_ = extract_part([("bai-1", "2021-01-02", "text", "Có 52 xã.".encode(), "")])
    >>> tally["sums"]
    [['2021-01', 'count', 'xã', 1, 1]]
    """
    if expected is not None and fingerprint() != expected:
        raise CorpusError("A worker has another viclaims, Python or pyvi; install the same ones everywhere.")
    rows: dict[str, dict[str, list[object]]] = {
        table: {name: [] for name in columns} for table, columns in COLUMNS.items()
    }
    errors: list[list[str]] = []
    sums: Counter[tuple[str, str, str, str]] = Counter()
    articles = 0
    for item in map(Item._make, items):
        try:
            text = _text(item)
            date = item.date if month_of(item.date) else _printed_date(text)
            found = {"claims": extract_claims(text, day_in(date)), "documents": extract_documents(text)}
            month = month_of(date)
        except Exception as error:  # noqa: BLE001 - whatever one article does, the others are read
            errors.append([item.article, _reason(error, item.article)])
            continue
        articles += 1
        for table, frame in found.items():
            _append(rows[table], frame, item.article, month)
        kinds = list(zip(found["claims"]["kind"], map(writable, found["claims"]["unit"]), strict=True))
        sums.update((month, *pair, "claims") for pair in kinds)
        sums.update((month, *pair, "articles") for pair in set(kinds))
    tables = [pa.table(rows[name], schema=schema) for name, schema in SCHEMAS.items()]
    keys = sorted({key[:3] for key in sums})
    counted = [[*key, sums[*key, "claims"], sums[*key, "articles"]] for key in keys]
    return _pack({"articles": articles, "errors": errors, "sums": counted}, *tables)


def _append(columns: dict[str, list[object]], frame, article: str, month: str) -> None:
    columns["article"] += [article] * len(frame)
    columns["month"] += [month] * len(frame)
    for name, column in frame.items():
        if column.dtype == object:
            columns[name] += map(writable, column)
        else:
            # A missing number is a null, as every reader of Parquet expects.
            columns[name] += column.astype(object).where(column.notna(), None).tolist()


def _reason(error: Exception, article: str) -> str:
    if isinstance(error, ArticleError):
        return writable(str(error)).removeprefix(f"{article}: ")
    return writable(f"the program failed on it ({type(error).__name__}: {error})")[:500]


# ---------------------------------------------------------------------------------- files of a part


def _pack(tally: dict, claims: pa.Table, documents: pa.Table) -> Part:
    tally = {**tally, "claims": claims.num_rows, "documents": documents.num_rows}
    noted = claims.replace_schema_metadata({TALLY: json.dumps(tally, ensure_ascii=False)})
    return tally, _bytes(noted), _bytes(documents)


def _bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue().to_pybytes()


def join_parts(parts: list[Part]) -> Part:
    """The parts of single articles as one part, as if they had been read together."""
    claims, documents = (
        pa.concat_tables([pq.read_table(pa.BufferReader(part[place])) for part in parts]) for place in (1, 2)
    )
    sums: Counter[tuple[str, str, str, int]] = Counter()
    for tally, *_ in parts:
        for month, kind, unit, count, articles in tally["sums"]:
            sums[month, kind, unit, 3] += count
            sums[month, kind, unit, 4] += articles
    keys = sorted({key[:3] for key in sums})
    tally = {
        "articles": sum(tally["articles"] for tally, *_ in parts),
        "errors": [error for tally, *_ in parts for error in tally["errors"]],
        "sums": [[*key, sums[*key, 3], sums[*key, 4]] for key in keys],
    }
    return _pack(tally, claims.combine_chunks(), documents.combine_chunks())


def read_tally(claims: Path, documents: Path) -> dict | None:
    """The tally of a part; None unless both of its files are there, whole, and agree with it."""
    try:
        metadata = pq.read_metadata(claims)
        tally = json.loads(metadata.metadata[TALLY])
        rows = metadata.num_rows, pq.read_metadata(documents).num_rows
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError):
        return None
    return tally if rows == (tally["claims"], tally["documents"]) else None


# ------------------------------------------------------------------------------- what the code is


PACKAGE = Path(__file__).parent.parent


def _imported(path: Path) -> Iterator[Path]:
    """The modules of the package that the module at `path` imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for first, *rest in (name.split(".") for name in names):
            for depth in range(len(rest) + 1) if first == PACKAGE.name else ():
                module = PACKAGE.joinpath(*rest[:depth])  # to import a module runs the packages that it is in
                yield from filter(Path.is_file, (module.with_suffix(".py"), module / "__init__.py"))


@cache
def sources() -> dict[str, str]:
    """sha256 of the files that decide what a part holds: this module, all it imports, the lexicon's tables."""
    waiting, found = [Path(__file__), *sorted((PACKAGE / "lexicon").glob("*.csv"))], {}
    while waiting:
        path = waiting.pop()
        name = path.relative_to(PACKAGE).as_posix()
        if name not in found:
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
            waiting += _imported(path) if path.suffix == ".py" else ()
    return found


@cache
def fingerprint() -> str:
    """Hash of what decides what a part holds: the files of `sources`, Python, the libraries."""
    known = dict(sources())
    for library in LIBRARIES:
        try:
            known[f"{library}=="] = version(library)
        except PackageNotFoundError:
            known[f"{library}=="] = ""
    known["python=="] = "{}.{}".format(*sys.version_info)
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()


def part_name(batch: list[Item], code: str) -> str:
    """The name of the part that `batch` becomes: it holds every byte that decides what is in the part."""
    digest = hashlib.blake2b(code.encode(), digest_size=16)
    for item in batch:
        for field in item:
            data = field if isinstance(field, bytes) else field.encode()
            digest.update(len(data).to_bytes(8, "big") + data)
    return f"part-{digest.hexdigest()}"
