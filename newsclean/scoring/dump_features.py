"""Features of the blocks of a plain-text dump: their text, their layout and their surroundings.

Words count where they are in the headline, where they head a box ("Most popular"), and by fitted weights
(`word_scores`); all else works alike in every language. `features` returns one column of floats per feature,
in the order of NAMES.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from operator import sub, truediv
from typing import NamedTuple

from ..model import Block, Page
from ..phrases import labels, plain
from ..text.patterns import plain_pattern
from ..text.words import fold
from .columns import (
    FAR,
    Column,
    beside,
    clipped,
    means_over,
    packed,
    shares_before,
    since,
    spread,
    sums,
    total_over,
    totals,
    until,
)
from .text_features import KINDS, LOOK_AT, Prose, proses
from .topic import topic_columns
from .word_scores import word_scores

NAMES = (
    # its text
    "words",
    "link_density",
    "sentence_end",
    "symbols",
    "lower",
    "letters_a_word",
    "closing_mark",
    "starts_lower",
    "commas",
    "digits",
    "capitals",
    "kind",
    "level",
    "copies",
    "title_likeness",
    "shared_words",
    "calls",
    "word_score",
    "word_score_near",
    "word_score_around",
    # its layout
    "marked",
    "indent",
    "indent_off",
    "blank_before",
    # its position
    "position",
    "words_before",
    "good_before",
    "good_left",
    "from_title",
    "from_heading",
    "from_box",
    "good_since_box",
    "to_good_before",
    "to_good_after",
    "gap_before",
    "gap_after",
    "gone_5",
    "gone_12",
    "stretch_good_before",
    "stretch_good",
    # its section: a heading and what follows it
    "section_blocks",
    "section_good",
    # its run of blocks of the same build
    "run",
    "run_words",
    "run_good",
    # neighbours
    "words_1_before",
    "lower_1_before",
    "words_1_after",
    "lower_1_after",
    "words_2_before",
    "words_2_after",
    "good_words_4_before",
    "good_5",
    "good_12",
    "good_30",
    "lower_5",
    "lower_12",
    "lower_30",
    "sentences_5",
    "words_12",
    "shared_12",
    "times_12",
    # the page
    "page_blocks",
    "page_good",
    "page_indent",
    # the topic
    "topic",
    "topic_in_run",
    "topic_in_stretch",
    "topic_near",
)

_CLOSING = frozenset(".!?…。！？｡।॥؟۔:：;,”\"'’»)）」』")
_WIDEST_GAP = 20.0  # blocks; wider gaps between kept blocks count as this
_WIDE_GAP = 4  # blocks dropped between two kept ones, such as a menu or box: a new stretch begins
_WIDEST_INDENT, _INDENT_OFF = 40.0, 20.0  # columns
_BLANK_LINES = 5.0
_NO_NEIGHBOUR = -1.0
_WINDOWS = (5, 12, 30)  # blocks on each side
_GONE_WINDOWS = _WINDOWS[:2]
_LONG_WORD = 5  # letters; words this long show what a text is about
_LABEL_LONGEST = 40  # characters; a longer line is no box heading
_WORDS_NEAR, _WORDS_AROUND = 3, 12  # blocks on each side
_TOPIC_NEAR = 6  # blocks on each side

# 2024   14:07   3/5/2024: it begins with a digit, so that the search skips everything else
_TIME = plain_pattern(r"\d(?<=\b\d)(?:(?:(?<=1)9|(?<=2)0)\d\d|\d?[:.]\d\d|\d?[./-]\d{1,2}[./-]\d{2,4})\b")


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
    runs = _runs(blocks, texts.good)
    gaps = _gaps(blocks)
    stretches = list(accumulate(gap > _WIDE_GAP for gap in gaps))  # what stands between wide gaps
    columns = [
        *packed(_text_columns(blocks, texts)),
        *repeated,
        *packed([shared, texts.calls]),
        *scored,
        *packed(_layout_columns(blocks, indents, usual)),
        *packed(_position_columns(page, texts, gaps)),
        *packed(_gap_columns(gaps, stretches, texts.good_words)),
        *packed(_section_columns(blocks, texts)),
        *packed(_run_columns(runs, texts)),
        *packed(_neighbour_columns(texts)),
        *packed(_window_columns(blocks, texts, shared)),
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


def _position_columns(page: Page, texts: Prose[Column], gaps: Column) -> list[Column]:
    """Return shares of the page before and after, and distances from title, heading, box, prose and gaps."""
    blocks, good = page.blocks, texts.good
    n = len(blocks)
    title_at = page.title_id
    good_words = sums(texts.good_words)
    total_good = good_words[n] or 1.0
    boxes = list(_box_headings(page, good))
    return [
        [i / n for i in range(n)],
        shares_before(texts.words),
        shares_before(texts.good_words),
        [(good_words[n] - x) / total_good for x in good_words[:n]],
        [-FAR] * n if title_at is None else clipped([b.id - title_at for b in blocks], FAR),
        since([b.kind == "heading" for b in blocks]),
        clipped([FAR if at is None else i - at for i, at in enumerate(boxes)], FAR),
        [-1.0 if at is None else good_words[i] - good_words[at] for i, at in enumerate(boxes)],
        since(good),
        until(good),
        gaps,
        [*gaps[1:], 0.0],
    ]


def _box_headings(page: Page, good: Column) -> Iterator[int | None]:
    """Yield for each block the index of the last box heading, up to the block itself.

    A section's name in the menu above the headline ("News") heads nothing below it.
    """
    at = None
    title = page.title_id
    for i, block in enumerate(page.blocks):
        if at is not None and title is not None and page.blocks[at].id < title < block.id:
            at = at if any(good[:i]) else None
        if len(block.text) <= _LABEL_LONGEST and plain(block.text) in labels("boxes"):
            at = i
        yield at


def _gaps(blocks: Sequence[Block]) -> list[float]:
    """Return the distance of each block from the one before: 1, and one more for each that was dropped."""
    ids = [b.id for b in blocks]
    return [0.0, *clipped(map(sub, ids[1:], ids), _WIDEST_GAP)]


def _gap_columns(gaps: Column, stretches: Sequence[int], good_words: Column) -> list[Column]:
    """Return the dropped blocks nearby, and the prose words of each block's stretch, so far and in total."""
    gone = [gap - 1.0 if gap else 0.0 for gap in gaps]
    sizes = _sizes(stretches)
    inside = totals(good_words, sizes)
    before = spread([0.0, *accumulate(inside)][:-1], sizes)
    return [
        *(total_over(gone, -k, k + 1) for k in _GONE_WINDOWS),
        list(map(sub, sums(good_words), before)),
        spread(inside, sizes),
    ]


