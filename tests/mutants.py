"""Which rule, row of the lexicon or cell of a row could change without any reading being another one?

`make mutants` takes out every rule and every row in turn, and gives every filled cell of a table's own columns the
value of another row. Each mutant is tried in a process of its own, which reads again the examples that hold the row's
word (of a rule: all) and compares them with tests/cases/readings.csv. What changes none of them survives, and is
named.

    python -m tests.mutants [--every N] [rules] [rows] [cells]
"""

import argparse
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from multiprocessing.pool import ThreadPool
from typing import Any, NamedTuple

import numpy  # noqa: F401  (loaded once, before the processes part; of viclaims only the reader of the tables is)
import pandas  # noqa: F401

from tests.readings import plain, reading, recorded
from viclaims import lexicon as tables

SECONDS = 60  # a mutant that reads for longer is one that shows
RULES = {
    "viclaims.claims.role_rules": "RULES",
    "viclaims.claims.unit_readers": "READERS",
    "viclaims.claims.doubts": "DOUBTS",
    "viclaims.article.lines": "LINE_RULES",
    "viclaims.observations.periods": "POINTS",
}
DOCUMENT_RULES = "viclaims.documents.names"


class Mutant(NamedTuple):
    """One change: its name, what makes it, the words without which a text cannot notice it (none: any text may), and
    the examples that are most likely to notice it, which are read first."""

    name: str
    make: Callable[[], None]
    words: tuple[str, ...] = ()
    first: tuple[str, ...] = ()


def rules() -> Iterator[Mutant]:
    """Every named rule taken out."""
    for module, names in RULES.items():
        named = apart(lambda m=module, n=names: [(rule.name, _examples(rule)) for rule in getattr(import_module(m), n)])
        for name, first in named:
            yield Mutant(f"{module}: {name}", lambda m=module, n=names, r=name: _without(m, n, r), (), first)
    named = apart(lambda: [(name, _examples(rule)) for name, rule in import_module(DOCUMENT_RULES).RULES.items()])
    for name, first in named:
        yield Mutant(f"{DOCUMENT_RULES}: {name}", lambda r=name: _without_document_rule(r), (), first)


def _examples(rule: Any) -> tuple[str, ...]:
    """The examples that a rule takes, as the table of readings has them."""
    return tuple(map(plain, rule.takes if hasattr(rule, "takes") else (rule.example,)))


def _without(module: str, names: str, name: str) -> None:
    home = import_module(module)
    setattr(home, names, tuple(rule for rule in getattr(home, names) if rule.name != name))


def _without_document_rule(name: str) -> None:
    home = import_module(DOCUMENT_RULES)
    spans, mentions = home.document_spans, home.find_names
    home.document_spans = lambda text: [span for span in spans(text) if span[2] != name]
    home.find_names = lambda text: [mention for mention in mentions(text) if mention.rule != name]


def rows() -> Iterator[Mutant]:
    """Every row of the lexicon taken out."""
    for row in _every_row():
        yield Mutant(f"{row.table}.csv: {row.word} ({row.classes[0]})", lambda r=row: _instead(r, None), _spelled(row))


def cells() -> Iterator[Mutant]:
    """Every filled cell of a table's own columns with the value of the next row that has another one."""
    every = _every_row()
    for row in every:
        for column, cell in row.own.items():
            values = [other.own[column] for other in every if other.table == row.table and other.own[column]]
            others = [value for value in values if value != cell]
            if cell and others:
                changed = row._replace(own=row.own | {column: others[sum(map(ord, row.word)) % len(others)]})
                name = f"{row.table}.csv: {row.word}, {column}: {changed.own[column]} for {cell}"
                yield Mutant(name, lambda r=row, c=changed: _instead(r, c), _spelled(row))


def _every_row() -> list[tables.Row]:
    return [row for rows in tables.Lexicon().tables.values() for row in rows]


def _spelled(row: tables.Row) -> tuple[str, ...]:
    return tuple(word.lower() for word in tables.spellings(row.word))


def _instead(row: tables.Row, other: tables.Row | None) -> None:
    """The package's lexicon with `other` in the place of `row`, or without it."""
    changed = tables.Lexicon()
    for rows in (*changed.tables.values(), *changed._by_class.values()):
        rows[:] = [other if here == row else here for here in rows if other or here != row]
    tables.lexicon = lambda: changed


def apart(work: Callable[[], Any]) -> Any:
    """What `work` returns in a process of its own; the name of what it raises, or of the time it ran out of."""
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if not child:
        signal.signal(signal.SIGALRM, lambda *_: (_ for _ in ()).throw(TimeoutError()))
        signal.alarm(SECONDS)
        try:
            result = work()
        except Exception as error:  # noqa: BLE001  (whatever a mutant breaks is an answer)
            result = type(error).__name__
        with os.fdopen(writing_end, "wb") as pipe:
            pipe.write(pickle.dumps(result))
        os._exit(0)
    os.close(writing_end)
    with os.fdopen(reading_end, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(told)


def survives(mutant: Mutant, readings: dict[str, str]) -> bool:
    """Whether every reading that could be another one under the mutant is the same."""
    asked = {text: readings[text] for text in mutant.first if text in readings} | {
        text: said
        for text, said in readings.items()
        if not mutant.words or any(word in text.lower() for word in mutant.words)
    }

    def changed() -> bool:
        mutant.make()
        return any(reading(text) != said for text, said in asked.items())

    return apart(changed) is False


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="Name the rules, rows and cells that no reading misses.")
    parser.add_argument("kinds", nargs="*", choices=("rules", "rows", "cells"))
    parser.add_argument("--every", type=int, default=1, help="try only every N-th mutant")
    options = parser.parse_args(arguments)
    readings = recorded()
    for kind in options.kinds or ("rules", "rows", "cells"):
        mutants = list({"rules": rules, "rows": rows, "cells": cells}[kind]())[:: options.every]
        left = 0
        with ThreadPool(os.cpu_count()) as pool:
            for number, (mutant, alive) in enumerate(
                zip(mutants, pool.imap(lambda mutant: survives(mutant, readings), mutants), strict=True), start=1
            ):
                left += alive
                if alive:
                    print(f"survives: {mutant.name}", flush=True)
                if sys.stderr.isatty():
                    print(f"{kind} {number}/{len(mutants)}", end="\r", file=sys.stderr)
        print(f"{kind}: {left} of {len(mutants)} survive ({left / len(mutants):.1%})", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
