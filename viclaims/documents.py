"""Cited party and state documents: which, from whom, of what date, carrying out which other one.

Stands beside `claims` (a document's number and date are no quantities) and before `measures`. The words are tables in
`document_rules`; this module builds its patterns from them. Every look behind or ahead is bounded, so that the time grows
with the length of the text and no faster.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

import pandas as pd

from viclaims import document_rules as words
from viclaims.document_rules import CENTRAL, LOCAL, PROVINCIAL, UNKNOWN, UPPER, any_of
from viclaims.offsets import back, to_nfc

BEHIND, AHEAD = 160, 260  # characters; the longest stretch between a document and what is said of it
_CENTURY_TURN = 50  # "5/3/19" is 2019, "5/3/98" is 1998
_RANK = {CENTRAL: 0, PROVINCIAL: 1, LOCAL: 2}

_DASH = "[-–‑−/]"
_SPACED_DASH = rf"[ \u00a0]?{_DASH}[ \u00a0]?"
_SHORT = any_of(words.BY_SHORT)
_PART = rf"(?:T\.[ƯW]|[{UPPER}]+[a-z]{{0,2}}[{UPPER}]{{0,12}}\d{{0,2}})"
_DIGITS = rf"(?:\d{{1,2}}\.\d{{3}}(?![\d.])|\d{{1,5}})[a-zđ{UPPER}]{{0,2}}"
_TYPE = any_of(kind.name for kind in words.TYPES)
_MODIFIERS = rf"(?:\s+{any_of(words.MODIFIERS)}){{0,2}}"
_BODY = "|".join(pattern for pattern, _ in words.BODIES)
_ISSUER = (
    rf"(?:(?:{any_of(words.OFFICES)}|Hội nghị(?:\s+lần thứ\s+\w+)?|Kỳ họp\s+\w+)(?:,?\s+(?:của\s+)?))"
    rf"{{0,3}}(?:{_BODY})(?!\w)(?:,?\s*\(?(?:khóa|khoá|nhiệm kỳ)\s+[IVXL\d]+(?:\s*-\s*\d{{4}})?\)?)?"
)
_YEAR = r"(?:\d{4}|\d{2})(?!\d|[./-]\d)"
_DATE = (
    rf"(?:\d{{1,2}}\s?[./-]\s?\d{{1,2}}(?:\s?[./-]\s?|\s+năm\s+){_YEAR}|(?:mùng\s+|mồng\s+)?\d{{1,2}}\s+tháng\s+"
    rf"(?:\d{{1,2}}|(?i:{any_of(words.MONTHS)}))\s*,?(?:\s+năm\s+|\s+|\s*/\s*)\d{{4}}(?!\d))"
)
_DATE_PARTS = re.compile(r"(?P<day>\d{1,2})(?:\s?[./-]\s?|\s+tháng\s+)(?P<month>\d{1,2}|\D+?)\W*(?:năm\s+)?(?P<year>\d+)$")
_ISSUED = any_of(words.ISSUING)
_CARRY = (
    rf"(?:{any_of(words.BEFORE_CARRYING_OUT)}\s+){{0,3}}{any_of(words.CARRYING_OUT)}"
    rf"(?:\s+{any_of(words.MANNER)}){{0,4}}"
)


class Pattern(NamedTuple):
    """A named rule, a stretch of text that it takes and a look-alike that it must leave."""

    name: str
    regex: re.Pattern[str]
    takes: str
    leaves: str


def _compile(regex: str) -> re.Pattern[str]:
    """`regex` with every free stretch of white space bounded: two of them in a row would take quadratic time."""
    for free, bounded in ((r"\s*", r"\s{0,9}"), (r"\s+", r"\s{1,9}"), (r"[\s,(]*", r"[\s,(]{0,9}"),
                          (r"[\s,(]+", r"[\s,(]{1,9}"), (r"[\s()]*", r"[\s()]{0,9}")):  # fmt: skip
        regex = regex.replace(free, bounded)
    return re.compile(regex)


def _rule(name: str, regex: str, takes: str, leaves: str) -> Pattern:
    return Pattern(name, _compile(regex), takes, leaves)


# How a number is written.
CODE = _rule(
    "number with letters",
    rf"(?<![\w])(?<!\d[.,/-])(?P<core>{_DIGITS})"
    rf"(?:(?P<year>{_SPACED_DASH}\d{{4}})?{_SPACED_DASH}(?P<first>{_SHORT})"
    rf"(?:{_SPACED_DASH}(?P<spaced>{_PART}))?(?P<rest>(?:{_DASH}{_PART}){{0,3}})"
    rf"|[ \u00a0](?P<loose>{_SHORT})(?P<lrest>(?:{_DASH}{_PART}){{1,3}})"
    rf"|(?P<uyear>{_DASH}\d{{4}})?(?P<urest>(?:{_DASH}{_PART}){{1,4}}))(?!\w|{_DASH}\d)",
    "103a-KH/TU",
    "34A-123.45",
)
BARE = _rule(
    "number without letters",
    rf"(?<!\w)(?:(?P<type>(?i:{_TYPE}))(?i:{_MODIFIERS})|(?P<short>{any_of(words.WRITTEN_SHORT)}))"
    rf"\s+(?P<so>(?i:số)\s*:?\s*)?(?P<core>\d{{1,4}}[a-zđ]?)(?P<year>/\d{{4}})?"
    rf"(?!\w|[.,:]\d|{_SPACED_DASH}\d|{_DASH}\w|\s?%)",
    "Nghị định 116, mỗi",
    "Kế hoạch 5/2020-2025",
)
MORE = _rule(
    "one more number of the same list",
    rf"\s*(?:,|;|,?\s+(?:và|hoặc|cùng|với))\s*(?:(?i:số)\s*:?\s*)?(?P<core>\d{{1,4}}[a-zđ]?)(?!\w|[.,:/%-]\w|\s?%)",
    " và 19",
    ", 15/20 xã",
)
# What stands between a type and its number.
BETWEEN_NEAR = _rule("type and number", rf"(?i:{_MODIFIERS}\s*(?:số)?\s*[:.]?\s*)", " hỏa tốc số: ", " về số ")
BETWEEN_FAR = _rule(
    "type, whose or what, and number",
    r"\s[^.;:()\"“”\n\d]{1,70}\s(?:số)\s*:?\s*",
    " Cán bộ, công chức số ",
    ' "Về học tập" số ',
)
LIST_LINK = _rule("two of one list", r"\s*(?:[,;]|,?\s*(?:và|hoặc|cùng|với))\s*(?:số\s*:?\s*)?", " và số ", " trong ")
# What is said behind a number.
ISSUED_ON = _rule(
    "date behind",
    rf"[\s,(]*(?:(?:được|do)\s+(?:{_ISSUER}\s+)?)?(?:{_ISSUED}\s+)?(?:vào\s+)?(?P<same>cùng\s+)?(?:đề\s+)?ngày\s+"
    rf"(?:{_ISSUED}\s+)?(?P<date>{_DATE})\)?|[\s,(]+(?P<date2>{_DATE})\)?",
    " ngày 5.3.2019",
    " có hiệu lực từ ngày 1/7/2025",
)
PART_DATE = _rule(
    "date that is not full",
    r"[\s,(]*(?:ngày\s+\d{1,2}(?:\s?[/.-]\s?\d{1,2}|\s+tháng\s+\d{1,2})?|năm\s+\d{4}|tháng\s+\d{1,2}"
    r"(?:\s?[/.-]\s?|\s+năm\s+)\d{4})(?![\d/.-]\d)\)?",
    " năm 2019",
    " năm qua",
)
ISSUED_BY = _rule(
    "issuer behind",
    rf"(?:[\s,(]*(?:của|do|được)\s+|\s*\(|\s+(?=[{UPPER}]))(?P<issuer>{_ISSUER})(?:\s+(?:đã\s+)?{_ISSUED})?\)?",
    " của Ban Thường vụ Tỉnh ủy",
    ", UBND tỉnh đã giao",
)
TERM = _rule("term of the body", r"[\s,(]*(?:khóa|khoá)\s+[IVXL]+\)?", " (khóa XII)", " khóa học")
# What is said before a number.
ISSUES = _rule(
    "issuer before",
    rf"(?P<issuer>{_ISSUER})(?:,?\s+kỳ họp thứ\s+\w+)?(?:,?(?:\s+{any_of(words.ADVERBS)}|\s+[^\W\d_{UPPER}]+)){{0,4}}?"
    rf"\s+{_ISSUED}(?:\s+(?:các|những|thêm|bản))?\s*$",
    "Ban Thường vụ Tỉnh ủy đã ban hành ",
    "Ban Thường vụ Tỉnh ủy triển khai ",
)
ISSUES_ON = _rule(
    "date before",
    rf"(?:[Nn]gày|[Hh]ôm)\s+(?P<date>{_DATE})[^.;\n]{{0,140}}?\s{_ISSUED}(?:\s+(?:các|những|thêm|bản))?\s*$",
    "Ngày 5/3/2019, Tỉnh ủy ban hành ",
    "Đến ngày 5/3/2019, tỉnh thực hiện ",
)
# Which document carries out which; the stretch between the two.
_ABOUT_WHAT = r"(?:về|v/v)\s+(?:việc\s+)?"
_SOME_WORDS = r"[^.;,\"“”\n]{1,140}?"
CARRIES_OUT = _rule(
    "carries out the next",
    rf"(?:\s*[\"“][^\"”\n]{{0,200}}[\"”])?[\s()]*(?:(?:,?\s*(?:để|nhằm)\s+|{_ABOUT_WHAT}(?:{_SOME_WORDS}\s)??)?{_CARRY}"
    rf"|(?:{_ABOUT_WHAT}{_SOME_WORDS})?,\s+{any_of(words.CARRYING_OUT_AFTER_COMMA)}(?:\s+{any_of(words.MANNER)}){{0,3}})\s*",
    " về việc thực hiện có hiệu quả ",
    ", thực hiện nghiêm ",
)
CARRIED_OUT_BY = _rule(
    "is carried out by the next",
    rf"(?:[^.\n]{{0,160}}?[,;]\s*{_ISSUER}\s+(?:đã\s+)?|\s*(?:đã\s+)?được\s+(?:{_ISSUER}\s+)?)(?:{_CARRY})\s+"
    r"(?:bằng|qua|thông qua|tại|trong)\s+(?:các\s+)?",
    " được cụ thể hóa bằng ",
    " được quán triệt cùng ",
)
TO_CARRY_OUT = _rule(
    "clause that names what is carried out",
    rf"(?:^\s*|[.,;:\n\"“]\s*|\b[Đđ]ể\s+|\b[Nn]hằm\s+)(?i:{_CARRY})\s*$",
    "Để thực hiện ",
    "Căn cứ ",
)
ISSUES_NEXT = _rule(
    "and for that issues the next",
    rf"[^.;\n]{{0,240}}\s{_ISSUED}(?:\s+(?:các|những|thêm|bản))?\s*",
    ", Ban Thường vụ Tỉnh ủy đã ban hành ",
    ", các địa phương đã học tập ",
)
BROUGHT_TO_LIFE = _rule(
    "clause that says to bring it to life",
    r"(?:^|[\s,.;])(?i:để|nhằm)\s+(?:sớm\s+|nhanh chóng\s+)?đưa\s+(?:các\s+)?$",
    "Để sớm đưa ",
    "đưa ",
)
# Documents without a number.
_UNIT = (
    rf"(?:Đảng bộ|Đảng|Đoàn|Công đoàn|Hội)\s+(?:các cơ quan\s+)?(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã|phường|"
    rf"thị trấn|khối|Khối|toàn quốc|bộ phận)(?:\s+(?!Nghị|Nhiệm|Lần)[{UPPER}]\w*){{0,3}}"
)
_ORDINAL = r"(?:[IVXL]+|\d{1,2}|thứ\s+\w+)(?!\w)"
CONGRESS = _rule(
    "resolution of a congress",
    rf"(?<!\w)[Nn]ghị quyết\s+(?:của\s+)?(?:Đại hội|đại hội|ĐH)(?:\s+đại biểu)?(?P<all>\s+toàn quốc)?"
    rf"(?:\s+(?P<early>[IVXL]+)(?!\w))?(?:\s+(?P<unit>{_UNIT}))?(?P<party>\s+(?:của\s+)?Đảng(?!\s+bộ|\w)"
    rf"(?:\s+Cộng sản Việt Nam)?)?(?:\s+toàn quốc)?(?:,?\s+(?:lần\s+)?(?:thứ|khóa|lần)\s+(?P<late>{_ORDINAL}))?"
    r"(?P<party2>\s+(?:của\s+)?Đảng(?!\s+bộ|\w))?",
    "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVII",
    "nghị quyết đại hội đảng các cấp",
)
PLENUM = _rule(
    "resolution of a plenum",
    rf"(?<!\w)(?P<type>[Nn]ghị quyết|[Kk]ết luận)\s+(?:của\s+)?(?:Hội nghị\s+)?(?:(?:lần thứ\s+\w+,?\s+)"
    rf"(?:của\s+)?(?:Ban Chấp hành\s+)?(?:Trung ương|TW)|(?:Trung ương|TW|T\.Ư)\s+(?:lần thứ\s+)?{_ORDINAL})(?!\w)"
    r"(?:(?:\s+Đảng)?,?\s+(?:khóa|khoá)\s+[IVX]+(?!\w))?",
    "Nghị quyết Trung ương 4 khóa XII",
    "nghị quyết của Trung ương",
)
LAW = _rule(
    "law by its name",
    rf"(?<!\w)(?:(?P<type>Bộ luật|Luật|Pháp lệnh)\s+(?P<name>(?!sư\b)[{UPPER}]\w*(?:\s+\w+){{0,12}}"
    rf"(?:,\s+{any_of(words.LAW_COMMA)}(?:\s+\w+){{0,8}}){{0,2}})|(?P<charter>Hiến pháp)\s+(?:năm\s+)?\d{{4}})",
    "Luật Cán bộ, công chức",
    "luật sư Nguyễn Văn An",
)
TITLE = _rule(
    "title in quotes",
    r"[\s,(:]*(?:(?:về|v/v|với\s+(?:chủ đề|tiêu đề|tên gọi)|là)\s*(?:việc\s+)?:?\s*)?[\"“«](?P<title>[^\"”»\n]{3,300})[\"”»]",
    ' về "Tập trung xây dựng đội ngũ cán bộ"',
    " quy định: “",
)
ABOUT = _rule(
    "subject after về",
    r"[\s,(–-]*(?:về|v/v)\s+(?:việc\s+)?(?P<about>(?:[^.;\n\"“”()]|\.(?=\w)){3,300})",
    " về trách nhiệm nêu gương",
    " trở về địa phương",
)
PATTERNS = tuple(value for value in globals().values() if isinstance(value, Pattern))

_TYPE_WORD = _compile(rf"(?<!\w)(?:(?i:{_TYPE})|{any_of(words.WRITTEN_SHORT)})")
_OTHER_THING = _compile(rf"(?<!\w)(?i:{any_of(words.NOT_DOCUMENTS)})(?:\s+xe)?\s*:?\s*(?:số)?\s*:?\s*$")
_FOLLOWS = _compile(
    rf"\s*(?:$|[.,;:)\"”\]!?…\n]|{any_of(words.FOLLOWERS)}|\((?:khóa|ngày|của|sau)|(?:ngày|giai đoạn)\s+\d|năm\s+\d{{4}}(?!\s*[-–]\s*\d))"
)
_COUNTED = _compile(rf"\s*(?:%|(?!năm\s+\d){any_of(words.COUNTED)})")
_LAW_STOP = _compile(rf"(?<!\w)(?!và\s+{any_of(words.LAW_AND)}){any_of(words.LAW_STOPS)}")
_NOT_A_LAW = _compile(rf"(?<!\w){any_of(words.NOT_LAWS)}\s*[\"“]?$")
_BODY_LEVELS = [(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), level) for pattern, level in words.BODIES]
_NEW_CLAUSE = _compile(r",(?=[^,;]{0,60}?\s(?:đã|đang|sẽ|cần|phải|được|có|giao|yêu cầu)\s)")
_ISSUER_HERE = _compile(_ISSUER)
_ISSUER_WORD = _compile(rf"(?<!\w)(?={_ISSUER})")
_STATE_ORGAN = _compile(r"(?:UBND|HĐND|(?:Ủy|Uỷ) ban nhân dân|Hội đồng nhân dân)\s")
_SENTENCE_END = _compile(r"[.!?…]\s|\n")


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
    implements: str = ""
    same_day: bool = False  # "cùng ngày …": the date is the whole list's
    told_before: bool = False  # the words before it say who issued it
    own_type: bool = True  # False: a later number of a list, under the type word of the first
    listed: bool = False  # stands in one list with the mention before it
    tail: int = 0


def _type_before(text: str, start: int, floor: int, short: str) -> tuple[int, str] | None:
    """Where the type word of the number at `start` begins, and the type; the nearest that its letters allow."""
    behind = text[max(floor, start - BEHIND) : start]
    nearest = None
    for found in reversed(list(_TYPE_WORD.finditer(behind))):
        gap = behind[found.end() :]
        if not BETWEEN_NEAR.regex.fullmatch(gap) and not (
            found[0][0].isupper() and BETWEEN_FAR.regex.fullmatch(gap)
        ):
            continue
        kind = words.BY_NAME.get(" ".join(found[0].lower().split())) or words.BY_SHORT[found[0]]
        here = start - len(behind) + found.start(), kind.name
        if short in kind.short or short not in words.BY_SHORT:
            return here
        nearest = nearest or here
    return nearest


def _split(code: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[-/ ]", code) if part)


def _coded(text: str) -> list[Mention]:
    """Mentions whose number has letters: "Quy định số 19-QĐi/TU", "154/2025/NĐ-CP"."""
    mentions: list[Mention] = []
    floor = 0
    for found in CODE.regex.finditer(text):
        start, end = found.span()
        spaced = found["spaced"]
        if spaced and " " in text[found.end("first") : found.start("spaced")]:
            if words.issuer_of_code(spaced) is None:
                end = found.end("first")
        number = re.sub(r"\s", "", re.sub("[–‑−]", "-", text[start:end]))
        if found["loose"]:
            number = f"{found['core']}-{found['loose']}{found['lrest']}"
        core, *parts = _split(number)
        letters = [part for part in parts if not part.isdigit()]
        if not letters:
            continue
        head = _type_before(text, start, floor, letters[0])
        known = words.issuer_of_code(letters[-1]) or any(map(words.issuer_of_code, letters[:1]))
        if head is None:
            typed = letters[0] in words.BY_SHORT or re.fullmatch(r"(?:QH|UBTVQH)\d+", letters[0])
            if not (typed and known) or _OTHER_THING.search(text[max(floor, start - 40) : start]):
                continue
            kind = words.BY_SHORT.get(letters[0])
            head = start, kind.name if kind else ("Luật" if letters[0].startswith("QH") else "Nghị quyết")
        named = text[head[0] : start].removesuffix("số ").strip().lower() if head[1] in words.LAW_TYPES else ""
        key = f"law|{' '.join(named.split())}" if " " in named else ""
        mentions.append(Mention(head[0], end, head[1], number, core, tuple(parts), key, tail=end))
        floor = end
    return mentions


def _counts_nothing(text: str, end: int, kind: words.DocumentType, strict: bool) -> bool:
    """False where the number that ends at `end` counts what follows it."""
    if _FOLLOWS.match(text, end):
        return True
    return kind.bare == "free" and not strict and not _COUNTED.match(text, end)


def _bare(text: str, taken: list[Mention]) -> list[Mention]:
    """Mentions whose number has no letters: "Nghị định 116", "Quyết định số 1187"."""
    full = {(mention.type, mention.core) for mention in taken}
    mentions = []
    for found in BARE.regex.finditer(text):
        word = found["type"]
        kind = words.BY_NAME[" ".join(word.lower().split())] if word else words.BY_SHORT[found["short"]]
        said_number = bool(found["so"])
        capital = (word or "N")[0].isupper()
        echo = kind.bare == "echo" and not said_number
        if echo and (kind.name, found["core"]) not in full:
            continue
        if kind.bare == "never" or (kind.bare != "free" and not capital and not said_number):
            continue
        if said_number:
            sound = not _COUNTED.match(text, found.end()) or bool(_FOLLOWS.match(text, found.end()))
        else:
            lone_digit = len(found["core"]) == 1 and not capital
            sound = _counts_nothing(text, found.end(), kind, strict=lone_digit or bool(found["short"]))
        if sound and (not found["year"] or said_number or kind.bare == "free"):
            number = found["core"] + (found["year"] or "")
            mentions.append(Mention(found.start(), found.end(), kind.name, number, found["core"], tail=found.end()))
    return mentions


def _congresses(text: str) -> list[Mention]:
    """Resolutions of congresses and plenums, which have no number."""
    mentions = []
    for found in CONGRESS.regex.finditer(text):
        ordinal = found["early"] or found["late"]
        if not (ordinal or found["unit"]):
            continue
        end = max(found.end(group) for group in ("early", "late", "unit", "party", "party2", "all"))
        unit = " ".join((found["unit"] or "").split())
        national = found["all"] or found["party"] or found["party2"] or (found["early"] and not unit)
        level = level_of_issuer(unit) if unit else CENTRAL if national else UNKNOWN
        if "toàn quốc" in unit:
            level = CENTRAL
        issuer = f"Đại hội {unit}".strip() if unit else "Đại hội Đảng" if national else "Đại hội"
        key = f"congress|{unit.lower() or ('national' if national else '')}|{(ordinal or '').lower()}"
        mentions.append(
            Mention(found.start(), end, "Nghị quyết", key=key, issuer=issuer, level=level, tail=end)
        )
    for found in PLENUM.regex.finditer(text):
        kind = words.BY_NAME[found["type"].lower()].name
        mentions.append(
            Mention(
                found.start(), found.end(), kind, key=f"plenum|{found[0].lower()}",
                issuer="Ban Chấp hành Trung ương", level=CENTRAL, tail=found.end(),
            )  # fmt: skip
        )
    return mentions


def _law_end(text: str, start: int, end: int) -> int:
    """Where the name of a law ends that begins at `start`: at the first word that no name of a law holds."""
    name = text[start:end]
    stop = _LAW_STOP.search(name)
    return start + len((name[: stop.start()] if stop else name).rstrip(" ,"))


def _laws(text: str) -> list[Mention]:
    """Laws cited by name: "Luật Đất đai năm 2013", "Bộ luật Hình sự", "Hiến pháp năm 2013"."""
    mentions = []
    at = 0
    while found := LAW.regex.search(text, at):
        start = found.start()
        if _NOT_A_LAW.search(text[max(0, start - 20) : start].lower()):
            at = start + 1
            continue
        # The pattern runs on over words that _law_end gives back; the next law may stand among them.
        at = end = found.end() if found["charter"] else _law_end(text, found.start("name"), found.end("name"))
        kind = found["charter"] or found["type"]
        name = " ".join(text[start:end].lower().split())
        issuer = "" if found["charter"] else words.ONE_ISSUER[kind][0]
        mentions.append(Mention(start, end, kind, key=f"law|{name}", issuer=issuer, level=CENTRAL, tail=end))
    return mentions


def level_of_issuer(phrase: str) -> str:
    """Level of an issuer as written.

    >>> level_of_issuer("Ban Thường vụ Tỉnh ủy"), level_of_issuer("UBND huyện Tứ Kỳ"), level_of_issuer("UBND")
    ('provincial', 'local', '')
    """
    for pattern, level in _BODY_LEVELS:
        if pattern.search(phrase):
            return level
    return UNKNOWN


def iso_date(written: str) -> str:
    """A full date as written, day first, as YYYY-MM-DD; '' for a day that no calendar has.

    >>> iso_date("5.3.2019"), iso_date("05 tháng 3 năm 2019"), iso_date("31/2/2020")
    ('2019-03-05', '2019-03-05', '')
    """
    found = _DATE_PARTS.search(written)
    if not found:
        return ""
    month = found["month"].strip().lower()
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 2000 if year < _CENTURY_TURN else 1900
    try:
        number = int(month) if month.isdigit() else words.MONTHS[" ".join(month.split())]
        return date(year, number, int(found["day"])).isoformat()
    except (ValueError, KeyError):
        return ""


def _read_tail(text: str, mention: Mention, limit: int) -> None:
    """Take date and issuer from what stands right behind the number."""
    for _ in range(6):
        at = mention.tail
        if not mention.date_span and (found := ISSUED_ON.regex.match(text, at, limit)):
            group = "date" if found["date"] else "date2"
            mention.date, mention.date_span = iso_date(found[group]), found.span(group)
            mention.same_day = bool(found["same"])
        elif not mention.date_span and (found := PART_DATE.regex.match(text, at, limit)):
            mention.date_span = found.span()
        elif not mention.issuer and (found := ISSUED_BY.regex.match(text, at, limit)):
            mention.issuer = " ".join(found["issuer"].split())
        elif not (found := TERM.regex.match(text, at, limit)):
            break
        mention.tail = found.end()


def _sentence_start(text: str, position: int, floor: int = 0) -> int:
    """Start of the sentence that holds `position`, but not farther back than `floor`."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text, floor, position)]
    return ends[-1] if ends else floor


