"""The tables of tests/cases/tables.toml as texts, and claims as that file writes them."""

import re
import tomllib

import pandas as pd

from tests.case_tables import CASES

COLUMNS = ("quote", "value", "unit", "kind", "subject", "base", "period", "since", "status")


def tables() -> list[dict[str, str]]:
    """The cases: name, text, claims."""
    return tomllib.loads((CASES / "tables.toml").read_text(encoding="utf-8"))["table"]


def as_text(written: str) -> str:
    """A text with tabs where the case has bars."""
    return re.sub(r" *\| ?", "\t", written)


def said(claims: pd.DataFrame) -> list[list[str]]:
    """Claims as lines of cells."""
    return [
        [f"{cell:.12g}" if isinstance(cell, float) else cell for cell in row]
        for row in claims[list(COLUMNS)].itertuples(index=False, name=None)
    ]


def expected(case: dict[str, str]) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in case["claims"].strip("\n").splitlines()]
