"""Reads a name without a label beside the title, or on the line with the date."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ...model import Block
from ...phrases import agencies, folded, labels, plain, worded
from ...text.patterns import pattern
from ...text.prose import SENTENCE, is_sentence
from ...text.words import count_words, fold
from ..class_words import is_called
from ..comments.wording import age as is_age
from ..datelines.gazetteer import is_place
from ..dates.labels import role_of_label
from ..images.credits import is_credit_line
from ..near_title import NearTitle
from .bare_names import (
    are_people,
    before_role,
    is_in_story,
    is_signature,
    is_source_of_quote,
    may_be_name,
    without_affiliation,
    without_credentials,
)
from .byline_labels import made_pictures
from .clutter import without_clutter
from .desks import signed_by_desk
from .dump_names import (
    are_people_with_role,
    credits_next,
    is_about_date,
    is_dated_sentence,
    is_first_name,
    is_tag,
)
from .names import names_in
from .own_language import after_rare_by
from .people import CASED, has_first_name, is_desk, is_full, is_role
from .signing_lines import MARKS, Line, Signed, is_sentence_of_text
from .site import Site

_NAME_ALONE = 4  # blocks from the title; a line this close may be just a name
_NAME_ALONE_IN_DUMP = 8  # the same below the title of a dump, whose share buttons come as lines
_BESIDE_DATE = 2  # blocks from a line with the date; a line this close may be just a name too
_NEXT_NAME = 2  # blocks from a name in a dump to the next one
_STORY_SENTENCES = 2  # paragraphs of one; a dek has one
_OPENS_NAME = 2  # letters of the longest word that is both beside dates and in names: "Le", "El", "Um"
_FIRST_LINES = 3  # blocks of a dump, among which the site's name stands
# /tags/ada-lovelace   /category/politics
_TAG_ADDRESS = worded(r"/<<addresses of tags>>/[^/?#]", regex.I)
_BETWEEN = pattern(r"(?:(?<!\s)\s++)?+[|•·●⋅/–—]\s*+|(?<!\s)\s++-\s++")
# Ida Berg 12 comments
_COUNT = pattern(r"\s\d{1,5}\s(?<what>\p{L}++)\Z")
_MEDIUM = pattern(r"\p{Lu}{2,4}\Z|\p{Ll}++\p{Lu}")  # BBC   iNews
_SEPARATORS = ("|", "•", "·", "●", "–", "—", "-", ",", "/")


def names_beside_title(near: list[Line], near_title: NearTitle, site: Site) -> list[Signed]:
    """Read a name alone or on the line with the date, recognised by its first name; else an agency or desk.

    Under the title and on the line with the date, a text that only looks like a name is enough; so is one
    beside the date in dumps, which name the author nowhere else.
    """
    names = _BareNames(near, near_title, site)
    likely: Signed | None = None
    pictured: Signed | None = None
    for line, part in names.parts():
        name = before_role(line.block.text) if pictured and line.block.id == pictured.block + 1 else ""
        if name and not made_pictures(line.block.text):
            return [line.signed([name], "name beside the title")]
        if names.is_signature(line, part):
            if likely and names.is_below_text(line.block):
                return [likely]
            first = line.signed(names_in(part), "name beside the title")
            if made_pictures(line.block.text):
                pictured = pictured or first  # the author only if nobody else signs
                continue
            return [first] if near_title.is_html else [first, *_lines_of_names(line, names.near, near_title)]
        likely = likely or names.likely(line, part)
    if likely or pictured:
        return [x for x in (likely or pictured,) if x]
    return [x for x in (signed_by_desk(y, near_title) for y in names.near) if x][:1]


class _BareNames:
    """Reads the lines near a title, and the parts of each."""

    def __init__(self, near: list[Line], near_title: NearTitle, site: Site) -> None:
        self._near_title, self._site = near_title, site
        self._headline = fold(near_title.headline)
        self._title = near_title.title
        self._is_dump = not near_title.is_html
        self._dated = {x.block.id for x in near if x.dated or (self._is_dump and is_about_date(x.block))}
        self.near = near
        if self._is_dump and self._title is not None:  # a name over the headline may be of a picture
            title = self._title
            self.near = sorted(near, key=lambda line: line.block.id < title)

    def parts(self) -> Iterator[tuple[Line, str]]:
        """Yield the parts of lines that may be just a name, each with its line."""
        for line in self.near:
            if not self._may_be_name(line):
                continue
            parts = [*_parts(line)]
            is_tag_or_caption = self._is_dump and (
                is_tag(line.block, self._dated, self._near_title) or is_dated_sentence(line, parts)
            )
            if not is_tag_or_caption:
                own = (x for x in parts if line.dated or self._is_byline(x, line.block.text))
                yield from ((line, after_rare_by(x, self._near_title)) for x in own)

    def _is_byline(self, part: str, text: str) -> bool:
        """Whether a text is a part and what bylines have besides; in a dump, the name in its first lines."""
        if _is_whole(part, text, self._site):
            return True
        if not self._is_dump or not has_first_name(part):
            return False
        above = range(min(_FIRST_LINES, self._title or 0))
        firsts = [fold(x.text) for i in above if (x := self._near_title.blocks.get(i))]
        rest = fold(text.removeprefix(part))
        return rest != "" and any(f" {first}".endswith(f" {rest}") for first in firsts)

    def _may_be_name(self, line: Line) -> bool:
        """Whether a line is near the title or a date, and neither a sentence, a credit, a quote nor a tag."""
        block = line.block
        farthest = _NAME_ALONE_IN_DUMP if self._is_dump else _NAME_ALONE
        if not self._is_beside_date(block) and (
            self._title is None or not -_NAME_ALONE <= block.id - self._title <= farthest
        ):
            return False
        before = self._near_title.text_before(block.id)
        if credits_next(before, block.text) or is_source_of_quote(block.text, before):
            return False
        if is_sentence_of_text(block.text):
            return False
        if fold(block.text) in agencies() and self._near_title.is_on_picture(block):
            return False  # credits the picture
        is_credit = self._is_dump and is_credit_line(block.text)
        return not (is_credit or _is_picture(block) or _leads_to_tag(block))

    def is_signature(self, line: Line, part: str) -> bool:
        """Whether a part is surely a name; over the headline, a person of the story is its subject."""
        under_title = self._is_under_title(line.block)
        if under_title and (self._near_title.is_beside(line.block.id) or self._is_beside_date(line.block)):
            if are_people(part, self._headline):
                return True
            is_read = self._is_dump or len(names_in(part)) > 1  # an element with one name is read below
            if is_read and are_people_with_role(part, line.block.text, self._headline):
                return True
        name = without_credentials(part) if self._is_dump else part
        is_one = any(is_signature(x, self._headline) for x in (without_affiliation(name), before_role(part)))
        return is_one and (under_title or not is_in_story(part, self._near_title.blocks.values()))

    def is_below_text(self, block: Block) -> bool:
        """Whether a line of a dump is below sentences under the title, as the names of readers are."""
        if not (self._is_dump and self._is_under_title(block)):
            return False
        title = self._title or 0
        above = (self._near_title.blocks.get(i) for i in range(title + 1, block.id))
        return sum(1 for x in above if x and is_sentence(x.text)) >= _STORY_SENTENCES

    def likely(self, line: Line, part: str) -> Signed | None:
        """Return a part under the title that looks like a name, where nothing else stands in such a place."""
        block, near_title = line.block, self._near_title
        if not part or not self._is_under_title(block):
            return None
        is_first = is_first_name(part, line, self._dated, near_title)
        if is_first and (self._is_dump or (block.kind == "paragraph" and _recurs(block, near_title))):
            return line.signed([part], "first name beside the date")
        beside_date = self._is_beside_date(block)
        if not (beside_date if self._is_dump else _may_sign_alone(line, part, near_title)):
            return None
        found = names_in(part)
        if len(found) > 1 and all(fold(x) in agencies() for x in found[1:]) and is_full(found[0]):
            is_name = may_be_name(found[0], near_title, self._site)
            return line.signed(found, "name and agency beside the date") if is_name else None
        name = found[0] if len(found) == 1 and _opens_with_name(part, found[0], line.dated) else part
        is_caseless = before_role(part) == name and not CASED.search(name)  # nothing but the job shows a name
        if not (may_be_name(name, near_title, self._site) or (is_caseless and is_full(name))):
            return None
        return line.signed([name], f"name beside the {'date' if beside_date else 'title'}")

    def _is_under_title(self, block: Block) -> bool:
        return self._title is not None and block.id > self._title

    def _is_beside_date(self, block: Block) -> bool:
        return not self._dated.isdisjoint(range(block.id - _BESIDE_DATE, block.id + _BESIDE_DATE + 1))


def _lines_of_names(first: Line, near: list[Line], near_title: NearTitle) -> Iterator[Signed]:
    """Yield the names in the lines after a name in a dump, one a line, with a short line between at most."""
    if first.block.kind == "list_item":
        return  # a list of tags
    headline = fold(near_title.headline)
    last = first.block.id
    for line in near:
        if not last < line.block.id <= last + _NEXT_NAME or line.dated:
            continue
        if count_words(near_title.text_before(line.block.id)) >= SENTENCE:
            return  # the name of somebody in the story
        name = before_role(line.block.text) or without_clutter(line.block.text).strip(MARKS)
        if is_signature(name, headline) and fold(name) != fold(first.block.text):
            last = line.block.id
            yield line.signed(names_in(name), "name beside the title")


def _may_sign_alone(line: Line, part: str, near_title: NearTitle) -> bool:
    """Whether a name that nothing marks may be the author's: on the date's line, or right under the title."""
    if line.dated:
        before = line.block.text.partition(part)[0].rstrip()
        is_apart = not before or before.endswith(_SEPARATORS)
        others = (x for x in _parts(line) if fold(x) and not x.lstrip(". ")[0].isdigit())  # "5 min read"
        return is_apart and all(fold(x) == fold(part) for x in others)
    block, title = line.block, near_title.title
    if title is None or block.kind != "paragraph" or block.links:
        return False
    return block.id == title + 1 or (block.id <= title + _BESIDE_DATE and _recurs(block, near_title))


def _recurs(block: Block, near_title: NearTitle) -> bool:
    """Whether the page has a text once more, as that of the author's box."""
    return sum(x.text == block.text for x in near_title.blocks.values()) > 1


