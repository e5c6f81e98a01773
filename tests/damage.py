"""Ways to damage a page, and a measure of what its article loses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from random import Random

from newsclean import explain

Damage = Callable[[bytes, float, Random], bytes]

_FEW_WORDS = 40  # of the article that remain: fewer are no basis for a measure


def delete(page: bytes, share: float, random: Random) -> bytes:
    """Return the page without a stretch of this share."""
    start, end = _stretch(len(page), share, random)
    return page[:start] + page[end:]


def duplicate(page: bytes, share: float, random: Random) -> bytes:
    """Return the page with a stretch of this share repeated."""
    start, end = _stretch(len(page), share, random)
    return page[:end] + page[start:]


def swap(page: bytes, share: float, random: Random) -> bytes:
    """Return the page with two stretches, each of half this share, swapped."""
    first, second = sorted(_stretch(len(page), share / 2, random) for _ in range(2))
    if first[1] > second[0]:
        return page
    (a, b), (c, d) = first, second
    return page[:a] + page[c:d] + page[b:c] + page[a:b] + page[d:]


def flip(page: bytes, share: float, random: Random) -> bytes:
    """Return the page with one bit flipped in a twentieth of this share of its bytes."""
    damaged = bytearray(page)
    for _ in range(round(len(page) * share / 20) + 1):
        damaged[random.randrange(len(page))] ^= 1 << random.randrange(8)
    return bytes(damaged)


def truncate(page: bytes, share: float, random: Random) -> bytes:
    """Return the page without its end of this share."""
    return page[: round(len(page) * (1 - share))]


DAMAGES: tuple[Damage, ...] = (delete, duplicate, swap, flip, truncate)


def _stretch(length: int, share: float, random: Random) -> tuple[int, int]:
    size = round(length * share) + 1
    start = random.randrange(max(1, length - size))
    return start, start + size


def lost(words: Counter[str], damaged: bytes) -> float | None:
    """Return the share of an article's words on the damaged page that its article lacks; None if few."""
    found = explain(damaged)
    remaining = words & _words(" ".join(block.text for block in found.page.blocks))
    if remaining.total() < _FEW_WORDS:
        return None
    return 1 - (remaining & _words(found.article.text)).total() / remaining.total()


@cache  # each way of damage is tried on the same pages
def article_words(page: bytes) -> Counter[str]:
    """Return the words of an undamaged page's article."""
    article = explain(page).article
    return _words(article.text) if article.status == "ok" else Counter()


def _words(text: str) -> Counter[str]:
    return Counter(text.split())
