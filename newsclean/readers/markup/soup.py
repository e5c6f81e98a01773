"""A BeautifulSoup or Tag that the caller holds, walked as it is into the same blocks as HTML text.

Gives what `clean(str(soup))` gives, without writing and parsing the page once more, and without
changing the soup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from ...model import Page
from ..data.limits import LIMITS, Limits
from .block_builder import read_tree
from .nodes import without_surrogates


def read_soup(soup: Tag, url: str | None = None, limits: Limits = LIMITS) -> Page:
    """The page of a soup or of one element of it, whatever parser made it."""
    contents = soup.contents if isinstance(soup, BeautifulSoup) else [soup]
    return read_tree(_Root(contents), url, limits)


class _View:
    """A soup's node as the block builder wants nodes: it knows its place among its siblings."""

    __slots__ = ("_index", "_siblings", "element", "tag", "text_content")

    def __init__(self, siblings: Sequence[PageElement], index: int) -> None:
        self._siblings, self._index = siblings, index
        node = siblings[index]
        self.element: Tag | None = None
        self.tag: str | None = None
        self.text_content: str | None = None
        if isinstance(node, Tag):
            self.element, self.tag = node, node.name.lower()
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            self.text_content = _whole(str(node))

    @property
    def attributes(self) -> Mapping[str, str | None]:
        if self.element is None:
            return {}
        return {name.lower(): _value(value) for name, value in self.element.attrs.items()}

    @property
    def first_child(self) -> _View | None:
        return _View(self.element.contents, 0) if self.element is not None and self.element.contents else None

    @property
    def next(self) -> _View | None:
        after = self._index + 1
        return _View(self._siblings, after) if after < len(self._siblings) else None


def _value(value: object) -> str | None:
    """An attribute's value as HTML would have it: callers may have set lists, numbers or True."""
    if value is None or value is True:
        return None
    return _whole(" ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value))


def _whole(text: str) -> str:
    """Text of a soup as HTML text would give it: without NULs and halves of characters."""
    return without_surrogates(text.replace("\x00", ""))


class _Root:
    """The `<html>` around whatever the caller holds."""

    text_content = None
    tag = "html"
    attributes: Mapping[str, str | None] = {}
    next = None

    def __init__(self, contents: Sequence[PageElement]) -> None:
        self._contents = contents

    @property
    def first_child(self) -> _View | None:
        return _View(self._contents, 0) if self._contents else None
