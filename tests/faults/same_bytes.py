"""The report made in copies of the project that differ in all that must not matter, compared byte for byte.

    python tests/faults/same_bytes.py                          this Python: two copies, as in make test-all
    python tests/faults/same_bytes.py python3.12 python3.13    and one more copy each under those, which
                                                               environment/create.sh sets up (needs a network)

Under one Python and its libraries every file must be the same. Under another Python, whose libraries the lock
may choose anew, the tables and what the figures draw (all CSV) must be; how many others are is told.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.faults.inputs import GOOD

PROJECT = Path(__file__).resolve().parents[2]
PARTS = ("viclaims", "notebooks", "data/raw", "data/reference", "environment")
FILES = ("pyproject.toml", "LICENSE")
MADE = ("data/processed", "figures", "report")
PLAIN = {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"}
ODD = {
    "TZ": "Pacific/Kiritimati", "LC_ALL": "", "LANG": "vi_VN.UTF-8", "PYTHONHASHSEED": "4242",
    "COLUMNS": "40", "PYTHONWARNINGS": "always", "SOURCE_DATE_EPOCH": "1", "MPLBACKEND": "svg",
}  # fmt: skip


def copy_project(root: Path) -> Path:
    """The project in `root`, with a second article, whose letters are decomposed."""
    for part in PARTS:
        ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        shutil.copytree(PROJECT / part, root / part, ignore=ignored)
    for name in FILES:
        shutil.copy(PROJECT / name, root / name)
    (root / "data/raw/van-xuan.txt").write_bytes(GOOD["NFD"])
    return root


def set_up(root: Path, python: str) -> str:
    """The interpreter of a fresh .venv under `python`, made from the lock."""
    found = shutil.which(python) or python
    subprocess.run(["sh", "environment/create.sh", "run", found], cwd=root, check=True)
    return str(root / ".venv/bin/python")


def report(root: Path, python: str, settings: dict[str, str]) -> dict[str, bytes]:
    """Every file that a run makes, by its path; SystemExit if it fails."""
    home = root.parent / f"home-{abs(hash(root))}"
    home.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(root), "HOME": str(home), **settings}
    run = subprocess.run(
        [python, "-m", "viclaims", "report"], cwd=root, env=environment, text=True, encoding="utf-8",
        errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    if run.returncode:
        raise SystemExit(f"The run failed:\n{run.stdout}")
    paths = (path for part in MADE for path in sorted((root / part).rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths if path.name != ".lock"}


def different(first: dict[str, bytes], second: dict[str, bytes]) -> list[str]:
    """Names of the files that are not the same bytes in both, or are in one only."""
    return sorted(name for name in {*first, *second} if first.get(name) != second.get(name))


def compare(pythons: list[str]) -> list[str]:
    """What must be the same and is not; prints what was compared."""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        first = report(copy_project(Path(folder, "a")), sys.executable, PLAIN)
        second = report(copy_project(Path(folder, 'Nghị quyết "số 2"')), sys.executable, ODD)
        faults += different(first, second)
        size = sum(map(len, first.values()))
        print(f"Two copies: {len(first)} files, {size:,} bytes, {len(faults)} differ.", flush=True)
        for number, python in enumerate(pythons):
            root = copy_project(Path(folder, f"python {number}"))
            other = report(root, set_up(root, python), ODD)
            names = different(first, other)
            tables = [name for name in names if name.endswith(".csv") or name not in other]
            faults += [f"{python}: {name}" for name in tables]
            shared = [name for name in first if name.endswith(".csv")]
            print(
                f"{python}: {len(shared)} CSV files, {sum(len(first[name]) for name in shared):,} bytes, "
                f"{len(tables)} differ; of the {len(first) - len(shared)} other files "
                f"{len(names) - len(tables)} differ: {' '.join(set(names) - set(tables))}", flush=True,
            )  # fmt: skip
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pythons", nargs="*", help="other interpreters, by name or path")
    faults = compare(parser.parse_args().pythons)
    for fault in faults:
        print(f"FAULT {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
