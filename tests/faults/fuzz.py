"""Coverage-guided fuzzing of cleaning, numerals and the extractors with atheris (Linux; in no lock).

    python -m pip install atheris            in an environment of its own, with environment/run.lock
    python tests/faults/fuzz.py --minutes 2            each target for so long, one after the other
    python tests/faults/fuzz.py --minutes 2 claims

An input that breaks a check of checks.py, or that takes more than ten seconds, is kept in tests/cases/fuzz
under the target's name; test_fuzz.py runs what lies there ever after.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.faults.seeds import ODD, PROJECT, WORDS, seeds

KEPT = PROJECT / "tests" / "cases" / "fuzz"
TARGETS = ("cleaning", "page", "numeral", "claims", "documents", "forms")
# Bytes of one input.
LONGEST = {"cleaning": 4000, "page": 4000, "numeral": 80, "claims": 600, "documents": 600, "forms": 300}
HANG = 10  # seconds for one input; an ordinary one takes milliseconds


def prepare(folder: Path, target: str) -> list[str]:
    """Write the seeds and the dictionary of a target; libFuzzer's arguments."""
    corpus = folder / target
    corpus.mkdir()
    for number, seed in enumerate(seeds(target)):
        (corpus / str(number)).write_bytes(seed)
    words = (word.encode() for word in WORDS + ODD)
    entries = ('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"' for word in words)
    (folder / f"{target}.dict").write_text("\n".join(entries) + "\n", encoding="ascii")
    return [str(corpus), f"-dict={folder / f'{target}.dict'}", f"-max_len={LONGEST[target]}"]


def work(target: str, arguments: list[str]) -> None:
    """Fuzz one target in this process; libFuzzer ends it."""
    import atheris

    with atheris.instrument_imports(include=["viclaims"]):
        from tests.faults.checks import CHECKS
    check = CHECKS[target]
    check(seeds(target)[0])  # what is imported on first use is no part of the first input's time
    atheris.Setup([sys.argv[0], *arguments], check)
    atheris.Fuzz()


def fuzz(target: str, seconds: int) -> tuple[int, list[str]]:
    """(inputs run, files of findings) of one target."""
    KEPT.mkdir(parents=True, exist_ok=True)
    before = set(KEPT.iterdir())
    with tempfile.TemporaryDirectory() as folder:
        arguments = [
            *prepare(Path(folder), target), f"-max_total_time={seconds}", f"-timeout={HANG}",
            "-rss_limit_mb=2500", f"-artifact_prefix={KEPT}/{target}-", "-print_final_stats=1",
        ]  # fmt: skip
        command = [sys.executable, __file__, "--work", target, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    said = done.stdout + done.stderr
    runs = re.findall(r"number_of_executed_units: (\d+)", said) or re.findall(r"^#(\d+)", said, re.MULTILINE)
    found = sorted(path.name for path in set(KEPT.iterdir()) - before)
    if not runs or found or done.returncode:
        print(said[-3000:])
    return int(runs[-1]) if runs else 0, found


def main() -> int:
    if sys.argv[1:2] == ["--work"]:
        work(sys.argv[2], sys.argv[3:])
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], help="which (default: all)")
    parser.add_argument("--minutes", type=float, default=2, help="for each target (default 2)")
    options = parser.parse_args()
    total, findings = 0, []
    for target in options.targets or TARGETS:
        runs, found = fuzz(target, round(options.minutes * 60))
        total, findings = total + runs, findings + found
        print(f"{target}: {runs:,} inputs, {len(found)} findings {' '.join(found)}", flush=True)
    print(f"fuzz: {total:,} inputs, {len(findings)} findings")
    return 1 if findings or not total else 0


if __name__ == "__main__":
    sys.exit(main())
