"""Finds the lines that say whose words a quote has: its author, date and source.

<blockquote><p>The lamp is on again.</p>— Ida Falk <a href="…/status/1">March 7, 2024</a></blockquote>
->  the second block. Its name and date are not those of the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Block, Container, chain
from ..text.patterns import pattern

_LONGEST = 200  # characters
_MOST_BLOCKS = 8  # of a quote; a <blockquote> with more indents the whole page
# — Loughmore Harbour (@LoughmorePort) June 3, 2023     also in dumps, which have no tags
_UNDER_POST = pattern(r"[—–―-]\s*+[^()\n]{1,80}+\(@[\w.]++\)")
_NAMING = frozenset(("cite", "footer", "figcaption"))


def attributions(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the ids of short blocks that come after the first in a quote, or name its source."""
    found = {block.id for block in blocks if "(@" in block.text and _UNDER_POST.match(block.text)}
    if "quote" in [block.kind for block in blocks]:
        found.update(_in_quotes(blocks))
    if not found:
        return frozenset()
    return frozenset([block.id for block in blocks if block.id in found and len(block.text) <= _LONGEST])


def _in_quotes(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the ids of blocks after the first in a <blockquote>, and of those that HTML marks as a source."""
    quotes: dict[Container, list[Block]] = {}
    before: Block | None = None
    for block in blocks:
        for container in chain(block.container) if block.kind in ("quote", "heading") else ():
            if container.tag == "blockquote":
                quotes.setdefault(container, []).append(block)
                break
            if container.tag in _NAMING and before is not None and before.kind == "quote" == block.kind:
                yield block.id
        before = block
    for inside in quotes.values():
        if len(inside) <= _MOST_BLOCKS and not any(block.kind == "heading" for block in inside):
            yield from (block.id for block in inside[1:])
