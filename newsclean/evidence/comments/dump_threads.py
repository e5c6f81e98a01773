"""Finds threads of readers' comments in dumps, which show neither elements nor classes.

    Mia Holt says: / 5 May 2024 at 1:34 pm / About time, too! / Reply / Ole says: / 5 May 2024 at 2:02 pm / …

A record starts with a line that has a name, or is below one, and says when: "3 May 2024, 14:07", "2 hours
ago". Records are comments if most have a word such as "reply", if a line above them says so, or if they have
different names, odd times (under such a line also ages) and whole sentences. They follow the story's prose;
posts without a story stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from ...model import Block, Page
from ...phrases import folded, labels, plain
from ...text.words import count_words, ends_sentence, fold
from .dump_signatures import FEWEST, STORY_WORDS, answer_first_post, is_paragraph, signed_lines
from .signatures import (
    HEAD_BLOCKS,
    RECORD_BLOCKS,
    TEXT_KINDS,
    Signature,
    has_comment,
    have_odd_times,
    may_be_name,
    name_of,
    without_picture,
)
from .wording import is_action, is_announcement

_FEWEST_BY_SHAPE = 3  # of one that only names and times show
_MOST_OF = 0.6  # share of records that have what comments have; others lost it or never had it
_ACTING = 0.5  # share of records with a word such as "reply"
_MOST_ACTING = 0.8  # the same, where the records above them have none

_BRIDGED_BLOCKS = 40  # between two parts of a thread: a comment that is longer still


@dataclass(frozen=True, slots=True)
class _Comment:
    """One comment: its signature and the blocks up to the next one."""

    line: Signature
    blocks: Sequence[Block]
    acting: bool
    has_text: bool
    has_sentence: bool
    ends_in_headline: bool
    """Whether its last lines have no full stop: the headline of the next teaser is there."""


def dump_threads(page: Page) -> Iterator[tuple[slice, str]]:
    """Yield the slices of a dump's blocks that are threads, with their evidence; none overlaps another."""
    start = _end_of_story_opening(page)
    found: list[tuple[slice, str]] = []
    for lines in signed_lines(page, start):
        for run in _runs(lines):
            thread, is_announced = _thread(page.blocks, run, start)
            if thread.stop and (is_announced or not answer_first_post(page, start, lines)):
                found.append((thread, f"{len(run)} records with names and dates"))
    end = 0
    for thread, evidence in sorted(found, key=lambda each: each[0].start):
        if thread.stop > end:
            apart = thread.start - end
            yield (
                slice(end if end and apart <= _BRIDGED_BLOCKS else max(thread.start, end), thread.stop),
                evidence,
            )
            end = thread.stop


def _end_of_story_opening(page: Page) -> int:
    """Return the index after the prose below the headline that a story has at least."""
    title = page.title_or_start
    story = 0
    for at, block in enumerate(page.blocks):
        if block.id > title and is_paragraph(block):
            story += count_words(block.text)
            if story >= STORY_WORDS:
                return at + 1
    return len(page.blocks)


def _runs(lines: Sequence[Signature]) -> Iterator[list[Signature]]:
    """Yield runs of signatures with no more blocks between them than a comment has."""
    run: list[Signature] = []
    for line in lines:
        if run and line.at - run[-1].at > RECORD_BLOCKS:
            yield run
            run = []
        run.append(line)
    yield run


def _thread(blocks: Sequence[Block], run: Sequence[Signature], first: int) -> tuple[slice, bool]:
    """Return the slice of the comments that these lines sign, an empty one if they are something else.

    Also return whether a line above them announces comments.
    """
    nothing = slice(0, 0), False
    if len(run) > FEWEST and _is_of_story(blocks, run, first):
        run = run[1:]
    run = run[_dates_of_teasers(blocks, run) :]
    if len(run) < FEWEST:
        return nothing
    named_above = _MOST_OF * len(run) <= sum(_is_name_above(blocks, line) for line in run)
    end = _end(blocks, run, named_above)
    edges = [*(line.at for line in run), end]
    records = [_record(blocks, line, blocks[a:b]) for line, (a, b) in zip(run, pairwise(edges), strict=True)]
    start = run[0].at - (named_above and _is_name_above(blocks, run[0]))
    start, is_announced = _with_head(blocks, max(start, first), first)
    if not _are_comments(blocks, records, is_announced):
        return nothing
    return slice(start, end), is_announced


def _is_of_story(blocks: Sequence[Block], run: Sequence[Signature], first: int) -> bool:
    """Whether the first line signs the story: it follows its prose, or comments are announced below it."""
    line, after = run[0], run[1].at
    if any(is_announcement(block.text) for block in blocks[line.at + 1 : after]):
        return True
    above = line.at - _is_name_above(blocks, line) - 1
    if above < first - 1 or not is_paragraph(blocks[above]) or blocks[above + 1].id - blocks[above].id > 1:
        return False
    return not any(is_action(block.text) for block in blocks[line.at : after]) and not line.acting