def _read_before(text: str, mention: Mention, floor: int) -> None:
    """Take issuer and date from the words that say who issued the document, and when."""
    begin = _sentence_start(text, mention.start, max(floor, mention.start - BEHIND))
    if not mention.issuer:
        for body in _ISSUER_WORD.finditer(text, begin, mention.start):
            if found := ISSUES.regex.match(text, body.start(), mention.start):
                mention.issuer = " ".join(found["issuer"].split())
                mention.told_before = True
                break
    if not mention.date_span:
        found = ISSUES_ON.regex.search(text, begin, mention.start)
        if found:
            mention.date, mention.date_span = iso_date(found["date"]), found.span("date")


def _read_level(text: str, mention: Mention) -> None:
    """Level by the organ in the number, then by the issuer as written, then by the organ named before."""
    organs = [organ for part in mention.parts if (organ := words.issuer_of_code(part))]
    name, level = organs[-1] if organs else words.ONE_ISSUER.get(mention.type, ("", UNKNOWN))
    if level != CENTRAL:
        level = level_of_issuer(mention.issuer) or level
    if not level and name in ("UBND", "HĐND") and not mention.issuer:
        begin = _sentence_start(text, mention.start, max(0, mention.start - BEHIND))
        named = list(_STATE_ORGAN.finditer(text, begin, mention.start))
        if named and (found := _ISSUER_HERE.match(text, named[-1].start(), mention.start)):
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
    if found := TITLE.regex.match(text, mention.tail, limit):
        mention.subject = " ".join(found["title"].split())
    elif found := ABOUT.regex.match(text, mention.tail, limit):
        start, end = found.span("about")
        if following and following.start < end:
            end = following.end if following.start - start < 60 else following.start
        cut = _NEW_CLAUSE.search(text, start, end)
        subject = text[start : cut.start() if cut else end]
        mention.subject = " ".join(subject.split()).rstrip(" ,(")


