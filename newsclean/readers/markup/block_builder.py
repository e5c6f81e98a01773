"""The block builder: turns a tree of elements and text into Blocks, in document order.

All readers of markup pass it a tree of nodes, so lexbor's tree and a caller's soup give the same
blocks. Text is joined as a browser shows it: nothing between inline elements, a space for `<br>`,
a new block at block elements and at `<br><br>`.

    <p>T<b>he</b> bridge<br>reopened</p><ul><li>north</ul>
    ->  paragraph "The bridge reopened", list_item "north"
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from ...model import Block, Container, Kind, Link, Page, TimeTag
from ..data.limits import Limits
from ..fast_blocks import make_block, make_link
from .containers import DEEPEST, TRANSPARENT, container_for
from .false_links import drop_false_links
from .head import HeadFacts, image_source
from .hidden_articles import HiddenArticles
from .nodes import ContentOf, Node
from .quotes import is_under_quote
from .table_rows import OpenRow, merged_row


def read_tree(
    root: Node, url: str | None, limits: Limits, warnings: tuple[str, ...], content_of: ContentOf
) -> Page:
    """Return the page of a tree whose root is the `<html>` element.

    `content_of` returns the first node inside a `<template>`; each parser keeps it elsewhere.
    """
    builder = _BlockBuilder(url)
    builder.walk(root)
    blocks, facts = builder.blocks, builder.facts
    drop_false_links(blocks)
    head = facts.head(limits)
    found = HiddenArticles(blocks, head, facts, builder.unread, content_of, _read_more, limits).article()
    if found:
        blocks += found.blocks
        times, images = (*head.times, *found.facts.times), (*head.images, *found.facts.images)
        head = replace(head, times=times, images=images)
        facts.warn(found.warning)
    return Page("html", tuple(blocks), url, head, warnings=(*warnings, *facts.warnings))


def _read_more(root: Node, blocks: list[Block], facts: HeadFacts, container: Container) -> None:
    """Add the blocks and facts of another tree, all inside `container`."""
    builder = _BlockBuilder(None)
    builder.blocks, builder.facts, builder.around = blocks, facts, container
    builder.walk(root)


class _BlockBuilder:
    def __init__(self, url: str | None) -> None:
        self.blocks: list[Block] = []
        self.facts = HeadFacts(url)
        self.unread: list[Node] = []  # elements that may contain an article, but are not shown
        self.around: Container | None = None  # around the root
        # the open elements, and their Containers, made on demand
        self._open: list[tuple[bool, _Leave | None, str, Node]] = []  # (is a block, action at its end, …)
        self._containers: list[Container | None] = []
        # what the open elements mean for the text inside them
        self._kinds: list[list[Any]] = []  # [kind, level, marker]
        self._lists: list[int] = []  # item counters; -1 for <ul>
        self._rows: list[OpenRow] = []
        self._times: list[tuple[str, int, int]] = []  # (datetime, block number, parts before it)
        self._bold_depth = 0
        self._pre_depth = 0
        self._href: str | None = None
        # the block being collected
        self._parts: list[str] = []
        self._size = 0
        self._space = False  # whether a space comes before the next text
        self._breaks = 0
        self._owner = 0  # index in _open of the innermost element around all of its text
        self._links: list[Link] = []
        self._link_from: int | None = None
        self._bold = 0

    def walk(self, root: Node) -> None:
        """Visit every node in document order.

        Iterative, because pages nest deeper than Python can recurse. Nodes are never compared, because
        LexborNode.__eq__ serialises both. Common work is inline; _ELEMENTS has the rest.
        """
        element_of = _ELEMENTS.get
        opened, containers, parts = self._open, self._containers, self._parts
        node = root
        while True:
            text = node.text_content
            if text is not None:
                piece = text.strip()
                if not piece and not (parts and self._pre_depth):
                    self._space = True
                elif self._pre_depth:
                    self._preformatted(text)
                else:
                    if not piece.isprintable() or "  " in piece:  # other white space than single spaces
                        piece = " ".join(piece.split())
                    if not parts:
                        self._owner = len(opened) - 1
                    elif self._space or text[0] != piece[0]:
                        parts.append(" ")
                        self._size += 1
                    if self._href is not None and self._link_from is None:
                        self._link_from = self._size
                    parts.append(piece)
                    self._size += len(piece)
                    if self._bold_depth:
                        self._bold += len(piece)
                    self._space = text[-1] != piece[-1]
                    self._breaks = 0
                after = node.next
            else:
                tag = node.tag or ""
                has_children, block, enter, leave = element_of(tag, _INLINE)
                if has_children:
                    if block and parts:
                        self._flush()
                    opened.append((block, leave, tag, node))
                    containers.append(None)
                    if enter is not None:
                        enter(self, tag, node)
                    after = node.first_child
                else:
                    if enter is not None:
                        enter(self, tag, node)
                    after = node.next
            while after is None:
                block, leave, tag, node = opened[-1]
                if block and parts:
                    self._flush()
                if leave is not None:
                    leave(self)
                opened.pop()
                containers.pop()
                if not opened:
                    return
                if parts and self._owner >= len(opened):
                    self._owner = len(opened) - 1
                after = node.next
            node = after

    # --- elements ------------------------------------------------------------------------------

    def _root(self, tag: str, node: Node) -> None:
        self.facts.page_language(node)

    def _head_element(self, tag: str, node: Node) -> None:
        self.facts.add(tag, node)

    def _not_shown(self, tag: str, node: Node) -> None:
        self.unread.append(node)

    def _kind(self, tag: str, node: Node) -> None:
        kind, level = _KINDS[tag]
        self._kinds.append([kind, level, ""])

    def _figcaption(self, tag: str, node: Node) -> None:
        under_quote = is_under_quote(self._container(len(self._open) - 1), self.blocks, self.facts.images)
        self._kinds.append(["quote" if under_quote else "caption", 0, ""])

    def _end_kind(self) -> None:
        self._kinds.pop()

    def _item(self, tag: str, node: Node) -> None:
        lists = self._lists
        if lists and lists[-1] >= 0:
            lists[-1] += 1
            self._kinds.append(["list_item", len(lists), f"{lists[-1]}."])
        else:
            self._kinds.append(["list_item", len(lists) or 1, "•"])

    def _list(self, tag: str, node: Node) -> None:
        self._lists.append(0 if tag == "ol" else -1)

    def _end_list(self) -> None:
        self._lists.pop()

    def _pre(self, tag: str, node: Node) -> None:
        self._pre_depth += 1
        self._kinds.append(["code", 0, ""])

    def _end_pre(self) -> None:
        self._pre_depth -= 1
        self._kinds.pop()

    def _table(self, tag: str, node: Node) -> None:
        for row in reversed(self._rows):
            if not row.data:
                break  # the rows around it are marked already
            row.data = False

    def _row(self, tag: str, node: Node) -> None:
        self._rows.append(OpenRow(len(self.blocks)))

    def _end_row(self) -> None:
        row = self._rows.pop()
        row_of_data = merged_row(row, self.blocks)
        if row_of_data is None:
            return
        text, links, bold = row_of_data
        first = row.start
        del self.blocks[first:]
        container = self._container(len(self._open) - 1)
        self.blocks.append(make_block(first, "table", text, 0, "", tuple(links), bold, container))
        self.facts.merge_blocks_from(first)

    def _cell(self, tag: str, node: Node) -> None:
        if self._rows:
            self._rows[-1].cells.append(len(self.blocks))

    def _rule(self, tag: str, node: Node) -> None:
        if self._parts:
            self._flush()

    def _break(self, tag: str, node: Node) -> None:
        if self._pre_depth and self._parts:
            self._parts.append("\n")
            self._size += 1
            return
        self._space = True
        self._breaks += 1
        if self._breaks >= 2 and self._parts:
            self._flush()

    def _link(self, tag: str, node: Node) -> None:
        if self._link_from is not None:
            self._finish_link()
        attributes = node.attributes
        href = attributes.get("href")
        self._href = href.strip() if href else None
        rel = attributes.get("rel")
        if rel and "author" in rel.lower().split():
            self.facts.author_link(href or "")
        if self._links and self._links[-1].end == self._size:
            self._space = True  # adjacent links are separate things: menu entries, tags

    def _end_link(self) -> None:
        if self._link_from is not None:
            self._finish_link()
        self._href = None

    def _finish_link(self) -> None:
        start, self._link_from = self._link_from, None
        if start is not None:
            self._links.append(make_link(start, self._size, self.facts.base.join(self._href or "")))

    def _strong(self, tag: str, node: Node) -> None:
        self._bold_depth += 1

    def _end_strong(self) -> None:
        self._bold_depth -= 1

    def _time(self, tag: str, node: Node) -> None:
        self._times.append((node.attributes.get("datetime") or "", len(self.blocks), len(self._parts)))

    def _end_time(self) -> None:
        value, block, before = self._times.pop()
        text = "".join(self._parts[before:]).strip() if block == len(self.blocks) else ""
        self.facts.times.append(TimeTag(value, text, block, self._container(len(self._open) - 1)))

    def _image(self, tag: str, node: Node) -> None:
        attributes = node.attributes
        source = image_source(attributes)
        if source:
            self.facts.image(source, attributes, len(self.blocks), self._container(len(self._open) - 1))

    # --- text ----------------------------------------------------------------------------------

    def _preformatted(self, text: str) -> None:
        if not self._parts:
            self._owner = len(self._open) - 1
            text = text.lstrip("\r\n")
        if self._href is not None and self._link_from is None:
            self._link_from = self._size
        if self._bold_depth:
            self._bold += len(text)
        self._parts.append(text)
        self._size += len(text)
        self._space = False
        self._breaks = 0

    def _flush(self) -> None:
        """Make a block of the text collected so far."""
        if self._link_from is not None:
            self._finish_link()
        parts, links = self._parts, self._links
        text = "".join(parts) if len(parts) > 1 else parts[0]
        kind: Kind
        kind, level, marker = "paragraph", 0, ""
        if self._kinds:
            kind, level, marker = context = self._kinds[-1]
            if marker:
                context[2] = ""
            elif kind == "code":
                text = text.rstrip()
        container = self._containers[self._owner] or self._container(self._owner)
        self.blocks.append(
            make_block(len(self.blocks), kind, text, level, marker, tuple(links), self._bold, container)
        )
        parts.clear()
        if links:
            links.clear()
        self._size = self._bold = self._breaks = 0
        self._space = False

    def _container(self, index: int) -> Container | None:
        """Return the Container of the open element at `index`, making it if necessary."""
        containers = self._containers
        known = index
        while known >= 0 and containers[known] is None:
            known -= 1
        container = containers[known] if known >= 0 else self.around
        for i in range(known + 1, index + 1):
            _, _, tag, node = self._open[i]
            if tag not in TRANSPARENT and (container is None or container.depth < DEEPEST):
                container = container_for(tag, node.attributes, container)
            containers[i] = container
        return container


_KINDS: Mapping[str, tuple[Kind, int]] = {
    "h1": ("heading", 1),
    "h2": ("heading", 2),
    "h3": ("heading", 3),
    "h4": ("heading", 4),
    "h5": ("heading", 5),
    "h6": ("heading", 6),
    "blockquote": ("quote", 0),
    "caption": ("caption", 0),
}

_Enter: TypeAlias = Callable[[_BlockBuilder, Any, Node], None]
_Leave: TypeAlias = Callable[[_BlockBuilder], None]
# (whether to visit its children, whether it is a block, action at its start, action at its end)
_Element: TypeAlias = tuple[bool, bool, _Enter | None, _Leave | None]


def _block(enter: _Enter | None = None, leave: _Leave | None = None) -> _Element:
    return True, True, enter, leave


def _inline(enter: _Enter | None = None, leave: _Leave | None = None) -> _Element:
    return True, False, enter, leave


def _leaf(enter: _Enter | None = None) -> _Element:
    return False, False, enter, None


# All elements without an entry below, and those that are void only in some parsers: source, track, wbr.
_INLINE = _inline()
_B = _BlockBuilder
_ELEMENTS: dict[str, _Element] = {
    **dict.fromkeys(
        "address article aside center dd details dialog dir div dl dt fieldset figure footer form head header"
        " hgroup legend main nav optgroup p search section summary tbody tfoot thead".split(),
        _block(),
    ),
    **dict.fromkeys(("html", "body"), _block(_B._root)),
    **dict.fromkeys(_KINDS, _block(_B._kind, _B._end_kind)),
    "figcaption": _block(_B._figcaption, _B._end_kind),
    **dict.fromkeys(("ul", "ol", "menu"), _block(_B._list, _B._end_list)),
    "li": _block(_B._item, _B._end_kind),
    "pre": _block(_B._pre, _B._end_pre),
    "table": _block(_B._table),
    "tr": _block(_B._row, _B._end_row),
    **dict.fromkeys(("td", "th"), _block(_B._cell)),
    "a": _inline(_B._link, _B._end_link),
    **dict.fromkeys(("b", "strong"), _inline(_B._strong, _B._end_strong)),
    "time": _inline(_B._time, _B._end_time),
    "br": _leaf(_B._break),
    "hr": _leaf(_B._rule),
    **dict.fromkeys(("img", "amp-img"), _leaf(_B._image)),
    **dict.fromkeys("title meta base link script".split(), _leaf(_B._head_element)),
    **dict.fromkeys(("noscript", "template"), _leaf(_B._not_shown)),
    # not part of the page's readable text; ruby annotations would repeat each word
    **dict.fromkeys(
        "style noembed noframes button select option datalist textarea input svg iframe"
        " object embed canvas audio video map rt rp param col colgroup".split(),
        _leaf(),
    ),
    **dict.fromkeys(("", "-comment", "-doctype", "-document"), _leaf()),
}
