"""Finds the dates that readers see: around the title, elsewhere on the page, and at the start of the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from ...model import Block, Page
from ...phrases import labels, plain, worded
from ...text.patterns import DIGIT, GLUED, pattern, plain_pattern
from ...text.prose import is_row, is_sentence
from ...text.words import ends_sentence, fold
from ..bylines.names import names_in
from ..bylines.people import has_first_name
from ..bylines.word_for_by import without_by
from ..class_words import is_called
from ..container_slices import element_around
from ..credits import is_credit_line
from ..headlines.cuts import title_of_record
from ..near_title import NearTitle
from ..other_pages import HEADLINE_LINKS, is_same_site
from .conventions import WritingHabits
from .labels import Role, has_only_noun, label_before, other_words, role_of_label
from .sources import DateFact, date_of_tag, is_in_story, is_of_story
from .updates import updates_apart
from .written import WrittenDate, day_of, is_past
from .zones import local

DATE_LINE = "date line"

_LONGEST_LINE = 200  # characters; a date line says little else
_OTHER_WORDS = 10  # words besides dates and labels: a byline, a section, the reading time
_OTHER_WORDS_LABELLED = 20  # the same if a label comes first; then the date is claimed, the line kept
_SENTENCE_WORDS = 4  # the same in a sentence: "This article was last updated on 3 May 2024."
_HEADING_WORDS = 1  # the same in a heading without label and byline: "October 7, 2023: Flood"
_WORDS_BESIDE_CLOCK = 1  # of a line that ends in a time; "The bridge opens on 3 May 2024 at 9 a.m." has more
_LABEL_AFTER = 2  # words that label the date before them: "3 May 2024 (updated)", "2024年5月3日更新"
_FIRST_LINES = 3  # lines of a dump where data sets put their record of the page

_BESIDE_ABOVE, _BESIDE_BELOW = 3, 8  # blocks from the title: a date just above it beats one farther below
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
# Published 3 May 2024. This article is more than 3 years old.
_AGE = worded(r"\A[\s.,|•·–—-]*+<<age of the page>>\b[^.!?。]{0,40}", regex.I)
_COPYRIGHT = pattern(r"©|\(c\)\s", regex.I)
# date 2020-10-30 Ministers meet   |   published: 2020-10-30T07:00:00Z
_METADATA_LINE = pattern(r"(?:date|published|pubdate|publish[_ ]date|timestamp)\b", regex.I)
# This entry was posted on Monday, May 3rd, 2010 at 5:32 pm and is filed under Bridges. You can follow …
_ABOUT_PAGE = worded(r"\A<<this page>>\s", regex.I)
_BEFORE_DAY = 60  # characters before the date in such a sentence
_WORDS_AFTER_DAY = 6  # that may have its verb
# Council meets: 3 May 2024   |   Effective 3 May 2024:   the date of something else, or of what follows
_ITEM = pattern(r"\S[^\S\n]*+[:：][^\S\n]*+(?:\n|\Z)")
# Local // 3 мая 2024 г.
_PARTED = pattern(r"[|/•·]")
# Posted on May 3, 2024June 7, 2024 in Ferries
_GLUED_DAYS = plain_pattern(r"(?:19|20)\d\d(?:[^\W\d_]|\d\d?[. ])")
# Ada Writer, 3 May 2024   |   Ada Writer | 3 May 2024   |   Ada Writer 3 May 2024
_NAME_AND_MARK = pattern(r"\s*+(?<name>[^\s,|–—•·-]++(?:[\s-][^\s,|–—•·-]++)++)\s?(?<mark>[,|–—•·-])?+\s*+")


# Facebook0 Twitter 0 Likes
_BUTTON = pattern(r"\p{L}++")
_MOST_BUTTONS = 0.6  # share of the words that are buttons


@dataclass(frozen=True, slots=True)
class DateLine:
    """A block that holds dates and little else."""

    block: Block
    dates: tuple[tuple[Role, WrittenDate], ...]
    labels: tuple[int, ...] = ()
    """Ids of blocks before it that hold only its label."""
    is_record: bool = False
    """Whether it is a data set's record before the page."""
    is_only_date: bool = True
    """Whether it says so little else that it can be dropped."""
    other_words: int = 0
    """Words beside dates and their labels."""


