"""A project of two small notebooks, so that the driver's tests are quick: what it holds and how it is run.

The driver is run as a process of its own, from a copy of the package that nobody edits meanwhile, with small
pages in place of the real ones.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "viclaims"
PAGES = """
import sys
from pathlib import Path
from viclaims.series import driver as report

class Pages:
    def read_executed(self, path, root):
        return path.read_text(encoding="utf-8")

    def render_article(self, article, executed, processed, figures, out, root):
        assert (processed / "text.txt").exists() and (figures / "words.csv").exists()
        out.joinpath("index.html").write_text("".join(executed.values()))

    def render_list(self, root, report, articles):
        report.joinpath("index.html").write_text(" ".join(articles))

code = report.make_report(Path(sys.argv[1]), Pages())
print("heavy:", *sorted({"pandas", "papermill", "jupyter_client", "matplotlib"} & set(sys.modules)))
sys.exit(code)
"""
FIND = "from viclaims.article.folders import find_places\nplaces = find_places(article)"
READ = "(places.processed / 'text.txt').write_bytes(places.raw.read_bytes())"
WAIT = "import time\ntime.sleep(60 if (places.root / 'wait').exists() else 0)"
WORDS = (
    "words = (places.processed / 'text.txt').read_text(encoding='utf-8').split()\n"
    "(places.figures / 'words.csv').write_text('\\n'.join(words), encoding='utf-8')"
)
ARTICLE = "Toàn tỉnh có 52 xã, phường trong tổng số 235.\n"


def notebook(*cells: str, parameter: str = "article") -> str:
    """A notebook with a cell of parameters and `cells`, as JSON."""
    sources = [f'{parameter} = "bai-mot"', *cells]
    code = [
        {"cell_type": "code", "id": f"cell-{number}", "metadata": {} if number else {"tags": ["parameters"]},
         "source": source.splitlines(keepends=True), "outputs": [], "execution_count": None}
        for number, source in enumerate(sources)
    ]  # fmt: skip
    intro = {"cell_type": "markdown", "id": "intro", "metadata": {}, "source": "# Which words?"}
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps({"cells": [intro, *code], "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5})


def lay_out(root: Path) -> None:
    """An article, a reference file, a lock, notebooks 01 and 02, and one that must not run."""
    contents = {
        "data/raw/bai-mot.txt": ARTICLE,
        "data/reference/sections.csv": "cue,section\n",
        "environment/run.lock": "pandas==3.1.1\n",
        "notebooks/01-read-text.ipynb": notebook(FIND, READ),
        "notebooks/02-split-words.ipynb": notebook(FIND, WAIT, WORDS),
        "notebooks/05-explore.ipynb": notebook("raise SystemError('exploring is not part of the report')"),
    }
    for name, text in contents.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def heed_interrupts() -> None:
    """Tests may have been started in the background, where a shell has SIGINT ignored; a run must heed it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Driver:
    """Runs the driver on a project, with a copy of the package and an empty home folder."""

    def __init__(self, folder: Path):
        self.package = folder / "package" / "viclaims"
        shutil.copytree(PACKAGE, self.package, ignore=shutil.ignore_patterns("__pycache__"))
        self.script = folder / "run.py"
        self.script.write_text(PAGES, encoding="utf-8")
        self.home = folder / "home"
        self.home.mkdir()

    def start(self, root: Path, before: list[str] = (), **environment: str) -> subprocess.Popen:
        """Begin a run in a process group of its own."""
        settings = {
            **os.environ,
            "PYTHONPATH": str(self.package.parent),
            "HOME": str(self.home),
            **environment,
        }
        return subprocess.Popen(
            [*before, sys.executable, str(self.script), str(root)], env=settings, text=True, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
            preexec_fn=heed_interrupts,  # noqa: PLW1509 - no thread is running yet
        )  # fmt: skip

    def run(self, root: Path, before: list[str] = (), **environment: str) -> tuple[int, str]:
        """A whole run: its exit code and what it said."""
        process = self.start(root, before, **environment)
        try:
            said, _ = process.communicate(timeout=120)
        finally:
            process.kill()
        return process.returncode, said


def tree(root: Path) -> dict[str, bytes]:
    """Every file of a project with its bytes, without the driver's lock."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and path.name != ".lock")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def outputs(root: Path) -> dict[str, bytes]:
    """The files that the series makes, and the record."""
    made = ("data/processed/", "figures/", "report/")
    return {name: data for name, data in tree(root).items() if name.startswith(made)}


def until(condition, seconds: float = 60) -> bool:
    """Wait until `condition()` holds; False if it never does."""
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        if condition():
            return True
        time.sleep(0.02)
    return False


def kernels_of(root: Path) -> list[str]:
    """The command lines of the kernels that work for a project."""
    listed = subprocess.run(["ps", "-axww", "-o", "command"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if "ipykernel" in line and str(root) in line]
