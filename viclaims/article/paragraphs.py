"""Read an article and cut it into paragraphs with a role and a section, with offsets into its own characters.

First room of the series: raw file → decoded text → paragraphs → sentences. Nothing here changes a character
of the text; every cut is a pair of offsets, so what later tables quote can be found again.
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from viclaims.article.folders import SUFFIXES, is_article_name
from viclaims.article.sidecar import Sidecar, read_sidecar
from viclaims.text.files import INVISIBLE, ArticleError, decode, main_text
from viclaims.text.sentences import LINE_ENDS, split_sentences, trim

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "LINE_RULES",
    "Article",
    "ArticleError",
    "SectionCue",
    "check_name",
    "list_articles",
    "locate",
    "read_article",
    "read_sections",
    "split_paragraphs",
    "split_sentences",
]  # fmt: skip

# ------------------------------------------------------------------------------------------- raw files

RESERVED = ("failed",)  # report/failed/ keeps the notebooks that did not run


@dataclass(frozen=True)
class Article:
    """A decoded article: `text` holds the characters every offset counts, `sha256` is of the raw bytes."""

    name: str
    path: Path
    text: str
    sha256: str
    encoding: str
    sidecar: Sidecar


def list_articles(raw_folder: str | Path) -> list[Path]:
    """The article files of a folder (.txt, .html, .htm), by name; their names are not checked here."""
    found = (path for path in Path(raw_folder).iterdir() if path.suffix.lower() in SUFFIXES)
    return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


def check_name(path: str | Path) -> None:
    """ArticleError unless the file's name can name its tables and pages, and is the only file that does.

    >>> check_name("Bài 4.txt")
    Traceback (most recent call last):
    viclaims.text.files.ArticleError: Bài 4.txt: ...; rename it, for example bai-4.txt.
    """
    path = Path(path)
    letters = unicodedata.normalize("NFD", path.stem.lower().replace("đ", "d"))
    plain = "-".join(re.findall("[a-z0-9]+", "".join(c for c in letters if not unicodedata.combining(c))))
    good = (plain[:100].strip("-") or "bai-1") + path.suffix.lower()
    if path.stem in RESERVED:
        raise ArticleError(f"{path.name}: this name is kept for the report's own folder; rename the file.")
    if not is_article_name(path.stem) or path.suffix not in SUFFIXES:
        raise ArticleError(
            f"{path.name}: a file name may hold only lower-case letters a–z, digits and dashes, "
            f"at most 100; rename it, for example {good}."
        )
    clashing = [path.with_suffix(suffix).name for suffix in SUFFIXES if suffix != path.suffix
                and path.with_suffix(suffix).is_file()]  # fmt: skip
    if clashing:
        raise ArticleError(
            f"{path.name}: {clashing[0]} would write to the same folder; rename or remove one."
        )


def read_article(path: str | Path) -> Article:
    """Read, check and decode one raw file and the sidecar (<name>.toml) beside it.

    Of a .txt the text is the decoded characters unchanged, line ends included (a byte order mark is dropped);
    of saved HTML it is the headline and main text as trafilatura finds them, without picture captions.
    ArticleError, one sentence, for a name, an encoding, a kind of file or a sidecar that will not do.
    """
    path = Path(path)
    check_name(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ArticleError(f"{path.name}: the file cannot be read ({error.strerror}).") from None
    text, encoding = decode(data, path.name)
    if path.suffix != ".txt":
        text = main_text(text, path.name)
    sidecar = path.with_suffix(".toml")
    return Article(
        name=path.stem,
        path=path,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        sidecar=read_sidecar(sidecar if sidecar.is_file() else None),
    )


# --------------------------------------------------------------------------------- roles of paragraphs

_LINE = re.compile(f"[^{LINE_ENDS}]+")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
ANYWHERE, HEAD, TAIL, EDGES = "anywhere", "head", "tail", "edges"
LONGEST_RULED = 500  # characters; a longer line is running text whatever words it holds


def _words(table: str) -> str:
    """A pattern of the phrases of a table, which stand between semicolons; the longest is tried first."""
    phrases = sorted((" ".join(phrase.split()) for phrase in table.split(";")), key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, phrases)) + ")"


READING_TOOLS = """xem với cỡ chữ; cỡ chữ; chia sẻ; chia sẻ bài viết; facebook; twitter; zalo; email;
    gửi email; in bài viết; in trang; bản in; in bài; lưu bài viết; lưu; nghe đọc bài; nghe bài viết; thích;
    quảng cáo; đăng nhập; trang chủ; về trang chủ; trở lại; quay lại; lên đầu trang;
    đọc bài gốc; sao chép liên kết; a- a a+"""
# What follows one of these is the rest of the page, not the article.
PAGE_ENDS = """các bài viết khác; bài viết khác; các tin khác; tin khác; các tin đã đưa; các tin bài khác;
    tin cùng chuyên mục; bài cùng chuyên mục; cùng chuyên mục; tin mới hơn; tin cũ hơn; các tin cũ hơn;
    các tin mới hơn; bình luận; ý kiến bạn đọc; gửi bình luận; đọc nhiều nhất; tin đọc nhiều; tin mới nhất;
    có thể bạn quan tâm"""
# One of these may also stand as a box in the middle of an article.
LINK_BOXES = "tin liên quan; bài liên quan; các tin liên quan; xem thêm; đọc thêm; mời bạn đọc; tin nóng"
PAGE_FACTS = """từ khóa; từ khoá; tags; tag; lượt xem; số lượt xem; lượt đọc; bản quyền thuộc; giấy phép số;
    chuyên mục; đường dẫn; link gốc"""
PHOTO_CUES = "ảnh; ảnh minh họa; ảnh minh hoạ; ảnh tư liệu; nguồn ảnh; đồ họa; đồ hoạ; biểu đồ; video; clip"
BYLINE_CUES = """bài; tin; ảnh, bài; bài, ảnh; bài và ảnh; bài - ảnh; tin, ảnh; tin, bài; tin và ảnh;
    thực hiện; tác giả; phóng viên; pv; biên tập"""
OUTLET_WORDS = "báo; trang; tạp chí; cổng thông tin; bản tin; đài"
WEEKDAYS = """thứ hai; thứ ba; thứ tư; thứ năm; thứ sáu; thứ bảy; chủ nhật; chúa nhật; thứ 2; thứ 3;
    thứ 4; thứ 5; thứ 6; thứ 7"""
DATE_LABELS = """cập nhật lúc; cập nhật; ngày đăng; đăng ngày; đăng lúc; xuất bản; lúc; ngày; hôm nay là;
    hôm nay; gmt+7; gmt +7; sáng; chiều; am; pm"""
_DATE = r"\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:19|20)\d\d|\d{1,2} tháng \d{1,2},? năm (?:19|20)\d\d"
_CLOCK = r"\d{1,2} ?[:h] ?\d\d(?:[:']\d\d)?'?"
_DATE_LINE = rf"(?:(?:{_words(WEEKDAYS)}|{_words(DATE_LABELS)}|{_DATE}|{_CLOCK}|[|,;:()•·–-])\s*)++"


@dataclass(frozen=True)
class LineRule:
    """What shows that a whole line is no running text: `pattern` (any case) must match the line in full.

    `where` limits the rule to the head (above the first running text), the tail (below the last) or both.
    """

    name: str
    role: str
    where: str
    pattern: str
    example: str
    refused: str

    def fits(self, line: str) -> bool:
        return re.fullmatch(self.pattern, line, re.IGNORECASE) is not None


_OUTLET = rf"(?:{_words(OUTLET_WORDS)}|\d)"
_NAME_WORD = r"(?-i:[^\W\d_a-zà-ỹđ][\w.]*)"
LINE_RULES = (
    LineRule("no letters", "furniture", ANYWHERE, r"[\W_]*", "* * *", "52 xã"),
    LineRule("reading tools", "furniture", ANYWHERE, rf"\W*{_words(READING_TOOLS)}\W*\d*\W*",
             "Xem với cỡ chữ", "Chia sẻ kinh nghiệm của 5 xã"),
    LineRule("page end", "furniture", ANYWHERE, rf"\W*{_words(PAGE_ENDS)}\W*\d*\W*",
             "CÁC BÀI VIẾT KHÁC:", "Các tin khác nhau về 3 dự án"),
    LineRule("link box", "furniture", ANYWHERE, rf"\W*{_words(LINK_BOXES)}(?:\W*|\s*[:>].{{0,200}})",
             "Xem thêm: Bài 3: Đổi mới phương thức lãnh đạo", "Xem thêm 5 bộ phim trong ngày"),
    LineRule("page facts", "furniture", ANYWHERE, 
             rf"\W*{_words(PAGE_FACTS)}\s*:.{{0,200}}|[\d.,]+ lượt (?:xem|đọc)",
             "Lượt xem: 1.234", "Lượt xem phim tăng 12%"),
    LineRule("address", "furniture", ANYWHERE, r"(?:https?://|www\.)\S+",
             "https://vi-du.vn/bai-4.html", "Cổng www.vi-du.vn có 5 mục"),
    LineRule("breadcrumb", "furniture", HEAD, r"[^.>»›]{2,40}(?: ?[>»›] ?[^.>»›]{2,60})+",
             "Trang chủ > Chính trị > Xây dựng Đảng", "Chính trị và 5 nhiệm vụ"),
    LineRule("photo cue inside", "caption", ANYWHERE, r".*\bTrong ảnh ?:.*",
             "Tỉnh quan tâm đào tạo. Trong ảnh: Bế giảng khóa 2018 - 2020", "Trong ảnh hưởng chung: 5 xã"),
    LineRule("photo cue first", "caption", ANYWHERE, rf"\W*{_words(PHOTO_CUES)} ?:.*",
             "Ảnh: TTXVN", "Ảnh hưởng của dịch: 3 huyện"),
    LineRule("photo credit last", "caption", ANYWHERE, 
             r".*(?:[.(]|\s)(?-i:\(ảnh|Ảnh|ẢNH)(?: minh họa)? ?[:)][^.:]{0,60}\.?",
             "Lễ bế giảng khóa học. Ảnh: Thành Chung", "Có 3 loại ảnh: thẻ, chân dung và gia đình."),
    LineRule("byline cue", "source", ANYWHERE, rf"\W*{_words(BYLINE_CUES)} ?:.{{2,80}}",
             "Bài, ảnh: Thành Chung", "Bài 4: Xây dựng đội ngũ"),
    LineRule("credited outlet", "source", TAIL,
             rf"\(?(?:Theo|Nguồn)(?: ?: ?| )(?:{_NAME_WORD}|{_OUTLET})[^,;:!?]{{0,60}}[^.,;:!?]",
             "Theo Baohaiduong.vn", "Theo đó, tỉnh cử 22 đồng chí."),
    LineRule("author", "source", EDGES, rf"\W*{_NAME_WORD}(?:(?: | - ){_NAME_WORD}){{1,5}}\W*",
             "NGUYỄN VĂN AN", "Nhiệm vụ trọng tâm"),
)  # fmt: skip
DATE_LINE = LineRule(
    "date line", "published", ANYWHERE, _DATE_LINE, "Thứ Bảy 02/01/2021 17:51", "Ngày 2/1/2021, 5 xã"
)
_PAGE_END = next(rule for rule in LINE_RULES if rule.name == "page end")


def _plain(text: str) -> str:
    """A line as the rules read it: NFC, single spaces, without soft hyphens and zero-width characters."""
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def _is_running(line: str) -> bool:
    """Running text: a long line, or one of four words or more that ends as a sentence does."""
    if len(line) > 200:
        return True
    ending = line.rstrip("\"'”’»)]")[-1:]
    return len(line.split(" ", 4)) > 3 and (ending in (".", "!", "…") or ending == ":" and len(line) > 60)


def _rule_of(line: str, where: set[str]) -> LineRule | None:
    return next((rule for rule in LINE_RULES if rule.where in where and rule.fits(line)), None)


def _head_roles(lines: Sequence[str], roles: list[str], first: int) -> None:
    """Set the headline, what stands around it, and the lead; `first` is where running text begins."""
    free = [place for place in range(first) if not roles[place]]
    long_enough = [place for place in free if len(lines[place].split()) >= 4]
    if not free:
        return
    headline = (long_enough or free)[0]
    for place in free:
        if place == headline:
            roles[place] = "headline"
        elif place < headline or lines[place] == lines[headline]:
            roles[place] = "furniture"  # a kicker above the headline, or the page's title once more
        elif _rule_of(lines[place], {EDGES}):
            roles[place] = "source"
    rest = [place for place in range(first, len(lines)) if not roles[place]]
    if len(rest) > 1 and rest[0] == first and len(lines[first]) <= 700:
        roles[first] = "lead"


def _date_roles(lines: Sequence[str], roles: list[str]) -> None:
    """Of several date lines one is the time of publication: the first with a clock, else the first below the
    headline, else the first; the others are the page's own clock."""
    dated = [place for place, role in enumerate(roles) if role == "published"]
    clocked = [place for place in dated if re.search(_CLOCK, lines[place], re.IGNORECASE)]
    headline = roles.index("headline") if "headline" in roles else len(roles)
    below = [place for place in dated if place > headline]
    for place in dated:
        if place != (clocked or below or dated)[0]:
            roles[place] = "furniture"


