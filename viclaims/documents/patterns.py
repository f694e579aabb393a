"""How a Vietnamese text cites documents: named patterns built from the tables of `document_rules`.

Each pattern carries a stretch of text that it takes and a look-alike that it must leave; both are tested.
"""

import re
from typing import NamedTuple

from viclaims.documents import vocabulary as words
from viclaims.documents.vocabulary import UPPER, any_of

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
DATE_PARTS = re.compile(
    r"(?P<day>\d{1,2})(?:\s?[./-]\s?|\s+tháng\s+)(?P<month>\d{1,2}|\D+?)\W*(?:năm\s+)?(?P<year>\d+)$"
)
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


# A line end is no white space here: what stands on two lines is two sentences.
_WHITE = " \t\u00a0\u2000-\u200a\u202f\u3000"


def _compile(regex: str) -> re.Pattern[str]:
    """`regex` with every free stretch of white space bounded: two of them in a row take quadratic time."""
    for space in (r"\s", r"[\s,(]", r"[\s()]", r"[\s,(:]", r"[\s,(–-]"):
        regex = regex.replace(f"{space}*", f"{space}{{0,9}}").replace(f"{space}+", f"{space}{{1,9}}")
    return re.compile(regex.replace(r"[\s", f"[{_WHITE}").replace(r"\s", f"[{_WHITE}]"))


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
    "Nghị định 116",
    "Kế hoạch 5/2020-2025",
)
MORE = _rule(
    "one more number of the same list",
    r"\s*(?:,|;|,?\s+(?:và|hoặc|cùng|với))\s*(?:(?i:số)\s*:?\s*)?(?P<core>\d{1,4}[a-zđ]?)(?!\w|[.,:/%-]\w|\s?%)",
    " và 19",
    ", 15/20 xã",
)
# What stands between a type and its number.
BETWEEN_NEAR = _rule(
    "type and number", rf"(?i:{_MODIFIERS}\s*(?:số)?\s*[:.]?\s*)", " hỏa tốc số: ", " về số "
)
BETWEEN_FAR = _rule(
    "type, whose or what, and number",
    r"\s[^.;:()\"“”\n\d]{1,70}\s(?:số)\s*:?\s*",
    " Cán bộ, công chức số ",
    ' "Về học tập" số ',
)
LIST_LINK = _rule(
    "two of one list", r"\s*(?:[,;]|,?\s*(?:và|hoặc|cùng|với))\s*(?:số\s*:?\s*)?", " và số ", " trong "
)
# What is said behind a number.
ISSUED_ON = _rule(
    "date behind",
    rf"[\s,(]*(?:(?:được|do)\s+(?:{_ISSUER}\s+)?)?(?:{_ISSUED}\s+)?(?:vào\s+)?(?P<same>cùng\s+)?"
    rf"(?:đề\s+)?ngày\s+(?:{_ISSUED}\s+)?(?P<date>{_DATE})\)?|[\s,(]+(?P<date2>{_DATE})\)?",
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
    rf"(?P<issuer>{_ISSUER})(?:,?\s+kỳ họp thứ\s+\w+)?"
    rf"(?:,?(?:\s+{any_of(words.ADVERBS)}|\s+[^\W\d_{UPPER}]+)){{0,4}}?\s+{_ISSUED}(?:\s+(?:các|những|thêm|bản))?\s*$",
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
    rf"(?:\s*[\"“][^\"”\n]{{0,200}}[\"”])?[\s()]*(?:(?:,?\s*(?:để|nhằm)\s+"
    rf"|{_ABOUT_WHAT}(?:{_SOME_WORDS}\s)??)?{_CARRY}|(?:{_ABOUT_WHAT}{_SOME_WORDS})?,\s+{any_of(words.CARRYING_OUT_AFTER_COMMA)}"
    rf"(?:\s+{any_of(words.MANNER)}){{0,3}})\s*",
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
    rf"(?:Đảng bộ|Đảng|Đoàn|Công đoàn|Hội)\s+(?:các cơ quan\s+)?(?:tỉnh|thành phố|TP\.?|khối|Khối|toàn quốc|"
    rf"{words.DISTRICT_WORDS})(?:\s+(?!Nghị|Nhiệm|Lần)[{UPPER}]\w*){{0,3}}"
)
_ORDINAL = r"(?:[IVXL]+|\d{1,2}|thứ\s+\w+)(?!\w)"
CONGRESS = _rule(
    "resolution of a congress",
    rf"(?<!\w)[Nn]ghị quyết\s+(?:của\s+)?(?:Đại hội|đại hội|ĐH)(?:\s+đại biểu)?(?P<all>\s+toàn quốc)?"
    rf"(?:\s+(?P<early>[IVXL]+)(?!\w))?(?:\s+(?P<unit>{_UNIT}))?(?P<party>\s+(?:của\s+)?Đảng(?!\s+bộ|\w)"
    rf"(?:\s+Cộng sản Việt Nam)?)?(?:\s+toàn quốc)?(?:,?\s+(?:lần\s+)?(?:thứ|khóa|lần)\s+"
    rf"(?P<late>{_ORDINAL}))?(?P<party2>\s+(?:của\s+)?Đảng(?!\s+bộ|\w))?",
    "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVII",
    "nghị quyết của hội nghị",
)
PLENUM = _rule(
    "resolution of a plenum",
    rf"(?<!\w)(?P<type>[Nn]ghị quyết|[Kk]ết luận)\s+(?:của\s+)?(?:Hội nghị\s+)?(?:(?:lần thứ\s+\w+,?\s+)"
    rf"(?:của\s+)?(?:Ban Chấp hành\s+)?(?:Trung ương|TW)|(?:Trung ương|TW|T\.Ư)\s+(?:lần thứ\s+)?"
    rf"{_ORDINAL})(?!\w)(?:(?:\s+Đảng)?,?\s+(?:khóa|khoá)\s+[IVX]+(?!\w))?",
    "Nghị quyết Trung ương 4 khóa XII",
    "nghị quyết của Trung ương",
)
LAW = _rule(
    "law by its name",
    rf"(?<!\w)(?:(?P<type>Bộ luật|Luật|Pháp lệnh)\s+(?P<name>(?!sư\b)[{UPPER}]\w*(?:\s+\w+){{0,12}}"
    rf"(?:,\s+{any_of(words.LAW_COMMA)}(?:\s+\w+){{0,8}}){{0,2}})"
    r"|(?P<charter>Hiến pháp)\s+(?:năm\s+)?\d{4})",
    "Luật Cán bộ, công chức",
    "luật sư Nguyễn Văn An",
)
TITLE = _rule(
    "title in quotes",
    r"[\s,(:]*(?:(?:về|v/v|với\s+(?:chủ đề|tiêu đề|tên gọi)|là)\s*(?:việc\s+)?:?\s*)?"
    r"[\"“«](?P<title>[^\"”»\n]{3,300})[\"”»]",
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

TYPE_WORD = _compile(rf"(?<!\w)(?:(?i:{_TYPE})|{any_of(words.WRITTEN_SHORT)})")
OTHER_THING = _compile(rf"(?<!\w)(?i:{any_of(words.NOT_DOCUMENTS)})(?:\s+xe)?\s*:?\s*(?:số)?\s*:?\s*$")
FOLLOWS = _compile(
    rf"\s*(?:$|[.,;:)\"”\]!?…\n]|{any_of(words.FOLLOWERS)}|\((?:khóa|ngày|của|sau)"
    rf"|(?:ngày|giai đoạn)\s+\d|năm\s+\d{{4}}(?!\s*[-–]\s*\d))"
)
COUNTED = _compile(rf"\s*(?:%|(?!năm\s+\d){any_of(words.COUNTED)})")
LAW_STOP = _compile(rf"(?<!\w)(?!và\s+{any_of(words.LAW_AND)}){any_of(words.LAW_STOPS)}")
NOT_A_LAW = _compile(rf"(?<!\w){any_of(words.NOT_LAWS)}\s*[\"“]?$")
BODY_LEVELS = [(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), level) for pattern, level in words.BODIES]
NEW_CLAUSE = _compile(r",(?=[^,;]{0,60}?\s(?:đã|đang|sẽ|cần|phải|được|có|giao|yêu cầu)\s)")
ISSUER_HERE = _compile(_ISSUER)
ISSUER_WORD = _compile(rf"(?<!\w)(?={_ISSUER})")
STATE_ORGAN = _compile(r"(?<![\w/-])(?:UBND|HĐND|(?:Ủy|Uỷ) ban nhân dân|Hội đồng nhân dân)\s")
SENTENCE_END = _compile(r"[.!?…]\s|\n")
