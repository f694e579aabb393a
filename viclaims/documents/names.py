"""Where a text names a document by a number: the one grammar of documents, for documents.csv and for mentions.csv.

What is cited for sure is a row of documents.csv; what is only named as one (small letters, a contract, letters of an
organ nobody knows) says no more than that its number counts nothing. Rules begin at the numbers of a text, so that one
without documents costs little more than to find its digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from viclaims.documents import patterns
from viclaims.documents.vocabulary import (
    CENTRAL,
    UNKNOWN,
    DocumentType,
    by_letters,
    first_word,
    is_law,
    issuer_of_code,
    level_of_issuer,
    type_named,
)
from viclaims.lexicon import Pattern, among, words

BEHIND = 160  # characters; the longest stretch between a number and the document's type before it
NEAR = 80  # characters; the same where only words that belong to the type may stand between


class NameRule(NamedTuple):
    """One way to name a document by a number, with examples: the numbers that it takes stand in brackets."""

    purpose: str
    takes: tuple[str, ...]
    refuses: tuple[str, ...]


CITED = "cited"  # begins the rules that give a row of documents.csv; the others only say that a number counts nothing
RULES = {
    "cited_code": NameRule(
        "a number with the letters of a known type or organ, or behind the word of its type",
        takes=("theo Quy định số [19-QĐi/TU]", "Nghị định [154/2025/NĐ-CP]", "Lệnh số [12-L/CTN] công bố"),
        refuses=("giá 300 đồng/kg", "38/41 người", "12 bác sĩ/10.000 dân", "5 ha/hộ"),
    ),
    "cited_number": NameRule(
        "a number without letters behind its type",
        takes=("theo Nghị định [116], mỗi", "Quyết định số [1187] của UBND tỉnh", "theo thông tư số [16] chưa"),
        refuses=("ra quyết định 3 vấn đề", "Kế hoạch 25 triệu đồng", "Kế hoạch 5 năm 2026 đề ra"),
    ),
    "cited_in_list": NameRule(
        "a later number of the same list",
        takes=("Nghị quyết số [18] và [19] của Trung ương",),
        refuses=("Nghị quyết số [18], 30 hộ",),
    ),
    "cited_plenum": NameRule(
        "the number of the plenum whose resolution is cited",
        takes=("Nghị quyết Trung ương [4] khóa XII",),
        refuses=("ngân sách trung ương 4 tỷ đồng",),
    ),
    "named_code": NameRule(
        "a number with the letters of a type or organ, or with two groups of letters",
        takes=("số [2215/SXX-NVY] gửi", "theo [12/qđ-ubnd] của", "hợp đồng số [15/HĐ-MB] ngày"),
        refuses=("20-30 triệu đồng", "biển số 34A-123.45", "căn hộ 12-CT2", "QCVN 01:2021/BXD", "covid-19/BYT"),
    ),
    "named_number": NameRule(
        "a number that is said to be one, behind a kind of document with a few words between",
        takes=("hợp đồng mua bán số [15] ký", "giấy phép số [1187/2020] của"),
        refuses=("báo cáo tổng số 12 vụ", "hợp đồng số 12 triệu đồng"),
    ),
    "named_short": NameRule(
        "a number right behind a kind of document, before what goes on with the document",
        takes=("quyết định [1187] của UBND tỉnh", "kế hoạch [09] đề ra"),
        refuses=("kế hoạch 25 triệu đồng", "ban hành nghị quyết 5 năm", "ký hợp đồng 3 bên", "kế hoạch 5 năm 2026"),
    ),
    "named_in_list": NameRule(
        "a later number of such a list",
        takes=("hợp đồng số [12] và [13] của",),
        refuses=("hợp đồng số [12], 13 bên",),
    ),
    "named_plenum": NameRule(
        "the number of a plenum",
        takes=("hội nghị trung ương [7], đã", "nghị quyết trung ương [bảy] khóa XI"),
        refuses=("cấp trung ương 3 giải", "ngân sách trung ương 4 tỷ đồng"),
    ),
}  # fmt: skip


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
    rule: str = ""  # of RULES; '' for a document without a number
    named_at: tuple[int, int] | None = None  # its number

    def __post_init__(self):
        self.tail = self.end


Span = tuple[int, int]
_DIGITS = Pattern("[0-9]+")
_WORD_AT_END = Pattern(r"[^\W\d_]+$")
_DASHES = frozenset("-–‑−/")


def _numbers(text: str) -> list[Span]:
    return [found.span() for found in _DIGITS.finditer(text)]


def _code_may_follow(text: str, end: int) -> bool:
    """Whether a code may go on behind the digits that end at `end`: a letter, a dash, a stop before three digits."""
    here = text[end : end + 1]
    if here.isspace():
        following = text[end + 1 : end + 2]
        return following in _DASHES or following.isupper()
    return here in _DASHES or here == "." or here.isalpha()


@cache
def _last_words(*classes: str) -> frozenset[str]:
    """The last syllables of the words of `classes`, in small letters."""
    return frozenset(word.lower().split()[-1] for word in words(*classes))


def _word_before(text: str, at: int) -> str:
    """The syllable before `at` in small letters, over white space and colons."""
    before = text[max(0, at - NEAR // 4) : at].rstrip(": \u00a0\t")
    if not before[-1:].isalpha():
        return ""
    word = before.split()[-1]
    return (word if word.isalpha() else _WORD_AT_END.search(word)[0]).lower()


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
        if kind is None:
            continue  # "Thông trı": (?i:) takes ı and İ for i, no table does
        here = start - len(behind) + found.start(), kind.name
        if short in kind.short or short not in by_letters():
            return here
        nearest = nearest or here
    return nearest


def _is_labelled(text: str, start: int, floor: int) -> bool:
    """Whether a kind of document, with "số" or without, stands right before the number at `start`."""
    labels = patterns.LABEL_AND_SO, patterns.LABEL
    return any(label.regex.search(text, floor, start) for label in labels)


def _split(code: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[-/ ]", code) if part)


def _coded(text: str, numbers: Iterable[Span]) -> Iterator[Mention]:
    """Mentions whose number has letters: "Quy định số 19-QĐi/TU", "154/2025/NĐ-CP"; the weaker ones too."""
    floor = done = 0
    for start, digits_end in numbers:
        if start < done or not _code_may_follow(text, digits_end):
            continue
        found = patterns.CODE.regex.match(text, start)
        if not found:
            if small := patterns.CODE_IN_SMALL.regex.match(text, start):
                done = small.end()
                yield Mention(start, done, "", small[0], rule="named_code", named_at=(start, done))
            continue
        done = end = found.end()
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
        rule = "cited_code"
        head = _type_before(text, start, floor, letters[0])
        known = issuer_of_code(letters[-1]) or any(map(issuer_of_code, letters[:1]))
        if head is None:
            kind = by_letters().get(letters[0].rstrip("0123456789"))
            other_thing = patterns.OTHER_THING.search(text[max(floor, start - 40) : start])
            if other_thing or not (kind and known):
                rule = "named_code"
                whole = len(letters[0]) > 1 and (len(letters) > 1 or known or kind)
                glued = start > 0 and text[start - 1] in _DASHES
                # A contract is no document of documents.csv, and its number no quantity.
                if not whole or glued or (other_thing and not _is_labelled(text, start, max(floor, start - NEAR))):
                    continue
            head = start, kind.name if kind else ""
        named = patterns.SAID_NUMBER.sub("", text[head[0] : start]).strip().lower() if is_law(head[1]) else ""
        key = f"law|{' '.join(named.split())}" if " " in named else ""
        yield Mention(head[0], end, head[1], number, core, tuple(parts), key, rule=rule, named_at=(start, end))
        if rule == "cited_code":
            floor = end


def _counts_nothing(text: str, end: int, kind: DocumentType, strict: bool) -> bool:
    """False where the number that ends at `end` counts what follows it."""
    if patterns.FOLLOWS.match(text, end):
        return True
    return kind.bare == "free" and not strict and not patterns.COUNTED.match(text, end)


def _bare(text: str, numbers: Iterable[Span], taken: list[Mention]) -> Iterator[Mention]:
    """Mentions whose number has no letters: "Nghị định 116", "Quyết định số 1187"."""
    full = {(mention.type, mention.core) for mention in taken}
    may_stand_before = _last_words("document_type", "document_modifier", "written_short", "so")
    for start, _ in numbers:
        if _word_before(text, start) not in may_stand_before:
            continue
        found = patterns.BARE.regex.match(text, start)
        head = found and patterns.BARE_HEAD.regex.search(text, max(0, start - NEAR), start)
        if not head:
            continue
        word = head["type"]
        kind = type_named(word or head["short"])
        if kind is None:
            continue  # as in _type_before
        said_number = bool(head["so"])
        capital = not word or word[0].isupper()
        echo = kind.bare == "echo" and not said_number
        if echo and (kind.name, found["core"]) not in full:
            continue
        if kind.bare == "never" or (kind.bare != "free" and not capital and not said_number):
            continue
        if said_number:
            sound = not patterns.COUNTED.match(text, found.end()) or bool(patterns.FOLLOWS.match(text, found.end()))
        else:
            lone_digit = len(found["core"]) == 1 and not capital
            sound = _counts_nothing(text, found.end(), kind, strict=lone_digit or bool(head["short"]))
        if not said_number and kind.name.lower() in among("plan") and patterns.STRETCH_OF_YEARS.match(text, start):
            continue
        if sound and (not found["year"] or said_number or kind.bare == "free"):
            number, span = found["core"] + (found["year"] or ""), found.span()
            yield Mention(head.start(), span[1], kind.name, number, found["core"], rule="cited_number", named_at=span)


@cache
def _without_first_letters(*classes: str) -> tuple[str, ...]:
    return tuple({word[1:] for word in words(*classes)})


def _holds(text: str, *classes: str) -> bool:
    """Whether any word of `classes` stands in the text, its first letter in either case."""
    return any(map(text.__contains__, _without_first_letters(*classes)))


def _congresses(text: str) -> Iterator[Mention]:
    """Resolutions of congresses and plenums, which have no number."""
    for found in patterns.CONGRESS.regex.finditer(text) if _holds(text, "congress") else ():
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
        yield Mention(found.start(), end, kind, key=key, issuer=issuer, level=level)
    for found in patterns.PLENUM.regex.finditer(text) if _holds(text, "party_centre") else ():
        named = type_named(found["type"])
        if named is None:
            continue  # as in _type_before
        start, end = found.span()
        key, issuer = f"plenum|{found[0].lower()}", f"{first_word('committee')} {first_word('party_centre')}"
        at = {"rule": "cited_plenum", "named_at": found.span("which")} if found["which"] else {}
        yield Mention(start, end, named.name, key=key, issuer=issuer, level=CENTRAL, **at)


def _law_end(text: str, start: int, end: int) -> int:
    """Where the name of a law ends that begins at `start`: at the first word that no name of a law holds."""
    name = text[start:end]
    stop = patterns.LAW_STOP.search(name)
    return start + len((name[: stop.start()] if stop else name).rstrip(" ,"))


def _laws(text: str) -> Iterator[Mention]:
    """Laws cited by name: "Luật Đất đai năm 2013", "Bộ luật Hình sự", "Hiến pháp năm 2013"."""
    if not _holds(text, "law_type"):
        return
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
        law = None if found["charter"] else type_named(kind)
        issuer = law.issuer if law else ""
        yield Mention(start, end, kind, key=f"law|{name}", issuer=issuer, level=CENTRAL)


def _by_place(mentions: Iterable[Mention]) -> list[Mention]:
    """In text order; of two that overlap the earlier in the list of arguments stays."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.number and not kept[-1].number:
            kept[-1] = mention
    return kept


