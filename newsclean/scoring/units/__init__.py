"""Keeps what belongs together whole: the items of a list, the entries of a guide or an FAQ.

The scorer judges blocks; these rules let a unit stay if most of it does.

    Before:  three items of a list, without the second; four answers without their questions
    After:   four items; four questions with their answers
"""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Page
from .dump_lists import keep_announced, keep_numbered, keep_of_one_form, keep_tables
from .entries import keep_titled_entries
from .headings import keep_headings, keep_last_sections
from .source_lists import keep_sources
from .whole_lists import LIST_SLACK, keep_items, keep_lists

__all__ = ["keep_units"]


def keep_units(page: Page, over: Sequence[float], words: Sequence[float], keep: list[bool]) -> None:
    """Set `keep`, whether each block stays, for the rest of each unit that stays.

    over: each block's log-odds above the threshold. words: how many each has.
    """
    if page.is_html:
        keep_sources(page, keep)
    if not any(x >= -LIST_SLACK and not stays for x, stays in zip(over, keep, strict=True)):
        return  # all that goes is too far below the threshold for every rule here
    blocks = page.blocks
    has_items = any(block.kind == "list_item" for block in blocks)
    keep_items(blocks, over, keep)
    if page.is_html:
        if has_items:
            keep_lists(blocks, over, keep)
        keep_titled_entries(blocks, over, words, keep)
        keep_headings(blocks, over, keep)
        keep_last_sections(blocks, over, keep)
    else:
        if has_items:
            keep_announced(blocks, over, keep)
        keep_numbered(blocks, over, keep)
        keep_tables(blocks, over, keep)
        keep_of_one_form(blocks, over, keep)
