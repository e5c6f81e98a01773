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
    |\\(?P<escaped>[\\`*_{{}}\[\]()\#+.!|<>~$^'"@-])
    |(?P<code>`{{1,2}}+(?P<literal>[^`]{{1,1000}}+)`{{1,2}}+)
    |(?P<run>\*{{4}}(?!\*)|\*{{1,3}}+|_{{1,3}}+|~~)
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
_EMPTY = "****"  # where bold text ends and more of it begins, or bold text without text

LINE_BREAK = "\ufdd0"
"""Replaces a line break of the page until a block is written; no text contains this noncharacter."""

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
    return Inline(text) if _SIGN.search(text) is None else _Reading(text, addresses, depth).inline()


class _Reading:
    """Reads the Markdown of a text from left to right into parts of plain text and their marks."""

    def __init__(self, text: str, addresses: Mapping[str, str], depth: int) -> None:
        self._text, self._addresses, self._depth = text, addresses, depth
        self._parts: list[str] = []
        self._open_runs: dict[str, int] = {}  # the part that each is
        self._marked: list[tuple[int, int, Mark, str]] = []  # first part, the one after, mark, address
        self._notes: list[tuple[int, str, str]] = []  # part, address, label
        self._inside: list[tuple[int, list[Span]]] = []  # a part, and its spans counted from its beginning
        self._images: list[tuple[str, str]] = []

    def inline(self) -> Inline:
        """Read all of the text."""
        at = 0
        for found in _SYNTAX.finditer(self._text):
            start, end = found.span()
            self._parts.append(self._text[at:start])
            self._parts.append(self._piece(found))
            at = end
        self._parts.append(self._text[at:])
        result = Inline("".join(self._parts), self._spans(), self._images)
        fold(result)
        result.spans.sort(key=lambda x: (x.start, -x.end))
        return result

    def _piece(self, found: regex.Match[str]) -> str:
        """Return the visible text of a piece of Markdown, and record its mark."""
        if found["image"] is not None:
            return self._image(found)
        if found["link"] is not None:
            return self._link(found)
        if found["url"] is not None:
            self._mark("link", found["url"])
            return found["url"].removeprefix("mailto:")
        if found["escaped"] is not None:
            return found["escaped"]
        if found["code"] is not None:
            self._mark("code")
            return found["literal"]
        return self._run(found)

    def _mark(self, mark: Mark, href: str = "") -> None:
        """Mark the part that comes next."""
        here = len(self._parts)
        self._marked.append((here, here + 1, mark, href))

    def _image(self, found: regex.Match[str]) -> str:
        source = found["source"] if found["image_key"] is None else self._addresses.get(found["image_key"])
        if source is None:
            return found[0]
        self._images.append((source, found["alt"]))
        return ""

    def _link(self, found: regex.Match[str]) -> str:
        href = found["href"] if found["key"] is None else self._addresses.get(found["key"])
        if href is None:
            return found[0]
        inner = Inline(found["text"])
        if self._depth < _DEEPEST:
            inner = read_inline(found["text"], self._addresses, self._depth + 1)
        self._images += inner.images
        start = found.start()
        glued = start > 0 and not self._text[start - 1].isspace()
        if href[:1] == "#" and is_note_mark(inner.text, href, raised=False, glued=glued):
            self._notes.append((len(self._parts), href, inner.text))
            return ""
        if inner.text.strip():
            self._inside.append((len(self._parts), inner.spans))
            self._mark("link", href)
        return inner.text

    def _run(self, found: regex.Match[str]) -> str:
        """Return the visible part of a run of stars or the like: "" where it ends an emphasis."""
        run, (start, end) = found["run"], found.span()
        before, after = self._beside(start - 1), self._beside(end)
        if run == _EMPTY:
            return run if before.isspace() and after.isspace() else ""
        opened, here = self._open_runs.get(run), len(self._parts)
        in_word = after.isalnum() and run[0] == "_"
        # "_The Nation _has": tools leave a blank at the end of an element inside it
        closes = (in_word or len(run) > 1) if before.isspace() else not in_word
        if opened is not None and closes:
            del self._open_runs[run]
            self._parts[opened] = ""
            self._marked += [(opened, here, mark, "") for mark in _RUNS[run]]
            return ""
        if not after.isspace() and not (before.isalnum() and run[0] == "_"):
            self._open_runs[run] = here
        return run

    def _beside(self, at: int) -> str:
        """Return the character at a place; a space for a line break and beyond the ends."""
        character = self._text[at] if 0 <= at < len(self._text) else " "
        return " " if character == LINE_BREAK else character

    def _spans(self) -> list[Span]:
        places = list(accumulate(map(len, self._parts), initial=0))
        spans = [Span(places[first], places[last], mark, href) for first, last, mark, href in self._marked]
        spans += [Span(places[part], places[part], "link", href, label) for part, href, label in self._notes]
        for part, inside in self._inside:
            spans += [span.moved(places[part]) for span in inside]
        return spans


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
