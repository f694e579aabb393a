"""Articles of a corpus one after the other, whatever they are kept in, and the batches that become parts.

First room of `corpus`. The input is streamed: at no time is more of it in memory than one batch. What cannot
be read is an item with a reason, never the end of the run; only an input that is wrong as a whole stops it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from viclaims.text.files import READERS

FILES = tuple(READERS)
JSON_LINES = (".jsonl", ".jsonl.gz")
PARQUET = (".parquet",)
READABLE = (
    "a folder of articles (.txt, .html, .docx, .xlsx, .pdf), JSON lines (.jsonl, .jsonl.gz) or Parquet (.parquet)"
)
LARGEST = 16 * 2**20  # bytes; a longer article is an error: it is no article, and memory must stay bounded
BATCH_ARTICLES = 256  # the mean; a batch holds between half and twice as many
BATCH_BYTES = 4 * 2**20
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


class CorpusError(Exception):
    """A corpus cannot be gone through; the message is one sentence: what is wrong, what to do."""


class Item(NamedTuple):
    """One article: `form` 'file' (its bytes; `article` is its name) or 'text' (UTF-8, surrogates passed); `date`
    as given or the file's path; `error` the reason why it is left out, else ''."""

    article: str
    date: str
    form: str
    data: bytes
    error: str = ""


def writable(text: str) -> str:
    """`text` with U+FFFD for each lone surrogate and each NUL, so that it fits Parquet and CSV; offsets stay.

    >>> writable("52 xã\\0") == "52 xã\\ufffd"
    True
    """
    return _UNWRITABLE.sub("\ufffd", text)


class Input:
    """The articles of a folder or file: iterating gives an Item each, in an order that never changes.

    `out` is passed over should it lie inside the folder. `total` and `read` are bytes, for the progress line.
    CorpusError at once for an input that holds nothing, cannot be opened or lacks the columns id and text.
    """

    def __init__(self, path: str | Path, out: str | Path | None = None):
        self.path, self.read, self.total = Path(path), 0, 0
        self._out = os.path.realpath(out) if out else None
        if not self.path.exists():
            raise CorpusError(f"{path}: there is no such file or folder.")
        if self._out == os.path.realpath(path):
            raise CorpusError(f"{path}: the results cannot go into the input itself; name another folder.")
        for file in self._files():
            self.total += os.path.getsize(file)
            if kind_of(file) in (JSON_LINES, PARQUET):
                _check_columns(file)
        if not self.total:
            raise CorpusError(f"{path}: no article is here; INPUT is {READABLE}.")

    def _files(self) -> Iterator[Path]:
        if self.path.is_file():
            if kind_of(self.path) is None:
                raise CorpusError(f"{self.path.name}: this kind of file is not read; INPUT is {READABLE}.")
            yield self.path
            return
        for here, folders, names in os.walk(self.path):
            folders[:] = sorted(
                name
                for name in folders
                if not name.startswith(".") and os.path.realpath(os.path.join(here, name)) != self._out
            )
            for name in sorted(names):
                path = Path(here, name)
                if not name.startswith(".") and kind_of(path) and path.is_file():
                    yield path

    def __iter__(self) -> Iterator[Item]:
        self.read = 0
        for path in self._files():
            start, kind = self.read, kind_of(path)
            name = path.name if self.path.is_file() else path.relative_to(self.path).as_posix()
            size = path.stat().st_size
            reader = _json_lines if kind == JSON_LINES else _parquet if kind == PARQUET else _file
            for item, position in reader(path, writable(name)):
                self.read = start + min(position, size)
                yield item
            self.read = start + size


def kind_of(path: Path) -> tuple[str, ...] | None:
    """The group of endings that the file's name has; None if it is of no kind that is read."""
    name = path.name.lower()
    return next((kind for kind in (FILES, JSON_LINES, PARQUET) if name.endswith(kind)), None)


Reading = Iterator[tuple[Item, int]]  # an item and how many bytes of the file are behind it


def _file(path: Path, name: str) -> Reading:
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        yield Item(name, name, "file", b"", f"the file cannot be read ({error.strerror})"), 0
        return
    yield _sized(Item(name, name, "file", data)), len(data)


def _sized(item: Item) -> Item:
    if len(item.data) <= LARGEST:
        return item
    return item._replace(data=b"", error=f"longer than {LARGEST // 2**20} MB, which no article is; split it")


# ------------------------------------------------------------------------------------------ JSON lines

_GZIP_FAULTS = (OSError, EOFError, zlib.error)


def _open_lines(path: Path) -> tuple[gzip.GzipFile | BufferedReader, BufferedReader]:
    """The lines and the file below them, whose position tells how far the reading is."""
    raw = open(path, "rb")  # noqa: SIM115 - the caller closes it
    return (gzip.GzipFile(fileobj=raw) if path.name.lower().endswith(".gz") else raw), raw


def _json_lines(path: Path, name: str) -> Reading:
    lines, raw = _open_lines(path)
    number = 0
    with raw:
        while True:
            number += 1
            try:
                line = lines.readline(2 * LARGEST)
                position = raw.tell()
                long = len(line) == 2 * LARGEST
                while len(line) == 2 * LARGEST and not line.endswith(b"\n"):
                    line = lines.readline(2 * LARGEST)
            except _GZIP_FAULTS as error:
                reason = f"the file cannot be read from line {number:,} on ({error})"
                yield Item(f"{name}:{number}", "", "text", b"", reason), raw.tell()
                return
            if not line:
                return
            if long:
                reason = "the line is too long for an article; split it"
                yield Item(f"{name}:{number}", "", "text", b"", reason), position
            elif line.strip():
                yield _from_json(line.removeprefix(b"\xef\xbb\xbf"), f"{name}:{number}"), position


