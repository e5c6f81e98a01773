"""Keeps what a story sets apart inside its text: quotes, embedded posts, code and tables.

Their elements look like widgets to the scorer.

Before:  "The mayor agreed." (kept)   quote "We waited too long." (-1.4)   "Work begins in May." (kept)
After:   all three
"""

from __future__ import annotations

from collections.abc import Sequence

from ..evidence.attributions import attributions
from ..evidence.class_words import is_called
from ..model import Block, Page, chain
from ..text.prose import CLAUSE
from ..text.words import count_words
from .kept import last_kept
from .statements import is_prose

_KINDS = frozenset(("quote", "code", "table"))
_SLACK = 2.0  # log-odds that such a block inside the text may lie below the threshold
_QUOTE_LEVELS = 3  # elements from a quotation to the one that is called so
_QUOTE_LINKS = 0.7  # the line under a post links its date; "View this post" is nothing but a link


def keep_set_apart(page: Page, over: Sequence[float], keep: list[bool]) -> None:
    """Set `keep`, whether each block of a page of HTML stays, for what is set apart between those that do.

    over: each block's log-odds above the threshold.
    """
    if not page.is_html or not any(keep):
        return
    last = last_kept(keep)
    named = attributions(page.blocks)
    for i in range(keep.index(True) + 1, last):
        block = page.blocks[i]
        if keep[i] or block.link_density >= _QUOTE_LINKS or over[i] <= -_SLACK:
            continue
        keep[i] = block.kind in _KINDS or (keep[i - 1] and _is_named_quote(page.blocks[i - 1], block))
    for i in range(1, len(keep)):
        if keep[i - 1] and page.blocks[i].id in named:
            keep[i] = True


def _is_named_quote(above: Block, block: Block) -> bool:
    """Whether a line below a paragraph is in an element that is called a quote: `<h3 class="quote">`."""
    if count_words(block.text) < CLAUSE or not is_prose(above):
        return False
    return any(is_called(c, "quotation") for c in chain(block.container, _QUOTE_LEVELS))
