"""Each article of a corpus is read or a row in errors.csv; a rerun makes only what is missing; none is lost."""

import csv
import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow")
pytest.importorskip("dask.distributed")

import pyarrow.parquet as pq  # noqa: E402
from dask.distributed import Client, LocalCluster  # noqa: E402

from benchmarks.invented_articles import article, rows, write_jsonl  # noqa: E402
from viclaims import extract_claims, extract_documents  # noqa: E402
from viclaims.corpus import part  # noqa: E402
from viclaims.corpus.articles import CorpusError, Input, Item, batches, unique  # noqa: E402
from viclaims.corpus.part import SCHEMAS, extract_part, join_parts, month_of  # noqa: E402
from viclaims.corpus.run import run, update  # noqa: E402

ROOT = Path(__file__).parents[1]
TEXT = "Toàn tỉnh có 52 xã. Thực hiện Nghị quyết số 18-NQ/TW."


@pytest.fixture(scope="module")
def client():
    """A client of two worker threads in this process."""
    options = {"processes": False, "n_workers": 2, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(**options) as cluster, Client(cluster) as client:
        yield client


@pytest.fixture
def bring(client, tmp_path):
    """Brings tmp_path/out up to date with an input, in small parts."""
    return lambda source, mean=4: update(source, tmp_path / "out", lambda: client, mean=mean)


def read(out: Path, table: str) -> list[dict]:
    """The rows of a table by article and place, whatever part they are in."""
    found = pa.concat_tables([pq.read_table(path) for path in sorted((out / table).glob("*.parquet"))])
    assert found.schema.equals(SCHEMAS[table])
    return sorted(found.to_pylist(), key=lambda row: (row["article"], row["start"]))


def errors(out: Path) -> dict[str, str]:
    with open(out / "errors.csv", encoding="utf-8", newline="") as file:
        return {row["id"]: row["reason"] for row in csv.DictReader(file)}


def stamps(out: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (out / "claims").iterdir()}


def write_lines(path: Path, lines: list) -> Path:
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def expected(articles: list[dict]) -> tuple[list, list]:
    """(article, start, quote) of all claims and documents, without Dask or Parquet."""
    return tuple(
        [
            (one["id"], start, quote)
            for one in sorted(articles, key=lambda one: one["id"])
            for start, quote in extract(one["text"])[["start", "quote"]].itertuples(index=False)
        ]
        for extract in (extract_claims, extract_documents)
    )


def keys(out: Path, table: str) -> list:
    return [(row["article"], row["start"], row["quote"]) for row in read(out, table)]


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "parquet", "txt"])
def test_every_kind_of_input_gives_the_rows_of_the_extractors(bring, tmp_path, form) -> None:
    articles = list(rows(12, 0, 800))
    source = tmp_path / f"in.{form}"
    if form == "parquet":
        pq.write_table(pa.Table.from_pylist(articles), source, row_group_size=5)
    elif form == "txt":
        for one in articles:
            path = source / one["date"].replace("-", "/") / f"{one['id']}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(one["text"], encoding="utf-16")
            one["id"] = path.relative_to(source).as_posix()
    else:
        write_lines(source, articles)
    done = bring(source)
    assert (done.articles, done.errors, done.removed) == (12, 0, 0)
    assert done.made > 2
    out = tmp_path / "out"
    assert (keys(out, "claims"), keys(out, "documents")) == expected(articles)
    months = {one["id"]: one["date"][:7] for one in articles}
    assert all(row["month"] == months[row["article"]] for row in read(out, "claims"))


def test_the_summary_counts_claims_and_the_articles_that_hold_them(bring, tmp_path) -> None:
    lines = [{"id": n, "text": TEXT, "date": "2021-03-04"} for n in (1, 2)]
    bring(write_lines(tmp_path / "in.jsonl", [*lines, {"id": 3, "text": "Có 9 xã và 7 xã."}]))
    with open(tmp_path / "out" / "summary.csv", encoding="utf-8", newline="") as file:
        table = [tuple(row.values()) for row in csv.DictReader(file)]
    assert table == [("", "count", "xã", "2", "1"), ("2021-03", "count", "xã", "2", "2")]


