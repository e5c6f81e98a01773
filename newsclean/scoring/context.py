"""Features for the second look: the scores of a block's neighbours and of its build and container.

An article is mostly one run of blocks with the same markup, so the scores of neighbours and look-alikes
say more than anything in the block itself.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence

from .columns import FAR, Column, beside, clipped, means_over, shares_before, since, sums, until

NAMES = tuple(
    (
        "score score_1_before score_1_after score_2_before score_2_after near three_before three_after "
        "twelve_before twelve_after to_strong_before to_strong_after from_first_strong from_last_strong "
        "strong_words_before strong_words alike alike_by_words group_1 group_1_by_words group_2 "
        "group_2_by_words"
    ).split()
)

_WINDOWS = ((-6, 7), (-3, 0), (1, 4), (-12, 0), (1, 13))  # around, before and after a block
_STRONG = 0.8  # probability above which a block is surely article text
_NONE = -9.0  # score of a missing neighbour
_EXTREME = 30.0  # log-odds beyond which the probability is 0 or 1


def probability(score: float) -> float:
    """Return the logistic function of a score in log-odds."""
    if score < -_EXTREME:
        return 0.0
    return 1.0 / (1.0 + math.exp(-score)) if score < _EXTREME else 1.0


def context(scores: Column, words: Column, groupings: Sequence[Sequence[Hashable]]) -> Iterator[Column]:
    """Yield one column per feature, in the order of NAMES.

    scores: log-odds of the first look. words: words in each block. groupings: three sequences, each with
    one group key per block (its build, its container or run, …).
    """
    n = len(scores)
    p = [probability(s) for s in scores]
    by_words = [a * b for a, b in zip(p, words, strict=True)]
    is_strong = [x > _STRONG for x in p]
    strong = [i for i, x in enumerate(is_strong) if x]
    first, last = (strong[0], strong[-1]) if strong else (0, 0)
    yield scores
    yield from (beside(scores, by, _NONE) for by in (-1, 1, -2, 2))
    summed = [sums(p)]
    for first_near, past in _WINDOWS:
        yield from means_over(summed, first_near, past)
    yield from (since(is_strong), until(is_strong))
    yield clipped(range(-first, n - first), FAR)
    yield clipped(range(-last, n - last), FAR)
    yield shares_before(by_words)
    yield [sums(by_words)[n]] * n
    for keys in groupings:
        yield from _group_means(p, words, keys)


def _group_means(
    p: Sequence[float], words: Sequence[float], keys: Sequence[Hashable]
) -> tuple[list[float], list[float]]:
    """Return the mean probability of each block's group, plain and weighted by words."""
    groups: dict[Hashable, list[float]] = {}
    for a, w, key in zip(p, words, keys, strict=True):
        group = groups.get(key)
        if group is None:
            group = groups[key] = [0.0, 0.0, 0.0, 0.0]
        group[0] += a
        group[1] += 1.0
        group[2] += a * (w + 1.0)
        group[3] += w + 1.0
    means = {key: (a / n, aw / w) for key, (a, n, aw, w) in groups.items()}
    found = [means[key] for key in keys]
    return [plain for plain, _ in found], [by_words for _, by_words in found]