def _read_lists(text: str, mentions: list[Mention]) -> None:
    """Give the later numbers of a list the type before them, and all of them the issuer said once."""
    for before, mention in zip(mentions, mentions[1:], strict=False):
        mention.listed = bool(LIST_LINK.regex.fullmatch(text, before.tail, mention.start))
        mention.own_type = not text[mention.start].isdigit()
        short = mention.parts[-2:-1] or mention.parts[:1]
        kind = words.BY_NAME.get(before.type.lower())
        if mention.listed and not mention.own_type and kind and (not mention.parts or set(short) & set(kind.short)):
            mention.type = before.type
    for before, mention in zip(reversed(mentions[:-1]), reversed(mentions[1:]), strict=False):
        if mention.listed and mention.same_day and not before.date_span:
            before.date, before.same_day = mention.date, True
        if mention.listed and not mention.own_type and before.type == mention.type:
            before.issuer = before.issuer or mention.issuer
            if mention.parts and not before.parts and before.number == before.core:
                before.number = before.core + mention.number[len(mention.core) :]
                before.parts = mention.parts


def _longer_lists(text: str, mentions: list[Mention]) -> list[Mention]:
    """Add the bare numbers of a list: the 19 of "Nghị quyết số 18 và 19 của Trung ương"."""
    longer: list[Mention] = []
    for index, mention in enumerate(mentions):
        longer.append(mention)
        limit = mentions[index + 1].start if index + 1 < len(mentions) else len(text)
        while mention.number and mention.tail == mention.end:
            found = MORE.regex.match(text, mention.end)
            if not found or found.end() > limit or not _FOLLOWS.match(text, found.end()):
                break
            start, end = found.span("core")
            mention = Mention(start, end, mention.type, found["core"], found["core"], tail=end)
            _read_tail(text, mention, limit)
            longer.append(mention)
    return longer


