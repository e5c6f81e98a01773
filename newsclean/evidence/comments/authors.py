"""Reads the author of a comment: the name beside its date, or on a line of its own.

marrowman 3 May 2024, 14:07     Ines Falk says:     Posted by Ole on 4 May 2024
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...model import Block
from ...phrases import folded, labels, plain
from ...text.patterns import pattern
from ...text.words import fold
from .signatures import announces_comments, may_be_name, without_picture
from .wording import age, is_action

# marrowman    Ida Berg    ole_r7    O'Brien    ~andy    @ines; not "+ 3 | ole", "Rating: 0"
_NAME = pattern(r"[~@]?\p{L}[\p{L}\p{M}\p{N}'’._\-]*+(?: \p{L}?[\p{L}\p{M}\p{N}'’._\-]++)*+")
_AROUND = " ,;|·•–—-#:：()[]/\u200e\u200f"
_NUMBER = pattern(r"\A#?\d++[.):]?+ ")  # of the comment
_SEPARATOR = pattern(r"[|•·–—,]| - ")
_LONGEST = 40  # characters
_MOST_NAMES = 0.6  # share of the lines that have a name where the others do
_FEWEST = 2  # lines that show what is the name in them


def author_line(text: str) -> str | None:
    """Return the name in a line that is no more than a name, with or without "says" after it."""
    text = _NUMBER.sub("", without_picture(text).rstrip(":： ").strip())
    before, _, last = text.rpartition(" ")
    if before and fold(last) in folded("comment actions"):
        text = before
    return name(text)


def name(text: str) -> str | None:
    """Return a text that is no more than a name, else None."""
    if len(text) > _LONGEST or _NAME.fullmatch(text) is None or not any(map(str.isalpha, text)):
        return None
    if " " in text and not may_be_name(text):  # ole2024 has the digits of a date
        return None
    if is_action(text) or announces_comments(text) or age(text) or plain(text) in labels("page tools"):
        return None
    return text


def authors_beside(lines: Sequence[tuple[Block, int, int]], are_below: bool) -> tuple[list[str | None], bool]:
    """Return the name beside the date of each line: a linked one, or what differs from line to line.

    Also return whether most lines have nothing else that differs: the name is somewhere else.

    lines: the lines of one template, each with the start and the end of its date.
    are_below: whether they are below the texts. There "Edited by Ida Berg on" does not name the author, but
        "Comment by Ida Berg on" does.
    """
    if are_below and not _may_sign(lines):
        return [None] * len(lines), False
    before = [_without_weekday(_words(block.text[:start])) for block, start, _ in lines]
    are_before = 2 * sum(map(bool, before)) > len(lines)
    rest = before if are_before else [_words(block.text[end:]) if end else [] for block, _, end in lines]
    rest = _without_common(rest) if len(lines) >= _FEWEST else rest
    are_bare = 2 * sum(map(bool, rest)) <= len(lines)
    linked = [_linked(*line) for line in lines]
    if 2 * sum(map(bool, linked)) > len(lines):
        return linked, are_bare
    is_enough = len(lines) >= _FEWEST
    found = [name(" ".join(words).strip(_AROUND)) if is_enough else None for words in rest]
    if sum(map(bool, found)) < _MOST_NAMES * sum(map(bool, rest)):
        return [None] * len(lines), are_bare  # titles: some are as short as names
    return found, are_bare


def _without_weekday(words: list[str]) -> list[str]:
    """Return the words before a date without its weekday; elsewhere a weekday of some language is a name."""
    return words[:-1] if words and fold(words[-1]) in folded("weekdays") else words


def _may_sign(lines: Sequence[tuple[Block, int, int]]) -> bool:
    """Whether lines have no words that all of them begin with, or one such as "comment" or "wrote"."""
    words = [block.text[:start].strip(_AROUND).split() for block, start, _ in lines]
    first = {fold(own[0]) if own else "" for own in words}
    if len(first) > 1 or first == {""}:
        return True
    return all(announces_comments(word) or word in folded("comment actions") for word in first)


def without_labels(names: Sequence[str | None]) -> list[str | None]:
    """Return the names without one that most have: a label of the site, such as "Guest" or "Permalink"."""
    counts = Counter(names)
    labels = {name for name, count in counts.items() if count > 1 and 2 * count > len(names)}
    return [None if name in labels else name for name in names]


def _linked(block: Block, start: int, end: int) -> str | None:
    names = {
        found
        for link in block.links
        if (link.end <= start or link.start >= end) and (found := name(block.text[link.start : link.end]))
    }
    return names.pop() if len(names) == 1 else None


def _words(text: str) -> list[str]:
    """Return the words of the first part that has letters: "Ida Berg | Tue", "+2 #3 Ida Berg", "Ida, on"."""
    parts = (part.strip(_AROUND) for part in _SEPARATOR.split(text))
    first = next((part for part in parts if any(map(str.isalpha, part))), "")
    words = [word for word in first.split() if fold(word) not in folded("comment actions")]
    numbers = next((n for n, word in enumerate(words) if any(map(str.isalpha, word))), 0)
    return words[numbers:]


def _without_common(lines: Sequence[list[str]]) -> list[list[str]]:
    """Return the words without those that all lines begin or end with: "Posted by" Ines "on"."""
    if len({" ".join(words) for words in lines}) < 2:
        return [[] for _ in lines]
    filled = [words for words in lines if words]
    first = min(map(len, filled))
    start = next((n for n in range(first) if len({words[n] for words in filled}) > 1), first)
    rest = [words[start:] for words in filled]
    last = min(map(len, rest))
    end = next((n for n in range(last) if len({words[-1 - n] for words in rest}) > 1), last)
    return [words[start : len(words) - end] for words in lines]
