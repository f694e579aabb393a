"""The rooms of the package: each imports only from lower ones, and few modules stand beside them."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "viclaims"
# From the ground up; rooms of one line do not import each other.
FLOORS = (
    ("languages", "writing", "lexicon"),
    ("text",),
    ("tables",),
    ("article", "documents"),
    ("claims",),
    ("observations",),
    ("checks",),
    ("charts",),
    ("pages",),
    ("series",),
    ("corpus",),
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
BESIDE = {"__init__", "__main__", "languages", "writing"}
MODULES = [path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE]


def imported(path):
    """The rooms that a module imports, wherever in it, with the line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"relative import in line {node.lineno}", node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module == "viclaims":
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("viclaims."):
            yield node.module.split(".")[1], node.lineno
        elif isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
            yield from ((name[1], node.lineno) for name in names if name[0] == "viclaims" and len(name) > 1)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_from_lower_ones(path):
    room = path.relative_to(PACKAGE).parts[0]
    for other, line in imported(path):
        assert other == room or FLOOR[other] < FLOOR[room], f"line {line} imports {other}"


def test_every_module_stands_in_a_room():
    assert {path.stem for path in PACKAGE.glob("*.py")} <= BESIDE
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} <= set(FLOOR)
