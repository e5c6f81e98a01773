"""Decides whether a text in the form of a dateline is one.

The form alone proves nothing: "BREAKING: The mayor" and "KARACHI: Heavy rain" look alike. The evidence, from
strong to weak: an agency, a date, a country or state after the place, a place of the gazetteer. The weaker
it is, the more the rest must look like a story.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ...phrases import folded, lines, worded, words_in
from ...text.patterns import pattern
from ...text.words import count_words, ends_sentence, fold, squash
from ..bylines.people import is_organisation
from .gazetteer import (
    is_city,
    is_known_in_capitals,
    is_medium,
    is_place,
    is_region,
    is_town,
    opens_story,
    opens_story_alone,
)
from .pieces import Piece, pieces_of

if TYPE_CHECKING:
    from .days import Day

_WORDS_OF_PLACE = 4  # "Kirchheim unter Teck"; a longer name is a person with a title, or an institution
_WORDS_OF_UNKNOWN_AGENCY = 5  # at most
_LETTERS_OF_ACRONYM = 3  # at least
_LETTERS_OF_OWN_LINE = 4  # of a city alone on its line; shorter ones are acronyms ("OTA")
_LETTERS_OF_UNKNOWN, _WORDS_OF_UNKNOWN = 4, 3  # of a place that no list holds: fewest letters, most words
_WORDS_OF_STORY = 4  # after a bare place, and in the sentence after "Hamburg."; fewer are rhetoric
_LOWER_WITHIN = 6  # first words; running text has one in lower case among them
_WORDS_OF_ASIDE = 9  # between two dashes; if more, the second dash is the story's own
_LOOK_AT = 300  # characters of the rest that are examined

# DE | McALLEN | 's-HERTOGENBOSCH | ST. | FORT-DE-FRANCE
_CAPITALS = pattern(r"(?:\p{Lu}\p{Ll}{1,2}|['’ʼ]s-)?+[\p{Lu}\p{M}.’'ʼ/-]{2,}+")
_CASED = pattern(r"[\p{Lu}\p{Ll}]")
# "Kiel (dpo) -": how German papers sign
_CODE = pattern(r"\p{Ll}{3,4}+\p{Lu}?(?:/\p{Ll}{2,4})?")
# “The | ¿Qué | (Some | 30 people | iPhone
_STORY_BEGINS = pattern(
    r"[\"'“”„«»‹›‘’‚「『(\[¿¡#$€£₹@\s-]*+(?:[\p{Lu}\p{Lt}\p{Lo}\p{Georgian}\p{Nd}]|\p{Ll}{1,2}\p{Lu})"
)
_QUOTES = "\"'“”‘’«»„("
# "Jordan: I think", "A Reader, Texas - I'd say"
_SPEAKS = worded(r"<<first person>>(?:['’]\p{Ll}++)?+\s")
# 3:1 | 102–98 | 32 °C | 8 p.m.
_SCORE_OR_TIME = worded(
    r"(?<!\p{Nd})\p{Nd}++\s?[:–-]\s?\p{Nd}"
    r"|\p{Nd}\s?(?:°|(?:h|<<a.m. after the time>>|<<p.m. after the time>>|<<o'clock>>)\b)"
)
_SENTENCE = pattern(r"[^.!?।。]*+")
_DASH = pattern(r"\s[-–—]+\s")


Recurs: TypeAlias = "Callable[[str], bool]"


def never(name: str) -> bool:
    """Whether a name recurs elsewhere as a place: no, if nothing is known of the rest of the page."""
    return False


@dataclass(frozen=True, slots=True)
class DatelineReading:
    """The pieces of a possible dateline by role, the mark at its end, and the rest of the line."""

    places: list[Piece]
    """Empty for an agency alone."""
    regions: list[Piece]
    """States and countries after the places."""
    bracketed: bool
    """Whether the place itself is in brackets, with nothing before it."""
    agency: Piece | None
    dated: bool
    day: Day | None
    end: str
    rest: str
    recurs: Recurs = never


def proves_dateline(reading: DatelineReading) -> bool:
    """Whether this is a dateline at the start of a paragraph."""
    if not _STORY_BEGINS.match(reading.rest):
        return False
    agency, kind = reading.agency, reading.agency.kind if reading.agency else ""
    if reading.bracketed:
        return _is_in_brackets(reading)
    if agency and not reading.places:
        return _opens_with_agency(reading, agency)
    if agency and kind == "B":
        return _is_signed(reading, agency)
    if not reading.end:
        return False
    if agency and kind == "U":
        return _is_signed_by_unknown(reading, agency)
    if agency:
        return _is_signed_without_brackets(reading, agency)
    return _is_dated(reading) if reading.dated else _is_known_place(reading)


def names_author(name: str) -> bool:
    """Whether a name begins like a byline: "By Ada Writer"."""
    return fold(name).partition(" ")[0] in words_in("dateline byline openers")


def is_person_before(name: str, place: str) -> bool:
    """Whether a name before a slash is a person's: "Ada Writer/ANKARA", but not "NEW YORK/LONDON"."""
    if len(name.split()) < 2 or name.isupper() or is_place(name):
        return False
    return place.isupper() and not is_medium(name)


