"""Keeps the last entries of a dump's interview, list or live report, which look like those before them.

The scorer is careful at edges, and short questions and numbers look like labels to it. But a question over an
answer is the story's if two others above it are.

    Before:  "Why now?" "Because …" "Who pays?" "The town …" (kept)  "And then?" (-1.5)  "Then we …" (-2)
    After:   all six

Of a live report, in a dump or not, it also keeps the hours over the entries that stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..evidence.entry_labels import is_hour, label_shape
from ..evidence.furniture.notices import may_be_call
from ..model import Block
from ..text.words import ends_sentence
from .kept import keep_near

_FEWEST = 2  # entries that stay above one like them
_FEWEST_HOURS = 3  # entries of a live report whose label is nothing but the hour
_SLACK = 2.5  # log-odds that an entry's label and text may lie below the threshold
_NEAR = 3  # blocks below the last kept one: a box may have stood between


def keep_entries(blocks: Sequence[Block], over: Sequence[float], keep: list[bool]) -> None:
    """Set `keep`, whether each block of a dump stays, for entries with labels like those of others.

    over: each block's log-odds above the threshold.
    """
    kept: Counter[str] = Counter()
    last = -_NEAR - 1
    for i, (label, text) in enumerate(pairwise(blocks)):
        last = i if keep[i] else last
        shape = label_shape(label.text)
        if not shape or text.id != label.id + 1 or not ends_sentence(text.text) or label_shape(text.text):
            continue
        is_like = kept[shape] >= _FEWEST and i - last <= _NEAR and over[i] >= -_SLACK
        may_stay = is_like and (keep[i + 1] or over[i + 1] >= -_SLACK)
        if may_stay and not (keep[i] and keep[i + 1]) and not _calls(label, text):
            keep[i] = keep[i + 1] = True
        kept[shape] += keep[i + 1]


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
