"""Drops the lines that sign the story; claims its authors, without "By", roles, addresses and buttons.

What the page declares is believed first, but the people who sign beside the title come before a
declared publisher, desk or user name, and complete a list that lacks some of them. Where they sign with
"By", others who are declared only sent the story in.

Before: By Maya Lindholm and Idris Okafor, Political Editor
        Email the author
        The council voted on Friday to rebuild the bridge.
After:  Email the author
        The council voted on Friday to rebuild the bridge.
        authors are Maya Lindholm, Idris Okafor
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from ..evidence.bylines.declared_authors import Site, declared_organisations, declared_people, unique_names
from ..evidence.bylines.names import can_share_byline
from ..evidence.bylines.people import agencies, has_first_name, is_role, non_names, without_titles
from ..evidence.bylines.signed import BY, Signed, signed_beside, signed_elsewhere, signed_in_text
from ..evidence.near_title import NearTitle
from ..model import Block, Claim, Drop, Edit, Page
from ..text.patterns import pattern
from ..text.prose import LINE
from ..text.words import count_words, ends_sentence, fold

_MOST_AUTHORS = 12  # a longer list is not of authors
# 20:52    8.05pm    14h30
_CLOCK = pattern(r"\d{1,2}[:.h]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?", regex.I)
# Are you affected? Email live@paper.example
_CALL = pattern(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++\W*\Z")
_CALL_CHARACTERS = 80
_UNDER_THE_TEXT = 0.4  # share of a page's prose that stands before what is said of the author
_BIOGRAPHY_CHARACTERS = 800
_NAME_CHARACTERS = 60
_ROLE_WORDS = 8  # of a line that says what the author does


def bylines(page: Page) -> Iterator[Edit]:
    """Claim the authors; drop the lines around the title that name them."""
    site = Site(page)
    around = NearTitle(page)
    signed = signed_beside(around, None if page.is_html else site)
    people, origin, block = _authors(page, around, site, signed)
    if people:
        reason = "declared by the page" if block is None else "signed on the page"
        yield Claim("authors", tuple(people[:_MOST_AUTHORS]), block, reason, origin)
    yield from _drops(around, signed, people)
    yield from _timed(page.blocks, people)
    yield from _biographies(page.blocks, people)


def _timed(blocks: tuple[Block, ...], people: list[str]) -> Iterator[Edit]:
    """Lines that give a time and an author, as over each entry of a live blog: "20:52 Ada Writer"."""
    known = {fold(x) for x in people}
    for block in blocks if known else ():
        is_short = len(block.text) <= _NAME_CHARACTERS and block.text[:1].isdigit()
        time = _CLOCK.match(block.text) if is_short else None
        if time and fold(block.text[time.end() :]) in known:
            yield Drop(block.id, "byline", "a time and the name of an author")
    for block in blocks:
        if (
            "@" in block.text
            and block.kind == "paragraph"
            and len(block.text) <= _CALL_CHARACTERS
            and _CALL.search(block.text)
        ):
            yield Drop(block.id, "address to write to")


def _biographies(blocks: tuple[Block, ...], people: list[str]) -> Iterator[Edit]:
    """Sentences under the text that begin with an author's full name: what the paper says of its author."""
    names = tuple(f"{fold(x)} " for x in people if " " in x)
    if not names:
        return
    initials = {name[0] for name in names}
    prose = [block for block in blocks if len(block.text) >= LINE]
    for block in prose[int(len(prose) * _UNDER_THE_TEXT) :]:
        if fold(block.text[:1]) not in initials or len(block.text) > _BIOGRAPHY_CHARACTERS:
            continue
        if fold(block.text[:_NAME_CHARACTERS]).startswith(names):
            yield Drop(block.id, "about the author", "begins with the name")


def _authors(
    page: Page, around: NearTitle, site: Site, signed: list[Signed]
) -> tuple[list[str], str, int | None]:
    """The authors, where they are named, and in which block: people before desks, and desks before nobody."""
    people, origin = declared_people(page, site)
    everyone = _together(site.without_own(name) for each in signed for name in each.names)
    seen = [name for name in everyone if not site.is_named(name)]
    if seen and _is_better(seen, people, all(each.how == BY for each in signed)):
        return seen, signed[0].how, signed[0].block
    if people:
        return people, origin, None
    elsewhere = signed_in_text(around) or signed_elsewhere(page, around, site)
    if elsewhere:
        return list(elsewhere.names), elsewhere.how, elsewhere.block
    organisations, origin = declared_organisations(page)
    if organisations or not everyone:
        return organisations, origin, None
    return everyone, signed[0].how, signed[0].block


def _together(found: Iterable[str]) -> list[str]:
    """The names of several lines, as if they stood on one."""
    every = unique_names(found)
    return every[:1] + [name for name in every[1:] if can_share_byline(name, every[0])]


def _is_better(seen: list[str], declared: list[str], by: bool) -> bool:
    """Whether those who sign beside the title are more than, or truer than, the declared authors.

    by: whether they sign with the word for by. Then others who are declared only sent the story in.
    """
    if not declared:
        return True
    given = {without_titles(x) for x in declared}
    more = [x for x in seen if without_titles(x) not in given]
    if more and len(seen) == len(more) + len(given):
        return all(has_first_name(x) or fold(x) in agencies() for x in more)
    if by and all(map(has_first_name, seen)) and _words(seen).isdisjoint(_words(declared)):
        return True
    return all(_is_short(x) for x in declared) and not any(_is_short(x) for x in seen)


def _words(names: list[str]) -> set[str]:
    return {word for name in names for word in fold(name).split()}


def _is_short(name: str) -> bool:
    """A first name or the name of a user, not the full name of a person."""
    return " " not in name and name.isascii() and fold(name) not in agencies()


def _drops(around: NearTitle, signed: list[Signed], people: list[str]) -> Iterator[Edit]:
    """The lines that name the authors and nothing else, and those after them that say what they do."""
    known = {fold(x) for x in people}
    dropped: set[int] = set()
    for each in signed:
        if not known.isdisjoint(map(fold, each.names)):
            dropped.update(each.drops)
            yield from (Drop(id, "byline", each.how) for id in each.drops)
    for block in around.near():
        if block.id in dropped:
            continue
        if fold(block.text) in known:
            dropped.add(block.id)
            yield Drop(block.id, "byline", "name of an author")
        elif block.id - 1 in dropped and _is_role_line(block):
            dropped.add(block.id)
            yield Drop(block.id, "role of the author", "after the byline")


def _is_role_line(block: Block) -> bool:
    text = block.text
    if count_words(text) > _ROLE_WORDS or ends_sentence(text) or fold(text) in non_names():
        return False
    return is_role(text)