def test_what_cannot_be_read_is_a_row_with_its_reason(bring, tmp_path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "Bài 1.txt").write_text(TEXT, encoding="utf-8")
    (folder / "bai-2.txt").write_bytes(b"%PDF-1.4")
    (folder / "bai-3.html").write_text("<html><body></body></html>")
    (folder / "bai-4.txt").write_text(" \n")
    (folder / "bai-5.TXT").write_bytes(f"{TEXT}\0{TEXT}".encode())
    (folder / "not-an-article.odt").write_bytes(b"%PDF-1.4")
    lines = [{"id": "a", "text": TEXT}, "{", "[1]", {"id": "a", "text": "x"}, {"id": "b"}, {"text": "x"},
             {"id": True, "text": "x"}, {"id": "c", "text": 5}, {"id": "d", "text": ""}]  # fmt: skip
    write_lines(folder / "lines.jsonl", lines)
    done = bring(folder)
    found = errors(tmp_path / "out")
    reasons = {
        "bai-2.txt": "PDF", "bai-3.html": "no article text", "bai-4.txt": "white space", "bai-5.TXT": "NUL",
        "lines.jsonl:2": "no JSON", "lines.jsonl:3": "no JSON object", "a": "earlier article", "b": "no text",
        "lines.jsonl:6": "no id", "lines.jsonl:7": "no id", "c": "no text", "d": "empty",
    }  # fmt: skip
    assert {name: reasons[name] in found.get(name, "") for name in reasons} == dict.fromkeys(reasons, True)
    assert (len(found), done.errors, done.articles) == (12, 12, 2)
    assert {row["article"] for row in read(tmp_path / "out", "claims")} == {"Bài 1.txt", "a"}


