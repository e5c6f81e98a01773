"""What links, spans, bold and italic text, code, dates and abbreviations mean inside a line.

<a rel="author">Maya Lindholm</a>            ->  a link's span, and the tag of an author
<time datetime="2024-05-03">May 3</time>     ->  a date of the page
<b>bold</b>, H<sub>2</sub>O                  ->  a span, a small figure
"""

from __future__ import annotations

from ...model import TimeTag
from .block_builder import BlockBuilder, Element, Enter, Leave
from .microdata import is_author, may_state_fact, microdata_date
from .nodes import Node
from .open_text import MARKS


def _begin_link(builder: BlockBuilder, tag: str, node: Node) -> None:
    attributes = node.attributes
    builder.begin_link(attributes)
    if len(attributes) > 1 and may_state_fact(attributes) and is_author(attributes):
        builder.begin_author()


def _end_link(builder: BlockBuilder) -> None:
    if builder.author is not None:
        builder.end_author()
    builder.end_link()


def _begin_span(builder: BlockBuilder, tag: str, node: Node) -> None:
    attributes = node.attributes
    builder.begin_span(node, attributes)
    if may_state_fact(attributes):
        if microdata_date(attributes):
            builder.container()  # which adds the date
        elif is_author(attributes):
            builder.begin_author()


def _end_span(builder: BlockBuilder) -> None:
    if builder.author is not None:
        builder.end_author()
    builder.end_span()


def _begin_time(builder: BlockBuilder, tag: str, node: Node) -> None:
    attributes = node.attributes
    value = attributes.get("datetime") or microdata_date(attributes)
    builder.set_apart(node)
    builder.times.append((value, len(builder.blocks), len(builder.parts)))


def _end_time(builder: BlockBuilder) -> None:
    builder.span_end = builder.size
    value, block, before = builder.times.pop()
    parts = builder.parts[before:] if block == len(builder.blocks) else ()
    text = "".join(parts).replace("\n", " ").strip()
    builder.facts.times.append(TimeTag(value, text, block, builder.container()))


def _begin_abbreviation(builder: BlockBuilder, tag: str, node: Node) -> None:
    if microdata_date(node.attributes):
        builder.container()  # which adds the date


def inline(enter: Enter | None = None, leave: Leave | None = None) -> Element:
    """Return an element inside a line: it ends no block."""
    return Element(True, False, enter, leave)


INLINE: dict[str, Element] = {
    "a": inline(_begin_link, _end_link),
    "span": inline(_begin_span, _end_span),
    **dict.fromkeys(MARKS, inline(BlockBuilder.begin_mark, BlockBuilder.end_mark)),
    **dict.fromkeys(("i", "em"), inline(BlockBuilder.begin_italic, BlockBuilder.end_italic)),
    **dict.fromkeys(("sup", "sub"), inline(BlockBuilder.begin_mark, BlockBuilder.end_script)),
    "time": inline(_begin_time, _end_time),
    "abbr": inline(_begin_abbreviation),
}
