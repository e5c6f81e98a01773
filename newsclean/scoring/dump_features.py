"""Features of the blocks of a plain-text dump: their text, their layout and their surroundings.

Words count where they are in the headline, where they head a box ("Most popular"), and by fitted weights
(`word_scores`); all else works alike in every language. `features` returns one column of floats per feature,
in the order of NAMES.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from ..model import Block, Page
from ..text.words import fold
from .columns import Column, clipped, means_over, packed, sums
from .dump_surroundings import (
    distances,
    gap_columns,
    neighbour_columns,
    position_columns,
    run_columns,
    run_numbers,
    section_columns,
    window_columns,
)
from .text_features import KINDS, Prose, proses
from .topic import topic_columns
from .word_scores import word_scores

NAMES = tuple(
    (
        # its text
        "words link_density sentence_end symbols lower letters_a_word closing_mark starts_lower commas "
        "digits capitals kind level copies title_likeness shared_words calls word_score word_score_near "
        "word_score_around "
        # its layout
        "marked indent indent_off blank_before "
        # its position
        "position words_before good_before good_left from_title from_heading from_box good_since_box "
        "to_good_before to_good_after gap_before gap_after gone_5 gone_12 stretch_good_before "
        "stretch_good "
        # its section: a heading and what follows it
        "section_blocks section_good "
        # its run of blocks of the same build
        "run run_words run_good "
        # neighbours
        "words_1_before lower_1_before words_1_after lower_1_after words_2_before words_2_after "
        "good_words_4_before good_5 good_12 good_30 lower_5 lower_12 lower_30 sentences_5 words_12 "
        "shared_12 times_12 "
        # the page
        "page_blocks page_good page_indent "
        # the topic
        "topic topic_in_run topic_in_stretch topic_near"
    ).split()
)

_CLOSING = frozenset(".!?…。！？｡।॥؟۔:：;,”\"'’»)）」』")
_WIDE_GAP = 4  # blocks dropped between two kept ones, such as a menu or box: a new stretch begins
_WIDEST_INDENT, _INDENT_OFF = 40.0, 20.0  # columns
_BLANK_LINES = 5.0
_LONG_WORD = 5  # letters; words this long show what a text is about
_WORDS_NEAR, _WORDS_AROUND = 3, 12  # blocks on each side
_TOPIC_NEAR = 6  # blocks on each side


class DumpNumbers(NamedTuple):
    """A page's features as columns, in the order of NAMES; the words and the groups of each block."""

    columns: list[Column]
    words: Column
    groupings: list[Sequence[Hashable]]
    """By build, by run and by indentation."""


def features(page: Page, word_weights: Mapping[str, int]) -> DumpNumbers:
    """Return the features of the live blocks; there must be at least one."""
    blocks = page.blocks
    n = len(blocks)
    texts = proses(blocks)
    repeated, shared, scored = _columns_of_words(page, texts.good, word_weights)
    indents = [b.indent for b in blocks]
    usual = _usual_indent(indents, texts)
    runs = run_numbers(blocks, texts.good)
    gaps = distances(blocks)
    stretches = list(accumulate(gap > _WIDE_GAP for gap in gaps))  # what stands between wide gaps
    columns = [
        *packed(_text_columns(blocks, texts)),
        *repeated,
        *packed([shared, texts.calls]),
        *scored,
        *packed(_layout_columns(blocks, indents, usual)),
        *packed(position_columns(page, texts, gaps)),
        *packed(gap_columns(gaps, stretches, texts.good_words)),
        *packed(section_columns(blocks, texts)),
        *packed(run_columns(runs, texts)),
        *packed(neighbour_columns(texts)),
        *packed(window_columns(blocks, texts, shared)),
        [float(n)] * n,
        [sum(texts.good_words)] * n,
        [float(min(_WIDEST_INDENT, usual))] * n,
        *packed(topic_columns(page, [runs, stretches], near=_TOPIC_NEAR)),
    ]
    builds = [(b.kind, b.indent, bool(b.marker)) for b in blocks]
    return DumpNumbers(columns, texts.words, [builds, runs, indents])


