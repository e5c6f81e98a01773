"""Claims the images again, without those that turned out to be outside the body.

    Before:  images: bridge.jpg, comet.jpg (which belongs to the next story on an endless page)
    After:   images: bridge.jpg

The image that the page declares stays wherever it is. In a dump, a line of nothing but file names of images
goes: "[DSC02292]", "[farm-gate_2]".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..article import Image
from ..evidence.images.picture_lists import declared_image
from ..evidence.images.pictures import loose_picture_key
from ..model import Claim, Drop, Edit, Page
from ..text.patterns import pattern

_ABOVE_BODY = 10  # blocks from the body up to a picture above the headline, with byline and date between
_BELOW_BODY = 4  # blocks below the body: captions of the last picture
_GALLERY = 40  # the same if pictures have captions: a gallery may follow a short text

# [DSC02292]  [farm-gate_2] [41AHKibQAT]  but not [applause], [1], [Engadget]
_FILE_NAMES = pattern(r"(?:\[(?=[^\]]*\p{L})(?=[^\]]*[\d_-])[\w.+-]{3,}\]\s*+)+")
_TEXT_KINDS = frozenset(("paragraph", "list_item", "heading", "caption"))


def images(page: Page) -> Iterator[Edit]:
    """Claim the images that are beside the body; drop the names that a dump shows in place of images."""
    if not page.is_html:
        for block in page.blocks:
            if block.kind in _TEXT_KINDS and _FILE_NAMES.fullmatch(block.text):
                yield Drop(block.id, "name of an image")
    claimed = page.claimed("images")
    if not claimed:
        return
    first, last = (page.blocks[0].id, page.blocks[-1].id) if page.blocks else (0, -_BELOW_BODY - 1)
    title = page.title_id
    start = min(first, first if title is None else title) - _ABOVE_BODY
    kept = tuple(
        image for image in claimed if image.after is None or start <= image.after + 1 <= last + _below(image)
    )
    lead = claimed[0]
    if lead not in kept and _is_declared(page, lead):
        kept = (replace(lead, after=None), *kept)
    if kept != claimed:
        yield Claim("images", kept, None, "those with the body", f"{len(claimed) - len(kept)} elsewhere")


def _below(image: Image) -> int:
    return _GALLERY if image.caption else _BELOW_BODY


def _is_declared(page: Page, image: Image) -> bool:
    declared = declared_image(page)
    return declared is not None and loose_picture_key(declared.url) == loose_picture_key(image.url)
