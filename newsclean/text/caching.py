"""A cache for pure functions of a text that keeps results for short texts only, if not told otherwise.

Short lines recur within a page and across pages; long paragraphs do not, and keeping them would let memory
grow with the pages' text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_SHORT = 500  # characters

Value = TypeVar("Value")


class _Results(dict[str, Value]):
    """Results by text. A dict with `__missing__` is twice as fast as `functools.lru_cache`."""

    def __init__(self, function: Callable[[str], Value], most: int, longest: int) -> None:
        self._function, self._most, self._longest = function, most, longest

    def __missing__(self, text: str) -> Value:
        value = self._function(text)
        if len(text) <= self._longest:
            if len(self) >= self._most:
                self.clear()
            self[text] = value
        return value


def cached_if_short(
    most: int, longest: int = _SHORT
) -> Callable[[Callable[[str], Value]], Callable[[str], Value]]:
    """Cache a function's results for texts of up to `longest` characters.

    most: how many results to keep; once the cache is full, it is emptied.
    """

    def decorate(function: Callable[[str], Value]) -> Callable[[str], Value]:
        return _Results(function, most, longest).__getitem__

    return decorate
