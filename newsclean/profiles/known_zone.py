"""Adds the zone that the site's other pages state to times without one.

Before: published 2024-05-03 14:05
After:  published 2024-05-03 14:05+02:00

An explicit zone is never changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from ..model import Edit, Page
from .matching import Match
from .site_zones import shown


def known_zone(page: Page, match: Match) -> Iterator[Edit]:
    """Claim the times of publication and of the last change again, with their zone."""
    for name in ("published", "modified"):
        claim = page.claim(name)
        time = claim.value if claim else None
        if claim is None or not isinstance(time, dt.datetime) or time.tzinfo is not None:
            continue
        distance = match.template.zones.get(time.month)
        if distance is not None:
            zoned = time.replace(tzinfo=dt.timezone(distance))
            told = f"{shown(distance)} in this month, on the site's other pages"
            yield replace(claim, value=zoned, reason="the site's zone", evidence=told)
