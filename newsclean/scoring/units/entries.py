"""Keeps the entries of a guide or an FAQ whole: a title or a question, and the text under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

from ...evidence.container_slices import element_around
from ...evidence.records import records
from ...model import Block, chain
from ...text.prose import MOST_LINKS, SENTENCE
from ...text.words import QUESTION_MARKS, count_words
from ..kept import keep_near
from ..statements import is_prose, states
from .whole_lists import ITEM_SLACK, LIST_SLACK

_MANY = 4  # of one build; fewer are a unit if each is a question and its answer
_MOST = 0.6  # share of the entries of one build whose text stays; at .5 as many pages lose as gain
_SOME_ANSWERS = 0.25  # share of them if each is a question and its answer
_MOST_LINKED = 0.7  # if their titles are links: teasers of other stories look alike
_FOLDED_LEVELS = 3  # elements from a question to its `<details>`


def keep_titled_entries(
    blocks: Sequence[Block], over: Sequence[float], words: Sequence[float], keep: list[bool]
) -> None:
    """Treat the entries of a guide or an FAQ alike: if most stay, so do their titles and like paragraphs.

    An FAQ of `<details>` beside the story's own paragraphs stays in any case.
    """
    for entries in records(blocks):
        is_faq = all(_opens_with_question(blocks[entry]) for entry in entries)
        if len(entries) < _MANY and not is_faq:
            continue
        if is_faq and _is_folded_beside_story(blocks, entries, keep):
            above = entries[0].start - 1
            has_heading = above >= 0 and blocks[above].kind == "heading"
            keep_near(range(entries[0].start - has_heading, entries[-1].stop), LIST_SLACK, over, keep)
            continue
        totals = [sum(words[entry]) for entry in entries]
        is_one = len(entries) >= _MANY and 2 * max(totals) > sum(totals)
        if min(totals) < SENTENCE or is_one:
            continue
        kept = [sum(compress(words[entry], keep[entry])) for entry in entries]
        stay = sum(2 * k >= total for k, total in zip(kept, totals, strict=True))
        if is_faq and stay >= _SOME_ANSWERS * len(entries):
            keep_near(_places(entries), ITEM_SLACK, over, keep)
        keep_near(_titles_and_like(blocks, entries, stay, keep), LIST_SLACK, over, keep)


def _opens_with_question(entry: Sequence[Block]) -> bool:
    return len(entry) > 1 and entry[0].text.endswith(QUESTION_MARKS)


def _is_folded_beside_story(blocks: Sequence[Block], entries: Sequence[slice], keep: Sequence[bool]) -> bool:
    """Whether answered questions are `<details>` in the element of the story's paragraphs."""
    opening = blocks[entries[0].start].container
    folded = next((x for x in chain(opening, _FOLDED_LEVELS) if x.tag == "details"), None)
    if folded is None or not all(_is_answered(blocks[entry]) for entry in entries):
        return False
    return any(element_around(b) is folded.parent for b in compress(blocks, keep) if is_prose(b))


def _is_answered(entry: Sequence[Block]) -> bool:
    """Whether a question leads nowhere else, and what is under it ends like a statement."""
    return not _leads_away(entry[0]) and states(entry[-1].text)


def _leads_away(title: Block) -> bool:
    """Whether a title is a link, and not one that opens a panel on the page: `<a href="#">`."""
    return title.link_density >= MOST_LINKS and not all("#" in link.href for link in title.links)


def _places(entries: Iterable[slice]) -> list[int]:
    return [i for entry in entries for i in range(entry.start, entry.stop)]


def _titles_and_like(
    blocks: Sequence[Block], entries: Sequence[slice], stay: int, keep: Sequence[bool]
) -> list[int]:
    """Return the places of entries' titles, and of paragraphs like most that stay, if enough entries do."""
    if stay < _MOST * len(entries):
        return []
    titles = {at: entry for entry in entries if (at := _title_of(blocks, entry)) is not None}
    linked = sum(_leads_away(blocks[at]) for at in titles)
    if 2 * linked > len(titles) and stay < _MOST_LINKED * len(entries):
        return []
    return [*titles, *_like_most(blocks, titles.values(), keep)]


def _title_of(blocks: Sequence[Block], entry: slice) -> int | None:
    """Return the place of an entry's heading or question above its other text."""
    for i in range(entry.start, entry.stop - 1):
        if blocks[i].kind == "heading" or blocks[i].text.endswith(QUESTION_MARKS):
            return i
        if count_words(blocks[i].text) >= SENTENCE:
            return None
    return None


def _like_most(blocks: Sequence[Block], entries: Iterable[slice], keep: Sequence[bool]) -> Iterator[int]:
    """Yield the places of paragraphs in entries if most of those with their markup stay."""
    alike: dict[object, list[int]] = {}
    for i in _places(entries):
        c = blocks[i].container
        if blocks[i].kind == "paragraph" and c is not None:
            alike.setdefault((c.tag, c.classes), []).append(i)
    for places in alike.values():
        if _MOST * len(places) <= sum(keep[i] for i in places) < len(places):
            yield from places
