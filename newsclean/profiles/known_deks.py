"""Claims the dek from where the site's other pages have it.

Before: h1 "Night ferry sails again" p < div.entry-intro "After three weeks in the harbour, the boat is back."
After:  subtitle "After three weeks in the harbour, the boat is back."

On some pages the `titles` pass is sure that this is the dek, as the page's description says the same. The
place is then known for the other pages too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Claim, Drop, Edit, Page
from .matching import Match


@dataclass(frozen=True, slots=True)
class KnownDeks:
    """The pass, for a page of HTML whose template is known."""

    match: Match
    __name__ = "known_deks"

    def __call__(self, page: Page) -> Iterator[Edit]:
        """Claim the only block below the headline that is in the place of a dek."""
        title = page.title_id
        if title is None or page.claim("subtitle") is not None:
            return
        places = self.match.places
        counts = Counter(places.values())
        for block in page.blocks:
            place = places.get(block.id, "")
            if block.id > title and place in self.match.template.deks and counts[place] == 1:
                yield Claim("subtitle", block.text, block.id, "where the site has its deks", place)
                yield Drop(block.id, "claimed as the subtitle")
                return
