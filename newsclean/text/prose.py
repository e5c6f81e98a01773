"""Thresholds for the length of prose, shared by all parts that judge text.

Words are counted by `words.count_words`: two characters of an unspaced script make a word.
The four lengths of prose replace ten that were a few words apart: no F1 of a source moved by more than .001.

>>> is_sentence("The bridge over the old harbour reopened on Monday, a year late.")
True
>>> is_sentence("The bridge over the old harbour reopened on Monday, a year late")
False
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .words import count_words, ends_sentence

if TYPE_CHECKING:
    from ..model import Block

HEADLINE = 4  # words from which a text may be a headline; names of people and sections are shorter
CLAUSE = 8  # words that can open a story after its dateline
SENTENCE = 12  # words from which a text that ends a sentence is prose; headlines are shorter
PARAGRAPH = 15  # words of a paragraph that may follow a headline or a subhead
LONG_PARAGRAPH = 25  # words from which a paragraph is body text; teasers and most deks are shorter
LINE = 60  # characters from which a text is longer than a label, whatever it says
MOST_LINKS = 0.35  # link density from which a text is a list of links

_ROW_MARKS = "|•·"
_WORDS_A_LINE = 10  # words from which a shorter non-ASCII text counts as a line
_SENTENCE_CHARACTERS = 24  # SENTENCE words have no fewer in any script: a cheap check first


def is_running_text(block: Block) -> bool:
    """Whether a block is longer than a label and not mostly links. Sentence ends do not count."""
    text = block.text
    if len(text) < LINE and (len(text) < LINE // 3 or text.isascii() or count_words(text) < _WORDS_A_LINE):
        return False
    return block.link_density < MOST_LINKS


def prose_characters(block: Block) -> int:
    """Return the number of characters of running text, 0 for any other block."""
    return len(block.text) if is_running_text(block) else 0


def is_sentence(text: str) -> bool:
    """Whether a text ends a sentence and is as long as one."""
    if len(text) < _SENTENCE_CHARACTERS or not ends_sentence(text):
        return False
    return count_words(text) >= SENTENCE


def is_row(text: str) -> bool:
    """Whether marks part a line, which may end in a short word with a full stop, but is no sentence.

    >>> is_row("Ada Writer · 3 May 2024 · 3 min."), is_row("The bridge | the ferry.")
    (True, False)
    """
    return sum(map(text.count, _ROW_MARKS)) > 1
