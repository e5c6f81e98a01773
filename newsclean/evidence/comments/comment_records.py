"""Finds readers' comments in HTML: each is the element around a line that says when it was written.

<li><cite>marrowman</cite> <time>3 May 2024, 14:07</time> <p>About time, too!</p></li>

The text of a comment is in the same place as that of others: forms, rules and buttons are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from ...model import Block, Container, Page, chain
from ...text.patterns import DIGITS
from ...text.prose import HEADLINE, MOST_LINKS
from ...text.words import COLONS, count_words
from ..class_words import is_called
from ..dates.conventions import WritingHabits
from .authors import author_line
from .signatures import (
    NOTICE_CHARACTERS,
    SIGNED_CHARACTERS,
    SIGNED_WORDS,
    DatedLine,
    has_comment,
    has_headline,
    may_be_date,
)
from .wording import age, is_action, without_digits

_FEWEST = 2  # comments of one template, unless its elements are called comments
_LONGEST = 40  # blocks of a comment; more is the thread
_AGE_WORDS = 6  # of a line with an age that may all be a link
_LEVELS = 6  # of elements around a comment, up to one that is called comments

Template: TypeAlias = tuple[tuple[str, str], ...]
"""The tags and first classes of the two elements around a block."""


@dataclass(frozen=True, slots=True)
class Record:
    """A comment: the line that dates it, the other blocks of its element, and those that are its text."""

    date: DatedLine
    line: Block
    others: Sequence[Block]
    texts: Sequence[Block]


@dataclass(frozen=True, slots=True)
class CommentedPage:
    """A page as it was read, and what is known of its parts."""

    blocks: Sequence[Block]
    dropped: Collection[int]
    """Ids of the blocks that were dropped as comments."""
    dated: Collection[int]
    """Ids of all lines that say when."""
    story: Collection[Container]
    """The containers around the story."""
    slices: Mapping[Container, slice]
    """The places of the blocks in each container."""


# --- the lines that say when ---------------------------------------------------------------------


def dates_by_template(page: Page, dropped: Collection[int], habits: WritingHabits) -> list[list[DatedLine]]:
    """Return the lines that say when, by template: the template with most of them first."""
    found: dict[Template, list[DatedLine]] = {}
    for at, block in enumerate(page.blocks):
        if block.id in dropped and len(block.text) <= SIGNED_CHARACTERS:
            line = _dated_line(block, at, habits)
            if line is not None:
                found.setdefault(template_of(block), []).append(line)
    return sorted(found.values(), key=lambda own: (own[0].speaker is not None, -len(own)))


def _dated_line(block: Block, at: int, habits: WritingHabits) -> DatedLine | None:
    text = block.text
    if may_be_date(text) and count_words(text) <= SIGNED_WORDS:
        dates = habits.dates(text)
        if len(dates) == 1:
            date = dates[0]
            rest = [x for x in block.links if x.end <= date.start or x.start >= date.end]
            if not any(count_words(text[x.start : x.end]) >= HEADLINE for x in rest):
                return DatedLine(at, date.start, date.end, date.value)
    if age(text) and (count_words(text) <= _AGE_WORDS or not has_headline(block)):
        return DatedLine(at, 0, 0, None)
    if any(_is_author_of_comment(each) for each in chain(block.container, 2)):
        name = author_line(text)
        return DatedLine(at, 0, 0, None, name) if name else None
    return None


def _is_author_of_comment(container: Container) -> bool:
    return is_called(container, "author") and is_called(container, "comments")


def template_of(block: Block) -> Template:
    """Return the tags and first classes of the two elements around a block: others count or mark replies.

    <li class="comment odd alt depth-2">  ->  ("li", "comment")
    """
    return tuple([(each.tag, _first_class(each.classes)) for each in chain(block.container, 2)])


def _first_class(classes: str) -> str:
    words = classes.split(maxsplit=1)
    return DIGITS.sub("", words[0]) if words else ""


# --- the blocks of each comment -------------------------------------------------------------------


def records(page: CommentedPage, dates: Sequence[DatedLine]) -> Iterator[Record]:
    """Yield the comments that lines of one template sign, without what most repeat: the site's notices."""
    elements = [[block for block in own if block.id in page.dropped] for own in _elements(page, dates)]
    lines = [page.blocks[date.at] for date in dates]
    are_below, templates = _places_of_texts(page, lines, elements)
    repeated = Counter(
        text
        for own in elements
        for text in {without_digits(x.text) for x in own if len(x.text) <= NOTICE_CHARACTERS}
    )
    are_several = len(dates) >= _FEWEST
    most = len(dates) // 2 if are_several else len(page.blocks)
    for date, line, own in zip(dates, lines, elements, strict=True):
        texts = _of_one_element(
            [
                x
                for x in own
                if (x.id > line.id) == are_below
                and template_of(x) in templates
                and _is_part_of_text(x, page.story)
                and repeated[without_digits(x.text)] <= most
            ]
        )
        others = [x for x in own if x is not line]
        if (
            _has_words(texts, line, page.story)
            and (are_several or _is_called_comment(texts[0], page.story))
            and not any(_is_headline(x) for x in others if x.id <= texts[0].id)
            # what has another date is a reply in the comment, or the day of an edit
            and not any(x.id in page.dated and template_of(x) not in templates for x in others)
        ):
            yield Record(date, line, others, texts)


