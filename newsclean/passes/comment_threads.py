"""Drops readers' comments that no class word names: repeated records of a name, a date and a text.

    Before:  The bridge reopened on Monday. … / 2 voices / marrowman 3 May 2024, 14:07 / About time, too! /
             Ines 3 May 2024, 16:40 / And who pays for it? …
    After:   The bridge reopened on Monday. …

A thread has two records or more, made by one template, which is not that of the story's own paragraphs, and
their texts are not in the story's element: so live blogs, chronologies and forums stay. It goes whole, with
its heading and form. A date without a time, or with that of a programme, counts only beside "reply" or so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import islice, pairwise

from ..evidence.attributions import attributions
from ..evidence.container_slices import container_slices
from ..evidence.dates.conventions import WritingHabits
from ..model import Block, Container, Drop, Edit, Page, chain
from ..phrases import folded, labels, plain
from ..text.patterns import plain_pattern
from ..text.prose import LINE, MOST_LINKS, is_running_text
from ..text.words import count_words, ends_sentence, fold

_FEWEST = 2  # records of a thread
_LEAST_WITH_TEXT = 0.6  # share of records that have a text; others hold a picture or were removed
_STORY_CHARACTERS = 150  # of prose between the headline and a thread: a brief report has as many
_OPENING = 2  # paragraphs that show the template of the story, or of a forum's posts

# marrowman 3 May 2024, 14:07 +3 / -1
_SIGNED_CHARACTERS = 100
_SIGNED_WORDS = 16
_DATE_DIGITS = 4  # at least: 3/5/24 has four
_TRIED = 4  # lines of a template that are searched for a date before it is given up
_MOST_TEMPLATES, _MOST_RUNS = 12, 24  # looked at, so that no page takes long
_DIGIT = plain_pattern(r"\d")

_PROGRAMME_MINUTES = 5  # the times of events and broadcasts are multiples
_ADDRESS_DIGITS = 4  # "203.6.***.***" in place of a name; scores have fewer
_NAME_WORDS = 4  # of a name on a line of its own, above or below the date
_TEXT_WORDS = 4  # of a text that shows what the lines are; shorter ones go with their thread
_RECORD_BLOCKS = 14  # of the longest comment; more between two dates is something else
_HEADLINE_WORDS = 4  # of a link that is the headline of another story; names are shorter
_HEAD_BLOCKS = 4  # above a thread: its title, its number, how it is sorted, the rules
_RULES_CHARACTERS = 400

_TEXT_KINDS = frozenset(("paragraph", "list_item"))
_Template = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Signed:
    """A line with a date, at this index of the page's blocks."""

    at: int
    rest: str
    """What it says besides the date and words such as "reply"."""
    time: datetime | None


def comment_threads(page: Page) -> Iterator[Edit]:
    """Drop threads of comments, with what heads them."""
    if not page.is_html:
        return  # a dump does not show where the story's element ends
    signed = _signed_lines(page)
    if not signed:
        return
    gone: set[int] = set()
    runs = (run for lines in signed for run in _runs(page.blocks, lines))
    for run in islice(runs, _MOST_RUNS):
        for block in page.blocks[_thread(page, run)]:
            if block.id not in gone:
                gone.add(block.id)
                yield Drop(block.id, "comments", f"{len(run)} records with names and dates")


def _signed_lines(page: Page) -> list[list[_Signed]]:
    """Return the short lines with a date below the story's first prose, by template; two or more of each."""
    groups = [x for x in _numbered_lines(page).values() if len(x) >= _FEWEST]
    if not groups:
        return []
    habits = WritingHabits(page)
    quoted: Collection[int] | None = None
    found: list[list[_Signed]] = []
    for group in groups:
        if len(found) == _MOST_TEMPLATES:
            break
        signed: list[_Signed] = []
        for tried, at in enumerate(group):
            if tried == _TRIED and not signed:
                break
            line = _signed_line(page.blocks[at], at, habits)
            if line:
                signed.append(line)
        if len(signed) >= _FEWEST:
            quoted = attributions(page.blocks) if quoted is None else quoted
            found.append([line for line in signed if page.blocks[line.at].id not in quoted])
    return found


def _numbered_lines(page: Page) -> dict[_Template, list[int]]:
    """Return the indexes of lines that can hold a date, by template."""
    title = -1 if page.title_id is None else page.title_id
    found: dict[_Template, list[int]] = {}
    story = 0
    for at, block in enumerate(page.blocks):
        text = block.text
        if block.id <= title:
            continue
        if story < _STORY_CHARACTERS:
            story += len(text) if is_running_text(block) else 0
        elif _may_be_date(text):
            found.setdefault(_template(block), []).append(at)
    return found


def _may_be_date(text: str) -> bool:
    return len(text) <= _SIGNED_CHARACTERS and len(_DIGIT.findall(text)) >= _DATE_DIGITS


def _template(block: Block) -> _Template:
    """Return the tags and classes of the two elements around a block."""
    return tuple([(each.tag, each.classes) for each in chain(block.container, 2)])


