"""What `clean_many` and `learn` share: checks of arguments, pages on their way to workers, limits."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from ..api import explain
from ..outcome import RawPage
from ..pipeline import PassError
from ..readers import is_soup, read
from .worker_process import OutOfMemory

MAX_BYTES_AHEAD = 64_000_000
"""The most bytes of pages that are read and not yet cleaned."""
# A page that needs nearly all word lists
_WARM_UP = "<h1>Bridge reopens</h1><p>By Ann Lee, 3 May 2024</p><p>LENNAU (VPA) - The bridge reopened.</p>"


class WorkerLimits(NamedTuple):
    """The number of worker processes, None for one per core, and the limits of each page: seconds, bytes."""

    workers: int | None = 0
    timeout: float | None = None
    max_memory: int | None = None


def check_pages(pages: object) -> None:
    """Raise TypeError for a single page in place of an iterable of pages."""
    if isinstance(pages, (str, bytes, bytearray, os.PathLike, RawPage)):
        is_path = isinstance(pages, os.PathLike)
        hint = ': for the pages of a folder, pass path.rglob("*.html")' if is_path else ""
        raise TypeError(f"pages must be an iterable of pages, not a single {type(pages).__name__}{hint}")
    if isinstance(pages, Mapping):  # whose keys would be taken for pages
        raise TypeError("pages must be an iterable of pages, not a mapping: pass (page, url) pairs")


def checked_workers(workers: int | None, timeout: float | None, max_memory: int | None) -> int:
    """Return the number of workers, one per core for None. Raises ValueError for impossible limits."""
    if workers is None:
        workers = _cores()
    elif workers < 0:
        raise ValueError(f"workers must be 0 or more, not {workers}")
    for name, limit in (("timeout", timeout), ("max_memory", max_memory)):
        if limit is not None and limit <= 0:
            raise ValueError(f"{name} must be more than 0, not {limit}")
        if limit is not None and not workers:
            raise ValueError(f"{name} needs a worker: nothing can stop a page in this process")
    return workers


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):  # macOS and Windows do not say which cores this process may use
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def pack(page: RawPage, *more: object) -> bytes:
    """Return a page's source, address and encoding, with anything else a worker needs, pickled.

    Soups become markup, which gives the same article. Raises TypeError for anything that is not a page.
    """
    source: Any = page.source
    if isinstance(source, str) or is_soup(source):
        source = str(source)
    elif isinstance(source, memoryview):
        source = bytes(source)
    elif isinstance(source, os.PathLike):
        source = Path(source)
    elif not isinstance(source, (bytes, bytearray)):
        read(source)  # raises, because it is not a page
    return pickle.dumps((source, page.url, page.encoding, *more), pickle.HIGHEST_PROTOCOL)


def prepare_worker(max_memory: int | None) -> None:
    """Load weights and word lists before any page's time limit starts, and then limit the memory."""
    explain(_WARM_UP)
    if max_memory is not None:
        _limit_memory(max_memory)


@contextmanager
def memory_errors() -> Iterator[None]:
    """Raise OutOfMemory in place of a PassError that a MemoryError caused."""
    try:
        yield
    except PassError as error:
        if isinstance(error.__cause__, MemoryError):
            raise OutOfMemory(str(error)) from error
        raise


def _limit_memory(allowed: int) -> None:
    """Limit what this process may allocate on top of what it uses already, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    in_use = 0
    with suppress(OSError):  # without /proc
        in_use = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = in_use + allowed if hard == resource.RLIM_INFINITY else min(in_use + allowed, hard)
    with suppress(ValueError):  # macOS refuses limits below its large address space
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
