"""HTML text to a Page: lexbor parses, one iterative walk feeds the block builder."""

from __future__ import annotations

from collections.abc import Mapping

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..model import Page
from .blocks import BlockBuilder

_SURROGATE = regex.compile(r"[\ud800-\udfff]")


def read_html(text: str, url: str | None = None) -> Page:
    """The page of an HTML document or fragment. Lone surrogates become U+FFFD, NULs go."""
    text = text.replace("\x00", "")
    try:
        root = LexborHTMLParser(text).root
    except UnicodeEncodeError:
        root = LexborHTMLParser(_SURROGATE.sub("\ufffd", text)).root
    builder = BlockBuilder(url, _attributes, _script_text)
    if root is not None:
        _walk(root, builder)
    return builder.page()


def _walk(root: LexborNode, builder: BlockBuilder) -> None:
    """Every node in document order, without recursion.

    Nodes are never compared: LexborNode.__eq__ serialises both. The builder's depth tells when
    the walk is back at the root.
    """
    node: LexborNode = root
    depth = 0
    while True:
        tag = node.tag
        down = None
        if tag == "-text":
            builder.text(node.text_content or "")
        elif tag and tag[0] != "-" and builder.open(tag, node):
            down = node.child
            if down is None:
                builder.close()
        if down is not None:
            node = down
            depth += 1
            continue
        if depth == 0:
            return
        after = node.next
        while after is None:
            parent = node.parent
            depth -= 1
            builder.close()
            if depth == 0 or parent is None:
                return
            node = parent
            after = node.next
        node = after


def _attributes(node: LexborNode) -> Mapping[str, str | None]:
    return node.attributes


def _script_text(node: LexborNode) -> str:
    child = node.child
    return (child.text_content or "") if child is not None else ""
