"""Finds the further stories of an endless page: elements with the same markup, each with a headline.

Before: article (h1 "Last train leaves Hollis", text)   article (h1 "Comet returns", text)
After:  article (h1 "Last train leaves Hollis", text)
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..model import Block, Container, Page, chain
from ..text.prose import is_running_text
from ..text.words import fold

_FEWEST_PARAGRAPHS = 2  # of a story; a list entry has one


def next_stories(page: Page) -> tuple[Sequence[Block], str]:
    """Return the blocks of the stories after the page's own, and the first one's headline, or `((), "")`."""
    titles = [fold(x) for x in (page.head.title, *page.head.named("og:title")) if x]
    heads = [block for block in page.blocks if block.level == 1 and block.kind == "heading"]
    if len(heads) < 2 or not titles:
        return (), ""
    for one, other in pairwise(heads):
        text = fold(one.text)
        if text and text != fold(other.text) and any(text in title for title in titles):
            found = _fork(one.container, other.container)
            if found and _have_same_markup(*found[1:]) and all(_is_story(page.blocks, x) for x in found[1:]):
                common, own, _ = found
                last = max(block.id for block in page.blocks if own in chain(block.container))
                after = [b for b in page.blocks if b.id > last and common in chain(b.container)]
                return after, other.text
    return (), ""


def _fork(one: Container | None, other: Container | None) -> tuple[Container, Container, Container] | None:
    """Return the innermost container around both, and its children that hold the one and the other."""
    above = list(chain(one))
    own = dict(zip(above[1:], above, strict=False))
    for inner, outer in pairwise(chain(other)):
        if outer in own:
            return outer, own[outer], inner
    return None


def _have_same_markup(one: Container, other: Container) -> bool:
    if one is other or one.tag != other.tag:
        return False
    return one.classes == other.classes and bool(one.classes or one.tag == "article")


def _is_story(blocks: Sequence[Block], container: Container) -> bool:
    """Whether the container holds enough paragraphs for a story."""
    paragraphs = (block for block in blocks if is_running_text(block) and container in chain(block.container))
    return sum(1 for _ in paragraphs) >= _FEWEST_PARAGRAPHS
