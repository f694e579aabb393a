"""What the driver knows of earlier runs: hashes of inputs and outputs, and the swap that leaves no half set.

Promises
- An article is up to date when the sha256 of every input (its raw file and sidecar, data/reference, the
  notebooks, this package with its template, the locks, Python and the locked libraries) and of every output
  is the one in report/record.json, which is replaced in one step, after the outputs.
- A whole article waits in report/.swap/<article>. It comes there by one rename; from there its files are
  moved one by one to their places. A run killed in between is finished by the next one, before all else.
- A file is overwritten or removed only if the series wrote it: it is in the record, or in the article's new
  output. Whatever else lies in those folders stays. report/failed and report/.* belong to the driver.

Only the standard library is imported: a run with nothing to do must cost nothing.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import sys
from pathlib import Path

from viclaims.article.folders import FIGURES, NOTEBOOKS, PROCESSED, RAW, REFERENCE, SUFFIXES, is_article_name
from viclaims.writing import open_whole

REPORT, LOCKS, RUN_LOCK = "report", "environment", "run.lock"
RECORD, FAILED, SWAP, STAGING, ENTRY = "record.json", "failed", ".swap", ".staging-", "entry.json"
FORMAT = 1  # of the record; one of another format is as good as none
BESIDE_ARTICLES = (".toml", ".md")  # what data/raw may hold besides articles
_SERIES = re.compile(r"0[1-4]-[a-z0-9-]+\.ipynb")
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


class Fault(Exception):
    """Something that stops an article or the run; the message is one sentence for the reader."""


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
            strays.append(f"{RAW}/{path.name}: only .txt, .html and .htm are read; save the article as one.")
    for path in sidecars:
        if path.stem not in stems:
            strays.append(f"{RAW}/{path.name}: this sidecar has no article of the same name.")
    return stems, strays


# ------------------------------------------------------------------------------------------ what is stale


def _libraries(root: Path) -> str:
    """Name and version of each installed library that the lock to run names, as one digest."""
    lock = root / LOCKS / RUN_LOCK
    if not lock.is_file():
        return ""
    wanted = {_plain(name) for name in _LOCKED.findall(lock.read_text(encoding="utf-8"))}
    installed = set()
    for folder in sys.path:
        if folder.endswith("-packages") and os.path.isdir(folder):
            stems = (name[:-10] for name in os.listdir(folder) if name.endswith(".dist-info"))
            installed |= {stem for stem in stems if _plain(stem.rsplit("-", 1)[0]) in wanted}
    return hashlib.sha256("\n".join(sorted(installed)).encode()).hexdigest()


def _plain(name: str) -> str:
    """A library's name as every tool spells it: 'Jupyter_Client' and 'jupyter.client' are one."""
    return name.lower().replace("_", "-").replace(".", "-")


def shared_inputs(root: Path) -> dict[str, str]:
    """What every article depends on: {what: sha256}."""
    inputs = {"python": ".".join(map(str, sys.version_info[:3])), "libraries": _libraries(root)}
    package = Path(__file__).parent.parent
    for path in files_below(package):
        inputs[f"viclaims/{path.relative_to(package).as_posix()}"] = digest(path)
    for path in (*series_of(root), *files_below(root / REFERENCE), *files_below(root / LOCKS)):
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


# ------------------------------------------------------------------------------------------ the record


def is_ours(what: str, article: str) -> bool:
    """Whether a path of the record lies in one of the article's own folders.

    >>> is_ours("figures/bai-1/pilot.svg", "bai-1"), is_ours("figures/bai-1/../../README.md", "bai-1")
    (True, False)
    """
    folders = (f"{PROCESSED}/{article}/", f"{FIGURES}/{article}/", f"{REPORT}/{article}/")
    plain = ".." not in what.split("/") and "\0" not in what
    return is_article_name(article) and what.startswith(folders) and plain


