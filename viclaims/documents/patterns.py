"""How a Vietnamese text cites documents: named patterns over the classes of the lexicon.

Each pattern carries a stretch of text that it takes and a look-alike that it must leave; both are tested. None is
compiled before it is used.
"""

from __future__ import annotations

from typing import NamedTuple

from viclaims.lexicon import CAPITALS
from viclaims.lexicon import Pattern as Lazy


class Pattern(NamedTuple):
    """A named rule, a stretch of text that it takes and a look-alike that it must leave."""

    name: str
    regex: Lazy
    takes: str
    leaves: str


# A line end is no white space here: what stands on two lines is two sentences.
_WHITE = " \t\u00a0\u2000-\u200a\u202f\u3000"


def _bounded(regex: str) -> str:
    """`regex` with every free stretch of white space bounded: two of them in a row take quadratic time."""
    for space in (r"\s", r"[\s,(]", r"[\s()]", r"[\s,(:]", r"[\s,(–-]"):
        regex = regex.replace(f"{space}*", f"{space}{{0,9}}").replace(f"{space}+", f"{space}{{1,9}}")
    return regex.replace(r"[\s", f"[{_WHITE}").replace(r"\s", f"[{_WHITE}]")


_PIECES = {
    "UPPER": CAPITALS,
    "ONE_DASH": r"[-–‑−/]",
    "DASH": r"[ \u00a0]?[-–‑−/][ \u00a0]?",
    "SHORT": r"{short_form}\b",
    "PART": r"(?:{central_letters}|[{UPPER}]+[a-z]{0,2}[{UPPER}]{0,12}\d{0,2})",
    "DIGITS": r"(?:\d{1,2}\.\d{3}(?![\d.])|\d{1,5})[a-zđ{UPPER}]{0,2}",
    "MODIFIERS": r"(?:\s+{document_modifier}\b){0,2}",
    "SO": r"(?:(?i:{so})\s*:?\s*)",
    # Who issues, as written: "Chủ tịch | UBND tỉnh", "Hội nghị lần thứ sáu | Ban Chấp hành | Trung ương | khóa XII".
    "NAMED": r"(?:\s+(?!{begins_no_name})[{UPPER}]\w*){0,3}",
    "CITY": r"(?:{city_word}\.?\ ?)",
    "BODY": r"""(?:
        {body}
        | {before_field}\ {field}
        | {before_name}\ [{UPPER}]\w+
        | {seat}{NAMED}
        | {assembly}\ (?:{province_word}{NAMED} | {CITY}{central_city})
        | {city_seat}\ {CITY}?{central_city}
        | {assembly}\ (?:{CITY}[{UPPER}]\w*{NAMED} | {district_word}{NAMED})
        | {city_seat}\ ?[{UPPER}]\w*{NAMED}
        | {branch}(?:\ {district_word})?{NAMED}
        | {state_organ}(?:\ {city_word})?
        | {city_seat}
        | {province_word}{NAMED}
        | {district_word}{NAMED}
    )(?!\w)""",
    "ISSUER": r"""(?:
        (?:{office}\b | {meeting}(?:\s+{nth}\s+\w+)? | {numbered_meeting}\s+\w+),?\s+(?:{of}\s+)?
    ){0,3}{BODY}(?:,?\s*\(?{term_of_body}\s+[IVXL\d]+(?:\s*-\s*\d{4})?\)?)?""",
    "YEAR": r"(?:\d{4}|\d{2})(?!\d|[./-]\d)",
    "MONTH_NAME": r"(?i:{month_name|month_number})\b",
    "DATE": r"""(?:
        \d{1,2}\s?[./-]\s?\d{1,2} (?:\s?[./-]\s?|\s+{year}\s+) {YEAR}
        | (?:{date_word}\s+)?\d{1,2}\s+{month}\s+(?:\d{1,2}|{MONTH_NAME}) \s*,?(?:\s+{year}\s+|\s+|\s*/\s*)\d{4}(?!\d)
    )""",
    "ISSUED": r"{issuing_verb}\b",
    "BEFORE_DOCUMENT": r"(?:\s+{plural|before_document})",
    "CARRY": r"(?:{before_carrying_out}\b\s+){0,3}{carrying_out}\b(?:\s+{manner}\b){0,4}",
    "ABOUT": r"{about_what}\s+(?:{matter}\s+)?",
    "SOME_WORDS": r"[^.;,\"“”\n]{1,140}?",
    "UNIT": r"""{congress_of}\s+(?:{organs}\s+)?
        (?:{province_word|bloc|nationwide|district_word}|{city_word}\.?)(?:\s+(?!{begins_no_name})[{UPPER}]\w*){0,3}""",
    "ORDINAL": r"(?:[IVXL]+|\d{1,2}|{ordinal_cue}\s+\w+)(?!\w)",
    "LAW_TYPE": r"(?=[{UPPER}])(?!(?i:{charter}))(?i:{law_type})(?<![{UPPER}])",
}
# Pieces may name pieces: the later ones first.
PIECES = {name: _bounded(piece) for name, piece in reversed(_PIECES.items())}


