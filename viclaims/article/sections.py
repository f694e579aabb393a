"""The sections of an article: the cues of sections.csv that open them, and which section a paragraph is in."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from viclaims.article.lines import plain_line
from viclaims.text.files import RUNNING, ArticleError

IN_BODY = (*RUNNING, "heading", "table", "note")  # roles that belong to a section; headline, lead, captions do not
_CUE_COLUMNS = ("section", "where", "cue", "applies", "example", "refused")


@dataclass(frozen=True)
class SectionCue:
    """Words at the `where` (start, end) of a body paragraph that open a section: `this` one or the `next`.

    '…' in the cue stands for any words between, inside one sentence.
    """

    section: str
    where: str
    cue: str
    applies: str
    example: str
    refused: str

    def fits(self, paragraph: str) -> bool:
        return self.stands_in(*_edges(paragraph))

    def stands_in(self, beginning: str, ending: str) -> bool:
        """Whether the cue opens or closes the paragraph that has these edges (see _edges)."""
        if self.where == "start":
            return _cue_pattern(self.cue, True).match(beginning) is not None
        return _cue_pattern(self.cue, False).search(ending) is not None


def _edges(paragraph: str) -> tuple[str, str]:
    """Beginning and ending of a paragraph as the cues read them; a cue deeper inside opens nothing."""
    return plain_line(paragraph[:600]), plain_line(paragraph[-300:])


@cache
def _cue_pattern(cue: str, at_start: bool) -> re.Pattern[str]:
    gap = r"(?:[^.!?]|\.(?=\d)){0,300}?"  # 1.250 does not end a sentence
    words = gap.join(re.escape(unicodedata.normalize("NFC", part.strip())) for part in cue.split("…"))
    return re.compile(rf"\W*{words}\b" if at_start else rf"\b{words}\W*\Z", re.IGNORECASE)


def read_sections(reference_folder: str | Path) -> list[SectionCue]:
    """The section cues of sections.csv in the reference folder; ArticleError names the line that is wrong."""
    from viclaims.tables.schemas import SECTIONS

    known = set(SECTIONS) - {""}
    path = Path(reference_folder) / "sections.csv"
    try:
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise ArticleError(f"{path.name}: the section cues cannot be read ({error}).") from None
    cues = []
    for number, row in enumerate(rows, start=2):
        if set(row) != set(_CUE_COLUMNS) or None in row.values():
            raise ArticleError(f"{path.name}: line {number} needs the columns {', '.join(_CUE_COLUMNS)}.")
        right = row["section"] in known and row["where"] in ("start", "end") and row["applies"] in ("this", "next")
        if not right or not row["cue"].strip(" …"):
            raise ArticleError(f"{path.name}: line {number} has a section, place or cue that is not known.")
        cues.append(SectionCue(**row))
    return cues


def sections_of(texts: Sequence[str], roles: Sequence[str], cues: Sequence[SectionCue]) -> list[str]:
    """The section of each paragraph; body above the first cue of an article that has cues is achievements."""
    by_paragraph: list[list[SectionCue]] = []
    for text, role in zip(texts, roles, strict=True):
        edges = _edges(text) if cues and role in (*RUNNING, "heading") else ("", "")
        by_paragraph.append([cue for cue in cues if edges[0] and cue.stands_in(*edges)])
    current = "achievements" if any(by_paragraph) else ""
    sections = []
    for fitting, role in zip(by_paragraph, roles, strict=True):
        current = next((cue.section for cue in fitting if cue.applies == "this"), current)
        sections.append(current if role in IN_BODY else "")
        current = next((cue.section for cue in fitting if cue.applies == "next"), current)
    return sections
