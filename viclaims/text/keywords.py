"""Words that carry content, how often they stand in a text, and which set one text apart from another."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest

import numpy as np
import pandas as pd

from viclaims.lexicon import among
from viclaims.text.files import RUNNING

# pyvi's tags of words that name things, acts and qualities; "và", "các", "của", numbers and marks have
# others.
CONTENT_TAGS = frozenset({"N", "Np", "Nc", "Nu", "Ny", "V", "A"})
# Tagged as verbs or adjectives, but they only carry another word: passive, copula, duty, comparison.
AUXILIARIES = among("auxiliary")
# The 5 % point of chi-squared with one degree of freedom: below it a difference this size is common by
# chance.
CHANCE = 3.84
KEYNESS_COLUMNS = ["term", "target", "reference", "target_per_1000", "reference_per_1000", "g2", "more_in"]


def content_terms(words: Iterable) -> list[str]:
    """The content words of words.tag's result, lower case and NFC, in text order.

    No number, no single letter, no AUXILIARIES, and no noun right before a number, which is its label
    ("ngày 5.3").

    >>> from viclaims.text.words import tag
    >>> content_terms(tag("Ngày 5.3.2019, tỉnh đã luân chuyển 22 đồng chí."))
    ['tỉnh', 'luân chuyển', 'đồng chí']
    """
    words = list(words)
    terms = []
    for word, following in zip_longest(words, words[1:]):
        labels = word.tag.startswith("N") and following is not None and following.tag == "M"
        term = unicodedata.normalize("NFC", word.text.replace("_", " ")).lower()
        if word.tag in CONTENT_TAGS and not labels and len(term) > 1 and any(map(str.isalpha, term)):
            terms.append(term)
    return [term for term in terms if term not in AUXILIARIES]


def term_counts(words: Iterable, n: int | None = None) -> pd.DataFrame:
    """The `n` most frequent content words (all without `n`): term, count; equal counts by first place."""
    return pd.DataFrame(Counter(content_terms(words)).most_common(n), columns=["term", "count"])


KINDS = {"N": "noun", "V": "verb", "A": "adjective", "Np": "proper name", "M": "number", "F": "punctuation"}


def word_kinds(words: Iterable) -> pd.DataFrame:
    """How many words of each part of speech words.tag found: columns part of speech, words, most first.

    >>> from viclaims.text.words import tag
    >>> word_kinds(tag("Tỉnh luân chuyển 22 đồng chí.")).values.tolist()
    [['noun', 2], ['verb', 1], ['number', 1], ['punctuation', 1]]
    """
    kinds = pd.Series([KINDS.get(word.tag, "other") for word in words], dtype=object).value_counts(sort=False)
    told = kinds.rename_axis("part of speech").reset_index(name="words")
    return told.sort_values("words", ascending=False, kind="stable")


def section_words(paragraphs: pd.DataFrame, documents: pd.DataFrame, section: str) -> list:
    """words.tag's words of the body paragraphs of a section, without those inside a cited document."""
    from viclaims.text.words import tag

    cited = sorted(zip(documents["start"], documents["end"], strict=True))
    begins = [start for start, _ in cited]
    found = []
    for row in paragraphs[(paragraphs["section"] == section) & paragraphs["role"].isin(RUNNING)].itertuples():
        for word in tag(row.text):
            place = bisect_right(begins, row.start + word.start) - 1
            if place < 0 or row.start + word.start >= cited[place][1]:
                found.append(word)
    return found


def _log_likelihood(target: np.ndarray, reference: np.ndarray, sizes: tuple[int, int]) -> np.ndarray:
    """Dunning's G² of each term: twice the sum of observed × log(observed / expected) over 2 × 2 cells."""
    observed = np.array([target, reference, sizes[0] - target, sizes[1] - reference], dtype=float)
    rows = np.array([target + reference, sum(sizes) - target - reference], dtype=float)
    expected = np.array([row * size / sum(sizes) for row in rows for size in sizes])
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(observed > 0, observed * np.log(observed / expected), 0.0)
    return np.maximum(2 * parts.sum(axis=0), 0.0)


def keyness(target: Sequence, reference: Sequence, least: int = 3) -> pd.DataFrame:
    """Content words that are more frequent in one text than in the other, the most telling first.

    `target` and `reference` are lists of words.tag's words; a term counts from `least` occurrences in both
    together and from G² = CHANCE on. Columns: term, target and reference (counts), their rates per 1,000
    content words, g2 (Dunning 1993, Accurate Methods for the Statistics of Surprise and Coincidence),
    more_in ('target' or 'reference'). No rows where one of the texts has no content word.

    >>> from collections import namedtuple
    >>> Word = namedtuple("Word", "start end text tag")
    >>> plan, past = [Word(0, 8, "đánh_giá", "V")] * 9, [Word(0, 11, "luân_chuyển", "V")] * 9
    >>> keyness(plan, past)[["term", "target", "reference", "more_in"]].values.tolist()
    [['đánh giá', 9, 0, 'target'], ['luân chuyển', 0, 9, 'reference']]
    """
    counts = Counter(content_terms(target)), Counter(content_terms(reference))
    sizes = counts[0].total(), counts[1].total()
    if not all(sizes):
        return pd.DataFrame(columns=KEYNESS_COLUMNS)
    frame = pd.DataFrame({"term": list(dict.fromkeys([*counts[0], *counts[1]]))}, dtype=object)
    for column, count, size in zip(("target", "reference"), counts, sizes, strict=True):
        frame[column] = [count[term] for term in frame["term"]]
        frame[f"{column}_per_1000"] = 1000 * frame[column] / size
    frame["g2"] = _log_likelihood(frame["target"].to_numpy(), frame["reference"].to_numpy(), sizes).round(6)
    more = frame["target_per_1000"] > frame["reference_per_1000"]
    frame["more_in"] = np.where(more, "target", "reference")
    frame = frame[(frame["target"] + frame["reference"] >= least) & (frame["g2"] >= CHANCE)]
    return frame.sort_values("g2", ascending=False, kind="stable", ignore_index=True)[KEYNESS_COLUMNS]
