"""The block builder: turns a tree of elements and text into Blocks, in document order.

It walks over the nodes, joins their text and closes the blocks; `elements.py` says what each element means.
Text is joined as a browser shows it: nothing between inline elements, a line break for `<br>`, a new block
at block elements and at `<br><br>`.

    <p>T<b>he</b> bridge,<br>at last,</p><ul><li>north</ul>
    ->  paragraph "The bridge,\\nat last,", list_item "north"
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from ...fast_model import make_block
from ...model import AuthorTag, Block, Container, Kind, Span, TimeTag
from .code_blocks import is_all_code
from .containers import DEEPEST, TRANSPARENT, container_for
from .head import HeadFacts
from .line_breaks import opens_paragraph, settled, without_source_lines
from .lists import NUMBER_STARTS, OpenList, as_marker, is_number_of_item
from .microdata import DATING, microdata_date
from .nodes import Attributes, Node
from .open_text import OpenText, by_place, moved_back
from .selected import Selections
from .tables import OpenRow, OpenTable

_ONE_LINE = frozenset(("heading", "caption"))

Enter: TypeAlias = "Callable[[BlockBuilder, str, Node], None]"
Leave: TypeAlias = "Callable[[BlockBuilder], None]"


class Element(NamedTuple):
    """What an element means for the blocks."""

    has_children: bool  # whether to visit them
    is_block: bool
    enter: Enter | None
    leave: Leave | None


class BlockBuilder(OpenText):
    """The blocks made so far, the elements that are open, and the text of the block being collected."""

    def __init__(self, url: str | None, selections: Selections | None = None) -> None:
        super().__init__(HeadFacts(url))
        self._selections = selections
        self.blocks: list[Block] = []
        self.unread: list[Node] = []  # elements that may contain an article, but are not shown
        self.around: Container | None = None  # around the root
        # the open elements, and their Containers, made on demand
        self.opened: list[tuple[bool, Leave | None, str, Node]] = []  # (is a block, action at its end, …)
        self._containers: list[Container | None] = []
        # what the open elements mean for the text inside them
        self.lists: list[OpenList] = []
        # text, level, marker, container of an item's number in an element of its own, before the text
        self.item_number: tuple[str, int, str, Container | None] | None = None
        self.paragraphs: list[int] = []  # number of the first block in each open <p>
        self.listings: list[int] = []  # number of the first block in each listing of code
        self.are_listings: list[bool] = []  # whether each open <code> is one
        self.tables: list[OpenTable] = []
        self.rows: list[OpenRow] = []
        self.times: list[tuple[str, int, int]] = []  # (datetime, block number, parts before it)
        self.sources: list[Attributes] | None = None  # of the open <picture>
        self._owner = 0  # index in `opened` of the innermost element around all of the block's text

    def walk(self, root: Node, elements: Mapping[str, Element], other: Element) -> None:
        """Visit every node in document order.

        elements: what each element means, by its tag; `other` is for tags that are not in it.

        Iterative, because pages nest deeper than Python can recurse. Nodes are never compared, because
        LexborNode.__eq__ serialises both. Common work is inline.
        """
        meanings: dict[Hashable, tuple[str, bool, bool, Enter | None, Leave | None]] = {}
        opened, containers, parts = self.opened, self._containers, self.parts
        node = root
        while True:
            text = node.text_content
            if text is not None:
                piece = text.strip()
                if not piece and not (parts and self.pre_depth):
                    self.space = True
                elif self.pre_depth:
                    self._preformatted(text)
                else:
                    if not piece.isprintable() or "  " in piece:  # other white space than single spaces
                        if "\n" in piece and not piece.isascii():
                            piece = without_source_lines(piece)
                        piece = " ".join(piece.split())
                    if not parts:
                        self._owner = len(opened) - 1
                    elif self.space or text[0] != piece[0]:
                        if not self.breaks:
                            parts.append(" ")
                            self.size += 1
                        elif opens_paragraph(parts[-1], text):
                            self.flush()
                            self._owner = len(opened) - 1
                        else:
                            parts.append("\n")
                            self._has_lines = True
                            self.size += 1
                    if self._href is not None and self._link_from is None:
                        self._link_from = self.size
                    parts.append(piece)
                    self.size += len(piece)
                    self.space = text[-1] != piece[-1]
                    self.breaks = 0
                after = node.next
            else:
                meaning = meanings.get(node.tag_id)
                if meaning is None:
                    tag = node.tag or ""
                    meaning = meanings[node.tag_id] = (tag, *elements.get(tag, other))
                tag, has_children, block, enter, leave = meaning
                if has_children:
                    if block and parts:
                        self.flush()
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
                    self.flush()
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

    def replace_from(self, first: int, block: Block) -> None:
        """Put one block in the place of all blocks from this number on."""
        self.blocks[first:] = [replace(block, id=first)]
        self.facts.merge_blocks_from(first)

    def begin_author(self) -> None:
        """Take note of an open element with the author's name."""
        if self.author is None:  # else a link in the author's element
            self.author = len(self.opened), len(self.parts)

    def end_author(self) -> None:
        """Keep the text of the author's element, if that is the one that ends."""
        depth, before = self.author or (0, 0)
        if depth == len(self.opened):
            self.author = None
            text = " ".join("".join(self.parts[before:]).split())
            if text:
                container = self.container()
                self.facts.authors.append(AuthorTag(text, len(self.blocks), container))

    # --- text ----------------------------------------------------------------------------------

    def _preformatted(self, text: str) -> None:
        if not self.parts:
            self._owner = len(self.opened) - 1
            text = text.lstrip("\r\n")
        if self._href is not None and self._link_from is None:
            self._link_from = self.size
        self.parts.append(text)
        self.size += len(text)
        self.space = False
        self.breaks = 0

    def flush(self) -> None:
        """Make a block of the text collected so far."""
        if self._link_from is not None:
            self._finish_link()
        for mark in self._marks:
            if mark[0] is not None and mark[1] < len(self.parts):
                self._finish_mark(*mark)
            mark[1:] = 0, 0
        container = self._containers[self._owner] or self._container(self._owner)
        if self._unseen:
            container = self._without_unseen(container)
        parts, spans = self.parts, self.spans
        text = "".join(parts) if len(parts) > 1 else parts[0]
        if len(spans) > 1:
            spans.sort(key=by_place)
        kind: Kind
        kind, level, marker = "paragraph", 0, ""
        if self.kinds:
            kind, level, marker = context = self.kinds[-1]
            if kind == "list_item" and marker:
                if self.item_number is not None or text[:1] in NUMBER_STARTS:
                    if self.item_number is None and is_number_of_item(text):
                        self.item_number = text, level, marker, container
                        self._begin_anew()
                        return
                    marker, text, spans = self._numbered(marker, text, spans)
                context[2] = ""
            elif kind == "code":
                text = text.rstrip()
                spans = [replace(x, end=min(x.end, len(text))) for x in spans if x.start < len(text)]
        if not self._has_lines:  # as nearly always: `add`, without the call
            language = self.language if kind == "code" else ""
            number = len(self.blocks)
            self.blocks.append(
                make_block(number, kind, text, level, marker, tuple(spans), language, container)
            )
        elif kind in _ONE_LINE:
            self.add(kind, text.replace("\n", " "), level, marker, tuple(spans), container)
        elif kind == "paragraph" and is_all_code(text, spans):
            self.add("code", text, 0, "", tuple(x for x in spans if x.mark != "code"), container)
        else:
            for piece, its_spans in settled(text, spans, kind == "paragraph"):
                self.add(kind, piece, level, marker, its_spans, container)
                marker = ""
        self._begin_anew()

    def add(
        self,
        kind: Kind,
        text: str,
        level: int,
        marker: str,
        spans: tuple[Span, ...],
        container: Container | None,
    ) -> None:
        language = self.language if kind == "code" else ""
        self.blocks.append(
            make_block(len(self.blocks), kind, text, level, marker, spans, language, container)
        )

    def _numbered(self, marker: str, text: str, spans: list[Span]) -> tuple[str, str, list[Span]]:
        """Return marker, text and spans of an item whose number is an element before the text."""
        if self.item_number is not None:
            number, self.item_number = self.item_number[0], None
            return as_marker(number), text, spans
        if text.startswith(f"{marker} "):
            by = len(marker) + 1
            return marker, text[by:], moved_back(spans, by)
        number = self.parts[0]
        if len(self.parts) > 1 and is_number_of_item(number) and not number.isdigit():
            by = len(text) - len(text[len(number) :].lstrip())
            return as_marker(number), text[by:], moved_back(spans, by)
        return marker, text, spans

    def container(self) -> Container | None:
        """Return the Container of the innermost open element."""
        return self._container(len(self.opened) - 1)

    def _container(self, index: int) -> Container | None:
        """Return the Container of the open element at `index`, making it if necessary."""
        containers = self._containers
        known = index
        while known >= 0 and containers[known] is None:
            known -= 1
        container = containers[known] if known >= 0 else self.around
        for i in range(known + 1, index + 1):
            _, _, tag, node = self.opened[i]
            if tag not in TRANSPARENT and (container is None or container.depth < DEEPEST):
                attributes = node.attributes
                container = container_for(tag, attributes, container)
                if self._selections is not None:
                    self._selections.add(node, container)
                if not DATING.isdisjoint(attributes) and tag != "time":
                    value = microdata_date(attributes)
                    if value:
                        self.facts.times.append(TimeTag(value, "", len(self.blocks), container))
            containers[i] = container
        return container