def date_lines(page: Page, near_title: NearTitle, habits: WritingHabits) -> Iterator[DateLine]:
    """Yield the date lines around the title, and the record before a dump."""
    if not page.is_html:
        for block in page.blocks[:_FIRST_LINES]:
            is_record = _METADATA_LINE.match(block.text) or (
                block.id == 0 and _is_record(block.text, near_title)
            )
            line = _line_of(block, near_title, habits, True) if is_record else None
            if line:
                yield line
    for block in near_title.near():
        line = None if _has_own_day(page, block) else _line_of(block, near_title, habits)
        if line and not _is_of_timeline(page, line, habits):
            yield line


def _has_own_day(page: Page, block: Block) -> bool:
    """Whether a block is a quote, a caption or a link to another site, whose days are their own.

    <li><a href="https://council.example/minutes">Minutes of the council, 3 May 2024</a>
    """
    if not page.is_html:
        return False
    if block.kind in ("quote", "caption"):
        return True
    own = page.address
    is_link = bool(own) and block.link_density >= HEADLINE_LINKS
    return is_link and not any(is_same_site(link.href, own) for link in block.links)


def _is_of_timeline(page: Page, line: DateLine, habits: WritingHabits) -> bool:
    """Whether a date is the heading of an entry among paragraphs, and those of other entries have other days.

    <p>It was to take a year.</p> <h3>12 March 2015</h3><p>The council paid.</p> <h3>4 July 2018</h3>
    """
    head, around = line.block, element_around(line.block)
    if head.kind != "heading" or around is None:
        return False
    beside = [block for block in page.blocks if element_around(block) is around]
    at = beside.index(head)
    if not 0 < at < len(beside) - 1 or not all(ends_sentence(beside[i].text) for i in (at - 1, at + 1)):
        return False
    alike = [block for block in beside if (block.kind, block.level) == (head.kind, head.level)]
    days = {day_of(date.value) for block in alike for date in habits.dates(block.text)[:1]}
    return len(days) > 1


def _is_record(text: str, near_title: NearTitle) -> bool:
    """Whether a dump's first line is a record that ends in the headline: "2020-10-30 Ministers meet"."""
    title = title_of_record(text)
    return title != "" and fold(title) == fold(near_title.headline)


def dates_of_lines(lines: list[DateLine], near_title: NearTitle) -> Iterator[DateFact]:
    """Yield the labelled dates of the lines, then the unlabelled one nearest to the title, best after it."""
    plain, labelled = [], []
    for line in lines:
        for role, date in line.dates:
            found = DateFact(role or "published", date.value, "page", DATE_LINE, line.block.id, role != "")
            if role in ("published", "modified") or line.is_record:
                labelled.append(found)
            elif not role:
                plain.append((line.block.id, found))
    records = {line.block.id for line in lines if line.is_record}
    for found in labelled:  # a record has the day, the line below it the time as well
        timed = (x for _, x in plain if x.day == found.day and isinstance(x.value, dt.datetime))
        has_time = found.block not in records or isinstance(found.value, dt.datetime)
        yield found if has_time else next(timed, found)
    title = near_title.title or 0
    plain.sort(key=lambda x: _distance(x[0] - title))
    for _, best in plain[:1]:
        timed = (x for _, x in plain if x.day == best.day and isinstance(x.value, dt.datetime))
        yield next(timed, best)


