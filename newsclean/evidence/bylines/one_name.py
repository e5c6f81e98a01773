"""Cuts a text down to the one name in it: without role, degree, medium, mark or repetition.

>>> tidy("Senior Political Reporter Ada Lind", strict=True), tidy("Maya LindholmMaya Lindholm", strict=True)
('Ada Lind', 'Maya Lindholm')
"""

from __future__ import annotations

from ...phrases import agencies, folded, lines, starts, written
from ...text.patterns import DIGIT, pattern
from ...text.words import fold
from .byline_labels import EDGES
from .people import (
    CASED,
    FULL_NAME,
    has_first_name,
    is_acronym,
    is_coded,
    is_lower,
    is_role,
    opens_organisation_name,
)

_INITIAL = 2  # characters: "R."
_REPETITIONS = 2, 3  # of one name: a portrait's alternative text, a tooltip and the name itself
_ROLE_WORDS = 4  # words of the longest role before a name
# "Ulla ReinerKorrespondentin", "Ada LindholmCEO"; McDonald and DeSilva have short beginnings
_GLUED_END = pattern(r"(?<=\p{Ll}{3})(?<!\bFitz)\p{Lu}(?:\p{Ll}{3,}+(?:-\p{L}++)*+|\p{Lu}{2})\Z")
_FULL_STOP = pattern(r"\p{L}{4}\.\Z")  # "Writer.", not "Jr."
_MEDIUM = pattern(r"\p{Ll}\p{Lu}{2}")  # WebMD
_CAPITAL_INSIDE = pattern(r"\p{Ll}\p{Lu}")


def tidy(name: str, strict: bool) -> str:
    """Return a name without the role, mark or button around it."""
    name = _once(name.strip(EDGES))  # "Ada WriterAda Writer"
    if is_coded(name):
        return name
    for mark in () if name.isascii() else starts("byline after a name"):
        if name.endswith(mark) and len(name) > len(mark) + 1:
            name = name[: -len(mark)].strip(EDGES)
    words = name.split()
    if len(words) > 1 and words[-1] in written("no name ends with"):
        words.pop()  # 王小明 报道
    words = _without_role_before(words) if strict else words
    if strict and words and CASED.search(name) and fold(name) not in agencies():
        end = _before_subject(words, end_of_name(words))
        words = words[:end] if end == len(words) or end > 1 or _is_own_name(words[0]) else []
    whole_name, words = words, _without_roles(words, strict)
    if words and words[-1].endswith(".") and _FULL_STOP.search(words[-1]):
        words[-1] = words[-1][:-1]
    if words and opens_organisation_name(words[0]) and len(words) < len(whole_name):
        return ""  # "The Valley Newsroom"
    if strict and len(words) > 1:
        glued = None if words[-1][1:].islower() else _GLUED_END.search(words[-1])
        if glued:
            whole = words[-1][: glued.start()]
            is_other = _is_subject(glued[0]) or is_role(glued[0])
            if is_other or len(words) > 2 or has_first_name(f"{words[0]} {whole}"):
                words[-1] = whole
    return _once(" ".join(_without_degrees(words)).strip(EDGES))


def _once(name: str) -> str:
    """Return "Maya" of "Maya By Maya", "Maya Lindholm" of "Maya LindholmMaya Lindholm"."""
    if name.find(name[:1], 1) < 0:
        return name  # its first letter would come again
    for count in _REPETITIONS:
        for gap in ("", " "):
            size, rest = divmod(len(name) + len(gap), count)
            first = name[: size - len(gap)]
            is_long = " " in first or (gap and len(first) > _INITIAL)
            if not rest and is_long and gap.join([first] * count) == name:
                return first
    for by in starts("by, glued to a name"):
        first, _, again = name.partition(f" {by} ")
        if first and again.startswith(first):
            return first
    return name


