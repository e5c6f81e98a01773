"""Keeps what belongs together whole: the items of a list, the entries of a guide or an FAQ.

The scorer judges blocks; these rules let a unit stay if most of it does.

    Before:  three items of a list, without the second; four answers without their questions
    After:   four items; four questions with their answers
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, groupby

from ..evidence.container_slices import element_around
from ..evidence.entry_labels import entry_number
from ..evidence.records import records
from ..model import Block, Container, Page, chain, chain_below
from ..text.prose import MOST_LINKS, SENTENCE
from ..text.words import COLONS, QUESTION_MARKS, count_words
from .edges import is_prose, states

_ITEM_SLACK = 2.0  # log-odds that an item or a title beside what it belongs to may lie below the threshold
_AMONG_SLACK = 3.0  # log-odds that an item of a list between paragraphs may lie below the threshold
_SUBHEAD_LEVELS = (2, 3, 4)  # of a heading that others may stand under; lower ones are mostly of boxes
_SUBHEAD_SLACK = 1.0  # log-odds that a heading right above a paragraph of its own element may
_ANNOUNCED_SLACK = 2.0  # log-odds that an item of a dump may lie below it, if a line announces the list
_LIST_SLACK = 4.0  # log-odds that an item of a list that stays may lie below it; no slack is larger
_IN_LIST_SLACK = 0.5  # log-odds that a heading among the items of such a list may lie below the threshold
_MANY_ENTRIES = 4  # of one build; fewer are a unit if each is a question and its answer
_MOST_ENTRIES = 0.6  # share of the entries of one build whose text stays; at .5 as many pages lose as gain
_SOME_ANSWERS = 0.25  # share of them if each is a question and its answer
_MOST_LINKED = 0.7  # if their titles are links: teasers of other stories look alike
_LIST_TAGS = frozenset(("ul", "ol", "dl"))
_ENTRY_LEVELS = 3  # elements from a question to its `<details>`
_LIKE_HEADINGS = 2  # that stay, of the build of the last section's
_FEWEST_NUMBERED = 4  # lines in a row
_WRAPPERS = 4  # elements around a paragraph: its own, those of its text, and the one that it shares
_BELOW_SLACK = 1.0  # log-odds that the paragraph below a list inside the story may lie below the threshold


def keep_units(page: Page, near: Sequence[float], words: Sequence[float], keep: list[bool]) -> None:
    """Set `keep`, whether each block stays, for the rest of each unit that stays.

    near: log-odds above the threshold. words: words in each block.
    """
    if not any(x >= -_LIST_SLACK and not stays for x, stays in zip(near, keep, strict=True)):
        return  # all that goes is too far below the threshold for every rule here
    blocks = page.blocks
    _keep_items(blocks, near, keep)
    has_items = any(block.kind == "list_item" for block in blocks)
    if page.is_html:
        if has_items:
            _keep_lists(blocks, near, keep)
        _keep_entries(blocks, near, words, keep)
        _keep_headings(blocks, near, keep)
        _keep_last_sections(blocks, near, keep)
        return
    if has_items:
        _keep_announced(blocks, near, keep)
    numbers = [entry_number(block) for block in blocks]
    if len(numbers) - numbers.count(0) >= _FEWEST_NUMBERED:
        _keep_numbered(numbers, near, keep)
        _keep_inside(blocks, numbers, near, keep)


def _keep_items(blocks: Sequence[Block], near: Sequence[float], keep: list[bool]) -> None:
    """Keep a list item between two others that stay, and what is above a unit that stays.

    That is an item above its own items, and the title of a table.
    """
    for i in range(len(keep) - 2, -1, -1):
        block, after = blocks[i], blocks[i + 1]
        if keep[i] or not keep[i + 1] or near[i] < -_ITEM_SLACK:
            continue
        if after.kind == "table":
            keep[i] = block.container is not None and block.container.tag == "caption"
        elif block.kind == after.kind == "list_item":
            is_between = i > 0 and keep[i - 1] and blocks[i - 1].kind == "list_item"
            keep[i] = is_between or after.level > block.level


def _keep_headings(blocks: Sequence[Block], near: Sequence[float], keep: list[bool]) -> None:
    """Keep the heading right above a list, a lesser heading, or a paragraph.

    Above a paragraph, it has to be like headings that stay, or head a box of the story.
    """
    builds: set[tuple[str, str]] | None = None
    for i in range(len(keep) - 2, -1, -1):
        block, below = blocks[i], blocks[i + 1]
        if keep[i] or not keep[i + 1] or block.kind != "heading" or near[i] < -_ITEM_SLACK or block.links:
            continue
        if below.kind == "heading":
            keep[i] = block.level in _SUBHEAD_LEVELS and below.level > block.level
        elif below.kind == "list_item":
            keep[i] = block.container is not None
        elif near[i] >= -_SUBHEAD_SLACK and below.id == block.id + 1 and states(below.text):
            if builds is None:
                builds = {_build_of(x) for x in compress(blocks, keep) if x.kind == "heading"}
            is_like = is_prose(below) and _build_of(block) in builds
            keep[i] = _has_parent_of(block, below) and (is_like or _heads_box(blocks, i, keep))


def _heads_box(blocks: Sequence[Block], at: int, keep: Sequence[bool]) -> bool:
    """Whether a heading opens an element between text that stays, whose other blocks stay: a fact box."""
    box = element_around(blocks[at])
    if box is None or at == 0 or not keep[at - 1] or box in chain(blocks[at - 1].container):
        return False
    end = next((i for i in range(at + 1, len(blocks)) if box not in chain(blocks[i].container)), len(blocks))
    return end < len(blocks) and all(keep[at + 1 : end + 1])


def _build_of(block: Block) -> tuple[str, str]:
    """Return what headings of one build have in common: their tag and classes."""
    return (block.container.tag, block.container.classes) if block.container else ("", "")


def _has_parent_of(heading: Block, below: Block) -> bool:
    """Whether the element around a heading is around the block below it too."""
    box = heading.container.parent if heading.container else None
    return box is not None and any(c is box for c in chain(below.container, _WRAPPERS))


def _keep_lists(blocks: Sequence[Block], near: Sequence[float], keep: list[bool]) -> None:
    """Keep lists whole: their items, and what is among them if most of the items stay."""
    for start, end in _lists(blocks):
        for is_item, run in groupby(range(start, end), key=lambda i: blocks[i].kind == "list_item"):
            if is_item:
                _keep_run(blocks, [*run], near, keep)
        kept = [keep[i] for i in range(start, end) if blocks[i].kind == "list_item"]
        if kept and 2 * sum(kept) >= len(kept):
            for i in range(start, end):
                is_label = blocks[i].kind != "list_item" and blocks[i].link_density < MOST_LINKS
                keep[i] = keep[i] or (is_label and near[i] >= -_IN_LIST_SLACK)


def _keep_run(blocks: Sequence[Block], run: Sequence[int], near: Sequence[float], keep: list[bool]) -> None:
    """Keep items in a row if most stay, a line with a colon announces them, or text is around them."""
    above = run[0] - 1
    is_announced = above >= 0 and keep[above] and announces(blocks[above])
    if is_announced or 2 * sum(keep[i] for i in run) >= len(run) or _is_among_text(blocks, run, near, keep):
        for i in run:
            keep[i] = keep[i] or near[i] >= -_LIST_SLACK
    under = 0  # level of the item with a colon above, if it stays
    for i in run:
        block = blocks[i]
        if block.level <= under:
            under = 0
        keep[i] = keep[i] or (under > 0 and near[i] >= -_LIST_SLACK)
        if keep[i] and not under and block.text.endswith(COLONS):
            under = block.level


def _is_among_text(
    blocks: Sequence[Block], run: Sequence[int], near: Sequence[float], keep: Sequence[bool]
) -> bool:
    """Whether a list without links is between text that stays, in the element of the story's paragraphs."""
    above, below = run[0] - 1, run[-1] + 1
    if above < 0 or below == len(blocks) or not (keep[above] and keep[below] and states(blocks[below].text)):
        return False
    if any(near[i] < -_AMONG_SLACK or blocks[i].links for i in run):
        return False
    around = element_around(blocks[below])
    return around is not None and around in chain(blocks[run[0]].container, _WRAPPERS)