def _columns_of_words(
    page: Page, good: Column, word_weights: Mapping[str, int]
) -> tuple[list[Column], Column, list[Column]]:
    """Return the features that need the texts' folded words, which take several times the page's memory.

    These are repetitions, shares of words that the prose has too, and the words' scores.
    """
    folds = [fold(block.text) for block in page.blocks]
    folded = [text.split() for text in folds]
    return (
        packed(_repetition_columns(page, folds, folded)),
        _shares_of_prose(folded, good),
        packed(word_columns(word_scores(folded, word_weights))),
    )


def word_columns(scores: Column) -> list[Column]:
    """Return the words' scores, and their means nearby; in NAMES they begin with `word_score`."""
    near, around = _WORDS_NEAR, _WORDS_AROUND
    summed = [sums(scores)]
    return [scores, *means_over(summed, -near, near + 1), *means_over(summed, -around, around + 1)]


def _text_columns(blocks: Sequence[Block], texts: Prose[Column]) -> list[Column]:
    """Return the features of the text alone; links, bold and signs are shares of its characters."""
    return [
        texts.words,
        texts.link_density,
        texts.sentence_end,
        texts.symbols,
        texts.lower,
        [len(b.text) / (words or 1.0) for b, words in zip(blocks, texts.words, strict=True)],
        [1.0 if b.text[-1:] in _CLOSING else 0.0 for b in blocks],
        [1.0 if b.text[:1].islower() else 0.0 for b in blocks],
        texts.commas,
        texts.digits,
        texts.capitals,
        [KINDS[b.kind] for b in blocks],
        [float(b.level) for b in blocks],
    ]


def _repetition_columns(page: Page, folds: Sequence[str], folded: Sequence[list[str]]) -> list[Column]:
    """Return how often each text is on the page, and its share of words in the title."""
    title_text = page.claimed("title") or page.head.title
    title = frozenset(fold(str(title_text)).split()) if title_text else frozenset()
    copies = Counter(folds)
    return [
        [float(copies[text]) for text in folds],
        [
            0.0 if title.isdisjoint(words) else sum(map(title.__contains__, words)) / len(words)
            for words in folded
        ],
    ]


def _shares_of_prose(folded: Sequence[list[str]], good: Column) -> Column:
    """Return the share of each text's long words that two or more prose blocks use; -1 without any."""
    long_words = [[word for word in text if len(word) >= _LONG_WORD] for text in folded]
    is_shared = _shared_words(long_words, good).__contains__
    return [sum(map(is_shared, words)) / len(words) if words else -1.0 for words in long_words]


def _shared_words(long_words: Sequence[list[str]], good: Column) -> set[str]:
    """Return the long words of two or more prose blocks: what the page is about."""
    seen: set[str] = set()
    shared: set[str] = set()
    for words, is_good in zip(long_words, good, strict=True):
        if is_good:
            shared |= seen.intersection(words)
            seen.update(words)
    return shared


def _layout_columns(blocks: Sequence[Block], indents: Sequence[int], usual: int) -> list[Column]:
    return [
        [1.0 if b.marker else 0.0 for b in blocks],
        clipped(indents, _WIDEST_INDENT),
        clipped([indent - usual for indent in indents], _INDENT_OFF),
        clipped([b.blank_before for b in blocks], _BLANK_LINES),
    ]


def _usual_indent(indents: Sequence[int], texts: Prose[Column]) -> int:
    """Return the indentation of most of the prose."""
    widths: Counter[int] = Counter()
    for indent, words, good in zip(indents, texts.words, texts.good, strict=True):
        if good:
            widths[indent] += int(words)
    return widths.most_common(1)[0][0] if widths else 0
