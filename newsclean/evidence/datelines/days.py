"""Reads the day of a dateline, mostly without a year: "Oct. 30", "30 октября", "30.10.2020", "10월 30일".

>>> day_at("LONDON, March 7 (Reuters)", 8)
(15, '--03-07')
>>> day_at("Paris, 30 oct 2020 (AFP)", 7)
(18, datetime.date(2020, 10, 30))
>>> day_at("पटना, 5 जून (भाषा)", 6), day_at("पटना, 5 में", 6)
((11, '--06-05'), None)
"""

from __future__ import annotations

import datetime as dt

import regex

from ...phrases import folded, worded
from ...text.words import fold
from ..dates.months import BUDDHIST_YEARS, is_month, month_named

Day = dt.date | str

_EARLIEST_YEAR, _LATEST_YEAR = 1800, 2200

# Friday, Oct. 30 | lunes 5 de octubre | le 30 octobre
_BEFORE = worded(r"(?:<<dateline weekdays>>\.?,?\ )?+ (?:<<before a day>>\ )?+", regex.X | regex.I)
_MONTH = r"""(?<month> <<months of two words>>\ [\p{L}\p{M}\p{Nd}]++
    | \p{L}[\p{L}\p{M}\p{Cf}]*+(?:\.\p{L}[\p{L}\p{M}]*+)*+ )"""
_YEAR = r"(?<year>\p{Nd}{4})(?!\p{Nd})"

_OPENING_WITH_NUMBER = (
    # 2020-10-30
    r"(?<year>\p{Nd}{4})[-./](?<m>\p{Nd}{2})[-./](?<day>\p{Nd}{2})(?!\p{Nd})",
    # 10月30日 | 2020年10月30日 | 10월 30일
    r"""(?:(?<year>\p{Nd}{4})\ ?<<year signs>>\ ?)?+ (?<m>\p{Nd}{1,2})\ ?<<month signs>>\ ?
        (?<day>\p{Nd}{1,2})\ ?(?:<<day signs>>|<<day signs in datelines>>)""",
    # 30.10. | 30.10.2020 | 30/10 | 10/30/2020
    r"""(?<first>\p{Nd}{1,2})(?<sign>[./-])(?<second>\p{Nd}{1,2})
        (?:(?P=sign)(?<year>\p{Nd}{4}))?+\.?+(?!\p{Nd})""",
    # 30 October | 30th of October 2020 | 30 de octubre de 2020 | 30 d'octubre | 30. oktober | 1er août
    rf"""(?<day>\p{{Nd}}{{1,2}})(?:<<ordinal endings>>|[.°])?+[\ -]?
        (?:<<between day and month>>(?:\ |(?<=['’])))?+ {_MONTH}\.?+
        (?:(?:,?\ (?:<<before a year>>\ )?|[-/.]){_YEAR} (?:\ ?<<after a year>>(?![\p{{L}}\p{{M}}]))?+)?+""",
    # 2020. október 30., péntek | 2020 m. spalio 30 d.
    rf"""{_YEAR}(?:\ ?<<after a year that comes first>>|\.)?+\ ?{_MONTH}\.?[ ](?<day>\p{{Nd}}{{1,2}})
        (?!\p{{Nd}})(?:\.|\ <<after a day>>)?+(?:,?\ <<weekdays after a date>>)?+""",
    # MADRID, 30 (EUROPA PRESS)
    r"(?<day>\p{Nd}{1,2})<<day signs|zh|ja>>?(?=\ ?[(（])",
)
_OPENING_WITH_WORD = (
    # Oct. 30 | October 30th, 2020 | októbra 30. | spalio 30 d.
    rf"""{_MONTH}\.?+[\ -]?(?<day>\p{{Nd}}{{1,2}})(?!\p{{Nd}}|[:.]\p{{Nd}})
        (?:<<ordinal endings|en>>|\ <<after a day>>|-\p{{L}}{{1,2}})?+
        (?:,?\ {_YEAR}|\.(?![\ ]*\p{{L}}\p{{Ll}}))?+""",
    # October 2020
    rf"{_MONTH}\.?+,?\ (?:<<before a year|pt>>\ )?{_YEAR}",
    # WELLINGTON, Friday
    r"<<dateline weekdays>>(?![\p{L}\p{M}])",
)
_WITH_NUMBER, _WITH_WORD = (
    tuple(worded(form, regex.X | regex.I) for form in forms)
    for forms in (_OPENING_WITH_NUMBER, _OPENING_WITH_WORD)
)
# at 10:00 GMT, after the day
_TIME = worded(
    r""",?\ (?:<<before a time>>\ )?\p{Nd}{1,2}[:.h]\p{Nd}{2}(?!\p{Nd})
        (?:\ ?(?:<<a.m. after the time>>|<<p.m. after the time>>)\.?)?+
        (?:\ (?:GMT|UTC|[A-Z]{1,2}[SD]?T)\b)?+""",
    regex.X | regex.I,
)


