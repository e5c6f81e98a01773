"""Recognises captions that say at their start or end that the picture is an old or a stock one.

>>> opening_of_archive_caption("FILE - The night boat at the pier, May 3, 2019.")
'FILE -'
>>> opening_of_archive_caption("In this May 3, 2019, file photo, the night boat lies at the pier.")
'In this May 3, 2019, file photo'
>>> opening_of_archive_caption("In this photo my grandmother stands on the pier.")
''
"""

from __future__ import annotations

from functools import cache

import regex

from ...phrases import worded, written

# FILE - The boat …    FILE PHOTO: The boat …    (FILES) The boat …    ARCHIVO – El barco …
_LABEL = worded(r"\A(?:<<archive labels>>\s?[-–—:](?=\s)|\(<<archive labels>>\)[-–—:]?+(?=\s\p{Lu}))")
# In this May 3, 2019, file photo, …    This May 3, 2019 photo provided by …    En esta imagen de archivo …
_OPENING = worded(
    r"\A(?:In\s)?+this\s\p{L}{3,9}\.?\s\d{1,2},\s\d{4},?\s(?:\p{L}{4,7}\s)?+(?:photo|image|picture)\b"
    r"|\A<<openings of archive captions>>\b",
    regex.I,
)
# … at the pier. (file photo)    … im Regen. (Archivbild)    …（本報資料照）
_NOTE = worded(r"[(（\[]\s?(<<archive notes>>)\s?[)）\]]\.?\Z", regex.I)
_NOTE_CHARACTERS = 40  # at the end, that hold the longest one
_ENGLISH = frozenset(("in ", "thi"))  # how the others begin


def opening_of_archive_caption(text: str) -> str:
    """Return the words at a caption's start which say that the picture is an old one, or ""."""
    if text.lstrip("(")[:3].casefold() not in _beginnings():
        return ""
    found = _LABEL.match(text) or _OPENING.match(text)
    return found[0] if found else ""


def closing_of_archive_caption(text: str) -> str:
    """Return the words in brackets at a caption's end which say that the picture is an old one, or "".

    >>> closing_of_archive_caption("The night boat lies at the pier. (file photo)")
    'file photo'
    """
    if not text.endswith((")", "）", "]", ").")):
        return ""
    found = _NOTE.search(text, max(0, len(text) - _NOTE_CHARACTERS))
    return found[1] if found else ""


@cache
def _beginnings() -> frozenset[str]:
    """Return the first three letters of such openings: most texts have none of them."""
    phrases = written("archive labels") | written("openings of archive captions")
    return _ENGLISH | {phrase[:3].casefold() for phrase in phrases}
