"""The article where the page's own text does not hold it: in the data that its scripts build it from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model import Block, Container, Head
from ..words import count_words
from .head import HeadFacts

_FALLBACK_UNDER = 60  # words of prose: a page with fewer shows no article in its own text
_PROSE = 12  # words from which a block counts as prose
_FALLBACK_TIMES = 3  # JSON-LD must hold so many times the page's own prose


def untold_blocks(blocks: Sequence[Block], head: Head, facts: HeadFacts) -> Iterable[Block]:
    """The article's text from JSON-LD, where the page itself shows next to none."""
    bodies = [x["articleBody"] for x in head.json_ld if isinstance(x.get("articleBody"), str)]
    if not bodies:
        return []
    body = max(bodies, key=len)
    own = sum(n for n in (count_words(b.text) for b in blocks) if n >= _PROSE)
    if own >= _FALLBACK_UNDER or count_words(body) < _FALLBACK_TIMES * max(1, own):
        return []
    container = Container("script", frozenset(("json", "ld", "article", "body")), None, 1)
    lines = [" ".join(line.split()) for line in body.splitlines()]
    paragraphs = [line for line in lines if line]
    return [
        Block(len(blocks) + i, "paragraph", text, container=container) for i, text in enumerate(paragraphs)
    ]
