"""A table, or a text of an article, as a reader of a notebook's page sees it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

import pandas as pd

from viclaims.languages import LANGUAGES, number

_MARKDOWN = re.compile(r"[\\`*_{}\[\]()<>#+\-.!|~$&:@]")


def quote_markdown(text: str) -> str:
    r"""`text` from an article so that Markdown shows it letter by letter, on one line, and runs none of it.

    >>> quote_markdown("90.253 lượt <b>*")
    '90&#46;253 lượt &#60;b&#62;&#42;'
    """
    return _MARKDOWN.sub(lambda found: f"&#{ord(found[0])};", " ".join(str(text).split()))


ROWS_SHOWN = 2_000  # of a table on a page: nobody reads more there, and making it safe takes quadratic time


@dataclass(frozen=True)
class Shown:
    """A table for a reader of the page: caption, scoped header cells, text to the left, numbers to the right."""

    frame: pd.DataFrame
    caption: str

    def _cell(self, value) -> str:
        if hasattr(value, "dtype"):
            return self._cell(value.item())
        if isinstance(value, float) and pd.isna(value):
            return "<td></td>"
        if isinstance(value, bool) or not isinstance(value, int | float):
            return f"<td>{html.escape(str(value))}</td>"
        return f'<td class="number">{number(value, LANGUAGES[0])}</td>'

    def _repr_html_(self) -> str:
        numeric = [pd.api.types.is_numeric_dtype(dtype) for dtype in self.frame.dtypes]
        heads = "".join(
            f"""<th scope="col"{' class="number"' if right else ""}>{html.escape(str(column))}</th>"""
            for column, right in zip(self.frame.columns, numeric, strict=True)
        )
        body = "".join(
            f"<tr>{''.join(map(self._cell, row))}</tr>\n"
            for row in self.frame.head(ROWS_SHOWN).itertuples(index=False, name=None)
        )
        left = len(self.frame) - ROWS_SHOWN
        said = f"Rows left out here: {left:,}. All are in data/processed." if left > 0 else "" if body else "No rows."
        if said:
            body += f'<tr><td colspan="{max(1, len(numeric))}">{said}</td></tr>\n'
        caption = html.escape(self.caption)
        return (
            f'<div class="table" tabindex="0" role="group" aria-label="{caption}"><table>'
            f"<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}</tbody></table></div>"
        )

    def __repr__(self) -> str:
        return f"{self.caption}\n{self.frame.to_string(index=False, max_rows=ROWS_SHOWN)}"


def show(frame: pd.DataFrame, caption: str) -> Shown:
    """`frame` as a captioned table for a notebook page; texts are escaped, numbers grouped and never rounded.

    Of a longer table the first 2,000 rows are shown, and how many are left out.
    """
    return Shown(frame, caption)
