"""Reads names in the blocks after one that holds only a label: "By", "Authors"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...model import Block, chain
from ...phrases import lines
from ...text.patterns import pattern
from ...text.words import count_words, fold
from ..class_words import LEVELS
from ..near_title import NearTitle
from .author_elements import is_author_detail, names_alone
from .byline_labels import is_byline_label, is_long_label
from .dump_names import is_next_after_name
from .name_lists import is_name_separator
from .names import names_in
from .people import WORDS_OF_ROLE_LINE, has_first_name, is_full
from .signing_lines import BY, Line, Signed, can_sign, line_of

_AFTER_LABEL = 8  # blocks after "By" that may each hold one name, or the role of the one before
_GO_ON = (",", ";", "&")  # end a line of a list of names
_INITIALS = pattern(r"\p{Lu}{1,3}")  # in place of a portrait
_OF_ALL_SEXES = pattern(r"\p{L}[:*/·(]\p{L}")  # Autor:innen   auteur·e·s


def after_label(line: Line, near_title: NearTitle, far: bool = False) -> Signed | None:
    """Read "By" in one block, names in those after it: "By" "Maya Lindholm" "and" "Idris Okafor".

    Blocks made by one template are a list of names. far: from the title, where only a person counts.
    """
    label = line.block.text
    if not is_byline_label(label):
        return None
    may_be_prose = far and not is_long_label(label)
    # "Autor:innen" "Themen", entries of a menu in a dump
    may_be_menu = line.block.container is None and _OF_ALL_SEXES.search(label) is not None
    headline = fold(near_title.headline)
    named: list[Block] = []
    found: list[str] = []
    drops = [line.block.id]
    goes_on = True  # a separator came before
    for following in _blocks_after(line.block, near_title):
        if named and is_name_separator(following.text):
            drops.append(following.id)
            goes_on = True
            continue
        if not goes_on and not _is_like(following, named[0]):
            if far and following.kind != "heading" and count_words(following.text) <= WORDS_OF_ROLE_LINE:
                continue  # the role of the one before
            if following.container is not None or not is_next_after_name(following.text, headline):
                break
            if not any(map(has_first_name, names_in(following.text))):
                continue  # a role
        goes_on = following.text.endswith(_GO_ON)
        text = following.text.rstrip(" ,;&") if goes_on else following.text
        signed = names_alone(line_of(replace(following, text=text)), BY)
        if signed is None or (may_be_prose and not all(map(has_first_name, signed.names))):
            break
        if may_be_menu and not all(is_full(x) or fold(x) in lines("first_names") for x in signed.names):
            break
        named.append(following)
        found += signed.names
        drops += signed.drops
        if not signed.drops:
            break
    return Signed(tuple(found), line.block.id, tuple(drops), BY) if found else None


def _blocks_after(label: Block, near_title: NearTitle) -> Iterator[Block]:
    """Yield the blocks after a label that may hold names, up to one that cannot sign."""
    for step in range(1, _AFTER_LABEL + 1):
        following = near_title.blocks.get(label.id + step)
        if following is None or not can_sign(following):
            return
        if not (is_author_detail(following) or _INITIALS.fullmatch(following.text)):
            yield following


def _is_like(block: Block, other: Block) -> bool:
    """Whether two blocks were made by one template: the same element, in elements of the same classes."""
    pairs = list(zip(chain(block.container, LEVELS), chain(other.container, LEVELS), strict=False))
    return bool(pairs) and all(x.tag == y.tag and x.classes == y.classes for x, y in pairs)