def is_person_in(name: str, place: str) -> bool:
    """Whether a name before a comma is a person's: "Ada Writer, London", but not "Santa Rosa, California"."""
    return is_person(name) and is_city(place) and not is_region(place)


def is_person(name: str) -> bool:
    """Whether a name is a person's, by its first name, and not a place's."""
    first, _, others = fold(name).partition(" ")
    return bool(others) and first in lines("first_names") and not is_place(name)


def is_correspondent(name: str) -> bool:
    """Whether a name beside a dateline's place is a person's.

    Not a paper's or a district's with a first name in it: "Victoria Advocate", "Travis County".
    """
    if not is_person(name) or is_organisation(name) or is_place(name.partition(" ")[0]):
        return False
    return words_in("after a place").isdisjoint(fold(name).split())


def proves_own_line(reading: DatelineReading) -> bool:
    """Whether this is a dateline on its own line. Bylines look similar there ("JOHN SMITH - Reuters")."""
    if not reading.places or reading.bracketed:
        return False
    agency = reading.agency
    if reading.end == "-" and not agency and len(reading.places) == 1:
        return _is_known(reading) or reading.recurs(reading.places[0].text)
    if not _is_known(reading):
        return agency is not None and _is_unknown_place_on_own_line(reading, agency)
    if agency and agency.kind in "BA":
        return True
    if agency or reading.regions:
        sure = reading.dated or _in_capitals(reading)
        return sure and (agency is None or agency.kind != "U" or is_medium(agency.text))
    if reading.dated:
        return reading.day is not None
    name = reading.places[0].text
    long = len(name) >= _LETTERS_OF_OWN_LINE
    return long and _in_capitals(reading) and all(map(is_city, _names(reading)))


def _is_unknown_place_on_own_line(reading: DatelineReading, agency: Piece) -> bool:
    """Accept BRENNAU - Valley Press Agency | PORT EMBLA- Valley Press, but not JANE DOE - Valley Press"""
    place = reading.places[-1]
    glued = agency.start - place.end <= len("- ")
    if len(reading.places) > 1 or not _in_capitals(reading) or not (glued or " " not in place.text):
        return False
    if len(place.text) < _LETTERS_OF_OWN_LINE:  # HD-Radio
        return False
    signed = agency.kind in "AB" or (agency.kind == "M" and not agency.text.isupper())
    return signed and not _is_editors(_words(reading))


def _is_in_brackets(reading: DatelineReading) -> bool:
    """Accept [NAIROBI] Researchers | (Geneva, October 30, 2020) – The | (Richmond, Virginia) The"""
    name, _, region = reading.places[0].text.partition(", ")
    if not is_city(name) or not _runs_on(reading.rest):
        return False
    return reading.end == "-" or name.isupper() or is_region(region)


