"""Kernels for the series, started ahead of the notebooks that they will run.

Used by driver.py alone. A kernel needs half a second to be ready and its libraries longer; so
the next kernels start while a notebook runs, and import what their notebook will import while they wait. All
see the same environment (hash seed, time zone, locale, no settings of the user's): the same bytes everywhere.
"""

from __future__ import annotations

import ast
import contextlib
import json
import locale
import os
import shutil
import signal
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from queue import Empty
from subprocess import Popen

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync

from viclaims.article.folders import OUTPUT_VARIABLE

# jupyterlab brings jsonschema a checker of web addresses that compiles its grammar on every import: 1.4 s for
# whoever imports nbformat. Notebooks hold nothing for it to check, and jsonschema does without it if it must.
# typeshed wants a module; None is what the import system takes for one that is not to be found.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

AHEAD = 2  # kernels that are starting or waiting while a notebook runs
START_SECONDS = 300  # a slow disk and uncompiled libraries are no fault
# of the user's environment: what could change an output
DROPPED = ("PYTHONSTARTUP", "PYTHONWARNINGS", "PYTHONINSPECT", "SOURCE_DATE_EPOCH", "COLUMNS", "LINES")

# Run by each kernel while it waits. Its driver may have been killed before ipykernel began to watch it; and
# what is imported here must not be seen by the notebook, or one that forgets an import would pass.
WHILE_WAITING = """
import os
if os.getppid() != {driver}:
    os._exit(1)
try:
    exec({imports!r}, {{}})
except Exception:
    pass
del os
"""


def _utf8_locale() -> str:
    """A locale for every kernel that does not depend on the user's; macOS lacks C.UTF-8."""
    before = locale.setlocale(locale.LC_ALL)
    for name in ("C.UTF-8", "en_US.UTF-8"):
        try:
            locale.setlocale(locale.LC_ALL, name)
            return name
        except locale.Error:
            continue
        finally:
            locale.setlocale(locale.LC_ALL, before)
    return "C"


def kernel_environment(private: Path, root: Path) -> dict[str, str]:
    """The environment of the kernels: the user's, less what could change a byte of the output."""
    kept = {name: value for name, value in os.environ.items() if name not in DROPPED and name[:3] != "LC_"}
    environment = {
        **kept, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "TZ": "UTC", "LANG": "C", "LC_ALL": _utf8_locale(),
        "IPYTHONDIR": str(private / "ipython"), "TMPDIR": str(private),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline", "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }  # fmt: skip
    matplotlib = find_spec("matplotlib")
    if matplotlib is not None and matplotlib.origin is not None:
        # A matplotlibrc of the user's would change every figure.
        environment["MATPLOTLIBRC"] = str(Path(matplotlib.origin).parent / "mpl-data" / "matplotlibrc")
    if "MPLCONFIGDIR" not in environment and not os.access(Path.home(), os.W_OK):
        environment["MPLCONFIGDIR"] = str(root / "report" / ".cache" / "matplotlib")
        os.makedirs(environment["MPLCONFIGDIR"], exist_ok=True)
    return environment


def imports_of(notebook: str) -> str:
    r"""The top-level imports of a notebook file's cells, as one program.

    >>> imports_of('{"cells": [{"cell_type": "code", "source": ["import json\\n", "json.loads(\'52\')"]}]}')
    'import json'
    """
    try:
        cells = json.loads(notebook)["cells"]
    except (ValueError, KeyError, TypeError):
        return ""  # no notebook at all: said when it is to be run
    found = []
    for cell in cells:
        try:
            body = ast.parse("".join(cell["source"])).body if cell["cell_type"] == "code" else []
        except (SyntaxError, KeyError, TypeError):
            continue  # the cell, or the file, will say so itself
        found += [ast.unparse(line) for line in body if isinstance(line, ast.Import | ast.ImportFrom)]
    return "\n".join(found)


LEAST_ROOM = 64 * 1024  # bytes without which a kernel cannot start