def _distance(from_title: int) -> tuple[bool, int]:
    """Return a rank of a line by its place: beside the title first, then those below it, then those above."""
    is_beside = -_BESIDE_ABOVE <= from_title <= _BESIDE_BELOW
    return (
        not is_beside and from_title < 0,
        abs(from_title) + (from_title < 0 and is_beside) * _BESIDE_BELOW,
    )


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
        line = None if block.id in known else _line_of(block, near_title, habits)
        if line and not _has_own_day(page, block) and not _is_elsewhere(block, near_title):
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
        if len(text) > _LONGEST_LINE or not (GLUED.search(text) and _are_buttons(after.text)):
            continue
        found = habits.dates(text)
        if len(found) == 1 and text[: found[0].start][-1:].isalpha() and not ends_sentence(text):
            yield DateFact("published", found[0].value, "page", "line over the share buttons", block.id)


def _are_buttons(text: str) -> bool:
    """Whether a text is two share buttons or more, and their numbers: "Facebook0 Twitter 0 Likes"."""
    if len(text) > _LONGEST_LINE:
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
        if found and len(block.text) <= _LONGEST_LINE and not _COPYRIGHT.search(block.text):
            dates, rest = _with_labels(block.text, found)
            role, date = dates[0]
            if (
                role in ("", "published")
                and is_past(date.value)
                and sum(map(other_words, rest)) <= _OTHER_WORDS
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
    found = habits.dates(text[:_LONGEST_LINE])
    is_near = bool(found) and found[0].start <= _BEFORE_DAY and is_past(found[0].value)
    return found[0] if is_near else None


def lines_at_moment(
    page: Page, moment: dt.datetime, near_title: NearTitle, habits: WritingHabits
) -> Iterator[DateFact]:
    """Yield the lines that show a moment of UTC on another day, in the zone of the page: "3/5/2022 22:41"."""
    minute = f"{moment.minute:02}"
    for block in page.blocks:
        if minute not in block.text or len(block.text) > _LONGEST_LINE or block.id in near_title.attributions:
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


def _line_of(
    block: Block, near_title: NearTitle, habits: WritingHabits, is_record: bool = False
) -> DateLine | None:
    text = block.text
    is_short = len(text) <= _LONGEST_LINE
    if not DIGIT.search(text) or not (is_short or _GLUED_DAYS.search(text)):
        return None
    found = habits.dates(text)
    if not found or _COPYRIGHT.search(text) or near_title.is_in_card(block.id, block.container):
        return None
    dates, rest = _with_labels(text, found)
    others = sum(map(other_words, rest))
    is_of_post = _has_days_of_post(text, found)
    if not (is_short or is_of_post):
        return None
    if is_of_post:
        dates = _in_order(dates)
    elif others and not is_record and not _dates_story(block, dates, rest, others):
        return None
    label = None if dates[0][0] else label_before(near_title, block.id)
    if label:
        dates[0] = (role_of_label(label.text), dates[0][1])
    elif not dates[0][0] and is_called(block.container, "modified"):
        dates[0] = ("modified", dates[0][1])
    says_little = is_record or is_of_post or others <= _OTHER_WORDS
    is_only_date = says_little and not any(map(is_sentence, rest))  # a lead without spaces
    return DateLine(block, tuple(dates), (label.id,) if label else (), is_record, is_only_date, others)


def _has_days_of_post(text: str, found: list[WrittenDate]) -> bool:
    """Whether a line, and no sentence, has two dates with nothing between them, near its start.

    Themes of blogs write the days of publication and of the last change so, and hide one.
    """
    is_glued = len(found) > 1 and found[0].end == found[1].start
    return is_glued and found[0].start <= _BEFORE_DAY and not ends_sentence(text)


def _in_order(dates: list[tuple[Role, WrittenDate]]) -> list[tuple[Role, WrittenDate]]:
    """Return the first two dates of a line, glued together, as those of publication and change."""
    first, last = sorted((date for _, date in dates[:2]), key=lambda date: day_of(date.value))
    return [("published", first), ("modified", last)]


def _dates_story(block: Block, dates: list[tuple[Role, WrittenDate]], rest: list[str], others: int) -> bool:
    """Whether a text with more than dates still dates the story, and is not a sentence or an item."""
    text = block.text
    is_labelled = any(role for role, _ in dates)
    begins_with_label = dates[0][0] != "" and not other_words(rest[0])
    if others > _OTHER_WORDS and not (
        others <= _OTHER_WORDS_LABELLED and (begins_with_label or _is_signed_before_sections(rest))
    ):
        return False
    is_short = others <= _WORDS_BESIDE_CLOCK or _PARTED.search(rest[0]) is not None
    ends = ends_sentence(text) and not (is_row(text) or (is_short and _ends_in_clock(rest[-1])))
    is_labelled = is_labelled and not (ends and any(map(has_only_noun, rest[:-1])))
    if is_labelled and others <= _SENTENCE_WORDS:
        return True
    before = rest[0].rsplit(None, 1)[-1:]
    # "The bridge on May 3, 2024. Photo: Olu Balogun": a caption that a dump prints as a line
    if not is_labelled and "".join(before).islower() and is_credit_line(text):
        return False
    is_signed = bool(names_in(without_by(text) or "")) or _is_name_before_date(rest)
    if block.kind == "heading" and others > _HEADING_WORDS:
        return is_labelled or is_signed
    if ends and not is_signed:
        begins_with_date = not other_words(rest[0])
        return begins_with_date and others <= _SENTENCE_WORDS and not rest[1].lstrip()[:1].islower()
    return is_labelled or _ITEM.search(f"{rest[0]}\n{text}") is None


def _is_signed_before_sections(rest: list[str]) -> bool:
    """Whether a line opens with "by" and a name or a date, and has the other of them before its sections.

    rest: what is before, between and after the dates: "by Ada Lind | … | Ferries, Shipyards | 0 comments".
    """
    if other_words(rest[0]) == 0:
        return _names_after_by(rest[-1])
    return _names_after_by(rest[0]) and _PARTED.match(rest[-1].lstrip()) is not None


def _names_after_by(text: str) -> bool:
    return any(map(has_first_name, names_in(without_by(text) or "")))


def _ends_in_clock(last: str) -> bool:
    """Whether what follows the last date belongs to its time, with a full stop: "9.30 a.m.", "10.15 น."."""
    return last == "" or (any(map(str.isalpha, last)) and not other_words(last))


def _is_name_before_date(rest: list[str]) -> bool:
    """Whether the dates stand with just a full name: "Ada Writer, 3 May 2024, 9 a.m."."""
    m = _NAME_AND_MARK.fullmatch(rest[0])
    if m is None or any(map(other_words, rest[1:])) or names_in(m["name"]) != [m["name"]]:
        return False
    return m["mark"] is not None or has_first_name(m["name"])


def _with_labels(text: str, found: list[WrittenDate]) -> tuple[list[tuple[Role, WrittenDate]], list[str]]:
    """Return the dates with the roles that words before them (or after the last) give, and the other text."""
    dates: list[tuple[Role, WrittenDate]] = []
    rest: list[str] = []
    start = 0
    for date in updates_apart(text, found):
        rest.append(GLUED.sub(" ", text[start : date.start]))
        dates.append((role_of_label(rest[-1]), date))
        start = date.end
    rest.append(_AGE.sub("", GLUED.sub(" ", text[start:])))
    if not dates[-1][0]:
        after = fold(rest[-1]).split()[: _LABEL_AFTER + 1]
        is_age = any(map(str.isdecimal, after))  # "updated 2 hours ago"
        dates[-1] = ("" if is_age else role_of_label(" ".join(after[:_LABEL_AFTER])), dates[-1][1])
    elif len(dates) > 1 and not dates[0][0] and (last := role_of_label(rest[-1])):
        roles = [role for role, _ in dates[1:]] + [last]  # "3 May 2024 published, 4 May 2024 updated"
        dates = [(role, date) for role, (_, date) in zip(roles, dates, strict=True)]
    return dates, rest
