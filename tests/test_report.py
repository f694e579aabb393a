"""The driver: what it redoes, what it keeps, and that nothing half-made is ever taken for whole."""

import json
import os
import shutil
import signal
import subprocess

import pytest

from tests.tiny_project import (
    ARTICLE,
    FIND,
    READ,
    WORDS,
    Driver,
    kernels_of,
    lay_out,
    notebook,
    outputs,
    tree,
    until,
)
from viclaims.article.folders import find_places
from viclaims.series import driver as report
from viclaims.series import stale, swap

FIRST, SECOND = "notebooks/01-read-text.ipynb", "notebooks/02-split-words.ipynb"


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    return Driver(tmp_path_factory.mktemp("driver"))


@pytest.fixture(scope="module")
def made(driver, tmp_path_factory):
    """A project whose report was made once, to be copied."""
    root = tmp_path_factory.mktemp("made") / "báo cáo 'số' {1}"
    lay_out(root)
    before = set(tree(root))
    code, said = driver.run(root)
    assert code == 0, said
    return root, before, said


@pytest.fixture
def project(made, tmp_path):
    """A copy of it, still up to date, in another folder whose name is as hard."""
    root = tmp_path / 'Nghị quyết "số 2"'
    shutil.copytree(made[0], root)
    return root


def plan(driver, root, monkeypatch) -> tuple[list[str], report.Run]:
    """The articles that a run would redo, with the driver's own copy of the package as the input."""
    monkeypatch.setattr(stale, "__file__", str(driver.package / "series" / "stale.py"))
    run = report.Run(root, report.Teller(), None)
    return list(run.plan()), run


# ------------------------------------------------------------------------------------------ what is made


def test_a_run_writes_its_outputs_and_nothing_else(driver, made):
    root, before, said = made
    assert set(tree(root)) - before == {
        "data/processed/bai-mot/text.txt", "figures/bai-mot/words.csv", "report/bai-mot/index.html",
        "report/index.html", "report/record.json",
    }  # fmt: skip
    assert (root / "data/processed/bai-mot/text.txt").read_text(encoding="utf-8") == ARTICLE
    assert list(driver.home.iterdir()) == []
    assert "bai-mot  02-split-words  cell 5/5" in said


def test_two_projects_come_out_the_same_to_the_byte(driver, made, project):
    for name in outputs(project):
        (project / name).unlink()
    code, said = driver.run(project, TZ="Asia/Ho_Chi_Minh", LC_ALL="POSIX", PYTHONHASHSEED="7", COLUMNS="40")
    assert code == 0, said
    assert outputs(project) == outputs(made[0])


def test_nothing_to_do_does_nothing(driver, project):
    stamps = {path: path.stat().st_mtime_ns for path in project.rglob("*") if path.name != ".lock"}
    code, said = driver.run(project)
    assert (code, said) == (0, "Up to date: report/index.html\nheavy:\n")
    assert stamps == {path: path.stat().st_mtime_ns for path in project.rglob("*") if path.name != ".lock"}


