"""The short form of fuzz.py, without atheris: mutated sentences, and every finding ever kept."""

import random
from pathlib import Path

import pytest

from tests.faults.checks import CHECKS
from tests.faults.seeds import ODD, WORDS, seeds

KEPT = sorted((Path(__file__).parents[1] / "cases" / "fuzz").glob("*-*"))
TURNS = {"cleaning": 150, "page": 10, "numeral": 2000, "claims": 80, "documents": 80, "forms": 15}


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name[:40])
def test_what_the_fuzzer_found_stays_mended(path):
    CHECKS[path.name.partition("-")[0]](path.read_bytes())


def mutated(chance: random.Random, texts: list[bytes]) -> bytes:
    """A piece of one input, a word of the rules or an odd character, and a piece of another; bytes lost."""
    first, second = chance.choice(texts), chance.choice(texts)
    middle = " ".join(chance.choices(WORDS, k=chance.randint(0, 3))) + chance.choice([*ODD, "", ""])
    data = first[: chance.randint(0, len(first))] + middle.encode() + second[chance.randint(0, len(second)) :]
    cut = chance.randint(0, len(data))
    return data if chance.random() < 0.7 else data[:cut] + data[cut + chance.randint(1, 3) :]


@pytest.mark.parametrize("target", CHECKS)
def test_mutated_inputs_break_no_promise(target):
    chance, texts = random.Random(target), seeds(target)
    for _ in range(TURNS[target]):
        data = mutated(chance, texts)
        try:
            CHECKS[target](data)
        except Exception as error:
            raise AssertionError(f"{target}: {data!r}") from error
