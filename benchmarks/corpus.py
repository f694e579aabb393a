"""A corpus of invented articles on Dask: articles/s and peak memory by its size, and two workers beside one."""

import json
import multiprocessing
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.invented_articles import write_jsonl  # noqa: E402

TITLE = "A corpus on Dask"
NOTE = """\
Invented articles of about 6,200 characters as JSON lines through `python -m viclaims corpus`, each row in a
process of its own, started anew; seconds by the clock from the first batch, the start of the cluster
(`start`) apart. `CPU` is the workers' processor time, which other work on the machine hardly changes. `peak
MB` is the most that was resident: of one worker process, and of the client with scheduler and reading. `part
files` is what claims and documents take on disk. The first row is the same work in one process without Dask.
The last row is a second run with nothing changed: it reads and hashes the input. `load` is that of the
machine's last minute when the row began: above the number of workers, others were computing too."""
SIZES = (1_000, 10_000, 50_000)
COMPARED = 20_000
MEGABYTE = 1e6


def peak() -> float:
    """Most memory that this process had resident, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEGABYTE


def on_dask(source: Path, out: Path, workers: int) -> dict:
    """One run: seconds, seconds of the start, peaks, totals."""
    from viclaims.corpus.run import cluster, update

    begun = time.perf_counter()
    with cluster(workers=workers) as client:
        client.run(_warm)
        ready, used = time.perf_counter(), sum(client.run(time.process_time).values())
        done = update(source, out, lambda: client)
        taken = time.perf_counter() - ready
        used = sum(client.run(time.process_time).values()) - used
        worker = max(client.run(peak).values())
    found = {"start": ready - begun, "seconds": taken, "used": used, "worker": worker, "client": peak()}
    return found | done._asdict()


def _warm() -> None:
    """Import what the first task would."""
    from viclaims.corpus.part import extract_part

    extract_part([("a", "", "text", "Có 52 xã.".encode(), "")])


def in_one_process(source: Path, out: Path, _: int) -> dict:
    """The same batches and the same function one after the other, nothing beside it."""
    from viclaims.corpus.articles import Input, batches, unique
    from viclaims.corpus.part import extract_part

    _warm()
    begun, used, done = time.perf_counter(), time.process_time(), {"articles": 0, "claims": 0}
    for table in ("claims", "documents"):
        (out / table).mkdir(parents=True)
    for number, batch in enumerate(batches(unique(Input(source)))):
        tally, claims, documents = extract_part(batch)
        (out / "claims" / f"{number}.parquet").write_bytes(claims)
        (out / "documents" / f"{number}.parquet").write_bytes(documents)
        done = {what: done[what] + tally[what] for what in done}
    taken, used = time.perf_counter() - begun, time.process_time() - used
    return {"start": None, "seconds": taken, "used": used, "worker": peak(), "client": None, **done}


def unchanged(source: Path, out: Path, _: int) -> dict:
    """A run over a folder that is up to date."""
    from viclaims.corpus.run import update

    begun = time.perf_counter()
    done = update(source, out, lambda: None)
    taken = time.perf_counter() - begun
    return {"start": None, "seconds": taken, "used": None, "worker": None, "client": peak()} | done._asdict()


def apart(run: Callable, *arguments) -> dict:
    """The result of `run` in a new process, so that its peak of memory is its own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_answer, args=(theirs, run, *arguments))
    process.start()
    theirs.close()
    try:
        return ours.recv()
    finally:
        process.join()


def _answer(pipe, run: Callable, *arguments) -> None:
    pipe.send(run(*arguments))


def load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


def row(what: str, busy: str, found: dict, out: Path, base: float | None = None) -> dict:
    size = sum(path.stat().st_size for path in out.rglob("*.parquet"))
    number = {name: "" if found[name] is None else f"{found[name]:,.0f}" for name in ("worker", "client")}
    rate = found["articles"] / found["seconds"]
    return {
        "run": what,
        "articles": f"{found['articles']:,}",
        "claims": f"{found['claims']:,}",
        "start s": "" if found["start"] is None else f"{found['start']:.1f}",
        "seconds": f"{found['seconds']:.1f}",
        "articles/s": f"{rate:,.0f}",
        "CPU ms an article": f"{1000 * found['used'] / found['articles']:.1f}" if found["used"] else "",
        "× one worker": f"{rate / base:.2f}" if base else "",
        "peak MB worker": number["worker"],
        "peak MB client": number["client"],
        "part files MB": f"{size / MEGABYTE:.1f}",
        "load": busy,
    }


def measure(sizes: tuple[int, ...] = SIZES, compared: int = COMPARED) -> list[dict]:
    """A row a run."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "articles.jsonl"), Path(folder, "out")

        def one(what: str, run: Callable, workers: int = 0, base: float | None = None) -> float:
            busy = load()
            found = apart(run, source, out, workers)
            rows.append(row(what, busy, found, out, base))
            print(json.dumps(rows[-1], ensure_ascii=False), file=sys.stderr, flush=True)
            return found["articles"] / found["seconds"]

        def cleared() -> None:
            shutil.rmtree(out, ignore_errors=True)

        write_jsonl(source, sizes[0])
        one("one process, no Dask", in_one_process)
        for size in sizes:
            cleared()
            write_jsonl(source, size)
            one("two workers", on_dask, 2)
        one("nothing changed", unchanged)
        write_jsonl(source, compared)
        cleared()
        base = one("one worker", on_dask, 1)
        cleared()
        one("two workers", on_dask, 2, base)
    return rows


if __name__ == "__main__":
    measure(*([int(size) for size in part.split(",")] if "," in part else int(part) for part in sys.argv[1:]))
