"""Tells the `captions` pass where the site's other pages have their captions.

Before: div.k7 <img src="bridge.jpg"> p < div.k7 "The bridge at dawn, before the first boat."
After:  images: bridge.jpg, caption "The bridge at dawn, before the first boat."

On some pages the picture's element shows that the line is a caption.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Edit, Page
from ..passes.captions import captions
from ..text.words import count_words
from .matching import Match

_MOST = 0.3  # share of the words of paragraphs; a page with more of them is not like the others


def known_captions(page: Page, match: Match) -> Iterable[Edit]:
    """Yield the edits of `captions`, which is given the known captions."""
    known = {
        block: f"the caption of {usual.read} of {usual.pages} pages of this site stands here"
        for block, usual in match.listed("captions").items()
    }
    if known:
        sizes = {b.id: count_words(b.text) for b in page.blocks if b.kind == "paragraph"}
        if sum(sizes.get(block, 0) for block in known) > _MOST * sum(sizes.values()):
            known = {}
    return captions(page, known)
