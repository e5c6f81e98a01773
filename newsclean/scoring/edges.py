"""Keeps the end of a dump's story where the scorer nearly keeps it.

The scorer is careful at edges, because menus and notices begin there. In a dump, where nothing but the text
tells them from the story, it drops every fifth last paragraph, half of them by less than .7 log-odds. Of the
statements that these rules keep, four in ten are the story's: a lost end is missed more than a foreign line.

    Before:  … "A loaf needs fifty minutes." (kept)  "Notes" (-1.2)  "You can freeze the slices …" (-0.4)
    After:   all three
"""

from __future__ import annotations

from collections.abc import Sequence

from ..evidence.furniture.notices import may_be_call
from ..model import Block
from ..text.patterns import pattern
from ..text.prose import CLAUSE
from ..text.words import QUESTION_MARKS, count_words, ends_sentence

_MOST = 3  # statements
_WITHIN = 2  # blocks below the last kept one: a subhead and a statement
_SLACK = 1.0  # log-odds that a statement may lie below the threshold
_SUBHEAD_SLACK = 1.5  # log-odds that the subhead above it may; without it, the statement still stays
_FAR = 3.0  # log-odds below the threshold of a line that surely ends the story
_GONE = 2  # blocks that passes may have dropped right before each of them
_LONGEST = 100  # words; a longer text near the threshold is mostly many lines in one
_SUBHEAD_WORDS = 9  # of the longest; headlines of other stories are longer
# "Getty/AFP"   "[logo]"   "3 May 2024"   "14:05"   "More charts >>"   "@valleyecho"
_NOT_SUBHEAD = pattern(r"[\[\]|/@©»›>]|\d[:.]\d\d|\b(?:19|20)\d\d\b")
CALLS = (*QUESTION_MARKS, "!", "！")  # "Did you like this story?" "Sign up now!"


def keep_end(blocks: Sequence[Block], near: Sequence[float], keep: list[bool]) -> None:
    """Set `keep`, whether each block of a dump stays, for up to three statements below the last that does.

    near: log-odds above the threshold.
    """
    if True not in keep:
        return
    last = len(keep) - 1 - keep[::-1].index(True)
    for _ in range(_MOST):
        found = _next_statement(blocks, near, last)
        if found is None:
            return
        for i in range(last + 1, found):
            keep[i] = near[i] >= -_SUBHEAD_SLACK
        keep[found] = True
        last = found


def _next_statement(blocks: Sequence[Block], near: Sequence[float], last: int) -> int | None:
    """Return the place of a statement right below the last kept block, or below one line under it."""
    for i in range(last + 1, min(len(blocks), last + 1 + _WITHIN)):
        block = blocks[i]
        if near[i] < -_FAR or block.id - blocks[i - 1].id > _GONE + 1:
            return None
        if near[i] >= -_SLACK and _is_statement(block):
            return i
        if not (may_be_subhead(block) or ends_sentence(block.text)):
            return None
    return None


def _is_statement(block: Block) -> bool:
    """Whether a paragraph ends like a sentence, asks for nothing and names no network or newsletter."""
    text = block.text
    if block.kind != "paragraph" or block.links or not ends_sentence(text) or text.endswith(CALLS):
        return False
    return CLAUSE <= count_words(text) <= _LONGEST and not may_be_call(text)


def may_be_subhead(block: Block) -> bool:
    """Whether a short line between paragraphs has only words: no credit, date, button or picture's name."""
    is_short = block.kind in ("paragraph", "heading") and count_words(block.text) <= _SUBHEAD_WORDS
    is_bare = is_short and not block.links and not ends_sentence(block.text)
    return is_bare and block.text[0].isalpha() and not _NOT_SUBHEAD.search(block.text)
