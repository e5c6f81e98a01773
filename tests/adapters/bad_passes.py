"""Passes that hang or kill their process, as bad pages do."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable

from newsclean import Edit, Page


def hang_or_crash(page: Page) -> Iterable[Edit]:
    """Never return on a page that says so; end the process on another."""
    text = " ".join(block.text for block in page.blocks)
    if "HANG HERE" in text:
        time.sleep(600)
    if "CRASH HERE" in text:
        os._exit(3)
    return ()
