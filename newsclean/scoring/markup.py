"""Numbers of a block of an HTML page: what its text looks like, where it stands and among what.

Nothing here looks at what the words mean, so the numbers are the same kind in every language.
`features` gives one row of floats a block, in the order of NAMES; the ancestors' numbers are worked out
once a container, not once a block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..model import Block, Container, Page
from ..words import fold
from .prose import Prose, prose

NAMES = (
    # its text
    "words",
    "letters_a_word",
    "link_density",
    "bold_density",
    "sentence_end",
    "closing_mark",
    "starts_lower",
    "commas",
    "digits",
    "capitals",
    "symbols",
    "lower",
    "kind",
    "level",
    "copies",
    "title_likeness",
    # where it stands
    "position",
    "words_before",
    "good_before",
    "from_title",
    "from_heading",
    "to_good_before",
    "to_good_after",
    "gap_before",
    "gap_after",
    # its container
    "tokens",
    "depth",
    "hidden",
    "hops_main",
    "main_above",
    "hops_most",
    "own_good",
    "own_links",
    "own_density",
    "own_blocks",
    "own_share_of_parent",
    "parent_good",
    "parent_links",
    "parent_density",
    "parent_blocks",
    "grandparent_good",
    "grandparent_links",
    "grandparent_density",
    "greatgrandparent_good",
    "greatgrandparent_links",
    # blocks of the same build
    "alike",
    "alike_words",
    "alike_links",
    "alike_good",
    # neighbours
    "words_1_before",
    "links_1_before",
    "good_1_before",
    "kind_1_before",
    "same_1_before",
    "words_1_after",
    "links_1_after",
    "good_1_after",
    "kind_1_after",
    "same_1_after",
    "words_2_before",
    "words_2_after",
    "good_near",
    "good_around",
    # the page
    "page_blocks",
    "page_good",
)

_KINDS: Mapping[str, float] = {
    "paragraph": 0.0,
    "quote": 1.0,
    "list_item": 2.0,
    "code": 3.0,
    "table": 4.0,
    "heading": 5.0,
    "caption": 6.0,
}
_NEAR, _AROUND = 3, 8  # blocks on each side
_MOST = 0.6  # the container with most of the prose is the deepest with this share of it
_FAR = 99.0  # stands for "none at all" in a distance


class _Stats:
    """Of a container: what stands in it, at any depth."""

    __slots__ = ("blocks", "direct", "good", "links", "main_above", "row", "to_main", "to_most", "words")

    def __init__(self) -> None:
        self.words = self.links = self.good = self.blocks = self.direct = 0.0
        self.to_main = self.to_most = self.main_above = 0.0
        self.row: tuple[float, ...] = ()


class Rows(NamedTuple):
    """The rows of a page's blocks, and for each the key of the blocks of its build and its container."""

    rows: list[list[float]]
    builds: list[object]
    containers: list[Container | None]
    proses: list[Prose]


def features(page: Page, token_score: Mapping[Container | None, float]) -> Rows:
    """One row a live block, in their order."""
    blocks = page.blocks
    proses = [prose(b) for b in blocks]
    stats = _containers(blocks, proses)
    total_good = sum(p.words for p in proses if p.good)
    _relate(stats, total_good)
    builds = [_build(b) for b in blocks]
    rows = _rows(page, blocks, proses, stats, builds, total_good, token_score)
    return Rows(rows, builds, [b.container for b in blocks], proses)


def _build(block: Block) -> object:
    """Blocks made by the same template: kind, tag and classes, and those of the parent."""
    c = block.container
    if c is None:
        return (block.kind, block.level)
    up = c.parent
    return (block.kind, block.level, c.tag, c.classes, up and up.tag, up and up.classes)


def _containers(blocks: Sequence[Block], proses: Sequence[Prose]) -> dict[Container | None, _Stats]:
    """Stats of every container that holds a live block; None stands for the page."""
    stats: dict[Container | None, _Stats] = {None: _Stats()}
    for block, p in zip(blocks, proses, strict=True):
        at = stats.get(block.container)
        if at is None:
            at = stats[block.container] = _Stats()
            up = block.container.parent if block.container else None
            while up is not None and up not in stats:
                stats[up] = _Stats()
                up = up.parent
        at.blocks += 1
        at.words += p.words
        at.links += p.words * p.link_density
        if p.good:
            at.good += p.words
            at.direct += p.words
    for c in sorted((c for c in stats if c is not None), key=lambda c: -c.depth):
        at, up_stats = stats[c], stats[c.parent]
        up_stats.blocks += at.blocks
        up_stats.words += at.words
        up_stats.links += at.links
        up_stats.good += at.good
    return stats


