"""Learn the weights of viclaims/observations/weights.csv.gz from labelled texts: `make weights`.

For each field of a claim the proposals of the readers compete with each other and with leaving it empty: a log-linear
model whose features name what is seen (features.py), learned by AdaGrad steps in a fixed order, so that the same labels
give the same weights on every machine. A proposal is right where the scorer would call it right. What an earlier claim
was said of is a proposal too: half of the examples see there what was labelled, half what a model that has not seen
the text would have answered.

    python -m tests.labels.train
"""

import csv
import gzip
import io
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.labels.score_observations import overlap, right, words
from viclaims.claims.extract import read_numbers
from viclaims.observations import ranking
from viclaims.observations.features import Asked, Feature, features, of_nothing
from viclaims.observations.observe import Answer, asked_of
from viclaims.observations.ranking import FIELDS, WEIGHTS, Weights, choose, proposals
from viclaims.observations.statuses import STATUSES, as_groups, seen_of, status_of

SETS = sorted((Path(__file__).parent / "observations").glob("*.jsonl"))
ROUNDS, AVERAGED, STEP, SHRINK = 12, 6, 0.15, 0.002
ORDERS = (3, 5, 7)
SEEN_TWICE, LEAST = 2, 0.2  # how often a feature is seen at least, how much it weighs at least
FOLDS = 3
NEARLY = 0.8  # of the words: a proposal as right as the best one


class Example(NamedTuple):
    """One choice: the text it is from, what is seen of each alternative, which are right."""

    text: str
    alternatives: list[tuple[list[Feature], bool]]


Examples = dict[str, list[Example]]


def read_sets(paths: Iterable[Path] = SETS) -> list[dict]:
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def examples(labels: list[dict], weights: Weights | None = None) -> Examples:
    """The choices of all labelled claims; with `weights` in the context of what they choose, else of the labels."""
    found: Examples = {field: [] for field in (*FIELDS, "status")}
    if weights is not None:
        ranking.use_weights(weights)
    for label in labels:
        gold = {one["start"]: one for one in label["observations"]}

        def answer(asked: Asked, label=label, gold=gold) -> Answer:
            one = gold.get(asked.start)
            return _answer(found, label, one, asked, weights is not None) if one else Answer({}, "reported")

        for _ in asked_of(read_numbers(label["text"]), answer):
            pass
    ranking.use_weights(None)
    return found


def _answer(found: Examples, label: dict, one: dict, asked: Asked, guessed: bool) -> Answer:
    chosen: dict[str, tuple[int, int]] = {}
    for field in FIELDS:
        if field not in one["amb"]:
            found[field].append(_example(label, one, asked, field, chosen))
        best = choose(asked, field, chosen) if guessed else None
        span = (best.start, best.end) if best else None if guessed else one[field]
        if span:
            chosen[field] = (span[0], span[1])
    if "status" not in one["amb"]:
        seen = seen_of(asked)
        alternatives = [(list(features(as_groups(seen, name))), name == one["status"]) for name in STATUSES]
        found["status"].append(Example(label["id"], alternatives))
    return Answer(chosen, status_of(asked) if guessed else one["status"])


def _example(label: dict, one: dict, asked: Asked, field: str, chosen: dict[str, tuple[int, int]]) -> Example:
    """The proposals for a field, the right ones marked; those that are nearly right are neither."""
    text = label["text"]
    said = text[slice(*one[field])] if one[field] else ""
    alternatives = [(list(features(of_nothing(asked, field, chosen))), not said)]
    made = list(proposals(asked, field, chosen))
    fits = [_fit(field, said, text[proposal.start : proposal.end]) for proposal in made]
    for proposal, fit in zip(made, fits, strict=True):
        is_right = fit > 0 and fit >= min(max(fits), NEARLY)
        if is_right or fit == 0:
            alternatives.append((list(features(proposal.seen)), is_right))
    return Example(label["id"], alternatives)


def _fit(field: str, said: str, proposed: str) -> float:
    return overlap(words(said), words(proposed)) if said and right(field, said, proposed) else 0.0


Numbered = list[tuple[list[int], bool]]  # the alternatives of an example, their features by number


def learn(found: list[Example]) -> dict[Feature, float]:
    """Weights of what is seen, after ROUNDS through the examples."""
    seen = Counter(feature for one in found for seen, _ in one.alternatives for feature in seen)
    numbers = {feature: number for number, feature in enumerate(f for f, n in seen.items() if n >= SEEN_TWICE)}
    kept = [
        [
            ([numbers[feature] for feature in seen if feature in numbers], is_right)
            for seen, is_right in one.alternatives
        ]
        for one in found
        if any(is_right for _, is_right in one.alternatives) and len(one.alternatives) > 1
    ]
    mean = [0.0] * len(numbers)  # over the last rounds of several orders: no order of the examples tells then
    for order_of in ORDERS:
        weight, squares = [0.0] * len(numbers), [1e-8] * len(numbers)
        order, draw = list(range(len(kept))), random.Random(order_of)
        for round_ in range(ROUNDS):
            draw.shuffle(order)
            for at in order:
                for number, slope in _slopes(kept[at], weight):
                    slope -= SHRINK * weight[number]
                    squares[number] += slope * slope
                    weight[number] += STEP * slope / math.sqrt(squares[number])
            if round_ >= ROUNDS - AVERAGED:
                share = 1 / (AVERAGED * len(ORDERS))
                mean = [one + other * share for one, other in zip(mean, weight, strict=True)]
    return {
        feature: round(mean[number], 2) for feature, number in sorted(numbers.items()) if abs(mean[number]) >= LEAST
    }


def _slopes(alternatives: Numbered, weight: list[float]) -> Iterator[tuple[int, float]]:
    """How the log-likelihood of the right alternatives changes with each weight."""
    scores = [sum([weight[number] for number in seen]) for seen, _ in alternatives]
    most = max(scores)
    odds = [math.exp(score - most) for score in scores]
    total = sum(odds)
    of_right = sum(odd for odd, (_, is_right) in zip(odds, alternatives, strict=True) if is_right)
    slopes: dict[int, float] = defaultdict(float)
    for odd, (seen, is_right) in zip(odds, alternatives, strict=True):
        slope = (odd / of_right if is_right else 0) - odd / total
        if abs(slope) >= 1e-4:
            for number in seen:
                slopes[number] += slope
    return iter(slopes.items())


def train(labels: list[dict]) -> Weights:
    """The weights of every field, learned from labelled texts."""
    found = examples(labels)
    both = {field: list(ones) for field, ones in found.items()}
    for fold in range(FOLDS):
        held = [label for at, label in enumerate(labels) if at % FOLDS == fold]
        names = {label["id"] for label in held}
        others = {field: learn([one for one in ones if one.text not in names]) for field, ones in found.items()}
        for field, ones in examples(held, others).items():
            both[field] += ones
    return {field: learn(ones) for field, ones in both.items()}


def write(weights: Weights, path: Path = WEIGHTS) -> None:
    """The table of the weights, the same bytes for the same weights."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    for field, known in weights.items():
        for (group, template, reader, values), value in known.items():
            if not any("|" in one for one in values):  # which parts the values here
                table.writerow((field, group, template, reader, "|".join(values), f"{value:g}"))
    with open(path, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.getvalue().encode("utf-8"))


if __name__ == "__main__":
    write(train(read_sets()))