def _chain(mentions: list[Mention], first: int) -> list[Mention]:
    """The mentions of one list that begins with number `first`."""
    last = first + 1
    while last < len(mentions) and mentions[last].listed and mentions[last].type == mentions[first].type:
        last += 1
    return mentions[first:last]


def _can_carry_out(mention: Mention, other: Mention) -> bool:
    """No document carries out one of a lower level, and a law carries out none."""
    known = mention.level in _RANK and other.level in _RANK
    return mention.type not in words.LAW_TYPES and not (known and _RANK[mention.level] < _RANK[other.level])


def _issued_for(text: str, mentions: list[Mention], first: int, following: int) -> list[Mention]:
    """The documents issued, in the same sentence, to carry out those from `first` up to `following`."""
    start, tail = mentions[first].start, mentions[following - 1].tail
    near = max(0, start - 120)
    told = TO_CARRY_OUT.regex.search(text, near, start) or BROUGHT_TO_LIFE.regex.search(text, near, start)
    doers: list[Mention] = []
    nested = False
    for mention in mentions[following : following + 6]:
        gap = tail, mention.start
        if gap[1] - gap[0] > AHEAD:
            break
        issued = told and ISSUES_NEXT.regex.fullmatch(text, *gap)
        if issued or (doers and mention.listed) or (not doers and CARRIED_OUT_BY.regex.fullmatch(text, *gap)):
            doers.append(mention)
        elif doers or nested or not CARRIES_OUT.regex.fullmatch(text, *gap):
            break
        else:
            nested = True  # "Thực hiện Kế hoạch A thực hiện Nghị quyết B, UBND huyện ban hành Kế hoạch C": C serves A
        tail = mention.tail
    return doers


