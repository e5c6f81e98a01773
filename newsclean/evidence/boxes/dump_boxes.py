"""Finds the boxes of a dump: items, doubled lines and short lines under a heading, up to where prose resumes.

MOST READ / 1. Storm closes port / Storm closes port / 2. Mayor quits
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import accumulate
from typing import TypeAlias

from ...model import Block, Page
from ...phrases import labels, plain
from ...text.prose import LINE, is_sentence
from ...text.words import ELLIPSES, count_words
from ..doubles import are_doubles
from ..entry_labels import label_shape
from ..images.credits import is_credit_line
from ..teaser_topics import are_on_topic
from .box_names import box_name
from .dump_cards import MOST_HEAD, MOST_SUMMARY, runs_of_cards
from .read_also import is_statement

_FEWEST_ENTRIES = 2
_FEWEST_CARDS = 3  # teasers with a button each, without a heading over them, or with longer summaries
_BARE_CARD = 2  # lines of a headline and its summary
_ITEM_WORDS = 22  # of the longest headline, kicker included
_BUTTON = 3  # a "Read more" that is on a page so often ends items rather than heading them
_LABELLED_WORDS = 3  # of the shortest headline: of the one under "Read also", and of one with a summary
_CARD_HEAD = 2  # lines above a story's summary: its section and its headline
_SUMMARY, _SUMMARY_WORDS = 40, 45  # characters of the shortest, words of the longest
_MOST_OF_TEASER = 60  # words of a summary in a box; a longer one is a section of the story
_CARD_LINES = 7  # among which the next story's summary is found
_CUT = (*ELLIPSES, *(f"{x}]" for x in ELLIPSES))  # at the end of a summary that breaks off

Found: TypeAlias = tuple[Block, str, str]


def boxes_of_dump(page: Page, names: frozenset[str]) -> Iterator[Found]:
    """Yield the blocks of boxes, each with the reason and the evidence. names: further headings of boxes."""
    dump = _Dump(page, names)
    cards = dict(_boxes_of_cards(dump))
    end = 0
    for i in sorted({*dump.names, *cards}):
        if i >= end:
            box = cards.get(i) or [*_box_at(dump, i)]
            yield from box
            end = i + len(box)


def _box_at(dump: _Dump, i: int) -> Iterator[Found]:
    """Yield the box whose name is this line, or the line if it leads to another story by itself."""
    blocks, name = dump.blocks, dump.names[i]
    if name in labels("boxes") and (stop := _end_of_teasers(dump, i + 1)):
        for block in blocks[i:stop]:
            yield block, "box of headlines with summaries", blocks[i].text
        return
    end, teasers = _end_of_box(dump, i + 1, name in dump.buttons)
    if _holds_items(blocks, i, end, name):
        for block in blocks[i:teasers]:
            yield block, "box heading", blocks[i].text
        for block in blocks[teasers:end]:
            yield block, "headline, its double and a summary", f"after {blocks[i].text}"
    elif name in labels("read also") and blocks[i].kind != "heading":
        yield blocks[i], "leads to another story", name


def _end_of_teasers(dump: _Dump, first: int) -> int:
    """Return the end of the teasers, headline and summary, that begin here under a longer story; else 0.

    A box in the middle of a guide looks the same, but there the story goes on, or is about what they say.
    A box of mere headlines before a subhead has more lines above the first paragraph than above the next. Two
    bare headlines, one over two paragraphs, may be a link inside the story, "Read more", and a subhead.
    """
    cards: list[slice] = []
    heads: list[int] = []
    start = at = first
    while start < len(dump.blocks):
        at = start
        while at - start < MOST_HEAD and dump.is_headline(at):
            at += 1
        summary = at
        while at - summary <= MOST_SUMMARY and dump.is_summary(at):
            at += 1
        if not start < summary < at or at - summary > MOST_SUMMARY or dump.is_subhead(start, summary):
            break
        if dump.are_captions(start, summary):  # the story goes on under its picture
            return 0
        cards.append(slice(start, at))
        heads.append(summary - start)
        start = at
    if len(heads) >= _FEWEST_ENTRIES and heads[0] > heads[1]:
        return 0
    has_paragraphs = max(heads, default=0) == 1 and any(x.stop - x.start > _BARE_CARD for x in cards)
    fewest = _FEWEST_CARDS if has_paragraphs else _FEWEST_ENTRIES
    stop = cards[-1].stop if len(cards) >= fewest else first
    is_box = (
        stop > first
        and _end_the_page(dump, first, stop)
        and not are_on_topic(dump.headline, dump.blocks, cards)
    )
    return stop if is_box else 0


def _boxes_of_cards(dump: _Dump) -> Iterator[tuple[int, Sequence[Found]]]:
    """Yield the start of each box of teasers that end in buttons or break off, and its blocks."""
    buttons = {i for i, name in dump.names.items() if name in labels("read also")}
    cut = {i for i, block in enumerate(dump.blocks) if dump.prose[i] and block.text.endswith(_CUT)}
    for run in runs_of_cards(dump.prose, buttons, cut):
        start, stop = run[0].start, run[-1].stop
        named = next((i for i in range(max(0, start - 1), run[0].stop - 1) if i in dump.names), None)
        if named is None:
            is_box = len(run) >= _FEWEST_CARDS and _end_the_page(dump, start, stop)
            is_box = is_box and not are_on_topic(dump.headline, dump.blocks, run)
        else:
            start, is_box = named, len(run) >= _FEWEST_ENTRIES
        if is_box and (run[0].stop - 1 in buttons or not _break_off_in_story(dump, run, cut)):
            evidence = f"one of {len(run)} that end alike"
            blocks = dump.blocks[start:stop]
            yield start, [(block, "teaser of another story", evidence) for block in blocks]


def _break_off_in_story(dump: _Dump, run: Sequence[slice], cut: Set[int]) -> bool:
    """Whether sentences break off in the story too, or under its subheads: so its author writes …"""
    above = sum(dump.start <= i < run[0].start for i in cut)
    return above >= len(run) or any(dump.is_subhead(card.start, card.stop - 1) for card in run)


def _end_the_page(dump: _Dump, start: int, stop: int) -> bool:
    """Whether a longer text is above these lines, and none below."""
    above, inside = dump.prose_before[start], dump.prose_before[stop] - dump.prose_before[start]
    return not dump.resumes[stop] and above > inside


class _Dump:
    """The lines of a dump, and what is known of each by its place."""

    def __init__(self, page: Page, names: frozenset[str]) -> None:
        self.blocks = blocks = page.blocks
        self.prose = [is_sentence(block.text) for block in blocks]
        self.prose_before = [0, *accumulate(self.prose)]  # how many sentences are before each line
        short = [(i, block) for i, block in enumerate(blocks) if not self.prose[i]]
        self.names = {i: name for i, block in short if (name := box_name(block.text, names))}
        times = Counter(self.names.values())
        self.buttons = {name for name in times if times[name] >= _BUTTON and name in labels("read also")}
        self.headline: str = page.claimed("title") or ""
        self.title = page.title_or_start
        below = (i for i, is_prose in enumerate(self.prose) if is_prose and blocks[i].id > self.title)
        self.start = next(below, len(blocks))
        self.resumes = _resumes(self.prose)

    def is_headline(self, i: int) -> bool:
        """Whether a line may be a teaser's section or headline."""
        if i >= len(self.blocks) or i in self.names:
            return False
        text = self.blocks[i].text
        return not is_statement(text) and count_words(text) <= _ITEM_WORDS and not self.prose[i]

    def is_subhead(self, start: int, end: int) -> bool:
        """Whether these lines are too short for a headline: then the story goes on under its subhead."""
        return all(count_words(block.text) < _LABELLED_WORDS for block in self.blocks[start:end])

    def are_captions(self, start: int, end: int) -> bool:
        """Whether these lines, all of them, end in a picture's credit."""
        return all(is_credit_line(block.text) for block in self.blocks[start:end])

    def is_summary(self, i: int) -> bool:
        """Whether a line may be a teaser's summary."""
        if i >= len(self.blocks) or self.blocks[i].kind != "paragraph":
            return False
        text = self.blocks[i].text
        return is_statement(text) and len(text) >= _SUMMARY and count_words(text) <= _SUMMARY_WORDS


