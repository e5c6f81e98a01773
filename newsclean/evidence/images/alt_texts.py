"""Recognises lines of a dump that open as the alt texts of pictures do.

>>> opening_of_alt_text("A photo of two men on a bridge."), opening_of_alt_text("The photo hangs in the hall")
('A photo of', '')
"""

from __future__ import annotations

import regex

from ...phrases import may_open_with, worded

# A photo of two men on a bridge.   [Screenshot of the ferry's timetable]
# On dumps of six sources, 55 lines on 32 hosts were such texts, and 2 were in gold, as captions.
_ALT_TEXT = worded(r"\A[\[(]?(<<openings of alt texts>>)(?!(?<=\w)\w)", regex.I)


def opening_of_alt_text(text: str) -> str:
    """Return the words with which a text opens as alt texts do, or ""."""
    if not may_open_with("openings of alt texts", text.lstrip("[(")):
        return ""
    found = _ALT_TEXT.match(text)
    return found[1] if found else ""
