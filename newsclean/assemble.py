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
    """Return the block without what only passes need, so that the Article stays small and easy to pickle."""
    return Block(block.id, block.kind, block.text, block.level, block.marker, block.links, line=block.line)
