"""Claims the article's images with captions and credits, and drops those lines from the text.

    Before:  <figure><img src="bridge.jpg" alt="A bridge"><figcaption>On Monday. Photo: Ada Writer / dpa
    After:   images: bridge.jpg, alt "A bridge", caption "On Monday.", credit "Ada Writer / dpa"

An image belongs to the article if it is between the headline and the last paragraph, outside boxes and
menus, or if the page declares it (og:image, JSON-LD). A caption shares a picture's element with its image.
A dump shows no images: lines go that end in a credit or are short and over one, that open as alt texts do or
stand beside their double; in Markdown, those under a picture that are in italics or say its alt text again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from types import MappingProxyType

from ..article import Image
from ..evidence.class_words import is_called
from ..evidence.container_slices import container_slices, holders
from ..evidence.damage import repaired
from ..evidence.images.alt_texts import opening_of_alt_text
from ..evidence.images.caption_lines import (
    POINTERS,
    has_credit,
    is_caption,
    is_under_picture,
    line_of_dump,
    line_of_html,
    may_be_caption,
    points_to_picture,
)
from ..evidence.images.captions_over_credits import captions_before_brackets, captions_over_credits
from ..evidence.images.credits import split_caption
from ..evidence.images.doubled_captions import after_glued_double, captions_beside_alts
from ..evidence.images.picture_counts import captions_under_counts, without_picture_count
from ..evidence.images.picture_lists import Shown, absolute, declared_image, listed_once
from ..evidence.images.pictures import shows_something
from ..evidence.images.slides import slide_texts
from ..evidence.other_pages import HEADLINE_LINKS, is_other_page
from ..model import Block, Claim, Container, Drop, Edit, ImageTag, Page, Rewrite, chain, chain_below
from ..text.prose import HEADLINE, MOST_LINKS, is_running_text
from ..text.words import count_words, ends_sentence, fold

_LEAST_REPEATED = 2  # images followed by such a line, before it counts as their caption
_PICTURE_TEXTS = 3  # blocks in one element with a picture; more make a card or a section

# Elements whose pictures belong to menus, boxes or authors.
_ELSEWHERE_TAGS = frozenset(("aside", "nav", "footer"))
_NARROWEST = 120  # pixels of a picture's width, if known
_WIDE = 400  # pixels: ads are narrower or linked, cards of other stories deeper inside elements of their own
_OPENINGS = (":", "：", "(", "（", "[")
_MOST_PICTURES = 60
_NO_TEXT = slice(0)
_BESIDE = 2  # lines of a dump from a caption to its alt text; the credit may be between them
_ALT_SHORTEST, _ALT_LONGEST = 16, 1000  # characters
_KICKER = 25  # folded characters of the kicker before an alt text: "Harbour: The bridge on Monday"
_NOTHING: Mapping[int, str] = MappingProxyType({})
_NEAR = 3  # levels from an image up to a figure: <figure><a><picture><img>
_LEVELS = 6  # from an image up to its picture element
_ABOVE_TITLE = 4  # blocks above the headline that may hold the picture
_ABOVE_TEXT = 8  # blocks above the first paragraph that may hold it if no headline is known


def captions(page: Page, known: Mapping[int, str] = _NOTHING) -> Iterator[Edit]:
    """Claim images; drop captions and credit lines.

    known: why blocks of a page of HTML are known to be captions, by their ids.
    """
    if page.is_html:
        yield from _with_pictures(page, known)
        return
    beside = _beside_others(page.blocks)
    alts = {image.block: image.alt for image in page.head.images}  # of Markdown
    for i, block in enumerate(page.blocks):
        if block.id in beside:
            yield from _same_beside(page.blocks, i)
            yield Drop(block.id, "caption", beside[block.id])
        elif block.id in alts and is_under_picture(block, alts[block.id]):
            yield Drop(block.id, "caption", alts[block.id])
        elif found := line_of_dump(block):
            yield from _same_beside(page.blocks, i)
            yield Drop(block.id, *found)
        elif (rest := after_glued_double(block.text)) is not None:
            if rest:
                yield Rewrite(block.id, rest, "without an alt text and its caption, which say the same")
            else:
                yield Drop(block.id, "an image's alt text", "twice without a blank between")


def _beside_others(blocks: Sequence[Block]) -> dict[int, str]:
    """Return the lines of a dump that the next or the last line shows to be captions, by id, and why."""
    found = {}
    for caption, alt in captions_beside_alts(blocks):
        found[caption.id], found[alt.id] = "the alt text beside it, and a credit", "again with a credit"
    found |= {block.id: "its bracket opens a credit" for block in captions_before_brackets(blocks)}
    for caption, credit in captions_over_credits(blocks):
        found[caption.id] = "over its credit"
        if not has_credit(credit):
            found[credit.id] = "name and agency under it"
    return found | {block.id: "under the count of a gallery" for block in captions_under_counts(blocks)}


def _same_beside(blocks: Sequence[Block], at: int) -> Iterator[Edit]:
    """Drop the lines of a dump beside a caption that say the same, without its credit: the alt text."""
    text = blocks[at].text
    said = split_caption(text)[0] if has_credit(blocks[at]) else text.removeprefix(opening_of_alt_text(text))
    folded = fold(said or "")
    if len(folded) < _ALT_SHORTEST:
        return
    for i in range(max(0, at - _BESIDE), min(len(blocks), at + 1 + _BESIDE)):
        block = blocks[i]
        if i == at or block.kind == "heading" or len(block.text) > _ALT_LONGEST:
            continue
        other = fold(block.text)
        if other.endswith(folded) and len(other) <= len(folded) + _KICKER:
            yield Drop(block.id, "an image's alt text", "the caption beside it")


def _with_pictures(page: Page, known: Mapping[int, str]) -> Iterator[Edit]:
    """Claim the images of a page of HTML; drop their captions, and those of no image."""
    slides = slide_texts(page.blocks)
    for block in page.blocks if slides else ():
        if block.id in slides:
            yield Rewrite(block.id, block.text, "text of a slide", kind="paragraph")
    blocks = [block for block in page.blocks if block.id not in slides]
    pictures = _pictures(page, blocks, known) if page.head.images else []
    shown = [_shown(page, picture) for picture in pictures if _is_shown(picture)]
    images = listed_once(declared_image(page), shown)[:_MOST_PICTURES]
    if images:
        yield Claim("images", images, None, "pictures between headline and last paragraph, and declared ones")
    taken: set[int] = set()
    for picture in pictures:
        for block in picture.texts:
            taken.add(block.id)
            yield Drop(block.id, "caption", picture.evidence)
    for block in blocks:
        if block.id not in taken and (found := line_of_html(block, known.get(block.id, ""))):
            yield Drop(block.id, *found)


@dataclass(frozen=True, slots=True)
class _Picture:
    """An image, its caption blocks, and what tells that they are."""

    tag: ImageTag
    texts: tuple[Block, ...]
    evidence: str
    fills_column: bool
    """Whether it is as wide as the text, in the element of the text or one step inside it."""


# --- images and their captions ---------------------------------------------------------------------


def _pictures(page: Page, blocks: Sequence[Block], known: Mapping[int, str]) -> list[_Picture]:
    """Return the article's images with their captions among the blocks; each belongs to one image only."""
    place = _ArticleRange(page)
    fitting = (tag for tag in page.head.images if place.holds(tag) and _is_picture(tag))
    tags = list(islice(fitting, _MOST_PICTURES))
    if not tags:
        return []
    places = container_slices(blocks)
    at = {block.id: block for block in blocks}
    builds = _caption_builds(blocks, tags)
    galleries = _around_several(tags)
    taken: set[int] = set()
    title = page.title_id
    found = []
    for tag in tags:
        below, evidence = at.get(tag.block), tag.url.rpartition("/")[2][:40]
        texts = _texts_with(tag, blocks, places, below, builds, galleries)
        if not texts and below is not None and below.id in known:
            texts, evidence = [below], known[below.id]
        if title is not None and title <= tag.after:
            texts = [block for block in texts if block.id > title]  # a kicker over the headline is no caption
        own = tuple(block for block in texts if block.id not in taken)
        found.append(_Picture(tag, own, evidence, place.fills_column(tag)))
        taken.update(block.id for block in texts)
    return found


