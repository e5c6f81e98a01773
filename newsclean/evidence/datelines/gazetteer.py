"""Which names are places and which are agencies: two lists, read when a line first asks.

>>> is_city("Karachi"), is_city("Opinion"), is_region("S.D."), is_agency("dpa/lb"), is_agency("Labour")
(True, False, True, True, False)
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import regex

from ...phrases import lines
from ...text.patterns import pattern
from ...text.words import fold

_PLACES = Path(__file__).parents[2] / "phrases" / "places.txt"

_SHORTEST_COUNTRY = 4  # letters of one that stands without a city: CUBA, but not "US"
_SHORTEST_REGION = 5  # TEXAS, but not "MASS" and "OK"
_LONGEST_AGENCY = 6  # words

# dpa/lb | AFP, Reuters | NTB-AFP | Mehr News & IRNA | AP und dpa
_BETWEEN_AGENCIES = pattern(
    r"(?:(?<!\s)\s++)?+[/,،;+&|·‧・＝=–—-]\s*+|(?<!\s)\s++(?:and|und|et|y|e|en|og|och|ve|и|و)\s++"
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
_MEDIA_STEM = pattern(r"news|press|media|inform|wire|новост|новин|информ|інформ|пресс")


def is_city(name: str) -> bool:
    """A place that may open a story in any form."""
    key = fold(name)
    places = _places()
    return key in places["cities"] or key in places["by hand"]


def is_known_in_capitals(name: str) -> bool:
    """A place that in capitals before a dash can only be a dateline: towns, countries and regions too."""
    key = fold(name)
    places = _places()
    if any(key in places[x] for x in ("cities", "by hand", "towns", "ambiguous")):
        return True
    if key in places["countries"]:
        return len(key) >= _SHORTEST_COUNTRY
    return key in places["regions"] and len(key) >= _SHORTEST_REGION


def is_town(name: str) -> bool:
    """A city or town whose name is no first name and no ordinary word."""
    return is_city(name) or fold(name) in _places()["towns"]


def is_region(name: str) -> bool:
    """What stands behind a place: a country, a state, and how they are shortened."""
    key = fold(name)
    return key in _places()["countries"] or key in _places()["regions"]


def is_place(name: str) -> bool:
    """Any name of the list."""
    key = fold(name)
    return any(key in names for names in _places().values())


def stands_alone(name: str) -> bool:
    """An agency known well enough to open a story without place and brackets."""
    return _in_section(name, "alone")


def opens_story(name: str, marked: bool) -> bool:
    """An agency in brackets that may open a story: any before a mark, else one that is known everywhere."""
    key = fold(_BETWEEN_AGENCIES.split(name, maxsplit=1)[0])
    if key in _folded("alone") or key in _folded("agencies"):
        return True
    if _CALL_SIGN.fullmatch(name):
        return marked and len(name) > 3
    return marked and key not in _folded("only in brackets")


def is_agency_anywhere(name: str) -> bool:
    """An agency known without brackets, written as it writes itself, or a site's name."""
    return _in_section(name, "alone") or _in_section(name, "agencies") or _SITE.fullmatch(name) is not None


def is_listed(name: str) -> bool:
    """An agency of the list, even one that is known only in brackets or after a date."""
    return fold(name) in _agencies() or ("-" in name and fold(name.partition("-")[0]) in _agencies())


def is_agency(name: str) -> bool:
    """A name in brackets that is an agency, a station or a paper: one of the list, or beginning with one."""
    words = name.split()
    if not words or len(words) > _LONGEST_AGENCY:
        return False
    if name.islower():  # "dpa", "taz": but "beta" is no agency
        first = _BETWEEN_AGENCIES.split(words[0], maxsplit=1)[0]
        known = _folded("alone") | _folded("agencies")
        return fold(first) in known or first in lines("agencies", "only in brackets")
    if fold(name) in _agencies() or _SITE.fullmatch(name) or _CALL_SIGN.fullmatch(name):
        return True
    if any(fold(part) in _agencies() for part in _BETWEEN_AGENCIES.split(name)):
        return True
    return any(fold(" ".join(words[:n])) in _agencies() for n in range(1, len(words)))


def is_medium(name: str) -> bool:
    """A name with a word such as news, press, agency in it: "Doğan News Agency", "HawaiiNewsNow"."""
    key = fold(name)
    return not _media_words().isdisjoint(key.split()) or _MEDIA_STEM.search(key) is not None


def _in_section(name: str, section: str) -> bool:
    """In a section as written, or all in capitals."""
    names = lines("agencies", section)
    return name in names or (name.isupper() and fold(name) in _folded(section))


@cache
def _folded(section: str) -> frozenset[str]:
    return frozenset(map(fold, lines("agencies", section)))


@cache
def _agencies() -> frozenset[str]:
    return _folded("alone") | _folded("agencies") | _folded("only in brackets")


@cache
def _media_words() -> frozenset[str]:
    return _folded("media words")


@cache
def _places() -> Mapping[str, frozenset[str]]:
    """{section: folded names}. The list is long and folded already, so it is only split."""
    found = {}
    for section in _PLACES.read_text(encoding="utf-8").split("\n[")[1:]:
        name, _, names = section.partition("]\n")
        found[name] = frozenset(names.split("\n")) - {""}
    return found
