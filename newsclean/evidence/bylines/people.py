"""Recognises names of persons, agencies, organisations and desks, and texts that are no names."""

from __future__ import annotations

from functools import cache

from ...phrases import agencies, first_words, folded, lines, starts, written
from ...text.patterns import DIGIT, pattern
from ...text.words import fold
from ..declared_names import is_missing

FULL_NAME = 2  # words
WORDS_OF_ROLE_LINE = 8  # of the longest line that says what an author is
_LONGEST_NAME = 60  # characters
_MOST_WORDS = 6  # words of the longest person's name: "Maria da Conceição de Almeida Santos"
_MOST_HAN = 8  # characters of the longest name in a script without spaces
_JOB_WORDS = 4  # words of the longest job in place of a name
_DESK_WORDS = 3  # words of the longest name of a desk
_SLOGAN_WORDS = 4  # words in lower case of a text that is no name: "The Echo brings you news of the valley"
# characters of an acronym; "JD", "II" are initials, "Ada KLEIN" has a surname in capitals
_ACRONYM = range(3, 5)
_QUOTES = "\"“”'’‘()."

# Georgian has capitals, but no name is written with one.
CASED = pattern(r"(?!\p{Georgian})[\p{Lu}\p{Ll}\p{Lt}]")
_GEORGIAN = pattern(r"\p{Georgian}")
_NAME_WORD = pattern(r"[\p{L}\p{M}\p{Cf}][\p{L}\p{M}\p{Cf}.'’‘`´-]*+")
UNSPACED = pattern(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}・ー々\s]++")
# d'Ormesson   al-Assad   iFixit
_INNER_CAPITAL = pattern(r"\p{Ll}{1,3}['’\-]?\p{Lu}")
_MOST_UNSPACED = 14  # characters of the longest declared author in such a script; a longer one is a headline
# det/dpa   dpa/lno
_CODES, _CODE = 2, pattern(r"\p{L}{2,5}")
_CODES_OF_LANGUAGES = pattern(r"\p{Lu}{2}(?: \p{Lu}{2})++")  # EN FR
DOMAIN = pattern(r"\p{L}\.\p{Ll}{2,}\Z")
# oz   LD   ThE_PaiN: user names that sign a blog, "by oz"
USER_NAME = pattern(r"[\p{L}\p{N}][\p{L}\p{N}._-]{1,29}")


def is_name(text: str) -> bool:
    """Whether a text looks like the name of a person or an agency.

    >>> is_name("Ludwig van Beethoven"), is_name("Read the full story"), is_name("王小明"), is_name("dpa")
    (True, False, True, True)
    """
    if not text or len(text) > _LONGEST_NAME or DIGIT.search(text) or text.count("(") != text.count(")"):
        return False
    name, first = fold(text), text.partition(" ")[0]
    if name in non_names() or name in folded("byline by") or DOMAIN.search(text):
        return False
    if first.islower() and first in written("no name opens with"):
        return False
    if name in agencies() or is_coded(text):
        return True
    if _is_of_buttons(name) or _CODES_OF_LANGUAGES.fullmatch(text):
        return False
    if text.endswith(starts("no name ends with")):
        return False
    if UNSPACED.fullmatch(text):
        if name in folded("jobs") or not non_names().isdisjoint(text.split()):
            return False
        return 2 <= len(text.replace(" ", "")) <= _MOST_HAN
    words = [w for w in text.replace(",", " ").split() if fold(w) not in folded("credentials")]
    if not 1 <= len(words) <= _MOST_WORDS:
        return False
    opener = fold(words[0])
    if len(words) > 1 and opener in folded("byline ends before") and opener not in lines("first_names"):
        return False  # "From Ada Writer"
    particles = folded("name particles")
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
    if not 2 <= len(words) <= _MOST_WORDS:
        return False
    first, blank, _ = text.partition(" ")
    # "Per-Erik Lind", "Б.Оюунчимэг"
    firsts = words[:2] if (blank and "-" in first) or "." in first[1:-1] else words[:1]
    return not lines("first_names").isdisjoint(firsts) and is_name(text)


def is_full(name: str) -> bool:
    """Whether a name is a person's full name or an agency's, not a first name or a user name."""
    has_surname = " " in name or "." in name[1:-1]  # "K.Ramesh"
    return has_surname or UNSPACED.fullmatch(name) is not None or fold(name) in agencies()


def without_titles(name: str) -> str:
    """Return a name folded, without "Dr", "Prof", "Mrs"."""
    return " ".join(word for word in fold(name).split() if word not in folded("titles"))


