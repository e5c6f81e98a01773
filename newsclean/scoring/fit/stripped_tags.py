"""Makes dumps of a page as scripts with only the standard library do: tags are stripped, text stays.

The <a href="/bridge">bridge</a>, closed     ->  The / bridge / , closed        a text node per line
"""

from __future__ import annotations

import html as entities
from html.parser import HTMLParser

from ...text.patterns import plain_pattern
from .dump_packages import non_empty

_BREAKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr li main nav ol option p pre section table td th title tr ul".split()
)
# <script>var a = 1;</script>    <!-- header -->
_NOT_TEXT = plain_pattern(r"(?is)<(script|style)\b.*?</\1\s*>|<!--.*?-->")
_TAG = plain_pattern(r"<[^>]*>")
_BLANKS = plain_pattern(r"\s+")
_EMPTY_LINES = plain_pattern(r"\n{3,}")


class _Stripper(HTMLParser):
    """Collects a page's text nodes in order, as scripts with only the standard library do.

    breaks: tags at which a line ends; if given, the source's line breaks become spaces.
    """

    def __init__(self, breaks: frozenset[str] = frozenset(), scripts: bool = False) -> None:
        super().__init__()
        self.breaks = breaks
        self.unread = () if scripts else ("script", "style")
        self.inside = 0
        self.nodes: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.inside += tag in self.unread
        if tag in self.breaks:
            self.nodes.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag in self.unread and self.inside > 0
        if tag in self.breaks:
            self.nodes.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.nodes.append(_BLANKS.sub(" ", data) if self.breaks else data)


def stripper(html: str) -> str:
    """One text node per line, stripped, without empty ones."""
    parser = _Stripper()
    parser.feed(html)
    return non_empty(map(str.strip, parser.nodes))


def stripper_breaks(html: str) -> str:
    """One block per line, with a blank line after it; the source's white space becomes single spaces."""
    parser = _Stripper(_BREAKS)
    parser.feed(html)
    return "\n\n".join(filter(None, map(str.strip, "".join(parser.nodes).split("\n"))))


def stripper_joined(html: str) -> str:
    """Text nodes joined directly, scripts included: a popular recipe, copied as it is."""
    parser = _Stripper(scripts=True)
    parser.feed(html)
    return "".join(parser.nodes)


def no_tags(html: str) -> str:
    """Scripts, comments and tags removed by expressions; the source's spaces and empty lines stay."""
    return entities.unescape(_TAG.sub("\n", _NOT_TEXT.sub("", html)))


def no_tags_squeezed(html: str) -> str:
    """The same, with stripped lines and at most one empty line in a row."""
    return _EMPTY_LINES.sub("\n\n", "\n".join(map(str.strip, no_tags(html).split("\n"))))
