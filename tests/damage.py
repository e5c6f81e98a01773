"""Ways to damage a page, and what its article loses by that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

from newsclean import explain

Damage = Callable[[bytes, float, Random], bytes]

_FEW_WORDS = 40  # of the article still shown: fewer are no measure


def delete(page: bytes, share: float, random: Random) -> bytes:
    """Without a stretch of that share."""
    start, end = _stretch(len(page), share, random)
    return page[:start] + page[end:]


def duplicate(page: bytes, share: float, random: Random) -> bytes:
    """With a stretch of that share twice."""
    start, end = _stretch(len(page), share, random)
    return page[:end] + page[start:]


def swap(page: bytes, share: float, random: Random) -> bytes:
    """With two stretches, half of that share each, in each other's place."""
    first, second = sorted(_stretch(len(page), share / 2, random) for _ in range(2))
    if first[1] > second[0]:
        return page
    (a, b), (c, d) = first, second
    return page[:a] + page[c:d] + page[b:c] + page[a:b] + page[d:]


def flip(page: bytes, share: float, random: Random) -> bytes:
    """With one bit wrong in a twentieth of that share of its bytes: one in a word or tag of twenty."""
    damaged = bytearray(page)
    for _ in range(round(len(page) * share / 20) + 1):
        damaged[random.randrange(len(page))] ^= 1 << random.randrange(8)
    return bytes(damaged)


def truncate(page: bytes, share: float, random: Random) -> bytes:
    """Without its end."""
    return page[: round(len(page) * (1 - share))]


DAMAGES: tuple[Damage, ...] = (delete, duplicate, swap, flip, truncate)


def _stretch(length: int, share: float, random: Random) -> tuple[int, int]:
    size = round(length * share) + 1
    start = random.randrange(max(1, length - size))
    return start, start + size


def lost(words: Counter[str], damaged: bytes) -> float | None:
    """Share of an article's words that a damaged page still shows, and its article no longer has."""
    found = explain(damaged)
    shown = words & _words(" ".join(block.text for block in found.page.blocks))
    if shown.total() < _FEW_WORDS:
        return None
    return 1 - (shown & _words(found.article.text)).total() / shown.total()


def article_words(page: bytes) -> Counter[str]:
    """The words of the article of a page that is whole."""
    article = explain(page).article
    return _words(article.text) if article.status == "ok" else Counter()


def _words(text: str) -> Counter[str]:
    return Counter(text.split())
