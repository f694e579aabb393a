"""The page in a single-file web archive (MHTML), as browsers write it: a mail of parts, the page one of them."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import Message

from viclaims.text.files import ArticleError

_HEAD = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:[A-Za-z-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,20}?"
    rb"content-type:\s*(?:multipart/related|text/html)",
    re.IGNORECASE,
)
_LOOKED_AT = 8_000  # bytes of the head


def is_archive(data: bytes) -> bool:
    """Whether the bytes begin as a mail does whose parts make up a page.

    >>> is_archive(b"MIME-Version: 1.0\\r\\nContent-Type: multipart/related; boundary=x\\r\\n")
    True
    """
    head = data[:_LOOKED_AT]
    return data.startswith(b"From: <Saved by") or _HEAD.match(head) is not None


def page_of(data: bytes, name: str) -> bytes:
    """The bytes of the page in an archive, its transfer encoding undone; ArticleError where it holds none."""
    try:
        mail = email.message_from_bytes(data, policy=email.policy.compat32)
        pages = [part for part in mail.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
        start = mail.get_param("start")
        where = mail.get("Snapshot-Content-Location")
        for part in pages:
            if (start and part.get("Content-ID") == start) or (where and part.get("Content-Location") == where):
                return _content(part)
        if pages:
            return _content(pages[0])
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError):
        pass
    raise ArticleError(f"{name}: the web archive holds no page that can be read; save the page again as HTML.")


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        raise ValueError("no content")
    return content
