"""Drops bylines and claims the authors, without "By", roles, addresses and buttons.

Declared authors are trusted first. But names in a byline beside the title win over a declared publisher,
desk or user name, and complete a declared list that lacks some of them. Where the byline says "By", a
different declared author only submitted the story. A desk or the publisher counts only if no person signs.
Before that, any name counts that the page marks as its author's inside a line (rel=author).

Before: By Maya Lindholm and Idris Okafor, Political Editor
        Email the author
        The council voted on Friday to rebuild the bridge.
After:  Email the author
        The council voted on Friday to rebuild the bridge.
        authors are Maya Lindholm, Idris Okafor
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import regex

from ..evidence.bylines.author_marks import signed_in_mark
from ..evidence.bylines.biographies import biographies
from ..evidence.bylines.declared_authors import declared_organisations, declared_people, unique_names
from ..evidence.bylines.names import can_share_byline, names_in, without_longer
from ..evidence.bylines.opening_reporters import signed_in_text
from ..evidence.bylines.people import (
    WORDS_OF_ROLE_LINE,
    has_first_name,
    is_full,
    is_organisation,
    is_role,
    may_be_person,
    non_names,
    without_titles,
)
from ..evidence.bylines.signed import signed_beside, signed_elsewhere
from ..evidence.bylines.signing_lines import BY, Signed, line_of
from ..evidence.bylines.site import Site, owner_of_site
from ..evidence.bylines.word_for_by import without_by
from ..evidence.near_title import NearTitle
from ..model import Block, Claim, Drop, Edit, Page
from ..phrases import agencies, worded
from ..text.patterns import pattern
from ..text.prose import is_sentence
from ..text.words import count_words, ends_sentence, fold

_MOST_AUTHORS = 12  # a longer list does not hold authors
# 20:52    8.05pm    14h30
_CLOCK = worded(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?\s?(?:(?:<<a.m. after the time>>|<<p.m. after the time>>)\.?)?", regex.I
)
# Are you affected? Email live@paper.example
_ADDRESS = pattern(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++\W*\Z")
_ADDRESS_CHARACTERS = 80
_SECOND_CHARACTERS = 80  # of a second byline, under the text
_NAME_CHARACTERS = 60


def bylines(page: Page) -> Iterator[Edit]:
    """Claim the authors; drop the lines around the title that name them."""
    site = Site(page)
    near_title = NearTitle(page)
    signed = signed_beside(near_title, site)
    people, origin, block = _authors(page, near_title, site, signed)
    if people:
        reason = "declared by the page" if block is None else "signed on the page"
        yield Claim("authors", tuple(people[:_MOST_AUTHORS]), block, reason, origin)
    drops = [*_drops(near_title, signed, people)]
    yield from drops
    yield from _under_text(page.blocks, people, {drop.block for drop in drops})
    yield from _live_entries(page.blocks, people)
    for note, evidence in biographies(page.blocks, people, near_title.headline):
        yield Drop(note.id, "about the author", evidence)


def _live_entries(blocks: tuple[Block, ...], people: list[str]) -> Iterator[Edit]:
    """Drop lines with a time and an author, as over live blog entries ("20:52 Ada Writer"), and addresses."""
    known = {fold(x) for x in people}
    addresses: list[Block] = []
    for block in blocks:
        text = block.text
        if len(text) > _ADDRESS_CHARACTERS:
            continue
        if "@" in text and block.kind == "paragraph":
            addresses.append(block)
        time = _CLOCK.match(text) if known and text[:1].isdigit() and len(text) <= _NAME_CHARACTERS else None
        if time and fold(text[time.end() :]) in known:
            yield Drop(block.id, "byline", "a time and the name of an author")
    for block in addresses:
        if _ADDRESS.search(block.text):
            yield Drop(block.id, "address to write to")


def _authors(
    page: Page, near_title: NearTitle, site: Site, signed: list[Signed]
) -> tuple[list[str], str, int | None]:
    """Return the authors, where they are named and in which block: people, or else desks."""
    people, origin = declared_people(page, site)
    earlier = page.claim("authors")  # by `page_furniture`, which dropped the line
    if earlier and earlier.block is not None and not signed and near_title.is_near(earlier.block):
        signed = [Signed(earlier.value, earlier.block, (), BY)]
    everyone = _joined(site.without_own(name) for each in signed for name in each.names)
    others = [x for x in everyone if not site.is_named(x) or (x == everyone[0] and _is_person(x))]
    seen = [name for name in others if may_be_person(name)]
    if seen and _is_better(seen, people, all(each.how == BY for each in signed)):
        return seen, signed[0].how, signed[0].block
    if people and not all(map(_is_weak, people)):
        return people, origin, None
    elsewhere = signed_in_text(near_title) or signed_elsewhere(page, near_title, site)
    elsewhere = elsewhere or (None if signed else signed_in_mark(page, near_title, site))
    if earlier and earlier.block is not None and not elsewhere:
        elsewhere = Signed(earlier.value, earlier.block, (), BY)
    if people and not (elsewhere and elsewhere.how == BY):
        return people, origin, None
    if elsewhere:
        return list(elsewhere.names), elsewhere.how, elsewhere.block
    if others:
        return others, signed[0].how, signed[0].block
    organisations, origin = declared_organisations(page)
    if organisations:
        return organisations, origin, None
    if not everyone:
        owner = owner_of_site(page)
        return [owner] if owner else [], "the site is named after its author", None
    return everyone, signed[0].how, signed[0].block


def _joined(found: Iterable[str]) -> list[str]:
    """Return the names of several lines as if they were on one."""
    every = unique_names(found)
    return without_longer([name for name in every if name == every[0] or can_share_byline(name, every[0])])


def _is_better(seen: list[str], declared: list[str], by: bool) -> bool:
    """Whether the byline beside the title is fuller or more credible than the declared authors.

    by: whether it says "By". Then a different declared author only submitted the story.
    """
    if not declared:
        return True
    given = {without_titles(x) for x in declared}
    more = [x for x in seen if without_titles(x) not in given]
    if more and len(seen) == len(more) + len(given):
        return all(has_first_name(x) or fold(x) in agencies() for x in more)
    if by and all(map(is_full, seen)) and _words(seen).isdisjoint(_words(declared)):
        return all(map(has_first_name, seen)) or not any(map(has_first_name, declared))
    return all(map(_is_weak, declared)) and all(map(is_full, seen))


def _is_person(name: str) -> bool:
    """Whether a name is a person's, even if the site has it too."""
    return has_first_name(name) and not is_organisation(name)


