"""Turns a cleaned Page into an Article: claims become fields, the remaining blocks become the body."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from .article import Article, Image
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
    if values.get("images"):
        ids = [block.id for block in page.blocks]
        values["images"] = tuple(_placed(image, ids) for image in values["images"])
    return Article(**values, body=tuple(map(_bare, page.blocks)), warnings=tuple(warnings))


def _placed(image: Image, ids: Sequence[int]) -> Image:
    """Return the image after the last of the remaining blocks that was before it on the page."""
    if image.after is None:
        return image
    before = bisect_right(ids, image.after)
    return replace(image, after=ids[before - 1] if before else None)


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
