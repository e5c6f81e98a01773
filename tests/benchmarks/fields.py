#!/usr/bin/env python3
"""Measure how often title, day and authors are right, how often a claim is, and what is claimed without gold.

    fields.py [CORPUS] [--input html|dump-w3m|dump-mixed] [--source wcxb,fundus,…]

CORPUS has a folder for each kind of input, with SOURCE.jsonl.gz in it. Each line is a page, as JSON with
`html` (or the dump), `url`, and gold `title`, `date` and `authors`.

right      share of the pages with gold whose value equals gold; for authors the mean F1 over pages
precise    share of the claims on those pages that are right
extra      pages without gold on which newsclean claims a value, out of all pages without gold
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import statistics
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from newsclean import Article, clean

_CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
_DAY = len("2024-05-03")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, nargs="?", default=_CORPUS)
    parser.add_argument("--input", default="html")
    parser.add_argument("--source", default="wcxb,fundus,trafilatura")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    print(f"{'source':12} {'field':8} {'pages':>6} {'right':>6} {'precise':>8} {'extra':>9}")
    for source in options.source.split(","):
        pages = list(pages_of(options.corpus / options.input / f"{source}.jsonl.gz"))
        if not pages:
            continue
        found = [facts(clean(page["html"], url=page["url"])) for page in pages]
        gold = [facts_of_gold(page) for page in pages]
        for field in ("title", "date", "authors"):
            print(f"{source:12} {field:8} {row([x[field] for x in gold], [x[field] for x in found])}")


def pages_of(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def facts(article: Article) -> dict[str, frozenset[str]]:
    """Return each field as a set of comparable values, empty if the article has none."""
    return {
        "title": folded([article.title]),
        "date": frozenset([article.published.isoformat()[:_DAY]] if article.published else []),
        "authors": folded(article.authors),
    }


def facts_of_gold(page: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {
        "title": folded([page["title"]]),
        "date": frozenset([page["date"][:_DAY]] if page["date"] else []),
        "authors": folded(page["authors"] or []),
    }


def folded(texts: Iterable[str | None]) -> frozenset[str]:
    """Return the texts without case, accents and punctuation."""
    words = (re.findall(r"[^\W_]+", unicodedata.normalize("NFKD", x or "").casefold()) for x in texts)
    return frozenset(" ".join(x) for x in words if x)


def row(gold: list[frozenset[str]], found: list[frozenset[str]]) -> str:
    told = [(want, got) for want, got in zip(gold, found, strict=True) if want]
    claims = [(want, got) for want, got in told if got]
    right = statistics.mean(map(f1, told)) if told else 0.0
    precise = statistics.mean(len(want & got) / len(got) for want, got in claims) if claims else 0.0
    untold = [got for want, got in zip(gold, found, strict=True) if not want]
    return f"{len(told):6} {right:6.3f} {precise:8.3f} {sum(map(bool, untold)):5}/{len(untold)}"


def f1(pair: tuple[frozenset[str], frozenset[str]]) -> float:
    want, got = pair
    return 2 * len(want & got) / (len(want) + len(got))


if __name__ == "__main__":
    main()
