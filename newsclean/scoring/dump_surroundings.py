"""Features of the blocks of a dump by where they stand: their place on the page, and what is around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from operator import sub, truediv

from ..model import Block, Page
from ..phrases import labels, plain
from ..text.patterns import plain_pattern
from .columns import (
    FAR,
    NO_NEIGHBOUR,
    WIDEST_GAP,
    Column,
    beside,
    clipped,
    means_over,
    shares_before,
    since,
    spread,
    sums,
    total_over,
    totals,
    until,
)
from .text_features import LOOK_AT, Prose

_WINDOWS = (5, 12, 30)  # blocks on each side
_GONE_WINDOWS = _WINDOWS[:2]
_LABEL_LONGEST = 40  # characters; a longer line is no box heading
# 2024   14:07   3/5/2024: it begins with a digit, so that the search skips everything else
_TIME = plain_pattern(r"\d(?<=\b\d)(?:(?:(?<=1)9|(?<=2)0)\d\d|\d?[:.]\d\d|\d?[./-]\d{1,2}[./-]\d{2,4})\b")


def position_columns(page: Page, texts: Prose[Column], gaps: Column) -> list[Column]:
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


def distances(blocks: Sequence[Block]) -> list[float]:
    """Return the distance of each block from the one before: 1, and one more for each that was dropped."""
    ids = [b.id for b in blocks]
    return [0.0, *clipped(map(sub, ids[1:], ids), WIDEST_GAP)]


def gap_columns(gaps: Column, stretches: Sequence[int], good_words: Column) -> list[Column]:
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


def section_columns(blocks: Sequence[Block], texts: Prose[Column]) -> list[Column]:
    """Return the blocks and the prose words of each block's section."""
    sizes = _sizes(accumulate(b.kind == "heading" for b in blocks))
    return [spread(map(float, sizes), sizes), spread(totals(texts.good_words, sizes), sizes)]


def run_numbers(blocks: Sequence[Block], good: Column) -> list[int]:
    """Return a run number for each block; a run is neighbours alike in kind, indentation and being prose."""
    keys = [(b.kind, b.indent, is_good) for b, is_good in zip(blocks, good, strict=True)]
    return [0, *accumulate(key != last for last, key in pairwise(keys))]


def run_columns(runs: Sequence[int], texts: Prose[Column]) -> list[Column]:
    """Return the blocks, mean words and prose words of each block's run."""
    sizes = _sizes(runs)
    return [
        spread(map(float, sizes), sizes),
        spread(map(truediv, totals(texts.words, sizes), sizes), sizes),
        spread(totals(texts.good_words, sizes), sizes),
    ]


def neighbour_columns(texts: Prose[Column]) -> list[Column]:
    near = [texts.words, texts.lower]
    return [
        *(beside(column, -1, NO_NEIGHBOUR) for column in near),
        *(beside(column, 1, NO_NEIGHBOUR) for column in near),
        beside(texts.words, -2, NO_NEIGHBOUR),
        beside(texts.words, 2, NO_NEIGHBOUR),
        total_over(texts.good_words, -4, 0),
    ]


def window_columns(blocks: Sequence[Block], texts: Prose[Column], shared: Column) -> list[Column]:
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
