"""Reads the elements inside a heading: a kicker, a dek or a date often is a `<span>` of it.

<h1><span class="kicker">Harbour</span> Quay costs double</h1>
->  HeadingPart "Harbour" {kicker}, HeadingPart "Quay costs double" {}
"""

from __future__ import annotations

from ...model import HeadingPart
from .containers import container_for
from .nodes import Node, siblings_from

_MOST_NODES = 60  # of a heading; one with more is no headline
_LEVELS = 3  # elements around all of the text: <h1><a><span>…


def parts_of(heading: Node, block: int) -> list[HeadingPart]:
    """Return the texts directly inside a heading, and the elements, as parts; [] if there is only one."""
    around: Node | None = heading
    for _ in range(_LEVELS):
        if around is None:
            return []
        parts = _children(around)
        if len(parts) != 1:
            break
        around = parts[0][0]
    else:
        return []
    return [HeadingPart(block, text, _names(node)) for node, text in parts] if len(parts) > 1 else []


def _children(element: Node) -> list[tuple[Node | None, str]]:
    """Return the nodes inside an element that have text, and their texts; None for a text node."""
    found: list[tuple[Node | None, str]] = []
    for child in siblings_from(element.first_child):
        own = child.text_content
        text = _text(child) if own is None else own
        if text.strip():
            found.append((None if own is not None else child, " ".join(text.split())))
            if len(found) == _MOST_NODES:
                break
    return found


def _text(element: Node) -> str:
    """Return all text in an element."""
    pieces, stack = [], [element.first_child]
    for _ in range(_MOST_NODES):
        node = stack.pop() if stack else None
        if node is None:
            break
        if node.next is not None:
            stack.append(node.next)
        text = node.text_content
        if text is not None:
            pieces.append(text)
        elif node.first_child is not None:
            stack.append(node.first_child)
    return "".join(pieces)


def _names(node: Node | None) -> frozenset[str]:
    return container_for(node.tag or "", node.attributes, None).tokens if node is not None else frozenset()
