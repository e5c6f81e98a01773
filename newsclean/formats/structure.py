"""The parts of an Article as a reader sees them: lists with their items, whole quotes, tables, pictures.

Markdown, HTML, TEI and the notebook view are written from these parts. Headings get even levels here; one
whose text was removed is left out.

heading "Sport" (3), heading "Results" (5), item "1.", item "2.", table  ->  Heading 2, Heading 3, list, table
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from ..article import Article, Image
from ..model import Block, Cell
from ..text.patterns import pattern

_LONGEST_HEADING = 159  # characters; a longer one is a paragraph in large letters
_UNKNOWN_LEVEL = 2  # of a heading, if no other heading has a level
_TOP_LEVEL = 2  # of the body's headings: the title is above them
_DEEPEST_LEVEL = 6
_ENUMERATION = 3  # headings in a row that are the text themselves
_DEEPEST_LIST = 10
_NUMBER = pattern(r"([0-9]{1,9})[.)]")  # of a list item in Markdown


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, a caption, a correction, or a heading as long as a paragraph."""

    block: Block


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; its level is 2 or more, and at most one deeper than that of the heading above."""

    block: Block
    level: int


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of code."""

    block: Block


@dataclass(frozen=True, slots=True)
class Picture:
    """An image at its place."""

    image: Image


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote with all its paragraphs."""

    parts: tuple[Paragraph | Picture, ...]


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table; the rows of a dump are blocks of their own."""

    blocks: tuple[Block, ...]

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        """The rows of all its blocks."""
        return [row for block in self.blocks for row in block.rows]

    @property
    def has_head(self) -> bool:
        """Whether its first row is all header cells, or empty ones beside them, with more rows below."""
        first, *others = self.rows
        return (
            bool(others) and all(x.is_header or not x.text for x in first) and any(x.is_header for x in first)
        )


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item: its text, then its further paragraphs, its own lists and what else is in it."""

    marker: str
    parts: tuple[Part, ...]

    @property
    def number(self) -> int | None:
        """Its number in an ordered list."""
        return _number(self.marker)


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list, whose items are all numbered or all not."""

    items: tuple[ListItem, ...]

    @property
    def is_ordered(self) -> bool:
        """Whether its items are numbered."""
        return self.items[0].number is not None


Part: TypeAlias = Paragraph | Heading | CodeBlock | Picture | Quote | DataTable | ItemList
_Entry: TypeAlias = Block | Image


def parts_of(article: Article) -> list[Part]:
    """Return the parts of an article's body, with its pictures at their places."""
    entries = _with_headings_that_have_text(_entries(article))
    levels = _levels([x for x in entries if isinstance(x, Block) and _is_heading(x)])
    parts: list[Part] = []
    at = 0
    while at < len(entries):
        entry = entries[at]
        end = at + 1
        if isinstance(entry, Image):
            parts.append(Picture(entry))
        elif entry.kind == "list_item":
            end = _list_end(entries, at)
            parts += _lists(entries[at:end])
        elif entry.kind == "quote":
            end = _run_end(entries, at, "quote")
            parts.append(_quote(entries[at:end]))
        elif entry.kind == "table":
            end = _table_end(entries, at)
            parts.append(DataTable(tuple([x for x in entries[at:end] if isinstance(x, Block)])))
        elif entry.kind == "code":
            parts.append(CodeBlock(entry))
        elif _is_heading(entry):
            parts.append(Heading(entry, next(levels)))
        else:
            parts.append(Paragraph(entry))
        at = end
    return parts


def blocks_of(parts: Iterable[Part]) -> Iterator[Block]:
    """Yield the blocks of these parts, in the order of the body."""
    for part in parts:
        if isinstance(part, ItemList):
            for item in part.items:
                yield from blocks_of(item.parts)
        elif isinstance(part, DataTable):
            yield from part.blocks
        elif isinstance(part, Quote):
            yield from blocks_of(part.parts)
        elif not isinstance(part, Picture):
            yield part.block


def _entries(article: Article) -> list[_Entry]:
    """Return the blocks that have text, each followed by its pictures; those without a place come first."""
    ids = [block.id for block in article.body]
    places = sorted(
        ((0 if x.after is None else bisect_right(ids, x.after), x) for x in article.images),
        key=lambda x: x[0],
    )
    pictures = {n: [x for _, x in group] for n, group in groupby(places, key=lambda x: x[0])}
    entries: list[_Entry] = list(pictures.get(0, ()))
    for n, block in enumerate(article.body, 1):
        if block.text.strip():
            entries.append(block)
        entries += pictures.get(n, ())
    return entries


# --- headings -----------------------------------------------------------------------------------


def _is_heading(entry: _Entry) -> bool:
    return isinstance(entry, Block) and entry.kind == "heading" and len(entry.text) <= _LONGEST_HEADING


def _with_headings_that_have_text(entries: list[_Entry]) -> list[_Entry]:
    """Leave out each heading whose text was removed: one of its level or above follows now, or nothing.

    A gap in the ids shows that something was removed between two headings. Headings that always were in a row
    stay, as do a body of nothing but headings and an enumeration at the end.
    """
    if all(map(_is_heading, entries)):
        return entries
    enumerated = _enumerated(entries)
    kept: list[_Entry] = []
    for n in range(len(entries) - 1, -1, -1):
        entry = entries[n]
        if isinstance(entry, Block) and _is_heading(entry) and n not in enumerated:
            after = kept[-1] if kept else None
            if after is None:
                continue
            if isinstance(after, Block) and _is_heading(after) and _has_lost_its_text(entry, after):
                continue
        kept.append(entry)
    kept.reverse()
    return kept


