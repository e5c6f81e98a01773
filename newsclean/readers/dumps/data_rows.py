"""Joins consecutive rows of data into the text of one table.

("Boat", "Time"), ("Osk", "6:41.2")    ->  "Boat\\tTime\\nOsk\\t6:41.2"
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


def joined(rows: Sequence[Row]) -> tuple[str, tuple[Span, ...]]:
    """Return the rows as one text, a line for each, without columns that are empty in all of them."""
    width = max(len(row.cells) for row in rows)
    filled = {i for row in rows for i, cell in enumerate(row.cells) if cell.text}
    columns = [i for i in range(width) if i in filled]
    lines: list[str] = []
    spans: list[Span] = []
    at = 0
    for row in rows:
        texts = []
        for i in columns:
            cell = row.cells[i] if i < len(row.cells) else None
            text = cell.text if cell else ""
            if row.is_header:
                spans.append(make_span(at, at + len(text), "header"))
            if cell and cell.spans:
                spans += [make_span(x.start + at, x.end + at, x.mark, x.href, x.label) for x in cell.spans]
            texts.append(text)
            at += len(text) + 1
        lines.append("\t".join(texts))
    return "\n".join(lines), tuple(spans)
