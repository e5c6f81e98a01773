"""Finds the notes that end a press release: on the company, on the future, whom to ask.

About Valley Roads                                     ->  all of it, to the last line with an address
Valley Roads builds bridges in nine counties. …
Media contact: Ada Writer, press@roads.example

A story that ends with what there is to know about a town has nobody for the press to ask. A page about an
event may have, but its programme and its prices stand between.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from ...model import Block
from ...phrases import labels, may_open_with, plain, worded
from ...text.patterns import pattern
from ...text.prose import is_sentence, prose_characters
from ..bylines.byline_labels import parted_at_colon

_FEWEST_BEFORE = 0.5  # share of the page's prose before the notes
_LONGEST_HEADING = 80  # characters
_NAMED_WITHIN = 200  # characters of the note that have the company's name
_LEAST_NAME = 3  # letters of the word of it that is looked for
_CONTACT_WITHIN = 6  # lines: a name, a job, a company, a street, a number, an address
_CONTACT_CHARACTERS = 400  # of a paragraph with them all
_NOTES = 12  # lines from the heading within which somebody is named to ask; fewer legal notes are between
_NO_NOTES = frozenset(("heading", "list_item", "table"))  # unless they name the company
# About Valley Roads   Über die Talbau AG:   but not: About 300 Houses
_ABOUT = worded(
    r"""\A<<about a company>>\s?(?:\p{Ll}{1,3}\s)?
    (?-i:(?P<name>(?:\p{Lu}|\p{N}++\p{L})[^.!?\n]{1,60}?))[:：]?\Z""",
    regex.I | regex.VERBOSE,
)
# press@roads.example   +1 503-555-0118   (0123) 45 67 89
_ADDRESS = pattern(r"(?<![\w.-])[\w.-]++@[\w-]++\.\w|[+(]?\d[\d\s()./–-]{6,20}\d")


def release_notes(blocks: Sequence[Block]) -> range:
    """Return the indexes of the notes; empty if the page has none."""
    for at, (heading, note) in enumerate(pairwise(blocks)):
        name = _company_in(heading, note)
        if not name:
            continue
        end = at + 2 + _end_of_contact(blocks[at + 2 : at + 2 + _NOTES + _CONTACT_WITHIN], name)
        if end > at + 2 and _prose(blocks[:at]) >= _FEWEST_BEFORE * _prose(blocks):
            return range(at, end + _is_source(blocks[end : end + 1], name))
    return range(0)


def _company_in(heading: Block, note: Block) -> str:
    """Return a word of the company's name if a line has the name, and the paragraph below it describes it."""
    text = heading.text
    may_be = len(text) <= _LONGEST_HEADING and may_open_with("about a company", text)
    found = _ABOUT.match(text) if may_be else None
    if found is None or not is_sentence(note.text):
        return ""
    said = note.text[:_NAMED_WITHIN].casefold()
    words = found["name"].casefold().split()[:2]
    return next((word for word in words if len(word) >= _LEAST_NAME and word in said), "")


def _is_source(below: Sequence[Block], name: str) -> bool:
    """Whether a short line below the notes names the company again: "SOURCE Valley Roads"."""
    return any(len(x.text) <= _LONGEST_HEADING and name in x.text.casefold() for x in below)


def _end_of_contact(blocks: Sequence[Block], name: str) -> int:
    """Return the number of lines up to the last address of the people to ask; 0 without one."""
    for i, block in enumerate(blocks[:_NOTES]):
        if plain(parted_at_colon(block.text)[0] or block.text) in labels("whom to ask"):
            lines = enumerate(blocks[i : i + 1 + _CONTACT_WITHIN], i + 1)
            found = (end for end, line in lines if _ADDRESS.search(line.text, 0, _CONTACT_CHARACTERS))
            return max(found, default=0)
        if block.kind in _NO_NOTES and name not in block.text.casefold():
            return 0
    return 0


def _prose(blocks: Sequence[Block]) -> int:
    return sum(map(prose_characters, blocks))
