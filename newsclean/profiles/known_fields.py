"""Claims the fields that a page lacks from where the site's other pages have them.

Before: h1 "Night ferry sails again" p < div.entry-intro "After three weeks in the harbour, the boat is back."
After:  subtitle "After three weeks in the harbour, the boat is back."

On some pages the passes are sure that this is the dek, as the page's description says the same. The place is
then known for the other pages too. So are those of bylines and date lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..evidence.bylines.declared_authors import unique_names
from ..evidence.dates.conventions import WritingHabits
from ..evidence.dates.written import is_past
from ..evidence.headlines.deks import is_dated
from ..model import Claim, Drop, Edit, Page
from ..text.words import count_words
from .field_spots import LONGEST_DEK
from .field_values import signed_names
from .matching import Match

_LONGEST_LINE = 25  # words of a byline or a date line
_NAMES = {"subtitle": "dek", "authors": "byline", "published": "date line"}


@dataclass(frozen=True, slots=True)
class KnownFields:
    """The pass, for a page whose template is known."""

    match: Match
    __name__ = "known_fields"

    def __call__(self, page: Page) -> Iterator[Edit]:
        """Claim the dek, the authors and the date, each only if nothing else gave it."""
        live = {block.id: block for block in page.blocks}
        for field, name in _NAMES.items():
            if page.claim(field) is not None:
                continue
            for block, usual in self.match.usual(field, page.title_id).items():
                value = self._value(page, field, block)
                if value:
                    told = f"the {name} of {usual.read} of {usual.pages} pages of this site is here"
                    yield Claim(field, value, block, f"where the site has its {name}s", told)
                    if block in live:
                        yield Drop(block, f"the {name}, claimed as {field}")
                    break

    def _value(self, page: Page, field: str, number: int) -> Any:
        """Return what a block says of a field, or None."""
        text = self.match.texts[number]
        if field == "subtitle":
            block = next((each for each in page.blocks if each.id == number), None)
            is_under = page.title_id is not None and number > page.title_id
            is_dek = block and is_under and count_words(text) <= LONGEST_DEK and not is_dated(block)
            return text if is_dek else None
        if count_words(text) > _LONGEST_LINE:
            return None
        if field == "authors":
            return tuple(unique_names(signed_names([text])))
        if not page.head.language:
            page = replace(page, head=replace(page.head, language=self.match.template.language or ""))
        date = WritingHabits(page).date(text)
        return date if date and is_past(date) else None
