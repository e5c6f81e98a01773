"""Finds drop caps in elements of their own: the first letter of a paragraph, apart from the rest of its word.

<div class="cap">T</div><p>he bridge reopened on Monday …</p>  ->  "The bridge reopened on Monday …"
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from ..model import Block
from ..text.patterns import pattern
from ..text.prose import is_sentence
from ..text.words import fold

_MOST_CHARACTERS = 2  # of a drop cap: an opening quote and the letter
_CAP = pattern(r"[\p{Pi}\p{Ps}\"']?+\p{Lu}")
# he bridge    HE BRIDGE reopened    's-Hertogenbosch, I'm, …
_REST_OF_WORD = pattern(r"['’]?+\p{Ll}++|\p{Lu}++(?=\P{L})")


def drop_caps(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block, str]]:
    """Yield each drop cap, the paragraph that goes on after it, and what to put between them: "" or " "."""
    found = [
        (cap, rest, word[0])
        for cap, rest in pairwise(blocks)
        if len(cap.text) <= _MOST_CHARACTERS
        and cap.kind == rest.kind == "paragraph"
        and _CAP.fullmatch(cap.text)
        and (word := _REST_OF_WORD.match(rest.text))
        and is_sentence(rest.text)
    ]
    if not found:
        return
    torn = {rest.id: begun for _, rest, begun in found}
    whole = [x.text.removeprefix(torn.get(x.id, "")) for x in blocks if len(x.text) > _MOST_CHARACTERS]
    words = {word for text in whole for word in fold(text).split()}
    for cap, rest, begun in found:
        blank = _blank_between(fold(cap.text), begun, words)
        if blank is not None:
            yield cap, rest, blank


def _blank_between(letter: str, rest: str, words: Collection[str]) -> str | None:
    """Return "" if a letter is part of a word, " " if it is one itself: "A bridge"; None if it is neither.

    words: the others of the page, which tell.
    """
    after = fold(rest)
    if letter + after in words:
        return ""
    # a name in capitals, or an entry of a glossary: "B" over "barge: a flat boat"
    if rest.isupper() or after.startswith(letter):
        return None
    return " " if letter in words and after in words else ""
