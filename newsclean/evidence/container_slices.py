"""Finds the blocks of each container.

They are contiguous, so they are a slice of the page's blocks:

    <main><p>One</p><ul><li>Two</li><li>Three</li></ul></main>
    ->  main 0:3, p 0:1, ul 1:3, li 1:2, li 2:3
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from ..model import Block, Container, chain


def container_slices(blocks: Sequence[Block]) -> dict[Container, slice]:
    """Return the slice of these blocks that each container holds, outer containers first.

    blocks: the page's live blocks, in order.
    """
    starts: dict[Container, int] = {}
    for i, block in enumerate(blocks):
        begun = list(takewhile(lambda each: each not in starts, chain(block.container)))
        starts.update(dict.fromkeys(reversed(begun), i))
    ends: dict[Container, int] = {}
    for i in range(len(blocks) - 1, -1, -1):
        begun = list(takewhile(lambda each: each not in ends, chain(blocks[i].container)))
        ends.update(dict.fromkeys(begun, i + 1))
    return {container: slice(start, ends[container]) for container, start in starts.items()}


def holders(blocks: Iterable[Block]) -> set[Container]:
    """Return the containers around any of these blocks."""
    found: set[Container] = set()
    for block in blocks:
        found.update(takewhile(lambda each: each not in found, chain(block.container)))
    return found
