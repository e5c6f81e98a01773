"""Finds the blocks around the headline: bylines and dates of a story are there."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Block, Container, Page, chain, chain_below
from ..phrases import labels, plain
from ..text.prose import LONG_PARAGRAPH, PARAGRAPH, is_running_text
from ..text.words import count_words, ends_sentence, fold
from .attributions import attributions
from .bylines.word_for_by import may_sign
from .class_words import is_called
from .container_slices import element_around
from .other_pages import HEADLINE_LINKS

# Blocks around the title: before it a kicker; after it dek, author, share line and image
_BEFORE, _AFTER = 6, 16
_JUST_BEFORE, _BESIDE = 2, 3  # blocks before and after the title that count whatever their class names say
_SAME_WORDS = 4  # words that a heading and `<title>` have in common at their start
_HEADLINE_WORDS = 5  # of a linked headline, at least
_ELSEWHERE = frozenset(("nav", "figcaption"))
_BESIDE_TITLE = frozenset(("figure", "aside", "nav", "time"))
_SAME_OPENING = 24  # characters that two paragraphs begin with only if one repeats the other
_SIGNATURE = 60  # characters of the longest line that closes a text with a name
_PROSE_MOST = 2  # the second long paragraph after the title ends the head of the story
_IN_CARD = 3  # blocks before and after a date in a card, at most, to the card's headline
_CARD_WORDS = 4  # of that headline, at least: a shorter link names an author or a section
_WIDE, _AROUND_PICTURE = 400, 3  # pixels of a picture, not a portrait or a logo; levels around it
_IN_BOX = 12  # blocks below the heading of a box that are examined


class NearTitle:
    """The surroundings of a page's title: which blocks are close to it, and which elements are unrelated."""

    def __init__(self, page: Page) -> None:
        self.title = _title_block(page)  # the block's id; None if there is no likely title either
        self.headline: str = page.claimed("title") or ""
        self.blocks = {b.id: b for b in page.blocks}
        self.attributions = attributions(page.blocks)
        """Ids of blocks that name the author and the date of a quote; neither is the article's."""
        self.is_html = page.is_html
        self._page = page
        self._near: tuple[Block, ...] | None = None
        self._last = -1  # id of the last block around the title, once they are known
        self._elements = set(chain(self._container_of_title()))

    def _container_of_title(self) -> Container | None:
        """Return the title's element; if the title was claimed and removed, that of the next block."""
        if self.title is None:
            return None
        block = self.blocks.get(self.title)
        if block is None:
            after = (b for b in self._page.blocks if b.id > self.title)
            block = next(after, self._page.blocks[-1] if self._page.blocks else None)
        container = block.container if block else None
        if block and block.id != self.title:  # what the next block is in does not hold the title
            tags = _BESIDE_TITLE | {"article"} if _is_teaser(block) else _BESIDE_TITLE
            beside = [each for each in chain(container) if each.tag in tags]
            container = beside[-1].parent if beside else container
        return container

    def near(self) -> tuple[Block, ...]:
        """Return the blocks around the title, up to the text of the story."""
        if self._near is None:
            self._near = tuple(self._find_near())
        return self._near

    def _find_near(self) -> Iterator[Block]:
        if self.title is None:
            return
        prose: list[str] = []  # the long paragraphs after the title
        for id in range(self.title - _BEFORE, self.title + _AFTER + 1):
            block = self.blocks.get(id)
            if block is None:
                continue
            self._last = id
            if id > self.title:
                if _is_prose(block) and not any(_opens_alike(block.text, text) for text in prose):
                    prose.append(block.text)
                if len(prose) >= _PROSE_MOST or _is_teaser(block):
                    return
            if id in self.attributions or self._signs_text(block):
                continue
            if self.is_beside(id) or not self.is_elsewhere(block.container):
                yield block

    def _signs_text(self, block: Block) -> bool:
        """Whether a line is right under a paragraph and closes a text: that of the page, or a letter.

        A byline under a dek has the text below it.
        """
        before = self.blocks.get(block.id - 1)
        if not (before and len(block.text) <= _SIGNATURE and block.kind == before.kind == "paragraph"):
            return False
        if count_words(before.text) < PARAGRAPH or not ends_sentence(before.text):
            return False
        if any(map(str.isdigit, block.text)) or may_sign(block.text):
            return False
        after = self.blocks.get(block.id + 1)
        if after and after.kind == "heading" and element_around(after) is element_around(before):
            return True
        return not any(x.id > block.id and is_running_text(x) for x in self._page.blocks)

    def is_before_text(self, block_id: int) -> bool:
        """Whether a block is near the title and before the text of the story, by its id."""
        self.near()
        return self.is_near(block_id) and block_id <= self._last

    def is_in_card(self, block_id: int, container: Container | None) -> bool:
        """Whether an element is in a card of another story: with its linked headline, without the title."""
        own = set(self.outside(container))
        if not own:
            return False
        block = self.blocks.get(block_id)
        targets = {link.href for link in block.links} if block else set()
        ids = range(block_id - _IN_CARD, block_id + _IN_CARD + 1)
        around = (self.blocks[x] for x in ids if x in self.blocks and x not in (block_id, self.title))
        return any(
            _is_linked_headline(x, targets)
            and not own.isdisjoint(chain(x.container))
            and fold(self.headline) not in fold(x.text)
            for x in around
        )

    def is_in_box(self, block_id: int, container: Container | None) -> bool:
        """Whether an element is under the heading of a box of other stories: "Most read"."""
        own = set(self.outside(container))
        above = (self.blocks.get(x) for x in range(block_id - 1, block_id - _IN_BOX - 1, -1))
        headings = (x for x in above if x and x.kind == "heading" and not own.isdisjoint(chain(x.container)))
        return any(plain(x.text) in labels("boxes") for x in headings)

    def is_led_to(self, block_id: int) -> bool:
        """Whether a line of a dump is under "Read also" and the headline of another story."""
        above = self.blocks.get(block_id - 2)
        if self.is_html or above is None or above.id <= (self.title or 0):
            return False
        return (
            plain(above.text) in labels("read also")
            and count_words(self.text_before(block_id)) >= _CARD_WORDS
        )

    def is_on_picture(self, block: Block) -> bool:
        """Whether a block is right after a wide picture, in the element that holds it."""
        around = block.container and block.container.parent
        wide = (x for x in self._page.head.images if x.block == block.id and (x.width or 0) >= _WIDE)
        return around is not None and any(around in chain(x.container, _AROUND_PICTURE) for x in wide)

    def text_before(self, block_id: int) -> str:
        """Return the text of the block just before this one, or "" if it was removed."""
        before = self.blocks.get(block_id - 1)
        return before.text if before else ""

    def is_near(self, block_id: int) -> bool:
        """Whether a block is near the title, by its id."""
        return self.title is not None and -_BEFORE <= block_id - self.title <= _AFTER

    def is_beside(self, block_id: int) -> bool:
        """Whether a block is so close to the title that its class names do not matter."""
        return self.title is not None and -_JUST_BEFORE <= block_id - self.title <= _BESIDE

    def is_elsewhere(self, container: Container | None) -> bool:
        """Whether an element is in a menu, in a box of other stories or in comments, and the title is not."""
        return any(each.tag in _ELSEWHERE or is_called(each, "elsewhere") for each in self.outside(container))

    def outside(self, container: Container | None) -> list[Container]:
        """Return an element and those around it that do not hold the title, from the inside out."""
        return chain_below(container, self._elements)

    def shared_depth(self, container: Container | None) -> int:
        """Return the depth of the innermost element that holds both the title and `container`."""
        return next((each.depth for each in chain(container) if each in self._elements), 0)


