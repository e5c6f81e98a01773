"""The names in a byline: parted, without "By", roles, addresses and buttons; kept as written.

>>> names_in("By Ada Writer and Bo Scribe, Political Editor")
['Ada Writer', 'Bo Scribe']
>>> names_in("Von Cem Öztürk, Jr. und Dora Lindqvist, CFP (dpa)")
['Cem Öztürk, Jr.', 'Dora Lindqvist, CFP']
>>> names_in("Email the author")
[]
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from .phrases import lines
from .words import fold

_LONGEST = 400  # characters; a longer text is no byline
_LONGEST_NAME = 60
_MOST_WORDS = 6  # of a person's name: "Maria da Conceição de Almeida Santos"
_TITLES = frozenset(("dr", "prof", "professor", "mr", "mrs", "ms", "sir"))
_BY_WORDS = 5  # of the longest phrase before a name
_GLUED = ("文／", "文/", "記者", "记者", "作者")  # before a name without a blank: 記者王小明／台北報導
_MOST_HAN = 8  # characters of a name in a script without blanks

_MARKED = regex.compile(
    # a.writer@example.com   @awriter   [email]
    r"[^\s@]++@\S++|(?:https?://|www\.)\S++|(?<!\w)@\w++|\[[^\[\]]{0,40}\]"
)
# Ada Writer | Valley Echo   ・   Ada Writer – Reporter   ・   Ada Writer / Bo Scribe
_PARTS = regex.compile(r"\s*+[;|•·●⋅∙‧\t、，؛،／]\s*+|\s++[/–—‒-]\s++|\s*+\n\s*+")
_COMMA = regex.compile(r"\s*+,\s++|,(?=\p{L})")
_AND_SIGN = regex.compile(r"\s++[&+]\s++")
_TAIL = regex.compile(r"\s*+[(（][^()（）]*+[)）]?\s*+\Z")
_EDGES = " \t\n-–—|:：*/•·,;\"“”„«»'‘’()[]"
# "Glen Writer for The Valley Echo", "Ada Writer, special to the Echo"
_FOR = regex.compile(r"\s++(?:for|pour|für|para|special\s++to|as\s++told\s++to)\s++(?=\p{Lu}|the\s)", regex.I)

# "Dan WriterThe Valley Echo", "Ada WriterIn Travel", "byAda", "Ada WriterLast Updated": glued by a layout
_GLUED_AFTER = regex.compile(
    r"(?<=\p{Ll})(?=(?:The|In|Last|Updated|Published|Posted|On|Reviewed|Edited|Read|Follow|Share)\b)"
    r"|(?<=\b[Bb]y)(?=\p{Lu})"
)
# "Picture of Maya Lindholm", "Maya Lindholm's avatar": the alternative texts of portraits
_PORTRAIT = regex.compile(
    r"\A\s*+(?:picture|photo|headshot|avatar|image|portrait)\s++(?:of|for)\s++"
    r"|(?:['’]s)?\s++(?:avatar|headshot|profile\s++picture|profile\s++image|photo)\s*+\Z",
    regex.I,
)
# "Ulla ReinerKorrespondentin", "Emma MackenzieLifestyle"; McDonald and DeSilva have short beginnings
_GLUED_END = regex.compile(r"(?<=\p{Ll}{3})(?<!\bFitz)\p{Lu}\p{Ll}{3,}+\Z")
_CASED = regex.compile(r"[\p{Lu}\p{Ll}\p{Lt}]")
_NAME_WORD = regex.compile(r"[\p{L}\p{M}\p{Cf}][\p{L}\p{M}\p{Cf}.'’‘`´-]*+")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}・ー々\s]++")
_INNER_CAPITAL = regex.compile(r"\p{Ll}{1,3}['’\-]?\p{Lu}")
_DOMAIN = regex.compile(r"\p{L}\.\p{Ll}{2,}\Z")
_DIGIT = regex.compile(r"\p{Nd}")


def names_in(text: str, strict: bool = True) -> list[str]:
    """The names in the text of a byline, each once, in order.

    strict: only what looks like a person's name, or an agency's; otherwise whatever a page
    declares as its author, if it is not known to be nobody's name.
    """
    if len(text) > _LONGEST:
        return []
    found: dict[str, None] = {}
    for i, part in enumerate(_PARTS.split(bare(text))):
        if fold(part) not in nobody() and not is_not_by(part):
            found |= dict.fromkeys(_listed(_without_by(part), strict or i > 0))
    names = list(found)
    return names[:1] + [x for x in names[1:] if _can_follow(x, names[0])]


def bare(text: str) -> str:
    """A byline without addresses, marks of images, and what a layout glued or an alternative text added.

    >>> bare("[portrait] Maya Lindholm's avatar")
    'Maya Lindholm'
    """
    shown: str = _PORTRAIT.sub("", _GLUED_AFTER.sub(" ", _MARKED.sub(" ", text)))
    return shown.strip()


def _can_follow(name: str, first: str) -> bool:
    """Whether a name can be the second of a byline: after a full name only full names and agencies."""
    return (
        " " in name or " " not in first or fold(name) in agencies() or _UNSPACED.fullmatch(name) is not None
    )


def without_by(text: str) -> str | None:
    """What follows the words "By", "Text:", "Von" … at the start of a text; None if there are none."""
    parted = _GLUED_AFTER.sub(" ", text)
    rest = _without_by(parted)
    return None if rest is parted else rest


def is_only_by(text: str) -> bool:
    """Whether a text is the words before a name, and nothing else."""
    return fold(text) in _words("by")


def has_mark_after(text: str) -> bool:
    """Whether a text ends in a word that follows names: "김하늘 기자"."""
    return not text.isascii() and text.rstrip().endswith(tuple(_as_written("after")))


def is_plain_word(word: str) -> bool:
    """Whether a word in lower case is none of those that bylines hold."""
    return word[:1].islower() and fold(word) not in _words("and") | _words("particles") | _words(
        "credentials"
    )


def is_between(text: str) -> bool:
    """Whether a text is only what stands between two names: "and", a comma."""
    return text.strip() in (",", "&", "+", "/") or fold(text) in _words("and")


def is_not_by(text: str) -> bool:
    """Whether a text begins with what makes no author: "Reviewed by", "Photo:"."""
    words = fold(text[:_LONGEST_NAME]).split()
    return any(" ".join(words[:size]) in _words("not by") for size in range(1, _BY_WORDS + 1))


def is_name(text: str) -> bool:
    """Whether a text looks like the name of a person or an agency.

    >>> is_name("Ludwig van Beethoven"), is_name("Read the full story"), is_name("王小明"), is_name("dpa")
    (True, False, True, True)
    """
    if not text or len(text) > _LONGEST_NAME or _DIGIT.search(text):
        return False
    folded, first = fold(text), text.partition(" ")[0]
    if folded in nobody() or folded in _words("by") or _DOMAIN.search(text):
        return False
    if first.islower() and first in _as_written("no first word"):
        return False
    if folded in agencies():
        return True
    if text.endswith(tuple(_as_written("no last word"))):
        return False
    if _UNSPACED.fullmatch(text):
        return 2 <= len(text.replace(" ", "")) <= _MOST_HAN
    words = [w for w in text.replace(",", " ").split() if fold(w) not in _words("credentials")]
    if not 1 <= len(words) <= _MOST_WORDS:
        return False
    particles = _words("particles")
    for i, word in enumerate(words):
        bare = word.strip("\"“”'’‘().")
        if not _NAME_WORD.fullmatch(bare):
            return False
        if _is_lower(bare) and (i == len(words) - 1 or fold(bare) not in particles):
            return False
    return not is_role(text)


def has_first_name(text: str) -> bool:
    """Whether a text is the full name of a person, by its first name.

    >>> has_first_name("Maya Lindholm"), has_first_name("Personal Finance")
    (True, False)
    """
    words = [w for w in fold(text).split() if w not in _TITLES]
    return 2 <= len(words) <= _MOST_WORDS and words[0] in lines("first_names") and is_name(text)


def is_organisation(text: str) -> bool:
    """Whether a name has a word of companies, media, offices: "Valley Echo GmbH"."""
    folded = fold(text)
    return any(word in _words("organisations") for word in folded.split()) or folded.endswith(" e v")


def is_desk(text: str) -> bool:
    """Whether a desk signs, not a person: "Staff", "Redaktion", "Valley Echo Editorial Team"."""
    folded = fold(text)
    desks = _words("desks")
    return folded in desks or any(
        folded.endswith(f" {x}") or folded.startswith(f"{x} ") for x in desks if " " in x or len(x) > 4
    )


@cache
def agencies(*, alone: bool = False) -> frozenset[str]:
    """Folded names of news agencies; `alone`: those that nothing else is called by."""
    sections = ("alone",) if alone else ("alone", "agencies")
    return frozenset(fold(x) for section in sections for x in lines("agencies", section))


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(filter(None, map(fold, lines("bylines", section))))


@cache
def nobody() -> frozenset[str]:
    """Folded words that stand where a name should be: "admin", "Share", "Email the author"."""
    return _words("nobody") | frozenset({""})


def _without_by(text: str) -> str:
    """The text after its first words, if these are byline words; the very same text if not."""
    stripped = text.strip(_EDGES)
    by = _words("by")
    pieces = stripped.split(" ", _BY_WORDS)
    for size in range(min(_BY_WORDS, len(pieces)), 0, -1):
        head = " ".join(pieces[:size])
        if fold(head) in by and (size < len(pieces) or ":" in stripped):
            return stripped[len(head) :].lstrip(_EDGES + ".")
    head, colon, rest = stripped.partition(":")
    if not colon:
        head, colon, rest = stripped.partition("：")
    if colon and fold(head) in by:
        return rest.lstrip(_EDGES)
    for sign in _GLUED:
        if stripped.startswith(sign) and len(stripped) > len(sign):
            return stripped[len(sign) :].lstrip(_EDGES + "／")
    return text


def _listed(text: str, strict: bool) -> Iterator[str]:
    """The names of a list: parted at commas and "and", credentials kept with their name, roles left out."""
    for group in _AND_SIGN.split(_FOR.split(_TAIL.sub("", text), maxsplit=1)[0]):
        name, is_first = "", True
        for piece in _COMMA.split(group):
            credential, rest = _credential(piece) if name else ("", piece)
            if credential:
                name = f"{name}, {credential}"
            if not rest.strip() or (name and (is_role(rest) or not _follows(rest))):
                continue
            if name:
                yield from _names(name, strict or not is_first)
                is_first = False
            name = rest
        yield from _names(name, strict or not is_first)


def _credential(piece: str) -> tuple[str, str]:
    """ "CFP" after a comma goes with the name before it; so does the first word of "Jr. und Dora Lindqvist"."""
    if fold(piece) in _words("credentials"):
        return piece.strip(), ""
    first, _, rest = piece.strip().partition(" ")
    second, _, third = rest.partition(" ")
    if third and fold(first) in _words("credentials") and fold(second) in _words("and"):
        return first, third
    return "", piece


def _follows(piece: str) -> bool:
    """Whether what follows a comma is another name, not the place or paper of the one before."""
    text = _after_and(piece.strip())
    folded = fold(text)
    if folded in agencies():
        return True
    return (" " in folded and not folded.startswith("the ")) or _UNSPACED.fullmatch(text) is not None


def _names(text: str, strict: bool) -> Iterator[str]:
    for part in _parted(_after_and(text)):
        name = _tidy(part, strict)
        if name and (is_name(name) if strict else _may_be_name(name)):
            yield name


def _after_and(piece: str) -> str:
    """ "and Bo Scribe" after a comma is Bo Scribe."""
    first, _, rest = piece.strip().partition(" ")
    return rest if rest and first.islower() and fold(first) in _words("and") else piece


def _parted(text: str) -> Iterator[str]:
    """Parted at "and", "und", "et" …; where such a word is inside of names too, only between full names."""
    words = text.split()
    ands, careful = _words("and"), _words("and, only between full names")
    start = 0
    for i, word in enumerate(words):
        if (
            not start < i < len(words) - 1
            or fold(word) not in ands
            or (word[0].isupper() and fold(word) in careful)
        ):
            continue
        if fold(word) in careful and (i - start < 2 or len(words) - i - 1 < 2):
            continue
        yield " ".join(words[start:i])
        start = i + 1
    yield " ".join(words[start:])


def _tidy(name: str, strict: bool) -> str:
    """A name without role, mark or button around it."""
    name = name.strip(_EDGES)
    for mark in sorted(_as_written("after"), key=len, reverse=True) if not name.isascii() else ():
        if name.endswith(mark) and len(name) > len(mark) + 1:
            name = name[: -len(mark)].strip(_EDGES)
    words = name.split()
    if strict and words and _CASED.search(name) and fold(name) not in agencies():
        end = _end_of_name(words)
        words = words[:end] if end == len(words) or end > 1 or _is_own_name(words[0]) else []
    words = _without_roles(words, strict)
    if strict and len(words) > 1:
        words[-1] = _GLUED_END.sub("", words[-1])
        half = len(words) // 2
        if words[:half] == words[half:]:  # "Maya Lindholm Maya Lindholm": a portrait and its name
            words = words[:half]
    return " ".join(words).strip(_EDGES)


def _is_own_name(word: str) -> bool:
    """Whether one word is enough: "By Susan in Travel", "By MixMaster in Workshop"."""
    return fold(word) in lines("first_names") or regex.search(r"\p{Ll}\p{Lu}", word) is not None


def _without_roles(words: list[str], strict: bool) -> list[str]:
    """Words of a role at either end: "Ada Lind Staff Writer", "Reporter Ada Lind".

    A declared author may be called "Luxury Travel Expert": there one word is not enough.
    """
    roles = _words("roles")
    end = len(words)
    if strict:  # "Ada Lind Senior Autos Reporter"
        end = next((i for i, word in enumerate(words) if i > 1 and fold(word) in roles), end)
    while end > 2 and fold(words[end - 1]) in roles:
        end -= 1
    start = 0
    while end - start > 2 and fold(words[start]) in roles:
        start += 1
    return words[start:end] if strict or len(words) - (end - start) > 1 else words


def _is_lower(word: str) -> bool:
    """Whether a word opens in lower case; d'Ormesson, al-Assad and iFixit do not."""
    return word[:1].islower() and _INNER_CAPITAL.match(word) is None


def _end_of_name(words: list[str]) -> int:
    """Where the name ends: before "Mahua Das *in* Projects", before "Ada Writer *reports*"."""
    particles = _words("particles")
    for i, word in enumerate(words):
        if (_is_lower(word) and fold(word) not in particles) or _DIGIT.search(word):
            return i
        if i > 1 and (word == "The" or (word[:1].isupper() and fold(word) in _words("ends"))):
            return i
    end = len(words)
    while end and words[end - 1][:1].islower() and fold(words[end - 1]) in particles:
        end -= 1
    return end


@cache
def _as_written(section: str) -> frozenset[str]:
    return lines("bylines", section)


def is_role(text: str) -> bool:
    """Whether a part of a byline says what somebody does: "Political Editor", "Redakteurin"."""
    return any(word in _words("roles") for word in fold(text).split())


def _may_be_name(text: str) -> bool:
    """Whether a declared author can be one at all: not an address, a number, a sentence or nobody."""
    folded = fold(text)
    if not folded or folded in nobody() or len(text) > 2 * _LONGEST_NAME or folded.replace(" ", "").isdigit():
        return False
    return "/" not in text.strip("/") or " " in text
