"""Measures models on unseen pages: of other publishers, of another source, of another dump tool."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from .gold import page_scores
from .models import FOLDS, fit, fold_of
from .sheets import Sheet

TOOL_FOLDS = 2  # few, for the inner folds too, because each tool left out takes as many fits


def cross_validated(pages: Sequence[Sheet]) -> list[np.ndarray]:
    """Return each page's scores from models that saw no page of its publisher."""
    scores = _scored(pages, FOLDS)
    return [scores[i] for i in range(len(pages))]


def _scored(pages: Sequence[Sheet], folds: int, without: str | None = None) -> dict[int, np.ndarray]:
    """Return scores by page index, from models without its publisher; for one tool's dumps, without both."""
    part = fold_of(pages, folds)
    out: dict[int, np.ndarray] = {}
    for k in range(folds):
        training = [p for p, f in zip(pages, part, strict=True) if f != k and p.tool != without]
        models = fit(training, folds=max(2, folds - 1))
        tested = [i for i, f in enumerate(part) if f == k and without in (None, pages[i].tool)]
        out.update(zip(tested, models.apply([pages[i] for i in tested]), strict=True))
        print(f"fold {k + 1} of {folds}", f"without {without}" * bool(without), file=sys.stderr, flush=True)
    return out


def report_without_source(pages: Sequence[Sheet], margin: float) -> None:
    """Print, for each source, the scores of its pages from models of the other sources' publishers."""
    for source in sorted({p.source for p in pages}):
        own = [p for p in pages if p.source == source]
        hosts = {p.host for p in own}
        models = fit([p for p in pages if p.source != source and p.host not in hosts], folds=FOLDS - 1)
        report(f"without {source}", own, models.apply(own), margin)


def report_without_tool(pages: Sequence[Sheet], margin: float) -> None:
    """Print, for each dump tool, how much is lost if it is unknown to the models.

    Both scores are for the tool's own dumps of all styles, from models that saw no page of their
    publishers. One model saw the tool's dumps of other publishers' pages, the other saw none.
    """
    known = _scored(pages, TOOL_FOLDS)
    print(f"{'tool':12} {'dumps':>5}  {'with it':>7}  {'without':>7}  {'loss':>7}", flush=True)
    for tool in sorted({p.tool for p in pages}):
        unknown = _scored(pages, TOOL_FOLDS, tool)
        before, after = (
            page_scores((pages[i].gold, pages[i].kept(scores[i], margin)) for i in unknown)["F1"]
            for scores in (known, unknown)
        )
        print(f"{tool:12} {len(unknown):5}  {before:7.4f}  {after:7.4f}  {before - after:+7.4f}", flush=True)


def report(title: str, pages: Sequence[Sheet], scores: Sequence[np.ndarray], margin: float) -> None:
    """Print mean F1 (P/R) of the kept blocks' text, or the share of right snippets, by style and source."""
    groups: dict[str, list[tuple[Sheet, np.ndarray]]] = defaultdict(list)
    for page, s in zip(pages, scores, strict=True):
        groups[f"{page.style:24} {page.source}"].append((page, s))
    for name, members in sorted(groups.items()):
        figures = page_scores((p.gold, p.kept(s, margin)) for p, s in members)
        print(f"{title:18} {name:38} {len(members):5}  {figures}")
