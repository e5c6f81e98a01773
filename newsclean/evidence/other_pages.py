"""Tells links to other pages of a site from links to its sections, to the page itself and to other sites."""

from __future__ import annotations

from urllib.parse import urlsplit

from ..text.domains import domain

HEADLINE_LINKS = 0.8
"""Least share of link text in a headline that is a link to its story."""
_PATH_CHARACTERS = 8  # a path and query that are not longer lead to a section


def is_other_page(href: str, own: str) -> bool:
    """Whether an address is that of another page of the site, and not of a section.

    own: the page's address, "" if it is unknown.
    """
    if not is_same_site(href, own):
        return False
    there, here = urlsplit(href), urlsplit(own)
    path = there.path + there.query
    return len(path) > _PATH_CHARACTERS and path != here.path + here.query


def is_same_site(href: str, own: str) -> bool:
    """Whether an address is that of a page of the site.

    own: the page's address, "" if it is unknown.
    """
    try:
        there, here = urlsplit(href), urlsplit(own)
    except ValueError:
        return False
    is_page = there.scheme in ("http", "https", "")
    return is_page and (not there.netloc or domain(there.netloc) == domain(here.netloc))
