"""How likely the lines of a dump are article text, by the recurring lines around them.

On the pages of one site, the story is between the same lines, such as "Print this page" and "Comments". So
the share of the text that the passes keep there shows what a line on another page is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Page
from .matching import Match
from .templates import Slot, slots_of

# Log-odds are weighed: the scorer has seen the same neighbours. Fitted on 27 sites, each half from the other.
_FOR, _AGAINST = 0.3, 0.6
_LEAST_ODDS, _MOST_ODDS = 1.4, 3.0  # what is less sure says nothing: four to one
_PRIOR_PAGES = 2.0  # pages of even odds that are added to those seen


@dataclass(frozen=True, slots=True)
class SlotOdds:
    """The log-odds to add to the scores of a dump's blocks, for a page whose template is known."""

    match: Match

    def __call__(self, page: Page) -> list[float]:
        """Return the log-odds for each live block, in order; 0.0 for recurring lines, which no share has."""
        by_id = dict(zip(self.match.keys, self._all(), strict=True))
        return [by_id.get(block.id, 0.0) for block in page.blocks]

    def _all(self) -> Iterator[float]:
        recurring = self.match.template.recurring
        keys = [*self.match.keys.values()]
        for key, (after, before) in zip(keys, slots_of(keys, recurring), strict=True):
            mean = 0.0 if key in recurring else (self._odds(after) + self._odds(before)) / 2
            odds = max(-_MOST_ODDS, min(_MOST_ODDS, mean))
            yield odds * (_FOR if odds > 0 else _AGAINST)

    def _odds(self, slot: Slot) -> float:
        share = self.match.template.slots.get(slot)
        if share is None:
            return 0.0
        kept = share.kept * share.pages + _PRIOR_PAGES / 2
        odds = math.log(kept / (share.pages + _PRIOR_PAGES - kept))
        return odds if abs(odds) >= _LEAST_ODDS else 0.0
