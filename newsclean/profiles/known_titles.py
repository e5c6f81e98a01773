"""Removes from the title what the site's headlines share, such as the site's name and sections.

Before: title "Lenn News > Local > Storm closes port"
After:  title "Storm closes port"
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Claim, Edit, Page
from .matching import Match
from .title_affixes import without_affixes


@dataclass(frozen=True, slots=True)
class KnownTitles:
    """The pass, for a page whose template is known."""

    match: Match
    __name__ = "known_titles"

    def __call__(self, page: Page) -> Iterator[Edit]:
        """Claim the title without what most headlines of the site begin or end with."""
        claim = page.claim("title")
        if claim is None:
            return
        title = without_affixes(claim.value, self.match.template.affixes)
        if title != claim.value:
            yield Claim("title", title, claim.block, "without what the site's headlines share", claim.value)
