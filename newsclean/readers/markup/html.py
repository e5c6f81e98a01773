"""Reads HTML text: lexbor parses it, the block builder walks the tree."""

from __future__ import annotations

from typing import Any, cast

from ...model import Page
from ..data.limits import LIMITS, Limits
from .nodes import Node
from .parsing import encoded, parsed
from .selected import Selections, Selectors
from .shadow_trees import unwrapped, with_shadow_trees
from .tree import read_tree


def read_html(
    text: str, url: str | None = None, limits: Limits = LIMITS, selectors: Selectors | None = None
) -> Page:
    """Return the page of an HTML document or fragment. Lone surrogates become U+FFFD, NULs are dropped.

    selectors: CSS selectors by the name of the rule they are for; `Head.selected` has what they found.

    The page's warnings say what was cut to limit the time that hostile markup can take.
    """
    data = encoded(text)
    root, cuts = parsed(data)
    if root is None:
        return Page("html", (), url, warnings=cuts)
    selections = Selections(root, selectors) if selectors else None
    if b"shadowroot" in data:
        root = with_shadow_trees(root, _template_content)
    return read_tree(root, url, limits, cuts, _template_content, selections)


def _template_content(template: Node) -> Node | None:
    """Return the first node inside a `<template>`; lexbor keeps them in a tree of their own."""
    fragments = cast(Any, unwrapped(template)).template_fragments()
    return cast("Node | None", fragments[0].first_child) if fragments else None
