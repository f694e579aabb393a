"""Find each cited document in a text and read what is said of it: number, type, issuer, level, date, subject.

Every look behind or ahead is bounded, so that the time grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise, zip_longest

from viclaims.documents import patterns
from viclaims.documents.vocabulary import (
    CENTRAL,
    LOCAL,
    PROVINCIAL,
    UNKNOWN,
    DocumentType,
    by_letters,
    first_word,
    is_law,
    issuer_of_code,
    type_named,
)
from viclaims.lexicon import among, column, one_tone

BEHIND, AHEAD = 160, 260  # characters; the longest stretch between a document and what is said of it
CENTURY_TURN = 50  # "5/3/19" is 2019, "5/3/98" is 1998


@dataclass(slots=True)
class Mention:
    """One citation; all positions are in the composed text. `tail` is where what is said of it ends."""

    start: int
    end: int
    type: str
    number: str = ""
    core: str = ""
    parts: tuple[str, ...] = ()
    key: str = ""  # what two mentions of one document without a number have in common
    issuer: str = ""
    level: str = UNKNOWN
    date: str = ""
    date_span: tuple[int, int] | None = None
    subject: str = ""
    same_day: bool = False  # "cùng ngày …": the date is the whole list's
    told_before: bool = False  # the words before it say who issued it
    own_type: bool = True  # False: a later number of a list, under the type word of the first
    listed: bool = False  # stands in one list with the mention before it
    tail: int = 0


def _type_before(text: str, start: int, floor: int, short: str) -> tuple[int, str] | None:
    """Where the type word of the number at `start` begins, and the type: the nearest its letters allow."""
    behind = text[max(floor, start - BEHIND) : start]
    nearest = None
    for found in reversed(list(patterns.TYPE_WORD.finditer(behind))):
        gap = behind[found.end() :]
        if not patterns.BETWEEN_NEAR.regex.fullmatch(gap) and not (
            found[0][0].isupper() and patterns.BETWEEN_FAR.regex.fullmatch(gap)
        ):
            continue
        kind = type_named(found[0])
        here = start - len(behind) + found.start(), kind.name
        if short in kind.short or short not in by_letters():
            return here
        nearest = nearest or here
    return nearest


def _split(code: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[-/ ]", code) if part)


def _coded(text: str) -> list[Mention]:
    """Mentions whose number has letters: "Quy định số 19-QĐi/TU", "154/2025/NĐ-CP"."""
    mentions: list[Mention] = []
    floor = 0
    for found in patterns.CODE.regex.finditer(text):
        start, end = found.span()
        spaced = found["spaced"]
        gap = text[found.end("first") : found.start("spaced")] if spaced else ""
        if " " in gap and issuer_of_code(spaced) is None:
            end = found.end("first")
        number = re.sub(r"\s", "", re.sub("[–‑−]", "-", text[start:end]))
        if found["loose"]:
            number = f"{found['core']}-{found['loose']}{found['lrest']}"
        core, *parts = _split(number)
        letters = [part for part in parts if not part.isdigit()]
        if not letters:
            continue
        head = _type_before(text, start, floor, letters[0])
        known = issuer_of_code(letters[-1]) or any(map(issuer_of_code, letters[:1]))
        if head is None:
            kind = by_letters().get(letters[0].rstrip("0123456789"))
            if not (kind and known) or patterns.OTHER_THING.search(text[max(floor, start - 40) : start]):
                continue
            head = start, kind.name
        named = patterns.SAID_NUMBER.sub("", text[head[0] : start]).strip().lower() if is_law(head[1]) else ""
        key = f"law|{' '.join(named.split())}" if " " in named else ""
        mentions.append(Mention(head[0], end, head[1], number, core, tuple(parts), key, tail=end))
        floor = end
    return mentions


def _counts_nothing(text: str, end: int, kind: DocumentType, strict: bool) -> bool:
    """False where the number that ends at `end` counts what follows it."""
    if patterns.FOLLOWS.match(text, end):
        return True
    return kind.bare == "free" and not strict and not patterns.COUNTED.match(text, end)


def _bare(text: str, taken: list[Mention]) -> list[Mention]:
    """Mentions whose number has no letters: "Nghị định 116", "Quyết định số 1187"."""
    full = {(mention.type, mention.core) for mention in taken}
    mentions = []
    for found in patterns.BARE.regex.finditer(text):
        word = found["type"]
        kind = type_named(word or found["short"])
        said_number = bool(found["so"])
        capital = not word or word[0].isupper()
        echo = kind.bare == "echo" and not said_number
        if echo and (kind.name, found["core"]) not in full:
            continue
        if kind.bare == "never" or (kind.bare != "free" and not capital and not said_number):
            continue
        if said_number:
            sound = not patterns.COUNTED.match(text, found.end()) or bool(
                patterns.FOLLOWS.match(text, found.end())
            )
        else:
            lone_digit = len(found["core"]) == 1 and not capital
            sound = _counts_nothing(text, found.end(), kind, strict=lone_digit or bool(found["short"]))
        if sound and (not found["year"] or said_number or kind.bare == "free"):
            number = found["core"] + (found["year"] or "")
            mentions.append(
                Mention(found.start(), found.end(), kind.name, number, found["core"], tail=found.end())
            )
    return mentions


def _congresses(text: str) -> list[Mention]:
    """Resolutions of congresses and plenums, which have no number."""
    mentions = []
    for found in patterns.CONGRESS.regex.finditer(text):
        ordinal = found["early"] or found["late"]
        if not (ordinal or found["unit"]):
            continue
        end = max(found.end(group) for group in ("early", "late", "unit", "party", "party2", "all"))
        unit = " ".join((found["unit"] or "").split())
        national = found["all"] or found["party"] or found["party2"] or (found["early"] and not unit)
        level = level_of_issuer(unit) if unit else CENTRAL if national else UNKNOWN
        if any(word in unit for word in among("nationwide")):
            level = CENTRAL
        whose = unit or (first_word("party") if national else "")
        issuer = f"{first_word('congress')} {whose}".strip()
        key = f"congress|{unit.lower() or ('national' if national else '')}|{(ordinal or '').lower()}"
        kind = first_word("resolution").capitalize()
        mentions.append(Mention(found.start(), end, kind, key=key, issuer=issuer, level=level, tail=end))
    for found in patterns.PLENUM.regex.finditer(text):
        kind = type_named(found["type"]).name
        start, end = found.span()
        key, issuer = f"plenum|{found[0].lower()}", f"{first_word('committee')} {first_word('party_centre')}"
        mentions.append(Mention(start, end, kind, key=key, issuer=issuer, level=CENTRAL, tail=end))
    return mentions


def _law_end(text: str, start: int, end: int) -> int:
    """Where the name of a law ends that begins at `start`: at the first word that no name of a law holds."""
    name = text[start:end]
    stop = patterns.LAW_STOP.search(name)
    return start + len((name[: stop.start()] if stop else name).rstrip(" ,"))


def _laws(text: str) -> list[Mention]:
    """Laws cited by name: "Luật Đất đai năm 2013", "Bộ luật Hình sự", "Hiến pháp năm 2013"."""
    mentions = []
    at = 0
    while found := patterns.LAW.regex.search(text, at):
        start = found.start()
        if patterns.NOT_A_LAW.search(text[max(0, start - 20) : start].lower()):
            at = start + 1
            continue
        # The pattern runs on over words that _law_end gives back; the next law may stand among them.
        at = end = found.end() if found["charter"] else _law_end(text, found.start("name"), found.end("name"))
        kind = (found["charter"] or found["type"]).capitalize()
        name = " ".join(text[start:end].lower().split())
        issuer = "" if found["charter"] else type_named(kind).issuer
        mentions.append(Mention(start, end, kind, key=f"law|{name}", issuer=issuer, level=CENTRAL, tail=end))
    return mentions


def level_of_issuer(phrase: str) -> str:
    """Level of an issuer as written.

    >>> level_of_issuer("Ban Thường vụ Tỉnh ủy"), level_of_issuer("UBND huyện Tứ Kỳ"), level_of_issuer("UBND")
    ('provincial', 'local', '')
    """
    found = set()
    for body in patterns.LEVELS.finditer(phrase):
        form = body.lastgroup
        found.add(_LEVEL_OF_FORM[form] if form in _LEVEL_OF_FORM else _levels()[one_tone(body[form])])
    return next((level.strip() for level in _FIRST_ASKED if level in found), UNKNOWN)


# The forms of patterns.LEVELS whose level is the place's. A place alone tells it where no body does.
_PLACE_ALONE = " "
_LEVEL_OF_FORM = {
    "provincial": PROVINCIAL, "local": LOCAL, "unknown": UNKNOWN,
    "province": _PLACE_ALONE + PROVINCIAL, "district": _PLACE_ALONE + LOCAL,
}  # fmt: skip
_FIRST_ASKED = (CENTRAL, PROVINCIAL, LOCAL, UNKNOWN, _PLACE_ALONE + PROVINCIAL, _PLACE_ALONE + LOCAL)


@cache
def _levels() -> dict[str, str]:
    """The levels of bodies in the lexicon."""
    return column("level", "body", "before_field", "before_name", "seat", "branch")


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
    if (
        before.told_before
        and not mention.date_span
        and before.date_span
        and before.date_span[0] < before.start
    ):
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
        if (
            mention.listed
            and not mention.own_type
            and kind
            and (not mention.parts or set(short) & set(kind.short))
        ):
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


def _longer_lists(text: str, mentions: list[Mention]) -> list[Mention]:
    """Add the bare numbers of a list: the 19 of "Nghị quyết số 18 và 19 của Trung ương"."""
    longer: list[Mention] = []
    for index, mention in enumerate(mentions):
        longer.append(mention)
        limit = mentions[index + 1].start if index + 1 < len(mentions) else len(text)
        while mention.number and mention.tail == mention.end:
            found = patterns.MORE.regex.match(text, mention.end)
            if not found or found.end() > limit or not patterns.FOLLOWS.match(text, found.end()):
                break
            start, end = found.span("core")
            mention = Mention(start, end, mention.type, found["core"], found["core"], tail=end)
            _read_tail(text, mention, limit)
            longer.append(mention)
    return longer


def _by_place(mentions: list[Mention]) -> list[Mention]:
    """In text order; of two that overlap the earlier in the list of arguments stays."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.number and not kept[-1].number:
            kept[-1] = mention
    return kept


def find_mentions(text: str) -> list[Mention]:
    """All citations of `text` (NFC), in text order, with what is said of each; linear in its length."""
    coded = _coded(text)
    mentions = _by_place([*coded, *_bare(text, coded), *_congresses(text), *_laws(text)])
    for mention, following in zip_longest(mentions, mentions[1:]):
        _read_tail(text, mention, following.start if following else len(text))
    mentions = _longer_lists(text, mentions)
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
