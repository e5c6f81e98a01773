"""The one block builder: HTML elements and text in document order become Blocks.

Every reader of markup walks its own tree and tells the builder `open`, `text` and `close`;
so lexbor's tree and a caller's soup give the very same blocks. Text is joined as a browser
shows it: nothing between inline elements, a blank for `<br>`, a new block at block elements
and at `<br><br>`.

    <p>T<b>he</b> bridge<br>reopened</p><ul><li>north</ul>
    ->  paragraph "The bridge reopened", list_item "north"
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

import regex

from ..model import Block, Container, Head, ImageTag, Kind, Link, Page, TimeTag
from ..words import count_words
from .head import json_ld_objects

# Not text of the page, or not readable as such; ruby's readings would double each word.
_SKIPPED = frozenset(
    "script style noscript template button select option datalist textarea input svg iframe object embed canvas"
    " audio video map rt rp title meta link base param source track col colgroup".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup p pre search"
    " section summary table tbody td tfoot th thead tr ul".split()
)
# Parsers add or leave out these at will: they are no containers, so that all parsers agree.
_TRANSPARENT = frozenset(("html", "head", "body", "tbody", "thead", "tfoot"))
_KINDS: Mapping[str, tuple[Kind, int]] = {
    "h1": ("heading", 1),
    "h2": ("heading", 2),
    "h3": ("heading", 3),
    "h4": ("heading", 4),
    "h5": ("heading", 5),
    "h6": ("heading", 6),
    "li": ("list_item", 0),
    "blockquote": ("quote", 0),
    "figcaption": ("caption", 0),
    "caption": ("caption", 0),
    "pre": ("code", 0),
}
_BOLD = frozenset(("b", "strong"))

_TOKEN_ATTRIBUTES = frozenset(
    "class id role itemprop rel data-testid data-test data-component data-type data-module data-qa data-block"
    " data-widget data-name property".split()
)
# "post-Body" "articleBody" "td_block_wrap": words at case changes and at anything that is no letter
_WORD = regex.compile(r"\p{Lu}?\p{Ll}++|\p{Lu}++(?!\p{Ll})|\p{Lu}++")
_NOT_SHOWN = regex.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden", regex.I)
_IMAGE_SOURCES = ("data-src", "data-lazy-src", "data-original", "data-hi-res-src", "src")

_DEEPEST = 100  # levels of containers that are kept: deeper ones share the last
_CELL_LONGEST = 400  # characters; a longer cell is layout, not data

_FALLBACK_UNDER = 60  # words of prose: a page with fewer shows no article in its own text
_PROSE = 12  # words from which a block counts as prose
_FALLBACK_TIMES = 3  # JSON-LD must hold so many times the page's own prose


class _Open:
    """An open element: what its closing must undo, and its Container once one was needed."""

    __slots__ = ("container", "kind", "node", "tag")

    def __init__(self, tag: str, node: Any) -> None:
        self.tag, self.node = tag, node
        self.container: Container | None = None
        self.kind = False  # whether it opened a kind context


class _Row:
    """An open table row: where its cells' blocks start."""

    __slots__ = ("cells", "data", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.cells: list[int] = []
        self.data = True


class BlockBuilder:
    """Feed it `open(tag, node)`, `text(str)`, `close()`; then ask for `page()`.

    attributes(node) gives an element's attributes, script_text(node) the text in a `<script>`.
    """

    def __init__(
        self,
        url: str | None,
        attributes: Callable[[Any], Mapping[str, str | None]],
        script_text: Callable[[Any], str],
    ) -> None:
        self.url, self._attributes, self._script_text = url, attributes, script_text
        self.base = url or ""
        self.blocks: list[Block] = []
        # the open elements, and what they mean for text inside them
        self._stack: list[_Open] = []
        self._kinds: list[list[Any]] = []  # [kind, level, marker]
        self._lists: list[int] = []  # item counters; -1 for <ul>
        self._rows: list[_Row] = []
        self._bold_depth = 0
        self._pre_depth = 0
        self._href: str | None = None
        # the block being collected
        self._parts: list[str] = []
        self._size = 0
        self._space = False
        self._breaks = 0
        self._owner = 0  # index in the stack of the innermost element around all its text
        self._links: list[Link] = []
        self._link_from: int | None = None
        self._bold = 0
        # the head
        self._title: str | None = None
        self._meta: list[tuple[str, str]] = []
        self._rel: list[tuple[str, str]] = []
        self._json_ld: list[str] = []
        self._times: list[TimeTag] = []
        self._open_times: list[tuple[_Open, str, int, int]] = []
        self._images: list[ImageTag] = []
        self._language = self._direction = ""

    # --- what readers call ---------------------------------------------------------------------

    def open(self, tag: str, node: Any) -> bool:
        """An element begins. Whether its children are wanted: if so, `close` must follow."""
        if tag in _SKIPPED:
            self._note(tag, node)
            return False
        if tag == "br":
            self._break()
            return False
        if tag == "img" or tag == "amp-img":
            self._image(node)
            return False
        if tag == "wbr":
            return False
        element = _Open(tag, node)
        if tag in _BLOCKS:
            self._flush()
            if tag == "hr":
                return False
            self._stack.append(element)
            self._open_block(tag, element)
            return True
        self._stack.append(element)
        if tag == "a":
            self._open_link(node)
        elif tag in _BOLD:
            self._bold_depth += 1
        elif tag == "time":
            self._open_time(element)
        return True

    def close(self) -> None:
        """The innermost open element ends."""
        element = self._stack[-1]
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
            self._close_block(tag, element)
        elif tag == "a":
            self._end_link()
            self._href = None
        elif tag in _BOLD:
            self._bold_depth -= 1
        elif tag == "time":
            self._close_time(element)
        self._stack.pop()
        self._owner = min(self._owner, len(self._stack) - 1)

    def text(self, text: str) -> None:
        """A text node."""
        words = text.split()
        if not words:
            if self._parts:
                self._space = True
            return
        if self._pre_depth:
            self._preformatted(text)
            return
        if not self._parts:
            self._owner = len(self._stack) - 1
        elif self._space or text[0].isspace():
            self._parts.append(" ")
            self._size += 1
        piece = words[0] if len(words) == 1 else " ".join(words)
        self._add(piece)
        self._space = text[-1].isspace()
        self._breaks = 0

    def page(self) -> Page:
        """The finished page."""
        self._flush()
        json_ld = tuple(x for script in self._json_ld for x in json_ld_objects(script))
        head = Head(
            title=self._title or "",
            meta=tuple(self._meta),
            links=tuple(self._rel),
            json_ld=json_ld,
            language=self._language,
            direction=self._direction,
            times=tuple(self._times),
            images=tuple(self._images),
        )
        blocks = self.blocks + _fallback(self.blocks, json_ld)
        return Page("html", tuple(blocks), self.url, head)

    # --- elements ------------------------------------------------------------------------------

    def _open_block(self, tag: str, element: _Open) -> None:
        context = _KINDS.get(tag)
        if context is not None:
            kind, level = context
            marker = ""
            if tag == "li":
                level, marker = max(1, len(self._lists)), self._next_marker()
            elif tag == "pre":
                self._pre_depth += 1
            self._kinds.append([kind, level, marker])
            element.kind = True
        elif tag == "ul" or tag == "ol" or tag == "menu":
            self._lists.append(0 if tag == "ol" else -1)
        elif tag == "table":
            for row in self._rows:
                row.data = False
        elif tag == "tr":
            self._rows.append(_Row(len(self.blocks)))
        elif tag == "td" or tag == "th":
            if self._rows:
                self._rows[-1].cells.append(len(self.blocks))
        elif tag == "html" or tag == "body":
            attributes = self._attributes(element.node)
            self._language = self._language or attributes.get("lang") or attributes.get("xml:lang") or ""
            self._direction = self._direction or attributes.get("dir") or ""

    def _close_block(self, tag: str, element: _Open) -> None:
        if element.kind:
            self._kinds.pop()
            if tag == "pre":
                self._pre_depth -= 1
        elif tag == "ul" or tag == "ol" or tag == "menu":
            self._lists.pop()
        elif tag == "tr":
            self._merge_row(self._rows.pop())

    def _next_marker(self) -> str:
        if not self._lists or self._lists[-1] < 0:
            return "•"
        self._lists[-1] += 1
        return f"{self._lists[-1]}."

    def _break(self) -> None:
        if self._pre_depth and self._parts:
            self._parts.append("\n")
            self._size += 1
            return
        self._space = True
        self._breaks += 1
        if self._breaks >= 2:
            self._flush()

    def _open_link(self, node: Any) -> None:
        self._end_link()
        attributes = self._attributes(node)
        href = attributes.get("href")
        self._href = href.strip() if href else None
        if "author" in (attributes.get("rel") or "").lower().split():
            self._rel.append(("author", href or ""))
        if self._links and self._links[-1].end == self._size:
            self._space = True  # two links without a blank between are two things: menus, tags

    def _end_link(self) -> None:
        if self._link_from is not None:
            self._links.append(Link(self._link_from, self._size, self._absolute(self._href or "")))
            self._link_from = None

    def _open_time(self, element: _Open) -> None:
        value = self._attributes(element.node).get("datetime") or ""
        self._open_times.append((element, value, len(self.blocks), self._size))

    def _close_time(self, element: _Open) -> None:
        opened, value, block, start = self._open_times.pop()
        text = "".join(self._parts)[start:].strip() if block == len(self.blocks) else ""
        self._times.append(TimeTag(value, text, block, self._container(len(self._stack) - 1)))

    def _image(self, node: Any) -> None:
        attributes = self._attributes(node)
        sources = (attributes.get(name) or "" for name in _IMAGE_SOURCES)
        source = next((s.strip() for s in sources if s and not s.startswith("data:")), "")
        if not source:
            source = (attributes.get("data-srcset") or attributes.get("srcset") or "").strip().split(" ")[0]
        if not source or source.startswith("data:"):
            return
        width = attributes.get("width") or ""
        self._images.append(
            ImageTag(
                self._absolute(source),
                " ".join((attributes.get("alt") or "").split()),
                len(self.blocks),
                self._container(len(self._stack) - 1),
                int(width) if width.isascii() and width.isdigit() and len(width) < 6 else None,
            )
        )

    def _note(self, tag: str, node: Any) -> None:
        """A fact of the head, wherever it stands."""
        if tag == "title":
            if self._title is None:
                self._title = " ".join(self._script_text(node).split())
        elif tag == "meta":
            attributes = self._attributes(node)
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
            content = attributes.get("content")
            if name and content:
                self._meta.append((name.strip().lower(), " ".join(content.split())))
        elif tag == "link":
            attributes = self._attributes(node)
            rel, href = attributes.get("rel"), attributes.get("href")
            if rel and href:
                self._rel.append((rel.lower(), self._absolute(href)))
        elif tag == "base":
            self.base = self._absolute(self._attributes(node).get("href") or "")
        elif tag == "script" and "ld+json" in (self._attributes(node).get("type") or "").lower():
            self._json_ld.append(self._script_text(node))

    def _absolute(self, href: str) -> str:
        href = href.strip()
        if not self.base or not href or ":" in href[:12]:
            return href
        try:
            return urljoin(self.base, href)
        except ValueError:
            return href

    # --- text ----------------------------------------------------------------------------------

    def _add(self, piece: str) -> None:
        if self._href is not None and self._link_from is None:
            self._link_from = self._size
        if self._bold_depth:
            self._bold += len(piece)
        self._parts.append(piece)
        self._size += len(piece)

    def _preformatted(self, text: str) -> None:
        if not self._parts:
            self._owner = len(self._stack) - 1
            text = text.lstrip("\r\n")
        self._add(text)
        self._space = False
        self._breaks = 0

    def _flush(self) -> None:
        """The text collected so far is a block."""
        self._breaks = 0
        self._space = False
        if not self._parts:
            return
        self._end_link()
        kind, level, marker = self._kinds[-1] if self._kinds else ("paragraph", 0, "")
        text = "".join(self._parts)
        if kind == "code":
            text = text.rstrip()
        if marker:
            self._kinds[-1][2] = ""
        self.blocks.append(
            Block(
                len(self.blocks),
                kind,
                text,
                level,
                marker,
                tuple(self._links),
                self._bold,
                self._container(self._owner),
            )
        )
        self._parts = []
        self._size = self._bold = 0
        self._links = []

    def _merge_row(self, row: _Row) -> None:
        """The blocks of a row of data become one, its cells parted by tabs; a row of layout stays as it is."""
        if not row.data or len(row.cells) < 2:
            return
        bounds = [*row.cells, len(self.blocks)]
        cells = [self.blocks[a:b] for a, b in zip(bounds, bounds[1:], strict=False)]
        if any(len(cell) > 1 or (cell and not _is_data(cell[0])) for cell in cells):
            return
        if sum(map(bool, cells)) < 2:
            return
        text, links = "", []
        for i, cell in enumerate(cells):
            text += "\t" if i else ""
            if cell:
                links += [Link(x.start + len(text), x.end + len(text), x.href) for x in cell[0].links]
                text += cell[0].text
        first = row.start
        bold = sum(block.bold for cell in cells for block in cell)
        del self.blocks[first:]
        container = self._container(len(self._stack) - 1)
        self.blocks.append(
            Block(first, "table", text.rstrip("\t"), links=tuple(links), bold=bold, container=container)
        )
        _pull_back(self._times, first)
        _pull_back(self._images, first)

    def _container(self, index: int) -> Container | None:
        """The Container of the open element at `index`, made now if nothing needed it before."""
        at = index
        while at >= 0 and self._stack[at].container is None:
            at -= 1
        container = self._stack[at].container if at >= 0 else None
        for element in self._stack[at + 1 : index + 1]:
            if element.tag not in _TRANSPARENT and (container is None or container.depth < _DEEPEST):
                container = _contain(element.tag, self._attributes(element.node), container)
            element.container = container
        return container


def _pull_back(tags: list[Any], first: int) -> None:
    """Tags that stood in a merged row point to the block that the row became."""
    for i in range(len(tags) - 1, -1, -1):
        if tags[i].block <= first:
            return
        tags[i] = replace(tags[i], block=first)


def _is_data(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.text) <= _CELL_LONGEST


def _contain(tag: str, attributes: Mapping[str, str | None], parent: Container | None) -> Container:
    tokens: frozenset[str] = _tokens(tag) if "-" in tag else frozenset()
    for name, value in attributes.items():
        if value and name in _TOKEN_ATTRIBUTES:
            tokens |= _tokens(value)
    hidden = (
        (parent is not None and parent.hidden)
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _NOT_SHOWN.search(attributes.get("style") or "") is not None
    )
    depth = parent.depth + 1 if parent else 1
    return Container(tag, tokens, parent, depth, attributes.get("class") or "", hidden)


@lru_cache(maxsize=8192)
def _tokens(value: str) -> frozenset[str]:
    """Lower-case words of an attribute's value: a pure function, so the cache changes no result."""
    return frozenset(word.lower() for word in _WORD.findall(value[:500]) if len(word) > 1)


def _fallback(blocks: list[Block], json_ld: tuple[Mapping[str, Any], ...]) -> list[Block]:
    """The article's text from JSON-LD, where the page itself shows next to none."""
    bodies = [x["articleBody"] for x in json_ld if isinstance(x.get("articleBody"), str)]
    if not bodies:
        return []
    body = max(bodies, key=len)
    own = sum(n for n in (count_words(b.text) for b in blocks) if n >= _PROSE)
    if own >= _FALLBACK_UNDER or count_words(body) < _FALLBACK_TIMES * max(1, own):
        return []
    container = Container("script", frozenset(("json", "ld", "article", "body")), None, 1)
    lines = [" ".join(line.split()) for line in body.splitlines()]
    paragraphs = [line for line in lines if line]
    return [
        Block(len(blocks) + i, "paragraph", text, container=container) for i, text in enumerate(paragraphs)
    ]
