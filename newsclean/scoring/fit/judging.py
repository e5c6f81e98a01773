"""What models are worth on what they have not seen: pages of a publisher or a source, dumps of a tool."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from ...text.words import fold
from .. import scorer
from .gold import page_scores
from .models import FOLDS, fit, fold_of
from .sheets import Sheet

TOOL_FOLDS = 2  # so few, inside too, because each tool left out takes as many fits
LONG_TEXT = 40  # characters from which a text that comes again is a repeat


def cross_validated(pages: Sequence[Sheet], folds: int = FOLDS) -> list[np.ndarray]:
    """Scores of every page by models that saw no page of its publisher."""
    scores = _scored(pages, folds)
    return [scores[i] for i in range(len(pages))]


def _scored(pages: Sequence[Sheet], folds: int, without: str | None = None) -> dict[int, np.ndarray]:
    """Scores by number of a page, its publisher not seen; of the dumps of one tool, that not seen either."""
    part = fold_of(pages, folds)
    out: dict[int, np.ndarray] = {}
    for k in range(folds):
        taught = [p for p, f in zip(pages, part, strict=True) if f != k and p.tool != without]
        models = fit(taught, folds=max(2, folds - 1))
        tested = [i for i, f in enumerate(part) if f == k and without in (None, pages[i].tool)]
        out.update(zip(tested, models.apply([pages[i] for i in tested]), strict=True))
        print(f"fold {k + 1} of {folds}", f"without {without}" * bool(without), file=sys.stderr, flush=True)
    return out


def without_source(pages: Sequence[Sheet], margin: float) -> None:
    """Print, for each source: the figures of its pages by models of the other sources' publishers."""
    for source in sorted({p.source for p in pages}):
        own = [p for p in pages if p.source == source]
        hosts = {p.host for p in own}
        models = fit([p for p in pages if p.source != source and p.host not in hosts], folds=FOLDS - 1)
        report(f"without {source}", own, models.apply(own), margin)


def without_tool(pages: Sequence[Sheet], margin: float) -> None:
    """Print, for each dump tool, what it costs that the fitting has not seen it.

    Both figures are of the tool's own dumps, whatever their style, by models that saw no page of their
    publishers; one saw dumps of the tool of other publishers' pages, the other none.
    """
    known = _scored(pages, TOOL_FOLDS)
    print(f"{'tool':12} {'dumps':>5}  {'with it':>7}  {'without':>7}  {'loss':>7}", flush=True)
    for tool in sorted({p.tool for p in pages}):
        unknown = _scored(pages, TOOL_FOLDS, tool)
        before, after = (
            page_scores((pages[i].gold, kept(pages[i], scores[i], margin)) for i in unknown)["F1"]
            for scores in (known, unknown)
        )
        print(f"{tool:12} {len(unknown):5}  {before:7.4f}  {after:7.4f}  {before - after:+7.4f}", flush=True)


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
            if seen[text] == 1 or len(fold(text)) < LONG_TEXT:
                out.append(text)
    return "\n\n".join(out)
