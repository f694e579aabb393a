"""How surely a number is told: reported, an estimate, a plan, a rule, or unsure; what speaks for each.

The words that carry a status stand in the lexicon, one class a status; how far each reaches was learned from labelled
texts, as with the fields (ranking.py).
"""

from __future__ import annotations

from viclaims.lexicon import joined
from viclaims.observations.features import Asked, Group, Told
from viclaims.observations.ranking import scorer

STATUSES = ("reported", "estimate", "plan", "rule", "unsure")
PROPOSALS = joined("proposal")
REACH = 60  # words
CUES = {name: joined(f"says_{name}") for name in ("estimate", "plan", "rule", "unsure", "done")}
CUES_OF = {word: [name for name, known in CUES.items() if word in known] for known in CUES.values() for word in known}


def seen_of(asked: Asked) -> list[tuple[str, tuple[str, ...]]]:
    """What speaks for the status of a claim: the words of a status around it and the status of the claim before."""
    tokens, at, left = asked.scene.tokens, asked.at, asked.left
    kind, family, verb, _, own, *_ = asked.seen
    right = next(
        (i for i in range(at + 1, len(tokens)) if tokens[i].kind in ("comma", "semi", "stop", "claim")), len(tokens)
    )
    spans = {"own": (left.edge, at), "behind": (at + 1, right), "before": (max(0, left.edge - REACH), left.edge)}
    found: dict[tuple[str, str], str] = {}
    words: dict[tuple[str, str], None] = {}
    for where, (first, last) in spans.items():
        for i in range(last - 1, first - 1, -1):
            for name in CUES_OF.get(tokens[i].low, ()):
                found.setdefault((where, name), _distance(i, at))
                words[where, tokens[i].low] = None
    done = "done" if ("own", "done") in found else "not done"
    seen: list[tuple[str, tuple[str, ...]]] = [("cue_word", word) for word in words]
    seen += [("cue", (*cue, distance, done)) for cue, distance in found.items()]
    if not found:
        seen.append(("no_cue", ()))
    previous: Told | None = asked.told[-1] if asked.told else None
    if previous:
        between = {t.kind for t in tokens[previous.token + 1 : at]} if previous.sentence == asked.sentence else {"far"}
        marks = next((mark for mark in ("part", "open", "semi", "far") if mark in between), "near")
        cue = "cue" if any(where == "own" for where, _ in found) else "no cue"
        seen.append(("was", (previous.status, marks, kind, own, cue)))
    was = previous.status if previous else "-"
    seen.append(("status", (kind, family, verb, asked.reading.qualifier, was)))
    return seen


def _distance(first: int, last: int) -> str:
    size = abs(last - first)
    return "1-3" if size < 4 else "4-8" if size < 9 else "9-20" if size < 21 else "far"


def proposed(asked: Asked) -> bool:
    """Whether a word before the number says that something is only proposed or asked for."""
    first = max(0, asked.left.edge - REACH)
    clause = asked.scene.tokens[first : asked.at]
    begin = max((at for at, token in enumerate(clause) if token.kind in ("semi", "stop")), default=-1)
    return any(token.low in PROPOSALS for token in clause[begin + 1 :])


def status_of(asked: Asked) -> str:
    seen, score = seen_of(asked), scorer("status").score
    scores = {status: score(as_groups(seen, status)) for status in STATUSES}
    return max(STATUSES, key=lambda status: scores[status])


def as_groups(seen: list[tuple[str, tuple[str, ...]]], status: str) -> list[Group]:
    """What is seen of a claim as speaking for one status."""
    return [(group, status, values) for group, values in seen]
