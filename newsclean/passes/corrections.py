"""Marks paragraphs that correct the story as corrections; they stay in the text.

Readers want to see corrections, and people who analyse or train on news want to filter them: only the
block's kind changes, never its text.

Before: paragraph "Correction: An earlier version of this article gave the wrong year."
After:  correction "Correction: An earlier version of this article gave the wrong year."
"""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence.correction_labels import opening_of_correction
from ..model import Edit, Page, Rewrite


def corrections(page: Page) -> Iterator[Edit]:
    """Change the kind of paragraphs that open like corrections."""
    for block in page.blocks:
        if label := opening_of_correction(block):
            yield Rewrite(block.id, block.text, "opens as corrections do", label, kind="correction")
