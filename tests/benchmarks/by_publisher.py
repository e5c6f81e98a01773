#!/usr/bin/env python3
"""Measure the whole pipeline on a corpus, with weights that saw no page of the publisher.

    by_publisher.py BENCH CORPUS [--input html|text] [--parts 5 | --leave-out source] [--output FILE]

BENCH is the folder with measure.py; CORPUS is what `python -m newsclean.scoring.fit` takes. The publishers
are split into parts. For each part, the models are fitted on the others, and all default passes
clean its pages with these weights. With `--leave-out source` each source is a part, and the models see
neither its pages nor others of its publishers. `--input text` fits on dumps of all styles, and cleans those
in CORPUS/dump-*. Needs `pip install --editable '.[fit]'`, and takes four minutes for 2,600 pages of HTML.

It prints means over a source's pages, all of them shares from 0 to 1:

F1 P R     four-word shingles of the body; F1 is that of the mean P and the mean R
lead end   pages on which gold's first or last paragraph is in the text, title or subtitle
holes      gold's paragraphs between these two that are missing
foreign    the text's shingles that gold does not have
wild       pages on which that is more than a quarter
snippets   required snippets that are in the text, and forbidden ones that are not (pages without a gold body)

`--output` writes a line of JSON a page: `id`, `source`, `input` (the folder), `part` (its number, or the
source), the page's own figures (`f1` and those above; null where it has none) and the Article's `confidence`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial, wraps
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from corpus import rows_of

from newsclean import DEFAULT_PASSES, Article, clean
from newsclean.model import Edit, Page
from newsclean.passes.body import body
from newsclean.pipeline import Pass
from newsclean.scoring import scorer
from newsclean.scoring.fit.models import FOLDS, fit, fold_of
from newsclean.scoring.fit.sheets import Sheet, host, sheets

Row = dict[str, Any]

WHOLE = ("lead", "end", "holes", "foreign", "wild")
FIGURES = ("P", "R", *WHOLE, "snippets")
WILD = 0.25  # share of foreign text, as in measure.py


class Part(NamedTuple):
    """Pages to clean, with the sheets to fit their weights on."""

    name: str
    training: list[Sheet]
    pages: list[Row]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--input", choices=["html", "text"], default="html")
    parser.add_argument("--parts", type=int, default=FOLDS, help="of the publishers; fewer take less time")
    parser.add_argument("--leave-out", choices=["source"])
    parser.add_argument("--margin", type=float, help="log-odds above the best threshold; default: as fitted")
    parser.add_argument("--limit", type=int, help="pages per file, for a quick look")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--output", type=Path, help="where to write the figures of each page")
    asked = parser.parse_args()
    measure = measures(asked.bench)
    prepared = sheets(asked.corpus, asked.input, asked.workers, asked.limit)
    pages = list(pages_with_gold(asked.corpus, asked.input, asked.limit))
    tell(f"{len(prepared)} pages to fit on, {len(pages)} to clean")
    split = by_source if asked.leave_out else partial(by_publisher, parts=asked.parts)
    inner = max(2, asked.parts - 1)
    rows = measured(split(prepared, pages), asked.bench, asked.input, inner, asked.margin, asked.workers)
    if asked.output:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        asked.output.write_text("".join(lines), encoding="utf-8")
    print_means(rows, measure.f1)
    return 0


def pages_with_gold(corpus: Path, kind: str, limit: int | None) -> Iterator[Row]:
    """Yield the corpus's pages that have a body or snippets, with the name of their folder as `input`."""
    for path in sorted(corpus.glob("html/*.jsonl.gz" if kind == "html" else "dump-*/*.jsonl.gz")):
        for page in islice(rows_of(path), limit):
            if page["body"] is not None or page["with"]:
                yield page | {"input": path.parent.name}


# --- what is fitted on, and what is cleaned ---------------------------------------------------------


def by_publisher(prepared: Sequence[Sheet], pages: Sequence[Row], parts: int = FOLDS) -> Iterator[Part]:
    """Yield the publishers' parts. A publisher without a sheet is in no training, so any part will do."""
    folds = fold_of(prepared, parts)
    fold = {sheet.host: k for sheet, k in zip(prepared, folds, strict=True)}
    for k in range(parts):
        training = [sheet for sheet, each in zip(prepared, folds, strict=True) if each != k]
        yield Part(str(k + 1), training, [page for page in pages if fold.get(publisher(page), 0) == k])


