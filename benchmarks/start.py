"""Start: processor time from a new Python to the claims of one sentence, above that of `import pandas` alone.

Side by side with an earlier commit, whose package is taken out of git into a temporary folder:
`python benchmarks/start.py --against 6aaed41`. Medians of several new processes, in turn.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

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


def measure(roots: dict[str, Path], runs: int = 9) -> dict[str, tuple[float, float]]:
    """name -> (seconds above `import pandas`, the same as a share of those of `import pandas`)."""
    for root in roots.values():
        seconds(CLAIMS, root)  # byte code is written once
    times: dict[str, list[float]] = {name: [] for name in (*roots, PANDAS, "python")}
    for _ in range(runs):
        times["python"].append(seconds("pass", ROOT))
        times[PANDAS].append(seconds(PANDAS, ROOT))
        for name, root in roots.items():
            times[name].append(seconds(CLAIMS, root))
    middle = {name: statistics.median(values) for name, values in times.items()}
    pandas = middle[PANDAS] - middle["python"]
    return {name: (middle[name] - middle[PANDAS], (middle[name] - middle[PANDAS]) / pandas) for name in roots}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", metavar="COMMIT", help="an earlier commit to measure beside this tree")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        roots = {"this tree": ROOT}
        if options.against:
            command = ["git", "archive", options.against, "viclaims"]
            packed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
            with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
                archive.extractall(folder, filter="data")
            roots[options.against] = Path(folder)
        print("| start | above import pandas | share of import pandas |\n|---|---|---|")
        for name, (above, share) in measure(roots).items():
            print(f"| {name} | {above:.3f} s | {share:.2f} |")


if __name__ == "__main__":
    main()
