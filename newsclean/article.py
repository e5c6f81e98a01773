"""The Article: what comes out of a page."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, fields
from typing import Any, Literal

from .model import Block

Status = Literal["ok", "empty", "listing", "paywalled", "truncated"]

Day = dt.date  # a datetime is a date too: `published` holds a date where only the day is known


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the article. `url` is absolute where the page's address is known."""

    url: str
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening "LONDON, March 7 (Reuters) -" of a news story.

    `raw` is the text as it stood, separator included. `date` is a `date`, or the ISO form
    `--MM-DD` where the dateline names no year.
    """

    raw: str
    place: str | None = None
    agency: str | None = None
    date: dt.date | str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What is left of a page, and what is known of it. An absent fact is `None` or `()`, never a guess."""

    title: str | None = None
    subtitle: str | None = None
    """The dek: the sentence or two under the headline."""
    authors: tuple[str, ...] = ()
    dateline: Dateline | None = None
    published: dt.datetime | dt.date | None = None
    """A `date` where only the day is known; a naive datetime where the page gives no zone."""
    modified: dt.datetime | dt.date | None = None
    language: str | None = None
    """BCP 47."""
    direction: str | None = None
    """`ltr` or `rtl`."""
    publisher: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    url: str | None = None
    description: str | None = None
    images: tuple[Image, ...] = ()
    body: tuple[Block, ...] = ()
    status: Status = "ok"
    confidence: float = 0.0
    """How sure the body is, 0 to 1."""
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Paragraphs, headings, quotes, list items and table rows of the body, joined by blank lines."""
        return "\n\n".join(b.text for b in self.body if b.kind != "caption")

    def to_dict(self) -> dict[str, Any]:
        """Every field by its name, made of what JSON holds: dates in ISO 8601, absent facts null or []."""
        names = [f.name for f in fields(self) if f.name != "body"]
        out: dict[str, Any] = {name: _plain(getattr(self, name)) for name in names}
        out["body"] = [
            {"kind": b.kind, "text": b.text, **({"level": b.level} if b.level else {})} for b in self.body
        ]
        return out

    def to_json(self, **options: Any) -> str:
        """`to_dict()` as JSON; `options` go to `json.dumps` (`indent=2`)."""
        return json.dumps(self.to_dict(), **{"ensure_ascii": False, **options})

    def to_markdown(self) -> str:
        """Title, subtitle and body as Markdown: headings, lists, quotes, tables, code and links stay such."""
        from .formats.markdown import markdown  # only for those who ask for it

        return markdown(self)

    def to_schema_org(self) -> dict[str, Any]:
        """A schema.org NewsArticle, as JSON-LD has it; only what is known."""
        from .formats.schema_org import news_article  # only for those who ask for it

        return news_article(self)

    def _repr_html_(self) -> str:
        """What a notebook shows: the article as a reader would have it."""
        from .display.article_view import fragment  # only for those who ask for it

        return fragment(self)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, (Dateline, Image)):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value
