"""A table as a file: checked when it is written, its types restored when it is read.

A table is UTF-8 CSV with "\\n" line ends, columns in the order of its schema, '' for missing text.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from viclaims.tables.schemas import COLUMNS, DTYPES, NUMBER, PLACE, check_table
from viclaims.writing import open_whole


def write_table(name: str, frame: pd.DataFrame, folder: str | Path) -> Path:
    """Check `frame` against the schema of `name` and write `folder`/<name>.csv; TableError if it does not fit."""
    checked = check_table(name, frame)
    path = Path(folder) / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_whole(path) as file:
        checked.to_csv(file, index=False, lineterminator="\n")
    return path


def _as(kind: str, printed: pd.Series) -> pd.Series:
    """A column of a file in its type."""
    if kind == PLACE:
        return pd.to_numeric(printed.replace("", None)).astype(DTYPES[PLACE])
    return (printed.replace("", "nan") if kind == NUMBER else printed).astype(DTYPES[kind])


def read_table(name: str, folder: str | Path) -> pd.DataFrame:
    """Table `name` of `folder` as it was written: text as object with '' for missing, numbers as int or float."""
    path = Path(folder) / f"{name}.csv"
    with open(path, encoding="utf-8", errors="surrogatepass", newline="") as file:
        # pandas' own reader re-encodes and fails on a lone surrogate; a paragraph may exceed csv's default limit.
        csv.field_size_limit(2**31 - 1)
        header, *rows = csv.reader(file)
    frame = pd.DataFrame(rows, columns=header, dtype=object)
    for column, kind in COLUMNS[name].items():
        frame[column] = _as(kind, frame[column])
    return frame.astype({column: object for column in frame.columns if column not in COLUMNS[name]})
