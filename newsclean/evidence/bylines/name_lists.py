"""Divides a list of names at its commas and words for "and", and skips what is told of each."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ...phrases import agencies, folded, starts, worded, written
from ...text.patterns import pattern
from ...text.words import fold
from .one_name import end_of_name, tidy
from .people import (
    CASED,
    FULL_NAME,
    UNSPACED,
    has_first_name,
    is_button,
    is_full,
    is_name,
    is_organisation,
    is_role,
    may_be_declared,
)

_COMMA = pattern(r"(?:(?<!\s)\s++)?+,\s++|,(?=\p{L})")
_AND_SIGN = worded(r"(?<!\s)\s++(?:[&+]|<<in conversation with>>)\s++", regex.I)
_BRACKETS = pattern(
    r"(?:(?<!\s)\s++)?+[(（](?<inside>[^()（）]*+)(?:[)）]|\Z)(?!\s\p{Lu}\p{Ll}++\s*+(?:,|\Z))"
)
# "Ada Writer Tags: bridges, councils": a label ends the names
_NEXT_LABEL = pattern(r"(?<=\S)\s++[^\s:：]++\s?[:：]")
# "Glen Writer for The Valley Echo", "Ada Writer, special to the Echo"; not "Centre for Disease Control"
_FOR = worded(r"(?<=\S\s++\S++)\s++<<written for>>\s++(?=\p{Lu})", regex.I)
# "Ada Writer/Valley Echo"; "Ada Writer/dpa" credits a picture
_PAPER = pattern(r"(?<=\p{L}{2}\s\p{L}[\p{L}'’-]*)/(?=\p{Lu})")


def names_in_list(text: str, strict: bool) -> Iterator[str]:
    """Yield the names in a list with commas and "and", without roles."""
    name, is_first, after_role = "", True, False
    whole = text
    text = _without_brackets(text)
    if not strict and not text.strip():
        text = whole.strip("()（） ")  # "maya@paper.example (Maya Lindholm)", as in feeds
    if strict and (":" in text or "：" in text):
        text = _NEXT_LABEL.split(text, maxsplit=1)[0]
    if len(text.split()) > FULL_NAME + 1:
        text = _FOR.split(text, maxsplit=1)[0]
    for group in _AND_SIGN.split(text):
        for piece in _COMMA.split(group):
            credential, rest = _credential(piece) if name else ("", piece)
            if credential:
                name = f"{name}, {credential}"
            if not rest.strip() or (name and _is_detail(rest, name, after_role)):
                after_role = after_role or is_role(rest)
                continue
            if name:
                yield from _names_of_part(name, strict or not is_first)
                is_first = False
            name = rest
        yield from _names_of_part(name, strict or not is_first)
        name, is_first, after_role = "", False, False


def _without_brackets(text: str) -> str:
    """Return the text without what is in brackets, nor who made the pictures: "Bo Berg (Fotos)"."""
    if "(" not in text and "（" not in text:
        return text
    parts, start = [], 0
    for m in _BRACKETS.finditer(text):
        before = text[start : m.start()]
        if fold(m["inside"]) in folded("byline not by"):
            before = _without_last_name(before)
        parts.append(before)
        start = m.end()
    return "".join((*parts, text[start:]))


def _without_last_name(text: str) -> str:
    """Return "Ada Writer" of "Ada Writer und Bo Berg"."""
    words = text.split()
    while words and not is_name_separator(words[-1]) and not words[-1].endswith(","):
        words.pop()
    return " ".join(words[:-1])


def _credential(piece: str) -> tuple[str, str]:
    """Split off a credential of the name before the comma: "CFP", or the "Jr." of "Jr. und Dora Lind"."""
    if fold(piece) in folded("credentials"):
        return piece.strip(), ""
    first, _, rest = piece.strip().partition(" ")
    second, _, third = rest.partition(" ")
    if third and fold(first) in folded("credentials") and fold(second) in folded("byline and"):
        return first, third
    if second and first.isupper() and fold(first) in folded("credentials"):
        return first, ""  # "MD The Valley Echo"
    return "", piece


def _is_detail(piece: str, before: str, after_role: bool) -> bool:
    """Whether the text after a comma is the role, place or paper of the name before it, not another name.

    after_role: after a role comes the employer: "Ada Writer, Director of Bridges, Valley Roads".
    """
    text = _after_and(piece.strip())
    name = fold(text)
    if name in agencies():
        return False
    if is_role(piece) or is_organisation(text) or (after_role and not _opens_with_person(text)):
        return True
    if text.isupper() and not before.isupper() and CASED.search(text):
        return True
    first, _, others = name.partition(" ")
    if others and text[:1].islower() and is_full(before) and first in folded("name particles"):
        return not has_first_name(text.partition(" ")[2])  # "Ana Vale, de São Brás"
    is_person = bool(others) and first not in folded("the, before an organisation")
    return not is_person and UNSPACED.fullmatch(text) is None


def _opens_with_person(text: str) -> bool:
    """Whether a text begins with a person's full name: "Ada Writer in Paris"."""
    words = text.split()
    return has_first_name(" ".join(words[: end_of_name(words)]))


def _names_of_part(text: str, strict: bool) -> Iterator[str]:
    for part in _split_at_and(_after_and(text)):
        if is_button(part):
            continue
        name, *others = _PAPER.split(part)
        for i, each in enumerate((name, *others)):
            name = tidy(each, strict)
            if i and not (has_first_name(name) or fold(name) in agencies()):
                continue  # "Ada Writer/Valley Echo"
            if name and (is_name(name) if strict else may_be_declared(name)):
                yield name


def _after_and(piece: str) -> str:
    """Return the name in "and Idris Okafor", after a comma."""
    first, _, rest = piece.strip().partition(" ")
    return rest if rest and first.islower() and fold(first) in folded("byline and") else piece


def _split_at_and(text: str) -> Iterator[str]:
    """Yield the parts between "and", "und", "et" …; words that names contain too split only full names."""
    words = text.split() if text.isascii() else list(_words_without_glued_and(text.split()))
    ands, careful = folded("byline and"), folded("byline and, between full names only")
    start = 0
    for i, word in enumerate(words):
        if (
            not start < i < len(words) - 1
            or fold(word) not in ands
            or (word[0].isupper() and fold(word) in careful)
        ):
            continue
        is_short = i - start < 2 or len(words) - i - 1 < 2
        if fold(word) in careful and is_short and fold(" ".join(words[i + 1 :])) not in agencies():
            continue
        yield " ".join(words[start:i])
        start = i + 1
    yield " ".join(words[start:])


def _words_without_glued_and(words: list[str]) -> Iterator[str]:
    """Yield the words, a glued "and" apart if full names are on both sides of it: the `wa` of Arabic."""
    glued = starts("byline and, glued to a name")
    for i, word in enumerate(words):
        if (
            word.startswith(glued)
            and i >= FULL_NAME
            and len(words) - i >= FULL_NAME
            and word not in written("names that begin like a glued and")
        ):
            sign = next(x for x in glued if word.startswith(x))
            yield sign
            word = word.removeprefix(sign)
        yield word


def is_name_separator(text: str) -> bool:
    """Whether a text is only a separator of two names: "and", a comma."""
    return text.strip() in (",", "&", "+", "/") or fold(text) in folded("byline and")
