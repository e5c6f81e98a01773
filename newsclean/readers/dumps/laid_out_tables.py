"""Reads tables that a tool laid out: in columns, or between drawn lines.

Boat     Time       │Boat│Time  │
Osk      6:41       │Osk │6:41  │
"""

from __future__ import annotations

from . import tool_marks
from .boxes import Box
from .open_block import OpenBlock
from .side_by_side import Region


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
