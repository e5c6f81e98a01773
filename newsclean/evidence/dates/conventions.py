"""Decides how a page writes 03/04/2024, by its country, language, address or other dates."""

from __future__ import annotations

import datetime as dt
from urllib.parse import unquote, urlsplit

from ...model import Page
from ...text.patterns import pattern
from .written import Moment, WrittenDate, day_of, find_date, find_dates, readings

# Top-level domains where the month comes first, and country domains that are used everywhere
_MONTH_FIRST = frozenset(("us", "gov", "mil", "edu", "ph"))
_NO_COUNTRIES = frozenset(
    ("ai", "cc", "co", "fm", "gg", "im", "io", "la", "ly", "me", "sh", "so", "to", "tv", "vc", "ws")
)
_COUNTRY_DOMAIN = 2  # letters

_LONGEST_LINE = 200  # characters; longer lines are not searched for other dates
# 03/04/2024   3-4-24
_AMBIGUOUS = pattern(
    r"(?<![\d/-])(?<first>\d\d?)(?<sep>[/-])(?<second>\d\d?)(?P=sep)(?:\d{4}|\d\d)(?![\d/-])"
)
# /2024/05/13/slug   /2024-05-13-slug   /20240513/   /2024/may/13/
_ADDRESS_DAY = pattern(
    r"(?<!\d)(?<year>(?:19|20)\d\d)(?<sep>[/\-_]?)(?<month>\d\d|[a-z]{3,9})(?P=sep)(?<day>\d\d)(?!\d)"
)


class WritingHabits:
    """Reads the dates in one page's lines; ambiguous ones as the page usually writes dates."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._language = page.head.language.replace("_", "-").partition("-")[0].lower()
        self._day_first = _day_first(page)
        self._asked_other_lines = self._day_first is not None
        self.day_in_address = _day_in_address(page)

    def dates(self, text: str) -> list[WrittenDate]:
        """Return the dates in a line, in order."""
        found = find_dates(text, self._language, self._day_first)
        if found or self._day_first is not None:
            return found
        ambiguous = _AMBIGUOUS.search(text[:_LONGEST_LINE])
        if not ambiguous:
            return found
        declared = [day for day in readings(ambiguous[0]) if day in self._declared_days()]
        if len(declared) == 1:
            return find_dates(text, self._language, int(ambiguous["first"]) == declared[0].day)
        if not self._asked_other_lines:
            self._asked_other_lines = True
            self._day_first = _day_first_by_others(self._page)
        return find_dates(text, self._language, self._day_first)

    def _declared_days(self) -> set[dt.date | None]:
        """Return the days that the address, meta tags and `<time>` elements give year first."""
        head = self._page.head
        given = (*(x.datetime for x in head.times), *(content for _, content in head.meta))
        return {self.day_in_address, *(_iso_day(x) for x in given)}

    def date(self, text: str) -> Moment | None:
        """Return the first date in a line, or None."""
        value = find_date(text, self._language, self._day_first)
        return value or next((x.value for x in self.dates(text)), None)


def _day_first(page: Page) -> bool | None:
    """Whether the day comes before the month in numbers; None if nothing shows it."""
    domain = _address(page)[0].rpartition(".")[2]
    if domain in _MONTH_FIRST:
        return False
    if len(domain) == _COUNTRY_DOMAIN and domain.isalpha() and domain not in _NO_COUNTRIES:
        return True
    language, _, region = page.head.language.lower().replace("_", "-").partition("-")
    if language and language != "en":
        return True
    if region in _MONTH_FIRST:
        return False
    return True if region else None


def _day_first_by_others(page: Page) -> bool | None:
    """Whether the day comes first in the page's unambiguous dates; None if there are none."""
    for block in page.blocks:
        m = _AMBIGUOUS.search(block.text) if len(block.text) <= _LONGEST_LINE else None
        if m and int(m["first"]) > 12 >= int(m["second"]):
            return True
        if m and int(m["second"]) > 12 >= int(m["first"]):
            return False
    return None


def _iso_day(text: str) -> dt.date | None:
    if text[4:5] != "-" or text[7:8] != "-":
        return None
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _day_in_address(page: Page) -> dt.date | None:
    path = unquote(_address(page)[1]).lower()
    for m in _ADDRESS_DAY.finditer(path):
        spelled = m["month"].isalpha()
        value = find_date(f"{m['day']} {m['month']} {m['year']}" if spelled else "-".join(m.group(1, 3, 4)))
        if value:
            return day_of(value)
    return None


def _address(page: Page) -> tuple[str, str]:
    """Return the host and path of the page's address."""
    try:
        parts = urlsplit(page.url or page.claimed("url") or "")
        return parts.hostname or "", parts.path
    except ValueError:
        return "", ""
