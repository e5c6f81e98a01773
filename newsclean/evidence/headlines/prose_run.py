"""Finds the main run of prose among the blocks of a dump: the text that the headline stands over.

Each paragraph counts for the run, each line between against it, so a short list or a picture's caption
inside the text does not end it, but a menu does.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Block
from ...text.prose import MOST_LINKS, PARAGRAPH
from ...text.words import count_words, ends_sentence

_SHORTEST = 28  # characters; 15 words of Chinese rarely have fewer
_MOST_COUNTED = 120  # words counted per paragraph, so that a long legal notice does not outweigh an article
_GAP = 9  # words of prose that each other line cancels
_ENOUGH_ABOVE = 0.35  # of the main run's prose; teasers above a story have less
_PARAGRAPHS = 2  # at least, of a story above the main run
_STATEMENT_WORDS = 4  # of a sentence that counts on pages without prose: a brief has no longer ones
_GAP_OF_BRIEFS = 4  # words of such sentences that each other line cancels


def main_run(blocks: Sequence[Block], prose: Sequence[int]) -> tuple[int, int]:
    """Return the first and last index of the run of blocks with most prose; past the end if there is none.

    On a page without prose, short sentences count. prose: the blocks' `prose_words`.
    """
    first, last = _run(prose, _GAP)
    if first == len(blocks):
        first, last = _run([_statement_words(block) for block in blocks], _GAP_OF_BRIEFS)
    return first, last


def run_above(prose: Sequence[int], main: tuple[int, int], end: int) -> tuple[int, int] | None:
    """Return the run with most prose above a block, if it has enough of it beside the main run, or None.

    A single paragraph is the summary of another story.
    """
    first, last = _run(prose[:end], _GAP)
    if first >= end or sum(map(bool, prose[first : last + 1])) < _PARAGRAPHS:
        return None
    own, most = (sum(words or -_GAP for words in prose[a : b + 1]) for a, b in ((first, last), main))
    return (first, last) if own >= _ENOUGH_ABOVE * most else None


def _statement_words(block: Block) -> int:
    """Return the number of words of a block that ends like a sentence, 0 for any other."""
    if block.link_density >= MOST_LINKS or not ends_sentence(block.text):
        return 0
    words = count_words(block.text)
    return words if words >= _STATEMENT_WORDS else 0


def _run(counts: Sequence[int], gap: int) -> tuple[int, int]:
    """Return the first and last index of the run with the highest sum, if each 0 counts as minus `gap`."""
    best = total = start = 0
    first = last = len(counts)
    for i, words in enumerate(counts):
        if total <= 0:
            total, start = 0, i
        total += words or -gap
        if total > best:
            best, first, last = total, start, i
    return first, last


def prose_words(block: Block) -> int:
    """Return the number of words of a block that is prose, 0 for any other."""
    text = block.text
    if len(text) < _SHORTEST or not ends_sentence(text):
        return 0
    words = count_words(text)
    return min(words, _MOST_COUNTED) if words >= PARAGRAPH and block.link_density < MOST_LINKS else 0
