"""Every number of a text with its role; the claims among them with value, unit, denominator, kind and context.

A sentence is read in five steps: role rules take what is no quantity (roles.py, role_rules.py), numerals are found and
put together (numerals.py, homographs.py, expressions.py), the unit is looked for behind the number, then before it,
then in the list it stands in (unit_readers.py), the words around it give qualifier, denominator and kind (bounds.py,
kinds.py). What a claim is said of is found in the room observations.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from viclaims.claims.bounds import qualifier_at
from viclaims.claims.doubts import doubts_of
from viclaims.claims.expressions import Expression, combine
from viclaims.claims.homographs import reads_as_number
from viclaims.claims.kinds import kind_of
from viclaims.claims.noun_phrases import TaggedText
from viclaims.claims.numerals import Numeral, find_numerals, has_number_word, repair_digits
from viclaims.claims.role_rules import RULES
from viclaims.claims.roles import RoleRules, RoleSpan, is_footnote
from viclaims.claims.table_numbers import CellSaid, Found, stretches_of
from viclaims.claims.tables import Table, read_tables, stands_in, unit_lines_of
from viclaims.claims.unit_readers import Counted, Reading, Sentence, read_unit, word_before
from viclaims.claims.units import DONG, count_noun, table_unit
from viclaims.documents.names import document_spans
from viclaims.lexicon import CAPITALS, Pattern, alternatives, among, words
from viclaims.text.language import foreign_stretches
from viclaims.text.offsets import Offsets, back, to_read
from viclaims.text.sentences import LINE_ENDS, is_cell, split_read

if TYPE_CHECKING:
    import pandas as pd

SENTENCE_SHOWN = 1000
ROLE_RULES = RoleRules(RULES)


def extract_mentions(text: str) -> pd.DataFrame:
    """Every number of a text, one row a whole expression, with its role and the rule that gave it, in text order.

    Columns: start, end, quote, role, rule. A claim's row has the claim's span; no digit of the text is outside a row.

    >>> extract_mentions("Ngày 9/11, có 11 ứng viên")[["quote", "role"]].values.tolist()
    [['9/11', 'date'], ['11', 'claim']]
    """
    return mentions_of(read_numbers(text))


class ReadSentence(NamedTuple):
    """The numbers of one sentence: where it begins in the text as read, what was found in it, its words.

    Of a row of a table `cells` says where in it each claim stands; a sentence of prose has none.
    """

    start: int
    text: str
    found: list[Found]
    tagged: TaggedText | None
    cells: tuple[CellSaid, ...] | None = None


class ReadText(NamedTuple):
    """One reading of a text, from which its claims and its mentions are both taken (claims_of, mentions_of)."""

    text: str
    composed: str
    offsets: Offsets
    sentences: list[ReadSentence]
    tables: tuple[Table, ...] = ()


def read_numbers(text: str) -> ReadText:
    """Reads every number of `text` once; any str, in time linear in its length."""
    composed, offsets = to_read(text)
    low = lower(composed)
    has_digit = _HAS_DIGIT if _OTHER_SCRIPT.search(composed) else _HAS_ASCII_DIGIT
    tables = read_tables(composed)
    documents = _document_numbers(_without_figures(composed, tables))
    sentences: list[ReadSentence] = []
    unit_lines = unit_lines_of(tables)
    ahead = iter(tables)
    table = next(ahead, None)
    for start, end in _prose_sentences(composed, tables):
        while table and table.grid.start <= start:
            sentences += _rows_of(table, composed, low, documents)
            table = next(ahead, None)
        if (
            has_digit.search(composed, start, end)
            or has_number_word(low, start, end)
            or _HAS_ROMAN.search(composed, start, end)
            or _ORDINAL_IN_WORDS.search(low, start, end)
        ):
            sentence, named = composed[start:end], _within(documents, start, end)
            found, tagged = read_sentence(in_one_line(sentence), in_one_line(low[start:end]), named)
            if is_cell(composed, start, end):
                found = [_in_table(number) for number in found]
            elif unit_lines and stands_in(unit_lines, start, end):
                sentences.append(ReadSentence(start, sentence, [_of_unit(number) for number in found], None, ()))
                continue
            sentences.append(ReadSentence(start, sentence, found, tagged))
    for last in [*([table] if table else []), *ahead]:
        sentences += _rows_of(last, composed, low, documents)
    return ReadText(text, composed, offsets, sentences, tuple(tables))


def _without_figures(text: str, tables: list[Table]) -> str:
    """The text with spaces for the figures of tables, which name no documents."""
    pieces, done = [], 0
    for table in tables:
        for figures in table.figures:
            for figure in figures:
                pieces += [text[done : figure.start], " " * (figure.end - figure.start)]
                done = figure.end
    return "".join([*pieces, text[done:]]) if pieces else text


def _prose_sentences(text: str, tables: list[Table]) -> Iterator[tuple[int, int]]:
    """The sentences that stand in no table: no line of a table goes on in another."""
    begin = 0
    for start, end in [*((table.grid.start, table.grid.end) for table in tables), (len(text), len(text))]:
        for first, last in split_read(text[begin:start] if tables else text):
            yield begin + first, begin + last
        begin = end


def _rows_of(table: Table, text: str, low: str, documents: list[RoleSpan]) -> Iterator[ReadSentence]:
    """The numbers of a table, row by row; a long cell is a sentence of its own."""
    known: dict[str, list[Found]] = {}
    headed: dict[str, list[Found]] = {}

    def read_cell(start: int, end: int) -> list[Found]:
        named, said = _within(documents, start, end), text[start:end]
        if named or said not in known:  # the same heading stands above many columns
            known[said] = read_sentence(said, low[start:end], named)[0]
        return [(start + first, start + last, role, rule, reading) for first, last, role, rule, reading in known[said]]

    def read_heading(start: int, end: int) -> list[Found]:
        named, said = _within(documents, start, end), text[start:end]
        if named or said not in headed:
            headed[said] = _heading_numbers(said, low[start:end], named)
        return [(start + first, start + last, role, rule, None) for first, last, role, rule, _ in headed[said]]

    for part in stretches_of(table, text, read_cell, read_heading):
        if part.prose:
            for first, last in split_read(text[part.start : part.end]):
                start, end = part.start + first, part.start + last
                found, tagged = read_sentence(text[start:end], low[start:end], _within(documents, start, end))
                yield ReadSentence(start, text[start:end], found, tagged)
        else:
            yield ReadSentence(part.start, text[part.start : part.end], part.found, None, tuple(part.cells))


def _heading_numbers(said: str, low: str, named: list[RoleSpan]) -> list[Found]:
    """The numbers of a heading, which are no quantities: by the role rules, or of no role."""
    spans = ROLE_RULES.spans(low, [*named, *_numbered_names(said)])
    found: list[Found] = [(*span, None) for span in spans]
    blocked = bytearray(len(low))
    for span in spans:
        blocked[span.start : span.end] = b"\x01" * (span.end - span.start)
    free = (number.span() for number in _PRINTED.finditer(low) if 1 not in blocked[slice(*number.span())])
    found += [(start, end, "other", "no_unit", None) for start, end in free]
    return sorted(found, key=_span)


def _of_unit(number: Found) -> Found:
    """A number of the line that says a table's unit: "Đơn vị tính: 1.000 đồng"."""
    start, end, role, _, _ = number
    return (start, end, "unit", "table_unit", None) if role in ("claim", "other") else number


