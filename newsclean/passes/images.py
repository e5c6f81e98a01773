"""Claims the images again, without those that turned out to be outside the body.

    Before:  images: bridge.jpg, comet.jpg (which belongs to the next story on an endless page)
    After:   images: bridge.jpg

The image that the page declares stays wherever it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..article import Image
from ..model import Claim, Edit, Page
from .captions import absolute

_ABOVE_BODY = 10  # blocks from the body up to a picture above the headline, with byline and date between
_BELOW_BODY = 4  # blocks below the body: captions of the last picture
_GALLERY = 40  # the same if pictures have captions: a gallery may follow a short text


def images(page: Page) -> Iterator[Edit]:
    """Claim the images that are beside the body."""
    claimed = page.claimed("images")
    if not claimed or not page.head.images:
        return
    first, last = (page.blocks[0].id, page.blocks[-1].id) if page.blocks else (0, -_BELOW_BODY - 1)
    title = page.title_id
    start = min(first, first if title is None else title) - _ABOVE_BODY
    places: dict[str, list[int]] = {}
    for tag in page.head.images:
        places.setdefault(absolute(page, tag.url), []).append(tag.block)
    kept = tuple(
        image
        for i, image in enumerate(claimed)
        if image.url not in places
        or (i == 0 and _is_declared(page, image.url))
        or any(start <= place <= last + _below(image) for place in places[image.url])
    )
    if kept != claimed:
        yield Claim("images", kept, None, "those with the body", f"{len(claimed) - len(kept)} elsewhere")


def _below(image: Image) -> int:
    return _GALLERY if image.caption else _BELOW_BODY


def _is_declared(page: Page, url: str) -> bool:
    return url in page.head.named("og:image", "og:image:url", "twitter:image")
