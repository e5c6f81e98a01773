"""Finds captions of a dump whose credit is on the next line.

    Three hundred people came to the pier, some of them with their dogs, and stayed until the evening, …
    The crew at dawn on Friday                             the caption
    Photo: Ada Writer / dpa

A picture without a caption has a paragraph of the story over its credit. So a caption is much shorter than
the story's paragraphs, and there is one over each credit of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ...model import Block
from ...phrases import labels, plain
from ...text.prose import is_running_text
from ...text.words import count_words
from .caption_lines import is_only_credit
from .credits import is_name_with_agency

_CREDIT_CHARACTERS = 120  # of the longest line that is only a credit
_WORDS = (9, 30)  # of such a caption; the title of an entry has fewer
_LONGEST_OVER_CREDIT = 36  # words; with more over any credit of the page, some pictures have no caption
_OF_PARAGRAPH = 0.7  # most of the words that the story's paragraphs have


def captions_over_credits(blocks: Sequence[Block]) -> list[tuple[Block, Block]]:
    """Return the captions with the credits under them, or [] if not all credits have one."""
    found = [(above, block) for above, block in pairwise(blocks) if _is_credit(block)]
    if not found or max(count_words(above.text) for above, _ in found) > _LONGEST_OVER_CREDIT:
        return []
    paragraphs = [count_words(block.text) for block in blocks if is_running_text(block)]
    most = min(_WORDS[1], _OF_PARAGRAPH * median(paragraphs)) if paragraphs else 0
    return [(above, credit) for above, credit in found if _may_be_caption(above, most)]


def captions_before_brackets(blocks: Sequence[Block]) -> list[Block]:
    """Return the captions that end in a bracket whose credit is on the next lines: "The pier (", "Image:"."""
    return [
        above
        for above, below in pairwise(blocks)
        if above.text.endswith(" (") and above.kind == "paragraph" and _is_label(below.text)
    ]


def _is_label(text: str) -> bool:
    return len(text) <= _CREDIT_CHARACTERS and plain(text) in labels("picture labels") | labels("credits")


def _is_credit(block: Block) -> bool:
    """Whether a line has nothing but the credit of a picture, or a name and an agency."""
    if block.kind != "paragraph" or len(block.text) > _CREDIT_CHARACTERS:
        return False
    return is_name_with_agency(block.text) or is_only_credit(block)


def _may_be_caption(block: Block, most: float) -> bool:
    return block.kind == "paragraph" and _WORDS[0] <= count_words(block.text) <= most
