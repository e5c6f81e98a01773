"""Reads a tree of elements and text into a Page.

All readers of markup pass it a tree of nodes, so lexbor's tree and a caller's soup give the same blocks.
"""

from __future__ import annotations

from dataclasses import replace

from ...model import Page
from ..data.limits import Limits
from .block_builder import BlockBuilder
from .elements import ELEMENTS, OTHER
from .false_links import drop_false_links
from .hidden_articles import HiddenArticles
from .nodes import ContentOf, Node
from .selected import Selections


def read_tree(
    root: Node,
    url: str | None,
    limits: Limits,
    warnings: tuple[str, ...],
    content_of: ContentOf,
    selections: Selections | None = None,
) -> Page:
    """Return the page of a tree whose root is the `<html>` element.

    `content_of` returns the first node inside a `<template>`; each parser keeps it elsewhere.
    """
    builder = BlockBuilder(url, selections)
    builder.walk(root, ELEMENTS, OTHER)
    blocks, facts = builder.blocks, builder.facts
    drop_false_links(blocks, facts.base.page)
    head = facts.head(limits)
    found = HiddenArticles(root, builder, head, content_of, limits).article()
    if found:
        blocks += found.blocks
        times, images = (*head.times, *found.facts.times), (*head.images, *found.facts.images)
        authors = (*head.authors, *found.facts.authors)
        heading_parts = (*head.heading_parts, *found.facts.heading_parts)
        head = replace(head, times=times, authors=authors, images=images, heading_parts=heading_parts)
        facts.warn(found.warning)
    if selections is not None:
        head = replace(head, selected=selections.selected(blocks))
    return Page("html", tuple(blocks), url, head, warnings=(*warnings, *facts.warnings))
