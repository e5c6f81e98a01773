"""Knows the call to comment that a story may end with, and the questions right before it.

The line opens in May. Will you ride it? Tell us in the comments below.  ->  The line opens in May.
"""

from __future__ import annotations

import regex

from ...phrases import may_open_with, starts, worded
from ...text.words import OPENING_QUOTES, QUESTION_MARKS
from .notices import start_of_last_sentence

_FEWEST, _MOST = 8, 250  # characters of a call; Chinese needs few
_OPENING = 40  # characters of the longest opening, and more
_QUOTES = frozenset(OPENING_QUOTES) - {"'"}
_IN_THE_COMMENTS = worded("<<in the comments>>", regex.I)


def without_call(text: str) -> str:
    """Return a text without the call to comment that ends it; `""` if it is no more than that."""
    if len(text) < _FEWEST:
        return text
    start = start_of_last_sentence(text, len(text))
    if not _is_call(text[start:]):
        return text
    while start and text[:start].rstrip().endswith(QUESTION_MARKS):
        start = start_of_last_sentence(text, start - 1)
    return text[:start].rstrip()


def _is_call(sentence: str) -> bool:
    """Whether a sentence asks readers to comment; one in quotes asks somebody else."""
    if len(sentence) > _MOST or not may_open_with("calls to comment", sentence):
        return False
    opening = sentence[:_OPENING].casefold()
    if not opening.startswith(starts("calls to comment")) or not _QUOTES.isdisjoint(sentence):
        return False
    return _IN_THE_COMMENTS.search(sentence) is not None
