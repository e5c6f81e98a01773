"""Drops what a profile's rules exclude from the article's text.

Before: "The ferry sails again." "The bakery opens at six." (in `div.partner`, and `drop = ["div.partner"]`)
After:  "The ferry sails again."

What a rule keeps stays, even if another rule drops it. A selector or pattern that matches every block of a
page is a mistake, and so is a pattern that takes too long: these are not applied, and the Article has a
warning. Rules that match every block only together are applied, with a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from ..model import Claim, Drop, Edit, Page
from .ruled_blocks import TOO_SLOW, blocks_inside, blocks_like, not_applied
from .rules import Rules

_ALL_GONE = "the rules of the profile together drop the whole page"


@dataclass(frozen=True, slots=True)
class RuledOut:
    """The pass; it runs first."""

    rules: Rules
    slow: tuple[str, ...] = ()
    """Patterns of `keep_lines` that took too long: they were applied before there was a trace."""
    __name__ = "rules"

    def __call__(self, page: Page) -> Iterator[Edit]:
        """Drop the blocks that `drop` and `drop_lines` name."""
        dropped: set[int] = set()
        for rule, named in self._named(page):
            if named is None:
                yield not_applied(rule, TOO_SLOW)
            elif len(named) == len(page.blocks) > 1:
                yield not_applied(rule, "names the whole page")
            else:
                dropped |= named
                ids = (block.id for block in page.blocks if block.id in named)
                yield from (Drop(each, "dropped by a rule of the site", rule) for each in ids)
        yield from (not_applied(pattern, TOO_SLOW) for pattern in self.slow)
        if len(dropped) == len(page.blocks) > 1:
            yield Claim("warnings", _ALL_GONE, None, "the rules together")

    def _named(self, page: Page) -> Iterator[tuple[str, Set[int] | None]]:
        """Yield each rule with the ids of the blocks that it names, or None if that takes too long."""
        yield from ((selector, blocks_inside(page, "drop", selector)) for selector in self.rules.drop)
        yield from ((pattern, blocks_like(page, pattern)) for pattern in self.rules.drop_lines)