def _opens_with_agency(reading: DatelineReading, agency: Piece) -> bool:
    """Accept (CNN) The president | (Reuters) - A regulator | Reuters — A regulator | Oct 30 (Reuters) - A"""
    if agency.kind == "B":
        return reading.dated or opens_story(agency.text, bool(reading.end))
    if reading.end != "-" or not opens_story_alone(agency.text):
        return False
    return _runs_on(reading.rest) and not _is_aside(reading)


def _is_signed(reading: DatelineReading, agency: Piece) -> bool:
    """Accept WASHINGTON (AP) — The | New Delhi, Oct 30 (PTI) The | Kirchheim unter Teck (dpa) - Die"""
    if reading.dated or _in_capitals(reading) or _is_known(reading):
        return True
    words = _words(reading)
    return (
        bool(reading.end)
        and len(words) <= _WORDS_OF_PLACE
        and words[0] not in words_in("dateline byline openers")
        and not _is_editors(words)
        and not is_medium(reading.places[0].text)
        and not is_person(reading.places[0].text)
        and not _is_short_for(agency.text, reading.places[0].text)
    )


def _is_signed_by_unknown(reading: DatelineReading, agency: Piece) -> bool:
    """Accept LAHORE (Dunya News) – The | DETROIT (WXYZ) - A | BRENNAU, May 3 (VPA) - A | Kiel (dpo) - Die"""
    if reading.end not in "-:;|." and not (reading.end == "/" and reading.dated):
        return False
    name = agency.text
    if name[0].islower():
        if is_medium(name):  # Warendorf (fn-press).
            return all(map(is_town, _names(reading)))
        return reading.end == "-" and _CODE.fullmatch(name) is not None and _is_known(reading)
    if len(name.split()) > _WORDS_OF_UNKNOWN_AGENCY:
        return False
    if words_in("editors' words").issuperset(fold(name).split()):
        return False
    if not _is_known(reading):
        signs = is_medium(name) or (reading.day is not None and name.isupper())
        return signs and _in_capitals(reading) and reading.end == "-" and not _is_editors(_words(reading))
    if reading.dated or is_medium(name):
        return True
    if name.isupper() and len(name) >= _LETTERS_OF_ACRONYM and _runs_on(reading.rest):
        return True
    return _in_capitals(reading) and len(name) > 1


def _is_signed_without_brackets(reading: DatelineReading, agency: Piece) -> bool:
    """Accept TOKYO, Oct. 30, Kyodo - A | BERLIN taz | Der | TEMPO.CO, Jakarta - Di | KAMPALA | HERALD | A"""
    if _is_editors(_words(reading)):
        return False
    if agency.kind == "A":
        return reading.dated or _in_capitals(reading) or _is_known(reading)
    if agency.kind == "a" and agency.text.isupper():
        return reading.dated or _is_known(reading)
    return _is_known(reading) and (agency.kind == "P" or reading.dated or _in_capitals(reading))


def _is_dated(reading: DatelineReading) -> bool:
    """Accept PUTRAJAYA, Nov 22 — Private | Lima, oct. 30. El"""
    if _is_known(reading):
        return True
    return _in_capitals(reading) and reading.end in "-:" and not _is_editors(_words(reading))


def _is_known_place(reading: DatelineReading) -> bool:
    """Accept BRUSSELS — European | KARACHI: Heavy | München – Am Freitag | Hamburg. Die | BRENNAU – Die"""
    is_speaker = reading.end == ":" and _SPEAKS.match(reading.rest.lstrip(_QUOTES)) is not None
    if is_speaker or reading.end not in "-:.|=" or not _runs_on(reading.rest) or _is_route(reading.rest):
        return False
    names = _names(reading)
    if _in_capitals(reading):
        if _is_unknown_place(reading):
            return True
        if reading.end == "-":
            return _is_known(reading)
        return all(map(is_city if reading.end == "." else is_town, names))
    if not ends_sentence(reading.rest):
        return False
    if not all(map(is_city, names)):
        is_place = _is_known(reading) or _is_unknown_place(reading)
        return reading.end == "-" and is_place and not _is_aside(reading)
    if reading.end == ".":
        return _is_sentence_in_another_language(reading.rest)
    return not _is_aside(reading)


