"""Claims the title from the element that a profile's rule names, and drops its block.

Before: <h1>Lenn News</h1> <p class="head">Storm closes port</p>  (and `title = "p.head"`)
After:  title "Storm closes port"
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..evidence.damage import without_mojibake
from ..evidence.structured_data import clean_text
from ..model import Claim, Drop, Edit, Page
from ..text.words import fold
from .ruled_blocks import MANY_LINES, NOTHING, elements, not_applied
from .ruled_fields import REASON

_MOST_LINES = 3  # of an element that is the headline


@dataclass(frozen=True, slots=True)
class RuledTitle:
    """The pass; it runs right after those that claim the title, so that later ones build on it."""

    selector: str
    __name__ = "rules"

    def __call__(self, page: Page) -> Iterator[Edit]:
        """Claim the title; drop the block that says the same."""
        named = next((x for x in elements(page, "title", self.selector) if x.texts or x.value), None)
        if named is None:
            yield from [not_applied(self.selector, NOTHING)] if page.is_html else ()
            return
        if len(named.texts) > _MOST_LINES:
            yield not_applied(self.selector, MANY_LINES)
            return
        title = without_mojibake(" ".join(named.texts)) or clean_text(named.value)
        yield Claim("title", title, named.blocks[0] if named.blocks else None, REASON, self.selector)
        for block in page.blocks:
            if block.id in named.blocks and fold(block.text) == fold(title):
                yield Drop(block.id, "the headline, claimed as title", self.selector)
