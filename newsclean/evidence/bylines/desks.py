"""Reads the names of desks and offices that sign: "Valley Data Team", "Office of Roads and Bridges"."""

from __future__ import annotations

from ...phrases import agencies, folded
from ...text.patterns import pattern
from ...text.words import count_words, fold
from ..near_title import NearTitle
from .author_elements import in_author_box
from .clutter import without_clutter
from .names import names_in
from .people import has_first_name, is_acronym, is_desk, is_organisation, is_plain_word, may_be_declared
from .signing_lines import MARKS, MOST_WORDS_A_NAME, Line, Signed
from .word_for_by import without_by

_DESK_WORDS = 4  # words of the longest line that only names a desk
_GROUP_WORDS = 3  # words of the longest name of a desk; "Ada Writer Echo Staff" holds a person too
_NO_DESK = pattern(r"[,;|/•·(]|\p{Nd}|\s[-–—]\s")


def desk_in(text: str) -> list[str]:
    """Return the whole name of a desk or an office: "Valley Data Team", "Office of Roads and Bridges"."""
    name = text.strip(MARKS)
    words, inner = fold(name).split(), folded("inside an office's name")
    most = _GROUP_WORDS if inner.isdisjoint(words) else MOST_WORDS_A_NAME
    if not 1 < len(words) <= most or has_first_name(" ".join(name.split()[:2])) or _NO_DESK.search(name):
        return []
    groups = folded("groups")
    if any(is_acronym(x) for x in name.split()[2:]) and not name.isupper():
        return []  # "Ada Writer BBC News"
    if not is_organisation(name) and groups.isdisjoint((words[0], words[-1])):
        return []
    names = names_in(name)
    if len(names) > 1 and any(has_first_name(x) or fold(x) in agencies() for x in names):
        return []  # "The Associated Press and Ada Lind"
    plain = [x for x in name.split()[1:] if is_plain_word(x) and fold(x) not in groups | inner]
    return [name] if not plain and may_be_declared(name) else []


def signed_by_desk(line: Line, near_title: NearTitle) -> Signed | None:
    """Read a line that is only a desk's name, if it is marked as the author's or beside the title."""
    block = line.block
    if line.dated:
        return None
    text = without_clutter(without_by(block.text) or block.text)
    if count_words(text) > _DESK_WORDS or _NO_DESK.search(text):
        return None
    if not is_desk(text) or not may_be_declared(text):
        return None
    is_marked = text != block.text or in_author_box(block)
    beside = near_title.is_beside(block.id) and " " in text and block.kind != "heading"
    return line.signed([text], "desk that signs") if is_marked or beside else None