def in_one_line(sentence: str) -> str:
    """A sentence with spaces for its line breaks."""
    return sentence.translate(_BREAKS) if "\n" in sentence or "\r" in sentence else sentence


def _in_table(number: Found) -> Found:
    """A number of a cell; one that the cell itself gives no unit waits for the heads of its table."""
    start, end, role, rule, _ = number
    return (start, end, "table", "table_cell", None) if (role, rule) == ("other", "no_unit") else number


_BREAKS = dict.fromkeys(map(ord, LINE_ENDS), " ")


def _document_numbers(text: str) -> list[RoleSpan]:
    """The numbers that name documents, looked for in the whole text, for a list may go on in the next sentence."""
    return [RoleSpan(start, end, _role_of_named(text, start, rule), rule) for start, end, rule in document_spans(text)]


# "Đề án 06, Chương trình 135" are names; with the letters of an organ they are documents.
_PROGRAMME_BEFORE = Pattern(r"(?<![^\W_]){named_by_size}\s+$")


def _role_of_named(text: str, start: int, rule: str) -> str:
    before = text[max(0, start - 16) : start].lower()
    return "name" if rule == "named_short" and _PROGRAMME_BEFORE.search(before) else "document"


def _within(spans: list[RoleSpan], start: int, end: int) -> list[RoleSpan]:
    """Those of the sorted spans that lie in text[start:end], with places in it."""
    inner = spans[bisect_left(spans, (start,)) : bisect_left(spans, (end,))]
    return [span._replace(start=span.start - start, end=span.end - start) for span in inner if span.end <= end]


