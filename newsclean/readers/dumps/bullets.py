"""The bullets and numbers that dump tools set before list items.

•  *  +  -  o  □  ☆  ○  ▪  ▶  #  @  =        3.  12)
"""

from __future__ import annotations

from ...text.patterns import pattern

# Characters that are a bullet wherever they open a line and a blank follows.
SURE = frozenset("•·∙◦‣⁃▪▫■□●○◆◇◊★☆►▶▸▷➢➤➔➜✦✓✔✗❖❯⁌⁍⦿⦾◉◎△▲❑❒")
# Those that could also be a dash, a word or a sign: they need company to count.
_ASCII = frozenset("*+-o#@=")
POSSIBLE = SURE | _ASCII

# * News    - Sport    o Local
_BULLET = pattern(r"[*+\-o#@=](?P<gap>\s++|\Z)")
# 1. Storm warning    12) Lamps
_NUMBER = pattern(r"(?P<marker>(?P<value>\d{1,3})[.)])(?P<gap>\s++|\Z)")

_TOOLS_INDENT = 1  # columns: every tool that numbers items sets the number in by so much
_DASH_GAP = 2  # blanks after a dash that no writer types: a tool set it


class Marks:
    """Reads the marker of one line after the other, knowing which lists are open.

    `dashes`: whether the dump uses "-" as a bullet, as Markdown writers do.
    """

    __slots__ = ("_columns", "_last", "dashes")

    def __init__(self, dashes: bool) -> None:
        self.dashes = dashes
        self._columns: list[int] = []  # where the markers of the open lists stand
        self._last: dict[int, int] = {}  # column of a number's end -> last number there

    def read(self, text: str, indent: int) -> tuple[str, int] | None:
        """The marker that opens `text` and the characters up to what follows it; None if there is none."""
        first = text[0]
        if first in SURE:
            after = len(text) - len(text[1:].lstrip())
            return (first, after) if after > 1 or len(text) == 1 else None
        if first.isdigit():
            return self._number(text, indent)
        found = _BULLET.match(text)
        if found is None or not self._is_bullet(first, len(found["gap"]), indent, found.end() == len(text)):
            return None
        return first, found.end()

    def depth(self, indent: int) -> int:
        """Of an item whose marker stands at this column, from 1; lists further in are closed by it."""
        columns = self._columns
        while columns and columns[-1] > indent:
            columns.pop()
        if not columns or columns[-1] < indent:
            columns.append(indent)
        return len(columns)

    def holds(self, indent: int) -> bool:
        """Whether text at this column may stand in an item of an open list."""
        return bool(self._columns) and indent > self._columns[0]

    def close(self) -> None:
        """Text that is no item and no part of one: all lists end."""
        self._columns.clear()
        self._last.clear()

    def _is_bullet(self, first: str, gap: int, indent: int, alone: bool) -> bool:
        if alone:
            return first in "*+" and indent > 0
        if first == "*":
            return True
        if first == "-":
            return self.dashes or gap > _DASH_GAP or self._inside(indent)
        if first == "+":
            return indent >= _TOOLS_INDENT
        return self._inside(indent)  # o, #, @, =: only as the bullet of a list within a list

    def _inside(self, indent: int) -> bool:
        return bool(self._columns) and indent >= self._columns[0] + 2

    def _number(self, text: str, indent: int) -> tuple[str, int] | None:
        found = _NUMBER.match(text)
        if found is None:
            return None
        value = int(found["value"])
        end = indent + len(found["marker"])  # numbers are set flush right
        if not self._follows(value, indent, end, len(found["gap"])):
            return None
        self._last[end] = value
        return found["marker"], found.end()

    def _follows(self, value: int, indent: int, end: int, gap: int) -> bool:
        if any(self._last.get(end + shift, -1) == value - 1 for shift in (0, -1, 1)) and value > 1:
            return True
        return value == 1 and (indent >= _TOOLS_INDENT or self.dashes or gap >= _DASH_GAP)
