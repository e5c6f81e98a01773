"""Merges the cells of each data row into one block; the cells of layout tables stay separate blocks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...model import Block, Link
from ..fast_blocks import make_link

_CELL_LONGEST = 400  # characters; a longer cell is layout, not data


class OpenRow:
    """A row being read: the number of its first block, and of each cell's first block."""

    __slots__ = ("cells", "data", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.cells: list[int] = []
        self.data = True  # until a nested table shows that it is layout


def merged_row(row: OpenRow, blocks: Sequence[Block]) -> tuple[str, list[Link], int] | None:
    """Return text (cells separated by tabs), links and bold characters of a data row; None for a layout row.

    A data row has at least two cells with text, and at most one block, a paragraph, in each cell.
    """
    if not row.data or len(row.cells) < 2:
        return None
    cells = [blocks[a:b] for a, b in pairwise((*row.cells, len(blocks)))]
    if any(len(cell) > 1 or (cell and not _is_data(cell[0])) for cell in cells):
        return None
    if sum(map(bool, cells)) < 2:
        return None
    parts: list[str] = []
    links: list[Link] = []
    size = bold = 0
    for cell in cells:
        if cell:
            block = cell[0]
            links += [make_link(x.start + size, x.end + size, x.href) for x in block.links]
            bold += block.bold
            parts.append(block.text)
            size += len(block.text)
        else:
            parts.append("")
        size += 1
    return "\t".join(parts).rstrip("\t"), links, bold


def _is_data(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.text) <= _CELL_LONGEST
