"""What a block's text looks like as prose, by length and marks alone, in any language."""

from __future__ import annotations

from typing import NamedTuple

import regex

from ..model import Block
from ..words import count_words, ends_sentence

GOOD_WORDS = 12  # words from which a block can be running prose
GOOD_LINKS = 0.35  # link density under which it can

_LOOK_AT = 600  # characters that the counts of marks are taken from: shares, so a sample does
_COMMAS = regex.compile(r"[,،、，;；]")
_DIGITS = regex.compile(r"\d")
_CAPITALS = regex.compile(r"\p{Lu}")
_LOWER = regex.compile(r"(?<!\S)\p{Ll}")
_SYMBOLS = regex.compile(r"[©®|•·»›→@#/_=+*]|https?:")
_CLOSING = frozenset(".!?…。！？｡।॥؟۔:：;,”\"'’»)）」』…")


class Prose(NamedTuple):
    """Numbers of a text; shares are per character or per word, 0 to 1."""

    words: float
    letters_a_word: float
    link_density: float
    bold_density: float
    sentence_end: float
    closing_mark: float
    starts_lower: float
    commas: float
    digits: float
    capitals: float
    symbols: float
    lower: float
    """Share of words that begin with a small letter: high in sentences, low in headlines and menus."""
    good: float
    """1 for running prose: twelve words or more, few of them links, ending as a sentence does."""


def prose(block: Block) -> Prose:
    """The numbers of a block's text."""
    text = block.text
    size = len(text) or 1
    words = count_words(text)
    links = block.link_density if block.links else 0.0
    end = ends_sentence(text)
    look = text if size <= _LOOK_AT else text[:_LOOK_AT]
    n = len(look) or 1
    return Prose(
        float(words),
        size / (words or 1),
        links,
        block.bold / size,
        float(end),
        float(text[-1:] in _CLOSING),
        float(text[:1].islower()),
        len(_COMMAS.findall(look)) / n,
        len(_DIGITS.findall(look)) / n,
        len(_CAPITALS.findall(look)) / n,
        float(len(_SYMBOLS.findall(look))) / n,
        len(_LOWER.findall(look)) / (min(words, n // 6 + 1) or 1),
        float(words >= GOOD_WORDS and links < GOOD_LINKS and end),
    )
