"""The totals of a run, counted row by row, from which a report is made.

A row is an Article, a row of `clean_many`, an Explanation, or a row of a file of cleaned pages.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..article import Article
from ..edits import drop_counts
from ..explanation import Explanation
from ..text.domains import hostname
from ..text.words import count_words

if TYPE_CHECKING:
    from ..outcome import Outcome

FIELDS = (
    "title", "subtitle", "authors", "dateline", "published", "language", "publisher", "section", "images",
    "body",
)  # fmt: skip
_EXAMPLES = 3  # per kind: enough to start with, and totals stay small for a run of millions
_NO_HOST = "no address"


@dataclass(frozen=True, slots=True)
class Example:
    """A page to look at."""

    name: str
    """Its title, or else its address, file or number."""
    url: str | None


@dataclass(slots=True)
class Host:
    """Counts of one host's pages."""

    pages: int = 0
    empty: int = 0
    """Pages with an empty body."""
    untouched: int = 0
    """Pages from which nothing was removed."""
    articles: int = 0
    warned: int = 0
    """Articles with warnings."""
    rated: int = 0
    """Articles with a confidence."""
    confidence: float = 0.0
    """The sum of their confidences."""
    empty_examples: list[Example] = field(default_factory=list)
    untouched_examples: list[Example] = field(default_factory=list)

    def count_article(
        self, values: Mapping[str, Any], body: list[Mapping[str, Any]], example: Example
    ) -> None:
        self.articles += 1
        self.warned += bool(values.get("warnings"))
        confidence = values.get("confidence")
        if isinstance(confidence, (int, float)) and 0 <= confidence <= 1:
            self.rated += 1
            self.confidence += confidence
        if not body:
            self.empty += 1
            _add_example(self.empty_examples, example)


@dataclass(slots=True)
class RunTotals:
    """Counts of a run."""

    pages: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    """Without regions: "en" for en-GB."""
    days: Counter[dt.date | None] = field(default_factory=Counter)
    words: Counter[int] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    hosts: dict[str, Host] = field(default_factory=dict)
    examples: dict[str, list[Example]] = field(default_factory=dict)
    """By status or kind of error."""
    traced: int = 0
    """Pages whose removals are known."""
    removed: Counter[str] = field(default_factory=Counter)
    read: int = 0
    unit: str = "blocks"
    """The unit of `removed` and `read`: characters if known for every traced page, else blocks."""

    @property
    def articles(self) -> int:
        return self.statuses.total()

    @classmethod
    def of(cls, rows: Iterable[Article | Outcome | Explanation | Mapping[str, Any]]) -> RunTotals:
        counts = cls()
        characters: Counter[str] = Counter()
        characters_read = explained = 0
        for n, row in enumerate(rows):
            if isinstance(row, Explanation):
                characters.update(row.removed())
                characters_read += sum(len(b.text) for b in row.page.blocks)
                explained += 1
            counts._count(n, *_read_row(row))
        if explained and explained == counts.traced:
            counts.removed, counts.read, counts.unit = characters, characters_read, "characters"
        return counts

    def _count(
        self, n: int, values: Mapping[str, Any], error: Mapping[str, Any] | None, dropped: Counter[str] | None
    ) -> None:
        self.pages += 1
        address = next((x for x in map(values.get, ("url", "source_url")) if isinstance(x, str) and x), None)
        host = self.hosts.setdefault(hostname(address or "") or _NO_HOST, Host())
        host.pages += 1
        file, title, number = _text(values.get("file")), _text(values.get("title")), f"row {n}"
        if error is not None:
            kind = _text(error.get("kind")) or "error"
            self.errors[kind] += 1
            name = f"{file or address or number}: {_text(error.get('message'))}"
            self._add_example(kind, Example(name, address))
            return
        example = Example(title or address or file or number, address)
        body = [b for b in values.get("body") or () if isinstance(b, Mapping)]
        self._count_article(values, body, example)
        host.count_article(values, body, example)
        if dropped is not None:
            self.traced += 1
            self.removed.update(dropped)
            self.read += len(body) + dropped.total()
            if body and not dropped:
                host.untouched += 1
                _add_example(host.untouched_examples, example)

    def _count_article(
        self, values: Mapping[str, Any], body: list[Mapping[str, Any]], example: Example
    ) -> None:
        status = _text(values.get("status")) or "unknown"
        self.statuses[status] += 1
        self._add_example(status, example)
        self.languages[_text(values.get("language")).partition("-")[0] or "unknown"] += 1
        self.days[_day(_text(values.get("published")))] += 1
        self.missing.update(name for name in FIELDS if not values.get(name))
        self.words[sum(count_words(_text(b.get("text"))) for b in body if b.get("kind") != "caption")] += 1

    def _add_example(self, kind: str, example: Example) -> None:
        _add_example(self.examples.setdefault(kind, []), example)


def _add_example(examples: list[Example], example: Example) -> None:
    if len(examples) < _EXAMPLES:
        examples.append(example)


# --- rows ---------------------------------------------------------------------------------------


def _read_row(
    row: Article | Outcome | Explanation | Mapping[str, Any],
) -> tuple[Mapping[str, Any], Mapping[str, Any] | None, Counter[str] | None]:
    """Return a row's values as `Article.to_dict()` names them, its error, and blocks dropped by pass."""
    if isinstance(row, Article):
        return row.to_dict(), None, None
    if isinstance(row, Explanation):
        article = row.article
        values = article.to_dict() | {"url": article.url or row.page.url}
        return values, None, drop_counts(row.trace)
    if isinstance(row, Mapping):
        trace, removed = row.get("trace"), row.get("removed")
        if isinstance(removed, Mapping):  # written by `newsclean clean`
            counts = {str(by): n for by, n in removed.items() if isinstance(n, int)}
            return row, row.get("error"), Counter(counts)
        return row, row.get("error"), None if trace is None else Counter(_dropping_passes(trace))
    if row.article is None:
        error = {"kind": row.error.kind, "message": row.error.message} if row.error else {}
        return {"url": row.url, "file": row.key if isinstance(row.key, str) else None}, error, None
    values = row.article.to_dict() | {"url": row.article.url or row.url}
    return values, None, None if row.trace is None else drop_counts(row.trace)


def _dropping_passes(trace: Any) -> Iterator[str]:
    """Yield the pass of each drop in a trace read from a file: `{"by": "sidebars", "action": "drop", …}`."""
    for step in trace if isinstance(trace, list) else ():
        if isinstance(step, Mapping) and step.get("action") == "drop":
            yield _text(step.get("by")) or "unknown"


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