def _read_implements(text: str, mentions: list[Mention]) -> list[tuple[Mention, Mention]]:
    """Pairs (document, the one that it carries out)."""
    pairs = []
    index = 0
    while index < len(mentions):
        carried = _chain(mentions, index)
        following = index + len(carried)
        doers = _issued_for(text, mentions, index, following)
        if index and carried[0].start - mentions[index - 1].tail <= AHEAD:
            if CARRIES_OUT.regex.fullmatch(text, mentions[index - 1].tail, carried[0].start):
                doers.append(mentions[index - 1])
        pairs += [(doer, other) for doer in doers for other in carried]
        index = following
    return [(doer, other) for doer, other in pairs if _can_carry_out(doer, other)]


def _identity(mention: Mention) -> str:
    """What full mentions of one document share, but for its date."""
    if mention.key:
        return mention.key
    number = re.sub(r"T\.?Ư|T\.W", "TW", mention.number).replace("/", "-")
    return f"{number}|{mention.level}" if "UBND" in number or "HĐND" in number else number


def _edition(text: str, mention: Mention) -> str:
    """What tells two documents of one name or number apart: the date, of a law the year."""
    if mention.type in words.LAW_TYPES:
        found = re.search(r"(?<!\d)\d{4}(?!\d)", mention.date + " " + mention.number + " " + text[mention.end : mention.tail])
        return found[0] if found else ""
    return mention.date


