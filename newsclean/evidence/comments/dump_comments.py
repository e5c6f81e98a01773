"""Reads the comments among the blocks that passes dropped from a dump.

    Comments / Mia Holt says: / 5 May 2024 at 1:34 pm / About time, too! / Reply / Ole says: / …
    ->  Comment("Mia Holt", datetime(2024, 5, 5, 13, 34), "About time, too!"), …

A comment is what follows a line that says when, up to a button such as "Reply" or the next such line. Threads
without names above the dates that no line announces are left out: their dates may be below the texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
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
    DatedLine,
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


def comments_of_dump(page: Page, dropped: Collection[int]) -> list[tuple[int, Comment]]:
    """Return the comments of a dump, each with the id of its first block, in the page's order.

    page: the page as it was read.
    dropped: the ids of the blocks that were dropped as comments.
    """
    habits = WritingHabits(page)
    found: list[tuple[int, Comment]] = []
    for start, end in _segments(page.blocks, dropped):
        dates = _dated_lines(page.blocks, start, end, habits)
        if len(dates) >= _FEWEST:
            found += _comments(page.blocks, dates, start, end)
    return found


def _segments(blocks: Sequence[Block], dropped: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield where runs of dropped blocks begin and end; buttons between them may have another reason."""
    inside = [at for at, block in enumerate(blocks) if block.id in dropped or is_action(block.text)]
    for _, run in groupby(enumerate(inside), key=lambda each: each[1] - each[0]):
        places = [at for _, at in run]
        yield places[0], places[-1] + 1


def _dated_lines(blocks: Sequence[Block], start: int, end: int, habits: WritingHabits) -> list[DatedLine]:
    """Return the lines that say when, of the layout that most of them have."""
    found = [x for at in range(start, end) if (x := _dated_line(blocks[at], at, habits)) is not None]
    layouts = [_layout(blocks[x.at].text, x) for x in found]
    if not layouts:
        return []
    most = max(layouts, key=layouts.count)
    return [x for x, layout in zip(found, layouts, strict=True) if layout == most]


def _layout(text: str, date: DatedLine) -> tuple[bool, bool]:
    """Return whether a line with a date says more than that, and whether it has an age instead."""
    is_age = date.written is None
    return not is_age and any(map(str.isalpha, f"{text[: date.start]} {text[date.end :]}")), is_age


def _dated_line(block: Block, at: int, habits: WritingHabits) -> DatedLine | None:
    text = block.text
    if len(text) > SIGNED_CHARACTERS or count_words(text) > SIGNED_WORDS or has_headline(block):
        return None
    dates = habits.dates(text) if may_be_date(text) else []
    if len(dates) == 1:
        return DatedLine(at, dates[0].start, dates[0].end, dates[0].value)
    return DatedLine(at, 0, 0, None) if age(text) and not dates else None


def _comments(
    blocks: Sequence[Block], dates: Sequence[DatedLine], start: int, end: int
) -> Iterator[tuple[int, Comment]]:
    stops = [*(x.at for x in dates[1:]), end]
    repeated = Counter(
        text
        for date, stop in zip(dates, stops, strict=True)
        for text in {_label(x) for x in blocks[date.at : stop] if len(x.text) <= NOTICE_CHARACTERS}
    )
    notices = {text for text, count in repeated.items() if 2 * count > len(dates)}

    def name_at(at: int) -> str | None:
        is_other = start <= at < end and _label(blocks[at]) not in notices
        return author_line(blocks[at].text) if is_other else None

    above = [name_at(x.at - 1) for x in dates]
    below = [name_at(x.at + 1) for x in dates]
    are_above = sum(map(bool, above)) >= _MOST_OF * len(dates)
    are_below = not are_above and sum(map(bool, below)) >= _MOST_OF * len(dates)
    head = blocks[max(dates[0].at - _HEAD_BLOCKS, 0) : dates[0].at]
    if not (are_above or any(is_announcement(x.text) for x in head)):
        return
    beside, are_bare = authors_beside([(blocks[x.at], x.start, x.end) for x in dates], are_below=False)
    beside = without_labels(beside)
    lines = without_labels(above if are_above else below if are_below and are_bare else [None] * len(dates))
    for n, (date, stop) in enumerate(zip(dates, stops, strict=True)):
        own = blocks[date.at + 1 + (lines[n] is not None and are_below) : stop]
        if n + 1 < len(dates) and own and (are_above or own[-1].text.endswith(COLONS)):
            own = own[:-1]  # the name of the next one
        texts = _texts([x for x in own if _label(x) not in notices], is_last=n + 1 == len(dates))
        if not any(map(has_comment, texts)):
            continue
        text = "\n\n".join(x.text for x in texts)
        yield texts[0].id, Comment(lines[n] or beside[n], _published(date, blocks[date.at].text), text)


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


def _published(date: DatedLine, text: str) -> Moment | None:
    """Return the date of a line that says when, if a comment can have it."""
    if date.written is None or is_glued_to_time(text, date.end) or not is_past(date.written):
        return None
    return date.written
