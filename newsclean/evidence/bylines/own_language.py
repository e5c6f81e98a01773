"""Reads a word for "by" that opens names too, which only the language of the page tells apart.

Na NEEMA KARIUKI    ->  NEEMA KARIUKI on a page in Swahili
Na Min-seo          ->  as it is on a page in English
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ...phrases import languages, lines
from ...text.words import fold
from ..near_title import NearTitle

_FEWEST = 5  # of the language's own words that a page has; some are words of other languages too
_BLOCKS = 20  # of the page, in which the words are counted


def after_rare_by(part: str, near_title: NearTitle) -> str:
    """Return what follows such a word, if the page is in its language; else the text as it is."""
    first, _, name = part.partition(" ")
    code = _languages_of_words().get(fold(first), "") if name[:1].isupper() else ""
    return name if code and _is_in(code, near_title) else part


def _is_in(code: str, near_title: NearTitle) -> bool:
    text = " ".join(block.text for block in list(near_title.blocks.values())[:_BLOCKS])
    return len(lines(code, "own words").intersection(text.lower().split())) >= _FEWEST


@cache
def _languages_of_words() -> Mapping[str, str]:
    return {fold(x): code for code in languages() for x in lines(code, "by, opening names too")}