def _groups(text: str, mentions: list[Mention]) -> list[list[Mention]]:
    """Mentions of one document together, in text order."""
    editions = defaultdict(list)
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
    """Finds the document that a short mention means: the last one named before it, else the first after it."""

    def __init__(self, groups: list[list[Mention]]):
        self.known = defaultdict(list)
        self.alone: list[list[Mention]] = []
        for group in sorted(groups, key=lambda group: group[0].start):
            self._add(group)

    def _add(self, group: list[Mention]) -> None:
        for handle in dict.fromkeys(handle for mention in group[:1] for handle in _handles(mention)):
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
        self._add(self.alone[-1])


def _fullness(mention: Mention) -> tuple:
    whole = bool(mention.parts) or bool(mention.key and not mention.key.endswith("|"))
    return whole, bool(mention.number), bool(mention.date), bool(mention.subject), -mention.start


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
    """All citations of `text`, which is NFC, in text order, with what is said of each; linear in its length."""
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
        if mention.listed:
            _read_like_before(mention, mentions[index - 1])
        else:
            _read_before(text, mention, mentions[index - 1].tail if index else 0)
        _read_level(text, mention)
        _read_subject(text, mention, mentions[index + 1] if index + 1 < len(mentions) else None)
    return mentions


def document_number_spans(text: str) -> list[tuple[int, int]]:
    """Stretches of `text` (NFC) that are a document's type and number or its date, in text order, none overlapping.

    >>> text = "Quy định số 19-QĐi/TU ngày 5.3.2019 của Tỉnh ủy"
    >>> [text[start:end] for start, end in document_number_spans(text)]
    ['Quy định số 19-QĐi/TU', '5.3.2019']
    """
    mentions = find_mentions(text)
    spans = {(mention.start, mention.end) for mention in mentions}
    spans |= {mention.date_span for mention in mentions if mention.date_span}
    return sorted(spans)


