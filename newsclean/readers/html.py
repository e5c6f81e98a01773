"""HTML text to a Page: lexbor parses, the block builder walks its tree."""

from __future__ import annotations

import regex
from selectolax.lexbor import LexborHTMLParser

from ..model import Page
from .blocks import read_tree

_SURROGATE = regex.compile(r"[\ud800-\udfff]")


def read_html(text: str, url: str | None = None) -> Page:
    """The page of an HTML document or fragment. Lone surrogates become U+FFFD, NULs go."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = _SURROGATE.sub("\ufffd", text).encode()
    if b"\x00" in data:
        data = data.replace(b"\x00", b"")
    root = LexborHTMLParser(data).root
    if root is None:
        return Page("html", (), url)
    return read_tree(root, url)
