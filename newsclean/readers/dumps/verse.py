"""Recognises lines of a dump that the page itself broke: verses, addresses, not wrapped text.

The boat goes out,           ->  one paragraph with line breaks
the boat comes in,
the sea is grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...text.patterns import plain_pattern

_FEWEST, _MOST = 3, 60  # lines
_NARROW = 0.65  # share of the wrap width that no line exceeds: a tool would have filled it
_WIDTH = 72  # columns taken for the wrap width of a dump that is not wrapped
_ENDED = 0.75  # share of lines that end in punctuation, as wrapped lines do only by chance
_GOES_ON = 0.5  # share of line ends after which the sentence goes on; paragraphs end in a full stop
_WORDS = 2  # on average; menus have fewer

_PUNCTUATION = plain_pattern(r"[,;:.!?…—–،؛。，；：、！？][”\"’»)]?\Z")
_CLAUSE_END = plain_pattern(r"[,;:—–،؛，；：、]\Z")


def end_of_verse(
    texts: Sequence[str], indents: Sequence[int], widths: Sequence[int], at: int, wrap: int | None
) -> int:
    """Return the index after the broken lines that begin at `at`, after a blank line; `at` if none do."""
    widest = (wrap or _WIDTH) * _NARROW
    end = at
    while end < len(texts) and texts[end]:
        if end - at >= _MOST or widths[end] > widest or indents[end] != indents[at]:
            return at
        end += 1
    lines = texts[at:end]
    if len(lines) < _FEWEST or sum(line.count(" ") + 1 for line in lines) < _WORDS * len(lines):
        return at
    ended = sum(1 for line in lines if _PUNCTUATION.search(line))
    going_on = sum(1 for line, after in pairwise(lines) if _CLAUSE_END.search(line) or after[0].islower())
    if ended < len(lines) * _ENDED or going_on < (len(lines) - 1) * _GOES_ON:
        return at
    return end
