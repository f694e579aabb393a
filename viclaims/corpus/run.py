"""Claims and documents of a whole archive as Parquet, on Dask: only what is missing or changed is done.

Promises
- The client streams the input and keeps a bounded number of batches on their way; a worker turns one into two
  Parquet files, as bytes, and keeps nothing; the client writes them. So a cluster needs no shared folder.
- A part is named after its articles and the code, and therefore up to date if it is there. Its claims file is
  written last, each file under another name until it is whole: a killed run is picked up by the next one, and
  a worker that dies costs the time of its batches, never a row.
- Afterwards OUT holds what INPUT holds: parts of articles that have gone or changed are removed.
  manifest.json says `"complete": true` only while that is so.
"""

from __future__ import annotations

import csv
import json
import logging
import os
import re
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import dask
from dask.distributed import CancelledError, Client, Future, KilledWorker, LocalCluster, wait
from dask.system import CPU_COUNT

from viclaims.corpus.articles import BATCH_ARTICLES, CorpusError, Input, Item, batches, unique, writable
from viclaims.corpus.part import Part, extract_part, fingerprint, join_parts, part_name, read_tally
from viclaims.writing import locked, open_whole

TABLES = ("claims", "documents")
MANIFEST, SUMMARY, ERRORS = "manifest.json", "summary.csv", "errors.csv"
SUMMARY_COLUMNS = ("month", "kind", "unit", "claims", "articles")
FORMAT = 1
BATCHES_A_THREAD = 3  # one at work, two on their way
BYTES_OUT = 512 * 2**20  # of articles sent out and not yet back, however large the cluster
PATIENCE = 120  # seconds without any worker until the run gives up
_PART = re.compile(r"part-[0-9a-f]{32}(?:-\d+)?\.parquet|\.part-[0-9a-f-]+\.parquet\.part")
_ADDRESS = re.compile(r"[a-z]+://\S+:\d+")
# Ctrl-C reaches every process of a terminal; the client alone ends the workers, who would print tracebacks.
_NO_INTERRUPTS = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
AGAIN = "run the same command again, it goes on from here"


class Done(NamedTuple):
    """What a run leaves: totals of all that OUT holds, and how many parts were made, kept and removed."""

    articles: int
    claims: int
    documents: int
    errors: int
    made: int
    kept: int
    removed: int


def run(source: str, out: str, scheduler: str | None = None, workers: int | None = None) -> int:
    """Bring OUT up to date with INPUT and say what was done; the exit code.

    `source`: a folder of articles, JSON lines or Parquet (see articles.py); `out`: the folder for
    claims/, documents/, summary.csv, errors.csv and manifest.json; `scheduler`: tcp://..., else a cluster of
    `workers` processes on this machine (one a core). What is wrong is one sentence on standard error.
    """
    try:
        if workers is not None and (workers < 1 or scheduler):
            raise CorpusError("--workers is a number from 1 up, of processes here; with --scheduler leave it out.")
        with ExitStack() as stack:
            progress = Progress()
            stack.callback(progress.close)
            done = update(source, out, lambda: stack.enter_context(cluster(scheduler, workers)), progress)
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or out}: {error.strerror or error}; {AGAIN}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"Stopped; {AGAIN}.", file=sys.stderr)
        return 130
    print(
        f"Articles: {done.articles:,}, claims: {done.claims:,}, documents: {done.documents:,}, "
        f"not read: {done.errors:,}{f' (see {ERRORS})' if done.errors else ''}. "
        f"Parts: {done.made:,} made, {done.kept:,} up to date, {done.removed:,} removed."
    )
    return 0


@contextmanager
def cluster(scheduler: str | None = None, workers: int | None = None) -> Iterator[Client]:
    """A client of the scheduler, or of worker processes of its own on this machine."""
    if scheduler and not _ADDRESS.fullmatch(scheduler):
        raise CorpusError(f"{scheduler}: --scheduler is an address such as tcp://localhost:8786.")
    with ExitStack() as stack:
        if scheduler is None:
            # Dask's own profiler samples each worker 100 times a second and keeps an hour of that in memory.
            stack.enter_context(dask.config.set({"distributed.worker.profile.enabled": False}))
            address = stack.enter_context(
                LocalCluster(
                    n_workers=workers or CPU_COUNT, threads_per_worker=1, processes=True,
                    dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL, preload=[_NO_INTERRUPTS],
                )
            )  # fmt: skip
        else:
            address = scheduler
        try:
            client = stack.enter_context(Client(address, timeout="15s", set_as_default=False))
            client.wait_for_workers(1, timeout=60)
        except (OSError, ValueError, TimeoutError) as error:
            what = str(error).splitlines()[0] if str(error) else "no answer"
            where = scheduler or "The local cluster"
            raise CorpusError(f"{where}: no worker is to be had ({what}).") from None
        yield client


