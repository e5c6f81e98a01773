"""Keeps the last entries of a dump's interview, list or live report, which look like those before them.

The scorer is careful at edges, and short questions and numbers look like labels to it. But a question over an
answer is the story's if two others above it are; so are hours in order over sentences, right below its lead.

    Before:  "Why now?" "Because …" "Who pays?" "The town …" (kept)  "And then?" (-1.5)  "Then we …" (-2)
    After:   all six

Of a live report, in a dump or not, it also keeps the hours over the entries that stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..evidence.entry_labels import is_hour, label_shape, minutes_of
from ..evidence.furniture.notices import may_be_call
from ..model import Block
from ..text.words import ends_sentence
from .kept import keep_near
from .statements import is_prose
from .units.whole_lists import LIST_SLACK

_FEWEST = 2  # entries that stay above one like them
_FEWEST_HOURS = 3  # entries of a live report whose label is nothing but the hour
_SLACK = 2.5  # log-odds that an entry's label and text may lie below the threshold
_GONE = 2  # blocks from an entry's text to the next label; a button may have been between
_ANSWER_SLACK = 1.0  # log-odds that the second answer that shows an interview may lie below the threshold
_NEAR = 3  # blocks below the last kept one: a box may have stood between


def keep_entries(blocks: Sequence[Block], over: Sequence[float], keep: list[bool]) -> None:
    """Set `keep`, whether each block of a dump stays, for entries with labels like those of others.

    over: each block's log-odds above the threshold.
    """
    entries = _entries(blocks)
    for run in _runs(blocks, entries):
        _keep_run(blocks, run, over, keep)
    kept: Counter[str] = Counter()
    for i, shape in entries:
        is_near = any(keep[max(0, i - _NEAR) : i + 1])
        is_like = kept[shape] >= _FEWEST and is_near and over[i] >= -_SLACK
        may_stay = is_like and (keep[i + 1] or over[i + 1] >= -_SLACK)
        if may_stay and not (keep[i] and keep[i + 1]) and not _calls(blocks[i], blocks[i + 1]):
            keep[i] = keep[i + 1] = True
        kept[shape] += keep[i + 1]


def _entries(blocks: Sequence[Block]) -> list[tuple[int, str]]:
    """Return the place of each label right over a sentence, and its form."""
    found = []
    for i, (label, text) in enumerate(pairwise(blocks)):
        shape = label_shape(label.text)
        if shape and text.id == label.id + 1 and ends_sentence(text.text) and not label_shape(text.text):
            found.append((i, shape))
    return found


def _runs(blocks: Sequence[Block], entries: Sequence[tuple[int, str]]) -> Iterator[list[int]]:
    """Yield the places of labels of one form, questions or hours alone, one entry below the other.

    A button may have gone between two entries.
    """
    run: list[int] = []
    form = ""
    for i, shape in entries:
        if shape == "number" or (shape == "hour" and not is_hour(blocks[i].text)):
            continue
        goes_on = run and shape == form and run[-1] == i - 2 and blocks[i].id <= blocks[i - 1].id + _GONE
        if not goes_on:
            yield run
            run, form = [], shape
        run.append(i)
    yield run


def _keep_run(blocks: Sequence[Block], run: Sequence[int], over: Sequence[float], keep: list[bool]) -> None:
    """Keep an interview of which an answer stays and another nearly, and a live report right below prose."""
    if len(run) < _FEWEST_HOURS or any(_calls(blocks[i], blocks[i + 1]) for i in run):
        return
    is_live = is_hour(blocks[run[0]].text)
    above = run[0] - 1
    is_below = (
        above >= 0 and keep[above] and is_prose(blocks[above]) and blocks[run[0]].id == blocks[above].id + 1
    )
    if is_live and not (is_below and _are_in_order([blocks[i].text for i in run])):
        return
    answers = [keep[i + 1] or over[i + 1] >= -_ANSWER_SLACK for i in run]
    if not is_live and (sum(answers) < _FEWEST or not any(keep[i + 1] for i in run)):
        return
    keep_near((x for i in run for x in (i, i + 1)), LIST_SLACK, over, keep)


def _are_in_order(hours: Sequence[str]) -> bool:
    """Whether the hours of entries go on or back, as those of one day do."""
    minutes = [minutes_of(hour) for hour in hours]
    return minutes in (sorted(minutes), sorted(minutes, reverse=True))


def keep_hours(blocks: Sequence[Block], over: Sequence[float], keep: list[bool]) -> None:
    """Keep lines with nothing but an hour, right over text that stays, if they recur: a live report's."""
    hours = [
        i
        for i, (label, text) in enumerate(pairwise(blocks))
        if keep[i + 1] and text.id == label.id + 1 and is_hour(label.text) and ends_sentence(text.text)
    ]
    if len(hours) >= _FEWEST_HOURS:
        keep_near(hours, _SLACK, over, keep)


def _calls(label: Block, text: Block) -> bool:
    """Whether an entry asks for something: "Want to see more?" "Sign up for a demo."."""
    return may_be_call(label.text) or may_be_call(text.text)
