"""The schema of every table of the series: checked on writing, restored on reading, shown in a notebook.

A table is UTF-8 CSV with "\\n" line ends, columns in the order given here, '' for missing text.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

TEXT, WHOLE, NUMBER, PLACE = "text", "whole number", "number", "place in the text"
KINDS = ("count", "share", "money", "measure", "duration", "change", "ratio", "age", "other")
QUALIFIERS = ("", ">", "<", "~", ">=", "<=")
LEVELS = ("central", "provincial", "local", "")
SECTIONS = ("achievements", "limits", "resolution", "measures", "")
PARAGRAPH_ROLES = (
    "headline", "published", "lead", "caption", "heading", "list", "table", "note", "body", "source", "furniture",
)  # fmt: skip
ROLES = (
    "claim", "whole", "date", "time", "document", "ordinal", "term", "name", "code", "list", "phone",
    "address", "score", "scale", "rate_base", "gloss", "unit", "table", "other",
)  # fmt: skip
FLAGS = ("", "part above whole")

_SPAN = {"start": WHOLE, "end": WHOLE, "quote": TEXT}
_PLACE = {"paragraph": WHOLE, "section": TEXT}

SAID_OF = ("subject", "actor", "action", "place", "period", "base")
_SAID_OF = {name: kind for field in SAID_OF for name, kind in ((field, TEXT), (f"{field}_start", PLACE))}
STATUSES = ("reported", "estimate", "plan", "rule", "unsure")
CLAIM_COLUMNS = {
    **_SPAN, "value": NUMBER, "value_high": NUMBER, "qualifier": TEXT, "unit": TEXT, "counted": TEXT,
    "whole": NUMBER, "kind": TEXT, "says": TEXT, **_SAID_OF, "since": TEXT, "until": TEXT, "status": TEXT,
    "direction": TEXT, "from_claim": PLACE, "of_claim": PLACE, "sentence": TEXT, "sentence_start": WHOLE,
    "rule": TEXT, "subject_rule": TEXT, "doubt": TEXT,
}  # fmt: skip
MENTION_COLUMNS = {**_SPAN, "role": TEXT, "rule": TEXT}
DOCUMENT_COLUMNS = {
    **_SPAN, "type": TEXT, "number": TEXT, "issuer": TEXT, "level": TEXT, "date": TEXT, "subject": TEXT,
    "implements": TEXT, "refers_to": NUMBER,
}  # fmt: skip
CHECK_COLUMNS = {
    "rule": TEXT, "verdict": TEXT, "claims": TEXT, "stated": NUMBER, "computed": NUMBER, "says": TEXT, "says_en": TEXT,
}  # fmt: skip
COLUMNS = {
    "paragraphs": {"paragraph": WHOLE, "start": WHOLE, "end": WHOLE, "role": TEXT, "section": TEXT,
    "page": PLACE, "text": TEXT},
    "sentences": {"sentence": WHOLE, "start": WHOLE, "end": WHOLE, "paragraph": WHOLE},
    "cells": {
        "table": WHOLE, "row": WHOLE, "column": WHOLE, "start": WHOLE, "end": WHOLE, "text": TEXT, "row_head": TEXT,
        "column_head": TEXT, "unit": TEXT,
    },
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
    "kind": KINDS, "qualifier": QUALIFIERS, "level": LEVELS, "section": SECTIONS, "flag": FLAGS, "status": STATUSES,
    "direction": ("", "+", "-"),
}  # fmt: skip
DTYPES: dict[str, type | str] = {TEXT: object, WHOLE: "int64", NUMBER: "float64", PLACE: "Int64"}


class TableError(ValueError):
    """A table that does not keep its schema; the message names the table, the column and the first bad row."""


def frame_of(rows: list[dict], columns: dict[str, str]) -> pd.DataFrame:
    """`rows` as a frame with exactly `columns`, text as dtype object (a lone surrogate must not fail)."""
    index = pd.RangeIndex(len(rows))  # one for all columns: pandas compares, aligns and copies nothing
    return pd.DataFrame(
        {name: _column([row[name] for row in rows], kind, index) for name, kind in columns.items()},
        index=index, copy=False,
    )  # fmt: skip


def _column(values: list, kind: str, index: pd.Index) -> np.ndarray | pd.Series:
    if kind == PLACE:
        return pd.Series(pd.array(values, dtype=DTYPES[PLACE]), index=index)
    array = np.empty(len(values), dtype=DTYPES[kind])
    array[:] = values
    # Of an array of str pandas would make its own text dtype.
    return pd.Series(array, index=index, dtype=object, copy=False) if kind == TEXT else array


def _schema(name: str):
    import pandera.pandas as pa

    checks = {column: [pa.Check.isin(values)] for column, values in ALLOWED.items()}
    checks["role"] = [pa.Check.isin(PARAGRAPH_ROLES if name == "paragraphs" else ROLES)]
    checks["start"] = [pa.Check.ge(0)]
    columns = {
        column: pa.Column(DTYPES[kind], checks.get(column), nullable=kind in (NUMBER, PLACE) and column != "value")
        for column, kind in COLUMNS[name].items()
    }
    spans = pa.Check(lambda frame: frame["start"] < frame["end"], error="start before end")
    return pa.DataFrameSchema(columns, checks=[spans] if "end" in columns else None, strict=False)


def check_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` with the columns of table `name` first and in order; TableError names what is wrong and where."""
    from pandera.errors import SchemaErrors

    # pandas gives a text column its own dtype in some operations; a table's text is always object.
    texts = [column for column, kind in COLUMNS[name].items() if kind == TEXT and column in frame.columns]
    frame = frame.astype(dict.fromkeys(texts, object))
    try:
        _schema(name).validate(frame, lazy=True)
    except SchemaErrors as error:
        first = error.failure_cases.iloc[0]
        where = "" if pd.isna(first["index"]) else f", row {first['index']}"
        column = first["column"] if isinstance(first["column"], str) else first["failure_case"]
        raise TableError(f"{name}.csv: column {column}{where}: {first['check']} fails.") from None
    ordered = [*COLUMNS[name], *(column for column in frame.columns if column not in COLUMNS[name])]
    return frame[ordered]