def update(
    source: str | Path,
    out: str | Path,
    open_client: Callable[[], Client],
    progress: Progress | None = None,
    mean: int = BATCH_ARTICLES,
) -> Done:
    """Bring `out` up to date with `source`; a client is opened only if there is something to do.

    `mean` is how many articles a part holds on average; another number makes every part anew.
    CorpusError, one sentence, where the run cannot go on; all parts written so far stay and count.
    """
    out, progress = Path(out), progress or Progress(None)
    articles = Input(source, out)
    if out.exists() and not out.is_dir():
        raise CorpusError(f"{out}: this is a file; name a folder for the results.")
    for table in TABLES:
        (out / table).mkdir(parents=True, exist_ok=True)

    def refuse():  # each would remove the other's parts
        raise CorpusError(f"{out}: another run is writing there; wait for it.")

    with locked(out / ".lock", refuse):
        code, flow = fingerprint(), None
        names: dict[str, int] = {}
        for batch in batches(unique(articles), mean):
            name = first = part_name(batch, code)
            while name in names:  # only batches of nothing but the same errors can be alike
                names[first] += 1
                name = f"{first}-{names[first]}"
            names[name] = 1
            progress.at(articles.read / articles.total)
            if read_tally(*_paths(out, name)) is not None:
                continue
            if flow is None:
                _write_manifest(out, {"complete": False})
                flow = _Flow(open_client(), out, code, progress)
            flow.send(name, batch)
        if flow:
            flow.finish()
        return _settle(out, list(names), articles, code, made=flow.made if flow else 0)


# ------------------------------------------------------------------------------- batches on their way


