"""Finds headlines of other stories between two paragraphs of an HTML page, or under a box's heading.

<p>The bridge reopened on Monday.</p> <p><a href="/storm">Storm closes port</a></p> <p>The mayor …</p>
->  Storm closes port
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...model import Block, Page
from ...text.prose import HEADLINE, is_running_text
from ...text.words import COLONS, QUESTION_MARKS, count_words, ends_sentence, telling_words
from ..container_slices import element_around
from ..other_pages import HEADLINE_LINKS, is_other_page
from .box_names import box_name

_MOST_LINKS_BETWEEN = 6
_SPOKEN_OF = 3  # one in so many words of a headline is in the paragraph beside it that speaks of the same


def links_between(page: Page, names: frozenset[str]) -> Iterator[tuple[Block, str]]:
    """Yield headlines of other stories between two paragraphs, or under a box's heading among them."""
    leads = [bool(block.spans) and _is_headline_of_other(block, page.url or "") for block in page.blocks]
    at = 0
    for leading, run in groupby(leads if any(leads) else ()):
        start, at = at, at + len([*run])
        if not leading or start == 0 or at - start > _MOST_LINKS_BETWEEN:
            continue
        above, links, below = page.blocks[start - 1], page.blocks[start:at], page.blocks[at : at + 2]
        if box_name(above.text, names):
            if not any(_speaks_of(block.text, links[-1]) for block in below[:1]):
                yield from ((block, above.text) for block in (above, *links))
        elif below and _are_between(above, links, below[-1 if _is_subhead(below[0]) else 0]):
            yield from ((block, "a link between paragraphs") for block in links)


def _is_subhead(block: Block) -> bool:
    """Whether a line may be a subhead: short, and no sentence."""
    return not is_running_text(block) and not ends_sentence(block.text)


def _are_between(above: Block, links: Sequence[Block], below: Block) -> bool:
    """Whether links divide two paragraphs of one element that neither announce them nor tell of them."""
    return (
        is_running_text(above)
        and is_running_text(below)
        and element_around(above) is element_around(below) is not None
        and not above.text.endswith(COLONS)
        and not any(_speaks_of(text, link) for link in links for text in (above.text, below.text))
    )


def _is_headline_of_other(block: Block, own: str) -> bool:
    """Whether a paragraph or an item is nothing but a link with a headline to another page of the site."""
    text = block.text
    if block.kind not in ("paragraph", "list_item") or block.link_density < HEADLINE_LINKS:
        return False
    if ends_sentence(text) and text[-1] not in QUESTION_MARKS:
        return False
    return count_words(text) >= HEADLINE and is_other_page(block.links[0].href, own)


def _speaks_of(text: str, link: Block) -> bool:
    """Whether a paragraph has many of a headline's words."""
    words = telling_words([link.text])
    return _SPOKEN_OF * len(words & telling_words([text])) >= len(words)
