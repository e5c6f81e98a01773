"""Drops what the rules of a profile say is never the article's text.

Before: "The ferry sails again." "The bakery opens at six." (in `div.partner`, and `drop = ["div.partner"]`)
After:  "The ferry sails again."

What a rule keeps stays, even if another one drops it. A selector or pattern that names every block of a page
is a mistake, and so is a pattern that takes too long: it is not applied, and the Article has a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from ..model import Drop, Edit, Page
from .ruled_blocks import TOO_SLOW, blocks_inside, blocks_like, not_applied
from .rules import Rules


@dataclass(frozen=True, slots=True)
class RuledOut:
    """The pass; it runs first."""

    rules: Rules
    slow: tuple[str, ...] = ()
    """Patterns of `keep_lines` that took too long: they were applied before there was a trace."""
    __name__ = "rules"

    def __call__(self, page: Page) -> Iterator[Edit]:
        """Drop the blocks that `drop` and `drop_lines` name."""
        for selector in self.rules.drop:
            yield from _drops(page, selector, blocks_inside(page, "drop", selector))
        for pattern in self.rules.drop_lines:
            found = blocks_like(page, pattern)
            yield from [not_applied(pattern, TOO_SLOW)] if found is None else _drops(page, pattern, found)
        yield from (not_applied(pattern, TOO_SLOW) for pattern in self.slow)


def _drops(page: Page, rule: str, named: Set[int]) -> Iterator[Edit]:
    if len(named) == len(page.blocks) > 1:
        yield not_applied(rule, "names the whole page")
        return
    for block in page.blocks:
        if block.id in named:
            yield Drop(block.id, "dropped by a rule of the site", rule)
