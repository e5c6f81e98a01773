"""Numbers of a block of an HTML page: what its text looks like, where it stands and among what.

Nothing here looks at what the words mean, so the numbers are the same kind in every language.
`features` gives one row of floats a block, in the order of NAMES; the ancestors' numbers are worked out
once a container, not once a block. Thirty-six numbers are left of seventy that were tried: fitted on
these alone, the scores of pages not seen were no worse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..evidence.extents import extents
from ..model import Block, Container, Page
from .prose import KINDS, Prose, prose, running_sums, title_block

NAMES = (
    # its text
    "words",
    "link_density",
    "symbols",
    "lower",
    "kind",
    "level",
    # where it stands
    "position",
    "words_before",
    "good_before",
    "from_title",
    "gap_after",
    # its container
    "tokens",
    "depth",
    "main_above",
    "hops_most",
    "own_good",
    "own_links",
    "own_density",
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
    "links_1_before",
    "links_1_after",
    "good_near",
    # the page
    "page_blocks",
    "page_good",
)

_NEAR = 3  # blocks on each side
_MOST = 0.6  # the container with most of the prose is the deepest with this share of it
_FAR = 99.0  # a distance is cut here; also stands for "none at all"
_WIDEST_GAP = 20.0
_NO_NEIGHBOUR = -1.0
_NOTHING = (0.0, 0.0, 0.0, 0.0)


class _Stats:
    """Of a container: what stands in it, at any depth."""

    __slots__ = ("blocks", "direct", "good", "links", "main_above", "to_most", "words")

    def __init__(self, blocks: float, words: float, links: float, good: float) -> None:
        self.blocks, self.words, self.links, self.good = blocks, words, links, good
        self.direct = 0.0  # words of prose right in it
        self.to_most = self.main_above = 0.0


_Containers = dict[Container | None, _Stats]


class Rows(NamedTuple):
    """The rows of a page's blocks, and for each the key of the blocks of its build, and its words."""

    rows: list[list[float]]
    builds: list[object]
    words: list[float]


def features(page: Page, token_score: Mapping[Container | None, float]) -> Rows:
    """One row a live block, in their order. token_score: of each container that holds a block."""
    blocks = page.blocks
    proses = [prose(b) for b in blocks]
    stats = _containers(blocks, proses)
    total_good = sum(p.words for p in proses if p.good)
    _relate(stats, total_good)
    builds = [_build(b) for b in blocks]
    rows = _rows(page, proses, stats, builds, total_good, token_score)
    return Rows(rows, builds, [p.words for p in proses])


def _build(block: Block) -> object:
    """Blocks made by the same template: kind, tag and classes, and those of the parent."""
    c = block.container
    if c is None:
        return (block.kind, block.level)
    up = c.parent
    return (block.kind, block.level, c.tag, c.classes, up and up.tag, up and up.classes)


def _containers(blocks: Sequence[Block], proses: Sequence[Prose]) -> _Containers:
    """Stats of every container that holds a live block; None stands for the page."""
    words = running_sums([p.words for p in proses])
    good = running_sums([p.words if p.good else 0.0 for p in proses])
    # whole thousandths, so that what is subtracted leaves nothing behind
    links = running_sums([p.words * p.link_density * 1000 // 1 for p in proses])
    stats: _Containers = {None: _Stats(len(blocks), words[-1], links[-1] / 1000, good[-1])}
    for c, place in extents(blocks).items():
        a, b = place.start, place.stop
        stats[c] = _Stats(b - a, words[b] - words[a], (links[b] - links[a]) / 1000, good[b] - good[a])
    for block, p in zip(blocks, proses, strict=True):
        if p.good:
            stats[block.container].direct += p.words
    return stats


def _relate(stats: _Containers, total_good: float) -> None:
    """Each container's way to the main container and to the one with most prose."""
    main = max(stats, key=lambda c: stats[c].direct)
    enough = _MOST * (total_good or 1.0)
    holding = [c for c in stats if c is not None and stats[c].good >= enough]
    above_main = _chain(main)
    above_most = _chain(max(holding, key=lambda c: c.depth, default=None))
    stats[None].main_above = above_main[None]
    for c, at in stats.items():
        if c is not None:  # outer containers come first
            around = stats[c.parent]
            at.main_above = above_main.get(c, around.main_above)
            at.to_most = 0.0 if c in above_most else around.to_most + 1


def _of_container(c: Container | None, stats: _Containers, some_good: float) -> tuple[float, ...]:
    """The numbers of a container and the three around it."""
    at = stats[c]
    parent = c.parent if c else None
    grand = parent.parent if parent else None
    great = grand.parent if grand else None
    return (
        at.main_above,
        at.to_most,
        *_share(at, some_good)[:3],
        *(_share(stats[parent], some_good) if parent else _NOTHING),
        *(_share(stats[grand], some_good) if grand else _NOTHING)[:3],
        *(_share(stats[great], some_good) if great else _NOTHING)[:2],
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


def _share(at: _Stats, some_good: float) -> tuple[float, float, float, float]:
    """Share of the page's prose, link density, density of prose, blocks."""
    words = at.words or 1.0
    return at.good / some_good, at.links / words, at.good / words, at.blocks


def _rows(
    page: Page,
    proses: Sequence[Prose],
    stats: _Containers,
    builds: Sequence[object],
    total_good: float,
    token_score: Mapping[Container | None, float],
) -> list[list[float]]:
    blocks = page.blocks
    n = len(blocks)
    alike = _alike(builds, proses)
    title_at = title_block(page)
    good_words = running_sums([p.words if p.good else 0.0 for p in proses])
    total_words = sum(p.words for p in proses) or 1.0
    some_good = total_good or 1.0
    links = [_NO_NEIGHBOUR, *(p.link_density for p in proses), _NO_NEIGHBOUR]
    of_container = {c: _of_container(c, stats, some_good) for c in {b.container for b in blocks}}
    rows: list[list[float]] = []
    words_before = 0.0
    for i, (block, p) in enumerate(zip(blocks, proses, strict=True)):
        c = block.container
        words, density, _end, symbols, lower, _good = p
        rows.append(
            [
                words,
                density,
                symbols,
                lower,
                KINDS[block.kind],
                float(block.level),
                i / n,
                words_before / total_words,
                good_words[i] / some_good,
                min(_FAR, float(block.id - title_at)) if title_at is not None else -_FAR,
                min(_WIDEST_GAP, float(blocks[i + 1].id - block.id)) if i + 1 < n else 0.0,
                token_score[c],
                float(c.depth) if c else 0.0,
                *of_container[c],
                *alike[builds[i]],
                links[i],
                links[i + 2],
                good_words[min(n, i + _NEAR + 1)] - good_words[max(0, i - _NEAR)],
                float(n),
                total_good,
            ]
        )
        words_before += words
    return rows


def _alike(builds: Sequence[object], proses: Sequence[Prose]) -> dict[object, tuple[float, ...]]:
    """Of the blocks of each build: how many, and their mean words, link density and share of prose."""
    sums: dict[object, list[float]] = {}
    for key, p in zip(builds, proses, strict=True):
        group = sums.get(key)
        if group is None:
            sums[key] = [1.0, p.words, p.link_density, p.good]
        else:
            group[0] += 1
            group[1] += p.words
            group[2] += p.link_density
            group[3] += p.good
    return {key: (n, words / n, links / n, good / n) for key, (n, words, links, good) in sums.items()}
