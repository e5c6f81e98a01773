"""Lines that a dump tool broke at its column width are put together again, by evidence.

A tool that wraps at W columns breaks a line only where the next word would not have fitted. So a line
end is a wrap where the first word of the next line would have passed W, and the end of a paragraph
where it would still have found room: that tells them apart even where no blank line does.

    The bridge over the old harbour reopened        W = 44: "on" would need column 43, and fits? no:
    on Friday, two years after a barge struck       40 + 1 + 2 = 43 <= 44, so this was a paragraph's end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

import regex

_NARROWEST, _WIDEST = 36, 240  # columns a tool is set to
_JUST_ABOVE = 15  # columns above W that must be all but empty: wrapping makes a cliff there
_CLIFF = 0.2  # lines just above W for each wrapped line
_ABOVE = 3.0  # lines anywhere above W (list items and tables that a tool leaves long) for each wrapped one
_ENOUGH = 4.0  # weight of wrapped lines; three sure ones and a bit
_SURE, _LIKELY, _UNLIKELY = 1.5, 1.0, 0.4  # next line starts small; caseless or a sign; with a capital

_CJK_CHUNK = 4  # columns: a character, and one more that may not end a line

# Characters that take two columns in a terminal, and those that take none.
_WIDE = regex.compile(r"[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf"
                      r"\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff"
                      r"\U00020000-\U0003fffd]")
_NO_WIDTH = regex.compile(r"[\p{Mn}\p{Me}\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
# A wide net for both, of whole ranges: `re` looks through a page for it in no time.
_ODD = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711-\u1fff"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2e80-\U0010ffff]"
)
_SHORTEST = _NARROWEST // 2  # characters: a shorter line is no wrapped one
# Scripts that are written without blanks, and their marks: nothing stands between two of their characters.
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々〆"
                          r"\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]")
_AND = frozenset("and or und oder bzw bis to et ou y e o u i en of och eller og til ja и или та чи и".split())


def width_of(line: str) -> int:
    """Columns that a terminal gives the line: two for CJK, none for combining marks."""
    if line.isascii():
        return len(line)
    return len(line) + len(_WIDE.findall(line)) - len(_NO_WIDTH.findall(line))


def widths_of(text: str, lines: list[str], lengths: list[int]) -> list[int]:
    """The columns of all lines of a text, whose lengths in characters are known."""
    if not _ODD.search(text):
        return lengths
    return [
        width_of(line) if length >= _SHORTEST and _ODD.search(line) else length
        for line, length in zip(lines, lengths, strict=True)
    ]


def wrap_width(widths: Sequence[int], texts: Sequence[str]) -> int | None:
    """The column that lines were wrapped at, or None if they were not.

    widths: of each line, indentation included; texts: the lines without it, "" for a blank one.
    """
    gains = [0.0] * (_WIDEST + 2)
    counts = [0] * (_WIDEST + 2)
    above = 0
    last = len(widths) - 1
    for i, width in enumerate(widths):
        if width < _NARROWEST:
            continue
        if width > _WIDEST:
            above += 1
            continue
        counts[width] += 1
        if i == last or not (after := texts[i + 1]):
            continue
        first = after[0]
        weight = _SURE if first.islower() else _UNLIKELY if first.isupper() else _LIKELY
        need = width + 1 + _first_word(after)
        gains[width] += weight
        gains[min(need, _WIDEST + 1)] -= weight
    explained = list(accumulate(gains))
    upto = list(accumulate(counts))
    best, best_at = 0.0, 0
    for at in range(_NARROWEST, _WIDEST + 1):
        gain = explained[at] - (upto[min(at + _JUST_ABOVE, _WIDEST)] - upto[at])
        if gain > best:
            best, best_at = gain, at
    if not best_at:
        return None
    wrapped = explained[best_at]
    near = upto[min(best_at + _JUST_ABOVE, _WIDEST)] - upto[best_at]
    far = upto[_WIDEST] - upto[best_at] + above
    if wrapped < _ENOUGH or near > wrapped * _CLIFF or far > wrapped * _ABOVE:
        return None
    while not counts[best_at]:
        best_at -= 1
    return best_at


def _first_word(text: str) -> int:
    """Columns of what a tool would have had to fit on the line before."""
    end = text.find(" ")
    word = text if end < 0 else text[:end]
    if word.isascii():
        return len(word)
    return _CJK_CHUNK if _UNSPACED.match(word) else width_of(word)


def is_wrapped(width: int, line: str, after: str, wrap: int, margin: int = 0) -> bool:
    """Whether the line (so wide, with this text) broke because the next line's first word had no room.

    margin: columns on the right that the tool may have left free, as some do beside quotes.
    """
    if width > wrap:  # too wide all the same: by one long word, or because the tool does not wrap such lines
        return width - (len(line) - line.rfind(" ") - 1) <= wrap
    return width + 1 + _first_word(after) > wrap - margin


def joined(before: str, after: str) -> str:
    """Two lines as the one they were: no blank inside a script without blanks or after a hyphen."""
    end, start = before[-1], after[0]
    if end == "-" and len(before) > 1 and before[-2].isalpha() and start.isalnum():
        return before + after if _word(after) not in _AND else f"{before} {after}"
    if not end.isascii() and not start.isascii() and _UNSPACED.match(end) and _UNSPACED.match(start):
        return before + after
    return f"{before} {after}"


def _word(text: str) -> str:
    return text[: text.find(" ")] if " " in text else text
