"""Finds the licence of the article: its address, or its name."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Page
from ...text.patterns import pattern
from ..declared_names import usable_names
from ..structured_data import article_objects, resolve, texts
from .article_addresses import absolute

_LICENSE_META = ("dcterms.license", "dc.license", "license", "dcterms.rights", "dc.rights", "rights")
# "https://creativecommons.org/licenses/by/4.0/deed.de"
_COMMONS = pattern(r"://(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/")
# "CC BY 4.0"   "CC-BY-SA"   "Creative Commons Attribution 4.0"; not "Copyright 2024 The Valley Echo"
_COMMONS_NAME = pattern(r"\ACC[ -]?(?:BY|0)(?![^\W\d_])|\ACreative\sCommons\s\p{Lu}")
_LICENSE_PAGE = pattern(r"/(?:deed[^/]*+|legalcode[^/]*+)?\Z")


def licenses(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the address of the article's licence, or its name. Links to several licences prove nothing."""
    head, base = page.head, page.url or "https:"
    for article in article_objects(head):
        declared = resolve(head, article.get("license"))
        keys = ("url", "@id", "name")
        for value in [declared.get(x) for x in keys] if isinstance(declared, dict) else [declared]:
            for text in texts(value):
                if text.startswith(("http", "/")):
                    yield from ((x, "JSON-LD license") for x in (absolute(base, text),) if x)
                else:
                    yield from usable_names([text], "JSON-LD license")
    linked = [absolute(base, href) for rel, href in head.links if "license" in rel.split()]
    linked = [x for x in linked if x and x.partition("#")[0] != base.partition("#")[0]]
    linked = [x for x in linked if _COMMONS.search(x)] or linked
    if len({_license_key(x) for x in linked}) == 1:
        yield linked[0], "rel=license"
    for key in _LICENSE_META:
        declared = [absolute(base, x) for x in head.named(key) if x.startswith(("http", "//"))]
        yield from ((x, key) for x in declared if x)
        yield from usable_names(filter(_COMMONS_NAME.match, head.named(key)), key)


def _license_key(address: str) -> str:
    """Return what the addresses of one licence share, in http or https, in whatever language its page is."""
    return _LICENSE_PAGE.sub("", address.partition("://")[2].removeprefix("www."))
