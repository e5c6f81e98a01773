"""Knows where the elements of a page are, and how much of its prose they hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from ...model import Block, Container
from ...text.prose import is_running_text
from ..container_slices import container_slices


class BoxPlaces:
    """The slices of a page's elements, and the prose in them that has no reason to go."""

    def __init__(self, blocks: Sequence[Block], reasons: Sequence[str]) -> None:
        self._blocks, self._reasons = blocks, reasons

    @cached_property
    def slices(self) -> dict[Container, slice]:
        """The slice of the blocks that each element holds."""
        return container_slices(self._blocks)

    @cached_property
    def prose(self) -> list[int]:
        """The indexes of the blocks of prose."""
        return [i for i, x in enumerate(self._blocks) if not self._reasons[i] and is_running_text(x)]

    @cached_property
    def _before(self) -> list[int]:
        """The characters of prose before each block, and on the page."""
        prose = set(self.prose)
        return [0, *accumulate(len(x.text) if i in prose else 0 for i, x in enumerate(self._blocks))]

    def share(self, box: Container) -> float:
        """Return the share of the page's prose in an element."""
        inside = self.slices[box]
        return self.share_before(inside.stop) - self.share_before(inside.start)

    def share_before(self, at: int) -> float:
        """Return the share of the page's prose before an index."""
        return self._before[at] / (self._before[-1] or 1)

    def is_like_story(self, box: Container) -> bool:
        """Whether prose outside it is in an element of the same markup: page builders cut stories into boxes.

        An element with lines that go is another such box.
        """
        inside = self.slices[box]
        for i in self.prose:
            own = self._blocks[i].container
            around = own.parent if own is not None else None
            if around is None or around is box or inside.start <= i < inside.stop:
                continue
            if (around.tag, around.classes) == (box.tag, box.classes) and not any(
                self._reasons[self.slices[around]]
            ):
                return True
        return False
