"""Where the blocks of each container stand on the page.

What an element holds stands together, so its blocks are a slice of the page's:

    <main><p>One</p><ul><li>Two</li><li>Three</li></ul></main>
    ->  main 0:3, p 0:1, ul 1:3, li 1:2, li 2:3
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Block, Container


def container_slices(blocks: Sequence[Block]) -> dict[Container, slice]:
    """Of every container that holds some of these blocks, their slice; outer containers come first.

    blocks: live blocks of a page, in their order.
    """
    starts: dict[Container, int] = {}
    for i, block in enumerate(blocks):
        begun = []
        container = block.container
        while container is not None and container not in starts:
            begun.append(container)
            container = container.parent
        for container in reversed(begun):
            starts[container] = i
    ends: dict[Container, int] = {}
    for i in range(len(blocks) - 1, -1, -1):
        container = blocks[i].container
        while container is not None and container not in ends:
            ends[container] = i + 1
            container = container.parent
    return {container: slice(start, ends[container]) for container, start in starts.items()}


def chain(container: Container | None) -> Iterator[Container]:
    """A container and those around it, from the inside out."""
    while container is not None:
        yield container
        container = container.parent
