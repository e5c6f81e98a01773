"""The lines of a dump around the start of its prose, and what is worked out of them once.

A headline stands above the text. A notice may come before it, so some blocks of the text belong to these
lines; and some tools print the page's <title> far above, so the dump's first lines do, too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from ...model import Block
from ...phrases import worded
from ...text.patterns import DIGIT
from ...text.words import STEM, TELLING, UNSPACED, count_words, ends_sentence, fold
from ..bylines.word_for_by import opens_with_by
from .cuts import headlines_opening, title_of_record

FIRST_LINES = 3
"""First blocks, where some tools print the <title>."""
SIGNED_WORDS = 14
"""Most words of a line with a byline or a date."""
LONGEST = 250
"""Most characters of a line that may be the headline."""
SLUG_WORDS = 3
"""Fewest words of the part of an address that names the story."""

_BEFORE = 600  # blocks before the run of prose
_PAST_START = 6  # blocks of the run: a notice may come before the headline
_NEARLY_ALL = 0.8  # share of the address's words
_FAR = 16  # blocks above the text; bylines of the first lines are not near it
_BODY_BLOCKS, _BODY_LONGEST = 15, 1200  # blocks of the run whose words are compared, characters of each
_TRAIL_LONGER = 90  # most characters that a line of breadcrumbs has besides the headline
_SCRIPT_WITHIN, _LATIN_SHARE = 400, 0.3  # characters of the text; least share of a to z in a Latin one

# "May 3, 2024"  "14:05"  "3.5.2024"  "2024年5月3日"  "4 min read"
_DATED = worded(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./:]\d\d(?!\d)|\d\s*+<<minutes>>")


class NearbyLines:
    """The lines that may be the headline, by index of their block.

    prose: the blocks' `prose_words`. start, end: first and last block of the main run of prose.
    usual: how often the site's headlines stand where these blocks are, by id.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        prose: Sequence[int],
        start: int,
        end: int,
        url: str | None,
        usual: Mapping[int, float],
    ) -> None:
        self.blocks, self.start, self.usual = blocks, start, usual
        low, high = max(0, start - _BEFORE), min(len(blocks), start + _PAST_START)
        near = [*range(min(FIRST_LINES, low)), *range(low, high)]
        self.words = {i: count_words(blocks[i].text) for i in near}
        self.folded = {i: fold(blocks[i].text) for i in near if len(blocks[i].text) <= LONGEST}
        self.signed = [
            i
            for i, folded in self.folded.items()
            if self.words[i] <= SIGNED_WORDS and (_is_dated(blocks[i].text) or opens_with_by(folded))
        ]
        self.prose = [i for i in near if prose[i]]
        self.page_titles = [
            set(headlines_opening(title_of_record(b.text) or b.text)) for b in blocks[:FIRST_LINES]
        ]
        self._title_starts = set().union(*self.page_titles)
        self.counts = Counter(self.folded.values())
        self._sorted = sorted(self.counts)
        self._sorted_backwards = sorted(line[::-1] for line in self.counts)
        self._read_text([fold(b.text[:_BODY_LONGEST]) for b in blocks[start : end + 1][:_BODY_BLOCKS]])
        self._read_address((url or "").partition("://")[2].partition("/")[2])

    def _read_text(self, paragraphs: Sequence[str]) -> None:
        whole = " ".join(paragraphs)
        self._is_unspaced = any(UNSPACED.search(x[:100]) for x in paragraphs[:3])
        self.is_foreign = _is_in_other_script(whole[:_SCRIPT_WITHIN])
        self.text_words = self.stems(whole)

    def _read_address(self, path: str) -> None:
        slug = max(path.partition("?")[0].split("/"), key=len)
        self.address_words = self.stems(fold(path))
        self.slug_words = self.stems(fold(slug))

    def stems(self, folded: str) -> set[str]:
        """Return the stems of words that say what a text is about; without spaces, its pairs of characters.

        A headline and its text inflect the same word differently, so these are not whole words.
        """
        if self._is_unspaced:
            return {folded[i : i + 2] for i in range(len(folded) - 1)}
        return {x[:STEM] for x in folded.split() if len(x) >= TELLING}

    def is_in_trail(self, at: int) -> bool:
        """Whether a longer line nearby begins or ends with this one: breadcrumbs, or the page's <title>."""
        folded = self.folded[at]
        return _opens_longer(folded, self._sorted) or _opens_longer(folded[::-1], self._sorted_backwards)

    def is_in_title(self, at: int) -> bool:
        """Whether another one of the first lines opens with this one, as the page's <title> may."""
        folded = self.folded[at]
        return folded in self._title_starts and any(
            folded in titles for i, titles in enumerate(self.page_titles) if i != at
        )

    def is_in_address(self, at: int) -> bool:
        """Whether a line has nearly all words of the address that name the story, and hardly any others."""
        return len(self.slug_words) >= SLUG_WORDS and self.has_address(self.folded[at])

    def has_address(self, folded: str) -> bool:
        """Whether a folded line has nearly all words of the address's last part, and hardly any others."""
        own = self.stems(folded)
        return len(own & self.slug_words) > max(len(own), len(self.slug_words)) * _NEARLY_ALL

    def is_signed_under(self, at: int, within: int) -> bool:
        """Whether a byline or a date is among so many blocks under a line."""
        signed = bisect_right(self.signed, at)
        return signed < len(self.signed) and self.signed[signed] - at <= within

    def is_far_above(self, at: int) -> bool:
        """Whether a line is one of the first, where tools print the <title>, and the text is far below."""
        return at < FIRST_LINES and self.start - at > _FAR


def _opens_longer(line: str, lines: Sequence[str]) -> bool:
    """Whether one of these sorted lines begins with this one, and is longer by as much as a trail may be."""
    opening = f"{line} "
    for i in range(bisect_left(lines, opening), len(lines)):
        if not lines[i].startswith(opening):
            return False
        if len(lines[i]) <= len(line) + _TRAIL_LONGER:
            return True
    return False


def _is_dated(text: str) -> bool:
    """Whether a line has a date and is not a sentence like "2020 was a bad year."."""
    return DIGIT.search(text) is not None and _DATED.search(text) is not None and not ends_sentence(text)


def _is_in_other_script(text: str) -> bool:
    """Whether a text is written in other letters than a to z."""
    if text.isascii():
        return False
    letters = sum(map(str.isalpha, text))
    return sum(c.isascii() and c.isalpha() for c in text) < letters * _LATIN_SHARE
