"""Drop the lines that sign the story; claim its authors, without "By", roles, addresses and buttons.

What the page declares is believed first, but the people who sign beside the title come before a
declared publisher, desk or user name, and complete a list that lacks some of them.

Before: By Maya Lindholm and Idris Okafor, Political Editor
        Email the author
        The council voted on Friday to rebuild the bridge.
After:  Email the author
        The council voted on Friday to rebuild the bridge.
        authors are Maya Lindholm, Idris Okafor
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from urllib.parse import urlsplit

import regex

from ..around_title import AroundTitle
from ..byline_names import (
    agencies,
    bare,
    has_first_name,
    has_mark_after,
    is_between,
    is_desk,
    is_not_by,
    is_only_by,
    is_organisation,
    is_plain_word,
    is_role,
    names_in,
    nobody,
    without_by,
)
from ..edits import Claim, Drop, Edit
from ..metadata import article_names, article_objects, names, objects_of, resolve, types_of
from ..model import Block, Page
from ..phrases import lines as phrases
from ..words import count_words, ends_sentence, fold
from ..dates import find_dates

_AUTHOR_KEYS = ("author", "creator")
_AUTHOR_META = (
    *("author", "parsely-author", "sailthru.author", "article:author", "article:author_name", "byl"),
    *("dc.creator", "dcterms.creator", "dc.creator.author", "cxenseparse:author", "og:author", "authors"),
    *("og:article:author", "creator", "bt:author", "article.author", "twitter:data1"),
)
_SCHOLARLY_META = ("citation_author", "dc.contributor")  # one tag a person, "Family, Given"
_PAGE_TYPES = (
    "WebPage",
    "Report",
    "Review",
    "Recipe",
    "HowTo",
    "CreativeWork",
    "VideoObject",
    "PodcastEpisode",
)
_SITE_TYPES = ("WebSite", "NewsMediaOrganization", "Organization")
_SHORT_NAME = 3  # characters that may stand in a title by chance
_SITE_META = ("og:site_name", "application-name", "publisher", "dc.publisher")

_BY = "after the word for by"

_LONGEST_LINE = 200  # characters: a byline says little else
_MOST_WORDS = 25
_MOST_WORDS_BESIDE_NAME = 6  # of a line that names a person without saying "by"
_NAME_ALONE = 3  # blocks from the title within which a line may be a name and nothing else
_SIGNATURE_WORDS = 4  # of a name that nothing else marks as one
_DESK_WORDS = 4
_BESIDE_DATE = 2  # blocks from a line with the date within which it may be so too
_FAR_LABEL = 2  # words of a label that counts far from the title: "Written by", not "By"
_LONGEST_LINK = 40  # characters of a link that is a name
_MOST_AUTHORS = 12
_ROLE_WORDS = 8  # of a line that says what the author does
_AFTER_LABEL = 4  # blocks that may each hold one name after "By"

# What elements around the author's name are called, and what else they may hold
_AUTHOR_TOKENS = frozenset(
    (
        *(
            "author",
            "authors",
            "byline",
            "bylines",
            "autor",
            "autoren",
            "autores",
            "autore",
            "auteur",
            "auteurs",
        ),
        *(
            "writer",
            "contributor",
            "contributors",
            "reporter",
            "journalist",
            "vcard",
            "forfatter",
            "skribent",
        ),
    )
)
_NOT_AUTHOR_TOKENS = frozenset(
    (
        *("bio", "biography", "description", "social", "follow", "count", "date", "time", "more", "related"),
        *("comment", "comments", "share", "tags", "category", "job", "role", "title", "position", "caption"),
        *("reviewer", "credit", "image", "photo", "breadcrumb", "newsletter"),
    )
)
_TOKEN_LEVELS = 3  # elements around a block whose names are read

# /author/maya-lindholm   /autoren/12   ?author=3   /by/maya   /profile/maya
_AUTHOR_ADDRESS = regex.compile(
    r"/(?:blog-?)?(?:authors?|autor(?:es|en|e|in)?|auteurs?|author-?profiles?|by|bylines?|profile?|staff|journalists?"
    r"|journalistes?|contributors?|writers?|reporters?|redakteure?|columnists?)/[^/?#]|[?&]author(?:_name)?="
)
# "Published August 7, 2023 by Maya Lindholm": the words after a date may sign
_SIGNED_AFTER_DATE = regex.compile(r"(?:^|\s)(?:by|von|par|por|av|af|door|di)\s", regex.I)
# oz   LD   ThE_PaiN: who signs a blog "by oz"
_USER_NAME = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}._-]{1,29}")
_BETWEEN = regex.compile(r"\s*+[|•·●⋅/–—]\s*+|\s++-\s++")


@dataclass(frozen=True, slots=True)
class _Signed:
    """Names read from blocks, and the blocks that hold nothing else."""

    names: tuple[str, ...]
    block: int
    drops: tuple[int, ...]
    how: str


def bylines(page: Page) -> Iterator[Edit]:
    """Claim the authors; drop the lines around the title that name them."""
    site = _Site(page)
    around = AroundTitle(page)
    signed = list(_signed(around))
    people, origin = _declared(page, site)
    block: int | None = None
    everyone = _distinct(name for each in signed for name in each.names)
    seen = [name for name in everyone if not site.is_named(name)]
    if seen and _is_better(seen, people):
        people, origin, block = seen, signed[0].how, signed[0].block
    if not people:
        people, origin, block = _signed_far_away(page, around, site)
    if not people:
        people, origin = _organisations(page)
    if not people and everyone:
        people, origin, block = everyone, signed[0].how, signed[0].block
    if people:
        reason = "declared by the page" if block is None else "signed on the page"
        yield Claim("authors", tuple(people[:_MOST_AUTHORS]), block, reason, origin)
    yield from _drops(around, signed, people)


# --- what the page declares -----------------------------------------------------------------------


def _declared(page: Page, site: _Site) -> tuple[list[str], str]:
    """The people that the page's head names, and where; desks and the site itself are no people."""
    for origin, texts in _declarations(page):
        found = _distinct(
            name
            for text in texts
            for name in names_in(text, strict=False)
            if not site.is_named(name)
            and not is_desk(name)
            and (fold(name) in agencies() or not is_organisation(name))
        )
        if found:
            return found, origin
    return [], ""


