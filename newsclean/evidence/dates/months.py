"""Month names in eighty languages, and days in the Gregorian, Thai, Persian, Ethiopian and Bikram calendars.

>>> month_named("octubre", ""), month_named("listopad", "pl"), month_named("listopad", "")
((10, ''), (11, ''), (0, ''))

They are loaded when a line first needs them, English before the others.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from ...phrases import languages, lines, starts
from ...text.caching import cached_if_short
from ...text.patterns import pattern

_EARLIEST_YEAR = 1600  # the oldest newspapers
_LATEST_YEAR = 2200
BUDDHIST_YEARS = 543  # Thai years count from the Buddha: 2567 is 2024
_PERSIAN_START = 356_033  # days from the start of the count below to 1 January of the year 1
PERSIAN_YEARS = range(1300, 1500)
_AFTER_TWELVE = 13  # the short month at the end of an Ethiopian year
_ETHIOPIAN_START = 2796  # the first day of the year 1, as Python counts days
_BIKRAM_START = 724_014  # the first day of the first year that is listed, as Python counts days

_ARABIC_LETTERS = {0x064A: 0x06CC, 0x0649: 0x06CC, 0x0643: 0x06A9}  # y and k, as Persian types them
_ACCENTS = pattern(r"[\u0300-\u036f\u0653-\u0655\p{Cf}.’'´`]++")


def day(year: int, month: int, number: int) -> dt.date | None:
    """Return the day in the Gregorian, Thai or Persian calendar, by its year, or None if there is none."""
    if year >= _LATEST_YEAR:
        year -= BUDDHIST_YEARS
    if year in PERSIAN_YEARS:
        return persian_day(year, month, number)
    if not _EARLIEST_YEAR <= year < _LATEST_YEAR:
        return None
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def persian_day(year: int, month: int, number: int) -> dt.date | None:
    """Return a day of the Solar Hijri calendar, by its 33-year cycle: correct for the years 1300 to 1500.

    >>> persian_day(1403, 1, 1), persian_day(1402, 12, 14)
    (datetime.date(2024, 3, 20), datetime.date(2024, 3, 4))
    """
    if not (1 <= month <= 12 and 1 <= number <= 31 and year in PERSIAN_YEARS):
        return None
    days_before = 31 * (month - 1) - max(0, month - 7)
    leaps = 8 * ((year + 1595) // 33) + ((year + 1595) % 33 + 3) // 4
    return dt.date.fromordinal(365 * (year + 1595) + leaps + days_before + number - _PERSIAN_START)


def _ethiopian_day(year: int, month: int, number: int) -> dt.date | None:
    """Return a day of the Ethiopian calendar: twelve months of thirty days, then five days or six.

    >>> _ethiopian_day(2016, 7, 5), _ethiopian_day(2015, 13, 6)
    (datetime.date(2024, 3, 14), datetime.date(2023, 9, 11))
    """
    days = (6 if year % 4 == 3 else 5) if month == _AFTER_TWELVE else 30
    if not (_EARLIEST_YEAR <= year < _LATEST_YEAR and 1 <= number <= days):
        return None
    return dt.date.fromordinal(
        _ETHIOPIAN_START + 365 * (year - 1) + year // 4 + 30 * (month - 1) + number - 1
    )


def bikram_day(year: int, month: int, number: int) -> dt.date | None:
    """Return a day of the calendar of Nepal, whose months have 29 to 32 days, by the list of its years.

    >>> bikram_day(2081, 2, 11), bikram_day(2024, 5, 3)
    (datetime.date(2024, 5, 24), None)
    """
    years = _bikram_years()
    if year not in years or not 1 <= month <= 12 or not 1 <= number <= years[year][month - 1]:
        return None
    days = sum(sum(years[x]) for x in years if x < year) + sum(years[year][: month - 1])
    return dt.date.fromordinal(_BIKRAM_START + days + number - 1)


@cache
def _bikram_years() -> Mapping[int, tuple[int, ...]]:
    """Return the days of the months of each listed year of the calendar of Nepal."""
    listed = (line.partition(":") for line in lines("ne", "years of the Bikram calendar"))
    return {int(year): tuple(map(int, days.split())) for year, _, days in listed}


PERSIAN = "months of the Persian calendar"
CALENDARS: Mapping[str, Callable[[int, int, int], dt.date | None]] = {
    PERSIAN: persian_day,
    "months of the Ethiopian calendar": _ethiopian_day,
    "months of the Bikram calendar": bikram_day,
}
"""How to read year, month and day in calendars of their own, by the section with their months' names."""


def month_named(word: str, language: str) -> tuple[int, str]:
    """Return the month of a name (0: none, or it depends on the language), and its calendar.

    The calendar is one of CALENDARS, or "" for the one that all languages share.
    """
    numbers, other = _meanings(word)
    if numbers is None:
        return other
    if language in numbers:
        return numbers[language], ""
    meant = set(numbers.values())
    return (meant.pop(), "") if len(meant) == 1 else (0, "")


def is_month(word: str) -> bool:
    """Whether a word is the name of a month in the calendar that all languages share."""
    return _meanings(word)[0] is not None


@cached_if_short(1024)  # few words stand beside numbers, and pages have them in common
def _meanings(word: str) -> tuple[Mapping[str, int] | None, tuple[int, str]]:
    """Return the months of a name by language, None if there are none, and that of another calendar."""
    by_name, others = _months()
    key = _key(word)
    numbers = by_name.get(key)
    if numbers is None:
        prefixes = starts("glued before months")
        glued = next((x for x in prefixes if word.startswith(x) and len(word) > len(x) + 2), None)
        numbers = by_name.get(_key(word[len(glued) :])) if glued else None
    return numbers, others.get(key, (0, ""))


@cache
def english_months() -> Mapping[str, int]:
    """Return the months in English, {name: number}: they count whatever language a page declares."""
    return dict(month_names("en"))


def month_names(language: str, section: str = "months") -> Iterator[tuple[str, int]]:
    """Yield the names of a language's months, and their numbers."""
    for line in lines(language, section):
        number, _, names = line.partition(":")
        for name in names.split(","):
            yield name.strip(), int(number)


@cache
def eras() -> Mapping[str, int]:
    """Return the year before each era, {name: year}, longest name first: its first year is the year 1."""
    found = {name: year for language in languages() for name, year in month_names(language, "eras")}
    return dict(sorted(found.items(), key=lambda x: -len(x[0])))


@cache
def first_years() -> tuple[str, ...]:
    """Return the names of first years, which have no number: 令和元."""
    return tuple(x for x in eras() if any(x != era and x.startswith(era) for era in eras()))


@cache
def _months() -> tuple[Mapping[str, Mapping[str, int]], Mapping[str, tuple[int, str]]]:
    """Return {name: {language: number}}, and {name: (number, calendar)} of the other calendars."""
    by_name: dict[str, dict[str, int]] = {}
    others: dict[str, tuple[int, str]] = {}
    for language in languages():
        for name, number in month_names(language):
            by_name.setdefault(_key(name), {})[language] = number
        for calendar in CALENDARS:
            for name, number in month_names(language, calendar):
                others[_key(name)] = number, calendar
    return by_name, others


def _key(word: str) -> str:
    """Return a name without case, accents, apostrophes and full stops; vowel signs stay.

    The two letters that Arabic and its neighbours each type for y and for k are one.
    """
    plain = word if word.isascii() else unicodedata.normalize("NFKD", word.casefold())
    key: str = _ACCENTS.sub("", plain.lower())
    return key.strip().translate(_ARABIC_LETTERS)