def is_organisation(text: str) -> bool:
    """Whether a name has a word of company, media or office names: "Valley Echo GmbH"."""
    name = fold(text)
    return not folded("organisation words").isdisjoint(name.split()) or name.endswith(_organisation_endings())


def is_acronym(word: str) -> bool:
    """Whether a word of a name is a medium's or an office's: the "BBC" of "Ada Writer BBC News"."""
    return (
        len(word) in _ACRONYM
        and word.isupper()
        and word.isalpha()
        and CASED.search(word) is not None
        and word != "III"
    )


def opens_organisation_name(word: str) -> bool:
    """Whether a word opens an organisation's name, as written: the "The" of "The Valley Echo"."""
    return word in written("the, before an organisation")


def is_desk(text: str) -> bool:
    """Whether a name is a desk's, not a person's: "Staff", "Redaktion", "Valley Echo Editorial Team"."""
    words = fold(text).split()
    desks = folded("desks")
    return any(
        " ".join(words[:size]) in desks or " ".join(words[-size:]) in desks
        for size in range(1, min(_DESK_WORDS, len(words)) + 1)
    )


def may_be_person(name: str) -> bool:
    """Whether a name is a person's or an agency's, not a desk's or an organisation's."""
    return fold(name) in agencies() or not (is_desk(name) or is_organisation(name))


def is_role(text: str) -> bool:
    """Whether a part of a byline is a job: "Political Editor", "Redakteurin"."""
    return not folded("byline roles").isdisjoint(fold(text).split())


def is_lower(word: str) -> bool:
    """Whether a word begins in lower case; d'Ormesson, al-Assad and iFixit do not count."""
    return _opens_small(word) and _INNER_CAPITAL.match(word) is None


def is_plain_word(word: str) -> bool:
    """Whether a word is in lower case and not one that bylines use."""
    return _opens_small(word) and not any(
        fold(word) in folded(section) for section in ("byline and", "name particles", "credentials")
    )


def _opens_small(word: str) -> bool:
    return word[:1].islower() and _GEORGIAN.match(word) is None


def may_be_declared(text: str) -> bool:
    """Whether a declared author can be one: not an address, a number, a sentence or a known non-name."""
    name = fold(text)
    if not name or name in non_names() or len(text) > 2 * _LONGEST_NAME or name.replace(" ", "").isdigit():
        return False
    if is_missing(text) or _is_of_buttons(name) or _CODES_OF_LANGUAGES.fullmatch(text):
        return False
    if ":" in text or is_button(text) or not folded("site keepers").isdisjoint(name.split()):
        return False
    if sum(map(is_plain_word, text.split())) >= _SLOGAN_WORDS:
        return False
    if _is_job(name) or (len(text) > _MOST_UNSPACED and UNSPACED.fullmatch(text)):
        return False
    return "/" not in text.strip("/") or " " in text or is_coded(text)


def _is_job(name: str) -> bool:
    """Whether a folded name is a job: "court reporter", "chief political correspondent", "toimittaja"."""
    words = name.split()
    if not lines("first_names").isdisjoint(words[:1]):
        return False
    if len(words) == 1 and name in folded("byline roles"):
        return not is_desk(name)
    return name in folded("jobs") or (words[-1] in folded("jobs") and len(words) <= _JOB_WORDS)


def _is_of_buttons(name: str) -> bool:
    """Whether a folded name of several words is a row of what is nobody's name: "print email"."""
    return " " in name and non_names().issuperset(name.split())


def is_coded(text: str) -> bool:
    """Whether a text is an agency with an author's or a desk's letters: "det/dpa", "dpa/lno"."""
    parts = text.split("/")
    return (
        len(parts) == _CODES
        and any(fold(x) in agencies() for x in parts)
        and all(map(_CODE.fullmatch, parts))
    )


def is_button(text: str) -> bool:
    """Whether a text is a button beside an author's name: "View all posts by Ada Writer"."""
    name = fold(text)
    return name.partition(" ")[0] in first_words("author buttons") and name.startswith(_button_openings())


@cache
def _button_openings() -> tuple[str, ...]:
    return tuple(f"{phrase} " for phrase in folded("author buttons"))


@cache
def _organisation_endings() -> tuple[str, ...]:
    """Return organisation phrases of several words, folded, each after a space, for `str.endswith`."""
    return tuple(f" {phrase}" for phrase in folded("organisation words") if " " in phrase)


@cache
def non_names() -> frozenset[str]:
    """Return folded texts that appear in place of a name: "admin", "Share", "Email the author"."""
    return folded("nobody's names") | folded("weekdays") | {""}
