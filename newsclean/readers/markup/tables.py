"""Joins the rows of a data table into one block; the cells of layout tables stay blocks of their own.

<table><tr><th>Boat<th>Time<tr><td>Osk<td>6:41.2</table>    ->  table "Boat\\tTime\\nOsk\\t6:41.2"
<table><tr><td>Home<td><p>The board …<p>The boat …</table>  ->  paragraphs "Home", "The board …", "The boat …"
<table><tr><td>1 2 3<td><pre>import os …</pre></table>      ->  code "import os …": line numbers go
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ...fast_model import make_span
from ...model import Block, Span
from .nodes import Attributes

CELL_LONGEST = 400  # characters; a longer cell is layout, not data
_MOST_BLOCKS = 8  # in a cell of a table with header cells; without these one is the most
_LEAST_ROWS = 2  # of a data table
LEAST_FILLED = 2  # cells with text in a row
_WIDEST = 60  # columns that a colspan, rows that a rowspan, may take

Row = tuple[str, list[Span]]


class OpenRow:
    """A row being read: the number of its first block, and of each cell's first block."""

    __slots__ = ("cells", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.cells: list[_OpenCell] = []

    def add_cell(self, start: int, tag: str, attributes: Attributes) -> None:
        """Begin a cell at the block with this number."""
        self.cells.append(
            _OpenCell(start, tag == "th", _number(attributes, "colspan"), _number(attributes, "rowspan"))
        )

    def contents(self, blocks: Sequence[Block]) -> list[Sequence[Block]]:
        """Return the blocks of each cell."""
        bounds = [*(cell.start for cell in self.cells), len(blocks)]
        return [blocks[a:b] for a, b in pairwise(bounds)]


class _OpenCell:
    __slots__ = ("columns", "is_header", "rows", "start")

    def __init__(self, start: int, is_header: bool, columns: int, rows: int) -> None:
        self.start, self.is_header, self.columns, self.rows = start, is_header, columns, rows


class OpenTable:
    """A table being read: the data rows since the last one that was layout."""

    def __init__(self) -> None:
        self.is_layout = False  # because a table is nested in it
        self.joined: list[tuple[int, list[Row]]] = []  # number of a block, and the rows that it stands for
        self._has_headers = False
        self._rows: list[Row] = []
        self._first = self._end = -1  # numbers of the first block of these rows, and of the one after them
        self._spanning: dict[int, int] = {}  # column: rows that a cell above still reaches into

    def add_row(self, row: OpenRow, blocks: Sequence[Block]) -> int | None:
        """Take a row; return the number of the block that joins it with those above, if it is data.

        A data row has at least two cells with text, or is a title between such rows.
        """
        self._has_headers = self._has_headers or any(cell.is_header for cell in row.cells)
        contents = row.contents(blocks)
        filled = sum(map(bool, contents))
        if not filled:
            return None
        follows = row.start == self._end
        is_row = filled >= LEAST_FILLED or (follows and len(row.cells) == 1)
        if self.is_layout or not is_row or not all(map(self._is_data, contents)):
            self._end = -1
            return None
        if not follows:
            self._rows, self._first, self._spanning = [], row.start, {}
        self._rows.append(self._joined_cells(row, contents))
        if len(self._rows) < _LEAST_ROWS:
            self._end = len(blocks)
            return None
        if len(self._rows) == _LEAST_ROWS:
            self.joined.append((self._first, self._rows))
        self._end = self._first + 1
        return self._first

    def _is_data(self, cell: Sequence[Block]) -> bool:
        if len(cell) > (_MOST_BLOCKS if self._has_headers else 1):
            return False
        size = sum(len(block.text) for block in cell)
        return size <= CELL_LONGEST and all(block.kind in ("paragraph", "list_item") for block in cell)

    def _joined_cells(self, row: OpenRow, contents: Sequence[Sequence[Block]]) -> Row:
        """Return the cells separated by tabs, with empty cells where others reach over columns or rows."""
        texts: list[str] = []
        spans: list[Span] = []
        size = 0
        for cell, blocks in zip(row.cells, contents, strict=True):
            while self._is_taken(len(texts)):
                texts.append("")
                size += 1
            start = size
            inside: list[Span] = []
            for i, block in enumerate(blocks):
                at = size + (i > 0)
                inside += [span.moved(at) for span in block.spans if span.mark != "break"]
                size = at + len(block.text)
            if cell.is_header:
                spans.append(make_span(start, size, "header"))
            spans += inside
            if cell.rows > 1:
                self._spanning.update(
                    dict.fromkeys(range(len(texts), len(texts) + cell.columns), cell.rows - 1)
                )
            texts += [" ".join(block.text for block in blocks), *[""] * (cell.columns - 1)]
            size += cell.columns
        return "\t".join(texts), spans

    def _is_taken(self, column: int) -> bool:
        """Whether a cell of a row above reaches into this column; counts the row."""
        left = self._spanning.get(column, 0)
        if left:
            self._spanning[column] = left - 1
        return left > 0


def without_line_numbers(contents: Sequence[Sequence[Block]]) -> Block | None:
    """Return the code beside a column of line numbers; None for other rows."""
    if len(contents) != len(("numbers", "code")) or not contents[1]:
        return None
    numbers = " ".join(block.text for block in contents[0]).split()
    if len(numbers) < _LEAST_ROWS or not all(x.isdigit() for x in numbers):
        return None
    if any(int(b) != int(a) + 1 for a, b in pairwise(numbers)):
        return None
    lines = contents[1]
    if len(lines) == 1:
        return lines[0] if lines[0].kind == "code" else None
    if not len(numbers) // 2 < len(lines) <= len(numbers):
        return None
    return replace(lines[0], kind="code", text="\n".join(block.text for block in lines), spans=())


def _number(attributes: Attributes, name: str) -> int:
    """Return a colspan or rowspan."""
    value = attributes.get(name) or ""
    return min(max(int(value), 1), _WIDEST) if value.isascii() and value.isdigit() and len(value) < 5 else 1