def _declarations(page: Page) -> Iterator[tuple[str, list[str]]]:
    organisations = {fold(x) for x in _declared_organisations(page)}
    yield "JSON-LD author", [x for x in _json_ld_authors(page) if fold(x) not in organisations]
    for name in _SCHOLARLY_META:
        yield f"meta {name}", [_given_first(x) for x in page.head.named(name)]
    for name in _AUTHOR_META:
        values = page.head.named(name)
        if name == "twitter:data1" and not _is_by_label(page.head.named("twitter:label1")):
            continue
        yield f"meta {name}", [x for x in values if not x.isdigit()]


def _json_ld_authors(page: Page) -> list[str]:
    found = article_names(page.head, *_AUTHOR_KEYS)
    if found or article_objects(page.head):
        return found
    return [x for each in objects_of(page.head, *_PAGE_TYPES) for x in names(page.head, each.get("author"))]


def _declared_organisations(page: Page) -> list[str]:
    """Authors that JSON-LD calls organisations."""
    found = []
    for each in article_objects(page.head):
        for key in _AUTHOR_KEYS:
            values = each.get(key)
            for value in values if isinstance(values, list) else [values]:
                value = resolve(page.head, value)
                if isinstance(value, dict) and any(
                    t.endswith(("organization", "corporation")) for t in types_of(value)
                ):
                    found += names(page.head, value)
    return found


def _is_by_label(labels: list[str]) -> bool:
    return any(is_only_by(label) or fold(label) in ("written by", "author") for label in labels)


