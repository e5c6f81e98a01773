"""Text nodes printed one a line, as `get_text("\\n")` does: which of them are one paragraph?

The          Whatever stood in a link, in bold or in italics has a line of its own. A line that opens
old bridge   with a comma goes on with the line before; so does one that opens small where the line
, closed …   before is in the middle of a sentence. A menu's lines do neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...text.patterns import pattern

# , and thousands    . She added    ) on Friday    ’s ambassador    。    :    / |
_GOES_ON = pattern(
    r"[,;:!?)\]、。，．：；！？）」』】》〕،؛؟।](?![-:(/)DPp]\B)|\.(?!\d|\.\.\w)|[’']s\b|[’']\s|[”’](?=[\s,.;:)]|\Z)|[%‰](?!\d)"
)
_MAY_GO_ON = frozenset(",.;:!?)’'、。，")
_LONE_SIGN = pattern(r"[^\w\s]{1,2}\Z")
_BULLET_SIGNS = frozenset("•·×✕☰✓★☆►▶▪■□●○<>«»+*#@©…&$€£\"“„'‘↑↓→←▼▲")
_OPENED = frozenset("([{“„‘«¿¡「『（《【‹")
_OPENS = frozenset("([{“„‘«¿¡「『（《【‹\"'”’»-–—/|")
_MIDDLE = frozenset(",–—-/|&،、，")
_STOPS = frozenset(".!?…。！？॥।۔؟;；؛")
_CLOSED = frozenset(")]}\"”»’'）］」』】›")

# Evidence that a line goes on with the paragraph before it, in natural logarithms of the odds: what 30,000
# line ends of pages in a dozen languages say, rounded. A paragraph goes on where the sum passes _JOIN.
_BIAS = -2.3
_JOIN = 0.3
_SMALL = 1.6  # it opens with a small letter
_SMALL_IN_SENTENCE = 1.4  # … after so many words that they are a sentence under way, not a label
_SMALL_AFTER_STOP = -1.6  # … after the end of a sentence
_OPENS_QUOTE = 2.1  # it opens with a quotation mark, a bracket or a dash
_OPENS_QUOTE_AFTER_STOP = -1.9
_AFTER_COMMA = 2.4  # the line before ends in a comma or a dash
_AFTER_LABEL = 3.7  # … in a colon after few words
_AFTER_OPENING = 3.0  # … in an opening bracket or quotation mark
_AFTER_STOP = -1.0
_AFTER_STOP_PIECES = -0.7
_AFTER_SMALL_WORD = 1.5  # … in a small word of few letters, as no headline does: of, the, der, à
_MORE_PIECES = 1.7  # the paragraph is of several pieces already
_LONG_LINE = -0.6
_LONG_AFTER_STOP = 0.6
_ENDS_SENTENCE = 0.2  # it is short and ends in a full stop
_THEN = 1.3  # it is short, and the line after it goes on: ", said" or "who had"
_THEN_IN_SENTENCE = 0.5
_BLANK = 1.8  # where blanks of the source were kept: one blank stood between the two
_BLANK_SMALL = 0.9
_BLANK_THEN = 0.9
_BLANK_BEFORE_AFTER_STOP = 0.9  # … at the start of a line, after the end of a sentence
_BLANK_BEFORE_LONG = 1.0  # … of a line of many words: a sentence after one in bold
_BLANK_BOTH_SIDES = -1.4  # … on either side: " Home " in a menu
_BLANK_LONG = -0.6
_NO_BLANK = -0.9
_NEVER_BLANK = -3.0  # … in a dump that has one between all pieces of sentences

_SPEAKS = 4  # words of a sentence under way
_LONG = 12  # words that surely are one
_PIECE = 11  # words that a linked or emphasised piece may have
_LABEL = 6  # words before a colon: "Value for the price:"
_SHORT_WORD = 3  # letters

_ENOUGH = 2.0  # lines that open with a comma or full stop: no tool but get_text makes two of them
_SHARE = 0.004  # of all lines
_TIGHT = 0.9  # share of lines that follow another directly: no blank lines, so ", and" counts twice
_WRAPPED_SHARE = 0.18  # of the lines that a tool broke in sentences: fewer are its own doing
_NEARLY = 0.7  # share of the width
_NEVER = 1_000_000
_SMALL_COUNTS = 0.5  # a line that opens small after an unfinished one, against one that opens with a comma


class _Counts(NamedTuple):
    """Lines that follow another without a blank line between: how many of them go on with it, and how."""

    lines: int
    broken: int
    """Open with a comma, a full stop or the like, or small after the one blank that stood after a link."""
    sure: int
    """Open with a comma or full stop and a blank."""
    small: int
    """Open with a small letter after an unfinished line of some words, or with one blank after a label."""
    small_spaced: int
    """… with a blank of the source between."""
    wrapped: int
    """… after a line so wide that a tool will have broken it."""


def signs_of_fragments(
    lines: Sequence[str], texts: Sequence[str], widths: Sequence[int], wrap: int | None
) -> tuple[bool, float]:
    """Whether the lines of a dump are text nodes, and what it says if no blank stood between two of them.

    The second is 0 where the dump did not keep the blanks of its source. wrap: the column that lines were
    wrapped at; a line that goes on after one nearly so wide says nothing.
    """
    counts = _count(lines, texts, widths, wrap * _NEARLY if wrap else _NEVER)
    found = counts.broken + counts.small * _SMALL_COUNTS
    if counts.sure and counts.lines + 1 >= sum(map(bool, texts)) * _TIGHT:
        found += counts.sure
    needed = max(_ENOUGH, counts.lines * _SHARE)
    if wrap is not None:
        needed = max(needed, counts.wrapped * _WRAPPED_SHARE)
    if found < needed:
        return False, 0.0
    return True, _missing_blank(lines, counts)


def _count(lines: Sequence[str], texts: Sequence[str], widths: Sequence[int], wide: float) -> _Counts:
    pairs = broken = sure = small = small_spaced = wrapped = 0
    before = ""
    for at, text in enumerate(texts):
        if text and before:
            pairs += 1
            first = text[0]
            if not first.isalnum():
                if first in _MAY_GO_ON and widths[at - 1] < wide and _GOES_ON.match(text):
                    broken += 1
                    sure += first in ",." and text[1:2] == " "
            elif first.islower() and before[-1] not in _STOPS:
                line = lines[at]
                if widths[at - 1] >= wide:
                    wrapped += 1
                elif line[0] == " " and line[1] == first:
                    broken += 1
                elif before.count(" ") >= _SPEAKS:
                    small += 1
                    small_spaced += line[0].isspace() or lines[at - 1][-1].isspace()
            elif before[-1] == ":" and lines[at][0] == " " and lines[at][1] == first:
                small += 1  # " Tailored", after a label in bold
                small_spaced += 1
        before = text
    return _Counts(pairs, broken, sure, small, small_spaced, wrapped)


def _missing_blank(lines: Sequence[str], counts: _Counts) -> float:
    """What it says if no blank stood between two lines."""
    spaced = sum(1 for line in lines if line[-1:] == " " and line[-2:-1].strip())
    if spaced < _ENOUGH or counts.small_spaced * 2 < counts.small:
        return 0.0
    if spaced >= 2 * _ENOUGH and counts.small_spaced * 10 >= counts.small * 9:
        return _NEVER_BLANK
    return _NO_BLANK


def goes_on(text: str) -> bool:
    """Whether a line can only be the rest of the line before it."""
    return _GOES_ON.match(text) is not None


def is_lone_sign(text: str) -> bool:
    """Whether a line is a sign that stands between two others: a dash, a stroke, a full stop."""
    return len(text) <= 2 and text[0] not in _BULLET_SIGNS and _LONE_SIGN.match(text) is not None


def flows(
    before: str, after: str, then: str, *, words: int, pieces: int, left: str, right: str, missing: float
) -> bool:
    """Whether the line `after` goes on with `before`, the paragraph collected so far.

    then: the line that follows, "" for none. words, pieces: of `before`. left, right: the blanks of the
    source at the end of `before` and at the start of `after`. missing: what it says if there are none.
    """
    if goes_on(after) or is_lone_sign(after):
        return True
    end, start = before[-1], after[0]
    small = start.islower() and not after.startswith(("http", "www."))
    opens = not start.isalnum() and start in _OPENS
    short = after.count(" ") < _PIECE
    stops = end in _STOPS
    points = _BIAS + (_MORE_PIECES if pieces > 1 else 0.0)
    if small:
        points += _SMALL + (_SMALL_IN_SENTENCE if words >= _SPEAKS else 0.0)
    elif opens:
        points += _OPENS_QUOTE
    if end.isalpha():
        points += _AFTER_SMALL_WORD if _ends_short(before) else 0.0
    elif end in _MIDDLE:
        points += _AFTER_COMMA
    elif end in ":：":
        points += _AFTER_LABEL if words <= _LABEL else 0.0
    elif end in _OPENED and (len(before) == 1 or before[-2].isspace() or before[-2] in _OPENED):
        points += _AFTER_OPENING
    elif stops:
        points += _AFTER_STOP + (_AFTER_STOP_PIECES if pieces > 1 else 0.0)
        points += _SMALL_AFTER_STOP if small else _OPENS_QUOTE_AFTER_STOP if opens else 0.0
    elif end in _CLOSED and small:
        points += _SMALL_AFTER_STOP
    if not short:
        points += _LONG_LINE + (_LONG_AFTER_STOP if stops else 0.0)
    elif after[-1] in _STOPS:
        points += _ENDS_SENTENCE
    goes = short and then != "" and (then[0].islower() or goes_on(then))
    if goes:
        points += _THEN + (_THEN_IN_SENTENCE if words >= _LONG else 0.0)
    if missing:
        points += _of_blanks(left, right, small, goes, words, stops, short) if left or right else missing
    return points > _JOIN


def _of_blanks(left: str, right: str, small: bool, goes: bool, words: int, stops: bool, short: bool) -> float:
    """What the blanks between two lines say, where the dump kept those of the source."""
    before = len(left) == 1
    behind = 0 < len(right) <= 2
    if not before and not behind:
        return 0.0
    points = _BLANK
    if before and behind:
        points += _BLANK_BOTH_SIDES
    if small:
        points += _BLANK_SMALL
    if goes:
        points += _BLANK_THEN
    if words >= _LONG:
        points += _BLANK_LONG
    if stops and behind:
        points += _BLANK_BEFORE_AFTER_STOP
        if not short and not before:
            points += _BLANK_BEFORE_LONG
    return points


def _ends_short(text: str) -> bool:
    """Whether the last word is one of few letters that a sentence does not end with: the, of, der, à, Die."""
    word = text[text.rfind(" ") + 1 :]
    if len(word) > _SHORT_WORD or not word.isalpha():
        return False
    return word.islower() or (len(word) < len(text) and word[1:].islower())
