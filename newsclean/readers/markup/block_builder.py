"""The block builder: turns a tree of elements and text into Blocks, in document order.

All readers of markup pass it a tree of nodes, so lexbor's tree and a caller's soup give the same
blocks. Text is joined as a browser shows it: nothing between inline elements, a line break for `<br>`,
a new block at block elements and at `<br><br>`.

    <p>T<b>he</b> bridge,<br>at last,</p><ul><li>north</ul>
    ->  paragraph "The bridge,\\nat last,", list_item "north"
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from ...fast_model import make_block
from ...model import AuthorTag, Block, Container, Kind, Page, Span, TimeTag, joined_rows
from ..data.limits import Limits
from .background_pictures import background_picture
from .code_blocks import declared_language, has_lines, is_all_code, one_listing
from .containers import DEEPEST, TRANSPARENT, container_for
from .disclosures import opening_text
from .false_links import drop_false_links
from .head import HeadFacts, microdata_date
from .heading_parts import parts_of
from .hidden_articles import HiddenArticles
from .line_breaks import settled, without_source_lines
from .lists import NUMBER_STARTS, OpenList, as_marker, is_number_of_item
from .nodes import ContentOf, Node
from .open_text import MARKS, OpenText, by_place, moved_back
from .picture_addresses import Attributes, images_without_scripts, picture_addresses
from .quotes import is_under_quote
from .selected import Selections
from .tables import OpenRow, OpenTable, without_line_numbers
from .torn_paragraphs import joined, torn_from


def read_tree(
    root: Node,
    url: str | None,
    limits: Limits,
    warnings: tuple[str, ...],
    content_of: ContentOf,
    selections: Selections | None = None,
) -> Page:
    """Return the page of a tree whose root is the `<html>` element.

    `content_of` returns the first node inside a `<template>`; each parser keeps it elsewhere.
    """
    builder = _BlockBuilder(url, selections)
    builder.walk(root)
    blocks, facts = builder.blocks, builder.facts
    drop_false_links(blocks)
    head = facts.head(limits)
    found = HiddenArticles(blocks, head, facts, builder.unread, content_of, _read_more, limits).article()
    if found:
        blocks += found.blocks
        times, images = (*head.times, *found.facts.times), (*head.images, *found.facts.images)
        authors = (*head.authors, *found.facts.authors)
        heading_parts = (*head.heading_parts, *found.facts.heading_parts)
        head = replace(head, times=times, authors=authors, images=images, heading_parts=heading_parts)
        facts.warn(found.warning)
    if selections is not None:
        head = replace(head, selected=selections.selected(blocks))
    return Page("html", tuple(blocks), url, head, warnings=(*warnings, *facts.warnings))


def _read_more(root: Node, blocks: list[Block], facts: HeadFacts, container: Container) -> None:
    """Add the blocks and facts of another tree, all inside `container`."""
    builder = _BlockBuilder(None)
    builder.blocks, builder.facts, builder.around = blocks, facts, container
    builder.walk(root)


class _BlockBuilder(OpenText):
    def __init__(self, url: str | None, selections: Selections | None = None) -> None:
        super().__init__(HeadFacts(url))
        self._selections = selections
        self.blocks: list[Block] = []
        self.unread: list[Node] = []  # elements that may contain an article, but are not shown
        self.around: Container | None = None  # around the root
        # the open elements, and their Containers, made on demand
        self._open: list[tuple[bool, _Leave | None, str, Node]] = []  # (is a block, action at its end, …)
        self._containers: list[Container | None] = []
        # what the open elements mean for the text inside them
        self._lists: list[OpenList] = []
        self._item_number: tuple[str, int, str, Container | None] | None = (
            None  # in an element of its own, before the text
        )
        self._paragraphs: list[int] = []  # number of the first block in each open <p>
        self._listings: list[int] = []  # number of the first block in each listing of code
        self._are_listings: list[bool] = []  # whether each open <code> is one
        self._tables: list[OpenTable] = []
        self._rows: list[OpenRow] = []
        self._times: list[tuple[str, int, int]] = []  # (datetime, block number, parts before it)
        self._sources: list[Attributes] | None = None  # of the open <picture>
        self._owner = 0  # index in _open of the innermost element around all of the block's text

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
                        if "\n" in piece and not piece.isascii():
                            piece = without_source_lines(piece)
                        piece = " ".join(piece.split())
                    if not parts:
                        self._owner = len(opened) - 1
                    elif self._space or text[0] != piece[0]:
                        if self._breaks:
                            parts.append("\n")
                            self._has_lines = True
                        else:
                            parts.append(" ")
                        self._size += 1
                    if self._href is not None and self._link_from is None:
                        self._link_from = self._size
                    parts.append(piece)
                    self._size += len(piece)
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

    def _template(self, tag: str, node: Node) -> None:
        self.unread.append(node)

    def _paragraph(self, tag: str, node: Node) -> None:
        if node.first_child is None and not node.attributes and self.blocks:
            self._join_torn()  # a parser made it of the end of a paragraph
        self._paragraphs.append(len(self.blocks))

    def _end_paragraph(self) -> None:
        if len(self.blocks) > self._paragraphs.pop() + 2:
            self._join_torn()

    def _join_torn(self) -> None:
        first = torn_from(self.blocks)
        if first is not None:
            self.blocks[first] = joined(self.blocks[first], self.blocks.pop())

    def _kind(self, tag: str, node: Node) -> None:
        kind, level = _KINDS[tag]
        self._kinds.append([kind, level, ""])
        if 0 < level <= 2:
            self.facts.heading_parts += parts_of(node, len(self.blocks))

    def _figcaption(self, tag: str, node: Node) -> None:
        under_quote = is_under_quote(self._container(len(self._open) - 1), self.blocks, self.facts.images)
        self._kinds.append(["quote" if under_quote else "caption", 0, ""])

    def _end_kind(self) -> None:
        self._kinds.pop()

    def _item(self, tag: str, node: Node) -> None:
        self._add_item_number()
        marker = self._lists[-1].next_marker(node.attributes) if self._lists else "•"
        self._kinds.append(["list_item", len(self._lists) or 1, marker])

    def _end_item(self) -> None:
        self._add_item_number()
        self._kinds.pop()

    def _add_item_number(self) -> None:
        """Add the number of an item as its text, if it is all that the item has."""
        if self._item_number is not None:
            text, level, marker, container = self._item_number
            self._add("list_item", text, level, marker, (), container)
            self._item_number = None

    def _list(self, tag: str, node: Node) -> None:
        self._add_item_number()
        self._lists.append(OpenList(tag, node))

    def _description(self, tag: str, node: Node) -> None:
        """Begin a term of a description list, or what is said of it: an item one level deeper."""
        self._add_item_number()
        self._kinds.append(["list_item", (len(self._lists) or 1) + (tag == "dd"), "•"])

    def _end_list(self) -> None:
        self._lists.pop()

    def _pre(self, tag: str, node: Node) -> None:
        self._pre_depth += 1
        self._kinds.append(["code", 0, ""])
        self._listings.append(len(self.blocks))
        around = [node, *(element[3] for element in self._open[-3:-1])]
        self._language = declared_language(element.attributes for element in around)

    def _end_pre(self) -> None:
        self._pre_depth -= 1
        self._kinds.pop()
        first = self._listings.pop()
        listing = one_listing(self.blocks[first:])
        if listing is not None:
            self._replace_from(first, listing)

    def _code(self, tag: str, node: Node) -> None:
        """Begin code in a line, or a listing whose lines are elements."""
        is_listing = not self._pre_depth and has_lines(node)
        self._are_listings.append(is_listing)
        if not is_listing:
            self._mark(tag, node)
            return
        if self._parts:
            self._flush()
        self._pre(tag, node)

    def _end_code(self) -> None:
        if not self._are_listings.pop():
            self._end_mark()
            return
        if self._parts:
            self._flush()
        self._end_pre()

    def _button(self, tag: str, node: Node) -> None:
        if self._parts or not node.attributes:
            return
        text = opening_text(node, [element[3] for element in self._open])
        if text:
            kind, level, _ = self._kinds[-1] if self._kinds else ("", 0, "")
            container = container_for(tag, {}, self._container(len(self._open) - 1))
            self._add("heading", text, level if kind == "heading" else 0, "", (), container)

    def _table(self, tag: str, node: Node) -> None:
        for table in reversed(self._tables):
            if table.is_layout:
                break  # the tables around it are marked already
            table.is_layout = True
        self._tables.append(OpenTable())

    def _end_table(self) -> None:
        for block, rows in self._tables.pop().joined:
            text, spans = joined_rows(rows)
            container = self._container(len(self._open) - 1)
            self.blocks[block] = make_block(block, "table", text, 0, "", spans, "", container)

    def _row(self, tag: str, node: Node) -> None:
        self._rows.append(OpenRow(len(self.blocks)))

    def _end_row(self) -> None:
        row = self._rows.pop()
        code = without_line_numbers(row.contents(self.blocks))
        if code is not None:
            self._replace_from(row.start, code)
            return
        joined = self._tables[-1].add_row(row, self.blocks) if self._tables else None
        if joined is not None:
            self._replace_from(joined, self.blocks[joined])  # its text comes at the end of the table

    def _replace_from(self, first: int, block: Block) -> None:
        """Put one block in the place of all blocks from this number on."""
        self.blocks[first:] = [replace(block, id=first)]
        self.facts.merge_blocks_from(first)

    def _cell(self, tag: str, node: Node) -> None:
        if self._rows:
            self._rows[-1].add_cell(len(self.blocks), tag, node.attributes)

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

    def _time(self, tag: str, node: Node) -> None:
        attributes = node.attributes
        value = attributes.get("datetime") or microdata_date(attributes)
        self._set_apart(node)
        self._times.append((value, len(self.blocks), len(self._parts)))

    def _end_time(self) -> None:
        self._span_end = self._size
        value, block, before = self._times.pop()
        parts = self._parts[before:] if block == len(self.blocks) else ()
        text = "".join(parts).replace("\n", " ").strip()
        self.facts.times.append(TimeTag(value, text, block, self._container(len(self._open) - 1)))

    def _abbreviation(self, tag: str, node: Node) -> None:
        if microdata_date(node.attributes):
            self._dated_span()

    def _dated_span(self) -> None:
        self._container(len(self._open) - 1)  # which adds the date

    def _begin_author(self) -> None:
        if self._author is None:  # else a link in the author's element
            self._author = len(self._open), len(self._parts)

    def _end_author(self) -> None:
        depth, before = self._author or (0, 0)
        if depth == len(self._open):
            self._author = None
            text = " ".join("".join(self._parts[before:]).split())
            if text:
                container = self._container(len(self._open) - 1)
                self.facts.authors.append(AuthorTag(text, len(self.blocks), container))

    def _picture(self, tag: str, node: Node) -> None:
        self._sources = []

    def _source(self, tag: str, node: Node) -> None:
        if self._sources is not None:
            self._sources.append(node.attributes)

    def _image(self, tag: str, node: Node) -> None:
        self._add_image(node.attributes, self._sources or ())
        if self._sources:
            self._sources = []

    def _figure(self, tag: str, node: Node) -> None:
        background = background_picture(node)
        if background is not None:
            self._add_image(background)

    def _end_picture(self) -> None:
        if self._sources:  # of a <picture> without <img>
            self._add_image({}, self._sources)
        self._sources = None

    def _noscript(self, tag: str, node: Node) -> None:
        self.unread.append(node)
        for attributes, sources in images_without_scripts(node):
            self._add_image(attributes, sources, True)

    def _add_image(
        self, attributes: Attributes, sources: Sequence[Attributes] = (), from_noscript: bool = False
    ) -> None:
        addresses = picture_addresses(attributes, sources)
        if addresses:
            container = self._container(len(self._open) - 1)
            block, is_begun = len(self.blocks), bool(self._parts)
            self.facts.image(addresses, attributes, block, is_begun, container, from_noscript)

    # --- text ----------------------------------------------------------------------------------

    def _preformatted(self, text: str) -> None:
        if not self._parts:
            self._owner = len(self._open) - 1
            text = text.lstrip("\r\n")
        if self._href is not None and self._link_from is None:
            self._link_from = self._size
        self._parts.append(text)
        self._size += len(text)
        self._space = False
        self._breaks = 0

    def _flush(self) -> None:
        """Make a block of the text collected so far."""
        if self._link_from is not None:
            self._finish_link()
        for mark in self._marks:
            if mark[0] is not None and mark[1] < len(self._parts):
                self._finish_mark(*mark)
            mark[1:] = 0, 0
        container = self._containers[self._owner] or self._container(self._owner)
        if self._unseen:
            container = self._without_unseen(container)
        parts, spans = self._parts, self._spans
        text = "".join(parts) if len(parts) > 1 else parts[0]
        if len(spans) > 1:
            spans.sort(key=by_place)
        kind: Kind
        kind, level, marker = "paragraph", 0, ""
        if self._kinds:
            kind, level, marker = context = self._kinds[-1]
            if kind == "list_item" and marker:
                if self._item_number is not None or text[:1] in NUMBER_STARTS:
                    if self._item_number is None and is_number_of_item(text):
                        self._item_number = text, level, marker, container
                        self._begin_anew()
                        return
                    marker, text, spans = self._numbered(marker, text, spans)
                context[2] = ""
            elif kind == "code":
                text = text.rstrip()
                spans = [replace(x, end=min(x.end, len(text))) for x in spans if x.start < len(text)]
        if not self._has_lines:  # as nearly always: `_add`, without the call
            language = self._language if kind == "code" else ""
            number = len(self.blocks)
            self.blocks.append(
                make_block(number, kind, text, level, marker, tuple(spans), language, container)
            )
        elif kind in _ONE_LINE:
            self._add(kind, text.replace("\n", " "), level, marker, tuple(spans), container)
        elif kind == "paragraph" and is_all_code(text, spans):
            self._add("code", text, 0, "", tuple(x for x in spans if x.mark != "code"), container)
        else:
            for piece, its_spans in settled(text, spans, kind == "paragraph"):
                self._add(kind, piece, level, marker, its_spans, container)
                marker = ""
        self._begin_anew()

    def _add(
        self,
        kind: Kind,
        text: str,
        level: int,
        marker: str,
        spans: tuple[Span, ...],
        container: Container | None,
    ) -> None:
        language = self._language if kind == "code" else ""
        self.blocks.append(
            make_block(len(self.blocks), kind, text, level, marker, spans, language, container)
        )

    def _numbered(self, marker: str, text: str, spans: list[Span]) -> tuple[str, str, list[Span]]:
        """Return marker, text and spans of an item whose number is an element before the text."""
        if self._item_number is not None:
            number, self._item_number = self._item_number[0], None
            return as_marker(number), text, spans
        if text.startswith(f"{marker} "):
            by = len(marker) + 1
            return marker, text[by:], moved_back(spans, by)
        number = self._parts[0]
        if len(self._parts) > 1 and is_number_of_item(number) and not number.isdigit():
            by = len(text) - len(text[len(number) :].lstrip())
            return as_marker(number), text[by:], moved_back(spans, by)
        return marker, text, spans

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
                attributes = node.attributes
                container = container_for(tag, attributes, container)
                if self._selections is not None:
                    self._selections.add(node, container)
                if "itemprop" in attributes and tag != "time":
                    value = microdata_date(attributes)
                    if value:
                        self.facts.times.append(TimeTag(value, "", len(self.blocks), container))
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

_ONE_LINE = frozenset(("heading", "caption"))
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


# All elements without an entry below, and those that are void only in some parsers: track, wbr.
_INLINE = _inline()
_B = _BlockBuilder
_ELEMENTS: dict[str, _Element] = {
    **dict.fromkeys(
        "address article aside center details dialog dir div dl fieldset footer form head header"
        " hgroup legend main nav optgroup search section summary tbody tfoot thead".split(),
        _block(),
    ),
    **dict.fromkeys(("html", "body"), _block(_B._root)),
    **dict.fromkeys(_KINDS, _block(_B._kind, _B._end_kind)),
    "figure": _block(_B._figure),
    "figcaption": _block(_B._figcaption, _B._end_kind),
    **dict.fromkeys(("ul", "ol", "menu"), _block(_B._list, _B._end_list)),
    "li": _block(_B._item, _B._end_item),
    **dict.fromkeys(("dt", "dd"), _block(_B._description, _B._end_item)),
    "p": _block(_B._paragraph, _B._end_paragraph),
    "pre": _block(_B._pre, _B._end_pre),
    "table": _block(_B._table, _B._end_table),
    "tr": _block(_B._row, _B._end_row),
    **dict.fromkeys(("td", "th"), _block(_B._cell)),
    "a": _inline(_B._link, _B._end_link),
    "span": _inline(_B._span, _B._end_span),
    **dict.fromkeys(MARKS, _inline(_B._mark, _B._end_mark)),
    "code": _inline(_B._code, _B._end_code),
    **dict.fromkeys(("sup", "sub"), _inline(_B._mark, _B._end_script)),
    "time": _inline(_B._time, _B._end_time),
    "abbr": _inline(_B._abbreviation),
    "br": _leaf(_B._break),
    "hr": _leaf(_B._rule),
    **dict.fromkeys(("img", "amp-img"), _leaf(_B._image)),
    "picture": _inline(_B._picture, _B._end_picture),
    "source": _inline(_B._source),
    **dict.fromkeys("title meta base link script".split(), _leaf(_B._head_element)),
    "noscript": _leaf(_B._noscript),
    "template": _leaf(_B._template),
    "button": _leaf(_B._button),
    # not part of the page's readable text; ruby annotations would repeat each word
    **dict.fromkeys(
        "style noembed noframes select option datalist textarea input svg iframe"
        " object embed canvas audio video map rt rp param col colgroup".split(),
        _leaf(),
    ),
    **dict.fromkeys(("annotation", "annotation-xml"), _leaf()),  # a formula's source, which is not shown
    **dict.fromkeys(("", "-comment", "-doctype", "-document"), _leaf()),
}
