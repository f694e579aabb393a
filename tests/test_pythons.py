"""The texts that need no library, on every other Python of 3.11 to 3.13 that is found on this machine."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
OTHERS = [name for name in ("3.11", "3.12", "3.13") if name != f"{sys.version_info[0]}.{sys.version_info[1]}"]
# Runs in the other Python: without its libraries, from the package's own files.
SCRIPT = """
import ast, csv, sys
from pathlib import Path

here = Path(sys.argv[1])
sys.path.insert(0, str(here.parent))
from viclaims.claims.numerals import parse_number
from viclaims.documents.names import document_spans
from viclaims.observations.periods import parse_period

def rows(name):
    with open(here / "cases" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

def number(written):
    try:
        return parse_number(written)
    except ValueError:
        return None

def dates(row):
    return ("", "") if row["read"] == "no" else (row["since"], row["until"])

def value(row):
    return float(row["value"]) if row["value"] else None

wrong = [row["written"] for row in rows("numbers") if number(row["written"]) != value(row)]
wrong += [row["text"] for row in rows("periods") if parse_period(row["text"], row["published"]) != dates(row)]
wrong += [] if document_spans("theo Nghị định 154/2025/NĐ-CP") else ["154/2025/NĐ-CP"]
for path in (here.parent / "viclaims").rglob("*.py"):
    ast.parse(path.read_text(encoding="utf-8"), str(path))
print([sys.version_info[:2], wrong])
"""


def found(name: str) -> str | None:
    """The interpreter of that name if it runs; a shim may stand for one that is not installed."""
    path = shutil.which(f"python{name}")
    said = path and subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False)
    return path if said and said.returncode == 0 and f" {name}." in said.stdout else None


@pytest.mark.parametrize("name", OTHERS)
def test_numbers_and_periods_are_the_same_on_another_python(name):
    path = found(name)
    if path is None:
        pytest.skip(f"no Python {name} on this machine")
    run = subprocess.run(
        [path, "-I", "-B", "-X", "utf8", "-c", SCRIPT, str(HERE)],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=True,
    )
    version, wrong = ast.literal_eval(run.stdout)
    assert f"{version[0]}.{version[1]}" == name and not wrong
