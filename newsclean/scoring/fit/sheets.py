"""Prepares pages with gold for fitting: the features of their blocks, and the score each should get."""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from ...api import clean
from ...article import Article
from ...model import Block, Container, Page
from ...passes import DEFAULT_PASSES
from ...passes.body import body as body_pass
from ...pipeline import run
from ...readers import read
from ...text.domains import domain
from ...text.words import fold
from .. import scorer
from .dump_styles import STYLES, available, tool, tool_of_dump
from .gold import decisions, editor_labels, labels, weak_labels

SEED = 7
STYLES_PER_PAGE = 3  # dump styles made of each HTML page, besides the dumps in the corpus
LONG_TEXT = 40  # characters from which a text that occurs again is a repetition
TEACHER = 0.6  # least confidence of an article that labels dumps
# of the pages with a gold body that are also used as clean text: an article alone is all article
CLEAN_SHARE = 0.5


@dataclass
class Sheet:
    """A page ready for fitting, with the features and labels of its blocks."""

    id: str
    source: str
    host: str
    style: str
    tool: str
    """What made the dump: `w3m` for the styles "w3m 80" and "dump-w3m"; `html` for HTML."""
    rows: np.ndarray
    labels: np.ndarray  # NaN if unknown
    words: list[float]
    groupings: list[list[Any]]
    tokens: list[tuple[frozenset[str], tuple[str, ...]]]
    texts: list[str]
    gold: dict[str, Any]
    word_numbers: list[np.ndarray] | None = None
    """The words of the texts as numbers, filled in by `lexicons`."""

    @property
    def is_weak(self) -> bool:
        """Whether the labels come from snippets or from the HTML, and not from a gold body or an editor."""
        return self.gold["body"] is None and self.id not in decisions()

    def expected_f1(self, scores: np.ndarray) -> float:
        return scorer.expected_f1(scores.tolist(), self.words)

    def kept(self, scores: np.ndarray, margin: float) -> str:
        """Return the text of the blocks that stay by these scores; repeated long texts are kept once."""
        threshold = scorer.best_threshold(self.expected_f1(scores)) + margin
        seen: set[str] = set()
        out = []
        for text, score in zip(self.texts, scores, strict=True):
            if score >= threshold and (text not in seen or len(fold(text)) < LONG_TEXT):
                seen.add(text)
                out.append(text)
        return "\n\n".join(out)


@dataclass
class _Job:
    """A page of the corpus to make a sheet of. html: the source of a dump from the corpus."""

    style: str
    page: dict[str, Any]
    html: str | None = None


def sheets(corpus: Path, kind: str, workers: int = 2, limit: int | None = None) -> list[Sheet]:
    """Return the sheets of all pages of the corpus, as HTML or as dumps."""
    jobs = _html_jobs(corpus, limit) if kind == "html" else _dump_jobs(corpus, limit)
    with ProcessPoolExecutor(workers) as pool:
        found = pool.map(partial(_sheet, kind), jobs, chunksize=8)
        return [sheet for sheet in found if sheet is not None]


def _html_jobs(corpus: Path, limit: int | None) -> Iterator[_Job]:
    for path in sorted((corpus / "html").glob("*.jsonl.gz")):
        for page in _pages(path, limit):
            yield _Job("html", page)


def _dump_jobs(corpus: Path, limit: int | None) -> Iterator[_Job]:
    """Yield the corpus's own dumps, and each HTML page in a few more styles, chosen by seed."""
    names = available()
    choose = random.Random(SEED)
    for path in sorted((corpus / "html").glob("*.jsonl.gz")):
        pages = {page["id"]: page for page in _pages(path, limit)}
        for dumps in sorted(corpus.glob(f"dump-*/{path.name}")):
            for page in _pages(dumps, limit):
                if page["id"] in pages:
                    yield _Job(dumps.parent.name, page, pages[page["id"]]["html"])
        for page in pages.values():
            for name in choose.sample(names, STYLES_PER_PAGE):
                yield _Job(name, page)
            if page["body"] and page["title"] and choose.random() < CLEAN_SHARE:
                yield _Job("clean", {**page, "html": _clean_text(page)})


def _clean_text(page: dict[str, Any]) -> str:
    """Return title and body with blank lines between paragraphs: clean text, to be cleaned again."""
    return "\n\n".join([page["title"], *filter(None, map(str.strip, page["body"].split("\n")))])


def _pages(path: Path, limit: int | None) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for i, line in enumerate(lines):
            if limit is not None and i >= limit:
                return
            yield json.loads(line)


def _sheet(kind: str, job: _Job) -> Sheet | None:
    style, gold = job.style, job.page
    text = gold["html"]
    try:
        if style in STYLES:
            text = STYLES[style](text)
        made = tool(style) if job.html is None else tool_of_dump(text, job.html)
    except Exception as error:  # a dump tool's failure costs only this page
        print(f"{style} {gold['id']}: {error}", file=sys.stderr)
        return None
    page, _ = run(read(text, url=gold["url"]), DEFAULT_PASSES[: DEFAULT_PASSES.index(body_pass)])
    if not page.blocks or page.is_html != (kind == "html"):
        return None
    found = _labels(page.blocks, gold) if kind == "html" or gold["body"] is not None else _taught(page, gold)
    if found is None:
        return None
    columns, words, groupings = scorer.numbers(page, None)
    return Sheet(
        gold["id"],
        gold["source"],
        host(gold["url"]) or gold["id"],
        style,
        made,
        np.array(columns, dtype=np.float32).T,
        np.array(found),
        list(words),
        [_numbered(keys) for keys in groupings],
        _tokens(page.blocks) if kind == "html" else [],
        [b.text for b in page.blocks],
        {k: gold[k] for k in ("id", "body", "with", "without")},
    )


def _taught(page: Page, gold: dict[str, Any]) -> list[float] | None:
    """Return labels by the article of the page's HTML, None if that is in doubt.

    HTML shows far more of where a story begins and ends, so its scorer can teach the one of dumps.
    """
    article = _article(gold["html"], gold["url"])
    return labels(page.blocks, article.text) if (article.confidence or 0.0) >= TEACHER else None


@lru_cache(maxsize=8)  # a page's styles follow each other
def _article(html: str, url: str | None) -> Article:
    return clean(html, url=url)


def _labels(blocks: Sequence[Block], gold: dict[str, Any]) -> list[float]:
    if gold["body"] is not None:
        return labels(blocks, gold["body"])
    decided = decisions().get(gold["id"])
    return editor_labels(blocks, decided) if decided else weak_labels(blocks, gold)


def _numbered(keys: Iterable[Any]) -> list[int]:
    """Return group keys as small numbers, so that sheets can be sent between processes."""
    seen: dict[Any, int] = {}
    return [seen.setdefault(key, len(seen)) for key in keys]


def _tokens(blocks: Sequence[Block]) -> list[tuple[frozenset[str], tuple[str, ...]]]:
    """Return, for each block, its container's tokens, and those of all containers around it, with repeats."""
    known: dict[Container | None, tuple[str, ...]] = {None: ()}

    def chain(c: Container | None) -> tuple[str, ...]:
        if c not in known:
            known[c] = (*chain(c.parent), *scorer.tokens_and_tag(c)) if c else ()
        return known[c]

    return [(scorer.tokens_and_tag(c) if (c := b.container) else frozenset(), chain(c)) for b in blocks]


def host(url: str | None) -> str:
    """Return the publisher's domain: `news.example.co.uk` and `www.example.co.uk` have the same."""
    return domain(urlsplit(url or "").netloc)
