"""Keeps lines of the article that hold no sentence: a dateline over the text, and the author's name under it.

The name closes a letter or an opinion; in a dump it may be a box's.

Before:  "VENICE, May 3" (-2.1)   "Open the park in the mornings." (kept)   "Edith Farrow" (-1.4)
After:   all three
"""

from __future__ import annotations

from functools import partial

from ..evidence.bylines.under_text import UNDER_TEXT
from ..evidence.datelines import split_dateline
from ..evidence.datelines.recurring_places import recurs_as_place
from ..model import Page

_LONGEST = 80  # characters of a dateline on its own line
_ABOVE = 2  # blocks from the dateline to the first kept text


def keep_dateline(page: Page, keep: list[bool]) -> None:
    """Keep a dateline on its own line right before the first kept text."""
    first = next((i for i, kept in enumerate(keep) if kept), 0)
    recurs = partial(recurs_as_place, page)
    for i in range(first - 1, max(-1, first - 1 - _ABOVE), -1):
        text = page.blocks[i].text
        if len(text) <= _LONGEST and split_dateline(text, own_line=True, recurs=recurs):
            keep[i] = True


def keep_signature(page: Page, keep: list[bool]) -> None:
    """Keep the line that is claimed as the name under the text, if the paragraph right above it stays."""
    claim = page.claim("authors") if page.is_html else None
    if claim is None or claim.block is None or claim.evidence != UNDER_TEXT:
        return
    for i in range(1, len(keep)):
        if page.blocks[i].id == claim.block:
            keep[i] = keep[i] or (keep[i - 1] and page.blocks[i - 1].id == claim.block - 1)
