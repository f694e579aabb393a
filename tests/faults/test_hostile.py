"""Texts built to make patterns explode end: a pattern in quadratic time would take hours at these lengths."""

import signal
import threading

import pytest

from benchmarks.hostile import READERS, TEXTS, hostile

SHORT, LONG = 2_500, 1_000_000
PATIENCE = 120  # seconds for one text: far above linear time on a slow machine, far below quadratic


@pytest.fixture
def patience():
    """Ends a text that hangs with a failure of its own test instead of the whole run."""

    def give_up(number, frame):
        raise TimeoutError(f"no end after {PATIENCE} s")

    if threading.current_thread() is not threading.main_thread():
        pytest.skip("a signal reaches only the main thread")
    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def read_all(text: str) -> None:
    for name, reader in READERS.items():
        found = reader(text)
        spans = found if isinstance(found, list) else list(zip(found["start"], found["end"], strict=True))
        assert all(0 <= start < end <= len(text) for start, end in spans), name


@pytest.mark.parametrize("stretch", TEXTS)
def test_a_hostile_text_ends(stretch, patience):
    read_all(hostile(TEXTS[stretch], SHORT))


@pytest.mark.long
@pytest.mark.parametrize("stretch", [
    "digits", "thousands of dots", "brackets opened", "letters without a space", "quotes opened", "spaces",
    "marks", "soft hyphens",
])  # fmt: skip
def test_a_megabyte_of_it_ends(stretch, patience):
    read_all(hostile(TEXTS[stretch], LONG))
