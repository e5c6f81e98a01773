"""Finds threads of readers' comments in dumps, which show neither elements nor classes.

    Mia Holt says: / 5 May 2024 at 1:34 pm / About time, too! / Reply / Ole says: / 5 May 2024 at 2:02 pm / …

A record starts with a line that has a name, or is below one, and says when: "3 May 2024, 14:07", "3 hours ago".
Records are comments if most have a word such as "reply", if a line above them says so, or if there are several
with different names, odd times and whole sentences. They come after the story's prose, or they are the story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ...model import Block, Page
from ...phrases import folded, labels, plain
from ...text.patterns import plain_pattern
from ...text.prose import LINE, LONG_PARAGRAPH, MOST_LINKS, is_running_text
from ...text.words import count_words, ends_sentence, fold
from ..attributions import attributions
from ..dates.conventions import WritingHabits
from .signatures import (
    SIGNED_CHARACTERS,
    Signed,
    announces_comments,
    have_odd_times,
    may_be_date,
    may_be_name,
    name_of,
    signed_line,
)

_FEWEST = 2  # records of a thread that its words show to be one
_FEWEST_BY_SHAPE = 3  # of one that only names and times show
_MOST_OF = 0.6  # share of records that have what comments have; others lost it or never had it
_ACTING = 0.5  # share of records with a word such as "reply"
_STORY_CHARACTERS = 150  # of prose between the headline and a thread: a brief report has as many

_REST_WORDS = 8  # beside the date: a name, its rank, "on", "at", the number of the comment
_AGE_WORDS = 12  # of a line with an age: "Ole Rask · 3 hours ago · Reply"
_PHRASE_WORDS = 4  # of the longest age: "il y a heures"
_ACTION_CHARACTERS = 60  # of a line of buttons: "Recommend? (8) Report Link"
_TEXT_WORDS = 4  # of a text that shows what the lines are; shorter ones go with their thread
_RECORD_BLOCKS = 14  # of the longest comment; more between two dates is something else
_HEAD_BLOCKS = 4  # above a thread: its title, its number, how it is sorted, the rules
_HEAD_WORDS = 12  # of a line that announces comments

_TEXT_KINDS = frozenset(("paragraph", "list_item", "quote"))
_DIGITS = plain_pattern(r"\d+")
_NOT_LETTERS = plain_pattern(r"[\W\d_]+")
_Layout = tuple[bool, bool, bool]


@dataclass(frozen=True, slots=True)
class _Record:
    """One comment: its signature and the blocks up to the next one."""

    line: Signed
    blocks: Sequence[Block]
    acting: bool
    has_text: bool
    has_sentence: bool


def dump_threads(page: Page) -> Iterator[tuple[slice, str]]:
    """Yield the slices of a dump's blocks that are threads, with their evidence; none overlaps another."""
    start = _end_of_story_opening(page)
    groups = _signed_lines(page, start)
    found: list[tuple[slice, str]] = []
    for lines, is_forum in groups:
        for run in _runs(lines):
            thread = _thread(page.blocks, run, start, is_forum)
            if thread.stop:
                found.append((thread, f"{len(run)} records with names and dates"))
    end = 0
    for thread, evidence in sorted(found, key=lambda each: each[0].start):
        if thread.stop > end:
            yield slice(max(thread.start, end), thread.stop), evidence
            end = thread.stop


def _end_of_story_opening(page: Page) -> int:
    """Return the index after the prose below the headline that a story has at least."""
    title = -1 if page.title_id is None else page.title_id
    story = 0
    for at, block in enumerate(page.blocks):
        if block.id > title and _is_prose(block):
            story += len(block.text)
            if story >= _STORY_CHARACTERS:
                return at + 1
    return len(page.blocks)


def _is_prose(block: Block) -> bool:
    """Whether a block is longer than a label and reads like a paragraph."""
    if not is_running_text(block):
        return False
    return ends_sentence(block.text) or count_words(block.text) >= LONG_PARAGRAPH


