"""Finds threads of readers' comments in HTML that no class word names, by their template.

    <p>marrowman <time>3 May 2024, 14:07</time></p> <p>About time, too!</p> <p>Ines <time>3 May 2024, 16:40 …

A thread has two records or more, made by one template, which is not that of the story's own paragraphs, and
their texts are not in the story's element: so live blogs, chronologies and forums stay. Ages ("2 hours ago")
and dates without times, or with the round ones of a programme (20:15), count only beside "reply" or so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise

from ...model import Block, Container, Page, chain
from ...phrases import labels, plain
from ...text.patterns import DIGIT
from ...text.prose import LINE, is_running_text, prose_characters
from ..attributions import attributions
from ..container_slices import container_slices, element_around
from ..dates.conventions import WritingHabits
from .signatures import (
    HEAD_BLOCKS,
    RECORD_BLOCKS,
    SIGNED_CHARACTERS,
    Signature,
    announces_comments,
    has_comment,
    has_headline,
    have_odd_times,
    may_be_date,
    name_of,
    signed_line,
)
from .wording import age, aged_line, says_when

_FEWEST = 2  # records of a thread
_LEAST_WITH_TEXT = 0.6  # share of records that have a text; others hold a picture or were removed
_STORY_CHARACTERS = 150  # of prose between the headline and a thread: a brief report has as many
_OPENING = 2  # paragraphs that show the template of the story, or of a forum's posts

_TRIED = 4  # lines of a template that are searched for a date before it is given up
_MOST_TEMPLATES, _MOST_RUNS = 12, 24  # looked at, so that no page takes long
_RULES_CHARACTERS = 400

_TEXT_KINDS = frozenset(("paragraph", "list_item"))
_Template = tuple[tuple[str, str], ...]


def html_threads(page: Page) -> Iterator[tuple[slice, str]]:
    """Yield the places of threads, and what shows that they are."""
    runs = (run for lines in _signed_lines(page) for run in _runs(page.blocks, lines))
    for run in islice(runs, _MOST_RUNS):
        yield _thread(page, run), f"{len(run)} records with names and dates"


def _signed_lines(page: Page) -> list[list[Signature]]:
    """Return the short lines with a date below the story's first prose, by template; two or more of each."""
    groups = [x for x in _lines_like_dates(page).values() if len(x) >= _FEWEST]
    groups = [x for x in groups if any(map(_is_text, page.blocks[x[0] : x[-1] + 1]))]
    if not groups:
        return []
    habits = WritingHabits(page)
    quoted: Collection[int] | None = None
    found: list[list[Signature]] = []
    for group in groups:
        if len(found) == _MOST_TEMPLATES:
            break
        signed: list[Signature] = []
        for tried, at in enumerate(group):
            if tried == _TRIED and not signed:
                break
            line = _signature(page.blocks[at], at, habits)
            if line:
                signed.append(line)
        if len(signed) >= _FEWEST:
            quoted = attributions(page.blocks) if quoted is None else quoted
            found.append([line for line in signed if page.blocks[line.at].id not in quoted])
    return found


def _signature(block: Block, at: int, habits: WritingHabits) -> Signature | None:
    """Return what a line with a date or an age says; a link as long as a headline leads to another story."""
    line = signed_line(block, at, habits) if may_be_date(block.text) else None
    return line or (None if has_headline(block) else aged_line(block.text, at))


def _lines_like_dates(page: Page) -> dict[_Template, list[int]]:
    """Return the indexes of lines that can hold a date or an age, by template."""
    title = page.title_or_start
    short: list[int] = []
    story = 0
    for at, block in enumerate(page.blocks):
        if block.id <= title:
            continue
        if story < _STORY_CHARACTERS:
            story += prose_characters(block)
        elif len(block.text) <= SIGNED_CHARACTERS:
            short.append(at)
    texts = (page.blocks[at].text for at in short)
    have_ages = any(age(text) for text in texts if DIGIT.search(text))  # of several, one has a number
    can_sign = says_when if have_ages else may_be_date
    found: dict[_Template, list[int]] = {}
    for at in short:
        if can_sign(page.blocks[at].text):
            found.setdefault(_template(page.blocks[at]), []).append(at)
    return found


