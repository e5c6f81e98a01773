"""Reads a caller's BeautifulSoup or Tag into the same blocks as HTML text.

The result is that of `clean(str(soup))`, but nothing is serialised or parsed again, and the soup does
not change.
"""

from __future__ import annotations

from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from ...model import Page
from ..data.limits import LIMITS, Limits
from .nodes import Attributes, Inside, Node, without_surrogates
from .shadow_trees import SHADOW_ATTRIBUTES, with_shadow_trees
from .tree import read_tree


def read_soup(soup: Tag, url: str | None = None, limits: Limits = LIMITS) -> Page:
    """Return the page of a soup, or of one element of it, from any parser."""
    contents = soup.contents if isinstance(soup, BeautifulSoup) else [soup]
    root: Node = Inside(_Node(contents, 0) if contents else None)
    if soup.find(_has_shadow_tree):
        root = with_shadow_trees(root, _template_content)
    return read_tree(root, url, limits, (), _template_content)


def _has_shadow_tree(element: Tag) -> bool:
    return element.name == "template" and not element.attrs.keys().isdisjoint(SHADOW_ATTRIBUTES)


def _template_content(template: Node) -> Node | None:
    return template.first_child


class _Node:
    """Wraps a soup's node for the block builder; it knows its position among its siblings."""

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
            self.text_content = _cleaned(str(node))

    @property
    def tag_id(self) -> str | None:
        return self.tag

    @property
    def attributes(self) -> Attributes:
        if self.element is None:
            return {}
        return {name.lower(): _attribute_value(value) for name, value in self.element.attrs.items()}

    @property
    def first_child(self) -> _Node | None:
        return _Node(self.element.contents, 0) if self.element is not None and self.element.contents else None

    @property
    def next(self) -> _Node | None:
        after = self._index + 1
        return _Node(self._siblings, after) if after < len(self._siblings) else None


def _attribute_value(value: object) -> str | None:
    """Return an attribute's value as in HTML: callers may have set lists, numbers or True."""
    if value is None or value is True:
        return None
    return _cleaned(" ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value))


def _cleaned(text: str) -> str:
    """Return a soup's text as `read_html` would read it: without NULs and lone surrogates."""
    return without_surrogates(text.replace("\x00", ""))
