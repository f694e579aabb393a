"""What a person would print under a number, made of the fields of its observation: at most 14 words."""

from __future__ import annotations

import re

from viclaims.claims.unit_readers import Reading
from viclaims.lexicon import among, words

MOST_WORDS, FEWEST_WORDS = 14, 4
_PLANNED, _ESTIMATED = among("plan_said", "says_plan"), among("says_estimate")
_OPENED = re.compile(r"\s[(\"“][^)\"”]*$")


def label_of(fields: dict[str, str], reading: Reading, status: str, direction: str) -> str:
    """The label of a claim: what it counts or measures, with the mark of its status, its time, base and place.

    >>> from viclaims import extract_claims
    >>> extract_claims("Năm 2023, thu ngân sách của huyện ước đạt 112 tỷ đồng.")["says"].item()
    'thu ngân sách của huyện, năm 2023 (ước tính)'
    """
    core = _core(fields, reading, direction)
    mark = _mark(core, status)
    room = MOST_WORDS - len(mark.split())
    label = _cut(core, room)
    for piece in _pieces(fields, reading, core):
        longer = f"{label}{piece}"
        if len(longer.split()) <= room:
            label = longer
    return f"{label}{mark}"


def _core(fields: dict[str, str], reading: Reading, direction: str) -> str:
    subject = _small(fields.get("subject", "")) or reading.counted or reading.unit
    action, actor = _small(fields.get("action", "")), _small(fields.get("actor", ""))
    low = subject.lower()
    if reading.kind == "age":
        return f"{_said('age')} {subject}" if not low.startswith(tuple(words("says_age"))) else subject
    if reading.kind == "change":
        verb = action or {"+": _said("rise"), "-": _said("fall")}.get(direction, "")
        return subject if not verb or verb.lower() in low.split() else f"{subject} {verb}"
    if reading.kind == "duration" and not low.startswith(tuple(words("says_time"))):
        subject = f"{_said('duration')} {subject}"
    elif (
        reading.kind == "share"
        and fields.get("base")
        and not low.startswith(tuple(words("says_share", "quantity_head")))
    ):
        subject = f"{_said('share')} {subject}"
    if not action or action.lower() in low:
        return subject
    if actor and actor.lower() not in low and len(f"{subject} {actor} {action}".split()) <= MOST_WORDS:
        return f"{subject} {actor} {action}"
    return f"{action} {subject}" if reading.kind == "count" else f"{subject} {action}"


def _pieces(fields: dict[str, str], reading: Reading, core: str) -> list[str]:
    """What may be added behind the core, the most telling first."""
    low, pieces = core.lower(), []
    base, period, place = (_small(fields.get(name, "")) for name in ("base", "period", "place"))
    if base and base.lower() not in low:
        joint = _said("of_whole") if reading.kind in ("share", "count") else _said("than")
        pieces.append(f" {joint} {base}")
    if period and period.lower() not in low:
        pieces.append(f", {period}")
    if place and place.lower() not in low:
        pieces.append(f", {place}")
    actor = _small(fields.get("actor", ""))
    if actor and actor.lower() not in low:
        pieces.append(f", {actor}")
    return pieces


def _mark(core: str, status: str) -> str:
    """The words of a status that the core does not say itself."""
    said = core.lower()
    if (
        status == "reported"
        or (status == "plan" and _holds(said, _PLANNED))
        or (status == "estimate" and _holds(said, _ESTIMATED))
    ):
        return ""
    return f" ({_said(status)})"


def _holds(said: str, known: frozenset[str]) -> bool:
    return any(f" {word} " in f" {said} " for word in known)


def _said(name: str) -> str:
    return words(f"label_{name}")[0]


def _small(printed: str) -> str:
    """A stretch as it stands inside a label: its first letter small, where it is no name."""
    first = printed.split(" ", 1)[0]
    rest = printed[len(first) :].lstrip()
    is_name = not first[1:].islower() or rest[:1].isupper()
    return printed if is_name else first.lower() + printed[len(first) :]


def _cut(core: str, room: int) -> str:
    """The core in at most `room` words, ended before a bracket that would stay open."""
    parts = core.split()
    if len(parts) <= room:
        return core
    return _OPENED.sub("", " ".join(parts[:room])).rstrip(" ,;:-–")
