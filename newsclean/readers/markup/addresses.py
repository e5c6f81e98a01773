"""Links made absolute as `urljoin` does it, at a twentieth of its price for those that pages are full of."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from ...text.patterns import pattern

# https:    mailto:    javascript:
_SCHEME = pattern(r"[a-zA-Z][a-zA-Z0-9+.\-]*+:")


class Base:
    """The address that relative links of a page start from."""

    __slots__ = ("_origin", "_page", "_scheme", "_url")

    def __init__(self, url: str | None) -> None:
        self._url = url or ""
        self._scheme, self._origin, self._page = _beginnings(self._url)

    def join(self, href: str) -> str:
        """The absolute form of a link. One that cannot be joined stays as it is written."""
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


def _beginnings(url: str) -> tuple[str, str, str]:
    """What goes before `//host/path`, before `/path` and before `#place` on a page of the web."""
    try:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.netloc:
            return f"{parts.scheme}:", f"{parts.scheme}://{parts.netloc}", urljoin(url, "#")
    except ValueError:
        pass
    return "", "", ""


def _is_plain(href: str) -> bool:
    """Whether `urljoin` would put the beginning of an address before this one and change nothing in it."""
    return (
        "/." not in href
        and href.find("//", 1) < 0
        and ";" not in href
        and "?#" not in href
        and href[-1] not in "?#"
        and href.isprintable()
    )


def _is_host(address: str) -> bool:
    """Whether this begins with the name of a host that needs no closer look: example.org/path"""
    return address[:1].isalnum() and address.isascii() and "[" not in address and "]" not in address