def _resumes(prose: Sequence[bool]) -> list[bool]:
    """Return, for each index, whether two sentences in a row come at it or after it."""
    resumes = [False] * (len(prose) + 1)
    for i in range(len(prose) - 2, -1, -1):
        resumes[i] = resumes[i + 1] or (prose[i] and prose[i + 1])
    return resumes


def _end_of_box(dump: _Dump, first: int, button: bool) -> tuple[int, int]:
    """Return where the box with items from `first` ends, and where its teasers begin."""
    blocks, prose = dump.blocks, dump.prose
    end, teasers = first, 0
    while end < len(blocks):
        block, before = blocks[end], blocks[end - 1]
        if before.id < dump.title < block.id or end in dump.names:
            break
        # A menu over the article, or a button in it: the next lines may be the headline, or a paragraph.
        if (button or end < dump.start) and not (block.kind == "list_item" or _doubled(blocks, end, first)):
            break
        if prose[end] or is_statement(block.text):
            if (
                dump.resumes[end]
                or count_words(block.text) > _MOST_OF_TEASER
                or not (_is_teaser(blocks, end, first, prose, teasers) or _is_card(dump, end, first))
            ):
                break
            teasers = teasers or end - 2
        elif _breaks_off(block, before, end - first) and not (
            block.kind == "heading" and not dump.resumes[end] and _is_card(dump, end + 1, first)
        ):
            break
        end += 1
    if end < len(blocks) and (
        _is_subheading(blocks, end - 1, first) or (prose[end] and _is_next_label(dump, end - 1, first))
    ):
        end -= 1
    return end, teasers or end


