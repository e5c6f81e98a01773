#!/usr/bin/env python3
"""Measure how often title, day and authors are right, how often a claim is, and what is claimed without gold.

    fields.py [CORPUS] [--input html|dump-w3m|dump-mixed] [--source wcxb,fundus,…] [--misses authors [-n 40]]

CORPUS has a folder for each kind of input, with SOURCE.jsonl.gz in it. Each line is a page, as JSON with
`html` (or the dump), `url`, and gold `title`, `date` and `authors`.

right      share of the pages with gold whose value equals gold; for authors the mean F1 over pages
precise    share of the claims on those pages that are right
extra      pages without gold on which newsclean claims a value, out of all pages without gold

A source without gold for a field has no row. --misses lists the pages on which a field differs from gold.

--learnt measures the publishers of five pages or more, without a profile and with that of the other half of
their pages. Few of them have gold for days and authors, so a dump without it is held against what newsclean
reads from the page's HTML: --learnt --input dump-w3m.
"""

from __future__ import annotations

import argparse
import itertools
import logging
import re
import statistics
import unicodedata
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from corpus import rows_of

from newsclean import Article, clean, learn

_CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
_DAY = len("2024-05-03")


_LEAST_PAGES = 5  # of a publisher, for --learnt
_SOURCES = "wcxb,fundus,trafilatura,misinformation,postlight,dated,waddle"
_FIELDS = ("title", "date", "authors")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, nargs="?", default=_CORPUS)
    parser.add_argument("--input", default="html")
    parser.add_argument("--source", default=_SOURCES)
    parser.add_argument("--misses", choices=_FIELDS)
    parser.add_argument("-n", type=int, default=40)
    parser.add_argument("--learnt", action="store_true")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    if not options.misses:
        print(f"{'source':14} {'field':8} {'pages':>6} {'right':>6} {'precise':>8} {'extra':>9}")
    if options.learnt:
        print_learnt(options.corpus, options.input, options.source.split(","))
        return
    for source in options.source.split(","):
        pages = list(pages_of(options.corpus / options.input / f"{source}.jsonl.gz"))
        articles = [clean(page["html"], url=page["url"]) for page in pages]
        if options.misses:
            print_misses(pages, articles, options.misses, options.n)
        else:
            print_rows(source, pages, articles)


def print_rows(source: str, pages: list[Any], articles: list[Article]) -> None:
    found, gold = list(map(facts, articles)), list(map(facts_of_gold, pages))
    for field in _FIELDS:
        if any(x[field] for x in gold):
            print(f"{source:14} {field:8} {row([x[field] for x in gold], [x[field] for x in found])}")


def print_learnt(corpus: Path, kind: str, sources: list[str]) -> None:
    """Print the rows of the pages of large publishers, without and with a profile of the other half."""
    pages = [page for each in sources for page in pages_of(corpus / kind / f"{each}.jsonl.gz")]
    by_publisher: defaultdict[tuple[str, str | None], list[Any]] = defaultdict(list)
    for page in pages:
        host = urlsplit(page["url"] or "").hostname or ""
        by_publisher[host.removeprefix("www."), page.get("lang")].append(page)
    large = [sorted(x, key=lambda page: page["id"]) for x in by_publisher.values() if len(x) >= _LEAST_PAGES]
    pages = [page for each in large for half in (each[::2], each[1::2]) for page in half]
    plain = [clean(page["html"], url=page["url"]) for page in pages]
    learnt = []
    for each in large:
        for mine, others in ((each[::2], each[1::2]), (each[1::2], each[::2])):
            profile = learn((page["html"], page["url"]) for page in others)
            learnt += [clean(page["html"], url=page["url"], profile=profile) for page in mine]
    if kind != "html":
        with_facts_of_html(pages, corpus, sources)
    print_rows("none", pages, plain)
    print_rows("learnt", pages, learnt)


def with_facts_of_html(pages: list[Any], corpus: Path, sources: list[str]) -> None:
    """Give dumps without gold for authors or day what their pages' HTML says."""
    html = {page["id"]: page for each in sources for page in pages_of(corpus / "html" / f"{each}.jsonl.gz")}
    for page in pages:
        if page["id"] in html and not (page["date"] and page["authors"]):
            article = clean(html[page["id"]]["html"], url=page["url"])
            page["date"] = page["date"] or (article.published and article.published.isoformat())
            page["authors"] = page["authors"] or list(article.authors)


def print_misses(pages: list[Any], articles: list[Article], field: str, most: int) -> None:
    """Print the first pages on which the field differs from gold: address, gold, claim."""
    pairs = zip(pages, articles, strict=True)
    missed = (x for x in pairs if facts_of_gold(x[0])[field] not in (facts(x[1])[field], frozenset()))
    for page, article in itertools.islice(missed, most):
        claimed = getattr(article, "published" if field == "date" else field)
        print(f"{page['id']} {page['url']}\n    gold  {page[field]!r}\n    claim {claimed!r}")


def pages_of(path: Path) -> Iterator[dict[str, Any]]:
    return rows_of(path) if path.exists() else iter(())


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
