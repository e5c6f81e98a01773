"""Removes from the title what the site's headlines share, such as the site's name and sections.

Before: title "Lenn News > Local > Storm closes port"
After:  title "Storm closes port"
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Claim, Edit, Page
from .matching import Match
from .title_affixes import without_affixes


def known_titles(page: Page, match: Match) -> Iterator[Edit]:
    """Claim the title without what most headlines of the site begin or end with."""
    claim = page.claim("title")
    if claim is None:
        return
    title = without_affixes(claim.value, match.template.affixes)
    if title != claim.value:
        yield Claim("title", title, claim.block, "without what the site's headlines share", claim.value)
