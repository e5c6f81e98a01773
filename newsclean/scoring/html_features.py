"""Features of the blocks of an HTML page: their text, their position and their surroundings.

They work alike in every language: words count only where they are in the page's headline and description.
`features` returns one column of floats per feature, in the order of NAMES; it computes those of ancestors
once per container. Of eighty features these were kept: scores on unseen pages were no worse.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from operator import sub

from ..evidence.container_slices import container_slices
from ..model import Block, Container, Page, chain
from .columns import (
    FAR,
    NO_NEIGHBOUR,
    WIDEST_GAP,
    Column,
    beside,
    clipped,
    packed,
    shares_before,
    sums,
    total_over,
)
from .text_features import KINDS, Prose, proses
from .topic import topic_columns

NAMES = tuple(
    (
        # its text
        "words link_density symbols lower kind level "
        # its position
        "position words_before good_before from_title gap_after "
        # its container
        "tokens depth main_above hops_most own_good own_links own_density parent_good parent_links "
        "parent_density parent_blocks grandparent_good grandparent_links grandparent_density "
        "greatgrandparent_good greatgrandparent_links "
        # blocks of the same build
        "alike alike_words alike_links alike_good "
        # neighbours
        "links_1_before links_1_after good_near "
        # the page
        "page_blocks page_good "
        # the topic
        "topic topic_in_container topic_in_parent"
    ).split()
)

_NEAR = 3  # blocks on each side
_MOST = 0.6  # share of the prose in the deepest container that counts as holding most of it
_NOTHING = (0.0, 0.0, 0.0, 0.0)


def features(
    page: Page, token_score: Mapping[Container | None, float], groupings: Sequence[Sequence[Hashable]]
) -> list[Column]:
    """Return the features of the live blocks; there must be at least one.

    token_score: the weight of class words for each container that holds a block.
    """
    blocks = page.blocks
    n = len(blocks)
    texts = proses(blocks)
    holders = [b.container for b in blocks]
    containers = _Containers(blocks, texts)
    container_rows = {c: (token_score[c], *containers.row(c)) for c in set(holders)}
    return [
        texts.words,
        texts.link_density,
        texts.symbols,
        texts.lower,
        [KINDS[b.kind] for b in blocks],
        [float(b.level) for b in blocks],
        *packed(_position_columns(page, texts)),
        *packed(zip(*[container_rows[c] for c in holders], strict=True)),
        *packed(_build_columns(groupings[0], texts)),
        *packed(_neighbour_columns(texts)),
        [float(n)] * n,
        [sum(texts.good_words)] * n,
        *packed(topic_columns(page, groupings[1:])),  # container and parent
    ]


def groupings(blocks: Sequence[Block]) -> list[Sequence[Hashable]]:
    """Return for each block the keys of its build, its container and its container's parent."""
    holders = [b.container for b in blocks]
    numbers: dict[Hashable, int] = {}  # whose hashes cost less than those of builds
    builds = [numbers.setdefault(_build(b), len(numbers)) for b in blocks]
    return [builds, holders, [c and c.parent for c in holders]]


def _build(block: Block) -> Hashable:
    """Return a key shared by blocks of the same template: kind, tag and classes, and those of the parent."""
    c = block.container
    if c is None:
        return (block.kind, block.level)
    up = c.parent
    return (block.kind, block.level, c.tag, c.classes, up and up.tag, up and up.classes)


