"""Runs the numbered notebooks of an article, each by papermill in its own kernel, and says what failed.

Used by driver.py alone, with the kernels of kernels.py. An executed notebook is the same bytes
on every run: papermill's timings, its paths and the random id of the cell that it puts in are taken out.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillExecutionError

from viclaims.series.kernels import Kernel, KernelsAhead
from viclaims.writing import open_whole

ENGINE = "viclaims"
INJECTED = "injected-parameters"
_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_CULPRIT = re.compile(r"^-+> *\d+ (.*)$", re.MULTILINE)


class NotebookFailed(Exception):
    """A notebook that broke off: the number Jupyter shows beside the cell, what happened, the notebook."""

    def __init__(self, notebook: str, cell: int, sentence: str, source: str = "", text: str = ""):
        super().__init__(sentence)
        self.notebook, self.cell, self.sentence = notebook, cell, sentence
        self.source, self.text = source, text


class Watched:
    """One notebook at work: the cells papermill executes, how far it is, and whom to tell."""

    def __init__(self, kernel: Kernel, tell: Callable[[int, int], None]):
        self.kernel, self.tell, self.cell = kernel, tell, 0
        self.cells: nbformat.NotebookNode | None = None  # until the engine begins

    def begin(self, cell, cell_index):
        if cell.cell_type != "code" or self.cells is None:
            return
        self.cell = sum(c.cell_type == "code" for c in self.cells.cells[: cell_index + 1])
        self.tell(self.cell, sum(c.cell_type == "code" for c in self.cells.cells))


class _Engine(NBClientEngine):
    """papermill's own engine, which keeps hold of the notebook so that a failed one can be read."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, *, watched, **unused):
        watched.cells = nb_man.nb
        client = PapermillNotebookClient(
            nb_man, km=watched.kernel.manager, kernel_name=kernel_name, iopub_timeout=60, timeout=None,
            on_cell_start=watched.begin,
        )  # fmt: skip
        client.kc = watched.kernel.connect()
        try:
            client.execute()
        finally:
            client.kc.stop_channels()


papermill_engines.register(ENGINE, _Engine)


def stable_text(notebook) -> str:
    """An executed notebook as text, without what differs from run to run."""
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if INJECTED in cell.metadata.get("tags", []):
            cell["id"] = INJECTED
    return nbformat.writes(notebook) + "\n"


def without_paths(text: str) -> str:
    """A notebook's JSON without the folders of this machine: a traceback names the files it went through."""
    places = {Path(__file__).parent.parent.parent, Path(sys.prefix), Path(sys.base_prefix), Path.home()}
    for place in sorted(map(str, places), key=len, reverse=True):
        text = text.replace(json.dumps(f"{place}/", ensure_ascii=False)[1:-1], "")
    return text


def check_parameters(notebook: Path, parameters: dict) -> None:
    """NotebookFailed if the notebook's `parameters` cell lacks a parameter; papermill would only warn."""
    text = notebook.read_text(encoding="utf-8")
    try:
        known = papermill.inspect_notebook(_literal(notebook))
    except (nbformat.ValidationError, ValueError, KeyError, TypeError, AttributeError) as error:
        what = str(error).strip().split("\n")[0][:200]
        raise NotebookFailed(notebook.stem, 0, f"this is no notebook ({what})", text=text) from None
    for name in parameters:
        if name not in known:
            what = f"unknown parameter {name}: no cell tagged `parameters` sets it"
            raise NotebookFailed(notebook.stem, 0, what, text=text)


def _literal(path: Path) -> str:
    """papermill formats its paths: a brace in a folder's name must be doubled."""
    return str(path).replace("{", "{{").replace("}", "}}")


def execute(kernel: Kernel, notebook: Path, parameters: dict, tell) -> str:
    """Run one notebook in `kernel` and return it as text; `tell(cell, cells)` as cells begin."""
    check_parameters(notebook, parameters)
    watched = Watched(kernel, tell)
    try:
        done = papermill.execute_notebook(
            _literal(notebook), None, parameters, engine_name=ENGINE, kernel_name="python3",
            language="python", progress_bar=False, watched=watched,
        )  # fmt: skip
    except PapermillExecutionError as error:
        what = _COLOUR.sub("", error.evalue)[:500]
        if error.ename not in ("ArticleError", "TableError"):
            what = f"{error.ename}: {what}"
        culprit = _CULPRIT.search(_COLOUR.sub("", "\n".join(error.traceback)))
        source = culprit[1] if culprit else error.source.strip().split("\n")[0]
        failed = NotebookFailed(notebook.stem, watched.cell, what, source.strip()[:200])
    except (DeadKernelError, RuntimeError) as error:
        what = kernel.death() if kernel.process.poll() is not None else str(error)
        failed = NotebookFailed(notebook.stem, watched.cell, what)
    else:
        return stable_text(done)
    as_it_was = notebook.read_text(encoding="utf-8")
    failed.text = as_it_was if watched.cells is None else without_paths(stable_text(watched.cells))
    raise failed


def run_article(article: str, notebooks: list[Path], kernels: KernelsAhead, staged: Path, tell, read) -> None:
    """Run the notebooks on `article`, into `staged`/executed; NotebookFailed at the first that breaks off.

    `tell(article, notebook, cell, cells)` as cells begin. `read(executed)` is given the executed notebooks, the last
    one when all is done, the others when it begins: until then the kernels that start need every processor.
    """
    (staged / "executed").mkdir(parents=True)
    executed: list[Path] = []
    try:
        for notebook in notebooks:
            kernels.start()
            if notebook == notebooks[-1]:
                read(executed)
            text = execute(
                kernels.kernels[article, notebook], notebook, {"article": article},
                lambda cell, cells, stem=notebook.stem: tell(article, stem, cell, cells),
            )  # fmt: skip
            kernels.drop([(article, notebook)])
            executed.append(staged / "executed" / notebook.name)
            with open_whole(executed[-1]) as file:
                file.write(text)
    finally:
        kernels.drop([place for place in kernels.queue if place[0] == article])
    read(executed[-1:])
