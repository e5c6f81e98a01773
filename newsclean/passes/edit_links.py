"""Removes the edit links of wikis; in a dump, the line before one is a heading.

    Before: heading "History[edit]"   paragraph "Reception"   paragraph "[ edit ]"
    After:  heading "History"         heading "Reception"

What is in brackets must be the words of such a link in one of the languages, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ..model import Block, Drop, Edit, Page, Rewrite
from ..phrases import labels, plain, worded
from ..text.words import count_words, ends_sentence

_REASON = "edit link of a wiki"
# [edit]   [ edit | edit source ]   [編集]
_EDIT_LINK = worded(
    r"(?:(?<!\s)\s++)?+[\[［]\s*+(?:<<edit links>>)(?:\s*+[|/]\s*+(?:<<edit links>>))*+\s*+[\]］]\Z", regex.I
)
_BRACKETS = ("[", "]")  # each on a line of its own, as some tools print them
_HEADING_WORDS = 14


def edit_links(page: Page) -> Iterator[Edit]:
    """Cut or drop edit links, and mark short lines before them as headings."""
    blocks = page.blocks
    for i, block in enumerate(blocks):
        if block.text[-1:] in ("]", "］") and len(block.text) > 1:
            found = _EDIT_LINK.search(block.text)
            if found and found.start():
                kind = "heading" if _may_be_heading(block) else block.kind
                yield Rewrite(block.id, block.text[: found.start()], _REASON, kind=kind)
            elif found:
                yield from _with_heading(blocks[max(0, i - 1) : i], [block])
        elif block.text == "[" and _is_spread_out(blocks[i : i + 3]):
            yield from _with_heading(blocks[max(0, i - 1) : i], blocks[i : i + 3])


def _is_spread_out(lines: tuple[Block, ...]) -> bool:
    """Whether three lines are an edit link: "[", "edit", "]"."""
    texts = [line.text for line in lines]
    return len(texts) == 3 and (texts[0], texts[2]) == _BRACKETS and plain(texts[1]) in labels("edit links")


def _with_heading(before: tuple[Block, ...], link: list[Block] | tuple[Block, ...]) -> Iterator[Edit]:
    """Drop the lines of an edit link, and mark the line before it as the heading that it edits."""
    for block in before:
        if _may_be_heading(block):
            yield Rewrite(block.id, block.text, _REASON, kind="heading")
    for block in link:
        yield Drop(block.id, _REASON)


def _may_be_heading(block: Block) -> bool:
    is_label = block.kind == "paragraph" and not ends_sentence(block.text)
    return is_label and count_words(block.text) <= _HEADING_WORDS