def day_at(text: str, start: int) -> tuple[int, Day | None] | None:
    """Return where the date at `start` ends, and its day (None if incomplete); None if there is no date."""
    if start < len(text) and text[start].isdigit():
        return _match(_WITH_NUMBER, text, start)
    before = _BEFORE.match(text, start)
    if before and before.end() > start and text[before.end() : before.end() + 1].isdigit():
        return _match(_WITH_NUMBER, text, before.end())
    return _match(_WITH_WORD, text, before.end() if before else start) or _match(_WITH_WORD, text, start)


def _match(forms: tuple[regex.Pattern[str], ...], text: str, start: int) -> tuple[int, Day | None] | None:
    for form in forms:
        m = form.match(text, start)
        if m is None:
            continue
        parts = m.groupdict()
        month = parts.get("month")
        number = _month_number(month) if month else None
        if (month and number is None) or not _is_day_and_month(parts):
            continue
        time = _TIME.match(text, m.end())
        return (time or m).end(), _day(parts, number)
    return None


def _is_day_and_month(parts: dict[str, str | None]) -> bool:
    """Whether two numbers are a day and a month, "30/10" or "10/30", and not "2.0" or "3.5"."""
    if not parts.get("first"):
        return True
    first, second = int(parts["first"] or 0), int(parts["second"] or 0)
    if not (1 <= first <= 31 and 1 <= second <= 31 and (second <= 12 or first <= 12)):
        return False
    return bool(parts.get("year")) or parts["sign"] == "/" or (parts["sign"] == "." and second <= 12)


def _day(parts: dict[str, str | None], month: int | None) -> Day | None:
    """Return the day of a match's parts, or None if it is incomplete or ambiguous."""
    day = int(parts.get("day") or 0)
    if parts.get("m"):
        month = int(parts["m"] or 0)
    elif parts.get("first"):
        day, month = int(parts["first"] or 0), int(parts["second"] or 0)
        if parts["sign"] != "." and day != month:  # with full stops the day comes first everywhere
            if day <= 12 and month <= 12:
                return None
            if month > 12:
                day, month = month, day
    if not day or not month:
        return None
    year = int(parts.get("year") or 0)
    if year >= _LATEST_YEAR:
        year -= BUDDHIST_YEARS
    if year and not _EARLIEST_YEAR <= year < _LATEST_YEAR:
        return None
    try:
        found = dt.date(year or 2000, month, day)  # 2000 has a 29 February
    except ValueError:
        return None
    return found if year else f"--{found:%m-%d}"


def _month_number(name: str) -> int | None:
    """Return the month of this name: 0 if it names different months in different languages; None if none."""
    name = name.replace(".", "")
    word, _, number = fold(name).partition(" ")
    if number.isdigit() and word in folded("month words"):
        return int(number)
    return month_named(name, "")[0] if is_month(name) else None
