"""Takes out of Markdown the marks of elements that pandoc writes: tags, fences, attributes.

<div class="story">               ->  (nothing)
::: {#top .story}                 ->  (nothing)
[The boat]{.lead} left [today](/n){.link}  ->  The boat left [today](/n)
"""

from __future__ import annotations

import regex

from ...text.patterns import pattern

_FENCE = "\n:::"
_TAG_LINE = "</div>\n\n"
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
_DEEPEST = 4  # spans within spans


def without_element_marks(text: str) -> str:
    """Return the Markdown without the marks of elements; any other text as it is."""
    if text.count(_FENCE) >= _ENOUGH:
        text = _FENCE_LINE.sub("", _RAW.sub("", text))
        for _ in range(_DEEPEST):
            text, found = _SPAN.subn(r"\g<text>", text)
            if not found:
                break
        text = _ATTRIBUTES.sub("", text)
    if text.count(_TAG_LINE) >= _ENOUGH:
        return _TAG.sub("", text)
    return text
