"""Kill `python -m viclaims report` at random moments and in its swap, run it again, and compare every byte.

    python tests/faults/interrupt.py --count 4      the short form, as in .ci/run
    python tests/faults/interrupt.py --count 60     the long form, as in make test-all

Works on a copy of the project in a temporary folder. Between two kills the article's text is switched between
two versions, so that there is always older good output at stake. After each kill no kernel may be left after
five seconds, and what lies there must be the old set or the new one, unless the swap's journal is still there
and the next run has to finish it. After the next run every file must be the one of an undisturbed run.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ARTICLE = "haiduong-2021-01-02"
PARTS = ("viclaims", "notebooks", "data/raw", "data/reference", "environment")
# Every fourth signal waits for the swap, which is over in milliseconds: no random moment would meet it.
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGKILL) * 3 + (
    signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGTERM,
)  # fmt: skip
SECOND_VERSION = "\nNăm 2019, huyện trồng được 12.500 cây xanh.\n"
GRACE = 5  # seconds in which every kernel must be gone


def sha256(path: Path) -> str:
    """Of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def heed_interrupts() -> None:
    """A script in the background of a shell has SIGINT ignored, and so would its runs; they must heed it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Victim:
    """A copy of the project whose runs are killed."""

    def __init__(self, folder: Path):
        self.root = folder / "báo cáo 1"
        for part in PARTS:
            shutil.copytree(PROJECT / part, self.root / part, ignore=shutil.ignore_patterns("__pycache__"))
        self.raw = self.root / "data" / "raw" / f"{ARTICLE}.txt"
        first = self.raw.read_bytes()
        self.versions = [first, first + SECOND_VERSION.encode()]
        self.environment = {**os.environ, "PYTHONPATH": str(self.root)}
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def start(self) -> subprocess.Popen:
        """Begin a run in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "viclaims", "report"], cwd=self.root, env=self.environment, text=True,
            encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
            preexec_fn=heed_interrupts,  # noqa: PLW1509 - no thread is running yet
        )  # fmt: skip

    def run(self) -> str:
        """A whole run; what it said. SystemExit if it fails."""
        process = self.start()
        said = process.communicate()[0]
        if process.returncode:
            raise SystemExit(f"An undisturbed run failed:\n{said}")
        return said

    def outputs(self) -> dict[str, str]:
        """{path: sha256} of all that a reader sees: tables, figures, pages."""
        parts = (f"data/processed/{ARTICLE}", f"figures/{ARTICLE}", f"report/{ARTICLE}")
        paths = [path for part in parts for path in sorted((self.root / part).rglob("*")) if path.is_file()]
        return {path.relative_to(self.root).as_posix(): sha256(path) for path in paths}

    def everything(self) -> dict[str, str]:
        """The same with the list of articles and the record."""
        report = self.root / "report"
        return {**self.outputs(), **{name: sha256(report / name) for name in ("index.html", "record.json")}}

    def kernels(self) -> list[str]:
        """The command lines of kernels that still work for this copy."""
        command = ["ps", "-axww", "-o", "command"]
        listed = subprocess.run(command, capture_output=True, text=True, check=True)
        return [line for line in listed.stdout.split("\n") if "ipykernel" in line and str(self.root) in line]


def undisturbed(victim: Victim) -> tuple[list[dict[str, str]], float, int]:
    """What each version of the article gives, the seconds a run takes, and the bytes of one set."""
    wanted, seconds = [], 0.0
    victim.run()  # compiles the copied package, so that the run that is timed is like those to come
    for version in (1, 0):
        victim.raw.write_bytes(victim.versions[version])
        begun = time.monotonic()
        victim.run()
        seconds = time.monotonic() - begun
        wanted.insert(0, victim.everything())
    shared = [name for name in victim.outputs() if wanted[0][name] != wanted[1].get(name)]
    if len(shared) < 3:
        raise SystemExit("The two versions of the article hardly differ: a mixed set could not be told.")
    size = sum((victim.root / name).stat().st_size for name in victim.outputs())
    return wanted, seconds, size


def kill_once(victim: Victim, number: signal.Signals, delay: float | None) -> tuple[bool, list[str]]:
    """End a run after `delay` s, or in its swap: (was it still at work, kernels left after the grace)."""
    process = victim.start()
    if delay is None:
        journal = victim.root / "report" / ".swap" / ARTICLE
        while not journal.exists() and process.poll() is None:
            pass
    else:
        time.sleep(delay)
    at_work = process.poll() is None
    if at_work:
        (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
    process.communicate()
    last = time.monotonic() + GRACE
    while (left := victim.kernels()) and time.monotonic() < last:
        time.sleep(0.1)
    return at_work, left


def interrupt(count: int, seed: int) -> int:
    """Kill `count` runs; print what was found. The number of faults."""
    chance, found, faults = random.Random(seed), Counter(), []
    with tempfile.TemporaryDirectory() as folder:
        victim = Victim(Path(folder).resolve())
        wanted, seconds, size = undisturbed(victim)
        print(f"An undisturbed run: {seconds:.1f} s, {len(wanted[0])} files, {size:,} bytes; seed {seed}.")
        for turn in range(count):
            old, new = wanted[turn % 2], wanted[(turn + 1) % 2]
            victim.raw.write_bytes(victim.versions[(turn + 1) % 2])
            number = SIGNALS[turn % len(SIGNALS)]
            delay = None if turn % 4 == 3 else chance.uniform(0, seconds * 1.05)
            moment = "in the swap" if delay is None else f"after {delay:5.2f} s"
            at_work, left = kill_once(victim, number, delay)
            found[number.name if at_work else "finished before its signal"] += 1
            there, journal = victim.outputs(), any((victim.root / "report" / ".swap").glob("*"))
            whole = [all(there.get(name) == kind[name] for name in there) and len(there) == len(kind) - 2
                     for kind in (old, new)]  # fmt: skip
            found["swaps left to the next run"] += journal
            said = victim.run()
            checks = {
                f"{len(left)} kernels left": not left,
                "a mixed or half set": any(whole) or journal,
                "'up to date' with an old or half set": whole[1] or journal or "Up to date" not in said,
                "other bytes after the next run": victim.everything() == new,
            }
            bad = [what for what, good in checks.items() if not good]
            faults += [f"turn {turn + 1}, {number.name} {moment}: {what}" for what in bad]
            print(f"{turn + 1:3} {number.name:7} {moment}: {'; '.join(bad) or 'as it should be'}", flush=True)
    for fault in faults:
        print(f"FAULT {fault}")
    print(", ".join(f"{number} {what}" for what, number in sorted(found.items())))
    print(f"{count * (len(wanted[0]))} files and {count * size:,} bytes compared, {len(faults)} faults.")
    print(f"interruptions: {count - len(faults)} passed, {len(faults)} failed")
    return len(faults)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=4, help="how many runs to kill (default 4)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of the moments; printed")
    options = parser.parse_args()
    return 1 if interrupt(options.count, options.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
