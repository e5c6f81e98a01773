"""Parts the time of an update from the date before it: "May 4, 2024 | Updated 9:00 a.m."."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import regex

from ...phrases import worded
from ...text.patterns import plain_pattern
from .clock import with_time
from .written import WrittenDate, day_of

_UPDATED_AT = worded(
    r"(?<!\p{L})<<date modified>>(?::?\s|:)\s?+(?:<<before a time>>\s)?+(?=\p{Nd}{1,2}[:.h])", regex.I
)
# Every such time follows the word and a blank or a colon; most lines have none after a word.
_AFTER_WORD = plain_pattern(r"\D[\s:]\d\d?[:.hH]")
_BEFORE_DAY = 4  # characters between the time and its own day: "9:00 a.m., May 5"


def updates_apart(text: str, found: Sequence[WrittenDate]) -> list[WrittenDate]:
    """Return the dates of a line, the time of an update as a date of its own.

    >>> both = updates_apart("4 May 2024 | Updated 9:00", [WrittenDate(dt.datetime(2024, 5, 4, 9), 0, 25)])
    >>> [x.value.isoformat() for x in both]
    ['2024-05-04', '2024-05-04T09:00:00']
    """
    if not _AFTER_WORD.search(text):
        return list(found)
    out: list[WrittenDate] = []
    for date, after in zip(found, (*found[1:], None), strict=True):
        if out and out[-1].end > date.start:
            continue  # the day of the update before it
        last = after.start if after else len(text)
        label = _UPDATED_AT.search(text, date.start, last)
        updated = _time_at(text, label.end(), day_of(date.value)) if label else None
        if label is None or updated is None:
            out.append(date)
            continue
        is_apart = label.start() >= date.end
        out.append(date if is_apart else WrittenDate(day_of(date.value), date.start, label.start()))
        if after and after.start - updated.end <= _BEFORE_DAY:
            updated = _time_at(text, label.end(), day_of(after.value)) or updated
            updated = WrittenDate(updated.value, updated.start, after.end)
        out.append(updated)
    return out


def _time_at(text: str, start: int, day: dt.date) -> WrittenDate | None:
    """Return the moment of a day at the time that is written from `start` on, or None."""
    value, _, end = with_time(text, start, start, day, start)
    return WrittenDate(value, start, end) if isinstance(value, dt.datetime) else None
