"""Drops the table of contents of a page: a list of links to places below that repeats the subheads there.

    Before:  In this story / The piers (#piers) / The deck (#deck) / The bill (#bill) / … / The piers / …
    After:   … / The piers / …

The list goes whole, with the heading above it. A list whose texts do not come again stays: tabs, a
directory, questions that are answered elsewhere, the marks of footnotes. A dump shows no links: there, a list
goes if each entry comes again below, in order and over a paragraph, and no sentence introduces it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from ..evidence.container_slices import container_slices
from ..model import Block, Container, Drop, Edit, Page, chain
from ..text.domains import bare_address
from ..text.patterns import plain_pattern
from ..text.words import COLONS, count_words, fold

_FEWEST = 3  # entries; two links to places below are cross-references
_LINKED = 0.8  # share of an entry that is its link: its number may stand outside
_NAMED = 0.5  # share of the entries that are subheads below; some pages shorten the others
_LONGEST = 20  # words of a subhead
_LONGEST_LINE = 120  # characters of a subhead of a dump; the paragraphs under it are longer
_MOST_TIMES = 3  # that an entry is on a page: in the table, printed once more for phones, and as the subhead
_NUMERALS = "0123456789.) "  # before an entry or a subhead
_LONGEST_LABEL = 6  # words of the line above the list, if it is no heading
# "2 the piers", as in "2. The piers"
_NUMBER = plain_pattern(r"(?:\d+ )+")


def contents_lists(page: Page) -> Iterator[Edit]:
    """Drop the lists of links to subheads below."""
    if not page.is_html:
        yield from _of_dump(page.blocks)
        return
    runs = list(_runs(page))
    if not runs:
        return
    blocks = page.blocks
    subheads = _Subheads(blocks)
    slices = container_slices(blocks)
    for start, end in runs:
        named = sum(subheads.has_from(end, block.text) for block in blocks[start:end])
        if named >= _NAMED * (end - start):
            first = start - _has_own_heading(blocks, start, end, slices)
            evidence = f"{named} of {end - start} entries are subheads below"
            for block in blocks[first:end]:
                yield Drop(block.id, "table of contents", evidence)


def _of_dump(blocks: Sequence[Block]) -> Iterator[Edit]:
    """Drop the lists of a dump whose entries all come again below, in order, with text between them."""
    names = [block.text.lstrip(_NUMERALS) for block in blocks]
    last = {name: i for i, name in enumerate(names)}
    if len(last) == len(blocks):
        return
    times = Counter(names)
    paragraphs = [i for i, block in enumerate(blocks) if len(block.text) > _LONGEST_LINE]
    start = 0
    for i, name in enumerate((*names, "")):
        if i < len(blocks) and i < last[name] and len(name) <= _LONGEST_LINE and times[name] <= _MOST_TIMES:
            continue
        places = [last[each] for each in dict.fromkeys(names[start:i])]  # some print the list twice
        is_list = len(places) >= _FEWEST and places[0] >= i and _are_subheads(places, paragraphs)
        if is_list and not (start and _introduces(blocks[start - 1].text)):
            for block in blocks[start:i]:
                yield Drop(block.id, "table of contents", f"{len(places)} entries come again below")
        start = i + 1


def _introduces(text: str) -> bool:
    """Whether a line is a sentence of the story that goes on in a list: "It will be done in three steps:"."""
    return text.endswith(COLONS) and count_words(text) > _LONGEST_LABEL


def _are_subheads(places: Sequence[int], paragraphs: Sequence[int]) -> bool:
    """Whether lines are in order and a paragraph is under each: a list printed twice has none.

    paragraphs: the indices of all of them.
    """
    before = [bisect_right(paragraphs, at) for at in places]  # how many are above each
    return all(above < below for above, below in pairwise((*before, len(paragraphs))))


def _runs(page: Page) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each run of links to places on this page."""
    own = {bare_address(href) for rel, href in page.head.links if rel.lower() == "canonical"}
    own |= {"", bare_address(page.url or "")}
    leads = [bool(block.spans) and _leads_to(block, own) for block in page.blocks]
    for is_run, places in groupby(range(len(leads)), key=leads.__getitem__):
        if is_run:
            start, *more = places
            if len(more) + 1 >= _FEWEST:
                yield start, more[-1] + 1


def _leads_to(block: Block, own: set[str]) -> bool:
    """Whether a block is a link to a place on the page with these addresses."""
    links = block.links
    if not links or not all("#" in link.href and bare_address(link.href) in own for link in links):
        return False
    return block.link_density >= _LINKED


class _Subheads:
    """The headings and short lines of a page, and where each comes last."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._last: dict[str, int] = {}
        for i, block in enumerate(blocks):
            if block.kind == "heading" or count_words(block.text) <= _LONGEST:
                self._last[_name(block.text)] = i
        self._names = sorted(self._last)

    def has_from(self, place: int, text: str) -> bool:
        """Whether a subhead at this index or after it is this text, or begins with it."""
        name = _name(text)
        at = bisect_left(self._names, name)  # where the entry itself is, and then what begins with it
        found = self._names[at : at + 2] if name else ()
        return any(each.startswith(name) and self._last[each] >= place for each in found)


def _name(text: str) -> str:
    """Return a subhead without its number, folded."""
    return _NUMBER.sub("", fold(text), count=1)


def _has_own_heading(
    blocks: Sequence[Block], start: int, end: int, slices: Mapping[Container, slice]
) -> bool:
    """Whether the block above is the list's heading: alone in a box with it, or over nothing else."""
    if start == 0:
        return False
    above = blocks[start - 1]
    if above.kind == "heading":
        below = blocks[end] if end < len(blocks) else above
        if below.kind == "heading" and 1 < below.level <= above.level:
            return True
    elif count_words(above.text) > _LONGEST_LABEL:
        return False
    return any(slices[each] == slice(start - 1, end) for each in chain(above.container))
