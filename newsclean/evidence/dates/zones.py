"""Converts a moment to the time zone that the page shows it in."""

from __future__ import annotations

import datetime as dt
from typing import TypeGuard

from .written import Moment

_HOUR, _MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)
_MOST_EAST, _MOST_WEST = dt.timedelta(hours=14), dt.timedelta(hours=-12)  # of the zones people live in
_OFFSET_STEP = dt.timedelta(minutes=15)  # zone offsets are multiples of this
# Those that are not whole hours: from the Marquesas and Newfoundland to India, Nepal and the Chathams
_PARTS_OF_HOURS = frozenset(
    dt.timedelta(hours=x) for x in (-9.5, -3.5, -2.5, 3.5, 4.5, 5.5, 5.75, 6.5, 8.75, 9.5, 10.5, 12.75, 13.75)
)


def is_utc(moment: Moment | None) -> TypeGuard[dt.datetime]:
    """Whether a moment is given in UTC, as systems write it for readers anywhere."""
    return isinstance(moment, dt.datetime) and moment.utcoffset() == dt.timedelta(0)


def local(moment: dt.datetime, written: Moment) -> Moment | None:
    """Return the moment in the zone that the page writes it in; None if no zone makes both agree.

    >>> noon = dt.datetime(2024, 5, 4, 2, 14, tzinfo=dt.UTC)
    >>> str(local(noon, dt.datetime(2024, 5, 3, 21, 14))), local(noon, dt.date(2024, 5, 3))
    ('2024-05-03 21:14:00-05:00', datetime.date(2024, 5, 3))
    """
    if not isinstance(written, dt.datetime):
        if moment.utcoffset():
            return None  # a page that declares its zone shows the day in that zone
        east, west = (moment.astimezone(dt.timezone(x)).date() for x in (_MOST_EAST, _MOST_WEST))
        return written if written in (east, west) else None
    if written.tzinfo is not None:
        return written if abs(written - moment) < _HOUR else None
    ahead = written - moment.astimezone(dt.UTC).replace(tzinfo=None)
    offset = round(ahead / _OFFSET_STEP) * _OFFSET_STEP
    is_zone = _MOST_WEST <= offset <= _MOST_EAST and (not offset % _HOUR or offset in _PARTS_OF_HOURS)
    return moment.astimezone(dt.timezone(offset)) if is_zone and abs(ahead - offset) <= _MINUTE else None
