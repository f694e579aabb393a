"""This tree beside an earlier commit, whose package git still holds: the start, and claims of articles."""

import json
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.invented_articles import article

ROOT = Path(__file__).parents[1]
BEFORE = "6aaed41"
TITLE = "Beside an earlier commit"
NOTE = (
    f"This tree and {BEFORE}, the commit before the rooms and the lexicon, in turn, each time in a new process;\n"
    "medians. The start is processor time from a new Python to the claims of one sentence, above that of\n"
    "`import pandas` alone. The articles are invented, every one different, and read once behind others, on which\n"
    "what is compiled when first used is compiled."
)
RUNS, ARTICLES, BEFORE_THEM = 9, 60, 20
SENTENCE = "Hiện đã có 52 trong tổng số 235 địa phương thực hiện."
TELL = "\nimport resource\nused = resource.getrusage(resource.RUSAGE_SELF)\nprint(used.ru_utime + used.ru_stime)"
PANDAS = "import pandas"
CLAIMS = f"import viclaims\nviclaims.extract_claims({SENTENCE!r})"
READ = """
import json, sys, time
import viclaims
others, texts = json.load(sys.stdin)
for text in others:
    viclaims.extract_claims(text)
begun = time.process_time()
for text in texts:
    viclaims.extract_claims(text)
print(time.process_time() - begun)
"""


def seconds(code: str, root: Path, given: str = "") -> float:
    """The seconds that a new Python prints, which runs `code` with the package of `root`."""
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONUTF8": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else every import would be compiled anew
    command = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(
        command, cwd=root, env=environment, input=given, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return float(done.stdout.split()[-1])


def medians(roots: dict[str, Path]) -> dict[str, float]:
    """Median processor seconds of a bare Python, of PANDAS, and of CLAIMS and READ with the package of each root."""
    for root in roots.values():
        seconds(CLAIMS + TELL, root)  # byte code is written once
    texts = [article(number) for number in range(ARTICLES)]
    given = json.dumps([[article(-number) for number in range(1, BEFORE_THEM + 1)], texts])
    times: dict[str, list[float]] = {}

    def take(name: str, *run: object) -> None:
        times.setdefault(name, []).append(seconds(*run))

    for _ in range(RUNS):
        take("python", "pass" + TELL, ROOT)
        take("pandas", PANDAS + TELL, ROOT)
        for name, root in roots.items():
            take(f"start {name}", CLAIMS + TELL, root)
            take(f"read {name}", READ, root, given)
    return {name: statistics.median(values) for name, values in times.items()} | {"size": sum(map(len, texts))}


def measure() -> list[dict]:
    """One row a tree: the start above `import pandas`, its share of that of `import pandas`, characters/s read."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["git", "archive", BEFORE, "viclaims"]
        packed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
            archive.extractall(folder, filter="data")
        trees = {"this tree": ROOT, BEFORE: Path(folder)}
        times = medians(trees)
    pandas = times["pandas"] - times["python"]
    above = {name: times[f"start {name}"] - times["pandas"] for name in trees}
    return [
        {
            "tree": name,
            "start s above pandas": f"{more:.3f}",
            "× import pandas": f"{more / pandas:.2f}",
            "extract_claims, characters/s": f"{times['size'] / times[f'read {name}']:,.0f}",
        }
        for name, more in above.items()
    ]


if __name__ == "__main__":
    for line in measure():
        print(line)