def claim_rows(read: ReadText) -> list[dict]:
    """How much each claim of a text says: the columns of extract_claims up to what it is said of."""
    rows = [_claim_row(read, sentence, number[-1])
            for sentence in read.sentences for number in sentence.found if number[-1] is not None]  # fmt: skip
    # The figures of a table stand among others of all sizes: what speaks against a number of prose says nothing there.
    told = [row for row in rows if row["rule"] != "table_figure"]
    for row, doubt in zip(told, doubts_of(_small_letters(read.text), told), strict=True):
        row["doubt"] = doubt
    return rows


def mentions_of(read: ReadText) -> pd.DataFrame:
    """The table of extract_mentions, of a text that was read."""
    from viclaims.tables.schemas import MENTION_COLUMNS, frame_of

    rows = [
        _mention_row(read, first + sentence.start, last + sentence.start, role, rule)
        for sentence in read.sentences
        for first, last, role, rule, _ in _with_every_digit(sentence.text, sentence.found)
    ]
    if read.offsets.unread:
        rows = sorted([*rows, *_of_pages(read, rows)], key=itemgetter("start"))
    return frame_of(rows, MENTION_COLUMNS)


def _of_pages(read: ReadText, rows: list[dict]) -> Iterator[dict]:
    """The digits of pages' feet and heads amid a sentence, but for those inside a number that goes on over one."""
    ends = [row["end"] for row in rows]
    for start, end in read.offsets.unread:
        at = bisect_right(ends, start)
        if at == len(rows) or rows[at]["start"] >= start:
            for run in _DIGIT_RUN.finditer(read.text, start, end):
                first, last = run.span()
                yield {"start": first, "end": last, "quote": run[0], "role": "other", "rule": "page_furniture"}


def _mention_row(read: ReadText, start: int, end: int, role: str, rule: str) -> dict:
    start, end = back(read.offsets, start, end)
    return {"start": start, "end": end, "quote": read.text[start:end], "role": role, "rule": rule}


