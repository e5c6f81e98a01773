"""Drops recurring lines: lines that are on many pages of the site, beside their stories.

Before: "The ferry sails again." "Nobody was hurt." "Our newsroom works without a printing press."
After:  "The ferry sails again." "Nobody was hurt."

The last line is on 41 of 50 pages, and the passes dropped it from most of them. A line inside the stories
stays, such as a law that all of them quote. So does a line that the passes mostly keep, except a short one
below the stories of most pages: "Thank you! Your vote was counted."
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Drop, Edit, Page
from .matching import Match


def recurring_lines(page: Page, match: Match) -> Iterator[Edit]:
    """Drop the lines that are beside the stories of other pages."""
    for block in page.blocks:
        line = match.recurring(block)
        if line is not None and not line.stays:
            told = f"on {line.pages} of {match.template.stories} pages of this site, kept on {line.kept}"
            yield Drop(block.id, "recurs on the site", told)
