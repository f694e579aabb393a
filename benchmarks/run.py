"""Run the benchmarks, all or those named, and write RESULTS.md: python benchmarks/run.py [name ...]

A benchmark is a file of this folder with a TITLE, a NOTE and `measure() -> list[dict]`, whose keys are the
columns of its table. Those not named keep their table as it was.
"""

import os
import platform
import re
import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
PACKAGES = ("pyvi", "python-crfsuite", "underthesea", "pandas", "papermill", "nbconvert", "dask", "pyarrow")


def machine() -> str:
    """Processor, cores and system in one line."""
    cpuinfo = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", cpuinfo.read_text()) if cpuinfo.exists() else None
    processor = found[1] if found else platform.processor() or platform.machine()
    return f"{processor}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def versions() -> str:
    """The packages that take part and are installed."""
    installed = []
    for name in PACKAGES:
        try:
            installed.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(installed)


def table(rows: list[dict]) -> str:
    """The rows as a Markdown table."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    cells = [columns, ["---"] * len(columns)]
    cells += [[row.get(column, "") for column in columns] for row in rows]
    lines = (" | ".join(str(cell).replace("|", "/") for cell in line) for line in cells)
    return "\n".join(f"| {line} |" for line in lines)


def names() -> list[str]:
    """The benchmarks of this folder: the files that measure something."""
    return sorted(path.stem for path in HERE.glob("*.py") if "\ndef measure(" in path.read_text(encoding="utf-8"))


def written() -> dict[str, str]:
    """The sections of RESULTS.md by the name of their benchmark."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    return dict(re.findall(r"^<!-- (\S+) -->\n(.*?)(?=^<!-- |\Z)", text, re.MULTILINE | re.DOTALL))


def main(wanted: list[str]) -> int:
    """Measure, print, write; 2 if a name is unknown."""
    unknown = sorted(set(wanted) - set(names()))
    if unknown:
        known = ", ".join(names())
        print(f"There is no benchmark {', '.join(unknown)}: choose from {known}.", file=sys.stderr)
        return 2
    sections = written()
    for name in wanted or names():
        benchmark = import_module(f"benchmarks.{name}")
        where = f"Machine: {machine()}.\nVersions: {versions()}."
        parts = (f"## {benchmark.TITLE}", benchmark.NOTE, where, table(benchmark.measure()))
        sections[name] = "\n\n".join(parts) + "\n\n"
        print(sections[name])
    parts = [f"<!-- {name} -->\n{sections[name]}" for name in names() if name in sections]
    heading = "# What was measured\n\nWritten by `make bench`; ratios are within one run.\n\n"
    RESULTS.write_text(heading + "".join(parts).rstrip() + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    sys.exit(main(sys.argv[1:]))