def _keep_announced(blocks: Sequence[Block], near: Sequence[float], keep: list[bool]) -> None:
    """Keep the items of a dump's list that a kept line above them announces with a colon.

    A short line announces boxes too ("You may also like:"): there the text must go on below the list.
    """
    for is_item, run in groupby(range(len(blocks)), key=lambda i: blocks[i].kind == "list_item"):
        places = [*run]
        above, below = places[0] - 1, places[-1] + 1
        if not is_item or above < 0 or not (keep[above] and blocks[above].text.endswith(COLONS)):
            continue
        if announces(blocks[above]) or (below < len(blocks) and keep[below]):
            for i in places:
                keep[i] = keep[i] or near[i] >= -_ANNOUNCED_SLACK


def _keep_numbered(numbers: Sequence[int], near: Sequence[float], keep: list[bool]) -> None:
    """Keep a dump's lines with numbers in a row if most of them stay: "03. Maya Lind" "04. Ole Rask"."""
    run: list[int] = []
    last = 0
    for i, number in enumerate([*numbers, 0]):
        if run and number != last + 1:
            if len(run) >= _FEWEST_NUMBERED and 2 * sum(keep[k] for k in run) > len(run):
                for k in run:
                    keep[k] = keep[k] or near[k] >= -_LIST_SLACK
            run = []
        if number:
            run.append(i)
        last = number


