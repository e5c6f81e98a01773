"""Python's garbage collector rests while a page is cleaned.

A page makes thousands of objects that live until it is done, none of them in a cycle. To look them all
through again and again, and whatever else the program holds, takes next to no time of a short page, but half
of that of a page of a megabyte, and more than its share of a longer one.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """The collector is off inside, if it was on.

    Only who has switched it off switches it on: so it is on at the end, whatever other threads do. As a
    decorator it also outlasts what the function held: what is gone by then is not looked through either.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
