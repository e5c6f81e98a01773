"""Knows lines of tags, of stars and of signs, and of what a site's software left unprocessed.

Tags: ferries, ports    ★★★★☆ 4.9 from 36 votes    ___    [adrotate banner="3"]
"""

from __future__ import annotations

import regex

from ...model import Block
from ...text.patterns import pattern
from ...text.words import count_words
from ..tag_lines import tags_of_line

# ★★★★☆ 4.9 from 36 votes
_STARS = pattern(r"[★☆⭐✩✭]{3,}+\s*+(?:\Z|[\d(])")
_RATING_WORDS = 8
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
_RULE_CHARACTERS = 40  # of a line that holds only signs
_SAID = frozenset("!?…？！؟")  # speech without words: "?!"


def signs_reason(block: Block) -> str:
    """Return the reason to drop a line of tags, stars or signs, or of what the software left, or `""`."""
    text = block.text
    if " on line " in text and block.kind == "paragraph" and not _SERVER_ERROR.sub("", text):
        return "error message of the server"
    if ":" in text or "：" in text:
        return "line of tags" if tags_of_line(text) else ""
    if text[:1].isalnum():
        return ""  # most lines begin with a letter or digit
    if text[0] in "[{" and block.kind != "code" and _UNPROCESSED.fullmatch(text):
        return "unprocessed markup"
    if _STARS.match(text) and count_words(text) <= _RATING_WORDS:
        return "rating"
    if len(text) > _RULE_CHARACTERS or block.kind in ("code", "table") or text[-1:] in _SAID:
        return ""
    return "" if any(map(str.isalnum, text)) else "no words"
