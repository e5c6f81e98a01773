"""Pages that harm the process that cleans them, simulated by a pass that obeys their text.

In a file of its own, as workers that do not fork import it: they need not wait for pytest.
"""

from __future__ import annotations

import faulthandler
import os
import re
import signal
from collections.abc import Iterator

from newsclean import DEFAULT_PASSES, Edit, Page

SHORT, LONG = 0.2, 60  # seconds: for pages that never end, and for those that must


def harmful(page: Page) -> Iterator[Edit]:
    """Do what the page's first block says."""
    says = page.blocks[0].text if page.blocks else ""
    if says == "hang":
        re.match(r"(a+)+$", "a" * 50 + "b")  # in C, so that no signal handler of Python runs
    elif says == "exit":
        os._exit(3)
    elif says == "crash":
        faulthandler.disable()  # which pytest enables: it would print where this happened
        os.kill(os.getpid(), signal.SIGSEGV)
    elif says == "eat":
        page = bytearray(400_000_000)  # type: ignore[assignment]
    elif says == "raise":
        raise KeyError("missing")
    yield from ()


HARMFUL = (harmful, *DEFAULT_PASSES)
