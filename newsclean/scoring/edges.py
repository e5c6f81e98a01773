"""Keeps statements of the story that the scorer nearly keeps below its last paragraph.

The scorer is careful at edges, because menus and notices begin there. In a dump, where nothing but the text
tells them from the story, it drops every fifth last paragraph, half of them by less than .7 log-odds. Of the
sentences so near to its threshold, four in ten are the story's: a lost end is missed more than a foreign
line. A sentence right below a paragraph, as far from the margin, may be farther from the threshold: stories
like to end in a short one, and the scorer takes short lines for labels.

    Before:  … "A loaf needs fifty minutes." (kept)  "Notes" (-1.2)  "You can freeze the slices …" (-0.4)
    After:   all three

On HTML, only statements stay that are right below and built like the paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from ..evidence.furniture.notices import may_be_call
from ..model import Block
from ..text.words import count_words, ends_sentence, ends_without_stops
from .between import are_alike
from .kept import last_kept
from .statements import is_prose, may_be_subhead, states

_MOST = 3  # statements; more only if they are right below each other
_CLOSE = 0.5  # log-odds that those may lie below the threshold
_WITHIN = 2  # blocks below the last kept one: a subhead and a statement
_SLACK = 1.0  # log-odds that a statement may lie below the threshold
_SUBHEAD_SLACK = 1.5  # log-odds that the subhead above a statement may; without it, the statement still stays
_FAR = 3.0  # log-odds below the threshold of a line that surely ends the story, whatever stands above it
_GONE = 2  # blocks that passes may have dropped right before each of them
_LONGEST = 100  # words; a longer text near the threshold is mostly many lines in one
_STATEMENT = 5  # words of the shortest sentence above a statement that goes on from it
_LAST_SLACK = 3.0  # log-odds that the last statements may lie below the threshold
_LAST_LINKS = 0.25  # share of the text of a page's last statement


def keep_end(blocks: Sequence[Block], over: Sequence[float], keep: list[bool]) -> None:
    """Set `keep`, whether each block of a dump stays, for statements below the last that does.

    over: each block's log-odds above the threshold.
    """
    if True not in keep:
        return
    last = last_kept(keep)
    for n in count():
        found = _next_statement(blocks, over, last)
        if found is None:
            return
        if n >= _MOST and (blocks[found].id > blocks[last].id + 1 or over[found] < -_CLOSE):
            return
        for i in range(last + 1, found):
            keep[i] = over[i] >= -_SUBHEAD_SLACK
        keep[found] = True
        last = found


def _next_statement(blocks: Sequence[Block], over: Sequence[float], last: int) -> int | None:
    """Return the place of a statement right below the last kept block, or below one line under it."""
    for i in range(last + 1, min(len(blocks), last + 1 + _WITHIN)):
        block = blocks[i]
        if over[i] < -_FAR or block.id - blocks[i - 1].id > _GONE + 1:
            return None
        is_near = over[i] >= -_SLACK or (i == last + 1 and _is_right_below_sentence(blocks[last], block))
        may_end = over[i] >= -_SLACK and i == last + 1 and _ends_without_stop(blocks[last], block)
        if may_end or (is_near and _is_statement(block)):
            return i
        if not (may_be_subhead(block) or ends_sentence(block.text)):
            return None
    return None


def _is_right_below_sentence(above: Block, block: Block) -> bool:
    """Whether a line stands right below a sentence, as far from the margin.

    The sentence may be a short one: briefs have no others, and some languages need half the words.
    """
    if block.id != above.id + 1 or block.indent != above.indent or above.kind != "paragraph":
        return False
    return states(above.text) and count_words(above.text) >= _STATEMENT


def _ends_without_stop(above: Block, block: Block) -> bool:
    """Whether a short line in Thai or Lao, which have no full stops, stands right below a paragraph."""
    if not ends_without_stops(block.text) or block.kind != "paragraph" or block.links:
        return False
    return _is_right_below_sentence(above, block) and count_words(block.text) >= _STATEMENT


def _is_statement(block: Block) -> bool:
    """Whether a paragraph ends like a sentence, asks for nothing and names no network or newsletter."""
    if block.kind != "paragraph" or block.links or not states(block.text):
        return False
    return count_words(block.text) <= _LONGEST and not may_be_call(block.text)


def keep_end_of_html(blocks: Sequence[Block], over: Sequence[float], keep: list[bool]) -> None:
    """Set `keep`, whether each block of HTML stays, for statements right below the last that does."""
    if True not in keep:
        return
    for i in range(last_kept(keep) + 1, len(keep)):
        if over[i] < -_LAST_SLACK or not _is_right_below_prose(blocks[i - 1], blocks[i]):
            return
        keep[i] = True


def _is_right_below_prose(above: Block, block: Block) -> bool:
    """Whether a statement stands right below a paragraph of the same build, and links little."""
    is_alike = are_alike(above.container, block.container)
    is_below = is_alike and block.id == above.id + 1 and block.link_density < _LAST_LINKS
    return is_below and block.kind == "paragraph" and states(block.text) and is_prose(above)
