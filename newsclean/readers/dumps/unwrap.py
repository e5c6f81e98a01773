"""Finds out which lines a dump tool broke at its column width, so that they can be joined again.

A tool that wraps at W columns breaks a line only if the next word does not fit. So a line end is a wrap if
the first word of the next line would have passed W, and a paragraph's end if it would have fitted: the two
can be told apart even without blank lines.

    The bridge over the old harbour reopened        W = 44: "on" would have ended in column 40 + 1 + 2 = 43
    on Friday, two years after a barge struck       and fitted, so the first line ends a paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate

from ...phrases import labels, plain, written
from ...text.patterns import pattern, plain_pattern
from ...text.words import FULL_STOPS

_NARROWEST, _WIDEST = 36, 240  # columns at which tools wrap
_JUST_ABOVE = 15  # columns above W in which almost no line ends: wrapping makes a sharp edge
_NEAR = 0.3  # most lines just above W per wrapped line
_FAR = 0.9  # most lines anywhere above W (list items and tables that a tool leaves long) per wrapped line
_BORDERS = "│┃║"  # of a table that w3m draws
_GAP, _ROW_CELLS = "   ", 3  # spaces between cells of a row; least cells
_ITEM = frozenset("*+-•0123456789|")  # begin lines that some tools do not wrap
_BULLETS = frozenset("*+•|")  # begin lines that continue no other line
# [12]Read more
_LINK_NUMBER = plain_pattern(r"\[[0-9]{1,4}\](?=.)")
_ENOUGH = 3.0  # wrapped lines, by weight: fewer may be chance
_ENOUGH_ALONE = 1.4  # … if no line of the dump is wider and most wrapped lines continue in lower case
_ALONE_FROM = 60  # columns; the narrowest W for that
_CAPITAL_WEIGHT = 0.4  # of every wrapped line, to which the following are added
_LOWER = 100  # if it continues in lower case; in hundredths to keep sums exact
_LOWER_SHARE = 20  # percent of wrapped lines that continue in lower case: half in most languages, 0 in menus
_SURE_LOWER_SHARE = 55  # percent that is beyond doubt
_FAR_IF_SURE = 2.0  # then more lines may be wider than W
_SOLE_ENOUGH = 8  # wrapped lines at a column that no line passes, if a better one is too narrow for the rest
_SOLE_LOWER_SHARE = 40  # … percent of which continue in lower case
_CASELESS = 60  # … with a symbol or a letter without case, after a line that ends in mid-sentence
_CASELESS_STOP = 25  # … after the end of a sentence
_CASELESS_ENOUGH = 4.0  # like _ENOUGH, in scripts without case
_CASELESS_ENOUGH_ALONE = 1.0  # … if no line is wider, all break off in mid-sentence, and blank lines
_APART = 3  # … follow this many times as many long lines as other lines do, or
_CLOSED = 0.5  # … in this share of the wrapped lines the next one ends a sentence

_LABEL_CHARACTERS = 30
_STOPS = frozenset(f'{FULL_STOPS}!?…！？؟”"»')
_QUOTES = frozenset('“„«"‘–—[')
_LONG_WORD = 12  # columns; a longer word does not fit on the last line of many paragraphs anyway
_EDGE_SLACK = 2  # columns by which link marks and non-breaking spaces may shift the edge
_MOST_SLACK = 0.5  # share of the width that such a mark may take in mid-sentence
_SENTENCE = 4  # words of an unfinished sentence
_COMPACT_FROM = 2  # paragraph ends without a blank line; compact dumps have more

# 건물을 옮기 / 는 과정에서: the line is broken in a word
_HANGUL_WORD = pattern(r"\p{Hangul}++")
_LAST_HANGUL = pattern(r"\p{Hangul}{1,8}+\Z")
_FULL = 2  # columns; a line with fewer left is full, one with as many lost a blank
_ENOUGH_FULL = 4  # wrapped lines between Hangul
# Shares of them that are full, and that are full or lost a blank: with w3m at least .76 and .97 of eleven
# pages, with tools that break at blanks at most .7 and .92.
_FULL_SHARE, _FILLED_SHARE = 0.7, 0.95
_WORD_SYLLABLES = 4  # of most Korean words that a line's end parts

_CJK_CHUNK = 4  # columns: one character, and another that may not end a line

# Characters that take two columns in a terminal, and those that take none.
WIDE = pattern(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf"
    r"\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff"
    r"\U00020000-\U0003fffd]"
)
NO_WIDTH = pattern(r"[\p{Mn}\p{Me}\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
VOWEL_SIGN = pattern(r"\p{Mc}")  # of Indic scripts: one column in some terminals, none in others
# Whole ranges that contain these characters: `re` searches a page for them very quickly.
ODD = plain_pattern(
    r"[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711-\u1fff"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2e80-\U0010ffff]"
)
_MANY_ODD = 0.05  # share of lines with such characters from which the way of measuring matters
_SHORTEST = _NARROWEST // 2  # characters: a shorter line is never a wrapped one
# Scripts written without spaces, and their punctuation. Tools break Chinese and Japanese between any two
# characters, but Thai and its neighbours only at the spaces between phrases, or where one fills the line.
_PHRASED = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
UNSPACED = pattern(
    rf"[{_PHRASED}\p{{Han}}\p{{Hiragana}}\p{{Katakana}}ー々"
    r"\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)
_PHRASE = pattern(rf"[{_PHRASED}]")


def measures(others: str, lines: list[str], lengths: list[int]) -> list[list[int]]:
    """Return the lines' widths as tools may measure them: in columns, without vowel signs, in characters.

    others: the lines' characters beyond ASCII. lengths: of the lines, in characters.
    """
    if not ODD.search(others):
        return [lengths]
    odd = [at for at, line in enumerate(lines) if lengths[at] >= _SHORTEST and ODD.search(line)]
    columns = lengths.copy()
    for at in odd:
        columns[at] = _columns(lines[at])
    found = [columns]
    if len(odd) < len(lines) * _MANY_ODD:  # only a few flags or soft hyphens
        return found
    if VOWEL_SIGN.search(others):
        bare = columns.copy()
        for at in odd:
            bare[at] -= len(VOWEL_SIGN.findall(lines[at]))
        found.append(bare)
    found.append(lengths)
    return found


def _columns(line: str) -> int:
    """Return the columns that the line takes in a terminal: two for CJK, none for combining marks."""
    return len(line) + len(WIDE.findall(line)) - len(NO_WIDTH.findall(line))


def wrap_width(widths: Sequence[int], texts: Sequence[str]) -> tuple[int, int] | None:
    """Return the column at which lines were wrapped and how many of them were; None if they were not.

    widths: of each line, indentation included; texts: the lines without it, "" for a blank one.
    """
    line_ends = _counted(widths, texts, first_word)
    if line_ends.phrased and 2 * line_ends.apart < line_ends.cased + line_ends.caseless:
        # Without blank lines between paragraphs, any width explains that a phrase of Thai did not fit.
        line_ends = _counted(widths, texts, _first_piece)
    return line_ends.explained()


def _counted(widths: Sequence[int], texts: Sequence[str], first_piece: Callable[[str], int]) -> _LineEnds:
    """Return what the ends of long lines tell. first_piece: columns that had to fit on the line before."""
    line_ends = _LineEnds()
    last = len(widths) - 1
    for at, width in enumerate(widths):
        if width < _NARROWEST:
            continue
        text = texts[at]
        if text[0] not in _ITEM:
            line_ends.count_reach(width - _last_word(text) - 1)
        if width > _WIDEST or _is_row(text):
            continue
        if at < last and (after := texts[at + 1]):
            is_last = at + 1 == last or not texts[at + 2]
            line_ends.count(width, text, after, first_piece(after), is_last)
        else:
            line_ends.apart += 1
    return line_ends


def _is_row(text: str) -> bool:
    """Whether a line is a row of a table or of several columns: its end tells nothing of a wrap width."""
    if text[0] in _BORDERS:
        return True
    return _GAP in text and sum(map(bool, map(str.strip, text.split(_GAP)))) >= _ROW_CELLS


class _LineEnds:
    """What the ends of long lines tell of each wrap width W up to _WIDEST."""

    __slots__ = (
        *(
            "apart",
            "beyond",
            "cased",
            "caseless",
            "closed",
            "columns",
            "lower",
            "phrased",
            "reaching",
            "wrapped",
        ),
    )

    def __init__(self) -> None:
        self.columns: set[int] = set()  # where lines end that another line follows
        size = _WIDEST + 2
        # line ends that each W would explain, as differences to be summed up
        self.wrapped = [0] * size
        self.lower = [0] * size  # … weighted by the letter after them
        self.closed = [0] * size  # … by whether the next line ends a sentence
        # lines by where they end without their last word: no W is smaller
        self.reaching = [0] * size
        self.beyond = 0  # lines that reach farther than any W
        self.cased = self.caseless = 0  # lines that another follows, by whether its first letter has case
        self.apart = 0  # lines that a blank line follows
        self.phrased = 0  # lines that a phrase of Thai or its like follows

    def count_reach(self, reach: int) -> None:
        """Count a line that ends here without its last word."""
        if reach > _WIDEST:
            self.beyond += 1
        elif reach > 0:
            self.reaching[reach] += 1

    def count(self, width: int, text: str, after: str, word: int, is_last: bool) -> None:
        """Count the end of a line that another follows, for each W at which its first word did not fit.

        word: its columns. is_last: whether a blank line is below the other line.
        """
        first = after[0]
        if first == "[" and (number := _LINK_NUMBER.match(after)):
            first = after[number.end()]
        self.columns.add(width)
        if first.islower():
            value = _LOWER
            self.cased += 1
        elif first.isupper():
            value = 0
            self.cased += 1
        else:
            value = 0 if first in _BULLETS else _CASELESS_STOP if text[-1] in _STOPS else _CASELESS
            self.caseless += first.isalpha()  # an item's number is in no script
            self.phrased += _PHRASE.match(first) is not None
        need = min(width + 1 + word, _WIDEST + 1)
        self.wrapped[width] += 1
        self.wrapped[need] -= 1
        self.lower[width] += value
        self.lower[need] -= value
        if after[-1] in _STOPS or (is_last and "\u0e00" <= after[-1] <= "\u0eff"):  # Thai, Lao: no stops
            self.closed[width] += 1
            self.closed[need] -= 1

    def explained(self) -> tuple[int, int] | None:
        """Return the W that explains most line ends, and how many; None if they are too few for a W."""
        if not self.columns:
            return None
        self.wrapped = list(accumulate(self.wrapped))
        self.lower = list(accumulate(self.lower))
        self.closed = list(accumulate(self.closed))
        self.reaching = list(accumulate(self.reaching))
        best, sole = self._best_and_sole()
        if not best:
            return None
        if not self._is_edge(best):
            if self.wrapped[sole] < _SOLE_ENOUGH or self.lower[sole] < self.wrapped[sole] * _SOLE_LOWER_SHARE:
                return None
            best = sole
        return (best, self.wrapped[best]) if self._weight(best) >= self._enough(best) else None

    def _best_and_sole(self) -> tuple[int, int]:
        """Return the W that explains most line ends, and the best that no line passes; 0 for none."""
        best, best_gain = 0, 0.0
        sole, sole_gain = 0, 0.0
        for at in sorted(self.columns):
            gain = self._weight(at)
            if gain <= sole_gain:
                continue
            gain -= self._just_above(at)
            if gain > best_gain:
                best, best_gain = at, gain
            if gain > sole_gain and not self._above(at):
                sole, sole_gain = at, gain
        return best, sole

    def _weight(self, at: int) -> float:
        """Return how many line ends a W explains, by weight."""
        return self.wrapped[at] * _CAPITAL_WEIGHT + self.lower[at] / _LOWER

    def _just_above(self, at: int) -> int:
        return self.reaching[min(at + _JUST_ABOVE, _WIDEST)] - self.reaching[at]

    def _above(self, at: int) -> int:
        return self.reaching[_WIDEST] - self.reaching[at] + self.beyond

    def _is_edge(self, at: int) -> bool:
        """Whether few lines pass W, and enough of the wrapped ones continue in lower case."""
        count = self.wrapped[at]
        share = self.lower[at] / count
        allowed = _FAR_IF_SURE if share >= _SURE_LOWER_SHARE else _FAR
        are_few = self._just_above(at) <= count * _NEAR and self._above(at) <= count * allowed
        return are_few and share >= _LOWER_SHARE

    def _enough(self, at: int) -> float:
        """Return the weight of line ends that is enough for W: less if no line passes it."""
        is_sole = not self._above(at) and at >= _ALONE_FROM
        share = self.lower[at] / self.wrapped[at]
        if self.caseless > 2 * self.cased:
            if not is_sole or share < _CASELESS:
                return _CASELESS_ENOUGH
            are_apart = self.apart >= _APART * (self.cased + self.caseless)
            are_closed = self.closed[at] >= _CLOSED * self.wrapped[at]
            return _CASELESS_ENOUGH_ALONE if are_apart or are_closed else _CASELESS_ENOUGH
        return _ENOUGH_ALONE if is_sole and share >= _SURE_LOWER_SHARE else _ENOUGH


def _first_piece(text: str) -> int:
    """Return the columns of the first word, or of the first letters of a phrase of Thai."""
    return _CJK_CHUNK if _PHRASE.match(text) else first_word(text)


def first_word(text: str) -> int:
    """Return the columns of what a tool would have had to fit on the line before."""
    end = text.find(" ")
    word = text if end < 0 else text[:end]
    if word.isascii():
        return len(word)
    return _CJK_CHUNK if UNSPACED.match(word) and not _PHRASE.match(word) else _columns(word)


def _last_word(text: str) -> int:
    """Return the length of the last word, which makes a line too wide if tools do not break words."""
    word = text[text.rfind(" ") + 1 :]
    return 1 if not word.isascii() and UNSPACED.search(word) and not _PHRASE.match(word) else len(word)


def is_wrapped(width: int, line: str, after: str, wrap: int, compact: bool = False) -> bool:
    """Whether the line, of this width, was broken because the next line's first word did not fit.

    compact: whether paragraphs follow each other without blank lines, so that a line end near the edge
    may also be a paragraph's end. A label of an advertisement is never the rest of a paragraph.
    """
    if width > wrap:  # because of one long word, or because the tool does not wrap such lines
        return width - _last_word(line) <= wrap
    word = first_word(after)
    room = wrap - width - 1 - word
    stops = line[-1] in _STOPS and line[-2:-1] != ","  # “I did,” he said
    if room < 0:
        has_case = after[0] != after[0].swapcase()
        if len(after) <= _LABEL_CHARACTERS and (stops or not has_case) and _is_label(after):
            return False
        if not stops or after[0].islower():
            return True
        return not compact or (
            word <= _LONG_WORD and after[0] not in _QUOTES and not after.casefold().startswith(_openings())
        )
    if line[-1] == ":" or (stops and not after[0].islower()):
        return False
    in_sentence = after[0].islower() and line.count(" ") >= _SENTENCE - 1
    return room < _EDGE_SLACK or (in_sentence and room <= wrap * _MOST_SLACK)


def _is_label(line: str) -> bool:
    """Whether a line says that an advertisement follows; with a full stop, it is a sentence's last word."""
    return line[-1] not in _STOPS and plain(line) in labels("advertising")


