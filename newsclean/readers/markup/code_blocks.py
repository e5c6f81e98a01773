"""What a page says about its code: the language, its lines, and which parts of a line are its number.

<pre class="language-python"><code>…              ->  python
<div class="highlight-source-js"><pre>…          ->  js
<span class="lineno">12</span>import os          ->  import os
<pre><div>a = 1</div><div>b = 2</div></pre>      ->  one block of two lines
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from ...model import Block, Span, joined_rows
from ...text.patterns import pattern
from ...text.prose import is_sentence
from .nodes import Attributes, Node, siblings_from

# language-python   lang-js   brush: php;   highlight-source-rust   sourceCode haskell
_DECLARED = pattern(
    r"(?:\blang(?:uage)?-|\bbrush:\s*+|\bhighlight-(?:source|text)-|\bsourceCode\s++)([\w+#.-]{1,30}+)",
    regex.I,
)
_SHORT_NAMES = frozenset("c d r cs go js md pl py rb rs sh ts".split())  # others of two letters are people's
_NO_LANGUAGE = frozenset("none plain plaintext text nohighlight txt".split())
_LINE_NUMBER = pattern(r"(?:\A|[\s_-])(?:line-?(?:no|num(?:ber)?)s?|ln-num|gutter)(?:\Z|[\s_-])", regex.I)
_LINES = frozenset(("div", "p", "ol", "table"))  # elements that are lines of a listing, or hold them
_LONGEST = 200  # characters of a class attribute to examine


def declared_language(elements: Iterable[Attributes]) -> str:
    """Return the programming language that the attributes of these elements declare, or ""."""
    for attributes in elements:
        found = _DECLARED.search((attributes.get("class") or "")[:_LONGEST])
        name = found[1] if found else attributes.get("data-lang") or attributes.get("data-language") or ""
        written = attributes.get("lang") or ""
        if not name and (written.lower() in _SHORT_NAMES or len(written) > 2):
            name = written
        name = name.lower().strip()
        if name and name not in _NO_LANGUAGE and " " not in name and len(name) <= 30:
            return name
    return ""


def is_line_number(attributes: Attributes) -> bool:
    """Whether an element inside code holds the number of a line."""
    return _LINE_NUMBER.search((attributes.get("class") or "")[:_LONGEST]) is not None


def has_lines(code: Node) -> bool:
    """Whether the first element inside `<code>` is a line of a listing: `<code><div>a = 1</div>…`."""
    shown = (x for x in siblings_from(code.first_child) if x.text_content is None or x.text_content.strip())
    first = next(shown, None)
    return first is not None and first.tag in _LINES


def one_listing(blocks: Sequence[Block]) -> Block | None:
    """Return a block with the lines that are blocks of their own; None if they are no lines of code."""
    if len(blocks) < 2 or any(block.kind not in ("code", "list_item") for block in blocks):
        return None
    if 2 * sum(is_sentence(block.text) for block in blocks) >= len(blocks):
        return None
    text, spans = joined_rows((block.text, block.spans) for block in blocks)
    language = next((block.language for block in blocks if block.language), "")
    first = blocks[0]
    container = first.container.parent if first.container is not None else None
    return replace(
        first,
        kind="code",
        text=text.replace("\xa0", " "),
        level=0,
        marker="",
        spans=spans,
        language=language,
        container=container,
    )


def is_all_code(text: str, spans: Iterable[Span]) -> bool:
    """Whether a text of several lines is marked as code from its start to its end."""
    return any(x.mark == "code" and x.start == 0 and x.end >= len(text) for x in spans)
