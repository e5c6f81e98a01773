"""Reads lines that hold a story's tags and nothing else.

>>> tags_of_line("Tags: Halden, paper industry, jobs")
('Halden', 'paper industry', 'jobs')
>>> tags_of_line("Topics: the war, the weather and what they have to do with the price of eggs.")
()
"""

from __future__ import annotations

from ..phrases import labels, plain
from ..text.patterns import pattern
from ..text.words import count_words, ends_sentence

_LABEL_CHARACTERS = 30  # the longest label, with its colon
_LINE_CHARACTERS = 250  # the longest line of tags
MOST_TAG_WORDS = 5  # words of the longest tag; more are part of a sentence
_COLON = pattern(r"[:：]")
_COMMA = pattern(r"[,،、，;|·•]")


def tags_of_line(text: str) -> tuple[str, ...]:
    """Return the tags of a line that begins with a label such as "Tags:"; `()` for any other line."""
    opening = text[:_LABEL_CHARACTERS]
    colon = _COLON.search(opening) if ":" in opening or "：" in opening else None
    if colon is None or len(text) > _LINE_CHARACTERS or plain(text[: colon.start()]) not in labels("tags"):
        return ()
    tags = tuple(filter(None, (tag.strip().lstrip("#") for tag in _COMMA.split(text[colon.end() :]))))
    if ends_sentence(text) or any(count_words(tag) > MOST_TAG_WORDS for tag in tags):
        return ()
    return tags
