"""The passes, one a file, and the order they run in.

`newsclean.clean(page, passes=(*DEFAULT_PASSES, mine))` adds one of yours.
"""

from __future__ import annotations

from ..pipeline import Pass
from .body import body
from .bylines import bylines
from .captions import captions
from .corrections import corrections
from .datelines import datelines
from .dates import dates
from .images import images
from .languages import languages
from .page_furniture import page_furniture
from .page_metadata import page_metadata
from .repeats import repeats
from .sidebars import sidebars
from .statuses import statuses
from .subheads import subheads
from .text_repair import text_repair
from .titles import titles

DEFAULT_PASSES: tuple[Pass, ...] = (
    text_repair,  # first: every later pass compares texts, so they have to be whole
    page_metadata,  # what the page says of itself; titles, bylines and dates build on it
    page_furniture,  # nav, footer, consent, share bars: half of the blocks, gone before anything costly looks
    titles,  # needs the metadata; its echoes would look like body text to the scorer
    bylines,  # the lines around the title, before the scorer takes them for short paragraphs
    dates,  # after bylines: "By A. Writer, 3 May 2024" holds both
    sidebars,  # boxes that a heading or their element names
    captions,  # before the body: they read like sentences, and belong to images
    repeats,  # after the boxes, which repeat headlines of their own
    body,  # the scorer: what is left is judged by where and among what it stands
    images,  # of those the captions pass claimed, the ones beside the body
    corrections,  # they stay in the text, but are not the story
    subheads,  # after the body is known: a short line is one only between paragraphs
    datelines,  # after the body is known: only its first lines can be a dateline
    languages,  # of the body, checked against what the page declares
    statuses,  # last: judges what is left
)

__all__ = ["DEFAULT_PASSES"]
