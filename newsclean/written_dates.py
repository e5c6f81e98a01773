"""Dates as people and machines write them, in the languages news is read in: found in a line, never guessed.

>>> [x.value.isoformat() for x in find_dates("Updated 30. Oktober 2020, 07:05 Uhr")]
['2020-10-30T07:05:00']
>>> find_dates("03/04/2020"), find_dates("03/04/2020", day_first=True)[0].value
([], datetime.date(2020, 4, 3))

One pass over the numbers and words of a line, so the time is linear in its length. Names of months in
other languages than English are loaded when a line needs them.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import regex

from .phrases import sections

Moment = dt.datetime | dt.date

_LONGEST = 400  # characters of a line that are looked at: a date line is short
_MOST = 12  # dates of a line; more are a calendar

_EARLIEST_YEAR = 1600  # the oldest newspapers
_LATEST_YEAR = 2200
_BUDDHIST_YEARS = 543  # Thai years count from the Buddha: 2567 is 2024
_PERSIAN_YEARS = range(1300, 1500)
_PERSIAN_START = 356_033  # days from the start of that count to the first of January of the year 1
_CENTURY_SPLIT = 70  # "30.10.69" is 2069 to POSIX, "30.10.70" is 1970

# 2020-10-30 | 2020-10-30T07:00:00.000+01:00 | 20201030T070000Z | 2020/10/30 | 2020.10.30. | 2020. 10. 30
_YEAR_FIRST = regex.compile(
    r"""(?<![\p{Nd}\p{L}/.\-])
    (?: (?<year>\p{Nd}{4}) (?<sep>[-/]|\.\ ?+|\ ?+[年년]\ ?+)
        (?<month>\p{Nd}{1,2}) (?:\ ?+[月월]\ ?+|(?P=sep)|\.\ ?+)
        (?<day>\p{Nd}{1,2}) (?:\ ?+[日일])?+
      | (?<year>\p{Nd}{4})(?<month>\p{Nd}{2})(?<day>\p{Nd}{2})(?=T\p{Nd}) )
    (?!\p{Nd})""",
    regex.X,
)
# 30.10.2020 | 30. 10. 2020 | 30/10/20 | 10-30-2020
_YEAR_LAST = regex.compile(
    r"""(?<![\p{Nd}\p{L}/.\-])
    (?<first>\p{Nd}{1,2}) (?<sep>[-/]|\.\ ?+) (?<second>\p{Nd}{1,2}) (?P=sep) (?<year>\p{Nd}{4}|\p{Nd}{2})
    (?![\p{Nd}/\-]|\.\p{Nd})""",
    regex.X,
)
# numbers and words: "30th", "Oct.", "ต.ค.", "d’octubre"; "HealthOctober" is two
_TOKEN = regex.compile(
    r"\p{Nd}++|\p{L}(?:(?!(?<=\p{Ll})\p{Lu})[\p{L}\p{M}\p{Cf}])*+(?:[.’'][\p{L}\p{M}]++)*+"
)
_ACCENTS = regex.compile(r"[\u0300-\u036f\u0653-\u0655\p{Cf}.’'´`]++")

_ENGLISH: Mapping[str, int] = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4,
    "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11,
    "december": 12, "dec": 12,
}  # fmt: skip

# Between the day, the month and the year: "30 de octubre de 2020", "2020 m. spalio 30 d.", "1er août",
# "30th of October", "2020. gada 30. oktobrī", "ngày 30 tháng 10 năm 2020", "2020ko urriaren 30a"
_FILLERS = frozenset(
    (
        *("st", "nd", "rd", "th", "of", "the", "er", "ère", "de", "del", "du", "d", "den", "da", "di", "do"),
        *("a", "e", "o", "il", "la", "le", "i", "y", "m", "gada", "r", "г", "р", "roku", "ko", "năm", "ที่"),
        *("พ.ศ", "พศ", "ค.ศ", "คศ"),
    )
)
_MONTH_WORDS = frozenset(("tháng", "thang"))  # before the number of a month: "tháng 10"
_GLUED_BEFORE = ("ב", "ב־", "d'", "d’", "l'", "l’")  # "באוקטובר", "d’octubre"

_GAP = 6  # characters a filler, at most, between the numbers and words of one date
_PARTED = frozenset("|\t•·;:()")  # they end a date

# A time beside a date: 07:00 | 7:00:05 p.m. | 14h30 | 07.00 Uhr | kl. 7.30 | 오후 3:20 | 15時20分 | 7 pm
_TIME = regex.compile(
    r"""(?<![\p{Nd}:.,])
    (?:(?<before>[上下]午|午[前後]|오[전후])\ ?+)?+
    (?<hour>\p{Nd}{1,2})
    (?: (?:\ ?[:h時时시點点]\ ?|\.(?=\p{Nd}\p{Nd}(?![\p{Nd}.]))) (?<minute>\p{Nd}{2})(?!\p{Nd})
        (?:\ ?[분分])?+ (?: :(?<second>\p{Nd}{2}) (?:[.,](?<fraction>\p{Nd}{1,9}))?+ )?+
      | (?=\ ?+[ap]\.?\ ?m\b) | \ ?h\b | [時时시] )
    (?:\ ?+(?<after>[ap])\.?\ ?m\b\.?)?+
    (?:\ ?+(?:Uhr|hrs?|น\.)\b)?+
    (?:\ ?+\(?(?<zone>Z\b|(?:UTC|GMT)?[+\-−]\p{Nd}{1,2}(?::?\p{Nd}{2})?+(?!\p{Nd})|[A-Z]{2,4}T?\b))?+""",
    regex.X | regex.I,
)
_TIME_LONGEST = 30  # characters
_BETWEEN_MOST = 24  # characters between a date and its time: a few words and signs, no other number
_BETWEEN = regex.compile(r"[^\p{Nd}]{0,24}+")
_ISO_TIME = regex.compile(
    r"T(?<hour>\d\d?):?(?<minute>\d\d)(?::?(?<second>\d\d)(?:[.,:](?<fraction>\d{1,9}))?+)?+"
    r"\ ?(?<zone>Z|[+\-−]\d\d(?::?\d\d)?+)?+(?![\d:])"
)
# Fri Apr 28 19:20:36 CEST 2023 | Tue Feb 20 2018 01:00:00 GMT+0100: the year may follow the time
_TIME_THEN_YEAR = regex.compile(
    r"\ (?<time>\d\d:\d\d:\d\d)\ (?:(?<zone>[A-Z]{2,5}|[+\-]\d{4})\ )?(?<year>\d{4})(?!\d)"
)

# Zones by name that mean one thing: those of e-mail (RFC 5322), of Europe in English and German, and some
# of one country each. IST, BST and "ET" mean several; a time with them has no zone.
_ZONES: Mapping[str, int] = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "WIB": 7, "WITA": 8, "WIT": 9, "HKT": 8, "JST": 9, "KST": 9, "PKT": 5,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "SAST": 2,
}  # fmt: skip
_OFFSET = regex.compile(r"(?:UTC|GMT)?(?<sign>[+\-−])(?<hours>\d{1,2}):?(?<minutes>\d{2})?+")
_WIDEST_OFFSET = 14  # hours


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a line: `text[start:end]` says it; a datetime where the line gives the time too."""

    value: Moment
    start: int
    end: int


def find_dates(text: str, language: str = "", day_first: bool | None = None) -> list[WrittenDate]:
    """The dates in a line, in order, those without a year left out.

    language decides between months of one name ("listopad"). day_first reads 03/04/2020: True as
    3 April, False as 4 March; None leaves out what can be read both ways.
    """
    line = text[:_LONGEST]
    if not _can_hold_date(line):
        return []
    found: list[WrittenDate] = []
    for start, end, day in sorted(_days(line, language, day_first)):
        if (not found or start >= found[-1].end) and len(found) < _MOST:
            found.append(_with_time(line, start, end, day, found[-1].end if found else 0))
    return found


def find_date(text: str, language: str = "", day_first: bool | None = None) -> Moment | None:
    """The first date in a line, or None."""
    return next((x.value for x in find_dates(text, language, day_first)), None)


def day_of(moment: Moment) -> dt.date:
    """The calendar day, as written in its own zone."""
    return moment.date() if isinstance(moment, dt.datetime) else moment


def readings(text: str) -> list[dt.date]:
    """Both days that an ambiguous 03/04/2020 can be, day first before month first; one or none otherwise."""
    both = [find_date(text, day_first=True), find_date(text, day_first=False)]
    return list(dict.fromkeys(day_of(x) for x in both if x))


def _can_hold_date(line: str) -> bool:
    """Three digits at least: a day and a year."""
    return sum(map(str.isdigit, line)) >= 3


def _days(line: str, language: str, day_first: bool | None) -> Iterator[tuple[int, int, dt.date]]:
    for m in _YEAR_FIRST.finditer(line):
        day = _day(int(m["year"]), int(m["month"]), int(m["day"]))
        if day:
            yield m.start(), m.end(), day
    for m in _YEAR_LAST.finditer(line):
        day = _numeric_day(m, day_first)
        if day:
            yield m.start(), m.end(), day
    yield from _days_with_words(line, language)


def _numeric_day(m: regex.Match[str], day_first: bool | None) -> dt.date | None:
    first, second, year = int(m["first"]), int(m["second"]), int(m["year"])
    if len(m["year"]) == 2:
        year += 2000 if year < _CENTURY_SPLIT else 1900
    if m["sep"][0] == ".":
        return _day(year, second, first)  # with full stops the day comes first everywhere
    if first == second or second > 12:
        return _day(year, first, second)
    if first > 12:
        return _day(year, second, first)
    if day_first is None:
        return None
    return _day(year, second, first) if day_first else _day(year, first, second)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    number: int | None


def _days_with_words(line: str, language: str) -> Iterator[tuple[int, int, dt.date]]:
    """Dates with the month as a word: the day stands beside it, the year beside either."""
    tokens = [
        _Token(m.start(), m.end(), m[0], int(m[0]) if m[0][0].isdigit() else None)
        for m in _TOKEN.finditer(line)
    ]
    if not any(t.number is not None for t in tokens):
        return
    at = 0
    while at < len(tokens):
        month, length, persian = _month_at(tokens, at, language)
        if month:
            found = _around(line, tokens, at, at + length, month, persian)
            if found:
                yield found
        at += max(1, length)


def _month_at(tokens: list[_Token], at: int, language: str) -> tuple[int, int, bool]:
    """The month named at a token (0: none), how many tokens name it, and whether it is a Persian one."""
    token = tokens[at]
    if token.number is not None:
        return 0, 1, False
    word = token.text.lower()
    english = _ENGLISH.get(word.rstrip("."))
    if english:
        return english, 1, False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if word in _MONTH_WORDS:
        number = after.number if after else None
        return (number, 2, False) if number and number <= 12 else (0, 1, False)
    if len(word) < 2 or not _number_near(tokens, at):
        return 0, 1, False
    if after is not None and after.number is None:
        month, persian = _named_month(f"{word} {after.text.lower()}", language)
        if month:
            return month, 2, persian
    month, persian = _named_month(word, language)
    return month, 1, persian


def _number_near(tokens: list[_Token], at: int) -> bool:
    """Whether a day can stand beside the word: so most words are never looked up."""
    return any(t.number is not None and t.number <= 31 for t in tokens[max(0, at - 2) : at + 4])


def _around(
    line: str, tokens: list[_Token], first: int, after: int, month: int, persian: bool
) -> tuple[int, int, dt.date] | None:
    """The date around the month in `tokens[first:after]`."""
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
        day, year = tokens[day_at], tokens[year_at]
        if day.number is None or year.number is None or len(day.text) > 2:
            continue
        value = _written_year(line, tokens, year, first, persian)
        moment = value and (_persian_day if persian else _day)(value, month, day.number)
        if moment:
            edges = (first, after - 1, day_at, year_at)
            return tokens[min(edges)].start, tokens[max(edges)].end, moment
    if behind is not None and len(tokens[behind].text) <= 2:
        late = _TIME_THEN_YEAR.match(line, tokens[behind].end)
        if late:
            moment = _day(int(late["year"]), month, tokens[behind].number or 0)
            if moment:
                return tokens[first].start, tokens[behind].end, moment
    return None


def _beside(line: str, tokens: list[_Token], at: int | None, step: int) -> int | None:
    """The number next to a token, at most two filler words away."""
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
            return there if len(gap) <= _GAP * distance and _PARTED.isdisjoint(gap) else None
        if token.text.lower() not in _FILLERS:
            return None
    return None


def _written_year(line: str, tokens: list[_Token], year: _Token, month_at: int, persian: bool) -> int | None:
    """The year a token means: four digits; two only in 30-Oct-20 and Oct '20."""
    number = year.number or 0
    if len(year.text) == 4:
        return number if not persian or number in _PERSIAN_YEARS else None
    if len(year.text) == 2 and not persian and line[year.start - 1 : year.start] in ("-", "'", "’"):
        month = tokens[month_at]
        if line[year.start - 1] != "-" or line[month.start - 1 : month.start] == "-":
            return number + (2000 if number < _CENTURY_SPLIT else 1900)
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    if year >= _LATEST_YEAR:
        year -= _BUDDHIST_YEARS
    if year in _PERSIAN_YEARS:
        return _persian_day(year, month, day)
    if not _EARLIEST_YEAR <= year < _LATEST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _persian_day(year: int, month: int, day: int) -> dt.date | None:
    """A day of the Solar Hijri calendar, by its 33-year cycle: right for the years 1300 to 1500.

    >>> _persian_day(1403, 1, 1), _persian_day(1402, 12, 14)
    (datetime.date(2024, 3, 20), datetime.date(2024, 3, 4))
    """
    if not (1 <= month <= 12 and 1 <= day <= 31 and year in _PERSIAN_YEARS):
        return None
    days_before = 31 * (month - 1) - max(0, month - 7)
    leaps = 8 * ((year + 1595) // 33) + ((year + 1595) % 33 + 3) // 4
    return dt.date.fromordinal(365 * (year + 1595) + leaps + days_before + day - _PERSIAN_START)


@cache
def _months() -> tuple[Mapping[str, Mapping[str, int]], Mapping[str, int]]:
    """{name: {language: number}} and the Persian months {name: number}."""
    by_name: dict[str, dict[str, int]] = {}
    persian: dict[str, int] = {}
    for language, lines in sections("months").items():
        for line in lines:
            number, _, names = line.partition(":")
            for name in names.split(","):
                if language == "persian calendar":
                    persian[_key(name)] = int(number)
                else:
                    by_name.setdefault(_key(name), {})[language] = int(number)
    return by_name, persian


def _named_month(word: str, language: str) -> tuple[int, bool]:
    """The month a word names (0: none, or it depends on the language), and whether it is a Persian one."""
    by_name, persian = _months()
    key = _key(word)
    numbers = by_name.get(key)
    if numbers is None:
        glued = next((g for g in _GLUED_BEFORE if word.startswith(g) and len(word) > len(g) + 2), None)
        numbers = by_name.get(_key(word[len(glued) :])) if glued else None
    if numbers is None:
        return persian.get(key, 0), key in persian
    if language in numbers:
        return numbers[language], False
    meant = set(numbers.values())
    return (meant.pop(), False) if len(meant) == 1 else (0, False)


def _key(word: str) -> str:
    """A name without case, accents of letters, apostrophes and full stops; vowel signs of scripts stay."""
    plain = word if word.isascii() else unicodedata.normalize("NFKD", word.casefold())
    key: str = _ACCENTS.sub("", plain.lower())
    return key.strip()


def _with_time(line: str, start: int, end: int, day: dt.date, earliest: int) -> WrittenDate:
    """The date with the time of day beside it, if there is one."""
    iso = _ISO_TIME.match(line, end)
    if iso:
        moment = _at(day, iso, None)
        if moment:
            return WrittenDate(moment, start, iso.end())
    late = _TIME_THEN_YEAR.match(line, end)
    if late:
        clock = _TIME.match(late["time"])
        moment = _at(day, clock, late["zone"]) if clock else None
        if moment:
            return WrittenDate(moment, start, late.end())
    after, distance = _time_after(line, end)
    before, distance_before = _time_before(line, earliest, start)
    if before and (after is None or distance_before < distance):
        moment = _at(day, before, before["zone"])
        if moment:
            return WrittenDate(moment, before.start(), end)
    if after:
        moment = _at(day, after, after["zone"])
        if moment:
            return WrittenDate(moment, start, after.end())
    return WrittenDate(day, start, end)


def _time_after(line: str, end: int) -> tuple[regex.Match[str] | None, int]:
    """The time that follows a date, and how far away it starts."""
    gap = _BETWEEN.match(line, end)
    reach = gap.end() if gap else end
    time = _TIME.search(line, end, min(len(line), reach + _TIME_LONGEST))
    return (time, time.start() - end) if time and time.start() <= reach else (None, 0)


def _time_before(line: str, earliest: int, start: int) -> tuple[regex.Match[str] | None, int]:
    """The time that stands before a date, and how far away it ends."""
    first = max(earliest, start - _TIME_LONGEST - _BETWEEN_MOST)
    for time in _TIME.finditer(line, first, start):
        if not any(map(str.isdigit, line[time.end() : start])) and start - time.end() <= _BETWEEN_MOST:
            return time, start - time.end()
    return None, 0


def _at(day: dt.date, m: regex.Match[str], zone: str | None) -> dt.datetime | None:
    groups = m.groupdict()
    hour, minute, second = int(groups["hour"]), int(groups["minute"] or 0), int(groups["second"] or 0)
    half = groups.get("after") or groups.get("before")
    if half:
        late = half.lower() in ("p", "下午", "午後", "오후")
        if hour > 12 or (hour == 0 and late):
            late = False  # "15:20 pm" is written often enough
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
