"""Claims the article's images with captions and credits, and drops those lines from the text.

    Before:  <figure><img src="bridge.jpg" alt="A bridge"><figcaption>On Monday. Photo: Ada Writer / dpa
    After:   images: bridge.jpg, alt "A bridge", caption "On Monday.", credit "Ada Writer / dpa"

An image belongs to the article if it is between the headline and the last paragraph, outside boxes and
menus, or if the page declares it (og:image, JSON-LD). A caption shares a picture's element with its image.
A dump shows no images: only short lines that end in a credit go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any
from urllib.parse import urljoin

import regex

from ..article import Image
from ..evidence.class_words import is_called
from ..evidence.container_slices import container_slices, holders
from ..evidence.credits import is_agency, is_credit_line, split_caption
from ..evidence.damage import repaired
from ..evidence.structured_data import article_objects
from ..model import Block, Claim, Container, Drop, Edit, ImageTag, Page, chain, chain_below
from ..phrases import worded
from ..text.patterns import pattern
from ..text.prose import MOST_LINKS, is_running_text
from ..text.words import count_words, ends_sentence

_LEAST_REPEATED = 2  # images followed by such a line, before it counts as their caption
_VIDEO_WORDS = 20  # of a video's title
_RIGHTS_CHARACTERS = 100
_PICTURE_TEXTS = 3  # blocks in one element with a picture; more make a card or a section
_CAPTION_WORDS = 90  # of the longest caption; more is text
_UNNAMED_WORDS = 35  # of a caption known only by its position

# Elements whose pictures belong to menus, boxes or authors.
_ELSEWHERE_TAGS = frozenset(("aside", "nav", "footer"))
_NARROWEST = 120  # pixels of a picture's width, if known
_ICON_ADDRESSES = tuple(  # substrings of addresses of logos, buttons, pixels and badges, or of no address
    "logo sprite avatar spacer blank. pixel 1x1 placeholder favicon /icon -icon _icon icons emoji .svg"
    " transparent. badge appstore app-store googleplay google-play /ads/ /ad/ //ads. /ads. share button"
    " banner play.png ://: {".split()
)
_DEFAULT_PICTURE = pattern(r"logo|default|placeholder|fallback|favicon|/blank\.|://:|\{", regex.I)
# https://media.echo.example/bridge.jpg?w=600: an absolute address that `urljoin` would not change
_ABSOLUTE = pattern(r"https?://[^\s/?\#;\[\]@]++(?:/[^\s?\#;]*+)?(?:\?[^\s?\#;]++)?\Z")
# bridge-1200x800.jpg?w=600, bridge-scaled.jpg, bridge_1200.jpg: sizes of one picture
_SIZE = pattern(
    r"[-_@](?:\d{2,4}x\d{2,4}|scaled|320|480|600|640|720|750|768|800|900|960|1000|1024|1080|1200|1280|1440|1600|1920|2048)"
    r"(?=\.\w{3,4}\Z)"
)
_MOST_PICTURES = 60
_NO_TEXT = slice(0)
_LEVELS = 6  # from an image up to its picture element
_ABOVE_TITLE = 4  # blocks above the headline that may hold the picture
_ABOVE_TEXT = 8  # blocks above the first paragraph that may hold it if no headline is known

# 1 of 5 Ice needles …
_COUNTER = worded(r"\d{1,3}\s*+(?:/|<<of, in a count>>)\s*+\d{1,3}\s*+(?=\p{L})", regex.I)
_CREDIT_LINE_WORDS = 40  # of a dump's line that ends in a credit


def captions(page: Page) -> Iterator[Edit]:
    """Claim images; drop captions and credit lines."""
    if not page.is_html:
        for block in page.blocks:
            if block.kind == "paragraph" and _is_rights_line(block.text):
                yield Drop(block.id, "line of rights", "agency")
            elif _is_credit_line(block):
                yield Drop(block.id, "line with an image's credit", split_caption(block.text)[1] or "")
        return
    pictures = _pictures(page, _ArticleRange(page)) if page.head.images else []
    images = _with_declared(page, [_image(page, picture) for picture in pictures if _is_shown(picture)])
    if images:
        yield Claim("images", images, None, "pictures between headline and last paragraph, and declared ones")
    for picture in pictures:
        for block in picture.texts:
            yield Drop(block.id, "caption", picture.tag.url.rpartition("/")[2][:40])
    caption_ids = {block.id for picture in pictures for block in picture.texts}
    for block in page.blocks:
        if block.id in caption_ids:
            continue
        if _is_caption(block):
            yield Drop(block.id, "caption", "of no image of the article")
        elif _is_video_title(block):
            yield Drop(block.id, "caption", "of a video")
        elif block.kind == "paragraph" and _is_rights_line(block.text):
            yield Drop(block.id, "line of rights", "agency")


@dataclass(frozen=True, slots=True)
class _Picture:
    """An image and its caption blocks."""

    tag: ImageTag
    texts: tuple[Block, ...]


# --- images and their captions ---------------------------------------------------------------------


def _pictures(page: Page, place: _ArticleRange) -> list[_Picture]:
    """Return the article's images with their captions; each caption belongs to one image only."""
    fitting = (tag for tag in page.head.images if place.holds(tag) and _is_picture(tag))
    tags = list(islice(fitting, _MOST_PICTURES))
    if not tags:
        return []
    places = container_slices(page.blocks)
    at = {block.id: block for block in page.blocks}
    builds = _caption_builds(page.blocks, tags)
    taken: set[int] = set()
    found = []
    for tag in tags:
        texts = _texts_with(tag, page.blocks, places, at.get(tag.block), builds)
        found.append(_Picture(tag, tuple(block for block in texts if block.id not in taken)))
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
            if block.id in before and before[block.id] is not container and _may_be_caption(block):
                after[container.classes] += 1
    return {build for build in after if _LEAST_REPEATED <= after[build] == every[build]}


