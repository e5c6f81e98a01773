"""A pure function of a text that remembers what it gave last: short texts only.

Lines come back on a page and from page to page, long paragraphs do not: to keep them would let memory grow
with what pages hold.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_LONGEST = 500  # characters

Value = TypeVar("Value")


def remembered(most: int) -> Callable[[Callable[[str], Value]], Callable[[str], Value]]:
    """Like `functools.lru_cache(most)`, but texts past 500 characters are worked out each time."""

    def decorate(function: Callable[[str], Value]) -> Callable[[str], Value]:
        known = lru_cache(most)(function)

        @wraps(function)
        def recall(text: str) -> Value:
            return known(text) if len(text) <= _LONGEST else function(text)

        return recall

    return decorate