def _keep_inside(
    blocks: Sequence[Block], numbers: Sequence[int], near: Sequence[float], keep: list[bool]
) -> None:
    """Keep a dump's numbered list right between a paragraph that stays and one that may, with that one."""
    for is_item, run in groupby(range(len(blocks)), key=lambda i: numbers[i] > 0):
        places = [*run]
        above, below = places[0] - 1, places[-1] + 1
        if not is_item or len(places) < _FEWEST_NUMBERED or above < 0 or below == len(blocks):
            continue
        is_whole = blocks[below].id - blocks[above].id == below - above
        may_stay = keep[above] and near[below] >= -_BELOW_SLACK
        if is_whole and may_stay and is_prose(blocks[above]) and is_prose(blocks[below]):
            for i in (*places, below):
                keep[i] = keep[i] or near[i] >= -_LIST_SLACK


def _keep_entries(
    blocks: Sequence[Block], near: Sequence[float], words: Sequence[float], keep: list[bool]
) -> None:
    """Treat the entries of a guide or an FAQ alike: if most stay, so do their titles and like paragraphs.

    An FAQ of `<details>` beside the story's own paragraphs stays in any case.
    """
    for entries in records(blocks):
        are_few = len(entries) < _MANY_ENTRIES
        is_faq = all(_opens_with_question(blocks[entry]) for entry in entries)
        if are_few and not is_faq:
            continue
        if is_faq and _is_folded_beside_story(blocks, entries, keep):
            above = entries[0].start - 1
            has_heading = above >= 0 and blocks[above].kind == "heading"
            for i in range(entries[0].start - has_heading, entries[-1].stop):
                keep[i] = keep[i] or near[i] >= -_LIST_SLACK
            continue
        totals = [sum(words[entry]) for entry in entries]
        kept = [sum(compress(words[entry], keep[entry])) for entry in entries]
        stay = sum(2 * k >= total for k, total in zip(kept, totals, strict=True))
        is_one = not are_few and 2 * max(totals) > sum(totals)
        if min(totals) < SENTENCE or is_one:
            continue
        if is_faq and stay >= _SOME_ANSWERS * len(entries):
            for i in (i for entry in entries for i in range(entry.start, entry.stop)):
                keep[i] = keep[i] or near[i] >= -_ITEM_SLACK
        if stay < _MOST_ENTRIES * len(entries):
            continue
        titles = {at: entry for entry in entries if (at := _title_of(blocks, entry)) is not None}
        linked = sum(_leads_away(blocks[at]) for at in titles)
        if 2 * linked > len(titles) and stay < _MOST_LINKED * len(entries):
            continue
        for i in (*titles, *_like_most(blocks, titles.values(), keep)):
            keep[i] = keep[i] or near[i] >= -_LIST_SLACK


