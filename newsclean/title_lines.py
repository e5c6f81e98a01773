"""The headline of a dump: the line over the main run of prose that reads most like one.

No markup says which line it is. What tells it: its words come back in the text under it, a byline or a
date follows, it is repeated or ends a line of breadcrumbs, it has a headline's length and no full stop.

    • Home > Local                                        no: a list
    Bridge reopens after two years                        the headline: signed, and in the text's words
    By Ada Writer, 3 May 2024
    The bridge over the Lenn reopened on Friday, two …    the run of prose
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from .byline_names import without_by
from .model import Block, Page
from .words import count_words, ends_sentence, fold

_PROSE = 15  # words of a sentence that counts as prose
_MOST_COUNTED = 120  # words of one paragraph: one long legal notice must not outweigh an article
_GAP = 9  # words of prose that a line of another kind uses up

_WINDOW = 80  # blocks before the run of prose in which the headline is looked for
_PAST_START = 6  # blocks into the run: a notice in sentences may stand before the headline
_SHORTEST, _LONGEST = 8, 250  # characters
_MOST_WORDS = 40
_BODY_BLOCKS, _BODY_LONGEST = 15, 1200  # blocks of the run whose words are compared, characters of each
_TELLING_WORD = 4  # letters from which a word says what a text is about
_SIGNED_WITHIN = 5  # blocks after the headline in which its byline or date stands
_SIGNED_WORDS = 14  # words of such a line
_TRAIL_LONGER = 90  # characters that a line of breadcrumbs has beside the headline
_FIRST_LINES = 3  # blocks in which some tools print the <title>

# How much each sign speaks for a line; fitted to dumps of pages whose headline is known (listwise logistic).
_WEIGHTS: Mapping[str, float] = {
    "its words are in the text": 5.3,  # times their share
    "its words are in the address": 5.4,  # times their share
    "heading of the first level": 3.8,
    "heading": 0.4,
    "signed or dated": 2.5,
    "blank lines around": 1.2,  # each
    "in the breadcrumbs or the page's title": 1.6,
    "repeated": 0.7,
    "under a short line": 1.2,
    "of a headline's length": 1.0,
    "of two words": -1.8,
    "of more than 25 words": -1.9,
    "closed like a sentence or a label": -2.8,
    "in the run of prose": -3.3,
    "with marks of menus or credits": -2.2,
    "indented": -2.1,
    "opens the next line": -1.4,  # an image's text over its caption
    "over a list": -1.0,
    "row of a table": -1.2,
    "a date": 0.8,
}
_LEAST = 4.5  # from which a line is a headline rather than just the best of what is there

# "May 3, 2024"  "14:05"  "3.5.2024"  "2024年5月3日"  "4 min read"
_DATED = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./:]\d\d(?!\d)|\d\s*+(?:min|Min|分)")
_MARKS = regex.compile(r"[|»›©/]|Foto|Photo")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


@dataclass(frozen=True, slots=True)
class HeadlineLine:
    """The line, and what spoke for it."""

    block: Block
    evidence: str


def headline_line(page: Page) -> HeadlineLine | None:
    """The block that reads most like the headline of the page's main run of prose, if any does."""
    blocks = page.blocks
    words = [count_words(b.text) for b in blocks]
    start, end = main_run(blocks, words)
    lines = _Lines(blocks, words, start, end, page.url)
    best: tuple[float, int, list[str]] | None = None
    for at in lines.candidates():
        signs = dict(lines.signs(at))
        score = sum(_WEIGHTS[name] * value for name, value in signs.items())
        if score >= _LEAST and (best is None or score > best[0]):
            best = score, at, [name for name, value in signs.items() if _WEIGHTS[name] * value > 1]
    return HeadlineLine(blocks[best[1]], ", ".join(best[2])) if best else None


def main_run(blocks: Sequence[Block], words: Sequence[int]) -> tuple[int, int]:
    """First and last index of the stretch of blocks with most prose; past the end where there is none."""
    best = total = 0
    first, last = len(blocks), len(blocks)
    start = 0
    for i, block in enumerate(blocks):
        if total <= 0:
            total, start = 0, i
        prose = words[i] >= _PROSE and ends_sentence(block.text) and block.link_density < 0.5
        total += min(words[i], _MOST_COUNTED) if prose else -_GAP
        if total > best:
            best, first, last = total, start, i
    return first, last


