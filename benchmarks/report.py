"""Making the report from nothing: this project's driver beside the usual ways to run and render notebooks."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).parents[1]
ARTICLE = "haiduong-2021-01-02"
PARTS = ("viclaims", "notebooks", "data/raw", "data/reference", "environment")
TITLE = "The report from nothing"
NOTE = """\
One article through the four notebooks, environment ready, medians of runs that take turns. The plain process
runs the code of all cells as one script and renders nothing; each other way also makes pages. `above` is the
time above the plain process, by notebook. `nothing changed` is a second `report`, Python's start included."""
PLAIN = "plain"
PREAMBLE = """\
import warnings
warnings.filterwarnings("ignore")
"""


def cells(path: Path) -> list[str]:
    """The code cells of a notebook, without magics."""
    found = [cell for cell in json.loads(path.read_bytes())["cells"] if cell["cell_type"] == "code"]
    lines = ["".join(cell["source"]).split("\n") for cell in found]
    return ["\n".join(line for line in cell if not line.startswith(("%", "!"))) for cell in lines]


def copy_project(folder: Path) -> Path:
    """A project that the runs may write to; its plain script beside it."""
    for part in PARTS:
        shutil.copytree(PROJECT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for raw in (folder / "data" / "raw").iterdir():
        if raw.stem != ARTICLE:
            raw.unlink()
    code = [cell for path in series(folder) for cell in cells(path)]
    (folder / "plain.py").write_text(PREAMBLE + "\n\n".join(code), encoding="utf-8")
    return folder


def series(root: Path) -> list[Path]:
    """The four notebooks."""
    return sorted((root / "notebooks").glob("0[1-4]-*.ipynb"))


def commands(root: Path) -> dict[str, list[list[str]]]:
    """{way: its commands one after the other}."""
    run, out = [sys.executable, "-m"], str(root / "out")
    papermill, pages = [], []
    for path in series(root):
        done = str(root / "out" / path.name)
        papermill.append([*run, "papermill", str(path), done, "-p", "article", ARTICLE, "-k", "python3"])
        pages.append([*run, "nbconvert", "--to", "html", done, "--output-dir", out])
    notebooks = [str(path) for path in series(root)]
    execute = [*run, "nbconvert", "--execute", "--to", "html", "--output-dir", out, *notebooks]
    report = [*run, "viclaims", "report"]
    return {
        PLAIN: [[sys.executable, str(root / "plain.py")]],
        "python -m viclaims report": [report],
        "nothing changed": [report],
        "nbconvert --execute": [execute],
        "papermill and nbconvert, a command each": [*papermill, *pages],
    }


def seconds(root: Path, way: str, steps: list[list[str]]) -> float:
    """Time of one way from nothing; of `nothing changed` from what the run before it left."""
    if way != "nothing changed":
        for made in ("report", "figures", "data/processed", "out"):
            shutil.rmtree(root / made, ignore_errors=True)
    (root / "out").mkdir(exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(root), "MPLBACKEND": "agg"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    for step in steps:
        subprocess.run(
            step, cwd=root if "viclaims" in step else root / "notebooks", env=environment, check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    return time.perf_counter() - begun


def measure(repeats: int = 5) -> list[dict]:
    """Median seconds of each way, its ratio to the plain process and what a notebook costs above it."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy_project(Path(folder).resolve())
        ways = commands(root)
        taken = {way: [] for way in ways}
        for turn in range(repeats + 1):
            for way in ways:  # `nothing changed` right after the report it looks at
                spent = seconds(root, way, ways[way])
                if turn:  # the first turn compiles and fills caches
                    taken[way].append(spent)
        notebooks = len(series(root))
    median = {way: statistics.median(values) for way, values in taken.items()}
    return [
        {
            "way": way,
            "seconds": f"{value:.2f}",
            "ratio": f"{value / median[PLAIN]:.2f}",
            "above, a notebook": "" if way in (PLAIN, "nothing changed")
            else f"{(value - median[PLAIN]) / notebooks:.2f}",
            "slowest run": f"{max(taken[way]):.2f}",
        }
        for way, value in median.items()
    ]  # fmt: skip


if __name__ == "__main__":
    for line in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 3):
        print(line)