def _sizes(groups: Iterable[int]) -> list[int]:
    """Return the number of blocks in each group of neighbours."""
    return [*Counter(groups).values()]


def _section_columns(blocks: Sequence[Block], texts: Prose[Column]) -> list[Column]:
    """Return the blocks and the prose words of each block's section."""
    sizes = _sizes(accumulate(b.kind == "heading" for b in blocks))
    return [spread(map(float, sizes), sizes), spread(totals(texts.good_words, sizes), sizes)]


def _runs(blocks: Sequence[Block], good: Column) -> list[int]:
    """Return a run number for each block; a run is neighbours alike in kind, indentation and being prose."""
    keys = [(b.kind, b.indent, is_good) for b, is_good in zip(blocks, good, strict=True)]
    return [0, *accumulate(key != last for last, key in pairwise(keys))]


def _run_columns(runs: Sequence[int], texts: Prose[Column]) -> list[Column]:
    """Return the blocks, mean words and prose words of each block's run."""
    sizes = _sizes(runs)
    return [
        spread(map(float, sizes), sizes),
        spread(map(truediv, totals(texts.words, sizes), sizes), sizes),
        spread(totals(texts.good_words, sizes), sizes),
    ]


def _neighbour_columns(texts: Prose[Column]) -> list[Column]:
    near = [texts.words, texts.lower]
    return [
        *(beside(column, -1, _NO_NEIGHBOUR) for column in near),
        *(beside(column, 1, _NO_NEIGHBOUR) for column in near),
        beside(texts.words, -2, _NO_NEIGHBOUR),
        beside(texts.words, 2, _NO_NEIGHBOUR),
        total_over(texts.good_words, -4, 0),
    ]


def _window_columns(blocks: Sequence[Block], texts: Prose[Column], shared: Column) -> list[Column]:
    """Return means nearby: of prose and lower case in three windows, of other features in one."""
    near, around, wide = _WINDOWS
    times = [_has_time(b.text, digits) for b, digits in zip(blocks, texts.digits, strict=True)]
    good, lower = sums(texts.good), sums(texts.lower)
    others = map(sums, (texts.words, shared, times))
    good_near, lower_near, ends_near = means_over([good, lower, sums(texts.sentence_end)], -near, near + 1)
    good_around, lower_around, *others_around = means_over([good, lower, *others], -around, around + 1)
    good_wide, lower_wide = means_over([good, lower], -wide, wide + 1)
    prose = [good_near, good_around, good_wide, lower_near, lower_around, lower_wide]
    return [*prose, ends_near, *others_around]


def _has_time(text: str, digits: float) -> float:
    """Return 1 for a text with a date or an hour, else 0; digits: their share in its sample."""
    return 1.0 if (digits or len(text) > LOOK_AT) and _TIME.search(text) else 0.0


def _usual_indent(indents: Sequence[int], texts: Prose[Column]) -> int:
    """Return the indentation of most of the prose."""
    widths: Counter[int] = Counter()
    for indent, words, good in zip(indents, texts.words, texts.good, strict=True):
        if good:
            widths[indent] += int(words)
    return widths.most_common(1)[0][0] if widths else 0
