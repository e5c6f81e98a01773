"""Fits the curve from a page's expected F1 to its confidence: how often such pages have an F1 above .9."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

import numpy as np
from sklearn.isotonic import IsotonicRegression

from .gold import f1
from .sheets import Sheet

GOOD = 0.9  # F1 above which an article counts as right
PAGES = 30  # that make a point of the curve
LEAST, MOST = 0.01, 0.99  # no page is certain

Curve = list[tuple[float, float]]


def curve(pages: Sequence[Sheet], scores: Sequence[np.ndarray], margin: float) -> Curve:
    """Return the curve's points, from pages with a gold body and scores of models that did not see them."""
    judged = [(p, s) for p, s in zip(pages, scores, strict=True) if p.gold["body"]]
    if not judged:
        return [(0.0, LEAST), (1.0, MOST)]
    expected = np.array([p.expected_f1(s) for p, s in judged])
    good = np.array([f1(p.kept(s, margin), p.gold["body"]) > GOOD for p, s in judged], dtype=float)
    order = np.argsort(expected, kind="stable")
    bins = np.array_split(order, max(1, len(order) // PAGES))
    x = np.array([expected[b].mean() for b in bins])
    y = np.array([good[b].mean() for b in bins])
    rising = IsotonicRegression(y_min=LEAST, y_max=MOST).fit_transform(x, y)
    points = [(round(float(a), 4), round(float(b), 3)) for a, b in zip(x, rising, strict=True)]
    levels = [list(level) for _, level in groupby(points, key=itemgetter(1))]
    return [point for level in levels for point in dict.fromkeys((level[0], level[-1]))]
