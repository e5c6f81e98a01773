"""Finds the counts of comments that some sites put before each paragraph, as a dump has them.

0The bridge reopened on Friday, two years after …    0    0“We waited two years,” said …

Without markup only a zero is told from a number that belongs to the text, and only where it recurs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..model import Block
from ..text.patterns import pattern
from ..text.prose import is_running_text

_COUNT = "0"
_FEWEST = 3  # paragraphs with one
# 0The bridge    0“We waited    but not 0:1, 007 or 0x1F
_GLUED = pattern(r"0(?=[\p{Pi}\"]?+\p{Lu}\p{L}*+\s)")


class ParagraphCounts(NamedTuple):
    """The blocks of a page with such a count."""

    glued: list[Block]
    """Paragraphs that open with it."""
    alone: list[Block]
    """Counts on lines of their own, over a paragraph."""


def paragraph_counts(blocks: Sequence[Block]) -> ParagraphCounts:
    """Return the blocks with a count before a paragraph; none if there are only one or two."""
    zeros = [i for i, block in enumerate(blocks) if block.text[:1] == _COUNT]
    if len(zeros) < _FEWEST:
        return ParagraphCounts([], [])
    glued = [b for b in (blocks[i] for i in zeros) if _GLUED.match(b.text) and is_running_text(b)]
    pairs = ((blocks[i], blocks[i + 1]) for i in zeros if i + 1 < len(blocks))
    alone = [block for block, below in pairs if block.text == _COUNT and is_running_text(below)]
    return ParagraphCounts(glued, alone) if len(glued) + len(alone) >= _FEWEST else ParagraphCounts([], [])