def _signed_lines(page: Page, start: int) -> Iterator[tuple[list[Signed], bool]]:
    """Yield the signatures from an index on, by layout, each with whether the page's first post has it too."""
    blocks = page.blocks
    dated = [
        at for at, block in enumerate(blocks) if len(block.text) <= SIGNED_CHARACTERS and _says_when(block)
    ]
    if sum(at >= start for at in dated) < _FEWEST:
        return
    habits = WritingHabits(page)
    quoted = attributions(blocks)
    groups: dict[_Layout, list[Signed]] = {}
    title = -1 if page.title_id is None else page.title_id
    above: set[_Layout] = set()
    for at in dated:
        line = _signature(blocks[at], at, habits) if blocks[at].id not in quoted else None
        if line and at >= start:
            groups.setdefault(_layout(line), []).append(line)
        elif line and blocks[at].id > title:
            above.add(_layout(line))
    for layout, lines in groups.items():
        replied = layout in above and any(is_action(block.text) for block in blocks[start : lines[0].at])
        yield lines, replied


def _layout(line: Signed) -> _Layout:
    return bool(line.rest), line.before, line.time is None


def _says_when(block: Block) -> bool:
    return may_be_date(block.text) or bool(_age(block.text))


def _signature(block: Block, at: int, habits: WritingHabits) -> Signed | None:
    text = block.text
    line = signed_line(block, at, habits) if may_be_date(text) else None
    if line is None:
        age = _age(text)
        if not age:
            return None
        said = f" {_without_digits(text)} "
        before, _, after = said.partition(f" {age} ")
        actions = folded("comment actions")
        rest = [word for word in f"{before} {after}".split() if word not in actions]
        acting = len(rest) < len(before.split()) + len(after.split())
        line = Signed(at, " ".join(rest), None, bool(before.strip()), acting)
    words = count_words(line.rest)
    if words > _REST_WORDS or (words > _TEXT_WORDS and ends_sentence(text) and not line.acting):
        return None
    return line


