"""Claims the fields that a profile's rules locate, and removes names that are not authors.

Before: authors ("Web desk", "Ann Lee")  (and `never_authors = ["Web desk"]`)
After:  authors ("Ann Lee",)

The title has a pass of its own, `ruled_title`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ..evidence.bylines.declared_authors import unique_names
from ..evidence.dates.conventions import WritingHabits
from ..evidence.dates.written import Moment, day_of, is_past
from ..model import Claim, Edit, Page
from ..text.words import fold
from .field_values import signed_names
from .ruled_blocks import MANY_LINES, NOTHING, elements, not_applied
from .rules import Rules

REASON = "named by a rule of the site"
_MOST_DATE_LINES = 4  # a label, a day, a time
_MOST_BYLINES = 12  # in one element: names, roles, places


@dataclass(frozen=True, slots=True)
class RuledFields:
    """The pass; it runs last, so its claims win."""

    rules: Rules
    __name__ = "rules"

    def __call__(self, page: Page) -> Iterator[Edit]:
        """Claim published and authors."""
        if self.rules.published and page.is_html:
            yield from self._published(page, self.rules.published)
        yield from self._authors(page, self.rules.authors or "")

    def _published(self, page: Page, selector: str) -> Iterator[Edit]:
        """Claim the first date that the elements give; a day does not replace a time of that day."""
        named = elements(page, "published", selector)
        if any(len(each.texts) > _MOST_DATE_LINES for each in named):
            yield not_applied(selector, MANY_LINES)
            return
        date = WritingHabits(page).date if named else None
        given = [date(text) for each in named for text in (each.value, *each.texts) if date]
        moment: Moment | None = next((each for each in given if each and is_past(each)), None)
        claimed = page.claimed("published")
        if moment is None:
            yield not_applied(selector, "names no date" if named else NOTHING)
        elif not (isinstance(claimed, dt.datetime) and moment == day_of(claimed)):
            yield Claim("published", moment, None, REASON, selector)

    def _authors(self, page: Page, selector: str) -> Iterator[Edit]:
        found: tuple[str, ...] = page.claimed("authors") or ()
        elements_named = elements(page, "authors", selector)
        if any(len(each.texts) > _MOST_BYLINES for each in elements_named):
            yield not_applied(selector, MANY_LINES)
            elements_named = []
        named = unique_names(
            name for each in elements_named for name in signed_names(each.texts or (each.value,))
        )
        never = {fold(name) for name in self.rules.never_authors}
        left = tuple(name for name in named or found if fold(name) not in never)
        if named and left:
            yield Claim("authors", left, None, REASON, selector)
        elif left != found:
            gone = ", ".join(name for name in named or found if name not in left)
            yield Claim("authors", left, None, "names that are no authors, by a rule of the site", gone)
