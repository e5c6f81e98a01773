"""Tells the entries of a round-up from teasers of other stories, which look like them, by their words.

Before: "Ten boats worth a visit", and under it "The old tug", "A barge for hire", "Two boats and a crane"
After:  on topic: most have a word of the headline
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Block
from ..text.words import telling_words


def are_on_topic(headline: str, blocks: Sequence[Block], teasers: Sequence[slice]) -> bool:
    """Whether most teasers, each a slice of the blocks, have a word of the headline."""
    topic = telling_words([headline])
    named = sum(not topic.isdisjoint(telling_words(b.text for b in blocks[place])) for place in teasers)
    return 2 * named >= len(teasers)