def _given_first(name: str) -> str:
    """ "Lindholm, Maya" of scholarly tags is Maya Lindholm."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and "," not in given else name


def _organisations(page: Page) -> tuple[list[str], str]:
    """The publisher or desk that is declared as author, where nobody else is."""
    for _, texts in (("", _json_ld_authors(page)), *_declarations(page)):
        found = _distinct(name for text in texts for name in names_in(text, strict=False))
        if found:
            return found, "declared, and nobody else signs"
    return [], ""


class _Site:
    """What the site and its publisher are called: names of no people."""

    def __init__(self, page: Page) -> None:
        head = page.head
        found = {str(page.claimed("publisher") or ""), *head.named(*_SITE_META)}
        found |= set(article_names(head, "publisher"))
        found |= {x for each in objects_of(head, *_SITE_TYPES) for x in names(head, each)}
        self._names = {_squashed(x) for x in found} - {""}
        self._title, self._headline = fold(head.title), fold(str(page.claimed("title") or ""))
        try:
            host = urlsplit(page.url or "").hostname or ""
        except ValueError:
            host = ""
        labels = host.removeprefix("www.").split(".")
        self._names |= {x.replace("-", "") for x in (*labels[:-1], "".join(labels))} - {""}

    def is_named(self, name: str) -> bool:
        """Whether a name is the site's: its publisher's, its domain's, or what `<title>` ends in."""
        if _squashed(name) in self._names:
            return True
        folded = fold(name)
        return folded in self._title and folded not in self._headline and len(folded) > _SHORT_NAME


def _squashed(name: str) -> str:
    return fold(name).replace(" ", "")


def _is_better(seen: list[str], declared: list[str]) -> bool:
    """Whether those who sign beside the title are more than, or truer than, the declared authors."""
    if not declared:
        return True
    given = {fold(x) for x in declared}
    more = [x for x in seen if fold(x) not in given]
    if more and len(seen) == len(more) + len(given):
        return all(has_first_name(x) or fold(x) in agencies() for x in more)
    return all(_is_short(x) for x in declared) and not any(_is_short(x) for x in seen)


def _is_short(name: str) -> bool:
    """A first name or the name of a user, not the full name of a person."""
    return " " not in name and name.isascii() and fold(name) not in agencies()


# --- who signs beside the title -------------------------------------------------------------------


def _signed(around: AroundTitle) -> Iterator[_Signed]:
    """The bylines around the title; those without "by" only where no other is."""
    strong: list[_Signed] = []
    weak: list[_Signed] = []
    taken: set[int] = set()
    for block in around.near():
        if block.id in taken or not _can_sign(block) or is_not_by(block.text):
            continue
        if (
            is_not_by(around.text_before(block.id))
            and count_words(around.text_before(block.id)) <= _FAR_LABEL + 1
        ):
            continue  # "Reviewed by" in a block of its own
        found = _with_by(block) or _after_label(block, around)
        if found:
            strong.append(found)
        else:
            found = _in_author_element(block) or _in_author_link(block)
            if found:
                weak.append(found)
        if found:
            taken.update(found.drops)
    yield from strong or weak or list(_unlabelled(around))