def _claim_row(read: ReadText, sentence: ReadSentence, reading: Reading) -> dict:
    expression = reading.expression
    long = len(sentence.text) > SENTENCE_SHOWN
    first = max(0, expression.start - SENTENCE_SHOWN // 2) if long else 0
    shown_from = back(read.offsets, sentence.start + first, sentence.start + first)[0]
    start, end = back(read.offsets, sentence.start + expression.start, sentence.start + expression.end)
    return {
        "start": start, "end": end, "quote": read.text[start:end], "rule": reading.rule,
        "value": float(expression.value), "value_high": float(expression.value_high), "qualifier": reading.qualifier,
        "unit": reading.unit, "counted": reading.counted, "whole": float(reading.whole), "kind": reading.kind,
        "sentence": sentence.text[first : first + SENTENCE_SHOWN], "sentence_start": shown_from, "doubt": "",
    }  # fmt: skip


def _small_letters(text: str) -> str:
    """`text` in lower case, every character in its place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def lower(text: str) -> str:
    """`text` in lower case, every character in its place; a magnitude that begins a name keeps its capital.

    >>> lower("Năm 2024 Triệu Sơn chi 5 Triệu đồng")
    'năm 2024 Triệu sơn chi 5 triệu đồng'
    """
    low = _small_letters(text)
    if not any(map(text.__contains__, _CAPITAL_MAGNITUDES)):
        return low
    kept = list(low)
    for name in _NAME.finditer(text):
        counted = table_unit(low, name.end()) or count_noun(low, name.end())
        if counted is None:
            kept[name.start()] = text[name.start()]
    return "".join(kept)


# "Triệu Sơn" is a district: a magnitude with a capital before a word with one; "5 Tỷ Đồng" is a sum in a headline.
_CAPITAL_MAGNITUDES = tuple(word.capitalize() for word in words("magnitude"))
_NAME = re.compile(rf"(?<![^\W_])(?:{alternatives(_CAPITAL_MAGNITUDES)})(?=\s+[{CAPITALS}][^\W\d_{CAPITALS}])")
_span = itemgetter(0, 1)


def read_sentence(text: str, low: str, documents: list[RoleSpan]) -> tuple[list[Found], TaggedText | None]:
    """(start, end, role, rule, reading or None) of the numbers of one NFC sentence, in order, and the sentence's words.

    `low` is the sentence in lower case, `documents` its numbers of documents; the words are None where no number was
    read.
    """
    numerals = _numerals(text, low)
    if not (numerals or _HAS_DIGIT.search(low) or _HAS_ROMAN.search(text) or _ORDINAL_IN_WORDS.search(low)):
        return [], None  # only words that mean no number here: một, năm
    given = [*documents, *_in_other_language(text), *_numbered_names(text), *_scores_of_teams(text)]
    given += [*_nicknames(text, low), *_row_of_cells(text)]
    roles = _with_roman_names(text, ROLE_RULES.spans(low, given))
    sentence = Sentence(*_without_footnotes(text, low, roles), roles)
    expressions = _free_expressions(sentence, numerals)
    found: list[Found] = []
    taken = -1
    for index, expression in enumerate(expressions):
        if index == taken:
            continue
        following = expressions[index + 1] if index + 1 < len(expressions) else None
        reading = _read(sentence, expression, following)
        if reading:
            sentence.read.append(reading)
            taken = index + 1 if reading.wholes else -1
            found += [(start, end, "whole", "worded_denominator", None) for start, end in reading.wholes]
        role = _role_of(sentence, expression, reading)
        if role:
            found.append((expression.start, expression.end, *role, reading))
        if expression.gloss:
            found.append((*expression.gloss, "gloss", "same_number_in_brackets", None))
    return sorted([*_outside(text, sentence.roles, found), *found], key=_span), sentence.tagged


# "kỳ điều hành thứ Năm.", "kẹt xe ở ngã tư Sở", "về nhì", "tháng giêng"
_ORDINAL_IN_WORDS = Pattern(
    r"""(?<![^\W_])(?:{ordinal_cue|junction|turn|quarter|prize_label|ranked_label|comes_in}\s+{ordinal_word|finishing}
    | {month|date_word}\s+{month_name|month_number})(?![^\W_])"""
)


def _in_other_language(text: str) -> list[RoleSpan]:
    """The stretches of a sentence in which no number is read, since they are not Vietnamese."""
    return [RoleSpan(start, end, "other", "other_language") for start, end in foreign_stretches(text)]


# "Vân Canh 1, Vân Canh 2": the same name with another number.
_NAMED_AGAIN = re.compile(
    rf"(?<![^\W_])((?:[{CAPITALS}][^\W\d_]*\s){{1,3}})([0-9]{{1,2}})(?:\s*[,;–-]\s*|\s+[^\W\d_]{{1,4}}\s+)\1([0-9]{{1,2}})(?![0-9]|[.,][0-9])"
)


def _numbered_names(text: str) -> list[RoleSpan]:
    return [
        RoleSpan(*found.span(group), "name", "named_again")
        for found in _NAMED_AGAIN.finditer(text)
        for group in (2, 3)
        if found[2] != found[3]
    ]


# "Nam Định 3-1 Hải Phòng (vòng 14)": between two names, of which the first begins a clause.
_SCORE_OF_TEAMS = re.compile(
    rf"(?:^|(?<=[:;(–] ))(?:[{CAPITALS}][^\W_]*\s){{1,5}}([0-9]{{1,2}}\s?[-–]\s?[0-9]{{1,2}})(?=\s[{CAPITALS}][^\W\d_])"
)


def _scores_of_teams(text: str) -> list[RoleSpan]:
    return [RoleSpan(*found.span(1), "score", "score_of_teams") for found in _SCORE_OF_TEAMS.finditer(text)]


# "vợ chồng Hường “Tám ngón” cầm đầu"
_NICKNAME = Pattern(r"[“\"](?P<n>(?:[0-9]{1,2}|{digit})(?:\s[^\W\d_]+){1,2})[”\"]")
_PERSON_BEFORE = re.compile(rf"(?<![^\W_])[{CAPITALS}][^\W\d_{CAPITALS}]+\s$")


def _nicknames(text: str, low: str) -> list[RoleSpan]:
    if "“" not in text and '"' not in text:
        return []
    return [
        RoleSpan(found.start("n"), found.end("n"), "name", "nickname")
        for found in _NICKNAME.finditer(low)
        if _PERSON_BEFORE.search(text, max(0, found.start() - 20), found.start())
    ]


# "USD – 24.950 – 24.980 – 25.340", "Cây / 2022 / 2023 / 2024": a row whose cells are parted by one sign.
_CELL_PRINTED = r"[+-]?[0-9][0-9.,]*%?"
_CELLS = re.compile(
    rf"[^\d:;–/]{{1,40}}(?:(?:\s–\s{_CELL_PRINTED}){{2,12}}|(?:\s/\s{_CELL_PRINTED}){{2,12}}"
    r"|(?:\s-\s(?:[0-9]{1,3}[.,][0-9.,]{1,12}|[0-9]{3,})%?){2,12})\s*"
)
_CELL, _YEAR = re.compile(r"(?<=[–/-]\s)[+-]?[0-9][0-9.,]*"), re.compile(r"(?:19|20)[0-9]{2}")


def _row_of_cells(text: str) -> list[RoleSpan]:
    if not _CELLS.fullmatch(text):
        return []
    cells = list(_CELL.finditer(text))
    role = "date" if all(_YEAR.fullmatch(cell[0]) for cell in cells) else "table"
    return [RoleSpan(*cell.span(), role, "row_of_cells") for cell in cells]


# "Gioan Phaolô II": what no rule has read, behind a name; one letter alone is as often an initial.
_ROMAN_NAME = re.compile(rf"(?<![^\W_])[{CAPITALS}][^\W\d_{CAPITALS}]+\s([IVX]{{2,6}})(?![^\W_])")


def _with_roman_names(text: str, roles: list[RoleSpan]) -> list[RoleSpan]:
    names = [RoleSpan(*found.span(1), "name", "roman_behind_name") for found in _ROMAN_NAME.finditer(text)]
    if not names:
        return roles
    taken = {place for span in roles for place in range(span.start, span.end)}
    return sorted([*roles, *(name for name in names if name.start not in taken)])


def _without_footnotes(text: str, low: str, roles: list[RoleSpan]) -> tuple[str, str]:
    """The sentence as it is read: with spaces where a footnote's mark stands with its brackets."""
    for span in filter(is_footnote, roles):
        bracketed = text[span.start - 1 : span.start] + text[span.end : span.end + 1] in ("()", "[]")
        start, end = span.start - bracketed, span.end + bracketed
        space = " " * (end - start)
        text, low = text[:start] + space + text[end:], low[:start] + space + low[end:]
    return text, low


_PRINTED = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


def _outside(text: str, roles: list[RoleSpan], found: list[Found]) -> Iterator[Found]:
    """The role spans that no claim holds: the 2 of "0 m2 rưỡi" is a part of what was read."""
    claims = sorted(number[:2] for number in found if number[-1] is not None)
    for span in roles:
        before = bisect_right(claims, (span.start, math.inf)) - 1
        if span.rule == "other_language":
            for number in _PRINTED.finditer(text, span.start, span.end):
                yield (*number.span(), span.role, span.rule, None)
        elif before < 0 or claims[before][1] <= span.start:
            yield (*span[:4], None)


class OtherRule(NamedTuple):
    """A rule of mentions that is neither a role rule nor a reader, with an example."""

    purpose: str
    takes: tuple[str, ...]


OTHER_RULES = {
    "no_unit": OtherRule("a number behind which nothing is counted", takes=("tăng [5], rồi thôi",)),
    "behind_name": OtherRule("a number behind which nothing is counted, before it a name",
                             takes=("vào Bệnh viện Nhi đồng [1], rồi",)),
    "before_name": OtherRule("a number of nothing, behind it a proper name", takes=("dự bị: [19] Kwame A., chưa",)),
    "before_street": OtherRule("such a number behind a word of place",
                               takes=("mở cửa tại [25] Trần Khát Chân, rồi", "xem hàng tại [47/15] Phan Huy Ích, rồi")),
    "long_number": OtherRule("six digits or more without a separator or a unit", takes=("giải đặc biệt [482915],",)),
    "row_of_numbers": OtherRule("one of several numbers with nothing but space or bars between them",
                                takes=("Cà phê | [117.300] | [118.500]",)),
    "table_cell": OtherRule("a number alone in a cell of a table", takes=("tiểu học\t[24]\t4.520 em",)),
    "table_figure": OtherRule("a figure of a table whose unit a heading prints",
                              takes=("Xã\tDiện tích (ha)\nAn Bình\t[412,5]",)),
    "table_head": OtherRule("a number in a heading of a table",
                            takes=("Nhóm tuổi\tSố người\nDưới [15] tuổi\t412",)),
    "table_year": OtherRule("a year in a heading of a table, or in a column of years",
                            takes=("STT\tDự án\tNăm khởi công\n1\tĐường tỉnh\t[2019]",)),
    "table_row_number": OtherRule("the number of a row", takes=("STT\tXã\tSố hộ\n[1]\tAn Bình\t412",)),
    "table_column_number": OtherRule("the number of a column",
                                     takes=("Xã\tSố hộ\tTỷ lệ (%)\nA\t[1]\t[2]\nAn Bình\t412\t4,5",)),
    "table_mark": OtherRule("the mark of a note behind a figure of a table",
                            takes=("Xã\tSố hộ\nAn Bình\t412 ([1])",)),
    "table_unit": OtherRule("a number of a unit as a table prints it",
                            takes=("Đơn vị tính: [1.000] đồng\nNội dung\tSố tiền\nChi lương\t412",)),
    "named_again": OtherRule("the same name with another number", takes=("bản Mường Chanh [1], Mường Chanh [2]",)),
    "score_of_teams": OtherRule("a result between the names of two teams",
                                takes=("Nam Định [3-1] Hải Phòng (vòng 14)",)),
    "nickname": OtherRule("a nickname in quotation marks behind a name",
                          takes=("nhóm của Hường “[Tám ngón]” cầm đầu",)),
    "row_of_cells": OtherRule("a line of a table whose cells are parted by dashes or strokes",
                              takes=("Lúa / [412,7] / [420,3] / [418,9]",)),
    "roman_behind_name": OtherRule("a Roman figure behind a name", takes=("Giáo hoàng Gioan Phaolô [II] đến thăm",)),
    "other_language": OtherRule("a number in a sentence that is not Vietnamese",
                                takes=("The plant hired [40] workers from nearby towns.",)),
    "no_rule": OtherRule("a digit that belongs to no numeral", takes=("có [٣] hộ",)),
    "page_furniture": OtherRule("the number of a page, or one of its head or foot, amid a sentence",
                                takes=("Xã đã thu phí\n\nTrang [3]\n\ncủa 5 hộ",)),
    "unread_pair": OtherRule("two numbers glued by a sign, neither a range nor A of B", takes=("mức [55-22]",)),
    "day_month_bare": OtherRule("such a pair that is a day and a month", takes=("báo ra [22-3]",)),
    "worded_denominator": OtherRule(
        "the whole that a part is counted out of", takes=("có 52 trong tổng số [235] địa phương",)
    ),
    "same_number_in_brackets": OtherRule("the same number said again", takes=("trong 15 ([mười lăm]) ngày",)),
}  # fmt: skip
_DAY_AND_MONTH = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])[-–/.](?:1[0-2]|0?[1-9])")


