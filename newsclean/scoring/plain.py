"""Numbers of a block of a plain-text dump: what its text looks like, how it is set, and what surrounds it.

Nothing here looks at what the words mean but for one thing: whether the heading above is one that boxes
have ("Most popular"). `features` gives one row of floats a block, in the order of NAMES.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import regex

from ..model import Block, Page
from ..phrases import labels, plain
from ..words import fold
from .prose import KINDS, LOOK_AT, Prose, prose, running_sums

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
    "is_box_heading",
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
    "begins_next",
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

_COMMAS = regex.compile(r"[,،、，;；]")
_DIGITS = regex.compile(r"\d")
_CAPITALS = regex.compile(r"\p{Lu}")
_CLOSING = frozenset(".!?…。！？｡।॥؟۔:：;,”\"'’»)）」』")
_NO_NEIGHBOUR = (-1.0, -1.0, -1.0, -1.0)
_FAR = 99.0  # stands for "none at all" in a distance
_WINDOWS = (5, 12, 30)  # blocks on each side
_LONG_WORD = 5  # letters from which a word says what a text is about
_LABEL_LONGEST = 40  # characters; a longer line names no box


class Rows(NamedTuple):
    """The rows of a page's blocks, and for each the key of its run, of its build and its numbers as prose."""

    rows: list[list[float]]
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
) -> list[list[float]]:
    n = len(blocks)
    folds = [fold(b.text) for b in blocks]
    copies = Counter(folds)
    title_text = page.claimed("title") or page.head.title
    title = frozenset(fold(str(title_text)).split()) if title_text else frozenset()
    title_at = next((c.block for c in page.claims if c.field == "title" and c.block is not None), None)
    known = _shared_words(folds, proses)
    good_words = running_sums([p.words if p.good else 0.0 for p in proses])
    goods, lowers, links, ends = (
        running_sums([p.good for p in proses]),
        running_sums([p.lower for p in proses]),
        running_sums([p.link_density for p in proses]),
        running_sums([p.sentence_end for p in proses]),
    )
    total_good = good_words[-1] or 1.0
    total_words = sum(p.words for p in proses) or 1.0
    usual = _usual_indent(blocks, proses)
    boxes = labels("boxes")
    size: Counter[int] = Counter(runs)
    run_words: dict[int, float] = dict.fromkeys(size, 0.0)
    run_good: dict[int, float] = dict.fromkeys(size, 0.0)
    for r, p in zip(runs, proses, strict=True):
        run_words[r] += p.words
        run_good[r] += p.words if p.good else 0.0
    after = _next_good(proses)
    rows: list[list[float]] = []
    heading_at = box_at = good_at = -_FAR
    good_at_box = words_before = 0.0
    for i, (block, p) in enumerate(zip(blocks, proses, strict=True)):
        box = float(len(block.text) <= _LABEL_LONGEST and plain(block.text) in boxes)
        if box:
            box_at, good_at_box = i, good_words[i]
        b1 = proses[i - 1] if i else None
        a1 = proses[i + 1] if i + 1 < n else None
        windows = [(max(0, i - k), min(n, i + k + 1)) for k in _WINDOWS]
        (lo5, hi5), *_ = windows
        words = folds[i].split()
        long_words = [w for w in words if len(w) >= _LONG_WORD]
        rows.append(
            [
                p.words,
                p.link_density,
                p.sentence_end,
                p.symbols,
                p.lower,
                *_marks(block, p.words),
                KINDS[block.kind],
                float(block.level),
                float(copies[folds[i]]),
                sum(w in title for w in words) / len(words) if words and title else 0.0,
                sum(w in known for w in long_words) / len(long_words) if long_words else -1.0,
                box,
                float(bool(block.marker)),
                float(min(40, block.indent)),
                float(max(-20, min(20, block.indent - usual))),
                float(min(5, block.blank_before)),
                float(min(5, block.blank_after)),
                i / n,
                words_before / total_words,
                good_words[i] / total_good,
                (good_words[-1] - good_words[i]) / total_good,
                max(-_FAR, min(_FAR, float(block.id - title_at))) if title_at is not None else -_FAR,
                min(_FAR, i - heading_at),
                min(_FAR, i - box_at),
                good_words[i] - good_at_box if box_at >= 0 else -1.0,
                min(_FAR, i - good_at),
                min(_FAR, after[i] - i),
                float(min(20, block.id - blocks[i - 1].id)) if i else 0.0,
                float(min(20, blocks[i + 1].id - block.id)) if i + 1 < n else 0.0,
                float(size[runs[i]]),
                run_words[runs[i]] / size[runs[i]],
                float(run_good[runs[i]]),
                *((b1.words, b1.good, KINDS[blocks[i - 1].kind], b1.lower) if b1 else _NO_NEIGHBOUR),
                *((a1.words, a1.good, KINDS[blocks[i + 1].kind], a1.lower) if a1 else _NO_NEIGHBOUR),
                proses[i - 2].words if i > 1 else -1.0,
                proses[i + 2].words if i + 2 < n else -1.0,
                float(i + 1 < n and _begins(folds[i], folds[i + 1])),
                *((goods[hi] - goods[lo]) / (hi - lo) for lo, hi in windows),
                *((lowers[hi] - lowers[lo]) / (hi - lo) for lo, hi in windows),
                (links[hi5] - links[lo5]) / (hi5 - lo5),
                (ends[hi5] - ends[lo5]) / (hi5 - lo5),
                float(n),
                good_words[-1],
                float(min(40, usual)),
            ]
        )
        words_before += p.words
        if block.kind == "heading":
            heading_at = i
        if p.good:
            good_at = i
    return rows


def _begins(one: str, other: str) -> bool:
    """Doubled entries: a picture's alt text and the headline under it."""
    return one != "" and other != "" and (one in other or other in one)


def _marks(block: Block, words: float) -> tuple[float, ...]:
    """Letters a word, bold share, closing mark, small first letter; shares of commas, digits, capitals."""
    text = block.text
    look = text[:LOOK_AT]
    n = len(look) or 1
    return (
        len(text) / (words or 1.0),
        block.bold / (len(text) or 1),
        float(text[-1:] in _CLOSING),
        float(text[:1].islower()),
        len(_COMMAS.findall(look)) / n,
        len(_DIGITS.findall(look)) / n,
        len(_CAPITALS.findall(look)) / n,
    )


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
