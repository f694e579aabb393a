"""The files of data/raw: which there are, what they may be called, and the article that one of them holds."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from viclaims.article.folders import SUFFIXES, is_article_name
from viclaims.article.sidecar import Sidecar, read_sidecar
from viclaims.text.files import ArticleError, Source, read_bytes

RESERVED = ("failed",)  # report/failed/ keeps the notebooks that did not run


@dataclass(frozen=True)
class Article:
    """An article as its file was read: offsets count the characters of `text`; `sha256` is of the raw bytes."""

    name: str
    path: Path
    source: Source
    sha256: str
    sidecar: Sidecar

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def encoding(self) -> str:
        return self.source.encoding


def list_articles(raw_folder: str | Path) -> list[Path]:
    """The files of a folder that have the ending of an article, by name; their names are not checked here."""
    found = (path for path in Path(raw_folder).iterdir() if path.suffix.lower() in SUFFIXES)
    return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


def check_name(path: str | Path) -> None:
    """ArticleError unless the file's name can name its tables and pages, and is the only file that does.

    >>> check_name("Bài 4.txt")
    Traceback (most recent call last):
    viclaims.text.files.ArticleError: Bài 4.txt: ...; rename it, for example bai-4.txt.
    """
    path = Path(path)
    letters = unicodedata.normalize("NFD", path.stem.lower().replace("đ", "d"))
    plain = "-".join(re.findall("[a-z0-9]+", "".join(c for c in letters if not unicodedata.combining(c))))
    good = (plain[:100].strip("-") or "bai-1") + path.suffix.lower()
    if path.stem in RESERVED:
        raise ArticleError(f"{path.name}: this name is kept for the report's own folder; rename the file.")
    if not is_article_name(path.stem) or path.suffix not in SUFFIXES:
        raise ArticleError(
            f"{path.name}: a file name may hold only lower-case letters a–z, digits and dashes, "
            f"at most 100; rename it, for example {good}."
        )
    clashing = [path.with_suffix(suffix).name for suffix in SUFFIXES if suffix != path.suffix
                and path.with_suffix(suffix).is_file()]  # fmt: skip
    if clashing:
        raise ArticleError(f"{path.name}: {clashing[0]} would write to the same folder; rename or remove one.")


def read_article(path: str | Path) -> Article:
    """Read, check and decode one raw file and the sidecar (<name>.toml) beside it.

    Of a .txt the text is the decoded characters unchanged, line ends included (a byte order mark is dropped);
    of a saved page it is the article: headline, lead, headings, paragraphs, lists, captions and tables in order.
    ArticleError, one sentence, for a name, an encoding, a kind of file or a sidecar that will not do.
    """
    path = Path(path)
    check_name(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ArticleError(f"{path.name}: the file cannot be read ({error.strerror}).") from None
    source = read_bytes(data, path.name)
    sidecar = path.with_suffix(".toml")
    return Article(
        name=path.stem,
        path=path,
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        sidecar=read_sidecar(sidecar if sidecar.is_file() else None),
    )
