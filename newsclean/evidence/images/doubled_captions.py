"""Finds captions of a dump that say the picture's alt text again: on the next line, or glued to it.

A tug enters the lock at dawn.                            the alt text
A tug enters the lock at dawn. Ada Writer for The Echo    the caption with its credit

A tug at dawn in the lock.A tug at dawn in the lock.The lock is closed …    both, glued to a paragraph
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...model import Block
from ...text.patterns import pattern
from ...text.words import COLONS, count_words, ends_sentence
from .caption_lines import has_credit
from .credits import is_agency, is_credit_line

_SAID_WORDS = 5  # of the shortest alt text that is compared
_CREDIT_WORDS, _CREDIT_CHARACTERS = 8, 80  # of the longest credit after it: "Ada Writer (dpa/Getty Images)"
_BEFORE_CREDIT = "(|/©–—-"
_BEGINNING = 12  # characters that are looked for again
_DOUBLED_CHARACTERS = 16  # of the shortest text that is glued to itself; "haha", "knock knock" are shorter
# [pin-icon][svg] The lockThe lock    Tools write such marks for pictures without an alt text.
_MARKS = pattern(r"(?:\[[^\[\]\s]{0,60}+\]\s?)*+")


def captions_beside_alts(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """Yield captions that end in a credit without a label, with the alt texts beside them that lack it.

    A pull quote over its paragraph is followed by a sentence, not by a name.
    """
    for above, below in pairwise(blocks):
        if above.kind == below.kind == "paragraph":
            shorter, longer = sorted((above, below), key=lambda block: len(block.text))
            said, rest = shorter.text, longer.text[len(shorter.text) :]
            is_longer = rest != "" and longer.text.startswith(said) and not has_credit(longer)
            if is_longer and _is_credit_after(said, rest):
                yield longer, shorter


def _is_credit_after(said: str, rest: str) -> bool:
    names = rest.strip()
    if not names or len(names) > _CREDIT_CHARACTERS or count_words(said) < _SAID_WORDS:
        return False
    if count_words(names) > _CREDIT_WORDS or names[-1] in COLONS or ends_sentence(names.rstrip(")")):
        return False
    if is_credit_line(names):
        return True
    may_be_names = names[0].isupper() or names[0] in _BEFORE_CREDIT or is_agency(names)
    return may_be_names and ends_sentence(said)


def after_glued_double(text: str) -> str | None:
    """Return what follows an alt text and a caption that are the same and glued at a text's start, or None.

    >>> after_glued_double("A tug at dawn in the lock.A tug at dawn in the lock.The lock is closed.")
    'The lock is closed.'
    >>> after_glued_double("[svg]A tug at dawn in the lockA tug at dawn in the lock")
    ''
    >>> after_glued_double("We will be back! We will be back! We will be back!")
    """
    marks = _MARKS.match(text) if text[:1] == "[" else None
    start = marks.end() if marks else 0
    again = text.find(text[start : start + _BEGINNING], start + _DOUBLED_CHARACTERS)
    if again < 0 or text[again - 1].isspace():
        return None
    said = text[start:again]
    return text[again + len(said) :].lstrip() if text.startswith(said, again) else None
