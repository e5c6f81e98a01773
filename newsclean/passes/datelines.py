"""Placeholder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..edits import Edit
from ..model import Page


@dataclass(frozen=True, slots=True)
class Datelines:
    """Nothing yet."""

    keep_text: bool = False
    __name__ = "datelines"

    @property
    def keep(self) -> Datelines:
        return replace(self, keep_text=True)

    def __call__(self, page: Page) -> Iterator[Edit]:
        yield from ()


datelines = Datelines()