def _dates_of_teasers(blocks: Sequence[Block], run: Sequence[Signature]) -> int:
    """Return how many of the first lines date teasers in the story: text is below them, and no button.

    All lines below them have a button: "Reply".
    """
    edges = [*(line.at for line in run), run[-1].at + RECORD_BLOCKS]
    own = [blocks[a:b] for a, b in pairwise(edges)]
    acting = [line.acting or any(is_action(x.text) for x in y) for line, y in zip(run, own, strict=True)]
    first = acting.index(True) if True in acting else 0
    if not first or sum(acting) < max(FEWEST, _MOST_ACTING * (len(acting) - first)):
        return 0
    text = sum(map(is_paragraph, blocks[run[0].at : run[first].at]))
    return first if text >= FEWEST else 0


def _is_name_above(blocks: Sequence[Block], line: Signature) -> bool:
    above = without_picture(blocks[line.at - 1].text) if line.at else ""
    return may_be_name(above) and not is_action(above)


def _record(blocks: Sequence[Block], line: Signature, own: Sequence[Block]) -> _Comment:
    texts = [block for block in own[1:] if _is_text(block)]
    above = fold(blocks[line.at - 1].text).split() if _is_name_above(blocks, line) else []
    said = bool(above) and above[-1] in folded("comment actions")
    acting = line.acting or said or any(is_action(block.text) for block in own[1:])
    sentences = [ends_sentence(block.text) for block in texts]
    return _Comment(line, own, acting, bool(texts), any(sentences), bool(texts) and not sentences[-1])


def _is_text(block: Block) -> bool:
    return block.kind in TEXT_KINDS and has_comment(block) and not is_action(block.text)


def _are_comments(blocks: Sequence[Block], records: Sequence[_Comment], is_announced: bool) -> bool:
    """Whether most records have a text, several names sign them, and something shows them to be comments."""
    size = len(records)
    if sum(record.has_text for record in records) < max(FEWEST, _MOST_OF * size):
        return False
    names = Counter(filter(None, (name_of(blocks, record.line) for record in records)))
    if len(names) < FEWEST:
        return False
    acting = sum(record.acting for record in records)
    timed = sum(record.line.time is not None for record in records)
    if acting >= max(FEWEST, _ACTING * size) or (is_announced and (acting or timed >= _MOST_OF * size)):
        return True
    return (
        min(size, len(names)) >= _FEWEST_BY_SHAPE
        and 2 * len(names) >= size
        and (have_odd_times([record.line for record in records]) or (is_announced and not timed))
        and sum(record.has_sentence for record in records) >= _MOST_OF * size
        and 2 * sum(record.ends_in_headline for record in records) <= size
    )


def _with_head(blocks: Sequence[Block], start: int, first: int) -> tuple[int, bool]:
    """Return where the lines begin that announce comments above an index, and whether there are any."""
    for at in range(start - 1, max(start - 1 - HEAD_BLOCKS, first - 1), -1):
        text = blocks[at].text
        if is_action(text):
            continue
        if is_paragraph(blocks[at]) or plain(text) in labels("boxes"):
            break
        if is_announcement(text):
            return at, True
    return start, False


def _end(blocks: Sequence[Block], run: Sequence[Signature], named_above: bool) -> int:
    """Return the index after the last comment: after its buttons, or where its text ends."""
    longest = max(b.at - a.at - named_above for a, b in pairwise(run))
    start = run[-1].at + 1
    far = blocks[start : start + RECORD_BLOCKS]
    closed = sum(_is_closed(blocks[a.at : b.at]) for a, b in pairwise(run)) >= _MOST_OF * (len(run) - 1)
    texts = 0
    for at, block in enumerate(far, start):
        if is_action(block.text):
            if texts:
                return at + sum(
                    1 for _ in takewhile(lambda each: is_action(each.text), blocks[at : at + RECORD_BLOCKS])
                )
        elif (
            block.kind == "heading"
            or is_announcement(block.text)
            or (texts and not closed and (at - start >= longest or _breaks_off(blocks, at)))
        ):
            return at
        texts += _is_text(block)
    return min(start + len(far), start + longest)


def _is_closed(own: Sequence[Block]) -> bool:
    """Whether buttons follow the text of a comment."""
    text = next((at for at, block in enumerate(own) if at and _is_text(block)), len(own))
    return any(is_action(block.text) for block in own[text:])


def _breaks_off(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line is no text, or what was before it is gone: a form or a footer."""
    block = blocks[at]
    return block.id - blocks[at - 1].id > 1 or not (_is_text(block) or ends_sentence(block.text))
