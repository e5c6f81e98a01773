"""Finds the elements and blocks that match a profile's rules: CSS selectors, and patterns of lines."""

from __future__ import annotations

import time
from collections.abc import Set

import regex

from ..model import Claim, Page, Selected

MANY_LINES = "names an element of too many lines"
NOTHING = "names nothing on the page"
TOO_SLOW = "took too long"

_SECONDS = 0.5  # that a pattern may take for a page; most take a millisecond


def elements(page: Page, rule: str, selector: str) -> list[Selected]:
    """Return the elements that a rule's selector names, in the page's order."""
    return [each for each in page.head.selected if (each.rule, each.selector) == (rule, selector)]


def blocks_inside(page: Page, rule: str, selector: str) -> Set[int]:
    """Return the ids of the blocks inside the elements that a rule's selector names."""
    return {block for each in elements(page, rule, selector) for block in each.blocks}


def blocks_like(page: Page, pattern: str) -> Set[int] | None:
    """Return the ids of the blocks that a pattern matches, or None if that takes too long."""
    search = regex.compile(pattern).search
    end = time.monotonic() + _SECONDS
    found = set()
    try:
        for block in page.blocks:
            if search(block.text, timeout=max(0.0, end - time.monotonic())):
                found.add(block.id)
    except TimeoutError:
        return None
    return found


def not_applied(rule: str, why: str) -> Claim:
    """Return the warning that a selector or pattern was not applied to the page."""
    return Claim("warnings", f"the rule {rule!r} {why} and was not applied", None, "a rule not applied", rule)