def _relate(stats: dict[Container | None, _Stats], total_good: float) -> None:
    """Each container's way to the main container and to the one with most prose; its own row of numbers."""
    main = max(stats, key=lambda c: stats[c].direct)
    holding = [c for c in stats if c is not None and stats[c].good >= _MOST * total_good and total_good]
    most = max(holding, key=lambda c: c.depth, default=None)
    above_main = _chain(main)
    above_most = _chain(most)
    none = (0.0, 0.0, 0.0, 0.0)
    for c in sorted((c for c in stats if c is not None), key=lambda c: c.depth):
        at, up = stats[c], stats[c.parent]
        if c in above_main:
            at.to_main, at.main_above = 0.0, above_main[c]
        else:
            at.to_main, at.main_above = up.to_main + 1, (up.main_above if c.parent else above_main[None])
        at.to_most = 0.0 if c in above_most else up.to_most + 1
    for c, at in stats.items():
        own = _share(at, total_good)
        p = c.parent if c else None
        g = p.parent if p else None
        gg = g.parent if g else None
        parent = _share(stats[p], total_good) if p else none
        grand = _share(stats[g], total_good) if g else none
        great = _share(stats[gg], total_good) if gg else none
        at.row = (
            at.to_main,
            at.main_above,
            at.to_most,
            *own,
            at.words / (stats[p].words or 1.0),
            *parent,
            *grand[:3],
            *great[:2],
        )


def _chain(c: Container | None) -> dict[Container | None, float]:
    """The container and those above it, with how far above; None, the page, above all."""
    chain: dict[Container | None, float] = {}
    n = 0.0
    while c is not None:
        chain[c] = n
        n += 1
        c = c.parent
    chain[None] = n
    return chain


def _share(at: _Stats, total_good: float) -> tuple[float, float, float, float]:
    """Share of the page's prose, link density, density of prose, blocks."""
    words = at.words or 1.0
    return at.good / (total_good or 1.0), at.links / words, at.good / words, at.blocks


def _rows(
    page: Page,
    blocks: Sequence[Block],
    proses: Sequence[Prose],
    stats: Mapping[Container | None, _Stats],
    builds: Sequence[object],
    total_good: float,
    token_score: Mapping[Container | None, float],
) -> list[list[float]]:
    n = len(blocks)
    alike: dict[object, list[float]] = {}
    for key, p in zip(builds, proses, strict=True):
        group = alike.get(key)
        if group is None:
            alike[key] = [1.0, p.words, p.link_density, p.good]
        else:
            group[0] += 1
            group[1] += p.words
            group[2] += p.link_density
            group[3] += p.good
    copies = Counter(b.text for b in blocks)
    title = frozenset(fold(str(page.claimed("title") or page.head.title)).split())
    title_at = next((c.block for c in page.claims if c.field == "title" and c.block is not None), None)
    goods = [i for i, p in enumerate(proses) if p.good]
    sums = [0.0]
    for p in proses:
        sums.append(sums[-1] + (p.words if p.good else 0.0))
    after = _next_good(proses)
    total_words = sum(p.words for p in proses) or 1.0
    rows: list[list[float]] = []
    heading_at = good_at = -_FAR
    words_before = 0.0
    for i, (block, p) in enumerate(zip(blocks, proses, strict=True)):
        c = block.container
        group = alike[builds[i]]
        count = group[0]
        b1 = proses[i - 1] if i else None
        a1 = proses[i + 1] if i + 1 < n else None
        rows.append(
            [
                p.words,
                p.letters_a_word,
                p.link_density,
                p.bold_density,
                p.sentence_end,
                p.closing_mark,
                p.starts_lower,
                p.commas,
                p.digits,
                p.capitals,
                p.symbols,
                p.lower,
                _KINDS[block.kind],
                float(block.level),
                float(copies[block.text]),
                _likeness(block.text, title) if p.words < 40 else 0.0,
                i / n,
                words_before / total_words,
                sums[i] / (total_good or 1.0),
                min(_FAR, float(block.id - title_at)) if title_at is not None else -_FAR,
                min(_FAR, i - heading_at),
                min(_FAR, i - good_at),
                min(_FAR, after[i] - i),
                float(min(20, block.id - blocks[i - 1].id)) if i else 0.0,
                float(min(20, blocks[i + 1].id - block.id)) if i + 1 < n else 0.0,
                token_score[c],
                float(c.depth) if c else 0.0,
                float(c.hidden) if c else 0.0,
                *stats[c].row,
                count,
                group[1] / count,
                group[2] / count,
                group[3] / count,
                *(_neighbour(b1, blocks[i - 1], c) if b1 else (-1.0, -1.0, -1.0, -1.0, 0.0)),
                *(_neighbour(a1, blocks[i + 1], c) if a1 else (-1.0, -1.0, -1.0, -1.0, 0.0)),
                proses[i - 2].words if i > 1 else -1.0,
                proses[i + 2].words if i + 2 < n else -1.0,
                (sums[min(n, i + _NEAR + 1)] - sums[max(0, i - _NEAR)]),
                (sums[min(n, i + _AROUND + 1)] - sums[max(0, i - _AROUND)]) / (total_good or 1.0),
                float(n),
                total_good,
            ]
        )
        words_before += p.words
        if block.kind == "heading":
            heading_at = i
        if p.good:
            good_at = i
    return rows


def _neighbour(p: Prose, block: Block, c: Container | None) -> tuple[float, float, float, float, float]:
    return p.words, p.link_density, p.good, _KINDS[block.kind], float(block.container is c)


def _next_good(proses: Sequence[Prose]) -> list[float]:
    out = [0.0] * len(proses)
    at = 10.0**6
    for i in range(len(proses) - 1, -1, -1):
        out[i] = at
        if proses[i].good:
            at = float(i)
    return out


def _likeness(text: str, title: frozenset[str]) -> float:
    """Share of the text's words that the title has too."""
    if not title:
        return 0.0
    words = fold(text).split()
    return sum(w in title for w in words) / len(words) if words else 0.0
