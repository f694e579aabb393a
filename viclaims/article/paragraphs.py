"""The tables of paragraphs and of sentences: every cut a pair of offsets into the text, which stays as it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from viclaims.article.lines import LONGEST_RULED, plain_line, roles_of
from viclaims.article.sections import SectionCue, sections_of
from viclaims.text.files import ArticleError
from viclaims.text.grids import find_grids, inside
from viclaims.text.sentences import split_lines, split_sentences, trim

if TYPE_CHECKING:
    import pandas as pd

    from viclaims.article.raw import Article


def split_paragraphs(
    article: Article | str, sections: Iterable[SectionCue] = (), furniture: Iterable[str] | None = None
) -> pd.DataFrame:
    """One row a paragraph (a line that is not blank): paragraph (from 1), start, end, role, section, page, text.

    Every character of the text is in exactly one paragraph or is white space between two. `sections` are the
    cues of `sections.read_sections`; `furniture` are lines that are page furniture although no rule says so, the
    sidecar's by default. Roles that the file's own mark-up tells stay; page is NA where the file has none.
    ArticleError if a line of furniture is not a line of the text.

    >>> split_paragraphs("Bài 4: Xây dựng đội ngũ\\n\\nTỉnh đã cử 22 đồng chí.\\n\\nTheo Baohaiduong.vn")[
    ...     ["paragraph", "start", "end", "role"]].values.tolist()
    [[1, 0, 23, 'headline'], [2, 25, 48, 'body'], [3, 50, 69, 'source']]
    """
    import pandas as pd

    from viclaims.tables.schemas import COLUMNS, frame_of

    text = article if isinstance(article, str) else article.text
    if furniture is None:
        furniture = () if isinstance(article, str) else article.sidecar.furniture
    spans = [trim(text, *line) for line in split_lines(text)]
    spans = [(start, end) for start, end in spans if start < end]
    lines = [plain_line(text[start : min(end, start + 2 * LONGEST_RULED)]) for start, end in spans]
    extra = frozenset(map(plain_line, furniture))
    missing = sorted(extra.difference(lines))
    if missing:
        name = "The article" if isinstance(article, str) else article.path.with_suffix(".toml").name
        raise ArticleError(f"{name}: the furniture line “{missing[0]}” is not a line of the article; correct it.")
    in_table = inside(find_grids(text))
    rows = frozenset(place for place, (start, _) in enumerate(spans) if in_table(start))
    source = None if isinstance(article, str) else article.source
    roles = roles_of(lines, extra, _told(spans, source.roles) if source else (), rows)
    pages = source.pages if source else ()
    texts = [text[start:end] for start, end in spans]
    table = zip(spans, roles, sections_of(texts, roles, list(sections)), texts, strict=True)
    return frame_of(
        [{"paragraph": number, "start": span[0], "end": span[1], "role": role, "section": section,
          "page": bisect_right(pages, span[0]) or pd.NA, "text": words}
         for number, (span, role, section, words) in enumerate(table, start=1)],
        COLUMNS["paragraphs"],
    )  # fmt: skip


def _told(spans: Sequence[tuple[int, int]], stretches: Sequence[tuple[int, int, str]]) -> list[str]:
    """The role that the file's mark-up tells of each paragraph, '' where it tells none."""
    roles, place = [], 0
    for start, _ in spans:
        while place < len(stretches) and stretches[place][1] <= start:
            place += 1
        inside = place < len(stretches) and stretches[place][0] <= start
        roles.append(stretches[place][2] if inside else "")
    return roles


def tabulate_sentences(text: str, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """One row a sentence of `text`, in text order: sentence (from 1), start, end, paragraph that holds it.

    >>> text = "Có 52 xã. Có 9 huyện.\\n\\nTheo Baohaiduong.vn"
    >>> tabulate_sentences(text, split_paragraphs(text)).values.tolist()
    [[1, 0, 9, 1], [2, 10, 21, 1], [3, 23, 42, 2]]
    """
    from viclaims.tables.schemas import COLUMNS, frame_of

    rows = [{"sentence": number, "start": start, "end": end, "paragraph": 0}
            for number, (start, end) in enumerate(split_sentences(text), start=1)]  # fmt: skip
    columns = COLUMNS["sentences"]
    return locate(frame_of(rows, columns), paragraphs)[list(columns)]


def locate(frame: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """`frame` with the columns paragraph and section of the paragraph that each row's `start` stands in.

    ValueError if a start stands in none: the two tables are then not of one text.
    """
    places = paragraphs["start"].searchsorted(frame["start"], side="right") - 1
    inside = (places >= 0) & (frame["start"].to_numpy() < paragraphs["end"].to_numpy()[places]) if len(frame) else []
    if not all(inside):
        raise ValueError("A row starts outside every paragraph: the tables are not of the same text.")
    found = paragraphs.iloc[places]
    return frame.assign(paragraph=found["paragraph"].to_numpy(), section=found["section"].to_numpy())
