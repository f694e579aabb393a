"""What a web page says of itself to machines: title, description, day of publication, outlet, the kind of page."""

from __future__ import annotations

import datetime
import email.utils
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html

from viclaims.lexicon import Pattern
from viclaims.text.markup import Block

_HERE = datetime.timezone(datetime.timedelta(hours=7))  # the day of publication is that of Việt Nam
_ARTICLES = frozenset(
    ("newsarticle", "article", "reportagenewsarticle", "blogposting", "analysisnewsarticle", "report")
)
_DATED = frozenset(
    [
        "article:published_time",
        "article:published",
        "og:published_time",
        "pubdate",
        "publishdate",
        "publish-date",
        "datepublished",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date.created",
        "sailthru.date",
        "parsely-pub-date",
        "cxenseparse:recs:publishtime",
    ]
)
_ISO = re.compile(r"\s*((?:19|20)\d\d)-(\d\d?)-(\d\d?)(?:[T ]+\d\d?:\d\d.*)?\s*\Z")
_PIECES = {
    "DAY": r"(?P<day>[0-9]{1,2})\ ?(?P<mark>[/.-])\ ?(?P<month>[0-9]{1,2})\ ?(?P=mark)\ ?(?P<year>(?:19|20)[0-9]{2})",
    "SAID": r"(?P<day2>[0-9]{1,2})\ {month}\ (?P<month2>[0-9]{1,2}),?\ {year}\ (?P<year2>(?:19|20)[0-9]{2})",
}
_DAY = Pattern(r"(?i:(?<![\d/.-])(?:{DAY}|{SAID})(?![\d/.-]))", _PIECES)
_BESIDE_DAY = Pattern(r"(?i:{weekday}|{date_label})")
_CLOCK = re.compile(r"(?<!\d)\d{1,2} ?[:h] ?\d\d(?:[:']\d\d)?'?", re.IGNORECASE)
_OUTLET = Pattern(r"(?i:{outlet_word}(?![^\W_]))")
_LONGEST_LD = 1_000_000  # characters of JSON-LD that are read
_MOST_THINGS = 2000


def iso_day(written: str) -> str:
    """The day in Việt Nam of a machine-readable time as YYYY-MM-DD, '' for anything else.

    >>> iso_day("2025-04-02T23:30:00Z"), iso_day("11/6/2024 02:05:00 PM")
    ('2025-04-03', '')
    """
    written = written.strip()[:60]
    moment: datetime.datetime | None
    try:
        moment = datetime.datetime.fromisoformat(written)
    except ValueError:
        found = _ISO.match(written)
        if found:
            return _day(*map(int, found.groups()))
        try:
            moment = email.utils.parsedate_to_datetime(written)
        except (ValueError, TypeError, IndexError):
            return ""
    try:
        if moment.tzinfo is not None:
            moment = moment.astimezone(_HERE)
    except (OverflowError, ValueError):
        return ""
    return _day(moment.year, moment.month, moment.day)


def _day(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat() if 1990 <= year <= 2100 else ""
    except ValueError:
        return ""


def printed_date(line: str) -> str:
    """The day of a line that tells nothing but a time, as YYYY-MM-DD; '' for any other.

    >>> printed_date("Thứ ba, 5/3/2024, 08:00 (GMT+7)"), printed_date("Sáng 14/7/2020, tỉnh họp.")
    ('2024-03-05', '')
    """
    if len(line) > 100:
        return ""
    found = _DAY.search(line)
    if found is None:
        return ""
    rest, labels = _BESIDE_DAY.subn("", f"{line[: found.start()]} {line[found.end() :]}")
    rest, clocks = _CLOCK.subn("", rest)
    # Beside a clock or the words of a date line the author or the column may stand, but no sentence.
    most = 6 if rest.rstrip()[-1:] in (".", "!", "?") else 30 if clocks else 14 if labels else 6
    if sum(map(str.isalpha, rest)) > most or sum(map(str.isdigit, rest)) > 2:
        return ""
    year, month, day = (found[name] or found[f"{name}2"] for name in ("year", "month", "day"))
    return _day(int(year), int(month), int(day))


@dataclass
class Facts:
    """What the head of a page says; '' and empty where it says nothing."""

    titles: list[str] = field(default_factory=list)
    title: str = ""
    description: str = ""
    outlet: str = ""
    body: str = ""
    days: list[str] = field(default_factory=list)
    film: bool = False
    written: bool = False

    def published(self, near: Iterable[Block]) -> str:
        """The day of publication: what the head says where it says one; else the first day printed at the headline.

        '' where they contradict each other: no day is better than a wrong one.
        """
        printed = [day for block in near if (day := iso_day(block.dated) or printed_date(block.text))]
        said = sorted(set(self.days))
        if len(said) == 1:
            return said[0]
        both = [day for day in said if day in printed]
        if said:
            return both[0] if len(both) == 1 else ""
        return min(printed, default="")


def _things(root: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, whatever they are nested in."""
    left = _MOST_THINGS
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            waiting: list[Any] = [json.loads(script.text[:_LONGEST_LD], strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and left > 0:
            thing = waiting.pop()
            left -= 1
            if isinstance(thing, dict):
                yield thing
                waiting += [value for value in reversed(thing.values()) if isinstance(value, dict | list)]
            elif isinstance(thing, list):
                waiting += thing[::-1]


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    elif isinstance(value, list) and value:
        return _text(value[0]) if not isinstance(value[0], list) else ""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _kinds(thing: dict[str, Any]) -> set[str]:
    kind = thing.get("@type")
    return {str(name).lower() for name in (kind if isinstance(kind, list) else [kind])}


def _metas(root: html.HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        for key in ("property", "name", "itemprop"):
            name = (meta.get(key) or "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def read_facts(root: html.HtmlElement) -> Facts:
    """What the meta elements, the title and the JSON-LD of a page say of its article."""
    metas = _metas(root)
    facts = Facts()

    def meta(*names: str) -> list[str]:
        return [value for name in names for value in metas.get(name, [])]

    page_title = next((" ".join((title.text or "").split()) for title in root.iter("title")), "")
    structured: list[dict[str, Any]] = []
    for thing in _things(root):
        kinds = _kinds(thing)
        if kinds & _ARTICLES:
            structured.append(thing)
        facts.film |= "videoobject" in kinds
    own = structured[:1]
    facts.written = bool(own)
    facts.film = (facts.film and not own) or any(kind.startswith("video") for kind in meta("og:type"))
    headlines = [text for thing in own if (text := _text(thing.get("headline")) or _text(thing.get("name")))]
    facts.titles = [title for title in (*headlines, *meta("og:title", "twitter:title", "dc.title", "title"), page_title)
                    if len(title) >= 8]  # fmt: skip
    facts.title = facts.titles[0] if facts.titles else ""
    facts.description = next(iter(meta("og:description", "description", "twitter:description")), "")
    facts.outlet = next((name for name in (*meta("og:site_name"), *(_text(thing.get("publisher")) for thing in own),
                                           *meta("dc.publisher", "application-name")) if name), "")  # fmt: skip
    if not facts.outlet and (part := re.split(r"\s+[-–|]\s+", page_title)[1:]) and _OUTLET.match(part[-1]):
        facts.outlet = part[-1]
    facts.body = next((text for thing in own if (text := _text(thing.get("articleBody")))), "")
    said = [*(value for name, values in metas.items() if name in _DATED for value in values),
            *(_text(thing.get("datePublished")) for thing in own)]  # fmt: skip
    facts.days = [day for value in said if (day := iso_day(value))]
    return facts
