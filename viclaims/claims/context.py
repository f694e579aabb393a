"""Who did what when: actor, action and period of the clause that holds a number, as far as the sentence says.

Best effort: '' where the sentence does not say, nothing is carried over from another sentence.
"""

from __future__ import annotations

import re

from viclaims.claims.noun_phrases import TaggedText
from viclaims.lexicon import Pattern, among, joined
from viclaims.text.words import Word

REACH = 160
IN_CLAUSE = joined("time_in_clause")
LIGHT_VERBS = joined("light_verb")
# Verbs that only say that something is there or how much it is.
EMPTY_VERBS = joined("empty_verb")
TENSE = joined("tense")
VERB_LINKS = joined("coordination") | {","}
BOUND_WORDS = joined("bound_word")
SUBJECT_TAGS = frozenset({"N", "Np", "Nc", "Ny", "A", "L", "Nb", "X"})

# What a phrase of time begins with, at the head of a sentence or a clause.
_HEAD = Pattern(r"(?i:{period_head})(?![^\W_])")
_HEAD_FIRST = frozenset(head.split()[0] for head in among("period_head"))
_FIRST_WORD = re.compile(r"[^\W_]+")
# A head alone is not enough where the word has other uses: "từ nguồn vốn", "trong đó", "sau hợp nhất".
_PERIOD_WORD = Pattern(r"(?<![^\W_])(?i:{period_word})(?![^\W_]) | [0-9]")
_NOT_PERIOD = Pattern(r"(?i:{no_period})")
_CLOSES = re.compile(r"[,(;:]")
_CLAUSE = re.compile(r"[;:(]|,\s|\s[-–]\s")


def context_of(tagged: TaggedText, start: int) -> tuple[str, str, str]:
    """(actor, action, period) of the number that begins at `start` of a sentence.

    >>> text = "Từ đầu nhiệm kỳ đến nay, tỉnh đã cử đi đào tạo, bồi dưỡng 90.253 lượt cán bộ"
    >>> context_of(TaggedText(text), text.index("90"))
    ('tỉnh', 'cử đi đào tạo, bồi dưỡng', 'Từ đầu nhiệm kỳ đến nay')
    """
    sentence = tagged.text
    first = _word_start(sentence, start - REACH)
    words = tagged.between(first, start)
    action_from, action = _action(sentence, words)
    actor = _actor(sentence, words, action_from, first == 0)
    return actor, action, _period(sentence, start, words)


def _word_start(sentence: str, at: int) -> int:
    """The first beginning of a word at or behind `at`."""
    return 0 if at <= 0 else max(at, sentence.find(" ", at, at + 40) + 1)


def _action(sentence: str, words: list[Word]) -> tuple[int, str]:
    """(index of its first word, the verb phrase that ends at the number), (len(words), '') where there is none."""
    last = len(words)
    while last and words[last - 1].text.lower() in BOUND_WORDS:
        last -= 1
    at = last
    if (
        at > 1
        and words[at - 1].tag == "N"
        and words[at - 2].tag == "V"
        and words[at - 2].text.lower() not in EMPTY_VERBS
    ):
        at -= 1
    while at and _belongs_to_verb(words, at - 1):
        at -= 1
    while at < last and (words[at].tag != "V" or words[at].text.lower() in TENSE):
        at += 1
    if at < last - 1 and words[at].text.lower() in LIGHT_VERBS and words[at + 1].tag in ("V", "N"):
        at += 1
    if at >= last or {words[at].text.lower(), words[last - 1].text.lower()} & EMPTY_VERBS or words[last - 1].tag == "E":
        return len(words), ""
    return at, " ".join(sentence[words[at].start : words[last - 1].end].split())


def _belongs_to_verb(words, at: int) -> bool:
    word = words[at]
    if word.tag == "V":
        return word.text.lower() not in TENSE
    beside = words[at - 1 : at + 2]
    return word.text in VERB_LINKS and len(beside) == 3 and beside[0].tag == beside[2].tag == "V"


def _actor(sentence: str, words: list[Word], action_from: int, whole: bool) -> str:
    """The noun phrase before the verb, back to the beginning of its clause."""
    at = min(action_from, len(words))
    while at and (
        words[at - 1].text.lower() in TENSE or words[at - 1].tag == "R" or words[at - 1].text.lower() in LIGHT_VERBS
    ):
        at -= 1
    last = at
    while at and words[at - 1].tag in SUBJECT_TAGS:
        at -= 1
    if at == last or (at and words[at - 1].tag != "F"):
        return ""
    if (not at and not whole) or action_from == len(words):
        return ""
    actor = " ".join(sentence[words[at].start : words[last - 1].end].split())
    return "" if _begins_with_head(actor, 0) and _PERIOD_WORD.search(actor) else actor


def _period(sentence: str, start: int, words: list[Word]) -> str:
    """The time phrase of the clause that holds the number, else the one at the head of the sentence."""
    first = max(0, start - REACH)
    clause = first
    for match in _CLAUSE.finditer(sentence, first, start):
        clause = match.end()
    for word in reversed(words):
        if word.start < clause:
            break
        if word.text.lower() in IN_CLAUSE:
            return sentence[word.start : word.end]
    if sentence[clause:start].strip() and (found := _time_phrase(sentence, clause, start)):
        return found
    return _time_phrase(sentence, 0, start) if clause else ""


def _begins_with_head(text: str, at: int) -> bool:
    """Whether a head of a phrase of time stands at `at`; most words are none, which their look-up tells sooner."""
    first = _FIRST_WORD.match(text, at)
    return first is not None and first[0].lower() in _HEAD_FIRST and _HEAD.match(text, at) is not None


def _time_phrase(sentence: str, at: int, start: int) -> str:
    while at < start and sentence[at].isspace():
        at += 1
    if not _begins_with_head(sentence, at) or _NOT_PERIOD.match(sentence, at):
        return ""
    closing = _CLOSES.search(sentence, at, min(start, at + 70))
    if closing is None:
        return ""
    phrase = sentence[at : closing.start()]
    return " ".join(phrase.split()) if _PERIOD_WORD.search(phrase) else ""
