"""Reads the comments among the blocks that passes dropped from a dump.

    Comments / Mia Holt says: / 5 May 2024 at 1:34 pm / About time, too! / Reply / Ole says: / …
    ->  Comment("Mia Holt", datetime(2024, 5, 5, 13, 34), "About time, too!"), …

A comment is what follows a line that says when, up to a button such as "Reply" or the next such line. Threads
without names above the dates that no line announces are left out: their dates may be below the texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...article import Comment
from ...model import Block, Page
from ...text.words import COLONS, count_words, ends_sentence
from ..dates.conventions import WritingHabits
from ..dates.written import Moment, is_past
from .authors import author_line, authors_beside, without_labels
from .signatures import (
    NOTICE_CHARACTERS,
    RECORD_BLOCKS,
    SIGNED_CHARACTERS,
    SIGNED_WORDS,
    TEXT_KINDS,
    has_comment,
    has_headline,
    is_glued_to_time,
    may_be_date,
    without_picture,
)
from .wording import age, is_action, is_announcement, without_digits

_FEWEST = 2  # comments of a thread
_MOST_OF = 0.6  # share of comments that have a name above the date
_HEAD_BLOCKS = 5  # above a thread: its title, its number, how it is sorted
_OPENS = (",", "，", "、")  # "Hi Ines,"


@dataclass(frozen=True, slots=True)
class _DatedLine:
    """A line that says when, at this index of the page's blocks."""

    at: int
    start: int
    end: int
    written: Moment | None
    has_rest: bool
    """Whether it says more than that."""


def comments_of_dump(page: Page, dropped: Collection[int]) -> list[tuple[int, Comment]]:
    """Return the comments of a dump, each with the id of its first block, in the page's order.

    page: the page as it was read.
    dropped: the ids of the blocks that were dropped as comments.
    """
    habits = WritingHabits(page)
    found: list[tuple[int, Comment]] = []
    for start, end in _segments(page.blocks, dropped):
        anchors = _anchors(page.blocks, start, end, habits)
        if len(anchors) >= _FEWEST:
            found += _comments(page.blocks, anchors, start, end)
    return found


def _segments(blocks: Sequence[Block], dropped: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield where runs of dropped blocks begin and end; buttons between them may have another reason."""
    inside = [at for at, block in enumerate(blocks) if block.id in dropped or is_action(block.text)]
    for _, run in groupby(enumerate(inside), key=lambda each: each[1] - each[0]):
        places = [at for _, at in run]
        yield places[0], places[-1] + 1


def _anchors(blocks: Sequence[Block], start: int, end: int, habits: WritingHabits) -> list[_DatedLine]:
    """Return the lines that say when, of the layout that most of them have."""
    found = [x for at in range(start, end) if (x := _anchor(blocks[at], at, habits)) is not None]
    layouts = [(x.has_rest, x.written is None) for x in found]
    if not layouts:
        return []
    most = max(layouts, key=layouts.count)
    return [x for x, layout in zip(found, layouts, strict=True) if layout == most]


def _anchor(block: Block, at: int, habits: WritingHabits) -> _DatedLine | None:
    text = block.text
    if len(text) > SIGNED_CHARACTERS or count_words(text) > SIGNED_WORDS or has_headline(block):
        return None
    dates = habits.dates(text) if may_be_date(text) else []
    if len(dates) == 1:
        date = dates[0]
        rest = f"{text[: date.start]} {text[date.end :]}"
        return _DatedLine(at, date.start, date.end, date.value, any(map(str.isalpha, rest)))
    return _DatedLine(at, 0, 0, None, False) if age(text) and not dates else None


def _comments(
    blocks: Sequence[Block], anchors: Sequence[_DatedLine], start: int, end: int
) -> Iterator[tuple[int, Comment]]:
    stops = [*(x.at for x in anchors[1:]), end]
    repeated = Counter(
        text
        for anchor, stop in zip(anchors, stops, strict=True)
        for text in {_label(x) for x in blocks[anchor.at : stop] if len(x.text) <= NOTICE_CHARACTERS}
    )
    notices = {text for text, count in repeated.items() if 2 * count > len(anchors)}

    def name_at(at: int) -> str | None:
        is_other = start <= at < end and _label(blocks[at]) not in notices
        return author_line(blocks[at].text) if is_other else None

    above = [name_at(x.at - 1) for x in anchors]
    below = [name_at(x.at + 1) for x in anchors]
    are_above = sum(map(bool, above)) >= _MOST_OF * len(anchors)
    are_below = not are_above and sum(map(bool, below)) >= _MOST_OF * len(anchors)
    head = blocks[max(anchors[0].at - _HEAD_BLOCKS, 0) : anchors[0].at]
    if not (are_above or any(is_announcement(x.text) for x in head)):
        return
    beside, are_bare = authors_beside([(blocks[x.at], x.start, x.end) for x in anchors], are_below=False)
    beside = without_labels(beside)
    lines = without_labels(above if are_above else below if are_below and are_bare else [None] * len(anchors))
    for n, (anchor, stop) in enumerate(zip(anchors, stops, strict=True)):
        own = blocks[anchor.at + 1 + (lines[n] is not None and are_below) : stop]
        if n + 1 < len(anchors) and own and (are_above or own[-1].text.endswith(COLONS)):
            own = own[:-1]  # the name of the next one
        texts = _texts([x for x in own if _label(x) not in notices], is_last=n + 1 == len(anchors))
        if not any(map(has_comment, texts)):
            continue
        text = "\n\n".join(x.text for x in texts)
        yield texts[0].id, Comment(lines[n] or beside[n], _published(anchor, blocks[anchor.at].text), text)


def _label(block: Block) -> str:
    """Return a line for comparison with those of other comments: without numbers and pictures."""
    return without_digits(without_picture(block.text))


def _texts(own: Sequence[Block], is_last: bool) -> list[Block]:
    """Return the blocks up to the first button below the text; the last comment ends where prose does."""
    texts: list[Block] = []
    for block in own:
        is_sentence = ends_sentence(block.text) or block.text.endswith(_OPENS)
        if is_action(block.text):
            if texts:
                break
            continue
        if not _label(block):
            continue
        if block.kind not in TEXT_KINDS or (texts and is_last and not is_sentence):
            break
        if is_announcement(block.text) and not is_sentence:
            break
        if not texts and not has_comment(block) and not is_sentence:
            continue  # a rank, a number, a place
        texts.append(block)
    return texts if len(texts) <= RECORD_BLOCKS else []


def _published(anchor: _DatedLine, text: str) -> Moment | None:
    """Return the date of a line that says when, if a comment can have it."""
    if anchor.written is None or is_glued_to_time(text, anchor.end) or not is_past(anchor.written):
        return None
    return anchor.written