def _caption_builds(blocks: Sequence[Block], tags: Sequence[ImageTag]) -> set[str]:
    """Return class attributes that are used only, and more than once, for short lines after images.

    Before: <div class="f3e0"><img></div><div class="f46b">The bridge at dawn</div>, twice
    After:  f46b
    """
    before = {tag.block: tag.container for tag in tags}
    every: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for block in blocks:
        container = block.container
        if container is not None and container.classes:
            every[container.classes] += 1
            if block.id in before and before[block.id] is not container and may_be_caption(block):
                after[container.classes] += 1
    return {build for build in after if _LEAST_REPEATED <= after[build] == every[build]}


def _around_several(tags: Sequence[ImageTag]) -> set[Container]:
    """Return the elements that hold images with different blocks after them: a gallery, a section."""
    after: dict[Container, int] = {}
    several: set[Container] = set()
    for tag in tags:
        for container in chain(tag.container, _LEVELS):
            if after.setdefault(container, tag.block) != tag.block:
                several.add(container)
    return several


def _texts_with(
    tag: ImageTag,
    blocks: Sequence[Block],
    places: Mapping[Container, slice],
    following: Block | None,
    builds: Set[str],
    galleries: Set[Container],
) -> Sequence[Block]:
    """Return the blocks of the widest picture element around the image, or the caption after it.

    galleries: elements around several images, which do not give an image with a caption those of the others.
    """
    found: Sequence[Block] = ()
    in_figure = any(container.tag == "figure" for container in chain(tag.container, _LEVELS))
    for container in chain(tag.container, _LEVELS):
        if found and container in galleries:
            break
        texts = blocks[places.get(container, _NO_TEXT)]
        if in_figure:
            texts = [block for block in texts if not _is_link(block)]
        if len(texts) > _PICTURE_TEXTS or not all(may_be_caption(b) or is_caption(b) for b in texts):
            break
        is_figure = container.tag == "figure"
        if texts and (is_figure or is_called(container, "picture") or _is_centred(tag, texts)):
            found = texts
        in_figure = in_figure and not is_figure
    if found or following is None:
        return found
    if points_to_picture(following):
        return [following]
    if following.kind == "heading":
        return ()
    if following.container is not None and following.container.classes in builds:
        return [following]
    if is_caption(following) or has_credit(following) or split_caption(following.text)[0] is None:
        return [following]
    return ()


