"""Finds signatures: the bylines around the title, the author's box, the name under the text."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Block, Page
from ...text.words import count_words, fold
from ..near_title import NearTitle
from .after_by import after_by
from .after_label import after_label
from .author_elements import in_author_box, in_author_element, names_alone, own_name
from .author_links import has_author_link, in_author_link
from .bare_names import may_be_name
from .beside_title import names_beside_title
from .byline_labels import credits_others, is_long_label, only_credits_others
from .people import UNSPACED, has_first_name, is_full
from .signing_lines import BY, IN_ELEMENT, LONGEST_LINE, Line, Signed, can_sign, is_sentence_of_text, line_of
from .site import Site
from .under_text import name_under_text
from .word_for_by import after_inner_label, may_sign

_PARAGRAPH = 30  # words of a paragraph that parts two bylines
_NEXT_BYLINE = 3  # blocks from one byline to the next; one farther on is of something else
_CARDS = frozenset(("article", "li"))


def signed_beside(near_title: NearTitle, site: Site) -> list[Signed]:
    """Return the bylines around the title; those without "by" only if there are no others."""
    strong: list[Signed] = []
    weak: list[Signed] = []
    taken: set[int] = set()
    near = list(_lines_that_may_sign(near_title))
    for line in near:
        if line.block.id in taken:
            continue
        found = after_by(line, beside=near_title.is_beside(line.block.id)) or after_label(line, near_title)
        if found and _is_on_card(line.block, near_title):
            continue
        if found and strong and _credits_picture(line.block.text, found.names[-1]):
            continue
        if found and (not strong or _is_next(line.block, strong[-1].block, near_title)):
            strong.append(found)
        elif found:
            continue  # of a text that the story quotes, a book that it reviews
        elif not is_sentence_of_text(line.block.text):
            found = in_author_element(line) or in_author_link(line) or own_name(line, near_title, site)
            if found:
                weak.append(found)
            if weak and found is weak[-1] and not (len(weak) == 1 or all(map(has_first_name, found.names))):
                weak.pop()  # the sections under the author's name
        if found:
            taken.update(found.drops)
    return strong or weak or names_beside_title(near, near_title, site)


def people_signing(block: Block) -> tuple[str, ...]:
    """Return the people named after the word for by or in an author's box, wherever the line is."""
    if block.kind != "heading" and may_sign(block.text):
        signed = after_by(line_of(block), far=True)
        return signed.names if signed and all(map(is_full, signed.names)) else ()
    boxed = names_alone(line_of(block), IN_ELEMENT, full=True) if in_author_box(block) else None
    is_sure = boxed is not None and all(has_first_name(x) or UNSPACED.fullmatch(x) for x in boxed.names)
    return boxed.names if boxed and is_sure else ()


def _credits_picture(text: str, name: str) -> bool:
    """Whether a paper or an agency follows a name: "Stipe in the shop | Author: Ante Hale/Echo"."""
    return text.partition(name)[2].lstrip().startswith("/")


def _is_next(block: Block, before: int, near_title: NearTitle) -> bool:
    """Whether a byline is right after the one before it, without a heading or a paragraph between them."""
    if block.id - before > _NEXT_BYLINE:
        return False
    between = (near_title.blocks.get(x) for x in range(before + 1, block.id))
    return not any(x and (x.kind == "heading" or count_words(x.text) >= _PARAGRAPH) for x in between)


def signed_elsewhere(page: Page, near_title: NearTitle, site: Site) -> Signed | None:
    """Return the signature under the text or in an author's box, if only one person or one line signs.

    Names after "by" count more than those that are only in an element of an author.
    """
    every = list(_far_from_title(page, near_title))
    found = [signed for signed in every if signed.how == BY] or every
    known: dict[str, str] = {}
    for name in (name for signed in found for name in signed.names):
        if has_first_name(name) or not site.is_named(name):
            known.setdefault(fold(name), name)
    people = list(known.values())
    is_labelled = len(found) == 1 and found[0].how == BY
    is_labelled = is_labelled and (len(found[0].drops) > 1 or any(map(has_first_name, people)))
    if len(found) == 1 and len(people) > 1 and not is_labelled:
        people = [name for name in people if has_first_name(name)]
    is_one = len(people) == 1 or (len(found) == 1 and len(people) > 1)
    if is_one and _is_credible_far_from_title(people[0], found[0], near_title, site):
        return Signed(tuple(people), found[0].block, (), found[0].how)
    return name_under_text(page, near_title, site) or _site_that_signs(found, site)


def _far_from_title(page: Page, near_title: NearTitle) -> Iterator[Signed]:
    """Yield the bylines that are not around the title, nor of comments and other stories."""
    near = {block.id for block in near_title.near()} | near_title.attributions
    for block in page.blocks:
        if len(block.text) > LONGEST_LINE or block.id in near:
            continue
        if not (may_sign(block.text) or in_author_box(block) or has_author_link(block)):
            continue
        if not can_sign(block) or only_credits_others(near_title.text_before(block.id)):
            continue
        if near_title.is_elsewhere(block.container) and not is_long_label(block.text):
            continue
        line = line_of(block)
        signed = after_by(line, far=True) or after_label(line, near_title, far=True)
        signed = signed or in_author_element(line) or in_author_link(line)
        if signed and not _is_of_other_story(block, signed, near_title):
            yield signed


def _is_of_other_story(block: Block, signed: Signed, near_title: NearTitle) -> bool:
    """Whether a byline is in a box of other stories, or on the card of one.

    After "by" it is the story's own beside a linked headline, unless the card is an element for one story.
    """
    if _is_on_card(block, near_title):
        return True
    own = signed.how == BY and all(x.tag not in _CARDS for x in near_title.outside(block.container))
    return not own and near_title.is_in_card(block.id, block.container)


def _is_on_card(block: Block, near_title: NearTitle) -> bool:
    return near_title.is_in_box(block.id, block.container) or near_title.is_led_to(block.id)


def _site_that_signs(found: list[Signed], site: Site) -> Signed | None:
    """Return the first signature if all are of one name, that of the site: "Posted by" "Valley Cyclist"."""
    names = {fold(name) for signed in found for name in signed.names}
    is_one = len(names) == 1 and found[0].how == BY and len(found[0].drops) > 1
    return found[0] if is_one and site.is_called(found[0].names[0]) else None


def _is_credible_far_from_title(name: str, signed: Signed, near_title: NearTitle, site: Site) -> bool:
    """Whether a name far from the title counts: a person's, or a full name after "by".

    On a line with a date ("Posted by oz on May 3") a user name is enough.
    """
    if has_first_name(name):
        return True
    if signed.how == BY and UNSPACED.fullmatch(name):
        return True
    if len(signed.drops) > 1 and " " in name and in_author_box(near_title.blocks[signed.block]):
        return True  # "Posted by" and the name, each in an element of the author's box
    if signed.how == IN_ELEMENT or len(signed.drops) > 1:
        return may_be_name(name, near_title, site)
    return signed.how == BY and (" " in name or not signed.drops)


def _lines_that_may_sign(near_title: NearTitle) -> Iterator[Line]:
    for block in near_title.near():
        if not can_sign(block) or (credits_others(block.text) and not after_inner_label(block.text)):
            continue
        if only_credits_others(near_title.text_before(block.id)):
            continue  # "Reviewed by" in a block of its own
        yield line_of(block)
