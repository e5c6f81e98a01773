"""Fit the scorer's weights from pages with gold: `python -m newsclean.scoring.fit CORPUS [--input html]`.

CORPUS is a folder with `html/*.jsonl.gz` (and `dump-*/*.jsonl.gz`), a page a line: `id, source, url, html,
body`, and where there is no body, `with` and `without`: strings that the article must and must not hold.

What it does: runs the passes that come before `body`, labels each block left by its share of four-word
shingles in the gold body, and fits three models, each on what the one before said of pages it had not
seen (by publisher, never by page): a logistic regression over the tokens of the containers (HTML only),
small trees over a block's numbers, small trees over the scores around it. Seeded: the same corpus gives
the same weights. Needs `pip install newsclean[fit]`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lightgbm as lgb
import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

from ..model import Block, Container
from ..passes import DEFAULT_PASSES
from ..passes.body import body as body_pass
from ..pipeline import run
from ..readers import read
from ..words import fold
from . import context, markup, plain, scorer
from .gold import labels, page_scores, weak_labels
from .styles import STYLES, available

FOLDS = 5
SEED = 7
MARGIN = {"html": 0.4, "text": 0.4}  # log-odds beyond `best_threshold`; cross-validated F1 is flat there
TOKEN_HOSTS = 6  # publishers that must use a token: fewer would learn sites, not habits
TOKEN_PENALTY = 0.02  # C of the logistic regression
LENGTH_POWER = 0.5  # a block weighs as its words to this power: long ones count more, but not by so much
WEAK_WEIGHT = 0.5  # of a block labelled by snippets against one labelled by a whole gold body
STYLES_A_PAGE = 2  # dump styles each HTML page is printed in, beside those of the corpus
TREES: dict[str, dict[str, Any]] = {  # few and bushy ones say as much as many small ones, at half the time
    "html": {"n": 40, "num_leaves": 20, "learning_rate": 0.15},
    "first": {"n": 100, "num_leaves": 12, "learning_rate": 0.1},
    "second": {"n": 80, "num_leaves": 12, "learning_rate": 0.1},
}
CLEAN_SHARE = 0.5  # of the pages that are also fitted on as clean text: an article alone is all article
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
TOKENS_COLUMN = markup.NAMES.index("tokens")


@dataclass
class Sheet:
    """A page ready for fitting: rows and labels of its blocks."""

    id: str
    source: str
    host: str
    style: str
    rows: np.ndarray
    labels: np.ndarray  # NaN where nobody knows
    words: list[float]
    groupings: list[list[Any]]
    tokens: list[tuple[frozenset[str], tuple[str, ...]]]
    texts: list[str]
    gold: dict[str, Any]


# --- reading -------------------------------------------------------------------------------------


def sheets(corpus: Path, kind: str, workers: int = 2, limit: int | None = None) -> list[Sheet]:
    """Every page of the corpus as HTML, or in every dump style there is."""
    jobs = list(_html_jobs(corpus, limit) if kind == "html" else _dump_jobs(corpus, limit))
    with ProcessPoolExecutor(workers) as pool:
        found = pool.map(partial(_sheet, kind), jobs, chunksize=8)
        return [sheet for sheet in found if sheet is not None]


def _html_jobs(corpus: Path, limit: int | None) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((corpus / "html").glob("*.jsonl.gz")):
        for page in _pages(path, limit):
            yield "html", page


def _dump_jobs(corpus: Path, limit: int | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """The corpus's own dumps, and each HTML page printed in a few more styles, chosen by seed."""
    names = available()
    choose = random.Random(SEED)
    for folder in sorted(corpus.glob("dump-*")):
        for path in sorted(folder.glob("*.jsonl.gz")):
            for page in _pages(path, limit):
                if page["body"] is not None:
                    yield folder.name, page
    for path in sorted((corpus / "html").glob("*.jsonl.gz")):
        for page in _pages(path, limit):
            if page["body"] is not None:
                for name in choose.sample(names, STYLES_A_PAGE):
                    yield name, page
                if page["title"] and choose.random() < CLEAN_SHARE:
                    yield "clean", {**page, "html": _clean_text(page)}


