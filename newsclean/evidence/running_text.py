"""Running text, as passes tell it before anything is scored: by length and links, in dumps by sentences.

>>> is_running_text(Block(0, "paragraph", "The bridge over the old harbour reopened on Monday, a year late."))
True
>>> is_running_text(Block(0, "paragraph", "Bridge reopens"))
False
>>> is_prose_line("The bridge over the old harbour reopened on Monday, a year late.")
True
>>> is_prose_line("The bridge over the old harbour reopened on Monday, a year late")
False
"""

from __future__ import annotations

from ..model import Block
from ..text.words import count_words, ends_sentence

CHARACTERS = 60
MOST_LINKS = 0.35  # link density under which a text is more than a list of links

_WORDS = 12  # from which a line that ends a sentence is prose
_SENTENCE_CHARACTERS = 24  # no prose has fewer in any script


def is_running_text(block: Block) -> bool:
    """Whether a block is long and not mostly links."""
    return len(block.text) >= CHARACTERS and (not block.links or block.link_density < MOST_LINKS)


def is_prose_line(text: str) -> bool:
    """Whether a dump's line ends a sentence and has a sentence's length."""
    if len(text) < _SENTENCE_CHARACTERS or text[-1].isalnum() or not ends_sentence(text):
        return False
    return count_words(text) >= _WORDS
