"""Texts built to make patterns explode, at three lengths: does the time grow with the length, and no faster?

Used by run.py; tests/faults/test_hostile.py runs the same texts for crashes and hangs.
"""

import time

from viclaims import extract_claims, extract_documents
from viclaims.article.paragraphs import split_paragraphs
from viclaims.text.sentences import split_sentences

TITLE = "Texts built to make patterns explode"
NOTE = """\
Each text is one stretch repeated to 20,000, 80,000 and 320,000 characters, without a line end unless it holds
one; one that took more than 5 s goes no further. A reader's column is its processor time in seconds at the
last length; growth is that of the slowest reader over its time at the one before: 4.0 where time is linear,
`fast` where that is under 0.05 s."""
SIZES = (20_000, 80_000, 320_000)
LEAST, MOST = 0.05, 5.0  # seconds below which a ratio is noise, and above which no longer text is tried
TEXTS = {
    "digits": "1",
    "thousands of dots": ".",
    "digits and dots": "1.",
    "digits and commas": "1,",
    "digits and spaces": "1 ",
    "digits and signs": "1/",
    "digits and dashes": "1-",
    "brackets opened": "(",
    "brackets opened and closed": "()",
    "numbers in brackets": "(1 ",
    "quotes opened": "“3 ",
    "straight quotes": '"',
    "letters without a space": "ư",
    "capital letters": "X",
    "words of numbers": "trăm ",
    "magnitudes": "3 tỷ ",
    "per cents": "5% ",
    "of a total": "1 trong tổng số ",
    "number signs": "số ",
    "resolutions": "Nghị quyết số ",
    "document numbers": "26-NQ/TW, ",
    "dates": "ngày 1",
    "organs": "Bí thư Tỉnh ủy ",
    "names": "Nguyễn ",
    "times and sums": "5 năm 3 tỷ, ",
    "places and counts": "Hà Nội, 3 hộ, ",
    "days and counts": "ngày 1/2 5 hộ ",
    "parts": "trong đó 5 hộ, ",
    "initials": "Q. ",
    "spaces": " ",
    "wide gaps": "1  ",
    "marks": "\u0301",
    "soft hyphens": "1\u00ad",
    "line ends": "1\n",
    "lone surrogates": "\ud800",
}
READERS = {
    "extract_claims": extract_claims,
    "extract_documents": extract_documents,
    "split_sentences": split_sentences,
    "split_paragraphs": split_paragraphs,
}


def hostile(stretch: str, size: int) -> str:
    """`stretch` repeated to `size` characters."""
    return (stretch * (size // len(stretch) + 1))[:size]


def seconds(reader, text: str) -> float:
    """Processor time of one run."""
    begun = time.process_time()
    reader(text)
    return time.process_time() - begun


def measure() -> list[dict]:
    """A row a text: its last length, the seconds of each reader then, and the growth of the slowest."""
    rows = []
    for reader in READERS.values():
        reader("Có 52 xã thực hiện Nghị quyết số 26-NQ/TW.")  # what is imported on first use
    for name, stretch in TEXTS.items():
        before = now = {}
        for size in SIZES:
            if before and max(now.values()) > MOST:
                break
            text = hostile(stretch, size)
            before, now = now, {name: seconds(reader, text) for name, reader in READERS.items()}
        slowest = max(now, key=now.__getitem__)
        growth = f"{now[slowest] / before[slowest]:.1f}" if before[slowest] >= LEAST else "fast"
        spent = {reader: f"{value:.3f}" for reader, value in now.items()}
        rows.append({"text": name, "characters": f"{len(text):,}", **spent, "growth": growth})
    return rows
