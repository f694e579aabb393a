"""Addresses on a page: files that travel inside it, and the few outside that a reader may follow."""

from __future__ import annotations

import base64

from viclaims.pages.markup import BIDI, FORBIDDEN


def data_uri(kind: str, content: bytes) -> str:
    """`content` as an address that holds it whole."""
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


# What an address or an attribute would take for itself. The rest stays: a quarter shorter than base64.
_IN_ADDRESS = {character: f"%{character:02X}" for character in [*range(0x21), *b'"#%&<>`\x7f']}


def csv_uri(content: bytes) -> str:
    """A UTF-8 table as an address that holds it whole, to be downloaded.

    >>> csv_uri("quote\\n22 đồng chí\\n".encode())
    'data:text/csv;charset=utf-8,quote%0A22%20đồng%20chí%0A'
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return data_uri("text/csv", content)
    if FORBIDDEN.search(text) or BIDI.search(text):
        return data_uri("text/csv;charset=utf-8", content)
    return f"data:text/csv;charset=utf-8,{text.translate(_IN_ADDRESS)}"


def web_address(address: str) -> str:
    """`address` if a reader may follow it (http or https), else ''."""
    return address if address.lower().startswith(("https://", "http://")) else ""
