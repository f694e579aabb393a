"""What a person would print under a number, made of the fields of its observation: at most 14 words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from viclaims.claims.unit_readers import Reading
from viclaims.lexicon import among, words

MOST_WORDS = 14
_PLANNED, _ESTIMATED = among("label_is_plan"), among("label_is_estimate")
_COMPARED = among("plan_said", "same_span", "last", "label_base")
_SHARES = words("says_share", "quantity_head")
_TIMES, _AGES = words("says_time"), words("says_age")
_CHANGES = among("rises", "falls") - among("lacks")
_OPENED = re.compile(r"\s[(\"“][^)\"”]*$")


def label_of(fields: dict[str, str], reading: Reading, status: str, direction: str, proposed: bool = False) -> str:
    """The label of a claim: what it counts or measures, with the mark of its status, its time, base and place.

    `proposed`: a word before it says that it is only proposed.

    >>> from viclaims import extract_claims
    >>> extract_claims("Năm 2023, tổng thu ngân sách ước đạt 112 tỷ đồng, bằng 108% dự toán.")["says"].tolist()
    ['tổng thu ngân sách, năm 2023 (ước tính)', 'tổng thu ngân sách so với dự toán, năm 2023 (ước tính)']
    """
    core = _core(fields, reading, direction)
    mark = _mark(core, status, proposed)
    room = MOST_WORDS - len(mark.split())
    pieces = _pieces(fields, reading, core)
    if reading.kind in ("change", "share", "ratio") and fields.get("base") and pieces:
        over = len(core.split()) + len(pieces[0].split()) - room  # what it is compared with must find room
        shorter = _shortened(fields.get("subject", ""), over)
        core = _core(fields | {"subject": shorter}, reading, direction)
    label = _cut(core, room)
    for piece in pieces:
        longer = f"{label}{piece}"
        if len(longer.split()) <= room and not _holds(label, {piece.lstrip(", ")}):
            label = longer
    return f"{label}{mark}"


def _core(fields: dict[str, str], reading: Reading, direction: str) -> str:
    """What is counted or measured, with what was done or how it changed."""
    subject = small(fields.get("subject", "")) or reading.counted or reading.unit
    action, actor = small(fields.get("action", "")), small(fields.get("actor", ""))
    if reading.kind == "change":
        verb = action or {"+": _said("rise"), "-": _said("fall")}.get(direction, "")
        return subject if not verb or _holds(subject, {verb}) else f"{subject} {verb}"
    subject = _measured(subject, reading)
    if action.split(" ")[0].lower() in _CHANGES:
        action = ""  # "giảm còn 2,1%": the number is what is left
    if not action or _holds(subject, {action}):
        return subject
    if actor and not _holds(subject, {actor}) and len(f"{subject} {actor} {action}".split()) <= MOST_WORDS:
        return f"{subject} {actor} {action}"
    return f"{action} {subject}" if reading.kind == "count" else f"{subject} {action}"


def _measured(subject: str, reading: Reading) -> str:
    """The subject of an age, a stretch of time or a share with the word that says that it is one."""
    low = f"{subject.lower()} "
    for kind, known, name in (("age", _AGES, "age"), ("duration", _TIMES, "duration"), ("share", _SHARES, "share")):
        if reading.kind == kind and not low.startswith(tuple(f"{word} " for word in known)):
            return f"{_said(name)} {subject}"
    return subject


def _pieces(fields: dict[str, str], reading: Reading, core: str) -> list[str]:
    """What may be added behind the core, the most telling first."""
    base, period, place, actor = (small(fields.get(name, "")) for name in ("base", "period", "place", "actor"))
    compared = reading.kind in ("change", "ratio") or _holds(base, _COMPARED) or base[-4:].isdigit()
    if base and not compared and _holds(core, {base}):
        base = ""  # "hộ được vay vốn" of "hộ"
    pieces = [f" {_said('than' if compared else 'of_whole')} {base}" if base else ""]
    pieces += [f", {said}" for said in (period, place, actor) if said]
    return [piece for piece in pieces if piece]


def _mark(core: str, status: str, proposed: bool) -> str:
    """The words of a status that the core does not say itself."""
    known = {"plan": _PLANNED, "estimate": _ESTIMATED}.get(status, frozenset())
    if status == "reported" or _holds(core, known):
        return ""
    return f" ({_said('proposed' if proposed and status == 'plan' else status)})"


def _holds(text: str, known: Iterable[str]) -> bool:
    """Whether one of the words stands in the text."""
    return any(f" {word.lower()} " in f" {text.lower()} " for word in known)


def _said(name: str) -> str:
    return words(f"label_{name}")[0]


def small(printed: str) -> str:
    """A stretch as it stands inside a label: its first letter small, where it is no name."""
    first = printed.split(" ", 1)[0]
    rest = printed[len(first) :].lstrip()
    is_name = not first[1:].islower() or rest[:1].isupper()
    return printed if is_name else first.lower() + printed[len(first) :]


def _shortened(subject: str, over: int) -> str:
    """The subject without where or of whom it holds, if it is `over` words too long for what must stand behind it."""
    if over <= 0:
        return subject
    padded = f"{subject} "
    found = [
        at for word in words("label_shorter") if (at := padded.find(f" {word} ")) > 0 and subject.count(" ", 0, at)
    ]
    return subject[: min(found)] if found else subject


def _cut(core: str, room: int) -> str:
    """The core in at most `room` words, ended before a bracket that would stay open."""
    parts = core.split()
    if len(parts) <= room:
        return core
    return _OPENED.sub("", " ".join(parts[:room])).rstrip(" ,;:-–")