def by_source(prepared: Sequence[Sheet], pages: Sequence[Row]) -> Iterator[Part]:
    """Yield the sources' parts; other sources' pages of the same publishers are not trained on either."""
    for source in sorted({page["source"] for page in pages}):
        own = [page for page in pages if page["source"] == source]
        known = {publisher(page) for page in own} | {s.host for s in prepared if s.source == source}
        yield Part(source, [s for s in prepared if s.source != source and s.host not in known], own)


def publisher(page: Mapping[str, Any]) -> str:
    return host(page["url"]) or page["id"]


# --- fitting and cleaning ---------------------------------------------------------------------------


def measured(
    parts: Iterable[Part], bench: Path, kind: str, folds: int, margin: float | None, workers: int
) -> list[Row]:
    """Return the rows of all pages. While a part is fitted, the workers clean the pages of those before."""
    found = []
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(workers) as pool:
        for part in parts:
            if not part.pages:
                continue
            data = fit(part.training, folds=folds).data(kind)
            if margin is not None:
                data["margin"] = margin
            weights = Path(folder, f"{part.name}.json")
            weights.write_text(json.dumps(data), encoding="utf-8")
            job = partial(cleaned, bench, kind, part.name, weights)
            found.append(pool.map(job, part.pages, chunksize=8))
            tell(f"{part.name}: fitted on {len(part.training)} pages, {len(part.pages)} to clean")
        return [each for rows in found for each in rows]


def cleaned(bench: Path, kind: str, part: str, weights: Path, page: Row) -> Row:
    """Clean a page with the part's weights, and return its figures. Runs in a worker."""
    article = clean(page["html"], url=page["url"], passes=passes_by(kind, weights))
    return {
        "id": page["id"],
        "source": page["source"],
        "input": page["input"],
        "part": part,
        **figures(measures(bench), page, article),
        "confidence": article.confidence,
    }


@cache
def passes_by(kind: str, weights: Path) -> tuple[Pass, ...]:
    """Return the default passes, with a scorer that uses these weights."""
    by = scorer.load(json.loads(weights.read_text(encoding="utf-8")))

    @wraps(body)
    def body_by(page: Page) -> Iterable[Edit]:
        return body(page, by if page.is_html == (kind == "html") else None)

    return tuple(body_by if each is body else each for each in DEFAULT_PASSES)


@cache
def measures(bench: Path) -> ModuleType:
    """Return measure.py of the folder, imported."""
    spec = importlib.util.spec_from_file_location("measure", bench / "measure.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{bench} has no measure.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- figures ----------------------------------------------------------------------------------------


def figures(measure: ModuleType, page: Row, article: Article) -> dict[str, float | None]:
    """Return a page's figures, None for those that it does not have."""
    text = text_of(article)
    shares = measure.score([page], {page["id"]: {"text": text}})
    found = {"f1": shares.get("F1"), "P": shares.get("P"), "R": shares.get("R"), **dict.fromkeys(WHOLE)}
    if page["body"] is not None:
        beside = f"{article.title or ''}\n{article.subtitle or ''}"
        if whole := measure.wholeness(text, page["body"], page["html"], beside):
            found |= dict(zip(WHOLE, (*whole, whole[-1] > WILD), strict=True))
    return found | {"snippets": shares.get("snip")}


def text_of(article: Article) -> str:
    """Return the text with its dateline, which gold bodies include."""
    raw = article.dateline.raw if article.dateline else None
    return f"{raw} {article.text}" if raw and not article.text.startswith(raw) else article.text


def print_means(rows: Sequence[Row], f1: Callable[[float, float], float]) -> None:
    print(f"{'input':10} {'source':14} {'pages':>5} " + " ".join(f"{name:>8}" for name in ("F1", *FIGURES)))
    for name, source in sorted({(row["input"], row["source"]) for row in rows}):
        own = [row for row in rows if (row["input"], row["source"]) == (name, source)]
        means = {each: mean(row[each] for row in own) for each in FIGURES}
        if means["R"] is not None:
            means["F1"] = f1(means["P"] or 0.0, means["R"])
        values = (means.get(each) for each in ("F1", *FIGURES))
        told = " ".join(f"{'-' if value is None else f'{value:.4f}':>8}" for value in values)
        print(f"{name:10} {source:14} {len(own):5} {told}", flush=True)


def mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.mean(known) if known else None


def tell(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
