"""Placeholder: a plain-text dump to a Page, a block a line."""

from __future__ import annotations

from ..model import Block, Page


def read_text(text: str, url: str | None = None) -> Page:
    """The page of a dump."""
    lines = [(i, " ".join(line.split())) for i, line in enumerate(text.split("\n"), 1)]
    kept = [(i, line) for i, line in lines if line]
    return Page("text", tuple(Block(n, "paragraph", line, line=i) for n, (i, line) in enumerate(kept)), url)
