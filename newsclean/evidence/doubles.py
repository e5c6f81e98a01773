"""Two lines that are one headline: dump tools print a picture's alt text, then the headline under it.

>>> are_doubles("Mayors resignation shocks town", "Mayor's resignation shocks town")
True
>>> are_doubles("WORLD Storm closes port", "Storm closes port"), are_doubles("Storm closes port", "Share")
(True, False)
>>> are_doubles("Storm closes the old Café.", "Storm closes the old Cafe.")
True
"""

from __future__ import annotations

from ..text.words import fold

_FEWEST_CHARACTERS = 10  # a shorter line is a label, whose repetition says nothing
_KICKER_WORDS = 4  # that one of the two may have before it: "WORLD", "Arts & Culture"
_END = 2  # characters at which most lines differ


def are_doubles(one: str, other: str) -> bool:
    """Whether both are one headline: the same, or with a kicker before it; accents and apostrophes aside."""
    if one[-_END:] != other[-_END:] and one[-_END:].isalnum() and other[-_END:].isalnum():
        return False
    longer, shorter = fold(one), fold(other)
    if len(longer) < len(shorter):
        longer, shorter = shorter, longer
    if len(shorter) < _FEWEST_CHARACTERS or not longer.endswith(shorter):
        return False
    return len(longer[: -len(shorter)].split()) <= _KICKER_WORDS
