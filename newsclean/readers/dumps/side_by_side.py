"""Columns that a tool set side by side, as w3m does with tables, are read one after the other.

    • Home       The bridge reopened on        ->  • Home / • Sport / The bridge reopened on Friday.
    • Sport      Friday.

A gutter is a column of blanks that stays blank line after line. Columns of short entries are data, and
stay rows; columns of running text are layout, and are parted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...text.patterns import pattern

# •   -   12.  3)
_MARKER = pattern(r"(?:(?:[^\w\s]|\d{1,3}[.)])\s++)++")

_GAP = "  "  # blanks in the middle of a line that show a gutter
_FIELD = "[  "  # of a form
_FEWEST = 2  # lines with text on both sides of a gutter that begin alike on its right
_WIDE_SHARE = 0.6  # of the lines with text on both sides, those with two blanks or more between
_BLANK_LINES = 2  # in a row, inside a region
_LONGEST = 3000  # characters: no tool sets wider tables, and a hostile line is not worth the look
_MOST_GUTTERS = 12
_LOOK_AGAIN = 50  # lines without a region, inside which the next line with gaps is tried as well

_ROWS_FULL = 0.7  # share of lines with text in two columns or more: below, cells run over several lines
_WORDS_OF_DATA = 5  # mean words of a cell of data


@dataclass(frozen=True, slots=True)
class Region:
    """Lines `start` to `end` (exclusive) in columns; `cuts`: first and past the last character of each."""

    start: int
    end: int
    cuts: tuple[tuple[int, int], ...]
    data: bool

    def column(self, lines: list[str], at: int) -> list[str]:
        """The lines of one column."""
        first, last = self.cuts[at]
        return [line[first:last] for line in lines[self.start : self.end]]

    def cells(self, line: str) -> list[str]:
        """The cells of one line."""
        return [" ".join(line[first:last].split()) for first, last in self.cuts]


def side_by_side(lines: list[str], texts: list[str], wrapped: bool) -> Iterator[Region]:
    """The regions of a dump that have columns, in order. wrapped: whether its tool breaks long lines."""
    end = 0
    for at, text in enumerate(texts):
        if at >= end and _GAP in text and _may_be_columns(text):
            region, seen = _region(lines, texts, at, end, wrapped)
            if region is not None:
                yield region
                end = region.end
            elif seen - at > _LOOK_AGAIN:
                end = seen


def _may_be_columns(text: str) -> bool:
    """Whether the gaps of a line are not those of Markdown, of a form or of a hostile line."""
    return text[0] not in "#|>" and _FIELD not in text and "|  " not in text and len(text) < _LONGEST


def _region(
    lines: list[str], texts: list[str], seed: int, after: int, wrapped: bool
) -> tuple[Region | None, int]:
    """The region around a line with gaps, back to `after` at most; and how far it was sought."""
    gutters = _gaps(lines[seed], 2)
    if not 0 < len(gutters) <= _MOST_GUTTERS:
        return None, seed
    last = seed
    full = blanks = 0
    at = seed
    while at < len(lines):
        line = lines[at]
        if not texts[at]:
            blanks += 1
            if blanks > _BLANK_LINES:
                break
            at += 1
            continue
        narrowed = _narrowed(gutters, line)
        if not narrowed or len(line) >= _LONGEST or (blanks and narrowed[0][1] - narrowed[0][0] < len(_GAP)):
            break
        right = len(line.rstrip()) > narrowed[0][1]
        if right:
            crossing = _crosses(narrowed, line)
            full += crossing
            last = at
        elif blanks and at - 1 > last:
            break
        gutters = narrowed
        blanks = 0
        at += 1
    if full < _FEWEST or not _is_gutter(lines[seed : last + 1], gutters, full):
        return None, at
    end = _past_left_column(lines, texts, last + 1, gutters[0][0])
    start = seed
    while start > after and texts[start - 1] and _indent(lines[start - 1]) >= gutters[0][1]:
        narrowed = _narrowed(gutters, lines[start - 1])
        if not narrowed:
            break
        gutters = narrowed
        start -= 1
    cuts = _cuts(gutters)
    data = _is_data([line for line in lines[start:end] if line.strip()], cuts, wrapped)
    return Region(start, end, cuts, data), end


def _gaps(line: str, least: int) -> list[tuple[int, int]]:
    """Runs of `least` blanks or more inside the line, the one after its bullet or number aside."""
    found = []
    at = _indent(line)
    marker = _MARKER.match(line, at)
    if marker is not None:
        at = marker.end()
    end = len(line.rstrip())
    while (at := line.find(" " * least, at, end)) >= 0:
        past = at + least
        while past < end and line[past] == " ":
            past += 1
        found.append((at, past))
        at = past
    return found


def _narrowed(gutters: list[tuple[int, int]], line: str) -> list[tuple[int, int]]:
    """What is left of the gutters when this line is added."""
    left = []
    for first, past in gutters:
        part = line[first:past]
        if not part or part.isspace():
            left.append((first, past))
            continue
        runs = _runs(part)
        if runs:
            a, b = max(runs, key=lambda run: run[1] - run[0])
            if b - a >= len(_GAP) or first + b == past:  # one blank will do where the column begins as before
                left.append((first + a, first + b))
    return left


def _runs(part: str) -> list[tuple[int, int]]:
    """Runs of blanks in a few characters; past their end all is blank."""
    runs = []
    at = 0
    while at < len(part):
        if part[at] == " ":
            past = at
            while past < len(part) and part[past] == " ":
                past += 1
            runs.append((at, past))
            at = past
        at += 1
    return runs


def _crosses(gutters: list[tuple[int, int]], line: str) -> bool:
    """Whether there is text on both sides of a gutter."""
    return any(line[:first].strip() and line[past:].strip() for first, past in gutters)


def _is_gutter(lines: list[str], gutters: list[tuple[int, int]], crossing: int) -> bool:
    """Whether a column begins right of one of the gutters, line after line."""
    for _, past in gutters:
        wide = [line for line in lines if line[past - 2 : past] == _GAP and line[:past].strip()]
        begins = sum(1 for line in wide if line[past : past + 1].strip())
        inside = sum(1 for line in wide if line[past:].strip())
        if begins >= _FEWEST and inside >= crossing * _WIDE_SHARE:
            return True
    return False


def _past_left_column(lines: list[str], texts: list[str], at: int, edge: int) -> int:
    """The end of lines that still belong to the left column: none up to a blank line is wider."""
    end = at
    while end < len(lines) and texts[end]:
        if len(lines[end].rstrip()) > edge:
            return at
        end += 1
    return end


def _cuts(gutters: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    firsts = [0, *(past for _, past in gutters)]
    pasts = [*(first for first, _ in gutters), _LONGEST]
    return tuple(zip(firsts, pasts, strict=True))


def _is_data(lines: list[str], cuts: tuple[tuple[int, int], ...], wrapped: bool) -> bool:
    """Whether the columns hold entries of a table, not text that runs on from line to line."""
    cells = words = full = 0
    for line in lines:
        filled = [part for first, past in cuts if (part := line[first:past].strip())]
        cells += len(filled)
        words += sum(part.count(" ") + 1 for part in filled)
        full += len(filled) > 1
    return full >= len(lines) * _ROWS_FULL and (not wrapped or words <= cells * _WORDS_OF_DATA)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
