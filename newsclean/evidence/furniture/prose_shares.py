"""Knows where a page's prose and its headline are, as seen from one block after another."""

from __future__ import annotations

from ...model import Container, Page, chain
from ...text.prose import prose_characters

_HEADLINE_CHARACTERS = 15  # fewer are the name of a section or the site
_BESIDE = 3  # blocks from a first-level heading


class ProseShares:
    """The share of the page's prose in each container, and the containers of its headline."""

    def __init__(self, page: Page) -> None:
        self._blocks = page.blocks
        self.at = 0  # index of the current block
        self.titled: set[Container] = set()
        self.titled_last: set[Container] = set()  # around a block that `<title>` ends with
        self._before = [0]  # characters of prose before each block
        self._inside: dict[Container, int] = {}  # and in each container that holds any
        self._headlines = {i for i, b in enumerate(page.blocks) if b.level == 1 and b.kind == "heading"}
        title = page.head.title
        for block in page.blocks:
            size = prose_characters(block)
            self._before.append(self._before[-1] + size)
            if size:
                for container in chain(block.container):
                    self._inside[container] = self._inside.get(container, 0) + size
            # Not every page puts its headline into an h1: a block that `<title>` begins with counts too.
            if (block.level == 1 and block.kind == "heading") or (
                len(block.text) >= _HEADLINE_CHARACTERS and title.startswith(block.text)
            ):
                self.titled.update(chain(block.container))
            elif len(block.text) >= _HEADLINE_CHARACTERS and title.endswith(block.text):
                self.titled_last.update(chain(block.container))

    def share(self, container: Container) -> float:
        """Return the share of the page's prose in the container."""
        return self._inside.get(container, 0) / (self._before[-1] or 1)

    def heading_here(self) -> str:
        """Return the text of the current block if it is a heading."""
        block = self._blocks[self.at]
        return block.text if block.kind == "heading" else ""

    def is_beside_headline(self) -> bool:
        """Whether a first-level heading is right before or after the current block."""
        return not self._headlines.isdisjoint(range(self.at - _BESIDE, self.at + _BESIDE + 1))

    def share_before(self) -> float:
        """Return the share of the page's prose before the current block."""
        return self._before[self.at] / self._before[-1] if self._before[-1] else 1.0
