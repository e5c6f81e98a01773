"""The parts of an Article as a reader sees them: lists with their items, whole quotes, tables, pictures.

Markdown, HTML, TEI and the notebook view are written from these parts. Headings get levels without gaps here;
a heading that has lost its text is left out.

heading "Sport" (3), heading "Results" (5), item "1.", item "2.", table  ->  Heading 2, Heading 3, list, table
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from ..article import Article, Image
from ..model import Block
from .body_headings import Entry, even_levels, is_heading, with_headings_that_have_text
from .body_parts import (
    CodeBlock,
    DataTable,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    Part,
    Picture,
    Quote,
    number_in,
)

_DEEPEST_LIST = 10


def parts_of(article: Article) -> list[Part]:
    """Return the parts of an article's body, with its pictures in place."""
    entries = with_headings_that_have_text(_entries(article))
    levels = even_levels([x for x in entries if isinstance(x, Block) and is_heading(x)])
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
        elif is_heading(entry):
            parts.append(Heading(entry, next(levels)))
        else:
            parts.append(Paragraph(entry))
        at = end
    return parts


def _entries(article: Article) -> list[Entry]:
    """Return the blocks that have text, each followed by its pictures; unplaced pictures come first."""
    ids = [block.id for block in article.body]
    places = sorted(
        ((0 if x.after is None else bisect_right(ids, x.after), x) for x in article.images),
        key=lambda x: x[0],
    )
    pictures = {n: [x for _, x in group] for n, group in groupby(places, key=lambda x: x[0])}
    entries: list[Entry] = list(pictures.get(0, ()))
    for n, block in enumerate(article.body, 1):
        if block.text.strip():
            entries.append(block)
        entries += pictures.get(n, ())
    return entries


# --- lists, quotes, tables ------------------------------------------------------------------------


def _run_end(entries: Sequence[Entry], at: int, kind: str) -> int:
    """Return the end of a run of blocks of a kind, with the pictures between them."""
    end = at + 1
    for n in range(end, len(entries)):
        entry = entries[n]
        if isinstance(entry, Block):
            if entry.kind != kind:
                break
            end = n + 1
    return end


def _list_end(entries: Sequence[Entry], at: int) -> int:
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
    """A list under construction: its level on the page, its items, and the list that holds it."""

    __slots__ = ("inside", "items", "level", "ordered")

    def __init__(self, level: int, ordered: bool, inside: list[_Draft]) -> None:
        self.level, self.ordered, self.inside = level, ordered, inside
        self.items: list[tuple[str, list[_Draft]]] = []
        inside.append(self)


_Draft: TypeAlias = Entry | _OpenItems


def _lists(run: Sequence[Entry]) -> Iterator[ItemList]:
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
        ordered = number_in(entry.marker) is not None
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


def _quote(run: Sequence[Entry]) -> Quote:
    return Quote(tuple([Picture(x) if isinstance(x, Image) else Paragraph(x) for x in run]))


def _table_end(entries: Sequence[Entry], at: int) -> int:
    """Return the end of a table: one block, or a run of blocks of one row each."""
    end = at
    while end < len(entries):
        entry = entries[end]
        if not isinstance(entry, Block) or entry.kind != "table" or "\n" in entry.text:
            break
        end += 1
    return max(end, at + 1)
