"""Claims the url, publisher, section, tags, description, licence and direction that the page declares.

JSON-LD comes first, as it describes the article; then the meta tags for sharing and search. Other passes
compare titles, authors and dates with the visible page.

Before: <link rel="canonical" href="https://echo.example/2024/library">
        <meta property="og:site_name" content="Valley Echo">
After:  url is https://echo.example/2024/library, publisher is Valley Echo
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..evidence.damage import repaired
from ..evidence.metadata.article_addresses import article_addresses
from ..evidence.metadata.descriptions import descriptions
from ..evidence.metadata.licenses import licenses
from ..evidence.metadata.publishers import publishers
from ..evidence.metadata.sections import sections
from ..evidence.metadata.story_tags import story_tags
from ..model import Claim, Edit, Head, Page
from ..text.domains import hostname

_UNKNOWN = ("", "")


def page_metadata(page: Page) -> Iterator[Edit]:
    """Claim url, publisher, section, tags, description, license and direction as the page declares them."""
    url, url_origin = next(article_addresses(page), _UNKNOWN)
    publisher, publisher_origin = _publisher(page, url)
    for field, found in (
        ("url", iter([(url, url_origin)])),
        ("publisher", iter([(publisher, publisher_origin)])),
        ("section", sections(page, publisher)),
        ("tags", story_tags(page, publisher)),
        ("description", descriptions(page.head, publisher)),
        ("license", licenses(page)),
        ("direction", _directions(page.head)),
    ):
        value, origin = next(found, _UNKNOWN)
        if value:
            reason = "declared by the page" if origin else "address given"
            yield Claim(field, _repaired(value), None, reason, origin)


def _publisher(page: Page, url: str) -> tuple[str, str]:
    """Return the publisher's name and its origin; a name only in the `<title>` may be the section's."""
    name, origin = next(publishers(page, hostname(url) or ""), _UNKNOWN)
    if origin == "<title>" and name == next(sections(page, ""), _UNKNOWN)[0]:
        return _UNKNOWN
    return name, origin


def _directions(head: Head) -> Iterator[tuple[str, str]]:
    declared = head.direction.strip().lower()
    if declared in ("ltr", "rtl"):
        yield declared, "html dir"


def _repaired(value: Any) -> Any:
    """Return text repaired where the page was decoded wrongly before it was sent."""
    if isinstance(value, tuple):
        return tuple(map(_repaired, value))
    return value if value.isascii() else repaired(value)[0]
