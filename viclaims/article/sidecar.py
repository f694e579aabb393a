"""What a person says about an article beside it: the sidecar, <article>.toml.

It carries what the text cannot say, in Vietnamese and English. Values come from extraction; only an
[[override]] corrects one by hand, and the correction is shown wherever the value is used.
"""

from __future__ import annotations

import datetime
import math
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viclaims.languages import LANGUAGES, Words, day
from viclaims.text.files import RUNNING, ArticleError, Source
from viclaims.text.offsets import back, to_read

if TYPE_CHECKING:
    import pandas as pd

Bilingual = dict[str, str]


@dataclass(frozen=True)
class Sidecar:
    """The sidecar's entries by name; a text for readers is {'vi': …, 'en': …}. All empty without a file."""

    name: str = ""
    title: Bilingual = field(default_factory=dict)
    outlet: Bilingual = field(default_factory=dict)
    url: str = ""
    published: str = ""
    copied: str = ""
    provenance: Bilingual = field(default_factory=dict)
    furniture: list[str] = field(default_factory=list)
    reference: list[str] = field(default_factory=list)
    caveats: list[Bilingual] = field(default_factory=list)
    headline: list[dict] = field(default_factory=list)
    override: list[dict] = field(default_factory=list)


def read_sidecar(path: str | Path | None) -> Sidecar:
    """The sidecar at `path`, an empty one for None; ArticleError names file, key and nearest right key."""
    if path is None:
        return Sidecar()
    path = Path(path)
    try:
        entries = tomllib.loads(path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise ArticleError(f"{path.name}: the sidecar is not UTF-8; save it as UTF-8.") from None
    except (ValueError, RecursionError) as error:  # not TOML, or a number of thousands of digits
        raise ArticleError(f"{path.name}: this is not TOML: {error}.") from None
    except OSError as error:
        raise ArticleError(f"{path.name}: the sidecar cannot be read ({error.strerror}).") from None
    from viclaims.article.entries import check_entries

    return Sidecar(name=path.name, **check_entries(entries, path.name))


# ------------------------------------------------------------------------------- anchors and overrides


def _anchored(anchor: str, where: str, claims: pd.DataFrame, text: str) -> int:
    """Position (row number from 0) of the one claim inside the one place of `text` where `anchor` stands."""
    nfc, offsets = to_read(text)
    wanted, _ = to_read(anchor)
    begin = nfc.find(wanted)
    if begin < 0:
        raise ArticleError(f"{where}: the anchor “{anchor}” is not in the article; copy it from there.")
    if nfc.find(wanted, begin + 1) >= 0:
        raise ArticleError(f"{where}: the anchor “{anchor}” stands more than once in the article; make it longer.")
    start, end = back(offsets, begin, begin + len(wanted))
    inside = ((claims["start"] >= start) & (claims["end"] <= end)).to_numpy().nonzero()[0]
    if len(inside) == 0:
        raise ArticleError(f"{where}: the anchor “{anchor}” holds no claim; it must hold the number itself.")
    if len(inside) > 1:
        quotes = ", ".join(claims["quote"].iloc[inside])
        raise ArticleError(f"{where}: the anchor “{anchor}” holds {len(inside)} claims ({quotes}); make it shorter.")
    return int(inside[0])


NUMBER_FIELDS = ("value", "value_high", "whole")
LARGEST, SMALLEST_WHOLE = 10**24, 1e-6  # so that a share of the two is finite
TEXT_FIELDS = (
    "qualifier", "unit", "counted", "kind", "subject", "actor", "action", "place", "period", "base", "since", "until",
    "status", "says",
)  # fmt: skip


def _checked(entry: dict, where: str) -> tuple[str, str | float]:
    from viclaims.article.entries import nearest
    from viclaims.tables.schemas import ALLOWED

    name, new = entry["field"], entry["new"]
    fields = NUMBER_FIELDS + TEXT_FIELDS
    if name not in fields:
        raise ArticleError(f"{where}: the field “{name}” cannot be corrected; {nearest(name, fields)}.")
    if isinstance(new, str) == (name in NUMBER_FIELDS):
        kind = "a number" if name in NUMBER_FIELDS else "a text"
        raise ArticleError(f"{where}: the new {name} must be {kind}.")
    if name in NUMBER_FIELDS and (abs(new) > LARGEST or (name == "value" and math.isnan(new))):
        raise ArticleError(f"{where}: the new {name} must be a finite number of a size that newspapers print.")
    if name == "whole" and new < SMALLEST_WHOLE:
        raise ArticleError(f"{where}: the new whole must be greater than 0.")
    if name in ALLOWED and new not in ALLOWED[name]:
        choices = ", ".join(f"“{choice}”" for choice in ALLOWED[name])
        raise ArticleError(f"{where}: the new {name} must be one of {choices}.")
    return name, float(new) if name in NUMBER_FIELDS else new


def _written(value: str | float) -> str:
    if isinstance(value, str):
        return f"“{value}”"
    if math.isnan(value):
        return "none"
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def apply_overrides(claims: pd.DataFrame, sidecar: Sidecar, text: str) -> pd.DataFrame:
    """`claims` with the sidecar's corrections and a column `override`: 'value: 52 -> 53 (reason)', else ''.

    ArticleError if an anchor does not hold exactly one claim or a value does not fit its field.
    """
    corrected = claims.assign(override="").astype({"override": object})
    for number, entry in enumerate(sidecar.override, start=1):
        where = f"{sidecar.name}: override, entry {number}"
        row = _anchored(entry["anchor"], where, claims, text)
        name, new = _checked(entry, where)
        old = corrected[name].iloc[row]
        said = f"{name}: {_written(old)} -> {_written(new)} ({entry['reason']})"
        before = corrected["override"].iloc[row]
        corrected.iloc[row, corrected.columns.get_loc(name)] = new
        corrected.iloc[row, corrected.columns.get_loc("doubt")] = ""  # somebody has looked at it
        corrected.iloc[row, corrected.columns.get_loc("override")] = f"{before}; {said}" if before else said
    return corrected


# ------------------------------------------------------------------------------------- headline claims

HEADLINE_COUNT = 4
HEADLINE_KINDS = ("count", "share", "money", "measure")


def add_headlines(claims: pd.DataFrame, paragraphs: pd.DataFrame, sidecar: Sidecar, text: str) -> pd.DataFrame:
    """`claims` with headline (1, 2, … in the sidecar's order, else 0), label_vi and _en, caveat_vi and _en.

    Without headline entries those are taken that wording.toml describes (chosen_by_rule), labelled by what they are
    said of, in Vietnamese.
    ArticleError if an anchor does not hold exactly one claim, or two entries hold the same one.
    """
    chosen: dict[int, dict] = {}
    for number, entry in enumerate(sidecar.headline, start=1):
        where = f"{sidecar.name}: headline, entry {number}"
        row = _anchored(entry["anchor"], where, claims, text)
        if row in chosen:
            raise ArticleError(f"{where}: the anchor “{entry['anchor']}” holds the claim of an earlier entry.")
        if doubt := claims["doubt"].iloc[row]:
            raise ArticleError(
                f"{where}: the claim “{claims['quote'].iloc[row]}” is doubted ({doubt.rstrip('.').lower()}); "
                "look at it, and correct or confirm it in an override entry."
            )
        chosen[row] = entry
    if not sidecar.headline:
        chosen = {row: {"label": dict.fromkeys(LANGUAGES, claims["says"].iloc[row] or claims["counted"].iloc[row])}
                  for row in _by_rule(claims, paragraphs)}  # fmt: skip
    rank = {row: number for number, row in enumerate(chosen, start=1)}
    marked = claims.assign(headline=[rank.get(row, 0) for row in range(len(claims))])
    marked["headline"] = marked["headline"].astype("int64")
    for key in ("label", "caveat"):
        for language in LANGUAGES:
            said = [chosen.get(row, {}).get(key, {}).get(language, "") for row in range(len(claims))]
            marked[f"{key}_{language}"] = type(claims["quote"])(said, index=claims.index, dtype=object)
    return marked


def _by_rule(claims: pd.DataFrame, paragraphs: pd.DataFrame) -> list[int]:
    running = paragraphs[paragraphs["role"].isin(["lead", *RUNNING])]
    places = running["start"].searchsorted(claims["start"], side="right") - 1
    ends = [running["end"].iloc[place] if place >= 0 else -1 for place in places]
    says_what = (claims["says"] != "") & (claims["status"] != "unsure")
    sure = claims["doubt"] == ""
    right = claims["kind"].isin(HEADLINE_KINDS) & says_what & sure & (claims["start"] < ends)
    return [int(row) for row in right.to_numpy().nonzero()[0][:HEADLINE_COUNT]]


# ------------------------------------------------------------------------------- what readers are told

WORDING = Path(__file__).with_name("wording.toml")


def published_on(sidecar: Sidecar, paragraphs: pd.DataFrame, source: Source | None = None) -> str:
    """The day of publication as YYYY-MM-DD: the sidecar's, else the file's own, else that of the date line, else ''."""
    told = source.published if source else ""
    return (sidecar.published or told or _printed_date(paragraphs))[:10]  # the hour is not told


def _printed_date(paragraphs: pd.DataFrame) -> str:
    """ISO date of the line of publication, '' if the page shows none that is a day of the calendar."""
    for line in paragraphs.loc[paragraphs["role"] == "published", "text"]:
        found = re.search(r"(\d{1,2})\D{1,8}(\d{1,2})\D{1,6}((?:19|20)\d\d)", line)
        try:
            return "" if found is None else datetime.date(*map(int, found.groups()[::-1])).isoformat()
        except ValueError:
            return ""
    return ""


def describe(article: Any, paragraphs: pd.DataFrame, language: str) -> dict[str, str]:
    """What a figure or page says of the article in 'vi' or 'en': title, outlet, published, source.

    'Nguồn: Báo Hải Dương, 02/01/2021' or 'Source: Hải Dương newspaper, 2 Jan 2021'. Without a sidecar
    title is the headline paragraph, else what the file calls itself, else the file's name; outlet and published are
    what the file says; source is the file's name where it names no outlet.
    """
    sidecar, source = article.sidecar, article.source
    headlines = paragraphs.loc[paragraphs["role"] == "headline", "text"]
    printed = " ".join(headlines.iloc[0].split()) if len(headlines) else source.title or article.path.name
    published = day(published_on(sidecar, paragraphs, source), language)
    outlet = sidecar.outlet.get(language, source.outlet)
    origin = ", ".join(part for part in (outlet or article.path.name, published) if part)
    return {
        "title": sidecar.title.get(language, printed),
        "outlet": outlet,
        "published": published,
        "source": Words(WORDING, language)("article", "source", origin=origin),
    }
