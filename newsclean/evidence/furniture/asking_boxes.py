"""Finds the rest of a box in which a line asks to subscribe, to follow or to give: heading, labels, text.

<div><h3>Morning Bell</h3><p>The day's top stories in your inbox.</p><p>Free</p></div>  ->  Morning Bell, Free
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Block, Container, chain
from ...text.words import count_words, ends_sentence
from ..other_pages import is_same_site
from .box_places import BoxPlaces

_ASKING = frozenset(("newsletter", "call to follow or subscribe", "appeal for support", "standing note"))
# … and of lines whose boxes go with their text alone: "Donate", "We use cookies to improve …"
_ASKING_WITH_TEXT = frozenset(("account", "consent notice"))
_LISTS = frozenset(("ul", "ol", "dl"))  # an item may open like a call: "Sign up for the ferry card"
_PARTS = frozenset(("section", "article", "main"))
_BUTTON_LINKS = 0.8  # share of link text in a line that is a button
_FEW_BLOCKS = 4  # of a box with small print
_MOST_BLOCKS = 9  # of a box
_MOST_PROSE = 0.3  # share of the page's prose that asks along with the line
_HEADING_WORDS = 8
_LABEL_WORDS = 5


def rest_of_asking_boxes(
    blocks: Sequence[Block], reasons: Sequence[str], places: BoxPlaces, own: str
) -> Iterator[tuple[int, str]]:
    """Yield the indexes of lines that share a small element with a line that asks.

    reasons: why each block goes, or `""`. What is above the story's first paragraph, such as its dek, stays,
    but for consent notices.
    own: the page's address.
    """
    asking = [i for i, x in enumerate(reasons) if x and _asks(blocks[i], x, own)]
    if not asking or not places.prose:
        return
    for at in asking:
        reason = reasons[at]
        for box in chain(blocks[at].container):
            inside = range(places.slices[box].start, places.slices[box].stop)
            is_above = inside.start < places.prose[0] and reason != "consent notice"
            if len(inside) > _MOST_BLOCKS or is_above:
                break
            left = [i for i in inside if not reasons[i]]
            are_labels = all(_is_label(blocks[i]) for i in left) and (reason in _ASKING or not left)
            if not are_labels and not _asks_whole(blocks, reasons, at, places, box):
                break
            yield from ((i, reason) for i in left)


def _asks(block: Block, reason: str, own: str) -> bool:
    """Whether a line asks; the button of a story about a good cause leads to another site."""
    if block.container is None:
        return False
    if reason == "account":
        return any(is_same_site(link.href, own) for link in block.links)
    return reason in _ASKING or reason in _ASKING_WITH_TEXT


def _asks_whole(
    blocks: Sequence[Block], reasons: Sequence[str], at: int, places: BoxPlaces, box: Container
) -> bool:
    """Whether the text of an element asks along: it is set apart, and its heading asks.

    Or it opens with a label, and a button asks at its end. Either may be small print in a small box, or where
    another line asks too; a label may be anywhere in a small box. The last part of a story may end in a call.
    """
    inside = places.slices[box]
    own, line = blocks[inside], blocks[at]
    is_small = len(own) <= _FEW_BLOCKS or sum(x in _ASKING for x in reasons[inside]) > 1
    opens = at == inside.start and (is_small or line.kind == "heading")
    closes = at == inside.stop - 1 and (is_small or line.link_density >= _BUTTON_LINKS)
    closes = closes or (len(own) <= _FEW_BLOCKS and _is_label(line))
    closes = closes and _is_label(own[0]) and box.tag not in _PARTS
    if not (opens or closes) or box.tag in _LISTS:
        return False
    is_titled = any(block.level == 1 and block.kind == "heading" for block in own)
    return not is_titled and 0 < places.share(box) <= _MOST_PROSE and not places.is_like_story(box)


def _is_label(block: Block) -> bool:
    words = count_words(block.text)
    if block.kind == "heading":
        return words <= _HEADING_WORDS and block.level != 1
    return block.kind == "paragraph" and words <= _LABEL_WORDS and not ends_sentence(block.text)
