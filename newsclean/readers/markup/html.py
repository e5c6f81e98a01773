"""Reads HTML text: lexbor parses it, the block builder walks the tree."""

from __future__ import annotations

import re
from typing import Any, cast

from ...model import Page
from ...text.patterns import plain_pattern
from ..data.limits import LIMITS, Limits
from .block_builder import read_tree
from .nesting import flattened
from .nodes import Node, without_surrogates
from .shadow_trees import with_shadow_trees

_SHADOW_TREE = plain_pattern(rb"\bshadowroot", re.I)


def read_html(text: str, url: str | None = None, limits: Limits = LIMITS) -> Page:
    """Return the page of an HTML document or fragment. Lone surrogates become U+FFFD, NULs are dropped.

    The page's warnings say what was cut to limit the time that hostile markup can take.
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
    if _SHADOW_TREE.search(data):
        root = with_shadow_trees(root, _template_content)
    return read_tree(root, url, limits, cuts)


def _template_content(template: Node) -> Node | None:
    """Return the first node inside a `<template>`; lexbor keeps them in a tree of their own."""
    fragments = cast(Any, template).template_fragments()
    return cast("Node | None", fragments[0].first_child) if fragments else None


def _parsed(data: bytes) -> Node | None:
    """Return the root of lexbor's tree, in which <noscript> contains no elements."""
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser  # not needed for dumps

    # lexbor's events after the parse are of no use here, and take quadratic time for long <select>s
    without_events = LexborDocumentOptions.WO_EVENTS.value
    return cast("Node | None", LexborHTMLParser(data, options=without_events, scripting=True).root)
