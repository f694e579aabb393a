"""Start: from a new Python to the claims of one sentence, beside an earlier commit whose package git still holds."""

import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

TITLE = "The start"
NOTE = (
    "Processor time from a new Python to the claims of one sentence, above that of `import pandas` alone, beside the\n"
    "commit before the rooms and the lexicon; medians of nine new processes in turn."
)
BEFORE = "6aaed41"
RUNS = 9
ROOT = Path(__file__).parents[1]
SENTENCE = "Hiện đã có 52 trong tổng số 235 địa phương thực hiện."
TELL = "\nimport resource\nused = resource.getrusage(resource.RUSAGE_SELF)\nprint(used.ru_utime + used.ru_stime)"
PANDAS = "import pandas"
CLAIMS = f"import viclaims\nviclaims.extract_claims({SENTENCE!r})"


def seconds(code: str, root: Path) -> float:
    """Processor seconds of a new Python that runs `code` with the package of `root`."""
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONUTF8": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else every import would be compiled anew
    command = [sys.executable, "-W", "ignore", "-c", code + TELL]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


def _times(roots: dict[str, Path]) -> dict[str, float]:
    """Median processor seconds of a bare Python, of PANDAS and of CLAIMS with the package of each root."""
    for root in roots.values():
        seconds(CLAIMS, root)  # byte code is written once
    times: dict[str, list[float]] = {name: [] for name in ("python", PANDAS, *roots)}
    for _ in range(RUNS):
        times["python"].append(seconds("pass", ROOT))
        times[PANDAS].append(seconds(PANDAS, ROOT))
        for name, root in roots.items():
            times[name].append(seconds(CLAIMS, root))
    return {name: statistics.median(values) for name, values in times.items()}


def measure() -> list[dict]:
    """One row a tree: seconds above `import pandas`, and their share of those of `import pandas`."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["git", "archive", BEFORE, "viclaims"]
        packed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
            archive.extractall(folder, filter="data")
        trees = {"this tree": ROOT, BEFORE: Path(folder)}
        times = _times(trees)
    pandas = times[PANDAS] - times["python"]
    above = {name: times[name] - times[PANDAS] for name in trees}
    return [
        {"tree": name, "s above import pandas": f"{more:.3f}", "× import pandas": f"{more / pandas:.2f}"}
        for name, more in above.items()
    ]
