"""Tells notes that say where a story first appeared.

"This article originally appeared in The Harbour Review."  ->  True
"Originally published on 3 May 2021"  ->  False: it is the story's date
"""

from __future__ import annotations

from ..model import Block
from ..phrases import may_open_with, opens_with_label

_SECTION = "first publication"
_LONGEST = 300  # characters
_LINKS = 0.7  # share of link text: where it appeared is a link, and "Read the original article" another


def says_where_first_published(block: Block) -> bool:
    """Whether a paragraph opens as such notes do; one with a digit may tell the day instead of the place."""
    text = block.text
    return (
        block.kind == "paragraph"
        and len(text) <= _LONGEST
        and may_open_with(_SECTION, text.lstrip("(["))
        and block.link_density < _LINKS
        and opens_with_label(_SECTION, text)
        and not any(map(str.isdigit, text))
    )
