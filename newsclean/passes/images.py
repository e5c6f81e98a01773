"""Claims the images again, without those that turned out to be outside the body.

    Before:  images: bridge.jpg, comet.jpg (which belongs to the next story on an endless page)
    After:   images: bridge.jpg

The image that the page declares stays wherever it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..article import Image
from ..evidence.picture_lists import declared_image
from ..evidence.pictures import loose_picture_key
from ..model import Claim, Edit, Page

_ABOVE_BODY = 10  # blocks from the body up to a picture above the headline, with byline and date between
_BELOW_BODY = 4  # blocks below the body: captions of the last picture
_GALLERY = 40  # the same if pictures have captions: a gallery may follow a short text


def images(page: Page) -> Iterator[Edit]:
    """Claim the images that are beside the body."""
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
