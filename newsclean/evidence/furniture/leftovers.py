"""Knows what is on a page that only its software should read: shortcodes, template marks, errors, data.

[gallery ids="3,4"]    {loadposition banner}    Notice: Undefined index: ad in /srv/www/x.php on line 12
{"newsId":37,"title":"Ferry sails","spot":"…"},        in dumps that were made by cutting out the tags
"""

from __future__ import annotations

import regex

from ...model import Block
from ...text.patterns import pattern, plain_pattern

# [ad#ad-2]    [/caption]    [vc_row]    [gallery ids="3,4"]    {loadposition banner}    {{ post.title }}
# [caption id="a3"]The bridge[/caption]    <iframe src="/3"></iframe>, written out
_UNPROCESSED = pattern(
    r"""\[(?:/[a-z][\w-]*+ | [a-z]++_[a-z_]++ | [a-z][\w-]*+(?:[#=]|\s++[\w-]++=)[^\[\]]*+)\]
    | \{[a-z]++\s[^{}]*+\} | \{\{[^{}]*+\}\}
    | \[(?P<code>caption|embed|youtube)\b[^\[\]]*+\][^\[\]]*+\[/(?P=code)\]
    | <iframe\s[^<>]*+>\s*+(?:</iframe>)?""",
    regex.X,
)
# Warning: Use of undefined constant wp_x - assumed 'wp_x' in /srv/www/themes/x/functions.php on line 12
_SERVER_ERROR = pattern(
    r"(?:Strict\ Standards|(?:Catchable\ )?[Ff]atal\ error|Parse\ error|Warning|Notice|Deprecated)\s*+:"
    r"\s.{1,400}?\sin\s(?:/|[A-Z]:\\)\S++\son\ line\ \d++\s*+",
    regex.X | regex.S,
)
# "title":"Ferry sails","slug":"ferry"},    \u0131    \"    if(a){b();}    without the blanks that people set
_DATA = plain_pattern(r"""\":[\"\[{\d\\]|\",\"|[\"}\]],{|\\u[0-9a-fA-F]{4}|\\[\"/]|\){|;}""")
_DATA_ENOUGH = 8  # such signs: examples that a story shows are shorter, or written for people
_DATA_APART = 150  # characters between two of them in the mean, at most


def leftover_reason(block: Block) -> str:
    """Return the reason to drop a text that holds nothing but such leftovers, or mostly data, or `""`."""
    text = block.text
    if block.kind == "code" or not text:
        return ""
    if text[0] in "[{<" and _UNPROCESSED.fullmatch(text):
        return "unprocessed markup"
    has_signs = "{" in text or "}" in text or "\\" in text  # a text without all of them need not be searched
    if has_signs and block.kind == "paragraph" and _is_data(block):
        return "data of a script"
    is_error = " on line " in text and block.kind == "paragraph" and not _SERVER_ERROR.sub("", text)
    return "error message of the server" if is_error else ""


def _is_data(block: Block) -> bool:
    """Whether a text has the signs of data or programs all over, and the page does not mark it as code."""
    signs = len(_DATA.findall(block.text))
    is_dense = signs >= _DATA_ENOUGH and signs * _DATA_APART >= len(block.text)
    return is_dense and not any(span.mark == "code" for span in block.spans)