class _Flow:
    """Batches that are out with the workers: never too many, each written when it comes back."""

    def __init__(self, client: Client, out: Path, code: str, progress: Progress):
        self.client, self.out, self.code, self.progress = client, out, code, progress
        self.run = uuid.uuid4().hex
        self.waiting: dict[Future, tuple[str, list[Item]]] = {}
        self.suspects: list[tuple[str, list[Item]]] = []
        self.bytes = self.made = 0

    def send(self, name: str, batch: list[Item]) -> None:
        """Send a batch out, after others have come back if too many are out."""
        self.progress.start()
        while self.waiting and (
            len(self.waiting) >= BATCHES_A_THREAD * max(1, sum(self.client.nthreads().values()))
            or self.bytes + _size(batch) > BYTES_OUT
        ):
            self._collect()
        self.waiting[self._submit(name, batch)] = name, batch
        self.bytes += _size(batch)

    def finish(self) -> None:
        """Wait for all, then find what killed workers: one article at a time, with nothing beside it."""
        while self.waiting:
            self._collect()
        for name, batch in self.suspects:
            self._write(name, batch, join_parts([self._one_alone(name, item) for item in batch]))

    def _submit(self, name: str, batch: list[Item]) -> Future:
        # Plain tuples: a worker need not know this package's classes to receive them.
        items = [tuple(item) for item in batch]
        return self.client.submit(extract_part, items, self.code, key=f"{name}-{self.run}", pure=False)

    def _collect(self) -> None:
        """Write the batches that are back, at least one."""
        for future in self._back(list(self.waiting)):
            name, batch = self.waiting.pop(future)
            self.bytes -= _size(batch)
            try:
                part = self._result(future)
            except KilledWorker:
                self.suspects.append((name, batch))
            else:
                self._write(name, batch, part)

    def _back(self, futures: list[Future]) -> set[Future]:
        last_seen = time.monotonic()
        while True:
            try:
                with self.client.as_current():
                    return wait(futures, timeout=5, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                last_seen = time.monotonic() if self.client.nthreads() else last_seen
                if time.monotonic() - last_seen > PATIENCE:
                    raise CorpusError(f"For {PATIENCE} s no worker has been there; {AGAIN}.") from None
            except CancelledError:
                raise CorpusError(f"The connection to the scheduler is lost; {AGAIN}.") from None

    def _result(self, future: Future) -> Part:
        try:
            return future.result()
        except (CorpusError, KilledWorker):
            raise
        except (CancelledError, OSError):
            raise CorpusError(f"The connection to the scheduler is lost; {AGAIN}.") from None
        except Exception as error:
            reason = f"a worker fails with {type(error).__name__}: {error}"
            raise CorpusError(f"Is the same viclaims installed on every worker? ({reason})") from error

    def _one_alone(self, name: str, item: Item) -> Part:
        future = self._submit(f"{name}-{uuid.uuid4().hex}", [item])
        self._back([future])
        try:
            return self._result(future)
        except KilledWorker:
            return extract_part([item._replace(error="the worker process died each time it read this")])

    def _write(self, name: str, batch: list[Item], part: Part) -> None:
        for path, data in zip(reversed(_paths(self.out, name)), part[:0:-1], strict=True):
            with open_whole(path, "wb", lasting=True) as file:
                file.write(data)
        self.made += 1
        self.progress.more(len(batch))


def _size(batch: list[Item]) -> int:
    return sum(len(item.data) for item in batch)


# ------------------------------------------------------------------------------------ the folder OUT


def _paths(out: Path, name: str) -> list[Path]:
    """The claims file and the documents file of a part."""
    return [out / table / f"{name}.parquet" for table in TABLES]


def _write_manifest(out: Path, content: dict) -> None:
    with open_whole(out / MANIFEST, lasting=True) as file:
        file.write(json.dumps({"format": FORMAT, **content}, ensure_ascii=False, indent=1) + "\n")


def _settle(out: Path, names: list[str], articles: Input, code: str, made: int) -> Done:
    """Remove what INPUT no longer holds; write summary, errors and manifest from the tallies of the parts."""
    totals: Counter[str] = Counter()
    sums: Counter[tuple[str, str, str, int]] = Counter()
    with open_whole(out / ERRORS) as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("id", "reason"))
        for name in names:
            tally = read_tally(*_paths(out, name))
            if tally is None:
                raise CorpusError(f"{out}: {name} was damaged while this ran; {AGAIN}.")
            totals.update({what: tally[what] for what in ("articles", *TABLES)})
            totals["errors"] += len(tally["errors"])
            rows.writerows(tally["errors"])
            for month, kind, unit, claims, holding in tally["sums"]:
                sums[month, kind, unit, 0] += claims
                sums[month, kind, unit, 1] += holding
    lines = [(*key[:3], sums[key], sums[*key[:3], 1]) for key in sorted(sums) if key[3] == 0]
    with open_whole(out / SUMMARY) as file:
        csv.writer(file, lineterminator="\n").writerows([SUMMARY_COLUMNS, *lines])
    removed = _remove_others(out, set(names))
    numbers = {what: totals[what] for what in ("articles", *TABLES, "errors")}
    known = {"complete": True, "input": writable(articles.path.name), "code": code}
    _write_manifest(out, {**known, **numbers, "parts": names})
    return Done(**numbers, made=made, kept=len(names) - made, removed=removed)


def _remove_others(out: Path, names: set[str]) -> int:
    """Remove the parts that are not among `names`, and halves that a killed run left; how many parts."""
    removed = 0
    for table in TABLES:
        for entry in list(os.scandir(out / table)):
            if _PART.fullmatch(entry.name) and entry.name.removesuffix(".parquet") not in names:
                os.unlink(entry.path)
                removed += table == "claims" and entry.name.endswith(".parquet")
    return removed


# ------------------------------------------------------------------------------------------- progress


class Progress:
    """A line on standard error: articles done, articles/s, how much of the input is read.

    On a terminal it is renewed in place, elsewhere (a log) written every half minute. `file` None: silence.
    """

    def __init__(self, file=sys.stderr):
        self.file, self.tty = file, bool(file) and file.isatty()
        self.done, self.share, self.began, self.shown, self.open = 0, 0.0, None, time.monotonic(), False

    def start(self) -> None:
        self.began = self.began or time.monotonic()

    def at(self, share: float) -> None:
        self.share = share
        self._show()

    def more(self, articles: int) -> None:
        self.done += articles
        self._show()

    def _show(self, last: bool = False) -> None:
        now = time.monotonic()
        if not self.file or (not last and now - self.shown < (0.2 if self.tty else 30)):
            return
        self.shown = now
        rate = self.done / (now - self.began) if self.began and now > self.began else 0
        bar = ("#" * round(20 * self.share)).ljust(20, ".")
        line = f"[{bar}] {self.share:4.0%} read  {self.done:,} articles  {rate:,.0f} articles/s"
        self.file.write(f"\r\033[K{line}" if self.tty else f"{line}\n")
        self.file.flush()
        self.open = self.tty

    def close(self) -> None:
        """The last state, once; nothing if there was nothing to do."""
        if self.began:
            self._show(last=True)
        if self.open:
            self.file.write("\n")
