"""What a pass yields, and the one place that applies it.

A pass never changes a page: it yields Drop, Rewrite and Claim. `apply` makes the next page of
them, `replay` makes the last page of a whole trace. So nothing is ever silently lost:
page = article + trace.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace

from .article import Article
from .model import Block, Claim, Drop, Edit, Link, Page, Rewrite, Step
from .text.patterns import plain_pattern

CLAIMABLE = frozenset(f.name for f in fields(Article)) - {"body"}

_WORD = plain_pattern(r"\S+")
_DRIFT = 200  # characters by which a link may stand later than before, beyond what the text has grown


def apply(page: Page, edits: Iterable[Edit]) -> tuple[Page, list[Edit]]:
    """The page after the edits, and those of them that changed something.

    An edit of a block that is gone, a rewrite to the same text and a claim made already
    change nothing. Raises TypeError for anything that is no edit, ValueError for a claim on a field
    that an Article does not have.
    """
    live: dict[int, Block] | None = None  # made for the first edit of a block: many passes have none
    claims = list(page.claims)
    done: list[Edit] = []
    for edit in edits:
        if isinstance(edit, Claim):
            if edit in claims:
                continue
            if edit.field not in CLAIMABLE:
                raise ValueError(f"an Article has no field {edit.field!r} to claim")
            claims.append(edit)
            done.append(edit)
            continue
        if live is None:
            live = {block.id: block for block in page.blocks}
        if isinstance(edit, Drop):
            if live.pop(edit.block, None) is None:
                continue
        elif isinstance(edit, Rewrite):
            block = live.get(edit.block)
            if block is None or (block.text == edit.text and edit.kind in (None, block.kind)):
                continue
            live[edit.block] = _rewritten(block, edit)
        else:
            raise TypeError(f"a pass yields Drop, Rewrite or Claim, not {type(edit).__name__}")
        done.append(edit)
    if not done:
        return page, done
    blocks = page.blocks if live is None else tuple(live.values())
    return replace(page, blocks=blocks, claims=tuple(claims)), done


def replay(page: Page, trace: Iterable[Step]) -> Page:
    """The page that a trace made of `page` as it was read."""
    return apply(page, [step.edit for step in trace])[0]


def _rewritten(block: Block, edit: Rewrite) -> Block:
    """The block with new text; links that the new text no longer holds are gone."""
    links = block.links
    if links and edit.text != block.text:
        links = tuple(_moved(links, block.text, edit.text))
    return replace(block, text=edit.text, kind=edit.kind or block.kind, links=links)


def _moved(links: tuple[Link, ...], old: str, new: str) -> Iterator[Link]:
    """The links where they stand in the new text; a link that was all of the text stays all of it."""
    searched = 0
    longer = max(0, len(new) - len(old))
    words: _Words | None = None
    for link in links:
        text = old[link.start : link.end]
        at = new.find(text, searched, link.end + longer + _DRIFT)
        if at >= 0:
            searched = at + len(text)
            yield replace(link, start=at, end=searched)
        elif len(text) == len(old):
            yield replace(link, start=0, end=len(new))
        else:
            words = words or _Words(old, new)
            found = words.moved(link.start, link.end)
            if found:
                searched = found[1]
                yield replace(link, start=found[0], end=found[1])


class _Words:
    """Finds the words of one text in another of as many words, whatever became of each.

    >>> _Words("In the cafÃ© MÃ¼ller, said", "In the café Müller, said").moved(7, 20)
    (7, 18)
    """

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._here, self._there = ([m.span() for m in _WORD.finditer(x)] for x in (old, new))

    def moved(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the words at `old[start:end]` stand in the new text; None if it has more words, or fewer."""
        first = bisect_right(self._here, start, key=lambda span: span[1])
        last = bisect_left(self._here, end, key=lambda span: span[0]) - 1
        if len(self._here) != len(self._there) or first > last:
            return None
        # of the words that these begin and end in, what stands outside
        opening = self._old[self._here[first][0] : start]
        closing = self._old[end : self._here[last][1]]
        begins, ends = self._there[first][0], self._there[last][1]
        if self._new.startswith(opening, begins) and self._new.endswith(closing, begins, ends):
            return begins + len(opening), ends - len(closing)
        return begins, ends
