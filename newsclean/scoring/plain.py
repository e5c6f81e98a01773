"""Numbers of a block of a plain-text dump: what its text looks like, how it is set, and what surrounds it.

Nothing here looks at what the words mean but for one thing: whether the heading above is one that boxes
have ("Most popular"). `features` gives one row of floats a block, in the order of NAMES.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..model import Block, Page
from ..patterns import pattern
from ..phrases import labels, plain
from ..words import fold
from .prose import KINDS, LOOK_AT, Prose, prose, running_sums, title_block

NAMES = (
    # its text
    "words",
    "link_density",
    "sentence_end",
    "symbols",
    "lower",
    "letters_a_word",
    "bold_density",
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
    # how it is set
    "marked",
    "indent",
    "indent_off",
    "blank_before",
    "blank_after",
    # where it stands
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
    # the run of blocks of the same build it stands in
    "run",
    "run_words",
    "run_good",
    # neighbours
    "words_1_before",
    "good_1_before",
    "kind_1_before",
    "lower_1_before",
    "words_1_after",
    "good_1_after",
    "kind_1_after",
    "lower_1_after",
    "words_2_before",
    "words_2_after",
    "good_5",
    "good_12",
    "good_30",
    "lower_5",
    "lower_12",
    "lower_30",
    "links_5",
    "sentences_5",
    # the page
    "page_blocks",
    "page_good",
    "page_indent",
)

# Signs that are counted, as characters and as bytes of windows-1252, in which most text can be written.
_COMMAS = pattern(r"[,،、，;；]"), b",;"
_DIGITS = pattern(r"\d"), b"0123456789"
_CAPITALS = pattern(r"\p{Lu}"), bytes(i for i in range(256) if chr(i).isupper()) + "ŠŒŽŸ".encode("cp1252")
_CLOSING = frozenset(".!?…。！？｡।॥؟۔:：;,”\"'’»)）」』")
_WIDEST_GAP = 20  # blocks gone between two that stay
_WIDE_GAP = 4  # blocks gone between two that stay, as a menu or a box was: a new stretch of the page begins
_WIDEST_INDENT, _INDENT_OFF = 40, 20  # columns
_BLANK_LINES = 5
_NO_NEIGHBOUR = (-1.0, -1.0, -1.0, -1.0)
_FAR = 99.0  # stands for "none at all" in a distance
_WINDOWS = (5, 12, 30)  # blocks on each side
_GONE_WINDOWS = _WINDOWS[:2]
_LONG_WORD = 5  # letters from which a word says what a text is about
_LABEL_LONGEST = 40  # characters; a longer line names no box


class Rows(NamedTuple):
    """The rows of a page's blocks, and for each the key of its run, of its build and its numbers as prose."""

    rows: list[array[float]]
    runs: list[object]
    builds: list[object]
    proses: list[Prose]


def features(page: Page) -> Rows:
    """One row a live block, in their order."""
    blocks = page.blocks
    proses = [prose(b) for b in blocks]
    builds: list[object] = [(b.kind, b.indent, bool(b.marker)) for b in blocks]
    runs = _runs(blocks, proses)
    return Rows(_rows(page, blocks, proses, runs), list(runs), builds, proses)


def _runs(blocks: Sequence[Block], proses: Sequence[Prose]) -> list[int]:
    """Neighbours that are alike (kind, indentation, prose or not) share a run's number."""
    runs: list[int] = []
    last: object = None
    for b, p in zip(blocks, proses, strict=True):
        key = (b.kind, b.indent, p.good)
        runs.append(runs[-1] + (key != last) if runs else 0)
        last = key
    return runs


def _rows(
    page: Page, blocks: Sequence[Block], proses: Sequence[Prose], runs: Sequence[int]
) -> list[array[float]]:
    folds = [fold(b.text) for b in blocks]
    names_box = [_names_box(b) for b in blocks]
    usual = _usual_indent(blocks, proses)
    groups = zip(
        _of_text(blocks, proses),
        _of_likeness(page, folds, proses),
        _of_setting(blocks, usual),
        _of_place(page, proses, names_box),
        _of_gaps(blocks, proses),
        _of_run(proses, runs),
        _of_neighbours(blocks, proses),
        _of_surroundings(proses),
        strict=True,
    )
    whole = (len(blocks), sum(p.words for p in proses if p.good), min(_WIDEST_INDENT, usual))
    return [
        array("d", (*text, *likeness, *setting, *place, *gaps, *run, *neighbours, *surroundings, *whole))
        for text, likeness, setting, place, gaps, run, neighbours, surroundings in groups
    ]


