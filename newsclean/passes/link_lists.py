"""Drops lists of links and menus that no name announces, outside the article's prose.

    Before:  Home / World / Sport / Culture / … / The bridge reopened on Monday. … / Berlin / Paris / Rome / …
    After:   The bridge reopened on Monday. …

Where links are known, a run of blocks that are links, with no prose around it in the same part of the
page. In a dump, a long run of short lines before the first or after the last paragraphs. Lists among
the article's paragraphs stay: they are for the scorer, who sees more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from ..evidence.container_slices import holders, innermost_around_both
from ..evidence.doubles import are_doubles
from ..model import Block, Container, Drop, Edit, Page, chain
from ..text.prose import is_running_text, is_sentence
from ..text.words import count_words, ends_sentence

# HTML
_LINKS = 0.8  # share of link text of a block that is a link
_FEWEST_LINKS = 3
_FAR = 3  # levels up from a list to where prose stands too: nearer, it may be a list of the article

# dumps
_SHORT_WORDS = 8  # of the longest menu entry
_SHORT_CHARACTERS = 90
_NEAR = 2  # lines within which another paragraph stands, where an article is
_LONG_HEAD = 8  # short lines in a row before the first paragraphs: a menu
_LONG_TAIL = 15  # after the last ones: an article may end in a list
_ENTRY_CHARACTERS = 28  # on average
_NEAR_ARTICLE = 3  # lines right over the first paragraph: dateline, kicker, subheading
_DOUBLES = 3  # doubled lines so close together are other stories' headlines
_BETWEEN = 3  # lines at most between one double and the next
_STOPS = tuple(".:。।：")


def link_lists(page: Page) -> Iterator[Edit]:
    """Drops runs of links, menus and doubled headlines."""
    if page.is_html:
        yield from _runs_of_links(page.blocks)
    else:
        yield from _menus_of_dump(page.blocks)


# --- HTML ------------------------------------------------------------------------------------------


def _runs_of_links(blocks: Sequence[Block]) -> Iterator[Edit]:
    with_prose: set[Container] | None = None
    start = 0
    for i in range(len(blocks) + 1):
        if i < len(blocks) and _is_link(blocks[i]):
            continue
        if i - start >= _FEWEST_LINKS:
            with_prose = (
                holders(b for b in blocks if is_running_text(b.text, b.link_density))
                if with_prose is None
                else with_prose
            )
            if not _near_prose(blocks[start:i], with_prose):
                evidence = f"{i - start} in a row"
                for block in blocks[start:i]:
                    yield Drop(block.id, "run of links", evidence)
        start = i + 1


def _is_link(block: Block) -> bool:
    return bool(block.links) and block.kind != "heading" and block.link_density >= _LINKS


def _near_prose(run: Sequence[Block], with_prose: set[Container]) -> bool:
    """Whether prose stands in what holds the run, or in one of the next containers around that."""
    around = list(chain(reduce(innermost_around_both, (block.container for block in run)), _FAR))
    return len(around) < _FAR or not with_prose.isdisjoint(around)


# --- dumps -----------------------------------------------------------------------------------------


def _menus_of_dump(blocks: Sequence[Block]) -> Iterator[Edit]:
    prose = [is_sentence(block.text) for block in blocks]
    first, last = _extent(prose)
    for start, end in _short_runs(blocks):
        if end <= first and end - start >= _LONG_HEAD:
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
    for start, end in _doubled_runs(blocks, prose):
        for block in blocks[start:end]:
            yield Drop(block.id, "headlines printed twice")


def _extent(prose: Sequence[bool]) -> tuple[int, int]:
    """The first and the last place of prose that does not stand alone; of any prose, where all of it does."""
    places = [i for i, is_prose in enumerate(prose) if is_prose]
    if not places:
        return len(prose), len(prose)
    far = 2 * _NEAR + len(prose)
    around = zip([-far, *places], places, [*places[1:], far], strict=False)
    beside = [at for before, at, after in around if at - before <= _NEAR or after - at <= _NEAR]
    found = beside or places
    return found[0], found[-1]


def _short_runs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Where short lines that are no sentences stand in a row."""
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
    """Whether lines are as short as entries of menus are, more than those of an article's last list."""
    return sum(len(block.text) for block in blocks) <= _ENTRY_CHARACTERS * len(blocks)


def _before_article(blocks: Sequence[Block], start: int, end: int) -> int:
    """Where the menu ends that reaches down to the first paragraph: plain lines over that belong to it."""
    stop = max(start, end - _NEAR_ARTICLE)
    while end > stop and blocks[end - 1].kind != "list_item":
        end -= 1
    return end


def _doubled_runs(blocks: Sequence[Block], prose: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where one doubled headline follows another, with no sentence between."""
    start = end = pairs = 0
    for i in range(len(blocks) - 1):
        if pairs and (i - end >= _BETWEEN or (i >= end and blocks[i].text[-1:] in _STOPS)):
            if pairs >= _DOUBLES:
                yield start, end
            pairs = 0
        if i < end or prose[i] or prose[i + 1]:
            continue
        if are_doubles(blocks[i].text, blocks[i + 1].text):
            start = start if pairs else i
            pairs += 1
            end = i + 2
    if pairs >= _DOUBLES:
        yield start, end
