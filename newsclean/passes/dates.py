"""Drops date lines; claims published and modified, checked against every date on the page.

JSON-LD is trusted first, then meta tags, `<time>`, the lines around the title and the address, unless two
other sources contradict it or the page shows an earlier day. A date without a time stays a date, and a
time has a zone only where one is given. Comments, sidebars, other stories' cards, captions, copyright lines
and future dates never count.

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
from itertools import islice

from ..evidence.datelines import split_dateline
from ..evidence.dates.conventions import WritingHabits
from ..evidence.dates.date_lines import (
    DATE_LINE,
    DateLine,
    date_lines,
    dates_of_lines,
)
from ..evidence.dates.dates_elsewhere import dates_far_from_title, lines_at_moment
from ..evidence.dates.sources import (
    TIME_TAG,
    DateFact,
    declared_dates,
    heading_dates,
    record_dates,
    tag_dates,
    url_dates,
    weak_dates,
)
from ..evidence.dates.written import DAY, day_of, is_past
from ..evidence.dates.zones import is_utc, local
from ..evidence.near_title import NearTitle
from ..model import Claim, Drop, Edit, Page
from ..text.words import count_words

_ONLY_UPDATE_DATED = "the page gives no date of publication: published is the day of its last change"
_CLOCK_WORDS = 3  # after a place and a day: "Vigo - 03 may 2024 - 06:00 CEST"
_NAMES = {"JSON-LD": "JSON-LD", "meta": "the meta tag", "page": "the page", "address": "the address"}


def dates(page: Page) -> Iterator[Edit]:
    """Claim published and modified; drop the lines around the title that give them."""
    habits = WritingHabits(page)
    near_title = NearTitle(page)
    lines = list(date_lines(page, near_title, habits))
    found = _facts(page, near_title, habits, lines)
    shown: set[dt.date | None] = {habits.day_in_address}
    shown |= {day_of(date.value) for line in lines for role, date in line.dates if role != "modified"}
    published = _published(found, shown) or _last_update(found)
    if published:
        yield Claim("published", published.value, published.block, _reason(published), published.origin)
    modified = _modified(found, published)
    if modified:
        yield Claim("modified", modified.value, modified.block, _reason(modified), modified.origin)
    if published and published.role == "modified":
        yield Claim("warnings", _ONLY_UPDATE_DATED, published.block, "no date of publication", "published")
    elif published:
        yield from _disagreements(found, published)
        yield from _doubts(found, published, habits)
    days = {x.day for x in (published, modified) if x}
    taken = {x.block for x in found}
    for line in lines:
        is_known = all(day_of(date.value) in days for _, date in line.dates)
        if is_known or line.is_record or line.block.id in taken:
            yield from _drops(line)


def _facts(page: Page, near_title: NearTitle, habits: WritingHabits, lines: list[DateLine]) -> list[DateFact]:
    """Return the dates that the page gives for the story, the most trusted first."""
    found = list(declared_dates(page.head, habits))
    shown = [*tag_dates(page, near_title, habits), *dates_of_lines(lines, near_title)]
    above = [*tag_dates(page, near_title, habits, dropped=True)]
    if len({x.value for x in above if x.role == "published"}) <= 1:
        shown += above  # several are of a list of news
    found += _labelled_first([*shown, *heading_dates(page, near_title, habits)])
    found += record_dates(page.head, habits, near_title.headline)
    found = [x for x in found if is_past(x.value)]
    if not any(x.role == "published" for x in found):
        is_updated = any(x.role == "modified" and x.kind == "page" for x in found)
        found += dates_far_from_title(page, near_title, habits, {x.block.id for x in lines}, is_updated)
    found += url_dates(habits)
    own = page.claim("published")
    if own and not any(x.role == "published" for x in found):
        found.append(DateFact("published", own.value, "page", own.evidence, own.block))
    if not any(x.role == "published" for x in found):
        found += weak_dates(habits, near_title)
    found = [x for x in found if is_past(x.value)]
    return [*found, *_shown_at_same_moment(found, page, near_title, habits)]


def _labelled_first(shown: list[DateFact]) -> list[DateFact]:
    """Return the dates that readers see, the labelled day of publication before other days."""
    days = {x.day for x in shown if x.role == "published" and x.is_labelled}
    return sorted(shown, key=lambda x: bool(days) and x.role == "published" and x.day not in days)


def _shown_at_same_moment(
    found: list[DateFact], page: Page, near_title: NearTitle, habits: WritingHabits
) -> list[DateFact]:
    """Return the line that shows the declared moment of UTC on another day, anywhere on the page."""
    declared = next((x for x in found if x.role == "published"), None)
    if declared is None or not is_utc(declared.value) or any(x.kind == "page" for x in found):
        return []
    return list(islice(lines_at_moment(page, declared.value, near_title, habits), 1))


def _published(found: list[DateFact], shown: set[dt.date | None]) -> DateFact | None:
    """Return the most trusted publication date, unless the page shows an earlier one or two others disagree.

    shown: the days in the address and in the lines around the title, except those of updates.
    """
    candidates = [x for x in found if x.role == "published"]
    if not candidates:
        return None
    best = candidates[0]
    seen = [x for x in candidates if x.kind == "page"]
    if best.kind != "page" and best.day not in shown and seen and all(_is_before(x, best) for x in seen):
        return seen[0]  # systems redate a story when it is moved or saved; its page keeps the old day
    others = {x.kind: x for x in reversed(candidates) if x.kind != best.kind}
    against = [x for x in others.values() if abs(x.day - best.day) > DAY]
    if len(against) > 1 and len(against) == len(others) and abs(against[0].day - against[1].day) <= DAY:
        best = next(x for x in candidates if x in against)
    return _as_page_writes_it(best, candidates)


def _is_before(seen: DateFact, declared: DateFact) -> bool:
    """Whether the shown day is earlier than the declared one, not just by time zone or a day-month swap."""
    one, other = seen.day, declared.day
    if one >= other or (one.year, one.day, one.month) == (other.year, other.month, other.day):
        return False
    value = declared.value
    return not (isinstance(value, dt.datetime) and value.tzinfo and local(value, seen.value))


def _last_update(found: list[DateFact]) -> DateFact | None:
    """Return the update dated beside the title, else the only one on the page, if it shows no other date."""
    changes = [x for x in found if x.role == "modified" and x.kind == "page"]
    change = next((x for x in changes if x.origin in (TIME_TAG, DATE_LINE)), None)
    if change is None and len({x.day for x in changes if x.is_labelled}) == 1:
        change = next(x for x in changes if x.is_labelled)
    return change and replace(change, origin=f"{change.origin} of the last change")


def _as_page_writes_it(best: DateFact, candidates: list[DateFact]) -> DateFact:
    """Return the same moment as the page writes it: with its day, zone and precision."""
    for other in candidates:
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
        if abs(other.day - best.day) != DAY:
            continue
        own = local(best.value, other.value) if is_utc(best.value) else None
        if own:
            return replace(best, value=own, origin=f"{best.origin}, day of the {other.origin}")
    return best


def _modified(found: list[DateFact], published: DateFact | None) -> DateFact | None:
    """Return the most trusted update date that is not before publication."""
    for each in found:
        if each.role == "modified" and (published is None or each.day >= published.day - DAY):
            return each
    return None


def _disagreements(found: list[DateFact], published: DateFact) -> Iterator[Edit]:
    """Yield a warning for each kind of source that is more than a day off."""
    seen = {published.kind}
    for each in found:
        if each.role == "published" and each.kind not in seen:
            seen.add(each.kind)
            if abs(each.day - published.day) > DAY:
                says = f"{_NAMES[published.kind]} says {published.day}, {_NAMES[each.kind]} says {each.day}"
                yield Claim("warnings", says, each.block, "sources disagree", "published")


def _doubts(found: list[DateFact], published: DateFact, habits: WritingHabits) -> Iterator[Edit]:
    """Yield a warning if only the page's country tells the day from the month."""
    text = habits.by_country.get(published.day)
    if text and not any(x.day == published.day and x.kind != published.kind for x in found):
        says = f"{text} is read as {published.day}, as the page's country writes dates"
        yield Claim("warnings", says, published.block, "day and month may be swapped", "published")


def _drops(line: DateLine) -> Iterator[Edit]:
    """Drop a line that says little but dates, and the label before it."""
    if not line.is_only_date:
        return
    # "Paris, 30 oct 2020 (AFP) - Le ministre …": a short lead
    lead = split_dateline(line.block.text) if line.other_words else None
    if lead and count_words(lead[1]) > _CLOCK_WORDS:
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
