"""Knows a block that is a whole teaser: a headline that is a link, and its summary on the next line.

<p><a href="/storm">Storm closes port</a><br>Waves broke over the quay for six hours.</p>
"""

from __future__ import annotations

from ...model import Block
from ...text.words import count_words
from ..other_pages import HEADLINE_LINKS

_HEADLINE_WORDS = 3
_SUMMARY_WORDS = 4


def is_headline_over_summary(block: Block) -> bool:
    """Whether the first line of a block is one link, and text without links follows."""
    end = next((span.start for span in block.spans if span.mark == "break"), 0)
    if not end or len(links := block.links) != 1:
        return False
    is_linked = links[0].end <= end and links[0].end - links[0].start >= HEADLINE_LINKS * end
    return (
        is_linked
        and count_words(block.text[:end]) >= _HEADLINE_WORDS
        and count_words(block.text[end:]) >= _SUMMARY_WORDS
    )
