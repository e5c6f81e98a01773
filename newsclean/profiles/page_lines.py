"""Identifies the lines of a page across the pages of its site: by their text, and by where they are.

>>> line_key("12 Comments") == line_key("3 comments")
True
>>> line_key("Comments") == line_key("Share")
False
"""

from __future__ import annotations

from hashlib import blake2b

from ..model import Container, Page, chain
from ..text.caching import cached_if_short
from ..text.patterns import DIGITS
from ..text.words import fold

_KEY_BYTES = 6  # of a line's digest: among a million lines, two share one with a chance of 1 in 500
_MOST_LEVELS = 5  # elements in a place


@cached_if_short(4096)  # most lines of a page are on the site's other pages too
def line_key(text: str) -> str:
    """Return a digest of a line's words, in which all numbers are alike; "" for a line without words."""
    words = fold(text)
    if not words:
        return ""
    return blake2b(DIGITS.sub("0", words).encode(), digest_size=_KEY_BYTES).hexdigest()


def line_keys(page: Page) -> dict[int, str]:
    """Return the keys of a page's lines by the ids of their blocks, without those that have no words."""
    return {block.id: key for block in page.blocks if (key := line_key(block.text))}


def places(page: Page) -> dict[int, str]:
    """Return the places of a page's blocks by their ids; an empty dictionary for a dump.

    A place is a block's kind and the elements around it, up to the first that has a name:
    "paragraph: p < div.body.story". Ids that differ from page to page have digits, which names leave out.
    Where no element of five has a name, a place says little: see `is_named`.
    """
    if not page.is_html:
        return {}
    names: dict[frozenset[str], str] = {}
    paths: dict[Container | None, str] = {}
    found = {}
    for block in page.blocks:
        path = paths.get(block.container)
        if path is None:
            path = paths[block.container] = _path(block.container, names)
        kind = f"heading {block.level}" if block.kind == "heading" else block.kind
        found[block.id] = f"{kind}: {path}"
    return found


def is_named(place: str) -> bool:
    """Whether an element of a place has a name.

    >>> is_named("paragraph: p < div.story"), is_named("paragraph: td < tr < table")
    (True, False)
    """
    return "." in place


def _path(container: Container | None, names: dict[frozenset[str], str]) -> str:
    """Return the elements from the inside out; `names` remembers how the names of elements are written."""
    path: list[str] = []
    for each in chain(container, _MOST_LEVELS):
        if not each.tokens:
            path.append(each.tag)
            continue
        written = names.get(each.tokens)
        if written is None:
            written = names[each.tokens] = ".".join(["", *sorted(each.tokens)])
        path.append(each.tag + written)
        if len(path) > 1:
            break
    return " < ".join(path)
