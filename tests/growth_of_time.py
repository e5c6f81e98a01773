"""Whether time grows with the size of the input and no faster: on a machine of any speed, busy or not."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import TypeVar

from newsclean.api import uncollected

T = TypeVar("T")

TIMES = 4  # the larger input is so many times as large: quadratic time would be sixteen times as long
TOO_FAST = 2 * TIMES  # times as long
_SLACK = 0.02  # seconds: what a large input takes less than is not worth a look
_TRIES = 4


def grows_too_fast(do: Callable[[T], object], small: T, large: T, *, tries: int = _TRIES) -> bool:
    """Whether `do(large)` takes more than eight times as long as `do(small)`.

    Processor time, so that others on the machine count little; and the least of several runs of both, so that
    a pause in one of them decides nothing. The large one comes first, because the first loads word lists.
    """
    most = seconds(do, large)
    if most < _SLACK:
        return False
    least = seconds(do, small)
    for _ in range(tries):
        if most < TOO_FAST * least + _SLACK:
            return False
        most, least = min(most, seconds(do, large)), min(least, seconds(do, small))
    return True


def seconds(do: Callable[[T], object], what: T) -> float:
    """Processor time that it takes with the garbage collector off, as it is while a page is cleaned."""
    with uncollected():
        start = process_time()
        do(what)
        return process_time() - start
