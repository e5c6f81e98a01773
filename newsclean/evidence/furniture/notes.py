"""Knows notes by a phrase anywhere in them: promises of newsletter forms, appeals, "published unedited".

You can unsubscribe at any time by clicking the link in our emails.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ...model import Block
from ...phrases import written
from ...text.words import OPENING_QUOTES


class _Kind(NamedTuple):
    """Notes with one of a section's phrases: why they go, and their fewest and most characters."""

    reason: str
    shortest: int
    longest: int


_KINDS = {
    "unedited": _Kind("note on an agency's text", 40, 250),
    "unsubscribing": _Kind("newsletter", 12, 400),
    "appeals": _Kind("appeal for support", 12, 400),
}


def notes_on(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """Return the sections of notes and their phrases that are on the page at all: most pages have none."""
    said = "\n".join([block.text for block in blocks]).casefold()
    words = {"", *said.split()}
    return [(section, phrase) for section, phrase, word in _phrases() if word in words and phrase in said]


def note_reason(text: str, notes: Sequence[tuple[str, str]]) -> str:
    """Return the reason to drop a text that has one of these phrases in it, but not in quotes, or `""`."""
    said = text.casefold() if notes else ""
    for section, phrase in notes:
        kind = _KINDS[section]
        if kind.shortest <= len(text) <= kind.longest and phrase in said:
            is_quoted = said[: said.find(phrase)].rstrip().endswith(OPENING_QUOTES)
            return "" if is_quoted else kind.reason
    return ""


@cache
def _phrases() -> tuple[tuple[str, str, str], ...]:
    """Return the section of each phrase, the phrase, and a word that no text with the phrase lacks, or "".

    The last word may be the beginning of a longer one. The first may have a quotation mark before it: a text
    with such a word alone is a quotation, which stays.
    """
    found = [(section, phrase.casefold()) for section in _KINDS for phrase in written(section)]
    return tuple([(section, x, max(x.split()[:-1], key=len, default="")) for section, x in found])
