"""Keeps the headings over what stays, and short sections under headings like those that stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import compress

from ...evidence.container_slices import element_around
from ...model import Block, chain
from ..kept import last_kept
from ..statements import is_prose, states
from .whole_lists import ITEM_SLACK, WRAPPERS

_SUBHEAD_LEVELS = (2, 3, 4)  # of a heading that others may stand under; lower ones are mostly of boxes
_SUBHEAD_SLACK = 1.0  # log-odds that a heading right above a paragraph of its own element may lie below
_LIKE_HEADINGS = 2  # that stay, of the build of the last section's


def keep_headings(blocks: Sequence[Block], over: Sequence[float], keep: list[bool]) -> None:
    """Keep the heading right above a list, a lesser heading, or a paragraph.

    Above a paragraph, it has to be like headings that stay, or head a box of the story.
    """
    builds: set[tuple[str, str]] | None = None
    for i in range(len(keep) - 2, -1, -1):
        block, below = blocks[i], blocks[i + 1]
        if keep[i] or not keep[i + 1] or block.kind != "heading" or over[i] < -ITEM_SLACK or block.links:
            continue
        if below.kind == "heading":
            keep[i] = block.level in _SUBHEAD_LEVELS and below.level > block.level
        elif below.kind == "list_item":
            keep[i] = block.container is not None
        elif over[i] >= -_SUBHEAD_SLACK and below.id == block.id + 1 and states(below.text):
            if builds is None:
                builds = {_build_of(x) for x in compress(blocks, keep) if x.kind == "heading"}
            is_like = is_prose(below) and _build_of(block) in builds
            keep[i] = _has_parent_of(block, below) and (is_like or _heads_box(blocks, i, keep))


def _build_of(heading: Block) -> tuple[str, str]:
    """Return what headings of one build have in common: their tag and classes."""
    return (heading.container.tag, heading.container.classes) if heading.container else ("", "")


def _has_parent_of(heading: Block, below: Block) -> bool:
    """Whether the element around a heading is around the block below it too."""
    box = element_around(heading)
    return box is not None and box in chain(below.container, WRAPPERS)


def _heads_box(blocks: Sequence[Block], at: int, keep: Sequence[bool]) -> bool:
    """Whether a heading opens an element between text that stays, whose other blocks stay: a fact box."""
    box = element_around(blocks[at])
    if box is None or at == 0 or not keep[at - 1] or box in chain(blocks[at - 1].container):
        return False
    end = next((i for i in range(at + 1, len(blocks)) if box not in chain(blocks[i].container)), len(blocks))
    return end < len(blocks) and all(keep[at + 1 : end + 1])


def keep_last_sections(blocks: Sequence[Block], over: Sequence[float], keep: list[bool]) -> None:
    """Keep a short section right below the text if its heading is of one build with those that stay.

    "Ingredients" … "Method" … "Notes"
    """
    if True not in keep:
        return
    built = Counter(_build_of(b) for b in compress(blocks, keep) if b.kind == "heading")
    last = last_kept(keep)
    while last + 2 < len(blocks):
        heading, text = blocks[last + 1 : last + 3]
        is_like = built[_build_of(heading)] >= _LIKE_HEADINGS and text.id == blocks[last].id + 2
        if not (is_like and _is_section(heading, text)) or min(over[last + 1 : last + 3]) < -ITEM_SLACK:
            return
        keep[last + 1] = keep[last + 2] = True
        last += 2


def _is_section(heading: Block, text: Block) -> bool:
    """Whether a statement is right under a heading, in the same element, and neither has links."""
    is_whole = heading.kind == "heading" and element_around(text) is element_around(heading)
    return is_whole and text.kind == "paragraph" and states(text.text) and not (heading.links or text.links)
