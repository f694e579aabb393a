"""What the driver wrote: its record of the last good runs, and the swap that leaves no half set.

Promises
- A whole article waits in report/.swap/<article>. It comes there by one rename; from there its files are
  moved one by one to their places, and then entered in report/record.json, which is replaced in one step. A run
  killed in between is finished by the next one, before all else.
- A file is overwritten or removed only if the series wrote it: it is in the record, or in the article's new
  output. Whatever else lies in those folders stays. report/failed and report/.* belong to the driver.

Only the standard library is imported: a run with nothing to do must cost nothing.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from pathlib import Path

from viclaims.article.folders import FIGURES, PROCESSED, is_article_name
from viclaims.series.stale import digest
from viclaims.writing import open_whole

REPORT = "report"
RECORD, FAILED, SWAP, STAGING, ENTRY = "record.json", "failed", ".swap", ".staging-", "entry.json"
FORMAT = 1  # of the record; one of another format is as good as none


class Fault(Exception):
    """Something that stops an article or the run; the message is one sentence for the reader."""


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
        inside = all(is_ours(what, name) for name, entry in record["articles"].items() for what in entry["outputs"])
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
    with contextlib.suppress(OSError):
        folder.rmdir()


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