def _breaks_off(block: Block, before: Block, items: int) -> bool:
    """Whether a line ends the box: it opens a list, is a heading, or is too long for a headline."""
    if block.kind == "list_item" and items == 1 and before.kind == "paragraph" and not before.indent:
        return True  # a list, and the line that introduces it
    if block.kind == "heading" and items and before.kind not in ("heading", "caption"):
        return True
    return len(block.text) > LINE and count_words(block.text) > _ITEM_WORDS


def _is_teaser(blocks: Sequence[Block], at: int, first: int, prose: Sequence[bool], teasers: int) -> bool:
    """Whether a sentence sums up the doubled headline above it, and another sentence does so too."""
    if at - 2 < first - 1 or not are_doubles(blocks[at - 2].text, blocks[at - 1].text):
        return False
    after = next((i for i in range(at + 1, len(blocks)) if prose[i]), 0)
    return teasers > 0 or (after > at + 2 and are_doubles(blocks[after - 2].text, blocks[after - 1].text))


def _is_card(dump: _Dump, at: int, first: int) -> bool:
    """Whether a sentence is under a kicker and a headline, and the one before or after it is too.

    Before: WORLD / Divers raise bronze cannon / Divers in the old harbour raised … / ECONOMY / Herring …
    The next box, if there is one between, holds other cards.
    """
    prose = dump.prose
    if at >= len(prose) or not prose[at] or at - _CARD_HEAD < first or any(prose[at - _CARD_HEAD : at]):
        return False
    near = range(at + 1, min(at + _CARD_LINES, len(prose)))
    after = next((i for i in near if prose[i] or i in dump.names), at)
    before = next((i for i in range(at - 1, max(at - _CARD_LINES, first - 1), -1) if prose[i]), at)
    return (after - at > _CARD_HEAD and prose[after]) or at - before > _CARD_HEAD


def _is_subheading(blocks: Sequence[Block], last: int, first: int) -> bool:
    """Whether the last line before prose belongs to the article, not the box: its layout differs."""
    block, before = blocks[last], blocks[last - 1]
    if last <= first or block.kind == "list_item" or _doubled(blocks, last, first):
        return False
    if plain(block.text) in labels("read also"):
        return False
    return (block.kind, block.indent, block.blank_before) != (before.kind, before.indent, before.blank_before)


def _is_next_label(dump: _Dump, last: int, first: int) -> bool:
    """Whether the last line before prose is one more question, or number, like those over the prose above.

    Before: What changes? / The bins are … / Read also / Herons in the park / What will it cost? / Less, …
    """
    blocks = dump.blocks
    shape = label_shape(blocks[last].text)
    if not shape or last == first or label_shape(blocks[last - 1].text) == shape:
        return False
    above = (blocks[i - 1].text for i in range(dump.start, first) if dump.prose[i] and not dump.prose[i - 1])
    return sum(label_shape(text) == shape for text in above) >= _FEWEST_ENTRIES


def _holds_items(blocks: Sequence[Block], at: int, end: int, name: str) -> bool:
    """Whether the lines under the name are a box: two items, or one that cannot be a subheading."""
    items = end - at - 1
    if items >= 2 or (items == 1 and blocks[at + 1].kind == "list_item"):
        return True
    return items == 1 and name in labels("read also") and count_words(blocks[at + 1].text) >= _LABELLED_WORDS


def _doubled(blocks: Sequence[Block], at: int, first: int) -> bool:
    """Whether the line before or after is the same headline."""
    text = blocks[at].text
    return (at > first and are_doubles(blocks[at - 1].text, text)) or (
        at + 1 < len(blocks) and are_doubles(text, blocks[at + 1].text)
    )