def _role_of(sentence: Sentence, expression: Expression, reading: Reading | None) -> tuple[str, str] | None:
    """(role, rule) of an expression; None for a word that turns out to count nothing."""
    if reading:
        return "claim", reading.rule
    if expression.form in ("unread", "of", "fraction") and expression.written == "digits":
        if _is_house(sentence, expression):
            return "address", "before_street"
        is_day = _DAY_AND_MONTH.fullmatch(sentence.low, expression.start, expression.end)
        return ("date", "day_month_bare") if is_day else ("other", "unread_pair")
    if expression.written != "digits":
        return None
    before = sentence.low[max(0, expression.start - 40) : expression.start]
    if _IN_A_ROW.match(sentence.low, expression.end) or _ROW_BEFORE.search(before):
        return "table", "row_of_numbers"
    if _LONG_NUMBER.fullmatch(sentence.low, expression.start, expression.end):
        return "code", "long_number"
    if _begins_a_name(sentence, expression):
        return ("address", "before_street") if _AT_PLACE.search(before) else ("name", "before_name")
    return ("name", "behind_name") if _ends_a_name(sentence, expression) else ("other", "no_unit")


_LONG_NUMBER = re.compile(r"[0-9]{6,}")
# "1 Thái Sơn Nam 10 8 1 1 25", "Cà phê | 117.300 | 118.500"
_IN_A_ROW = re.compile(r"\s*\|\s*[+-]?[0-9] | \s+[+-]?[0-9][0-9.,]*(?:\s+[+-]?[0-9][0-9.,]*|\s*(?:$|\n))", re.VERBOSE)
_ROW_BEFORE = re.compile(r"[0-9]\s*\|\s*[+-]?$ | [0-9]\s+[0-9.,]+\s+[+-]?$ | [^\W\d_]\s+[0-9.,]+\s+[+-]?$", re.VERBOSE)
_AT_PLACE = Pattern(r"(?<![^\W_]){at_place}\s+$")
_HOUSE = re.compile(r"[0-9]{1,4}/[0-9]{1,4}")
_LETTER_OF_HOUSE = re.compile(r"[a-d](?=\s)")  # "tại 15B Lê Văn Lương"
_SHORT_NUMBER = re.compile(r"[0-9]{1,4}(?![0-9.,]*[0-9]|\s+[0-9])")


