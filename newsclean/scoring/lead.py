"""Keeps a lead between the headline and the first kept text: many pages set it apart, in other type.

Before:  "Two years after the flood, the bridge is open again." (-0.8)   "Repairs cost 2.4 million." (kept)
After:   both
"""

from __future__ import annotations

from typing import NamedTuple

from ..model import Block, Page
from ..text.prose import PARAGRAPH, SENTENCE
from ..text.words import ends_sentence
from . import dump_features, html_features
from .scorer import Scores

_LINKS = 0.2  # share of link text in a lead
_LOWER = 0.4  # share of lower-case words: sentences, not headlines


class _Reach(NamedTuple):
    """How far above the first kept text a lead may stand, and what it must be like."""

    within: int
    """Blocks before the first kept one."""
    words: int
    slack: float
    """Log-odds that it may lie below the threshold."""


_OF_HTML = _Reach(3, PARAGRAPH, 1.0)
_OF_DUMP = _Reach(6, SENTENCE, 1.5)  # the byline, the date and a caption's lines may be between


def keep_lead(page: Page, scores: Scores, keep: list[bool]) -> None:
    """Set `keep`, whether each block stays, for a lead above the first block that does."""
    if not any(keep):
        return
    names = html_features.NAMES if page.is_html else dump_features.NAMES
    columns = dict(zip(names, scores.columns, strict=True))
    reach = _OF_HTML if page.is_html else _OF_DUMP
    first = keep.index(True)
    for i in range(first - 1, max(-1, first - 1 - reach.within), -1):
        from_title = columns["from_title"][i]
        if from_title <= 0:
            return
        if (
            page.blocks[i].kind in ("paragraph", "quote")
            and scores.words[i] >= reach.words
            and columns["link_density"][i] < _LINKS
            and columns["lower"][i] > _LOWER
            and (page.is_html or _is_lead_of_dump(page.blocks[i], from_title))
            and scores.values[i] > scores.threshold - reach.slack
        ):
            keep[i] = True


def _is_lead_of_dump(block: Block, from_title: float) -> bool:
    """Whether a line ends like a sentence, or like a dek right under the headline; captions do not."""
    return ends_sentence(block.text) or (from_title == 1 and block.text[-1].isalpha())