def _roles(lines: Sequence[str], furniture: frozenset[str]) -> list[str]:
    """The role of each line, '' never left: what no rule claims is body."""
    roles = []
    for line in lines:
        short = len(line) <= LONGEST_RULED
        rule = _rule_of(line, {ANYWHERE}) if short else None
        dated = short and re.search(_DATE, line) and DATE_LINE.fits(line)
        roles.append(
            "furniture" if line in furniture else "published" if dated else rule.role if rule else ""
        )
    ends = [place for place, line in enumerate(lines) if len(line) <= 80 and _PAGE_END.fits(line)]
    running = [place for place, line in enumerate(lines) if not roles[place] and _is_running(line)]
    end = next((place for place in ends if running and place > running[0]), len(lines))
    roles[end:] = ["furniture"] * (len(lines) - end)
    running = [place for place in running if place < end]
    first, last = (running[0], running[-1]) if running else (end, end)
    for place in [*range(first), *range(last + 1, end)]:
        rule = _rule_of(lines[place], {HEAD} if place < first else {TAIL, EDGES})
        if rule and not roles[place]:
            roles[place] = rule.role
    _head_roles(lines, roles, first)
    _date_roles(lines, roles)
    return [role or "body" for role in roles]


# -------------------------------------------------------------------------------------------- sections

