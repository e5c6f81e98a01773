"""Finds the blocks of each container.

They are contiguous, so they are a slice of the page's blocks:

    <main><p>One</p><ul><li>Two</li><li>Three</li></ul></main>
    ->  main 0:3, p 0:1, ul 1:3, li 1:2, li 2:3
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from ..model import Block, Container, chain, chain_below


def container_slices(blocks: Sequence[Block]) -> dict[Container, slice]:
    """Return the slice of these blocks that each container holds, outer containers first.

    blocks: the page's live blocks, in order.
    """
    starts: dict[Container, int] = {}
    ends: dict[Container, int] = {}
    for i, block in enumerate(blocks):
        container = block.container
        if container is None or container in starts:
            continue
        if container.parent in starts:  # most elements that end around the block before begin anew
            starts[container] = i
        else:
            starts.update(dict.fromkeys(reversed(chain_below(container, starts)), i))
    for i in range(len(blocks) - 1, -1, -1):
        if blocks[i].container not in ends:
            for container in chain_below(blocks[i].container, ends):
                ends[container] = i + 1
    return {container: slice(start, ends[container]) for container, start in starts.items()}


def begun_at(at: int, container: Container | None, places: Mapping[Container, slice]) -> Container | None:
    """Return the widest container that begins with the block at an index and holds more than it.

    container: the block's own.
    """
    beginning = takewhile(lambda each: places[each].start == at, chain(container))
    widest = deque((each for each in beginning if places[each].stop > at + 1), maxlen=1)
    return widest[0] if widest else None


def element_around(block: Block) -> Container | None:
    """Return the element around the one that a block makes up; None in a dump."""
    return block.container.parent if block.container is not None else None


def innermost(container: Container | None, *tags: str) -> Container | None:
    """Return the innermost element with one of these tags that is or holds a container."""
    return next((each for each in chain(container) if each.tag in tags), None)


def holders(blocks: Iterable[Block]) -> set[Container]:
    """Return the containers around any of these blocks."""
    found: set[Container] = set()
    for block in blocks:
        found.update(chain_below(block.container, found))
    return found
