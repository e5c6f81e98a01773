"""Tables and boxes that a tool drew with lines: their cells are read, their edges are not.

┌────┬──────────┐
│Year│Cars a day│       ->  table rows "Year\\tCars a day", "2022\\t12,000 on weekdays"
├────┼──────────┤
│2022│12,000 on │
│    │weekdays  │
└────┴──────────┘
"""

from __future__ import annotations

from dataclasses import dataclass

from ...text.patterns import pattern

_OPENS = frozenset("┌╔┏╭")
_GOES_ON = frozenset("│║┃├╠┣╟")
_CLOSES = frozenset("└╚┗╰")
_CORNER = pattern(r"[┌┬┐╔╦╗┏┳┓╭╮]")
_EDGE = pattern(r"[│║┃]")
_BETWEEN_ROWS = frozenset("├╠┣╟")


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn table: lines `start` to `end` (exclusive), edges included."""

    start: int
    end: int
    columns: int

    def inside(self, lines: list[str]) -> list[str]:
        """The lines of a box of one column, without its edges."""
        return [
            _EDGE.sub("", line, 1).rstrip()[:-1].rstrip() for line in lines[self.start + 1 : self.end - 1]
        ]

    def rows(self, lines: list[str]) -> list[tuple[int, list[str]]]:
        """The first line and the cells of each row; cells of several lines are joined by blanks."""
        rows: list[tuple[int, list[str]]] = []
        fresh = True
        for at in range(self.start + 1, self.end - 1):
            text = lines[at].strip()
            if text[0] in _BETWEEN_ROWS:
                fresh = True
                continue
            cells = [cell.strip() for cell in _EDGE.split(text)[1:-1]]
            if fresh or len(cells) != len(rows[-1][1]):
                rows.append((at, cells))
            else:
                rows[-1][1][:] = [f"{a} {b}".strip() for a, b in zip(rows[-1][1], cells, strict=True)]
            fresh = False
        return rows


def box_at(texts: list[str], start: int, end: int) -> Box | None:
    """The box that the line opens, if it is closed further down."""
    if texts[start][0] not in _OPENS:
        return None
    for at in range(start + 1, end):
        first = texts[at][:1]
        if first in _CLOSES and first:
            return Box(start, at + 1, len(_CORNER.findall(texts[start])) - 1)
        if first not in _GOES_ON:
            return None
    return None
