"""Knows lines of tags, stars, players, choices and signs: "Tags: ports", "★★★★☆", "0:00 / 7:36", "( )No"."""

from __future__ import annotations

from ...model import Block
from ...text.patterns import pattern
from ...text.words import count_words
from ..tag_lines import tags_of_line

# ★★★★☆ 4.9 from 36 votes
_STARS = pattern(r"[★☆⭐✩✭]{3,}+\s*+(?:\Z|[\d(])")
_RATING_WORDS = 8
# Listen to this article 0:00 / 7:36 1x
_PLAYER = pattern(r"(?<![\d:])0?0:00\s*+/?\s*+\d{1,2}:\d\d(?![\d:])")
_PLAYER_CHARACTERS = 200
_OPTION = "( )"  # how tools print the buttons of which a reader chooses one
_RULE_CHARACTERS = 40  # of a line that holds only signs
_SAID = frozenset("!?…？！؟")  # speech without words: "?!"


def signs_reason(block: Block) -> str:
    """Return the reason to drop a line of tags, stars, a player, a choice or signs like "___", or `""`."""
    text = block.text
    if "0:00" in text and len(text) <= _PLAYER_CHARACTERS and _PLAYER.search(text):
        return "player"
    if ":" in text or "：" in text:
        return "line of tags" if tags_of_line(text) else ""
    if text[:1].isalnum():
        return ""  # most lines begin with a letter or digit
    if text.startswith(_OPTION) and text[len(_OPTION) : len(_OPTION) + 2].strip() and block.kind != "code":
        return "poll"
    if _STARS.match(text) and count_words(text) <= _RATING_WORDS:
        return "rating"
    if len(text) > _RULE_CHARACTERS or block.kind in ("code", "table") or text[-1:] in _SAID:
        return ""
    return "" if any(map(str.isalnum, text)) else "no words"
