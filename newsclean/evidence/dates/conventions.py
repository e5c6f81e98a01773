"""Decides how a page writes 03/04/2024, by its country, language, address or other dates."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from urllib.parse import unquote, urlsplit

import regex

from ...model import Page
from ...text.patterns import DIGIT, pattern, plain_pattern
from ...text.prose import LINE
from .labels import role_of_label
from .written import Moment, WrittenDate, day_of, find_date, find_dates, machine_date, readings

# Top-level domains where the month comes first, and country domains that are used everywhere
_MONTH_FIRST = frozenset(("us", "gov", "mil", "edu", "ph"))
_NO_COUNTRIES = frozenset(
    ("ai", "cc", "co", "fm", "gg", "im", "io", "la", "ly", "me", "sh", "so", "to", "tv", "vc", "ws")
)
_COUNTRY_DOMAIN = 2  # letters

_LONGEST_LINE = 200  # characters; longer lines are not searched for other dates
# 03/04/2024   3-4-24   03 | 04 | 2024
_AMBIGUOUS = pattern(
    r"(?<![\d/-])(?<first>\d\d?)(?<sep>[/-]|\ [|/]\ )(?<second>\d\d?)(?P=sep)(?:\d{4}|\d\d)(?![\d/-])"
)
_OTHER_SCRIPT = pattern(
    r"(?:[^\p{L}]*+[\p{Arabic}\p{Hebrew}\p{Cyrillic}\p{Greek}\p{Thai}]){30}"
)  # no month first
_MARKED = plain_pattern(r"[\u00e0-\u00f6\u00f8-\u024f]")
_ENOUGH_LETTERS, _MARKED_SHARE = 200, 0.015  # of the letters of lines; English has a tenth of that
_LONGEST_PARAGRAPH = 2000  # characters of a line that is looked at
_EPOCH_MONTHS = ((1969, 12), (1970, 1))  # of the printed form of an empty database field
# /2024/05/13/slug   /2024-05-13-slug   /20240513/   /2024/may/13/
_ADDRESS_DAY = pattern(
    r"(?<!\d)(?<year>(?:19|20)\d\d)(?<sep>[/\-_]?)(?<month>\d\d|[a-z]{3,9})(?P=sep)(?<day>\d\d)(?!\d)"
)
# /13-05-2024-slug   /slug-13.05.2024.html   /13052024/
_ADDRESS_YEAR_LAST = pattern(
    r"""(?<!\d)(?: (?<first>\d\d?)(?<sep>[-_.])(?<second>\d\d?)(?P=sep) | (?<first>\d\d)(?<second>\d\d) )
    (?<year>(?:19|20)\d\d) (?!\d) (?:(?<=/[\d._-]{8,10}) | (?=/|\Z|\.\w{1,5}\Z))""",
    regex.X,
)


class WritingHabits:
    """Reads the dates in one page's lines; ambiguous ones as the page, else its country, writes dates."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._language = page.head.language.replace("_", "-").partition("-")[0].lower()
        self.by_country: dict[dt.date, str] = {}
        """The days that only the page's country tells from another, and how they are written."""

    @cached_property
    def day_in_address(self) -> dt.date | None:
        """The day in the page's address, year first."""
        return _day_in_address(_path(self._page))

    @cached_property
    def last_day_in_address(self) -> dt.date | None:
        """The day in an address without the other one, year last."""
        return None if self.day_in_address else _last_day_in_address(_path(self._page), self._by_country)

    def dates(self, text: str) -> list[WrittenDate]:
        """Return the dates in a line, in order."""
        return find_dates(text, self._language, self._day_first_in(text))

    def date(self, text: str) -> Moment | None:
        """Return the first date in a line, or None."""
        return machine_date(text) or next((x.value for x in self.dates(text)), None)

    def proven_order(self) -> bool | None:
        """Whether the day comes first in the page's numeric dates; None if they do not show it themselves."""
        if self._by_other_dates is not None:
            return self._by_other_dates
        for block in self._page.blocks:
            m = _AMBIGUOUS.search(block.text) if len(block.text) <= _LONGEST_LINE else None
            both = readings(m[0]) if m else []
            known = [day for day in both if day in self._declared_days]
            if len(both) > 1 and len(known) == 1:
                return known[0] == both[0]
        return None

    def _day_first_in(self, text: str) -> bool | None:
        """Whether the text's ambiguous dates begin with the day; None if it has none, or nothing shows it."""
        if not ("/" in text or "-" in text or "|" in text):
            return None
        for m in _AMBIGUOUS.finditer(text[:_LONGEST_LINE]):
            both = readings(m[0])
            if len(both) > 1:
                return self._is_day_first(m[0], both)
        return None

    def _is_day_first(self, written: str, both: list[dt.date]) -> bool | None:
        for days in (self._declared_days, self._labelled_days):
            known = [day for day in both if day in days]
            if len(known) == 1:
                return known[0] == both[0]
        for shown in (self._by_other_dates, self._page.day_first):
            if shown is not None:
                return shown
        if self._by_country is not None:
            self.by_country[both[0 if self._by_country else 1]] = written
        return self._by_country

    @cached_property
    def _by_country(self) -> bool | None:
        """Whether the page's country or language puts the day before the month; None if nothing shows it."""
        return _day_first(self._page)

    @cached_property
    def _declared_days(self) -> set[dt.date | None]:
        """The days that the address, meta tags and `<time>` elements give year first."""
        head = self._page.head
        given = (*(x.datetime for x in head.times), *(content for _, content in head.meta))
        return {self.day_in_address, *(_iso_day(x) for x in given)}

    @cached_property
    def _labelled_days(self) -> set[dt.date]:
        """The days of publication or change in the page's lines, where they are not ambiguous."""
        days = set()
        for block in self._page.blocks:
            if len(block.text) <= _LONGEST_LINE and DIGIT.search(block.text):
                for date in find_dates(block.text, self._language):
                    if role_of_label(block.text[: date.start]) in ("published", "modified"):
                        days.add(day_of(date.value))
        return days

    @cached_property
    def _by_other_dates(self) -> bool | None:
        """Whether the day comes first in the page's unambiguous dates; None if there are none."""
        for block in self._page.blocks:
            for m in _AMBIGUOUS.finditer(block.text) if len(block.text) <= _LONGEST_LINE else ():
                if int(m["first"]) > 12 >= int(m["second"]):
                    return True
                if int(m["second"]) > 12 >= int(m["first"]):
                    return False
        return None


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
    if not language and (_is_in_other_script(page) or _is_in_marked_letters(page)):
        return True
    if region in _MONTH_FIRST:
        return False
    return True if region else None


