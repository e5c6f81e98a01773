"""Text nodes printed one a line, as `get_text("\\n")` does: which of them are one paragraph?

    The          Whatever stood in a link, in bold or in italics has a line of its own. A line that opens
    old bridge   with a comma goes on with the line before; so does one that opens small where the line
    , closed …   before is in the middle of a sentence. A menu's lines do neither.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

# , and thousands    . She added    ) on Friday    ’s ambassador    。    :    / |
_GOES_ON = regex.compile(
    r"[,;:!?)\]、。，．：；！？）」』】》〕،؛؟।](?![-:(/)DPp]\B)|\.(?!\d|\.\.\w)|[’']s\b|[’']\s|[”’](?=[\s,.;:)]|\Z)|[%‰](?!\d)"
)
_LONE_SIGN = regex.compile(r"[^\w\s]{1,2}\Z")
_BULLET_SIGNS = frozenset("•·×✕☰✓★☆►▶▪■□●○<>«»+*#@©…&$€£\"“„'‘↑↓→←▼▲")
_OPENED = frozenset("([{“„‘«¿¡/–—「『（《【‹")
_MIDDLE = frozenset(",;–—-/&(“„‘«‚")
_SENTENCE_END = frozenset(".!?…。！？॥।۔؟:”\"»’')］）」』】】|")

_SPEAKS = 4  # words from which an unfinished line is taken for a sentence under way, not a label
_LONG = 12  # words from which it surely is
_HEADLINE = 16  # words that a headline may have
_PIECE = 12  # words that a linked or emphasised piece may have
_SHORT_WORD = 3  # letters: an article or preposition, with which no headline ends

_ENOUGH = 2  # lines that open with a comma or full stop: no tool but get_text makes two of them
_SHARE = 0.004  # of all lines


def are_fragments(texts: Sequence[str], wrapped: bool) -> bool:
    """Whether the lines of a dump are text nodes, some of them in the middle of a sentence."""
    broken = small = lines = 0
    before = ""
    for text in texts:
        if text and before:
            lines += 1
            first = text[0]
            if not first.isalnum():
                if first in ",.;:!?)’'、。，" and _GOES_ON.match(text) and len(text) > 1:
                    broken += 1
            elif first.islower() and before[-1].isalpha() and before.count(" ") >= _SPEAKS:
                small += 1
        before = text
    if wrapped:
        return broken >= 2 * _ENOUGH and broken > lines * 2 * _SHARE
    return (broken >= _ENOUGH and broken > lines * _SHARE) or (broken >= 1 and small >= 1) or small >= 4


def goes_on(text: str) -> bool:
    """Whether a line can only be the rest of the line before it."""
    return _GOES_ON.match(text) is not None


def is_lone_sign(text: str) -> bool:
    """Whether a line is a sign that stands between two others: a dash, a stroke, a full stop."""
    return len(text) <= 2 and text[0] not in _BULLET_SIGNS and _LONE_SIGN.match(text) is not None


def flows(before: str, after: str, then: str, blank: bool, words: int, raw: bool) -> bool:
    """Whether `after` is in the same sentence as `before`, the paragraph collected so far (of `words`).

    then: the line that follows, "" for none. blank: a blank stood between the two in the source.
    raw: whether the dump kept the blanks of its source, so that their absence says something.
    """
    if goes_on(after) or is_lone_sign(after):
        return True
    end, start = before[-1], after[0]
    if end in _OPENED and (words > 1 or len(before) == 1):
        return True
    small = start.islower()
    middle = end in _MIDDLE
    if end in _SENTENCE_END and not middle:
        return blank and raw and words >= _SPEAKS and bool(then) and goes_on(then) and after.count(" ") < _PIECE
    if small and (middle or words >= _SPEAKS or (blank and words > 1)):
        return not raw or blank or middle or words >= _LONG
    if words < _SPEAKS:
        return False
    if middle or _ends_short(before):
        return not raw or blank or words >= _SPEAKS
    piece = after.count(" ") < _PIECE
    if piece and then and (goes_on(then) or (then[0].islower() and after[-1] not in _SENTENCE_END)):
        return blank if raw else words >= _HEADLINE or ". " in before
    return raw and blank and words >= _LONG


def _ends_short(text: str) -> bool:
    """Whether the last word is a small word of few letters: the, of, der, à."""
    word = text[text.rfind(" ") + 1 :]
    return len(word) <= _SHORT_WORD and word.isalpha() and word.islower()
