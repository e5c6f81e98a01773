"""Recognises the bullets and numbers that dump tools put before list items.

•  *  +  -  o  □  ☆  ○  ▪  ▶  #  @  =        3.  12)
"""

from __future__ import annotations

from ...text.patterns import pattern

# Characters that are a bullet wherever they begin a line and white space follows.
SURE = frozenset("•·∙◦‣⁃▪▫■□●○◆◇◊★☆►▶▸▷➢➤➔➜✦✓✔✗❖❯⁌⁍⦿⦾◉◎△▲❑❒")
# Those that may also be a dash, a word or a symbol: they need more evidence.
_ASCII = frozenset("*+-o#@=")
POSSIBLE = SURE | _ASCII

# * News    - Sport    o Local
_BULLET = pattern(r"[*+\-o#@=](?P<gap>\s++|\Z)")
# 1. Storm warning    12) Lamps
_NUMBER = pattern(r"(?P<marker>(?P<value>\d{1,3})[.)])(?P<gap>\s++|\Z)")

_TOOLS_INDENT = 1  # columns; every tool that numbers items indents the numbers by at least this much
_DASH_GAP = 2  # spaces after a dash; nobody types more, so a tool put them there


class ListMarkers:
    """Reads the markers of lines in turn, keeping track of the open lists.

    `dashes`: whether the dump uses "-" as a bullet, as Markdown does.
    """

    __slots__ = ("_columns", "_last_numbers", "dashes")

    def __init__(self, dashes: bool) -> None:
        self.dashes = dashes
        self._columns: list[int] = []  # of the markers of the open lists
        self._last_numbers: dict[int, int] = {}  # by the column where the number ends

    def read(self, text: str, indent: int) -> tuple[str, int] | None:
        """Return the marker at the start of `text` and the offset of what follows it; None without one."""
        first = text[0]
        if first in SURE:
            offset = len(text) - len(text[1:].lstrip())
            return (first, offset) if offset > 1 or len(text) == 1 else None
        if first.isdigit():
            return self._number(text, indent)
        found = _BULLET.match(text)
        if found is None or not self._is_bullet(first, len(found["gap"]), indent, found.end() == len(text)):
            return None
        return first, found.end()

    def depth(self, indent: int) -> int:
        """Return the depth, from 1, of an item whose marker is at this column; close the lists inside it."""
        columns = self._columns
        while columns and columns[-1] > indent:
            columns.pop()
        if not columns or columns[-1] < indent:
            columns.append(indent)
        return len(columns)

    def may_hold(self, indent: int) -> bool:
        """Whether text at this column may be part of an item of an open list."""
        return bool(self._columns) and indent > self._columns[0]

    def close(self) -> None:
        """End all lists, because text that belongs to no item follows."""
        self._columns.clear()
        self._last_numbers.clear()

    def _is_bullet(self, first: str, gap: int, indent: int, alone: bool) -> bool:
        if alone:
            return first in "*+" and indent > 0
        if first == "*":
            return True
        if first == "-":
            return self.dashes or gap > _DASH_GAP or self._is_nested(indent)
        if first == "+":
            return indent >= _TOOLS_INDENT
        return self._is_nested(indent)  # o, #, @, =: only in a nested list

    def _is_nested(self, indent: int) -> bool:
        return bool(self._columns) and indent >= self._columns[0] + 2

    def _number(self, text: str, indent: int) -> tuple[str, int] | None:
        found = _NUMBER.match(text)
        if found is None:
            return None
        value = int(found["value"])
        end = indent + len(found["marker"])  # numbers are right-aligned
        if not self._follows(value, indent, end, len(found["gap"])):
            return None
        self._last_numbers[end] = value
        return found["marker"], found.end()

    def _follows(self, value: int, indent: int, end: int, gap: int) -> bool:
        if any(self._last_numbers.get(end + shift, -1) == value - 1 for shift in (0, -1, 1)) and value > 1:
            return True
        if self._is_nested(indent):
            return True
        return value == 1 and (indent >= _TOOLS_INDENT or self.dashes or gap >= _DASH_GAP)
