"""What of a title line is the headline: site names and sections cut off, kickers told apart.

A cut is made only where something else says that the part is not the headline; colons and dashes
inside a headline survive.

>>> names = SiteNames(["Valley Echo"], "www.valleyecho.example")
>>> without_names("Council votes 5-4 - and keeps the library | Valley Echo", names)
'Council votes 5-4 - and keeps the library'
>>> without_names("Council: library stays - what next?", names)
'Council: library stays - what next?'
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import regex

from .words import fold

_MOST_PARTS = 8  # separators looked at from either end
_LEAST_LABEL = 4  # letters of a domain from which a longer name that holds it counts as the site's
_NAME_LONGER = 14  # letters a site's name may have beyond its domain: "The Echo Daily News" at echo.example
_LEAST_KICKER = 4  # letters: "The", "2025" before a declared headline are part of it

# "Headline | Site"  "Site » Headline"  "Headline - Site"  "見出し｜サイト"  "Headline – Section – Site"
_SEPARATOR = regex.compile(
    r"""
    \s++ [-‐‑–—―|¦:·•*»«›‹>~/⋆★☆+]++ \s++    # a mark between blanks
    | \s*+ (?: [|¦｜│ㅣ»›•·⋆] | -{2,3}+ | :: ) \s*+   # marks that part names even without blanks
    | [:：] \s++ | (?<=\S) [：＿_–—] (?=\S) | (?<=[^\x00-\x7f]) - (?=\S)
    | \s++ [-–—|:] (?=\S) | (?<=\S) [-–—|] \s++
    """,
    regex.VERBOSE,
)
_LETTERS = regex.compile(r"\p{L}")
# "3 May 2024" "27.01.2022"
_HAS_DAY = regex.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\b(?:19|20)\d\d\b")


class SiteNames:
    """The names a site goes by: as declared, and as its address spells them."""

    __slots__ = ("_hosts", "_labels", "_squashed")

    def __init__(self, declared: Iterable[str], host: str) -> None:
        self._squashed = {_squash(x) for x in declared} - {""}
        labels = host.lower().removeprefix("www.").split(".")
        self._hosts = {"".join(labels), "".join(labels[-2:]), "".join(labels[-3:])} if host else set()
        self._labels = {x.replace("-", "") for x in labels[:-1] if len(x) >= _LEAST_LABEL}

    def __contains__(self, text: object) -> bool:
        """Whether the text is a name of the site."""
        name = _squash(text) if isinstance(text, str) else ""
        if not name or name in self._squashed or name in self._hosts or name in self._labels:
            return bool(name)
        return any(x in name and len(name) <= len(x) + _NAME_LONGER for x in self._labels)


def without_names(text: str, names: SiteNames, other: Collection[str] = ()) -> str:
    """The text without the parts at its ends that are names of the site, or folded in `other`."""
    while True:
        cut = next((rest for rest, part in _ends(text) if part in names or fold(part) in other), None)
        if cut is None or not _LETTERS.search(cut):
            return text
        text = cut


def readings(text: str) -> Iterator[tuple[str, str]]:
    """What may be the headline in a title line, longest first, and the rest that would be cut.

    >>> list(readings("Rain: more to come soon | Echo"))[1]
    ('more to come soon | Echo', 'Rain')
    """
    yield text, ""
    marks = list(_SEPARATOR.finditer(text))
    cuts = [(text[: m.start()], text[m.end() :]) for m in marks]
    cuts += [(right, left) for left, right in cuts]
    if len(marks) > 1:
        cuts += [
            (text[a.end() : b.start()], text[: a.start()] + " " + text[b.end() :])
            for i, a in enumerate(marks[:_MOST_PARTS])
            for b in marks[i + 1 : _MOST_PARTS]
        ]
    cuts.sort(key=lambda cut: -len(cut[0]))
    yield from ((kept.strip(), rest.strip()) for kept, rest in cuts if kept.strip())


def without_kicker(text: str, declared: Iterable[str]) -> str:
    """The headline in a heading that holds its kicker too, where the page declares it alone.

    >>> without_kicker("Harbour: Quay costs double", ["Quay costs double"])
    'Quay costs double'
    >>> without_kicker("The quay costs double", ["Quay costs double"])
    'The quay costs double'
    """
    folded = fold(text)
    for headline in declared:
        end = fold(headline)
        if not end or end == folded or not folded.endswith(end):
            continue
        for mark in _SEPARATOR.finditer(text):
            if fold(text[mark.end() :]) == end:
                return text[mark.end() :].strip()
        kicker = folded[: -len(end)]
        if len(_LETTERS.findall(kicker)) >= _LEAST_KICKER or _HAS_DAY.search(text[: len(kicker) + 4]):
            start = _start_of(text, end)
            if start:
                return text[start:]
    return text


def _ends(text: str) -> Iterator[tuple[str, str]]:
    """The text without its last or first parts, and the part cut; short cuts first."""
    marks = list(_SEPARATOR.finditer(text))
    for m in list(reversed(marks))[:_MOST_PARTS]:
        yield text[: m.start()].strip(), text[m.end() :].strip()
    for m in marks[:_MOST_PARTS]:
        yield text[m.end() :].strip(), text[: m.start()].strip()


def _start_of(text: str, folded: str) -> int:
    """Where the tail of `text` that folds to `folded` begins; 0 if that is not at a word."""
    for m in regex.finditer(r"(?<=\s)\S|(?<=\p{Ll}|\d)\p{Lu}", text):
        if fold(text[m.start() :]) == folded:
            return int(m.start())
    return 0


def _squash(text: str) -> str:
    return fold(text).replace(" ", "").removeprefix("www")
