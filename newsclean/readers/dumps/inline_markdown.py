"""Reads Markdown inside a paragraph: links, images, emphasis, code and escapes.

Tax **cuts** [passed](/tax) the _House_ \\- narrowly.
->  "Tax cuts passed the House - narrowly.", with spans: "cuts" bold, "passed" link, "House" italic
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate

import regex

from ...model import Mark, Span
from ...text.patterns import pattern, plain_pattern
from ..markup.marks import is_note_mark

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
_RUNS: Mapping[str, tuple[Mark, ...]] = {
    **dict.fromkeys(("*", "_"), ("italic",)),
    **dict.fromkeys(("**", "__"), ("bold",)),
    **dict.fromkeys(("***", "___"), ("bold", "italic")),
    "~~": (),
}
LINE_BREAK = "\ufdd0"
"""Stands for a line break of the page until a block is written; no text has this noncharacter."""

_DEEPEST = 3  # links within links within links


@dataclass(slots=True)
class Inline:
    """A paragraph without Markdown: its text, its links and other marks, its images."""

    text: str
    spans: list[Span] = field(default_factory=list)
    images: list[tuple[str, str]] = field(default_factory=list)
    """(address, alternative text)"""


def read_inline(text: str, addresses: Mapping[str, str], depth: int = 0) -> Inline:
    """Return the text without its Markdown. `addresses`: those of reference links, by key."""
    result = Inline(text)
    if _SIGN.search(text) is None:
        return result
    parts: list[str] = []
    at = 0
    open_runs: dict[str, int] = {}  # run: its index in parts
    marked: list[tuple[int, int, Mark, str]] = []  # (first part, part after the last, mark, address)
    notes: list[tuple[int, str, str]] = []  # (part, address, label)
    inside: list[tuple[int, list[Span]]] = []  # spans of a part, counted from its beginning
    for found in _SYNTAX.finditer(text):
        start, end = found.span()
        parts.append(text[at:start])
        at = end
        here = len(parts)
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
                result.images += inner.images
                glued = start > 0 and not text[start - 1].isspace()
                if href[:1] == "#" and is_note_mark(piece, href, raised=False, glued=glued):
                    notes.append((here, href, piece))
                    piece = ""
                elif piece.strip():
                    marked.append((here, here + 1, "link", href))
                    inside.append((here, inner.spans))
        elif found["url"] is not None:
            piece = found["url"].removeprefix("mailto:")
            marked.append((here, here + 1, "link", found["url"]))
        elif found["escaped"] is not None:
            piece = found["escaped"]
        elif found["code"] is not None:
            piece = found["literal"]
            marked.append((here, here + 1, "code", ""))
        else:
            piece = run = found["run"]
            before = text[start - 1] if start and text[start - 1] != LINE_BREAK else " "
            after = text[end] if end < len(text) and text[end] != LINE_BREAK else " "
            opened = open_runs.get(run)
            if opened is not None and not before.isspace() and not (after.isalnum() and run[0] == "_"):
                del open_runs[run]
                parts[opened] = piece = ""
                marked += [(opened, here, mark, "") for mark in _RUNS[run]]
            elif not after.isspace() and not (before.isalnum() and run[0] == "_"):
                open_runs[run] = here
        parts.append(piece)
    parts.append(text[at:])
    result.text = "".join(parts)
    places = list(accumulate(map(len, parts), initial=0))
    result.spans = [Span(places[first], places[last], mark, href) for first, last, mark, href in marked]
    result.spans += [Span(places[part], places[part], "link", href, label) for part, href, label in notes]
    for part, spans in inside:
        result.spans += [span.moved(places[part]) for span in spans]
    fold(result)
    result.spans.sort(key=lambda x: (x.start, -x.end))
    return result


def fold(result: Inline) -> None:
    """Collapse the spaces left around removed images, and move the spans accordingly."""
    text = result.text
    folded = " ".join(text.split())
    if folded == text:
        return
    if result.spans:
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
        result.spans = [replace(x, start=places[x.start], end=places[x.end]) for x in result.spans]
    result.text = folded