def _words(names: list[str]) -> set[str]:
    return {word for name in names for word in fold(name).split()}


def _is_weak(name: str) -> bool:
    """Whether a declared name may be an account's or a slogan: of one word, or with small letters first."""
    return not is_full(name) or (name[:1].islower() and fold(name) not in agencies())


def _drops(near_title: NearTitle, signed: list[Signed], people: list[str]) -> Iterator[Drop]:
    """Drop lines that only name the authors, and the lines after them that give their roles."""
    known = {fold(x) for x in people}
    dropped: set[int] = set()
    for each in signed:
        if each.how == BY or not known.isdisjoint(map(fold, each.names)):
            dropped.update(each.drops)
            yield from (Drop(id, "byline", each.how) for id in each.drops)
    for block in near_title.near():
        if block.id in dropped:
            continue
        if fold(block.text) in known and not near_title.is_on_picture(block):
            dropped.add(block.id)
            yield Drop(block.id, "byline", "name of an author")
        elif block.id - 1 in dropped and _is_role_line(block):
            dropped.add(block.id)
            yield Drop(block.id, "role of the author", "after the byline")


def _under_text(blocks: tuple[Block, ...], people: list[str], dropped: set[int]) -> Iterator[Edit]:
    """Drop the line under the text that names authors who are known from elsewhere: "Text: Ada Lind".

    Only if it is the only one; a list of stories has one for each. One with a date may date the story.
    """
    full = [name for name in people if " " in name]
    found = [
        (before, block)
        for before, block in pairwise(blocks)
        if block.kind == "paragraph"
        and len(block.text) <= _SECOND_CHARACTERS
        and any(name in block.text for name in full)
        and block.id not in dropped
        and without_by(block.text) is not None
    ]
    for before, block in found if len(found) == 1 else ():
        is_dated = any(map(str.isdigit, block.text))
        if is_sentence(before.text) and not is_dated and set(full).issuperset(names_in(block.text)):
            yield Drop(block.id, "byline", "under the text")


def _is_role_line(block: Block) -> bool:
    text = block.text
    if count_words(text) > WORDS_OF_ROLE_LINE or ends_sentence(text) or fold(text) in non_names():
        return False
    return is_role(text) and not line_of(block).dated  # "Contributor, Valley Echo 3 May 2024"
