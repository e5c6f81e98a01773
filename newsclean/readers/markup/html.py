"""HTML text to a Page: lexbor parses, the block builder walks its tree."""

from __future__ import annotations

from typing import cast

from ...model import Page
from ..data.limits import LIMITS, Limits
from .block_builder import read_tree
from .nesting import flattened
from .nodes import Node, without_surrogates


def read_html(text: str, url: str | None = None, limits: Limits = LIMITS) -> Page:
    """The page of an HTML document or fragment. Lone surrogates become U+FFFD, NULs go.

    The page's warnings say what was cut so that no page takes more than its share of time.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = without_surrogates(text).encode()
    if b"\x00" in data:
        data = data.replace(b"\x00", b"")
    data, cuts = flattened(data)
    root = _parsed(data)
    if root is None:
        return Page("html", (), url, warnings=cuts)
    return read_tree(root, url, limits, cuts)


def _parsed(data: bytes) -> Node | None:
    """The root of lexbor's tree, in which <noscript> holds no elements."""
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser  # who has only dumps needs neither

    # what is done after the parse for scripts to see: nothing here, but quadratic time for long <select>s
    without_events = LexborDocumentOptions.WO_EVENTS.value
    return cast("Node | None", LexborHTMLParser(data, options=without_events, scripting=True).root)
