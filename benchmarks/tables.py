"""Tables in texts: find_cells and extract_claims on ever longer ones."""

import gc
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from viclaims import extract_claims, find_cells

TITLE = "Tables in texts"
NOTE = """\
Invented tables of ten columns, every one different: row number, heading, eight years of sums; the unit stands
above. Seconds are processor time. `both` is find_cells and extract_claims one after the other, each of which reads
the table."""
SIZES = (200, 2_000, 20_000)  # rows
COLUMNS = 8
HEADINGS = ("Thu nội địa", "Thuế giá trị gia tăng", "Lệ phí trước bạ", "Chi đầu tư phát triển", "Thu tiền sử dụng đất")


def table(rows: int, seed: int) -> str:
    """A table as it stands in a text."""
    chance = random.Random(seed)
    lines = ["Đơn vị tính: triệu đồng", "\t".join(["STT", "Khoản thu", *(f"Năm {2010 + at}" for at in range(COLUMNS))])]
    for row in range(1, rows + 1):
        sums = (f"{chance.randint(1, 999)}.{chance.randint(0, 999):03d},{chance.randint(0, 9)}" for _ in range(COLUMNS))
        lines.append("\t".join([str(row), chance.choice(HEADINGS), *sums]))
    return "\n".join(lines) + "\n"


def seconds(run: Callable[[str], object], text: str) -> float:
    gc.collect()
    begun = time.process_time()
    run(text)
    return time.process_time() - begun


def rows_of(size: int) -> Iterator[dict]:
    text = table(size, size)
    taken = {"find_cells": seconds(find_cells, text), "extract_claims": seconds(extract_claims, text)}
    for name, spent in [*taken.items(), ("both", sum(taken.values()))]:
        yield {
            "measured": name,
            "cells": f"{size * (COLUMNS + 2):,}",
            "characters": f"{len(text):,}",
            "seconds": f"{spent:.2f}",
            "characters/s": f"{len(text) / spent:,.0f}",
        }


def measure(sizes: tuple[int, ...] = SIZES) -> list[dict]:
    """All rows of the table."""
    for run in (find_cells, extract_claims):
        run(table(5, 0))  # what is imported on first use
    return [row for size in sizes for row in rows_of(size)]