def _names_box(block: Block) -> bool:
    return len(block.text) <= _LABEL_LONGEST and plain(block.text) in labels("boxes")


def _of_text(blocks: Sequence[Block], proses: Sequence[Prose]) -> Iterator[tuple[float, ...]]:
    return (
        (
            p.words,
            p.link_density,
            p.sentence_end,
            p.symbols,
            p.lower,
            *_marks(b, p.words),
            KINDS[b.kind],
            float(b.level),
        )
        for b, p in zip(blocks, proses, strict=True)
    )


def _of_likeness(page: Page, folds: Sequence[str], proses: Sequence[Prose]) -> Iterator[tuple[float, ...]]:
    """How often the text stands on the page; the share of its words in the title, and in other prose."""
    copies = Counter(folds)
    title_text = page.claimed("title") or page.head.title
    title = frozenset(fold(str(title_text)).split()) if title_text else frozenset()
    known = _shared_words(folds, proses)
    for text in folds:
        words = text.split()
        long_words = [w for w in words if len(w) >= _LONG_WORD]
        yield (
            float(copies[text]),
            sum(map(title.__contains__, words)) / len(words) if words and title else 0.0,
            sum(map(known.__contains__, long_words)) / len(long_words) if long_words else -1.0,
        )


def _of_setting(blocks: Sequence[Block], usual: int) -> Iterator[tuple[float, ...]]:
    return (
        (
            float(bool(b.marker)),
            float(min(_WIDEST_INDENT, b.indent)),
            float(max(-_INDENT_OFF, min(_INDENT_OFF, b.indent - usual))),
            float(min(_BLANK_LINES, b.blank_before)),
            float(min(_BLANK_LINES, b.blank_after)),
        )
        for b in blocks
    )


def _of_place(page: Page, proses: Sequence[Prose], names_box: Sequence[bool]) -> Iterator[tuple[float, ...]]:
    """Shares of the page before and after, and distances: from title, heading, box, prose, what is gone."""
    blocks = page.blocks
    n = len(blocks)
    title_at = title_block(page)
    words = running_sums([p.words for p in proses])
    good_words = running_sums([p.words if p.good else 0.0 for p in proses])
    total_words, total_good = words[-1] or 1.0, good_words[-1] or 1.0
    after = _next_good(proses)
    heading_at = box_at = good_at = -_FAR
    good_at_box = 0.0
    for i, (block, p) in enumerate(zip(blocks, proses, strict=True)):
        if names_box[i]:
            box_at, good_at_box = i, good_words[i]
        yield (
            i / n,
            words[i] / total_words,
            good_words[i] / total_good,
            (good_words[-1] - good_words[i]) / total_good,
            max(-_FAR, min(_FAR, float(block.id - title_at))) if title_at is not None else -_FAR,
            min(_FAR, i - heading_at),
            min(_FAR, i - box_at),
            good_words[i] - good_at_box if box_at >= 0 else -1.0,
            min(_FAR, i - good_at),
            min(_FAR, after[i] - i),
            float(min(_WIDEST_GAP, block.id - blocks[i - 1].id)) if i else 0.0,
            float(min(_WIDEST_GAP, blocks[i + 1].id - block.id)) if i + 1 < n else 0.0,
        )
        if block.kind == "heading":
            heading_at = i
        if p.good:
            good_at = i


def _of_gaps(blocks: Sequence[Block], proses: Sequence[Prose]) -> Iterator[tuple[float, ...]]:
    """How many blocks around are gone; words of prose in the stretch between wide gaps, so far and in all."""
    n = len(blocks)
    gone = [0.0, *(float(min(_WIDEST_GAP, b.id - a.id) - 1) for a, b in pairwise(blocks))][:n]
    sums = running_sums(gone)
    stretches: list[int] = []
    before: list[float] = []
    totals = [0.0]
    for g, p in zip(gone, proses, strict=True):
        if g >= _WIDE_GAP:
            totals.append(0.0)
        stretches.append(len(totals) - 1)
        before.append(totals[-1])
        totals[-1] += p.words if p.good else 0.0
    for i, stretch in enumerate(stretches):
        nearby = [sums[min(n, i + k + 1)] - sums[max(0, i - k)] for k in _GONE_WINDOWS]
        yield (*nearby, before[i], totals[stretch])


