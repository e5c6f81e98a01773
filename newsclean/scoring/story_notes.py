"""Keeps notes on the story beside it: small print, which looks to the scorer like the notes of the site.

They correct the story, or say where it first appeared.

Before:  "The bridge opens in May." (kept)  "Correction: An earlier version gave the wrong year." (-1.2)
After:   both
"""

from __future__ import annotations

from collections.abc import Sequence

from ..evidence.correction_labels import opening_of_correction
from ..evidence.first_publication import says_where_first_published
from ..model import Block

_WITHIN = 5  # blocks from text that stays; a signature, buttons or links may be between
_GONE = 8  # blocks between them on the page, dropped or not
_SLACK = 3.0  # log-odds that a note may lie below the threshold
_LINKS = 0.25  # share of link text in a correction


def keep_story_notes(blocks: Sequence[Block], over: Sequence[float], keep: list[bool]) -> None:
    """Set `keep`, whether each block stays, for notes on the story right under or over text that does.

    over: each block's log-odds above the threshold.
    """
    kept = [i for i, stays in enumerate(keep) if stays]
    if not kept:
        return
    for i in range(max(0, kept[0] - _WITHIN), min(len(blocks), kept[-1] + 1 + _WITHIN)):
        if not keep[i] and over[i] >= -_SLACK and _is_beside(blocks, keep, i):
            keep[i] = _is_note(blocks[i])


def _is_note(block: Block) -> bool:
    is_correction = block.link_density < _LINKS and bool(opening_of_correction(block))
    return is_correction or says_where_first_published(block)


def _is_beside(blocks: Sequence[Block], keep: Sequence[bool], at: int) -> bool:
    around = range(max(0, at - _WITHIN), min(len(blocks), at + 1 + _WITHIN))
    return any(keep[i] and abs(blocks[i].id - blocks[at].id) <= _GONE for i in around)
