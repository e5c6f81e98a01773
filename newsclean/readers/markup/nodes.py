"""The interface of tree nodes for the block builder. Lexbor's nodes have it; a soup's nodes are wrapped."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Protocol, TypeAlias

from ...text.patterns import pattern

# elements whose text the page does not show as text
UNREAD = frozenset("script style template noscript svg select textarea option".split())
_SURROGATE = pattern(r"[\ud800-\udfff]")


class Node(Protocol):
    """An element, a text node, or something else that is ignored, such as a comment."""

    @property
    def text_content(self) -> str | None:
        """The text of a text node; None for other nodes."""

    @property
    def tag(self) -> str | None:
        """The lower-case name of an element; None or a name that begins with "-" for other nodes."""

    @property
    def tag_id(self) -> Hashable:
        """What nodes of a tree with the same tag share. Lexbor has it at hand, but makes the tag."""

    @property
    def attributes(self) -> Mapping[str, str | None]:
        """An element's attributes; the value is None for an attribute without one."""

    @property
    def first_child(self) -> Node | None:
        """The first node inside the element."""

    @property
    def next(self) -> Node | None:
        """The next sibling."""


Attributes: TypeAlias = Mapping[str, str | None]
ContentOf: TypeAlias = "Callable[[Node], Node | None]"


class Inside:
    """The `<html>` element around nodes that have none."""

    text_content = None
    tag = tag_id = "html"
    attributes: Mapping[str, str | None] = {}
    next = None

    def __init__(self, first_child: Node | None) -> None:
        self.first_child = first_child


def siblings_from(node: Node | None) -> Iterator[Node]:
    """Yield a node and the siblings after it; nothing for None."""
    while node is not None:
        yield node
        node = node.next


def raw_text(node: Node) -> str:
    """Return the text directly inside an element such as `<script>` or `<title>`."""
    return "".join([child.text_content or "" for child in siblings_from(node.first_child)])


def without_surrogates(text: str) -> str:
    """Return the text with U+FFFD in place of lone surrogates, which no encoding can write."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
