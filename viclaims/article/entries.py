"""What may stand in a sidecar: a model for each of its tables, and a sentence for whatever does not fit.

Imported only where there is a sidecar, so that pydantic is loaded for nothing else.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from viclaims.text.files import ArticleError

NO_TEXT = ' must be a text in quotation marks, such as "…".'


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError(NO_TEXT)
    return value


def _file_name(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]*", value, re.ASCII):
        raise ValueError(" must be the plain name of a file in data/reference, without a folder.")
    return value


def _day(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise ValueError(" must be a date without quotation marks, such as 2021-01-02 or 2021-01-02T17:51:00.")


def _new_value(value: Any) -> str | int | float:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return value
    raise ValueError(" must be a number or a text.")


Text = Annotated[str, AfterValidator(_text)]
FileName = Annotated[Text, AfterValidator(_file_name)]
Day = Annotated[str, BeforeValidator(_day)]
NewValue = Annotated[Any, AfterValidator(_new_value)]


class Table(BaseModel):
    """A table of the file: no other keys, and nothing that would first have to be turned into the right type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Bilingual(Table):
    vi: Text = ""
    en: Text = ""

    @model_validator(mode="after")
    def _in_both_languages(self) -> Bilingual:
        for language in ("vi", "en"):
            if not getattr(self, language):
                said = f' must be given in both languages, {{ vi = "…", en = "…" }}: {language} is missing.'
                raise ValueError(said)
        return self


class Headline(Table):
    anchor: Text
    label: Bilingual
    caveat: Bilingual | None = None


class Override(Table):
    anchor: Text
    field: Text
    new: NewValue
    reason: Text


class Entries(Table):
    """The whole file; what is not given is left out."""

    title: Bilingual | None = None
    outlet: Bilingual | None = None
    url: Text | None = None
    published: Day | None = None
    copied: Day | None = None
    provenance: Bilingual | None = None
    furniture: list[Text] | None = None
    reference: list[FileName] | None = None
    caveats: list[Bilingual] | None = None
    headline: list[Headline] | None = None
    override: list[Override] | None = None


# pydantic's name for what is wrong → how the sentence goes on behind the place.
SENTENCES = {
    "extra_forbidden": ": the key “{key}” is not known; {nearest}.",
    "missing": ": the key “{key}” is missing.",
    "model_type": " must be a table with {keys}.",
    "list_type": " must be a list: [ … ] of entries, or [[…]] tables.",
    "string_type": NO_TEXT,
}


def nearest(key: str, keys: Iterable[str]) -> str:
    """Which of `keys` a misspelt one was meant to be, or all of them.

    >>> nearest("titel", ["title", "outlet"])
    'the nearest right one is “title”'
    """
    close = difflib.get_close_matches(key.lower(), keys, n=1, cutoff=0.5)
    return f"the nearest right one is “{close[0]}”" if close else f"the keys are {', '.join(keys)}"


def check_entries(entries: dict[str, Any], name: str) -> dict[str, Any]:
    """The entries of the sidecar `name` as the code uses them; ArticleError for the first that does not fit.

    >>> check_entries({"titel": {"vi": "Họp", "en": "Meeting"}}, "bai-1.toml")
    Traceback (most recent call last):
    viclaims.text.files.ArticleError: bai-1.toml: the key “titel” is not known; the nearest right one is “title”.
    """
    try:
        return Entries.model_validate(entries).model_dump(exclude_unset=True)
    except ValidationError as error:
        # A misspelt key first: what is missing then is nothing else.
        found = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        raise ArticleError(_sentence(name, found["type"], found["loc"], found.get("ctx", {}))) from None


def _sentence(name: str, fault: str, place: Sequence[int | str], context: Mapping[str, object]) -> str:
    key = ""
    if fault in ("extra_forbidden", "missing"):
        *place, last = place
        key = str(last)
    where = name + "".join(f", entry {part + 1}" if isinstance(part, int) else f": {part}" for part in place)
    if fault == "value_error":
        return f"{where}{context['error']}"
    keys = list(_table_at(place).model_fields)
    return where + SENTENCES[fault].format(key=key, keys=", ".join(keys), nearest=nearest(key, keys))


def _table_at(place: Sequence[int | str]) -> type[Table]:
    """The model of the table at a place of the file: ('headline', 0, 'label') is Bilingual, () the whole file."""
    named = [part for part in place if isinstance(part, str)]
    tables: dict[str, type[Table]] = {"headline": Headline, "override": Override}
    return tables.get(named[-1], Bilingual) if named else Entries