def _is_whole(part: str, text: str, site: Site) -> bool:
    """Whether a part is a text but for a role, a place, a desk, the site or an age: "Ida Berg | Oslo"."""
    shown = without_clutter(text)
    if fold(part) == fold(shown):
        return True
    parts = _BETWEEN.split(shown)
    if len(parts) != 2:
        return False
    rest = next((x.strip(MARKS) for x in parts if x.strip(MARKS) != part), "")
    first = rest.partition(" ")[0]
    if is_role(rest) or is_age(rest) or role_of_label(first) in ("published", "modified"):
        return True
    is_medium = fold(rest) in agencies() or (rest.isalnum() and _MEDIUM.match(rest) is not None)
    return has_first_name(part) and (is_medium or is_place(rest) or is_desk(rest) or site.is_named(rest))


def _parts(line: Line) -> Iterator[str]:
    for piece in line.pieces:
        for part in _BETWEEN.split(without_clutter(piece)):
            yield _without_words_around(part.strip(MARKS)) if line.dated else part.strip(MARKS)


def _without_words_around(part: str) -> str:
    """Return the name between the word after a time and a number of comments: "Uhr Ida Berg 12 comments".

    A short word with a capital is part of a name: "Le Van Minh", "El Hassan Ali".
    """
    count = _COUNT.search(part) if part[-1:].isalpha() else None
    if count and plain(count["what"]) in labels("comments"):
        part = part[: count.start()]
    first, _, name = part.partition(" ")
    is_word = len(first) > _OPENS_NAME or first.islower()
    return name if is_word and fold(first) in folded("beside dates") and has_first_name(name) else part


def _opens_with_name(part: str, name: str, dated: bool) -> bool:
    """Whether a part is a name and more: "Ida Berg, Oslo", "Ida Berg By Ida Berg, Staff".

    On a line without a date, two capitals may open a sentence: "Seven Men die in a fire".
    """
    if part.startswith(f"{name},") or part.count(name) > 1 or before_role(part) == name:
        return True
    glued = part.removeprefix(name)
    if glued != part and glued.istitle() and is_role(glued):
        return True  # "Ida BergReporter"
    return part.startswith(f"{name} ") and (dated or has_first_name(name))


def _leads_to_tag(block: Block) -> bool:
    """Whether a block is a link to a subject's page."""
    return bool(block.links) and _TAG_ADDRESS.search(block.links[0].href.lower()) is not None


def _is_picture(block: Block) -> bool:
    return is_called(block.container, "author picture")
