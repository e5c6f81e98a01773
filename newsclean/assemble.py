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
    """Return the block with its line breaks, and without what only passes need: small and easy to pickle."""
    text, spans = block.text, block.spans
    breaks = {span.start for span in spans if span.mark == "break"}
    if breaks:
        text = "".join(["\n" if at in breaks else character for at, character in enumerate(text)])
        spans = tuple([span for span in spans if span.mark != "break"])
    return Block(
        block.id, block.kind, text, block.level, block.marker, spans, block.language, line=block.line
    )
