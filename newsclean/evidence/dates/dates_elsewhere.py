"""Finds the day of the story away from its title: in lines and sentences elsewhere, and where the text opens.

This entry was posted on May 3, 2010 and is filed under …    RAVENNA, 27 January 2022 (Agency) - The council …
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise

import regex

from ...model import Block, Page
from ...phrases import labels, plain, worded
from ...text.patterns import GLUED, pattern
from ...text.words import ends_sentence
from ..near_title import NearTitle
from .conventions import WritingHabits
from .date_lines import (
    BEFORE_DAY,
    COPYRIGHT,
    LONGEST_LINE,
    MOST_OTHER_WORDS,
    has_own_day,
    line_of,
    with_labels,
)
from .labels import other_words, role_of_label
from .sources import DateFact, date_of_tag, is_in_story, is_of_story
from .written import WrittenDate, day_of, is_past
from .zones import local

_FIRST_BLOCKS = 6  # blocks after the title; the text starts in one of them
_LEADING = 60  # characters before a date at the start of the text: places, an agency
# 27.1.2022 - The   |   (12.11.2021). The   |   Dec 20, 2025 (BSS) - The   |   May 7, 2024 /Newswire/ -- The
_AFTER_LEADING = pattern(
    r"""\)?[.,]?\s*+(?:(?:\([^()]{1,40}\)|/[^/]{1,40}/)\s*+)?(?:[-–—:|]|(?<=\)\.)\s) | /\s""", regex.X
)
# 01.02.2022 The   |   3 May 2024. The   |   (21. November 2022) The: needs no sign if the paragraph starts so
_OPENS_SENTENCE = pattern(r"[)\]]?\.?\s++[\p{Lu}\p{Lo}\"“„«]")
_SPAN = 3  # characters between the days of a life or an event: "(3 May 1962 – 7 June 2014)"
_TEXT = 40  # characters; as many after a date are a text
# This entry was posted on Monday, May 3rd, 2010 at 5:32 pm and is filed under Bridges. You can follow …
_ABOUT_PAGE = worded(r"\A<<this page>>\s", regex.I)
_WORDS_AFTER_DAY = 6  # that may have its verb
# Facebook0 Twitter 0 Likes
_BUTTON = pattern(r"\p{L}++")
_MOST_BUTTONS = 0.6  # share of the words that are buttons


def dates_far_from_title(
    page: Page, near_title: NearTitle, habits: WritingHabits, known: set[int], is_updated: bool
) -> Iterator[DateFact]:
    """Yield dates elsewhere on the page: labelled ones, else that which opens the text, else the nearest.

    They count only if they name one day: several days are those of other stories. known: blocks to skip.
    is_updated: the page dates its last change beside the title; then a dump's bare date far from it is of
    something else.
    """
    known = known | near_title.attributions
    every: list[tuple[int, DateFact]] = []
    for time in page.head.times:
        if is_of_story(time, near_title) and not near_title.is_in_box(time.block, time.container):
            if time.block not in near_title.blocks and not is_in_story(time.container):
                continue
            found = date_of_tag(time, near_title, habits, "time tag far from the title")
            if found:
                every.append((near_title.shared_depth(time.container), found))
    for block in page.blocks:
        line = None if block.id in known else line_of(block, near_title, habits)
        if line and not has_own_day(page, block) and not _is_elsewhere(block, near_title):
            depth = near_title.shared_depth(block.container)
            for role, date in line.dates:
                origin = "line far from the title"
                found = DateFact(role or "published", date.value, "page", origin, block.id, role != "")
                every.append((depth, found))
    nearest = max((depth for depth, _ in every), default=0)
    near = [x for depth, x in every if depth == nearest]
    labelled = [x for _, x in every if x.is_labelled and x.role == "published"]
    labelled = labelled or [x for block in page.blocks for x in _date_of_sentence(block, habits)]
    opening = list(_date_opening_text(near_title, habits))
    plain = [x for x in near if x.role == "published"] if page.is_html or not is_updated else []
    for chosen in (labelled, opening, plain):
        if len({x.day for x in chosen}) == 1:
            yield from chosen
            break
    else:
        over_buttons = [] if page.is_html else list(_dates_over_buttons(page, habits))
        if len({x.day for x in over_buttons}) == 1:
            yield from over_buttons
    yield from (x for x in near if x.role == "modified")


def _dates_over_buttons(page: Page, habits: WritingHabits) -> Iterator[DateFact]:
    """Yield the days glued to a name over share buttons: the cards of other stories under them have none.

    FerriesAda LindMay 3, 2024harbour, ferries5 Comments
    Facebook0 Twitter LinkedIn0 0 Likes
    """
    for block, after in pairwise(page.blocks):
        text = block.text
        if len(text) > LONGEST_LINE or not (GLUED.search(text) and _are_buttons(after.text)):
            continue
        found = habits.dates(text)
        if len(found) == 1 and text[: found[0].start][-1:].isalpha() and not ends_sentence(text):
            yield DateFact("published", found[0].value, "page", "line over the share buttons", block.id)


def _are_buttons(text: str) -> bool:
    """Whether a text is two share buttons or more, and their numbers: "Facebook0 Twitter 0 Likes"."""
    if len(text) > LONGEST_LINE:
        return False
    words = [plain(x) for x in _BUTTON.findall(text)]
    return len(words) > 1 and sum(x in labels("sharing") for x in words) >= _MOST_BUTTONS * len(words)


def _is_elsewhere(block: Block, near_title: NearTitle) -> bool:
    return near_title.is_elsewhere(block.container) or near_title.is_in_box(block.id, block.container)


def published_in(page: Page, blocks: Iterable[Block]) -> Iterator[DateFact]:
    """Yield the dates of publication in lines that say little else, wherever they are."""
    habits = WritingHabits(page)
    for block in blocks:
        yield from _date_of_sentence(block, habits)
        found = habits.dates(block.text)
        if found and len(block.text) <= LONGEST_LINE and not COPYRIGHT.search(block.text):
            dates, rest = with_labels(block.text, found)
            role, date = dates[0]
            if (
                role in ("", "published")
                and is_past(date.value)
                and sum(map(other_words, rest)) <= MOST_OTHER_WORDS
            ):
                origin = "line in the article's own furniture"
                yield DateFact("published", date.value, "page", origin, block.id, role != "")


def day_of_note(page: Page, notes: Iterable[Block]) -> Iterator[DateFact]:
    """Yield the day near the start of each note on a post: "Posted on 3 May 2010, filed under Bridges"."""
    habits = WritingHabits(page)
    for block in notes:
        date = _date_near_start(block.text, habits)
        if date:
            yield DateFact("published", date.value, "page", "note on the post", block.id)


def _date_of_sentence(block: Block, habits: WritingHabits) -> Iterator[DateFact]:
    """Yield the day in a sentence of the page about itself: "This entry was posted on May 3, 2010 and …"."""
    text = block.text
    date = _date_near_start(text, habits) if _ABOUT_PAGE.match(text) else None
    if date:
        after = " ".join(text[date.end :].split()[:_WORDS_AFTER_DAY])
        if (role_of_label(text[: date.start]) or role_of_label(after)) == "published":
            origin = "sentence about the page"
            yield DateFact("published", date.value, "page", origin, block.id, is_labelled=True)


def _date_near_start(text: str, habits: WritingHabits) -> WrittenDate | None:
    """Return the first date of a text, if it is near its start and past."""
    found = habits.dates(text[:LONGEST_LINE])
    is_near = bool(found) and found[0].start <= BEFORE_DAY and is_past(found[0].value)
    return found[0] if is_near else None


def lines_at_moment(
    page: Page, moment: dt.datetime, near_title: NearTitle, habits: WritingHabits
) -> Iterator[DateFact]:
    """Yield the lines that show a moment of UTC on another day, in the zone of the page: "3/5/2022 22:41"."""
    minute = f"{moment.minute:02}"
    for block in page.blocks:
        if minute not in block.text or len(block.text) > LONGEST_LINE or block.id in near_title.attributions:
            continue
        for value in (x.value for x in habits.dates(block.text)):
            is_naive = isinstance(value, dt.datetime) and not value.tzinfo
            if is_naive and day_of(value) != moment.date() and local(moment, value):
                yield DateFact("published", value, "page", "line at the same moment", block.id)


def _date_opening_text(near_title: NearTitle, habits: WritingHabits) -> Iterator[DateFact]:
    """Yield the date in "27.1.2022 - The council …", "RAVENNA, 27 January 2022 (Agency) - The council …"."""
    title = near_title.title
    for id in range(title + 1, title + _FIRST_BLOCKS + 1) if title is not None else ():
        block = near_title.blocks.get(id)
        if block is None:
            continue
        text = block.text
        found = habits.dates(text[: 2 * _LEADING])
        for date, after in zip(found, (*found[1:], None), strict=False):
            if date.start > _LEADING or len(text) - date.end < _TEXT:
                continue
            if after and after.start - date.end <= _SPAN:
                continue
            opens = date.start <= 1 and _OPENS_SENTENCE.match(text, date.end)
            if opens or _AFTER_LEADING.match(text, date.end):
                yield DateFact("published", date.value, "page", "date that opens the text", block.id)
                return
