"""Finds summaries of other stories whose headlines the scorer dropped: prose in a box of its own.

    <div><h3><a href="/storm">Storm closes the port of Hollis</a></h3><p>Waves broke over the quay.</p></div>

A summary reads like the story, but nothing belongs to it except a headline that leads to another page. The
entries of a list of links look alike, so summaries that make up much of the text stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..model import Block, Page, chain
from ..text.prose import HEADLINE
from ..text.words import count_words, fold
from .other_pages import is_other_page

_WITHIN = 2  # blocks before the summary among which its headline is
_HEADLINE_LINKS = 0.85  # share of link text in it; with less, "Blog: Echoes" over a lead is one
_HEADLINE_KINDS = ("heading", "list_item")
SUMMARY_LINKS = 0.5  # share of link text in a summary, which may end in "Read more"
_MOST = 0.3  # share of the kept characters that are summaries


def lone_summaries(page: Page, keep: Sequence[bool]) -> Mapping[int, str]:
    """Return the index of each kept summary without its headline, and that headline.

    keep: whether each block of the page stays.
    """
    found = dict(_summaries(page, keep)) if page.is_html else {}
    if not found:
        return {}
    kept = sum(len(block.text) for block, stays in zip(page.blocks, keep, strict=True) if stays)
    return found if sum(len(page.blocks[i].text) for i in found) <= _MOST * kept else {}


def _summaries(page: Page, keep: Sequence[bool]) -> Iterator[tuple[int, str]]:
    """Yield the place of each summary alone in a box with its headline, and the headline."""
    blocks = page.blocks
    title = fold(page.claimed("title") or "")
    for i in range(1, len(blocks)):
        if not keep[i] or keep[i - 1] or blocks[i].link_density >= SUMMARY_LINKS:
            continue
        for at in range(i - 1, max(-1, i - 1 - _WITHIN), -1):
            if keep[at]:
                break
            if (
                _is_headline(blocks[at], page.url or "")
                and _are_alone(blocks, at, i)
                and fold(blocks[at].text) not in title
            ):
                yield i, blocks[at].text
                break


def _is_headline(block: Block, url: str) -> bool:
    """Whether a block is nothing but one link to another page, and as long as a headline."""
    if not block.spans or block.kind not in _HEADLINE_KINDS or block.link_density < _HEADLINE_LINKS:
        return False
    is_one_link = len(block.links) == 1 and count_words(block.text) >= HEADLINE
    return is_one_link and is_other_page(block.links[0].href, url)


def _are_alone(blocks: Sequence[Block], first: int, last: int) -> bool:
    """Whether the innermost container around two blocks holds none before or after them."""
    own = set(chain(blocks[first].container))
    common = next((each for each in chain(blocks[last].container) if each in own), None)
    outside = (*blocks[max(0, first - 1) : first], *blocks[last + 1 : last + 2])
    return common is not None and not any(common in chain(block.container) for block in outside)