def _is_house(sentence: Sentence, expression: Expression) -> bool:
    """Whether a pair is a house in an alley: "tại 47/15 Phan Huy Ích"."""
    before = sentence.low[max(0, expression.start - 16) : expression.start]
    house = _HOUSE.fullmatch(sentence.low, expression.start, expression.end) and _AT_PLACE.search(before)
    return house is not None and _begins_a_name(sentence, expression)


def _begins_a_name(sentence: Sentence, expression: Expression) -> bool:
    """Whether a proper name stands directly behind a short number: "tại 25 Trần Khát Chân", "dự bị: 19 Kwame A."."""
    if not _SHORT_NUMBER.match(sentence.low, expression.start):
        return False
    end = expression.end + bool(_LETTER_OF_HOUSE.match(sentence.low, expression.end))
    behind = sentence.tagged.between(end, min(len(sentence.text), end + 40))
    if not behind or behind[0].start != end + 1 or not behind[0].text[:1].isupper():
        return False
    return behind[0].tag == "Np" or (len(behind) > 1 and behind[1].text[:1].isupper())


def _ends_a_name(sentence: Sentence, expression: Expression) -> bool:
    """Whether the word before a short number begins with a capital inside the sentence: "Bệnh viện Nhi đồng 1"."""
    if not _SHORT_NUMBER.match(sentence.low, expression.start):
        return False
    word = word_before(sentence, expression)
    return word is not None and word.start > 0 and any(char.isupper() for char in word.text)


