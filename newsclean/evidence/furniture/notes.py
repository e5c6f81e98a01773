"""Knows notes by a phrase anywhere in them: promises of forms, appeals, paid links, "filed under".

You can unsubscribe at any time by clicking the link in our emails.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ...model import Block
from ...phrases import written
from ...text.patterns import plain_pattern
from ...text.words import OPENING_QUOTES

FILED = "note on where the post is filed"
OFFER = "rest for subscribers"  # the section of offers, which go only where they head a box

_UNSPACED = plain_pattern(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # Thai, Lao, East Asian
_UNSPACED_PHRASES = "\n"  # no word
_YEAR = plain_pattern(r"\b(?:19|20)\d\d\b")


class _Kind(NamedTuple):
    """Notes with one of a section's phrases: why they go, and their fewest and most characters."""

    reason: str
    shortest: int
    longest: int
    has_no_year: bool = False
    """Whether a line with a year has more in it: "May 3, 2024 · This post contains affiliate links"."""


_KINDS = {
    "unedited": _Kind("note on an agency's text", 40, 250),
    "unsubscribing": _Kind("newsletter", 12, 400),
    "appeals": _Kind("appeal for support", 12, 500),
    "filed": _Kind(FILED, 20, 500),
    "affiliate notes": _Kind("affiliate note", 25, 700, has_no_year=True),
    "fair use": _Kind("copyright", 12, 900),
    OFFER: _Kind("account", 12, 100),
}
_SHORTEST = min(kind.shortest for kind in _KINDS.values())
_LONGEST = max(kind.longest for kind in _KINDS.values())


def notes_on(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """Return the sections of notes and their phrases that are on the page at all: most pages have none."""
    said = "\n".join([block.text for block in blocks if _SHORTEST <= len(block.text) <= _LONGEST]).casefold()
    words = {"", *_words_of_phrases().intersection(said.split())}
    if not said.isascii() and _UNSPACED.search(said):
        words.add(_UNSPACED_PHRASES)
    by_word = _phrases_by_word()
    return sorted(
        (section, phrase)
        for word in words
        for section, phrase, others in by_word.get(word, ())
        if others <= words and phrase in said
    )


def without_offers(notes: Sequence[tuple[str, str]]) -> tuple[Sequence[tuple[str, str]], ...]:
    """Return the notes that go wherever they are, and the offers to subscribers."""
    return [x for x in notes if x[0] != OFFER], [x for x in notes if x[0] == OFFER]


def note_reason(text: str, notes: Sequence[tuple[str, str]]) -> str:
    """Return the reason to drop a text that has one of these phrases in it, but not in quotes, or `""`."""
    said = text.casefold()
    for section, phrase in notes:
        kind = _KINDS[section]
        if kind.shortest <= len(text) <= kind.longest and phrase in said:
            is_quoted = said[: said.find(phrase)].rstrip().endswith(OPENING_QUOTES)
            is_more = kind.has_no_year and _YEAR.search(text)
            return "" if is_quoted or is_more else kind.reason
    return ""


@cache
def _phrases_by_word() -> dict[str, list[tuple[str, str, frozenset[str]]]]:
    """Return the sections, their phrases, and the words that a text with the phrase has, by one of these.

    That is the longest one, or "" for phrases of one word; scripts without blanks have a key of their own.
    The last word may be the beginning of a longer one. The first may have a quotation mark before it: a text
    with such a word alone is a quotation, which stays.
    """
    found: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
    for section in _KINDS:
        for phrase in map(str.casefold, written(section)):
            words = phrase.split()[:-1]
            longest = max(words, key=len, default=_UNSPACED_PHRASES if _UNSPACED.match(phrase) else "")
            found.setdefault(longest, []).append((section, phrase, frozenset(words)))
    return found


@cache
def _words_of_phrases() -> frozenset[str]:
    """Return the words that tell which phrases can be on a page."""
    return frozenset().union(*(own for found in _phrases_by_word().values() for *_, own in found))
