"""Rewrites markup with less nesting: the same text and blocks in the same order, within the limits.

For example:

    <div><div><div> … 300,000 times … text
    ->  500 of them, an <hr> for each of the others, text; and a warning
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ...text.patterns import pattern
from .html_tokens import BLOCKS, CDATA, FORMATTING, NEXT_ATTRIBUTE, ROOTS, TOKEN, VOID, WALLS

DEEPEST = 500  # open elements; browsers stop at 512
MOST_FORMATTING = 8  # formatting elements open at the same time
_MOST_ATTRIBUTES = 500
MOST_ROOTS = 5  # repeated <html> and <body> tags: a parser adds all their attributes to the first

TOO_DEEP = f"markup nested deeper than {DEEPEST} elements was flattened"
TOO_MANY_ATTRIBUTES = f"a tag with more than {_MOST_ATTRIBUTES} attributes was cut"

_BETWEEN = b" \t\n\f\r/"  # blanks as HTML counts them, and slashes
_FIRST_ATTRIBUTES = pattern(NEXT_ATTRIBUTE + rb"{%d}" % _MOST_ATTRIBUTES)
_MANY_ATTRIBUTES = pattern(NEXT_ATTRIBUTE + rb"{%d}" % (_MOST_ATTRIBUTES + 1))

# <!-- {"@type": …     //<![CDATA[ {"@type": …     the JSON reader skips these too
_JSON_WRAPPING = pattern(rb"\A\s*+(?:<!--\s*+)?+(?://)?+<!\[CDATA\[|\A\s*+<!--")
_TEXT_ELEMENTS = frozenset((b"title", b"textarea", b"xmp"))  # whose text may be read
_ROWS = (b"tbody", b"thead", b"tfoot", b"tr", b"td", b"th")
# the innermost blocks that the start of an element closes
_CLOSED_BY: dict[bytes, tuple[bytes, ...]] = {
    **dict.fromkeys(BLOCKS - {b"button", b"option", b"optgroup", b"select"}, (b"p",)),
    **dict.fromkeys((b"table", b"hr"), (b"p",)),
    b"li": (b"p", b"li"),
    **dict.fromkeys((b"dd", b"dt"), (b"p", b"dd", b"dt")),
    b"option": (b"option",),
    b"optgroup": (b"option", b"optgroup"),
    **dict.fromkeys((b"td", b"th"), (b"td", b"th")),
    b"tr": (b"td", b"th", b"tr"),
    **dict.fromkeys((b"tbody", b"thead", b"tfoot"), _ROWS),
}


def has_too_many(attributes: bytes) -> bool:
    """Whether a tag has more attributes than the limit."""
    if len(attributes) <= 2 * _MOST_ATTRIBUTES:
        return False
    # An attribute ends at a blank, a slash or its second quote; scripts and long addresses have few of them.
    between = len(attributes) - len(attributes.translate(None, _BETWEEN))
    quoted = (attributes.count(b'"') + attributes.count(b"'")) // 2
    return between + quoted >= _MOST_ATTRIBUTES - 1 and _MANY_ATTRIBUTES.match(attributes) is not None


def is_raw_with_too_many(token: regex.Match[bytes]) -> bool:
    """Whether either tag of a script, title or other raw element has too many attributes."""
    return has_too_many(token["raw_attributes"]) or has_too_many(token["end_attributes"] or b"")


def is_open_cdata(token: bytes) -> bool:
    """Whether, inside a drawing, the token would continue after its ">"."""
    return token.startswith(CDATA) and not token.endswith(b"]]>")


def with_plain_text(data: bytes, hidden: list[regex.Match[bytes]]) -> Iterator[bytes]:
    """Yield the pieces of the page, with these tokens replaced by their `plain_text`."""
    done = 0
    for token in hidden:
        yield data[done : token.start()]
        yield plain_text(token)
        done = token.end()
    yield data[done:]


def plain_text(token: regex.Match[bytes]) -> bytes:
    """Return a comment or raw element rewritten so that it has no markup even inside a drawing.

    What the reader takes from it stays the same: titles are text, scripts are JSON, styles are not read.

        <script>{"text": "<p>One"}</script>  ->  <script>{"text": "\\u003cp>One"}</script>
    """
    name, text = token["raw"], token["raw_text"]
    if not name:
        return token[0].removesuffix(b">") + b"]]>" if is_open_cdata(token[0]) else token[0]
    if b"<" not in text:
        return token[0]
    name = name.lower()
    if name == b"script":
        text = _JSON_WRAPPING.sub(b"", text, 1).replace(b"<", rb"\u003c")
    elif name in _TEXT_ELEMENTS:
        text = text.replace(b"&", b"&amp;") if name == b"xmp" else text
        text = text.replace(b"<", b"&lt;")
        name = b"listing" if name == b"xmp" else name
    else:
        text = b""
    return b"<%b%b>%b</%b>" % (name, token["raw_attributes"], text, name)


class Flattener:
    """Rewrites markup so that every element is closed and none exceeds the limits.

    Its rules for where elements end are simpler than a parser's. Because the output is well nested, a
    parser never has more elements open than the Flattener had.
    """

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self._opened: list[bytes] = []
        self._block_at: list[int] = []  # indices of the blocks and walls in it
        # how many open elements of each name an end tag can reach: inline elements in the innermost
        # block, blocks in the innermost wall, walls
        self._inlines: list[dict[bytes, int]] = [{}]
        self._blocks: list[dict[bytes, int]] = [{}]
        self._walls: dict[bytes, int] = {}
        self._left_out: dict[bytes, int] = {}  # omitted start tags whose end tags are still to come
        self._formatting = 0
        self._roots = 0

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Yield the pieces of the rewritten page."""
        done = 0
        for token in TOKEN.finditer(data):
            yield data[done : token.start()]
            done = token.end()
            name = token["name"]
            if name is None:
                if token["raw"] and is_raw_with_too_many(token):
                    self._warn(TOO_MANY_ATTRIBUTES)
                else:
                    yield plain_text(token)
            elif token["close"]:
                self._limited(token["attributes"])
                yield from self._end(name.lower())
            else:
                yield from self._start(name.lower(), token["attributes"], token[0].endswith(b"/>"))
        yield data[done:]

    def _start(self, name: bytes, attributes: bytes, slash: bool) -> Iterator[bytes]:
        if name in ROOTS:
            self._roots += 1
            if self._roots > MOST_ROOTS:
                return
        ended = _CLOSED_BY.get(name, ())
        while self._block_at and self._opened[self._block_at[-1]] in ended:
            yield from self._close_down_to(self._block_at[-1])
        if name == b"a" and b"a" in self._inlines[-1]:
            yield from self._end(b"a")
        stays_open = name not in VOID and name not in ROOTS
        if name == b"plaintext" or (stays_open and self._is_full(name)):
            self._warn(TOO_DEEP)
            self._left_out[name] = self._left_out.get(name, 0) + 1
            yield self._separator(name)
            return
        yield b"<" + name + self._limited(attributes) + b">"
        if stays_open:
            self._open(name)
            if slash and name not in BLOCKS and name not in WALLS and name not in FORMATTING:
                # <path/>, which is empty in a drawing; <div/> is not
                yield from self._close_down_to(len(self._opened) - 1)

    def _end(self, name: bytes) -> Iterator[bytes]:
        if self._left_out.get(name):
            self._left_out[name] -= 1
            yield self._separator(name)
        elif name in self._reachable(name):
            at = len(self._opened) - 1
            while self._opened[at] != name:
                at -= 1
            yield from self._close_down_to(at)

    def _is_full(self, name: bytes) -> bool:
        return len(self._opened) >= DEEPEST or (name in FORMATTING and self._formatting >= MOST_FORMATTING)

    def _separator(self, name: bytes) -> bytes:
        """Return what separates the text in place of an omitted tag."""
        return b"<hr>" if name in BLOCKS or name in WALLS else b""

    def _reachable(self, name: bytes) -> dict[bytes, int]:
        if name in WALLS:
            return self._walls
        return self._blocks[-1] if name in BLOCKS else self._inlines[-1]

    def _open(self, name: bytes) -> None:
        reachable = self._reachable(name)
        reachable[name] = reachable.get(name, 0) + 1
        self._opened.append(name)
        self._formatting += name in FORMATTING
        if name in WALLS:
            self._blocks.append({})
        if name in WALLS or name in BLOCKS:
            self._block_at.append(len(self._opened) - 1)
            self._inlines.append({})

    def _close_down_to(self, at: int) -> Iterator[bytes]:
        while len(self._opened) > at:
            name = self._opened.pop()
            self._formatting -= name in FORMATTING
            if name in WALLS:
                self._blocks.pop()
            if name in WALLS or name in BLOCKS:
                self._block_at.pop()
                self._inlines.pop()
            reachable = self._reachable(name)
            reachable[name] -= 1
            if not reachable[name]:
                del reachable[name]
            yield b"</" + name + b">"

    def _limited(self, attributes: bytes) -> bytes:
        if not has_too_many(attributes):
            return attributes
        self._warn(TOO_MANY_ATTRIBUTES)
        first = _FIRST_ATTRIBUTES.match(attributes)
        return first[0] if first else attributes

    def _warn(self, warning: str) -> None:
        if warning not in self.warnings:
            self.warnings.append(warning)