_HAS_DIGIT = re.compile(r"[\d²³¹⁰⁴-⁹₀-₉]")
_HAS_ASCII_DIGIT = re.compile("[0-9]")
_HAS_ROMAN = re.compile(r"(?<![^\W_])[IVX]{1,7}(?![^\W_])")
# Where other digits may be: most texts hold none of this, so that the quicker pattern will do.
_OTHER_SCRIPT = re.compile("[²³¹\u0660-\u1dff\u1f00-\u1fff\u2070-\u2089\u2c00-\U0010ffff]")
_DIGIT_RUN = re.compile(r"[\d²³¹⁰⁴-⁹₀-₉]+")


def _with_every_digit(text: str, found: list[Found]) -> list[Found]:
    """`found` and a row of role other for each digit run, or part of one, that nothing has read."""
    edges = iter([(start, end) for start, end, *_ in found] + [(len(text), len(text))])
    start, end = next(edges)
    missed: list[Found] = []
    for run in _DIGIT_RUN.finditer(text):
        at, stop = run.span()
        while at < stop:
            while end <= at:
                start, end = next(edges)
            if start > at:
                missed.append((at, min(start, stop), "other", "no_rule", None))
            at = max(at, end)
    return sorted([*found, *missed], key=_span) if missed else found


def _numerals(text: str, low: str) -> list[Numeral]:
    """The numerals of a sentence, without the words that mean something else here."""
    found = find_numerals(low)
    return [
        numeral
        for index, numeral in enumerate(found)
        if numeral.form == "digits" or reads_as_number(text, low, numeral, found[max(0, index - 4) : index + 5])
    ]


def _free_expressions(sentence: Sentence, numerals: list[Numeral]) -> list[Expression]:
    """The expressions of the numerals that no role rule has taken."""
    if not sentence.roles:
        return combine(sentence.low, numerals)
    blocked = bytearray(len(sentence.low))
    for span in sentence.roles:
        blocked[span.start : span.end] = b"\x01" * (span.end - span.start)
    return combine(sentence.low, [n for n in numerals if 1 not in blocked[n.start : n.end]])


