"""What a page says about its code: the language, and which parts of a line are its number.

<pre class="language-python"><code>…              ->  python
<div class="highlight-source-js"><pre>…          ->  js
<span class="lineno">12</span>import os          ->  import os
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import regex

from ...text.patterns import pattern

# language-python   lang-js   brush: php;   highlight-source-rust   sourceCode haskell
_DECLARED = pattern(
    r"(?:\blang(?:uage)?-|\bbrush:\s*+|\bhighlight-(?:source|text)-|\bsourceCode\s++)([\w+#.-]{1,30}+)",
    regex.I,
)
_SHORT_NAMES = frozenset("c d r cs go js md pl py rb rs sh ts".split())  # others of two letters are people's
_NO_LANGUAGE = frozenset("none plain plaintext text nohighlight txt".split())
_LINE_NUMBER = pattern(r"(?:\A|[\s_-])(?:line-?(?:no|num(?:ber)?)s?|ln-num|gutter)(?:\Z|[\s_-])", regex.I)
_LONGEST = 200  # characters of a class attribute to examine


def declared_language(elements: Iterable[Mapping[str, str | None]]) -> str:
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


def is_line_number(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element inside code holds the number of a line."""
    return _LINE_NUMBER.search((attributes.get("class") or "")[:_LONGEST]) is not None
