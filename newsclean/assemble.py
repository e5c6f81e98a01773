"""Page -> Article. Decides nothing: the claims become fields, the live blocks become the body."""

from __future__ import annotations

from typing import Any

from .article import Article
from .model import Block, Page


def assemble(page: Page) -> Article:
    """The Article of a page that went through its passes. The last claim on a field wins; warnings add up."""
    values: dict[str, Any] = {}
    warnings = list(page.warnings)
    for claim in page.claims:
        if claim.field == "warnings":
            warnings.append(claim.value)
        else:
            values[claim.field] = claim.value
    return Article(**values, body=tuple(map(_bare, page.blocks)), warnings=tuple(warnings))


def _bare(block: Block) -> Block:
    """The block without what only passes need: the Article stays small and easy to pickle."""
    return Block(block.id, block.kind, block.text, block.level, block.marker, block.links, line=block.line)
