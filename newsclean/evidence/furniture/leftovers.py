"""Knows what a site's software left on a page unprocessed: shortcodes, template marks, error messages.

[gallery ids="3,4"]    {loadposition banner}    Notice: Undefined index: ad in /srv/www/x.php on line 12
"""

from __future__ import annotations

import regex

from ...model import Block
from ...text.patterns import pattern

# [ad#ad-2]    [/caption]    [vc_row]    [gallery ids="3,4"]    {loadposition banner}    {{ post.title }}
_UNPROCESSED = pattern(
    r"""\[(?:/[a-z][\w-]*+ | [a-z]++_[a-z_]++ | [a-z][\w-]*+(?:[#=]|\s++[\w-]++=)[^\[\]]*+)\]
    | \{[a-z]++\s[^{}]*+\} | \{\{[^{}]*+\}\}""",
    regex.X,
)
# Warning: Use of undefined constant wp_x - assumed 'wp_x' in /srv/www/themes/x/functions.php on line 12
_SERVER_ERROR = pattern(
    r"(?:Strict\ Standards|(?:Catchable\ )?[Ff]atal\ error|Parse\ error|Warning|Notice|Deprecated)\s*+:"
    r"\s.{1,400}?\sin\s(?:/|[A-Z]:\\)\S++\son\ line\ \d++\s*+",
    regex.X | regex.S,
)


def leftover_reason(block: Block) -> str:
    """Return the reason to drop a text that holds nothing but such leftovers, or `""`."""
    text = block.text
    if block.kind == "code" or not text:
        return ""
    if text[0] in "[{":
        return "unprocessed markup" if _UNPROCESSED.fullmatch(text) else ""
    is_error = " on line " in text and block.kind == "paragraph" and not _SERVER_ERROR.sub("", text)
    return "error message of the server" if is_error else ""
