"""The driver behind `make report`: redoes the articles whose inputs or outputs changed, and only those.

Notebooks and pages write to report/.staging-*; no good output is touched before an article is whole, and then
it is swapped in (swap.py, which says what is promised). One bad article does not stop the others. One run
at a time: the lock is the system's, so it ends with the process that holds it.

Standard library only up to the point where there is something to do.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import TYPE_CHECKING, Any

from viclaims.article.folders import FIGURES, PROCESSED, RAW, find_root, is_article_name
from viclaims.series import stale, swap
from viclaims.series.swap import FAILED, REPORT, STAGING, Fault
from viclaims.writing import locked, open_whole

if TYPE_CHECKING:
    from concurrent.futures import Future

DISK_FAULTS = {
    errno.ENOSPC: "the disk is full; free some space and run it again",
    errno.EDQUOT: "the disk quota is used up; free some space and run it again",
    errno.EFBIG: "the file would be larger than this account may write; raise the limit and run it again",
    errno.EACCES: "no right to read or write there; mend the rights and run it again",
    errno.EPERM: "no right to write there; mend the rights and run it again",
    errno.EEXIST: "a file stands where a folder is needed; move it away and run it again",
    errno.ENOTDIR: "a file stands where a folder is needed; move it away and run it again",
    errno.EISDIR: "a folder stands where a file is to be written; move it away and run it again",
    errno.EROFS: "that disk is read-only; copy the project to one that can be written",
}
WAITING = "Another run is making this report; waiting for it to end."
ONE_SENTENCE = ("Fault", "ArticleError", "TableError")  # errors whose message says all to a reader

# ------------------------------------------------------------------------------------------ telling


def printable(text: object) -> str:
    """Text from a file name or an error, on one line and without control characters."""
    return "".join(c if c.isprintable() else "?" for c in " ".join(str(text).split()))


def sentence_of(error: BaseException) -> str:
    """One sentence for an error that stops an article or the run."""
    if isinstance(error, OSError) and error.errno in DISK_FAULTS:
        # Of a move the place where it was to go says more than where the file waits.
        return f"{printable(error.filename2 or error.filename or 'writing')}: {DISK_FAULTS[error.errno]}."
    if isinstance(error, ModuleNotFoundError):
        return f"the library {error.name} is missing; run `make env`, or install environment.yml again."
    if type(error).__name__ in ONE_SENTENCE:
        return printable(error)
    return f"{type(error).__name__}: {printable(error) or 'no message'}"


class Teller:
    """Tells what goes on: one live line on a terminal, else a plain line when a notebook is done."""

    def __init__(self):
        self.live = sys.stdout.isatty()
        self.open = False

    def _write(self, text: str) -> None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except UnicodeEncodeError:
            sys.stdout.write(text.encode("ascii", "backslashreplace").decode())
        except (OSError, ValueError):
            pass  # nobody reads any more, or there is no room for it; the work goes on

    def say(self, text: str) -> None:
        """One lasting line."""
        self._write(("\r\033[K" if self.open else "") + text + "\n")
        self.open = False

    def cell(self, article: str, notebook: str, number: int, total: int) -> None:
        """The code cell at work, 1 to `total`."""
        line = f"{article}  {notebook}  cell {number}/{total}"
        if self.live:
            self._write(f"\r\033[K{line}")
            self.open = True
        elif number == total:
            self._write(line + "\n")


# ------------------------------------------------------------------------------------------ signals


class Interrupts:
    """SIGINT, SIGTERM and SIGHUP end the kernels and the run at once, but never in the middle of a swap."""

    def __init__(self, staging: Path, teller: Teller):
        self.staging, self.teller = staging, teller
        self.kill_kernels = lambda: None
        self.held, self.waiting = False, None
        self.before: dict[signal.Signals, Callable[[int, FrameType | None], object] | int | None] = {}

    def _stop(self, number, frame=None):
        if self.held:
            self.waiting = number
            return
        for other in self.before:
            signal.signal(other, signal.SIG_IGN)
        self.kill_kernels()
        shutil.rmtree(self.staging, ignore_errors=True)
        name = signal.Signals(number).name
        self.teller.say(f"Stopped by {name}: articles that were whole are kept, the others are as before.")
        # Not sys.exit: libraries write half-run notebooks again while Python winds down.
        os._exit(128 + number)

    @contextmanager
    def hold(self):
        """Let no signal in until the block is done."""
        self.held = True
        try:
            yield
        finally:
            self.held = False
            if self.waiting is not None:
                self._stop(self.waiting)

    def __enter__(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup and a shell's & ask to be ignored
                self.before[number] = signal.signal(number, self._stop)
        return self

    def __exit__(self, *error):
        for number, handler in self.before.items():
            signal.signal(number, handler)


# ------------------------------------------------------------------------------------------ the run


def check_writable(root: Path) -> None:
    """Fault, before any work is done, if an output folder cannot be written."""
    for folder in (root / PROCESSED, root / FIGURES, root / REPORT):
        folder.mkdir(parents=True, exist_ok=True)
        for place in (folder, *(path for path in folder.iterdir() if path.is_dir())):
            if not os.access(place, os.W_OK | os.X_OK):
                raise Fault(f"{place.relative_to(root)}: {DISK_FAULTS[errno.EACCES]}.")


class Run:
    """One run over the project: which articles are there, which are refused, and the record as it grows."""

    def __init__(self, root: Path, teller: Teller, pages):
        self.root, self.report, self.teller, self.pages = root, root / REPORT, teller, pages
        self.faults = 0
        self.record = swap.read_record(self.report)

    def complain(self, text: str) -> None:
        """One sentence about something that went wrong; the run will exit non-zero."""
        self.faults += 1
        self.teller.say(text)

    def plan(self, stuck: Mapping[str, OSError] = MappingProxyType({})) -> dict[str, dict[str, str]]:
        """The articles to redo: {name: inputs}; what cannot be read, or put in place, is complained about."""
        self.there, strays = stale.raw_files(self.root)
        for stray in strays:
            self.complain(printable(stray))
        self.shared = stale.shared_inputs(self.root)
        todo = {}
        for stem, paths in self.there.items():
            if stem in stuck:
                self.complain(f"{stem}  not put in place: {sentence_of(stuck[stem])}")
                continue
            entry = self.record["articles"].get(stem)
            try:
                inputs = {**self.shared, **stale.own_inputs(self.root, paths[0])}
            except OSError as error:
                if self._readable(paths):
                    self.complain(f"{stem}: {sentence_of(error)}")
                continue
            why = "two files" if len(paths) > 1 else stale.what_changed(self.root, entry, inputs)
            if why and self._readable(paths):
                if entry is not None:
                    self.teller.say(f"{stem}  again: {why}")
                todo[stem] = inputs
        return todo

    def _readable(self, paths: list[Path]) -> bool:
        from viclaims.article.raw import read_article
        from viclaims.text.files import ArticleError

        try:
            for path in paths:
                read_article(path)
        except ArticleError as error:
            self.complain(f"{RAW}/{sentence_of(error)}")
            return False
        return True

    def drop_deleted(self) -> None:
        """Remove what the record says was written for articles that are no longer in data/raw."""
        for article in [name for name in self.record["articles"] if name not in self.there]:
            swap.remove_files(self.root, list(self.record["articles"][article]["outputs"]))
            self._forget_failure(article)
            del self.record["articles"][article]
            swap.write_record(self.report, self.record)
            self.teller.say(f"{article}  is no longer in {RAW}/: its output is removed")

    def _forget_failure(self, article: str) -> None:
        """Remove the failed notebooks of an article that is whole again or gone."""
        if is_article_name(article):
            shutil.rmtree(self.report / FAILED / article, ignore_errors=True)
            swap.remove_if_empty(self.report / FAILED)

    def _keep_failure(self, article: str, failure) -> None:
        """Say what failed in a few lines and keep the notebook as far as it came."""
        where = f" in cell {failure.cell}" if failure.cell else ""
        self.complain(f"{article}  {failure.notebook}  failed{where}: {printable(failure.sentence)}")
        if failure.source:
            self.teller.say(f"    {printable(failure.source)}")
        self._forget_failure(article)
        kept = self.report / FAILED / article / f"{failure.notebook}.ipynb"
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            with open_whole(kept, lasting=True) as file:
                file.write(failure.text)
            self.teller.say(f"    kept for reading: {kept.relative_to(self.root)}")
        except OSError as error:
            self.teller.say(f"    it could not be kept: {sentence_of(error)}")

    def make(self, todo: dict[str, dict[str, str]]) -> None:
        """Run the series on each article; each is swapped in when its pages are there."""
        from concurrent.futures import ThreadPoolExecutor

        from viclaims.series.kernels import KernelsAhead

        check_writable(self.root)
        staging = self.report / f"{STAGING}{os.urandom(4).hex()}"
        queue = [(article, notebook) for article in todo for notebook in stale.series_of(self.root)]
        with Interrupts(staging, self.teller) as interrupts, ThreadPoolExecutor(1) as beside:
            try:
                staging.mkdir()
                with KernelsAhead(self.root, staging, queue) as kernels:
                    interrupts.kill_kernels = kernels.kill
                    self._run_all(todo, kernels, beside, interrupts)
            finally:
                shutil.rmtree(staging, ignore_errors=True)

    def _run_all(self, todo: dict[str, dict[str, str]], kernels, beside, interrupts: Interrupts) -> None:
        # Imported when the first kernel is on its way: papermill takes as long as that needs to start.
        from viclaims.series.notebooks import NotebookFailed, run_article

        notebooks, rendering = stale.series_of(self.root), []
        for article in todo:
            staged = kernels.staging / article
            read: dict[Path, Future[dict[str, Any]]] = {}
            try:
                run_article(
                    article, notebooks, kernels, staged, self.teller.cell, partial(self._read_beside, beside, read)
                )
            except NotebookFailed as failure:
                self._keep_failure(article, failure)
            else:
                self._forget_failure(article)
                rendering.append((article, staged, beside.submit(self._render, article, staged, read)))
            while len(rendering) > 1 or (rendering and rendering[0][2].done()):
                whole = rendering.pop(0)
                self._take_in(*whole, todo[whole[0]], interrupts)
        for whole in rendering:
            self._take_in(*whole, todo[whole[0]], interrupts)

    def _load_pages(self):
        if self.pages is None:
            from viclaims.pages import index as pages

            self.pages = pages
        return self.pages

    def _read_beside(self, beside, read: dict[Path, Future[dict[str, Any]]], executed: list[Path]) -> None:
        """Begin to read what the pages of executed notebooks will show, into `read`, while others run."""
        for path in executed:
            read[path] = beside.submit(lambda path=path: self._load_pages().read_executed(path, self.root))

    def _render(self, article: str, staged: Path, read: dict[Path, Future[dict[str, Any]]]) -> None:
        """Write the pages of an article into its staging folder; `read` was filled by _read_beside."""
        processed, figures, pages = (staged / "out" / part / article for part in (PROCESSED, FIGURES, REPORT))
        pages.mkdir(parents=True, exist_ok=True)
        notebooks = {path: future.result() for path, future in read.items()}
        self._load_pages().render_article(article, notebooks, processed, figures, pages, self.root)

    def _take_in(self, article: str, staged: Path, rendered, inputs: dict, interrupts: Interrupts) -> None:
        """Swap an article in once its pages are there, or say why not."""
        failure = rendered.exception()
        if failure is not None:
            self.complain(f"{article}  pages not made: {sentence_of(failure)}")
            return
        before = self.record["articles"].get(article, {"outputs": {}})["outputs"]
        try:
            with interrupts.hold():
                journal = swap.begin_swap(self.report, article, staged, inputs, before)
                swap.finish_swap(self.root, self.record, journal)
                swap.remove_if_empty(journal.parent)
        except (Fault, OSError) as error:
            self.complain(f"{article}  not put in place: {sentence_of(error)}")

    def list_articles(self) -> None:
        """Write report/index.html if the articles or what makes it changed."""
        good = sorted(name for name in self.record["articles"] if name in self.there)
        made = [self.record["articles"][name]["outputs"] for name in good]
        whole = hashlib.sha256(json.dumps([good, made], sort_keys=True).encode()).hexdigest()
        inputs = {**self.shared, "articles": whole}
        if not stale.what_changed(self.root, self.record["list"], inputs):
            return
        staging = self.report / f"{STAGING}list"
        try:
            staging.mkdir(exist_ok=True)
            self._load_pages().render_list(self.root, staging, good)
        except Exception as error:  # noqa: BLE001 - tables of an article that failed may not suit newer pages
            shutil.rmtree(staging, ignore_errors=True)
            self.complain(f"{REPORT}/index.html  not made: {sentence_of(error)}")
            return
        os.replace(staging / "index.html", self.report / "index.html")
        shutil.rmtree(staging)
        outputs = {f"{REPORT}/index.html": stale.digest(self.report / "index.html")}
        self.record["list"] = {"inputs": inputs, "outputs": outputs}
        swap.write_record(self.report, self.record)


def make_report(root: Path, pages=None) -> int:
    """Bring tables, figures and pages up to date; the exit code, 0 if every article is.

    `pages` stands in for viclaims.pages.index (read_executed, render_article, render_list).
    """
    teller = Teller()
    try:
        with locked(root / REPORT / ".lock", lambda: teller.say(WAITING)):
            run = Run(root, teller, pages)
            todo = run.plan(swap.finish_interrupted(root, run.record))
            if not run.there:
                raise Fault(f"there is no article in {RAW}/; put a .txt, .html, .docx, .xlsx or .pdf file there.")
            run.drop_deleted()
            if todo:
                run.make(todo)
            run.list_articles()
    except (Fault, OSError, ImportError) as error:
        teller.say(f"The report is not made: {sentence_of(error)}")
        return 1
    if run.faults:
        teller.say(f"{run.faults} not made; every other article is in {REPORT}/index.html")
        return 1
    teller.say(f"{'Made' if todo else 'Up to date'}: {REPORT}/index.html")
    return 0


def main() -> int:
    """`python -m viclaims report`; the exit code."""
    try:
        return make_report(find_root())
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
