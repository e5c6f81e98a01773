"""Passes that do what pages do to processes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable

from newsclean import Edit, Page


def hang_or_crash(page: Page) -> Iterable[Edit]:
    """A pass that never ends on the page that says so, and ends its process on another."""
    text = " ".join(block.text for block in page.blocks)
    if "HANG HERE" in text:
        time.sleep(600)
    if "CRASH HERE" in text:
        os._exit(3)
    return ()
