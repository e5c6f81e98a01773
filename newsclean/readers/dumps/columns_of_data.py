"""Distinguishes columns of data from columns of running text.

Boat     Time          data: a row is read across
Osk      6:41

The bridge reo-  Two boats left     text: a column is read down
pened on Friday  the harbour early
"""

from __future__ import annotations

from itertools import pairwise

from .data_rows import FIGURE, FIGURES_SHARE
from .unwrap import UNSPACED

_ROWS_FULL = 0.7  # share of lines with text in two columns or more; in data, as cells take one line
_WORDS_OF_DATA = 5  # mean words per cell, at most
_RUNNING_LINES = 5  # of a column of running text
_NARROWEST_TEXT = 36  # characters of its longest line; the cells of a table are narrower
_GOES_ON = 0.3  # share of its lines that begin in lower case
_FULL_LINES = 0.7  # share of its width that its lines fill, in scripts without capitals
_CHARACTERS_OF_WORD = 2  # in scripts without spaces


def is_data(lines: list[str], cuts: tuple[tuple[int, int], ...], wrapped: bool) -> bool:
    """Whether the columns are table entries rather than text that continues from line to line.

    Where lines are not wrapped, figures after the first column, which may number the lines, show entries.
    """
    columns = [[line[first:past].strip() for line in lines] for first, past in cuts]
    if any(map(_runs_on, columns)) and (wrapped or not any(map(_has_figures, columns[1:]))):
        return False
    cells = words = full = 0
    for row in zip(*columns, strict=True):
        filled = [cell for cell in row if cell]
        cells += len(filled)
        words += sum(map(_words, filled))
        full += len(filled) > 1
    return full >= len(lines) * _ROWS_FULL and (not wrapped or words <= cells * _WORDS_OF_DATA)


def _has_figures(column: list[str]) -> bool:
    """Whether most cells under the header are figures: "250 mm"."""
    cells = [cell for cell in column[1:] if cell]
    return sum(FIGURE.match(cell) is not None for cell in cells) > len(cells) * FIGURES_SHARE


def _runs_on(column: list[str]) -> bool:
    """Whether the lines of a column are running text, broken at its width."""
    lines = [line for line in column if line]
    if len(lines) < _RUNNING_LINES or sum(map(_words, lines)) <= len(lines) * _WORDS_OF_DATA:
        return False
    if max(map(len, lines)) < _NARROWEST_TEXT:
        return False
    below = [line for above, line in pairwise(column) if above and line]
    if not any(line[0].islower() or line[0].isupper() for line in lines):  # a script without capitals
        return sum(map(len, lines)) >= max(map(len, lines)) * len(lines) * _FULL_LINES
    return sum(line[0].islower() for line in below) >= len(below) * _GOES_ON


def _words(text: str) -> int:
    """Return roughly how many words there are, even in scripts without spaces."""
    words = text.count(" ") + 1
    return words if text.isascii() else words + len(UNSPACED.findall(text)) // _CHARACTERS_OF_WORD
