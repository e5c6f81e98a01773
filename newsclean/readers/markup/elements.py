"""What each HTML element means for the blocks: what the block builder does at its start and at its end.

`ELEMENTS` at the end has them all. The functions above it take the builder, whose attributes say which
elements are open.

    <li>North   ->  the text that follows is a list_item, with the marker of its list
    <br><br>    ->  the block ends
    <script>    ->  nothing inside is text of the page
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...fast_model import make_block
from ...model import Kind, joined_rows
from .background_pictures import background_picture
from .block_builder import BlockBuilder, Element, Enter, Leave
from .code_blocks import declared_language, has_lines, one_listing
from .containers import container_for
from .disclosures import heads_a_panel, opening_text
from .heading_parts import parts_of
from .inline_elements import INLINE, inline
from .lists import OpenList
from .nodes import Attributes, Node
from .picture_addresses import images_without_scripts, picture_addresses
from .quotes import is_under_quote
from .tables import OpenRow, OpenTable, without_line_numbers
from .torn_paragraphs import joined, torn_from

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


def _begin_page(builder: BlockBuilder, tag: str, node: Node) -> None:
    builder.facts.page_language(node)


def _add_to_head(builder: BlockBuilder, tag: str, node: Node) -> None:
    builder.facts.add(tag, node, (each[3].attributes for each in builder.opened))


def _add_template(builder: BlockBuilder, tag: str, node: Node) -> None:
    builder.unread.append(node)


def _begin_paragraph(builder: BlockBuilder, tag: str, node: Node) -> None:
    if node.first_child is None and not node.attributes and builder.blocks:
        _join_torn(builder)  # a parser made it of the end of a paragraph
    builder.paragraphs.append(len(builder.blocks))


def _end_paragraph(builder: BlockBuilder) -> None:
    if len(builder.blocks) > builder.paragraphs.pop() + 2:
        _join_torn(builder)


def _join_torn(builder: BlockBuilder) -> None:
    first = torn_from(builder.blocks)
    if first is not None:
        builder.blocks[first] = joined(builder.blocks[first], builder.blocks.pop())


def _begin_kind(builder: BlockBuilder, tag: str, node: Node) -> None:
    kind, level = _KINDS[tag]
    builder.kinds.append([kind, level, ""])
    if 0 < level <= 2:
        builder.facts.heading_parts += parts_of(node, len(builder.blocks))


def _begin_figcaption(builder: BlockBuilder, tag: str, node: Node) -> None:
    under_quote = is_under_quote(builder.container(), builder.blocks, builder.facts.images)
    builder.kinds.append(["quote" if under_quote else "caption", 0, ""])


def _end_kind(builder: BlockBuilder) -> None:
    builder.kinds.pop()


def _begin_item(builder: BlockBuilder, tag: str, node: Node) -> None:
    _add_item_number(builder)
    marker = builder.lists[-1].next_marker(node) if builder.lists else "•"
    builder.kinds.append(["list_item", len(builder.lists) or 1, marker])


def _end_item(builder: BlockBuilder) -> None:
    _add_item_number(builder)
    builder.kinds.pop()


def _add_item_number(builder: BlockBuilder) -> None:
    """Add the number of an item as its text, if it is all that the item has."""
    if builder.item_number is not None:
        text, level, marker, container = builder.item_number
        builder.add("list_item", text, level, marker, (), container)
        builder.item_number = None


def _begin_list(builder: BlockBuilder, tag: str, node: Node) -> None:
    _add_item_number(builder)
    builder.lists.append(OpenList(tag, node))


def _begin_description(builder: BlockBuilder, tag: str, node: Node) -> None:
    """Begin a term of a description list, or what is said of it: an item one level deeper."""
    _add_item_number(builder)
    builder.kinds.append(["list_item", (len(builder.lists) or 1) + (tag == "dd"), "•"])


def _end_list(builder: BlockBuilder) -> None:
    builder.lists.pop()


def _begin_listing(builder: BlockBuilder, tag: str, node: Node) -> None:
    builder.pre_depth += 1
    builder.kinds.append(["code", 0, ""])
    builder.listings.append(len(builder.blocks))
    around = [node, *(element[3] for element in builder.opened[-3:-1])]
    builder.language = declared_language(element.attributes for element in around)


def _end_listing(builder: BlockBuilder) -> None:
    builder.pre_depth -= 1
    builder.kinds.pop()
    first = builder.listings.pop()
    listing = one_listing(builder.blocks[first:])
    if listing is not None:
        builder.replace_from(first, listing)


def _begin_code(builder: BlockBuilder, tag: str, node: Node) -> None:
    """Begin code in a line, or a listing whose lines are elements."""
    is_listing = not builder.pre_depth and has_lines(node)
    builder.are_listings.append(is_listing)
    if not is_listing:
        builder.begin_mark(tag, node)
        return
    if builder.parts:
        builder.flush()
    _begin_listing(builder, tag, node)


def _end_code(builder: BlockBuilder) -> None:
    if not builder.are_listings.pop():
        builder.end_mark()
        return
    if builder.parts:
        builder.flush()
    _end_listing(builder)


def _add_button(builder: BlockBuilder, tag: str, node: Node) -> None:
    if builder.parts or not node.attributes:
        return
    text = opening_text(node, [element[3] for element in builder.opened])
    if text:
        kind, level, _ = builder.kinds[-1] if builder.kinds else ("", 0, "")
        container = container_for(tag, {}, builder.container())
        builder.add("heading", text, level if kind == "heading" else 0, "", (), container)


def _begin_summary(builder: BlockBuilder, tag: str, node: Node) -> None:
    if heads_a_panel(node):
        builder.kinds.append(["heading", 0, ""])
    else:
        builder.kinds.append(builder.kinds[-1] if builder.kinds else ["paragraph", 0, ""])


def _begin_table(builder: BlockBuilder, tag: str, node: Node) -> None:
    for table in reversed(builder.tables):
        if table.is_layout:
            break  # the tables around it are marked already
        table.is_layout = True
    builder.tables.append(OpenTable())


def _end_table(builder: BlockBuilder) -> None:
    for block, rows in builder.tables.pop().joined:
        text, spans = joined_rows(rows)
        container = builder.container()
        builder.blocks[block] = make_block(block, "table", text, 0, "", spans, "", container)


def _begin_row(builder: BlockBuilder, tag: str, node: Node) -> None:
    builder.rows.append(OpenRow(len(builder.blocks)))


def _end_row(builder: BlockBuilder) -> None:
    row = builder.rows.pop()
    code = without_line_numbers(row.contents(builder.blocks))
    if code is not None:
        builder.replace_from(row.start, code)
        return
    table = builder.tables[-1].add_row(row, builder.blocks) if builder.tables else None
    if table is not None:
        builder.replace_from(table, builder.blocks[table])  # its text comes at the end of the table


def _begin_cell(builder: BlockBuilder, tag: str, node: Node) -> None:
    if builder.rows:
        builder.rows[-1].add_cell(len(builder.blocks), tag, node.attributes)


def _add_rule(builder: BlockBuilder, tag: str, node: Node) -> None:
    if builder.parts:
        builder.flush()


def _add_break(builder: BlockBuilder, tag: str, node: Node) -> None:
    if builder.pre_depth and builder.parts:
        builder.parts.append("\n")
        builder.size += 1
        return
    builder.space = True
    builder.breaks += 1
    if builder.breaks >= 2 and builder.parts:
        builder.flush()


def _begin_picture(builder: BlockBuilder, tag: str, node: Node) -> None:
    builder.sources = []


def _add_source(builder: BlockBuilder, tag: str, node: Node) -> None:
    if builder.sources is not None:
        builder.sources.append(node.attributes)


def _add_image_element(builder: BlockBuilder, tag: str, node: Node) -> None:
    _add_image(builder, node.attributes, builder.sources or ())
    if builder.sources:
        builder.sources = []


def _begin_figure(builder: BlockBuilder, tag: str, node: Node) -> None:
    background = background_picture(node)
    if background is not None:
        _add_image(builder, background)


def _end_picture(builder: BlockBuilder) -> None:
    if builder.sources:  # of a <picture> without <img>
        _add_image(builder, {}, builder.sources)
    builder.sources = None


def _add_noscript(builder: BlockBuilder, tag: str, node: Node) -> None:
    builder.unread.append(node)
    for attributes, sources in images_without_scripts(node):
        _add_image(builder, attributes, sources, True)


def _add_image(
    builder: BlockBuilder,
    attributes: Attributes,
    sources: Sequence[Attributes] = (),
    from_noscript: bool = False,
) -> None:
    addresses = picture_addresses(attributes, sources)
    if addresses:
        container = builder.container()
        block, is_begun = len(builder.blocks), bool(builder.parts)
        builder.facts.image(addresses, attributes, block, is_begun, container, from_noscript)


def _block(enter: Enter | None = None, leave: Leave | None = None) -> Element:
    return Element(True, True, enter, leave)


def _leaf(enter: Enter | None = None) -> Element:
    return Element(False, False, enter, None)


# All elements without an entry below, and those that are void only in some parsers: track, wbr.
OTHER = inline()
ELEMENTS: dict[str, Element] = {
    **dict.fromkeys(
        "address article aside center details dialog dir div dl fieldset footer form head header"
        " hgroup legend main nav optgroup search section tbody tfoot thead".split(),
        _block(),
    ),
    **dict.fromkeys(("html", "body"), _block(_begin_page)),
    **dict.fromkeys(_KINDS, _block(_begin_kind, _end_kind)),
    "figure": _block(_begin_figure),
    "figcaption": _block(_begin_figcaption, _end_kind),
    **dict.fromkeys(("ul", "ol", "menu"), _block(_begin_list, _end_list)),
    "li": _block(_begin_item, _end_item),
    **dict.fromkeys(("dt", "dd"), _block(_begin_description, _end_item)),
    "p": _block(_begin_paragraph, _end_paragraph),
    "pre": _block(_begin_listing, _end_listing),
    "summary": _block(_begin_summary, _end_kind),
    "table": _block(_begin_table, _end_table),
    "tr": _block(_begin_row, _end_row),
    **dict.fromkeys(("td", "th"), _block(_begin_cell)),
    **INLINE,
    "code": inline(_begin_code, _end_code),
    "br": _leaf(_add_break),
    "hr": _leaf(_add_rule),
    **dict.fromkeys(("img", "amp-img"), _leaf(_add_image_element)),
    "picture": inline(_begin_picture, _end_picture),
    "source": inline(_add_source),
    **dict.fromkeys("title meta base link script".split(), _leaf(_add_to_head)),
    "noscript": _leaf(_add_noscript),
    "template": _leaf(_add_template),
    "button": _leaf(_add_button),
    # not part of the page's readable text; ruby annotations would repeat each word
    **dict.fromkeys(
        "style noembed noframes select option datalist textarea input svg iframe object embed canvas audio"
        " video lite-youtube lite-vimeo map rt rp param col colgroup mat-icon".split(),
        _leaf(),
    ),
    **dict.fromkeys(("annotation", "annotation-xml"), _leaf()),  # a formula's source, which is not shown
    **dict.fromkeys(("", "-comment", "-doctype", "-document"), _leaf()),
}
