"""Tells HTML from plain text by the content, never by a file's name."""

from __future__ import annotations

import regex

from ..text.patterns import pattern
from .dumps.changed_lines import has_kind_marks
from .dumps.light_markup import is_light_markup

_TAG = (
    r"(?:html|head|body|title|meta|link|script|style|article|section|main|header|footer|nav|aside|div|p|br|hr"
    r"|h[1-6]|a|b|i|em|strong|span|font|small|img|figure|figcaption|picture|blockquote|pre|code|ul|ol|li|dl|dt|dd"
    r"|table|thead|tbody|tr|td|th|form|center|time|iframe|noscript|sup|sub|u|s|q|cite|amp-[a-z]++)"
)

# <!DOCTYPE html>    <?xml version="1.0"?><html>    <!-- cached --> <body class="story">
_OPENS_LIKE_PAGE = pattern(
    r"\A[\s\ufeff\x00]*+(?:<!--(?:[^-]++|-(?!->))*+-->\s*+)*+(?:<!doctype\b|<\?xml\b|<(?:html|head|body)(?=[\s/>]))",
    regex.I | regex.S,
)
# An opening or closing tag anywhere:  …two men<br>were seen</p>
_ANY_TAG = pattern(rf"</?{_TAG}(?:\s[^<>]{{0,2000}}+)?/?>", regex.I)
_ENDS_IN_TAG = pattern(rf"</?{_TAG}\s{{0,9}}+/?>[\s\x00]*+\Z", regex.I)
_NOT_TEXT = pattern(r"<(script|style)\b.*?(?:</\1\s{0,9}+>|\Z)|<!--.*?(?:-->|\Z)", regex.I | regex.S)

_FENCED = "\n:::"  # pandoc fences an element of HTML in Markdown so, and prints those without a class as tags
# Markdown may have lines of tags, but writes its links with brackets.
_MARKDOWN_LINK, _HTML_LINK = "](", "<a "
_MARKDOWN_HEADINGS = ("\n\n# ", "\n\n## ", "\n\n### ")
_LINKS_ENOUGH = 3
_ENDS_OF_PROSE = ("</p>", "</li>", "</h1>", "</h2>")  # never in Markdown, which may have tables and spans
# Counters in <noscript>, which some tools print as text: a dump may open with one.
_PIXELS = ("<img ", "<iframe ")

_LOOK_AT = 50_000  # characters to examine; a page shows what it is much earlier
_TEXT_PER_TAG = 600  # characters; a story about HTML may name a tag, markup has one every few lines
# Share of lines with tags. Dumps have tags too, in program code and in boxes that offer the story for
# reprint, but in one line of eight at most; in HTML fragments, most lines have them.
_LINES_WITH_TAGS = 0.2


def looks_like_html(text: str) -> bool:
    """Whether the text is HTML: it opens like a page, or has tags throughout."""
    if "<" not in text[:_LOOK_AT]:
        return False
    if _OPENS_LIKE_PAGE.match(text):
        return True
    if _FENCED in text[:_LOOK_AT] or has_kind_marks(text):
        return False
    if _HTML_LINK not in text[:_LOOK_AT] and is_light_markup(text[:_LOOK_AT]):
        return False  # wikis write tags beside their own links
    links = text.count(_MARKDOWN_LINK, 0, _LOOK_AT)
    if links >= _LINKS_ENOUGH and links > text.count(_HTML_LINK, 0, _LOOK_AT):
        return False
    marks = links + sum(text.count(heading, 0, _LOOK_AT) for heading in _MARKDOWN_HEADINGS)
    if marks >= _LINKS_ENOUGH and not any(end in text[:_LOOK_AT].lower() for end in _ENDS_OF_PROSE):
        return False
    start = _NOT_TEXT.sub("", text[:_LOOK_AT]).lstrip("\ufeff\x00 \t\r\n")
    if not start:
        return True  # only comments and scripts
    tags = sum(1 for _ in _ANY_TAG.finditer(start))
    opens = start[0] == "<" and _ANY_TAG.match(start) is not None
    if opens and not start.startswith(_PIXELS) and _ENDS_IN_TAG.search(text[-99:]):
        return True
    if tags < (1 if opens else 2) or tags * _TEXT_PER_TAG < len(start):
        return False
    lines = [line for line in start.split("\n") if line and not line.isspace()]
    marked = sum(1 for line in lines if "<" in line and _ANY_TAG.search(line))
    return marked >= _LINES_WITH_TAGS * len(lines)
