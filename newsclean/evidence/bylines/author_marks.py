"""Reads the name that a page marks as its author's by rel=author or itemprop=author."""

from __future__ import annotations

from ...model import AuthorTag, Page
from ...text.words import fold
from ..near_title import NearTitle
from .author_links import LONGEST_LINK, names_of_link
from .names import names_in
from .people import has_first_name, may_be_declared, may_be_person
from .signing_lines import Signed, is_quoted
from .site import Site
from .word_for_by import without_by

_MARKED = "marked as the author"


def signed_in_mark(page: Page, near_title: NearTitle, site: Site) -> Signed | None:
    """Return the one name that the page marks in its lines as the author's, by rel=author or itemprop=author.

    There any name counts: "By Ask the Doctors", "Posted by brooklamp". Marks in comments and boxes do not.
    """
    found: dict[str, AuthorTag] = {}
    for tag in page.head.authors:
        is_of_other = is_quoted(tag.container) or near_title.is_elsewhere(tag.container)
        is_credible = not is_of_other and tag.block not in near_title.attributions
        if is_credible and len(tag.text) <= LONGEST_LINK and not site.is_called(tag.text):
            found.setdefault(fold(tag.text), tag)
    if len(found) != 1:
        return None
    tag = next(iter(found.values()))
    names = names_of_link(without_by(tag.text) or tag.text)
    if not names and names_in(tag.text, strict=False) == [tag.text]:
        names = [tag.text]
    if not names or not all(may_be_declared(x) and may_be_person(x) and not site.is_called(x) for x in names):
        return None
    if len(names) > 1 and not all(map(has_first_name, names)):
        return None
    block = near_title.blocks.get(tag.block)
    is_whole = block is not None and fold(without_by(block.text) or block.text) == fold(tag.text)
    return Signed(tuple(names), tag.block, (tag.block,) if is_whole else (), _MARKED)
