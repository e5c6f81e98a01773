"""Keeps the lists of HTML whole, and single items of any list that stand among items that stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...evidence.container_slices import element_around
from ...model import Block, Container, chain, chain_below
from ...text.prose import MOST_LINKS
from ...text.words import COLONS
from ..kept import keep_near
from ..statements import announces, states

ITEM_SLACK = 2.0  # log-odds that an item or a title beside what it belongs to may lie below the threshold
LIST_SLACK = 4.0  # log-odds that an item of a list that stays may lie below it; no slack of a unit is larger
_AMONG_SLACK = 3.0  # log-odds that an item of a list between paragraphs may lie below the threshold
_IN_LIST_SLACK = 0.5  # log-odds that a label among the items of a list that stays may lie below it
_LIST_TAGS = frozenset(("ul", "ol", "dl"))
WRAPPERS = 4  # elements around an item or a paragraph: its own, those of its text, and the one that is shared


def keep_items(blocks: Sequence[Block], over: Sequence[float], keep: list[bool]) -> None:
    """Keep a list item between two others that stay, and what is above a unit that stays.

    That is an item above its own items, and the title of a table.
    """
    for i in range(len(keep) - 2, -1, -1):
        block, after = blocks[i], blocks[i + 1]
        if keep[i] or not keep[i + 1] or over[i] < -ITEM_SLACK:
            continue
        if after.kind == "table":
            keep[i] = block.container is not None and block.container.tag == "caption"
        elif block.kind == after.kind == "list_item":
            is_between = i > 0 and keep[i - 1] and blocks[i - 1].kind == "list_item"
            keep[i] = is_between or after.level > block.level


def keep_lists(blocks: Sequence[Block], over: Sequence[float], keep: list[bool]) -> None:
    """Keep lists whole: their items, and the labels among them if most of the items stay."""
    for places in _lists(blocks):
        for is_item, run in groupby(places, key=lambda i: blocks[i].kind == "list_item"):
            if is_item:
                _keep_run(blocks, [*run], over, keep)
        items = [keep[i] for i in places if blocks[i].kind == "list_item"]
        if items and 2 * sum(items) >= len(items):
            labels = [i for i in places if blocks[i].kind != "list_item"]
            unlinked = [i for i in labels if blocks[i].link_density < MOST_LINKS]
            keep_near(unlinked, _IN_LIST_SLACK, over, keep)


def _lists(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Yield the places of the blocks in each outermost list."""
    outermost: dict[Container | None, Container | None] = {None: None}
    for block in blocks:
        for c in reversed(chain_below(block.container, outermost)):
            outermost[c] = outermost[c.parent] or (c if c.tag in _LIST_TAGS else None)
    lists = [outermost[block.container] for block in blocks]
    for listed, inside in groupby(range(len(blocks)), key=lists.__getitem__):
        if listed is not None:
            yield [*inside]


def _keep_run(blocks: Sequence[Block], run: Sequence[int], over: Sequence[float], keep: list[bool]) -> None:
    """Keep items in a row if most stay, a line with a colon announces them, or text is around them."""
    above = run[0] - 1
    is_announced = above >= 0 and keep[above] and announces(blocks[above])
    if is_announced or 2 * sum(keep[i] for i in run) >= len(run) or _is_among_text(blocks, run, over, keep):
        keep_near(run, LIST_SLACK, over, keep)
    under = 0  # level of the item with a colon above, if it stays
    for i in run:
        block = blocks[i]
        if block.level <= under:
            under = 0
        keep[i] = keep[i] or (under > 0 and over[i] >= -LIST_SLACK)
        if keep[i] and not under and block.text.endswith(COLONS):
            under = block.level


def _is_among_text(
    blocks: Sequence[Block], run: Sequence[int], over: Sequence[float], keep: Sequence[bool]
) -> bool:
    """Whether a list without links is between text that stays, in the element of the story's paragraphs."""
    above, below = run[0] - 1, run[-1] + 1
    if above < 0 or below == len(blocks) or not (keep[above] and keep[below] and states(blocks[below].text)):
        return False
    if any(over[i] < -_AMONG_SLACK or blocks[i].links for i in run):
        return False
    around = element_around(blocks[below])
    return around is not None and around in chain(blocks[run[0]].container, WRAPPERS)
