"""Keeps the author's name under the text, which closes a letter or an opinion; in a dump it may be a box's.

Before:  "Open the park again, at least in the mornings." (kept)  "Edith Farrow" (-1.4)
After:   both
"""

from __future__ import annotations

from ..evidence.bylines.under_text import UNDER_TEXT
from ..model import Page


def keep_signature(page: Page, keep: list[bool]) -> None:
    """Keep the line that is claimed as the name under the text, if the paragraph right above it stays."""
    claim = page.claim("authors") if page.is_html else None
    if claim is None or claim.block is None or claim.evidence != UNDER_TEXT:
        return
    for i in range(1, len(keep)):
        if page.blocks[i].id == claim.block:
            keep[i] = keep[i] or (keep[i - 1] and page.blocks[i - 1].id == claim.block - 1)