def _is_in_other_script(page: Page) -> bool:
    return any(_OTHER_SCRIPT.match(block.text) for block in page.blocks if not block.text.isascii())


def _is_in_marked_letters(page: Page) -> bool:
    """Whether a page is in French, Portuguese or the like: an English one has fewer such letters."""
    letters = marked = 0
    for block in page.blocks:
        text = block.text
        if LINE <= len(text) <= _LONGEST_PARAGRAPH:
            letters += len(text)
            marked += 0 if text.isascii() else len(_MARKED.findall(text))
    return letters >= _ENOUGH_LETTERS and marked >= _MARKED_SHARE * letters


def _iso_day(text: str) -> dt.date | None:
    if text[4:5] != "-" or text[7:8] != "-":
        return None
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _day_in_address(path: str) -> dt.date | None:
    for m in _ADDRESS_DAY.finditer(path):
        spelled = m["month"].isalpha()
        value = find_date(f"{m['day']} {m['month']} {m['year']}" if spelled else "-".join(m.group(1, 3, 4)))
        if value and (value.year, value.month) not in _EPOCH_MONTHS:
            return day_of(value)
    return None


def _last_day_in_address(path: str, day_first: bool | None) -> dt.date | None:
    """Return the day that begins or ends a part of the path with its year last, if it can only be one day."""
    for m in _ADDRESS_YEAR_LAST.finditer(path):
        value = find_date("/".join(m.group("first", "second", "year")), day_first=day_first)
        if value:
            return day_of(value)
    return None


def _path(page: Page) -> str:
    """Return the path of the page's address as people read it, in lower case."""
    return unquote(_address(page)[1]).lower()


def _address(page: Page) -> tuple[str, str]:
    """Return the host and path of the page's address."""
    try:
        parts = urlsplit(page.address)
        return parts.hostname or "", parts.path
    except ValueError:
        return "", ""
