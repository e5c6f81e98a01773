"""Finds the address of the article, and makes relative addresses absolute."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import regex

from ...model import Head, Page
from ...text.patterns import pattern
from ..structured_data import article_values, clean_text

# "/"    "https://echo.example"    "index.php"
_FRONT = pattern(r"\A(?:https?://[^/]++)?/?(?:index\.\w+|home/?)?\Z", regex.I)


def article_addresses(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the article's absolute address; that of a front page only if no other is known."""
    given = page.url or ""
    front = None
    for href, origin in _addresses(page.head, given):
        url = absolute(given, href)
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


def is_front(href: str) -> bool:
    """Whether a link leads to a front page, of whatever site."""
    return _FRONT.search(href) is not None


def absolute(base: str, href: str) -> str:
    """Return the absolute address, or "" if a reader could not open it."""
    url = clean_text(href)
    try:
        if not url.startswith(("https://", "http://")):
            url = urljoin(base, url)
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and "." in host and " " not in url else ""