def _rest_of_list(text: str, end: int, limit: int) -> Iterator[Span]:
    """The bare numbers that go on with a list behind `end`: the 19 of "Nghị quyết số 18 và 19 của Trung ương"."""
    while (found := patterns.MORE.regex.match(text, end)) and found.end() <= limit:
        if not patterns.FOLLOWS.match(text, found.end()):
            break
        end = found.end("core")
        yield found.span("core")


def _with_lists(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions and, behind each with a number, the later numbers of its list."""
    for index, mention in enumerate(mentions):
        yield mention
        limit = mentions[index + 1].start if index + 1 < len(mentions) else len(text)
        for start, end in _rest_of_list(text, mention.end, limit) if mention.number else ():
            core = text[start:end]
            yield Mention(start, end, mention.type, core, core, rule="cited_in_list", named_at=(start, end))


def _names(text: str, numbers: list[Span]) -> tuple[list[Mention], list[Span]]:
    """The documents cited, in text order, and the numbers with letters that are only named as documents."""
    coded: list[Mention] = []
    weak: list[Span] = []
    for mention in _coded(text, numbers):
        if mention.rule == "cited_code":
            coded.append(mention)
        elif mention.named_at:
            weak.append(mention.named_at)
    cited = _by_place([*coded, *_bare(text, numbers, coded), *_congresses(text), *_laws(text)])
    return list(_with_lists(text, cited)), weak


def find_names(text: str) -> list[Mention]:
    """The documents that `text` (NFC) cites, in text order, by what names them; linear in its length."""
    return _names(text, _numbers(text))[0]


def _labelled(text: str, start: int, word: str) -> tuple[int, str] | None:
    """(end, rule) of the number at `start` behind the syllable `word`, if a kind of document names it."""
    said_number = word in among("so")
    number = patterns.NAMED_NUMBER if said_number else patterns.NAMED_SHORT
    found = number.regex.match(text, start)
    if not found or not _is_labelled(text, start, max(0, start - NEAR)):
        return None
    beside = not said_number and text[found.end() : found.end() + 1] == ")"
    if beside and patterns.FIGURE_BESIDE.regex.search(text, max(0, start - NEAR), start):
        return None
    end = found.end()
    goes_on = patterns.FOLLOWS.match(text, end)
    if not goes_on and said_number:
        goes_on = patterns.ISSUED_NEXT.match(text, end) or not patterns.COUNTED_THING.regex.match(text, end)
    elif not goes_on:
        behind = patterns.FOLLOWS_LABEL.regex.match(text, end)
        goes_on = behind and not patterns.COUNTED_THING.regex.match(text, end)
    if not goes_on:
        return None
    return end, "named_number" if said_number else "named_short"


def document_spans(text: str) -> list[tuple[int, int, str]]:
    """(start, end, rule) of the numbers that `text` (NFC) names as documents', in text order, none overlapping.

    A span is the number alone, of a list each number; the rule is one of RULES. Documents without a number (laws by
    their names, congresses) have none. Linear in the length of `text`; takes any str.

    >>> text = "Lệnh số 12-L/CTN và quyết định 1187 của UBND tỉnh"
    >>> [(text[start:end], rule) for start, end, rule in document_spans(text)]
    [('12-L/CTN', 'cited_code'), ('1187', 'named_short')]
    """
    numbers = _numbers(text)
    plenums = patterns.PLENUM_NUMBER.regex.finditer(text) if _holds(text, "party_centre", "central_committee") else ()
    spans = {found.span("which"): "named_plenum" for found in plenums}
    if numbers or spans:
        cited, weak = _names(text, numbers)
        spans |= dict.fromkeys(weak, "named_code")
        spans |= {mention.named_at: mention.rule for mention in cited if mention.named_at}
    covered = {place for start, end in spans for place in range(start, end)}
    may_stand_before = _last_words("document_label", "document_type", "so")
    for start, _ in numbers:
        word = _word_before(text, start)
        if word in may_stand_before and start not in covered and (named := _labelled(text, start, word)):
            end, rule = named
            spans[start, end] = rule
            for span in _rest_of_list(text, end, len(text)):
                spans.setdefault(span, "named_in_list")
                covered.add(span[0])
    apart: list[tuple[int, int, str]] = []
    for (start, end), rule in sorted(spans.items()):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end, rule))
    return apart