@pytest.mark.parametrize("ending", [".jsonl.gz", ".parquet"])
def test_a_file_damaged_in_its_middle_keeps_the_articles_before(bring, tmp_path, ending) -> None:
    source = tmp_path / f"in{ending}"
    if ending == ".parquet":
        table = pa.Table.from_pylist([{"id": f"{n:04}", "text": article(n, 100)} for n in range(300)])
        pq.write_table(table, source, row_group_size=100, compression="zstd", use_dictionary=False)
        data = bytearray(source.read_bytes())
        data[len(data) // 2 : len(data) // 2 + 4000] = bytes(4000)
        source.write_bytes(data)
    else:
        write_lines(source, [{"id": f"{n:04}", "text": article(n, 100)} for n in range(300)])
        source.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
    done = bring(source, mean=100)
    assert 30 < done.articles < 300
    assert done.errors == 1
    assert "cannot be read from" in next(iter(errors(tmp_path / "out").values()))


def test_text_that_parquet_cannot_hold_is_written_in_its_place(bring, tmp_path) -> None:
    text = "Có \ud800 52\0 xã \udc00 và 7\0 lượt\ud83d khách."
    bring(write_lines(tmp_path / "in.jsonl", [{"id": "a\ud800", "text": text}]))
    found = read(tmp_path / "out", "claims")
    assert [row["value"] for row in found] == [row.value for row in extract_claims(text).itertuples()]
    for row in found:
        assert row["article"] == "a\ufffd"
        assert len(row["quote"]) == row["end"] - row["start"]
        assert not re.search("[\0\ud800-\udfff]", "".join(map(str, row.values())))
        assert "\ufffd" in row["sentence"]


def test_a_rerun_makes_only_what_is_missing_or_changed(bring, tmp_path) -> None:
    articles, source, out = list(rows(60, 0, 800)), tmp_path / "in.jsonl", tmp_path / "out"
    first = bring(write_lines(source, articles))
    before = stamps(out)
    again = bring(source)
    assert (again.made, again.kept, stamps(out)) == (0, first.made, before)

    articles[30]["text"] = TEXT
    del articles[10]
    changed = bring(write_lines(source, articles))
    kept = {name: stamp for name, stamp in stamps(out).items() if name in before}
    assert kept.items() <= before.items()
    assert 1 <= changed.made <= 6
    assert changed.removed == len(before) - len(kept)
    assert (keys(out, "claims"), keys(out, "documents")) == expected(articles)

    lost = min((out / "documents").iterdir())
    whole = lost.read_bytes()
    lost.write_bytes(whole[:-9])
    assert bring(source).made == 1
    assert lost.read_bytes() == whole


def test_other_code_makes_every_part_anew(bring, tmp_path, monkeypatch) -> None:
    source = write_lines(tmp_path / "in.jsonl", list(rows(10, 0, 300)))
    first = bring(source)
    for module in ("corpus.run", "corpus.part"):
        monkeypatch.setattr(f"viclaims.{module}.fingerprint", lambda: "another")
    assert bring(source)[-3:] == (first.made, 0, first.made)


def test_a_worker_with_other_code_stops_the_run(client, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("viclaims.corpus.run.fingerprint", lambda: "another")
    source = write_lines(tmp_path / "in.jsonl", list(rows(2, 0, 300)))
    with pytest.raises(CorpusError, match="another viclaims"):
        update(source, tmp_path / "out", lambda: client)


def test_batches_meet_again_after_a_change_and_stay_in_bounds() -> None:
    items = [Item(f"bai-{n}", "", "text", b"x" * 5000) for n in range(3000)]
    cut = [tuple(batch) for batch in batches(items, 64)]
    assert [item for batch in cut for item in batch] == items
    assert {32 <= len(batch) <= 128 for batch in cut[:-1]} == {True}
    other = {tuple(batch) for batch in batches([*items[:1000], *items[1001:]], 64)}
    assert len(set(cut) - other) <= 4
    large = [item._replace(data=b"x" * 3_000_000) for item in items[:9]]
    assert [len(batch) for batch in batches(large, 64)] == [1] * 9


def test_one_at_a_time_is_the_same_part() -> None:
    items = [(f"bai-{n}", "2021-01", "text", article(n, 800).encode(), "") for n in range(6)]
    items.append(("bai-9", "", "text", b"", "a reason"))
    together, alone = extract_part(items), join_parts([extract_part([item]) for item in items])
    assert alone[0] == together[0]
    for one, other in zip(alone[1:], together[1:], strict=True):
        assert pq.read_table(pa.BufferReader(one)).equals(pq.read_table(pa.BufferReader(other)))


def test_the_later_one_of_an_id_is_left_out() -> None:
    items = [Item(name, "", "text", name.encode()) for name in ("a", "b", "a", "a")]
    assert [bool(item.error) for item in unique(items)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("date", "month"),
    [("2021-01-02", "2021-01"), ("20211231", "2021-12"), ("bai/2019/7/x.txt", "2019-07"),
     ("2.10.2020", "2020-10"), ("Thứ Bảy, ngày 5 tháng 4 năm 2018", "2018-04"), ("2021-13-01", ""),
     ("2021-2025", ""), ("2021", ""), ("bai-202101021.txt", ""), ("", "")],
)  # fmt: skip
def test_months(date: str, month: str) -> None:
    assert month_of(date) == month


def test_an_article_without_a_date_has_the_month_that_its_page_prints() -> None:
    page = f"Đổi mới công tác cán bộ ở cơ sở\nThứ Bảy 02/01/2021 17:51\n{TEXT}\n"
    tally, *_ = extract_part([("bai-1", "", "text", page.encode(), "")])
    assert tally["sums"] == [["2021-01", "count", "xã", 1, 1]]


def wrong(folder: Path, what: str) -> Path:
    """An input that is wrong as a whole."""
    path = folder / "in" if what in ("empty", "missing") else folder / f"in.{what.split()[-1]}"
    if what == "empty":
        path.mkdir()
    elif what == "columns parquet":
        pq.write_table(pa.table({"id": ["a"], "body": [TEXT]}), path)
    elif what == "numbers parquet":
        pq.write_table(pa.table({"id": ["a"], "text": [5]}), path)
    elif what == "columns jsonl":
        write_lines(path, [{"url": "a", "text": TEXT}])
    elif what != "missing":
        path.write_bytes(b"no such format")
    return path


@pytest.mark.parametrize(
    ("what", "said"),
    [("missing", "no such file or folder"), ("empty", "no article is here"),
     ("broken parquet", "cannot be read"), ("broken jsonl.gz", "cannot be read"),
     ("columns parquet", "column text is missing"), ("columns jsonl", "column id is missing"),
     ("numbers parquet", "holds int64"), ("kind odt", "is not read")],
)  # fmt: skip
def test_an_input_that_is_wrong_as_a_whole_is_one_sentence(tmp_path, capsys, what, said) -> None:
    source = wrong(tmp_path, what)
    assert run(str(source), str(tmp_path / "out")) == 1
    told = capsys.readouterr().err
    assert said in told
    assert source.name in told
    assert told.count("\n") == 1


def test_wrong_places_and_numbers_are_one_sentence(tmp_path, capsys) -> None:
    source = write_lines(tmp_path / "in.jsonl", [{"id": 1, "text": TEXT}])
    (tmp_path / "file").write_text("")
    assert run(str(source), str(tmp_path / "file")) == 1
    assert run(str(tmp_path), str(tmp_path)) == 1
    assert run(str(source), str(tmp_path / "out"), workers=0) == 1
    assert run(str(source), str(tmp_path / "out"), scheduler="tcp://127.0.0.1:1", workers=2) == 1
    assert run(str(source), str(tmp_path / "out"), scheduler="localhost") == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 5
    assert "this is a file" in told[0]
    assert "tcp://" in told[4]


def test_results_inside_the_input_are_not_read_as_input(bring, tmp_path) -> None:
    write_lines(tmp_path / "in.jsonl", list(rows(3, 0, 300)))
    assert bring(tmp_path).articles == 3
    assert bring(tmp_path).made == 0
    assert Input(tmp_path, tmp_path / "out").total == (tmp_path / "in.jsonl").stat().st_size


def test_two_runs_at_once_do_not_share_a_folder(bring, tmp_path) -> None:
    import fcntl

    source = write_lines(tmp_path / "in.jsonl", list(rows(2, 0, 300)))
    bring(source)
    with open(tmp_path / "out" / ".lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(CorpusError, match="another run"):
            bring(source)


# ------------------------------------------------------------------------- real workers, some of which die


def start(*arguments: str) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", *arguments], env=environment, cwd=ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture
def loopback(tmp_path):
    """(address, worker processes) of a scheduler and two workers that nobody starts again."""
    told = tmp_path / "scheduler.json"
    started = [start("distributed.cli.dask_scheduler", "--port", "0", "--host", "127.0.0.1",
                     "--no-dashboard", "--scheduler-file", str(told))]  # fmt: skip
    try:
        until(told.exists)
        until(lambda: told.read_text().rstrip().endswith("}"))
        address = json.loads(told.read_text())["address"]
        for _ in range(2):
            options = (
                "--nthreads",
                "1",
                "--no-nanny",
                "--no-dashboard",
                "--local-directory",
                str(tmp_path / "s"),
            )
            started.append(start("distributed.cli.dask_worker", address, *options))
        yield address, started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()


def until(true, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def alone(source: Path, out: Path) -> Path:
    """The parts of a corpus made one after the other in this process, without Dask."""
    for table in SCHEMAS:
        (out / table).mkdir(parents=True)
    for number, batch in enumerate(batches(unique(Input(source)), 8)):
        _, claims, documents = extract_part(batch)
        (out / "claims" / f"{number}.parquet").write_bytes(claims)
        (out / "documents" / f"{number}.parquet").write_bytes(documents)
    return out


@pytest.mark.long
def test_a_worker_killed_in_the_middle_loses_no_row(loopback, tmp_path) -> None:
    address, workers = loopback
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    write_jsonl(source, 240, size=2500)
    code = (
        "from viclaims.corpus.run import cluster, update; from contextlib import ExitStack; import sys\n"
        "with ExitStack() as s: print(*update(sys.argv[1], sys.argv[2], lambda: "
        "s.enter_context(cluster(sys.argv[3])), mean=8))"
    )
    command = [sys.executable, "-c", code, str(source), str(out), address]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    until(lambda: len(list(out.glob("claims/*.parquet"))) >= 4)
    workers[0].send_signal(signal.SIGKILL)
    seen = len(list(out.glob("claims/*.parquet")))
    told, _ = run.communicate(timeout=120)
    done = [int(word) for word in told.split()]
    assert (run.returncode, done[0], done[3]) == (0, 240, 0)
    assert seen < done[4]
    single = alone(source, tmp_path / "alone")
    for table in SCHEMAS:
        assert read(out, table) == read(single, table)
        assert len(set(keys(out, table))) == len(read(out, table)) > 0


@pytest.mark.long
def test_an_article_that_kills_its_worker_is_a_row_and_the_others_are_read(tmp_path, monkeypatch) -> None:
    # A module of the worker's own path that dies on one article stands for a crash in a library.
    (tmp_path / "sitecustomize.py").write_text(
        "import sys, os\n"
        "def trace(frame, event, argument):\n"
        "    if frame.f_code.co_name == 'extract_claims' and 'DEADLY' in frame.f_locals.get('text', ''):\n"
        "        os.kill(os.getpid(), 9)\n"
        "import threading; threading.setprofile(trace)\n"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    articles = [{"id": f"{n:02}", "text": TEXT if n != 5 else "DEADLY"} for n in range(12)]
    source = write_lines(tmp_path / "in.jsonl", articles)
    assert run(str(source), str(tmp_path / "out"), workers=2) == 0
    assert list(errors(tmp_path / "out")) == ["05"]
    assert "died" in errors(tmp_path / "out")["05"]
    assert len(read(tmp_path / "out", "claims")) == 11


@pytest.mark.long
def test_a_killed_run_is_picked_up(tmp_path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    write_jsonl(source, 1500, size=900)
    command = ("viclaims", "corpus", str(source), str(out), "--workers", "1")
    first = start(*command)
    until(lambda: len(list(out.glob("claims/*.parquet"))) >= 1)
    first.kill()
    first.wait()
    assert json.loads((out / "manifest.json").read_text())["complete"] is False
    before = stamps(out)
    assert start(*command).wait() == 0
    assert before.items() <= stamps(out).items()
    manifest = json.loads((out / "manifest.json").read_text())
    assert (manifest["complete"], manifest["articles"]) == (True, 1500)
    assert sorted(manifest["parts"]) == sorted(path.stem for path in (out / "claims").iterdir())


def test_a_time_zone_that_nobody_knows_leaves_the_date_out(bring, tmp_path):
    dates = pa.array([0], pa.timestamp("us", tz="Mars/Phobos"))
    pq.write_table(pa.table({"id": ["a"], "text": [TEXT], "date": dates}), tmp_path / "in.parquet")
    assert bring(tmp_path / "in.parquet").articles == 1
    assert {row["month"] for row in read(tmp_path / "out", "claims")} == {""}


def test_a_column_that_is_there_twice_is_one_sentence(bring, tmp_path):
    columns = [pa.array(["a"]), pa.array(["b"]), pa.array([TEXT])]
    pq.write_table(pa.Table.from_arrays(columns, names=["id", "id", "text"]), tmp_path / "in.parquet")
    with pytest.raises(CorpusError, match="the column id is there more than once"):
        bring(tmp_path / "in.parquet")


def test_a_name_of_the_input_that_is_no_utf8_is_told_in_the_manifest(bring, tmp_path):
    folder = tmp_path / os.fsdecode(b"b\xe0i")
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    assert bring(folder).articles == 1
    assert json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))["input"] == "b\ufffdi"


def test_what_decides_a_part_is_hashed_in_every_room() -> None:
    known = part.sources()
    package = Path(part.__file__).parent.parent
    for room in ("claims", "documents", "text", "tables", "article", "lexicon"):
        assert any(name.startswith(f"{room}/") for name in known), room
    assert "claims/kinds.py" in known and "claims/__init__.py" in known and "documents/mentions.py" in known
    tables = {path.relative_to(package).as_posix() for path in (package / "lexicon").glob("*.csv")}
    assert tables <= set(known)
    assert not any(name.startswith(("pages/", "charts/", "series/")) for name in known)
