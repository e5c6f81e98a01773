"""Drops what the rules of a profile say is never the article's text.

Before: "The ferry sails again." "The bakery opens at six." (in `div.partner`, and `drop = ["div.partner"]`)
After:  "The ferry sails again."

What a rule keeps stays, even if another one drops it. A selector or pattern that names every block of a page
is a mistake: it is not applied, and the Article has a warning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Claim, Drop, Edit, Page
from .ruled_blocks import marked, matching
from .rules import Rules


@dataclass(frozen=True, slots=True)
class RuledOut:
    """The pass; it runs first."""

    rules: Rules
    __name__ = "rules"

    def __call__(self, page: Page) -> Iterator[Edit]:
        """Drop the blocks that `drop` and `drop_lines` name."""
        by_line, slow = matching(page, self.rules.drop_lines)
        named = dict(by_line)
        named.update((block.id, selector) for block, selector in marked(page, "drop", self.rules.drop))
        counts = Counter(named.values())
        for rule in slow:
            warning = f"the rule {rule!r} took too long and was not applied to all of the page"
            yield Claim("warnings", warning, None, "a slow pattern", rule)
        for rule, count in counts.items():
            if count == len(page.blocks) > 1:
                warning = f"the rule {rule!r} names the whole page and was not applied"
                yield Claim("warnings", warning, None, "a rule for everything", rule)
        for block, rule in named.items():
            if not 1 < counts[rule] == len(page.blocks):
                yield Drop(block, "dropped by a rule of the site", rule)
