"""Parts of addresses: the host, what a publisher's hosts share of it, the page without its fragment."""

from __future__ import annotations

from urllib.parse import urlsplit

_COUNTRY = 2  # letters of the "uk" in example.co.uk
_SHORT_LABEL = 3  # letters of the "co" in it, at most


def hostname(address: str) -> str | None:
    """Return the host of an address in lower case; None if it has none or is damaged.

    >>> hostname("https://News.Echo.co.uk/a"), hostname("/a"), hostname("http://[broken")
    ('news.echo.co.uk', None, None)
    """
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def bare_address(address: str) -> str:
    """Return an address without its scheme, fragment and last slash: what two links to one page share.

    >>> bare_address("https://echo.example/a/#notes"), bare_address("/a#notes")
    ('echo.example/a', '/a')
    """
    page = address.partition("#")[0]
    return page.partition("://")[2].rstrip("/") or page


def domain(host: str) -> str:
    """Return the publisher's domain of a host name.

    >>> domain("sport.echo.example"), domain("www.echo.co.uk"), domain("News.Echo.co.uk")
    ('echo.example', 'echo.co.uk', 'echo.co.uk')
    """
    labels = host.lower().removeprefix("www.").split(".")
    is_second_level = len(labels) > 2 and len(labels[-1]) == _COUNTRY and len(labels[-2]) <= _SHORT_LABEL
    return ".".join(labels[-3:] if is_second_level else labels[-2:])
