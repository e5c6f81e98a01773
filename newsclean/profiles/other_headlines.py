"""Runs the `titles` pass again on a dump if its headline is a line that nearly all pages have.

Before: title "Fastest news"         "Fastest news" "Storm closes port" "The harbour was closed on Monday."
After:  title "Storm closes port"
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ..model import Claim, Edit, Page
from ..passes.titles import titles
from .matching import Match

_NEARLY_ALL = 0.6  # of a template's pages


def other_headlines(page: Page, match: Match) -> Iterator[Edit]:
    """Yield the edits of `titles`, or of a second run without the usual lines if it took one of them.

    A line that is on the page twice may still be its headline: all pages may list that story as the most
    read.
    """
    is_known = "title" in match.template.fields
    usually = match.usual("title", match.spots()) if is_known else {}
    where = {block: how.share for block, how in usually.items()}
    edits = [*titles(page, where)]
    usual = _usual(match)
    if any(isinstance(each, Claim) and each.field == "title" and each.block in usual for each in edits):
        others = tuple(block for block in page.blocks if block.id not in usual)
        yield from titles(replace(page, blocks=others), where)
    else:
        yield from edits


def _usual(match: Match) -> set[int]:
    """Return the ids of the lines that nearly all pages have and none keeps."""
    least = _NEARLY_ALL * match.template.stories
    counts = Counter(match.keys.values())
    usual = {k for k, line in match.template.recurring.items() if line.pages >= least and not line.kept}
    return {block for block, key in match.keys.items() if key in usual and counts[key] == 1}
