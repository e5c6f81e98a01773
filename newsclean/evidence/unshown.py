"""Tells the blocks that a browser does not show: those the reader took from a page's data or `<noscript>`."""

from __future__ import annotations

from ..model import Block, chain

_UNSHOWN = frozenset(("script", "noscript", "template"))


def is_unshown(block: Block) -> bool:
    """Whether the reader found the block outside the page's visible elements."""
    return any(container.tag in _UNSHOWN for container in chain(block.container))