class _Lines:
    """The lines of a page that may be its headline, and what speaks for each."""

    def __init__(
        self, blocks: Sequence[Block], words: Sequence[int], start: int, end: int, url: str | None
    ) -> None:
        self.blocks, self.words, self.start = blocks, words, start
        low, high = max(0, start - _WINDOW), min(len(blocks), start + _PAST_START)
        self.near = [*range(min(_FIRST_LINES, low)), *range(low, high)]
        self.folded = {i: fold(blocks[i].text) for i in self.near if len(blocks[i].text) <= _LONGEST}
        self.counts = Counter(self.folded.values())
        text = [fold(b.text[:_BODY_LONGEST]) for b in blocks[start : end + 1][:_BODY_BLOCKS]]
        self.pairs = any(_UNSPACED.search(x[:100]) for x in text[:3])
        self.of_text = self._telling(" ".join(text))
        self.of_address = set(fold((url or "").partition("://")[2].partition("/")[2]).split())

    def candidates(self) -> Iterator[int]:
        """Indices of the lines of a headline's size; of the run of prose only those marked or repeated."""
        for i, folded in self.folded.items():
            block, words = self.blocks[i], self.words[i]
            if not _SHORTEST <= len(folded) or not 2 <= words <= _MOST_WORDS:
                continue
            if i < self.start or block.level == 1 or self.counts[folded] > 1 or self._in_trail(i):
                yield i

    def signs(self, at: int) -> Iterator[tuple[str, float]]:
        """What speaks for a line and against it."""
        block, words, folded = self.blocks[at], self.words[at], self.folded[at]
        text = block.text
        own = self._telling(folded)
        if own:
            yield "its words are in the text", len(own & self.of_text) / len(own) * min(words, 10) / 10
            if self.of_address:
                yield "its words are in the address", len(own & self.of_address) / len(own)
        if block.kind == "heading":
            yield ("heading of the first level" if block.level == 1 else "heading"), 1
        elif block.kind == "table":
            yield "row of a table", 1
        yield "blank lines around", (block.blank_before > 0) + (block.blank_after > 0)
        if self._is_signed(at):
            yield "signed or dated", 1
        if self._in_trail(at):
            yield "in the breadcrumbs or the page's title", 1
        if self.counts[folded] > 1:
            yield "repeated", 1
        if at > 0 and self.words[at - 1] <= 3:
            yield "under a short line", 1
        if 5 <= words <= 15:
            yield "of a headline's length", 1
        elif words <= 2:
            yield "of two words", 1
        elif words > 25:
            yield "of more than 25 words", 1
        if text.endswith(":") or (ends_sentence(text) and not text.endswith("?")):
            yield "closed like a sentence or a label", 1
        if at >= self.start:
            yield "in the run of prose", 1
        if _MARKS.search(text):
            yield "with marks of menus or credits", 1
        if block.indent > 2:
            yield "indented", 1
        if words < 8 and _DATED.search(text):
            yield "a date", 1
        if at + 1 < len(self.blocks):
            following = self.folded.get(at + 1, "")
            if following != folded and following.startswith(folded):
                yield "opens the next line", 1
            if self.blocks[at + 1].kind == "list_item":
                yield "over a list", 1

    def _telling(self, folded: str) -> set[str]:
        """The words that say what a text is about; where words are not parted, its pairs of characters."""
        if self.pairs:
            return {folded[i : i + 2] for i in range(len(folded) - 1)}
        return {x for x in folded.split() if len(x) >= _TELLING_WORD}

    def _is_signed(self, at: int) -> bool:
        for i in range(at + 1, min(at + 1 + _SIGNED_WITHIN, len(self.blocks))):
            text = self.blocks[i].text
            if self.words[i] <= _SIGNED_WORDS and (_DATED.search(text) or without_by(text) is not None):
                return True
        return False

    def _in_trail(self, at: int) -> bool:
        """Whether a longer line nearby opens or ends with this one: breadcrumbs, or the page's <title>."""
        folded = self.folded[at]
        return any(
            len(folded) < len(other) <= len(folded) + _TRAIL_LONGER
            and (other.endswith(" " + folded) or other.startswith(folded + " "))
            for other in self.counts
        )
