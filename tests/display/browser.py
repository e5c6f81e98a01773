"""Records what a view does in the browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Opened:
    """A page in the browser, and anything it did that views must not do."""

    page: Any
    said: list[str] = field(default_factory=list)
    """Console messages and errors."""
    asked: list[str] = field(default_factory=list)
    """Addresses that it tried to load, except its own."""

    def shown(self, selector: str) -> list[str]:
        """Return the texts of the visible elements, in order."""
        return [x.inner_text() for x in self.page.locator(selector).all() if x.is_visible()]

    def numbers(self) -> list[int]:
        """Return the numbers of the visible blocks."""
        return [int(x) for x in self.shown(".nc-blocks .nc-no")]


Open = Callable[..., Opened]
