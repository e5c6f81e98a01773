"""Placeholder."""

from __future__ import annotations

from collections.abc import Iterator

from ..edits import Edit
from ..model import Page


def sidebars(page: Page) -> Iterator[Edit]:
    """Nothing yet."""
    yield from ()
