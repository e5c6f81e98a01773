"""The default passes, one per file, and the order in which they run.

To add your own: `newsclean.clean(page, passes=(*DEFAULT_PASSES, mine))`.
"""

from __future__ import annotations

from ..pipeline import Passes
from .body import body
from .bylines import bylines
from .captions import captions
from .comment_threads import comment_threads
from .contents_lists import contents_lists
from .corrections import corrections
from .datelines import datelines
from .dates import dates
from .dead_ends import dead_ends
from .edit_links import edit_links
from .hidden_text import hidden_text
from .images import images
from .languages import languages
from .link_lists import link_lists
from .other_stories import other_stories
from .page_furniture import page_furniture
from .page_metadata import page_metadata
from .repeats import repeats
from .sidebars import sidebars
from .statuses import statuses
from .subheads import subheads
from .text_repair import text_repair
from .titles import titles

DEFAULT_PASSES = Passes(
    (
        text_repair,  # first: later passes compare texts, so damage has to be gone
        edit_links,  # before anything is compared: the links are glued to the headings
        page_metadata,  # what the page declares; titles, bylines and dates build on it
        dead_ends,  # before anything is dropped: a wall or an error page is little more than its notices
        page_furniture,  # nav, footer, consent, share bars: half of all blocks, gone before the costly passes
        titles,  # needs the metadata; copies of the headline would look like body text to the scorer
        comment_threads,  # before bylines and dates, which take the first names and dates for the story's
        bylines,  # lines around the title, before the scorer mistakes them for short paragraphs
        dates,  # after bylines: "By A. Writer, 3 May 2024" holds both
        sidebars,  # boxes with a heading
        link_lists,  # menus of dumps, which have no heading
        contents_lists,  # before the body: a list that repeats the subheads
        captions,  # before the body: they read like sentences but belong to images
        repeats,  # after the boxes, which repeat headlines themselves
        hidden_text,  # after titles and dates, which may stand in what is hidden
        other_stories,  # after the boxes and copies are gone: what prose is left shows where the story stands
        body,  # the scorer: judges what is left by its position and its neighbours
        images,  # after the body: keeps the claimed images that are beside it
        corrections,  # marks corrections; they stay in the text
        subheads,  # after the body: a short line is a subhead only between paragraphs
        datelines,  # after the body: only its first lines can be a dateline
        languages,  # of the body, compared with what the page declares
        statuses,  # last: judges what is left
    )
)

__all__ = ["DEFAULT_PASSES"]
