"""Reads the lines that sign a reader's comment: a name, a date, and words such as "reply".

marrowman 3 May 2024, 14:07 Reply   ->  the name "marrowman" and the time
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import regex

from ...model import Block
from ...phrases import folded, labels, plain, worded
from ...text.patterns import DIGIT, pattern
from ...text.prose import HEADLINE, MOST_LINKS
from ...text.words import count_words, ends_sentence, fold
from ..dates.conventions import WritingHabits
from ..dates.written import Moment

SIGNED_CHARACTERS, SIGNED_WORDS = 100, 16
"""Of the longest line with the date of a comment: "marrowman 3 May 2024, 14:07 +3 / -1"."""
NOTICE_CHARACTERS = 80
"""Of a line that the site repeats in each comment; longer ones are quoted."""

RECORD_BLOCKS = 14
"""Of the longest comment; more between two dates is something else."""
TEXT_KINDS = frozenset(("paragraph", "list_item", "quote"))
"""Kinds of block of a comment in a dump."""
HEAD_BLOCKS = 4
"""Above a thread: its title, its number, how it is sorted, the rules."""

_DATE_DIGITS = 4  # at least: 3/5/24 has four

_PICTURE = pattern(r"\[[^\]]*+\]")
_PROGRAMME_MINUTES = 5  # the times of events and broadcasts are multiples
_ADDRESS_DIGITS = 4  # "203.6.***.***" in place of a name; scores have fewer
# "3 responses to …"    "Replies (12)"
_COUNT = worded(
    r"\d++\s(?:<<comments after their number>>)\b|(?:<<comments after their number>>)\s?\(\d++\)\Z", regex.I
)
# Ines R.
_INITIAL = pattern(r"\s\p{Lu}\.\Z")
_NAME_WORDS = 4  # of a name on a line of its own, above or below the date
_TEXT_WORDS = 4  # of a text that shows what the lines are; shorter ones go with their thread


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A line that says when a comment was written, at this index of the page's blocks."""

    at: int
    start: int
    """Where the date begins in its text, and where it ends."""
    end: int
    written: Moment | None
    """None for an age such as "3 hours ago", and for a name."""
    speaker: str | None = None
    """The name that the line is, if nothing says when."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A line with a date, at this index of the page's blocks."""

    at: int
    rest: str
    """What it says besides the date and words such as "reply"."""
    time: datetime | None
    before: bool
    """Whether it says something before the date."""
    acting: bool
    """Whether it has a word such as "reply"."""


def may_be_date(text: str) -> bool:
    """Whether a line is short and has the digits of a date."""
    return len(text) <= SIGNED_CHARACTERS and len(DIGIT.findall(text)) >= _DATE_DIGITS


def has_comment(block: Block) -> bool:
    """Whether a block has words of a comment, and is not a date or a list of links."""
    text = block.text
    return count_words(text) >= _TEXT_WORDS and block.link_density < MOST_LINKS and not may_be_date(text)


def signed_line(block: Block, at: int, habits: WritingHabits) -> Signature | None:
    """Return what a line with one date says, or None."""
    text = block.text
    if count_words(text) > SIGNED_WORDS:
        return None
    dates = habits.dates(text)
    if len(dates) != 1:
        return None
    date = dates[0]
    if _leads_elsewhere(block, date.start, date.end):
        return None
    before, after = fold(text[: date.start]).split(), fold(text[date.end :]).split()
    actions = folded("comment actions")
    rest = [word for word in (*before, *after) if word not in actions]
    time = date.value if isinstance(date.value, datetime) else None
    acting = len(rest) < len(before) + len(after)
    return Signature(at, " ".join(rest), time, bool(before), acting)


def _leads_elsewhere(block: Block, start: int, end: int) -> bool:
    """Whether a link is as long as a headline, and not the date itself, from `start` to `end` of the text."""
    outside = (x for x in block.links if x.start < start or x.end > end)
    return any(count_words(block.text[x.start : x.end]) >= HEADLINE for x in outside)


def is_glued_to_time(text: str, end: int) -> bool:
    """Whether a date that ends here runs into a time, so that neither is certain: 28.09.1912:44."""
    after = text[end : end + 1]
    return after.isdigit() or after == ":"


def has_headline(block: Block) -> bool:
    """Whether a link in a block is as long as a headline."""
    return any(count_words(block.text[link.start : link.end]) >= HEADLINE for link in block.links)


def have_odd_times(lines: Sequence[Signature]) -> bool:
    """Whether all dates have a time, and not all times are those of a programme: 19:30, 20:15."""
    times = [line.time for line in lines if line.time is not None]
    return len(times) == len(lines) and any(time.minute % _PROGRAMME_MINUTES for time in times)


def name_of(blocks: Sequence[Block], line: Signature) -> str:
    """Return the name or address beside a date, or the names on the lines around it; "" for none."""
    rest = " ".join(word for word in line.rest.split() if word not in folded("beside dates"))
    if any(map(str.isalpha, rest)) or len(DIGIT.findall(rest)) >= _ADDRESS_DIGITS:
        return rest
    around = (blocks[line.at - 1], *blocks[line.at + 1 : line.at + 2])
    return " ".join(text for block in around if may_be_name(text := without_picture(block.text)))


def without_picture(text: str) -> str:
    """Return a line without the pictures that dumps put in brackets: "[60x60] Ines"."""
    return _PICTURE.sub("", text).strip() if "[" in text else text


def may_be_name(text: str) -> bool:
    """Whether a line is as short as a name and has neither a date nor the end of a sentence."""
    is_sentence = ends_sentence(text) and not _INITIAL.search(text)
    if count_words(text) > _NAME_WORDS or is_sentence or may_be_date(text):
        return False
    return any(map(str.isalpha, text))


def announces_comments(text: str) -> bool:
    """Whether a word of a line names comments: "12 comments", "Our readers' comments"."""
    return not _comment_words().isdisjoint(map(plain, text.split()))


def counts_comments(text: str) -> bool:
    """Whether a line opens with a number of comments, or is a word for them with their number.

    >>> [counts_comments(x) for x in ("3 thoughts on “The bridge”", "Replies (12)", "Reply 3")]
    [True, True, False]
    """
    is_short = len(text) <= SIGNED_CHARACTERS and (text[:1].isdecimal() or text.endswith(")"))
    return is_short and _COUNT.match(text) is not None


@cache
def _comment_words() -> frozenset[str]:
    return frozenset(label for label in labels("comments") if " " not in label)
