"""Finds headings of boxes that lose all other lines, which are links: calls with a button, product cards.

<div><h3>Bring the echo home</h3><p>$20 a bell</p><a href="/shop">Buy a bell</a></div>  ->  the heading

<p>You may also like</p><ul><li><a href="/s">Storm closes port</a></li></ul>             ->  the line over it

A box that loses a paragraph keeps its heading: there the scorer may be wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model import Block, Container, Page
from ..text.prose import is_running_text
from .boxes.box_names import box_name
from .container_slices import begun_at, container_slices
from .other_pages import HEADLINE_LINKS

_LINKED = 0.5  # share of the other lines' text that is in links


def headings_of_emptied_boxes(page: Page, keep: Sequence[bool]) -> set[int]:
    """Return the indexes of headings that would be all that is left of their element.

    keep: whether each block of the page stays.
    """
    if not page.is_html:
        return set()
    blocks = page.blocks
    ends = [i for i in range(len(keep) - 1) if keep[i] and not keep[i + 1]]
    named = {at for at in ends if _leads_links(blocks[at : at + 2])}
    lone = [at for at in ends if at not in named and blocks[at].kind == "heading"]
    places = container_slices(blocks) if lone else {}
    return named.union(at for at in lone if _is_emptied(page, keep, at, places))


def _leads_links(pair: Sequence[Block]) -> bool:
    """Whether a line is called like a box of other stories, and a link is right below it."""
    line, below = pair
    is_over_link = below.id == line.id + 1 and below.link_density >= HEADLINE_LINKS
    return is_over_link and box_name(line.text, frozenset()) != ""


def _is_emptied(page: Page, keep: Sequence[bool], at: int, places: Mapping[Container, slice]) -> bool:
    """Whether all that shares an element with the heading at its start goes, and is buttons."""
    box = begun_at(at, page.blocks[at].container, places)
    if box is None:
        return False
    rest = slice(at + 1, places[box].stop)
    return not any(keep[rest]) and _are_buttons(page.blocks[rest])


def _are_buttons(blocks: Sequence[Block]) -> bool:
    """Whether links are most of some lines, and none is prose."""
    linked = sum(block.link_density * len(block.text) for block in blocks)
    is_linked = linked >= _LINKED * sum(len(block.text) for block in blocks)
    return is_linked and not any(map(is_running_text, blocks))
