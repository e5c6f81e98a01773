"""Finds the lines of a dump that may sign a comment: they say when, and perhaps who.

Mia Holt says: / 5 May 2024 at 1:34 pm / About time, too!   ->  the second line
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Block, Page
from ...text.patterns import pattern
from ...text.prose import LONG_PARAGRAPH, is_running_text
from ...text.words import count_words, ends_sentence
from ..attributions import attributions
from ..dates.conventions import WritingHabits
from .signatures import Signature, announces_comments, may_be_date, signed_line
from .wording import aged_line, is_action, says_when

FEWEST = 2  # records of a thread that its words show to be one
STORY_WORDS = 25  # of prose between the headline and a thread: a brief report has as many
_MOST_SIGNED = 2000  # lines that are searched for a date, so that no page takes long
_REST_WORDS = 8  # beside the date: a name, its rank, "on", "at", the number of the comment
# Date: Fri, 1 Feb 2002 11:53    of a letter that the page quotes
_LABEL = pattern(r"\p{L}++[:：]\s")
_NAME_WORDS = 4  # beside the date of a sentence that may still sign a comment

_Layout = tuple[bool, bool, bool]


def signed_lines(page: Page, start: int) -> Iterator[list[Signature]]:
    """Yield the signatures from an index on, by layout."""
    blocks = page.blocks
    dated = [at for at in range(start, len(blocks)) if says_when(blocks[at].text)]
    groups: dict[_Layout, list[Signature]] = {}
    for line in _signatures(page, dated[:_MOST_SIGNED]) if len(dated) >= FEWEST else ():
        groups.setdefault(_layout(line), []).append(line)
    yield from groups.values()


def answer_first_post(page: Page, start: int, lines: Sequence[Signature]) -> bool:
    """Whether signatures from an index on answer the first post of a forum, which has one of their layout.

    A button of that post is above them, and no prose above its headline.
    """
    blocks = page.blocks
    if not any(is_action(block.text) for block in blocks[start : lines[0].at]):
        return False
    title = page.title_or_start
    prose = sum(count_words(block.text) for block in blocks if block.id < title and is_paragraph(block))
    dated = [at for at in range(start) if blocks[at].id > title and says_when(blocks[at].text)]
    layout = _layout(lines[0])
    return prose < STORY_WORDS and any(_layout(line) == layout for line in _signatures(page, dated))


def _signatures(page: Page, dated: Sequence[int]) -> Iterator[Signature]:
    """Yield what the lines at these indexes say that may sign a comment."""
    habits = WritingHabits(page)
    quoted = attributions(page.blocks)
    for at in dated:
        block = page.blocks[at]
        line = _signature(block, at, habits) if block.id not in quoted else None
        if line:
            yield line


def _layout(line: Signature) -> _Layout:
    return bool(line.rest), line.before, line.time is None


def _signature(block: Block, at: int, habits: WritingHabits) -> Signature | None:
    text = block.text
    line = signed_line(block, at, habits) if may_be_date(text) else None
    if line is None:
        line = aged_line(text, at)
        if line is None:
            return None
    if announces_comments(line.rest) or _LABEL.match(text):
        return None
    words = count_words(line.rest)
    if words > _REST_WORDS or (words > _NAME_WORDS and ends_sentence(text) and not line.acting):
        return None
    return line


def is_paragraph(block: Block) -> bool:
    """Whether a block is longer than a label and reads like a paragraph."""
    if not is_running_text(block):
        return False
    return ends_sentence(block.text) or count_words(block.text) >= LONG_PARAGRAPH
