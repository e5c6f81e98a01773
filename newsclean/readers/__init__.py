"""Readers turn whatever came in into one shape, a Page of Blocks. Only they know parsers and dump tools."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ..model import Page
from .decode import NotAPage, decode
from .html import read_html
from .sniff import looks_like_html
from .text import read_text

__all__ = ["NotAPage", "read", "read_html", "read_text"]

_ACCEPTED = "str or bytes of HTML or plain text, a BeautifulSoup or Tag, or an os.PathLike"


def read(source: Any, *, url: str | None = None, encoding: str | None = None) -> Page:
    """The page of any source that `newsclean.clean` takes, before any pass has seen it.

    Raises TypeError for another type, NotAPage for bytes that are no text, OSError for a file
    that cannot be read, LookupError for an `encoding` that Python does not know.
    """
    if isinstance(source, os.PathLike):
        source = Path(source).read_bytes()
    if isinstance(source, (bytes, bytearray, memoryview)):
        source = decode(bytes(source), encoding)
    if isinstance(source, str):
        return read_html(source, url) if looks_like_html(source) else read_text(source, url)
    if hasattr(source, "descendants") and hasattr(source, "attrs"):
        from .soup import read_soup  # bs4 is imported only for those who hold a soup

        return read_soup(source, url)
    raise TypeError(f"newsclean cannot read {type(source).__name__}: it takes {_ACCEPTED}")