def _has_lost_its_text(heading: Block, after: Block) -> bool:
    """Whether the text of a heading before another was removed; an unknown level counts as the same."""
    is_above = not heading.level or not after.level or after.level <= heading.level
    return is_above and after.id > heading.id + 1


def _enumerated(entries: Sequence[_Entry]) -> set[int]:
    """Return the places of headings of one level that follow each other without a gap in their ids."""
    found: set[int] = set()
    start = 0
    for n in range(1, len(entries) + 1):
        if n < len(entries) and _follows(entries[n - 1], entries[n]):
            continue
        if n - start >= _ENUMERATION:
            found.update(range(start, n))
        start = n
    return found


def _follows(entry: _Entry, after: _Entry) -> bool:
    if not (isinstance(entry, Block) and isinstance(after, Block)):
        return False
    both = _is_heading(entry) and _is_heading(after)
    return both and entry.level == after.level and entry.id + 1 == after.id


def _levels(headings: Sequence[_Entry]) -> Iterator[int]:
    """Yield even levels for headings: the first is on top, and none is two deeper than the one above.

    A heading of unknown level is on the level of the one above it.
    """
    known = [x.level for x in headings if isinstance(x, Block)]
    level = next(filter(None, known), _UNKNOWN_LEVEL)
    above: list[int] = []
    for own in known:
        level = own or level
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        yield min(_TOP_LEVEL + len(above) - 1, _DEEPEST_LEVEL)


# --- lists, quotes, tables ------------------------------------------------------------------------


def _run_end(entries: Sequence[_Entry], at: int, kind: str) -> int:
    """Return the end of a run of blocks of a kind, with the pictures between them."""
    end = at + 1
    for n in range(end, len(entries)):
        entry = entries[n]
        if isinstance(entry, Block):
            if entry.kind != kind:
                break
            end = n + 1
    return end


def _list_end(entries: Sequence[_Entry], at: int) -> int:
    """Return the end of a run of list items; one without marker continues the item above."""
    end = _run_end(entries, at, "list_item")
    if not any(isinstance(x, Block) and x.marker for x in entries[at:end]):
        return end
    n = end
    while n < len(entries):
        entry = entries[n]
        if isinstance(entry, Block) and entry.kind == "list_item":
            if n > end and entry.marker:
                break
            end = _run_end(entries, n, "list_item")
            n = end
        elif isinstance(entry, Image) or entry.kind in ("code", "quote", "table"):
            n += 1
        else:
            break
    return end


class _OpenItems:
    """A list being made: its level on the page, its items, and the place where it will be."""

    __slots__ = ("inside", "items", "level", "ordered")

    def __init__(self, level: int, ordered: bool, inside: list[_Draft]) -> None:
        self.level, self.ordered, self.inside = level, ordered, inside
        self.items: list[tuple[str, list[_Draft]]] = []
        inside.append(self)


_Draft: TypeAlias = _Entry | _OpenItems


def _lists(run: Sequence[_Entry]) -> Iterator[ItemList]:
    """Yield the lists of a run that begins with an item. Without any markers, each block is an item."""
    are_all_items = not any(isinstance(x, Block) and x.marker for x in run)
    top: list[_Draft] = []
    stack: list[_OpenItems] = []
    for entry in run:
        if isinstance(entry, Image) or entry.kind != "list_item":
            stack[-1].items[-1][1].append(entry)
            continue
        level = max(entry.level, 1)
        while len(stack) > 1 and stack[-1].level > level:
            stack.pop()
        if stack and not entry.marker and not are_all_items:
            stack[-1].items[-1][1].append(entry)
            continue
        ordered = _number(entry.marker) is not None
        if stack and level <= stack[-1].level:
            stack[-1].level = level
        elif len(stack) < _DEEPEST_LIST:
            stack.append(_OpenItems(level, ordered, stack[-1].items[-1][1] if stack else top))
        if ordered != stack[-1].ordered:
            stack.append(_OpenItems(level, ordered, stack.pop().inside))
        stack[-1].items.append((entry.marker, [entry]))
    for draft in top:
        if isinstance(draft, _OpenItems):
            yield _finished(draft)


def _finished(draft: _OpenItems) -> ItemList:
    return ItemList(tuple([ListItem(marker, tuple(_item_parts(parts))) for marker, parts in draft.items]))


def _item_parts(drafts: Sequence[_Draft]) -> Iterator[Part]:
    at = 0
    while at < len(drafts):
        draft = drafts[at]
        end = at + 1
        if isinstance(draft, _OpenItems):
            yield _finished(draft)
        elif isinstance(draft, Image):
            yield Picture(draft)
        elif draft.kind == "code":
            yield CodeBlock(draft)
        elif draft.kind == "table":
            yield DataTable((draft,))
        elif draft.kind == "quote":
            run = []
            for other in drafts[at:]:
                if not isinstance(other, Block) or other.kind != "quote":
                    break
                run.append(other)
            end = at + len(run)
            yield _quote(run)
        else:
            yield Paragraph(draft)
        at = end


def _quote(run: Sequence[_Entry]) -> Quote:
    return Quote(tuple([Picture(x) if isinstance(x, Image) else Paragraph(x) for x in run]))


def _table_end(entries: Sequence[_Entry], at: int) -> int:
    """Return the end of a table: one block, or a run of blocks of one row each."""
    end = at
    while end < len(entries):
        entry = entries[end]
        if not isinstance(entry, Block) or entry.kind != "table" or "\n" in entry.text:
            break
        end += 1
    return max(end, at + 1)


def _number(marker: str) -> int | None:
    found = _NUMBER.fullmatch(marker)
    return int(found[1]) if found else None