SECTIONS = ("achievements", "limits", "resolution", "measures")
_CUE_COLUMNS = ("section", "where", "cue", "applies", "example", "refused")


@dataclass(frozen=True)
class SectionCue:
    """Words at the `where` (start, end) of a body paragraph that open a section: `this` one or the `next`.

    '…' in the cue stands for any words between, inside one sentence.
    """

    section: str
    where: str
    cue: str
    applies: str
    example: str
    refused: str

    def fits(self, paragraph: str) -> bool:
        return self.stands_in(*_edges(paragraph))

    def stands_in(self, beginning: str, ending: str) -> bool:
        """Whether the cue opens or closes the paragraph that has these edges (see _edges)."""
        if self.where == "start":
            return _cue_pattern(self.cue, True).match(beginning) is not None
        return _cue_pattern(self.cue, False).search(ending) is not None


def _edges(paragraph: str) -> tuple[str, str]:
    """Beginning and ending of a paragraph as the cues read them; a cue deeper inside opens nothing."""
    return _plain(paragraph[:600]), _plain(paragraph[-300:])


@cache
def _cue_pattern(cue: str, at_start: bool) -> re.Pattern[str]:
    gap = r"(?:[^.!?]|\.(?=\d)){0,300}?"  # 1.250 does not end a sentence
    words = gap.join(re.escape(unicodedata.normalize("NFC", part.strip())) for part in cue.split("…"))
    return re.compile(rf"\W*{words}\b" if at_start else rf"\b{words}\W*\Z", re.IGNORECASE)


