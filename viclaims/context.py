"""Who did what when: actor, action and period of the clause that holds a number, as far as the sentence says."""

from __future__ import annotations


def context_of(sentence: str, start: int, end: int) -> tuple[str, str, str]:
    return "", "", ""