@cache
def _openings() -> tuple[str, ...]:
    """Return how calls to readers and lines that lead to another story open: "Follow ", "Read also"."""
    phrases = {x for section in ("calls", "read also") for x in written(section) if " " in x}
    names_follow = {f"{x} " for x in written("follow a name")}  # "Following the match, …" is a sentence
    return tuple({x.casefold() for x in phrases | names_follow})


def breaks_in_words(widths: Sequence[int], texts: Sequence[str], wrap: int) -> bool:
    """Whether a tool breaks Korean lines in the middle of words, as w3m does: it then fills every line."""
    count = full = filled = 0
    for at in range(len(texts) - 1):
        line, after = texts[at], texts[at + 1]
        if not wrap // 2 < widths[at] <= wrap or not _is_between_hangul(line, after):
            continue
        if is_wrapped(widths[at], line, after, wrap):
            count += 1
            full += wrap - widths[at] < _FULL
            filled += wrap - widths[at] <= _FULL
    are_full = full >= count * _FULL_SHARE and filled >= count * _FILLED_SHARE
    return count >= _ENOUGH_FULL and are_full


def separator_in_hangul(before: str, after: str, room: int) -> str:
    """Return the text between two Korean lines of a tool that breaks words: "" if a word was broken.

    room: columns left on the line. On a full line only the lengths of both pieces tell.
    """
    if room >= _FULL or not _is_between_hangul(before, after):
        return separator_of_lines(before, after)
    last, first = _LAST_HANGUL.search(before), _HANGUL_WORD.match(after)
    sizes = len(last[0]) if last else 0, len(first[0]) if first else 0
    return "" if min(sizes) == 1 or sum(sizes) <= _WORD_SYLLABLES else " "


