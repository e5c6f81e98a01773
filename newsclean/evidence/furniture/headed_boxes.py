"""Finds boxes under a label of furniture: a thread under "12 comments", a form under "Newsletter", an offer.

<section><h3>Have your say</h3><p>About time, too!</p><p>And who pays for it?</p></section>  ->  all of it

A thread may have no box of its own, and stand in the story's element below its paragraphs:

<h3>2 comments</h3><p>Ines, 3 May 2024:</p><p>About time, too!</p><p>Ole, 4 May 2024:</p><p>Who pays?</p>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...model import Block
from ...text.words import COLONS, OPENING_QUOTES, ends_sentence
from ..comments.authors import author_line
from ..comments.signatures import SIGNED_CHARACTERS, counts_comments, may_be_date
from ..comments.wording import age
from ..container_slices import begun_at, element_around
from .box_places import BoxPlaces

# Reasons of labels that head a box, and the largest share of the page's prose below one.
_MOST_PROSE: Mapping[str, float] = {
    "comments": 0.75,
    "newsletter": 0.2,
    "account": 0.2,
    "consent notice": 0.3,
    "copyright": 0.2,
}
_BEFORE_COMMENTS = 0.25  # share of the page's prose before them
_AFTER_OFFER = 0.3  # share of the page's prose after an offer: one at the end tells that the rest is missing
_FEWEST_SIGNED, _MOST_LINES = 2, 6  # comments of a thread without a box; lines of one, in the mean


def headed_boxes(
    blocks: Sequence[Block], reasons: Sequence[str], places: BoxPlaces
) -> Iterator[tuple[int, str]]:
    """Yield the indexes of blocks that share an element with a label that begins it, and the label's reason.

    reasons: why each block goes, or `""`.
    """
    for at, (block, its) in enumerate(zip(blocks, reasons, strict=True)):
        is_count = not its and counts_comments(block.text)
        reason = "comments" if is_count else its
        if reason not in _MOST_PROSE or block.container is None:
            continue
        if reason == "comments" and places.share_before(at) < _BEFORE_COMMENTS:
            continue
        box = begun_at(at, block.container, places.slices)
        if box is None and reason == "comments":
            yield from ((i, reason) for i in _unboxed_thread(blocks, at, places) if not reasons[i])
        if box is None or any(x.level == 1 and x.kind == "heading" for x in blocks[places.slices[box]]):
            continue
        if places.share(box) > _MOST_PROSE[reason]:
            continue
        if its == "comments" or not places.is_like_story(box):
            inside = places.slices[box]
            yield from ((i, reason) for i in range(inside.start, inside.stop) if not reasons[i])


def offers_inside_story(
    blocks: Sequence[Block], offering: Sequence[int], places: BoxPlaces
) -> Iterator[tuple[int, str]]:
    """Yield the indexes of boxes inside the story that begin with an offer to subscribers, and why they go.

    offering: the indexes of short lines that make such an offer.
    """
    for at in offering:
        container = blocks[at].container
        box = begun_at(at, container, places.slices) if container is not None else None
        if box is None or places.share(box) > _MOST_PROSE["account"] or places.is_like_story(box):
            continue
        inside = places.slices[box]
        if 1 - places.share_before(inside.stop) >= _AFTER_OFFER:
            yield from ((i, "offer to subscribers") for i in range(inside.start, inside.stop))


def _unboxed_thread(blocks: Sequence[Block], at: int, places: BoxPlaces) -> range:
    """Return the indexes from a label of comments to the end of the element that it is in.

    Comments with a signature over each, or under each, must be all that follows.
    """
    holder = element_around(blocks[at])
    if holder is None:
        return range(0)
    below = range(at + 1, places.slices[holder].stop)
    lines = [line for i in below for line in blocks[i].text.split("\n")]
    if len(lines) >= _FEWEST_SIGNED and all(map(_opens_with_speaker, lines)):
        return below
    signed = [i for i in below if _is_signature(blocks[i], blocks[at])]
    if len(signed) < max(_FEWEST_SIGNED, len(below) / _MOST_LINES):
        return range(0)
    is_under = signed[-1] == below[-1] and not any(ends_sentence(blocks[i].text) for i in signed)
    return below if signed[0] == below[0] or is_under else range(0)


def _is_signature(block: Block, label: Block) -> bool:
    """Whether a text opens with a short line that has a date or an age, or ends in a colon: "Ines says:".

    A name alone is a heading below the label's level.
    """
    line = block.text.partition("\n")[0]
    if block.kind == "heading":
        return label.kind == "heading" and block.level > label.level and author_line(line) is not None
    if len(line) > SIGNED_CHARACTERS:
        return False
    return may_be_date(line) or line.endswith(COLONS) or age(line) != ""


def _opens_with_speaker(line: str) -> bool:
    """Whether a line is what somebody says: "ole_r7: Who pays?"; what the story quotes is in quotes."""
    speaker, colon, said = line.partition(": ")
    is_said = bool(colon) and ends_sentence(said) and not said.startswith(OPENING_QUOTES)
    return is_said and author_line(speaker) is not None
