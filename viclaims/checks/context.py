"""What the rules of a check ask: the figures of a text, which stand in one sentence, and the words between them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from viclaims.checks.figures import Figure
from viclaims.lexicon import Pattern

# What several rules ask of the words between figures.
OPENED = re.compile(r"\([^()]*$")
PLAN = Pattern(r"(?<![^\W_]){plan_of_check}(?![^\W_])")
COMPARED = Pattern(r"(?<![^\W_]){compare_several|compared_with}(?![^\W_])")
REST = Pattern(r"(?<![^\W_]){rest_of}(?![^\W_])")


@dataclass(frozen=True)
class Context:
    """The figures of a text in its order."""

    figures: list[Figure]

    @cached_property
    def by_start(self) -> dict[int, Figure]:
        return {figure.start: figure for figure in self.figures}

    @cached_property
    def place(self) -> dict[int, int]:
        """The number of a figure in the order of the text, by its start."""
        return {figure.start: number for number, figure in enumerate(self.figures)}

    @cached_property
    def parts(self) -> dict[int, list[Figure]]:
        """The figures that are told as parts of another, by the start of the other."""
        found = defaultdict(list)
        for figure in self.figures:
            if figure.of_claim is not None and figure.of_claim in self.by_start:
                found[figure.of_claim].append(figure)
        return dict(found)

    def before(self, figure: Figure, count: int = 1) -> list[Figure]:
        """The last `count` figures of the sentence before this one, the nearest first."""
        at = self.place[figure.start]
        found = []
        for other in self.figures[max(0, at - count) : at][::-1]:
            if not in_one_sentence(other, figure):
                break
            found.append(other)
        return found

    def behind(self, figure: Figure, count: int = 1) -> list[Figure]:
        """The next `count` figures of the sentence behind this one, the nearest first."""
        at = self.place[figure.start]
        found = []
        for other in self.figures[at + 1 : at + 1 + count]:
            if not in_one_sentence(figure, other):
                break
            found.append(other)
        return found


def in_one_sentence(first: Figure, second: Figure) -> bool:
    """Whether two figures, in text order, stand in the same sentence as far as it is shown."""
    if first.sentence_start == second.sentence_start:
        return True
    # Of a very long sentence each claim shows its own stretch.
    return first.start >= second.sentence_start and second.end <= first.sentence_start + len(first.sentence)


def between(first: Figure, second: Figure) -> str:
    """The words between two figures of one sentence, in lower case; '' where they cannot be seen."""
    if first.sentence_start == second.sentence_start:
        return first.sentence[first.behind : second.at].lower()
    start = first.end - second.sentence_start
    return second.sentence[start : second.at].lower() if start >= 0 else ""


def lead(figure: Figure, size: int = 60) -> str:
    """The words before a figure in its sentence, in lower case."""
    return figure.sentence[max(0, figure.at - size) : figure.at].lower()


def after(figure: Figure, size: int = 60) -> str:
    """The words behind a figure in its sentence, in lower case."""
    return figure.sentence[figure.behind : figure.behind + size].lower()


def says(pattern: Pattern, words: str) -> bool:
    return pattern.search(words) is not None
