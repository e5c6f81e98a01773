"""Takes the marks of elements out of Markdown: tags on lines of their own, fences, and attributes, as pandoc writes them.

<div class="story">               ->  (nothing)
::: {#top .story}                 ->  (nothing)
[The boat]{.lead} left [today](/n){.link}  ->  The boat left [today](/n)
"""

from __future__ import annotations

import regex

from ...text.patterns import pattern

_FENCE = "\n:::"
_TAG_LINES = ("\n<div", "\n</div")
_ENOUGH = 3  # lines with marks

# ::: {.story .wide}    :::::: content
_FENCE_LINE = pattern(r"^[ \t>]*+:::++.*+(?:\n[ \t>]*+[^\s:\[{][^\n]*+\})?+$", regex.M)
# <div class="story"⏎ id="top">    </div>    <span>
_TAG = pattern(
    r"</?(?:div|span|section|article|header|footer|main|nav|aside|figure|figcaption|center|font)\b[^<>]{0,3000}+>"
)
# {.lead}    {#top .story title="x"}    after a bracket
_ATTRIBUTES = pattern(r"""(?<=[\])])\{[^{}\n]{0,2000}+(?:\n[^{}\n]{1,2000}+){0,9}+\}""")
# [The boat]{.lead}
_SPAN = pattern(r"(?<!\!)\[(?P<text>[^\[\]]{0,1000}+)\]\{[^{}]{0,3000}+\}")
_DEEPEST = 4  # spans within spans


def without_element_marks(text: str) -> str:
    """Return the Markdown without the marks of elements; any other text as it is."""
    if text.count(_FENCE) >= _ENOUGH:
        text = _FENCE_LINE.sub("", text)
        for _ in range(_DEEPEST):
            text, found = _SPAN.subn(r"\g<text>", text)
            if not found:
                break
        return _ATTRIBUTES.sub("", text)
    if sum(map(text.count, _TAG_LINES)) >= _ENOUGH:
        return _TAG.sub("", text)
    return text
