"""Lines that a dump tool broke at its column width are put together again, by evidence.

A tool that wraps at W columns breaks a line only where the next word would not have fitted. So a line
end is a wrap where the first word of the next line would have passed W, and the end of a paragraph
where it would still have found room: that tells them apart even where no blank line does.

    The bridge over the old harbour reopened        W = 44: "on" would need column 43, and fits? no:
    on Friday, two years after a barge struck       40 + 1 + 2 = 43 <= 44, so this was a paragraph's end.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from ...phrases import written
from ...text.patterns import pattern, plain_pattern

_NARROWEST, _WIDEST = 36, 240  # columns a tool is set to
_JUST_ABOVE = 15  # columns above W that must be all but empty: wrapping makes a cliff there
_NEAR = 0.3  # lines just above W for each wrapped line
_FAR = 0.9  # lines anywhere above W (list items and tables that a tool leaves long) for each wrapped one
_ITEM = frozenset("*+-•0123456789|")  # opens lines that some tools do not wrap
_ENOUGH = 3.0  # wrapped lines, those that go on with a capital counted for less
_ENOUGH_ALONE = 1.4  # … where no line of the dump is wider and most go on with a small letter
_ALONE_FROM = 60  # columns
_CAPITAL_COUNTS = 0.4
_SMALL = 100  # a small letter, in hundredths: sums must come out even
_SMALL_SHARE = 20  # of wrapped lines go on with a small letter: one in two in most languages, none in menus
_MANY_SMALL = 55  # share that is beyond doubt: then more lines may pass W
_FAR_BEYOND_DOUBT = 2.0
_CASELESS = 60  # what a letter without case counts there, or a sign, after a line that ends in mid-sentence
_CASELESS_STOP = 25  # … after the end of a sentence
_CASELESS_ENOUGH = 4.0  # wrapped lines where no letter tells

_STOPS = frozenset('.!?…。！？॥।۔؟”"»')
_QUOTES = frozenset('“„«"‘–—[')
_TELLING = 12  # columns of a word: a longer one has no room on many a last line of a paragraph
_SOFT = 2  # columns that the edge may be off, as marks of links and non-breaking blanks make it
_EARLY = 0.5  # share of the width that such a mark may cost, where a sentence is under way
_SENTENCE = 4  # words of one
_COMPACT_FROM = 2

_CJK_CHUNK = 4  # columns: a character, and one more that may not end a line

# Characters that take two columns in a terminal, and those that take none.
_WIDE = pattern(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf"
    r"\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff"
    r"\U00020000-\U0003fffd]"
)
_NO_WIDTH = pattern(r"[\p{Mn}\p{Me}\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
# A wide net for both, of whole ranges: `re` looks through a page for it in no time.
_VOWEL_SIGN = pattern(r"\p{Mc}")  # of Indic scripts: a column in one terminal, none in another
_ODD = plain_pattern(
    r"[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711-\u1fff"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2e80-\U0010ffff]"
)
_MANY_ODD = 0.05  # share of lines from which it matters how a tool measures them
_SHORTEST = _NARROWEST // 2  # characters: a shorter line is no wrapped one
# Scripts that are written without blanks, and their marks: nothing stands between two of their characters.
_UNSPACED = pattern(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々"
    r"\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)


def measures(text: str, lines: list[str], lengths: list[int]) -> list[list[int]]:
    """The widths of the lines as tools may measure them: in columns, without vowel signs, in characters.

    lengths: of the lines, in characters.
    """
    if not _ODD.search(text):
        return [lengths]
    odd = [at for at, line in enumerate(lines) if lengths[at] >= _SHORTEST and _ODD.search(line)]
    columns = lengths.copy()
    for at in odd:
        columns[at] = _columns(lines[at])
    found = [columns]
    if len(odd) < len(lines) * _MANY_ODD:  # a flag or a soft hyphen here and there
        return found
    if _VOWEL_SIGN.search(text):
        bare = columns.copy()
        for at in odd:
            bare[at] -= len(_VOWEL_SIGN.findall(lines[at]))
        found.append(bare)
    found.append(lengths)
    return found


def _columns(line: str) -> int:
    """Columns that a terminal gives the line: two for CJK, none for combining marks."""
    return len(line) + len(_WIDE.findall(line)) - len(_NO_WIDTH.findall(line))


def wrap_width(widths: Sequence[int], texts: Sequence[str]) -> tuple[int, int] | None:
    """The column that lines were wrapped at and how many of them were; None if they were not.

    widths: of each line, indentation included; texts: the lines without it, "" for a blank one.
    """
    wrapped = [0] * (_WIDEST + 2)  # differences: line ends that each W would explain
    small = [0] * (_WIDEST + 2)  # … with a small letter after them
    reaching = [0] * (_WIDEST + 2)  # lines whose last word but one ends there: no tool left them so wide
    ends = set()  # where lines end that another follows
    beyond = cased = caseless = 0
    last = len(widths) - 1
    for at, width in enumerate(widths):
        if width < _NARROWEST:
            continue
        text = texts[at]
        if text[0] not in _ITEM:
            reach = width - _last_word(text) - 1
            if reach > _WIDEST:
                beyond += 1
            elif reach > 0:
                reaching[reach] += 1
        if width > _WIDEST:
            continue
        if at < last and (after := texts[at + 1]):
            ends.add(width)
            first = after[0]
            if first.islower():
                value = _SMALL
                cased += 1
            elif first.isupper():
                value = 0
                cased += 1
            else:
                value = _CASELESS_STOP if text[-1] in _STOPS else _CASELESS
                caseless += 1
            need = min(width + 1 + _first_word(after), _WIDEST + 1)
            wrapped[width] += 1
            wrapped[need] -= 1
            small[width] += value
            small[need] -= value
    if not ends:
        return None
    sums = list(accumulate(wrapped)), list(accumulate(small)), list(accumulate(reaching))
    return _best_width(sorted(ends), *sums, beyond, caseless > 2 * cased)


def _best_width(
    ends: list[int], wrapped: list[int], small: list[int], reaching: list[int], beyond: int, caseless: bool
) -> tuple[int, int] | None:
    """The width that explains most line ends, if that is more than chance and few lines pass it."""
    best, best_gain = 0, 0.0
    for at in ends:
        near = reaching[min(at + _JUST_ABOVE, _WIDEST)] - reaching[at]
        gain = wrapped[at] * _CAPITAL_COUNTS + small[at] / _SMALL - near
        if gain > best_gain:
            best, best_gain = at, gain
    if not best:
        return None
    count, share = wrapped[best], small[best] / wrapped[best]
    near = reaching[min(best + _JUST_ABOVE, _WIDEST)] - reaching[best]
    far = reaching[_WIDEST] - reaching[best] + beyond
    allowed = _FAR_BEYOND_DOUBT if share >= _MANY_SMALL else _FAR
    if near > count * _NEAR or far > count * allowed or share < _SMALL_SHARE:
        return None
    enough = _ENOUGH
    if caseless:
        enough = _CASELESS_ENOUGH
    elif not far and share >= _MANY_SMALL and best >= _ALONE_FROM:
        enough = _ENOUGH_ALONE
    return (best, count) if count * _CAPITAL_COUNTS + small[best] / _SMALL >= enough else None


def _first_word(text: str) -> int:
    """Columns of what a tool would have had to fit on the line before."""
    end = text.find(" ")
    word = text if end < 0 else text[:end]
    if word.isascii():
        return len(word)
    return _CJK_CHUNK if _UNSPACED.match(word) else _columns(word)


def _last_word(text: str) -> int:
    """Characters of the last word, which is wide in any tool that does not cut words."""
    word = text[text.rfind(" ") + 1 :]
    return len(word) if word.isascii() or not _UNSPACED.search(word) else 1


def is_wrapped(width: int, line: str, after: str, wrap: int, compact: bool = False) -> bool:
    """Whether the line (so wide, with this text) broke because the next line's first word had no room.

    compact: whether paragraphs follow each other without a blank line, so that a line end near the
    edge may be a paragraph's end as well.
    """
    if width > wrap:  # too wide all the same: by one long word, or because the tool does not wrap such lines
        return width - _last_word(line) <= wrap
    word = _first_word(after)
    room = wrap - width - 1 - word
    stops = line[-1] in _STOPS
    if room < 0:
        if not stops or after[0].islower():
            return True
        return not compact or (word <= _TELLING and after[0] not in _QUOTES)
    if line[-1] == ":" or (stops and not after[0].islower()):
        return False
    return room < _SOFT or (after[0].islower() and room <= wrap * _EARLY and line.count(" ") >= _SENTENCE - 1)


def column_width(widths: Sequence[int], texts: Sequence[str], sure: bool) -> int | None:
    """The width of a column of a table, which is that of its longest line if lines were wrapped to fit it.

    sure: whether other lines of the dump were wrapped; if not, the longest line must go on in the next.
    """
    widest = max(widths, default=0)
    if sure or not widest:
        return widest or None
    at = widths.index(widest)
    after = texts[at + 1] if at + 1 < len(texts) else ""
    return widest if after[:1].islower() and texts[at][-1] not in _STOPS else None


def is_compact(widths: Sequence[int], texts: Sequence[str], wrap: int) -> bool:
    """Whether the paragraphs of a wrapped dump follow each other without blank lines."""
    close = apart = 0
    for at in range(len(texts) - 2):
        line, after = texts[at], texts[at + 1]
        if not line or line[-1] not in _STOPS or len(line) + len(after) < wrap // 2:
            continue
        if not after:
            apart += 1
        elif after[0].isupper() and wrap // 2 < widths[at + 1] <= wrap:
            close += not is_wrapped(widths[at], line, after, wrap)
    return close > _COMPACT_FROM and close > apart


def glue(before: str, after: str) -> str:
    """What stood between two lines that were one: nothing in a script without blanks, or after a hyphen."""
    end, start = before[-1], after[0]
    if end == "-" and len(before) > 1 and before[-2].isalpha() and start.isalnum():
        return " " if _word(after) in written("after a hanging hyphen") else ""
    if not end.isascii() and not start.isascii() and _UNSPACED.match(end) and _UNSPACED.match(start):
        return ""
    return " "


def _word(text: str) -> str:
    return text[: text.find(" ")] if " " in text else text
