"""Writes the rows of a data table with their columns aligned.

("Boat", "", "Time"), ("Osk", "", "")    ->  "Boat\\tTime", "Osk\\t"
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...fast_model import make_span
from ...model import Span
from ...text.patterns import plain_pattern
from .inline_markdown import Inline

_LEAST_ROWS = 3  # of a table that is surely data, its header included
_NAME_WORDS = 3  # at most, in a cell between blank lines
_MOST_WORDS = 2.5  # of its cells, on average: headlines beside their times have more
FIGURES_SHARE = 0.6
"""Share of the cells of a column that are figures, in a table of data."""
# 6:41.2    12,000 km    -3 %    € 4.50
FIGURE = plain_pattern(r"[^\w\s]{0,2}\s?\d[\d.,:/\s'’–-]{0,20}[^\W\d_]{0,4}[^\w\s]{0,2}\Z")


class Place(NamedTuple):
    """Where a block is in the dump: its first and last line, its indentation, the blank lines before it."""

    first: int
    last: int
    indent: int
    blank_before: int


@dataclass(slots=True)
class Row:
    """A row of cells, and where it is in the dump."""

    cells: list[Inline]
    place: Place
    is_header: bool = False

    @property
    def filled(self) -> list[Inline]:
        """The cells with text."""
        return [cell for cell in self.cells if cell.text]

    def written(self, columns: Sequence[int]) -> tuple[str, tuple[Span, ...]]:
        """Return the cells of these columns, separated by tabs, and their spans."""
        texts: list[str] = []
        spans: list[Span] = []
        at = 0
        for i in columns:
            cell = self.cells[i] if i < len(self.cells) else _EMPTY
            if self.is_header:
                spans.append(make_span(at, at + len(cell.text), "header"))
            spans += [span.moved(at) for span in cell.spans]
            texts.append(cell.text)
            at += len(cell.text) + 1
        return "\t".join(texts), tuple(spans)


_EMPTY = Inline("")


def cells_apart(texts: Sequence[str], at: int) -> list[tuple[int, str, str]]:
    """Return the rows (line, name, figure) of a table that begins here with each cell between blank lines.

    lynx prints cells so if they hold paragraphs.
    """
    rows: list[tuple[int, str, str]] = []
    last = len(texts) - 2
    while at < last and not texts[at + 1]:
        name, figure = texts[at], texts[at + 2]
        if not name or name[-1] in ".:" or name.count(" ") >= _NAME_WORDS or any(map(str.isdigit, name)):
            break
        if not FIGURE.match(figure) or (at + 3 <= last and texts[at + 3]):
            break
        rows.append((at, name, figure))
        at += 4
    return rows if len(rows) >= _LEAST_ROWS else []


def filled_columns(rows: Sequence[Row]) -> list[int]:
    """Return the columns that have text in any row."""
    return sorted({i for row in rows for i, cell in enumerate(row.cells) if cell.text})


def are_figures(rows: Sequence[Row], columns: Sequence[int]) -> bool:
    """Whether the rows are certainly data: cells are short, and a column after the first has figures."""
    if len(rows) < _LEAST_ROWS or any(len(row.filled) < 2 for row in rows):
        return False
    filled = [cell.text for row in rows for cell in row.filled]
    if sum(text.count(" ") + 1 for text in filled) > len(filled) * _MOST_WORDS:
        return False
    for column in columns[1:]:
        texts = [row.cells[column].text for row in rows[1:] if column < len(row.cells)]
        filled = [text for text in texts if text]
        figures = sum(1 for text in filled if FIGURE.match(text))
        if len(filled) > 1 and figures >= len(rows[1:]) * FIGURES_SHARE:
            return True
    return False
