"""Decides which text nodes, printed one per line as by `get_text("\\n")`, form one paragraph.

The          Text in a link, in bold or in italics has a line of its own. A line that begins with a
old bridge   comma continues the line before; so does one that begins in lower case after a line that
, closed …   ends in mid-sentence. The lines of a menu do neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ...text.patterns import DIGIT, pattern
from ...text.words import FULL_STOPS, ends_sentence

# , and thousands    . She added    ) on Friday    ’s ambassador    。    :    / |
_CONTINUATION = pattern(
    r"[,;:!?)\]、。，．：；！？）」』】》〕،؛؟।](?![-:(/)DPp]\B)|\.(?!\d|\.\.\w)|[’']s\b|[’']\s|[”’](?=[\s,.;:)]|\Z)|[%‰](?!\d)"
)
_CONTINUATION_STARTS = frozenset(",.;:!?)’'、。，")
_LONE_SIGN = pattern(r"[^\w\s]{1,2}\Z")
_BULLET_SIGNS = frozenset("•·×✕☰✓★☆►▶▪■□●○<>«»+*#@©…&$€£\"“„'‘↑↓→←▼▲")
_OPENING = frozenset("([{“„‘‚«¿¡「『（《【‹")
_OPENING_OR_DASH = frozenset("([{“„‘«¿¡「『（《【‹\"'”’»-–—/|")
_MID_SENTENCE = frozenset(",–—-/|&،、，")
_STOPS = frozenset(f"{FULL_STOPS}!?…！？؟;；؛")
_CLOSING = frozenset(")]}\"”»’'）］」』】›")

# Evidence that a line continues the paragraph before it, in natural log-odds: measured on 30,000 line ends
# of pages in a dozen languages, rounded. The paragraph continues if the sum is greater than _JOIN.
_BIAS = -2.3
_JOIN = 0.3
_LOWER = 1.6  # the line begins with a lower-case letter
_LOWER_IN_SENTENCE = 1.4  # … after so many words that they are an unfinished sentence, not a label
_LOWER_AFTER_STOP = -1.6  # … after the end of a sentence
_OPENS_QUOTE = 2.1  # the line begins with a quotation mark, a bracket or a dash
_OPENS_QUOTE_AFTER_STOP = -1.9
_AFTER_COMMA = 2.4  # the line before ends in a comma or a dash
_AFTER_LABEL = 3.7  # … in a colon after few words
_AFTER_OPENING = 3.0  # … in an opening bracket or quotation mark
_AFTER_STOP = -1.0
_AFTER_STOP_PIECES = -0.7
_AFTER_SHORT_WORD = 1.5  # … in a short lower-case word, as headlines never do: of, the, der, à
_MORE_PIECES = 1.7  # the paragraph already has several pieces
_LONG_LINE = -0.6
_LONG_AFTER_STOP = 0.6
_ENDS_SENTENCE = 0.2  # the line is short and ends in a full stop
_NEXT_CONTINUES = 1.3  # the line is short, and the next one continues it: ", said" or "who had"
_NEXT_IN_SENTENCE = 0.5
_SPACE = 1.8  # if the source's spaces were kept: one space is between the two lines
_SPACE_LOWER = 0.9
_SPACE_NEXT = 0.9
_SPACE_AFTER_STOP = 0.9  # … at the start of the line, after the end of a sentence
_SPACE_BEFORE_LONG = 1.0  # … of a line of many words: a sentence after a bold one
_SPACE_BOTH_SIDES = -1.4  # … on both sides: " Home " in a menu
_SPACE_IN_SENTENCE = -0.6
_NO_SPACE = -0.9
_NEVER_SPACE = -3.0  # … in a dump that has a space between all pieces of sentences

_SENTENCE = 4  # words of an unfinished sentence
_SURE_SENTENCE = 12  # words that surely are a sentence
_LONGEST_PIECE = 11  # words in a linked or emphasised piece, at most
_LABEL = 6  # words before a colon: "Value for the price:"
_SHORT_WORD = 3  # letters

_ENOUGH = 2.0  # lines that begin with a comma or full stop: only get_text makes as many as two
_SHARE = 0.004  # such lines among all lines
_TIGHT = 0.9  # share of lines directly after another: without blank lines, ", and" counts twice
_WRAPPED_SHARE = 0.18  # such lines per line wrapped in mid-sentence: fewer are due to the wrapping
_NEARLY = 0.7  # share of the wrap width from which a line may have been wrapped
_NOT_WRAPPED = 1_000_000
_FEWEST_SAYS, _SAYS_WORDS = 3, 3  # lines like "says:", and the most words of one: "a écrit :"
_DATE_DIGITS = 4  # at least: 3/5/24 has four
_LOWER_WEIGHT = 0.5  # weight of a line that begins in lower case; a line that begins with a comma has 1


class _Counts(NamedTuple):
    """Numbers of lines directly after another line, in all and by how they continue it."""

    lines: int
    continuing: int
    """Begin with a comma, full stop or the like, or in lower case after the one space that follows a link."""
    sure: int
    """Begin with a comma or full stop, then a space."""
    lower: int
    """Begin in lower case after an unfinished line of some words, or with one space after a label."""
    lower_spaced: int
    """… with white space of the source between the two lines."""
    wrapped: int
    """Begin in lower case after a line so wide that a tool may have broken it."""


def signs_of_fragments(
    lines: Sequence[str], texts: Sequence[str], widths: Sequence[int], wrap: int | None
) -> tuple[bool, float]:
    """Return whether the lines are text nodes, and the log-odds to add if no space is between two of them.

    The second is 0 if the dump did not keep the source's spaces. wrap: the column at which lines were
    wrapped; a line after one of nearly that width is no evidence.
    """
    counts = _count(lines, texts, widths, wrap * _NEARLY if wrap else _NOT_WRAPPED)
    found = counts.continuing + counts.lower * _LOWER_WEIGHT
    if counts.sure and counts.lines + 1 >= sum(map(bool, texts)) * _TIGHT:
        found += counts.sure
    needed = max(_ENOUGH, counts.lines * _SHARE)
    if wrap is not None:
        needed = max(needed, counts.wrapped * _WRAPPED_SHARE)
    if found < needed:
        return False, 0.0
    return True, _missing_space(lines, counts)


def _count(lines: Sequence[str], texts: Sequence[str], widths: Sequence[int], wide: float) -> _Counts:
    pairs = continuing = sure = lower = lower_spaced = wrapped = 0
    before = ""
    for at, text in enumerate(texts):
        if text and before:
            pairs += 1
            first = text[0]
            if not first.isalnum():
                if first in _CONTINUATION_STARTS and widths[at - 1] < wide and _CONTINUATION.match(text):
                    continuing += 1
                    sure += first in ",." and text[1:2] == " "
                elif lines[at][0] == " ":
                    continuing += _is_after_piece(lines, at)
            elif first.islower() and before[-1] not in _STOPS:
                line = lines[at]
                if widths[at - 1] >= wide:
                    wrapped += 1
                elif line[0] == " " and line[1] == first:
                    continuing += 1
                elif before.count(" ") >= _SENTENCE:
                    lower += 1
                    lower_spaced += line[0].isspace() or lines[at - 1][-1].isspace()
            elif before[-1] == ":" and lines[at][0] == " " and lines[at][1] == first:
                lower += 1  # " Tailored", after a label in bold
                lower_spaced += 1
            elif lines[at][0] == " ":
                continuing += _is_after_piece(lines, at)
        before = text
    return _Counts(pairs, continuing, sure, lower, lower_spaced, wrapped)


def _is_after_piece(lines: Sequence[str], at: int) -> bool:
    """Whether a line goes on after a linked piece: "She beat ", "Ada Writer", " 6:2, 7:6"."""
    if at < 2 or lines[at][1] == " ":
        return False
    opening, piece = lines[at - 2], lines[at - 1]
    if opening[-1:] != " " or not opening[-2:-1].isalnum() or opening.count(" ") < _SENTENCE:
        return False
    return not (piece[0].isspace() or piece[-1].isspace()) and piece.count(" ") < _LONGEST_PIECE


def _missing_space(lines: Sequence[str], counts: _Counts) -> float:
    """Return the log-odds to add if no space is between two lines."""
    spaced = sum(1 for line in lines if line[-1:] == " " and line[-2:-1].strip())
    if spaced < _ENOUGH or counts.lower_spaced * 2 < counts.lower:
        return 0.0
    if spaced >= 2 * _ENOUGH and counts.lower_spaced * 10 >= counts.lower * 9:
        return _NEVER_SPACE
    return _NO_SPACE


def says_lines(texts: Sequence[str]) -> frozenset[str]:
    """Return the lines like "says:" of a thread of comments: a name is above each, a date below it.

    marrowman / says: / 3 May 2024 / About time! / Ines / says: / …

    A script may have the date, so that only a word is left of it, the same below each.
    """
    pairs = [(text, below) for text, below in pairwise(texts) if text[-1:] == ":" and text[0].islower()]
    alike = Counter(pairs)
    counts = Counter(
        text for text, below in pairs if _may_be_date(below) or alike[text, below] >= _FEWEST_SAYS
    )
    return frozenset(
        text for text, n in counts.items() if n >= _FEWEST_SAYS and text.count(" ") < _SAYS_WORDS
    )


def _may_be_date(text: str) -> bool:
    """Whether a line has the digits of a date and is no sentence: "In 1990 there were 1200 boats."."""
    return len(DIGIT.findall(text)) >= _DATE_DIGITS and not ends_sentence(text)


def is_continuation(text: str) -> bool:
    """Whether a line can only continue the line before it."""
    return not text[0].isalnum() and _CONTINUATION.match(text) is not None


def is_lone_sign(text: str) -> bool:
    """Whether a line is a mark that joins two others: a dash, a slash, a full stop."""
    return len(text) <= 2 and text[0] not in _BULLET_SIGNS and _LONE_SIGN.match(text) is not None


def continues(
    text: str, line: str, next_line: str, *, words: int, pieces: int, left: str, right: str, no_space: float
) -> bool:
    """Whether the line continues `text`, the paragraph collected so far.

    next_line: the line that follows, "" for none. words, pieces: of `text`. left, right: the source's
    spaces at the end of `text` and the start of `line`. no_space: log-odds to add without them.
    """
    if is_continuation(line) or is_lone_sign(line):
        return True
    end, start = text[-1], line[0]
    lower = start.islower() and not line.startswith(("http", "www."))
    opens = not start.isalnum() and start in _OPENING_OR_DASH
    short = line.count(" ") < _LONGEST_PIECE
    stops = end in _STOPS
    is_open = _ends_open(text)
    points = _BIAS + (_MORE_PIECES if pieces > 1 else 0.0)
    if lower:
        points += _LOWER + (_LOWER_IN_SENTENCE if words >= _SENTENCE else 0.0)
    elif opens:
        points += _OPENS_QUOTE
    if end.isalpha():
        points += _AFTER_SHORT_WORD if _ends_short(text) else 0.0
    elif end in _MID_SENTENCE:
        points += _AFTER_COMMA
    elif end in ":：":
        points += _AFTER_LABEL if words <= _LABEL else 0.0
    elif is_open:
        points += _AFTER_OPENING
    elif stops:
        points += _AFTER_STOP + (_AFTER_STOP_PIECES if pieces > 1 else 0.0)
        points += _LOWER_AFTER_STOP if lower else _OPENS_QUOTE_AFTER_STOP if opens else 0.0
    elif end in _CLOSING and lower:
        points += _LOWER_AFTER_STOP
    if not short:
        points += _LONG_LINE + (_LONG_AFTER_STOP if stops else 0.0)
    elif line[-1] in _STOPS:
        points += _ENDS_SENTENCE
    next_continues = short and next_line != "" and (next_line[0].islower() or is_continuation(next_line))
    if next_continues:
        points += _NEXT_CONTINUES + (_NEXT_IN_SENTENCE if words >= _SURE_SENTENCE else 0.0)
    if no_space and not (left or right):
        points += 0.0 if is_open else no_space  # there is none after a bracket
    elif no_space:
        points += _of_spaces(left, right, lower, next_continues, words, stops, short)
    return points > _JOIN


def _of_spaces(
    left: str, right: str, lower: bool, next_continues: bool, words: int, stops: bool, short: bool
) -> float:
    """Return the log-odds to add for the spaces between two lines, if the dump kept the source's."""
    space_left = len(left) == 1
    space_right = 0 < len(right) <= 2
    if not space_left and not space_right:
        return 0.0
    points = _SPACE
    if space_left and space_right:
        points += _SPACE_BOTH_SIDES
    if lower:
        points += _SPACE_LOWER
    if next_continues:
        points += _SPACE_NEXT
    if words >= _SURE_SENTENCE:
        points += _SPACE_IN_SENTENCE
    if stops and space_right:
        points += _SPACE_AFTER_STOP
        if not short and not space_left:
            points += _SPACE_BEFORE_LONG
    return points


def _ends_open(text: str) -> bool:
    """Whether the text ends in an opening bracket or quotation mark, not in one that closes: "she said (".

    Not in a », which closes in French, after a space as well.
    """
    return text[-1] in _OPENING and (len(text) == 1 or text[-2].isspace() or text[-2] in _OPENING)


def _ends_short(text: str) -> bool:
    """Whether the last word is a short one that ends no sentence: the, of, der, à, Die."""
    word = text[text.rfind(" ") + 1 :]
    if len(word) > _SHORT_WORD or not word.isalpha():
        return False
    return word.islower() or (len(word) < len(text) and word[1:].islower())
