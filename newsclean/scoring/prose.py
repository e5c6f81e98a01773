"""What both kinds of pages are scored by: a text as prose, by length and marks alone, in any language."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from ..model import Block
from ..text.prose import MOST_LINKS, SENTENCE
from ..text.words import count_words, ends_sentence
from .columns import Column

_LOOK_AT = 600  # characters that counts of marks are taken from: they are shares, so a sample does

_LETTERS_A_WORD = 6  # for the number of words in a sample
_SYMBOLS = frozenset("©®|•·»›→@#/_=+*")
_COMMAS = frozenset(",،、，;；")
_RARE = 0x10000  # characters from here on are in no living script but for a few


Number = TypeVar("Number", float, Column)


class Prose(NamedTuple, Generic[Number]):
    """Numbers of a text, or columns of those of many; shares are per character or per word, 0 to 1."""

    words: Number
    link_density: Number
    sentence_end: Number
    """1 where the text ends in a full stop or the like."""
    symbols: Number
    lower: Number
    """Share of words that begin with a small letter: high in sentences, low in headlines and menus."""
    good: Number
    """1 for running prose: twelve words or more, few of them links, ending as a sentence does."""
    good_words: Number
    """Its words; 0 where it is none."""
    commas: Number
    digits: Number
    capitals: Number


def proses(blocks: Sequence[Block]) -> Prose[Column]:
    """The numbers of the blocks' texts, a column each."""
    return Prose[Column](*zip(*map(prose, blocks), strict=True))


def prose(block: Block) -> Prose[float]:
    """The numbers of a block's text."""
    text = block.text
    words = count_words(text)
    links = block.link_density if block.links else 0.0
    end = ends_sentence(text)
    sorts = _sorted(text[:_LOOK_AT])
    n = len(sorts) or 1
    small = sorts.count(b" a") + sorts.startswith(b"a")
    good = words >= SENTENCE and links < MOST_LINKS and end
    return Prose(
        float(words),
        links,
        float(end),
        sorts.count(b"#") / n,
        small / (min(words, n // _LETTERS_A_WORD + 1) or 1),
        float(good),
        float(words) if good else 0.0,
        sorts.count(b",") / n,
        sorts.count(b"0") / n,
        sorts.count(b"A") / n,
    )


def _sorted(text: str) -> bytes:
    """A sign for the sort of each character: small letter, capital, digit, comma, symbol, blank, other.

    To count one of them in it costs a tenth of a search in the text.

    >>> _sorted("Ten miles, 3 km © Él")
    b'Aaa aaaaa, 0 aa # Aa'
    """
    try:
        return text.encode("cp1252").translate(_SORT_OF_BYTE)  # most text can be written in it
    except UnicodeEncodeError:
        return text.translate(_SORTS).encode()


class _Sorts(dict[int, str]):
    """Of each character by its number, worked out when it is first met; rare ones each time."""

    def __missing__(self, number: int) -> str:
        sort = _sort(chr(number))
        if number < _RARE:
            self[number] = sort
        return sort


def _sort(character: str) -> str:
    if character in _SYMBOLS:
        return "#"
    if character in _COMMAS:
        return ","
    if character.isspace():
        return " "
    if character.islower():
        return "a"
    return {"Lu": "A", "Nd": "0"}.get(unicodedata.category(character), ".")


_SORTS = _Sorts()
_SORT_OF_BYTE = "".join(map(_sort, bytes(range(256)).decode("cp1252", "replace"))).encode()


KINDS = {
    "paragraph": 0.0,
    "quote": 1.0,
    "list_item": 2.0,
    "code": 3.0,
    "table": 4.0,
    "heading": 5.0,
    "caption": 6.0,
    "correction": 0.0,
}
"""Kinds of blocks as numbers, from the likeliest to be text to the least."""
