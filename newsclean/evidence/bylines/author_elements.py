"""Reads elements whose class name says that the author's name is in them."""

from __future__ import annotations

from ...model import Block, chain
from ...text.words import count_words
from ..class_words import LEVELS, class_words, is_called
from ..near_title import NearTitle
from .names import names_in
from .people import is_full, is_role, may_be_declared, opens_organisation_name
from .signing_lines import IN_ELEMENT, MARKS, MOST_WORDS_A_NAME, Line, Signed
from .site import Site
from .word_for_by import without_by

_SHORT_WORD = 4  # letters


def in_author_element(line: Line) -> Signed | None:
    """Read the text of an element with a class name like author or byline, if it looks like a name."""
    return names_alone(line, IN_ELEMENT, full=True) if in_author_box(line.block) else None


def own_name(line: Line, near_title: NearTitle, site: Site) -> Signed | None:
    """Read the site's own name in the author's place beside the title: "By Valley Echo Reporter"."""
    if not near_title.is_beside(line.block.id):
        return None
    for piece in line.pieces:
        name = (without_by(piece) or piece).strip(MARKS)
        is_marked = name != piece.strip(MARKS) or in_author_box(line.block)
        first, _, role = name.rpartition(" ")
        is_its_reporter = is_role(role) and site.is_called(_without_the(first))
        if is_marked and (is_its_reporter or (site.is_called(name) and may_be_declared(name))):
            return line.signed([name], IN_ELEMENT)
    return None


def _without_the(name: str) -> str:
    first, _, others = name.partition(" ")
    return others if others and opens_organisation_name(first) else name


def in_author_box(block: Block) -> bool:
    """Whether an element around a block, below the story's own, is called the author's."""
    words = class_words("author")
    for each in chain(block.container, LEVELS):
        if each.tag in ("article", "main"):
            return False
        if not words.isdisjoint(each.tokens):
            return not is_author_detail(block)
    return False


def is_author_detail(block: Block) -> bool:
    """Whether an element's class name is of something beside an author's name: section, date, picture."""
    return is_called(block.container, "author detail")


def names_alone(line: Line, how: str, full: bool = False) -> Signed | None:
    """Read a line that holds names and at most a date besides; full: skip names of one word."""
    for piece in line.pieces:
        found = [
            x
            for x in names_in(piece)
            if not full or (is_full(x) and not opens_organisation_name(x.split()[0]))
        ]
        if found and count_words(piece) <= MOST_WORDS_A_NAME * len(found):
            return line.signed(found, how)
        by, _, name = piece.partition(" ")  # a word for by that no list has: "gan Lowri Prydderch"
        if full and by.islower() and len(by) <= _SHORT_WORD and names_in(name) == [name] and is_full(name):
            return line.signed([name], how)
    return None
