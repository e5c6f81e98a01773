"""Shows declarative shadow trees as browsers do: in place of the children of the element that has one.

Those children go into the slots made for them. Children without a slot, which browsers hide, come last.

    <my-story><template shadowrootmode="open"><p>One</p><slot></slot><p>Three</p></template>Two</my-story>
    ->  the children of <my-story> are <p>One</p>, <slot>Two</slot>, <p>Three</p>
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeAlias

from .nodes import Attributes, ContentOf, Node, siblings_from

SHADOW_ATTRIBUTES = ("shadowrootmode", "shadowroot")  # the second is the older name


def with_shadow_trees(root: Node, content_of: ContentOf) -> Node:
    """Return a view of the tree that shows its shadow trees; the tree itself does not change.

    `content_of` returns the first node inside a `<template>`; each parser keeps it elsewhere.
    """
    return _Shown([(root, None)], 0, content_of)


def unwrapped(node: Node) -> Node:
    """Return the parser's node of a node in such a view."""
    return node._node if isinstance(node, _Shown) else node


class _Slots:
    """The children of an element with a shadow tree, by the name of their slot."""

    __slots__ = ("children", "outside")

    def __init__(self, outside: _Slots | None) -> None:
        self.children: dict[str, list[Node]] = {}
        self.outside = outside  # the slots of the tree in which the element is


# A node, and the slots of the shadow tree in which it is
_Placed: TypeAlias = "tuple[Node, _Slots | None]"


class _Shown:
    """A node and the siblings that it is shown among."""

    __slots__ = ("_content_of", "_index", "_node", "_siblings", "_slots")

    def __init__(self, siblings: Sequence[_Placed], index: int, content_of: ContentOf) -> None:
        self._siblings, self._index, self._content_of = siblings, index, content_of
        self._node, self._slots = siblings[index]

    @property
    def tag(self) -> str | None:
        return self._node.tag

    @property
    def tag_id(self) -> Hashable:
        return self._node.tag_id

    @property
    def text_content(self) -> str | None:
        return self._node.text_content

    @property
    def attributes(self) -> Attributes:
        return self._node.attributes

    @property
    def next(self) -> Node | None:
        after = self._index + 1
        return _Shown(self._siblings, after, self._content_of) if after < len(self._siblings) else None

    @property
    def first_child(self) -> Node | None:
        children = self._children()
        return _Shown(children, 0, self._content_of) if children else None

    def _children(self) -> list[_Placed]:
        node, slots = self._node, self._slots
        if node.tag == "slot" and slots is not None:
            given = slots.children.pop(node.attributes.get("name") or "", None)
            if given:
                return [(child, slots.outside) for child in given]
        own = list(siblings_from(node.first_child))
        shadow = next((child for child in own if is_shadow_tree(child)), None)
        if shadow is None:
            return [(child, slots) for child in own]
        content = list(siblings_from(self._content_of(shadow)))
        names = _slot_names(content)
        inside = _Slots(slots)
        last: list[_Placed] = []
        for child in own:
            name = (child.attributes.get("slot") or "") if child.tag else ""
            if name in names:
                inside.children.setdefault(name, []).append(child)
            elif child.tag != "template":
                last.append((child, slots))
        return [*((child, inside) for child in content), *last]


def is_shadow_tree(node: Node) -> bool:
    """Whether a browser shows the content of this element as its parent's shadow tree."""
    return node.tag == "template" and any(name in node.attributes for name in SHADOW_ATTRIBUTES)


def _slot_names(content: Sequence[Node]) -> set[str]:
    """Return the names of the slots in a shadow tree, but not of those in shadow trees inside it."""
    names = set()
    waiting = list(content)
    while waiting:
        node = waiting.pop()
        if node.tag == "slot":
            names.add(node.attributes.get("name") or "")
        if node.tag != "template":
            waiting.extend(siblings_from(node.first_child))
    return names
