"""The environment's files agree, name every package exactly, and say what to do when something is missing."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import metadata, packages_distributions, version
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
CONDA_NAMES = {"matplotlib-base": "matplotlib", "pandera-base": "pandera"}
# Used by name or by command only, never imported; of pyvi the model is read, without its slow import.
TOOLS = {
    "pyvi",
    "jupyterlab",
    "ipykernel",
    "pyarrow",
    "pytest-xdist",
    "ruff",
    "underthesea",
    "pyperf",
    "flit-core",
}
PYTHONS = ["3.11.0", "3.12.0", "3.13.0"]
PIN = re.compile(r"([a-z0-9-]+)==([^ ;\\]+)(?: ; ([^\\]+?))? \\")


def requirements(*groups: str) -> dict[str, SpecifierSet]:
    """Name → range of what pyproject.toml asks for: '' the run, 'build', or an extra."""
    extras = PROJECT["project"]["optional-dependencies"]
    lists = {"": PROJECT["project"]["dependencies"], "build": PROJECT["dependency-groups"]["build"], **extras}
    found = [Requirement(line) for group in groups for line in lists[group]]
    return {canonicalize_name(one.name): one.specifier for one in found}


def pins(lock: str) -> list[tuple[str, str, str]]:
    """(name, version, marker) of each package in a lock."""
    text = (ROOT / "environment" / lock).read_text("utf-8")
    return [(name, pin, marker or "") for name, pin, marker in PIN.findall(text)]


def pinned(lock: str, python: str) -> dict[str, str]:
    """Name → version that a lock installs on one Python."""
    place = {"python_full_version": python, "python_version": python[:4]}
    chosen = {}
    for name, pin, marker in pins(lock):
        if not marker or Requirement(f"{name} ; {marker}").marker.evaluate(place):
            assert name not in chosen, f"{lock} names {name} twice for Python {python}"
            chosen[name] = pin
    return chosen


def test_conda_asks_for_the_same_ranges() -> None:
    *conda, pip = CONDA["dependencies"]
    asked = {}
    for line in [*conda, *pip["pip"]]:
        if line != "-e .":
            one = Requirement(line)
            asked[CONDA_NAMES.get(one.name, canonicalize_name(one.name))] = one.specifier
    assert asked.pop("python") == SpecifierSet(PROJECT["project"]["requires-python"])
    del asked["pip"], asked["tinycss2"]  # tinycss2 is what pip knows as bleach[css]
    assert asked == requirements("", "build")
    assert "-e ." in pip["pip"]


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize(
    ("lock", "groups"), [("run.lock", ["", "build"]), ("test.lock", ["", "build", "corpus", "test"])]
)
def test_lock_satisfies_the_ranges(lock: str, groups: list[str], python: str) -> None:
    chosen = pinned(lock, python)
    wrong = {name: chosen.get(name) for name, span in requirements(*groups).items() if chosen.get(name) not in span}
    assert not wrong


@pytest.mark.parametrize("python", PYTHONS)
def test_the_test_lock_only_adds_to_the_run_lock(python: str) -> None:
    assert pinned("run.lock", python).items() <= pinned("test.lock", python).items()


def test_the_run_lock_is_lean() -> None:
    names = {name for name, _, _ in pins("run.lock")}
    assert not names & {"pyarrow", "dask", "distributed", "playwright", "underthesea", "pytest"}


def test_the_build_backend_is_locked() -> None:
    assert PROJECT["dependency-groups"]["build"] == PROJECT["build-system"]["requires"]


@pytest.mark.parametrize("lock", ["run.lock", "test.lock"])
def test_every_package_is_exact_and_hashed(lock: str) -> None:
    entry = re.compile(PIN.pattern + r"\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+(    # .*\n)*")
    text = (ROOT / "environment" / lock).read_text("utf-8")
    left = entry.sub("", text)
    assert re.fullmatch(r"(#.*\n)*", left), f"{lock} has lines that are not a hashed pin: {left[:300]}"
    assert len(pins(lock)) > 100


@pytest.mark.parametrize("file", ["environment/run.lock", "environment/test.lock", "environment/create.sh",
                                  "environment.yml", "pyproject.toml", "Makefile", ".ci/run"])  # fmt: skip
def test_no_package_source_is_named(file: str) -> None:
    assert not re.findall(r"\w+://\S*|--(?:extra-)?index\S*|--find-links\S*", (ROOT / file).read_text("utf-8"))


def imported(folder: str) -> set[str]:
    """Top-level modules that the Python files of a folder import."""
    found = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(str(node.module).split(".")[0])
    return found - sys.stdlib_module_names - {"viclaims", "tests"}


def test_what_is_imported_is_asked_for_and_the_reverse() -> None:
    of = {module: {canonicalize_name(name) for name in names} for module, names in packages_distributions().items()}
    used = {name for module in imported("viclaims") for name in of.get(module, {module})}
    unasked = used - set(requirements("", "corpus"))
    assert not unasked, f"imported, but not a dependency in pyproject.toml: {unasked}"
    unused = set(requirements("")) - used - TOOLS
    assert not unused, f"a dependency in pyproject.toml, but imported nowhere in viclaims: {unused}"


def test_each_direct_dependency_is_explained() -> None:
    rows = re.findall(
        r"^\| (\S+) \| (\S+) \| (.+?) \| (.+?) \|$",
        (ROOT / "docs/dependencies.md").read_text("utf-8"),
        re.MULTILINE,
    )
    listed = {name: (pin, licence, use) for name, pin, licence, use in rows if name != "name"}
    asked = requirements("", "build", "corpus", "test", "bench")
    assert set(listed) == set(asked)
    locked = pinned("test.lock", "3.11.0")
    assert {name: row[0] for name, row in listed.items()} == {name: locked.get(name, "unlocked") for name in asked}
    assert all(len(use) >= 8 for _, _, use in listed.values())
    for name in asked:
        stated = metadata(name).get("License-Expression") if name in locked else None
        assert stated is None or listed[name][1] == stated


@pytest.mark.skipif(Path(sys.prefix) != ROOT / ".venv", reason="not run from the project's own .venv")
def test_installed_is_what_is_locked() -> None:
    locked = pinned("test.lock", ".".join(map(str, sys.version_info[:3])))
    installed = {name: version(name) for name in locked if name not in {"colorama", "appnope", "pywinpty"}}
    assert {name: Version(pin) for name, pin in installed.items()} == {
        name: Version(locked[name]) for name in installed
    }


def test_makefile_is_short_and_its_help_complete() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    assert text.count("\n") <= 80
    assert f"ifeq ($(CONDA_DEFAULT_ENV),{CONDA['name']})" in text
    shown = subprocess.run(
        ["make"], cwd=ROOT, env=os.environ | {"LANG": "C"}, capture_output=True, text=True, check=True
    )
    declared = set(re.search(r"\.PHONY: (.*)", text)[1].split()) - {"env-test"}
    assert {line.split()[1] for line in shown.stdout.splitlines() if line.startswith("make ")} == declared
    assert {"help", "report", "test", "lab", "lint", "lock", "clean", "env"} <= declared


FAKE_PYTHON = """#!/bin/sh
# A Python that answers as told by its environment, and is the real one in all else.
echo "$*" | head -n 1 >>"$CALLS"
case "$*" in
*_base_executable*) [ "$FAKE" != unfit ] && echo "$0" ;;
*ensurepip*) [ "$FAKE" != novenv ] ;;
"-m venv .venv") mkdir -p .venv/bin .venv/lib/python3.12/site-packages && cp "$0" .venv/bin/python ;;
"-m pip --version") ;;
"-m pip install"*) echo "$PIP_SAYS" && [ -z "$PIP_SAYS" ] ;;
*) exec "$REAL" "$@" ;;
esac
"""


@pytest.fixture
def computer(tmp_path: Path) -> Path:
    """A new computer with make, the plain tools and a checkout in a folder with an awkward name."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ["sh", "dirname", "cmp", "sed", "rm", "grep", "cp", "mkdir", "head", "make"]:
        (tools / tool).symlink_to(shutil.which(tool))
    project = tmp_path / "bà Lý's báo cáo 1"
    shutil.copytree(ROOT / "environment", project / "environment")
    for name in ("Makefile", "environment.yml"):
        shutil.copy(ROOT / name, project)
    return project