def _age(text: str) -> str:
    """Return the words of an age like "3 hours ago" without the number, or ""."""
    if len(text) > SIGNED_CHARACTERS:
        return ""
    words = _without_digits(text).split()
    if len(words) > _AGE_WORDS or _age_words().isdisjoint(words):
        return ""
    ages = folded("comment ages")
    for size in range(min(_PHRASE_WORDS, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            phrase = " ".join(words[at : at + size])
            if phrase in ages:
                return phrase
    return ""


def _without_digits(text: str) -> str:
    return " ".join(_DIGITS.sub(" ", fold(text)).split())


@cache
def _age_words() -> frozenset[str]:
    return frozenset(word for age in folded("comment ages") for word in age.split())


def is_action(text: str) -> bool:
    """Whether a line has nothing but words such as "reply", with numbers and signs."""
    if len(text) > _ACTION_CHARACTERS:
        return False
    if plain(text) in labels("comment actions"):
        return True
    words = _NOT_LETTERS.sub(" ", fold(text)).split()
    return bool(words) and _action_words().issuperset(words) and not _whole_actions().isdisjoint(_phrases(words))


def _phrases(words: Sequence[str]) -> Iterator[str]:
    for size in range(1, _PHRASE_WORDS + 1):
        for at in range(len(words) - size + 1):
            yield " ".join(words[at : at + size])


@cache
def _whole_actions() -> frozenset[str]:
    return folded("comment actions")


@cache
def _action_words() -> frozenset[str]:
    return frozenset(word for action in folded("comment actions") for word in action.split())


def _runs(lines: Sequence[Signed]) -> Iterator[list[Signed]]:
    """Yield runs of signatures with no more blocks between them than a comment has."""
    run: list[Signed] = []
    for line in lines:
        if run and line.at - run[-1].at > _RECORD_BLOCKS:
            yield run
            run = []
        run.append(line)
    yield run


def _thread(blocks: Sequence[Block], run: Sequence[Signed], first: int, is_forum: bool) -> slice:
    """Return the slice of the comments that these lines sign, an empty one if they are something else."""
    nothing = slice(0, 0)
    if len(run) < _FEWEST:
        return nothing
    named_above = _MOST_OF * len(run) <= sum(_is_name_above(blocks, line) for line in run)
    end = _end(blocks, run, named_above)
    edges = [*(line.at for line in run), end]
    records = [
        _record(blocks, line, blocks[a:b]) for line, (a, b) in zip(run, pairwise(edges), strict=True)
    ]
    start = run[0].at - (named_above and _is_name_above(blocks, run[0]))
    start, is_announced = _with_head(blocks, max(start, first), first)
    if not _are_comments(blocks, records, is_announced) or (is_forum and not is_announced):
        return nothing
    return slice(start, end)


def _is_name_above(blocks: Sequence[Block], line: Signed) -> bool:
    above = blocks[line.at - 1].text if line.at else ""
    return may_be_name(above) and not is_action(above)


def _record(blocks: Sequence[Block], line: Signed, own: Sequence[Block]) -> _Record:
    texts = [block for block in own[1:] if _is_text(block)]
    above = fold(blocks[line.at - 1].text).split() if _is_name_above(blocks, line) else []
    said = bool(above) and above[-1] in folded("comment actions")
    acting = line.acting or said or any(is_action(block.text) for block in own[1:])
    return _Record(line, own, acting, bool(texts), any(ends_sentence(block.text) for block in texts))


def _is_text(block: Block) -> bool:
    return (
        block.kind in _TEXT_KINDS
        and count_words(block.text) >= _TEXT_WORDS
        and block.link_density < MOST_LINKS
        and not may_be_date(block.text)
        and not is_action(block.text)
    )


def _are_comments(blocks: Sequence[Block], records: Sequence[_Record], is_announced: bool) -> bool:
    """Whether most records have a text, several names sign them, and something shows them to be comments."""
    size = len(records)
    if sum(record.has_text for record in records) < max(_FEWEST, _MOST_OF * size):
        return False
    names = Counter(filter(None, (name_of(blocks, record.line) for record in records)))
    if len(names) < _FEWEST:
        return False
    if is_announced or sum(record.acting for record in records) >= max(_FEWEST, _ACTING * size):
        return True
    return (
        min(size, len(names)) >= _FEWEST_BY_SHAPE
        and 2 * len(names) >= size
        and have_odd_times([record.line for record in records])
        and sum(record.has_sentence for record in records) >= _MOST_OF * size
    )


def _with_head(blocks: Sequence[Block], start: int, first: int) -> tuple[int, bool]:
    """Return where the lines begin that announce comments above an index, and whether there are any."""
    for at in range(start - 1, max(start - 1 - _HEAD_BLOCKS, first - 1), -1):
        text = blocks[at].text
        if is_action(text):
            continue
        if _is_prose(blocks[at]):
            break
        if count_words(text) <= _HEAD_WORDS and announces_comments(text):
            return at, True
    return start, False


def _end(blocks: Sequence[Block], run: Sequence[Signed], named_above: bool) -> int:
    """Return the index after the last comment: after its buttons, or where its text ends."""
    longest = max(b.at - a.at - named_above for a, b in pairwise(run))
    at = run[-1].at + 1
    last = min(len(blocks), run[-1].at + longest)
    texts = 0
    while at < last:
        block = blocks[at]
        if is_action(block.text):
            at += 1
            if texts:
                while at < last and is_action(blocks[at].text):
                    at += 1
                break
            continue
        if block.kind == "heading" or announces_comments(block.text[:LINE]):
            break
        if texts and (block.id - blocks[at - 1].id > 1 or not (_is_text(block) or ends_sentence(block.text))):
            break
        texts += _is_text(block)
        at += 1
    return at
