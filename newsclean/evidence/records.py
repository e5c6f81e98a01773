"""Finds records: sibling elements of one build, such as a list's cards, a poll's answers, a guide's entries.

<div><section class="card">…</section><section class="card">…</section><section class="card">…</section></div>
->  three records of one group
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Block, Container
from .container_slices import container_slices

_FEWEST = 2  # records of a group


def records(blocks: Sequence[Block]) -> list[list[slice]]:
    """Return the groups of two records or more, outer ones first, each record as the slice of its blocks."""
    groups: dict[tuple[Container, str, str], list[slice]] = {}
    for container, place in container_slices(blocks).items():
        if container.parent is not None:
            groups.setdefault((container.parent, container.tag, container.classes), []).append(place)
    return [group for group in groups.values() if len(group) >= _FEWEST]