def _is_between_hangul(line: str, after: str) -> bool:
    return _HANGUL_WORD.match(after) is not None and _HANGUL_WORD.match(line[-1:]) is not None


def column_width(widths: Sequence[int], texts: Sequence[str], sure: bool) -> int | None:
    """Return the wrap width of a table column: that of its longest line, if lines were wrapped to fit it.

    sure: whether other lines of the dump were wrapped; if not, the longest line must continue in the next.
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


def separator_of_lines(before: str, after: str, room: int = 0) -> str:
    """Return the text between two wrapped lines: as `separator`, but " " between phrases of Thai.

    room: columns left on the line, which a tool that breaks phrases would have filled.
    """
    is_at_blank = " " in before or room >= _CJK_CHUNK
    is_between_phrases = is_at_blank and not after[0].isascii() and _PHRASE.match(after) is not None
    return " " if is_between_phrases else separator(before, after)


def separator(before: str, after: str) -> str:
    """Return the text between two joined lines: "" after a hyphen and in scripts without spaces, else " "."""
    end, start = before[-1], after[0]
    if end == "\N{SOFT HYPHEN}":
        return ""
    if end == "-" and len(before) > 1 and before[-2].isalpha() and start.isalnum():
        return " " if after.partition(" ")[0] in written("after a hanging hyphen") else ""
    if not end.isascii() and not start.isascii() and UNSPACED.match(end) and UNSPACED.match(start):
        return ""
    return " "
