"""Finds columns that a tool put side by side, as w3m does with tables.

    • Home       The bridge reopened on        ->  • Home / • Sport / The bridge reopened on Friday.
    • Sport      Friday.

A gutter is a range of columns that is blank in line after line. Short entries are data, and stay rows;
running text is layout, and its columns are read one after the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ...text.patterns import pattern, plain_pattern
from ...text.words import ends_sentence
from .columns_of_data import is_data
from .data_rows import FIGURE
from .display_columns import CHARACTERS, WIDEST, Ruler, ruler_of

# •   -   12.  3)
_MARKER = pattern(r"(?:(?:[^\w\s]\uffff?+|\d{1,3}[.)])\s++)++")
# • 450 g  Butter, but not two lists side by side
_ITEM = pattern(r"\s*+[•*+]\s\S(?!.*\s{2}[•*+]\s)")

_GAP = "  "  # spaces inside a line that show a gutter
_GAPS = plain_pattern(r" {2,}")
_SPACES = plain_pattern(r" +")
_FIELD = "[  "  # a form field
_FEWEST = 2  # lines with text on both sides of a gutter that begin in the same column on its right
_WIDE_SHARE = 0.6  # share of the lines with text on both sides that have two or more spaces between
_OFF_EDGE = 4  # columns that they may be from the edge of the gutter, where a centred line begins
_BLANK_LINES = 2  # in a row, inside a region
_MOST_LINES_ON_LEFT = 24  # in a row, with text only there
_FILLED = 0.8  # share of the left column that the longest line of a paragraph in it takes
_WIDTH_OF_TEXT = 40  # columns of a left column that may be the story; menus are narrower
_MOST_GUTTERS = 12
_LOOK_AGAIN = 6  # times the lines of the dump that searches without result may cover

_ROWS_OF_GRID = 3
_MOST_BLANK = 60  # ranges that are blank in all rows


@dataclass(frozen=True, slots=True)
class Region:
    """Lines `start` to `end` (exclusive) in columns; `cuts`: the start and end (exclusive) of each column."""

    start: int
    end: int
    cuts: tuple[tuple[int, int], ...]
    data: bool
    header: bool = False
    """Whether the tool marks the first row as a header: its cells are centred over the others."""
    ruler: Ruler = CHARACTERS

    def column(self, lines: list[str], at: int) -> list[str]:
        """Return the lines of one column."""
        return [self.ruler.cut(line, *self.cuts[at]) for line in lines[self.start : self.end]]

    def cells(self, line: str) -> list[str]:
        """Return the cells of one line."""
        return [" ".join(self.ruler.cut(line, *cut).split()) for cut in self.cuts]


def side_by_side(lines: list[str], texts: list[str], wrapped: bool) -> Iterator[Region]:
    """Yield the regions of a dump that have columns. wrapped: whether its tool wraps lines."""
    end = grids_tried = 0
    left_to_search = _LOOK_AGAIN * len(lines)
    with_gaps = [at for at, text in enumerate(texts) if _GAP in text]
    ruler = ruler_of([lines[at] for at in with_gaps])
    if ruler is not CHARACTERS:
        lines = [ruler.spread(line) for line in lines]
    for at in with_gaps:
        if at >= end and _may_be_columns(texts[at]):
            region, searched_to = _region(lines, texts, at, end, wrapped)
            if region is None and at >= grids_tried:
                region, grids_tried = _grid(lines, texts, at, wrapped)
            if region is not None:
                end = region.end
                if region.data and _is_list(lines[region.start : end]):
                    continue
                if region.data:
                    region = _refined(region, lines)
                yield region if ruler is CHARACTERS else replace(region, ruler=ruler)
            else:
                left_to_search -= searched_to - at
                if left_to_search < 0:
                    end = searched_to


def _is_list(lines: list[str]) -> bool:
    """Whether each line is an item, with a gap in its text: "• 350 g  Flour", "• 450 g  Butter"."""
    return all(_ITEM.match(line) for line in lines if line.strip())


def _may_be_columns(text: str) -> bool:
    """Whether the gaps of a line may be gutters: not Markdown, a form field or a hostile line."""
    return text[0] not in "#|>│┃║" and _FIELD not in text and "|  " not in text and len(text) < WIDEST


def _region(
    lines: list[str], texts: list[str], seed: int, after: int, wrapped: bool
) -> tuple[Region | None, int]:
    """Return the region around a line with gaps, not before `after`, and how far the search went."""
    gutters = _gaps(lines[seed])
    if not 0 < len(gutters) <= _MOST_GUTTERS:
        return None, seed
    gutters, last, full, past = _followed_down(lines, texts, seed, gutters)
    if full < _FEWEST or not _has_gutter(lines[seed : last + 1], gutters, full):
        return None, past
    end = _end_of_left_column(lines, texts, last + 1, gutters[0][0])
    start, gutters = _followed_up(lines, texts, seed, after, gutters)
    cuts = _cuts(gutters)
    data = is_data([line for line in lines[start:end] if line.strip()], cuts, wrapped)
    if not data:
        end = _end_of_short_paragraphs(lines, texts, end, gutters[0][0])
    return Region(start, end, cuts, data), end


def _followed_down(
    lines: list[str], texts: list[str], seed: int, gutters: list[tuple[int, int]]
) -> tuple[list[tuple[int, int]], int, int, int]:
    """Follow gutters from a line down, as far as lines leave them blank.

    Returns what is left of them, the last line with text on their right, how many lines have text on both
    sides, and the line that ends them. A line that ends inside a gutter is of the column on its left, unless
    a blank line parts it from the text on the right.
    """
    at = last = seed
    full = blanks = 0
    parted = False
    while at < len(lines):
        line = lines[at]
        if not texts[at]:
            blanks += 1
            parted = True
            if blanks > _BLANK_LINES:
                break
            at += 1
            continue
        narrowed = _narrowed(gutters, line if parted else line.ljust(gutters[-1][1]))
        if not narrowed or len(line) >= WIDEST or (blanks and _may_be_text(narrowed[0], line)):
            break
        if len(line.rstrip()) > narrowed[0][1]:
            full += _crosses(narrowed, line)
            last = at
            parted = False
        elif at - last > _MOST_LINES_ON_LEFT or (blanks and at - 1 > last):
            break
        gutters = narrowed
        blanks = 0
        at += 1
    return gutters, last, full, at


def _followed_up(
    lines: list[str], texts: list[str], seed: int, after: int, gutters: list[tuple[int, int]]
) -> tuple[int, list[tuple[int, int]]]:
    """Follow gutters from a line up to `after`, as far as lines have text only on their right.

    Returns the first such line, and what is left of the gutters.
    """
    start = seed
    while start > after and texts[start - 1] and _indent(lines[start - 1]) >= gutters[0][1]:
        narrowed = _narrowed(gutters, lines[start - 1])
        if not narrowed:
            break
        gutters = narrowed
        start -= 1
    return start, gutters


def _grid(lines: list[str], texts: list[str], start: int, wrapped: bool) -> tuple[Region | None, int]:
    """Return the data in aligned columns that begins at a line with gaps, and how far the search went.

    One space is between columns where their longest entries meet.
    """
    end = start
    while end < len(lines) and texts[end] and len(lines[end]) < WIDEST:
        end += 1
    if end - start < _ROWS_OF_GRID or sum(_GAP in text for text in texts[start:end]) < _FEWEST:
        return None, end
    gutters = _aligned(lines[start:end])
    if not gutters:
        return None, end
    cuts = _cuts(gutters)
    if not is_data(lines[start:end], cuts, wrapped):
        return None, end
    return Region(start, end, cuts, data=True), end


def _refined(region: Region, lines: list[str]) -> Region:
    """Return the region of data with all its columns, and whether it has a header."""
    rows = [line for line in lines[region.start : region.end] if line.strip()]
    gutters = _aligned(rows)
    cuts = _cuts(gutters) if len(gutters) >= len(region.cuts) else region.cuts
    return Region(region.start, region.end, cuts, True, _has_centred_header(rows, cuts))


def _aligned(rows: list[str]) -> list[tuple[int, int]]:
    """Return the ranges that are blank in all rows and after which entries begin in the same column."""
    used: set[int] = set()
    for row in rows:
        used.update([at for at, character in enumerate(row) if character != " "])
        if marker := _MARKER.match(row, _indent(row)):
            used.update(range(*marker.span()))
    columns = sorted(used)
    blank = [(a + 1, b) for a, b in pairwise(columns) if b > a + 1]
    if not 0 < len(blank) <= _MOST_BLANK:
        return []
    starts = [0, *(past for _, past in blank)]
    ends = [*(first for first, _ in blank[1:]), WIDEST]
    gutters = [
        gutter
        for start, gutter, end in zip(starts[:-1], blank, ends, strict=True)
        if _begins_column(rows, gutter[1], end, _are_headed(rows, start, gutter, end))
    ]
    return gutters if len(gutters) <= _MOST_GUTTERS else []


def _are_headed(rows: list[str], start: int, gutter: tuple[int, int], end: int) -> bool:
    """Whether a wide gap in the header is around the gutter, with figures or two centred headers beside it.

    One space is between words, too.
    """
    first, past = gutter
    header, *below = rows
    if header[first - 1 : past + 1].strip():
        return False
    entries = [entry for row in below if (entry := row[start:first].strip())]
    if len(entries) > 1 and all(map(FIGURE.match, entries)):
        return True
    columns = ([row[start:first].rstrip() for row in rows], [row[past:end].rstrip() for row in rows])
    are_full = len(entries) == len(below) >= _ROWS_OF_GRID and all(
        row[past : past + 1].strip() for row in below
    )
    return are_full and all(map(_is_under_centred_header, columns))


def _is_under_centred_header(column: list[str]) -> bool:
    """Whether the first entry of a column has as much blank on its left as on its right."""
    header, *entries = column
    left = _indent(header) - min(_indent(entry) for entry in column if entry)
    return bool(header) and left > 0 and abs(left - max(map(len, entries)) + len(header)) <= 1


def _begins_column(rows: list[str], at: int, end: int, is_headed: bool) -> bool:
    """Whether most entries of a column begin here, and a gap before one of them or the header shows it."""
    begins = [row for row in rows if row[at : at + 1].strip()]
    filled = sum(1 for row in rows[1:] if row[at:end].strip())  # the first row may be a header
    shown = is_headed or any(row[at - 2 : at] == _GAP and row[:at].strip() for row in begins)
    return shown and len(begins) >= max(_FEWEST, filled * _WIDE_SHARE)


def _has_centred_header(rows: list[str], cuts: tuple[tuple[int, int], ...]) -> bool:
    """Whether the entries of the first row are centred in their columns, and the others not."""
    evidence = 0
    for first, past in cuts:
        below = [row[first:past].rstrip() for row in rows[1:]]
        head = rows[0][first:past].rstrip()
        if not head or len(rows) <= _FEWEST:
            return False
        margin = min(_indent(entry) for entry in [head, *filter(None, below)])
        width = max(map(len, [head, *below])) - margin
        left = _indent(head) - margin
        right = width - left - len(head.strip())
        if abs(left - right) > 1:
            return False
        begin = [entry for entry in below if entry]
        if left and all(_indent(entry) == margin for entry in begin) and len(begin) > 1:
            evidence += 1
    return evidence > 0


def _gaps(line: str) -> list[tuple[int, int]]:
    """Return the runs of two spaces or more inside the line, except after its bullet or number."""
    at = _indent(line)
    marker = _MARKER.match(line, at)
    start = at if marker is None else marker.end()
    return [gap.span() for gap in _GAPS.finditer(line, start, len(line.rstrip()))]


def _narrowed(gutters: list[tuple[int, int]], line: str) -> list[tuple[int, int]]:
    """Return what is left of the gutters when this line is added."""
    left = []
    for first, past in gutters:
        part = line[first:past]
        if not part or part.isspace():
            left.append((first, past))
            continue
        runs = [run.span() for run in _SPACES.finditer(part)]
        if runs:
            # The last of the widest: one space is enough if the column begins as before.
            a, b = max(reversed(runs), key=lambda run: run[1] - run[0])
            if b - a >= len(_GAP) or first + b == past:
                left.append((first + a, first + b))
    return left


def _may_be_text(gutter: tuple[int, int], line: str) -> bool:
    """Whether a gutter of one space, with text on its left, may be a space between words."""
    first, past = gutter
    return past - first < len(_GAP) and bool(line[:first].strip())


def _crosses(gutters: list[tuple[int, int]], line: str) -> bool:
    """Whether there is text on both sides of a gutter."""
    return any(line[:first].strip() and line[past:].strip() for first, past in gutters)


def _has_gutter(lines: list[str], gutters: list[tuple[int, int]], crossing: int) -> bool:
    """Whether lines begin in the same column right of one of the gutters, or a little farther."""
    for _, past in gutters:
        wide = [line[past:] for line in lines if line[past - 2 : past] == _GAP and line[:past].strip()]
        begins = Counter(_indent(right) for right in wide if right.strip())
        aligned = max((n for at, n in begins.items() if at <= _OFF_EDGE), default=0)
        if aligned >= _FEWEST and begins.total() >= crossing * _WIDE_SHARE:
            return True
    return False


def _end_of_left_column(lines: list[str], texts: list[str], at: int, edge: int) -> int:
    """Return the end of the lines up to a blank line if all fit into the left column; else `at`.

    So do the paragraphs under them whose lines fill that column.
    """
    end, start, past = at, at, _end_of_paragraph(texts, at)
    while True:
        longest = _longest(lines[start:past])
        if longest > edge or (start > at and longest < edge * _FILLED):
            return end
        end = past
        start, past = _next_paragraph(texts, end)
        if start == past:
            return end


def _end_of_short_paragraphs(lines: list[str], texts: list[str], at: int, edge: int) -> int:
    """Return the end of what goes on with a sentence in a left column that is as wide as running text.

    There, the last, short paragraphs of a story stand below the end of the column on its right.
    """
    end = at
    while edge >= _WIDTH_OF_TEXT:
        start, past = _next_paragraph(texts, end)
        if start == past or _longest(lines[start:past]) > edge:
            break
        is_label = end == at and not ends_sentence(texts[past - 1])
        if is_label or any(_GAP in text for text in texts[start:past]):
            break
        end = past
    return end


def _next_paragraph(texts: list[str], end: int) -> tuple[int, int]:
    """Return the first and last (exclusive) line of the paragraph below a line; twice the same for none."""
    start = end
    while start < len(texts) and start - end < _BLANK_LINES and not texts[start]:
        start += 1
    return (start, _end_of_paragraph(texts, start)) if start > end else (end, end)


def _end_of_paragraph(texts: list[str], at: int) -> int:
    return next((i for i in range(at, len(texts)) if not texts[i]), len(texts))


def _longest(lines: list[str]) -> int:
    return max((len(line.rstrip()) for line in lines), default=0)


def _cuts(gutters: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    starts = [0, *(past for _, past in gutters)]
    ends = [*(first for first, _ in gutters), WIDEST]
    return tuple(zip(starts, ends, strict=True))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
