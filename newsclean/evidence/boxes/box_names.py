"""Knows the headings of boxes: "Most read", "Related stories", "More from our correspondents"."""

from __future__ import annotations

from functools import cache

from ...phrases import labels, plain
from ...text.words import ends_sentence

_NAME_CHARACTERS = 60  # of the longest box heading
_OPENED_NAME_WORDS = 8  # "More from our correspondents in Europe"


def box_name(text: str, names: frozenset[str]) -> str:
    """Return the normalised name if the text is a box heading, or `""`.

    names: further headings, as `phrases.plain` writes them.

    >>> box_name("Most read", frozenset()), box_name("The most read book of May", frozenset())
    ('most read', '')
    """
    if len(text) > _NAME_CHARACTERS:
        return ""
    name, boxes = plain(text), labels("boxes")
    if name in boxes or name in names:
        return name
    if ":" in text:
        kicker, _, rest = text.partition(":")
        if plain(kicker) in boxes and plain(rest) in boxes:
            return name  # "Aktuelles: Schlagzeilen", "More: Latest news"
    if name.partition(" ")[0] in _opening_words() and not ends_sentence(text):
        parts = name.split()
        known = labels("box openings")
        if len(parts) <= _OPENED_NAME_WORDS and any(
            " ".join(parts[:n]) in known for n in range(1, len(parts))
        ):
            return name
    return ""


@cache
def _opening_words() -> frozenset[str]:
    return frozenset(opening.partition(" ")[0] for opening in labels("box openings"))
