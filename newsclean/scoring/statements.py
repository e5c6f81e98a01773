"""Tells what a line is for the text around it: a statement, prose, a subhead, the words before a list."""

from __future__ import annotations

from ..model import Block
from ..text.patterns import pattern
from ..text.prose import LINE, SENTENCE, is_sentence
from ..text.words import COLONS, QUESTION_MARKS, count_words, ends_sentence

_SUBHEAD_WORDS = 9  # of the longest; headlines of other stories are longer
# "Getty/AFP"   "[logo]"   "3 May 2024"   "14:05"   "More charts >>"   "@valleyecho"
_NOT_SUBHEAD = pattern(r"[\[\]|/@©»›>]|\d[:.]\d\d|\b(?:19|20)\d\d\b")
_NUMBER = pattern(r"\d{1,2}[.)] \p{L}")
_CALLS = (*QUESTION_MARKS, "!", "！")  # "Did you like this story?" "Sign up now!"


def is_prose(block: Block) -> bool:
    """Whether a paragraph is a sentence; some languages need fewer words for one."""
    text = block.text
    is_long = is_sentence(text) or (len(text) >= LINE and ends_sentence(text))
    return is_long and block.kind == "paragraph"


def states(text: str) -> bool:
    """Whether a text ends like a sentence that asks for nothing."""
    return ends_sentence(text) and not text.endswith(_CALLS)


def announces(block: Block) -> bool:
    """Whether a paragraph is about the list under it; "You may also like:" is not."""
    return block.text.endswith(COLONS) and count_words(block.text) >= SENTENCE


def may_be_subhead(block: Block) -> bool:
    """Whether a short line between paragraphs has only words: no credit, date, button or picture's name."""
    is_short = block.kind in ("paragraph", "heading") and count_words(block.text) <= _SUBHEAD_WORDS
    is_bare = is_short and not block.links and not ends_sentence(block.text)
    return is_bare and _opens_with_letter(block.text) and not _NOT_SUBHEAD.search(block.text)


def _opens_with_letter(text: str) -> bool:
    """Whether a line opens with a letter, or with the number of an entry: "4. The brass band"."""
    return text[0].isalpha() or (text[0].isdigit() and _NUMBER.match(text) is not None)
