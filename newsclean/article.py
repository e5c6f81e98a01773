"""The Article, with its Dateline and Images: the result of cleaning a page."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self, TypedDict, Unpack

from .model import Block
from .text.counted import counted
from .text.visible import clipped, visible
from .text.words import count_words, fold

Status = Literal["ok", "empty", "listing", "paywalled", "truncated", "blocked", "error"]

_REPR_TEXT = 60  # characters of the title and of the authors in `repr`

Day = dt.date  # a datetime is a date too: `published` holds a date if only the day is known


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the article. `url` is absolute if the page's address is known."""

    url: str
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    after: int | None = None
    """Id of the body block that it follows; None if it is above the text, or only declared in the head."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A reader's comment on the article. Facts that are uncertain are None."""

    author: str | None
    """The name as shown."""
    published: dt.datetime | dt.date | None
    """A `date` if only the day is known; a naive datetime if the page gives no time zone."""
    text: str
    """Its paragraphs, joined by blank lines."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening "LONDON, March 7 (Reuters) -" of a news story.

    `raw` is the original text including the separator. `date` is a `date`, or the ISO form
    `--MM-DD` if the dateline names no year.
    """

    raw: str
    place: str | None = None
    agency: str | None = None
    date: dt.date | str | None = None


class Choices(TypedDict, total=False):
    """The options of `to_markdown`, `to_html` and `to_tei`; `Article.simplified` describes them."""

    tables: bool
    lists: bool
    code: bool
    quotes: bool
    captions: bool
    images: bool
    links: bool
    emphasis: bool


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a page, with facts about it. An absent fact is `None` or `()`, never a guess."""

    title: str | None = None
    subtitle: str | None = None
    """The dek: the sentence or two under the headline."""
    kicker: str | None = None
    """The words set over or before the headline: "Housing", "After the flood"."""
    authors: tuple[str, ...] = ()
    dateline: Dateline | None = None
    published: dt.datetime | dt.date | None = None
    """A `date` if only the day is known; a naive datetime if the page gives no time zone."""
    modified: dt.datetime | dt.date | None = None
    language: str | None = None
    """A BCP 47 tag."""
    direction: str | None = None
    """`ltr` or `rtl`."""
    publisher: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    url: str | None = None
    hostname: str | None = None
    """The host of `url`: `www.echo.example`."""
    description: str | None = None
    license: str | None = None
    """The address of the licence that the page declares, or its name."""
    images: tuple[Image, ...] = ()
    comments: tuple[Comment, ...] = ()
    """Readers' comments in the page's order, if `clean` was asked for them; they are never in the body."""
    body: tuple[Block, ...] = ()
    status: Status = "ok"
    confidence: float = 0.0
    """Confidence that the body is right, 0 to 1."""
    warnings: tuple[str, ...] = ()

    @property
    def published_day(self) -> dt.date | None:
        """The day of `published`, always a `date`, for sorting and grouping."""
        return self.published.date() if isinstance(self.published, dt.datetime) else self.published

    @property
    def text(self) -> str:
        """The body's paragraphs, headings, quotes, list items and table rows, joined by blank lines."""
        return "\n\n".join(b.text for b in self.body if b.kind != "caption")

    @property
    def lead_image(self) -> Image | None:
        """The main image: the one that the page declares, or else the first."""
        return self.images[0] if self.images else None

    @property
    def fingerprint(self) -> str:
        """A SHA-256 hash of the text, in hex, that ignores case, accents and punctuation.

        Copies of a text have the same one. For near copies, see "Find duplicates" in the documentation.
        """
        return hashlib.sha256(" ".join(fold(b.text) for b in self.body).encode()).hexdigest()

    def to_dict(self) -> dict[str, Any]:
        """Return every field by name as JSON values, with `schema` (its version), `published_day` and `text`.

        Dates are ISO 8601 strings, absent facts None or []. `from_dict` reads the result back.
        """
        from .formats.plain_data import plain_data  # imported on demand

        return plain_data(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the article that `to_dict` turned into `data`.

        data: the result of `to_dict`, or a row that `newsclean clean` or an adapter wrote:
            `json.loads(line)`, `table.to_pylist()[0]`. Unknown keys are ignored. All keys but `body` may be
            absent, as in data of older versions. Blocks without an `id` are numbered.

        Raises ValueError if `data` has a newer schema or is not an article.

            >>> article = Article(title="Rain", published=dt.date(2024, 5, 3))
            >>> Article.from_dict(json.loads(article.to_json())) == article
            True
        """
        from .formats.plain_data import article_fields  # imported on demand

        return cls(**article_fields(data))

    def to_json(self, **options: Any) -> str:
        """Return `to_dict()` as JSON; `options` are passed to `json.dumps`: `to_json(indent=2)`."""
        return json.dumps(self.to_dict(), **{"ensure_ascii": False, **options})

    def simplified(
        self,
        *,
        tables: bool = True,
        lists: bool = True,
        code: bool = True,
        quotes: bool = True,
        captions: bool = True,
        images: bool = True,
        links: bool = True,
        emphasis: bool = True,
    ) -> Article:
        """Return the article without some of its parts: `article.simplified(tables=False).text`.

        `to_markdown`, `to_html` and `to_tei` take the same choices.

        tables, lists, code, quotes: False removes these blocks, with their text.
        captions: False removes captions and the credits of images.
        images: False removes images, with their captions.
        links, emphasis: False removes links, or bold and italics, but keeps their text. References to
            footnotes are links.
        """
        kept = {
            "tables": tables,
            "lists": lists,
            "code": code,
            "quotes": quotes,
            "captions": captions,
            "images": images,
            "links": links,
            "emphasis": emphasis,
        }
        from .formats.choices import simplified  # imported on demand

        return simplified(self, kept)

    def to_markdown(self, **choices: Unpack[Choices]) -> str:
        """Return title, subtitle and body as Markdown, with formatting, links and images.

        choices: as in `simplified`: `to_markdown(links=False, images=False)`.
        """
        from .formats.markdown import markdown  # imported on demand

        return markdown(self.simplified(**choices))

    def to_html(self, **choices: Unpack[Choices]) -> str:
        """Return the article as clean, semantic HTML: an `<article>` without styles, scripts or classes.

        The only class is the language of a code block: `language-python`.
        choices: as in `simplified`.
        """
        from .formats.semantic_html import semantic_html  # imported on demand

        return semantic_html(self.simplified(**choices))

    def to_tei(self, **choices: Unpack[Choices]) -> str:
        """Return the article as a TEI P5 document: the facts in its header, then the formatted body.

        There is no XML declaration, so write it as UTF-8. Characters that XML forbids are left out.
        choices: as in `simplified`.
        """
        from .formats.tei import tei  # imported on demand

        return tei(self.simplified(**choices))

    def to_ninjs(self) -> dict[str, Any]:
        """Return the article as an item of ninjs 3.0, the IPTC's JSON for news, without absent facts.

        `uri` is the page's address or, without one, a UUID made of the text. `firstCreated` and
        `versionCreated` are absent unless the page gives a time with a zone.
        """
        from .formats.ninjs import ninjs  # imported on demand

        return ninjs(self)

    def to_schema_org(self) -> dict[str, Any]:
        """Return a schema.org NewsArticle as JSON-LD, without absent facts."""
        from .formats.schema_org import news_article  # imported on demand

        return news_article(self)

    def __repr__(self) -> str:
        """Return a one-line summary."""
        title = clipped(self.title, _REPR_TEXT) if self.title else None
        facts = [self.status, counted(count_words(self.text), "word")]
        if self.language:
            facts.append(self.language)
        if self.published:
            facts.append(self.published.isoformat())
        if self.authors:
            facts.append(f"by {clipped(', '.join(self.authors), _REPR_TEXT)}")
        if self.comments:
            facts.append(counted(len(self.comments), "comment"))
        return visible(f"<Article {title!r}: {', '.join(facts)}>")

    def _repr_html_(self) -> str:
        """Return the article as HTML for a notebook."""
        from .display.article_view import fragment  # imported on demand

        return fragment(self)
