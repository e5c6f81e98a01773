"""Finds polls of readers: a question, its answers, and a line to vote, to see the results, or with the votes.

<div><h4>Will you use the ferry?</h4><ul><li>Yes</li><li>No</li></ul><p>384 votes</p></div>  ->  all of it
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Block, chain
from ...phrases import labels, may_open_with
from ...text.prose import is_running_text
from ...text.words import QUESTION_MARKS
from .box_places import BoxPlaces
from .furniture_labels import without_count

_QUESTION_MARKS = (*QUESTION_MARKS, ";", "՞")  # the last two in Greek and Armenian
_QUESTION = 200  # characters of the longest question
_LABEL = 60  # characters of the longest line about votes
_FEWEST_BLOCKS, _MOST_BLOCKS = 3, 14  # question, answers and the line about votes
_COUNT = "0123456789.,: "


def poll_boxes(blocks: Sequence[Block], places: BoxPlaces) -> Iterator[int]:
    """Yield the indexes of the lines of polls; a question that the story answers has prose in its element."""
    for at, block in enumerate(blocks):
        text, container = block.text, block.container
        if not text.endswith(_QUESTION_MARKS) or len(text) > _QUESTION or container is None:
            continue
        if not any(map(_is_about_votes, blocks[max(0, at - _MOST_BLOCKS) : at + _MOST_BLOCKS])):
            continue
        for box in chain(container):
            inside = places.slices[box]
            own = blocks[inside]
            if len(own) > _MOST_BLOCKS or any(is_running_text(x) for x in own if x is not block):
                break
            if len(own) >= _FEWEST_BLOCKS and any(map(_is_about_votes, own)):
                yield from range(inside.start, inside.stop)
                break


def _is_about_votes(block: Block) -> bool:
    """Whether a line is a button of a poll or counts its votes: "See results", "384 votes · Poll closed"."""
    text = block.text
    if len(text) > _LABEL:
        return False
    parts = (text, *(text[link.start : link.end] for link in block.links))
    return any(
        may_open_with("polls", part.lstrip(_COUNT)) and without_count(part) in labels("polls")
        for part in parts
    )
