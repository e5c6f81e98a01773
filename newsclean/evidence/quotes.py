"""Finds the lines that say whose words a quote has: its author, date and source.

<blockquote><p>The lamp is on again.</p>— Ida Falk <a href="…/status/1">March 7, 2024</a></blockquote>
->  the second block. Its name and date are not those of the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..model import Block, Container, chain

_LONGEST = 200  # characters
_DASHES = ("—", "–", "―", "-", "~")
_NAMING = frozenset(("cite", "footer", "figcaption"))


def attributions(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the ids of a quote's last block, if short and with a dash, a link or a tag for sources."""
    found = set()
    following = _quote_of(blocks[0]) if blocks else None
    for before, block in pairwise(blocks):
        quote, following = following, _quote_of(block)
        if block.kind == "quote" and before.kind == "quote" and len(block.text) <= _LONGEST:
            within = following is not None and following is quote
            if _is_marked(block) or (within and (block.links or block.text.startswith(_DASHES))):
                found.add(block.id)
            # an earlier block of the same quote was not its last
            if within:
                found.discard(before.id)
    return frozenset(found)


def _quote_of(block: Block) -> Container | None:
    """Return the innermost quote around a block."""
    if block.kind != "quote":
        return None
    return next((x for x in chain(block.container) if x.tag == "blockquote"), None)


def _is_marked(block: Block) -> bool:
    for container in chain(block.container):
        if container.tag in _NAMING:
            return True
        if container.tag == "blockquote":
            break
    return False
