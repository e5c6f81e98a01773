"""A moment in the zone of the page that writes it."""

from __future__ import annotations

import datetime as dt

from .written import Moment

_HOUR = dt.timedelta(hours=1)
_MOST_EAST, _MOST_WEST = dt.timedelta(hours=14), dt.timedelta(hours=-12)  # of the zones people live in
_OFFSET_STEP = dt.timedelta(minutes=15)  # offsets of zones are multiples of it


def local(moment: dt.datetime, written: Moment) -> Moment | None:
    """The moment as a page writes it, in its own zone; None if no zone makes the one of the other.

    >>> noon = dt.datetime(2024, 5, 4, 2, 14, tzinfo=dt.UTC)
    >>> str(local(noon, dt.datetime(2024, 5, 3, 21, 14))), local(noon, dt.date(2024, 5, 3))
    ('2024-05-03 21:14:00-05:00', datetime.date(2024, 5, 3))
    """
    if not isinstance(written, dt.datetime):
        if moment.utcoffset():
            return None  # a page that knows its zone shows the day in it
        east, west = (moment.astimezone(dt.timezone(x)).date() for x in (_MOST_EAST, _MOST_WEST))
        return written if written in (east, west) else None
    if written.tzinfo is not None:
        return written if abs(written - moment) < _HOUR else None
    offset = written - moment.astimezone(dt.UTC).replace(tzinfo=None)
    offset = round(offset / _OFFSET_STEP) * _OFFSET_STEP
    return moment.astimezone(dt.timezone(offset)) if _MOST_WEST <= offset <= _MOST_EAST else None
