"""Recognises the words before names: of authors ("By", "Text und Interview:"), and of others ("Photo:")."""

from __future__ import annotations

from functools import cache

import regex

from ...phrases import first_words, folded, languages, worded
from ...text.patterns import pattern, plain_pattern
from ...text.words import COLONS, count_words, fold

MOST_WORDS = 5  # words of the longest phrase before a name
EDGES = " \t\n-–—|:：៖፦՝*_/•·,;\"“”„«»'‘’()[]©"
_LABEL = 60  # characters of the longest label before a name
_COLON = plain_pattern(f"[{''.join(COLONS)}]")
# Words & pictures   Text und Interview   取材・文
_LABEL_PARTS = worded(r"(?:(?<!\s)\s++)?+[&+/,・]\s*+|(?<!\s)\s++<<byline and>>\s++", regex.I)
# LindPhotographer
_GLUED_JOB = pattern(r"(?<=\p{Ll})\p{Lu}\p{Ll}++\Z")
_LONG_LABEL = 2  # least words of a label far from the title: "Written by", not "By"
_SHORT_LABEL = 4  # characters: "By", "Von", "Text"


def is_byline_label(text: str) -> bool:
    """Whether a text is only the words before an author's name: "By". "DE" is the button of a language."""
    text = text.strip()
    if text.isupper() and text.lower() in languages():
        return False
    return fold(text) in folded("byline by") or (text.endswith(COLONS) and labels_authors(text[:-1]))


def is_long_label(text: str) -> bool:
    """Whether a text is a label of authors that nothing else says: "Authors", "Written by"; not "By"."""
    return is_byline_label(text) and (len(text) > _SHORT_LABEL or count_words(text) >= _LONG_LABEL)


def labels_authors(head: str) -> bool:
    """Whether words before a colon label authors: "Story", "Text und Interview", "Words & pictures"."""
    authors, others = _label_words()
    if fold(head) in authors:
        return True
    if fold(head).partition(" ")[0] not in _first_words_of_labels():
        return False
    parts = [fold(x) for x in _LABEL_PARTS.split(head.strip())]
    return not authors.isdisjoint(parts) and all(x in authors or x in others for x in parts)


@cache
def _label_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the folded words that label authors, and those that label other people."""
    return folded("byline labels") | folded("byline by"), folded("byline not by")


@cache
def _first_words_of_labels() -> frozenset[str]:
    return first_words("byline labels") | first_words("byline by") | first_words("byline not by")


def parted_at_colon(text: str) -> tuple[str, str]:
    """Return a short label and what follows its colon; both empty if there is none."""
    m = _COLON.search(text, 0, _LABEL)
    if m is None:
        return "", ""
    head = text[: m.start()]
    return head[:-1] if head[-1:].isspace() else head, text[m.end() :]


def credits_others(text: str) -> bool:
    """Whether a text begins by crediting others than authors: "Reviewed by", "Photo:"."""
    words = fold(text[:_LABEL]).split()
    if not words or words[0] not in first_words("byline not by") or labels_authors(parted_at_colon(text)[0]):
        return False
    return any(" ".join(words[:size]) in folded("byline not by") for size in range(1, MOST_WORDS + 1))


def ends_in_credit(text: str) -> bool:
    """Whether a text ends in words that credit others than authors: "5 min read, fact checked by"."""
    words = text[-_LABEL:].split()
    return any(fold(" ".join(words[-size:])) in folded("byline not by") for size in range(1, MOST_WORDS + 1))


def made_pictures(text: str) -> bool:
    """Whether a text ends in the job of somebody who made the pictures: "Ada Lind Photographer".

    >>> made_pictures("Ada Lind Photographer"), made_pictures("Ada LindPhotographer")
    (True, True)
    """
    last = text.rpartition(" ")[2]
    glued = _GLUED_JOB.search(last)
    return len(text) <= _LABEL and fold(glued[0] if glued else last) in folded("picture makers")


def only_credits_others(text: str) -> bool:
    """Whether a text is only the words that credit others than authors: "Reviewed by"."""
    return len(text) <= _LABEL and fold(text) in folded("byline not by")
