"""Knows which names are places and which are agencies, by two lists that are read at first use.

>>> is_city("Karachi"), is_city("Opinion"), is_region("S.D.")
(True, False, True)
>>> is_agency_in_brackets("dpa/lb"), is_agency_in_brackets("Labour")
(True, False)
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import regex

from ...phrases import agencies, folded, lines, sections, worded
from ...text.patterns import pattern
from ...text.words import fold

_SHORTEST_COUNTRY = 4  # letters of the shortest country without a city: CUBA, but not "US"
_SHORTEST_REGION = 5  # letters of the shortest region: TEXAS, but not "MASS" and "OK"
_LONGEST_AGENCY = 6  # words

# dpa/lb | AFP, Reuters | NTB-AFP | Mehr News & IRNA | AP und dpa
_BETWEEN_AGENCIES = worded(
    r"(?:(?<!\s)\s++)?+[/,،;+&|·‧・＝=–—-]\s*+|(?<!\s)\s++"
    r"<<and between agencies>>\s++"
)
# WABC | KTLA-TV | WILX 10 | KSL NewsRadio has a media word
_CALL_SIGN = pattern(r"[WK][A-Z]{2,3}(?:[ -]?(?:TV|FM|AM|DT))?+(?:[ -]?\d{1,2}(?:\.\d)?)?+")
# KOMPAS.com | REPUBLIKA.CO.ID | INTERFAX.RU
_SITE = pattern(
    r"[\p{L}\p{N}][\p{L}\p{N}-]{1,30}\.(?:(?:com?|net|org|gov)\.)?"
    r"(?:com|net|org|info|news|tv|co|id|vn|my|ph|th|in|pk|lk|bd|np|ru|by|ua|kz|uz|kg|az|am|ge|md|lv|lt|ee|pl|cz"
    r"|sk|hu|ro|bg|rs|hr|ba|me|mk|al|gr|tr|de|at|ch|fr|it|es|pt|be|nl|eu|uk|us|ca|br|ar|mx|cl|ng|ke|za|gh|ir)",
    regex.I,
)
# a word of its own, or glued into a name: HawaiiNewsNow, Interfax-Novosti, Укринформ
_MEDIA_STEM = worded("<<media stems>>")


def is_city(name: str) -> bool:
    """Whether a name is a place that may open a story in any form."""
    key = fold(name)
    places = _places()
    return key in places["cities"] or key in places["by hand"]


def is_known_in_capitals(name: str) -> bool:
    """Whether a name in capitals before a dash is a place: here towns, countries and regions count too."""
    key = fold(name)
    places = _places()
    if any(key in places[x] for x in ("cities", "by hand", "towns", "ambiguous")):
        return True
    if key in places["countries"]:
        return len(key) >= _SHORTEST_COUNTRY
    return key in places["regions"] and len(key) >= _SHORTEST_REGION


def is_town(name: str) -> bool:
    """Whether a name is a city or town, and neither a first name nor an ordinary word."""
    return is_city(name) or fold(name) in _places()["towns"]


def is_region(name: str) -> bool:
    """Whether a name is a country or state, or short for one, as written after a place."""
    key = fold(name)
    return key in _places()["countries"] or key in _places()["regions"]


def is_place(name: str) -> bool:
    """Whether a name is in the list of places at all."""
    key = fold(name)
    return any(key in names for names in _places().values())


def opens_story_alone(name: str) -> bool:
    """Whether a name is an agency known well enough to open a story without place and brackets."""
    return _in_section(name, "alone")


def opens_story(name: str, marked: bool) -> bool:
    """Whether an agency in brackets may open a story: most before a mark, else only well-known ones."""
    key = fold(_BETWEEN_AGENCIES.split(name, maxsplit=1)[0])
    if key in agencies():
        return True
    if _CALL_SIGN.fullmatch(name):
        return marked and len(name) > 3
    return marked and key not in agencies("only in brackets")


def is_agency_anywhere(name: str) -> bool:
    """Whether a name is an agency without brackets, in the agency's own spelling, or a site's name."""
    return _in_section(name, "alone") or _in_section(name, "agencies") or _SITE.fullmatch(name) is not None


def is_listed(name: str) -> bool:
    """Whether a name is a listed agency, even one that counts only in brackets or after a date."""
    return fold(name) in _agencies() or ("-" in name and fold(name.partition("-")[0]) in _agencies())


def is_agency_in_brackets(name: str) -> bool:
    """Whether what is in brackets is an agency, station or paper: listed, or begins with a listed name."""
    words = name.split()
    if not words or len(words) > _LONGEST_AGENCY:
        return False
    if name.islower():  # "dpa", "taz", but not "beta"
        first = _BETWEEN_AGENCIES.split(words[0], maxsplit=1)[0]
        return fold(first) in agencies() or first in lines("agencies", "only in brackets")
    if _SITE.fullmatch(name) or _CALL_SIGN.fullmatch(name):
        return True
    beginnings = (" ".join(words[:n]) for n in range(1, len(words) + 1))
    return any(fold(part) in _agencies() for part in (*_BETWEEN_AGENCIES.split(name), *beginnings))


def is_medium(name: str) -> bool:
    """Whether a name has a word like news, press or agency: "Doğan News Agency", "HawaiiNewsNow"."""
    key = fold(name)
    return not folded("media words").isdisjoint(key.split()) or _MEDIA_STEM.search(key) is not None


def _in_section(name: str, section: str) -> bool:
    """Whether a name is in a section of the agencies, as written or all in capitals."""
    names = lines("agencies", section)
    return name in names or (name.isupper() and fold(name) in agencies(section))


@cache
def _agencies() -> frozenset[str]:
    return agencies() | agencies("only in brackets")


@cache
def _places() -> Mapping[str, frozenset[str]]:
    """Return {section: folded names}. The long list is already folded, so it is only split."""
    return {section: lines("places", section) for section in sections("places")}
