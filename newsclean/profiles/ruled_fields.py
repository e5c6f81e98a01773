"""Claims the fields for which a profile's rules name an element, and takes away names that are no authors.

Before: authors ("Web desk", "Ann Lee")  (and `never_authors = ["Web desk"]`)
After:  authors ("Ann Lee",)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..evidence.bylines.names import names_in
from ..evidence.dates.conventions import WritingHabits
from ..evidence.dates.written import is_past
from ..model import Claim, Drop, Edit, Page
from ..text.words import fold
from .ruled_blocks import marked
from .rules import Rules

_REASON = "named by a rule of the site"


@dataclass(frozen=True, slots=True)
class RuledFields:
    """The pass; it runs last, so its claims win."""

    rules: Rules
    __name__ = "rules"

    def __call__(self, page: Page) -> Iterator[Edit]:
        """Claim title, authors and published."""
        rules, said = self.rules, page.head.selected
        titles = said.get("title:0", ())
        if rules.title and titles:
            yield Claim("title", titles[0], None, _REASON, rules.title)
            for block, selector in marked(page, "title", (rules.title,)):
                if fold(block.text) == fold(titles[0]):
                    yield Drop(block.id, "the headline, claimed as title", selector)
        if rules.published:
            moments = (WritingHabits(page).date(text) for text in said.get("published:0", ()))
            moment = next((each for each in moments if each and is_past(each)), None)
            if moment:
                yield Claim("published", moment, None, _REASON, rules.published)
        yield from self._authors(page, said.get("authors:0", ()))

    def _authors(self, page: Page, bylines: Sequence[str]) -> Iterator[Edit]:
        found: tuple[str, ...] = page.claimed("authors") or ()
        named = tuple(dict.fromkeys(name for byline in bylines for name in names_in(byline, strict=False)))
        never = {fold(name) for name in self.rules.never_authors}
        left = tuple(name for name in named or found if fold(name) not in never)
        if named and left:
            yield Claim("authors", left, None, _REASON, self.rules.authors or "")
        elif left != found:
            gone = ", ".join(name for name in named or found if name not in left)
            yield Claim("authors", left, None, "names that are no authors, by a rule of the site", gone)
