"""Finds dates in a line, as people and machines write them in many languages; never guesses.

>>> [x.value.isoformat() for x in find_dates("Updated 30. Oktober 2020, 07:05 Uhr")]
['2020-10-30T07:05:00']
>>> find_dates("03/04/2020"), find_dates("03/04/2020", day_first=True)[0].value
([], datetime.date(2020, 4, 3))

It makes one pass over the numbers and words of a line, in linear time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

import regex

from ...phrases import worded, written
from ...text.caching import cached_if_short
from ...text.patterns import pattern, plain_pattern
from .clock import TIME_THEN_YEAR, with_time
from .months import (
    CALENDARS,
    PERSIAN,
    PERSIAN_YEARS,
    bikram_day,
    day,
    english_months,
    eras,
    first_years,
    month_named,
)

Moment = dt.datetime | dt.date

_LONGEST = 400  # characters of a line that are searched: date lines are short
_MOST = 12  # dates in a line; more are a calendar
_PLAIN_YEARS = range(1600, 2200)
_ISO_DAY = len("2024-05-03")
_RUN_TOGETHER = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}  # by its number of digits
_EPOCH = {10: 1, 13: 1000}  # digits of a moment from 2001 on, and how many of its units are a second
_DIGITS = frozenset((*_RUN_TOGETHER, *_EPOCH))
DAY = dt.timedelta(days=1)
# Printed forms of an empty database field, in UTC and west of it, and of a spreadsheet
_EMPTY = (dt.date(1970, 1, 1), dt.date(1969, 12, 31), dt.date(1900, 1, 1))
_CENTURY_SPLIT = 70  # "30.10.69" is 2069 to POSIX, "30.10.70" is 1970
_THAI = range(0x0E00, 0x0E80)  # letters
_DEVANAGARI_DIGITS = frozenset(map(chr, range(0x0966, 0x0970)))
_SHORT_THAI_YEARS = range(40, 90)  # "25 เม.ย. 58" is in the Buddhist year 2558

# "3 May 2024", "5/24", or run together: "20240503T", "28. Juni 201914. Januar", "Apr 042013"
_DAY_AND_YEAR = plain_pattern(
    r"\d(?:\d\D+\d|\D+\d(?:\d|\D+\d)|(?:(?<=1)9|(?<=2)0)\d{3}|\d(?:19|20)\d\d|\d{7}T)"
)
# What every date has whose month is a number, "3/5", "3. 5", "3 | 5", "20240503T", but for those with signs
# of years, which no ASCII text has
_PARTED = plain_pattern(r"\d(?: ?[-/.|·] ?\d|\d{7}T)")
# What every date has whose month is a word: a year of four digits, a short one as in "30-Oct-20", or Thai
_YEAR_BESIDE_WORD = plain_pattern(r"\d{4}|[-'’]\d\d|[\u0e00-\u0e7f]")
# 2020-10-30 | 2020-10-30T07:00:00.000+01:00 | 20201030T070000Z | 2020/10/30 | 2020.10.30. | 2020. 10. 30
_YEAR_FIRST = worded(
    r"""(?<![\p{Nd}/.\-]) (?:(?<!\p{L}) | (?!\S{8,10}T\p{Nd}))  # not Maya2024-05-03T07:00
    (?: (?<year>\p{Nd}{4}) (?<sep>[-/]|\.\ ?+|\ ?+<<year signs>>\ ?+)
        (?<month>\p{Nd}{1,2}) (?:\ ?+<<month signs>>\ ?+|(?P=sep)|\.\ ?+)
        (?<day>\p{Nd}{1,2}) (?:\ ?+<<day signs>>)?+
      | (?<year>\p{Nd}{4})(?<month>\p{Nd}{2})(?<day>\p{Nd}{2})(?=T\p{Nd}) )
    (?!\p{Nd})""",
    regex.X,
)
# 令和6年5月3日 | 民國113年5月3日
_ERA_YEAR = pattern(lambda: rf"(?<era>{'|'.join(eras())})\ ?(?<year>\p{{Nd}}{{1,3}})?+")
# 113.05.03 in Chinese, the year counted from 1911
_ROC_DAY = pattern(
    r"(?<![\p{Nd}/.\-])(?<year>1\p{Nd}{2})(?<sep>[./-])(?<month>\p{Nd}{1,2})(?P=sep)(?<day>\p{Nd}{1,2})"
    r"(?![\p{Nd}/\-]|\.\p{Nd})"
)
_BEFORE_ROC = 1911
# 30.10.2020 | 30. 10. 2020 | 30·10·20 | 30/10/20 | 10-30-2020 | 30 | 10 | 2020; "Lind30.10.2020"; 30/10-2020
_YEAR_LAST = pattern(
    r"""(?<![\p{Nd}/.\-])
    (?: (?<!\p{L}) | (?<=\p{L}\p{L})(?=[\p{Nd}/.\-]++(?<=[/.\-](?:19|20)\p{Nd}{2})) )
    (?<first>\p{Nd}{1,2}) (?<sep>[-/·]|\.\ ?+|\ [|./]\ ) (?<second>\p{Nd}{1,2})
    (?: (?P=sep) | (?<=\p{Nd}/\p{Nd}{1,2}) (?<apart>[\ -]) (?=(?:19|20)\p{Nd}{2}) )
    (?<year>\p{Nd}{4}|\p{Nd}{2}) (?![\p{Nd}/\-]|\.\p{Nd})""",
    regex.X,
)
# 23 V 2024 | 23.V.2024 | 23. V. 2024.
_ROMAN_MONTH = pattern(
    r"(?<![\p{Nd}/.\-])(?<day>\d{1,2})(?:\.\ ?|\ )(?<month>X?I{1,3}|I?[VX]|VI{1,3})(?:\.\ ?|\ )"
    r"(?<year>(?:19|20)\d{2})(?!\d)"
)
_ROMAN = {x: i for i, x in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}
# Numbers and words: "30th", "Oct.", "ต.ค.", "d’octubre"; two of each in "HealthOctober", "4 mayo 202207:59",
# "28. Juni 201914. Januar", "Apr 042013"
_TOKEN = pattern(
    r"""(?:19|20)\p{Nd}{2}(?=\p{Nd}{1,2}[.:/\ ])
      | \p{Nd}{2}(?=(?:19|20)\p{Nd}{2}(?!\p{Nd}))
      | \p{Nd}++
      | \p{L}(?:(?!(?<=\p{Ll})\p{Lu})[\p{L}\p{M}\p{Cf}])*+(?:[.’'][\p{L}\p{M}]++)*+""",
    regex.X,
)

# 23 أيار (مايو) 2024   23 أيار / مايو 2024
_SECOND_NAME = pattern(r"(?<=\p{L})(?:\ \((?<name>\p{Arabic}++)\)|\ ?/\ ?(?<name>\p{Arabic}++))(?=\ \p{Nd})")
_GAP = 6  # characters per step, at most, between the numbers and words of one date
_DATE_BREAKS = frozenset("|\t•·;:()")  # not within one date


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a line, at `text[start:end]`; a datetime if the line gives the time too."""

    value: Moment
    start: int
    end: int


def find_dates(text: str, language: str = "", day_first: bool | None = None) -> list[WrittenDate]:
    """Return the dates in a line, in order; dates without a year are left out.

    language: decides between months of the same name ("listopad").
    day_first: how to read 03/04/2020: True as 3 April, False as 4 March; None leaves it out.
    """
    line = text[:_LONGEST]
    if not _can_hold_date(line):
        return []
    if not line.isascii() and ("(" in line or "/" in line):
        line = _SECOND_NAME.sub(lambda m: f"/{m['name']}".ljust(len(m[0])), line)
    found: list[WrittenDate] = []
    for start, end, value in sorted(_days(line, language, day_first)):
        if (not found or start >= found[-1].end) and len(found) < _MOST:
            earliest = found[-1].end if found else 0
            found.append(WrittenDate(*with_time(line, start, end, value, earliest)))
    return found


def find_date(text: str, day_first: bool | None = None) -> Moment | None:
    """Return the first date in a line, or None."""
    return machine_date(text) or next((x.value for x in find_dates(text, day_first=day_first)), None)


def machine_date(text: str) -> Moment | None:
    """Return the date of a text that is just one as machines write it, "2024-05-03T14:05:00Z", else None.

    >>> str(machine_date("20240503")), str(machine_date("1714745100000"))
    ('2024-05-03', '2024-05-03 14:05:00+00:00')
    """
    if text[4:5] == "-" == text[7:8] and text[:4].isdecimal() and int(text[:4]) in _PLAIN_YEARS:
        with suppress(ValueError):
            return dt.datetime.fromisoformat(text) if len(text) > _ISO_DAY else dt.date.fromisoformat(text)
    return _date_of_digits(text) if len(text) in _DIGITS and text.isascii() and text.isdecimal() else None


def _date_of_digits(text: str) -> Moment | None:
    """Return the date in "20240503" or "20240503140500", or at so many (milli)seconds since 1970."""
    with suppress(ValueError):
        if text[0] == "1" and len(text) in _EPOCH:
            return dt.datetime.fromtimestamp(int(text) // _EPOCH[len(text)], dt.UTC)
        if int(text[:4]) in _PLAIN_YEARS and len(text) in _RUN_TOGETHER:
            moment = dt.datetime.strptime(text, _RUN_TOGETHER[len(text)])
            return moment if len(text) > len("20240503") else moment.date()
    return None


def day_of(moment: Moment) -> dt.date:
    """Return the calendar day, in the zone the moment is written in."""
    return moment.date() if isinstance(moment, dt.datetime) else moment


def is_past(moment: Moment) -> bool:
    """Whether a story can have this date: not an empty database field, and not later than tomorrow."""
    day = day_of(moment)
    return day not in _EMPTY and day <= dt.date.today() + DAY


def readings(text: str) -> list[dt.date]:
    """Return both readings of an ambiguous 03/04/2020, day first before month first; else one or none."""
    both = [find_date(text, day_first=True), find_date(text, day_first=False)]
    return list(dict.fromkeys(day_of(x) for x in both if x))


def _can_hold_date(line: str) -> bool:
    """Whether the line has the digits of a day and a year, apart or run together."""
    if _DAY_AND_YEAR.search(line) is not None:
        return True
    return not line.isascii() and any(year in line for year in first_years())  # 令和元年5月3日


def _days(line: str, language: str, day_first: bool | None) -> Iterator[tuple[int, int, dt.date]]:
    is_parted, is_ascii = _PARTED.search(line) is not None, line.isascii()
    for m in _YEAR_FIRST.finditer(line) if is_parted or not is_ascii else ():
        numbers = int(m["year"]), int(m["month"]), int(m["day"])
        in_calendar = bikram_day if m["year"][0] in _DEVANAGARI_DIGITS else day  # २०८१-०२-११
        value = in_calendar(*numbers) or day(*numbers)
        if value:
            yield m.start(), m.end(), value
    for m in _YEAR_LAST.finditer(line) if is_parted else ():
        value = _numeric_day(m, day_first)
        if value:
            yield m.start(), m.end(), value
    for m in _ROC_DAY.finditer(line) if is_parted and language.startswith("zh") else ():
        value = day(int(m["year"]) + _BEFORE_ROC, int(m["month"]), int(m["day"]))
        if value:
            yield m.start(), m.end(), value
    if not is_ascii:
        yield from _days_of_eras(line)
    if _YEAR_BESIDE_WORD.search(line):
        yield from _days_with_roman_months(line)
        yield from _days_with_words(line, language)


def _days_with_roman_months(line: str) -> Iterator[tuple[int, int, dt.date]]:
    for m in _ROMAN_MONTH.finditer(line) if "I" in line or "V" in line or "X" in line else ():
        value = day(int(m["year"]), _ROMAN[m["month"]], int(m["day"]))
        if value:
            yield m.start(), m.end(), value


def _days_of_eras(line: str) -> Iterator[tuple[int, int, dt.date]]:
    for era in _ERA_YEAR.finditer(line):
        year = str(eras()[era["era"]] + int(era["year"] or 0))
        m = _YEAR_FIRST.match(year + line[era.end() :])
        value = day(int(year), int(m["month"]), int(m["day"])) if m else None
        if m and value:
            yield era.start(), era.end() + m.end() - len(year), value


def _numeric_day(m: regex.Match[str], day_first: bool | None) -> dt.date | None:
    first, second, year = int(m["first"]), int(m["second"]), int(m["year"])
    if len(m["year"]) == 2:
        year += 2000 if year < _CENTURY_SPLIT else 1900
    if m["apart"] == " " and second == first + 1 and m["first"] == str(first):
        return None  # "Issue 3/4 2019", of two months or quarters
    if ("." in m["sep"] or m["sep"] == "·" or m["apart"]) and second <= 12:
        return day(year, second, first)  # so written, the day comes first, if it can
    if first == second or second > 12:
        return day(year, first, second)
    if first > 12:
        return day(year, second, first)
    if day_first is None:
        return None
    return day(year, second, first) if day_first else day(year, first, second)


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    number: int | None


def _days_with_words(line: str, language: str) -> Iterator[tuple[int, int, dt.date]]:
    """Yield the dates whose month is a word: the day is beside it, the year beside either."""
    tokens = _tokens(line)
    at = 0
    while at < len(tokens):
        month, length, calendar = _month_at(tokens, at, language)
        if month:
            found = _date_around(line, tokens, at, at + length, month, calendar)
            if found:
                yield found
        at += max(1, length)


@cached_if_short(256)  # a line is read for its author, then for its date
def _tokens(line: str) -> tuple[_Token, ...]:
    return tuple(
        _Token(m.start(), m.end(), m[0], int(m[0]) if m[0][0].isdigit() else None)
        for m in _TOKEN.finditer(line)
    )


def _month_at(tokens: Sequence[_Token], at: int, language: str) -> tuple[int, int, str]:
    """Return the month named at a token (0: none), its number of tokens, and its calendar."""
    token = tokens[at]
    if token.number is not None:
        return 0, 1, ""
    word = token.text.lower()
    english = english_months().get(word.rstrip("."))
    if english:
        return english, 1, ""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if word in written("month words"):
        number = after.number if after else None
        return (number, 2, "") if number and number <= 12 else (0, 1, "")
    if len(word) < 2 or not _number_near(tokens, at):
        return 0, 1, ""
    if after is not None and after.number is None:
        month, calendar = month_named(f"{word} {after.text.lower()}", language)
        if month:
            return month, 2, calendar
    month, calendar = month_named(word, language)
    if month and after is not None and after.start - token.end == 1:
        is_double = month_named(after.text.lower(), language)[0] == month  # أيار/مايو
        return month, 1 + is_double, calendar
    return month, 1, calendar


def _number_near(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a number near the word can be a day: saves looking up most words."""
    return any(t.number is not None and t.number <= 31 for t in tokens[max(0, at - 2) : at + 4])


def _date_around(
    line: str, tokens: Sequence[_Token], first: int, after: int, month: int, calendar: str
) -> tuple[int, int, dt.date] | None:
    """Return the date around the month in `tokens[first:after]`: its start, end and day, or None."""
    before, behind = _beside(line, tokens, first, -1), _beside(line, tokens, after - 1, 1)
    if before is not None and "," in line[tokens[before].end : tokens[first].start]:
        before = None  # "Room 12, October 2020"
    # 30 October 2020 | Oct 30, 2020 | 2020 október 30 | 2020. gada 30. oktobris | 30-Oct-20
    for day_at, year_at in (
        (before, behind),
        (behind, _beside(line, tokens, behind, 1)),
        (behind, before),
        (before, _beside(line, tokens, before, -1)),
    ):
        if day_at is None or year_at is None:
            continue
        number, year = tokens[day_at], tokens[year_at]
        if number.number is None or year.number is None or len(number.text) > 2:
            continue
        value = _written_year(line, tokens, year, first, calendar)
        moment = value and CALENDARS.get(calendar, day)(value, month, number.number)
        if moment:
            edges = (first, after - 1, day_at, year_at)
            return tokens[min(edges)].start, tokens[max(edges)].end, moment
    if behind is not None and len(tokens[behind].text) <= 2:
        late = TIME_THEN_YEAR.match(line, tokens[behind].end)
        if late:
            moment = day(int(late["year"]), month, tokens[behind].number or 0)
            if moment:
                return tokens[first].start, tokens[behind].end, moment
    return None


def _beside(line: str, tokens: Sequence[_Token], at: int | None, step: int) -> int | None:
    """Return the index of the number next to a token, at most two filler words away, or None."""
    if at is None:
        return None
    for distance in (1, 2, 3):
        there = at + step * distance
        if not 0 <= there < len(tokens):
            return None
        token = tokens[there]
        if token.number is not None:
            near, far = sorted((at, there))
            gap = line[tokens[near].end : tokens[far].start]
            return there if len(gap) <= _GAP * distance and _DATE_BREAKS.isdisjoint(gap) else None
        if token.text.lower() not in written("date fillers"):
            return None
    return None


def _written_year(
    line: str, tokens: Sequence[_Token], year: _Token, month_at: int, calendar: str
) -> int | None:
    """Return the year of a token: four digits, or two in 30-Oct-20, Oct '20 and Thai; else None."""
    number = year.number or 0
    if len(year.text) == 4:
        return number if calendar != PERSIAN or number in PERSIAN_YEARS else None
    if len(year.text) == 2 and number in _SHORT_THAI_YEARS and ord(tokens[month_at].text[0]) in _THAI:
        return number + 2500
    if len(year.text) == 2 and not calendar and line[year.start - 1 : year.start] in ("-", "'", "’"):
        month = tokens[month_at]
        if line[year.start - 1] != "-" or line[month.start - 1 : month.start] == "-":
            return number + (2000 if number < _CENTURY_SPLIT else 1900)
    return None
