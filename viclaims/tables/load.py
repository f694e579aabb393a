"""load: the processed tables for pandas, with their right types."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from viclaims.tables.files import read_table
from viclaims.tables.schemas import COLUMNS

PROCESSED, NOTEBOOKS = Path("data/processed"), "notebooks"


def load(article: str = "", table: str = "claims") -> pd.DataFrame:
    """A table of data/processed with its types restored: "90.253" stays text, whole numbers are whole, '' is missing.

    `article` is the raw file's name without its ending; without one all articles stand one below the other, in the
    order of their names, with a column `article` in front. Found from the working directory upwards. ValueError for
    a table that is not known, FileNotFoundError for an article that has none, each with those that there are.

    >>> load("haiduong-2021-01-02")[["quote", "value"]].values.tolist()[-1:]
    [['90.253', 90253.0]]
    """
    if table not in COLUMNS:
        raise ValueError(f"There is no table {table!r}; the tables are {', '.join(sorted(COLUMNS))}.")
    folder = _processed()
    there = sorted(path.parent.name for path in folder.glob(f"*/{table}.csv"))
    if article and article not in there:
        raise FileNotFoundError(f"{article} has no {table}.csv; the articles with one: {', '.join(there) or 'none'}.")
    if article:
        return read_table(table, folder / article)
    frames = [read_table(table, folder / name) for name in there]
    for name, frame in zip(there, frames, strict=True):
        frame.insert(0, "article", name)
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=["article", *COLUMNS[table]])


def _processed() -> Path:
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / PROCESSED).is_dir() and (folder / NOTEBOOKS).is_dir():
            return folder / PROCESSED
    raise FileNotFoundError(f"{here} is in no project: start from a folder that holds {PROCESSED}/ and {NOTEBOOKS}/.")
