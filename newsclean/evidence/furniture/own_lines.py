"""Reads the author and the date in furniture of the article itself: its share bar, its menu, its footer.

<div class="post"> … <div class="post-footer">Posted by Ada Writer on 3 May 2024</div></div>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model import Block, Claim, Container, Page, chain_below
from ...text.patterns import plain_pattern
from ..bylines.author_elements import in_author_box
from ..bylines.signed import people_signing
from ..dates.dates_elsewhere import published_in
from ..dates.sources import DateFact
from .furniture_containers import Verdict
from .prose_shares import ProseShares

# Furniture by class names that may hold the article's own author and date above the text; a footer, below it
_OVER_TEXT = frozenset(("navigation", "comments", "share buttons"))
_MOST_BEFORE = 0.1  # share of the page's prose that may be before it
_ARTICLE_NAMES = frozenset(("article", "entry", "post", "story"))
_LINE_CHARACTERS = 120  # of a line with the author or the date
_YEAR = plain_pattern(r"\d\d")


class OwnLines:
    """The lines in furniture of the article itself, taken one after another as they are dropped."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._dated_above: list[Block] = []
        self._dated_below: list[Block] = []
        self._dated_beside: list[Block] = []  # beside the headline: today's date, if no label says otherwise
        self._signed: dict[tuple[str, ...], Block] = {}
        self._of_article: dict[Container, bool] = {}  # whether each container is inside the article

    def take(self, block: Block, verdict: Verdict, shares: ProseShares) -> None:
        """Keep a block of furniture in mind if it may hold the article's author or date."""
        is_above = verdict.reason in _OVER_TEXT and shares.share_before() < _MOST_BEFORE
        is_around_text = is_above or verdict.reason == "page footer"
        if not is_around_text or len(block.text) > _LINE_CHARACTERS or verdict.evidence.startswith("<"):
            return
        is_of_article = self._is_of_article(block.container)
        if is_of_article and _YEAR.search(block.text):
            (self._dated_above if is_above else self._dated_below).append(block)
        elif is_above and shares.is_beside_headline() and _YEAR.search(block.text):
            self._dated_beside.append(block)
        if is_of_article or shares.is_beside_headline() or in_author_box(block):
            people = people_signing(block)
            if people:
                self._signed.setdefault(people, block)

    def claims(self) -> Iterator[Claim]:
        """Yield the day and the authors, if all lines agree. `dates` and `bylines` fall back on them."""
        lines = self._dated_above or self._dated_below
        if lines:
            yield from only_day(published_in(self._page, lines))
        elif self._dated_beside:
            yield from only_day(x for x in published_in(self._page, self._dated_beside) if x.is_labelled)
        if len(self._signed) == 1:
            ((people, block),) = self._signed.items()
            evidence = "line in the article's own furniture"
            yield Claim("authors", people, block.id, "signed on the page", evidence)

    def _is_of_article(self, container: Container | None) -> bool:
        """Whether an element is inside one of the article, or is one: `<div class="post-footer">`."""
        inner = chain_below(container, self._of_article)
        around = inner[-1].parent if inner else container
        found = around is not None and self._of_article[around]
        for each in reversed(inner):
            found = found or each.tag == "article" or not _ARTICLE_NAMES.isdisjoint(each.tokens)
            self._of_article[each] = found
        return found


def only_day(found: Iterable[DateFact]) -> Iterator[Claim]:
    """Yield the day of publication in lines that are dropped, if they name one day only."""
    facts = list(found)
    if len({fact.day for fact in facts}) == 1:
        yield Claim("published", facts[0].value, facts[0].block, "written on the page", facts[0].origin)
