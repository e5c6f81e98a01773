"""The models and their fitting, each on the scores of the one before for pages it was not trained on."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeAlias

import lightgbm as lgb
import numpy as np

from .. import context, dump_features, html_features
from .calibration import Curve, curve
from .lexicons import ClassWords, TextWords
from .sheets import SEED, Sheet

FOLDS = 5
THREADS = 2  # trees that are trained at once
MARGIN = {"html": 0.3, "text": 0.6}  # log-odds above `best_threshold`; F1 is flat from 0 to .8
LENGTH_POWER = 0.5  # of a block's number of words, for its weight: less than proportional
EDGE_WEIGHT = 3.0  # of an article's first and last paragraph: few words, but readers miss them first
EDGE_WORDS = 5  # of the shortest block that counts as one
WEAK_WEIGHT = 0.5  # of a block labelled by snippets; 1 if labelled by a whole gold body
TREES: dict[str, dict[str, Any]] = {  # few large trees are as good as many small ones, in half the time
    "html": {"n": 40, "num_leaves": 20, "learning_rate": 0.15},
    "html again": {"n": 40, "num_leaves": 12, "learning_rate": 0.15},
    "text": {"n": 100, "num_leaves": 24, "learning_rate": 0.12},
    "text again": {"n": 80, "num_leaves": 20, "learning_rate": 0.12},
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
WORDS_COLUMN = dump_features.NAMES.index("word_score")

Lexicon: TypeAlias = ClassWords | TextWords


@dataclass
class Models:
    """The three models and the curve of confidence; `data` returns the contents of the JSON file."""

    lexicon: Lexicon
    first: lgb.Booster
    second: lgb.Booster
    curve: Curve

    def apply(self, pages: Sequence[Sheet]) -> list[np.ndarray]:
        """Return the log-odds of each block of each page."""
        rows = [_with_words(p, self.lexicon.scores(p)) for p in pages]
        first = _predicted(self.first, rows)
        around = [_with_context(p, r, f) for p, r, f in zip(pages, rows, first, strict=True)]
        return _predicted(self.second, around)

    def data(self, kind: str) -> dict[str, Any]:
        return {
            "features": list(feature_names(kind)),
            "margin": MARGIN[kind],
            "curve": self.curve,
            **{name: _by_weight(table) for name, table in self.lexicon.tables().items()},
            "first": _trees(self.first),
            "second": _trees(self.second),
        }


def feature_names(kind: str) -> tuple[str, ...]:
    """Return the feature names of the first trees; the second trees have those of `context` before them."""
    return html_features.NAMES if kind == "html" else dump_features.NAMES


def fit(pages: Sequence[Sheet], folds: int = FOLDS) -> Models:
    """Return models fitted on these pages, each on out-of-fold scores of the one before."""
    kind = "html" if pages[0].tool == "html" else "text"
    page_folds = fold_of(pages, folds)
    rows = [_with_words(p, s) for p, s in zip(pages, _held_out_words(pages, page_folds), strict=True)]
    first = _held_out(pages, rows, kind, page_folds)
    around = [_with_context(p, r, s) for p, r, s in zip(pages, rows, first, strict=True)]
    scores = _held_out(pages, around, f"{kind} again", page_folds)
    return Models(
        _lexicon(pages),
        _boost(pages, rows, kind),
        _boost(pages, around, f"{kind} again"),
        curve(pages, scores, MARGIN[kind]),
    )


def _lexicon(pages: Sequence[Sheet]) -> Lexicon:
    return (ClassWords if pages[0].tool == "html" else TextWords)(pages, _block_weights)


def _held_out_words(pages: Sequence[Sheet], page_folds: Sequence[int]) -> list[np.ndarray]:
    """Return the words' scores of each page from a lexicon that was not fitted on its fold."""
    scores: list[np.ndarray] = [np.zeros(0)] * len(pages)
    for k in set(page_folds):
        lexicon = _lexicon([p for p, f in zip(pages, page_folds, strict=True) if f != k])
        for i, f in enumerate(page_folds):
            if f == k:
                scores[i] = lexicon.scores(pages[i])
    return scores


def _held_out(
    pages: Sequence[Sheet], rows: Sequence[np.ndarray], look: str, page_folds: Sequence[int]
) -> list[np.ndarray]:
    """Return the scores of each page from trees that were not trained on its fold."""

    def trees_without(fold: int) -> lgb.Booster:
        chosen = [i for i, f in enumerate(page_folds) if f != fold]
        return _boost([pages[i] for i in chosen], [rows[i] for i in chosen], look)

    scores: list[np.ndarray] = [np.zeros(0)] * len(pages)
    folds = sorted(set(page_folds))
    with ThreadPoolExecutor(THREADS) as pool:  # training releases the lock
        for k, trees in zip(folds, pool.map(trees_without, folds), strict=True):
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


def _with_words(page: Sheet, scores: np.ndarray) -> np.ndarray:
    """Return the page's rows with the words' scores in their columns."""
    rows = page.rows.astype(np.float64)
    if page.tool == "html":
        rows[:, TOKENS_COLUMN] = scores
    else:
        columns = np.array(dump_features.word_columns(scores.tolist())).T
        rows[:, WORDS_COLUMN : WORDS_COLUMN + columns.shape[1]] = columns
    return rows


def _with_context(page: Sheet, rows: np.ndarray, first: np.ndarray) -> np.ndarray:
    around = list(context.context(first.tolist(), page.words, page.groupings))
    return np.concatenate([np.array(around).T, rows], axis=1)


def _by_weight(table: Mapping[str, float]) -> dict[str, str]:
    """Return the tokens of each weight in hundredths, joined by commas, which no token holds."""
    found: dict[int, list[str]] = defaultdict(list)
    for token, weight in table.items():
        found[round(100 * weight)].append(token)
    return {str(weight): ",".join(found[weight]) for weight in sorted(found)}


def _trees(model: lgb.Booster) -> list[Any]:
    """Return the trees as `trees.compiled` takes them, with rounded numbers."""

    def node(x: dict[str, Any]) -> Any:
        if "leaf_value" in x:
            return round(x["leaf_value"], 3)
        threshold = float(f"{x['threshold']:.5g}")
        return [x["split_feature"], threshold, node(x["left_child"]), node(x["right_child"])]

    return [node(t["tree_structure"]) for t in model.dump_model()["tree_info"]]
