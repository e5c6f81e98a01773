"""A BeautifulSoup or Tag that the caller holds, walked as it is into the same blocks as HTML text.

Gives what `clean(str(soup))` gives, without writing and parsing the page once more, and without
changing the soup.
"""

from __future__ import annotations

from collections.abc import Mapping

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from ..model import Page
from .blocks import BlockBuilder


def read_soup(soup: Tag, url: str | None = None) -> Page:
    """The page of a soup or of one element of it, whatever parser made it."""
    builder = BlockBuilder(url, _attributes, _script_text)
    top = iter(soup.contents if isinstance(soup, BeautifulSoup) else [soup])
    waiting = [top]  # iterators over the children of the open elements
    while waiting:
        for node in waiting[-1]:
            if isinstance(node, Tag):
                if builder.open(node.name.lower(), node):
                    waiting.append(iter(node.contents))
                    break
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                builder.text(str(node))
        else:
            waiting.pop()
            if waiting:
                builder.close()
    return builder.page()


def _attributes(node: Tag) -> Mapping[str, str | None]:
    return {k: " ".join(v) if isinstance(v, list) else v for k, v in node.attrs.items()}


def _script_text(node: Tag) -> str:
    return "".join(str(x) for x in node.contents if isinstance(x, NavigableString))