def _clean_text(page: dict[str, Any]) -> str:
    """Title and body, a paragraph a line, blank lines between: what cleaning gives, to be cleaned again."""
    return "\n\n".join([page["title"], *filter(None, map(str.strip, page["body"].split("\n")))])


def _pages(path: Path, limit: int | None) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for i, line in enumerate(lines):
            if limit is not None and i >= limit:
                return
            yield json.loads(line)


def _sheet(kind: str, job: tuple[str, dict[str, Any]]) -> Sheet | None:
    style, gold = job
    text = gold["html"]
    if style in STYLES:
        try:
            text = STYLES[style](text)
        except Exception as error:  # a dump tool that fails on a page costs that page only
            print(f"{style} {gold['id']}: {error}", file=sys.stderr)
            return None
    page, _ = run(read(text, url=gold["url"]), DEFAULT_PASSES[: DEFAULT_PASSES.index(body_pass)])
    if not page.blocks or (page.source == "html") != (kind == "html"):
        return None
    rows, groupings, words = scorer.numbers(page, None)
    return Sheet(
        gold["id"],
        gold["source"],
        host(gold["url"]) or gold["id"],
        style,
        np.array(rows, dtype=np.float32),
        np.array(_labels(page.blocks, gold)),
        words,
        [_numbered(keys) for keys in groupings],
        _tokens(page.blocks) if kind == "html" else [],
        [b.text for b in page.blocks],
        {k: gold[k] for k in ("id", "body", "with", "without")},
    )


def _labels(blocks: Sequence[Block], gold: dict[str, Any]) -> list[float]:
    return weak_labels(blocks, gold) if gold["body"] is None else labels(blocks, gold["body"])


def _numbered(keys: Iterable[Any]) -> list[int]:
    """Group keys as small numbers, so that sheets can be sent between processes."""
    seen: dict[Any, int] = {}
    return [seen.setdefault(key, len(seen)) for key in keys]


def _tokens(blocks: Sequence[Block]) -> list[tuple[frozenset[str], tuple[str, ...]]]:
    """Of each block: its container's tokens, and those of all around it, as often as they stand there."""
    known: dict[Container | None, tuple[str, ...]] = {None: ()}

    def chain(c: Container | None) -> tuple[str, ...]:
        if c not in known:
            known[c] = (*chain(c.parent), *scorer.named(c)) if c else ()
        return known[c]

    return [(scorer.named(c) if (c := b.container) else frozenset(), chain(c)) for b in blocks]


def host(url: str | None) -> str:
    """The publisher's domain: `news.example.co.uk` and `www.example.co.uk` are one."""
    name = urlsplit(url or "").netloc.lower().removeprefix("www.")
    parts = name.split(".")
    keep = 3 if len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3 else 2
    return ".".join(parts[-keep:])


# --- fitting -------------------------------------------------------------------------------------


@dataclass
class Models:
    """The three models; `data` is what the JSON file holds."""

    vocabulary: dict[tuple[str, str], int]
    tokens: LogisticRegression | None
    first: lgb.Booster
    second: lgb.Booster | None  # for dumps: on HTML a second look changed nothing that could be measured

    def apply(self, sheet: Sheet) -> np.ndarray:
        """Log-odds of each block of a page."""
        rows = _with_tokens(sheet, self.token_scores(sheet))
        first = _predicted(self.first, rows)
        return first if self.second is None else _predicted(self.second, _with_context(sheet, rows, first))

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
            "features": list(names(kind)),
            "margin": MARGIN[kind],
            "tokens": tokens,
            "first": _trees(self.first),
            "second": _trees(self.second) if self.second else [],
        }


