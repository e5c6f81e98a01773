"""Drops what is in a place whose text is never the story's on the site's other pages.

Before: p < div.story "The ferry sails again." p < div.partner-note "The bakery opens at six."
After:  p < div.story "The ferry sails again."

On 38 of 40 pages all paragraphs of `div.partner-note` were dropped: what is doubtful on one page is sure on
many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Drop, Edit, Page
from .matching import Match


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """The pass, for a page of HTML whose template is known."""

    match: Match
    __name__ = "known_places"

    def __call__(self, page: Page) -> Iterator[Edit]:
        """Drop the blocks in places whose text is hardly ever kept."""
        for block in page.blocks:
            place = self.match.places.get(block.id, "")
            share = self.match.template.places.get(place)
            if share is not None and share.is_foreign:
                evidence = f"{place}: {share.kept:.0%} kept on {share.pages} pages of this site"
                yield Drop(block.id, "in a place without the story's text", evidence)
