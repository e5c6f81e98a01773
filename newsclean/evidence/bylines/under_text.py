"""Reads the name that a story ends with, or that stands over a note about its author."""

from __future__ import annotations

import regex

from ...model import Block, Page, chain
from ...phrases import labels, plain, worded
from ...text.patterns import pattern
from ...text.prose import PARAGRAPH
from ...text.words import OPENING_QUOTES, count_words, ends_sentence, fold
from ..class_words import LEVELS
from ..container_slices import element_around
from ..datelines.gazetteer import is_place
from ..near_title import NearTitle
from .bare_names import DASHES, before_role, is_in_story, is_signature, is_source_of_quote, may_be_name
from .names import names_in
from .people import is_desk, is_organisation
from .signing_lines import Signed, can_sign, line_of
from .site import Site

UNDER_TEXT = "name under the text"
_NOTE = 12  # words of a note about the author
_BEFORE_NOTE = 3  # paragraphs before it
_PARAGRAPH = 30  # words of a paragraph that counts, and that a signature without brackets follows in a dump
_BRACKETS = "（("  # the first is Japanese: a name in it may stand under the shortest sentence
_LONGEST = 40  # characters of the longest line that is a name
# （佐藤健一）   （三ツ谷健一）   （谷支局・佐藤健一）   （佐藤健一記者）   （社会部 佐藤健一、山本誠）
_BRACKETED = worded(
    r"""[（(] (?<desk>[\p{Han}\p{Katakana}ー]{0,8}<<bureaus|ja>>[・\s：])?
        (?<name>(?:\p{Han}{2,4}|\p{Han}\p{Katakana}\p{Han})\s?\p{Han}{1,3}(?:<<byline after a name|ja>>)?
          (?(desk)(?:[、・]\p{Han}{2,4}\s?\p{Han}{1,3}(?:<<byline after a name|ja>>)?){0,3}|)) [）)]""",
    regex.X,
)
# Hải Yến (Theo Agency)
_NOTE_AFTER = pattern(r"(?<=\p{L})\s?\([^()]{2,30}\)\Z")
_DASH = pattern(r"[–—-]\s?\p{Lu}")
_ITEM_NUMBER = pattern(r"#?\d{1,3}[.):]?")  # over the name of an item: "19." "Stella Lind"


def name_under_text(page: Page, near_title: NearTitle, site: Site) -> Signed | None:
    """Read a line that is just a full name, right after the prose or over a note about that person.

    Only if there is one. A name that only looks like one counts where the story's element ends with it.
    """
    near = {block.id for block in near_title.near()}
    prose = 0
    found: list[tuple[Block, list[str]]] = []
    for before, block, after in zip(page.blocks, page.blocks[1:], (*page.blocks[2:], None), strict=False):
        prose += prose < _BEFORE_NOTE and count_words(before.text) >= _PARAGRAPH
        if len(block.text) > _LONGEST or not prose or block.id in near or not can_sign(block):
            continue
        is_noted = after is not None and _is_about(after, block.text)
        if after and not is_noted and _is_over(block, after):
            continue
        is_last = _ends_element(before, block, after)
        is_sure = block.container is not None or block.text[0] in _BRACKETS
        least = PARAGRAPH if is_sure else _PARAGRAPH
        is_under_prose = block.text[0] == _BRACKETS[0] or count_words(before.text) >= least
        follows = (is_under_prose or is_last) and ends_sentence(before.text)
        if is_source_of_quote(block.text, before.text):
            continue
        names = _name_under(block, near_title.headline) if follows and block.kind == "paragraph" else []
        if names and block.container is None and not is_noted:
            above = (x for x in page.blocks if x.id < block.id)
            names = [] if is_in_story(block.text, above) else names
        if not names and follows and is_under_prose and is_last:
            names = [block.text] if may_be_name(block.text, near_title, site) else []
        if not names and is_noted and prose >= _BEFORE_NOTE and not _ITEM_NUMBER.fullmatch(before.text):
            names = names_in(block.text) if is_signature(block.text, fold(near_title.headline)) else []
        if names:
            found.append((block, names))
    if len(found) != 1:
        return None
    block, names = found[0]
    return Signed(line_of(block).signed(names, UNDER_TEXT).names, block.id, (), UNDER_TEXT)


def _name_under(block: Block, headline: str) -> list[str]:
    """Return the names in a line under the text: "Ada Writer", "– Ada Writer, Editor", （佐藤健一）."""
    text = block.text
    if text.startswith(OPENING_QUOTES):
        return []  # "‘Deja Vu All Over", the first line of a title
    name = _NOTE_AFTER.sub("", text.lstrip(f"{DASHES} "))
    if is_signature(name, fold(headline)):
        return names_in(name)
    return _in_brackets(text) or (names_in(before_role(text)) if _DASH.match(text) else [])


def _ends_element(before: Block, block: Block, after: Block | None) -> bool:
    """Whether a paragraph is the last one of the element that holds the paragraph before it."""
    if block.container is None or before.container is None or block.kind != "paragraph" or block.links:
        return False
    parent = block.container.parent
    return before.container.parent is parent is not None and (
        after is None or parent not in chain(after.container)
    )


def _is_over(block: Block, after: Block) -> bool:
    """Whether a line is over a comment, a quote or the next part: over prose near it."""
    around = element_around(after)
    is_near = block.container is None or any(x is around for x in chain(block.container, LEVELS))
    is_prose = after.kind == "paragraph" and count_words(after.text) >= _NOTE
    return is_near and is_prose and after.text[0].isalpha()  # not "(1) These figures …"


def _is_about(block: Block, name: str) -> bool:
    """Whether a paragraph is a note about somebody: it begins with the name."""
    return (
        block.kind == "paragraph" and block.text.startswith(f"{name} ") and count_words(block.text) >= _NOTE
    )


def _in_brackets(text: str) -> list[str]:
    """Return the reporter in brackets under a Japanese text: （佐藤健一）."""
    m = None if text.isascii() else _BRACKETED.fullmatch(text)
    if m is None:
        return []
    names = names_in(m["name"])
    is_label = plain(m["name"]) in labels("boxes")
    return [x for x in names if not (is_label or is_place(x) or is_organisation(x) or is_desk(x))]