def read_record(report: Path) -> dict:
    """The record of the last good runs: {"articles": {name: {"inputs", "outputs"}}, "list": {...} or None}.

    One that cannot be read is as good as none: everything is made again and nothing is removed.
    """
    nothing = {"format": FORMAT, "articles": {}, "list": None}
    try:
        record = json.loads((report / RECORD).read_text(encoding="utf-8"))
        if record["format"] != FORMAT:
            return nothing
        entries = [*record["articles"].values(), *([record["list"]] if record["list"] else [])]
        sound = all(isinstance(entry[part], dict) for entry in entries for part in ("inputs", "outputs"))
        inside = all(
            is_ours(what, name) for name, entry in record["articles"].items() for what in entry["outputs"]
        )
        return record if sound and inside else nothing
    except (FileNotFoundError, IsADirectoryError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return nothing


def write_record(report: Path, record: dict) -> None:
    """Replace the record in one step."""
    with open_whole(report / RECORD, lasting=True) as file:
        file.write(json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


# ------------------------------------------------------------------------------------------ the swap


def outputs_of(article: str, out: Path) -> dict[str, str]:
    """{path: sha256} of what lies below `out`; Fault if that is not the article's, or no plain file."""
    outputs = {}
    for here, folders, names in os.walk(out):
        for name in [*names, *(name for name in folders if Path(here, name).is_symlink())]:
            path = Path(here, name)
            what = path.relative_to(out).as_posix()
            if not is_ours(what, article):
                raise Fault(f"{article}: {what} was written, which is not in the article's own folders.")
            if path.is_symlink() or not path.is_file():
                raise Fault(f"{article}: {what} was written, which is not a plain file.")
            outputs[what] = digest(path)
    return dict(sorted(outputs.items()))


def begin_swap(report: Path, article: str, staged: Path, inputs: dict[str, str], before: dict) -> Path:
    """Turn a staging folder whose `out` is whole into the article's journal, in one rename."""
    entry = {
        "article": article, "inputs": inputs, "outputs": outputs_of(article, staged / "out"),
        "before": sorted(before),
    }  # fmt: skip
    with open_whole(staged / ENTRY, lasting=True) as file:
        file.write(json.dumps(entry, ensure_ascii=False))
    journal = report / SWAP / article
    journal.parent.mkdir(exist_ok=True)
    os.rename(staged, journal)
    return journal


def finish_swap(root: Path, record: dict, journal: Path) -> None:
    """Move an article from its journal to its places and enter it in the record; may be repeated at will."""
    entry = json.loads((journal / ENTRY).read_text(encoding="utf-8"))
    article = entry["article"]
    for what in entry["outputs"]:
        staged, target = journal / "out" / what, root / what
        if is_ours(what, article) and staged.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _move(staged, target)
    old = [what for what in entry["before"] if what not in entry["outputs"] and is_ours(what, article)]
    remove_files(root, old)
    record["articles"][article] = {"inputs": entry["inputs"], "outputs": entry["outputs"]}
    write_record(root / REPORT, record)
    shutil.rmtree(journal)


def _move(staged: Path, target: Path) -> None:
    """Put a staged file in its place in one step, across disks too."""
    try:
        os.replace(staged, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with open(staged, "rb") as source, open_whole(target, "wb") as file:
            shutil.copyfileobj(source, file)


def remove_files(root: Path, paths: list[str]) -> None:
    """Remove files of the record, then the folders that this leaves empty."""
    for what in paths:
        (root / what).unlink(missing_ok=True)
    for folder in sorted({(root / what).parent for what in paths}, reverse=True):
        remove_if_empty(folder)


def remove_if_empty(folder: Path) -> None:
    """Remove a folder, unless somebody else's file is in it."""
    try:
        folder.rmdir()
    except OSError:
        pass


def finish_interrupted(root: Path, record: dict) -> dict[str, OSError]:
    """Finish what a killed run had begun to move, and clear away what it had not.

    The articles whose files cannot be moved, with the reason: they stay as they are until somebody clears the way.
    """
    report, stuck = root / REPORT, {}
    for journal in sorted((report / SWAP).glob("*")):
        if (journal / ENTRY).is_file():
            try:
                finish_swap(root, record, journal)
            except OSError as error:
                stuck[journal.name] = error
        else:
            shutil.rmtree(journal)
    remove_if_empty(report / SWAP)
    for rest in report.glob(f"{STAGING}*"):
        shutil.rmtree(rest, ignore_errors=True)
    return stuck