@pytest.mark.parametrize("changed", [
    "data/raw/bai-mot.txt", "data/reference/sections.csv", "environment/run.lock", FIRST,
    "data/processed/bai-mot/text.txt", "figures/bai-mot/words.csv", "report/bai-mot/index.html",
])  # fmt: skip
def test_a_changed_file_makes_the_article_stale(changed, driver, project, monkeypatch):
    assert plan(driver, project, monkeypatch)[0] == []
    stamp = (project / changed).stat()
    with open(project / changed, "a", encoding="utf-8") as file:
        file.write(" \n")
    os.utime(project / changed, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert plan(driver, project, monkeypatch)[0] == ["bai-mot"]


@pytest.mark.parametrize("gone", ["data/reference/sections.csv", "figures/bai-mot/words.csv", "report/record.json"])
def test_a_missing_file_makes_the_article_stale(gone, driver, project, monkeypatch):
    (project / gone).unlink()
    assert plan(driver, project, monkeypatch)[0] == ["bai-mot"]


def test_a_new_sidecar_and_new_code_make_the_article_stale(driver, project, monkeypatch):
    sidecar = project / "data/raw/bai-mot.toml"
    sidecar.write_text("furniture = []\n", encoding="utf-8")
    assert plan(driver, project, monkeypatch)[0] == ["bai-mot"]
    sidecar.unlink()
    code = driver.package / "new_rule.py"
    code.write_text("", encoding="utf-8")
    assert plan(driver, project, monkeypatch)[0] == ["bai-mot"]
    code.unlink()
    (project / "notebooks/05-explore.ipynb").write_text("{}", encoding="utf-8")
    assert plan(driver, project, monkeypatch)[0] == []


def test_a_changed_article_comes_out_changed(driver, project):
    (project / "data/raw/bai-mot.txt").write_text("Cả nước có 63 tỉnh.\n", encoding="utf-8")
    stranger = project / "figures/bai-mot/my-own.txt"
    stranger.write_text("kept", encoding="utf-8")
    code, said = driver.run(project)
    assert code == 0 and "data/raw/bai-mot.txt changed" in said
    assert (project / "figures/bai-mot/words.csv").read_text(encoding="utf-8").split("\n")[3] == "63"
    assert stranger.read_text(encoding="utf-8") == "kept"


def test_output_of_a_deleted_article_goes_but_not_a_strangers_file(driver, project):
    (project / "data/raw/bai-mot.txt").rename(project / "data/raw/bai-hai.txt")
    (project / "data/raw/cu.txt").write_text(ARTICLE, encoding="utf-8")  # one article stays throughout
    (project / "report/bai-mot/notes.md").write_text("kept", encoding="utf-8")
    code, said = driver.run(project)
    assert code == 0, said
    assert "bai-mot  is no longer in data/raw/" in said
    assert [name for name in tree(project) if "bai-mot" in name] == ["report/bai-mot/notes.md"]
    assert (project / "report/index.html").read_text() == "bai-hai cu"


# ------------------------------------------------------------------------------------------ what goes wrong


def test_a_failed_notebook_is_kept_and_the_good_output_too(driver, project, monkeypatch):
    good = (project / SECOND).read_text(encoding="utf-8")
    before = tree(project)
    (project / SECOND).write_text(notebook(FIND, "left = 235\nleft / 0", WORDS), encoding="utf-8")
    code, said = driver.run(project)
    kept = (project / "report/failed/bai-mot/02-split-words.ipynb").read_text(encoding="utf-8")
    assert code == 1
    assert "02-split-words  failed in cell 4: ZeroDivisionError: division by zero\n    left / 0\n" in said
    assert "kept for reading: report/failed/bai-mot/02-split-words.ipynb" in said and "Traceback" not in said
    assert "ZeroDivisionError" in kept and json.loads(kept)["nbformat"] == 4
    pages_and_tables = [name for name in before if name not in (SECOND, "report/record.json")]
    assert all((project / name).read_bytes() == before[name] for name in pages_and_tables)
    (project / SECOND).write_text(good, encoding="utf-8")
    assert plan(driver, project, monkeypatch)[0] == []


@pytest.mark.parametrize(("cells", "parameter", "sentence"), [
    ([FIND, "import os\nos.kill(os.getpid(), 9)"], "article", "in cell 4: the kernel died by signal SIGKILL"),
    ([FIND, READ], "artikel", "failed: unknown parameter article"),
    (["import no_such_library"], "article", "failed in cell 3: ModuleNotFoundError: No module named"),
    ([FIND, "(places.processed.parent / 'stray.txt').write_text('')"], "article", "stray.txt was written"),
    ([FIND, "(places.processed / 'link').symlink_to('/etc')"], "article", "which is not a plain file"),
])  # fmt: skip
def test_what_a_notebook_can_do_wrong_is_one_sentence(cells, parameter, sentence, driver, project):
    whole = [FIND, READ, WORDS] if "symlink" in cells[-1] or "stray" in cells[-1] else []
    (project / SECOND).unlink()
    (project / FIRST).write_text(notebook(*whole, *cells, parameter=parameter), encoding="utf-8")
    before = (project / "figures/bai-mot/words.csv").read_bytes()
    code, said = driver.run(project)
    assert code == 1 and sentence in said and "Traceback" not in said
    assert (project / "figures/bai-mot/words.csv").read_bytes() == before


@pytest.mark.parametrize("damage", ["", "{}", "[1]", '{"cells": [{}], "metadata": {}, "nbformat": 4}', "<"])
def test_a_file_that_is_no_notebook_is_one_sentence(damage, driver, project):
    (project / FIRST).write_text(damage, encoding="utf-8")
    code, said = driver.run(project)
    assert code == 1 and "01-read-text  failed: this is no notebook" in said and "Traceback" not in said, said


def test_a_bad_article_does_not_stop_the_others(driver, project):
    shutil.rmtree(project / "report")
    (project / "data/raw/Bài 4.txt").write_text(ARTICLE, encoding="utf-8")
    (project / "data/raw/failed.txt").write_text(ARTICLE, encoding="utf-8")
    (project / "data/raw/bai-nam.docx").write_bytes(b"PK")
    (project / "data/raw/bai-sau.toml").write_text("", encoding="utf-8")
    code, said = driver.run(project)
    assert code == 1 and "Traceback" not in said
    for name in ("Bài 4.txt", "failed.txt", "bai-nam.docx", "bai-sau.toml"):
        assert sum(name in line for line in said.splitlines()) == 1
    assert (project / "report/index.html").read_text() == "bai-mot"


def test_no_article_at_all_removes_nothing(driver, project):
    (project / "data/raw/bai-mot.txt").unlink()
    before = outputs(project)
    code, said = driver.run(project)
    assert code == 1 and "there is no article in data/raw/" in said
    assert outputs(project) == before


def test_a_folder_that_cannot_be_written_is_one_sentence(driver, project):
    as_others = []
    if os.geteuid() == 0:
        as_others = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
        if not shutil.which("setpriv") or subprocess.run([*as_others, "true"], check=False).returncode:
            pytest.skip("root writes into any folder, and setpriv is not there to take that right away")
    (project / "data/raw/bai-mot.txt").write_text("Có 7 huyện.\n", encoding="utf-8")
    (project / "figures/bai-mot").chmod(0o555)
    before = outputs(project)
    code, said = driver.run(project, as_others)
    (project / "figures/bai-mot").chmod(0o755)
    assert code == 1 and "figures/bai-mot: no right to read or write there" in said and "Traceback" not in said
    assert outputs(project) == before


@pytest.mark.parametrize(("cell", "sentence"), [
    ("(places.processed / 'text.txt').write_bytes(bytes(10**6))", "failed in cell 4: OSError: [Errno 27]"),
    ("print('x' * 10**6)", "the file would be larger than this account may write"),
])  # fmt: skip
def test_no_room_on_the_disk_loses_nothing(cell, sentence, driver, project):
    (project / FIRST).write_text(notebook(FIND, cell, READ), encoding="utf-8")
    before = outputs(project)
    code, said = driver.run(project, ["sh", "-c", 'ulimit -f 100; exec "$@"', "sh"])
    assert code == 1 and sentence in said and "Traceback" not in said, said
    after = outputs(project)
    assert all(after[name] == before[name] for name in before if name != "report/record.json")
    assert not any(project.glob("report/.s*"))


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"format": 1}', '{"format": 1, "articles": {"a": 1}, "list": 2}'])
def test_a_damaged_record_removes_nothing_and_redoes_all(damage, driver, project, monkeypatch):
    (project / "report/record.json").write_text(damage, encoding="utf-8")
    todo, run = plan(driver, project, monkeypatch)
    assert todo == ["bai-mot"] and run.record["articles"] == {}


