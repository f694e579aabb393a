"""Scores of the roles of numbers on labelled mentions: `make evaluate`; what the roles are: docs/roles.md."""

from collections import Counter
from collections.abc import Callable, Iterator

import pandas as pd


def wrong_roles(case: dict, found: pd.DataFrame) -> Iterator[tuple[dict, list[str]]]:
    """The labelled mentions of a text that no found one of a right role overlaps, with the roles that do."""
    rows = found.to_dict("records")
    for label in case["mentions"]:
        right = label["role"] if isinstance(label["role"], list) else [label["role"]]
        roles = [row["role"] for row in rows if row["start"] < label["end"] and label["start"] < row["end"]]
        if not set(right) & set(roles):
            yield label, roles


def score_roles(cases: list[dict], extract: Callable[[str], pd.DataFrame]) -> dict[str, float]:
    """Per cent of the labelled mentions that have a right role, in all and by role; and how many were labelled."""
    labelled, wrong = Counter(), Counter()
    for case in cases:
        for label in case["mentions"]:
            labelled[_first(label)] += 1
        for label, _ in wrong_roles(case, extract(case["text"])):
            wrong[_first(label)] += 1
    total = labelled.total()
    figures = {"texts": len(cases), "mentions": total, "roles": 100 * (1 - wrong.total() / total)}
    return figures | {role: 100 * (1 - wrong[role] / count) for role, count in labelled.most_common()}


def _first(label: dict) -> str:
    return label["role"][0] if isinstance(label["role"], list) else label["role"]
