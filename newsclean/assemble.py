"""Turns a cleaned Page into an Article: claims become fields, the remaining blocks become the body."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from .article import Article, Image
from .fast_model import make_block
from .model import Block, Page, joined_rows
from .text.domains import hostname


def assemble(page: Page) -> Article:
    """Return the Article of a page after its passes. The last claim on a field wins; warnings add up."""
    values: dict[str, Any] = {}
    warnings = list(page.warnings)
    for claim in page.claims:
        if claim.field == "warnings":
            warnings.append(claim.value)
        else:
            values[claim.field] = claim.value
    values.setdefault("hostname", hostname(values.get("url") or ""))
    blocks = page.blocks if page.is_html else tuple(_with_whole_tables(page.blocks))
    if values.get("images"):
        ids = [block.id for block in blocks]
        values["images"] = tuple(placed(image, ids) for image in values["images"])
    return Article(**values, body=tuple(map(_bare, blocks)), warnings=tuple(warnings))


def placed(image: Image, ids: Sequence[int]) -> Image:
    """Return the image after the last of the remaining blocks that was before it on the page."""
    if image.after is None:
        return image
    before = bisect_right(ids, image.after)
    after = ids[before - 1] if before else None
    return image if after == image.after else replace(image, after=after)


def _with_whole_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks of a dump with the rows of each table as one block; passes judge each row."""
    rows: list[Block] = []
    for block in blocks:
        if rows and not _is_next_row(rows[-1], block):
            yield _table(rows)
            rows = []
        if block.kind == "table":
            rows.append(block)
        else:
            yield block
    if rows:
        yield _table(rows)


def _is_next_row(row: Block, block: Block) -> bool:
    """Whether a block is a row of the same table: it directly follows, and no header begins."""
    if block.kind != "table" or block.blank_before or "\n" in row.text + block.text:  # whole already
        return False
    return not _is_header(block) or _is_header(row)


def _is_header(row: Block) -> bool:
    return any(span.mark == "header" for span in row.spans)


def _table(rows: Sequence[Block]) -> Block:
    """Return the rows as one block, a line for each."""
    if len(rows) == 1:
        return rows[0]
    text, spans = joined_rows((row.text, row.spans) for row in rows)
    return replace(rows[0], text=text, spans=spans)


def _bare(block: Block) -> Block:
    """Return the block with its line breaks, and without what only passes need: small and easy to pickle."""
    text, spans = block.text, block.spans
    breaks = {span.start for span in spans if span.mark == "break"}
    if breaks:
        text = "".join(["\n" if at in breaks else character for at, character in enumerate(text)])
        spans = tuple([span for span in spans if span.mark != "break"])
    return make_block(
        block.id, block.kind, text, block.level, block.marker, spans, block.language, line=block.line
    )
