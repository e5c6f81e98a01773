"""Splits a line into its dateline and the rest.

>>> dateline, rest = split_dateline("CORK, March 7 (Reuters) - Rain closed the bridge.")
>>> dateline
Dateline(raw='CORK, March 7 (Reuters) -', place='CORK', agency='Reuters', date='--03-07')
>>> rest
'Rain closed the bridge.'
>>> split_dateline("BREAKING: A bridge has closed.") is None
True
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ...article import Dateline
from ...phrases import may_open_with, worded
from ...text.patterns import pattern
from .correspondents import FROM_CORRESPONDENT
from .gazetteer import is_city, is_listed, is_place
from .pieces import Piece, pieces_of
from .proof import (
    DatelineReading,
    Recurs,
    is_correspondent,
    is_person_before,
    is_person_in,
    names_author,
    never,
    proves_dateline,
    proves_own_line,
)

_LONGEST = 160  # characters; that of a press release with two places, a date and a wire has 120
_LONGEST_OWN_LINE = 90  # characters of a line that is just a dateline

# "The ministers discussed", "Two of the men who": a long word in lower case, or three of any length, before
# any dateline mark or number. This settles most lines of most pages at once.
_ORDINARY = worded(
    r"""["“„«‘’']?+
    (?: (?!\p{Lu}{2,}+[-‐]) [\p{L}\p{M}'’]++ (?:[-‐][\p{L}\p{M}'’]++)*+ ,?+ \ ["“„]?+ ){0,9}?
    (?: \p{Ll}{6,}+ (?:[-‐][\p{L}\p{M}]++)?+ ,?+
      | \p{Ll}++\ \p{Ll}++\ \p{Ll}++ ) \ ["“„(]?+ (?!<<before a year>>\ \p{Nd}) \p{L}""",
    regex.X,
)
# Marks that end or divide a dateline: every line with a dateline has one.
_MARK = pattern(r"[-‐-―−_ـ:：|｜=＝;；.。।։/()（）\[\]［］【】«,،]")
_EAST_ASIAN = pattern(r"[\p{Han}\p{Katakana}\p{Hangul}]")
_EAST_ASIAN_WITHIN = 40  # characters; their datelines are short
_GLUED = pattern(
    r"(?<place>\p{Arabic}++(?:\ \p{Arabic}++){0,2}?)\s?[-–—ـ]\s?(?<agency>\p{Arabic}++)[\s:-]++(?=\p{Arabic})"
)
_ARABIC = pattern(r"\p{Arabic}")
_OTHER_BLANK = pattern(r"[^\S ]")

# The forms of datelines; the letters are kinds of pieces.
_FORM = pattern(
    r"""
      (?: (?<opener> B[-:.=]? | [AaM][-/|,s.] | D[-,.=/] )?     # (ANSA) -   EFE/   30 oktober,
          (?<place> P (?:[RU]?[sj/]P){0,3}                      # BEIRUT/THE HAGUE   Halle (Saale)/Leipzig
                    (?:R|U(?=[,.]?B)){0,2}                      # New Delhi [India]   Halle (Saale)
                    (?:,P(?:jP)?){0,2} R? )                     # NAIROBI, Kenya
          (?<tail> (?:[,.|/-]?D)?                               # , March 7
                   (?: C                                        # (dal nostro inviato)
                     | [,.:|/=-]?[BU]                           # (Reuters)   /TASS/
                     | [,.:|/s=-][AaM] | A | (?<=D)a            # — RIA Novosti   taz
                     | \|P(?=\|) )?                             # | THE HERALD |
                   (?:[,|/-]?D)? )                              # / October 30, 2020
      | (?<opener> D[-,.]? )? (?<alone> [BA] ) (?:[,-]?D)?      # (CNN)   Oct 30 (Reuters)
      | (?<bracketed> R ) )                                     # [NAIROBI]   (Geneva, May 3)
      (?<end> [-:.|=;/]? )""",
    regex.X,
)


def split_dateline(
    text: str, *, own_line: bool = False, recurs: Recurs = never
) -> tuple[Dateline, str] | None:
    """Return the dateline at the start of a text, and the rest of the text; None if there is no dateline.

    own_line: the text must be just a dateline ("IZMIR - Anadolu Agency"); the rest is then "".
    recurs: whether a name that no list holds is a place elsewhere on the page.
    """
    line = text.strip()
    if own_line and len(line) > _LONGEST_OWN_LINE:
        return None
    head = line[:_LONGEST]
    if not head.isprintable():  # of all blanks only the space is
        head = _OTHER_BLANK.sub(" ", head)
    sent = None if own_line else _by_correspondent(line)
    if sent:
        return sent
    if _ORDINARY.match(head) or not (_MARK.search(head) or head.isupper()):
        return None
    line = head + line[_LONGEST:]
    if not head.isascii() and _EAST_ASIAN.search(head[:_EAST_ASIAN_WITHIN]):
        from .east_asian import east_asian_dateline  # a dozen expressions that most pages never need

        found = east_asian_dateline(line, own_line)
        if found:
            return found
    glued = _glued_to_agency(line) if _ARABIC.match(head) else None
    if glued:
        return glued
    return _dateline_in_words(line, head, own_line, recurs)


def correspondents_of(dateline: Dateline) -> tuple[str, ...]:
    """Return the people whom a dateline names beside its place: "NAIROBI, Ada Writer —"."""
    return tuple(p.text for p in pieces_of(dateline.raw) if p.kind in "PU" and is_correspondent(p.text))


def _dateline_in_words(line: str, head: str, own_line: bool, recurs: Recurs) -> tuple[Dateline, str] | None:
    """Return the dateline of the longest run of pieces that has the form of one and is proved to be one."""
    pieces = pieces_of(head)
    if len(pieces) < 2 and not own_line and not (pieces and pieces[0].kind in "BR"):
        return None  # an ordinary sentence
    letters = "".join(p.kind for p in pieces)
    for length in range(len(pieces), 0, -1):
        end = pieces[length - 1].end
        if (not line[end:].strip()) is not own_line:
            continue
        form = _FORM.fullmatch(letters, 0, length)
        if form is None:
            continue
        reading = _reading(pieces, form, line[end:].strip(), recurs)
        if (proves_own_line if own_line else proves_dateline)(reading):
            return _dateline(line, pieces[:length], reading), reading.rest
    return None


def _by_correspondent(line: str) -> tuple[Dateline, str] | None:
    """Return the place of "De notre correspondante à Berlin, Ada Writer –", and the rest of the line."""
    m = FROM_CORRESPONDENT.match(line) if may_open_with("dateline correspondents", line) else None
    if m is None or not is_place(m["place"]):
        return None
    return Dateline(m[0].strip(), m["place"], None), line[m.end() :].strip()


def _glued_to_agency(line: str) -> tuple[Dateline, str] | None:
    """Return a place and an agency that only a hyphen joins, with no mark after them: دمشق-سانا أعلنت"""
    m = _GLUED.match(line)
    if m is None or not is_city(m["place"]) or not is_listed(m["agency"]):
        return None
    return Dateline(m[0].strip(), m["place"], m["agency"]), line[m.end() :].strip()


def _reading(pieces: Sequence[Piece], form: regex.Match[str], rest: str, recurs: Recurs) -> DatelineReading:
    def pieces_in(group: str) -> list[Piece]:
        start, end = form.span(group)
        return list(pieces[start:end]) if start >= 0 else []

    place = pieces_in("bracketed") or pieces_in("place")
    behind = _end_of_places(place)
    signed = [p for p in pieces_in("tail") + pieces_in("alone") + pieces_in("opener") if p.kind in "BUAaMP"]
    days = [p for p in pieces[: form.end()] if p.kind == "D" or p.day]
    places = [p for p in place[:behind] if p.kind == "P"] or list(place[:1])  # [NAIROBI]
    regions = [p for p in place[behind:] if p.kind in "PRU"]
    # "By Ada Writer, NAIROBI —"
    if regions and (names_author(places[0].text) or is_person_in(places[0].text, regions[0].text)):
        places, regions = regions[:1], regions[1:]
    elif len(places) > 1 and is_person_before(places[0].text, places[1].text):
        places = places[1:]
    return DatelineReading(
        places=places,
        regions=[p for p in regions if not _is_correspondent(p)],  # "NAIROBI, Ada Writer —"
        bracketed=bool(pieces_in("bracketed")),
        agency=next((p for p in signed if not _is_correspondent(p)), None),  # "PARIS (Ada Writer) -"
        dated=bool(days),
        day=next((p.day for p in days if p.day), None),
        end=form["end"],
        rest=rest,
        recurs=recurs,
    )


def _is_correspondent(piece: Piece) -> bool:
    """Whether a name after the place is a person's: "Ada Writer", "By Ada Writer", but not "Santa Rosa"."""
    return piece.kind in "PU" and (is_correspondent(piece.text) or names_author(piece.text))


def _end_of_places(place: Sequence[Piece]) -> int:
    """Return where the regions begin; what is in brackets in "Halle (Saale)/Leipzig" is before that."""
    for i, (piece, after) in enumerate(zip(place, (*place[1:], None), strict=False)):
        if i and piece.kind in ",RU" and not (after and after.kind in "sj/"):
            return i
    return len(place)


def _dateline(line: str, pieces: Sequence[Piece], reading: DatelineReading) -> Dateline:
    named = reading.places + reading.regions
    place = line[named[0].start : named[-1].end].strip() if len(named) > 1 else None
    place = named[0].text if len(named) == 1 else place
    return Dateline(
        raw=line[: pieces[-1].end].strip(),
        place=named[0].text if reading.bracketed else place,
        agency=reading.agency.text if reading.agency else None,
        date=reading.day,
    )
