"""A number with its noun, for people to read.

>>> counted(1, "page"), counted(1280, "page"), counted(2, "story")
('1 page', '1,280 pages', '2 stories')
"""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return the number with the noun, which is in the singular, in its right form."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
