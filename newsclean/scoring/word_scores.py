"""Scores of words: how much the words of a dump's line speak for or against its being article text.

Class words tell the boxes of an HTML page; a dump has only what the boxes say: "subscribe", "sponsored", "log
in". The weights are fitted, and hold words that many publishers use.

>>> sorted(tokens(["read", "more", "about", "it"]))
['= read more about it', 'about', 'it', 'more', 'read']
>>> word_scores([["subscribe", "now"], ["the", "bridge", "reopened"]], {"subscribe": -300, "the": 30})
[-1.7320508075688774, 0.15]
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from .columns import Column

_LOOK_AT = 60  # words: the beginning shows what a block is
_LABEL = 6  # words of the longest line that is also taken as a whole
HUNDREDTHS = 100  # of log-odds, in which weights are stored


def tokens(words: Sequence[str]) -> set[str]:
    """Return the words of a folded text, and a short text itself after an equals sign."""
    found = set(words[:_LOOK_AT])
    if len(words) <= _LABEL:
        found.add("= " + " ".join(words))
    return found


def word_scores(texts: Iterable[Sequence[str]], weights: Mapping[str, int]) -> Column:
    """Return the score of each text's folded words: the weights of its tokens by the root of their number.

    weights: log-odds in hundredths, so that sums are exact in any order.
    """
    found = []
    for words in texts:
        held = tokens(words)
        total = sum(filter(None, map(weights.get, held)))
        found.append(total / (HUNDREDTHS * math.sqrt(len(held))))
    return found
