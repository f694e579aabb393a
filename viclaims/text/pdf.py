"""Reads a PDF that has text."""
from viclaims.text.files import ArticleError, Source


def read_pdf(data: bytes, name: str) -> Source:
    raise ArticleError(f"{name}: a PDF is not read yet.")
