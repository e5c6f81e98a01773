"""Lists an article's pictures, each once: the one that the page declares first, then those it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urljoin

from ...article import Image
from ...model import Page
from ...text.patterns import pattern
from ..structured_data import article_objects, resolve
from .pictures import is_wider, letters_of, loose_picture_key, picture_key, shows_something, stands_in

# https://media.echo.example/bridge.jpg?w=600: an absolute address that `urljoin` would not change
_ABSOLUTE = pattern(r"https?://[^\s/?\#;\[\]@]++(?:/[^\s?\#;]*+)?(?:\?[^\s?\#;]++)?\Z")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that the page shows, with its addresses in other sizes."""

    image: Image
    others: tuple[str, ...] = ()


def absolute(page: Page, url: str) -> str:
    """Return the absolute address if the page's own is known or declared."""
    url = url.strip()
    if _ABSOLUTE.match(url):
        return url  # nearly all are: skip the slow `urljoin`
    try:
        return urljoin(page.address, url)
    except ValueError:
        return url


def declared_image(page: Page) -> Image | None:
    """Return the image that the page's head declares."""
    fitting = (x for x in _declared(page) if shows_something(x) and not stands_in(x))
    url = next(fitting, None)
    if url is None:
        return None
    alt = next(iter(page.head.named("og:image:alt", "twitter:image:alt")), None)
    return Image(absolute(page, url), alt)


def _declared(page: Page) -> Iterator[str]:
    head = page.head
    yield from head.named("og:image", "og:image:url", "og:image:secure_url")
    for value in article_objects(head):
        for each in map(partial(resolve, head), _listed(value.get("image"))):
            found = (each.get("url") or each.get("contentUrl")) if isinstance(each, Mapping) else each
            yield from (x for x in _listed(found) if isinstance(x, str) and x)
    yield from head.named("twitter:image", "twitter:image:src")


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]


def listed_once(declared: Image | None, shown: Iterable[Shown]) -> tuple[Image, ...]:
    """Return the declared image and those shown, in order; of two sizes of one, that with a caption."""
    pictures = _Pictures()
    shown = list(shown)
    if declared is not None:  # its alternative text may be another in the page
        pictures.add(Shown(Image(declared.url), _namesake(declared, shown)))
    for each in shown:
        pictures.add(each)
    found = pictures.images
    if declared is not None and not found[0].alt:
        found[0] = replace(found[0], alt=declared.alt)
    first = declared is not None
    return (*found[:first], *sorted(found[first:], key=_place))


def _namesake(declared: Image, shown: Iterable[Shown]) -> tuple[str, ...]:
    """Return the address of the only picture with the file name of the declared one, numbers aside."""
    letters = letters_of(declared.url)
    if not letters:
        return ()
    found = {picture_key(x.image.url): x.image.url for x in shown if letters == letters_of(x.image.url)}
    return tuple(found.values()) if len(found) == 1 else ()


def _place(image: Image) -> int:
    return -1 if image.after is None else image.after


class _Pictures:
    """The pictures so far, found by their addresses."""

    def __init__(self) -> None:
        self.images: list[Image] = []
        self._own: dict[str, int] = {}  # places in the list by the keys of the images' own addresses
        self._any: dict[str, int] = {}  # by the keys of all their addresses
        self._loose: dict[str, int] = {}

    def add(self, shown: Shown) -> None:
        """Add a picture, or what it says of one that is known."""
        image = shown.image
        at = self._known(shown)
        if at is None:
            at = len(self.images)
            self.images.append(image)
        else:
            self.images[at] = _together(self.images[at], image)
        key = picture_key(image.url)
        self._own.setdefault(key, at)
        self._loose.setdefault(loose_picture_key(image.url), at)
        for each in (key, *map(picture_key, shown.others)):
            self._any.setdefault(each, at)

    def _known(self, shown: Shown) -> int | None:
        """Return the place of the same picture.

        One's own address is among the other's. That both have a third one says nothing: it may be that of
        a placeholder.
        """
        at = self._any.get(picture_key(shown.image.url))
        if at is not None:
            return at
        for other in shown.others:
            at = self._own.get(picture_key(other))
            if at is not None:
                return at
        at = self._loose.get(loose_picture_key(shown.image.url))
        return at if at is not None and _may_be_one(self.images[at], shown.image) else None


def _may_be_one(one: Image, other: Image) -> bool:
    """Whether no text says that these are two pictures."""
    return not any(a and b and a != b for a, b in ((one.alt, other.alt), (one.caption, other.caption)))


def _together(known: Image, again: Image) -> Image:
    """Return one image with what both say, in the place of the captioned one."""
    is_declared = known.after is None
    first, second = (again, known) if is_declared or (again.caption and not known.caption) else (known, again)
    url = second.url if is_wider(second.url, first.url) else first.url
    return replace(first, url=url, alt=first.alt or second.alt, credit=first.credit or second.credit)
