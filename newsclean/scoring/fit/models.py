"""The models and their fitting, each on the scores of the one before for pages it was not trained on."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm as lgb
import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

from .. import context, dump_features, html_features
from .calibration import Curve, curve
from .sheets import SEED, Sheet

FOLDS = 5
MARGIN = {"html": 0.3, "text": 0.4}  # log-odds above `best_threshold`; F1 is flat from 0 to .4
TOKEN_HOSTS = 6  # publishers that must use a token: with fewer, models would learn single sites
TOKEN_PENALTY = 0.02  # C of the logistic regression
LENGTH_POWER = 0.5  # of a block's number of words, for its weight: less than proportional
EDGE_WEIGHT = 3.0  # of an article's first and last paragraph: few words, but readers miss them first
EDGE_WORDS = 5  # of the shortest block that counts as one
WEAK_WEIGHT = 0.5  # of a block labelled by snippets; 1 if labelled by a whole gold body
TREES: dict[str, dict[str, Any]] = {  # few large trees are as good as many small ones, in half the time
    "html": {"n": 40, "num_leaves": 20, "learning_rate": 0.15},
    "html again": {"n": 40, "num_leaves": 12, "learning_rate": 0.15},
    "text": {"n": 100, "num_leaves": 12, "learning_rate": 0.1},
    "text again": {"n": 80, "num_leaves": 12, "learning_rate": 0.1},
}
BOOSTING = {
    "objective": "binary",
    "min_data_in_leaf": 80,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 10,
    "max_bin": 63,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": SEED,
}
TOKENS_COLUMN = html_features.NAMES.index("tokens")


@dataclass
class Models:
    """The three models and the curve of confidence; `data` returns the contents of the JSON file."""

    vocabulary: dict[tuple[str, str], int]
    tokens: LogisticRegression | None
    first: lgb.Booster
    second: lgb.Booster
    curve: Curve

    def apply(self, pages: Sequence[Sheet]) -> list[np.ndarray]:
        """Return the log-odds of each block of each page."""
        rows = [_with_tokens(p, self.token_scores(p)) for p in pages]
        first = _predicted(self.first, rows)
        around = [_with_context(p, r, f) for p, r, f in zip(pages, rows, first, strict=True)]
        return _predicted(self.second, around)

    def token_scores(self, sheet: Sheet) -> np.ndarray | None:
        if self.tokens is None:
            return None
        return _token_scores(self.tokens, sheet, self.vocabulary)

    def data(self, kind: str) -> dict[str, Any]:
        tokens: dict[str, dict[str, float]] = {"own": {}, "any": {}}
        if self.tokens is not None:
            for (where, token), i in self.vocabulary.items():
                weight = round(float(self.tokens.coef_[0][i]), 2)
                if weight:
                    tokens[where][token] = weight
        return {
            "features": list(feature_names(kind)),
            "margin": MARGIN[kind],
            "curve": self.curve,
            "tokens": tokens,
            "first": _trees(self.first),
            "second": _trees(self.second),
        }


def feature_names(kind: str) -> tuple[str, ...]:
    """Return the feature names of the first trees; the second trees have those of `context` before them."""
    return html_features.NAMES if kind == "html" else dump_features.NAMES


def fit(pages: Sequence[Sheet], folds: int = FOLDS) -> Models:
    """Return models fitted on these pages, each on out-of-fold scores of the one before."""
    page_folds = fold_of(pages, folds)
    vocabulary, tokens = _fit_tokens(pages)
    held_out: list[np.ndarray | None] = [None] * len(pages)
    if tokens is not None:
        for k in range(folds):
            words, model = _fit_tokens([p for p, f in zip(pages, page_folds, strict=True) if f != k])
            for i, f in enumerate(page_folds):
                if f == k and model is not None:
                    held_out[i] = _token_scores(model, pages[i], words)
    rows = [_with_tokens(p, t) for p, t in zip(pages, held_out, strict=True)]
    look, second_look = ("html", "html again") if tokens is not None else ("text", "text again")
    around = [
        _with_context(page, row, scores)
        for page, row, scores in zip(pages, rows, _held_out(pages, rows, look, page_folds), strict=True)
    ]
    scores = _held_out(pages, around, second_look, page_folds)
    margin = MARGIN["text" if tokens is None else "html"]
    return Models(
        vocabulary,
        tokens,
        _boost(pages, rows, look),
        _boost(pages, around, second_look),
        curve(pages, scores, margin),
    )


def _held_out(
    pages: Sequence[Sheet], rows: Sequence[np.ndarray], look: str, page_folds: Sequence[int]
) -> list[np.ndarray]:
    """Return the scores of each page from trees that were not trained on its fold."""
    scores: list[np.ndarray] = [np.zeros(0)] * len(pages)
    for k in set(page_folds):
        chosen = [i for i, f in enumerate(page_folds) if f != k]
        trees = _boost([pages[i] for i in chosen], [rows[i] for i in chosen], look)
        others = [i for i, f in enumerate(page_folds) if f == k]
        for i, found in zip(others, _predicted(trees, [rows[i] for i in others]), strict=True):
            scores[i] = found
    return scores


def fold_of(pages: Sequence[Sheet], folds: int) -> list[int]:
    """Return the fold of each page; all pages of a publisher are in the same one."""
    hosts = sorted({p.host for p in pages})
    random.Random(SEED).shuffle(hosts)
    number = {h: i % folds for i, h in enumerate(hosts)}
    return [number[p.host] for p in pages]


def _fit_tokens(pages: Sequence[Sheet]) -> tuple[dict[tuple[str, str], int], LogisticRegression | None]:
    if not pages or not pages[0].tokens:
        return {}, None
    hosts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for page in pages:
        for own, around in set(page.tokens):
            for token in own:
                hosts["own", token].add(page.host)
            for token in around:
                hosts["any", token].add(page.host)
    vocabulary = {t: i for i, t in enumerate(sorted(t for t, h in hosts.items() if len(h) >= TOKEN_HOSTS))}
    x = _matrix(pages, vocabulary)
    y = np.concatenate([p.labels for p in pages])
    w = np.concatenate([_block_weights(p) for p in pages])
    known = ~np.isnan(y)
    model = LogisticRegression(C=TOKEN_PENALTY, solver="liblinear", max_iter=200, random_state=SEED)
    return vocabulary, model.fit(x[known], y[known] >= 0.5, sample_weight=w[known])


def _matrix(pages: Sequence[Sheet], vocabulary: dict[tuple[str, str], int]) -> sp.csr_matrix:
    columns: list[int] = []
    ends = [0]
    for page in pages:
        for own, around in page.tokens:
            columns += [vocabulary[k] for t in own if (k := ("own", t)) in vocabulary]
            columns += [vocabulary[k] for t in around if (k := ("any", t)) in vocabulary]
            ends.append(len(columns))
    ones = np.ones(len(columns), dtype=np.float32)
    shape = (len(ends) - 1, len(vocabulary))
    found = sp.csr_matrix((ones, np.array(columns, dtype=np.int32), np.array(ends)), shape)
    found.sort_indices()  # sets have no order, and the order of sums changes their last digits
    return found


def _block_weights(page: Sheet) -> np.ndarray:
    """Return the blocks' weights, by length: 100 per page in total, less if the labels are weak."""
    w: np.ndarray = (np.array(page.words) + 1) ** LENGTH_POWER
    if not page.is_weak:
        article = np.flatnonzero((page.labels >= 0.5) & (np.array(page.words) >= EDGE_WORDS))
        w[article[[0, -1]] if len(article) else []] *= EDGE_WEIGHT
    return np.asarray(w / w.sum() * 100 * (WEAK_WEIGHT if page.is_weak else 1.0))


