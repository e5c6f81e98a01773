"""Drops links that cover running text: of an `<a>` that is never closed, or around a paragraph or subhead.

Parsers reopen an unclosed `<a>` in every following block, so all of the text would be link text, and link
text is not the article's. A link around the card of another story is neither: it begins with a headline or
has one teaser, and stands among others. A subhead is one link if it opens a panel or leads to itself.

    <p>The <a href="/b">bridge reopened.<p>It had been closed since May. Nobody knew why. …<p>…
    ->  paragraphs without links
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model import Block
from ...text.patterns import pattern
from ...text.prose import LONG_PARAGRAPH, MOST_LINKS, is_sentence
from ...text.words import count_words, ends_sentence

_FEWEST = 2  # paragraphs of prose in an <a> that was left open; a teaser in a card has one
_PROSE_CHARACTERS = 40  # of the shortest paragraph of prose in any script
_FEWEST_WORDS = 50  # of prose in it
# . “   !) W   。他
_NEXT_SENTENCE = pattern(
    r"[.!?…][\p{Pe}\p{Pf}\"']*+\s++[\p{Pi}\p{Ps}\"'¿¡]*+[\p{Lu}\p{Lo}\d]|[。！？؟।]\P{Z}"
)


def drop_false_links(blocks: list[Block], page: str) -> None:
    """Replace the blocks that have such links by blocks without them.

    page: the address to which links such as "#notes" were joined.
    """
    for i in range(len(blocks) - 1):
        block = blocks[i]
        if block.kind == "heading" and block.spans and _is_anchored(block, blocks[i + 1], page):
            blocks[i] = _without_links(block, block.links[0].href)
    long = [block for block in blocks if block.spans and len(block.text) > _PROSE_CHARACTERS]
    if not any(is_sentence(block.text) and block.link_density > MOST_LINKS for block in long):
        return  # as on most pages: a cheap check first
    for start, end in _runs(blocks):
        prose = [count_words(block.text) for block in blocks[start:end] if is_sentence(block.text)]
        is_card = blocks[start].kind == "heading"
        if len(prose) >= _FEWEST and sum(prose) >= _FEWEST_WORDS and not is_card:
            href = blocks[start].links[-1].href
            for i in range(start, end):
                blocks[i] = _without_links(blocks[i], href)
    for i, block in enumerate(blocks):
        if not block.spans or len(block.links) != 1:
            continue
        if _is_linked_paragraph(block) and _is_among_prose(blocks, i):
            blocks[i] = _without_links(block, block.links[0].href)


def _is_anchored(heading: Block, below: Block, page: str) -> bool:
    """Whether a heading over a sentence or a lesser heading is one link to a place on the page itself."""
    if len(heading.links) != 1 or heading.link_density < 1 - MOST_LINKS:
        return False
    address, hash_mark, _ = heading.links[0].href.partition("#")
    if not hash_mark or address not in ("", page):
        return False
    if below.kind == "heading":
        return below.level > heading.level
    return below.link_density < MOST_LINKS and is_sentence(below.text)


def _without_links(block: Block, href: str) -> Block:
    spans = [span for span in block.spans if span.mark != "link" or span.href != href]
    return replace(block, spans=tuple(spans))


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last index plus one of blocks through which one link goes on."""
    start = 0
    for i in range(1, len(blocks) + 1):
        if i < len(blocks) and _goes_on(blocks[i - 1], blocks[i]):
            continue
        if i - start >= _FEWEST:
            yield start, i
        start = i


def _goes_on(before: Block, block: Block) -> bool:
    if not before.spans or not block.spans:
        return False
    if len(before.spans) == 1 and before.spans[0].href != block.spans[0].href == block.spans[-1].href:
        return False  # nearly always: a cheap check first
    if not before.links or not block.links:
        return False
    last, first = before.links[-1], block.links[0]
    return last.end == len(before.text) and first.start == 0 and first.href == last.href


def _is_linked_paragraph(block: Block) -> bool:
    """Whether a paragraph of several sentences is one link."""
    return (
        block.kind == "paragraph"
        and block.link_density > 1 - MOST_LINKS
        and ends_sentence(block.text)
        and count_words(block.text) >= LONG_PARAGRAPH
        and _NEXT_SENTENCE.search(block.text) is not None
    )


def _is_among_prose(blocks: Sequence[Block], at: int) -> bool:
    """Whether the blocks before and after are sentences that are not linked, as in the middle of a story."""
    around = [blocks[i] for i in (at - 1, at + 1) if 0 <= i < len(blocks)]
    return any(is_sentence(block.text) for block in around) and all(
        block.kind != "heading" and ends_sentence(block.text) and block.link_density < MOST_LINKS
        for block in around
    )
