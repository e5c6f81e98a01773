"""The stories that an endless page goes on with under its own: elements of one build, each with a headline.

Before: article (h1 "Last train leaves Hollis", text)   article (h1 "Comet returns", text)
After:  article (h1 "Last train leaves Hollis", text)
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..model import Block, Container, Page, chain
from ..text.prose import is_running_text
from ..text.words import fold

_FEWEST_PARAGRAPHS = 2  # of a story; an entry of a list has one


def next_stories(page: Page) -> tuple[Sequence[Block], str]:
    """The blocks of the stories after the page's own, and the first one's headline; none on other pages."""
    titles = [fold(x) for x in (page.head.title, *page.head.named("og:title")) if x]
    heads = [block for block in page.blocks if block.level == 1 and block.kind == "heading"]
    if len(heads) < 2 or not titles:
        return (), ""
    for one, other in pairwise(heads):
        text = fold(one.text)
        if text and text != fold(other.text) and any(text in title for title in titles):
            found = _apart(one.container, other.container)
            if found and _of_one_build(*found[1:]) and all(_is_story(page.blocks, x) for x in found[1:]):
                around, own, _ = found
                last = max(block.id for block in page.blocks if own in chain(block.container))
                after = [b for b in page.blocks if b.id > last and around in chain(b.container)]
                return after, other.text
    return (), ""


def _apart(one: Container | None, other: Container | None) -> tuple[Container, Container, Container] | None:
    """The innermost container around both, and what of it holds the one and the other."""
    above = list(chain(one))
    own = dict(zip(above[1:], above, strict=False))
    for inner, outer in pairwise(chain(other)):
        if outer in own:
            return outer, own[outer], inner
    return None


def _of_one_build(one: Container, other: Container) -> bool:
    if one is other or one.tag != other.tag:
        return False
    return one.classes == other.classes and bool(one.classes or one.tag == "article")


def _is_story(blocks: Sequence[Block], container: Container) -> bool:
    """Whether some paragraphs stand in the container."""
    paragraphs = (
        block
        for block in blocks
        if is_running_text(block.text, block.link_density) and container in chain(block.container)
    )
    return sum(1 for _ in paragraphs) >= _FEWEST_PARAGRAPHS
