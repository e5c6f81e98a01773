"""Finds the lines around the title that date the story, and reads any line that says little but dates.

By Ada Writer | Published 3 May 2024, 14:05 | Updated 4 May 2024
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from ...model import Block, Page
from ...phrases import worded
from ...text.patterns import DIGIT, GLUED, pattern, plain_pattern
from ...text.prose import is_row, is_sentence
from ...text.words import ends_sentence, fold
from ..bylines.names import names_in
from ..bylines.people import has_first_name
from ..bylines.word_for_by import without_by
from ..class_words import is_called
from ..container_slices import element_around
from ..headlines.cuts import title_of_record
from ..images.credits import is_credit_line
from ..near_title import NearTitle
from ..other_pages import HEADLINE_LINKS, is_same_site
from .conventions import WritingHabits
from .labels import Role, has_only_noun, label_before, other_words, role_of_label
from .sources import DateFact
from .updates import updates_apart
from .written import WrittenDate, day_of

DATE_LINE = "date line"

LONGEST_LINE = 200
"""Characters of the longest date line, which says little else."""
MOST_OTHER_WORDS = 10
"""Words besides dates and labels: a byline, a section, the reading time."""
BEFORE_DAY = 60
"""Characters before the first date of a text that goes on after it."""
COPYRIGHT = pattern(r"©|\(c\)\s", regex.I)
"""What a line says whose year is no date."""

_OTHER_WORDS_LABELLED = 20  # other words if a label comes first; then the date is claimed, the line kept
_SENTENCE_WORDS = 4  # the same in a sentence: "This article was last updated on 3 May 2024."
_HEADING_WORDS = 1  # the same in a heading without label and byline: "October 7, 2023: Flood"
_WORDS_BESIDE_CLOCK = 1  # of a line that ends in a time; "The bridge opens on 3 May 2024 at 9 a.m." has more
_LABEL_AFTER = 2  # words that label the date before them: "3 May 2024 (updated)", "2024年5月3日更新"
_FIRST_LINES = 3  # lines of a dump where data sets put their record of the page

_BESIDE_ABOVE, _BESIDE_BELOW = 3, 8  # blocks from the title: a date just above it beats one farther below
# Published 3 May 2024. This article is more than 3 years old.
_AGE = worded(r"\A[\s.,|•·–—-]*+<<age of the page>>\b[^.!?。]{0,40}", regex.I)
# date 2020-10-30 Ministers meet   |   published: 2020-10-30T07:00:00Z
_METADATA_LINE = pattern(r"(?:date|published|pubdate|publish[_ ]date|timestamp)\b", regex.I)
# Council meets: 3 May 2024   |   Effective 3 May 2024:   the date of something else, or of what follows
_ITEM = pattern(r"\S[^\S\n]*+[:：][^\S\n]*+(?:\n|\Z)")
# Local // 3 мая 2024 г.
_PARTED = pattern(r"[|/•·]")
# Posted on May 3, 2024June 7, 2024 in Ferries
_GLUED_DAYS = plain_pattern(r"(?:19|20)\d\d(?:[^\W\d_]|\d\d?[. ])")
# Ada Writer, 3 May 2024   |   Ada Writer | 3 May 2024   |   Ada Writer 3 May 2024
_NAME_AND_MARK = pattern(r"\s*+(?<name>[^\s,|–—•·-]++(?:[\s-][^\s,|–—•·-]++)++)\s?(?<mark>[,|–—•·-])?+\s*+")


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
            line = line_of(block, near_title, habits, True) if is_record else None
            if line:
                yield line
    for block in near_title.near():
        line = None if has_own_day(page, block) else line_of(block, near_title, habits)
        if line and not _is_of_timeline(page, line, habits):
            yield line


def has_own_day(page: Page, block: Block) -> bool:
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


def line_of(
    block: Block, near_title: NearTitle, habits: WritingHabits, is_record: bool = False
) -> DateLine | None:
    """Return the dates of a block that says little else, or None. is_record: it is of a data set."""
    text = block.text
    is_short = len(text) <= LONGEST_LINE
    if not DIGIT.search(text) or not (is_short or _GLUED_DAYS.search(text)):
        return None
    found = habits.dates(text)
    if not found or COPYRIGHT.search(text) or near_title.is_in_card(block.id, block.container):
        return None
    dates, rest = with_labels(text, found)
    others = sum(map(other_words, rest))
    is_of_post = _has_days_of_post(text, found)
    if is_of_post:
        dates = _in_order(dates)
    elif not is_short or (others and not is_record and not _dates_story(block, dates, rest, others)):
        return None
    label = None if dates[0][0] else label_before(near_title, block.id)
    if label:
        dates[0] = (role_of_label(label.text), dates[0][1])
    elif not dates[0][0] and is_called(block.container, "modified"):
        dates[0] = ("modified", dates[0][1])
    says_little = is_record or is_of_post or others <= MOST_OTHER_WORDS
    is_only_date = says_little and not any(map(is_sentence, rest))  # a lead without spaces
    return DateLine(block, tuple(dates), (label.id,) if label else (), is_record, is_only_date, others)


def _has_days_of_post(text: str, found: list[WrittenDate]) -> bool:
    """Whether a line, and no sentence, has two dates with nothing between them, near its start.

    Themes of blogs write the days of publication and of the last change so, and hide one.
    """
    is_glued = len(found) > 1 and found[0].end == found[1].start
    return is_glued and found[0].start <= BEFORE_DAY and not ends_sentence(text)


def _in_order(dates: list[tuple[Role, WrittenDate]]) -> list[tuple[Role, WrittenDate]]:
    """Return the first two dates of a line, glued together, as those of publication and change."""
    first, last = sorted((date for _, date in dates[:2]), key=lambda date: day_of(date.value))
    return [("published", first), ("modified", last)]


def _dates_story(block: Block, dates: list[tuple[Role, WrittenDate]], rest: list[str], others: int) -> bool:
    """Whether a text with more than dates still dates the story, and is not a sentence or an item."""
    text = block.text
    is_labelled = any(role for role, _ in dates)
    begins_with_label = dates[0][0] != "" and not other_words(rest[0])
    if others > MOST_OTHER_WORDS and not (
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


def with_labels(text: str, found: list[WrittenDate]) -> tuple[list[tuple[Role, WrittenDate]], list[str]]:
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
