"""Finds the elements that CSS selectors name, and the blocks and texts inside them.

    <h1><i>Harbour</i> <span>Quay costs double</span></h1><div class="teaser">Ferry late</div>
    ->  title "h1 span": the text "Quay costs double"; drop ".teaser": block 1

Lexbor's nodes are known by their places in memory, so neither the tree nor the Containers change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias, cast

from ...evidence.container_slices import container_slices
from ...model import Block, Container, Selected
from .containers import TRANSPARENT
from .nodes import UNREAD, Node, siblings_from
from .shadow_trees import SHADOW_ATTRIBUTES, unwrapped

Selectors: TypeAlias = Mapping[str, Sequence[str]]
"""CSS selectors by the name of the rule they are for."""

_WHOLE_PAGE = frozenset(("html", "body"))
_MOST_NODES = 100_000  # of a page, to look at for texts outside blocks; a page has some hundreds
_MOST_TEXTS = 20  # of an element; fields have fewer lines


class Selections:
    """The elements of a page that selectors name. The block builder adds the Containers of elements."""

    def __init__(self, root: Node, selectors: Selectors) -> None:
        trees = list(_trees(root))
        self._elements: list[tuple[str, str, Node]] = []  # rule, selector, element
        # of these elements and those around them, by place; None if no block is in them
        self._containers: dict[int, Container | None] = {}
        self._steps = iter(range(_MOST_NODES))
        for rule, given in selectors.items():
            for selector in given:
                for node in _elements(trees, selector):
                    self._elements.append((rule, selector, node))
                    for each in (node, *_with_containers(node)):
                        self._expect(each)

    def _expect(self, node: Any) -> None:
        while node is not None and (place := _place(node)) not in self._containers:
            self._containers[place] = None
            node = node.parent

    def add(self, node: Node, container: Container) -> None:
        """Add the Container of an element."""
        place = _place(node)
        if place in self._containers:
            self._containers[place] = container

    def selected(self, blocks: Sequence[Block]) -> tuple[Selected, ...]:
        """Return the selected elements, by selector and in document order."""
        slices = container_slices(blocks)
        by_text: dict[tuple[Container | None, str], list[int]] = {}
        for block in blocks:
            by_text.setdefault((block.container, block.text), []).append(block.id)
        taken: Counter[tuple[str, str, Container | None, str]] = Counter()
        found = []
        for rule, selector, node in self._elements:
            text = ""
            inside = self._inside(node, slices, len(blocks))
            if not inside:
                text = _inline_text(node, self._steps)
                around = self._around(node) if text else None
                alike = by_text.get((around, text), ())  # "Read more", "Read more": one for each element
                number = taken[rule, selector, around, text]
                inside = alike[number : number + 1]
                taken[rule, selector, around, text] += 1
            texts = [blocks[number].text for number in inside[:_MOST_TEXTS]] or [text] * bool(text)
            found.append(Selected(rule, selector, inside, tuple(texts), _value(node)))
        return tuple(found)

    def _inside(self, node: Node, slices: Mapping[Container, slice], count: int) -> Sequence[int]:
        """Return the ids of the blocks in an element, which are a range; empty if it is a part of a block."""
        if node.tag in _WHOLE_PAGE:
            return range(count)
        own = [self._containers.get(_place(each)) for each in _with_containers(node)]
        found = [slices[each] for each in own if each is not None and each in slices]
        return range(found[0].start, found[-1].stop) if found else ()

    def _around(self, node: Any) -> Container | None:
        """Return the Container of the block that an element without one is in."""
        while node is not None and self._containers.get(_place(node)) is None:
            node = node.parent
        return self._containers[_place(node)] if node is not None else None


def check_selector(selector: str) -> None:
    """Raise ValueError if lexbor cannot read a selector."""
    from selectolax.lexbor import LexborHTMLParser  # not needed for dumps

    _select(LexborHTMLParser("<p>").root, selector)


def _trees(root: Node) -> Iterator[Any]:
    """Yield the tree and its shadow trees, which selectors do not reach into."""
    waiting: list[Any] = [root]
    shadows = ", ".join(f"template[{name}]" for name in SHADOW_ATTRIBUTES)
    while waiting:
        tree = waiting.pop()
        yield tree
        for template in _select(tree, shadows):
            waiting += template.template_fragments()


def _elements(trees: Sequence[Any], selector: str) -> Iterator[Node]:
    """Yield each element that a selector matches, once: "p, .lead" gives `<p class=lead>` twice."""
    seen = set()
    for node in [node for tree in trees for node in _select(tree, selector)]:
        if _place(node) not in seen:
            seen.add(_place(node))
            yield node


def _select(tree: Any, selector: str) -> list[Any]:
    from selectolax.lexbor import SelectolaxError

    try:
        return cast("list[Any]", tree.css(selector))
    except (SelectolaxError, UnicodeEncodeError):
        raise ValueError(f"{selector!r} is no CSS selector") from None


def _place(node: Node) -> int:
    return cast(int, cast(Any, unwrapped(node)).mem_id)


def _with_containers(node: Node) -> Iterator[Node]:
    """Yield an element, or those directly in it if it is one that gets no Container, such as `<tbody>`."""
    if node.tag not in TRANSPARENT:
        yield node
    elif node.tag not in _WHOLE_PAGE:
        for child in siblings_from(node.first_child):
            yield from _with_containers(child)


def _value(node: Node) -> str:
    attributes = node.attributes
    return " ".join((attributes.get("datetime") or attributes.get("content") or "").split())


def _inline_text(element: Node, steps: Iterator[int]) -> str:
    """Return the text of an element without blocks of its own, in one line; "" if the steps run out."""
    pieces: list[str] = []
    stack = [element]
    for _ in steps:
        if not stack:
            return " ".join("".join(pieces).split())
        node = stack.pop()
        if node is not element and node.next is not None:
            stack.append(node.next)
        if node.tag in UNREAD:
            continue
        pieces.append(" " if node.tag == "br" else node.text_content or "")
        if node.first_child is not None:
            stack.append(node.first_child)
    return ""
