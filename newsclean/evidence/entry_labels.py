"""Reads the labels of entries in lists, interviews and live reports: questions, numbers, hours.

"Why now?"   "4. The brass band"   "14:05 Bridge closed"
"""

from __future__ import annotations

from ..model import Block
from ..text.patterns import DIGITS, pattern, plain_pattern
from ..text.words import QUESTION_MARKS, count_words, ends_sentence

_MOST_WORDS = 14  # of the longest label
# "14:05 Bridge closed"   "14h05 - Le pont est fermé"   "4. The brass band"
_NUMBERED = pattern(r"(?<hour>\d{1,2}[:h.]\d\d\b)|\d{1,2}[.)]\s")
_HOUR_WORDS = 2  # of the longest label that is nothing but an hour
_NUMBER = plain_pattern(r"(\d{1,3})[.):]")
_NUMBER_CHARACTERS = 4  # of the longest: "100."


def label_shape(text: str) -> str:
    """Return what a label is by its form: "?", "hour", "number", or "" for none of them."""
    if text.endswith(QUESTION_MARKS):
        return "?" if count_words(text) <= _MOST_WORDS else ""
    numbered = _NUMBERED.match(text) if text[:1].isdigit() else None
    if numbered is None or count_words(text) > _MOST_WORDS or ends_sentence(text):
        return ""
    return "hour" if numbered["hour"] else "number"


def is_hour(text: str) -> bool:
    """Whether a label is nothing but the hour of an entry: "14:05", "14.05 Uhr", "2:05 pm"."""
    return text[:1].isdigit() and count_words(text) <= _HOUR_WORDS and label_shape(text) == "hour"


def minutes_of(hour: str) -> int:
    """Return the minutes from midnight to an hour, or from noon: "14:05" is 845, "2:05 pm" is 125."""
    hours, minutes = DIGITS.findall(hour)[:2]
    return 60 * int(hours) + int(minutes)


def entry_number(block: Block) -> int:
    """Return the number with which a line or a list item opens, or 0."""
    text = block.marker if block.kind == "list_item" else block.text[:_NUMBER_CHARACTERS]
    found = _NUMBER.match(text) if text[:1].isdigit() else None
    return int(found[1]) if found else 0
