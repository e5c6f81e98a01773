"""Reads tables that a tool laid out: in columns, between drawn lines, or cell by cell.

Boat     Time       │Boat│Time  │       Boat
Osk      6:41       │Osk │6:41  │
                                        Osk …
cells_in_lines    the last, where each cell is a line
"""

from __future__ import annotations

from . import tool_marks
from .boxes import Box
from .cells_in_lines import Grid
from .data_rows import cells_apart
from .open_block import OpenBlock
from .side_by_side import Region
from .traits import DumpTraits

_CELL_APART = 40  # characters of a cell between blank lines


def read_columns(open_block: OpenBlock, region: Region) -> None:
    """Read the lines of a region of data as the rows of a table."""
    for at in range(region.start, region.end):
        _read_row(open_block, region, at)
    open_block.end_table()


def _read_row(open_block: OpenBlock, region: Region, at: int) -> None:
    traits = open_block.traits
    cells = region.cells(traits.lines[at])
    if not any(cells):
        open_block.blanks += 1
        return
    if open_block.blanks and open_block.has_adjoining_rows:
        open_block.end_table()  # another table
    open_block.open("table", "", at, traits.indents[at])
    if traits.links:
        for i, cell in enumerate(cells):
            cells[i], open_block.next_link = tool_marks.without_numbers(cell, open_block.next_link)
    open_block.cells(cells, is_header=region.header and at == region.start)


def read_box(open_block: OpenBlock, box: Box) -> None:
    """Read a drawn table."""
    traits = open_block.traits
    has_header = box.has_header(traits.texts)
    for n, (at, row) in enumerate(box.rows(traits.lines)):
        open_block.open("table", "", at, traits.indents[at])
        cells = [" ".join(tool_marks.without_box(cell).split()) for cell in row]
        open_block.cells(cells, is_header=has_header and n == 0)
    open_block.end_table()


def read_bars(open_block: OpenBlock, text: str, at: int) -> int:
    """Read a row between bars, outside Markdown; return the number of lines, 0 if it is no row."""
    traits = open_block.traits
    if text[-1] != "|" or traits.markdown:
        return 0
    open_block.open("table", "", at, traits.indents[at])
    open_block.cells([" ".join(cell.strip(" _").split()) for cell in text.split("|")])
    return 1


def rows_apart(traits: DumpTraits, text: str, at: int) -> list[tuple[int, str, str]]:
    """Return the rows of a table that begins with this line and has each cell between blank lines."""
    if len(text) > _CELL_APART or not 0 < at < traits.end - 2 or traits.texts[at - 1] or traits.texts[at + 1]:
        return []
    return cells_apart(traits.texts, at)


def read_rows_apart(open_block: OpenBlock, rows: list[tuple[int, str, str]]) -> int:
    """Read a table with each cell between blank lines; return the number of lines."""
    for at, name, figure in rows:
        open_block.open("table", "", at, open_block.traits.indents[at])
        open_block.last = at + 2
        open_block.cells([name, figure])
    open_block.end_table()
    return open_block.last + 1 - rows[0][0]


def read_grid(open_block: OpenBlock, grid: Grid) -> int:
    """Read a table with each cell on a line of its own; return the last line."""
    traits = open_block.traits
    if grid.title >= 0:
        open_block.open("paragraph", traits.texts[grid.title], grid.title, traits.indents[grid.title])
        open_block.close()
    for n, row in enumerate(grid.rows()):
        first, last = row[0], row[-1]
        open_block.open("table", "", first, traits.indents[first])
        open_block.last = last
        cells = [traits.texts[at] for at in row]
        open_block.cells([""] * (grid.width - len(cells)) + cells, is_header=grid.header and n == 0)
    open_block.end_table(is_data=True)
    return open_block.last
