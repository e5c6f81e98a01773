"""Scores from fitted weights: how likely each block of a page is article text.

The first look scores a block by its text, position and containers, the second by the scores of its
neighbours and of blocks of the same build. The weights are data (`html.json`, `text.json`), fitted by
`newsclean.scoring.fit` and read at first use.
"""

from __future__ import annotations

import json
import math
from bisect import bisect
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..model import Container, Page, chain_below
from . import dump_features, html_features
from .columns import Column, packed
from .context import context, probability
from .trees import compiled
from .word_scores import HUNDREDTHS

_FOLDER = Path(__file__).parent
_LEAST_F1 = 0.2  # floor for the expected F1, so that a page without an article keeps nothing


@dataclass(frozen=True, slots=True)
class Weights:
    """own, any: log-odds for class and id words of the block's container, and of it and its ancestors, in
    hundredths, so that sums are exact in any order (for dumps, `own` has those of the block's own words);
    first, second: the trees of the two looks;
    margin: log-odds to add to the threshold; curve: expected F1 -> confidence, as points in rising order."""

    own: Mapping[str, int]
    any: Mapping[str, int]
    first: Callable[..., float]
    second: Callable[..., float]
    margin: float
    curve: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Scores:
    """For each live block, in order: the log-odds that it is article text, its features and its words."""

    values: list[float]
    columns: list[Column]
    words: Column
    threshold: float
    confidence: float
    """How likely the F1 of the kept text is above .9; 0 where nothing is kept."""

    def over_threshold(self) -> list[float]:
        """Return how far each block's log-odds lie above the threshold."""
        return [value - self.threshold for value in self.values]

    def rows(self) -> Iterator[tuple[float, ...]]:
        """Iterate over the features of each block."""
        return zip(*self.columns, strict=True)


@cache
def weights(name: str) -> Weights:
    """Return the shipped weights, `html` or `text`."""
    return load(json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def load(data: Mapping[str, Any]) -> Weights:
    """Return the weights from the data of their JSON file."""
    return Weights(
        _by_token(data["own"]),
        _by_token(data["any"]),
        compiled(data["first"]),
        compiled(data["second"]),
        data["margin"],
        [(expected, chance) for expected, chance in data["curve"]],
    )


def _by_token(tokens: Mapping[str, str]) -> dict[str, int]:
    """Return each token's weight. The file has the tokens of a weight together, which halves its size.

    >>> _by_token({"-134": "log in,subscribe", "30": "the"})
    {'log in': -134, 'subscribe': -134, 'the': 30}
    """
    return {token: int(weight) for weight, joined in tokens.items() for token in joined.split(",")}


def score(page: Page, by: Weights | None = None) -> Scores:
    """Return the scores of a page's live blocks; there must be at least one."""
    by = by or weights("html" if page.is_html else "text")
    columns, words, groupings = numbers(page, by)
    values = list(map(by.first, *columns))
    values = list(map(by.second, *packed(context(values, words, groupings)), *columns))
    expected = expected_f1(values, words)
    threshold = best_threshold(expected) + by.margin
    confidence = _between(by.curve, expected) if max(values) >= threshold else 0.0
    return Scores(values, columns, words, threshold, round(confidence, 3))


def expected_f1(values: Sequence[float], words: Sequence[float]) -> float:
    """Return the highest F1 that a threshold can be expected to reach, if the scores are right."""
    ranked = sorted(((probability(v), w + 0.5) for v, w in zip(values, words, strict=True)), reverse=True)
    expected = sum(p * w for p, w in ranked)
    right = kept = best = 0.0
    for p, w in ranked:
        right += p * w
        kept += w
        best = max(best, 2 * right / (kept + expected))
    return best


def best_threshold(expected: float) -> float:
    """Return the log-odds to cut at, for a page's expected F1.

    The best probability to cut at is half of the F1 that can be reached: a sure page is cut at even odds; an
    unsure one (a list of cards, a single paragraph) keeps less likely blocks too.
    """
    half = min(0.5, max(_LEAST_F1, expected) / 2)
    return math.log(half / (1 - half))


def _between(curve: Sequence[tuple[float, float]], x: float) -> float:
    """Return the curve's height at x: straight between its points, level beyond them.

    >>> _between([(0.5, 0.2), (0.9, 0.8)], 0.7), _between([(0.5, 0.2), (0.9, 0.8)], 0.99)
    (0.5, 0.8)
    """
    at = bisect(curve, (x, math.inf))
    if at in (0, len(curve)):
        return curve[max(0, at - 1)][1]
    (x0, y0), (x1, y1) = curve[at - 1 : at + 1]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def numbers(page: Page, by: Weights | None) -> tuple[list[Column], Column, list[Sequence[Hashable]]]:
    """Return the feature columns of the live blocks, their words and the groupings for a second look."""
    if page.is_html:
        groupings = html_features.groupings(page.blocks)
        columns = html_features.features(page, _token_scores(page, by), groupings)
        return columns, columns[html_features.NAMES.index("words")], groupings
    return dump_features.features(page, by.own if by else {})


def _token_scores(page: Page, by: Weights | None) -> dict[Container | None, float]:
    """Return for each container with a block the summed weights of its tokens and its ancestors' tokens."""
    if by is None:
        return dict.fromkeys((b.container for b in page.blocks), 0.0)
    scores: dict[Container | None, float] = {None: 0.0}
    totals: dict[Container | None, int] = {None: 0}
    for block in page.blocks:
        c = block.container
        if c is not None and c not in scores:
            scores[c] = (_sum(c, by.own) + _sum_with_ancestors(c, totals, by.any)) / HUNDREDTHS
    return scores


def _sum_with_ancestors(c: Container, known: dict[Container | None, int], weights: Mapping[str, int]) -> int:
    """Return the summed weights of the tokens of a container and its ancestors."""
    unknown = chain_below(c, known)
    total = known[unknown[-1].parent] if unknown else known[c]
    for each in reversed(unknown):
        total += _sum(each, weights)
        known[each] = total
    return total


def _sum(c: Container, weights: Mapping[str, int]) -> int:
    total = weights.get(f"<{c.tag}>", 0)
    for token in c.tokens:
        if token in weights:
            total += weights[token]
    return total


def tokens_and_tag(c: Container) -> frozenset[str]:
    """Return a container's tokens and its tag in angle brackets."""
    return c.tokens | {f"<{c.tag}>"}
