"""Numbers of a block of an HTML page: what its text looks like, where it stands and among what.

Nothing here looks at what the words mean, so the numbers are the same kind in every language.
`features` gives one row of floats a block, in the order of NAMES; the ancestors' numbers are worked out
once a container, not once a block. Thirty-six numbers are left of seventy that were tried: fitted on
these alone, the scores of pages not seen were no worse.
"""

from __future__ import annotations

from array import array
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


class Rows(NamedTuple):
    """The rows of a page's blocks, and for each the key of the blocks of its build, and its words."""

    rows: list[array[float]]
    builds: list[object]
    words: list[float]


def features(page: Page, token_score: Mapping[Container | None, float]) -> Rows:
    """One row a live block, in their order. token_score: of each container that holds a block."""
    blocks = page.blocks
    proses = [prose(b) for b in blocks]
    builds = [_build(b) for b in blocks]
    rows = _rows(page, proses, _Containers(blocks, proses), builds, token_score)
    return Rows(rows, builds, [p.words for p in proses])


def _build(block: Block) -> object:
    """Blocks made by the same template: kind, tag and classes, and those of the parent."""
    c = block.container
    if c is None:
        return (block.kind, block.level)
    up = c.parent
    return (block.kind, block.level, c.tag, c.classes, up and up.tag, up and up.classes)


class _Containers:
    """What stands in the containers around the blocks, and how far they are off the main text.

    None stands for the page.
    """

    def __init__(self, blocks: Sequence[Block], proses: Sequence[Prose]) -> None:
        self._places = extents(blocks)
        self._page = slice(0, len(blocks))
        self._words = running_sums([p.words for p in proses])
        self.good = running_sums([p.words if p.good else 0.0 for p in proses])
        # whole thousandths, so that what is subtracted leaves nothing behind
        self._links = running_sums([p.words * p.link_density * 1000 // 1 for p in proses])
        self.some_good = self.good[-1] or 1.0
        self._above_main = _chain(_with_most_direct(blocks, proses))
        self._above_most = _chain(self._deepest_with_most())
        self._shares: dict[Container | None, tuple[float, float, float, float]] = {}

    def row(self, c: Container | None) -> tuple[float, ...]:
        """The numbers of a container and of the three around it."""
        parent = c.parent if c else None
        grand = parent.parent if parent else None
        great = grand.parent if grand else None
        return (
            *self._way(c),
            *self._share(c)[:3],
            *(self._share(parent) if parent else _NOTHING),
            *(self._share(grand) if grand else _NOTHING)[:3],
            *(self._share(great) if great else _NOTHING)[:2],
        )

    def _deepest_with_most(self) -> Container | None:
        good, enough = self.good, _MOST * self.some_good
        holding = (c for c, x in self._places.items() if good[x.stop] - good[x.start] >= enough)
        return max(holding, key=lambda c: c.depth, default=None)

    def _way(self, c: Container | None) -> tuple[float, float]:
        """How far the nearest container around both is above the main one; steps up to the one with most."""
        to_most = 0.0
        at = c
        while at not in self._above_most:
            to_most += 1
            at = at.parent if at else None
        at = c
        while at not in self._above_main:
            at = at.parent if at else None
        return self._above_main[at], to_most

    def _share(self, c: Container | None) -> tuple[float, float, float, float]:
        """Share of the page's prose, link density, density of prose, blocks."""
        found = self._shares.get(c)
        if found is None:
            place = self._places[c] if c else self._page
            a, b = place.start, place.stop
            good, words = self.good[b] - self.good[a], self._words[b] - self._words[a] or 1.0
            links = (self._links[b] - self._links[a]) / 1000
            found = self._shares[c] = good / self.some_good, links / words, good / words, float(b - a)
        return found


def _with_most_direct(blocks: Sequence[Block], proses: Sequence[Prose]) -> Container | None:
    """The main container: the one with most prose right in it."""
    direct: dict[Container | None, float] = {}
    for block, p in zip(blocks, proses, strict=True):
        if p.good:
            direct[block.container] = direct.get(block.container, 0.0) + p.words
    return max(direct, key=lambda c: direct[c], default=None)


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


def _rows(
    page: Page,
    proses: Sequence[Prose],
    containers: _Containers,
    builds: Sequence[object],
    token_score: Mapping[Container | None, float],
) -> list[array[float]]:
    blocks = page.blocks
    n = len(blocks)
    alike = _alike(builds, proses)
    title_at = title_block(page)
    good_words, some_good = containers.good, containers.some_good
    total_words = sum(p.words for p in proses) or 1.0
    links = [_NO_NEIGHBOUR, *(p.link_density for p in proses), _NO_NEIGHBOUR]
    of_container = {c: containers.row(c) for c in {b.container for b in blocks}}
    rows: list[array[float]] = []
    words_before = 0.0
    for i, (block, p) in enumerate(zip(blocks, proses, strict=True)):
        c = block.container
        words, density, _end, symbols, lower, _good = p
        row = (
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
            good_words[-1],
        )
        rows.append(array("d", row))
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