def _boost(pages: Sequence[Sheet], rows: Sequence[np.ndarray], look: str) -> lgb.Booster:
    x = np.concatenate(rows)
    y = np.concatenate([p.labels for p in pages])
    w = np.concatenate([_block_weights(p) for p in pages])
    known = ~np.isnan(y)
    options = {k: v for k, v in TREES[look].items() if k != "n"}
    data = lgb.Dataset(x[known], (y[known] >= 0.5).astype(float), weight=w[known])
    return lgb.train({**BOOSTING, **options}, data, TREES[look]["n"])


def _predicted(model: lgb.Booster, rows: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Return the scores of each page's rows. One call for all takes a quarter of the time of one per page."""
    if not rows:
        return []
    scores = np.asarray(model.predict(np.concatenate(rows), raw_score=True))
    return np.split(scores, np.cumsum([len(r) for r in rows])[:-1])


def _token_scores(
    model: LogisticRegression, page: Sheet, vocabulary: dict[tuple[str, str], int]
) -> np.ndarray:
    """Return the log-odds from the containers' tokens, without the intercept, as `scorer` adds them up."""
    scores = model.decision_function(_matrix([page], vocabulary)) - model.intercept_[0]
    return np.round(np.asarray(scores), 2)


def _with_tokens(page: Sheet, scores: np.ndarray | None) -> np.ndarray:
    rows = page.rows.astype(np.float64)
    if scores is not None:
        rows[:, TOKENS_COLUMN] = scores
    return rows


def _with_context(page: Sheet, rows: np.ndarray, first: np.ndarray) -> np.ndarray:
    around = list(context.context(first.tolist(), page.words, page.groupings))
    return np.concatenate([np.array(around).T, rows], axis=1)


def _trees(model: lgb.Booster) -> list[Any]:
    """Return the trees as `trees.compiled` takes them, with rounded numbers."""

    def node(x: dict[str, Any]) -> Any:
        if "leaf_value" in x:
            return round(x["leaf_value"], 3)
        threshold = float(f"{x['threshold']:.5g}")
        return [x["split_feature"], threshold, node(x["left_child"]), node(x["right_child"])]

    return [node(t["tree_structure"]) for t in model.dump_model()["tree_info"]]
