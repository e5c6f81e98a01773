"""Finds the blocks that a profile's rules name, by CSS selectors or by patterns of lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from ..model import Block, Page, chain

_TIMEOUT = 0.5  # seconds that a pattern may take for a page


def marked(page: Page, rule: str, selectors: Sequence[str]) -> Iterator[tuple[Block, str]]:
    """Yield the blocks inside the elements that a rule's selectors name, each with its selector."""
    marks = {f"{rule}:{number}": selector for number, selector in enumerate(selectors)}
    for block in page.blocks if marks else ():
        tokens = {token for each in chain(block.container) for token in each.tokens if token in marks}
        if tokens:
            yield block, marks[min(tokens)]


def matching(page: Page, patterns: Sequence[str]) -> tuple[Mapping[int, str], list[str]]:
    """Return the pattern that each matching block matches, by its id; and the patterns that took too long."""
    found: dict[int, str] = {}
    slow = []
    for pattern in patterns:
        search = regex.compile(pattern).search
        left = _TIMEOUT
        try:
            for block in page.blocks:
                if search(block.text, timeout=left):
                    found.setdefault(block.id, pattern)
        except TimeoutError:
            slow.append(pattern)
    return found, slow
