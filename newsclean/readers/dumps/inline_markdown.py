"""Reads Markdown inside a paragraph: links, images, emphasis, code and escapes.

Tax **cuts** [passed](/tax) the _House_ \\- narrowly.
->  "Tax cuts passed the House - narrowly.", bold 4, Link(9, 15, "/tax")
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

from ...model import Link
from ...text.patterns import pattern, plain_pattern

_TEXT = r"(?:[^\[\]]++|\[[^\[\]]{0,300}+\](?:\([^()\s]{0,2000}+\))?)"
_ADDRESS = r"<?(?P<{0}>(?:[^()\s<>]++|\([^()\s]{{0,500}}+\))*+)>?"
_TITLE = r"""(?:\s++(?:"[^"]{0,500}+"|'[^']{0,500}+'))?"""

# ![The bridge](/b.jpg "at dawn")    [old harbour](</harbour>)    [old harbour][7]    <https://a.example>
# \-   **bold**   _emphasis_   `code`
_SYNTAX = pattern(
    rf"""(?P<image>!\[(?P<alt>(?:[^\[\]]++|\[[^\[\]]{{0,300}}+\]){{0,200}}+)\](?:\({_ADDRESS.format("source")}{_TITLE}\s*+\)|\[(?P<image_key>[^\[\]\s]{{1,80}}+)\]))
    |(?P<link>\[(?P<text>(?:!\[[^\[\]]{{0,500}}+\](?:\([^()\s]{{0,2000}}+\)|\[[^\[\]\s]{{1,80}}+\])|{_TEXT}){{0,400}}+)\](?:\(\s*+{_ADDRESS.format("href")}{_TITLE}\s*+\)|\[(?P<key>[^\[\]]{{1,80}}+)\]))
    |(?P<auto><(?P<url>(?:https?|mailto|ftp):[^<>\s]{{1,3000}}+)>)
    |\\(?P<escaped>[\\`*_{{}}\[\]()\#+.!|<>~$^-])
    |(?P<code>`{{1,2}}+(?P<literal>[^`]{{1,1000}}+)`{{1,2}}+)
    |(?P<run>\*{{1,3}}+|_{{1,3}}+|~~)
    """,
    regex.X,
)
_SIGN = plain_pattern(r"[\[*_`\\<~]")
_DEEPEST = 3  # links within links within links


@dataclass(slots=True)
class Inline:
    """A paragraph without Markdown: its text and links, its number of bold characters, its images."""

    text: str
    links: list[Link] = field(default_factory=list)
    bold: int = 0
    images: list[tuple[str, str]] = field(default_factory=list)
    """(address, alternative text)"""


def read_inline(text: str, addresses: Mapping[str, str], depth: int = 0) -> Inline:
    """Return the text without its Markdown. `addresses`: those of reference links, by key."""
    result = Inline(text)
    if _SIGN.search(text) is None:
        return result
    parts: list[str] = []
    size = at = 0
    open_runs: dict[str, tuple[int, int]] = {}  # run: (index in parts, size before it)
    for found in _SYNTAX.finditer(text):
        start, end = found.span()
        if start > at:
            parts.append(text[at:start])
            size += start - at
        at = end
        piece = ""
        if found["image"] is not None:
            source = found["source"] if found["image_key"] is None else addresses.get(found["image_key"])
            if source is None:
                piece = found[0]
            else:
                result.images.append((source, found["alt"]))
        elif found["link"] is not None:
            href = found["href"] if found["key"] is None else addresses.get(found["key"])
            if href is None:
                piece = found[0]
            else:
                inner = Inline(found["text"])
                if depth < _DEEPEST:
                    inner = read_inline(found["text"], addresses, depth + 1)
                piece = inner.text
                result.bold += inner.bold
                result.images += inner.images
                if piece.strip():
                    result.links.append(Link(size, size + len(piece), href))
        elif found["url"] is not None:
            piece = found["url"].removeprefix("mailto:")
            result.links.append(Link(size, size + len(piece), found["url"]))
        elif found["escaped"] is not None:
            piece = found["escaped"]
        elif found["code"] is not None:
            piece = found["literal"]
        else:
            piece = run = found["run"]
            before = text[start - 1] if start else " "
            after = text[end] if end < len(text) else " "
            opened = open_runs.get(run)
            if opened and not before.isspace() and not (after.isalnum() and run[0] == "_"):
                place, size_there = opened
                del open_runs[run]
                parts[place] = piece = ""
                size -= len(run)
                _shift(result.links, size_there, len(run))
                if len(run) > 1 and run[0] != "~":
                    result.bold += size - size_there
            elif not after.isspace() and not (before.isalnum() and run[0] == "_"):
                open_runs[run] = (len(parts), size)
        parts.append(piece)
        size += len(piece)
    parts.append(text[at:])
    result.text = "".join(parts)
    _fold(result)
    return result


def _shift(links: list[Link], start: int, by: int) -> None:
    """Move the links from `start` on to the left by this many characters."""
    for i in range(len(links) - 1, -1, -1):
        link = links[i]
        if link.start < start:
            return
        links[i] = Link(link.start - by, link.end - by, link.href)


def _fold(result: Inline) -> None:
    """Collapse the spaces left around removed images, and move the links accordingly."""
    text = result.text
    folded = " ".join(text.split())
    if folded == text:
        return
    if result.links:
        places: list[int] = []
        kept = 0
        blank = True
        for character in text:
            places.append(kept)
            if not character.isspace():
                kept += 1
                blank = False
            elif not blank:
                kept += 1
                blank = True
        places.append(kept)
        places = [min(place, len(folded)) for place in places]
        result.links = [Link(places[x.start], places[x.end], x.href) for x in result.links]
    result.text = folded