def _places_of_texts(
    page: CommentedPage, lines: Sequence[Block], elements: Sequence[Sequence[Block]]
) -> tuple[bool, set[Template]]:
    """Return whether the texts of comments are below the lines that sign them, and the templates of texts."""
    wordy = [
        [x for x in own if x.id not in page.dated and has_comment(x) and _is_part_of_text(x, page.story)]
        for own in elements
    ]
    after = sum(any(x.id > line.id for x in own) for line, own in zip(lines, wordy, strict=True))
    are_below = 2 * after >= sum(map(bool, wordy))
    counts = Counter(
        template
        for line, own in zip(lines, wordy, strict=True)
        for template in {template_of(x) for x in own if (x.id > line.id) == are_below}
    )
    fewest = min(_FEWEST, len(lines))
    return are_below, {each for each, n in counts.items() if n >= fewest} - {template_of(lines[0])}


def _has_words(texts: Sequence[Block], line: Block, story: Collection[Container]) -> bool:
    return any(map(has_comment, texts)) or (bool(texts) and _is_called_comment(line, story))


def _of_one_element(texts: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks of the element with most of the text: others are titles, or replies inside.

    None are left if there are more than a comment has.
    """
    sizes: Counter[Container] = Counter()
    for block in texts:
        outside = islice(chain(block.container), 1, None)
        around = next((each for each in outside if each.tag != "blockquote"), None)
        if around is not None:
            sizes[around] += len(block.text)
    if not sizes:
        return ()
    element = sizes.most_common(1)[0][0]
    own = [block for block in texts if element in chain(block.container)]
    return own if len(own) <= _LONGEST else ()


def _elements(page: CommentedPage, dates: Sequence[DatedLine]) -> Iterator[Sequence[Block]]:
    """Yield the blocks of the element around each dated line: the widest that has no other such line.

    If that has no text, the blocks from there to the next one's element, in the same parent: replies may be
    inside the comment that they answer.
    """
    blocks, slices, story = page.blocks, page.slices, page.story
    around = Counter(each for date in dates for each in chain(blocks[date.at].container))
    widest: list[Container | None] = []
    for date in dates:
        alone = [x for x in chain(blocks[date.at].container) if around[x] == 1 and x not in story]
        if len(dates) == 1:  # nothing else limits it
            named = [x for x in alone if is_called(x, "comments")]
            alone = alone[: alone.index(named[0]) + 1] if named else []
            while named and not any(map(has_comment, blocks[slices[alone[-1]]])) and len(named) > 1:
                named = named[1:]
                alone = list(chain(alone[0], alone[0].depth - named[0].depth + 1))
        widest.append(alone[-1] if alone else None)
    for n, (date, element) in enumerate(zip(dates, widest, strict=True)):
        if element is None:
            yield ()
            continue
        own = slices[element]
        has_text = any(has_comment(x) for x in blocks[own] if x.id != blocks[date.at].id)
        if not has_text and element.parent is not None and element.parent not in story:
            following = widest[n + 1] if n + 1 < len(dates) else None
            end = slices[element.parent].stop
            if following is not None:
                end = min(end, slices[following].start)
            own = slice(own.start, end)
        yield blocks[own]


def _is_part_of_text(block: Block, story: Collection[Container]) -> bool:
    """Whether a block is not a button, and not in a form; many sites have one form around the whole page."""
    if (
        block.kind == "heading"
        or is_action(block.text)
        or (block.text.endswith(COLONS) and author_line(block.text[:-1]))
    ):
        return False
    return not any(each.tag == "form" and each not in story for each in chain(block.container))


def _is_headline(block: Block) -> bool:
    """Whether a block leads to another story."""
    return has_headline(block) and block.link_density >= MOST_LINKS


def _is_called_comment(block: Block, story: Collection[Container]) -> bool:
    return any(is_called(each, "comments") for each in chain(block.container, _LEVELS) if each not in story)
