"""Drops text in places that never hold the story on the site's other pages.

Before: p < div.story "The ferry sails again." p < div.partner-note "The bakery opens at six."
After:  p < div.story "The ferry sails again."

On 38 of 40 pages all paragraphs of `div.partner-note` were dropped: what is doubtful on one page is certain
on many. A short line stays with the text under it, because subheads are easily dropped elsewhere. If much of
the text is in such places, the page is unlike the others, and all of it stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Block, Drop, Edit, Page
from ..text.prose import SENTENCE
from ..text.words import count_words, ends_sentence
from .matching import Match

_MOST = 0.3  # share of the words left that can be in such places


def known_places(page: Page, match: Match) -> Iterator[Edit]:
    """Drop the blocks in places where text is hardly ever kept."""
    gone = _in_bad_places(page, match)
    words = sum(count_words(block.text) for block in page.blocks)
    if sum(count_words(block.text) for block, _ in gone) > _MOST * words:
        return
    for block, evidence in gone:
        yield Drop(block.id, "in a place without the story's text", evidence)


def _in_bad_places(page: Page, match: Match) -> list[tuple[Block, str]]:
    """Return the blocks, last ones first, with the evidence."""
    found = []
    is_left = False  # whether the block below stays
    for block in reversed(page.blocks):
        place = match.places.get(block.id, "")
        share = match.template.places.get(place)
        is_bad = share is not None and share.is_foreign and not (is_left and _may_be_subhead(block))
        if share is not None and is_bad:
            found.append((block, f"{place}: {share.kept:.0%} kept on {share.pages} pages of this site"))
        is_left = not is_bad
    return found


def _may_be_subhead(block: Block) -> bool:
    return count_words(block.text) < SENTENCE and not ends_sentence(block.text)
