"""Claim what the page declares of itself: url, publisher, section, tags, description, direction.

JSON-LD comes first, as it speaks of the article; then the tags made for sharing and for search.
Titles, authors and dates are judged against the visible page, by passes of their own.

Before: <link rel="canonical" href="https://echo.example/2024/library">
        <meta property="og:site_name" content="Valley Echo">
After:  url is https://echo.example/2024/library, publisher is Valley Echo
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import urljoin, urlsplit

import regex

from ..edits import Claim, Edit
from ..metadata import article_names, article_object, article_values, clean_text, names, objects_of, texts
from ..model import Head, Page
from ..phrases import lines
from ..words import fold

_LONGEST_NAME = 100  # characters of a publisher or section; what is longer is a slogan
_LONGEST_TAG = 80
_MOST_TAGS = 50  # beyond that it is an index, not a choice

_PUBLISHER_META = ("publisher", "dc.publisher", "dcterms.publisher", "citation_journal_title")
_SITE_META = ("og:site_name", "application-name", "apple-mobile-web-app-title")
_SITE_TYPES = ("NewsMediaOrganization", "WebSite")
_SECTION_META = ("article:section", "og:article:section", "parsely-section", "prism.section", "section")
_TAGS_META = ("article:tag", "og:article:tag", "parsely-tags", "news_keywords", "sailthru.tags", "keywords")
_DESCRIPTION_META = ("og:description", "description", "twitter:description", "dc.description")

# "rain, wind; hail"   「雨、風」   "مطر، ريح"
_TAG_COMMA = regex.compile(r"\s*+[,;|、，،]\s*+")
_IS_ADDRESS = regex.compile(r"(?:https?:)?//|www\.|@")

# What elements around an article's tags are called, and the addresses tags lead to.
_TAG_TOKENS = frozenset(("tag", "tags", "topic", "topics", "keyword", "keywords"))
_CLOUD_TOKENS = frozenset(("cloud", "widget", "sidebar", "trending", "popular"))
_TAG_PATH = regex.compile(r"/(?:tags?|topics?|themen?|keywords?|tema|temas|etiquetas?|sujets?)/")


def page_metadata(page: Page) -> Iterator[Edit]:
    """Claim url, publisher, section, tags, description and direction as the page declares them."""
    head = page.head
    for field, found in (
        ("url", _urls(page)),
        ("publisher", _publishers(head)),
        ("section", _sections(head)),
        ("tags", _tags(page)),
        ("description", _descriptions(head)),
        ("direction", _directions(head)),
    ):
        for value, origin in found:
            yield Claim(field, value, None, "declared by the page" if origin else "address given", origin)
            break


def _urls(page: Page) -> Iterator[tuple[str, str]]:
    """The article's address, absolute; a front page's address only where no other is known."""
    given = page.url or ""
    front = None
    for href, origin in _addresses(page.head, given):
        url = _absolute(given, href)
        if not url:
            continue
        if url.partition("://")[2].strip("/").partition("/")[2]:
            yield url, origin
            return
        front = front or (url, origin)
    if front:
        yield front


def _addresses(head: Head, given: str) -> Iterator[tuple[str, str]]:
    yield from ((href, "link rel=canonical") for rel, href in head.links if "canonical" in rel.split())
    yield from ((href, "og:url") for href in head.named("og:url"))
    yield from ((href, "JSON-LD url") for href in article_values(head, "url", "mainEntityOfPage"))
    yield given, ""


def _absolute(base: str, href: str) -> str:
    """The address made absolute, or "" where it is none that a reader could open."""
    url = clean_text(href)
    try:
        if not url.startswith(("https://", "http://")):
            url = urljoin(base, url)
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and "." in host and " " not in url else ""


def _publishers(head: Head) -> Iterator[tuple[str, str]]:
    article = article_object(head)
    declared = article.get("publisher") if article else None
    if not (isinstance(declared, dict) and declared.get("@type") == "Person"):
        yield from _named(article_names(head, "publisher"), "JSON-LD publisher")
    titles = {fold(clean_text(x)) for x in (head.title, *head.named("og:title"))}
    for key in _SITE_META[:1] + _PUBLISHER_META:
        yield from ((x, origin) for x, origin in _named(head.named(key), key) if fold(x) not in titles)
    for kind in _SITE_TYPES:
        for value in objects_of(head, kind):
            yield from _named(names(head, value), f"JSON-LD {kind}")
    for key in _SITE_META[1:]:
        yield from _named(head.named(key), key)


def _sections(head: Head) -> Iterator[tuple[str, str]]:
    declared = [(x, "JSON-LD articleSection") for x in article_values(head, "articleSection")]
    declared += [(x, key) for key in _SECTION_META for x in head.named(key)]
    for text, origin in declared:
        for name, _ in _named(_TAG_COMMA.split(text)[:1], origin):
            if fold(name) not in _no_sections():
                yield name, origin
    for trail in objects_of(head, "BreadcrumbList"):
        yield from ((x, "JSON-LD breadcrumb") for x in _trail_sections(head, trail))


@cache
def _no_sections() -> frozenset[str]:
    return frozenset(map(fold, lines("sections", "default")))


def _trail_sections(head: Head, trail: object) -> list[str]:
    """The section in a breadcrumb: what stands between the front page and the article.

    Before: Home > Politics > Council keeps library
    After:  Politics
    """
    items = trail.get("itemListElement") if isinstance(trail, dict) else None
    if not isinstance(items, list):
        return []
    crumbs = [names(head, x) or names(head, x.get("item")) for x in items if isinstance(x, dict)]
    steps = [x[0] for x in crumbs if x]
    titles = (*article_values(head, "headline"), *head.named("og:title"), head.title)
    own = {fold(clean_text(x)) for x in titles}
    return [x for x in steps[1:] if fold(x) not in own][:1] if len(steps) > 2 else []


def _tags(page: Page) -> Iterator[tuple[tuple[str, ...], str]]:
    head = page.head
    for origin, values in (
        ("JSON-LD keywords", article_names(head, "keywords")),
        *((key, head.named(key)) for key in _TAGS_META),
    ):
        tags = _tags_of(values)
        if tags:
            yield tags, origin
    shown = _tags_of(_shown_tags(page))
    if shown:
        yield shown, "links to tags"


def _shown_tags(page: Page) -> Iterator[str]:
    """Texts of the links to tags that stand in an element named after tags.

    Before: <div class="post-tags">Topics: <a href="/tag/ferries">Ferries</a></div>
    After:  Ferries
    """
    for block in page.blocks:
        container = block.container
        if not block.links or container is None:
            continue
        tokens, outer = container.tokens, container.parent.tokens if container.parent else frozenset()
        named = not (_TAG_TOKENS.isdisjoint(tokens) and _TAG_TOKENS.isdisjoint(outer))
        if named and _CLOUD_TOKENS.isdisjoint(tokens) and _CLOUD_TOKENS.isdisjoint(outer):
            yield from (block.text[x.start : x.end] for x in block.links if _TAG_PATH.search(x.href))


def _tags_of(values: Iterable[str]) -> tuple[str, ...]:
    """Each tag once, however cased; a lone value is a list with commas."""
    split = [x for value in values for x in _TAG_COMMA.split(clean_text(value))]
    once: dict[str, str] = {}
    for tag in split:
        if tag and len(tag) <= _LONGEST_TAG and not _IS_ADDRESS.match(tag):
            once.setdefault(tag.casefold(), tag)
    return tuple(once.values()) if len(once) <= _MOST_TAGS else ()


def _descriptions(head: Head) -> Iterator[tuple[str, str]]:
    """What is said of the article; what the site says of itself everywhere is no description of it."""
    everywhere = {fold(x) for site in objects_of(head, "WebSite") for x in texts(site.get("description"))}
    declared = [(x, key) for key in _DESCRIPTION_META for x in head.named(key)]
    declared[1:1] = [(x, "JSON-LD description") for x in article_values(head, "description")]
    for text, origin in declared:
        description = clean_text(text)
        if fold(description) and fold(description) not in everywhere:
            yield description, origin


def _directions(head: Head) -> Iterator[tuple[str, str]]:
    declared = head.direction.strip().lower()
    if declared in ("ltr", "rtl"):
        yield declared, "html dir"


def _named(values: Iterable[str], origin: str) -> Iterator[tuple[str, str]]:
    """Values that can be a name: words, no address, not too long."""
    for value in values:
        name = clean_text(value)
        if fold(name) and len(name) <= _LONGEST_NAME and not _IS_ADDRESS.match(name):
            yield name, origin
