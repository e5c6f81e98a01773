"""Makes dumps of a page from the blocks that newsclean reads, in the shapes that other tools give them.

wet(html)          a block per line, as in Common Crawl's WET
markdown(html)     as markdownify does
region(html)       only the part with most text, as readability does
plain(html)        wrapped paragraphs, as pandoc does
"""

from __future__ import annotations

import textwrap
from collections import Counter

from ...model import Block
from ...readers import read_html

_RUNNING_TEXT = 25  # characters that are not in links: less is no paragraph
_FAINT = 0.1  # share of a paragraph's weight that is not passed further out
_UNDERLINES = {1: "=", 2: "-"}


def wet(html: str, title: bool = True, bullets: bool = False, apart: str = "\n") -> str:
    """Like Common Crawl's WET: the title, then one block per line, no blank lines, no bullets."""
    page = read_html(html)
    lines = [page.head.title] if title else []
    for block in page.blocks:
        text = block.text.replace("\n", " ").replace("\t", " ")
        lines.append(f"• {text}" if bullets and text and block.kind == "list_item" else text)
    return apart.join(line for line in lines if line) + "\n"


def markdown(html: str, underlined: bool = False) -> str:
    """Like markdownify: marked headings, items and quotes, unwrapped, a blank line between blocks."""
    out: list[str] = []
    after_item = False
    for block in read_html(html).blocks:
        text = " ".join(block.text.split())
        is_item = block.kind == "list_item" and bool(block.marker)
        if is_item:
            marker = block.marker if block.marker[0].isdigit() else "*"
            text = f"{'  ' * (block.level - 1)}{marker} {text}"
        elif block.kind == "quote":
            text = f"> {text}"
        elif block.kind == "heading" and underlined and block.level in _UNDERLINES:
            text = f"{text}\n{_UNDERLINES[block.level] * len(text)}"
        elif block.kind == "heading":
            text = f"{'#' * (block.level or 2)} {text}"
        if out and not (is_item and after_item):
            out.append("")
        out.append(text)
        after_item = is_item
    return "\n".join(out) + "\n"


def region(html: str, around: int = 0, apart: str = "\n\n") -> str:
    """Like readability: the blocks of the element with most unlinked text, or of one further out.

    around: by how many elements further out.
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    tree.strip_tags(["script", "style", "noscript"])
    weights: Counter[int] = Counter()
    nodes = {}
    for paragraph in tree.css("p, td, blockquote, pre, div"):
        text = paragraph.text() if paragraph.tag != "div" else paragraph.text(deep=False)
        weight = len(text) - 2 * sum(len(link.text()) for link in paragraph.css("a"))
        share = 1.0
        node = paragraph if paragraph.tag in ("td", "div") else paragraph.parent
        while (
            weight > _RUNNING_TEXT
            and node is not None
            and node.tag not in ("html", "-undef")
            and share > _FAINT
        ):
            nodes[node.mem_id] = node
            weights[node.mem_id] += int(weight * share)
            node, share = node.parent, share / 2
    if not weights:
        return wet(html, apart=apart)
    node = nodes[max(weights, key=lambda each: weights[each])]
    for _ in range(around):
        if node.parent is not None and node.parent.tag not in ("html", "-undef"):
            node = node.parent
    return wet(node.html or "", title=False, apart=apart)


def one_line(html: str) -> str:
    """Line ends lost: all blocks on one line."""
    return " ".join(wet(html).split())


def glued(html: str) -> str:
    """Line ends lost without a space in their place."""
    return wet(html, apart="")


def plain(html: str, columns: int | None = 72) -> str:
    """Like pandoc's plain: wrapped paragraphs, blank lines between, hyphens as bullets."""
    out: list[str] = []
    for block in read_html(html).blocks:
        first, rest = _margins(block)
        text = block.text.replace("\t", "  ")
        if columns is None or block.kind in ("code", "table"):
            lines = [first + text]
        else:
            lines = textwrap.wrap(
                text,
                columns,
                initial_indent=first,
                subsequent_indent=rest,
                break_long_words=False,
                break_on_hyphens=False,
            )
        if out and not (block.kind == "list_item" and out[-1].lstrip()[:1] in "-0123456789"):
            out.append("")
        out += lines
    return "\n".join(out) + "\n"


def _margins(block: Block) -> tuple[str, str]:
    if block.kind == "list_item" and block.marker:
        depth = "    " * (block.level - 1)
        return f"{depth}{block.marker if block.marker[0].isdigit() else '-':<4}", depth + "    "
    indent = {"quote": "  ", "list_item": "    " * block.level}.get(block.kind, "")
    return indent, indent
