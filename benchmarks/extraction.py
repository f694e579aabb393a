"""Claims of whole articles: extract_claims beside pyvi's and underthesea's words and tags of the same texts."""

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.invented_articles import article, text
from viclaims import extract_claims, extract_documents
from viclaims.claims.extract import claim_rows, read_numbers
from viclaims.text.sentences import split_sentences

TITLE = "Claims of whole articles"
NOTE = """\
Invented articles of about 6,200 characters, every one different and given to each tool once, so that no tool
answers from memory; the first block of 40 is read by a new process, in which most words are met for the first time,
the others when all have read that block. Seconds are processor time; pyvi and extract_claims
take turns by blocks of articles, underthesea (by sentence, as it is quadratic) has one block. Below,
ever longer texts, nowhere repeated: characters/s and time per character as a multiple of that at 10,000, where
as many different texts are read as make a million characters."""
ARTICLES, BLOCK = 240, 40
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
ENDS = {"a sentence a line": "\n", "one line": " "}


def numbers_only(one: str) -> object:
    return claim_rows(read_numbers(one))


def pyvi_tag(one: str) -> object:
    from pyvi import ViPosTagger, ViTokenizer

    return ViPosTagger.postagging(ViTokenizer.tokenize(one))


def underthesea_tag(one: str) -> object:
    from underthesea import pos_tag

    return [pos_tag(one[start:end]) for start, end in split_sentences(one)]


def seconds(run: Callable[[str], object], texts: list[str]) -> float:
    gc.collect()  # else a collection of what others left falls into this run
    begun = time.process_time()
    for one in texts:
        run(one)
    return time.process_time() - begun


def row(what: str, characters: int, taken: float, ratio: str = "", note: str = "") -> dict:
    return {
        "measured": what,
        "characters": f"{characters:,}",
        "seconds": f"{taken:.2f}",
        "characters/s": f"{characters / taken:,.0f}",
        "ratio": ratio,
        "note": note,
    }


def side_by_side(count: int = ARTICLES) -> Iterator[dict]:
    """extract_claims, extract_documents, pyvi, underthesea on the same articles."""
    runs = {
        "claims": extract_claims, "numbers": numbers_only, "pyvi": pyvi_tag, "documents": extract_documents,
    }  # fmt: skip
    for run in runs.values():
        run(article(-BLOCK - 1, 2000))  # what is imported on first use
    before = [article(-number) for number in range(1, BLOCK + 1)]
    new = {name: seconds(run, before) for name, run in runs.items()}
    times = f"{new['pyvi'] / new['claims']:.1f} × by pyvi"
    yield row("viclaims: extract_claims, the first block", sum(map(len, before)), new["claims"], times)
    texts = [article(number) for number in range(count)]
    blocks = [texts[first : first + BLOCK] for first in range(0, count, BLOCK)]
    taken, ratios, first = dict.fromkeys(runs, 0.0), [], 0.0
    for block in blocks:
        spent = {name: seconds(run, block) for name, run in runs.items()}
        taken = {name: taken[name] + spent[name] for name in runs}
        ratios.append(spent["pyvi"] / spent["claims"])
        first = first or spent["claims"]
    characters = sum(map(len, texts))
    spread = f"{min(ratios):.1f}–{max(ratios):.1f} by block of {BLOCK}; load {os.getloadavg()[0]:.1f}"
    yield row("viclaims: extract_claims", characters, taken["claims"])
    times = f"pyvi takes {taken['pyvi'] / taken['numbers']:.1f} times as long"
    yield row("viclaims: the same without what each is said of", characters, taken["numbers"], times)
    yield row("viclaims: extract_documents", characters, taken["documents"])
    times = f"{taken['pyvi'] / taken['claims']:.1f} × extract_claims"
    yield row("pyvi: tokenize + postagging", characters, taken["pyvi"], times, spread)
    if find_spec("underthesea") is None:
        skipped = {"measured": "underthesea: pos_tag", "note": "skipped: underthesea is not installed"}
        yield dict.fromkeys(row("", 1, 1.0), "") | skipped
        return
    seconds(underthesea_tag, before[:5])
    spent = seconds(underthesea_tag, blocks[0])
    times = f"{spent / first:.1f} × extract_claims"
    yield row("underthesea: pos_tag by sentence", sum(map(len, blocks[0])), spent, times, f"one block of {BLOCK}")


def growth(sizes: tuple[int, ...] = SIZES) -> Iterator[dict]:
    """Ever longer texts, each read once."""
    for name, end in ENDS.items():
        base = None
        for size in sizes:
            many = max(1, min(1_000_000, sizes[-1]) // size)
            texts = [text(number + size, size, end) for number in range(many)]
            taken = seconds(extract_claims, texts)
            base = base or taken / many / size
            ratio = f"{taken / many / size / base:.2f} per character"
            yield row(f"extract_claims, {size:,} characters, {name}", size * many, taken, ratio)


def measure(articles: int = ARTICLES, sizes: tuple[int, ...] = SIZES) -> list[dict]:
    """All rows of the table."""
    return [*side_by_side(articles), *growth(sizes)]


if __name__ == "__main__":
    for line in measure():
        print(line)