def test_a_record_that_names_other_files_is_not_believed(project):
    path = project / "report/record.json"
    text = path.read_text(encoding="utf-8").replace("figures/bai-mot/words.csv", "figures/bai-mot/../../README.md")
    path.write_text(text, encoding="utf-8")
    assert swap.read_record(project / "report")["articles"] == {}


# ------------------------------------------------------------------------------------------ interruptions


@pytest.mark.parametrize(("number", "group", "code"), [
    (signal.SIGKILL, False, -9), (signal.SIGTERM, False, 143), (signal.SIGINT, True, 130),
])  # fmt: skip
def test_a_stopped_run_leaves_no_kernel_and_the_next_makes_the_same(number, group, code, driver, made, project):
    for name in outputs(project):
        (project / name).unlink()
    (project / "wait").touch()
    process = driver.start(project)
    assert until(lambda: any(project.glob("report/.staging-*/bai-mot/executed/01-*")))
    assert kernels_of(project)
    (os.killpg if group else os.kill)(process.pid, number)
    said = process.communicate(timeout=10)[0]
    assert process.returncode == code and "Traceback" not in said
    assert until(lambda: not kernels_of(project), 5)
    assert not (project / "report/record.json").exists()
    (project / "wait").unlink()
    code, said = driver.run(project)
    assert code == 0, said
    assert outputs(project) == outputs(made[0])


