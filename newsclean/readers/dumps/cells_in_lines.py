"""Recognises a table whose cells a tool printed one a line, as `get_text("\\n")` does.

Osk wins the race for the third time.      a sentence

Boat                                       the table: figures come back every so many lines,
Time                                       from the sentence above it to the one below

Osk
6:41.2

Skarvoy
6:44.9

The race goes back to a bet.               a sentence
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import product
from typing import NamedTuple

from ...phrases import labels, plain
from ...text.patterns import plain_pattern
from ...text.words import ends_sentence
from .data_rows import FIGURE

_SENTENCE = 50  # characters of the line above, and of the one below
_CELL = 40  # characters of the longest cell
_SPACES = 5  # in it
_FEWEST, _MOST = 6, 400  # cells
_NARROWEST, _WIDEST = 2, 12  # columns
_ROWS = 3  # at least, under the header
_TITLE_LINES = 1  # above the header that belong to no column
_FIGURES, _WORDS, _NOTHING = "f", "w", "-"  # kinds of cells
_HOUR = plain_pattern(r"\d{1,2}:\d\d\s?(?:[ap]\.?m\.?)?\Z")  # 21:34 or 8:00pm, of a headline or a film
# 3.5.2024    20.00    14°
_OF_BOX = plain_pattern(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?\Z|\d{1,2}[.:h]\d\d\Z|[−+-]?\d{1,2}\s?°[CF]?\Z")
_MARKS = frozenset("•*+[")  # before items, and around the names of pictures
_DASHES = frozenset(("-", "–", "—", "−"))  # in a cell without a figure


class Grid(NamedTuple):
    """The lines of a table, row by row; the first cell of the header may be missing, as it is empty."""

    title: int
    """The line of the title above the table; -1 if there is none."""
    cells: list[int]
    width: int
    missing: int
    header: bool

    def rows(self) -> Iterator[list[int]]:
        """Yield the lines of each row."""
        first = self.width - self.missing
        yield self.cells[:first]
        for at in range(first, len(self.cells), self.width):
            yield self.cells[at : at + self.width]


def possible_starts(texts: Sequence[str]) -> Set[int]:
    """Return the lines where a table may begin: as short as a cell, below one as long as a sentence."""
    found = set()
    is_long = False
    for at, text in enumerate(texts):
        if text:
            if is_long and len(text) <= _CELL:
                found.add(at)
            is_long = len(text) >= _SENTENCE
    return found


def grid_at(texts: Sequence[str], at: int, end: int) -> Grid | None:
    """Return the table of figures that begins at one of `possible_starts`, if all up to a sentence is one."""
    above = next(texts[i] for i in range(at - 1, -1, -1) if texts[i])
    if not _may_be_cell(texts[at]) or not ends_sentence(above):
        return None
    cells: list[int] = []
    while at < end and (not texts[at] or _may_be_cell(texts[at])):
        if texts[at]:
            cells.append(at)
        at += 1
    if at == end or len(texts[at]) < _SENTENCE or not _FEWEST <= len(cells) <= _MOST:
        return None
    kinds = "".join(_kind_of(texts[i]) for i in cells)
    return _grid(texts, cells, kinds) if kinds.count(_FIGURES) >= _ROWS else None


def _may_be_cell(text: str) -> bool:
    """Whether a line is as short as a cell, and no item, picture or sentence."""
    is_short = len(text) <= _CELL and text.count(" ") <= _SPACES and text[0] not in _MARKS
    return is_short and (text[0].isdigit() or not ends_sentence(text))


def _kind_of(text: str) -> str:
    if text in _DASHES:
        return _NOTHING
    return _FIGURES if FIGURE.match(text) and not _HOUR.match(text) else _WORDS


def _grid(texts: Sequence[str], cells: list[int], kinds: str) -> Grid | None:
    """Return the narrowest table of which all these lines are cells, but for a title."""
    for title, width, missing in product(range(_TITLE_LINES + 1), range(_NARROWEST, _WIDEST + 1), range(2)):
        shown = _WORDS * missing + kinds[title:]
        rows = [shown[at : at + width] for at in range(0, len(shown), width)]
        has_header = _FIGURES not in rows[0]
        if len(rows) - has_header < _ROWS or len(rows[-1]) < width or missing > has_header:
            continue
        if _are_data(rows[has_header:], may_begin_with_figures=has_header and not title):
            grid = Grid(cells[0] if title else -1, cells[title:], width, missing, has_header)
            is_box = width == _NARROWEST and _is_box([texts[i] for i in cells])
            return None if is_box or _ends_in_ranks(texts, grid) else grid
    return None


def _are_data(rows: list[str], may_begin_with_figures: bool) -> bool:
    """Whether figures are in the same columns in all rows; of two columns, in the second.

    "1" before a headline is no data.
    """
    columns = ["".join(column) for column in zip(*rows, strict=True)]
    of_figures = [_FIGURES in column for column in columns]
    if of_figures[0] and (len(columns) == _NARROWEST or not may_begin_with_figures):
        return False
    return any(of_figures) and not any(_FIGURES in column and _WORDS in column for column in columns)


def _is_box(cells: Sequence[str]) -> bool:
    """Whether two columns are a box: share buttons, the most read, dated headlines, hours, the weather."""
    if any(plain(text) in _labels() for text in cells):
        return True
    figures = [text for text in cells if FIGURE.match(text)]
    return all(map(_OF_BOX.match, figures))


@cache
def _labels() -> frozenset[str]:
    return labels("boxes") | labels("sharing") | labels("comments")


def _ends_in_ranks(texts: Sequence[str], grid: Grid) -> bool:
    """Whether the last cells count the rows: they are of the row below, in a list of the most read."""
    last = [texts[row[-1]].rstrip(".:)") for row in grid.rows()][1:-1]  # not the header, nor the end
    first = int(last[0]) if last and last[0].isdecimal() else 0
    return first > 0 and last == [str(first + i) for i in range(len(last))]
