"""What a view did in the browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Opened:
    """A page in the browser, and what it did that no view may do."""

    page: Any
    said: list[str] = field(default_factory=list)
    """What it wrote to the console, and errors."""
    asked: list[str] = field(default_factory=list)
    """Addresses that it tried to load, beside its own."""

    def shown(self, selector: str) -> list[str]:
        """Texts of the elements that a reader sees, in order."""
        return [x.inner_text() for x in self.page.locator(selector).all() if x.is_visible()]

    def numbers(self) -> list[int]:
        """Of the blocks that are to be seen."""
        return [int(x) for x in self.shown(".nc-blocks .nc-no")]


Open = Callable[..., Opened]
