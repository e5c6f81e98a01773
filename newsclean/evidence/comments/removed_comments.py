"""Reads the comments among blocks that passes dropped: each has a line that says when it was written.

<li><cite>marrowman</cite> <time>3 May 2024, 14:07</time> <p>About time, too!</p></li>
->  Comment("marrowman", datetime(2024, 5, 3, 14, 7), "About time, too!")

In HTML a comment has its own element, and its text is in the same place as that of others: forms, rules and
buttons are not. What is not certain is left out. `dump_comments` reads those of dumps.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ...article import Comment
from ...model import Block, Claim, Container, Drop, Page, Step, TimeTag, Trace, chain
from ...text.patterns import plain_pattern
from ...text.prose import MOST_LINKS
from ...text.words import count_words
from ..class_words import is_called
from ..container_slices import container_slices, holders
from ..dates.conventions import WritingHabits
from ..dates.written import Moment, day_of, find_date, is_past
from .authors import author_line, authors_beside, without_labels
from .declared_comments import declared_comments, joined
from .dump_comments import comments_of_dump
from .signatures import SIGNED_CHARACTERS, has_comment, has_headline, may_be_date
from .wording import age, is_action, without_digits

_FEWEST = 2  # comments of one template, unless its elements are called comments
_MOST_TEMPLATES = 12  # looked at, so that no page takes long
_MOST_COMMENTS = 2000
_LONGEST = 40  # blocks of a comment; more is the thread
_SIGNED_WORDS = 16  # of a line with its date
_AGE_WORDS = 6  # of a line with an age that may all be a link
_HEADLINE_WORDS = 4  # of a link beside the date: it leads to another story
_DIGITS = plain_pattern(r"\d+")
_NOTICE = 80  # characters of a line that the site repeats; longer ones are quoted
_NAME_BELOW = 3  # blocks below the text
_LEVELS = 6  # of elements around a comment, up to one that is called comments
_COLONS = (":", "：")

_Template = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Anchor:
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
class _Record:
    """A comment: its anchor, the other blocks of its element, and those that are its text."""

    anchor: _Anchor
    line: Block
    others: Sequence[Block]
    texts: Sequence[Block]


def with_comments(page: Page, cleaned: Page, trace: Trace) -> tuple[Page, Trace]:
    """Return the cleaned page and its trace, with a claim on the comments that passes dropped, if any.

    page: the page as it was read.
    """
    dropped = {x.edit.block for x in trace if isinstance(x.edit, Drop) and x.edit.reason == "comments"}
    kept = {block.id for block in cleaned.blocks}
    found = comments_of_html(page, dropped, kept) if page.is_html else comments_of_dump(page, dropped)
    comments = tuple(joined([comment for _, comment in found], declared_comments(page.head)))
    if not comments:
        return cleaned, trace
    claim = Claim("comments", comments, None, "dropped from the page" if found else "declared")
    return replace(cleaned, claims=(*cleaned.claims, claim)), (*trace, Step("comments", claim))


def comments_of_html(
    page: Page, dropped: Collection[int], kept: Collection[int]
) -> list[tuple[int, Comment]]:
    """Return the comments of a page, each with the id of its first block, in the page's order.

    page: the page as it was read.
    dropped: the ids of the blocks that were dropped as comments.
    kept: the ids of the blocks that were not dropped.
    """
    habits = WritingHabits(page)
    groups = _anchors(page, dropped, habits)
    if not groups:
        return []
    story = holders([block for block in page.blocks if block.id in kept])
    slices = container_slices(page.blocks)
    times = _times(page)
    dated = {page.blocks[x.at].id for anchors in groups for x in anchors if x.speaker is None}
    found: dict[int, Comment] = {}
    taken: set[int] = set()  # ids of the blocks of texts: each is in one comment
    for anchors in groups[:_MOST_TEMPLATES]:
        records = list(_records(page.blocks, anchors[:_MOST_COMMENTS], dropped, slices, story, dated))
        authors = _authors(records)
        for record, author in zip(records, authors, strict=True):
            ids = {block.id for block in record.texts}
            if ids.isdisjoint(taken):
                taken |= ids
                text = "\n\n".join(block.text for block in record.texts)
                found[record.texts[0].id] = Comment(author, _published(record, author, times), text)
    return sorted(found.items())


def _anchors(page: Page, dropped: Collection[int], habits: WritingHabits) -> list[list[_Anchor]]:
    """Return the lines that say when, by template: the template with most of them first."""
    found: dict[_Template, list[_Anchor]] = {}
    for at, block in enumerate(page.blocks):
        if block.id in dropped and len(block.text) <= SIGNED_CHARACTERS:
            anchor = _anchor(block, at, habits)
            if anchor is not None:
                found.setdefault(_template(block), []).append(anchor)
    return sorted(found.values(), key=lambda own: (own[0].speaker is not None, -len(own)))


def _anchor(block: Block, at: int, habits: WritingHabits) -> _Anchor | None:
    text = block.text
    if may_be_date(text) and count_words(text) <= _SIGNED_WORDS:
        dates = habits.dates(text)
        if len(dates) == 1:
            date = dates[0]
            rest = [x for x in block.links if x.end <= date.start or x.start >= date.end]
            if not any(count_words(text[x.start : x.end]) >= _HEADLINE_WORDS for x in rest):
                return _Anchor(at, date.start, date.end, date.value)
    if age(text) and (count_words(text) <= _AGE_WORDS or not has_headline(block)):
        return _Anchor(at, 0, 0, None)
    if any(_is_author_of_comment(each) for each in chain(block.container, 2)):
        name = author_line(text)
        return _Anchor(at, 0, 0, None, name) if name else None
    return None


def _is_author_of_comment(container: Container) -> bool:
    return is_called(container, "author") and is_called(container, "comments")


def _template(block: Block) -> _Template:
    """Return the tags and first classes of the two elements around a block: others count or mark replies.

    <li class="comment odd alt depth-2">  ->  ("li", "comment")
    """
    return tuple([(each.tag, _first_class(each.classes)) for each in chain(block.container, 2)])


def _first_class(classes: str) -> str:
    words = classes.split(maxsplit=1)
    return _DIGITS.sub("", words[0]) if words else ""


# --- the blocks of each comment -------------------------------------------------------------------


def _records(
    blocks: Sequence[Block],
    anchors: Sequence[_Anchor],
    dropped: Collection[int],
    slices: Mapping[Container, slice],
    story: Collection[Container],
    dated: Collection[int],
) -> Iterator[_Record]:
    """Yield the comments that these lines sign; what most of them repeat is a notice of the site."""
    elements = [
        [block for block in own if block.id in dropped] for own in _elements(blocks, anchors, slices, story)
    ]
    wordy = [
        [block for block in own if block.id not in dated and _may_be_text(block, story)] for own in elements
    ]
    after = sum(any(x.id > blocks[a.at].id for x in own) for a, own in zip(anchors, wordy, strict=True))
    are_below = 2 * after >= sum(map(bool, wordy))
    templates = Counter(
        template
        for anchor, own in zip(anchors, wordy, strict=True)
        for template in {_template(x) for x in own if (x.id > blocks[anchor.at].id) == are_below}
    )
    fewest = min(_FEWEST, len(anchors))
    shared = {template for template, count in templates.items() if count >= fewest}
    shared.discard(_template(blocks[anchors[0].at]))
    repeated = Counter(
        text for own in elements for text in {without_digits(x.text) for x in own if len(x.text) <= _NOTICE}
    )
    for anchor, own in zip(anchors, elements, strict=True):
        line = blocks[anchor.at]
        all_texts = [
            x
            for x in own
            if (x.id > line.id) == are_below
            and _template(x) in shared
            and _is_part_of_text(x, story)
            and (len(anchors) < _FEWEST or 2 * repeated[without_digits(x.text)] <= max(len(anchors), _FEWEST))
        ]
        texts = _of_one_element(all_texts)
        if not any(map(has_comment, texts)) and not (texts and _is_called_comment(line, story)):
            continue
        if len(anchors) < _FEWEST and not _is_called_comment(texts[0], story):
            continue
        if any(_is_headline(x) for x in own if x is not line and x.id <= texts[0].id):
            continue
        if any(x.id in dated and x is not line and _template(x) not in shared for x in own):
            continue  # a reply is in it, or the day of an edit
        yield _Record(anchor, line, [x for x in own if x is not line], texts)


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


def _elements(
    blocks: Sequence[Block],
    anchors: Sequence[_Anchor],
    slices: Mapping[Container, slice],
    story: Collection[Container],
) -> Iterator[Sequence[Block]]:
    """Yield the blocks of each anchor's element: the widest that has no other anchor.

    If that has no text, the blocks from there to the next anchor's element, in the same parent: replies may
    be inside the comment that they answer.
    """
    around = Counter(each for anchor in anchors for each in chain(blocks[anchor.at].container))
    widest: list[Container | None] = []
    for anchor in anchors:
        alone = [x for x in chain(blocks[anchor.at].container) if around[x] == 1 and x not in story]
        if len(anchors) == 1:  # nothing else limits it
            named = [x for x in alone if is_called(x, "comments")]
            alone = alone[: alone.index(named[0]) + 1] if named else []
            while named and not any(map(has_comment, blocks[slices[alone[-1]]])) and len(named) > 1:
                named = named[1:]
                alone = list(chain(alone[0]))[: _levels(alone[0], named[0])]
        widest.append(alone[-1] if alone else None)
    for n, (anchor, element) in enumerate(zip(anchors, widest, strict=True)):
        if element is None:
            yield ()
            continue
        own = slices[element]
        has_text = any(has_comment(x) for x in blocks[own] if x.id != blocks[anchor.at].id)
        if not has_text and element.parent is not None and element.parent not in story:
            following = widest[n + 1] if n + 1 < len(anchors) else None
            end = slices[element.parent].stop
            if following is not None:
                end = min(end, slices[following].start)
            own = slice(own.start, end)
        yield blocks[own]


def _levels(start: Container, end: Container) -> int:
    return start.depth - end.depth + 1


def _may_be_text(block: Block, story: Collection[Container]) -> bool:
    return has_comment(block) and _is_part_of_text(block, story)


def _is_part_of_text(block: Block, story: Collection[Container]) -> bool:
    """Whether a block is not a button, and not in a form; many sites have one form around the whole page."""
    if (
        block.kind == "heading"
        or is_action(block.text)
        or (block.text.endswith(_COLONS) and author_line(block.text[:-1]))
    ):
        return False
    return not any(each.tag == "form" and each not in story for each in chain(block.container))


def _is_headline(block: Block) -> bool:
    """Whether a block leads to another story."""
    return has_headline(block) and block.link_density >= MOST_LINKS


def _is_called_comment(block: Block, story: Collection[Container]) -> bool:
    return any(is_called(each, "comments") for each in chain(block.container, _LEVELS) if each not in story)


# --- its author and its date ----------------------------------------------------------------------


def _authors(records: Sequence[_Record]) -> list[str | None]:
    """Return the author of each comment: beside the date, else on the line for names of this template.

    The line is one whose class says so, else the only one beside dates that have no other words.
    """
    are_below = any(x.line.id > x.texts[0].id for x in records)
    lines_with_dates = [(x.line, x.anchor.start, x.anchor.end) for x in records]
    beside, are_bare = authors_beside(lines_with_dates, are_below)
    beside = without_labels([x.anchor.speaker or name for x, name in zip(records, beside, strict=True)])
    lines = [_author_lines(record) for record in records]
    places = Counter(template for own in lines for template in own)
    named = [t for t, _ in places.most_common() if 2 * places[t] > len(records)]
    named = [t for t in named if any(without_labels([own.get(t) for own in lines]))]
    best = next((t for t in named if any(_is_author_template(x, t) for x in records)), None)
    if best is None and are_bare:
        above = [t for t in named if all(_is_above(x, t) for x in records)]
        best = above[0] if len(above) == 1 else None
    on_lines = without_labels([own.get(best) if best is not None else None for own in lines])
    return [name or other for name, other in zip(beside, on_lines, strict=True)]


def _author_lines(record: _Record) -> dict[_Template, str]:
    """Return the lines that are no more than a name, by template; a template with two of them has none."""
    found: dict[_Template, str] = {}
    double: set[_Template] = set()
    texts = {x.id for x in record.texts}
    for block in record.others:
        if block.id in texts or is_action(block.text) or block.id > record.texts[-1].id + _NAME_BELOW:
            continue
        name = author_line(block.text)
        if name:
            template = _template(block)
            if template in found:
                double.add(template)
            found[template] = name
    return {template: name for template, name in found.items() if template not in double}


def _is_above(record: _Record, template: _Template) -> bool:
    return all(
        x.id < record.texts[0].id for x in record.others if x not in record.texts and _template(x) == template
    )


def _is_author_template(record: _Record, template: _Template) -> bool:
    return any(
        _template(x) == template and any(is_called(each, "author") for each in chain(x.container, 3))
        for x in record.others
    )


def _published(record: _Record, author: str | None, times: Mapping[int, Sequence[TimeTag]]) -> Moment | None:
    """Return the date above the text, a bare one or that of the author; not that of "Edited on 3 May" below.

    A `<time>` adds the zone; it is all that an age such as "3 hours ago" has.
    """
    anchor, text = record.anchor, record.line.text
    tags = times.get(record.line.id, ())
    declared = find_date(tags[0].datetime) if len(tags) == 1 and tags[0].datetime else None
    if declared is not None and not is_past(declared):
        declared = None
    written = anchor.written
    if written is None:
        return declared
    if text[anchor.end : anchor.end + 1].isdigit() or text[anchor.end : anchor.end + 1] == ":":
        return None  # 28.09.1912:44, where a day and a time are glued
    is_above = record.line.id < record.texts[0].id
    is_bare = not any(map(str.isalpha, text[: anchor.start] + text[anchor.end :]))
    if not (is_above or is_bare or (author and author in text)) or not is_past(written):
        return None
    if isinstance(declared, dt.datetime) and day_of(declared) == day_of(written):
        is_same = not isinstance(written, dt.datetime) or (
            (declared.hour, declared.minute) == (written.hour, written.minute)
        )
        return declared if is_same else written
    return written


def _times(page: Page) -> dict[int, list[TimeTag]]:
    found: dict[int, list[TimeTag]] = {}
    for tag in page.head.times:
        found.setdefault(tag.block, []).append(tag)
    return found
