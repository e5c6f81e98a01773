"""Finds where the article begins and ends in a dump that has lost its line ends.

There the scorer sees nothing but sentences, and headlines are glued to them: summaries of other stories look
like sentences of the article. But they come before or after it, and their scores are lower. So the article is
the stretch of texts with the highest sum of scores. A text that is longer than a sentence is a row of
headlines, and counts against its stretch.

    Home News Sport …  The boat left at noon. Nobody waved.  Up next: Best burgers Ten walks at the port …
                       |---------- the stretch -----------|
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from ..model import Block
from ..text.patterns import pattern

_OF_ONE_LINE = 5  # blocks for each line of the dump, on average, if its line ends are lost
_LEAST = -0.1  # log-odds above the threshold of a sentence that speaks for its stretch
_LOWEST, _HIGHEST = -2.0, 3.0  # scores beyond these count as these
_MOST_WORDS = 60  # a longer text counts as one of so many words
_LONGEST_SENTENCE = 400  # characters; a longer text is headlines, or a list
_TOO_LONG = 3.0  # log-odds that it counts less
_WITHOUT_STOPS = pattern(r"[\p{Thai}\p{Lao}]{8}")  # scripts that have no marks between sentences


def is_of_one_line(blocks: Sequence[Block]) -> bool:
    """Whether a dump's blocks are sentences of few lines. In Thai a long text may be most of the story."""
    lines = {block.line for block in blocks}
    if 0 in lines or len(blocks) < _OF_ONE_LINE * len(lines):
        return False
    longest = max((block.text for block in blocks), key=len)
    return len(longest) <= _LONGEST_SENTENCE or _WITHOUT_STOPS.search(longest) is None


def main_stretch(blocks: Sequence[Block], over: Sequence[float], words: Sequence[float]) -> range:
    """Return the indexes of the blocks between which the sum of scores, weighted by length, is highest.

    over: each block's log-odds above the threshold. words: how many each has.
    """
    stretch, most = range(0), 0.0
    start, total = 0, 0.0
    for i, block in enumerate(blocks):
        sure = over[i] - _TOO_LONG * (len(block.text) > _LONGEST_SENTENCE)
        value = sqrt(min(words[i], _MOST_WORDS)) * (min(max(sure, _LOWEST), _HIGHEST) - _LEAST)
        if total <= 0:
            start, total = i, 0.0
        total += value
        if total > most:
            stretch, most = range(start, i + 1), total
    return stretch
