"""Writing so that nobody ever reads half a file, and a lock that ends with the process that holds it.

Standard library only: every room below and above uses it, the driver also when there is nothing to do.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def open_whole(path: Path, mode: str = "w", *, lasting: bool = False) -> Iterator[IO]:
    """A file open for writing ('w': UTF-8, lone surrogates kept; 'wb') that takes its place when all is written.

    Until then it is `.<name>.part` beside it; whatever goes wrong, that is removed and an older file stays.
    `lasting`: its bytes are on the disk before its name is, so that a power cut leaves the old or the new file.
    """
    half = path.with_name(f".{path.name}.part")
    encoding, errors, newline = (None, None, None) if "b" in mode else ("utf-8", "surrogatepass", "")
    try:
        with open(half, mode, encoding=encoding, errors=errors, newline=newline) as file:
            yield file
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        os.replace(half, path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


@contextmanager
def locked(path: Path, busy: Callable[[], object]) -> Iterator[None]:
    """Hold the system's lock on the file `path`, made if need be; `busy` is called where another process has it.

    What `busy` raises is raised; if it returns, the lock is waited for.
    """
    import fcntl

    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                busy()
                fcntl.flock(file, fcntl.LOCK_EX)
            # The folder, and with it this lock, may have been removed while this process waited.
            if _identity(path) == _identity(file.fileno()):
                yield
                return


def _identity(where: Path | int) -> tuple[int, int] | None:
    """What the system knows a file by, None if it is gone."""
    try:
        status = os.stat(where)
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
