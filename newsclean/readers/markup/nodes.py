"""What the block builder needs to know of a parser's nodes: lexbor's have it, a soup's are given it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ...text.patterns import pattern

_SURROGATE = pattern(r"[\ud800-\udfff]")


class Node(Protocol):
    """An element, a text, or something else between them (a comment) that counts for nothing."""

    @property
    def text_content(self) -> str | None:
        """The text of a text node; None for all others."""

    @property
    def tag(self) -> str | None:
        """The lower-case name of an element. None, or a name that begins with "-", for what is no element."""

    @property
    def attributes(self) -> Mapping[str, str | None]:
        """Of an element; an attribute without a value has None."""

    @property
    def first_child(self) -> Node | None:
        """The first node in an element."""

    @property
    def next(self) -> Node | None:
        """The next node in the same element."""


def raw_text(node: Node) -> str:
    """All text directly in an element, as in `<script>` and `<title>`."""
    child = node.first_child
    parts = []
    while child is not None:
        parts.append(child.text_content or "")
        child = child.next
    return "".join(parts)


def without_surrogates(text: str) -> str:
    """The text with U+FFFD for halves of characters, which no encoding can write."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
