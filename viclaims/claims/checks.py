"""Does the table hold together? Parts against wholes, digits against mentions; a mismatch is shown, never a stop."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

DIGIT_RUN = re.compile(r"\d+")


def check_parts(claims: pd.DataFrame) -> pd.DataFrame:
    """`claims` with share_pct (value of whole in per cent, NaN without a whole) and flag ('' or 'part above whole').

    A part above its whole is possible (a plan overfulfilled) and stays in the table.

    >>> frame = pd.DataFrame({"value": [52.0, 38.0], "whole": [235.0, 36.0]})
    >>> check_parts(frame)[["share_pct", "flag"]].round(1).values.tolist()
    [[22.1, ''], [105.6, 'part above whole']]
    """
    whole = claims["whole"].where(claims["whole"] > 0, np.nan)
    above = claims["value"] > whole
    flag = pd.Series(np.where(above, "part above whole", ""), index=claims.index, dtype=object)
    return claims.assign(share_pct=(claims["value"] / whole * 100).astype("float64"), flag=flag)


def unread_digits(text: str, mentions: pd.DataFrame) -> pd.DataFrame:
    """Digit runs of `text` that no row of `mentions` covers (columns start, end, quote): none, if all is well.

    >>> unread_digits("Có 22 đồng chí", pd.DataFrame({"start": [3], "end": [5]})).empty
    True
    """
    covered = np.zeros(len(text) + 1, dtype=np.int64)
    np.add.at(covered, mentions["start"].to_numpy(dtype=np.int64), 1)
    np.add.at(covered, mentions["end"].to_numpy(dtype=np.int64), -1)
    inside = np.cumsum(covered) > 0
    missed = [m for m in DIGIT_RUN.finditer(text) if not inside[m.start() : m.end()].all()]
    rows = [{"start": m.start(), "end": m.end(), "quote": m[0]} for m in missed]
    return pd.DataFrame(rows, columns=["start", "end", "quote"])
