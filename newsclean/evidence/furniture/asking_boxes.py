"""Finds the rest of a box in which a line asks to subscribe, to follow or to give: its heading and labels.

<div><h3>Morning Bell</h3><p>The day's top stories in your inbox.</p><p>Free</p></div>  ->  Morning Bell, Free
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Block, chain
from ...text.prose import is_running_text
from ...text.words import count_words, ends_sentence
from ..container_slices import container_slices

_ASKING = frozenset(("newsletter", "call to follow or subscribe", "appeal for support", "standing note"))
_MOST_BLOCKS = 6  # of a box
_HEADING_WORDS = 8
_LABEL_WORDS = 5


def rest_of_asking_boxes(blocks: Sequence[Block], reasons: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the indexes of headings and labels that share a small element with nothing but such lines.

    reasons: why each block goes, or `""`. What is above the story's first paragraph, such as its dek, stays.
    """
    asking = [i for i, x in enumerate(reasons) if x in _ASKING and blocks[i].container is not None]
    first = next((i for i, x in enumerate(blocks) if not reasons[i] and is_running_text(x)), len(blocks))
    if not asking or asking[-1] < first:
        return
    places = container_slices(blocks)
    for at in asking:
        for container in chain(blocks[at].container):
            place = places[container]
            inside = range(place.start, place.stop)
            if len(inside) > _MOST_BLOCKS or place.start < first:
                break
            if not all(reasons[i] or _is_label(blocks[i]) for i in inside):
                break
            yield from ((i, reasons[at]) for i in inside if not reasons[i])


def _is_label(block: Block) -> bool:
    words = count_words(block.text)
    if block.kind == "heading":
        return words <= _HEADING_WORDS and block.level != 1
    return block.kind == "paragraph" and words <= _LABEL_WORDS and not ends_sentence(block.text)
