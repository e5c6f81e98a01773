"""Knows notices by how they open: on cookies, rights, comments, the page's age; standing notes and calls.

We use cookies to improve …    © 2024 The Example    Subscribe to our newsletter
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import regex

from ...phrases import labels, plain, unaccented, worded, written
from ...text.patterns import pattern, plain_pattern
from ...text.words import OPENING_QUOTES, without_signs

_OPENING = 6  # characters that tell most openings from other text
_SHORT_OPENING = 2  # of openings in scripts that need fewer characters
_OPENING_CHARACTERS = 90  # of the longest opening, and more
_MARKS_BEFORE = "[【<＜(¡¿"  # "[Follow us on Telegram]"   "¡Síguenos en Facebook!"
_NUMBER = pattern(r"\d[\d.,]*+\s")  # "We and our 812 partners"

_CALL = "call to follow or subscribe"
_FEWEST_CLOSING = 25  # characters of a text of two sentences; most labels have fewer
_CLOSING_CHARACTERS = 250  # of a text that ends in a call: "Like this story? Subscribe to our newsletter."
_SENTENCE_ENDS = (". ", "! ", "? ", "… ")
_CLAUSE_ENDS = (", ", ": ", " – ", " - ")  # "If you like this story, follow us on Facebook"
_CLAUSES_CHARACTERS = 160  # of a single sentence that ends in a call
_QUOTES = frozenset(OPENING_QUOTES)
_MAIL = plain_pattern(r"\w@\w")

# What sentences that begin like the [calls] ask for: networks to follow, newsletters, "$5 a month"
_ASKED_FOR = worded(
    r"\b(?:<<networks>>|<<inbox>>)\b|<<newsletters>>|@\w++\.?+\w++"
    r"|\d[^\w\n]{0,4}(?:\p{L}{1,7}\.?\s?)?(?:<<after a price>>)\b",
    regex.I,
)


class _Notice(NamedTuple):
    """A notice that opens with a phrase of some sections: why it goes, and what tells it from a sentence."""

    reason: str
    sections: tuple[str, ...]
    says: regex.Pattern[str] | re.Pattern[str] = plain_pattern("")
    """What it says after its opening."""
    longest: int = sys.maxsize
    """Its most characters."""


# "YouTube: this content is blocked because of your cookie settings."
_AFTER_NETWORK = _Notice("consent notice", ("networks",))

# The first that fits counts.
_NOTICES = (
    _Notice("standing note", ("standing notes",)),
    # "You must be logged in to comment"    "Readers are solely responsible for …"
    _Notice("comments", ("comment rules",)),
    # "A post shared by Star of Erris (@starferries)"
    _Notice("signature of an embedded post", ("embed signatures",), plain_pattern(r"\(@")),
    _Notice("note on the page's age", ("age of the page",), plain_pattern(r"\d"), 80),
    # "We use cookies to improve …"    "Sign up for updates. See our Privacy Policy."
    _Notice("consent notice", ("consent openings", "calls"), worded("<<cookies>>", regex.I)),
    _Notice(_CALL, ("calls",), _ASKED_FOR, 250),
    # "Follow The Echo on Facebook"    but not: "Follow the steps on Facebook"
    _Notice(
        _CALL,
        ("follow a name",),
        worded(
            r"\A<<follow a name>>\s(?:the\s)?(?-i:[\p{Lu}@])[^.!?\n]{1,80}?\b(?:<<networks>>|@\w)", regex.I
        ),
        250,
    ),
    # "The day's top stories in your inbox"
    _Notice("newsletter", ("pitches",), worded(r"\b<<inbox>>\b|<<newsletters>>|<<by e-mail>>", regex.I), 250),
    _AFTER_NETWORK,
)

# © 2024 The Example    Copyright 2019-2024 Example Media Ltd.    (c) Example, alle Rechte vorbehalten
# Riproduzione riservata © Copyright Esempio
_COPYRIGHT = worded(
    r".{0,80}?(?:[©ⓒ]|<<copyright>>|\(c\)).{0,60}?"
    r"(?:\b(?:19|20)\d\d\b|<<rights in copyright lines>>\b)"
    r"|<<rights in copyright lines>>\W{1,3}[©ⓒ]",
    regex.I | regex.S,
)
_COPYRIGHT_CHARACTERS = 400


def notice_reason(text: str) -> str:
    """Return the reason to drop a copyright line, a cookie notice, a standing note or a call, or `""`."""
    return _opening_reason(text) or _closing_reason(text) or ("copyright" if _is_copyright(text) else "")


def _opening_reason(text: str) -> str:
    """Return the reason to drop a text that opens like notices do, with or without its signs, or `""`."""
    if not text[:1].isalnum():
        bare = without_signs(text).lstrip(_MARKS_BEFORE)
        reason = _opening_reason(bare) if bare != text else ""
        if reason:
            return reason
    openings = _openings()
    start = text[:_OPENING].casefold()
    found = openings.get(start) or openings.get(start[:_SHORT_OPENING])
    if found is None:
        return ""
    opening = text[:_OPENING_CHARACTERS].casefold()
    uncounted = _NUMBER.sub("", opening)
    for notice, phrases in found.items():
        if notice is _AFTER_NETWORK:
            name = max((x for x in phrases if opening.startswith(x)), key=len, default="")
            reason = _opening_reason(text[len(name) :].lstrip(" :-–")) if name else ""
            return reason if reason == notice.reason else ""
        is_open = opening.startswith(phrases) or uncounted.startswith(phrases)
        if is_open and len(text) <= notice.longest and notice.says.search(text):
            return notice.reason
    return ""


def _closing_reason(text: str) -> str:
    """Return the reason to drop a short text whose last sentence is a call to readers, or `""`.

    One in quotes, or with an address to write to, may be the story's.
    """
    if not _FEWEST_CLOSING <= len(text) <= _CLOSING_CHARACTERS:
        return ""
    start = max(map(text.rfind, _SENTENCE_ENDS)) + 2
    if start == 1 and len(text) <= _CLAUSES_CHARACTERS:
        start = max(map(text.rfind, _CLAUSE_ENDS)) + 2
    reason = _opening_reason(text[start:]) if start > 1 else ""
    is_call = reason == _CALL and not _MAIL.search(text, start) and _QUOTES.isdisjoint(text)
    return reason if is_call else ""


def may_be_call(text: str) -> bool:
    """Whether a text names what calls ask for: a network, a newsletter, an inbox, an address to write to.

    A look for the words alone spares most texts the slow search.
    """
    said = " ".join(plain(text).split())
    may_be = "@" in said or any(map(said.__contains__, _asked_for()))
    return may_be and _ASKED_FOR.search(text) is not None


@cache
def _asked_for() -> frozenset[str]:
    return labels("networks") | labels("inbox") | labels("newsletters") | labels("after a price")


@cache
def _openings() -> Mapping[str, Mapping[_Notice, tuple[str, ...]]]:
    """Return the openings of notices by their first characters, and then by notice."""
    openings: dict[str, dict[_Notice, tuple[str, ...]]] = {}
    for notice in _NOTICES:
        phrases = {x.casefold() for section in notice.sections for x in written(section)}
        # "Siguenos en Facebook", "Suivez nous sur Facebook"
        bare = {unaccented(x) for x in phrases if x[0].isalnum()}
        for phrase in phrases | bare | {x.replace("-", " ") for x in bare}:
            start = phrase[: _OPENING if len(phrase) >= _OPENING else _SHORT_OPENING]
            alike = openings.setdefault(start, {})
            alike[notice] = (*alike.get(notice, ()), phrase)
    return openings


def _is_copyright(text: str) -> bool:
    if len(text) > _COPYRIGHT_CHARACTERS:
        return False
    may_be = "©" in text or "ⓒ" in text or text.lstrip(_MARKS_BEFORE).startswith(_copyright_openings())
    return may_be and _COPYRIGHT.match(text) is not None


@cache
def _copyright_openings() -> tuple[str, ...]:
    words = written("copyright")
    return (*words, *map(str.upper, words), *map(str.title, words), "c) ", "C) ")
