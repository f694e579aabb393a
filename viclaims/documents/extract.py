"""Cited party and state documents: which, from whom, of what date, carrying out which other one.

Stands beside `claims` (a document's number and date are no quantities) and before `measures`.
`mentions` finds each citation; here the citations of one document come together and are joined to
the documents that it carries out.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from math import nan
from typing import TYPE_CHECKING

from viclaims.documents import patterns
from viclaims.documents.mentions import AHEAD, Mention, find_mentions
from viclaims.documents.vocabulary import CENTRAL, LOCAL, PROVINCIAL, first_word, is_law
from viclaims.lexicon import among
from viclaims.text.offsets import back, to_read

if TYPE_CHECKING:
    import pandas as pd

_RANK = {CENTRAL: 0, PROVINCIAL: 1, LOCAL: 2}


def _chain(text: str, mentions: list[Mention], first: int) -> list[Mention]:
    """The mentions of one list that begins with number `first`."""
    last = first + 1
    while last < len(mentions) and mentions[last].listed:
        before, mention = mentions[last - 1], mentions[last]
        link = text[before.tail : mention.start].strip(" ,")
        # "Nghị quyết A và Kế hoạch B" is one list; after "Nghị quyết A; Kế hoạch B" something new may begin.
        if mention.type != before.type and (
            link not in among("joins_documents") or _carries_out(text, mention, mentions[last + 1 : last + 2])
        ):
            break
        last += 1
    return mentions[first:last]


def _carries_out(text: str, mention: Mention, following: list[Mention]) -> bool:
    """Whether `mention` is said to carry out the one that follows it, if any does."""
    return any(
        other.start - mention.tail <= AHEAD
        and bool(patterns.CARRIES_OUT.regex.fullmatch(text, mention.tail, other.start))
        for other in following
    )


def _can_carry_out(mention: Mention, other: Mention) -> bool:
    """No document carries out one of a lower level, and a law carries out none."""
    known = mention.level in _RANK and other.level in _RANK
    return not is_law(mention.type) and not (known and _RANK[mention.level] < _RANK[other.level])


def _issued_for(text: str, mentions: list[Mention], first: int, following: int) -> list[Mention]:
    """The documents issued, in the same sentence, to carry out those from `first` up to `following`."""
    start, tail = mentions[first].start, mentions[following - 1].tail
    near = max(0, start - 120)
    told = any(rule.regex.search(text, near, start) for rule in (patterns.TO_CARRY_OUT, patterns.BROUGHT_TO_LIFE))
    doers: list[Mention] = []
    nested = False
    for mention in mentions[following : following + 6]:
        gap = tail, mention.start
        if gap[1] - gap[0] > AHEAD:
            break
        issued = told and patterns.ISSUES_NEXT.regex.fullmatch(text, *gap)
        carrying = not doers and patterns.CARRIED_OUT_BY.regex.fullmatch(text, *gap)
        if issued or carrying or (doers and mention.listed):
            doers.append(mention)
        elif doers or nested or not patterns.CARRIES_OUT.regex.fullmatch(text, *gap):
            break
        else:
            # "Thực hiện Kế hoạch A thực hiện Nghị quyết B, huyện ban hành Kế hoạch C": C serves A.
            nested = True
        tail = mention.tail
    return doers


def _read_implements(text: str, mentions: list[Mention]) -> list[tuple[Mention, Mention]]:
    """Pairs (document, the one that it carries out)."""
    pairs = []
    index = 0
    while index < len(mentions):
        carried = _chain(text, mentions, index)
        following = index + len(carried)
        doers = _issued_for(text, mentions, index, following)
        if index and _carries_out(text, mentions[index - 1], carried[:1]):
            doers.append(mentions[index - 1])
        pairs += [(doer, other) for doer in doers for other in carried]
        index = following
    return [(doer, other) for doer, other in pairs if _can_carry_out(doer, other)]


def _identity(mention: Mention) -> str:
    """What full mentions of one document share, but for its date."""
    if mention.key:
        return mention.key
    number = patterns.CENTRAL_LETTERS.sub(first_word("central_letters"), mention.number).replace("/", "-")
    return f"{number}|{mention.level}" if any(map(number.__contains__, among("state_organ"))) else number


def _edition(text: str, mention: Mention) -> str:
    """What tells two documents of one name or number apart: the date, of a law the year."""
    if is_law(mention.type):
        said = f"{mention.date} {mention.number} {text[mention.end : mention.tail]}"
        found = re.search(r"(?<!\d)\d{4}(?!\d)", said)
        return found[0] if found else ""
    return mention.date


def _groups(text: str, mentions: list[Mention]) -> list[list[Mention]]:
    """Mentions of one document together, in text order."""
    editions: defaultdict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        edition = _edition(text, mention)
        if edition and edition not in editions[_identity(mention)]:
            editions[_identity(mention)] = [*editions[_identity(mention)], edition][:9]
    full: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    rest = []
    for mention in mentions:
        if mention.parts or (mention.key and not mention.key.endswith("|")):
            known = editions[_identity(mention)]
            full[_identity(mention), _edition(text, mention) or (known[0] if known else "")].append(mention)
        else:
            rest.append(mention)
    groups = list(full.values())
    short = _Short(groups)
    for mention in rest:
        short.place(mention)
    return groups + short.alone


def _handles(mention: Mention) -> list[tuple]:
    """The names by which a short mention may mean this one, the strictest first."""
    if mention.key.startswith("congress"):
        unit = mention.key.split("|")[1]
        return [(unit,), (" ".join(unit.split()[:3]),)]
    if mention.key:
        return [(mention.key,)]
    return [(mention.type, mention.core, mention.level), (mention.type, mention.core)]


class _Short:
    """Which document a short mention means: the last one named before it, else the first after it."""

    def __init__(self, groups: list[list[Mention]]):
        self.known = defaultdict(list)
        self.alone: list[list[Mention]] = []
        for group in sorted(groups, key=lambda group: group[0].start):
            for handle in dict.fromkeys(_handles(group[0])):
                self.known[handle].append((group[0].start, group))

    def place(self, mention: Mention) -> None:
        for handle in _handles(mention):
            if choices := self.known.get(handle):
                at = bisect(choices, mention.start, key=lambda choice: choice[0])
                group = choices[max(0, at - 1)][1]
                if not mention.level or not group[0].level or mention.level == group[0].level:
                    group.append(mention)
                    return
        self.alone.append([mention])
        for handle in _handles(mention):
            self.known.setdefault(handle, [(mention.start, self.alone[-1])])


def _fullness(mention: Mention) -> tuple:
    whole = bool(mention.parts) or bool(mention.key and not mention.key.endswith("|"))
    return whole, bool(mention.number), bool(mention.date), bool(mention.subject), -mention.start


def extract_documents(text: str) -> pd.DataFrame:
    """The party and state documents that `text` cites, one row a mention, in text order.

    Columns: start, end, quote (type word to the end of the number; of the later numbers of a list the number
    alone; of a congress to its ordinal), type, number ('' where it has none), issuer (as written, else the
    organ that the number names), level ('central', 'provincial', 'local', ''), date ('YYYY-MM-DD'; '' unless
    day, month and year are said), subject, implements (numbers of the documents it carries out, joined with
    '; '), refers_to (start of the fullest mention of the same document, else NaN). Pure, linear in the length
    of `text`, any str. Rules: `patterns`.

    >>> found = extract_documents("Kế hoạch số 77-KH/TU ngày 26.1.2018 về thực hiện Nghị quyết số 18-NQ/TW")
    >>> found[["number", "level", "date", "implements"]].values.tolist()
    [['77-KH/TU', 'provincial', '2018-01-26', '18-NQ/TW'], ['18-NQ/TW', 'central', '', '']]
    """
    from viclaims.tables.schemas import DOCUMENT_COLUMNS, frame_of

    composed, offsets = to_read(text)
    mentions = find_mentions(composed)
    main: dict[int, Mention] = {}
    for group in _groups(composed, mentions):
        fullest = max(group, key=_fullness)
        main.update((id(mention), fullest) for mention in group)
        for mention in group:
            mention.level = mention.level or fullest.level
    carried: dict[int, dict[str, None]] = defaultdict(dict)
    for doer, other in _read_implements(composed, mentions):
        number = main[id(other)].number
        if number and number != doer.number:
            carried[id(doer)][number] = None
    rows = []
    for mention in mentions:
        start, end = back(offsets, mention.start, mention.end)
        target = main[id(mention)]
        row = {name: getattr(mention, name) for name in ("type", "number", "issuer", "level", "date", "subject")}
        row |= {"start": start, "end": end, "quote": text[start:end]}
        row["implements"] = "; ".join(carried[id(mention)])
        row["refers_to"] = nan if target is mention else back(offsets, target.start, target.end)[0]
        rows.append(row)
    return frame_of(rows, DOCUMENT_COLUMNS)