def _of_run(proses: Sequence[Prose], runs: Sequence[int]) -> Iterator[tuple[float, ...]]:
    """Of the run a block stands in: blocks, mean words, words of prose."""
    size: Counter[int] = Counter(runs)
    words: dict[int, float] = dict.fromkeys(size, 0.0)
    good: dict[int, float] = dict.fromkeys(size, 0.0)
    for r, p in zip(runs, proses, strict=True):
        words[r] += p.words
        good[r] += p.words if p.good else 0.0
    return ((float(size[r]), words[r] / size[r], good[r]) for r in runs)


def _of_neighbours(blocks: Sequence[Block], proses: Sequence[Prose]) -> Iterator[tuple[float, ...]]:
    near = [(p.words, p.good, KINDS[b.kind], p.lower) for b, p in zip(blocks, proses, strict=True)]
    padded = [_NO_NEIGHBOUR, _NO_NEIGHBOUR, *near, _NO_NEIGHBOUR, _NO_NEIGHBOUR]
    return ((*padded[i + 1], *padded[i + 3], padded[i][0], padded[i + 4][0]) for i in range(len(blocks)))


def _of_surroundings(proses: Sequence[Prose]) -> Iterator[tuple[float, ...]]:
    """Means over the blocks around: prose and small letters in three windows, links and sentences in one."""
    n = len(proses)
    good = running_sums([p.good for p in proses])
    lower = running_sums([p.lower for p in proses])
    links = running_sums([p.link_density for p in proses])
    ends = running_sums([p.sentence_end for p in proses])
    for i in range(n):
        windows = [(max(0, i - k), min(n, i + k + 1)) for k in _WINDOWS]
        first, last = windows[0]
        yield (
            *[(good[hi] - good[lo]) / (hi - lo) for lo, hi in windows],
            *[(lower[hi] - lower[lo]) / (hi - lo) for lo, hi in windows],
            (links[last] - links[first]) / (last - first),
            (ends[last] - ends[first]) / (last - first),
        )


def _marks(block: Block, words: float) -> tuple[float, ...]:
    """Letters a word, bold share, closing mark, small first letter; shares of commas, digits, capitals."""
    text = block.text
    return (
        len(text) / (words or 1.0),
        block.bold / (len(text) or 1),
        float(text[-1:] in _CLOSING),
        float(text[:1].islower()),
        *_shares(text[:LOOK_AT]),
    )


def _shares(look: str) -> Iterator[float]:
    """Of commas, digits and capitals. To take bytes out and see what is left costs a third of a search."""
    n = len(look) or 1
    try:
        data = look.encode("cp1252")
    except UnicodeEncodeError:
        return (len(sign.findall(look)) / n for sign, _ in (_COMMAS, _DIGITS, _CAPITALS))
    return ((len(data) - len(data.translate(None, sign))) / n for _, sign in (_COMMAS, _DIGITS, _CAPITALS))


def _shared_words(folds: Sequence[str], proses: Sequence[Prose]) -> set[str]:
    """Long words that two or more blocks of prose hold: what the page is about."""
    counts: Counter[str] = Counter()
    for text, p in zip(folds, proses, strict=True):
        if p.good:
            counts.update({w for w in text.split() if len(w) >= _LONG_WORD})
    return {w for w, c in counts.items() if c > 1}


def _usual_indent(blocks: Sequence[Block], proses: Sequence[Prose]) -> int:
    """The indentation that most of the prose has."""
    widths: Counter[int] = Counter()
    for b, p in zip(blocks, proses, strict=True):
        if p.good:
            widths[b.indent] += int(p.words)
    return widths.most_common(1)[0][0] if widths else 0


def _next_good(proses: Sequence[Prose]) -> list[float]:
    out = [0.0] * len(proses)
    at = 10.0**6
    for i in range(len(proses) - 1, -1, -1):
        out[i] = at
        if proses[i].good:
            at = float(i)
    return out
