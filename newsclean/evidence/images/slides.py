"""Finds the texts of slides: figures in a row, each with a heading over its caption.

<figure><h2>1. The lamp</h2><img><figcaption>Buy oil first.</figcaption></figure> <figure><h2>2. The rope …
->  "Buy oil first.", …

Such captions are the story. A figure with a heading that stands between paragraphs ("Figure 2") is no slide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...model import Block
from ...text.prose import is_running_text
from ..container_slices import innermost

_FEWEST = 3  # slides in a row


def slide_texts(blocks: Sequence[Block]) -> set[int]:
    """Return the ids of the captions that are the texts of slides."""
    found: set[int] = set()
    if sum(block.kind == "caption" for block in blocks) >= _FEWEST:
        for row in _rows(blocks):
            if len(row) >= _FEWEST:
                found.update(block.id for slide in row for block in slide if block.kind == "caption")
    return found


def _rows(blocks: Sequence[Block]) -> Iterator[list[list[Block]]]:
    """Yield the slides between other running text, each with its blocks."""
    row: list[list[Block]] = []
    for figure, grouped in groupby(blocks, lambda block: innermost(block.container, "figure")):
        inside = list(grouped)
        if figure is not None and _is_slide(inside):
            row.append(inside)
        elif any(map(is_running_text, inside)):
            yield row
            row = []
    yield row


def _is_slide(inside: Sequence[Block]) -> bool:
    kinds = [block.kind for block in inside]
    return kinds[0] == "heading" and "caption" in kinds
