"""Opens a zipped office file (DOCX, XLSX) within bounds, before any library unpacks or reads it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from viclaims.text.files import ArticleError

MOST_BYTES = 60_000_000  # of the file as it lies
MOST_UNPACKED = 200_000_000  # of all its parts, pictures too
MOST_MARKUP = 80_000_000  # of its XML, which a reader holds several times over
MOST_PARTS = 10_000
_PARTS = (".xml", ".rels")
_TYPES = "[Content_Types].xml"
_OLE = b"\xd0\xcf\x11\xe0"
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_archive(data: bytes, name: str, what: str, folder: str) -> None:
    """ArticleError, one sentence, unless `data` is a sound zip with parts in `folder` that fits the bounds.

    Refused are files that are locked with a password, damaged, too large when unpacked, or that declare XML entities.
    """
    if data.startswith(_OLE):
        raise ArticleError(
            f"{name}: the file is locked with a password or in an old format of Office; "
            f"open it, take the password off and save it as {what}."
        )
    if len(data) > MOST_BYTES:
        raise ArticleError(f"{name}: the file is larger than {MOST_BYTES // 10**6} MB; save it without its pictures.")
    with refusing_damage(name, what), zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise ArticleError(f"{name}: the file is locked with a password; save it as {what} without one.")
        markup = [part for part in parts if part.filename.lower().endswith(_PARTS)]
        too_large = (
            len(parts) > MOST_PARTS
            or sum(part.file_size for part in parts) > MOST_UNPACKED
            or sum(part.file_size for part in markup) > MOST_MARKUP
        )
        if too_large:
            raise ArticleError(f"{name}: the file unpacks to more than can be read; part it or save it anew.")
        if not any(part.filename.startswith(folder) for part in parts):
            raise ArticleError(f"{name}: this is no {what}; open it in its program and save it as {what}.")
        for part in markup:
            # UTF-16 shows as ASCII without its NULs.
            content = archive.read(part).replace(b"\0", b"")
            if _DECLARES.search(content):
                raise ArticleError(f"{name}: the file declares XML entities, as no program does; save it anew.")
            if part.filename == _TYPES and b"macroEnabled" in content:
                raise ArticleError(f"{name}: the file holds macros; open it and save it as {what} without them.")


@contextmanager
def refusing_damage(name: str, what: str) -> Iterator[None]:
    """Any fault but an ArticleError is the ArticleError of a damaged file: a library may raise whatever on one."""
    try:
        yield
    except ArticleError:
        raise
    except Exception:  # noqa: BLE001
        raise ArticleError(f"{name}: the {what} file is damaged; copy it again, or open it and save it anew.") from None
