"""The languages of figures and pages, once: numbers, dates and plurals by babel, words from TOML files.

What a language needs: its code in LANGUAGES; a word of it in every entry of charts/wording.toml and
pages/template/labels.toml (a test names the missing ones); a row of _DATES where babel's own short form of a
date will not do; and the columns and entries in that language that a person writes: of the sidecar, of
data/reference, of the claims' labels and caveats (tables/schemas.py, article/sidecar.py).

babel and tomllib are imported on first use: whoever only reads claims pays for neither.
"""

from __future__ import annotations

import math
import re
from datetime import date
from functools import cache
from numbers import Real
from pathlib import Path
from typing import TypeGuard

LANGUAGES = ("en", "vi")  # the first one's files carry no language in their names
OF_ARTICLES = "vi"
_DATES = {"en": "d MMM y", "vi": "dd/MM/y"}
_DIGITS = 15  # that a float holds of any decimal number: 0.1 + 0.2 is 0.3
_MAGNITUDES = (10**9, 10**6)


@cache
def _locale(language: str):
    from babel import Locale

    return Locale.parse(language)


@cache
def marks(language: str) -> tuple[str, str]:
    """The mark between groups of digits and the one before decimals.

    >>> marks("en"), marks("vi")
    ((',', '.'), ('.', ','))
    """
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return get_group_symbol(_locale(language)), get_decimal_symbol(_locale(language))


def number(value: float, language: str, decimals: int | None = None) -> str:
    """`value` as the language writes it, without idle zeros; '' for NaN. Whole numbers are never rounded.

    At most `decimals` decimals, all that a float holds without; of a smaller value its first two digits.

    >>> number(90253, "en"), number(90253, "vi"), number(52 / 235 * 100, "vi", 1), number(100.0, "en", 1)
    ('90,253', '90.253', '22,1', '100')
    >>> number(0.004, "en", 1), number(1234567.25, "vi"), number(float("nan"), "en")
    ('0.004', '1.234.567,25', '')
    """
    if math.isnan(value):
        return ""
    if not value or math.isinf(value) or float(value).is_integer():
        decimals = 0
    elif decimals is None:
        decimals = max(0, _DIGITS - 1 - math.floor(math.log10(abs(value))))
    elif abs(value) < 10**-decimals:
        decimals = 1 - math.floor(math.log10(abs(value)))  # 0.004 is not 0
    written = f"{value + 0:,.{decimals}f}"  # + 0: there is no -0
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    group, decimal = marks(language)
    return written.translate({ord(","): group, ord("."): decimal})


def amount(value: float, language: str) -> str:
    """A value as a reader says it: a magnitude word from a million on, where nothing is rounded away by it.

    >>> amount(8.6e9, "vi"), amount(8.6e9, "en"), amount(1234567, "en"), amount(2.75, "vi")
    ('8,6 tỷ', '8.6 billion', '1,234,567', '2,75')
    """
    for size in _MAGNITUDES if math.isfinite(value) else ():
        scaled = value / size
        if abs(scaled) >= 1 and math.isclose(scaled, round(scaled, 3), rel_tol=1e-12):
            forms = _locale(language).compact_decimal_formats["long"]
            pattern = forms.get(plural_form(scaled, language), forms["other"])[str(size)].pattern
            return re.sub("0+", number(scaled, language, 3), pattern)
    return number(value, language)


def day(iso: str, language: str) -> str:
    """An ISO date (YYYY-MM-DD) as the language writes it; anything else unchanged.

    >>> day("2018-01-06", "vi"), day("2018-01-06", "en"), day("2018", "en")
    ('06/01/2018', '6 Jan 2018', '2018')
    """
    from babel.dates import format_date

    try:
        when = date.fromisoformat(iso if len(iso) == 10 else "")
    except ValueError:
        return iso
    return format_date(when, format=_DATES.get(language, "medium"), locale=_locale(language))


def plural_form(count: float, language: str) -> str:
    """Which of a word's forms goes with a count: 'one', 'other', as Unicode's CLDR names them.

    >>> plural_form(1, "en"), plural_form(2, "en"), plural_form(1, "vi")
    ('one', 'other', 'other')
    """
    return _locale(language).plural_form(count)


def language_name(language: str) -> str:
    """What a language calls itself.

    >>> language_name("en"), language_name("vi")
    ('English', 'Tiếng Việt')
    """
    name = _locale(language).get_display_name()
    return f"{name[:1].upper()}{name[1:]}"


def in_file_name(language: str) -> str:
    """What tells a file of the language from that of the first one: '' or, for instance, '.vi'."""
    return "" if language == LANGUAGES[0] else f".{language}"


# ---------------------------------------------------------------------- words


@cache
def _entries(path: Path) -> dict[str, dict[str, dict]]:
    import tomllib

    return tomllib.loads(path.read_text(encoding="utf-8"))


def forms_of(said: str | dict[str, str]) -> dict[str, str]:
    """The forms of a word by their names; a word that never changes has the form 'other' only."""
    return {"other": said} if isinstance(said, str) else said


def _is_number(part: object) -> TypeGuard[float]:
    """Whether a part is a number, numpy's too: at run time all are Real, which the type checkers' float is not."""
    return isinstance(part, Real)


class Words:
    """The words of a TOML file in one language: words("group", "key") is a word, {parts} of it filled in.

    A word is a text, or a text for each plural form: { one = "{n} claim", other = "{n} claims" }, and `zero`
    where none is said otherwise; `n` chooses the form. Parts that are numbers are written in the language.
    """

    def __init__(self, path: Path, language: str):
        self.language, self._groups = language, _entries(path)

    def __call__(self, group: str, key: str, n: float | None = None, **parts) -> str:
        """The word; KeyError for an unknown group, an unknown key is given back (a value that nobody named)."""
        entry = self._groups[group].get(key)
        if entry is None:
            return key
        forms = forms_of(entry[self.language])
        if n is None:
            said = forms["other"]
        elif n == 0 and "zero" in forms:
            said = forms["zero"]
        else:
            said = forms.get(plural_form(n, self.language), forms["other"])
        filled = {"n": n, **parts}
        return said.format(
            **{name: number(part, self.language) if _is_number(part) else part for name, part in filled.items()}
        )
