"""Maps lines to the columns of a terminal, where wide characters take two and combining marks none.

    大桥开通  体育       ->  text in columns 0 to 7, a gap of two, text in columns 10 to 13

Some tools count characters instead. Where text is side by side, it shows how the tool counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from ...text.patterns import pattern
from .unwrap import NO_WIDTH, ODD, VOWEL_SIGN, WIDE

WIDEST = 3000
"""Characters of the longest line in columns: no tool makes wider tables, and hostile ones are cheap."""
_FILLER = "\uffff"  # the second column of a wide character
_WIDE_BLANK = "\u3000"  # indents paragraphs: text, to a tool that pads with spaces
_TWO_COLUMNS = rf"\g<0>{_FILLER}"
_NO_WIDTH_OR_VOWEL = pattern(lambda: rf"{NO_WIDTH.pattern}|{VOWEL_SIGN.pattern}")
_GAP = pattern(r"(?<=\S)\s{2,}+(?=\S)")


@dataclass(frozen=True, slots=True)
class Ruler:
    """A way to count columns. no_width: the characters that take none; None if each character takes one."""

    no_width: regex.Pattern[str] | None = None

    def spread(self, line: str) -> str:
        """Return the line with one character per column."""
        if self.no_width is None or not ODD.search(line):
            return line
        spread = WIDE.sub(_TWO_COLUMNS, self.no_width.sub("", line))
        return spread.replace(_WIDE_BLANK, _FILLER) if _WIDE_BLANK in spread else spread

    def cut(self, line: str, first: int, past: int) -> str:
        """Return the part of the line in the columns `first` to `past` (exclusive)."""
        if self.no_width is None or not ODD.search(line):
            return line[first:past]
        kept = []
        column = 0
        for character in line:
            if not character.isascii() and self.no_width.match(character):
                inside = first < column <= past  # a mark belongs to the character before it
            else:
                inside = first <= column < past
                column += 1 if character.isascii() or not WIDE.match(character) else 2
            if inside:
                kept.append(character)
        return "".join(kept)


CHARACTERS = Ruler()
_COLUMNS = Ruler(NO_WIDTH)
_COLUMNS_WITHOUT_VOWELS = Ruler(_NO_WIDTH_OR_VOWEL)


def ruler_of(lines: list[str]) -> Ruler:
    """Return the ruler by which most text after gaps is aligned with text after gaps in the line above."""
    if not any(map(ODD.search, lines)):
        return CHARACTERS
    best, most = CHARACTERS, -1
    for ruler in (_COLUMNS, _COLUMNS_WITHOUT_VOWELS, CHARACTERS):
        aligned = _aligned(lines, ruler)
        if aligned > most:
            best, most = ruler, aligned
    return best


def _aligned(lines: list[str], ruler: Ruler) -> int:
    aligned = 0
    above: set[int] = set()
    for line in lines:
        begins = {gap.end() for gap in _GAP.finditer(ruler.spread(line))}
        aligned += len(begins & above)
        above = begins
    return aligned
