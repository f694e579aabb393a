"""A copy of the project in another folder, run there as a reader would, watched for what it reaches for."""

import base64
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote_to_bytes

PROJECT = Path(__file__).resolve().parents[2]
PARTS = ("notebooks", "data/reference", "environment")
MADE = ("data/processed", "figures", "report")
# Python runs this in the driver and in every kernel; an audit hook cannot be taken away again.
WATCH = """
import os
import sys

def watch(event, values):
    if event == "socket.connect":
        address = values[1]
        local = not isinstance(address, tuple) or str(address[0]) in ("127.0.0.1", "::1", "localhost")
    elif event == "socket.getaddrinfo":
        local = values[0] in (None, "", "127.0.0.1", "::1", "localhost", b"127.0.0.1")
    else:
        return
    if not local:
        with open(os.environ["REACHED"], "a") as file:
            file.write(f"{event} {values[1:] if event == 'socket.connect' else values}\\n")
        raise OSError("no network in this run")

sys.addaudithook(watch)
"""


class Copy:
    """The project's notebooks, reference data and locks in `root`, with articles of the test's own."""

    def __init__(self, root: Path, articles: dict[str, bytes]):
        self.root, self.reached = root, root.parent / "reached"
        for part in PARTS:
            shutil.copytree(PROJECT / part, root / part, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        (root / "data/raw").mkdir()
        for name, content in articles.items():
            (root / "data/raw" / name).write_bytes(content)
        watch = root.parent / "watch"
        watch.mkdir()
        (watch / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
        self.path = os.pathsep.join((str(watch), str(PROJECT)))

    def run(self, **environment: str) -> subprocess.CompletedProcess:
        """`python -m viclaims report`; what it said is in stdout."""
        settings = {**os.environ, "PYTHONPATH": self.path, "REACHED": str(self.reached), **environment}
        return subprocess.run(
            [sys.executable, "-m", "viclaims", "report"], cwd=self.root, env=settings, text=True,
            encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip

    def outputs(self) -> dict[str, bytes]:
        """Every file that the run made, by its path."""
        paths = (path for part in MADE for path in sorted((self.root / part).rglob("*")) if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths}


def with_what_is_embedded(content: bytes) -> bytes:
    """A file and, decoded behind it, what its data: addresses hold."""
    pieces = [content]
    for encoded, data in re.findall(rb"data:[\w/+.-]+(?:;charset=[\w-]+)?(;base64)?,([^\"'\s)>]*)", content):
        pieces.append(base64.b64decode(data) if encoded else unquote_to_bytes(data))
    return b"\n".join(pieces)
