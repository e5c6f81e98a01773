"""Finds the addresses of one picture in its `<img>`, `<source>` and `<noscript>`, the widest first.

<picture><source srcset="bridge-600.jpg 600w, bridge-1200.jpg 1200w">
<img src="grey.gif" data-src="bridge-300.jpg"></picture>
->  bridge-1200.jpg, bridge-600.jpg, bridge-300.jpg, grey.gif
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

import regex

from ...text.patterns import pattern
from .nodes import Attributes, Node

# Attributes with the address of a lazily loaded image, best first; `src` may be a placeholder,
# and `data-url` the address to share.
_SOURCES = (
    "data-hi-res-src data-full-src data-src data-lazy-src data-original data-lazy data-img-src data-image-src"
    " nitro-lazy-src data-src-large data-lazyload data-image data-img-url data-image-url data-orig-file"
    " data-large-file original src data-url"
).split()
_RANKS = {name: rank for rank, name in enumerate(_SOURCES)}
# data-gt-lazy-src is another one, data-fallback-src is not
_OTHER_SOURCE = pattern(r"(?!.*(?:placeholder|fallback|low|blur|lqip)).*-src\Z")
# data:image/gif;base64,R0    about:blank    https://:0    [/bridge.jpg, large]
_NO_ADDRESS = pattern(r"(?!https?:)[a-z]++:|https?://[:/]|\[", regex.I)
# bridge.jpg?fit=600,400 600w    bridge@2x.jpg 2x    bridge.jpg
_CANDIDATE = pattern(r"(?P<address>[^\s,]++(?:,++[^\s,]++)*+)(?P<descriptors>\s(?:[^,(]++|\([^)]*+\)?+)*+)?+")
_DESCRIPTOR = pattern(r"(?P<number>\d{1,6}(?:\.\d{1,6})?)[wx]|\d{1,6}h", regex.I)
# bridge-1200x800.jpg    bridge.jpg?w=1200
_WIDTH = pattern(r"(?<!\d)(\d{3,4})x\d{3,4}(?!\d)|[?&](?:w|width)=(\d{3,4})(?!\d)")
_MOST_SIZES = 3  # addresses of one picture to keep: the widest and the narrowest

# <img src="bridge.jpg" alt='A bridge' width=600>
_TAG = pattern(
    r"<(?P<name>img|source)(?=[\s/>])(?P<attributes>(?:[^>\"']++|\"[^\"]*+\"?+|'[^']*+'?+)*+)", regex.I
)
_ATTRIBUTE = pattern(
    r"(?P<name>[^\s\"'>/=]++)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)|'(?P<single>[^']*+)|(?P<bare>[^\s>\"']++)))?+"
)
_PIXEL = frozenset(("0", "1", "2"))  # widths and heights of images that only count readers


def picture_addresses(image: Attributes, sources: Sequence[Attributes] = ()) -> tuple[str, ...]:
    """Return the addresses in an `<img>` and the `<source>`s before it, the widest first.

    >>> picture_addresses({"src": "grey.gif", "srcset": "b.jpg?fit=6,4 600w, c-{w}.jpg 900w, d.jpg 1200w"})
    ('d.jpg', 'b.jpg?fit=6,4', 'grey.gif')
    """
    if not sources:
        names = [name for name in image if name in _RANKS or "src" in name or name.endswith("-set")]
        if names == ["src"]:  # most have no other
            address = (image["src"] or "").strip()
            return (address,) if _is_address(address) else ()
    widths: dict[str, float] = {}
    for attributes in (image, *sources):
        for address, width in _candidates(attributes, attributes is image):
            if width > widths.get(address, 0):
                widths[address] = width
    found = sorted(widths, key=lambda address: -widths[address])
    return (*found[: _MOST_SIZES - 1], *found[_MOST_SIZES - 1 :][-1:])


def _is_address(text: str) -> bool:
    """Whether the text can be an address: not a template, data of an image, or a word like `undefined`."""
    if not ("." in text or "/" in text):
        return False
    if "{" in text or "<" in text or '"' in text or "%7B" in text or "%7b" in text:  # pic-{width}x.jpg
        return False
    if text.startswith("https://"):  # as most do: spares the expression
        return text[8:9] not in (":", "/")
    return _NO_ADDRESS.match(text) is None


def _candidates(attributes: Attributes, is_image: bool) -> Iterator[tuple[str, float]]:
    """Yield an element's addresses with their widths or densities, 1 if nothing says it."""
    plain: list[tuple[int, str]] = []
    for name, value in attributes.items():
        if not value:
            continue
        if name.endswith(("srcset", "-set")):  # data-original-set
            yield from (found for found in srcset_candidates(value) if _is_address(found[0]))
        elif is_image and (name in _RANKS or (name.endswith("-src") and _OTHER_SOURCE.match(name))):
            plain.append((_RANKS.get(name, _RANKS["original"]), value.strip()))
    for _, address in sorted(plain):
        if _is_address(address):
            width = _WIDTH.search(address) if len(attributes) > 1 else None
            yield address, float(width[1] or width[2]) if width else 1


def srcset_candidates(value: str) -> Iterator[tuple[str, float]]:
    """Yield the addresses in a `srcset` with their widths or densities, as the HTML standard reads it."""
    if len(value.split(None, 1)) == 1 and "," not in value:  # as of many: one address without a size
        yield value.strip(), 1.0
        return
    for found in _CANDIDATE.finditer(value):
        size = 1.0
        for descriptor in (found["descriptors"] or "").split():
            if descriptor[-1] in "wx" and descriptor[:-1].isdecimal():  # nearly all: spares the expression
                size = float(descriptor[:-1])
                continue
            described = _DESCRIPTOR.fullmatch(descriptor)
            if not described:
                break
            size = float(described["number"] or size)
        else:
            yield found["address"], size


def images_without_scripts(noscript: Node) -> Iterator[tuple[Attributes, list[Attributes]]]:
    """Yield the attributes of each `<img>` in a `<noscript>`, and those of the `<source>`s before it.

    Parsers differ in whether the element contains elements or text. Pixels that count readers are left out.
    """
    sources: list[Attributes] = []
    for tag, attributes in _tags_in(noscript):
        if tag == "source":
            sources.append(attributes)
        elif _PIXEL.isdisjoint((attributes.get("width"), attributes.get("height"))):
            yield attributes, sources
            sources = []


def _tags_in(root: Node) -> Iterator[tuple[str, Attributes]]:
    nodes = [root.first_child]
    while nodes:
        node = nodes.pop()
        if node is None:
            continue
        nodes.append(node.next)
        if node.tag in ("img", "source"):
            yield node.tag, node.attributes
            continue
        text = node.text_content
        if text is None:
            nodes.append(node.first_child)
        elif "<img" in text or "<IMG" in text or "<source" in text:
            yield from _tags_in_text(text)


def _tags_in_text(text: str) -> Iterator[tuple[str, Attributes]]:
    for tag in _TAG.finditer(text):
        attributes: dict[str, str | None] = {}
        for found in _ATTRIBUTE.finditer(tag["attributes"]):
            value = found["double"] or found["single"] or found["bare"]
            attributes.setdefault(found["name"].lower(), html.unescape(value) if value else value)
        yield tag["name"].lower(), attributes
