"""Applies the edits that passes yield, and replays a trace of them.

A pass never changes a page: it yields Drop, Rewrite and Claim. `apply` turns them into the next page,
`replay` turns a whole trace into the final page. So nothing is lost silently: page + trace = article.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from .claims import check_claim
from .model import Block, Claim, Drop, Edit, Page, Rewrite, Span, Step
from .text.patterns import plain_pattern

_WORD = plain_pattern(r"\S+")
_CONTEXT = 12  # characters before a break or a span without text by which its place is found again
_MAX_DRIFT = 200  # characters by which a span may move towards the end, beyond what the text has grown


def apply(page: Page, edits: Iterable[Edit], count: int | None = None) -> tuple[Page, list[Edit]]:
    """Return the page after the edits, and the edits that changed something.

    An edit names its block by id, or is given the Block. An edit of a block that is gone, a rewrite to the
    same text and a repeated claim change nothing. Raises TypeError for anything that is not an edit, an edit
    of what is not a block, and a claim of another type than the field's; ValueError for a claim on a field
    that an Article does not have and, if `count` says how many blocks the page had when it was read, for the
    id of none of them.
    """
    live: dict[int, Block] | None = None  # built for the first edit of a block: many passes have none
    claims = list(page.claims)
    done: list[Edit] = []
    for edit in edits:
        if isinstance(edit, Claim):
            if edit not in claims:
                check_claim(edit)
                claims.append(edit)
                done.append(edit)
            continue
        if not isinstance(edit, (Drop, Rewrite)):
            raise TypeError(f"a pass yields Drop, Rewrite or Claim, not {type(edit).__name__}")
        if type(edit.block) is not int:
            edit = replace(edit, block=_id_of(edit.block))
        if live is None:
            live = {block.id: block for block in page.blocks}
        block = live.get(edit.block)
        if block is None:
            if count is not None and edit.block not in range(count):
                raise ValueError(f"the page has no block {edit.block}")
            continue
        if isinstance(edit, Drop):
            del live[edit.block]
        elif block.text == edit.text and edit.kind in (None, block.kind):
            continue
        else:
            live[edit.block] = _rewritten(block, edit)
        done.append(edit)
    if not done:
        return page, done
    blocks = page.blocks if live is None else tuple(live.values())
    return replace(page, blocks=blocks, claims=tuple(claims)), done


def _id_of(block: object) -> int:
    """Return the id of what an edit was given as its block."""
    if isinstance(block, Block):
        return block.id
    raise TypeError(f"an edit's block is a Block or its id, not {type(block).__name__}")


def replay(page: Page, trace: Iterable[Step]) -> Page:
    """Return the final page, given `page` as it was read and the trace of its edits."""
    return apply(page, [step.edit for step in trace])[0]


def drop_counts(trace: Iterable[Step]) -> Counter[str]:
    """Return how many blocks each pass dropped."""
    return Counter(step.by for step in trace if isinstance(step.edit, Drop))


def _rewritten(block: Block, edit: Rewrite) -> Block:
    """Return the block with its new text, without spans that the new text no longer contains."""
    spans = block.spans
    if spans and edit.text != block.text:
        spans = tuple(_moved(spans, block.text, edit.text))
    if block.kind == "list_item" and edit.kind == "heading":  # the depth in a list is no heading's level
        block = replace(block, level=0, marker="")
    return replace(block, text=edit.text, kind=edit.kind or block.kind, spans=spans)


def _moved(spans: tuple[Span, ...], old: str, new: str) -> Iterator[Span]:
    """Yield the spans at their places in the new text; a span of all of the text remains one."""
    longer = len(new) - len(old)
    words: _Words | None = None
    last, start, end = Span(0, 0, "link"), 0, 0  # the span before, and its new place
    for span in spans:
        is_place = span.mark == "break" or span.start == span.end
        begin = max(0, span.start - _CONTEXT) if is_place else span.start
        text = old[begin : span.end]
        at = begin + start - last.start
        if at < 0 or not new.startswith(text, at):  # it moved by more than the span before
            searched = max(0, start - _CONTEXT) if is_place else start if span.start < last.end else end
            at = new.find(text, searched, span.end + max(0, longer) + _MAX_DRIFT)
        found: tuple[int, int] | None
        if at >= 0:
            found = at + span.start - begin, at + len(text)
        elif span.end - span.start == len(old):
            found = 0, len(new)
        elif is_place:
            found = None
        else:
            words = words or _Words(old, new)
            found = words.moved(span.start, span.end)
        if found:
            last, (start, end) = span, found
            yield replace(span, start=found[0], end=found[1])


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
