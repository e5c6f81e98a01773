"""Keeps the list of a story's sources under its text: links to other sites, which the scorer takes for a box.

<h2>Sources</h2><ul><li><a href="https://engineers.example/report">First report on the bridge</a></li> …
->  the heading and its items, as one
"""

from __future__ import annotations

from collections.abc import Sequence

from ...evidence.container_slices import element_around
from ...evidence.other_pages import is_same_site
from ...model import Block, Page, chain
from ...phrases import labels, may_open_with, plain
from ..kept import last_kept

_LABEL = "headings of sources"
_HEADING_CHARACTERS = 40  # "Sources and references"
_WITHIN = 3  # blocks below the text, on the page; a share bar or a signature may be between
_MOST = 5  # items; a longer list is a bibliography
_LEVELS = 4  # from an item up to the element around the heading: <ul><li><p>


def keep_sources(page: Page, keep: list[bool]) -> None:
    """Set `keep`, whether each block stays, for the heading and the items of sources under the text."""
    if True not in keep or not page.address:
        return
    blocks, last = page.blocks, last_kept(keep)
    for i in range(last, min(len(blocks) - 1, last + 1 + _WITHIN)):
        if blocks[i].id - blocks[last].id <= _WITHIN and _is_heading(blocks[i]):
            end = _end_of_list(blocks, i)
            if end - i <= 1 + _MOST and _lead_elsewhere(blocks[i + 1 : end], page.address):
                keep[i:end] = [True] * (end - i)
            return


def _is_heading(block: Block) -> bool:
    text = block.text
    is_short = block.kind in ("heading", "paragraph") and len(text) <= _HEADING_CHARACTERS
    return is_short and may_open_with(_LABEL, text) and plain(text) in labels(_LABEL)


def _end_of_list(blocks: Sequence[Block], at: int) -> int:
    """Return where the items right under a heading end: with its element, or at another heading."""
    box, end = element_around(blocks[at]), at + 1
    while end < len(blocks) and blocks[end].kind != "heading" and blocks[end].id == blocks[end - 1].id + 1:
        if box is None or box not in chain(blocks[end].container, _LEVELS):
            break
        end += 1
    return end


def _lead_elsewhere(items: Sequence[Block], own: str) -> bool:
    """Whether all items are links to other sites, or have one."""
    return bool(items) and all(
        item.links and not any(is_same_site(link.href, own) for link in item.links) for item in items
    )
