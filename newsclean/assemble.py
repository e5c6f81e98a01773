"""Turns a cleaned Page into an Article: claims become fields, the remaining blocks become the body."""

from __future__ import annotations

from typing import Any

from .article import Article
from .model import Block, Page


def assemble(page: Page) -> Article:
    """Return the Article of a page after its passes. The last claim on a field wins; warnings add up."""
    values: dict[str, Any] = {}
    warnings = list(page.warnings)
    for claim in page.claims:
        if claim.field == "warnings":
            warnings.append(claim.value)
        else:
            values[claim.field] = claim.value
    return Article(**values, body=tuple(map(_bare, page.blocks)), warnings=tuple(warnings))


def _bare(block: Block) -> Block:
    """Return the block without what only passes need, so that the Article stays small and easy to pickle."""
    return Block(block.id, block.kind, block.text, block.level, block.marker, block.links, line=block.line)
