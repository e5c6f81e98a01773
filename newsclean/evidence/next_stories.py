"""Finds the further stories of an endless page: elements like the first story's, each with a headline.

Before: article (h1 "Last train leaves Hollis", text)   article (h1 "Comet returns", text)
After:  article (h1 "Last train leaves Hollis", text)

A section of one story may be an element of the same markup, but has no date under its title, which leads to
no other page; nor is that a headline of the first level, unless one <article> is around all sections. Where
the first story's headline is above its <article>, the next one has a line such as a byline under its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from ..model import Block, Container, Page, chain
from ..text.prose import is_running_text
from ..text.words import fold
from .container_slices import innermost
from .dates.dates_elsewhere import published_in
from .other_pages import is_other_page

_FEWEST_PARAGRAPHS = 2  # of a story; a list entry has one
_LOWEST = 2  # level of a further story's headline
_MOST_HEADLINES = 20  # of the page that are looked at
_DATED_WITHIN = 4  # blocks under a headline among which its date is


def next_stories(page: Page) -> tuple[Sequence[Block], str]:
    """Return the blocks of the stories after the page's own, and the first one's headline, or `((), "")`."""
    titles = [fold(x) for x in (page.head.title, *page.head.named("og:title")) if x]
    heads = [block for block in page.blocks if block.kind == "heading" and 0 < block.level <= _LOWEST]
    named = [x for x in heads if fold(x.text) and any(fold(x.text) in title for title in titles)]
    own = min(named, key=lambda x: x.level, default=None)
    if own is None:
        return (), ""
    next_h1 = next((x for x in heads if x.level == 1 and x.id > own.id), None)  # later ones may be sections
    for head, common, first, second in islice(_forks(own, heads), _MOST_HEADLINES):
        if (
            _begins_story(page, head, first, second, head is next_h1)
            and _is_story(page.blocks, first)
            and _is_story(page.blocks, second)
        ):
            last = max(block.id for block in page.blocks if first in chain(block.container))
            after = [b for b in page.blocks if b.id > last and common in chain(b.container)]
            return after, head.text
    return _stories_below(page, own, next_h1)


def _stories_below(page: Page, own: Block, head: Block | None) -> tuple[Sequence[Block], str]:
    """Return the further stories of a page whose headline is above its <article>, while the next has its own.

    Both headlines are of the first level: entries of a live blog have lower ones.
    """
    blocks = page.blocks
    is_in_article = innermost(own.container, "article") is not None
    if is_in_article or head is None or own.level != 1 or fold(head.text) == fold(own.text):
        return (), ""
    text = next((x for x in blocks if own.id < x.id < head.id and is_running_text(x)), None)
    if text is None:
        return (), ""
    first, second = innermost(text.container, "article"), innermost(head.container, "article")
    if first is None or second is None or not _have_same_markup(first, second):
        return (), ""
    found = _fork(text.container, head.container)
    if found is None or innermost(found[0], "article"):
        return (), ""
    if not (_is_signed(page, head) and _is_story(blocks, first) and _is_story(blocks, second)):
        return (), ""
    return [x for x in blocks if x.id >= head.id and found[0] in chain(x.container)], head.text


def _is_signed(page: Page, head: Block) -> bool:
    """Whether a headline leads to another page, or has a line such as a byline under it."""
    below = next((x for x in page.blocks if x.id > head.id), None)
    is_line = below is not None and below.kind == "paragraph" and not is_running_text(below)
    return is_line or any(is_other_page(link.href, page.url or "") for link in head.links)


def _forks(own: Block, heads: Sequence[Block]) -> Iterator[tuple[Block, Container, Container, Container]]:
    """Yield each headline below the story's own that is outside its element, with `_fork` of the two."""
    for head in heads:
        if head.id > own.id and fold(head.text) != fold(own.text):
            found = _fork(own.container, head.container)
            if found and found[1] is not found[2]:
                yield head, *found


def _begins_story(page: Page, head: Block, first: Container, second: Container, is_next: bool) -> bool:
    """Whether a headline begins another story, and no section of the first one.

    first, second: the two stories' elements; the second may only hold an <article> like the first.
    is_next: whether it is the next one of the first level after the story's own.
    """
    articles = [each for each in _down_to(head.container, second) if each.tag == first.tag == "article"]
    is_alike = any(_have_same_markup(first, each) for each in (second, *articles))
    may_be_section = not articles and innermost(first, "article") is not None
    if is_alike and ((is_next and not may_be_section) or _is_dated(page, head, second)):
        return True
    return bool(articles) and any(is_other_page(link.href, page.url or "") for link in head.links)


def _is_dated(page: Page, head: Block, story: Container) -> bool:
    """Whether a date is among the lines under a headline."""
    near = [b for b in page.blocks if head.id < b.id <= head.id + _DATED_WITHIN]
    lines = [b for b in near if not is_running_text(b) and story in chain(b.container)]
    return bool(lines) and any(True for _ in published_in(page, lines))


def _down_to(inner: Container | None, outer: Container) -> Iterator[Container]:
    """Yield the containers from the inner one up to the outer one, which is around it."""
    for each in chain(inner):
        yield each
        if each is outer:
            return


def _fork(one: Container | None, other: Container | None) -> tuple[Container, Container, Container] | None:
    """Return the innermost container around both, and its children that hold the one and the other."""
    above = list(chain(one))
    own = dict(zip(above[1:], above, strict=False))
    for inner, outer in pairwise(chain(other)):
        if outer in own:
            return outer, own[outer], inner
    return None


def _have_same_markup(one: Container, other: Container) -> bool:
    """Whether elements have one tag and the same classes; one <article> may have some more than the other."""
    if one is other or one.tag != other.tag:
        return False
    if one.classes == other.classes:
        return bool(one.classes or one.tag == "article")
    own, its = set(one.classes.split()), set(other.classes.split())
    return one.tag == "article" and bool(own and its) and (own <= its or its <= own)


def _is_story(blocks: Sequence[Block], container: Container) -> bool:
    """Whether the container holds enough paragraphs for a story."""
    paragraphs = (block for block in blocks if is_running_text(block) and container in chain(block.container))
    return sum(1 for _ in paragraphs) >= _FEWEST_PARAGRAPHS
