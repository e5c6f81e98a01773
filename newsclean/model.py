"""The shapes that flow through newsclean: Block, Page, and the Article at the end.

All are frozen and slotted; an Article is hashable, picklable and holds no parser's objects.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from .edits import Claim

Kind = Literal["paragraph", "heading", "list_item", "quote", "caption", "table", "code", "correction"]
Source = Literal["html", "text"]
Status = Literal["ok", "empty", "listing", "paywalled", "truncated"]
Day = dt.date  # a datetime is a date too: `published` holds a date where only the day is known


@dataclass(frozen=True, slots=True, eq=False)
class Container:
    """An HTML element around blocks: what a pass may know of where a block stood.

    Containers form a chain by `parent` up to `<body>`. They compare by identity: two
    blocks stand in the same element if `a.container is b.container`.
    """

    tag: str
    tokens: frozenset[str]
    """Lower-case words of class, id, role, itemprop and data-* names: `"post-Body"` gives post, body."""
    parent: Container | None
    depth: int
    classes: str = ""
    """The class attribute as written: what siblings of one build share."""
    hidden: bool = False
    """Said not to be displayed: `hidden`, `aria-hidden`, `style="display:none"`; its children too."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside a block's text: `text[start:end]` leads to `href`."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True)
class Block:
    """One run of text that a reader of the page sees as a unit.

    A block read from HTML knows its `container`; one read from a dump knows its `line`,
    `indent` and the blank lines around it. The rest is the same.
    """

    id: int
    """Source order, from 0. Stable: a gap tells a pass that something was removed between."""
    kind: Kind
    text: str
    """White space folded to single blanks; `code` keeps its line breaks; a `table` block is one row, cells
    parted by tabs."""
    level: int = 0
    """Of a heading 1 to 6 (0: unknown); of a list item its depth, from 1."""
    marker: str = ""
    """What stood before a list item: `"•"`, `"3."`; for HTML `"•"` in `<ul>`, the number in `<ol>`."""
    links: tuple[Link, ...] = field(default=(), compare=False)
    bold: int = field(default=0, compare=False)
    """Characters in `<b>`, `<strong>` and the like."""
    container: Container | None = field(default=None, compare=False, repr=False)
    line: int = field(default=0, compare=False)
    """First line in the dump, from 1."""
    indent: int = field(default=0, compare=False)
    """Columns before the text (after the bullet, for a list item) in the dump."""
    blank_before: int = field(default=0, compare=False)
    """Blank lines before it in the dump."""
    blank_after: int = field(default=0, compare=False)

    @property
    def link_density(self) -> float:
        """Share of the text's characters that are link text, 0 to 1."""
        if not self.links or not self.text:
            return 0.0
        return min(1.0, sum(x.end - x.start for x in self.links) / len(self.text))


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
class TimeTag:
    """A `<time>` element (or itemprop date): its machine-readable value, its text, and its block."""

    datetime: str
    text: str
    block: int
    """Id of the block it stands in, or of the next one."""
    container: Container | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ImageTag:
    """An `<img>` of the page, before anything decided whether it belongs to the article."""

    url: str
    alt: str
    block: int
    """Id of the block it stands in, or of the next one."""
    container: Container | None = field(default=None, compare=False, repr=False)
    width: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What the page says of itself outside its visible text, as read and undecided."""

    title: str = ""
    """Text of `<title>`."""
    meta: tuple[tuple[str, str], ...] = ()
    """(lower-case name, property or itemprop; content) of `<meta>`, in order."""
    links: tuple[tuple[str, str], ...] = ()
    """(rel, href) of `<link>` and of `<a rel=author>`, in order."""
    json_ld: tuple[Mapping[str, Any], ...] = ()
    """The objects of all JSON-LD scripts, @graph and lists laid flat."""
    language: str = ""
    """The `lang` of `<html>` or `<body>`."""
    direction: str = ""
    """The `dir` of `<html>` or `<body>`."""
    times: tuple[TimeTag, ...] = ()
    images: tuple[ImageTag, ...] = ()
    worked_out: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What pure functions of the head have worked out of it once, for those who ask again."""

    def named(self, *names: str) -> list[str]:
        """Contents of the meta tags of these names, in the order of `names`."""
        by_name = self.worked_out.get("meta")
        if by_name is None:
            by_name = self.worked_out["meta"] = {}
            for name, content in self.meta:
                if content:
                    by_name.setdefault(name, []).append(content)
        return [content for name in names for content in by_name.get(name, ())]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the passes see it: its live blocks, its head, and the claims made so far."""

    source: Source
    blocks: tuple[Block, ...]
    url: str | None = None
    head: Head = field(default_factory=Head)
    claims: tuple[Claim, ...] = ()
    warnings: tuple[str, ...] = ()

    def claimed(self, name: str) -> Any:
        """The value last claimed for a field, or None."""
        return next((c.value for c in reversed(self.claims) if c.field == name), None)

    @property
    def tokens_known(self) -> bool:
        """Whether blocks know their containers (HTML) or only their lines (a dump)."""
        return self.source == "html"


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