def _lazy(regex: str) -> Lazy:
    return Lazy(_bounded(regex), PIECES)


def _rule(name: str, regex: str, takes: str, leaves: str) -> Pattern:
    return Pattern(name, _lazy(regex), takes, leaves)


# How a number is written.
CODE = _rule(
    "number with letters",
    r"""(?<!\w)(?<!\d[.,:/-])(?P<core>{DIGITS})
    (?: (?P<year>{DASH}\d{4})?{DASH}(?P<first>{SHORT})(?:{DASH}(?P<spaced>{PART}))?(?P<rest>(?:{ONE_DASH}{PART}){0,3})
    | [ \u00a0](?P<loose>{SHORT})(?P<lrest>(?:{ONE_DASH}{PART}){1,3})
    | (?P<uyear>{ONE_DASH}\d{4})?(?P<urest>(?:{ONE_DASH}{PART}){1,4})
    )(?!\w|{ONE_DASH}\d)""",
    "103a-KH/TU",
    "34A-123.45",
)
BARE = _rule(
    "number without letters",
    r"(?P<core>\d{1,4}[a-zđ]?)(?P<year>/\d{4})?(?!\w|[.,:]\d|{DASH}\d|{ONE_DASH}\w|\s?%)",
    "116",
    "5/2020-2025",
)
BARE_HEAD = _rule(
    "type right before the number",
    r"(?<!\w)(?:(?P<type>(?i:{document_type}\b))(?i:{MODIFIERS})|(?P<short>{written_short}\b))\s+(?P<so>{SO})?$",
    "Công văn hỏa tốc số ",
    "Công văn hỏi về số ",
)
MORE = _rule(
    "one more number of the same list",
    r"\s*(?:,|;|,?\s+{joins_documents})\s*{SO}?(?P<core>\d{1,4}[a-zđ]?)(?!\w|[.,:/%-]\w|\s?%)",
    " và 19",
    ", 15/20 xã",
)
# What stands between a type and its number.
BETWEEN_NEAR = _rule("type and number", r"(?i:{MODIFIERS}\s*{so}?\s*[:.]?\s*)", " hỏa tốc số: ", " về số ")
BETWEEN_FAR = _rule(
    "type, whose or what, and number",
    r"\s[^.;:()\"“”\n\d]{1,70}\s{so}\s*:?\s*",
    " Cán bộ, công chức số ",
    ' "Về học tập" số ',
)
LIST_LINK = _rule("two of one list", r"\s*(?:[,;]|,?\s*{joins_documents})\s*(?:{so}\s*:?\s*)?", " và số ", " trong ")
# What is said behind a number.
ISSUED_ON = _rule(
    "date behind",
    r"""[\s,(]*(?:{passive}\s+(?:{ISSUER}\s+)?)?(?:{ISSUED}\s+)?(?:{on_day}\s+)?(?P<same>{same_day}\s+)?
    (?:{dated}\s+)?{day_word}\s+(?:{ISSUED}\s+)?(?P<date>{DATE})\)?
    | [\s,(]+(?P<date2>{DATE})\)?""",
    " ngày 5.3.2019",
    " có hiệu lực từ ngày 1/7/2025",
)
PART_DATE = _rule(
    "date that is not full",
    r"""[\s,(]*(?: {day_word}\s+\d{1,2}(?:\s?[/.-]\s?\d{1,2}|\s+{month}\s+\d{1,2})?
    | {year}\s+\d{4}
    | {month}\s+\d{1,2}(?:\s?[/.-]\s?|\s+{year}\s+)\d{4}
    )(?![\d/.-]\d)\)?""",
    " năm 2019",
    " năm qua",
)
ISSUED_BY = _rule(
    "issuer behind",
    r"(?:[\s,(]*{of|passive}\s+|\s*\(|\s+(?=[{UPPER}]))(?P<issuer>{ISSUER})(?:\s+(?:{already}\s+)?{ISSUED})?\)?",
    " của Ban Thường vụ Tỉnh ủy",
    ", UBND tỉnh đã giao",
)
TERM = _rule("term of the body", r"[\s,(]*{term_of_office}\s+[IVXL]+\)?", " (khóa XII)", " khóa học")
# What is said before a number.
ISSUES = _rule(
    "issuer before",
    r"""(?P<issuer>{ISSUER})(?:,?\s+(?i:{numbered_meeting})\s+{ordinal_cue}\s+\w+)?
    (?:,?(?:\s+{issuing_adverb}\b|\s+[^\W\d_{UPPER}]+)){0,4}?\s+{ISSUED}{BEFORE_DOCUMENT}?\s*$""",
    "Ban Thường vụ Tỉnh ủy đã ban hành ",
    "Ban Thường vụ Tỉnh ủy triển khai ",
)
ISSUES_ON = _rule(
    "date before",
    r"(?i:{on_which_day})\s+(?P<date>{DATE})[^.;\n]{0,140}?\s{ISSUED}{BEFORE_DOCUMENT}?\s*$",
    "Ngày 5/3/2019, Tỉnh ủy ban hành ",
    "Đến ngày 5/3/2019, tỉnh thực hiện ",
)
# Which document carries out which; the stretch between the two.
CARRIES_OUT = _rule(
    "carries out the next",
    r"""(?:\s*[\"“][^\"”\n]{0,200}[\"”])?[\s()]*
    (?: (?:,?\s*{purpose}\s+|{ABOUT}(?:{SOME_WORDS}\s)??)?{CARRY}
    | (?:{ABOUT}{SOME_WORDS})?,\s+{carrying_out_after_comma}\b(?:\s+{manner}\b){0,3}
    )\s*""",
    " về việc thực hiện có hiệu quả ",
    ", thực hiện nghiêm ",
)
CARRIED_OUT_BY = _rule(
    "is carried out by the next",
    r"""(?: [^.\n]{0,160}?[,;]\s*{ISSUER}\s+(?:{already}\s+)?
    | \s*(?:{already}\s+)?{passive}\s+(?:{ISSUER}\s+)?
    )(?:{CARRY})\s+{by_means}\s+(?:{plural}\s+)?""",
    " được cụ thể hóa bằng ",
    " được quán triệt cùng ",
)
TO_CARRY_OUT = _rule(
    "clause that names what is carried out",
    r"(?:^\s*|[.,;:\n\"“]\s*|\b(?i:{purpose})\s+)(?i:{CARRY})\s*$",
    "Để thực hiện ",
    "Căn cứ ",
)
ISSUES_NEXT = _rule(
    "and for that issues the next",
    r"[^.;\n]{0,240}\s{ISSUED}{BEFORE_DOCUMENT}?\s*",
    ", Ban Thường vụ Tỉnh ủy đã ban hành ",
    ", các địa phương đã học tập ",
)
BROUGHT_TO_LIFE = _rule(
    "clause that says to bring it to life",
    r"(?:^|[\s,.;])(?i:{purpose})\s+(?:{soon}\s+)?{brings}\s+(?:{plural}\s+)?$",
    "Để sớm đưa ",
    "đưa ",
)
# Documents without a number.
CONGRESS = _rule(
    "resolution of a congress",
    r"""(?<!\w)(?i:{resolution})\s+(?:{of}\s+)?{congress}(?:\s+{of_delegates})?(?P<all>\s+{nationwide})?
    (?:\s+(?P<early>[IVXL]+)(?!\w))?
    (?:\s+(?P<unit>{UNIT}))?
    (?P<party>\s+(?:{of}\s+)?(?!{branch}){party}(?!\w))?
    (?:\s+{nationwide})?
    (?:,?\s+{of_congress}\s+(?P<late>{ORDINAL}))?
    (?P<party2>\s+(?:{of}\s+)?(?!{branch}){party}(?!\w))?""",
    "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVII",
    "nghị quyết của hội nghị",
)
PLENUM = _rule(
    "resolution of a plenum",
    r"""(?<!\w)(?P<type>(?i:{of_plenum}))\s+(?:{of}\s+)?(?:{meeting}\s+)?
    (?: {nth}\s+\w+,?\s+(?:{of}\s+)?(?:{committee}\s+)?{party_centre}
    | {party_centre}\s+(?:(?P<which>[IVXL]+|\d{1,2})(?!\w)|(?:{nth}\s+)?{ORDINAL})
    )(?!\w)(?:(?:\s+{party})?,?\s+{term_of_office}\s+[IVX]+(?!\w))?""",
    "Nghị quyết Trung ương 4 khóa XII",
    "nghị quyết của Trung ương",
)
LAW = _rule(
    "law by its name",
    r"""(?<!\w)(?: (?P<type>{LAW_TYPE})\s+
    (?P<name>[{UPPER}]\w*(?:\s+\w+){0,12} (?:,\s+{law_comma}\b(?:\s+\w+){0,8}){0,2})
    | (?P<charter>(?=[{UPPER}])(?i:{charter}))\s+(?:{year}\s+)?\d{4} )""",
    "Luật Cán bộ, công chức",
    "luật sư Nguyễn Văn An",
)
TITLE = _rule(
    "title in quotes",
    r"""[\s,(:]*(?:{about_what|titled}\s*(?:{matter}\s+)?:?\s*)?
    [\"“«](?P<title>[^\"”»\n]{3,300})[\"”»]""",
    ' về "Tập trung xây dựng đội ngũ cán bộ"',
    " quy định: “",
)
ABOUT = _rule(
    "subject behind the number",
    r"[\s,(–-]*{ABOUT}(?P<about>(?:[^.;\n\"“”()]|\.(?=\w)){3,300})",
    " về trách nhiệm nêu gương",
    " trở về địa phương",
)
# Numbers that are a document's and no quantity, whatever document it is.
PLENUM_NUMBER = _rule(
    "number of a plenum",
    r"""(?<!\w)(?i:{party_centre|central_committee})\s+
    (?P<which>\d{1,2}|[IVXL]+|[ivxl]+|(?i:{ordinal_word}))(?!\w|[.,/]\d)(?=\s+{term_of_office}|\s*(?:[,.;:()]|\n|$))""",
    "trung ương 7",
    "trung ương 4 tỷ đồng",
)
LABEL_AND_SO = _rule(
    "kind of document that a number follows",
    r"""(?<!\w)(?i:{document_label|document_type})(?:\s+(?!{before_other_so}\s+{so}\b)[^\W\d_]+){0,2}\s+
    (?i:{so})\s*:?\s*$""",
    "hợp đồng mua bán số ",
    "hợp đồng tổng số ",
)
LABEL = _rule("kind of document", r"(?<!\w)(?i:{document_label})\s+$", "quyết định ", "quyết tâm ")
NAMED_NUMBER = _rule(
    "number that is said to be one",
    r"\d+[a-zđ]?(?:/\d+)?(?:{ONE_DASH}[^\W\d_]{2,12}\d{0,2})*(?!\w|[.,/:]\d|\s?%)",
    "2215/syt-nvy",
    "15,2",
)
NAMED_SHORT = _rule(
    "number behind its kind",
    r"(?!\d{1,2}\s+{year}\b)\d{1,4}[a-zđ]?(?:/\d{4})?(?!\w|[.,/:-]\d|\s?%)",
    "1187",
    "5 năm",
)
CODE_IN_SMALL = _rule(
    "number with small letters",
    r"(?<!\w)(?<!\d[.,/-])\d{1,5}[a-zđ]?(?:{ONE_DASH}\d{4})?{ONE_DASH}(?i:{SHORT})(?:{ONE_DASH}[^\W\d_]{2,12}\d{0,2})+(?!\w)",
    "12/qđ-ubnd",
    "12/kg-ha",
)
FOLLOWS_LABEL = _rule("goes on with the document", r"\s*{behind_document}\b", " đề", " vấn đề")
FIGURE_BESIDE = _rule(
    "figure in brackets beside another: what that was to be",
    r"\d[\d.,]*(?:\s?%|\s[^\W\d_]+){0,2}\s\([^()\d]{1,20}\Z",
    "29,4 (kế hoạch ",
    "29,4 (kế hoạch) ",
)
COUNTED_THING = _rule(
    "is counted",
    r"""\s*(?:%|
    {counted_behind_type|magnitude|money|measure|percent|points|age|duration|times|noun|classifier|classifier_only}\b)""",
    " triệu",
    " của",
)
PATTERNS = tuple(value for value in globals().values() if isinstance(value, Pattern))

