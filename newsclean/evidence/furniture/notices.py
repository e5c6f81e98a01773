"""Knows notices by how they open: on cookies, copyright and the page's age, standing notes, calls, pitches.

We use cookies to improve …    © 2024 The Example    Subscribe to our newsletter
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import regex

from ...phrases import worded, written
from ...text.patterns import plain_pattern

_OPENING = 6  # characters that tell most openings from other text
_SHORT_OPENING = 2  # of openings in scripts that need fewer characters
_OPENING_CHARACTERS = 90  # of the longest opening, and more
_USER_NAME = "(@"  # in the signature of an embedded post: "A post shared by Star of Erris (@starferries)"
_AGE_CHARACTERS = 80  # of a line that says how old the page is
_DIGIT = plain_pattern(r"\d")

# Words for cookies, in notices that begin like the [consent openings]
_COOKIES = worded("<<cookies>>", regex.I)
# … and what sentences that begin like the [calls] ask for: networks to follow, newsletters, "$5 a month"
_ASKED_FOR = worded(
    r"\b(?:<<networks>>|<<inbox>>)\b|<<newsletters>>|@\w++\.?+\w++"
    r"|\d[^\w\n]{0,4}(?:\p{L}{1,7}\.?\s?)?(?:<<after a price>>)\b",
    regex.I,
)
# … and what those like the [pitches] name: "The day's top stories in your inbox"
_DELIVERED = worded(r"\b<<inbox>>\b|<<newsletters>>|<<by e-mail>>", regex.I)
_CALL_CHARACTERS = 250

# © 2024 The Example    Copyright 2019-2024 Example Media Ltd.    (c) Example, alle Rechte vorbehalten
_COPYRIGHT = worded(
    r".{0,80}?(?:©|<<copyright>>|\(c\)).{0,60}?"
    r"(?:\b(?:19|20)\d\d\b|<<rights in copyright lines>>\b)",
    regex.I | regex.S,
)
_COPYRIGHT_CHARACTERS = 400


def notice_reason(text: str) -> str:
    """Return the reason to drop a copyright line, a cookie notice, a standing note or a call, or `""`."""
    return _opening_reason(text) or ("copyright" if _is_copyright(text) else "")


def _opening_reason(text: str) -> str:
    """Return the reason to drop a text that opens like notices do, or `""`."""
    openings = _openings()
    start = text[:_OPENING].casefold()
    if start not in openings:
        start = start[:_SHORT_OPENING]
    if start not in openings:
        return ""
    opening = text[:_OPENING_CHARACTERS].casefold()
    if opening.startswith(_casefolded("standing notes")):
        return "standing note"
    if opening.startswith(_casefolded("embed signatures")) and _USER_NAME in text:
        return "signature of an embedded post"
    if (
        opening.startswith(_casefolded("age of the page"))
        and len(text) <= _AGE_CHARACTERS
        and _DIGIT.search(text)
    ):
        return "note on the page's age"
    if opening.startswith(openings[start]) and _COOKIES.search(text):
        return "consent notice"
    if opening.startswith(_casefolded("calls")) and len(text) <= _CALL_CHARACTERS and may_be_call(text):
        return "call to follow or subscribe"
    if (
        opening.startswith(_casefolded("pitches"))
        and len(text) <= _CALL_CHARACTERS
        and _DELIVERED.search(text)
    ):
        return "newsletter"
    return ""


def may_be_call(text: str) -> bool:
    """Whether a text names what calls ask for: a network, a newsletter, an inbox, an address to write to."""
    return _ASKED_FOR.search(text) is not None


@cache
def _openings() -> Mapping[str, tuple[str, ...]]:
    """Return the openings of notices and calls, by their first characters."""
    openings: dict[str, tuple[str, ...]] = {}
    sections = (
        "consent openings",
        "standing notes",
        "embed signatures",
        "age of the page",
        "calls",
        "pitches",
    )
    for phrase in frozenset().union(*map(_casefolded, sections)):
        start = phrase[: _OPENING if len(phrase) >= _OPENING else _SHORT_OPENING]
        openings[start] = (*openings.get(start, ()), phrase)
    return openings


@cache
def _casefolded(section: str) -> tuple[str, ...]:
    return tuple(phrase.casefold() for phrase in written(section))


def _is_copyright(text: str) -> bool:
    if len(text) > _COPYRIGHT_CHARACTERS:
        return False
    may_be = "©" in text or text.startswith(_copyright_openings())
    return may_be and _COPYRIGHT.match(text) is not None


@cache
def _copyright_openings() -> tuple[str, ...]:
    words = written("copyright")
    return (*words, *map(str.upper, words), *map(str.title, words), "(c) ", "(C) ")