def _title_block(page: Page) -> int | None:
    """Return the id of the block with the claimed headline, else of a likely one, or None."""
    if page.title_id is not None:
        return page.title_id
    headings = [b for b in page.blocks if b.kind == "heading"]
    likely = next((b for b in headings if _opens_like(b.text, page.head.title)), None)
    likely = likely or next((b for b in headings if b.level <= 1), None)
    if likely:
        return likely.id
    return page.blocks[0].id if page.blocks and not page.is_html else None


def _opens_alike(one: str, other: str) -> bool:
    """Whether a paragraph says again what another said: the dek as an alternative text or a caption."""
    return one[:_SAME_OPENING] == other[:_SAME_OPENING]


def _opens_like(text: str, title: str) -> bool:
    """Whether a heading and `<title>` begin with the same words."""
    words = fold(text).split()[:_SAME_WORDS]
    return len(words) == _SAME_WORDS and fold(title).split()[:_SAME_WORDS] == words


def _is_teaser(block: Block) -> bool:
    """Whether a block is the linked headline of another story. On front pages these follow the title."""
    if block.kind != "heading" or block.link_density < HEADLINE_LINKS:
        return False
    return count_words(block.text) >= _HEADLINE_WORDS  # a shorter link names an author or a section


def _is_linked_headline(block: Block, targets: set[str]) -> bool:
    """Whether a block is a linked headline: a heading, or one with a link to one of these addresses."""
    if not block.spans or block.link_density < HEADLINE_LINKS or count_words(block.text) < _CARD_WORDS:
        return False
    return block.kind == "heading" or any(link.href in targets for link in block.links)


def _is_prose(block: Block) -> bool:
    text = block.text
    return len(text) > 2 * LONG_PARAGRAPH and count_words(text) >= LONG_PARAGRAPH and ends_sentence(text)
