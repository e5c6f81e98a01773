"""Features of the topic: how much of the headline's and the description's words a block and its region hold.

The story speaks of what its headline announces; the menu, the terms of use and the teasers of other stories
do not.

>>> stems("Harbour bridge reopened on Monday")
['harbo', 'bridg', 'reope', 'monda']
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from operator import or_

from ..model import Block, Page
from ..text.patterns import pattern
from ..text.words import STEM, UNSPACED
from .columns import Column

_WORD = pattern(r"[\p{L}\p{M}\p{N}]++")
_SHORTEST = 4  # letters: shorter words are mostly articles and prepositions
_UNSPACED_STEM = 2  # characters: about a word in Chinese or Thai
_MOST = 40  # stems; each costs a search in every block


def topic_columns(page: Page, groupings: Sequence[Sequence[Hashable]], near: int = 0) -> list[Column]:
    """Return how many of the topic's stems each block holds, and the share that its groups hold together.

    groupings: for each block, the keys of its groups, such as its container and the container's parent.
    near: blocks on each side that make a last group; 0 for no such group.
    """
    topic = stems(f"{page.claimed('title') or ''} {page.claimed('description') or ''}")
    held = _held(page.blocks, topic)
    most = len(topic) or 1
    regions: list[Sequence[int]] = [_together(held, keys) for keys in groupings]
    if near:
        regions.append(_held_near(held, near))
    return [[float(bits.bit_count()) for bits in held], *([x.bit_count() / most for x in r] for r in regions)]


def stems(text: str) -> list[str]:
    """Return the beginnings of a text's words, each once; in scripts without spaces, pairs of characters."""
    found: dict[str, None] = {}
    has_unspaced = not text.isascii() and UNSPACED.search(text)
    for word in _WORD.findall(text.lower()):
        if has_unspaced and UNSPACED.search(word):
            size = _UNSPACED_STEM
            found.update(dict.fromkeys(word[i : i + size] for i in range(len(word) - size + 1)))
        elif len(word) >= _SHORTEST:
            found[word[:STEM]] = None
    return list(found)[:_MOST]


def _held(blocks: Sequence[Block], topic: Sequence[str]) -> list[int]:
    """Return for each block the stems it holds, as bits of a number."""
    bits = [(1 << i, stem) for i, stem in enumerate(topic)]
    texts = [block.text.lower() for block in blocks]
    return [sum([bit for bit, stem in bits if stem in text]) for text in texts]


def _held_near(held: Sequence[int], near: int) -> Sequence[int]:
    """Return for each block the stems that it and the blocks up to `near` on each side hold together."""
    beyond = [0] * near
    found: Sequence[int] = [*beyond, *held, *beyond]
    width, size = 1, 2 * near + 1  # blocks that each number is of, and is to be of
    while width < size:
        step = min(width, size - width)
        found = list(map(or_, found, found[step:]))
        width += step
    return found


def _together(held: Sequence[int], keys: Sequence[Hashable]) -> list[int]:
    """Return for each block the stems that the blocks of its group hold together."""
    groups: dict[Hashable, int] = {}
    for bits, key in zip(held, keys, strict=True):
        groups[key] = groups.get(key, 0) | bits
    return [groups[key] for key in keys]