def _from_json(line: bytes, where: str) -> Item:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Item(where, "", "text", b"", f"the line is no JSON ({error})")
    if not isinstance(row, dict):
        return Item(where, "", "text", b"", "the line is no JSON object with id and text")
    return _from_row(row.get("id"), row.get("text"), row.get("date"), where)


def _from_row(name: object, text: object, date: object, where: str) -> Item:
    """The item of a row, whatever its cells hold."""
    if isinstance(name, bool) or not isinstance(name, str | int) or name == "":
        return Item(where, "", "text", b"", "no id: it must be a text or a whole number")
    article, day = writable(str(name)), "" if date is None else writable(str(date))
    if not isinstance(text, str):
        return Item(article, day, "text", b"", f"no text ({where})")
    return _sized(Item(article, day, "text", text.encode("utf-8", "surrogatepass")))


# --------------------------------------------------------------------------------------------- Parquet


def _parquet(path: Path, name: str) -> Reading:
    size = path.stat().st_size
    number = 0
    try:
        # Without pre_buffer a row group is read page by page, so one of many gigabytes does no harm.
        with pq.ParquetFile(path, pre_buffer=False, buffer_size=2**20) as file:
            columns = [column for column in ("id", "text", "date") if column in file.schema_arrow.names]
            rows = max(1, file.metadata.num_rows)
            for batch in file.iter_batches(batch_size=64, columns=columns):
                cells = [_cells(batch, column) for column in ("id", "text", "date")]
                for article, text, date in zip(*cells, strict=True):
                    number += 1
                    yield _from_row(article, text, date, f"{name}:{number}"), size * number // rows
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = f"the file cannot be read from row {number + 1:,} on ({_first_line(error)})"
        yield Item(f"{name}:{number + 1}", "", "text", b"", reason), size


def _cells(batch: pa.RecordBatch, column: str) -> list:
    """The column as Python values, None where it is missing or no Unicode."""
    if column not in batch.schema.names:
        return [None] * batch.num_rows
    values = []
    for cell in batch.column(column):
        try:
            values.append(cell.as_py())
        except (ValueError, OverflowError, KeyError):  # the last: a time zone that nobody knows
            values.append(None)
    return values


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _check_columns(path: Path) -> None:
    """CorpusError unless the file opens and has the columns id and text, the text as text."""
    try:
        if kind_of(path) == PARQUET:
            schema = pq.read_schema(path)
            found, types = schema.names, dict(zip(schema.names, schema.types, strict=True))
        else:
            found, types = _first_keys(path), {}
    except (pa.ArrowException, *_GZIP_FAULTS) as error:
        raise CorpusError(f"{path.name}: the file cannot be read ({_first_line(error)}).") from None
    twice = [column for column in ("id", "text", "date") if list(found or ()).count(column) > 1]
    if twice:
        raise CorpusError(f"{path.name}: the column {twice[0]} is there more than once; leave one of that name.")
    missing = [column for column in ("id", "text") if found is not None and column not in found]
    if missing:
        known = ", ".join(map(str, list(found)[:20])) or "none"
        raise CorpusError(
            f"{path.name}: the column {' and the column '.join(missing)} is missing (there: {known}); rename "
            "the columns to id and text."
        )
    kind = types.get("text")
    if kind is not None and pa.types.is_dictionary(kind):
        kind = kind.value_type
    if kind is not None and kind not in (pa.string(), pa.large_string(), pa.string_view()):
        raise CorpusError(f"{path.name}: the column text holds {kind}, not text.")


def _first_keys(path: Path) -> list[str] | None:
    """The keys of the first line that is an object; None if the first lines show none."""
    lines, raw = _open_lines(path)
    with raw:
        for _ in range(100):
            line = lines.readline(2 * LARGEST)
            try:
                row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
            except (ValueError, RecursionError):
                continue
            if isinstance(row, dict):
                return list(row)
    return None


# --------------------------------------------------------------------------------------------- batches


def unique(items: Iterable[Item]) -> Iterator[Item]:
    """`items`, each later one of an id turned into an error. The ids seen are kept on disk, not in memory."""
    seen = sqlite3.connect("")  # '' is a temporary database that SQLite itself spills to disk and removes
    try:
        seen.execute("pragma journal_mode = off")
        seen.execute("create table seen (id blob primary key) without rowid")
        for item in items:
            key = hashlib.blake2b(item.article.encode(), digest_size=16).digest()
            if seen.execute("insert or ignore into seen values (?)", (key,)).rowcount:
                yield item
            else:
                reason = "an earlier article has this id; only the first one is read"
                yield item._replace(data=b"", error=reason)
    finally:
        seen.close()


def batches(items: Iterable[Item], mean: int = BATCH_ARTICLES) -> Iterator[list[Item]]:
    """`items` in lists of mean/2 to 2 × mean articles and at most BATCH_BYTES (or one article).

    Where a list ends is told by the ids themselves, so that an article that comes, goes or changes alters the
    list it is in and soon no later one: the parts of the others stay as they are.
    """
    batch: list[Item] = []
    size = 0
    for item in items:
        if batch and size + len(item.data) > BATCH_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += len(item.data)
        cut = zlib.crc32(item.article.encode()) % max(1, mean // 2) == 0 and 2 * len(batch) >= mean
        if cut or len(batch) >= 2 * mean:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