def _without_degrees(words: list[str]) -> list[str]:
    """Return the words without degrees at the end: "Ada Writer, MD", "Ada Writer CPP"; "Jr." stays."""
    degrees = folded("credentials") - folded("name endings")
    end = len(words)
    while end > 2 and fold(words[end - 1]) in degrees:
        if not (words[end - 2].endswith(",") or words[end - 1].strip(",.®").isupper()):
            break
        end -= 1
    return words[:end]


def _is_own_name(word: str) -> bool:
    """Whether one word is enough: "By Susan in Travel", "By MixMaster in Workshop"."""
    return fold(word) in lines("first_names") or _CAPITAL_INSIDE.search(word) is not None


def _without_roles(words: list[str], strict: bool) -> list[str]:
    """Return the words without a role at either end: "Ada Lind Staff Writer", "Reporter Ada Lind".

    If not strict, a role needs two words: a declared author may be called "Luxury Travel Expert".
    """
    roles = folded("byline roles")
    end = len(words)
    if strict:  # "Ada Lind Senior Autos Reporter"
        end = next((i for i, word in enumerate(words) if i > 1 and fold(word) in roles), end)
    while end > 2 and (fold(words[end - 1]) in roles or (end < len(words) and _is_subject(words[end - 1]))):
        end -= 1
    start = 0
    while end - start > 2 and fold(words[start]) in roles:
        start += 1
    return words[start:end] if strict or len(words) - (end - start) > 1 else words


def _before_subject(words: list[str], end: int) -> int:
    """Return where a name ends before what the role after it covers: two in "Ada Lind Politics reporter"."""
    if end < len(words) and fold(words[end]) in folded("byline roles"):
        while end > FULL_NAME and _is_subject(words[end - 1]):
            end -= 1
    return end


def _is_subject(word: str) -> bool:
    """Whether a word before a role may say what it covers: "Politics", "Landespolitische"."""
    return fold(word) in folded("beats") or word.endswith(starts("role adjective endings"))


def _without_role_before(words: list[str]) -> list[str]:
    """Return the name after a role of several words: "political reporter Ada Lind"."""
    if words and not words[0].islower() and fold(words[0]) in lines("first_names"):
        return words
    for i in range(min(len(words) - 2, _ROLE_WORDS) - 1, 0, -1):
        if fold(words[i]) in folded("byline roles"):
            rest = words[i + 1 :]
            return words if is_role(" ".join(rest)) else rest
    return words


def end_of_name(words: list[str]) -> int:
    """Return how many words the name has: two in "Mahua Das in Projects" and in "Ada Writer reports"."""
    particles = folded("name particles")
    for i, word in enumerate(words):
        if (is_lower(word) and fold(word) not in particles) or DIGIT.search(word):
            return i
        if i > 1 and _follows_name(words, i):
            return _without_particles(words, i)
    return _without_particles(words, len(words))


def _follows_name(words: list[str], i: int) -> bool:
    """Whether a word is no part of the name before it, but an agency, a paper or a label: "Updated"."""
    word = words[i]
    if word[:1].isupper() and fold(word) in folded("byline ends before"):
        return True
    if opens_organisation_name(word) or _MEDIUM.search(word) or fold(word) in agencies("alone"):
        return True
    if is_acronym(word) and not words[i - 1].endswith(",") and not "".join(words[:2]).isupper():
        return True
    is_name_in_capitals = all(x.isupper() and len(x) > _INITIAL for x in words[:FULL_NAME])
    return is_name_in_capitals and word[:1].isupper() and not word.isupper()  # "ADA WRITER Associated Press"


def _without_particles(words: list[str], end: int) -> int:
    """Return where a name ends that leaves no particle or article over: "Paper O" of "Paper O Globo"."""
    particles = folded("name particles")
    while end > 1 and (
        opens_organisation_name(words[end - 1])
        or (words[end - 1][:1].islower() and fold(words[end - 1]) in particles)
    ):
        end -= 1
    return end
