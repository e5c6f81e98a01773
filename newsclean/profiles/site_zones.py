"""Learns a site's distance from UTC, month by month, from the times of its pages that state one.

    +02:00 on three pages of May and July, +01:00 on four of November and January
    ->  +02:00 in May and July, +01:00 in November and January

UTC itself is left out: much software writes it wherever the site is.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

from ..text.patterns import plain_pattern

_LEAST_PAGES = 3  # that state each distance
_SUMMER_TIME = dt.timedelta(hours=1)
_ZONE = plain_pattern(r"(0[1-9]|1[0-2]) ([+-])(\d\d):([0-5]\d)")


def zone_of(published: dt.date | None) -> str | None:
    """Return the month and the distance from UTC of a time that states one, or None.

    >>> zone_of(dt.datetime.fromisoformat("2024-05-03T14:05+02:00"))
    '05 +02:00'
    """
    distance = published.utcoffset() if isinstance(published, dt.datetime) else None
    if published is None or not distance:
        return None
    zone = f"{published:%m} {shown(distance)}"
    return zone if is_zone(zone) else None


def shown(distance: dt.timedelta) -> str:
    """Return a distance from UTC as times state it: "+02:00"."""
    return str(dt.timezone(distance)).removeprefix("UTC")


def is_zone(text: str) -> bool:
    """Whether a text is what `zone_of` returns."""
    return _ZONE.fullmatch(text) is not None


def usual_zones(zones: Iterable[str | None]) -> Mapping[int, dt.timedelta]:
    """Return the site's distance from UTC in each month in which the pages tell it and agree.

    zones: of each page, as `zone_of` returns them. Where all pages agree, that is every month. Otherwise they
    have to tell summer time from the other: two distances, an hour apart.
    """
    told = [_read(zone) for zone in zones if zone]
    pages = Counter(distance for _, distance in told)
    if not pages or min(pages.values()) < _LEAST_PAGES:
        return {}
    if len(pages) == 1:
        return dict.fromkeys(range(1, 13), told[0][1])
    if len(pages) > 2 or max(pages) - min(pages) != _SUMMER_TIME:
        return {}
    by_month: dict[int, set[dt.timedelta]] = {}
    for month, distance in told:
        by_month.setdefault(month, set()).add(distance)
    return {month: found.pop() for month, found in sorted(by_month.items()) if len(found) == 1}


def _read(zone: str) -> tuple[int, dt.timedelta]:
    month, sign, hours, minutes = _ZONE.fullmatch(zone).groups()  # type: ignore[union-attr]
    distance = dt.timedelta(hours=int(hours), minutes=int(minutes))
    return int(month), -distance if sign == "-" else distance
