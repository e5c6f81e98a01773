"""Drops the lines that date the story; claims published and modified, checked against all that the page says.

JSON-LD is trusted first, then meta tags, `<time>`, the lines around the title, the address; not what two
of the others contradict, nor what is later than the day that the page shows. A date stays a date where no
time is given, and has a zone only where one is given. Nothing is taken from comments, sidebars, copyright
lines or the future.

Before: Council votes on bridge
        Published 3 May 2024, 14:05 | Updated 4 May 2024
        The council voted on Friday to rebuild the bridge.
After:  Council votes on bridge
        The council voted on Friday to rebuild the bridge.
        published is 2024-05-03T14:05:00, modified is 2024-05-04
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from ..evidence.datelines import split_dateline
from ..evidence.dates.conventions import WritingHabits
from ..evidence.dates.date_lines import DATE_LINE, DateLine, date_lines, dates_far_from_title, dates_of_lines
from ..evidence.dates.sources import TIME_TAG, DateFact, declared_dates, record_dates, tag_dates, url_dates
from ..evidence.dates.written import Moment, day_of
from ..evidence.dates.zones import local
from ..evidence.near_title import NearTitle
from ..model import Claim, Drop, Edit, Page

_DAY = dt.timedelta(days=1)
_EPOCH = dt.date(1970, 1, 1)  # what an empty field of a database prints as
_ONLY_CHANGE = "the page gives no date of publication: published is the day of its last change"
_NAMES = {"JSON-LD": "JSON-LD", "meta": "the meta tag", "page": "the page", "address": "the address"}


def dates(page: Page) -> Iterator[Edit]:
    """Claim published and modified; drop the lines around the title that say so."""
    habits = WritingHabits(page)
    around = NearTitle(page)
    lines = list(date_lines(page, around, habits))
    found = [*declared_dates(page.head, habits), *tag_dates(page, around, habits)]
    found += [*dates_of_lines(lines, around), *record_dates(page.head, habits)]
    if not any(x.role == "published" for x in found):
        found += dates_far_from_title(page, around, habits, {x.block.id for x in lines})
    found += url_dates(habits)
    found = [x for x in found if _is_past(x.value)]
    shown: set[dt.date | None] = {habits.day_in_address}
    shown |= {day_of(date.value) for line in lines for role, date in line.dates if role != "modified"}
    published = _published(found, shown) or _last_change(found)
    if published:
        yield Claim("published", published.value, published.block, _reason(published), published.origin)
    modified = _modified(found, published)
    if modified:
        yield Claim("modified", modified.value, modified.block, _reason(modified), modified.origin)
    if published and published.role == "modified":
        yield Claim("warnings", _ONLY_CHANGE, published.block, "no date of publication", "published")
    elif published:
        yield from _disagreements(found, published)
    days = {x.day for x in (published, modified) if x}
    taken = {x.block for x in found}
    for line in lines:
        if line.block.id in taken or all(day_of(date.value) in days for _, date in line.dates):
            yield from _drops(line)


def _is_past(value: Moment) -> bool:
    """Whether a story can have this date: no empty field of a database, and not later than tomorrow."""
    day = day_of(value)
    return day != _EPOCH and day <= dt.date.today() + _DAY


def _published(found: list[DateFact], shown: set[dt.date | None]) -> DateFact | None:
    """The most trusted date of publication, unless the page shows an earlier one, or two others contradict.

    shown: the days in the address and in the lines around the title, those of changes aside.
    """
    said = [x for x in found if x.role == "published"]
    if not said:
        return None
    best = said[0]
    seen = [x for x in said if x.kind == "page"]
    if best.kind != "page" and best.day not in shown and seen and all(_is_before(x, best) for x in seen):
        return seen[0]  # systems date a story anew when it is moved or saved; its page keeps the old day
    others = {x.kind: x for x in reversed(said) if x.kind != best.kind}
    against = [x for x in others.values() if abs(x.day - best.day) > _DAY]
    if len(against) > 1 and len(against) == len(others) and abs(against[0].day - against[1].day) <= _DAY:
        best = next(x for x in said if x in against)
    return _in_own_zone(best, said)


def _is_before(seen: DateFact, declared: DateFact) -> bool:
    """Whether a page shows an earlier day than it declares, not by its zone or by day and month swapped."""
    one, other = seen.day, declared.day
    if one >= other or (one.year, one.day, one.month) == (other.year, other.month, other.day):
        return False
    value = declared.value
    return not (isinstance(value, dt.datetime) and value.tzinfo and local(value, seen.value))


def _last_change(found: list[DateFact]) -> DateFact | None:
    """The change that a line beside the title dates, where the page gives no other date to its readers."""
    change = next((x for x in found if x.role == "modified" and x.origin in (TIME_TAG, DATE_LINE)), None)
    return change and replace(change, origin=f"{change.origin} of the last change")


def _in_own_zone(best: DateFact, said: list[DateFact]) -> DateFact:
    """The same moment as the page itself writes it: its own day, its zone, its precision."""
    for other in said:
        if other is best or other.kind == best.kind:
            continue
        if other.day == best.day and other.kind == "page" and isinstance(best.value, dt.datetime):
            return best
        if not isinstance(best.value, dt.datetime):
            if isinstance(other.value, dt.datetime) and other.day == best.day and other.kind == "page":
                return replace(best, value=other.value)
            continue
        if best.value.tzinfo is None or other.day == best.day:
            continue
        if abs(other.day - best.day) != _DAY:
            continue
        own = local(best.value, other.value)
        if own:
            return replace(best, value=own, origin=f"{best.origin}, day of the {other.origin}")
    return best


def _modified(found: list[DateFact], published: DateFact | None) -> DateFact | None:
    """The most trusted date of a change, if it is not before publication."""
    for each in found:
        if each.role == "modified" and (published is None or each.day >= published.day - _DAY):
            return each
    return None


def _disagreements(found: list[DateFact], published: DateFact) -> Iterator[Edit]:
    """A warning for each kind of source that is more than a day off."""
    seen = {published.kind}
    for each in found:
        if each.role == "published" and each.kind not in seen:
            seen.add(each.kind)
            if abs(each.day - published.day) > _DAY:
                says = f"{_NAMES[published.kind]} says {published.day}, {_NAMES[each.kind]} says {each.day}"
                yield Claim("warnings", says, each.block, "sources disagree", "published")


def _drops(line: DateLine) -> Iterator[Edit]:
    if not line.is_only_date:
        return
    if split_dateline(line.block.text):  # "Paris, 30 oct 2020 (AFP) - Le ministre …": a short lead
        return
    for label in line.labels:
        yield Drop(label, "label of a date line")
    if line.is_record:
        yield Drop(line.block.id, "record before the page", "date")
    else:
        roles = dict.fromkeys(role for role, _ in line.dates if role)
        yield Drop(line.block.id, "date line", ", ".join(roles) or "beside the title")


def _reason(found: DateFact) -> str:
    return "declared by the page" if found.kind in ("JSON-LD", "meta") else "written on the page"
