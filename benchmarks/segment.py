"""Words and tags: viclaims.segment beside pyvi itself and underthesea, on the same texts in one run."""

import gc
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from itertools import chain
from itertools import count as count_from
from pathlib import Path

from benchmarks.invented_articles import article
from viclaims.text import words as segment
from viclaims.text.sentences import split_sentences

ROOT = Path(__file__).parents[1]
TITLE = "Words and parts of speech"
NOTE = """\
The sentences are those of the labelled texts (tests/labels), of the articles in data/raw and of invented articles,
each once. Seconds are processor time; before each run the garbage of the others is collected. The first pass meets
every word for the first time; behind it come two more, which take turns with pyvi, the best of which is told.
underthesea reads the first sentences only. The last rows are seconds by the clock, the best of seven."""
SENTENCES, FEW = 3_500, 500
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)


def texts(count: int = SENTENCES) -> list[str]:
    """`count` different sentences."""
    labelled = [
        json.loads(line)["text"]
        for path in sorted((ROOT / "tests" / "labels").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    whole = [*labelled, *(path.read_text(encoding="utf-8-sig") for path in sorted(ROOT.glob("data/raw/*.txt")))]
    found: dict[str, None] = {}
    for text in chain(whole, map(article, count_from(1))):
        found.update(dict.fromkeys(text[start:end] for start, end in split_sentences(text)))
        if len(found) >= count:
            return list(found)[:count]
    raise AssertionError("articles are made without end")


def pyvi_tag(text: str) -> list[tuple[str, str]]:
    from pyvi import ViPosTagger, ViTokenizer

    return list(zip(*ViPosTagger.postagging(ViTokenizer.tokenize(text)), strict=True))


def own_tag(text: str) -> list[tuple[str, str]]:
    return [(word.text, word.tag) for word in segment.tag(text)]


def underthesea_tag(text: str) -> list[tuple[str, str]]:
    from underthesea import pos_tag

    return pos_tag(text)


def seconds(run: Callable[[str], object], lines: list[str]) -> float:
    gc.collect()  # else a collection of what others left falls into this run
    start = time.process_time()
    for line in lines:
        run(line)
    return time.process_time() - start


def row(what: str, characters: int, taken: float, pyvi: float | None = None, note: str = "") -> dict:
    """One line of the table; `pyvi` is pyvi's own time for the same characters."""
    return {
        "measured": what,
        "characters": f"{characters:,}",
        "seconds": f"{taken:.3f}",
        "characters/s": f"{characters / taken:,.0f}",
        "× pyvi": f"{pyvi / taken:.1f}" if pyvi else "",
        "note": note,
    }


def side_by_side() -> list[dict]:
    """The same sentences by pyvi, by viclaims and by underthesea if it is installed."""
    lines = texts()
    characters = sum(map(len, lines))
    pyvi_tag("một")  # its import is measured apart
    segment.tag("một")
    first = seconds(segment.tag, lines)
    pyvi_first = seconds(pyvi_tag, lines)
    same = sum(own_tag(line) == pyvi_tag(line) for line in lines)
    runs = {"pyvi": pyvi_tag, "own": segment.tag, "words": segment.words}
    best = {name: min(times) for name, times in take_turns(runs, lines).items()}
    rows = [
        row("pyvi: tokenize + postagging, first pass", characters, pyvi_first, pyvi_first),
        row("viclaims: tag, first pass", characters, first, pyvi_first, "no syllable or word known yet"),
        row("pyvi: tokenize + postagging", characters, best["pyvi"], best["pyvi"]),
        row("viclaims: tag", characters, best["own"], best["pyvi"], f"same on {same:,} of {len(lines):,} sentences"),
        row("viclaims: words", characters, best["words"], best["pyvi"], "no tags"),
    ]
    if find_spec("underthesea") is None:
        skipped = {"measured": "underthesea: pos_tag", "note": "skipped: underthesea is not installed"}
        return [*rows, dict.fromkeys(rows[0], "") | skipped]
    underthesea_tag("một")
    few = lines[:FEW]
    pyvi_few, taken = seconds(pyvi_tag, few), seconds(underthesea_tag, few)
    return [*rows, row("underthesea: pos_tag", sum(map(len, few)), taken, pyvi_few, "its own tags")]


def take_turns(runs: dict[str, Callable], lines: list[str], times: int = 2) -> dict[str, list[float]]:
    """Seconds of each run, taken in turns, so that a busy machine slows all alike."""
    taken = {name: [] for name in runs}
    for _ in range(times):
        for name, run in runs.items():
            taken[name].append(seconds(run, lines))
    return taken


def growth(sizes: tuple[int, ...] = SIZES) -> list[dict]:
    """Ever longer texts: line by line, lines in one call, one line without a sentence end."""
    joined = "\n".join(texts()) + "\n"
    endless = " ".join(joined.replace(".", " ").replace("!", " ").replace("?", " ").split()) + " "
    ways = {
        "line by line": (joined, by_line),
        "lines in one call": (joined, segment.tag),
        "one line, no sentence end": (endless, segment.tag),
    }
    rows = []
    for name, (text, run) in ways.items():
        for size in sizes:
            sample = (text * (size // len(text) + 1))[:size]
            repeats = max(1, 300_000 // size)
            times = 3 if size < 3_000_000 else 1
            taken = min(seconds(run, [sample] * repeats) for _ in range(times)) / repeats
            rows.append(row(f"viclaims: tag, {name}", size, taken))
    return rows


def by_line(text: str) -> None:
    """Tag every line and keep nothing, as a reader of claims does."""
    for line in re.finditer(r"[^\n]+", text):
        segment.tag(line[0])


def start_up(times: int = 7) -> list[dict]:
    """Import and first sentence in a new process, less Python's own start."""
    codes = {
        "": "pass",
        "viclaims: import and first tag": "import viclaims; from viclaims.text.words import tag; tag('cán bộ')",
        "pyvi: import and first tag": "from pyvi import ViTokenizer as T, ViPosTagger as P; "
        "P.postagging(T.tokenize('cán bộ'))",
    }
    best = dict.fromkeys(codes, float("inf"))
    for _ in range(times):
        for name, code in codes.items():
            start = time.perf_counter()
            command = [sys.executable, "-W", "ignore", "-c", code]
            subprocess.run(command, check=True, cwd=ROOT)
            best[name] = min(best[name], time.perf_counter() - start)
    empty = dict.fromkeys(row("", 1, 1.0), "")
    bare = best.pop("")
    return [
        empty | {"measured": name, "seconds": f"{taken - bare:.3f}", "note": "beyond Python's own start"}
        for name, taken in best.items()
    ]


def measure() -> list[dict]:
    """All rows of the table."""
    return side_by_side() + growth() + start_up()