def _opens_with_question(entry: Sequence[Block]) -> bool:
    return len(entry) > 1 and entry[0].text.endswith(QUESTION_MARKS)


def _is_answered(entry: Sequence[Block]) -> bool:
    """Whether a question leads nowhere else, and what is under it ends like a statement."""
    return not _leads_away(entry[0]) and states(entry[-1].text)


def _is_folded_beside_story(blocks: Sequence[Block], entries: Sequence[slice], keep: Sequence[bool]) -> bool:
    """Whether answered questions are `<details>` in the element of the story's paragraphs."""
    opening = blocks[entries[0].start].container
    folded = next((x for x in chain(opening, _ENTRY_LEVELS) if x.tag == "details"), None)
    if folded is None or not all(_is_answered(blocks[entry]) for entry in entries):
        return False
    return any(element_around(b) is folded.parent for b in compress(blocks, keep) if is_prose(b))


def _leads_away(title: Block) -> bool:
    """Whether a title is a link, and not one that opens a panel on the page: `<a href="#">`."""
    return title.link_density >= MOST_LINKS and not all("#" in link.href for link in title.links)


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
    for i in (i for entry in entries for i in range(entry.start, entry.stop)):
        c = blocks[i].container
        if blocks[i].kind == "paragraph" and c is not None:
            alike.setdefault((c.tag, c.classes), []).append(i)
    for places in alike.values():
        if _MOST_ENTRIES * len(places) <= sum(keep[i] for i in places) < len(places):
            yield from places


def _keep_last_sections(blocks: Sequence[Block], near: Sequence[float], keep: list[bool]) -> None:
    """Keep a short section right below the text if its heading is of one build with those that stay.

    "Ingredients" … "Method" … "Notes"
    """
    if True not in keep:
        return
    built = Counter(_build_of(b) for b in compress(blocks, keep) if b.kind == "heading")
    last = len(keep) - 1 - keep[::-1].index(True)
    while last + 2 < len(blocks):
        heading, text = blocks[last + 1 : last + 3]
        is_like = built[_build_of(heading)] >= _LIKE_HEADINGS and text.id == blocks[last].id + 2
        if not (is_like and _is_section(heading, text)) or min(near[last + 1 : last + 3]) < -_ITEM_SLACK:
            return
        keep[last + 1] = keep[last + 2] = True
        last += 2


def _is_section(heading: Block, text: Block) -> bool:
    """Whether a statement is right under a heading, in the same element, and neither has links."""
    is_whole = heading.kind == "heading" and element_around(text) is element_around(heading)
    return is_whole and text.kind == "paragraph" and states(text.text) and not (heading.links or text.links)


def announces(block: Block) -> bool:
    """Whether a paragraph is about the list under it; "You may also like:" is not."""
    return block.text.endswith(COLONS) and count_words(block.text) >= SENTENCE


def _lists(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield the slices of the blocks that are in one outermost list."""
    outermost: dict[Container | None, Container | None] = {None: None}
    for block in blocks:
        for c in reversed(chain_below(block.container, outermost)):
            outermost[c] = outermost[c.parent] or (c if c.tag in _LIST_TAGS else None)
    lists = [outermost[block.container] for block in blocks]
    for listed, inside in groupby(range(len(blocks)), key=lists.__getitem__):
        if listed is not None:
            places = list(inside)
            yield places[0], places[-1] + 1
