"""Read what a text says of each document that it cites: issuer, level, date, subject, the list that it stands in.

Every look behind or ahead is bounded, so that the time grows with the length of the text and no faster.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise, zip_longest

from viclaims.documents import patterns
from viclaims.documents.names import BEHIND, Mention, find_names
from viclaims.documents.vocabulary import CENTRAL, UNKNOWN, issuer_of_code, level_of_issuer, type_named
from viclaims.lexicon import among, column

AHEAD = 260  # characters; the longest stretch between a document and what is said of it behind it
CENTURY_TURN = 50  # "5/3/19" is 2019, "5/3/98" is 1998


@cache
def _months() -> dict[str, int]:
    return {word: int(value) for word, value in column("value", "month_name", "month_number").items()}


def iso_date(written: str) -> str:
    """A full date as written, day first, as YYYY-MM-DD; '' for a day that no calendar has.

    >>> iso_date("5.3.2019"), iso_date("05 tháng 3 năm 2019"), iso_date("31/2/2020")
    ('2019-03-05', '2019-03-05', '')
    """
    found = patterns.DATE_PARTS.search(written)
    if not found:
        return ""
    month = found["month"].strip().lower()
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 2000 if year < CENTURY_TURN else 1900
    try:
        number = int(month) if month.isdigit() else _months()[" ".join(month.split())]
        return date(year, number, int(found["day"])).isoformat()
    except (ValueError, KeyError):
        return ""


def _read_tail(text: str, mention: Mention, limit: int) -> None:
    """Take date and issuer from what stands right behind the number."""
    for _ in range(6):
        at = mention.tail
        if not mention.date_span and (found := patterns.ISSUED_ON.regex.match(text, at, limit)):
            group = "date" if found["date"] else "date2"
            mention.date, mention.date_span = iso_date(found[group]), found.span(group)
            mention.same_day = bool(found["same"])
        elif not mention.date_span and (found := patterns.PART_DATE.regex.match(text, at, limit)):
            mention.date_span = found.span()
        elif not mention.issuer and (found := patterns.ISSUED_BY.regex.match(text, at, limit)):
            mention.issuer = " ".join(found["issuer"].split())
        elif not (found := patterns.TERM.regex.match(text, at, limit)):
            break
        mention.tail = found.end()


def _sentence_start(text: str, position: int, floor: int = 0) -> int:
    """Start of the sentence that holds `position`, but not farther back than `floor`."""
    ends = [found.end() for found in patterns.SENTENCE_END.finditer(text, floor, position)]
    return ends[-1] if ends else floor


def _read_inside(text: str, mention: Mention) -> None:
    """Take the issuer that stands before the number itself: "Quyết định của UBND huyện số 345/QĐ-UBND"."""
    number = text.rfind(mention.core, mention.start, mention.end) if mention.core else mention.start
    if not mention.issuer and (body := patterns.ISSUER_WORD.search(text, mention.start, number)):
        mention.issuer = " ".join(patterns.ISSUER_HERE.match(text, body.start(), number)[0].split())


def _read_before(text: str, mention: Mention, floor: int) -> None:
    """Take issuer and date from the words that say who issued the document, and when."""
    begin = _sentence_start(text, mention.start, max(floor, mention.start - BEHIND))
    if not mention.issuer:
        for body in patterns.ISSUER_WORD.finditer(text, begin, mention.start):
            if found := patterns.ISSUES.regex.match(text, body.start(), mention.start):
                mention.issuer = " ".join(found["issuer"].split())
                mention.told_before = True
                break
    if not mention.date_span:
        found = patterns.ISSUES_ON.regex.search(text, begin, mention.start)
        if found:
            mention.date, mention.date_span = iso_date(found["date"]), found.span("date")


def _read_level(text: str, mention: Mention) -> None:
    """Level by the organ in the number, then by the issuer as written, then by the organ named before."""
    organs = [organ for part in mention.parts if (organ := issuer_of_code(part))]
    kind = type_named(mention.type)
    name, level = organs[-1] if organs else (kind.issuer, kind.level) if kind else ("", UNKNOWN)
    if level != CENTRAL:
        level = level_of_issuer(mention.issuer) or level
    if not level and name in among("state_organ") and not mention.issuer:
        begin = _sentence_start(text, mention.start, max(0, mention.start - BEHIND))
        named = list(patterns.STATE_ORGAN.finditer(text, begin, mention.start))
        if named and (found := patterns.ISSUER_HERE.match(text, named[-1].start(), mention.start)):
            mention.issuer = " ".join(found[0].split())
            level = level_of_issuer(mention.issuer)
    mention.level = mention.level or level
    mention.issuer = mention.issuer or name


def _read_like_before(mention: Mention, before: Mention) -> None:
    """Give a later one of a list what was said once for all: who issued them, and when."""
    if before.told_before or not mention.own_type:
        mention.issuer = mention.issuer or before.issuer
        mention.told_before = before.told_before
    if before.told_before and not mention.date_span and before.date_span and before.date_span[0] < before.start:
        mention.date, mention.date_span = before.date, before.date_span


def _read_subject(text: str, mention: Mention, following: Mention | None) -> None:
    """Take the title in quotes or what stands after "về"."""
    limit = min(len(text), mention.tail + AHEAD)
    if found := patterns.TITLE.regex.match(text, mention.tail, limit):
        mention.subject = " ".join(found["title"].split())
    elif found := patterns.ABOUT.regex.match(text, mention.tail, limit):
        start, end = found.span("about")
        if following and following.start < end:
            end = following.end if following.start - start < 60 else following.start
        cut = patterns.NEW_CLAUSE.search(text, start, end)
        subject = text[start : cut.start() if cut else end]
        mention.subject = " ".join(subject.split()).rstrip(" ,(")


def _read_lists(text: str, mentions: list[Mention]) -> None:
    """Give the later numbers of a list the type before them, and all of them the issuer said once."""
    for before, mention in pairwise(mentions):
        mention.listed = bool(patterns.LIST_LINK.regex.fullmatch(text, before.tail, mention.start))
        mention.own_type = not text[mention.start].isdigit()
        short = mention.parts[-2:-1] or mention.parts[:1]
        kind = type_named(before.type)
        if mention.listed and not mention.own_type and kind and (not mention.parts or set(short) & set(kind.short)):
            mention.type = before.type
    for mention, before in pairwise(reversed(mentions)):
        if mention.listed and mention.same_day and not before.date_span:
            before.date, before.same_day = mention.date, True
        one_kind = mention.listed and before.type == mention.type
        if one_kind and (not mention.own_type or before.parts[-1:] == mention.parts[-1:]):
            before.issuer = before.issuer or mention.issuer
        bare = not before.parts and before.number == before.core
        if one_kind and not mention.own_type and mention.parts and bare:
            before.number = before.core + mention.number[len(mention.core) :]
            before.parts = mention.parts


def find_mentions(text: str) -> list[Mention]:
    """All citations of `text` (NFC), in text order, with what is said of each; linear in its length."""
    mentions = find_names(text)
    for mention, following in zip_longest(mentions, mentions[1:]):
        _read_tail(text, mention, following.start if following else len(text))
    _read_lists(text, mentions)
    for index, mention in enumerate(mentions):
        if mention.key.startswith("law") and not mention.number:
            mention.subject = text[mention.start + len(mention.type) : mention.end].strip()
            continue
        _read_inside(text, mention)
        if mention.listed:
            _read_like_before(mention, mentions[index - 1])
        else:
            _read_before(text, mention, mentions[index - 1].tail if index else 0)
        _read_level(text, mention)
        _read_subject(text, mention, mentions[index + 1] if index + 1 < len(mentions) else None)
    return mentions
