"""Applies the edits that passes yield, and replays a trace of them.

A pass never changes a page: it yields Drop, Rewrite and Claim. `apply` turns them into the next page,
`replay` turns a whole trace into the final page. So nothing is lost silently: page + trace = article.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace

from .article import Article
from .model import Block, Claim, Drop, Edit, Link, Page, Rewrite, Step
from .text.patterns import plain_pattern

CLAIMABLE = frozenset(f.name for f in fields(Article)) - {"body"}

_WORD = plain_pattern(r"\S+")
_MAX_DRIFT = 200  # characters by which a link may move towards the end, beyond what the text has grown


def apply(page: Page, edits: Iterable[Edit]) -> tuple[Page, list[Edit]]:
    """Return the page after the edits, and the edits that changed something.

    An edit of a block that is gone, a rewrite to the same text and a repeated claim change nothing.
    Raises TypeError for anything that is not an edit, ValueError for a claim on a field that an Article
    does not have.
    """
    live: dict[int, Block] | None = None  # built for the first edit of a block: many passes have none
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
    """Return the final page, given `page` as it was read and the trace of its edits."""
    return apply(page, [step.edit for step in trace])[0]


def drop_counts(trace: Iterable[Step]) -> Counter[str]:
    """Return how many blocks each pass dropped."""
    return Counter(step.by for step in trace if isinstance(step.edit, Drop))


def _rewritten(block: Block, edit: Rewrite) -> Block:
    """Return the block with its new text, without links that the new text no longer contains."""
    links = block.links
    if links and edit.text != block.text:
        links = tuple(_moved(links, block.text, edit.text))
    return replace(block, text=edit.text, kind=edit.kind or block.kind, links=links)


def _moved(links: tuple[Link, ...], old: str, new: str) -> Iterator[Link]:
    """Yield the links at their places in the new text; a link that spanned all of the text still does."""
    searched = 0
    longer = max(0, len(new) - len(old))
    words: _Words | None = None
    for link in links:
        text = old[link.start : link.end]
        at = new.find(text, searched, link.end + longer + _MAX_DRIFT)
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
    """Finds words of one text in another with the same number of words, however each has changed.

    >>> _Words("In the cafÃ© MÃ¼ller, said", "In the café Müller, said").moved(7, 20)
    (7, 18)
    """

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._old_spans, self._new_spans = ([m.span() for m in _WORD.finditer(x)] for x in (old, new))

    def moved(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the words at `old[start:end]` are in the new text; None if the word counts differ."""
        first = bisect_right(self._old_spans, start, key=lambda span: span[1])
        last = bisect_left(self._old_spans, end, key=lambda span: span[0]) - 1
        if len(self._old_spans) != len(self._new_spans) or first > last:
            return None
        # the parts of the first and last word that are outside the range
        opening = self._old[self._old_spans[first][0] : start]
        closing = self._old[end : self._old_spans[last][1]]
        begins, ends = self._new_spans[first][0], self._new_spans[last][1]
        if self._new.startswith(opening, begins) and self._new.endswith(closing, begins, ends):
            return begins + len(opening), ends - len(closing)
        return begins, ends
