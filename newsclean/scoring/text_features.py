"""Features of text that both kinds of pages share: length and marks only, so they suit any language."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from ..model import Block
from ..text.prose import MOST_LINKS, SENTENCE
from ..text.words import RARE, count_words, ends_sentence
from .columns import Column

LOOK_AT = 600  # characters in which marks are counted: they become shares, so a sample is enough

_LETTERS_A_WORD = 6  # to estimate the words in a sample
_SYMBOLS = frozenset("©®|•·»›→@#/_=+*")
_COMMAS = frozenset(",،、，;；")
_CALLS = frozenset("!?！？؟")


Number = TypeVar("Number", float, Column)


class Prose(NamedTuple, Generic[Number]):
    """Features of one text, or columns of those of many; shares are per character or per word, 0 to 1."""

    words: Number
    link_density: Number
    sentence_end: Number
    """1 where the text ends in a full stop or the like."""
    symbols: Number
    lower: Number
    """Share of words that begin in lower case: high in sentences, low in headlines and menus."""
    good: Number
    """1 for running prose: twelve words or more, few of them links, ending as a sentence does."""
    good_words: Number
    """Words of running prose; 0 for other text."""
    commas: Number
    digits: Number
    capitals: Number
    calls: Number
    """How many question and exclamation marks there are."""


def proses(blocks: Sequence[Block]) -> Prose[Column]:
    """Return the features of the blocks' texts as columns."""
    return Prose[Column](*zip(*map(prose, blocks), strict=True))


def prose(block: Block) -> Prose[float]:
    """Return the features of a block's text."""
    text = block.text
    words = count_words(text)
    links = block.link_density
    end = ends_sentence(text)
    classes = _classes_in(text[:LOOK_AT])
    n = len(classes) or 1
    small = classes.count(b" a") + classes.startswith(b"a")
    good = words >= SENTENCE and links < MOST_LINKS and end
    return Prose(
        float(words),
        links,
        float(end),
        classes.count(b"#") / n,
        small / (min(words, n // _LETTERS_A_WORD + 1) or 1),
        float(good),
        float(words) if good else 0.0,
        classes.count(b",") / n,
        classes.count(b"0") / n,
        classes.count(b"A") / n,
        float(classes.count(b"!")),
    )


def _classes_in(text: str) -> bytes:
    """Return the class of each character: small letter, capital, digit, comma, call, symbol, blank or other.

    Counting a class in the result costs a tenth of a search in the text.

    >>> _classes_in("Ten miles, 3 km © Él")
    b'Aaa aaaaa, 0 aa # Aa'
    """
    if text.isascii():
        return text.encode().translate(_CLASS_OF_BYTE)
    try:
        return text.encode("cp1252").translate(_CLASS_OF_BYTE)  # fits most text
    except UnicodeEncodeError:
        return text.translate(_CLASSES).encode()


class _CharacterClasses(dict[int, str]):
    """Character classes by code point, computed on first use; rare characters are not kept."""

    def __missing__(self, number: int) -> str:
        found = _class_of(chr(number))
        if number < RARE:
            self[number] = found
        return found


def _class_of(character: str) -> str:
    if character in _SYMBOLS:
        return "#"
    if character in _COMMAS:
        return ","
    if character in _CALLS:
        return "!"
    if character.isspace():
        return " "
    if character.islower():
        return "a"
    return {"Lu": "A", "Nd": "0"}.get(unicodedata.category(character), ".")


_CLASSES = _CharacterClasses()
_CLASS_OF_BYTE = "".join(map(_class_of, bytes(range(256)).decode("cp1252", "replace"))).encode()


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