def names(kind: str) -> tuple[str, ...]:
    """Names of the columns of the first look; the second has those of `context` before them."""
    return markup.NAMES if kind == "html" else plain.NAMES


def fit(pages: Sequence[Sheet], folds: int = FOLDS) -> Models:
    """The models of these pages, each fitted on out-of-fold scores of the one before."""
    part = fold_of(pages, folds)
    vocabulary, tokens = _fit_tokens(pages)
    inner: list[np.ndarray | None] = [None] * len(pages)
    if tokens is not None:
        for k in range(folds):
            words, model = _fit_tokens([p for p, f in zip(pages, part, strict=True) if f != k])
            for i, f in enumerate(part):
                if f == k and model is not None:
                    inner[i] = _token_scores(model, pages[i], words)
    rows = [_with_tokens(p, t) for p, t in zip(pages, inner, strict=True)]
    if tokens is not None:
        return Models(vocabulary, tokens, _boost(pages, rows, "html"), None)
    first = _boost(pages, rows, "first")
    around: list[np.ndarray] = [np.zeros(0)] * len(pages)
    for k in range(folds):
        chosen = [i for i, f in enumerate(part) if f != k]
        trees = _boost([pages[i] for i in chosen], [rows[i] for i in chosen], "first")
        for i, f in enumerate(part):
            if f == k:
                around[i] = _with_context(pages[i], rows[i], _predicted(trees, rows[i]))
    return Models(vocabulary, tokens, first, _boost(pages, around, "second"))


def fold_of(pages: Sequence[Sheet], folds: int) -> list[int]:
    """The fold of each page: all pages of a publisher are in one."""
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
    return sp.csr_matrix((ones, np.array(columns, dtype=np.int32), np.array(ends)), shape)


def _block_weights(page: Sheet) -> np.ndarray:
    """A page weighs 100 in all (less if its labels are weak), its blocks by their length."""
    w: np.ndarray = (np.array(page.words) + 1) ** LENGTH_POWER
    return np.asarray(w / w.sum() * 100 * (1.0 if page.gold["body"] is not None else WEAK_WEIGHT))


def _boost(pages: Sequence[Sheet], rows: Sequence[np.ndarray], look: str) -> lgb.Booster:
    x = np.concatenate(rows)
    y = np.concatenate([p.labels for p in pages])
    w = np.concatenate([_block_weights(p) for p in pages])
    known = ~np.isnan(y)
    options = {k: v for k, v in TREES[look].items() if k != "n"}
    data = lgb.Dataset(x[known], (y[known] >= 0.5).astype(float), weight=w[known])
    return lgb.train({**BOOSTING, **options}, data, TREES[look]["n"])


def _predicted(model: lgb.Booster, rows: np.ndarray) -> np.ndarray:
    return np.asarray(model.predict(rows, raw_score=True))


def _token_scores(
    model: LogisticRegression, page: Sheet, vocabulary: dict[tuple[str, str], int]
) -> np.ndarray:
    """Log-odds that the containers' tokens add, as `scorer` sums them: without the intercept."""
    scores = model.decision_function(_matrix([page], vocabulary)) - model.intercept_[0]
    return np.asarray(scores)


def _with_tokens(page: Sheet, scores: np.ndarray | None) -> np.ndarray:
    rows = page.rows.astype(np.float64)
    if scores is not None:
        rows[:, TOKENS_COLUMN] = scores
    return rows


def _with_context(page: Sheet, rows: np.ndarray, first: np.ndarray) -> np.ndarray:
    around = context.context(first.tolist(), page.words, page.groupings)
    return np.concatenate([np.array(list(around)), rows], axis=1)


def _trees(model: lgb.Booster) -> list[Any]:
    """The trees as `trees.compiled` takes them, numbers rounded to what matters."""

    def node(x: dict[str, Any]) -> Any:
        if "leaf_value" in x:
            return round(x["leaf_value"], 3)
        threshold = float(f"{x['threshold']:.5g}")
        return [x["split_feature"], threshold, node(x["left_child"]), node(x["right_child"])]

    return [node(t["tree_structure"]) for t in model.dump_model()["tree_info"]]


