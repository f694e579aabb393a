"""The schema of every table of the series: checked on writing, restored on reading, shown in a notebook.

A table is UTF-8 CSV with "\\n" line ends, columns in the order given here, '' for missing text.
"""

from __future__ import annotations

import csv
import html
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from viclaims.languages import LANGUAGES, number

TEXT, WHOLE, NUMBER = "text", "whole number", "number"
KINDS = ("count", "share", "money", "measure", "duration", "change", "ratio", "age", "other")
QUALIFIERS = ("", ">", "<", "~", ">=", "<=")
LEVELS = ("central", "provincial", "local", "")
SECTIONS = ("achievements", "limits", "resolution", "measures", "")
PARAGRAPH_ROLES = ("headline", "published", "lead", "caption", "body", "source", "furniture")
ROLES = (
    "claim", "whole", "date", "time", "document", "ordinal", "term", "name", "code", "list", "phone",
    "address", "score", "scale", "rate_base", "gloss", "unit", "other",
)  # fmt: skip
FLAGS = ("", "part above whole")

_SPAN = {"start": WHOLE, "end": WHOLE, "quote": TEXT}
_PLACE = {"paragraph": WHOLE, "section": TEXT}

CLAIM_COLUMNS = {
    **_SPAN, "value": NUMBER, "value_high": NUMBER, "qualifier": TEXT, "unit": TEXT, "counted": TEXT,
    "whole": NUMBER, "kind": TEXT, "actor": TEXT, "action": TEXT, "period": TEXT, "sentence": TEXT,
    "sentence_start": WHOLE, "rule": TEXT,
}  # fmt: skip
MENTION_COLUMNS = {**_SPAN, "role": TEXT, "rule": TEXT}
DOCUMENT_COLUMNS = {
    **_SPAN, "type": TEXT, "number": TEXT, "issuer": TEXT, "level": TEXT, "date": TEXT, "subject": TEXT,
    "implements": TEXT, "refers_to": NUMBER,
}  # fmt: skip
COLUMNS = {
    "paragraphs": {"paragraph": WHOLE, "start": WHOLE, "end": WHOLE, "role": TEXT, "section": TEXT,
    "text": TEXT},
    "claims": {
        **CLAIM_COLUMNS, **_PLACE, "share_pct": NUMBER, "flag": TEXT, "override": TEXT, "headline": WHOLE,
        "label_vi": TEXT, "label_en": TEXT, "caveat_vi": TEXT, "caveat_en": TEXT,
    },
    "mentions": {**MENTION_COLUMNS, **_PLACE},
    "documents": {**DOCUMENT_COLUMNS, **_PLACE},
    "measures": {
        "measure": WHOLE, "start": WHOLE, "end": WHOLE, "text": TEXT, "stage": TEXT, "documents": TEXT,
        "target": TEXT,
    },
}  # fmt: skip
ALLOWED = {
    "kind": KINDS, "qualifier": QUALIFIERS, "level": LEVELS, "section": SECTIONS, "flag": FLAGS,
}  # fmt: skip
_DTYPES = {TEXT: object, WHOLE: "int64", NUMBER: "float64"}


class TableError(ValueError):
    """A table that does not keep its schema; the message names the table, the column and the first bad row."""


def empty_frame(columns: dict[str, str]) -> pd.DataFrame:
    """A frame without rows that has every column of `columns` in its dtype."""
    return frame_of([], columns)


def frame_of(rows: list[dict], columns: dict[str, str]) -> pd.DataFrame:
    """`rows` as a frame with exactly `columns`, text as dtype object (a lone surrogate must not fail)."""
    index = pd.RangeIndex(len(rows))  # one for all columns: pandas compares, aligns and copies nothing
    return pd.DataFrame(
        {name: _column([row[name] for row in rows], kind, index) for name, kind in columns.items()},
        index=index, copy=False,
    )  # fmt: skip


def _column(values: list, kind: str, index: pd.Index) -> np.ndarray | pd.Series:
    array = np.empty(len(values), dtype=_DTYPES[kind])
    array[:] = values
    # Of an array of str pandas would make its own text dtype.
    return pd.Series(array, index=index, dtype=object, copy=False) if kind == TEXT else array


def _schema(name: str):
    import pandera.pandas as pa

    checks = {column: [pa.Check.isin(values)] for column, values in ALLOWED.items()}
    checks["role"] = [pa.Check.isin(PARAGRAPH_ROLES if name == "paragraphs" else ROLES)]
    checks["start"] = [pa.Check.ge(0)]
    columns = {
        column: pa.Column(_DTYPES[kind], checks.get(column), nullable=kind == NUMBER and column != "value")
        for column, kind in COLUMNS[name].items()
    }
    spans = pa.Check(lambda frame: frame["start"] < frame["end"], error="start before end")
    return pa.DataFrameSchema(columns, checks=[spans] if "end" in columns else None, strict=False)


