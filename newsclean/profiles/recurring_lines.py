"""Drops recurring lines: lines that are on many pages of the site, beside their stories.

Before: "The ferry sails again." "Nobody was hurt." "Our newsroom works without a printing press."
After:  "The ferry sails again." "Nobody was hurt."

The last line is on 41 of 50 pages, and the passes dropped it from most of them. A line inside the stories
stays, such as a law that all of them quote. So does a line that the passes mostly keep, except a short one
below the stories of most pages: "Thank you! Your vote was counted."
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Drop, Edit, Page
from .matching import Match


@dataclass(frozen=True, slots=True)
class RecurringLines:
    """The pass, for a page whose template is known."""

    match: Match
    __name__ = "recurring_lines"

    def __call__(self, page: Page) -> Iterator[Edit]:
        """Drop the lines that are beside the stories of other pages."""
        stories = self.match.template.stories
        for block in page.blocks:
            line = self.match.recurring(block)
            if line is None or line.stays:
                continue
            evidence = f"on {line.pages} of {stories} pages of this site, kept on {line.kept}"
            yield Drop(block.id, "recurs on the site", evidence)
