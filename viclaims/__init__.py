"""Quantitative claims and cited documents from Vietnamese press articles, each at the characters it came from.

Importing the package costs next to nothing: a function's module is loaded on its first use.
"""

from importlib import import_module

_HOME = {
    "parse_number": "claims.numerals",
    "check_claims": "checks.check",
    "explain": "observations.explain",
    "extract_claims": "observations.extract",
    "parse_period": "observations.periods",
    "extract_mentions": "claims.extract",
    "extract_documents": "documents.extract",
    "find_cells": "claims.tables",
    "load": "tables.load",
    "read_text": "text.files",
}
__all__ = [
    "check_claims", "explain", "extract_claims", "extract_documents", "extract_mentions", "find_cells", "load",
    "parse_number", "parse_period", "read_text",
]  # fmt: skip


def __getattr__(name: str):
    if name == "__version__":
        from importlib.metadata import version

        return version("viclaims")
    if name not in _HOME:
        raise AttributeError(f"module 'viclaims' has no attribute {name!r}")
    return getattr(import_module(f"viclaims.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