def _is_unknown_place(reading: DatelineReading) -> bool:
    """Whether a name before a dash or a full stop is a place to the rest of the page."""
    words = _words(reading)
    if (
        reading.end not in "-."
        or len(reading.places) > 1
        or reading.regions
        or not ends_sentence(reading.rest)
    ):
        return False
    name = reading.places[0].text
    if len(name) < _LETTERS_OF_UNKNOWN or len(words) > _WORDS_OF_UNKNOWN:
        return False
    return not _is_editors(words) and not is_medium(name) and reading.recurs(name)


def _names(reading: DatelineReading) -> list[str]:
    return [p.text for p in reading.places]


def _words(reading: DatelineReading) -> list[str]:
    return fold(" ".join(_names(reading))).split()


def _in_capitals(reading: DatelineReading) -> bool:
    words = [w for name in _names(reading) for w in name.split() if not w.islower()]
    return bool(words) and all(map(_CAPITALS.fullmatch, words))


def _is_known(reading: DatelineReading) -> bool:
    """Whether the places are in the gazetteer, or the state or country after them is."""
    capitals = _in_capitals(reading)
    if all(map(is_known_in_capitals if capitals else is_city, _names(reading))):
        return True
    # "Diatomaceous Earth (DE)" is not in Delaware: brackets count only for a place in capitals
    behind = reading.regions if capitals else [p for p in reading.regions if p.kind == "P"]
    return any(is_region(p.text) or is_place(p.text) for p in behind)


def _is_editors(words: list[str]) -> bool:
    return not words_in("editors' words").isdisjoint(words)


def _is_short_for(agency: str, name: str) -> bool:
    """Whether the agency is the name's acronym: "American Psychological Association (APA)"."""
    initials = "".join(w[0] for w in name.split() if not w.islower())
    return len(initials) > 1 and squash(agency) == fold(initials)


def _runs_on(rest: str) -> bool:
    """Whether the rest is running text: enough words, an early one in lower case, no score before it."""
    if count_words(rest[:_LOOK_AT]) < _WORDS_OF_STORY or _SPEAKS.match(rest):
        return False
    if not _CASED.search(rest[:40]):
        return True
    words = rest[:_LOOK_AT].split(maxsplit=_LOWER_WITHIN)[:_LOWER_WITHIN]
    lower = next((i for i, w in enumerate(words, 1) if w[0].isalpha() and w.strip(_QUOTES).islower()), 0)
    return bool(lower) and not _SCORE_OR_TIME.search(" ".join(words[:lower]))


def _is_route(rest: str) -> bool:
    """Whether it is a route or match: Paris – Lyon: the | Madrid - Barcelona 2:1 | Milan – Inter: dove."""
    opening = pieces_of(rest[:_LOOK_AT])
    if len(opening) < 2 or opening[0].kind != "P" or len(opening[0].text.split()) > 2:
        return False
    return opening[1].kind == ":" or (is_place(opening[0].text) and opening[1].kind in "-/s|D")


def _is_aside(reading: DatelineReading) -> bool:
    """Whether a second dash ends an aside: Paris – Europe's most visited city – is full."""
    if reading.end != "-":
        return False
    first = _SENTENCE.match(reading.rest[:_LOOK_AT])
    aside, *after = _DASH.split(first[0] if first else "", maxsplit=1)
    return bool(after) and len(aside.split()) <= _WORDS_OF_ASIDE and after[0][:1].islower()


def _is_sentence_in_another_language(rest: str) -> bool:
    """Whether the rest can follow "Hamburg.": a sentence, and not in English, which never writes that."""
    first = _SENTENCE.match(rest[:_LOOK_AT])
    words = fold(first[0] if first else "").split()
    return len(words) >= _WORDS_OF_STORY and folded("common words").isdisjoint(words)