def _is_link(block: Block) -> bool:
    """Whether the block is one of a figure's links: `Download the image`."""
    return block.link_density > MOST_LINKS and not is_caption(block)


def _is_centred(tag: ImageTag, texts: Sequence[Block]) -> bool:
    """Whether the text is all that is below the image in its element: <center><img><br>The boat</center>"""
    outer = tag.container
    is_below = len(texts) == 1 and tag.after < texts[0].id
    return is_below and outer is not None and outer.tag == "center" and outer in chain(texts[0].container)


def _shown(page: Page, picture: _Picture) -> Shown:
    said: list[str] = []
    credit = None
    for text, block in _lines(picture.texts):
        own, maker = split_caption(without_picture_count(text.lstrip(POINTERS).lstrip()))
        if own and not maker and is_called(block.container, "credit"):
            own, maker = None, own
        if own and (maker or not credit or not said):
            said.append(own)
        credit = credit or maker
    tag = picture.tag
    url, *others = filter(shows_something, (tag.url, *tag.others))
    alt = repaired(tag.alt)[0] or None
    image = Image(absolute(page, url), alt, " ".join(said) or None, credit, tag.after)
    return Shown(image, tuple(others))


def _lines(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Yield texts and their last blocks; one that is not complete goes with the next: "(", "Photo:"."""
    opened = ""
    for block in blocks:
        text = f"{opened}{block.text}"
        opened = f"{text} " if text.endswith(_OPENINGS) else ""
        if not opened:
            yield text, block
    if opened:
        yield text, block


def _is_shown(picture: _Picture) -> bool:
    """Whether the image has a caption, an alt text, or an element of its own, or fills the column."""
    container = picture.tag.container
    if picture.texts or picture.tag.alt or picture.fills_column or is_called(container, "picture"):
        return True
    is_paragraph = container is not None and container.tag == "p"
    return is_paragraph or any(each.tag in ("figure", "picture") for each in chain(container, _NEAR))


# --- which images are the article's ----------------------------------------------------------------


class _ArticleRange:
    """The range of blocks from the headline to the last paragraph, and the containers around the prose."""

    def __init__(self, page: Page) -> None:
        blocks = page.blocks
        prose = [b for b in blocks if is_running_text(b)] or [b for b in blocks if ends_sentence(b.text)]
        self._page, self._prose = page, prose
        self.around = holders(prose)
        title = page.title_id
        self.first = self.last = -1
        if prose:
            self.first = (
                prose[0].id - _ABOVE_TEXT if title is None else min(title, prose[0].id) - _ABOVE_TITLE
            )
            self.last = prose[-1].id + _PICTURE_TEXTS

    def holds(self, tag: ImageTag) -> bool:
        if not self.first <= tag.block <= self.last:
            return False
        outside = chain_below(tag.container, self.around)
        return not any(each.tag in _ELSEWHERE_TAGS or is_called(each, "other pictures") for each in outside)

    def fills_column(self, tag: ImageTag) -> bool:
        """Whether an image is wide and not linked, and stands among the paragraphs of an element.

        It may have an element of its own there, if that holds nothing else.
        """
        container = tag.container
        if container is None or container.tag == "a" or (tag.width or 0) < _WIDE:
            return False
        if is_called(container, "author", "entry", "other stories", "video"):
            return False
        is_alone = container not in self._filled and container.parent in self._columns
        return (is_alone or container in self._columns) and not self._is_beside_other(tag)

    @cached_property
    def _columns(self) -> set[Container]:
        """The containers around several paragraphs; a note on the author with a portrait has one."""
        counts = Counter(each for block in self._prose for each in chain(block.container))
        return {each for each, count in counts.items() if count > 1}

    @cached_property
    def _filled(self) -> set[Container]:
        """The containers that hold text, as cards of other stories do and elements of pictures do not."""
        return holders(self._page.blocks)

    def _is_beside_other(self, tag: ImageTag) -> bool:
        """Whether the block right before or after an image is the linked headline of another story."""
        beside = {tag.block, tag.after} - {self._page.title_id}
        return any(block.id in beside and self._is_headline(block) for block in self._page.blocks)

    def _is_headline(self, block: Block) -> bool:
        if block.link_density < HEADLINE_LINKS or count_words(block.text) < HEADLINE:
            return False
        return is_other_page(block.links[0].href, self._page.url or "")


def _is_picture(tag: ImageTag) -> bool:
    wide = tag.width is None or tag.width >= _NARROWEST
    return wide and any(map(shows_something, (tag.url, *tag.others)))
