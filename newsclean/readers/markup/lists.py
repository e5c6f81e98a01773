"""Numbers the items of a list as a browser shows them, or as the page writes them itself.

<ol start="3"><li>rye<li value="7">oats         ->  3. rye, 7. oats
<ol reversed><li>rye<li>oats                     ->  2. rye, 1. oats
<ul><li><b>1.</b> rye<li><b>2.</b> oats          ->  1. rye, 2. oats
"""

from __future__ import annotations

from ...text.patterns import plain_pattern
from .nodes import Node, siblings_from

NUMBER_STARTS = frozenset("0123456789([•")
_NUMBER = plain_pattern(r"[(\[]?\d{1,3}[.)\]:]?")
_SIGNED_NUMBER = plain_pattern(r"-?\d{1,6}")


class OpenList:
    """A list being read, which knows the number of its next item."""

    def __init__(self, tag: str, node: Node) -> None:
        self._is_ordered = tag == "ol"
        self._next = self._step = 1
        attributes = node.attributes if self._is_ordered else {}
        if "reversed" in attributes:
            self._next, self._step = sum(x.tag == "li" for x in siblings_from(node.first_child)), -1
        self._next = _number(attributes.get("start"), self._next)

    def next_marker(self, item: Node) -> str:
        """Return the marker of the next item."""
        if not self._is_ordered:
            return "•"
        number = _number(item.attributes.get("value"), self._next)
        self._next = number + self._step
        return f"{number}."


def is_number_of_item(text: str) -> bool:
    """Whether a text in an element of its own is nothing but a number: `3`, `3.`, `(3)`."""
    return len(text) <= 6 and _NUMBER.fullmatch(text) is not None


def as_marker(number: str) -> str:
    """Return a number that the page writes as the marker of its item.

    >>> as_marker("(3)"), as_marker("3:")
    ('3.', '3.')
    """
    return number.strip("([.)]:") + "."


def _number(value: str | None, default: int) -> int:
    written = (value or "").strip()
    return int(written) if _SIGNED_NUMBER.fullmatch(written) else default
