"""Keeps what stands between two paragraphs of the story where the scorer nearly keeps it.

    Before:  "The ferry sails again." (kept)  "Nobody had asked." (-0.3)  "The mayor was not on board." (kept)
    After:   all three

On HTML a statement has to be built like the paragraphs around it: nearly all that this keeps is the story's,
however many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..evidence.boxes.box_names import box_name
from ..evidence.container_slices import element_around
from ..evidence.doubles import are_doubles
from ..evidence.furniture.notices import may_be_call
from ..model import Block, Container, Page, chain
from ..text.prose import PARAGRAPH
from ..text.words import COLONS, QUESTION_MARKS, count_words
from .statements import is_prose, may_be_subhead, states

_MOST = 3  # statements, unless all are built like the paragraphs around them
_FEWEST_LINES, _MOST_LINES = 3, 24  # of a poem that a line with a colon announces
_ANNOUNCING_WORDS = 6  # of such a line
_LINE_WORDS = 14  # of the longest line of a poem
_SLACK = 1.0  # log-odds that they, or a subhead there, may lie below the threshold
_HEADING_SLACK = 2.0  # that a line of a dump may, which its layout or Markdown shows to be a heading
_UNDER_PICTURE = 3  # places from a paragraph to the next, with a picture's text and a subhead between
_SUBHEAD_WORDS = 5  # of a subhead there; longer ones are mostly headlines
_LINKS = 0.25  # share of link text in a statement
_ENDS_OF_SECTION = frozenset(("quote", "list_item", "table", "code"))  # besides prose
_WRAPPERS = 6  # elements around a paragraph: its own, and the first that holds others too


def keep_between(page: Page, over: Sequence[float], keep: list[bool]) -> None:
    """Keep what stands between two paragraphs that stay: a subhead, three statements, an announced poem."""
    kept = [i for i, is_kept in enumerate(keep) if is_kept]
    for a, b in pairwise(kept):
        is_heading = b - a == 2 and not page.is_html and _is_marked_heading(page.blocks[a + 1])
        if b - a > 1 and min(over[a + 1 : b]) >= -(_HEADING_SLACK if is_heading else _SLACK):
            keep[a + 1 : b] = [_is_between(page, a, b)] * (b - a - 1)
        if b - a == _UNDER_PICTURE and over[b - 1] >= -_SLACK and not page.is_html:
            keep[b - 1] = keep[b - 1] or _is_subhead_under_picture(*page.blocks[a : b + 1])


def _is_marked_heading(block: Block) -> bool:
    return block.kind == "heading" and not box_name(block.text, frozenset())


def _is_between(page: Page, a: int, b: int) -> bool:
    """Whether what is between two blocks belongs to the story around it."""
    above, between, below = page.blocks[a], page.blocks[a + 1 : b], page.blocks[b]
    if is_prose(above) and _are_of_one_build(above, between, below):
        return True
    if len(between) > _MOST_LINES or not is_prose(below):
        return False
    if below.id - above.id != b - a:
        return not page.is_html and _is_subhead_under_gone(above, between, below)
    if above.kind == "heading" and above.level > 1:
        return len(between) <= _MOST and all(_is_statement_under(above, x) for x in between)
    if len(between) == 1 and (_is_heading if page.is_html else _is_subhead_of_dump)(*between):
        is_under_section = above.kind in _ENDS_OF_SECTION and between[0].kind == "heading"
        return is_prose(above) or (not page.is_html and is_under_section)
    if len(between) <= _MOST and is_prose(above):
        return all(_is_statement_between(above, x) for x in between)
    return page.is_html and _announces(above) and _are_verse(between)


def _is_subhead_under_gone(above: Block, between: Sequence[Block], below: Block) -> bool:
    """Whether a line of a dump right over a paragraph is a subhead; a line above it went, perhaps a label."""
    subhead = between[-1]
    is_under = len(between) == 1 and subhead.id == above.id + 2 and below.id == subhead.id + 1
    return is_under and is_prose(above) and may_be_subhead(subhead)


def _is_subhead_under_picture(above: Block, picture: Block, subhead: Block, below: Block) -> bool:
    """Whether a line of a dump is a subhead under a picture, of which only the text is left."""
    ids = (picture.id - above.id, subhead.id - picture.id, below.id - subhead.id)
    is_short = count_words(subhead.text) <= _SUBHEAD_WORDS and not are_doubles(picture.text, subhead.text)
    return ids == (1, 2, 1) and is_prose(above) and is_prose(below) and is_short and may_be_subhead(subhead)


def _are_of_one_build(above: Block, between: Sequence[Block], below: Block) -> bool:
    """Whether long sentences are built like the paragraphs around them; a picture may be among them."""
    if below.kind != "paragraph" or not are_alike(above.container, below.container):
        return False
    return all(
        count_words(block.text) >= PARAGRAPH
        and _is_statement_between(above, block)
        and not may_be_call(block.text)
        for block in between
    )


def _is_statement_under(heading: Block, block: Block) -> bool:
    """Whether a paragraph is a statement in the element of the heading above it: a box inside the story."""
    is_inside = heading.container is not None and element_around(block) is element_around(heading)
    has_links = heading.links or block.links  # a card of another story
    return is_inside and block.kind == "paragraph" and not has_links and states(block.text)


def _announces(block: Block) -> bool:
    """Whether a line says what comes: "The choir sang a song of hers:"; "You may also like:" is shorter."""
    is_line = block.kind == "paragraph" and block.text.endswith(COLONS)
    return is_line and not block.links and count_words(block.text) >= _ANNOUNCING_WORDS


def _are_verse(lines: Sequence[Block]) -> bool:
    """Whether paragraphs are as short as the lines of a poem, and no labels, links or figures."""
    return len(lines) >= _FEWEST_LINES and all(map(_is_line_of_verse, lines))


def _is_line_of_verse(block: Block) -> bool:
    text = block.text
    is_plain = block.kind == "paragraph" and not block.links and not text.endswith(COLONS)
    return is_plain and count_words(text) <= _LINE_WORDS and not any(map(str.isdigit, text))


def _is_heading(block: Block) -> bool:
    return block.kind == "heading" and block.level > 1 and not block.spans


def _is_subhead_of_dump(block: Block) -> bool:
    """Whether a line may be a subhead or a question: of 27 questions, 23 were the story's."""
    return may_be_subhead(block) or (block.text.endswith(QUESTION_MARKS) and not block.links)


def _is_statement_between(above: Block, block: Block) -> bool:
    """Whether a line is a statement of the text above it, by its punctuation and its layout or build."""
    if above.kind != block.kind or not states(block.text):
        return False
    if block.container is None:
        return above.indent == block.indent and not block.links
    return block.link_density < _LINKS and are_alike(above.container, block.container)


def are_alike(one: Container | None, other: Container | None) -> bool:
    """Whether blocks are in one container, or in like ones, up to the container around both."""
    for mine, its in zip(chain(one, _WRAPPERS), chain(other, _WRAPPERS), strict=False):
        if mine is its:
            return True
        if (mine.tag, mine.classes) != (its.tag, its.classes):
            return False
    return False