def _signed_line(block: Block, at: int, habits: WritingHabits) -> _Signed | None:
    text = block.text
    if count_words(text) > _SIGNED_WORDS or _has_headline(block):
        return None
    dates = habits.dates(text)
    if len(dates) != 1:
        return None
    date = dates[0]
    words = fold(f"{text[: date.start]} {text[date.end :]}").split()
    rest = " ".join(word for word in words if word not in folded("comment actions"))
    return _Signed(at, rest, date.value if isinstance(date.value, datetime) else None)


def _has_headline(block: Block) -> bool:
    return any(count_words(block.text[link.start : link.end]) >= _HEADLINE_WORDS for link in block.links)


def _runs(blocks: Sequence[Block], signed: Sequence[_Signed]) -> Iterator[list[_Signed]]:
    """Yield runs of lines that no paragraph of the story divides, two or more each."""
    if not signed:
        return
    story = {_holder(block) for block in blocks[: signed[0].at] if is_running_text(block)}
    run: list[_Signed] = []
    for line in signed:
        between = blocks[run[-1].at + 1 : line.at] if run else ()
        if len(between) > _RECORD_BLOCKS or any(
            _holder(block) in story and is_running_text(block) for block in between
        ):
            if len(run) >= _FEWEST:
                yield run
            run = []
        run.append(line)
    if len(run) >= _FEWEST:
        yield run


def _holder(block: Block) -> Container | None:
    """Return the element around the one that a block makes up."""
    return block.container.parent if block.container is not None else None


def _thread(page: Page, run: Sequence[_Signed]) -> slice:
    """Return the slice of the comments that these lines sign, an empty one if they are something else."""
    nothing = slice(0, 0)
    blocks = page.blocks
    start, end = run[0].at, run[-1].at + 1
    title = -1 if page.title_id is None else page.title_id
    prose = [block for block in blocks[:start] if block.id > title and is_running_text(block)]
    between = [block for block in blocks[start:end] if _is_text(block)]
    texts = {_template(block) for block in between} - {_template(block) for block in prose[:_OPENING]}
    story = {_holder(block) for block in prose if _template(block) not in texts}
    if not texts or any(_holder(block) in story for block in between if _template(block) in texts):
        return nothing
    alike = {_template(block) for block in blocks[start:end]}
    while start and _template(blocks[start - 1]) in alike and _holder(blocks[start - 1]) not in story:
        start -= 1
    while end < len(blocks) and _template(blocks[end]) in alike and _holder(blocks[end]) not in story:
        end += 1
    edges = [start, *(line.at for line in run), end]
    records = [blocks[a:b] for a, b in pairwise(edges)]
    if not _are_comments(blocks, run, records, texts):
        return nothing
    return _with_head(blocks, *_widened(blocks, start, end), story)


def _are_comments(
    blocks: Sequence[Block],
    run: Sequence[_Signed],
    records: Sequence[Sequence[Block]],
    texts: Collection[_Template],
) -> bool:
    """Whether most records have a text, several names sign them, and they lead to no other stories."""
    with_text = sum(any(_is_text(x) and _template(x) in texts for x in record) for record in records)
    if with_text < max(_FEWEST, _LEAST_WITH_TEXT * len(run)):
        return False
    acting = sum(any(map(_has_action, record)) for record in records)
    if acting < _FEWEST and not _have_odd_times(run):
        return False
    if 2 * sum(any(map(_has_headline, record)) for record in records) >= len(run):
        return False
    return len({name for line in run if (name := _name(blocks, line))}) >= _FEWEST


def _have_odd_times(run: Sequence[_Signed]) -> bool:
    """Whether all dates have a time, and not all times are those of a programme: 19:30, 20:15."""
    times = [line.time for line in run if line.time is not None]
    return len(times) == len(run) and any(time.minute % _PROGRAMME_MINUTES for time in times)


def _is_text(block: Block) -> bool:
    return (
        block.kind in _TEXT_KINDS
        and count_words(block.text) >= _TEXT_WORDS
        and block.link_density < MOST_LINKS
        and not _may_be_date(block.text)
    )


def _has_action(block: Block) -> bool:
    """Whether a block is, or has a link that is, a word such as "reply"."""
    actions = labels("comment actions")
    texts = (block.text, *(block.text[link.start : link.end] for link in block.links))
    return any(plain(text) in actions for text in texts)


def _name(blocks: Sequence[Block], line: _Signed) -> str:
    """Return the name or address beside a date, or the names on the lines around it; "" for none."""
    if any(map(str.isalpha, line.rest)) or len(_DIGIT.findall(line.rest)) >= _ADDRESS_DIGITS:
        return line.rest
    around = (blocks[line.at - 1], *blocks[line.at + 1 : line.at + 2])
    return " ".join(block.text for block in around if _may_be_name(block.text))


def _may_be_name(text: str) -> bool:
    if count_words(text) > _NAME_WORDS or ends_sentence(text) or _may_be_date(text):
        return False
    return any(map(str.isalpha, text))


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
    for at in range(start - 1, max(start - 1 - _HEAD_BLOCKS, -1), -1):
        block = blocks[at]
        if len(block.text) > (LINE if _holder(block) in story else _RULES_CHARACTERS):
            break
        if not _comment_words().isdisjoint(map(plain, block.text.split())):
            start = at
    return slice(start, end)


@cache
def _comment_words() -> frozenset[str]:
    return frozenset(label for label in labels("comments") if " " not in label)
