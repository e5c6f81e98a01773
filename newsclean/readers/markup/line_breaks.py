"""Decides which `<br>`s of a block are line breaks, and which only wrap its running text.

The boat goes out,<br>the boat comes in,     ->  two lines
… the harbour board had<br>decided that …    ->  one line: a long one ended in the middle of a sentence
<b>The vote</b><br>The board decided on …    ->  two blocks: a bold line over prose is a subhead
<i>By Ida Moe</i><br>The board decided on …   ->  two blocks: so is a line in italics over prose
… 已經修好。<br>　　村民說 …                      ->  two blocks: a wide blank opens a paragraph

Browsers show no space for a line end of the markup inside Chinese or Japanese text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise

from ...fast_model import make_span
from ...model import Span
from ...text.patterns import pattern, plain_pattern
from ...text.prose import PARAGRAPH
from ...text.words import UNSPACED, count_words, ends_sentence

_WRAPPED = 40  # characters of the shortest line that is taken for wrapped text
_WRAPPED_UNSPACED = 15  # the same in scripts without spaces, whose characters are wider
_RAGGED = 0.7  # share of the longest line's length that every wrapped line has
_LINES_TO_COMPARE = 3
_SUBHEAD_WORDS = 14
_SUBHEAD_MARKS = ("bold", "italic")
_WIDE = r"\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303f\uff00-\uffef"
_WIDE_BLANK = "\N{IDEOGRAPHIC SPACE}"
_SOURCE_LINE = pattern(rf"(?<=[{_WIDE}])[^\S\n]*+\n[^\S\n]*+(?=[{_WIDE}])")
_CLAUSE_END = plain_pattern(r"[,;:،؛、，；：\-–—]\Z")

Piece = tuple[str, tuple[Span, ...]]


def without_source_lines(text: str) -> str:
    """Return text of the markup without line ends between characters that are written without spaces."""
    return _SOURCE_LINE.sub("", text)


def opens_paragraph(above: str, text: str) -> bool:
    """Whether text after a line break begins a paragraph: with a wide blank, under the end of a sentence."""
    return text.lstrip("\r\n\t ").startswith(_WIDE_BLANK) and ends_sentence(above)


def settled(text: str, spans: Sequence[Span], may_have_subheads: bool) -> list[Piece]:
    """Return text and spans of a block, with a span for each line break that does not only wrap it.

    may_have_subheads: whether each marked line over prose comes as a piece of its own.
    """
    lines = text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    marked = {(span.start, span.end) for span in spans if span.mark in _SUBHEAD_MARKS}
    cuts = {0, len(lines)}
    for i, (line, after) in enumerate(pairwise(lines)):
        is_marked = may_have_subheads and (starts[i], starts[i] + len(line)) in marked
        if is_marked and _is_subhead(line) and count_words(after) >= PARAGRAPH:
            cuts |= {i, i + 1}
    return [_joined(lines[a:b], _within(spans, starts[a], starts[b] - 1)) for a, b in pairwise(sorted(cuts))]


def _is_subhead(line: str) -> bool:
    return count_words(line) <= _SUBHEAD_WORDS and not _CLAUSE_END.search(line)


def _within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return the spans between two places of the text, cut at them, and counted from the first."""
    inside = [span for span in spans if span.end >= start and span.start <= end]
    cut = [_moved(span, max(start - span.start, 0), min(end - span.end, 0)) for span in inside]
    return [_moved(span, -start, -start) for span in cut if span.start < span.end or span.label]


def _moved(span: Span, start: int, end: int) -> Span:
    """Return a span with its start and end moved by so many characters."""
    return make_span(span.start + start, span.end + end, span.mark, span.href, span.label)


def _joined(lines: Sequence[str], spans: Sequence[Span]) -> Piece:
    """Return the lines as one text, each wrapped one joined to the next."""
    wrapped = _are_wrapped(lines)
    parts = [lines[0]]
    size = len(lines[0])
    breaks = []
    gone = []  # places in the old text of breaks that leave nothing behind
    for before, line in pairwise(lines):
        joint = " "
        if not wrapped and not _continues(before, line):
            breaks.append(make_span(size, size + 1, "break"))
        elif UNSPACED.match(before[-1:]) and UNSPACED.match(line):
            joint = ""
            gone.append(size)
        parts += [joint, line]
        size += 1 + len(line)
    if breaks:
        spans = sorted([*spans, *breaks], key=lambda span: (span.start, -span.end))
    if gone:
        spans = [_moved(span, -bisect_left(gone, span.start), -bisect_left(gone, span.end)) for span in spans]
    return "".join(parts), tuple(spans)


def _are_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines look like text wrapped at a width: all but the last are long, and about equally long."""
    full = lines[:-1]
    if len(full) < _LINES_TO_COMPARE:
        return False
    shortest, longest = min(map(len, full)), max(map(len, full))
    if shortest < _RAGGED * longest or len(lines[-1]) > longest or shortest < _shortest(full[0]):
        return False
    return sum(map(_is_broken_off, full)) > len(full) / 2


def _continues(line: str, after: str) -> bool:
    """Whether a long line breaks off in the middle of a sentence that the next one continues."""
    return len(line) >= _shortest(line) and after[:1].islower() and _is_broken_off(line)


def _shortest(line: str) -> int:
    return _WRAPPED_UNSPACED if UNSPACED.match(line) else _WRAPPED


def _is_broken_off(line: str) -> bool:
    return not ends_sentence(line) and not _CLAUSE_END.search(line)