def _texts_with(
    tag: ImageTag,
    blocks: Sequence[Block],
    places: Mapping[Container, slice],
    following: Block | None,
    builds: Set[str],
) -> Sequence[Block]:
    """Return the blocks of the widest picture element around the image, or the caption after it."""
    found: Sequence[Block] = ()
    for container in chain(tag.container, _LEVELS):
        inside = blocks[places.get(container, _NO_TEXT)]
        if len(inside) > _PICTURE_TEXTS or not all(_may_be_caption(b) or _is_caption(b) for b in inside):
            break
        if inside and (container.tag == "figure" or is_called(container, "picture")):
            found = inside
    if found or following is None:
        return found
    if following.container is not None and following.container.classes in builds:
        return [following]
    if _is_caption(following) or _is_credit_line(following) or split_caption(following.text)[0] is None:
        return [following]
    return ()


def _may_be_caption(block: Block) -> bool:
    if block.kind in ("heading", "table", "code", "list_item") or block.link_density > MOST_LINKS:
        return False
    return count_words(block.text) <= _UNNAMED_WORDS


def _is_caption(block: Block) -> bool:
    """Whether the block's own element is called a caption; a table's caption is its title."""
    container = block.container
    if container is None or block.kind in ("heading", "table", "code", "list_item"):
        return False
    if block.kind != "caption" and not is_called(container, "caption"):
        return False
    return container.tag != "caption" and count_words(block.text) <= _CAPTION_WORDS


def _is_video_title(block: Block) -> bool:
    """Whether the block is a title in a video element."""
    if block.kind in ("heading", "code") or not is_called(block.container, "video"):
        return False
    return count_words(block.text) <= _VIDEO_WORDS and not ends_sentence(block.text)


def _is_rights_line(text: str) -> bool:
    """Whether a line only names the rights holder: `© dpa-infocom, dpa:240612-99-370512/3`, `EFE`."""
    if len(text) > _RIGHTS_CHARACTERS:
        return False
    return is_agency(text) or (text.startswith("©") and not ends_sentence(text))


def _is_credit_line(block: Block) -> bool:
    if block.kind in ("heading", "table", "code", "list_item"):
        return False
    return count_words(block.text) <= _CREDIT_LINE_WORDS and is_credit_line(block.text)


def _image(page: Page, picture: _Picture) -> Image:
    said: list[str] = []
    credit = None
    for block in picture.texts:
        own, maker = split_caption(_COUNTER.sub("", block.text))
        if own and not maker and is_called(block.container, "credit"):
            own, maker = None, own
        if own and (maker or not credit or not said):
            said.append(own)
        credit = credit or maker
    alt = repaired(picture.tag.alt)[0] or None
    return Image(absolute(page, picture.tag.url), alt, " ".join(said) or None, credit)


def _is_shown(picture: _Picture) -> bool:
    """Whether the image has a caption, an alt text, or an element of its own."""
    container = picture.tag.container
    return bool(picture.texts or picture.tag.alt) or (
        container is not None and (container.tag in ("figure", "p") or is_called(container, "picture"))
    )


# --- which images are the article's ----------------------------------------------------------------


class _ArticleRange:
    """The range of blocks from the headline to the last paragraph, and the containers around the prose."""

    def __init__(self, page: Page) -> None:
        prose = [block for block in page.blocks if is_running_text(block)]
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


def _is_picture(tag: ImageTag) -> bool:
    if tag.width is not None and tag.width < _NARROWEST:
        return False
    url = tag.url.lower()
    return not any(sign in url for sign in _ICON_ADDRESSES)


def _with_declared(page: Page, found: list[Image]) -> tuple[Image, ...]:
    """Return each image once, the declared one first."""
    images: dict[str, Image] = {}
    declared = next((image for image in _declared(page) if not _DEFAULT_PICTURE.search(image.url)), None)
    if declared is not None:
        twin = next((image for image in found if _key(image.url) == _key(declared.url)), None)
        first = declared if twin is None else replace(twin, alt=twin.alt or declared.alt)
        images[_key(first.url)] = first
    for image in found:
        known = images.get(_key(image.url))
        if known is None or (image.caption and not known.caption):
            images[_key(image.url)] = image
    return tuple(images.values())[:_MOST_PICTURES]


def _declared(page: Page) -> Iterator[Image]:
    """Yield the images that the page's head declares."""
    head = page.head
    alt = next(iter(head.named("og:image:alt", "twitter:image:alt")), None)
    for url in head.named("og:image", "og:image:url", "og:image:secure_url"):
        yield Image(absolute(page, url), alt)
    for value in article_objects(head):
        for each in _listed(value.get("image")):
            address = (each.get("url") or each.get("contentUrl")) if isinstance(each, Mapping) else each
            if isinstance(address, str) and address:
                yield Image(absolute(page, address), alt)
    for url in head.named("twitter:image", "twitter:image:src"):
        yield Image(absolute(page, url), alt)


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]


def absolute(page: Page, url: str) -> str:
    """Return the absolute address if the page's own is known or declared."""
    url = url.strip()
    if _ABSOLUTE.match(url):
        return url  # nearly all are: skip the slow `urljoin`
    try:
        return urljoin(page.url or page.claimed("url") or "", url)
    except ValueError:
        return url


def _key(url: str) -> str:
    """Return what the addresses of one picture have in common, whatever its size."""
    return _SIZE.sub("", (url.partition("://")[2] or url).partition("?")[0])
