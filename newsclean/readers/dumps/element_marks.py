"""Removes the marks of elements that tools leave in a dump: pandoc's tags, fences and attributes, tags' ends.

<a href="/n" class="x">today</a>  ->  [today](/n)
<div class="story">               ->  (nothing)
::: {#top .story}                 ->  (nothing)
[The boat]{.lead} left [today](/n){.link}  ->  The boat left [today](/n)
a]:text-red [&>a]:underline">The boat      ->  The boat
   CAPTION: Ferries in June       ->     Ferries in June
"""

from __future__ import annotations

import regex

from ...text.patterns import pattern

_FENCE = "\n:::"
_TAG_START, _TAG_LINE = "<", "</div>\n\n"
_ENOUGH = 3  # lines with marks

# ::: {.story .wide}    :::::: content    -   ::: right
_FENCE_LINE = pattern(r"^(?:[ \t>]|- )*+:::++.*+(?:\n[ \t>]*+[^\s:\[{][^\n]*+\})?+$", regex.M)
# ```{=html}⏎<!-- -->⏎```    between two lists
_RAW = pattern(r"^```\{=html\}\n[^`\n]{0,2000}+\n```$", regex.M)
# <div class="story"⏎ id="top">    </div>    between blank lines, unlike tags in program code;    <span>
_TAG = pattern(
    r"""
      (?:\A | (?<=\n\n)) [ \t>]*+
      </?(?:div|section|article|header|footer|main|nav|aside|figure|figcaption|center)\b [^<>]{0,3000}+ >
      (?=\n\n|\s?\Z)
    | </?span\b [^<>]{0,3000}+ >
    """,
    regex.X,
)
# {.lead}    {#top .story title="x"}    after a bracket, or a blank at the end of a heading
_ATTRIBUTES = pattern(r"""(?:(?<=[\])])|\ (?=\{[\#.]))\{[^{}\n]{0,2000}+(?:\n[^{}\n]{1,2000}+){0,9}+\}""")
# [The boat]{.lead}
_SPAN = pattern(r"(?<!\!)\[(?P<text>[^\[\]]{0,1000}+)\]\{[^{}]{0,3000}+\}")
# <a href="/n" class="story">today</a>    <img src="boat.jpg" />    but not `<a>` as an example
_ANCHOR = pattern(r"(?<!`)<a\b(?P<attributes>[^<>]{0,3000}+)>(?P<text>[^<>]{0,2000}+)</a>")
_INLINE_TAG = pattern(
    r"(?<!`)</?(?:a|img|picture|source|video|button|input|label|svg|path|time|small)\b[^<>]{0,5000}+>"
)
_HREF = pattern(r"\shref=\"(?P<href>[^\s\"]*+)\"")
# a]:text-link dark:[&>a]:underline" id="lead">    where tags were cut out up to their first ">"
_TAG_END = pattern(r"(?<![^\s>])[\w*.:#()&-]{0,40}+\]:[\w\[-](?:(?![.!?]\s)[^\n<]){0,5000}?\">")
_IN_CLASS = "]:"
_OF_TABLE = "   CAPTION: "  # by lynx, over a table
_ANCHOR_END = "</a>"
_MARKDOWN = ("](", "\n\n# ", "\n\n## ", "\n\n### ")  # one of them is in every long page
_DEEPEST = 4  # spans within spans


def without_element_marks(text: str) -> str:
    """Return a dump without the marks of elements, and any other text unchanged."""
    if _OF_TABLE in text:
        text = text.replace(f"\n{_OF_TABLE}", "\n   ")
    if _IN_CLASS in text and '">' in text:
        text = _TAG_END.sub("", text)
    if text.count(_FENCE) >= _ENOUGH:
        text = _FENCE_LINE.sub("", _RAW.sub("", text))
        for _ in range(_DEEPEST):
            text, found = _SPAN.subn(r"\g<text>", text)
            if not found:
                break
        text = _ATTRIBUTES.sub("", text)
    if _TAG_START not in text:
        return text
    if text.count(_TAG_LINE) >= _ENOUGH:
        text = _TAG.sub("", text)
    if text.count(_ANCHOR_END) >= _ENOUGH and any(sign in text for sign in _MARKDOWN) and "```" not in text:
        text = _INLINE_TAG.sub("", _ANCHOR.sub(_as_link, _TAG.sub("", text)))
    return text


def _as_link(anchor: regex.Match[str]) -> str:
    href = _HREF.search(anchor["attributes"])
    return f"[{anchor['text']}]({href['href']})" if href else anchor["text"]