def read_sections(reference_folder: str | Path) -> list[SectionCue]:
    """The section cues of sections.csv in the reference folder; ArticleError names the line that is wrong."""
    path = Path(reference_folder) / "sections.csv"
    try:
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise ArticleError(f"{path.name}: the section cues cannot be read ({error}).") from None
    cues = []
    for number, row in enumerate(rows, start=2):
        if set(row) != set(_CUE_COLUMNS) or None in row.values():
            raise ArticleError(f"{path.name}: line {number} needs the columns {', '.join(_CUE_COLUMNS)}.")
        right = (
            row["section"] in SECTIONS
            and row["where"] in ("start", "end")
            and row["applies"] in ("this", "next")
        )
        if not right or not row["cue"].strip(" …"):
            raise ArticleError(f"{path.name}: line {number} has a section, place or cue that is not known.")
        cues.append(SectionCue(**row))
    return cues


def _sections(texts: Sequence[str], roles: Sequence[str], cues: Sequence[SectionCue]) -> list[str]:
    """The section of each paragraph; body above the first cue of an article that has cues is achievements."""
    by_paragraph: list[list[SectionCue]] = []
    for text, role in zip(texts, roles, strict=True):
        edges = _edges(text) if cues and role == "body" else ("", "")
        by_paragraph.append([cue for cue in cues if edges[0] and cue.stands_in(*edges)])
    current = "achievements" if any(by_paragraph) else ""
    sections = []
    for fitting, role in zip(by_paragraph, roles, strict=True):
        current = next((cue.section for cue in fitting if cue.applies == "this"), current)
        sections.append(current if role == "body" else "")
        current = next((cue.section for cue in fitting if cue.applies == "next"), current)
    return sections


