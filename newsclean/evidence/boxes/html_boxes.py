"""Finds the boxes of an HTML page: named by a heading or a class word, and mostly links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ...model import Block, Container, Page, chain
from ...text.prose import is_running_text, prose_characters
from ...text.words import count_words
from ..class_words import class_words, is_called
from ..container_slices import begun_at, container_slices
from ..other_pages import HEADLINE_LINKS
from .box_names import box_name

_BOX_TAGS = frozenset(("aside",))
_ARTICLE_TAGS = frozenset(("main", "article"))
_BOX_LINKS = 0.5  # share of link text in a box recognised by its container
_NAMED_LINKS = 0.4  # in one recognised by its heading
_TWICE_NAMED_LINKS = 0.2  # in one recognised by both: its entries may have summaries
_MOST_SUMMARIES = 0.4  # share of the page's prose in a box with a heading over links with summaries
_MOST_PROSE = 0.2  # share of the page's unlinked prose up to which a container can be a box
_FEWEST_ENTRIES = 2
_LABEL_CHARACTERS = 24  # of a section or a date beside an entry
_HEADLINE_WORDS = 3  # of a link over its summary, in one block
_SUMMARY_WORDS = 4
_ONE_ENTRY = 6  # blocks of a box with one story: its heading, a headline, three paragraphs, a link


def boxes_of_html(page: Page, names: frozenset[str]) -> Iterator[tuple[Block, str, str]]:
    """Yield the blocks of boxes, each with the reason and the evidence. names: further headings of boxes."""
    blocks = page.blocks
    places = container_slices(blocks)
    candidates = _candidates(blocks, places, names)
    prose = sum(map(prose_characters, blocks)) if candidates else 0
    title = page.title_id
    gone: set[int] = set()
    for container, (reason, name, links) in candidates.items():
        inside = blocks[places[container]]
        holds_title = title is not None and inside[0].id < title < inside[-1].id
        if inside[0].id not in gone and not holds_title and _is_box(inside, prose, links):
            gone.update(block.id for block in inside)
            for block in inside:
                yield block, reason, name
    for container in _beside(page, places):
        for block in blocks[places[container]]:
            if block.id not in gone:
                yield block, "beside the article", f"<{container.tag}>"


def _beside(page: Page, places: Mapping[Container, slice]) -> Iterator[Container]:
    """Yield each <aside> outside the <main> or <article> that holds the text under the headline."""
    asides = [c for c in places if c.tag in _BOX_TAGS]
    title = page.title_id
    if not asides or title is None:
        return
    lead = next((b for b in page.blocks if b.id > title and is_running_text(b)), None)
    holders = set(chain(lead.container)) if lead is not None else set()
    if any(c.tag in _ARTICLE_TAGS for c in holders):
        for aside in asides:
            around = set(chain(aside.parent))
            if aside not in holders and not any(c.tag in _ARTICLE_TAGS for c in around):
                yield aside


def _candidates(
    blocks: Sequence[Block], places: Mapping[Container, slice], names: frozenset[str]
) -> Mapping[Container, tuple[str, str, float]]:
    """Return containers named like boxes, by heading or class: reason, evidence and share of links needed."""
    found: dict[Container, tuple[str, str, float]] = {}
    for i, block in enumerate(blocks):
        name = box_name(block.text, names)
        box = begun_at(i, block.container, places) if name else None
        if box is not None:
            twice = box.tag in _BOX_TAGS or is_called(box, "other stories")
            links = _TWICE_NAMED_LINKS if twice else _NAMED_LINKS
            found.setdefault(box, ("box heading", block.text, links))
    words = class_words("other stories")
    for container in places:
        if container.tag in _BOX_TAGS:
            found.setdefault(container, ("box of links", f"<{container.tag}>", _BOX_LINKS))
        elif own := container.tokens & words:
            found.setdefault(container, ("box of links", min(own), _BOX_LINKS))
    return found


def _is_box(blocks: Sequence[Block], prose: int, links: float) -> bool:
    """Whether these blocks are mostly links and hold little of the page's prose."""
    if any(block.level == 1 and block.kind == "heading" for block in blocks):
        return False
    unlinked = sum(map(prose_characters, blocks))
    if links < _BOX_LINKS:
        if unlinked <= _MOST_SUMMARIES * prose and _are_entries(blocks):
            return True
        if unlinked <= _MOST_PROSE * prose and _is_one_entry(blocks):
            return True
    if unlinked > _MOST_PROSE * prose:
        return False
    linked = sum(len(block.text) * block.link_density for block in blocks)
    return linked >= links * sum(len(block.text) for block in blocks)


def _are_entries(blocks: Sequence[Block]) -> bool:
    """Whether the blocks under the heading are links, each with at most one summary, and labels."""
    if len(blocks) > _FEWEST_ENTRIES and all(map(_is_headline_over_summary, blocks[1:])):
        return True
    entries = [x for x in blocks[1:] if x.link_density >= HEADLINE_LINKS or len(x.text) > _LABEL_CHARACTERS]
    are_links = [block.link_density >= HEADLINE_LINKS for block in entries]
    has_two_summaries = any(not one and not other for one, other in pairwise(are_links))
    return sum(are_links) >= _FEWEST_ENTRIES and are_links[0] and not has_two_summaries


def _is_headline_over_summary(block: Block) -> bool:
    """Whether the first line of a block is one link, and text without links follows.

    <p><a href="/storm">Storm closes port</a><br>Waves broke over the quay for six hours.</p>
    """
    end = next((span.start for span in block.spans if span.mark == "break"), 0)
    if not end or len(links := block.links) != 1:
        return False
    is_linked = links[0].end <= end and links[0].end - links[0].start >= HEADLINE_LINKS * end
    return (
        is_linked
        and count_words(block.text[:end]) >= _HEADLINE_WORDS
        and count_words(block.text[end:]) >= _SUMMARY_WORDS
    )


def _is_one_entry(blocks: Sequence[Block]) -> bool:
    """Whether the blocks are a box's heading, a link and a summary, or more text and the same link again."""
    linked = [block.link_density >= HEADLINE_LINKS for block in blocks[1:]]
    if not linked[0] or len(blocks) > _ONE_ENTRY:
        return False
    if len(linked) == _FEWEST_ENTRIES:
        return not linked[1]
    reads_on = linked[-1] and blocks[1].links[0].href == blocks[-1].links[0].href
    return reads_on and not any(linked[1:-1])