DATE_PARTS = _lazy(
    r"(?P<day>\d{1,2})(?:\s?[./-]\s?|\s+{month}\s+)(?P<month>\d{1,2}|\D+?)\W*(?:{year}\s+)?(?P<year>\d+)$"
)
TYPE_WORD = _lazy(r"(?<!\w)(?:(?i:{document_type}\b)|{written_short}\b)")
SAID_NUMBER = _lazy(r"\s*{so}\s*:?\s*$")
OTHER_THING = _lazy(r"(?<!\w)(?i:{not_document_before}\b)(?:\s+{code_filler})?\s*:?\s*{so}?\s*:?\s*$")
FOLLOWS = _lazy(
    r"""\s*(?: $
    | [.,;:)\"”\]!?…\n]
    | {follows_number}\b
    | \({in_brackets_behind}
    | {then_number}\s+\d
    | {year}\s+\d{4}(?!\s*[-–]\s*\d)
    )"""
)
COUNTED = _lazy(r"\s*(?:%|(?!{year}\s+\d){counted_behind_type}\b)")
# "Kế hoạch 5 năm 2026": more than thirty years are planned by nobody, and a number with a nought is a document's.
STRETCH_OF_YEARS = _lazy(r"(?:[1-9]|[12]\d|30)\s+{year}\b")
ISSUED_NEXT = _lazy(r"\s*{ISSUED}")
LAW_STOP = _lazy(r"(?<!\w)(?!{within_law_name}\s+{law_and}\b){law_stop}\b")
NOT_A_LAW = _lazy(r"(?<!\w){not_law_before}\b\s*[\"“]?$")
NEW_CLAUSE = _lazy(r",(?=[^,;]{0,60}?\s{begins_clause}\s)")
ISSUER_HERE = _lazy(r"{ISSUER}")
ISSUER_WORD = _lazy(r"(?<!\w)(?={ISSUER})")
STATE_ORGAN = _lazy(r"(?<![\w/-]){state_organ}\s")
SENTENCE_END = _lazy(r"[.!?…]\s|\n")
CENTRAL_LETTERS = _lazy(r"{central_letters}")
# Each body that an issuer names: its level is that of its row, or else that of the place behind it.
LEVELS = _lazy(
    r"""(?<!\w)(?=(?:
    (?P<body>{body}) | (?P<field>{before_field})\ {field} | (?P<name>{before_name})\ [{UPPER}]\w+
    | (?P<seat>{seat}){NAMED}
    | (?P<provincial>{assembly}\ (?:{province_word}{NAMED}|{CITY}{central_city}) | {city_seat}\ {CITY}?{central_city})
    | (?P<local>{assembly}\ (?:{CITY}[{UPPER}]\w*{NAMED}|{district_word}{NAMED}) | {city_seat}\ ?[{UPPER}]\w*{NAMED})
    | (?P<branch>{branch})(?:\ {district_word})?{NAMED}
    | (?P<unknown>{state_organ}(?:\ {city_word})?|{city_seat})
    | (?P<province>{province_word}){NAMED}
    | (?P<district>{district_word}){NAMED}
    )(?!\w))"""
)
