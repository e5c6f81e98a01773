"""Recognises names of persons, agencies, organisations and desks, and texts that are no names."""

from __future__ import annotations

from functools import cache

from ...phrases import lines
from ...text.patterns import pattern
from ...text.words import fold

_LONGEST_NAME = 60  # characters
_MOST_WORDS = 6  # words of the longest person's name: "Maria da Conceição de Almeida Santos"
_MOST_HAN = 8  # characters of the longest name in a script without spaces
_DESK_WORDS = 3  # words of the longest name of a desk
_TITLES = frozenset(("dr", "prof", "professor", "mr", "mrs", "ms", "sir"))
_KEEPERS = frozenset(("admin", "administrator", "webadmin", "webmaster"))  # "Echo Admin" wrote nothing
_QUOTES = "\"“”'’‘()."

CASED = pattern(r"[\p{Lu}\p{Ll}\p{Lt}]")
_NAME_WORD = pattern(r"[\p{L}\p{M}\p{Cf}][\p{L}\p{M}\p{Cf}.'’‘`´-]*+")
UNSPACED = pattern(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}・ー々\s]++")
# d'Ormesson   al-Assad   iFixit
_INNER_CAPITAL = pattern(r"\p{Ll}{1,3}['’\-]?\p{Lu}")
DOMAIN = pattern(r"\p{L}\.\p{Ll}{2,}\Z")
DIGIT = pattern(r"\p{Nd}")


def is_name(text: str) -> bool:
    """Whether a text looks like the name of a person or an agency.

    >>> is_name("Ludwig van Beethoven"), is_name("Read the full story"), is_name("王小明"), is_name("dpa")
    (True, False, True, True)
    """
    if not text or len(text) > _LONGEST_NAME or DIGIT.search(text):
        return False
    folded, first = fold(text), text.partition(" ")[0]
    if folded in non_names() or folded in byline_words("by") or DOMAIN.search(text):
        return False
    if first.islower() and first in lines("bylines", "no first word"):
        return False
    if folded in agencies():
        return True
    if text.endswith(tuple(lines("bylines", "no last word"))):
        return False
    if UNSPACED.fullmatch(text):
        return 2 <= len(text.replace(" ", "")) <= _MOST_HAN
    words = [w for w in text.replace(",", " ").split() if fold(w) not in byline_words("credentials")]
    if not 1 <= len(words) <= _MOST_WORDS:
        return False
    particles = byline_words("particles")
    for i, word in enumerate(words):
        bare = word.strip(_QUOTES)
        if not _NAME_WORD.fullmatch(bare):
            return False
        if is_lower(bare) and (i == len(words) - 1 or fold(bare) not in particles):
            return False
    return not is_role(text)


def has_first_name(text: str) -> bool:
    """Whether a text is a person's full name, recognised by the first name.

    >>> has_first_name("Maya Lindholm"), has_first_name("Personal Finance")
    (True, False)
    """
    words = without_titles(text).split()
    return 2 <= len(words) <= _MOST_WORDS and words[0] in lines("first_names") and is_name(text)


def without_titles(name: str) -> str:
    """Return a name folded, without "Dr", "Prof", "Mrs"."""
    return " ".join(word for word in fold(name).split() if word not in _TITLES)


def is_organisation(text: str) -> bool:
    """Whether a name has a word of company, media or office names: "Valley Echo GmbH"."""
    folded = fold(text)
    return any(word in byline_words("organisations") for word in folded.split()) or folded.endswith(" e v")


def is_desk(text: str) -> bool:
    """Whether a name is a desk's, not a person's: "Staff", "Redaktion", "Valley Echo Editorial Team"."""
    words = fold(text).split()
    desks = byline_words("desks")
    return any(
        " ".join(words[:size]) in desks or " ".join(words[-size:]) in desks
        for size in range(1, min(_DESK_WORDS, len(words)) + 1)
    )


def is_role(text: str) -> bool:
    """Whether a part of a byline is a job: "Political Editor", "Redakteurin"."""
    return any(word in byline_words("roles") for word in fold(text).split())


def is_lower(word: str) -> bool:
    """Whether a word begins in lower case; d'Ormesson, al-Assad and iFixit do not count."""
    return word[:1].islower() and _INNER_CAPITAL.match(word) is None


def may_be_declared(text: str) -> bool:
    """Whether a declared author can be one: not an address, a number, a sentence or a known non-name."""
    name = fold(text)
    if not name or name in non_names() or len(text) > 2 * _LONGEST_NAME or name.replace(" ", "").isdigit():
        return False
    if ":" in text or not _KEEPERS.isdisjoint(name.split()):
        return False
    return "/" not in text.strip("/") or " " in text


@cache
def agencies(*, alone: bool = False) -> frozenset[str]:
    """Return the folded names of news agencies; with `alone`, only those that mean nothing else."""
    sections = ("alone",) if alone else ("alone", "agencies")
    return frozenset(fold(x) for section in sections for x in lines("agencies", section))


@cache
def non_names() -> frozenset[str]:
    """Return folded texts that appear in place of a name: "admin", "Share", "Email the author"."""
    return byline_words("nobody") | {""}


@cache
def byline_words(section: str) -> frozenset[str]:
    """Return a section of the byline phrases, folded."""
    return frozenset(filter(None, map(fold, lines("bylines", section))))