class Kernel:
    """One Python kernel, of the very Python that runs the driver, whatever kernels the user has installed."""

    def __init__(self, private: Path, number: int, imports: str, output: Path, environment: dict, cwd: Path):
        self.log = private / f"kernel-{number}.log"
        self.manager = AsyncKernelManager(
            kernel_name="python3", connection_file=str(private / f"kernel-{number}.json"),
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        )  # fmt: skip
        lines = [WHILE_WAITING.format(driver=os.getpid(), imports=imports)]
        with open(self.log, "wb") as log:
            run_sync(self.manager.start_kernel)(
                extra_arguments=[f"--IPKernelApp.exec_lines={lines!r}", "--HistoryManager.enabled=False"],
                env={**environment, OUTPUT_VARIABLE: str(output)}, cwd=str(cwd), stdout=log, stderr=log,
            )  # fmt: skip
        # It was started here, so that it has both; jupyter_client knows a provisioner's `process` only as None.
        self.process: Popen[bytes] = self.manager.provisioner.process  # type: ignore[union-attr]

    async def _connect(self):
        """A client of the kernel once it answers; RuntimeError if it dies or never does.

        The client's own wait ends with 0.2 s of silence, to be sure that the channel of outputs is joined.
        Here the end of our own request on that channel shows it.
        """
        client = self.manager.client()
        client.start_channels()
        client.allow_stdin = False
        last = time.monotonic() + START_SECONDS
        while time.monotonic() < last:
            request = client.kernel_info()
            try:
                await client.get_shell_msg(timeout=1)
                while True:
                    message = await client.get_iopub_msg(timeout=0.2)
                    ours = message["parent_header"].get("msg_id") == request
                    if ours and message["content"].get("execution_state") == "idle":
                        return client
            except Empty:
                if self.process.poll() is not None:
                    break
        client.stop_channels()
        raise RuntimeError(f"the kernel was not ready after {START_SECONDS} s")

    connect = run_sync(_connect)

    def kill(self) -> None:
        """End the kernel's processes now; nothing is asked of it, its notebook is saved."""
        with contextlib.suppress(ProcessLookupError, PermissionError):  # it is dead already
            os.killpg(self.process.pid, signal.SIGKILL)

    def end(self) -> None:
        """Kill it and give back what it held."""
        self.kill()
        self.process.wait()
        run_sync(self.manager.cleanup_resources)()

    def death(self) -> str:
        """How the kernel ended, for a reader."""
        code = self.process.wait()
        how = f"by signal {signal.Signals(-code).name}" if code < 0 else f"with exit code {code}"
        hint = "; often that means the machine ran out of memory" if code == -signal.SIGKILL else ""
        if shutil.disk_usage(self.log.parent).free < LEAST_ROOM:
            hint = "; the disk is full, free some space and run it again"  # it could not even write why it ended
        log = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        last = [line for line in log if not line.startswith("[IPKernelApp]")][-1:]
        return f"the kernel died {how}{hint}{': ' + last[0] if last else ''}"


class KernelsAhead:
    """The kernels of a queue of (article, notebook): the first ones running or starting, the others to come.

    `staging`/<article>/out is where a kernel's notebook writes. Use as a context: no kernel outlives it.
    """

    def __init__(self, root: Path, staging: Path, queue: list[tuple[str, Path]]):
        self.staging, self.private, self.queue = staging, staging / "kernels", queue
        self.private.mkdir()
        self.environment = kernel_environment(self.private, root)
        notebooks = {notebook for _, notebook in queue}
        self.imports = {path: imports_of(path.read_text(encoding="utf-8")) for path in notebooks}
        self.kernels: dict[tuple[str, Path], Kernel] = {}
        self.started = 0

    def __enter__(self):
        self.start(1)  # alone, so that it is ready soonest
        return self

    def __exit__(self, *error):
        self.drop(list(self.kernels))

    def start(self, count: int = AHEAD + 1) -> None:
        """Start kernels for the head of the queue until `count` are there."""
        for place in self.queue[:count]:
            if place not in self.kernels:
                article, notebook = place
                self.started += 1
                self.kernels[place] = Kernel(
                    self.private, self.started, self.imports[notebook], self.staging / article / "out",
                    self.environment, notebook.parent,
                )  # fmt: skip

    def drop(self, places: list[tuple[str, Path]]) -> None:
        """Take places off the queue and end their kernels."""
        for place in places:
            if place in self.queue:
                self.queue.remove(place)
            if place in self.kernels:
                self.kernels.pop(place).end()

    def kill(self) -> None:
        """Kill every kernel; may be called from a signal handler."""
        for kernel in list(self.kernels.values()):
            kernel.kill()
