"""Where the series reads and writes: the folders of one article, found from wherever a notebook runs.

First thing a notebook asks. Standard library only: the driver uses it when there is nothing to do.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

RAW, REFERENCE, PROCESSED, FIGURES, NOTEBOOKS = (
    "data/raw", "data/reference", "data/processed", "figures", "notebooks",
)  # fmt: skip
# Of text/files.READERS, which is slow to ask.
SUFFIXES = (".txt", ".html", ".htm", ".mhtml", ".mht", ".docx", ".xlsx", ".pdf")
OUTPUT_VARIABLE = "VICLAIMS_OUTPUT"  # set while `report` runs: the notebooks then write to a staging folder
_NAME = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")


class Places(NamedTuple):
    """The paths of one article; `sidecar` is None where there is none."""

    root: Path
    raw: Path
    sidecar: Path | None
    reference: Path
    processed: Path
    figures: Path


def is_article_name(name: str) -> bool:
    """Whether `name` may name an article: lower-case letters, digits and dashes, so no path can hide in it.

    >>> is_article_name("haiduong-2021-01-02"), is_article_name("../Hải Dương")
    (True, False)
    """
    return len(name) <= 100 and _NAME.fullmatch(name) is not None


def find_root(start: str | Path | None = None) -> Path:
    """The project: the nearest folder with data/raw and notebooks at or above `start` (working directory)."""
    here = Path(start or os.getcwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / RAW).is_dir() and (folder / NOTEBOOKS).is_dir():
            return folder
    raise FileNotFoundError(
        f"{here} is in no project: start from a folder that holds {RAW}/ and {NOTEBOOKS}/, or from inside it."
    )


def find_places(article: str) -> Places:
    """The folders of `article` (the stem of its file in data/raw); the two output folders exist afterwards.

    Outputs lie under the folder that VICLAIMS_OUTPUT names, if it is set, else under the project. ValueError
    for a name that is not allowed, FileNotFoundError with the articles there are if it is none of them.
    """
    if not is_article_name(article):
        raise ValueError(f"{article!r} is no article's name: use lower-case letters, digits and dashes.")
    root = find_root()
    raw = [path for path in (root / RAW / f"{article}{suffix}" for suffix in SUFFIXES) if path.is_file()]
    if len(raw) != 1:
        there = sorted({path.stem for path in (root / RAW).iterdir() if path.suffix in SUFFIXES})
        what = "has no file" if not raw else "has more than one file"
        others = ", ".join(there) or "none"
        raise FileNotFoundError(f"{article} {what} in {RAW}/; the articles there: {others}.")
    sidecar = root / RAW / f"{article}.toml"
    output = Path(os.environ.get(OUTPUT_VARIABLE) or root)
    places = Places(
        root, raw[0], sidecar if sidecar.is_file() else None, root / REFERENCE,
        output / PROCESSED / article, output / FIGURES / article,
    )  # fmt: skip
    for folder in (places.processed, places.figures):
        folder.mkdir(parents=True, exist_ok=True)
    return places
