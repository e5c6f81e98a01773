"""Cleans the names that a page declares in its head: of the site, a section or a tag.

>>> bare_name("Valley Echo |"), bare_name("‹Local"), bare_name('"ferries"'), bare_name("© 2024 Valley Echo")
('Valley Echo', 'Local', 'ferries', 'Valley Echo')
>>> without_slogan("Valley Echo - News from the whole valley", "echo.example")
'Valley Echo'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from ..phrases import worded
from ..text.domains import domain
from ..text.patterns import pattern
from ..text.words import count_words, fold, squash
from .structured_data import clean_text

_LONGEST_NAME = 100  # characters of a publisher or section; anything longer is a slogan
# "https://echo.example"    "www.echo.example"    "@valleyecho"
_ADDRESS = pattern(r"(?:https?:)?//|www\.|@")

# "Bridge reopens | Local | The Valley Echo"
TITLE_PARTS = pattern(r"(?<!\s)\s++[|–—-]\s++")
"""Parts the headline, a section and a name of the site or its author in a `<title>`."""

_LONGEST = 200  # characters that are cleaned; no name has as many
# "| Echo"  "‹ Local"  "#ferries"  "- Local"  but "Canal+", "C#", "Yahoo!" and ".NET"
_OPENING_MARKS = " |｜-–—·•‹›<>»:：;,*/\\~_=+#&"
_CLOSING_MARKS = " |｜-–—·•‹›<>«:：;,*/\\~_=&®™"
_PAIRS = ("()", "[]", "{}", "«»", "“”", "„“", '""', "「」", "『』", "【】", "‘’")

# "{{site.name}}"  "%sitename%"  "${publisher}"  "[site:name]"  "<%= name %>"
_TEMPLATE = pattern(r"\{\{|\}\}|\$\{|<%|%%|%\w++%|\[[a-z]++:[a-z]")
# What programs write for a missing value.
_MISSING = frozenset(
    ("undefined", "null", "none", "nan", "n a", "object object", "unknown", "not set", "false")
)

# "© 2024 Valley Echo"   "Copyright 2001-2024 by Valley Echo"
_COPYRIGHT = worded(
    r"\A(?:(?:©|\(c\))\s*+|<<copyright>>\s*+(?=[©(\d]))++(?:\d{4}(?:\s?[-–]\s?(?:\d{4})?)?+\s*+)?+(?:by\s++)?+",
    regex.I,
)
# "Valley Echo, https://echo.example"   "Ada Writer, ada@echo.example"
_CONTACT = pattern(
    r"[,;(<]\s{0,9}+(?:https?://|www\.)\S++"
    r"|(?:[,;(<]\s{0,9}+)?+(?<![^\s,;(<])[^\s@,;(<]{1,64}+@[^\s@]+\.\S++"
)

# "Valley Echo - News from the valley"   "Valley Echo | News"   "Valley Echo: News from the valley"
_SLOGAN_MARK = pattern(r"\s[-–—·•»:]++\s|(?:(?<!\s)\s++)?+[|｜]\s*+|[:：]\s")
_NAME_WORDS = 4  # of a name before a slogan
_SLOGAN_WORDS = 4  # from which the rest is a slogan, though nothing else tells which part is the name
_ABBREVIATION = 6  # letters of "NSF - National Science Foundation"
_LABEL = 4  # letters from which the beginning of a host's name counts


def bare_name(text: str) -> str:
    """Return a name without marks at its ends, quotes around it and half brackets; "" if nothing is left."""
    name = _COPYRIGHT.sub("", text[:_LONGEST].strip())
    while True:
        new = name.lstrip(_OPENING_MARKS).rstrip(_CLOSING_MARKS)
        for pair in _PAIRS:
            new = _without_pair(new, pair[0], pair[1])
        if new == name:
            return name if fold(name) else ""
        name = new


def _without_pair(name: str, opening: str, closing: str) -> str:
    """Return a name without the quotes or brackets around it, or without half a pair at one of its ends."""
    opens, closes = name.startswith(opening), name.endswith(closing)
    if not opens and not closes:
        return name
    inner = name[opens : len(name) - closes] if len(name) > 1 else ""
    if opens and closes:
        return name if opening in inner or closing in inner else inner
    if closing == "’" and closes:  # an apostrophe
        return name
    is_half = (
        name.count(opening) % 2 == 1 if opening == closing else name.count(opening) != name.count(closing)
    )
    return inner if is_half else name


def usable_names(values: Iterable[str], origin: str) -> Iterator[tuple[str, str]]:
    """Yield the values that can be a name: words, not an address, not too long."""
    for value in values:
        name = clean_text(value)
        if fold(name) and len(name) <= _LONGEST_NAME and not _ADDRESS.match(name):
            yield name, origin


def is_missing(text: str) -> bool:
    """Whether a text has a template's variable, or is what programs write for a missing value."""
    return _TEMPLATE.search(text) is not None or fold(text) in _MISSING


def without_contact(name: str) -> str:
    """Return a name without the addresses after it, and then without the postal address between.

    >>> without_contact("Echo Trust, 7 Quay Street, Lenn, info@echo.example"), without_contact("echo.example")
    ('Echo Trust', 'echo.example')
    """
    bare = _CONTACT.sub("", name)
    return name if bare == name else bare.partition(",")[0].strip()


def without_slogan(name: str, host: str) -> str:
    """Return the part of a site's name that its host is named after, or the first before a long rest.

    >>> without_slogan("Lenn News, Weather, Sports | WECH 7", "www.wech.example")
    'WECH 7'
    >>> without_slogan("LPC - Lenn Press Council", "lpc.example"), without_slogan("Echo - Lenn", "a.example")
    ('LPC - Lenn Press Council', 'Echo - Lenn')
    """
    parts = [x for x in _SLOGAN_MARK.split(name) if fold(x)]
    if len(parts) < 2:
        return name
    label = squash(domain(host).partition(".")[0]) if host else ""
    own = next((x for x in parts if is_named_after(label, x)), None)
    if own is not None:
        return name if _is_abbreviation(own, name) else own
    first, rest = count_words(parts[0]), sum(map(count_words, parts[1:]))
    return parts[0] if first <= _NAME_WORDS and rest >= max(_SLOGAN_WORDS, first) else name


def is_named_after(label: str, name: str) -> bool:
    """Whether a host's label is the name without blanks, or one begins like the other: echo, "Echo Now"."""
    letters = squash(name)
    if not label or len(letters) < 2:
        return False
    shorter = min(len(label), len(letters))
    return letters == label or (shorter >= _LABEL and letters[:shorter] == label[:shorter])


def _is_abbreviation(part: str, name: str) -> bool:
    """Whether a part is short for another, so that both are the name."""
    if len(part) > _ABBREVIATION or not part.isupper():
        return False
    capitals = iter(x for x in name.replace(part, "", 1) if x.isupper())
    return all(x in capitals for x in part)
