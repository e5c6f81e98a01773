"""Drops what the page prints twice: copies of paragraphs, pull quotes, doubled lines of a dump.

    Before:  The bridge reopened on Monday after two years of work. … “After two years of work” … The bridge
             reopened on Monday after two years of work.
    After:   The bridge reopened on Monday after two years of work. …

The copy of a paragraph that is among other paragraphs stays, or else the first. Short sentences and
refrains stay: an article may repeat those itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..evidence.class_words import is_inside
from ..evidence.doubles import are_same
from ..model import Block, Drop, Edit, Page
from ..text.patterns import plain_pattern
from ..text.prose import SENTENCE
from ..text.words import count_words, fold

# Not items, rows and code, which two lists of one article may share.
_COPIED = frozenset(("paragraph", "heading", "quote", "caption"))
_FEWEST_CHARACTERS = 24  # a paragraph has at least as many in any script
_AROUND = 4  # blocks around a copy
_BEGINNING = 20  # characters that tell most paragraphs apart

_PULL_LEVELS = 3  # the element of a pull quote and those around it
_MOST_QUOTES = 30  # compared with all paragraphs; a page with more is a collection of quotes
_PULL_WORDS = 4  # of a pull quote; fewer match by chance
_PULL_LONGER = 1.3  # times the quote's length that its paragraph has at least
# “We waited,” she said. “Nobody came.” is pulled as “We waited. Nobody came.”
_SENTENCE_ENDS = plain_pattern(r"[.!?…。！？।](?:[\s\"'”’»]|\Z)")
_QUOTATION_MARKS = "\"'“”„«»‘’‚‹›「」『』 .,…–—-"


def repeats(page: Page) -> Iterator[Edit]:
    """Drop copies of paragraphs, pull quotes that repeat the text, and one of two equal lines in a row."""
    gone = {block.id for block in _copies(page.blocks)}
    gone |= {block.id for block in _between_copies(page.blocks, gone)}
    for block in page.blocks:
        if block.id in gone:
            yield Drop(block.id, "copy of a paragraph")
    left = [block for block in page.blocks if block.id not in gone]
    for block in _repeated_quotes(left):
        gone.add(block.id)
        yield Drop(block.id, "pull quote", "is in a paragraph")
    if not page.is_html:
        for before, block in pairwise(left):
            are_left = block.id not in gone and before.id not in gone
            if are_left and block.kind not in ("table", "code") and are_same(before.text, block.text):
                gone.add(block.id)
                yield Drop(block.id, "line printed twice in a row")


def _copies(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield all but one of the blocks that say the same."""
    alike: dict[str, list[int]] = {}
    for i, block in enumerate(blocks):
        if len(block.text) >= _FEWEST_CHARACTERS and block.kind in _COPIED:
            alike.setdefault(block.text[:_BEGINNING].casefold(), []).append(i)
    for places in alike.values():
        if len(places) == 1:
            continue
        same: dict[str, list[int]] = {}
        for i in places:
            if count_words(blocks[i].text) >= SENTENCE:
                same.setdefault(fold(blocks[i].text), []).append(i)
        for copies in same.values():
            kept = _most_surrounded(blocks, copies)
            yield from (blocks[i] for i in copies if i != kept)


def _between_copies(blocks: Sequence[Block], gone: set[int]) -> Iterator[Block]:
    """Yield items and headings that follow a copy and are copies too: the whole body is printed twice."""
    if not gone:
        return
    kept = Counter(block.text for block in blocks if block.id not in gone)
    copied = False
    for block in blocks:
        if block.id in gone:
            copied = True
        elif copied and kept[block.text] > 1:
            kept[block.text] -= 1
            yield block
        else:
            copied = False


def _most_surrounded(blocks: Sequence[Block], places: Sequence[int]) -> int:
    """Return the first of these places that has most paragraphs around it."""
    best, most = places[0], -1
    for i in places:
        around = _paragraphs_around(blocks, i)
        if around > most:
            best, most = i, around
            if most == _AROUND:
                break
    return best


def _paragraphs_around(blocks: Sequence[Block], at: int) -> int:
    """Return how many of the blocks around are paragraphs, in the same container where it is known."""
    container = blocks[at].container
    beside = _AROUND // 2
    around = (*blocks[max(0, at - beside) : at], *blocks[at + 1 : at + 1 + beside])
    return sum(
        len(block.text) >= 2 * _FEWEST_CHARACTERS
        and (container is None or block.container is None or block.container.parent is container.parent)
        for block in around
    )


def _repeated_quotes(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield quotes whose words are also in a paragraph."""
    quotes = [x for x in blocks if x.kind == "quote" or (x.container is not None and _is_pulled(x))]
    for block in quotes[:_MOST_QUOTES]:
        words = block.text.strip(_QUOTATION_MARKS)
        if count_words(words) < _PULL_WORDS:
            continue
        sentences = [x.strip(_QUOTATION_MARKS) for x in _SENTENCE_ENDS.split(words)]
        least = _PULL_LONGER * len(words)
        others = (other.text for other in blocks if len(other.text) > least and other is not block)
        if any(all(sentence in text for sentence in sentences) for text in others):
            yield block


def _is_pulled(block: Block) -> bool:
    levels = _PULL_LEVELS - (block.kind == "list_item")  # boxes of other kinds have lists
    return is_inside(block.container, levels, "pull quote")
