"""Reads the cells of tables and boxes that a tool drew with lines.

┌────┬──────────┐
│Year│Cars a day│       ->  table "Year\\tCars a day\\n2022\\t12,000 on weekdays"
├────┼──────────┤
│2022│12,000 on │
│    │weekdays  │
└────┴──────────┘
"""

from __future__ import annotations

from dataclasses import dataclass

from ...text.patterns import pattern

_TOP_CORNERS = frozenset("┌╔┏╭")
_SIDES = frozenset("│║┃├╠┣╟")
_BOTTOM_CORNERS = frozenset("└╚┗╰")
_CORNER = pattern(r"[┌┬┐╔╦╗┏┳┓╭╮]")
_EDGE = pattern(r"[│║┃]")
_BETWEEN_ROWS = frozenset("├╠┣╟")
_LEAST_UNDER_HEADER = 3  # lines under the rule of a header, the bottom edge included


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn table: lines `start` to `end` (exclusive), edges included."""

    start: int
    end: int
    columns: int

    def inside(self, lines: list[str]) -> list[str]:
        """Return the lines of a box with one column, without its edges."""
        return [
            _EDGE.sub("", line, 1).rstrip()[:-1].rstrip() for line in lines[self.start + 1 : self.end - 1]
        ]

    def has_header(self, texts: list[str]) -> bool:
        """Whether the only rule between rows is under the first of three rows or more."""
        rules = [at for at in range(self.start + 1, self.end - 1) if texts[at][0] in _BETWEEN_ROWS]
        return len(rules) == 1 and rules[0] == self.start + 2 and self.end - rules[0] > _LEAST_UNDER_HEADER

    def rows(self, lines: list[str]) -> list[tuple[int, list[str]]]:
        """Return the first line and the cells of each row; the lines of a cell are joined by spaces."""
        rows: list[tuple[int, list[str]]] = []
        begins_row = True
        for at in range(self.start + 1, self.end - 1):
            text = lines[at].strip()
            if text[0] in _BETWEEN_ROWS:
                begins_row = True
                continue
            cells = [cell.strip() for cell in _EDGE.split(text)[1:-1]]
            if begins_row or len(cells) != len(rows[-1][1]):
                rows.append((at, cells))
            else:
                rows[-1][1][:] = [f"{a} {b}".strip() for a, b in zip(rows[-1][1], cells, strict=True)]
            begins_row = False
        return rows


def box_at(texts: list[str], start: int, end: int) -> Box | None:
    """Return the box that begins at the line, if it is closed further down."""
    if texts[start][0] not in _TOP_CORNERS:
        return None
    for at in range(start + 1, end):
        first = texts[at][:1]
        if first in _BOTTOM_CORNERS:
            return Box(start, at + 1, len(_CORNER.findall(texts[start])) - 1)
        if first not in _SIDES:
            return None
    return None