def _can_sign(block: Block) -> bool:
    text = block.text
    if len(text) > _LONGEST_LINE or block.kind in ("code", "table", "caption") or _in_figure(block):
        return False
    words = count_words(text)
    return words <= _MOST_WORDS and not (words > _MOST_WORDS // 2 and ends_sentence(text))


def _in_figure(block: Block) -> bool:
    """Who signs in a figure is its photographer."""
    container = block.container
    for _ in range(_TOKEN_LEVELS):
        if container is None:
            return False
        if container.tag == "figure":
            return True
        container = container.parent
    return False


def _with_by(block: Block, far: bool = False) -> _Signed | None:
    """ "By Maya Lindholm | May 3, 2024", "Published May 3, 2024 by Maya Lindholm"."""
    pieces, dated = _undated(block.text)
    for piece in pieces:
        rest = without_by(piece)
        if rest is None:
            m = _SIGNED_AFTER_DATE.search(piece) if dated else None
            rest = piece[m.end() :] if m else None
        if far and rest and count_words(piece) - count_words(rest) < _FAR_LABEL and ":" not in piece:
            continue
        if rest is None and has_mark_after(piece):
            rest = piece
        if not rest or _runs_on(rest):
            continue
        found = names_in(rest) or _user_name(rest, dated)
        if found:
            return _Signed(tuple(found), block.id, () if dated else (block.id,), _BY)
    return None


def _runs_on(text: str) -> bool:
    """Whether what follows "By" is a sentence: "Monday, Maya Lindholm had left the council." """
    return ends_sentence(text) and sum(map(is_plain_word, text.split())) > 1


def _user_name(text: str, dated: bool) -> list[str]:
    """Who signs by one word, on a line with the date: "by oz on December 4, 2006"."""
    name = text.strip(" :|-–—·•").removesuffix(" on")
    return [name] if dated and _USER_NAME.fullmatch(name) and fold(name) not in nobody() else []


def _undated(text: str) -> tuple[list[str], bool]:
    """The text around its dates, and whether it has any."""
    dates = find_dates(text, day_first=True) if any(map(str.isdigit, text)) else []
    if not dates:
        return [text], False
    pieces, start = [], 0
    for date in dates:
        pieces.append(text[start : date.start])
        start = date.end
    pieces.append(text[start:])
    return [x for x in map(_without_date_words, pieces) if x], True


def _without_date_words(piece: str) -> str:
    """ "Maya Lindholm Published:" before a date is Maya Lindholm."""
    words = piece.split()
    while words and fold(words[-1]) in _date_words() | {""}:
        words.pop()
    return " ".join(words)


@cache
def _date_words() -> frozenset[str]:
    sections = ("published", "modified", "weekdays", "between")
    by = frozenset(map(fold, phrases("bylines", "by")))
    return frozenset(fold(x) for section in sections for x in phrases("date_lines", section)) - by


def _after_label(block: Block, around: AroundTitle) -> _Signed | None:
    """ "By" in one block, the names in those that follow: "By" "Maya Lindholm" "and" "Idris Okafor"."""
    if not is_only_by(block.text):
        return None
    found: list[str] = []
    drops = [block.id]
    for step in range(1, _AFTER_LABEL + 1):
        following = around.blocks.get(block.id + step)
        if following is None or not _can_sign(following):
            break
        if found and is_between(following.text):
            drops.append(following.id)
            continue
        if found and not is_between(around.blocks[drops[-1]].text):
            break
        signed = _named(following, _BY)
        if signed is None:
            break
        found += signed.names
        drops += signed.drops
        if not signed.drops:
            break
    return _Signed(tuple(found), block.id, tuple(drops), _BY) if found else None


def _in_author_element(block: Block) -> _Signed | None:
    """The text of an element that is called author or byline, if it looks like a name."""
    return _named(block, "element of the author", full=True) if _in_named_element(block) else None


def _in_named_element(block: Block) -> bool:
    tokens: set[str] = set()
    container = block.container
    for _ in range(_TOKEN_LEVELS):
        if container is None or container.tag in ("article", "main", "body"):
            break
        tokens |= container.tokens
        container = container.parent
    if tokens.isdisjoint(_AUTHOR_TOKENS):
        return False
    return block.container is None or block.container.tokens.isdisjoint(_NOT_AUTHOR_TOKENS)


def _in_author_link(block: Block) -> _Signed | None:
    """Links to an author's page; there a user's name counts too."""
    found = [
        name
        for link in block.links
        if _AUTHOR_ADDRESS.search(link.href.lower()) and link.end - link.start <= _LONGEST_LINK
        for name in _names_of_link(block.text[link.start : link.end])
    ]
    dated = _undated(block.text)[1]
    if not found or (count_words(block.text) > _MOST_WORDS_BESIDE_NAME * len(found) and not dated):
        return None
    return _Signed(
        tuple(found), block.id, (block.id,) if block.link_density > 0.8 else (), "link to the author"
    )


def _names_of_link(text: str) -> list[str]:
    name = text.strip()
    by_user = _USER_NAME.fullmatch(name) and fold(name) not in nobody() and not is_role(name)
    return names_in(text) or ([name] if by_user else [])


def _named(block: Block, how: str, full: bool = False) -> _Signed | None:
    """The names on a line that holds nothing else but a date; `full`: one word is no name."""
    pieces, dated = _undated(block.text)
    for piece in pieces:
        found = [
            x for x in names_in(piece) if not full or " " in x or not x.isascii() or fold(x) in agencies()
        ]
        if found and count_words(piece) <= _MOST_WORDS_BESIDE_NAME * len(found):
            return _Signed(tuple(found), block.id, () if dated else (block.id,), how)
    return None


def _unlabelled(around: AroundTitle) -> Iterator[_Signed]:
    """ "Maya Lindholm • May 3, 2024", or just the name: told by the first name; else an agency, or a desk."""
    headline = fold(str(around.headline or ""))
    near = [block for block in around.near() if _can_sign(block) and not is_not_by(block.text)]
    near = [block for block in near if not is_not_by(around.text_before(block.id))]
    dated = {block.id for block in near if _undated(block.text)[1]}
    for block in near:
        beside_date = not dated.isdisjoint(range(block.id - _BESIDE_DATE, block.id + _BESIDE_DATE + 1))
        if not beside_date and (around.title is None or abs(block.id - around.title) > _NAME_ALONE):
            continue
        for piece in _undated(block.text)[0]:
            for part in _BETWEEN.split(bare(piece)):
                part = part.strip(" -–—|•·,:")
                found = names_in(part) if _is_signature(part, headline) else []
                whole = block.id not in dated and fold(part) == fold(bare(block.text))
                if found and (whole or block.id in dated):
                    yield _Signed(
                        tuple(found), block.id, (block.id,) if whole else (), "name beside the title"
                    )
                    return
    for block in near:
        text = bare(without_by(block.text) or block.text)
        if is_desk(text) and count_words(text) <= _DESK_WORDS and not _undated(text)[1]:
            named = _in_named_element(block) or text != block.text
            if named or (around.is_beside(block.id) and " " in text and block.kind != "heading"):
                yield _Signed((text,), block.id, (block.id,), "desk that signs")
                return


def _is_signature(text: str, headline: str) -> bool:
    """Whether a text is a name and nothing else, and not of somebody the headline is about."""
    if fold(text) in agencies(alone=True):
        return True
    words = fold(text).split()
    return (
        len(words) <= _SIGNATURE_WORDS
        and has_first_name(text)
        and not is_organisation(text)
        and words[-1] not in headline.split()
    )


def _signed_far_away(page: Page, around: AroundTitle, site: _Site) -> tuple[list[str], str, int | None]:
    """Who signs under the text or in a box of the author, if it is one person."""
    near = {block.id for block in around.near()}
    found: list[_Signed] = []
    for block in page.blocks:
        if block.id in near or not _can_sign(block) or around.is_elsewhere(block.container):
            continue
        signed = _with_by(block, far=True) or _in_author_element(block) or _in_author_link(block)
        if signed:
            found.append(signed)
    people = _distinct(name for each in found for name in each.names if not site.is_named(name))
    if len(people) == 1 and has_first_name(people[0]):
        return people, found[0].how, found[0].block
    return _under_the_text(page, near)


def _under_the_text(page: Page, near: set[int]) -> tuple[list[str], str, int | None]:
    """A full name and nothing else, right after the prose, if there is only one such line."""
    found = [
        block
        for before, block in pairwise(page.blocks)
        if block.id not in near
        and len(block.text) <= _LONGEST_LINK
        and len(before.text) > _LONGEST_LINE
        and ends_sentence(before.text)
        and block.kind == "paragraph"
        and _can_sign(block)
        and _is_signature(block.text, fold(str(page.claimed("title") or "")))
    ]
    return (
        (names_in(found[0].text), "name under the text", found[0].id) if len(found) == 1 else ([], "", None)
    )


# --- the lines that go ----------------------------------------------------------------------------


def _drops(around: AroundTitle, signed: list[_Signed], people: list[str]) -> Iterator[Edit]:
    known = {fold(x) for x in people}
    dropped: set[int] = set()
    for each in signed:
        if known.isdisjoint(map(fold, each.names)):
            continue
        for id in each.drops:
            dropped.add(id)
            yield Drop(id, "byline", each.how)
    for block in around.near():
        if block.id in dropped:
            continue
        if fold(block.text) in known:
            dropped.add(block.id)
            yield Drop(block.id, "byline", "name of an author")
        elif (
            block.id - 1 in dropped
            and fold(block.text) not in nobody()
            and count_words(block.text) <= _ROLE_WORDS
            and is_role(block.text)
            and not ends_sentence(block.text)
        ):
            dropped.add(block.id)
            yield Drop(block.id, "role of the author", "after the byline")


def _distinct(found: Iterable[str]) -> list[str]:
    """Each name once, by its fold."""
    out: dict[str, str] = {}
    for name in found:
        out.setdefault(fold(name), name)
    return list(out.values())
