"""Knows the lines that count the pictures of a gallery, and the captions that a dump prints under them.

Image 1 of 2    The crew on deck.    (Image credit: Ada Writer)    Image 2 of 2    …
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ...model import Block
from ...phrases import worded
from ...text.words import count_words, fold
from .credits import is_credit_line

# Image 1 of 5    Bild 1 von 5
_COUNT = worded(r"\W*+<<picture labels>>\s++\d{1,3}\s*+(?:/|<<of, in a count>>)\s*+\d{1,3}\W*+", regex.I)
# 1 of 5 Ice needles …    Image 1 of 5: Ice needles …
_OPENING_COUNT = worded(
    r"\A\W*+(?:<<picture labels>>\s++)?+\d{1,3}\s*+(?:/|<<of, in a count>>)\s*+\d{1,3}[\s:.)|–-]*+(?=\p{L})",
    regex.I,
)
_COUNT_CHARACTERS = 25
_ALT_WORDS = 3  # of an alt text that its caption says again
CAPTION_WORDS = 90  # of the longest caption; more is text


def is_picture_count(text: str) -> bool:
    """Whether a line only counts the pictures of a gallery."""
    return len(text) <= _COUNT_CHARACTERS and text[-1:].isdigit() and _COUNT.fullmatch(text) is not None


def without_picture_count(caption: str) -> str:
    """Return a caption without the count that opens it."""
    return _OPENING_COUNT.sub("", caption)


def captions_under_counts(blocks: Sequence[Block]) -> list[Block]:
    """Return the lines under such a count: up to the next one or a credit, or an alt text and its caption."""
    found = []
    for i in range(len(blocks) - 2):
        if is_picture_count(blocks[i].text):
            under, after = blocks[i + 1], blocks[i + 2]
            is_short = under.kind == "paragraph" and count_words(under.text) <= CAPTION_WORDS
            if is_short and (is_picture_count(after.text) or is_credit_line(after.text)):
                found.append(under)
            elif _says_again(under, after):
                found += [under, after]
    return found


def _says_again(alt: Block, caption: Block) -> bool:
    """Whether a line opens with the words of the short one above it, as a caption under its alt text does."""
    is_alt = alt.kind == caption.kind == "paragraph" and count_words(alt.text) >= _ALT_WORDS
    return (
        is_alt
        and count_words(caption.text) <= CAPTION_WORDS
        and fold(caption.text).startswith(fold(alt.text))
    )
