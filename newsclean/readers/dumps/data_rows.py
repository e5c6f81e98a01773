"""Writes the rows of a data table so that the same columns stand below each other.

("Boat", "", "Time"), ("Osk", "", "")    ->  "Boat\\tTime", "Osk\\t"
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...model import Span
from ..fast_blocks import make_span
from .inline_markdown import Inline


@dataclass(slots=True)
class Row:
    """A row of cells, and where it is in the dump."""

    cells: list[Inline]
    first: int
    last: int
    indent: int
    blank_before: int
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
            spans += [make_span(x.start + at, x.end + at, x.mark, x.href, x.label) for x in cell.spans]
            texts.append(cell.text)
            at += len(cell.text) + 1
        return "\t".join(texts), tuple(spans)


_EMPTY = Inline("")


def filled_columns(rows: Sequence[Row]) -> list[int]:
    """Return the columns that have text in any row."""
    return sorted({i for row in rows for i, cell in enumerate(row.cells) if cell.text})
