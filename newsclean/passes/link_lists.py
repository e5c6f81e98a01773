"""Drops the menus of a dump: long runs of short lines before the first or after the last paragraphs.

    Before:  Home / World / Sport / Culture / … / The bridge reopened on Monday. … / Berlin / Paris / Rome / …
    After:   The bridge reopened on Monday. …

Lists between the article's paragraphs stay: the scorer judges them with more evidence. On HTML, where links
are known, it judges all lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Block, Drop, Edit, Page
from ..text.prose import is_sentence
from ..text.words import count_words, ends_sentence

_SHORT_WORDS = 8  # words of the longest menu entry
_SHORT_CHARACTERS = 90
_NEAR = 2  # blocks within which an article has another paragraph
_LONG_HEAD = 8  # short lines in a row that make a menu before the first paragraphs
_LONG_TAIL = 15  # and after the last ones, as an article may end in a list
_ENTRY_CHARACTERS = 28  # mean length of a menu's entries
_NUMBER = "0123456789.) #"
_NEAR_ARTICLE = 3  # lines right above the first paragraph: dateline, kicker, subheading


def link_lists(page: Page) -> Iterator[Edit]:
    """Drop the menus of a dump."""
    if page.is_html:
        return
    blocks = page.blocks
    prose = [is_sentence(block.text) for block in blocks]
    first, last = _paragraph_range(prose)
    opened = _first_below_headline(page, prose)
    for start, end in _short_runs(blocks):
        if end <= first and end - start >= _LONG_HEAD:
            if start - _NEAR <= opened < start and first <= end + _NEAR and not _recur(blocks, start, end):
                continue
            reason = "menu before the article"
            if end == first:
                end = _before_article(blocks, start, end)
        elif start > last and end - start >= _LONG_TAIL and _are_entries(blocks[start:end]):
            reason = "menu after the article"
        else:
            continue
        evidence = f"{end - start} short lines in a row"
        for block in blocks[start:end]:
            yield Drop(block.id, reason, evidence)


def _paragraph_range(prose: Sequence[bool]) -> tuple[int, int]:
    """Return the first and last index of prose with other prose near; of any prose if all of it is alone."""
    places = [i for i, is_prose in enumerate(prose) if is_prose]
    if not places:
        return len(prose), len(prose)
    far = 2 * _NEAR + len(prose)
    around = zip([-far, *places], places, [*places[1:], far], strict=False)
    beside = [at for before, at, after in around if at - before <= _NEAR or after - at <= _NEAR]
    found = beside or places
    return found[0], found[-1]


def _first_below_headline(page: Page, prose: Sequence[bool]) -> int:
    """Return the place of the first sentence below the headline."""
    title = page.title_id
    below = (i for i, block in enumerate(page.blocks) if prose[i] and title is not None and block.id > title)
    return next(below, len(prose))


def _recur(blocks: Sequence[Block], start: int, end: int) -> bool:
    """Whether a line of a list comes again, as the entries of a table of contents do, or those of tabs."""
    entries = {block.text.lstrip(_NUMBER) for block in blocks[start:end]}
    later = sum(block.text.lstrip(_NUMBER) in entries for block in blocks)
    return later > end - start


def _short_runs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each run of short lines that are not sentences."""
    start = 0
    for i in range(len(blocks) + 1):
        if i < len(blocks) and _is_short(blocks[i]):
            continue
        if i > start:
            yield start, i
        start = i + 1


def _is_short(block: Block) -> bool:
    text = block.text
    if len(text) > _SHORT_CHARACTERS or block.kind in ("table", "code"):
        return False
    if not text[-1:].isalnum() and ends_sentence(text):
        return False
    return (text.count(" ") < _SHORT_WORDS) if text.isascii() else count_words(text) <= _SHORT_WORDS


def _are_entries(blocks: Sequence[Block]) -> bool:
    """Whether lines are as short as a menu's entries, and shorter than those of an article's last list."""
    return sum(len(block.text) for block in blocks) <= _ENTRY_CHARACTERS * len(blocks)


def _before_article(blocks: Sequence[Block], start: int, end: int) -> int:
    """Return where a menu just above the first paragraph ends: the last plain lines are the article's."""
    stop = max(start, end - _NEAR_ARTICLE)
    while end > stop and blocks[end - 1].kind != "list_item":
        end -= 1
    return end