def check_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` with the columns of table `name` first and in order; TableError names what is wrong and where."""
    from pandera.errors import SchemaErrors

    # pandas gives a text column its own dtype in some operations; a table's text is always object.
    texts = [column for column, kind in COLUMNS[name].items() if kind == TEXT and column in frame.columns]
    frame = frame.astype({column: object for column in texts})
    try:
        _schema(name).validate(frame, lazy=True)
    except SchemaErrors as error:
        first = error.failure_cases.iloc[0]
        where = "" if pd.isna(first["index"]) else f", row {first['index']}"
        column = first["column"] if isinstance(first["column"], str) else first["failure_case"]
        raise TableError(f"{name}.csv: column {column}{where}: {first['check']} fails.") from None
    ordered = [*COLUMNS[name], *(column for column in frame.columns if column not in COLUMNS[name])]
    return frame[ordered]


def write_table(name: str, frame: pd.DataFrame, folder: str | Path) -> Path:
    """Check `frame` against the schema of `name` and write `folder`/<name>.csv; TableError if it does not fit."""
    checked = check_table(name, frame)
    path = Path(folder) / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".csv.part")
    with open(half, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        checked.to_csv(file, index=False, lineterminator="\n")
    half.replace(path)
    return path


def read_table(name: str, folder: str | Path) -> pd.DataFrame:
    """Table `name` of `folder` as it was written: text as object with '' for missing, numbers as int or float."""
    path = Path(folder) / f"{name}.csv"
    with open(path, encoding="utf-8", errors="surrogatepass", newline="") as file:
        # pandas' own reader re-encodes and fails on a lone surrogate; a paragraph may exceed csv's default limit.
        csv.field_size_limit(2**31 - 1)
        header, *rows = csv.reader(file)
    frame = pd.DataFrame(rows, columns=header, dtype=object)
    for column, kind in COLUMNS[name].items():
        values = frame[column].replace("", "nan") if kind == NUMBER else frame[column]
        frame[column] = values.astype(_DTYPES[kind])
    return frame.astype({column: object for column in frame.columns if column not in COLUMNS[name]})


_MARKDOWN = re.compile(r"[\\`*_{}\[\]()<>#+\-.!|~$&:@]")


def quote_markdown(text: str) -> str:
    r"""`text` from an article so that Markdown shows it letter by letter, on one line, and runs none of it.

    >>> quote_markdown("90.253 lượt <b>*")
    '90&#46;253 lượt &#60;b&#62;&#42;'
    """
    return _MARKDOWN.sub(lambda found: f"&#{ord(found[0])};", " ".join(str(text).split()))


ROWS_SHOWN = 2_000  # of a table on a page: nobody reads more there, and making it safe takes quadratic time


@dataclass(frozen=True)
class Shown:
    """A table for a reader of the page: caption, scoped header cells, text to the left, numbers to the right."""

    frame: pd.DataFrame
    caption: str

    def _cell(self, value) -> str:
        if isinstance(value, float) and pd.isna(value):
            return "<td></td>"
        if isinstance(value, bool) or not isinstance(value, int | float):
            if hasattr(value, "dtype"):
                return self._cell(value.item())
            return f"<td>{html.escape(str(value))}</td>"
        return f'<td class="number">{number(value, LANGUAGES[0])}</td>'

    def _repr_html_(self) -> str:
        numeric = [pd.api.types.is_numeric_dtype(dtype) for dtype in self.frame.dtypes]
        heads = "".join(
            f"""<th scope="col"{' class="number"' if right else ""}>{html.escape(str(column))}</th>"""
            for column, right in zip(self.frame.columns, numeric, strict=True)
        )
        body = "".join(
            f"<tr>{''.join(map(self._cell, row))}</tr>\n"
            for row in self.frame.head(ROWS_SHOWN).itertuples(index=False, name=None)
        )
        left = len(self.frame) - ROWS_SHOWN
        said = f"Rows left out here: {left:,}. All are in data/processed." if left > 0 else "" if body else "No rows."
        if said:
            body += f'<tr><td colspan="{max(1, len(numeric))}">{said}</td></tr>\n'
        caption = html.escape(self.caption)
        return (
            f'<div class="table" tabindex="0" role="group" aria-label="{caption}"><table>'
            f"<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}</tbody></table></div>"
        )

    def __repr__(self) -> str:
        return f"{self.caption}\n{self.frame.to_string(index=False, max_rows=ROWS_SHOWN)}"


def show(frame: pd.DataFrame, caption: str) -> Shown:
    """`frame` as a captioned table for a notebook page; texts are escaped, numbers grouped and never rounded.

    Of a longer table the first 2,000 rows are shown, and how many are left out.
    """
    return Shown(frame, caption)