# ------------------------------------------------------------------------------- paragraphs as a table


def split_paragraphs(
    article: Article | str, sections: Iterable[SectionCue] = (), furniture: Iterable[str] | None = None
) -> pd.DataFrame:
    """One row a paragraph (a line that is not blank): paragraph (from 1), start, end, role, section, text.

    Every character of the text is in exactly one paragraph or is white space between two. `sections` are the
    cues of `read_sections`; `furniture` are lines that are page furniture although no rule says so, the
    sidecar's by default. ArticleError if one of them is not a line of the text.

    >>> split_paragraphs("Bài 4: Xây dựng đội ngũ\\n\\nTỉnh đã cử 22 đồng chí.\\n\\nTheo Baohaiduong.vn")[
    ...     ["paragraph", "start", "end", "role"]].values.tolist()
    [[1, 0, 23, 'headline'], [2, 25, 48, 'body'], [3, 50, 69, 'source']]
    """
    from viclaims.tables.schemas import COLUMNS, frame_of

    text = article if isinstance(article, str) else article.text
    if furniture is None:
        furniture = () if isinstance(article, str) else article.sidecar.furniture
    spans = [trim(text, line.start(), line.end()) for line in _LINE.finditer(text)]
    spans = [(start, end) for start, end in spans if start < end]
    lines = [_plain(text[start : min(end, start + 2 * LONGEST_RULED)]) for start, end in spans]
    extra = frozenset(map(_plain, furniture))
    missing = sorted(extra.difference(lines))
    if missing:
        name = "The article" if isinstance(article, str) else article.path.with_suffix(".toml").name
        raise ArticleError(
            f"{name}: the furniture line “{missing[0]}” is not a line of the article; correct it."
        )
    roles = _roles(lines, extra)
    texts = [text[start:end] for start, end in spans]
    table = zip(spans, roles, _sections(texts, roles, list(sections)), texts, strict=True)
    return frame_of(
        [{"paragraph": number, "start": span[0], "end": span[1], "role": role, "section": section,
          "text": words}
         for number, (span, role, section, words) in enumerate(table, start=1)],
        COLUMNS["paragraphs"],
    )  # fmt: skip


def tabulate_sentences(text: str, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """One row a sentence of `text`, in text order: sentence (from 1), start, end, paragraph that holds it.

    >>> text = "Có 52 xã. Có 9 huyện.\\n\\nTheo Baohaiduong.vn"
    >>> tabulate_sentences(text, split_paragraphs(text)).values.tolist()
    [[1, 0, 9, 1], [2, 10, 21, 1], [3, 23, 42, 2]]
    """
    from viclaims.tables.schemas import COLUMNS, frame_of

    rows = [{"sentence": number, "start": start, "end": end, "paragraph": 0}
            for number, (start, end) in enumerate(split_sentences(text), start=1)]  # fmt: skip
    columns = COLUMNS["sentences"]
    return locate(frame_of(rows, columns), paragraphs)[list(columns)]


def locate(frame: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """`frame` with the columns paragraph and section of the paragraph that each row's `start` stands in.

    ValueError if a start stands in none: the two tables are then not of one text.
    """
    places = paragraphs["start"].searchsorted(frame["start"], side="right") - 1
    inside = (
        (places >= 0) & (frame["start"].to_numpy() < paragraphs["end"].to_numpy()[places])
        if len(frame)
        else []
    )
    if not all(inside):
        raise ValueError("A row starts outside every paragraph: the tables are not of the same text.")
    found = paragraphs.iloc[places]
    return frame.assign(paragraph=found["paragraph"].to_numpy(), section=found["section"].to_numpy())
