"""What shows that a page has no article: error pages, walls, lists of stories."""

from __future__ import annotations

from typing import NamedTuple


class WithoutArticle(NamedTuple):
    """The status of a page without an article, and what shows it."""

    status: str
    block: int | None
    """Id of the block that shows it; None if the title or the whole page does."""
    reason: str
    evidence: str
