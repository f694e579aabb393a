"""How surely a number is told: reported, an estimate, a plan, a rule, or unsure; what speaks for each.

The words that carry a status stand in the lexicon, one class a status; how far each reaches was learned from labelled
texts, as with the fields (ranking.py).
"""

from __future__ import annotations

from viclaims.lexicon import joined
from viclaims.observations import ranking
from viclaims.observations.ranking import Asked, Told
from viclaims.observations.scene import Token

STATUSES = ("reported", "estimate", "plan", "rule", "unsure")
PROPOSALS = joined("proposal")
REACH = 60  # words
CUES = {name: joined(f"says_{name}") for name in ("estimate", "plan", "rule", "unsure", "done")}


def features_of(asked: Asked) -> tuple[str, ...]:
    """What speaks for the status of a claim: the words of a status around it and the status of the claim before."""
    tokens, at, left = asked.scene.tokens, asked.at, asked.left
    kind, family, verb, _, own, *_ = asked.seen
    seen = ["bias", f"k={kind}", f"f={family}", f"v={verb}"]
    right = next(
        (i for i in range(at + 1, len(tokens)) if tokens[i].kind in ("comma", "semi", "stop", "claim")), len(tokens)
    )
    spans = {"own": (left.edge, at), "behind": (at + 1, right), "before": (max(0, left.edge - REACH), left.edge)}
    found: dict[str, str] = {}
    for where, (first, last) in spans.items():
        for i in range(last - 1, first - 1, -1):
            for name in _cues(tokens, i):
                found.setdefault(f"{where}:{name}", _distance(tokens, i, at))
                seen.append(f"{where}:w={tokens[i].low}")
    seen += [f"{key}" for key in found]
    seen += [f"{key}|{value}" for key, value in found.items()]
    seen += [f"{key}|done={'own:done' in found}" for key in found]
    if not found:
        seen.append("no cue")
    previous: Told | None = asked.told[-1] if asked.told else None
    if previous:
        between = {t.kind for t in tokens[previous.token + 1 : at]} if previous.sentence == asked.sentence else {"far"}
        marks = next((mark for mark in ("part", "open", "semi", "far") if mark in between), "near")
        seen += [
            f"was={previous.status}",
            f"was={previous.status}|{marks}",
            f"was={previous.status}|{kind}",
            f"was={previous.status}|own={own}|{marks}",
            f"was={previous.status}|cue={any(key.startswith('own') for key in found)}|{marks}",
        ]
    qualifier = asked.reading.qualifier
    seen += [f"q={qualifier}", f"q={qualifier}|was={previous.status if previous else '-'}"]
    return tuple(dict.fromkeys(seen))


def _cues(tokens: list[Token], at: int) -> list[str]:
    return [name for name, known in CUES.items() if tokens[at].low in known]


def _distance(tokens: list[Token], first: int, last: int) -> str:
    size = abs(last - first)
    return "1-3" if size < 4 else "4-8" if size < 9 else "9-20" if size < 21 else "far"


def proposed(asked: Asked) -> bool:
    """Whether a word before the number says that something is only proposed or asked for."""
    first = max(0, asked.left.edge - REACH)
    clause = asked.scene.tokens[first : asked.at]
    begin = max((at for at, token in enumerate(clause) if token.kind in ("semi", "stop")), default=-1)
    return any(token.low in PROPOSALS for token in clause[begin + 1 :])


def status_of(asked: Asked) -> str:
    seen = features_of(asked)
    known = ranking.weights()["status"]
    scores = {status: sum(known.get(f"{status}:{feature}", 0.0) for feature in seen) for status in STATUSES}
    return max(STATUSES, key=lambda status: scores[status])