class _Containers:
    """The prose and links in each container, and its distance from the main text; None is the page."""

    def __init__(self, blocks: Sequence[Block], texts: Prose[Column]) -> None:
        self._places = container_slices(blocks)
        self._page = slice(0, len(blocks))
        self._words = sums(texts.words)
        self._good = sums(texts.good_words)
        # in whole thousandths, so that differences are exact
        links = zip(texts.words, texts.link_density, strict=True)
        self._links = sums([words * density * 1000 // 1 for words, density in links])
        self._all_good = self._good[-1] or 1.0
        self._above_main = _levels_above(_main_container(blocks, texts.good_words))
        self._above_most = _levels_above(self._deepest_with_most())
        self._shares: dict[Container | None, tuple[float, float, float, float]] = {}

    def row(self, c: Container | None) -> tuple[float, ...]:
        """Return the features of a container and its three nearest ancestors."""
        parent = c.parent if c else None
        grand = parent.parent if parent else None
        great = grand.parent if grand else None
        return (
            float(c.depth) if c else 0.0,
            *self._distances(c),
            *self._share(c)[:3],
            *(self._share(parent) if parent else _NOTHING),
            *(self._share(grand) if grand else _NOTHING)[:3],
            *(self._share(great) if great else _NOTHING)[:2],
        )

    def _deepest_with_most(self) -> Container | None:
        good, enough = self._good, _MOST * self._all_good
        holding = (c for c, x in self._places.items() if good[x.stop] - good[x.start] >= enough)
        return max(holding, key=lambda c: c.depth, default=None)

    def _distances(self, c: Container | None) -> tuple[float, float]:
        """Return levels up to a common ancestor: from the main container, and from `c` to the `_MOST` one."""
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
        """Return a container's share of the page's prose, link and prose density, and number of blocks."""
        found = self._shares.get(c)
        if found is None:
            place = self._places[c] if c else self._page
            a, b = place.start, place.stop
            good, words = self._good[b] - self._good[a], self._words[b] - self._words[a] or 1.0
            links = (self._links[b] - self._links[a]) / 1000
            found = self._shares[c] = good / self._all_good, links / words, good / words, float(b - a)
        return found


def _main_container(blocks: Sequence[Block], good_words: Column) -> Container | None:
    """Return the main container: the one with most prose directly in it."""
    direct: dict[Container | None, float] = {}
    for block, words in zip(blocks, good_words, strict=True):
        if words:
            direct[block.container] = direct.get(block.container, 0.0) + words
    return max(direct, key=lambda c: direct[c], default=None)


def _levels_above(c: Container | None) -> dict[Container | None, float]:
    """Return the container and its ancestors, each with its distance; None, the page, comes last."""
    levels: dict[Container | None, float] = {each: float(n) for n, each in enumerate(chain(c))}
    levels[None] = float(len(levels))
    return levels


def _position_columns(page: Page, texts: Prose[Column]) -> list[Column]:
    """Return shares of the page before a block, its distance from the title and the gap after it."""
    blocks = page.blocks
    n = len(blocks)
    ids = [b.id for b in blocks]
    title_at = page.title_id
    return [
        [i / n for i in range(n)],
        shares_before(texts.words),
        shares_before(texts.good_words),
        [-FAR] * n if title_at is None else [min(FAR, float(i - title_at)) for i in ids],
        [*clipped(map(sub, ids[1:], ids), WIDEST_GAP), 0.0],
    ]


def _build_columns(builds: Sequence[object], texts: Prose[Column]) -> list[Column]:
    """Return the number of blocks of the same build, and their mean words, link density and prose share."""
    groups: dict[object, list[float]] = {}
    for build, words, links, good in zip(builds, texts.words, texts.link_density, texts.good, strict=True):
        group = groups.get(build)
        if group is None:
            groups[build] = [1.0, words, links, good]
        else:
            group[0] += 1
            group[1] += words
            group[2] += links
            group[3] += good
    means = {build: (n, words / n, links / n, good / n) for build, (n, words, links, good) in groups.items()}
    return list(zip(*[means[build] for build in builds], strict=True))


def _neighbour_columns(texts: Prose[Column]) -> list[Column]:
    """Return the link density of the blocks before and after, and the prose words nearby."""
    links = texts.link_density
    return [
        beside(links, -1, NO_NEIGHBOUR),
        beside(links, 1, NO_NEIGHBOUR),
        total_over(texts.good_words, -_NEAR, _NEAR + 1),
    ]
