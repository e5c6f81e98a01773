"""Keeps corrections beside the story: small print, which looks to the scorer like the notes of the site.

Before:  "The bridge opens in May." (kept)  "Correction: An earlier version gave the wrong year." (-1.2)
After:   both
"""

from __future__ import annotations

from collections.abc import Sequence

from ..evidence.correction_labels import opening_of_correction
from ..model import Block

_WITHIN = 3  # blocks from text that stays; under the story, signatures and buttons may come before
_GONE = 8  # blocks between them on the page, dropped or not
_SLACK = 3.0  # log-odds that a correction may lie below the threshold
_LINKS = 0.25  # share of link text


def keep_corrections(blocks: Sequence[Block], near: Sequence[float], keep: list[bool]) -> None:
    """Set `keep`, whether each block stays, for corrections right under or over text that does.

    near: log-odds above the threshold.
    """
    kept = [i for i, stays in enumerate(keep) if stays]
    if not kept:
        return
    for i in range(max(0, kept[0] - _WITHIN), min(len(blocks), kept[-1] + 1 + _WITHIN)):
        block = blocks[i]
        if keep[i] or near[i] < -_SLACK or block.link_density >= _LINKS or not _is_beside(blocks, keep, i):
            continue
        keep[i] = bool(opening_of_correction(block))


def _is_beside(blocks: Sequence[Block], keep: Sequence[bool], at: int) -> bool:
    around = range(max(0, at - _WITHIN), min(len(blocks), at + 1 + _WITHIN))
    return any(keep[i] and abs(blocks[i].id - blocks[at].id) <= _GONE for i in around)