def _template(block: Block) -> _Template:
    """Return the tags and classes of the two elements around a block."""
    return tuple([(each.tag, each.classes) for each in chain(block.container, 2)])


def _runs(blocks: Sequence[Block], signed: Sequence[Signature]) -> Iterator[list[Signature]]:
    """Yield runs of lines that no paragraph of the story divides, two or more each."""
    if not signed:
        return
    story = {element_around(block) for block in blocks[: signed[0].at] if is_running_text(block)}
    run: list[Signature] = []
    for line in signed:
        between = blocks[run[-1].at + 1 : line.at] if run else ()
        if len(between) > RECORD_BLOCKS or any(
            element_around(block) in story and is_running_text(block) for block in between
        ):
            if len(run) >= _FEWEST:
                yield run
            run = []
        run.append(line)
    if len(run) >= _FEWEST:
        yield run


def _thread(page: Page, run: Sequence[Signature]) -> slice:
    """Return the slice of the comments that these lines sign, an empty one if they are something else."""
    nothing = slice(0, 0)
    blocks = page.blocks
    start, end = run[0].at, run[-1].at + 1
    title = page.title_or_start
    prose = [block for block in blocks[:start] if block.id > title and is_running_text(block)]
    between = [block for block in blocks[start:end] if _is_text(block)]
    texts = {_template(block) for block in between} - {_template(block) for block in prose[:_OPENING]}
    story = {element_around(block) for block in prose if _template(block) not in texts}
    if not texts or any(element_around(block) in story for block in between if _template(block) in texts):
        return nothing
    alike = {_template(block) for block in blocks[start:end]}
    while start and _template(blocks[start - 1]) in alike and element_around(blocks[start - 1]) not in story:
        start -= 1
    while end < len(blocks) and _template(blocks[end]) in alike and element_around(blocks[end]) not in story:
        end += 1
    edges = [start, *(line.at for line in run), end]
    records = [blocks[a:b] for a, b in pairwise(edges)]
    if not _are_comments(blocks, run, records, texts):
        return nothing
    return _with_head(blocks, *_widened(blocks, start, end), story)


def _are_comments(
    blocks: Sequence[Block],
    run: Sequence[Signature],
    records: Sequence[Sequence[Block]],
    texts: Collection[_Template],
) -> bool:
    """Whether most records have a text, several names sign them, and they lead to no other stories."""
    with_text = sum(any(_is_text(x) and _template(x) in texts for x in record) for record in records)
    if with_text < max(_FEWEST, _LEAST_WITH_TEXT * len(run)):
        return False
    acting = sum(any(map(_has_action, record)) for record in records)
    if acting < _FEWEST and not have_odd_times(run):
        return False
    if 2 * sum(any(map(has_headline, record)) for record in records) >= len(run):
        return False
    return len({name for line in run if (name := name_of(blocks, line))}) >= _FEWEST


def _is_text(block: Block) -> bool:
    return block.kind in _TEXT_KINDS and has_comment(block)


def _has_action(block: Block) -> bool:
    """Whether a block is, or has a link that is, a word such as "reply"."""
    actions = labels("comment actions")
    texts = (block.text, *(block.text[link.start : link.end] for link in block.links))
    return any(plain(text) in actions for text in texts)


def _widened(blocks: Sequence[Block], start: int, end: int) -> tuple[int, int]:
    """Return the slice of the widest element that adds no prose to these blocks."""
    places = container_slices(blocks)
    for each in chain(blocks[start].container):
        first, last = min(start, places[each].start), max(end, places[each].stop)
        if any(map(is_running_text, (*blocks[first:start], *blocks[end:last]))):
            break
        if places[each].stop >= end:
            start, end = first, last
    return start, end


def _with_head(blocks: Sequence[Block], start: int, end: int, story: Collection[Container | None]) -> slice:
    """Return the slice with the lines above it that announce comments or give rules for them."""
    for at in range(start - 1, max(start - 1 - HEAD_BLOCKS, -1), -1):
        block = blocks[at]
        if len(block.text) > (LINE if element_around(block) in story else _RULES_CHARACTERS):
            break
        if announces_comments(block.text):
            start = at
    return slice(start, end)