COLUMNS = {
    "start": "int64", "end": "int64", "quote": object, "type": object, "number": object, "issuer": object,
    "level": object, "date": object, "subject": object, "implements": object, "refers_to": "float64",
}  # fmt: skip


def extract_documents(text: str) -> pd.DataFrame:
    """The party and state documents that `text` cites, one row a mention, in text order.

    Columns: start, end, quote (type word to the end of the number; of the later numbers of a list the number alone; of a
    congress to its ordinal), type, number ('' where it has none), issuer, level ('central', 'provincial', 'local', ''),
    date ('YYYY-MM-DD'; '' unless day, month and year are said), subject, implements (numbers of the documents it
    carries out, joined with '; '), refers_to (start of the fullest mention of the same document, else NaN).
    Pure, linear in the length of `text`, any str. Rules: the tables of `document_rules`.

    >>> found = extract_documents("Kế hoạch số 77-KH/TU ngày 26.1.2018 về thực hiện Nghị quyết số 18-NQ/TW")
    >>> found[["number", "level", "date", "implements"]].values.tolist()
    [['77-KH/TU', 'provincial', '2018-01-26', '18-NQ/TW'], ['18-NQ/TW', 'central', '', '']]
    """
    composed, offsets = to_nfc(text)
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
        rows.append(
            (
                start, end, text[start:end], mention.type, mention.number, mention.issuer, mention.level,
                mention.date, mention.subject, "; ".join(carried[id(mention)]),
                float("nan") if target is mention else float(back(offsets, target.start, target.end)[0]),
            )  # fmt: skip
        )
    columns = list(zip(*rows, strict=True)) or [()] * len(COLUMNS)
    return pd.DataFrame(
        {name: pd.Series(values, dtype=kind) for (name, kind), values in zip(COLUMNS.items(), columns, strict=True)}
    )
