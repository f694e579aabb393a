"""What is stale: the files that an article depends on, their hashes, and how they differ from a run before.

An article is up to date when the sha256 of every input (its raw file and sidecar, data/reference, the notebooks,
this package with its templates and words, the locks, Python and the locked libraries) and of every output is the
one in the record. Only the standard library is imported: a run with nothing to do must cost nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from pathlib import Path

from viclaims.article.folders import NOTEBOOKS, RAW, REFERENCE, SUFFIXES
from viclaims.text.files import how_to_save

LOCK_FOLDER, RUN_LOCK = "environment", "run.lock"  # the versions of the libraries
BESIDE_ARTICLES = (".toml", ".md")  # what data/raw may hold besides articles
_SERIES = re.compile(r"0[1-4]-[a-z0-9-]+\.ipynb")
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def digest(path: Path) -> str:
    """sha256 of a file's bytes; '' if there is no such file."""
    try:
        if not path.is_file():  # to open a pipe would wait for whoever writes to it
            return ""
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def files_below(folder: Path) -> list[Path]:
    """Every file below `folder` in a fixed order, without hidden ones and compiled bytecode."""
    found = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
        found += [Path(here, name) for name in sorted(names) if not name.startswith(".")]
    return found


def series_of(root: Path) -> list[Path]:
    """The notebooks 01 to 04 in order; 05 and later are for exploring."""
    return sorted(path for path in (root / NOTEBOOKS).iterdir() if _SERIES.fullmatch(path.name))


def raw_files(root: Path) -> tuple[dict[str, list[Path]], list[str]]:
    """({stem: its article files}, one sentence for each file in data/raw that nothing reads)."""
    stems: dict[str, list[Path]] = {}
    strays, sidecars = [], []
    for path in sorted((root / RAW).iterdir()):
        if path.name.startswith(".") or path.is_dir():
            continue
        if path.exists() and not path.is_file():
            strays.append(f"{RAW}/{path.name}: this is no plain file; put a copy of the article there.")
        elif path.suffix.lower() in SUFFIXES:
            stems.setdefault(path.stem, []).append(path)
        elif path.suffix == ".toml":
            sidecars.append(path)
        elif path.suffix not in BESIDE_ARTICLES:
            strays.append(f"{RAW}/{path.name}: {how_to_save(path.name)}")
    lone = [path.name for path in sidecars if path.stem not in stems]
    strays += [f"{RAW}/{name}: this sidecar has no article of the same name." for name in lone]
    return stems, strays


# ------------------------------------------------------------------------------------------ what is stale


def _libraries(root: Path) -> str:
    """Name and version of each installed library that the lock to run names, as one digest."""
    lock = root / LOCK_FOLDER / RUN_LOCK
    if not lock.is_file():
        return ""
    wanted = {_canonical(name) for name in _LOCKED.findall(lock.read_text(encoding="utf-8"))}
    installed = set()
    for folder in sys.path:
        if folder.endswith("-packages") and os.path.isdir(folder):
            stems = (name[:-10] for name in os.listdir(folder) if name.endswith(".dist-info"))
            installed |= {stem for stem in stems if _canonical(stem.rsplit("-", 1)[0]) in wanted}
    return hashlib.sha256("\n".join(sorted(installed)).encode()).hexdigest()


def _canonical(name: str) -> str:
    """A library's name as every tool spells it: 'Jupyter_Client' and 'jupyter.client' are one."""
    return name.lower().replace("_", "-").replace(".", "-")


def shared_inputs(root: Path) -> dict[str, str]:
    """What every article depends on: {what: sha256}."""
    inputs = {"python": ".".join(map(str, sys.version_info[:3])), "libraries": _libraries(root)}
    package = Path(__file__).parent.parent
    for path in files_below(package):
        inputs[f"viclaims/{path.relative_to(package).as_posix()}"] = digest(path)
    for path in (*series_of(root), *files_below(root / REFERENCE), *files_below(root / LOCK_FOLDER)):
        inputs[path.relative_to(root).as_posix()] = digest(path)
    return inputs


def own_inputs(root: Path, raw: Path) -> dict[str, str]:
    """What one article depends on besides: its raw file and its sidecar ('' where there is none)."""
    return {path.relative_to(root).as_posix(): digest(path) for path in (raw, raw.with_suffix(".toml"))}


def what_changed(root: Path, entry: dict | None, inputs: dict[str, str]) -> str:
    """Why `entry` of the record no longer holds: the first input or output that differs; '' if it holds."""
    if entry is None:
        return "never made"
    for what in sorted({*entry["inputs"], *inputs}):
        if entry["inputs"].get(what) != inputs.get(what):
            return f"{what} changed"
    for what, known in entry["outputs"].items():
        if digest(root / what) != known:
            return f"{what} {'changed' if (root / what).exists() else 'is missing'}"
    return ""
