"""Recognises lines that repeat a headline: dump tools print a picture's alt text above the headline.

>>> are_doubles("Mayors resignation shocks town", "Mayor's resignation shocks town")
True
>>> are_doubles("WORLD Storm closes port", "Storm closes port"), are_doubles("Storm closes port", "Share")
(True, False)
>>> are_doubles("Storm closes the old Café.", "Storm closes the old Cafe.")
True
"""

from __future__ import annotations

from ..text.words import fold

_FEWEST_CHARACTERS = 10  # a shorter line is a label, and labels repeat anyway
_KICKER_WORDS = 4  # longest kicker before one of the two: "WORLD", "Arts & Culture"
_END = 2  # last or first characters; most pairs of lines differ there already


def are_doubles(one: str, other: str) -> bool:
    """Whether two lines are the same headline, accents and apostrophes aside; one may have a kicker."""
    if one[-_END:] != other[-_END:] and one[-_END:].isalnum() and other[-_END:].isalnum():
        return False
    longer, shorter = fold(one), fold(other)
    if len(longer) < len(shorter):
        longer, shorter = shorter, longer
    if len(shorter) < _FEWEST_CHARACTERS or not longer.endswith(shorter):
        return False
    return len(longer[: -len(shorter)].split()) <= _KICKER_WORDS


def are_same(one: str, other: str) -> bool:
    """Whether two lines are the same headline, and none has a kicker.

    >>> are_same("Storm closes port", "STORM closes port"), are_same("WORLD Storm closes", "Storm closes")
    (True, False)
    """
    start, its = one[:_END].lower(), other[:_END].lower()
    if start != its and (start + its).isascii() and (start + its).isalnum():
        return False
    return are_doubles(one, other) and fold(one) == fold(other)
