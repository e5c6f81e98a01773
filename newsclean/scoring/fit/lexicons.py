"""Fits the weights of words: class words of containers on HTML pages, the words of the text on dumps.

Both are a logistic regression over the words that several publishers use: with fewer, it would learn sites.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import TypeAlias

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

from ...text.words import fold
from ..word_scores import tokens
from .sheets import SEED, Sheet

CLASS_WORD_HOSTS = 6  # publishers that must use a class word
CLASS_WORD_PENALTY = 0.02  # C of the logistic regression
WORD_HOSTS = 12  # publishers that must use a word of the text
WORD_PENALTY = 0.05
LEAST = 0.05  # log-odds of a word's weight; smaller ones are left out

BlockWeights: TypeAlias = Callable[[Sheet], np.ndarray]
_Tables: TypeAlias = dict[str, dict[str, float]]


class ClassWords:
    """Weights of the class words of a block's container (`own`), and of it and its ancestors (`any`)."""

    def __init__(self, pages: Sequence[Sheet], weigh: BlockWeights) -> None:
        hosts: dict[tuple[str, str], set[str]] = defaultdict(set)
        for page in pages:
            for token in {key for row in set(page.tokens) for key in _keys(row)}:
                hosts[token].add(page.host)
        known = sorted(token for token, found in hosts.items() if len(found) >= CLASS_WORD_HOSTS)
        self._places = {token: i for i, token in enumerate(known)}
        self._weights = _fitted(self._matrix(pages), pages, weigh, CLASS_WORD_PENALTY)

    def scores(self, page: Sheet) -> np.ndarray:
        """Return the log-odds of each block, without the intercept, as `scorer` adds them up."""
        return np.round(np.asarray(self._matrix([page]) @ self._weights), 2)

    def tables(self) -> _Tables:
        tables: _Tables = {"own": {}, "any": {}}
        for (where, token), i in self._places.items():
            weight = round(float(self._weights[i]), 2)
            if weight:
                tables[where][token] = weight
        return tables

    def _matrix(self, pages: Sequence[Sheet]) -> sp.csr_matrix:
        rows = ([self._places[k] for k in _keys(row) if k in self._places] for p in pages for row in p.tokens)
        return _counted(map(np.array, rows), len(self._places))


def _keys(row: tuple[frozenset[str], tuple[str, ...]]) -> Iterable[tuple[str, str]]:
    own, around = row
    return chain((("own", token) for token in own), (("any", token) for token in around))


class TextWords:
    """Weights of the words of a block's text."""

    def __init__(self, pages: Sequence[Sheet], weigh: BlockWeights) -> None:
        used: dict[str, list[np.ndarray]] = defaultdict(list)
        for page in pages:
            used[page.host] += _numbers(page)
        counts = np.bincount(np.concatenate([np.unique(np.concatenate(rows)) for rows in used.values()]))
        known = np.flatnonzero(counts >= WORD_HOSTS)
        self._places = np.full(len(_NUMBERS), -1)
        self._places[known] = np.arange(len(known))
        weights = np.round(_fitted(self._matrix(pages, len(known)), pages, weigh, WORD_PENALTY), 2)
        self._weights = np.where(np.abs(weights) >= LEAST, weights, 0.0)

    def scores(self, page: Sheet) -> np.ndarray:
        """Return the score of each block, as `word_scores` computes it."""
        found = []
        for row in _numbers(page):
            places = self._places_of(row)
            found.append(self._weights[places].sum() / np.sqrt(len(row)))
        return np.array(found)

    def tables(self) -> _Tables:
        words = list(_NUMBERS)
        known = np.flatnonzero(self._places >= 0)
        weights = {words[i]: float(self._weights[self._places[i]]) for i in known}
        return {"own": {word: weights[word] for word in sorted(weights) if weights[word]}, "any": {}}

    def _places_of(self, row: np.ndarray) -> np.ndarray:
        places: np.ndarray = self._places[row[row < len(self._places)]]  # later words have no place
        return places[places >= 0]

    def _matrix(self, pages: Sequence[Sheet], width: int) -> sp.csr_matrix:
        rows = [row for page in pages for row in _numbers(page)]
        shares = [1 / np.sqrt(len(row)) for row in rows]
        return _counted(map(self._places_of, rows), width, shares)


_NUMBERS: dict[str, int] = {}


def _numbers(page: Sheet) -> list[np.ndarray]:
    """Return the tokens of each block as numbers; each token has the same number on all pages."""
    if page.word_numbers is None:
        page.word_numbers = [
            np.array([_NUMBERS.setdefault(t, len(_NUMBERS)) for t in sorted(tokens(fold(text).split()))])
            for text in page.texts
        ]
    return page.word_numbers


def _counted(rows: Iterable[np.ndarray], width: int, shares: Sequence[float] | None = None) -> sp.csr_matrix:
    """Return a matrix of how often each row holds each column's number, times the row's share."""
    found = list(rows)
    sizes = [len(row) for row in found]
    values = np.repeat(np.ones(len(found)) if shares is None else np.array(shares), sizes).astype(np.float32)
    columns = np.concatenate([*found, np.zeros(0)]).astype(np.int32)
    matrix = sp.csr_matrix((values, columns, np.cumsum([0, *sizes])), (len(found), width))
    matrix.sort_indices()  # sets have no order, and the order of sums changes their last digits
    return matrix


def _fitted(x: sp.csr_matrix, pages: Sequence[Sheet], weigh: BlockWeights, penalty: float) -> np.ndarray:
    """Return the log-odds of each column."""
    if not x.shape[1]:
        return np.zeros(0)
    y = np.concatenate([p.labels for p in pages])
    w = np.concatenate([weigh(p) for p in pages])
    known = ~np.isnan(y)
    model = LogisticRegression(C=penalty, solver="liblinear", max_iter=200, random_state=SEED)
    found: np.ndarray = model.fit(x[known], y[known] >= 0.5, sample_weight=w[known]).coef_[0]
    return found
