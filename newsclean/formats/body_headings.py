"""The headings of an article's body: which ones to keep, and at which levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from ..article import Image
from ..model import Block

_LONGEST_HEADING = 159  # characters; a longer one is a paragraph in large letters
_UNKNOWN_LEVEL = 2  # of a heading, if no other heading has a level
_TOP_LEVEL = 2  # of the body's headings: the title is above them
_DEEPEST_LEVEL = 6
_ENUMERATION = 3  # headings in a row that are the text itself

Entry: TypeAlias = Block | Image
"""An entry of the body, in order: a block or a picture."""


def is_heading(entry: Entry) -> bool:
    """Whether this is a heading rather than a paragraph in large letters."""
    return isinstance(entry, Block) and entry.kind == "heading" and len(entry.text) <= _LONGEST_HEADING


def with_headings_that_have_text(entries: list[Entry]) -> list[Entry]:
    """Return the entries without headings that have lost their text.

    Such a heading is last, or is followed by one of its level or above, with a gap in the ids between them.
    Headings that were adjacent on the page stay, and so do an enumeration at the end and a body of headings
    only.
    """
    if all(map(is_heading, entries)):
        return entries
    enumerated = _enumerated(entries)
    kept: list[Entry] = []
    for n in range(len(entries) - 1, -1, -1):
        entry = entries[n]
        if isinstance(entry, Block) and is_heading(entry) and n not in enumerated:
            after = kept[-1] if kept else None
            if after is None:
                continue
            if isinstance(after, Block) and is_heading(after) and _has_lost_its_text(entry, after):
                continue
        kept.append(entry)
    kept.reverse()
    return kept


def _has_lost_its_text(heading: Block, after: Block) -> bool:
    """Whether the text between a heading and the next was removed; an unknown level counts as equal."""
    is_above = not heading.level or not after.level or after.level <= heading.level
    return is_above and after.id > heading.id + 1


def _enumerated(entries: Sequence[Entry]) -> set[int]:
    """Return the indexes of headings of one level that follow each other without a gap in their ids."""
    found: set[int] = set()
    start = 0
    for n in range(1, len(entries) + 1):
        if n < len(entries) and _follows(entries[n - 1], entries[n]):
            continue
        if n - start >= _ENUMERATION:
            found.update(range(start, n))
        start = n
    return found


def _follows(entry: Entry, after: Entry) -> bool:
    if not (isinstance(entry, Block) and isinstance(after, Block)):
        return False
    both = is_heading(entry) and is_heading(after)
    return both and entry.level == after.level and entry.id + 1 == after.id


def even_levels(headings: Sequence[Entry]) -> Iterator[int]:
    """Yield levels for headings that begin at the top and never skip a level.

    A heading of unknown level gets the level of the one before it.
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
