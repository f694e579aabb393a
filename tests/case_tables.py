"""The tables of cases in tests/cases, which a reader without Python can check and add to."""

import csv
from itertools import groupby
from pathlib import Path

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[dict[str, str]]:
    """The lines of the table `name`, each a dict of its columns."""
    with open(CASES / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def grouped(name: str, column: str) -> list[tuple[str, list[dict[str, str]]]]:
    """The lines of the table that share `column` and follow each other, with what they share."""
    return [(shared, list(lines)) for shared, lines in groupby(cases(name), key=lambda line: line[column])]
