"""Reads the time of day beside a date, with its zone if there is one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import regex

from ...phrases import folded, worded
from ...text.patterns import pattern
from ...text.words import fold

# A time beside a date: 07:00 | 7:00:05 p.m. | 14h30 | 07.00 Uhr | kl. 7.30 | 오후 3:20 | 15時20分 | 7 pm
_TIME = worded(
    r"""(?<![\p{Nd}:.,])
    (?:(?<before> <<a.m. before the time>> | <<p.m. before the time>> )\ ?+)?+
    (?<hour>\p{Nd}{1,2})
    (?: (?: \ ?(?:[:h]|<<hour signs>>|<<hour signs before minutes>>)\ ? | \.(?=\p{Nd}\p{Nd}(?![\p{Nd}.])) )
        (?<minute>\p{Nd}{2})(?!\p{Nd}) (?:\ ?<<minute signs>>)?+
        (?: :(?<second>\p{Nd}{2}) (?:[.,](?<fraction>\p{Nd}{1,9}))?+ )?+
      | (?=\ ?+(?:<<a.m. after the time>>|<<p.m. after the time>>)\b) | \ ?h\b | <<hour signs>> )
    (?:\ ?+(?<after> <<a.m. after the time>> | <<p.m. after the time>> )\b\.?)?+
    (?:\ ?+<<o'clock>>\b)?+
    (?:\ ?+\(?(?<zone>Z\b|(?:UTC|GMT)?[+\-−]\p{Nd}{1,2}(?::?\p{Nd}{2})?+(?!\p{Nd})
        |(?-i:[A-Z]{1,4}T|UTC?|MESZ|MEZ|WITA|WIB|MSK)\b))?+  # not the "by" of "19:00 by Maya"
    """,
    regex.X | regex.I,
)
_TIME_LONGEST = 30  # characters of the longest time
_BETWEEN_MOST = 24  # characters between a date and its time: a few words and signs, but no number
_BETWEEN = pattern(r"[^\p{Nd}]{0,24}+")
_ISO_TIME = pattern(
    r"T(?<hour>\d\d?):?(?<minute>\d\d)(?::?(?<second>\d\d)(?:[.,:](?<fraction>\d{1,9}))?+)?+"
    r"\ ?(?<zone>Z|[+\-−]\d\d(?::?\d\d)?+)?+(?![\d:])"
)
# Fri Apr 28 19:20:36 CEST 2023 | Tue Feb 20 2018 01:00:00 GMT+0100: the year may follow the time
TIME_THEN_YEAR = pattern(
    r"\ (?<time>\d\d:\d\d:\d\d)\ (?:(?<zone>[A-Z]{2,5}|[+\-]\d{4})\ )?(?<year>\d{4})(?!\d)"
)

# Names that mean one zone only: those of e-mail (RFC 5322), of Europe in English and German, and some of
# single countries. IST, BST and "ET" mean several, so a time with one of them has no zone.
_ZONES: Mapping[str, int] = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "WIB": 7, "WITA": 8, "WIT": 9, "HKT": 8, "JST": 9, "KST": 9, "PKT": 5,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "SAST": 2,
}  # fmt: skip
_OFFSET = pattern(r"(?:UTC|GMT)?(?<sign>[+\-−])(?<hours>\d{1,2}):?(?<minutes>\d{2})?+")
_WIDEST_OFFSET = 14  # hours


def with_time(line: str, start: int, end: int, day: dt.date, earliest: int) -> tuple[dt.date, int, int]:
    """Return the date at `line[start:end]` with the time beside it, if any, and where both start and end.

    earliest: where the previous date ends; a time before that belongs to it.
    """
    iso = _ISO_TIME.match(line, end)
    if iso:
        moment = _moment_at(day, iso, None)
        if moment:
            return moment, start, iso.end()
    late = TIME_THEN_YEAR.match(line, end)
    if late:
        clock = _TIME.match(late["time"])
        moment = _moment_at(day, clock, late["zone"]) if clock else None
        if moment:
            return moment, start, late.end()
    after, distance = _time_after(line, end)
    before, distance_before = _time_before(line, earliest, start)
    if before and (after is None or distance_before < distance):
        moment = _moment_at(day, before, before["zone"])
        if moment:
            return moment, before.start(), end
    if after:
        moment = _moment_at(day, after, after["zone"])
        if moment:
            return moment, start, after.end()
    return day, start, end


def _time_after(line: str, end: int) -> tuple[regex.Match[str] | None, int]:
    """Return the time that follows a date, and the distance between them; (None, 0) if there is none."""
    gap = _BETWEEN.match(line, end)
    reach = gap.end() if gap else end
    time = _TIME.search(line, end, min(len(line), reach + _TIME_LONGEST))
    return (time, time.start() - end) if time and time.start() <= reach else (None, 0)


def _time_before(line: str, earliest: int, start: int) -> tuple[regex.Match[str] | None, int]:
    """Return the time before a date, and the distance between them; (None, 0) if there is none."""
    first = max(earliest, start - _TIME_LONGEST - _BETWEEN_MOST)
    for time in _TIME.finditer(line, first, start):
        between = line[time.end() : start]
        if (
            not any(map(str.isdigit, between))
            and len(between) <= _BETWEEN_MOST
            and not _tells_of_change(between)
        ):
            return time, len(between)
    return None, 0


def _tells_of_change(between: str) -> bool:
    """Whether words label the date after them as that of a change: "at 10:32, updated on" 3 May 2024."""
    words = fold(between).split()
    pairs = ((i, j) for i in range(len(words)) for j in range(i + 1, len(words) + 1))
    return any(" ".join(words[i:j]) in folded("date modified") for i, j in pairs)


def _moment_at(day: dt.date, m: regex.Match[str], zone: str | None) -> dt.datetime | None:
    groups = m.groupdict()
    hour, minute, second = int(groups["hour"]), int(groups["minute"] or 0), int(groups["second"] or 0)
    half = groups.get("after") or groups.get("before")
    if half:
        late = fold(half) in folded("p.m. before the time") | folded("p.m. after the time")
        if hour > 12 or (hour == 0 and late):
            late = False  # "15:20 pm" is common
        else:
            hour = hour % 12 + (12 if late else 0)
    fraction = int((groups["fraction"] or "0").ljust(6, "0")[:6])
    try:
        clock = dt.time(hour, minute, second, fraction)
    except ValueError:
        return None
    return dt.datetime.combine(day, clock, _zone(zone or groups.get("zone")))


def _zone(name: str | None) -> dt.tzinfo | None:
    if not name:
        return None
    offset = _OFFSET.fullmatch(name.upper())
    if offset:
        minutes = 60 * int(offset["hours"]) + int(offset["minutes"] or 0)
        if minutes > 60 * _WIDEST_OFFSET:
            return None
        return dt.timezone(dt.timedelta(minutes=minutes if offset["sign"] == "+" else -minutes))
    hours = _ZONES.get(name.upper())
    if hours is None:
        return None
    return dt.timezone(dt.timedelta(hours=hours)) if hours else dt.UTC