def set_up(project: Path, wanted: str = "env", fake: str = "good", pip_says: str = "", **more: str):
    """Runs make with nothing on the PATH but the plain tools and, unless fake is 'none', one faked Python."""
    tools = project.parent / "bin"
    if fake != "none":
        (tools / "python3").write_text(FAKE_PYTHON, "utf-8")
        (tools / "python3").chmod(0o755)
    calls = project.parent / "calls"
    calls.write_text("")
    place = {"PATH": str(tools), "LANG": "C", "FAKE": fake, "PIP_SAYS": pip_says, "CALLS": str(calls)}
    done = subprocess.run(["make", "-s", wanted], cwd=project, env=place | {"REAL": sys.executable} | more,
                          capture_output=True, text=True, check=False)  # fmt: skip
    return (
        done.returncode,
        [line for line in done.stderr.splitlines() if line.startswith("viclaims: ")],
        calls.read_text(),
    )


@pytest.mark.parametrize(
    ("fake", "pip_says", "sentence"),
    [
        ("none", "", "needs Python 3.11, 3.12 or 3.13"),
        ("unfit", "", "needs Python 3.11, 3.12 or 3.13"),
        ("novenv", "", "has no venv module; install it (Debian or Ubuntu: sudo apt install python3."),
        ("good", "WARNING: Retrying: Temporary failure in name resolution", "check the network"),
        ("good", "THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "its hash differs"),
        ("good", "OSError: [Errno 28] No space left on device", "the disk is full"),
        ("good", "ERROR: something else", "could not be installed"),
    ],
)
def test_one_sentence_says_what_is_missing(computer: Path, fake: str, pip_says: str, sentence: str) -> None:
    code, said, _ = set_up(computer, fake=fake, pip_says=pip_says)
    assert code != 0
    assert sentence in said[-1] and said[-1].endswith((".", ").")), said
    assert "run make again" in said[-1] or "Then run make again" in said[-1]
    assert len([line for line in said if "once; this takes" not in line]) == 1
    assert not (computer / ".venv/run.lock").exists()


def test_set_up_once_and_again_when_a_lock_changes(computer: Path) -> None:
    code, said, calls = set_up(computer)
    assert (code, len(said)) == (0, 1) and "--require-hashes" in calls and "-e ." in calls
    assert set_up(computer) == (0, [], "")

    code, _, calls = set_up(computer, "env-test")
    assert code == 0 and "environment/test.lock" in calls and "-m venv" not in calls
    assert set_up(computer, "env-test") == set_up(computer) == (0, [], "")

    with (computer / "environment/run.lock").open("a") as lock:
        lock.write("# newer\n")
    code, _, calls = set_up(computer)
    assert code == 0 and "-m venv" in calls and not (computer / ".venv/test.lock").exists()


def test_a_killed_set_up_is_redone(computer: Path) -> None:
    set_up(computer, pip_says="connection lost")
    assert (computer / ".venv/bin/python").exists()
    code, _, calls = set_up(computer)
    assert code == 0 and "-m venv" in calls


def test_a_python_that_was_taken_away_is_noticed(computer: Path) -> None:
    set_up(computer)
    (computer / ".venv/bin/python").unlink()
    (computer / ".venv/bin/python").symlink_to("/nowhere/python3.12")
    code, _, calls = set_up(computer)
    assert code == 0 and "-m venv" in calls


@pytest.mark.parametrize(("name", "fresh"), [(CONDA["name"], False), ("base", True)])
def test_only_the_conda_environment_of_this_name_is_used(computer: Path, name: str, fresh: bool) -> None:
    prefix = computer.parent / "conda"
    (prefix / "bin").mkdir(parents=True)
    (prefix / "bin/python").write_text("#!/bin/sh\n")
    (prefix / "bin/python").chmod(0o755)
    code, _, _ = set_up(computer, CONDA_DEFAULT_ENV=name, CONDA_PREFIX=str(prefix))
    assert code == 0 and (computer / ".venv").exists() == fresh