def _read(sentence: Sentence, expression: Expression, following: Expression | None) -> Reading | None:
    """The expression as a claim, None where nothing is counted."""
    if expression.form == "unread" or math.isnan(expression.value):
        return None
    between = _worded_denominator(sentence.low, expression, following)
    # "52 trong tổng số 235 địa phương": the noun stands behind the denominator, unless the part has its own.
    found = read_unit(sentence, expression, following if between == "" and following else expression)
    if found is None:
        return None
    found = _repaired(sentence.text, found)
    whole = found.expression.whole
    wholes: tuple[tuple[int, int], ...] = ()
    if between is not None and following:
        whole, wholes = following.value, ((following.start, following.end),)
    return Reading(
        **{name: getattr(found, name) for name in Counted.__slots__},
        qualifier=qualifier_at(sentence.low, expression.start, expression.end, found.family),
        kind=kind_of(sentence, found), whole=whole, wholes=wholes,
    )  # fmt: skip


_IN_TOTAL = Pattern(
    r"""(?P<unit>(?:,?\s+[^\W\d_]+[23²³]?){0,8}?)\s*,?\s+
    (?: {out_of}\s+(?:{total}\s+)?(?:{in_all}\s+)?{so}
      | {upon|within}\s+{total}(?:\s+{in_all|population})?
      | /\s*{total}\s+{so}
    )(?:\s+{bound_of_whole})?\s*"""
)
_IN = Pattern(r"\s+{within}\s+(?:{so}\s+)?")
_UPON = Pattern(r"(?P<unit>(?:\s+[^\W\d_]+){0,2}?)\s+{upon}\s+")
FARTHEST_WHOLE = 60


def _worded_denominator(low: str, expression: Expression, following: Expression | None) -> str | None:
    """The words between A and "trong (tổng) số B" ('' where there are none); None if `following` is no denominator."""
    if following is None or following.form != "plain" or expression.form != "plain" or not following.value > 0:
        return None
    if following.start - expression.end > FARTHEST_WHOLE:
        return None
    total = _IN_TOTAL.fullmatch(low, expression.end, following.start)
    if _counts_no_thing(low, expression) and not (total and _same_measure(low, expression, following)):
        return None
    if total:
        return total["unit"].strip()
    upon = _UPON.fullmatch(low, expression.end, following.start)
    if upon and expression.value <= following.value and _counts_the_same(low, upon["unit"], following.end):
        return upon["unit"].strip()
    of_counted = _IN.fullmatch(low, expression.end, following.start) and table_unit(low, following.end) is None
    return "" if of_counted and expression.value <= following.value else None


def _counts_the_same(low: str, unit: str, at: int) -> bool:
    """Whether B counts what A counts: "218 phiếu trên 225 phiếu", "11 trên 16 khoản thu"."""
    noun = count_noun(low, at)
    return noun is not None and unit.strip() in ("", noun.name)


def _counts_no_thing(low: str, expression: Expression) -> bool:
    """ "từng 3 lần vận động bà con, trong số 57 hộ": times, hours and metres are no part of a number of things."""
    unit = table_unit(low, expression.end)
    return unit is not None and unit.family in ("times", "duration", "measure", "age")


def _same_measure(low: str, part: Expression, whole: Expression) -> bool:
    """ "27 km trong tổng số 43 km"."""
    unit, other = table_unit(low, part.end), table_unit(low, whole.end)
    return unit is not None and other is not None and unit.family == "measure" and unit.name == other.name


MEASURED = among("measured_finely")  # "nặng 3,200 kg" is 3.2
_SEPARATED = re.compile(r"[0-9]+(?:[.,][0-9]+)+")


def _repaired(text: str, found: Counted) -> Counted:
    """The separators of a single numeral read again, now that what it counts is known."""
    expression = found.expression
    digits = text[expression.start : expression.end].lstrip("+-−")
    if expression.form != "plain" or not _SEPARATED.fullmatch(digits):
        return found
    whole_things = found.family == "noun" or found.unit == DONG
    behind = "whole" if whole_things else "measured" if found.unit.lower() in MEASURED else found.unit
    value = repair_digits(digits, behind)
    if value is None:
        return found
    value = (-value if expression.value < 0 else value) * expression.scale
    return replace(found, expression=replace(expression, value=value))
