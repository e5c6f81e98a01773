"""The parts of an Article's body as a reader sees them. `structure.py` finds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ..article import Image
from ..model import Block, Cell
from ..text.patterns import pattern

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
        """Whether its first row has only header cells and empty ones, and more rows follow."""
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
        return number_in(self.marker)


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list, with items that are all numbered or all unnumbered."""

    items: tuple[ListItem, ...]

    @property
    def is_ordered(self) -> bool:
        """Whether its items are numbered."""
        return self.items[0].number is not None


Part: TypeAlias = Paragraph | Heading | CodeBlock | Picture | Quote | DataTable | ItemList


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


def number_in(marker: str) -> int | None:
    """Return the number of a list item's marker, None if it has none."""
    found = _NUMBER.fullmatch(marker)
    return int(found[1]) if found else None
