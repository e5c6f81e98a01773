"""Reads links to an author's page."""

from __future__ import annotations

from functools import cache

import regex

from ...model import Block
from ...phrases import worded, written
from ...text.patterns import pattern
from ...text.words import count_words, fold
from .author_elements import in_author_box
from .byline_labels import ends_in_credit
from .desks import desk_in
from .names import names_in
from .people import USER_NAME, is_role, non_names
from .signing_lines import MOST_WORDS_A_NAME, Line, Signed
from .word_for_by import without_by

LONGEST_LINK = 40
"""Characters of the longest link that is a name."""

_LINK_LINE = 0.8  # share of link text from which a line is nothing but the link
# /author/maya-lindholm   /autoren/12   ?author=3   /by/maya   /profil/maya
_AUTHOR_ADDRESS = worded(r"/(?:blog-?)?<<addresses of authors>>/[^/?#]|[?&]author(?:_name)?=")
# /user/maya-l   /members/maya.12   /u/maya
_USER_ADDRESS = pattern(r"/(?:users?|members?|u)/[^/?#]|[?&](?:u|uid|user)=\w")
# maya77 for Valley Readers: the second link leads to a group
_WRITTEN_FOR = worded(r"(?<=\w)\s++<<written for>>\s", regex.I)


def in_author_link(line: Line) -> Signed | None:
    """Read links to an author's page, where user names count too."""
    block = line.block
    if not block.spans:
        return None
    found = [
        name
        for link in block.links
        if link.end - link.start <= LONGEST_LINK
        and _is_author_address(link.href.lower(), line)
        and not ends_in_credit(block.text[: link.start])
        and not _WRITTEN_FOR.search(block.text, 1, link.start)
        for name in names_of_link(block.text[link.start : link.end].strip())
    ]
    if not found or (_words_beside_links(block) >= MOST_WORDS_A_NAME * len(found) and not line.dated):
        return None
    whole = block.link_density > _LINK_LINE and not line.dated
    return Signed(tuple(found), block.id, (block.id,) if whole else (), "link to the author")


def _is_author_address(address: str, line: Line) -> bool:
    if _leads_to_author(address):
        return True
    return _USER_ADDRESS.search(address) is not None and (line.dated or in_author_box(line.block))


def _words_beside_links(block: Block) -> int:
    return count_words(block.text) - sum(count_words(block.text[x.start : x.end]) for x in block.links)


def has_author_link(block: Block) -> bool:
    """Whether a link in a block leads to an author's page."""
    return any(_leads_to_author(link.href.lower()) for link in block.links)


def _leads_to_author(address: str) -> bool:
    if "author" not in address and _author_parts().isdisjoint(address.split("/")):
        return False  # spares the search in most addresses
    return _AUTHOR_ADDRESS.search(address) is not None


@cache
def _author_parts() -> frozenset[str]:
    """Return the parts of addresses that lead to authors."""
    words = written("addresses of authors")
    return words | {f"{blog}{word}" for blog in ("blog", "blog-") for word in words}


def names_of_link(text: str) -> list[str]:
    """Return the names in the text of a link to an author: a desk's, people's, or one user name."""
    by_user = USER_NAME.fullmatch(text) and fold(text) not in non_names() and not is_role(text)
    return desk_in(without_by(text) or text) or names_in(text) or ([text] if by_user else [])
