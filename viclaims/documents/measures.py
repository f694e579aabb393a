"""What an article says is to be done: the sentences of its measures section and their stages of cadre work.

Reads the tables that come before it (paragraphs, sentences, documents, claims) and data/reference/stages.csv, which an
analyst can edit; the code knows no stage.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from pathlib import Path

import pandas as pd

from viclaims.text.files import ArticleError
from viclaims.text.sentences import with_words

STAGE_COLUMNS = ("stage", "label_vi", "label_en", "cues", "refused")


def read_stages(reference_folder: str | Path) -> pd.DataFrame:
    """Stages of cadre work of stages.csv in the reference folder, one row a stage, in the file's order.

    Columns, all text: stage (a name), label_vi, label_en, cues (words that name the stage, parted by ';'),
    refused (phrases in which a cue names something else). ArticleError says which line of the file is wrong.
    """
    path = Path(reference_folder) / "stages.csv"
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ArticleError(f"{path.name}: the stages cannot be read ({error}).") from None
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        if set(row) != set(STAGE_COLUMNS) or None in row.values():
            raise ArticleError(f"{path.name}: line {number} needs the columns {', '.join(STAGE_COLUMNS)}.")
        stage = row["stage"].strip()
        if not stage or ";" in stage or stage in seen or not _parts(row["cues"]):
            raise ArticleError(f"{path.name}: line {number} needs a stage name of its own and a cue.")
        seen.add(stage)
    return pd.DataFrame(rows, columns=list(STAGE_COLUMNS), dtype=object)


def _parts(cell: str) -> list[str]:
    return [_plain(part) for part in cell.split(";") if part.strip()]


def _plain(text: str) -> str:
    """Words compared without regard to case, composition and line breaks."""
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


@lru_cache(maxsize=256)
def _any(cell: str) -> re.Pattern[str] | None:
    """Any phrase of a cell of stages.csv, as whole words; None for an empty cell."""
    longest = sorted(_parts(cell), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)") if longest else None


def stages_in(text: str, stages: pd.DataFrame) -> list[str]:
    """The stages, in their table's order, that `text` names by one of their cues outside a refused phrase.

    >>> stages = pd.DataFrame({"stage": ["training", "party"], "cues": ["đào tạo; bồi dưỡng", "đảng viên"],
    ...                        "refused": ["", "cán bộ, đảng viên"]})
    >>> stages_in("Mở 3 lớp bồi dưỡng cho cán bộ, đảng viên.", stages)
    ['training']
    """
    plain = _plain(text)
    named = []
    for stage, cues, refused in zip(stages["stage"], stages["cues"], stages["refused"], strict=True):
        names_else, names_stage = _any(refused), _any(cues)
        left = names_else.sub(" | ", plain) if names_else else plain
        if names_stage and names_stage.search(left):
            named.append(stage)
    return named


class _ByPlace:
    """Values of a table in text order, found by the stretch that their rows start in."""

    def __init__(self, starts: pd.Series, values: pd.Series):
        self.rows = sorted(zip(starts.astype(int).tolist(), values, strict=True), key=lambda row: row[0])

    def within(self, start: int, end: int) -> list:
        first, last = (bisect_left(self.rows, place, key=lambda row: row[0]) for place in (start, end))
        return [value for _, value in self.rows[first:last]]


def extract_measures(
    paragraphs: pd.DataFrame,
    sentences: pd.DataFrame,
    documents: pd.DataFrame,
    claims: pd.DataFrame,
    stages: pd.DataFrame,
) -> pd.DataFrame:
    """The sentences of the measures section, one row each, in text order; no rows without such a section.

    Columns: measure (from 1), start, end (offsets into the text), text, stage (names joined with '; ', ''
    where no cue stands in it), documents (numbers cited in it joined with '; '), target (start of the first
    claim in it, as text, else ''). `stages` is the table of `read_stages`. Pure.

    >>> text = "Cử 40 đồng chí đi đào tạo theo Kế hoạch số 12-KH/TU."
    >>> paragraphs = pd.DataFrame({"paragraph": [1], "start": [0], "role": ["body"], "section": ["measures"],
    ...                            "text": [text]})
    >>> sentences = pd.DataFrame({"start": [0], "end": [len(text)], "paragraph": [1]})
    >>> documents = pd.DataFrame({"start": [31], "number": ["12-KH/TU"]})
    >>> stages = pd.DataFrame({"stage": ["training"], "cues": ["đào tạo"], "refused": [""]})
    >>> row = extract_measures(paragraphs, sentences, documents, pd.DataFrame({"start": [3]}), stages).iloc[0]
    >>> row["stage"], row["documents"], row["target"]
    ('training', '12-KH/TU', '3')
    """
    from viclaims.tables.schemas import COLUMNS, frame_of

    numbers = _ByPlace(documents["start"], documents["number"])
    targets = _ByPlace(claims["start"], claims["start"].astype(int).astype(str))
    rows = []
    cut = with_words(sentences, paragraphs)
    for number, sentence in enumerate(
        cut[(cut["section"] == "measures") & cut["role"].isin(("body", "list"))].itertuples(), start=1
    ):
        start, end, words = sentence.start, sentence.end, sentence.text
        row = {"measure": number, "start": start, "end": end, "text": words}
        row["stage"] = "; ".join(stages_in(words, stages))
        row["documents"] = "; ".join(dict.fromkeys(filter(None, numbers.within(start, end))))
        row["target"] = next(iter(targets.within(start, end)), "")
        rows.append(row)
    return frame_of(rows, COLUMNS["measures"])
