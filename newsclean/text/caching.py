"""A cache for pure functions of a text, for short texts only.

Lines come back on a page and from page to page, long paragraphs do not: to keep those would let memory grow
with what pages hold.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_LONGEST = 500  # characters

Value = TypeVar("Value")


class _Results(dict[str, Value]):
    """Results by text. A dict with `__missing__` answers twice as fast as `functools.lru_cache`."""

    def __init__(self, function: Callable[[str], Value], most: int) -> None:
        self._function, self._most = function, most

    def __missing__(self, text: str) -> Value:
        value = self._function(text)
        if len(text) <= _LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[text] = value
        return value


def cached_if_short(most: int) -> Callable[[Callable[[str], Value]], Callable[[str], Value]]:
    """Cache the results of a function for texts of up to 500 characters.

    most: results to keep; when there are more, all are forgotten.
    """

    def decorate(function: Callable[[str], Value]) -> Callable[[str], Value]:
        return _Results(function, most).__getitem__

    return decorate
