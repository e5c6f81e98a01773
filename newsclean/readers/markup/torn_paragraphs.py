"""Joins a paragraph that a card inside it has torn apart: a hover card, a glossary entry, a list of stories.

A `<p>` may not contain blocks, so a parser ends the paragraph there, leaves the rest of the sentence
outside, and makes an empty `<p>` of the closing tag. Other parsers keep all of it inside.

<p>The boat to <span>Osk<div>Osk is an island.</div></span> sails at noon.</p>
->  paragraphs "The boat to Osk sails at noon.", "Osk is an island."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...model import Block, chain_below
from ...text.patterns import pattern
from ...text.words import ends_sentence

_MOST_BLOCKS = 12  # in a card
# parts of a story that may interrupt a sentence
_NO_CARDS = frozenset(("table", "figure", "blockquote", "pre"))
_GOES_ON = pattern(r"[\p{Ll},;:)]")  # text that no sentence begins with
_NO_BLANK_BEFORE = pattern(r"[\p{Pe}\p{Pf},.;:!?…]")


def torn_from(blocks: Sequence[Block]) -> int | None:
    """Return the index of the block whose sentence the last block goes on with, beyond a card; None if none.

    blocks: those read so far; the last one is text after which the parser met the end of a paragraph.
    """
    rest = blocks[-1]
    outside = rest.container  # None: the page itself
    if rest.kind != "paragraph":
        return None
    for i in range(len(blocks) - 2, max(-1, len(blocks) - 3 - _MOST_BLOCKS), -1):
        container = blocks[i].container
        if container is outside or (
            container is not None and container.tag == "p" and container.parent is outside
        ):
            if blocks[i].kind == "paragraph" and not ends_sentence(blocks[i].text):
                return i if i < len(blocks) - 2 else None
            if not _GOES_ON.match(rest.text):
                return None
            continue  # a paragraph of the card
        inside = chain_below(container, (outside,))
        if any(each.tag in _NO_CARDS for each in inside) or (
            outside is not None and (not inside or inside[-1].parent is not outside)
        ):
            return None
    return None


def joined(block: Block, rest: Block) -> Block:
    """Return a block with the rest of its text."""
    blank = "" if _NO_BLANK_BEFORE.match(rest.text) else " "
    by = len(block.text) + len(blank)
    moved = (span.moved(by) for span in rest.spans)
    return replace(block, text=f"{block.text}{blank}{rest.text}", spans=(*block.spans, *moved))
