"""How the numbers of a sentence hang together, and whether a change is a rise or a fall: rules over its words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from viclaims.claims.unit_readers import Reading
from viclaims.lexicon import joined
from viclaims.observations.scene import Scene, Token

SIGNS = {"+": "+", "-": "-", "−": "-"}
RISES, FALLS = joined("rises"), joined("falls")
FROM, TO = joined("from"), joined("level_reached", "to_level", "up_to")
UPWARDS = joined("open_upwards", "open_downwards", "turns_to")
BETWEEN = frozenset({"semi", "stop"})


def direction_of(scene: Scene, at: int, kind: str) -> str:
    """'+' where the quantity rose, '-' where it fell, '' where nothing says so; `at`: token of the claim."""
    tokens = scene.tokens
    if tokens[at].low[0] in SIGNS:
        return SIGNS[tokens[at].low[0]]
    if at and (sign := _sign(tokens[at - 1])) and tokens[at - 1].kind == "change":
        return sign
    if start_of(scene, at) is not None:
        return _way(tokens, at)
    seen_level = False
    for i in range(at - 1, max(-1, at - 16), -1):
        token = tokens[i]
        if token.kind in ("semi", "stop", "open", "close", "part") or (token.kind == "comma" and kind != "change"):
            break
        if token.kind == "claim" and kind != "change":
            break
        if token.low in TO:
            seen_level = True
        elif sign := _sign(token):
            before = _sign(tokens[i - 1]) if i and token.kind != "change" and tokens[i - 1].kind == "change" else ""
            return (before or sign) if kind == "change" or seen_level else ""  # "giảm sâu 12%" is a fall
        elif kind != "change" and token.kind in ("noun", "verb", "name") and not seen_level:
            break
    return ""


def _sign(token: Token) -> str:
    """The sign of a verb of rising or falling, or of a comparative."""
    first = token.low.replace("_", " ").split(" ")[0] if token.kind == "change" else ""
    for known, sign in ((RISES, "+"), (FALLS, "-")):
        if token.low in known or first in known:
            return sign
    return ""


def _way(tokens: list[Token], at: int) -> str:
    """The sign of "từ A lên B" and "từ A xuống còn B"; that of a verb before it, if the words between say none."""
    for i in range(at - 1, max(-1, at - 20), -1):
        if tokens[i].kind in ("semi", "stop"):
            break
        if (sign := _sign(tokens[i])) and (tokens[i].kind == "change" or tokens[i].low in TO):
            return sign
    return ""


def _is_from(tokens: list[Token], at: int) -> bool:
    return any(token.low in FROM for token in tokens[max(0, at - 3) : at])


def start_of(scene: Scene, at: int) -> int | None:
    """Token of the claim that this one moved from: "giảm từ 3,45% xuống còn 2,1%"."""
    tokens = scene.tokens
    before = next((i for i in range(at - 1, max(-1, at - 14), -1) if tokens[i].kind == "claim"), None)
    if before is None or not _is_from(tokens, before):
        return None
    between = tokens[before + 1 : at]
    if any(token.kind in BETWEEN | {"comma"} or token.low in UPWARDS for token in between):
        return None
    if any(token.kind == "tense" and after.low not in TO for token, after in pairwise([*between, tokens[at]])):
        return None
    if not any(token.low in TO for token in between):
        return None
    return before


COUNTED = frozenset({"count", "money", "measure"})
FARTHEST_WHOLE, FARTHEST = 6, 120  # claims, words


class Counting(NamedTuple):
    """A claim that may be a whole: where it stands, how it was read, and whose part it is."""

    start: int
    sentence: int
    token: int
    reading: Reading
    whole: int | None


def whole_of(scene: Scene, sentence: int, at: int, reading: Reading, earlier: Sequence[Counting]) -> int | None:
    """Start of the claim whose part this one counts: behind "trong đó" and "gồm", in brackets, on in such a list."""
    if not earlier or not (reading.kind in COUNTED or reading.family == "money"):
        return None
    tokens, last = scene.tokens, earlier[-1]
    if last.sentence != sentence:
        behind = tokens[: min(at, 4)]
        if not any(token.kind == "part" for token in behind):
            return None
        return _fitting(reading, [one for one in earlier if one.sentence == last.sentence], first=True)
    here = [one for one in earlier if one.sentence == sentence]
    span = range(at - 1, max(-1, at - FARTHEST), -1)
    marker = next((i for i in span if tokens[i].kind in ("part", "list", "open", "close", "semi")), -1)
    kind = tokens[marker].kind if marker >= 0 else "close"
    if kind in ("close", "semi"):
        return _goes_on(scene, at, reading, here)
    if reading.kind == "change" and kind == "part":
        return None
    part = next(
        (
            one
            for one in reversed(here)
            if one.token > marker and one.whole is not None and _alike(reading, one.reading)
        ),
        None,
    )
    if part:
        return part.whole
    if kind == "open" and any(token.kind in ("level", "change", "compare") for token in tokens[marker:at]):
        return None
    return _fitting(reading, [one for one in here if one.token < marker])


def _fitting(reading: Reading, wholes: Sequence[Counting], first: bool = False) -> int | None:
    """The nearest claim (of an earlier sentence the first) that counts the same and no less; of a part, its whole."""
    order = wholes[:FARTHEST_WHOLE] if first else wholes[: -FARTHEST_WHOLE - 1 : -1]
    for one in order:
        if _alike(reading, one.reading) and one.reading.expression.value >= reading.expression.value:
            return one.start if one.whole is None else one.whole
    return None


def _alike(part: Reading, whole: Reading) -> bool:
    """Whether the two count the same kind of thing: sums of one currency, measures of one unit, things."""
    if part.family == "money":
        return whole.family == "money" and part.unit == whole.unit and whole.kind in ("money", "change")
    return part.kind == whole.kind and whole.kind in COUNTED and (part.kind == "count" or part.unit == whole.unit)


def _goes_on(scene: Scene, at: int, reading: Reading, here: Sequence[Counting]) -> int | None:
    """The whole of a part before, where the list goes on behind a comma, a semicolon or "và"."""
    tokens = scene.tokens
    last = next(
        (one for one in here[: -FARTHEST_WHOLE - 1 : -1] if one.whole is not None and _alike(reading, one.reading)),
        None,
    )
    if last is None or here[-1].token - last.token > 14 or at - here[-1].token > 14:
        return None
    between = [token.kind for token in tokens[last.token + 1 : at]]
    depth = between.count("close") - between.count("open")
    ended = depth > 0 or any(kind in ("stop", "time", "says") for kind in between)
    return None if ended else last.whole
