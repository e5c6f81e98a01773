"""HTML or plain text? Told by content, never by a file's name."""

from __future__ import annotations

import regex

_TAG = (
    r"(?:html|head|body|title|meta|link|script|style|article|section|main|header|footer|nav|aside|div|p|br|hr"
    r"|h[1-6]|a|b|i|em|strong|span|font|small|img|figure|figcaption|picture|blockquote|pre|code|ul|ol|li|dl|dt|dd"
    r"|table|thead|tbody|tr|td|th|form|center|time|iframe|noscript|sup|sub|u|s|q|cite|amp-[a-z]++)"
)

# <!DOCTYPE html>    <?xml version="1.0"?><html>    <!-- cached --> <div class="story">
_OPENS_AS_HTML = regex.compile(
    rf"\A[\s\ufeff\x00]*+(?:<!doctype\b|<\?xml\b|<!--|<{_TAG}(?=[\s/>]))", regex.I
)
# An opening or closing tag anywhere:  …two men<br>were seen</p>
_ANY_TAG = regex.compile(rf"</?{_TAG}(?:\s[^<>]{{0,2000}}+)?/?>", regex.I)

_LOOK_AT = 50_000  # characters; a page shows what it is long before
_TEXT_A_TAG = 600  # a story about HTML may name a tag; markup has one every few lines


def looks_like_html(text: str) -> bool:
    """Whether the text is HTML: it opens with a tag, or tags stand all through it."""
    if _OPENS_AS_HTML.match(text):
        return True
    start = text[:_LOOK_AT]
    if "<" not in start:
        return False
    tags = sum(1 for _ in _ANY_TAG.finditer(start))
    return tags >= 2 and tags * _TEXT_A_TAG >= len(start)