class Killed(BaseException):
    """Stands for the process ending at this very step."""


@pytest.mark.parametrize("step", range(9))
def test_a_swap_killed_at_any_step_is_finished_by_the_next_run(step, project, monkeypatch):
    before = swap.read_record(project / "report")
    inputs = before["articles"]["bai-mot"]["inputs"]
    staged = project / "report/.staging-1/bai-mot"
    for name in ("figures/bai-mot/new.csv", "data/processed/bai-mot/text.txt", "report/bai-mot/index.html"):
        (staged / "out" / name).parent.mkdir(parents=True)
        (staged / "out" / name).write_text("new", encoding="utf-8")
    left = [step]

    def counted(function):
        def run(*arguments, **named):
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            return function(*arguments, **named)

        return run

    with monkeypatch.context() as patch:
        for place, name in ((os, "replace"), (os, "rename"), (shutil, "rmtree"), (swap, "remove_files")):
            patch.setattr(place, name, counted(getattr(place, name)))
        try:
            journal = swap.begin_swap(
                project / "report", "bai-mot", staged, inputs, before["articles"]["bai-mot"]["outputs"]
            )
            swap.finish_swap(project, before, journal)
        except Killed:
            pass
    swapped = (project / "report/.swap/bai-mot").exists() or not staged.exists()
    known = swap.read_record(project / "report")
    swap.finish_interrupted(project, known)
    entry = swap.read_record(project / "report")["articles"]["bai-mot"]
    assert stale.what_changed(project, entry, inputs) == ""
    assert (project / "figures/bai-mot/new.csv").exists() == swapped
    assert (project / "figures/bai-mot/words.csv").exists() != swapped
    assert not any(project.glob("report/.s*"))


def test_two_runs_at_once_the_second_waits(driver, project):
    (project / "wait").touch()
    (project / "data/raw/bai-mot.txt").write_text("Có 7 huyện.\n", encoding="utf-8")
    first = driver.start(project)
    assert until(lambda: any(project.glob("report/.staging-*/bai-mot/executed/01-*")))
    second = driver.start(project)
    assert second.stdout.readline() == "Another run is making this report; waiting for it to end.\n"
    first.kill()
    first.wait()
    (project / "wait").unlink()
    said = second.communicate(timeout=60)[0]
    assert second.returncode == 0 and "Made: report/index.html" in said
    assert driver.run(project) == (0, "Up to date: report/index.html\nheavy:\n")


# ------------------------------------------------------------------------------------------ places


def test_places_of_an_article(project, monkeypatch, tmp_path):
    monkeypatch.chdir(project / "notebooks")
    monkeypatch.delenv("VICLAIMS_OUTPUT", raising=False)
    places = find_places("bai-mot")
    assert (places.root, places.raw.name, places.sidecar) == (project.resolve(), "bai-mot.txt", None)
    assert places.figures == project.resolve() / "figures/bai-mot"
    monkeypatch.setenv("VICLAIMS_OUTPUT", str(tmp_path / "staged"))
    assert find_places("bai-mot").processed == tmp_path / "staged/data/processed/bai-mot"
    with pytest.raises(FileNotFoundError, match="the articles there: bai-mot"):
        find_places("bai-hai")
    with pytest.raises(ValueError, match="lower-case letters"):
        find_places("../bai-mot")


def test_outside_a_project_it_is_said(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match="is in no project"):
        find_places("bai-mot")
