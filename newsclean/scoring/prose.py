"""What both kinds of pages are scored by: a text as prose, by length and marks alone, in any language."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Block, Page
from ..patterns import plain_pattern
from ..words import count_words, ends_sentence

GOOD_WORDS = 12  # words from which a block can be running prose
GOOD_LINKS = 0.35  # link density under which it can
LOOK_AT = 600  # characters that counts of marks are taken from: they are shares, so a sample does

_SYMBOLS = plain_pattern(r"[©®|•·»›→@#/_=+*]")
_LETTERS_A_WORD = 6  # for the number of words in a sample


class Prose(NamedTuple):
    """Numbers of a text; shares are per character or per word, 0 to 1."""

    words: float
    link_density: float
    sentence_end: float
    """1 where the text ends in a full stop or the like."""
    symbols: float
    lower: float
    """Share of words that begin with a small letter: high in sentences, low in headlines and menus."""
    good: float
    """1 for running prose: twelve words or more, few of them links, ending as a sentence does."""


def prose(block: Block) -> Prose:
    """The numbers of a block's text."""
    text = block.text
    words = count_words(text)
    links = block.link_density if block.links else 0.0
    end = ends_sentence(text)
    look = text[:LOOK_AT]
    n = len(look) or 1
    return Prose(
        float(words),
        links,
        float(end),
        len(_SYMBOLS.findall(look)) / n,
        sum([word[0].islower() for word in look.split()]) / (min(words, n // _LETTERS_A_WORD + 1) or 1),
        float(words >= GOOD_WORDS and links < GOOD_LINKS and end),
    )


def title_block(page: Page) -> int | None:
    """Id of the block that the title was read from; None where none was, or it stood in the head only."""
    return next((c.block for c in page.claims if c.field == "title" and c.block is not None), None)


def running_sums(values: list[float]) -> list[float]:
    """Sums of the first 0, 1, 2 … values: the sum over [a:b] is out[b] - out[a]."""
    out = [0.0]
    total = 0.0
    for value in values:
        total += value
        out.append(total)
    return out


KINDS = {
    "paragraph": 0.0,
    "quote": 1.0,
    "list_item": 2.0,
    "code": 3.0,
    "table": 4.0,
    "heading": 5.0,
    "caption": 6.0,
    "correction": 0.0,
}
"""Kinds of blocks as numbers, from the likeliest to be text to the least."""
