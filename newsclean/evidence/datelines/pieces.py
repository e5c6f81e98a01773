"""Cuts the start of a line into the pieces that datelines are made of.

>>> # doctest: +ELLIPSIS
... [(p.kind, p.text) for p in pieces_of("DUBLIN/CORK, March 7 (AP) - A court met.")]
[('P', 'DUBLIN'), ('s', '/'), ('P', 'CORK'), (',', ', '), ('D', 'March 7'), ('B', 'AP'), ('-', ' - '), ...]

Each kind is one letter, so a regular expression over letters is the grammar of datelines:

    P  name                     D  date                        ,  .  -  :  |  =  ;  marks
    A  agency by its name       B  agency in brackets          /  slash with spaces
    a  one known in brackets    R  place or region in brackets s  slash or dot between two names
    M  name of a medium         U  something else in brackets  j  "and" between two names
    C  a correspondent in brackets

An ordinary sentence ends the search at its first word in lower case.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import regex

from ...phrases import worded, written
from ...text.caching import cached_if_short
from ...text.patterns import pattern
from .gazetteer import is_agency_anywhere, is_agency_in_brackets, is_listed, is_medium, is_place, is_region

if TYPE_CHECKING:
    from .days import Day

_MOST = 14  # pieces; the longest dateline of a press release has about twelve
_MOST_WORDS = 6  # words of the longest name
_LONGEST_IN_BRACKETS = 60  # characters

# Letters of scripts without capitals count as capitals.
_CAPITAL = r"[\p{Lu}\p{Lt}\p{Lo}\p{Georgian}]"
_LETTER = r"[\p{L}\p{M}\p{Cf}]"
_APOSTROPHE = "'’ʼʻ`´"
_WORD = pattern(
    rf"""
      (?:\p{{Lu}}\.){{2,4}}+(?!\p{{Ll}})                                      # D.C.
    | \p{{Lu}}\.(?=[ -]?\p{{Lu}}{{2}})                                        # N. LITTLE ROCK
    | \p{{L}}[\p{{L}}\p{{N}}-]{{1,30}}(?:\.\p{{L}}{{2,4}}){{1,2}}+(?!{_LETTER}|\.)(?=\ *[,:–—-])  # a host
    | (?:['’ʼ]s-?[\ ]?)?                                                      # 's-Hertogenbosch
      {_CAPITAL}
      (?: [\p{{Lu}}\p{{M}}]++(?!{_LETTER})
          # O’FALLON, STOKE-ON-TRENT; a hyphen before lower case ends the word: ISTANBUL-Anadolu, LONDON-based
          (?:[{_APOSTROPHE}-][\p{{Lu}}\p{{M}}]{{2,}}+ | -\p{{Ll}}{{2,3}}-(?=\p{{Lu}})\p{{Lu}}++)*+
        | {_LETTER}*+ (?:[{_APOSTROPHE}-]{_LETTER}++ | ['’](?=\ ))*+ )        # Saint-Denis, Ma'an
    """,
    regex.X,
)
# Rio de Janeiro | Neustadt an der Weinstraße | Frankfurt a. M.
_BETWEEN_WORDS = pattern(r"\ (?:\p{Ll}{1,5}\.?\ ){1,2}+(?=\p{Lu})")
# BERLIN taz | Der
_LOWER_NAME = pattern(r"\ (?<name>\p{Ll}{3,8})(?=\ ?[|:–—-])")
# PARIS AFP | ISTANBUL-AA
_GAP = pattern(r"[ -]")

_JOIN = worded(r"\ <<and between places>>\ (?=[\p{Lu}\p{Lo}])")
_GLUED_SLASH = pattern(r"[/·・](?=[\p{Lu}\p{Lo}])")
_MARK = pattern(r"\s*+(?:[-‐‑‒–—―−─_ـ:：|｜=＝;；.。।։,，،、፣/•*]\s*+)++")
# The strongest sign of a run of marks decides its kind: ".-" and ",-" are dashes.
_STRENGTH = {"-": "-‐‑‒–—―−─_ـ", ":": ":：", "|": "|｜", "=": "=＝", ";": ";；", "/": "/•*", ".": ".。।։"}

_BRACKET = pattern(
    r"""\s*+
    (?: [(（]\s*+(?<content>[^()（）]++)[)）]
      | [\[［【]\s*+(?<content>[^\[\]［］【】]++)[\]］】]
      | «(?<content>[^«»]++)»
      | /\s?(?<slashed>[^/,]++)/(?!\p{L}[^/\p{Nd}]{0,40}/) )""",
    regex.X,
)
_ROLE = worded(r"<<correspondent, shortened>>\.?\s++", regex.I)  # /Корр. ТАСС/
_SENT = worded(r"<<dateline correspondents>>", regex.I)  # (dal nostro inviato)
_BEFORE_DAY = pattern(r"\s*+[,،:|–—-]\s*+|\s++(?:/\s++)?+")  # Newsfile Corp. - October 30

# "30 Oct", "March 7", "Friday, Oct. 30": dates are searched for only there
_DAY_OPENS = pattern(r"\p{Nd}|[\p{L}\p{M}]{3,12}+\.?\ \p{Nd}")
_DAY_NEAR = worded(r"[^(（]{0,18}?\p{Nd}|<<dateline weekdays alone>>\b")
_DIGIT = pattern(r"\p{Nd}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a dateline. `start` and `end` include the brackets and spaces around `text`."""

    kind: str
    text: str
    start: int
    end: int
    day: Day | None = None


@cached_if_short(64)  # the body and the dateline passes ask for the same lines
def pieces_of(line: str) -> tuple[Piece, ...]:
    """Return the pieces at the start of the line, up to the first word that cannot be one."""
    found: list[Piece] = []
    at = 0
    while at < len(line) and len(found) < _MOST:
        piece = _next(line, at, found)
        if piece is None:
            break
        whole = _with_bracket(line, found[-1], piece) if found else None
        if whole:
            found[-1] = whole
        elif piece.kind == "P":
            found.extend(_split_name(line, piece))
        else:
            found.append(piece)
        at = found[-1].end
    return tuple(found)


def _with_bracket(line: str, before: Piece, bracket: Piece) -> Piece | None:
    """Return a place with the brackets of its name as one piece: "Halle (Saale)"."""
    if before.kind != "P" or bracket.kind not in "RU":
        return None
    name = line[before.start : bracket.end].strip()
    return Piece("P", name, before.start, bracket.end) if is_place(name) else None


def _next(line: str, at: int, found: list[Piece]) -> Piece | None:
    if not _starts_word(line, at):
        mark = _mark(line, at) if found else None
        return mark or _bracket(line, at) or _name(line, at)
    join = _JOIN.match(line, at) if found and found[-1].kind not in "BDU" else None
    if join:
        return Piece("j", join[0], at, join.end())
    return _date(line, at, not found) or _name(line, at)


def _starts_word(line: str, at: int) -> bool:
    """Whether a letter or digit is there, after a space or not."""
    return line[at : at + 2].strip()[:1].isalnum()


def _mark(line: str, at: int) -> Piece | None:
    slash = _GLUED_SLASH.match(line, at)
    if slash and not _bracket(line, at):
        return Piece("s", slash[0], at, slash.end())
    mark = _MARK.match(line, at)
    if mark is None or (line[at] in "/ " and "/" in mark[0] and _bracket(line, at)):
        return None
    if mark[0].rstrip().endswith("/") and len(mark[0].strip()) > 1:  # "October 30. /TASS/"
        end = at + mark[0].rfind("/")
        return Piece(_kind_of_mark(line[at:end]), line[at:end], at, end)
    return Piece(_kind_of_mark(mark[0]), mark[0], at, mark.end())


def _kind_of_mark(mark: str) -> str:
    return next((kind for kind, signs in _STRENGTH.items() if any(c in signs for c in mark)), ",")


def _bracket(line: str, at: int) -> Piece | None:
    m = _BRACKET.match(line, at)
    if m is None:
        return None
    content = _ROLE.sub("", (m["content"] or m["slashed"]).strip(), count=1)
    if not content or len(content) > _LONGEST_IN_BRACKETS:
        return None
    start = at + len(m[0]) - len(m[0].lstrip())
    kind, text, day = _in_brackets(content)
    is_glued = start == at and not is_medium(content)
    if kind == "U" and m["slashed"] and (is_glued or not content.isupper()):
        return None  # "Berlin/Brüssel/Paris"
    return Piece(kind, text, start, m.end(), day)


def _in_brackets(content: str) -> tuple[str, str, Day | None]:
    """Return kind, text and day of brackets: "AFP", "Newsfile Corp. - May 30, 2020", "India", "Labour"."""
    if _DIGIT.search(content):
        day = _whole_day(content)
        if day:
            return "D", content, day[0]
        for sign in _BEFORE_DAY.finditer(content):
            first, second = content[: sign.start()], content[sign.end() :]
            for name, other in ((first, second), (second, first)):
                day = _whole_day(other)
                if day and not _DIGIT.search(name):
                    return _kind_in_brackets(name), name, day[0]
    return _kind_in_brackets(content), content, None


def _kind_in_brackets(name: str) -> str:
    if _SENT.fullmatch(name):
        return "C"
    if is_agency_in_brackets(name):
        return "B"
    return "R" if all(map(is_place, name.split(", "))) else "U"


def _day_at(line: str, start: int) -> tuple[int, Day | None] | None:
    from .days import day_at  # imported only for a line with a number in the right place

    return day_at(line, start)


def _whole_day(text: str) -> tuple[Day | None] | None:
    found = _day_at(text, 0)
    return (found[1],) if found and found[0] == len(text) else None


def _date(line: str, at: int, opens: bool) -> Piece | None:
    start = at + 1 if line[at : at + 1] == " " else at
    near = _DAY_OPENS if opens else _DAY_NEAR
    day = near.match(line, start) and _day_at(line, start)
    return Piece("D", line[start : day[0]], start, day[0], day[1]) if day else None


def _name(line: str, at: int) -> Piece | None:
    """Return a run of capitalised words, with lower-case particles between them."""
    start = at
    if line[at : at + 1] == " ":
        start += 1
    end = words = 0
    here = start
    while words < _MOST_WORDS:
        word = _WORD.match(line, here)
        if word is None:
            break
        if words and line[word.end() : word.end() + 3].strip(" .,")[:1].isdigit() and _day_at(line, here):
            break  # "WASHINGTON Oct 30"
        end = word.end()
        if line[end : end + 1] == "." and word[0].lower() in written("shortened place words"):
            end += 1
        words += 1
        between = _BETWEEN_WORDS.match(line, end)
        if between and written("dateline particles").issuperset(between[0].split()):
            here = between.end()
        elif line[end : end + 1] == " " or line[end - 1] == ".":
            here = end + (line[end : end + 1] == " ")
        else:
            break
    return Piece("P", line[start:end], start, end) if end else None


def _split_name(line: str, piece: Piece) -> list[Piece]:
    """Return the name as one piece, or as a place and an agency: "PARIS AFP", "BERLIN taz", "ISTANBUL-AA"."""
    piece = _once(piece)
    if _starts_word(line, piece.end):
        lower = _LOWER_NAME.match(line, piece.end)
        if lower and is_agency_in_brackets(lower["name"]):
            return [piece, Piece("A", lower["name"], lower.start() + 1, lower.end())]
        return [piece]  # an ordinary sentence: no need to consult lists
    kind = _kind_of_name(piece.text)
    if kind != "P":
        return [Piece(kind, piece.text, piece.start, piece.end)]
    for gap in _GAP.finditer(piece.text):
        agency = piece.text[gap.end() :]
        if is_agency_anywhere(agency) or (gap[0] == "-" and is_listed(agency)):
            at = piece.start + gap.end()
            place = Piece("P", piece.text[: gap.start()], piece.start, piece.start + gap.start())
            return [place, Piece("A", agency, at, piece.end)]
    return [piece]


def _once(piece: Piece) -> Piece:
    """Return the place of "Rheine Rheine", one of which is a link, once; "Baden Baden" is a place."""
    words = piece.text.split()
    half = len(words) // 2
    if half and words[:half] == words[half:] and not is_place(piece.text):
        return replace(piece, text=" ".join(words[:half]))
    return piece


def _kind_of_name(name: str) -> str:
    if is_agency_anywhere(name):
        return "A"
    if is_region(name) or is_place(name):
        return "P"
    if is_listed(name):
        return "a"
    return "M" if is_medium(name) else "P"