# --- judging -------------------------------------------------------------------------------------


def cross_validated(pages: Sequence[Sheet], folds: int = FOLDS) -> list[np.ndarray]:
    """Scores of every page by models that saw no page of its publisher."""
    part = fold_of(pages, folds)
    out: list[np.ndarray] = [np.zeros(0)] * len(pages)
    for k in range(folds):
        models = fit([p for p, f in zip(pages, part, strict=True) if f != k], folds=4)
        for i, f in enumerate(part):
            if f == k:
                out[i] = models.apply(pages[i])
        print(f"fold {k + 1} of {folds}", file=sys.stderr, flush=True)
    return out


def left_out(pages: Sequence[Sheet], key: str) -> dict[str, list[np.ndarray]]:
    """For each value of `key` (source, style): scores of its pages by models fitted on the others."""
    out: dict[str, list[np.ndarray]] = {}
    for value in sorted({getattr(p, key) for p in pages}):
        seen = {p.host for p in pages if getattr(p, key) == value} if key == "source" else set()
        models = fit([p for p in pages if getattr(p, key) != value and p.host not in seen], folds=4)
        out[value] = [models.apply(p) for p in pages if getattr(p, key) == value]
        print(f"without {value}", file=sys.stderr, flush=True)
    return out


def report(title: str, pages: Sequence[Sheet], scores: Sequence[np.ndarray], margin: float) -> None:
    """Mean F1 (P/R) of the kept blocks' text by source and by style; share of snippets right."""
    groups: dict[str, list[tuple[Sheet, np.ndarray]]] = defaultdict(list)
    for page, s in zip(pages, scores, strict=True):
        groups[f"{page.style:24} {page.source}"].append((page, s))
    for name, members in sorted(groups.items()):
        figures = page_scores((p.gold, kept(p, s, margin)) for p, s in members)
        print(f"{title:18} {name:38} {len(members):5}  {figures}")


def kept(page: Sheet, scores: np.ndarray, margin: float) -> str:
    """The text of the blocks that stay; a long text that comes again is kept once."""
    threshold = scorer.best_threshold(scores.tolist(), page.words) + margin
    seen: Counter[str] = Counter()
    out = []
    for text, s in zip(page.texts, scores, strict=True):
        if s >= threshold:
            seen[text] += 1
            if seen[text] == 1 or len(fold(text)) < 40:
                out.append(text)
    return "\n\n".join(out)


def main(argv: Sequence[str] | None = None) -> None:
    p = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    p.add_argument("corpus", type=Path)
    p.add_argument("--input", choices=["html", "text"], default="html")
    p.add_argument("--cross-validate", action="store_true", help="print figures by publisher left out")
    p.add_argument("--leave-out", choices=["source", "style"], help="print figures of what was left out")
    p.add_argument("--limit", type=int, help="pages a file, for a quick look")
    p.add_argument("-o", "--output", type=Path, help="where the weights go; default: into the package")
    args = p.parse_args(argv)
    pages = sheets(args.corpus, args.input, limit=args.limit)
    print(f"{len(pages)} pages, {sum(len(p.labels) for p in pages)} blocks", flush=True)
    margin = MARGIN[args.input]
    if args.cross_validate:
        report("cross-validated", pages, cross_validated(pages), margin)
    if args.leave_out:
        for value, scores in left_out(pages, args.leave_out).items():
            out = [p for p in pages if getattr(p, args.leave_out) == value]
            report(f"without {value}", out, scores, margin)
    output = args.output or Path(__file__).parent / f"{args.input}.json"
    data = fit(pages).data(args.input)
    output.write_text(json.dumps(data, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{output.name}: {output.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
