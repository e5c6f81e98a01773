"""Makes links absolute as `urljoin` does, twenty times faster for the common kinds of links."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from ...text.patterns import pattern

# https:    mailto:    javascript:
_SCHEME = pattern(r"[a-zA-Z][a-zA-Z0-9+.\-]*+:")


class Base:
    """The address to which a page's relative links are joined."""

    __slots__ = ("_origin", "_page", "_scheme", "_url")

    def __init__(self, url: str | None) -> None:
        self._url = url or ""
        self._scheme, self._origin, self._page = _prefixes(self._url)

    @property
    def page(self) -> str:
        """The address itself, without a place on its page."""
        return self._page.partition("#")[0]

    def join(self, href: str) -> str:
        """Return the absolute form of a link. A link that cannot be joined is returned as it is."""
        href = href.strip()
        if not self._url or not href or href.startswith(("https://", "http://")):
            return href
        if href == "#" and self._origin:
            return self._page
        first = href[0]
        if (first == "/" or first == "#") and self._origin and _is_plain(href):
            if first == "#":
                return self._page + href
            if href[1:2] != "/":
                return self._origin + href
            if _is_host(href[2:]):
                return self._scheme + href
        if first != "/" and ":" in href and _SCHEME.match(href):
            return href
        try:
            return urljoin(self._url, href)
        except ValueError:
            return href


def _prefixes(url: str) -> tuple[str, str, str]:
    """Return what to put before `//host/path`, `/path` and `#place` if the page is on the web, else ""."""
    try:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.netloc:
            return f"{parts.scheme}:", f"{parts.scheme}://{parts.netloc}", urljoin(url, "#")
    except ValueError:
        pass
    return "", "", ""


def _is_plain(href: str) -> bool:
    """Whether `urljoin` would only put a prefix before this link and change nothing in it."""
    return (
        "/." not in href
        and href.find("//", 1) < 0
        and ";" not in href
        and "?#" not in href
        and href[-1] not in "?#"
        and href.isprintable()
    )


def _is_host(address: str) -> bool:
    """Whether the address begins with a plain host name: example.org/path"""
    return address[:1].isalnum() and address.isascii() and "[" not in address and "]" not in address
