"""Progress of a job: a bar on a terminal, an occasional line elsewhere, and a summary at the end."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ..text.counted import counted
from .counts import JobCounts

_BETWEEN_LINES = 30.0  # seconds
_BETWEEN_DRAWINGS = 0.1  # seconds
_PASSES_NAMED = 6  # in the summary: the passes that removed most

OnPage = Callable[[JobCounts], None]


@contextmanager
def progress_display(begun: JobCounts, total: int | None, *, quiet: bool) -> Iterator[OnPage]:
    """Yield a function to call after each page. begun: counts at the start; total: bytes of all inputs."""
    if quiet or sys.stderr is None:
        yield lambda job: None
    elif sys.stderr.isatty():
        with _bar(begun, total) as on_page:
            yield on_page
    else:
        yield _lines(begun, total)


def summary(job: JobCounts, skipped: Counter[str], seconds: float, pages: int) -> Iterator[str]:
    """Yield the lines of a summary. seconds, pages: how long this run took and how many pages it cleaned."""
    rate = pages / seconds if seconds else 0.0
    now = "" if pages == job.pages else f", {pages:,} of them now,"
    yield f"{counted(job.pages, 'page')}{now} in {_time(seconds)} ({rate:,.0f} a second)"
    for what, numbers in (("status", job.statuses), ("errors", job.errors), ("skipped", skipped)):
        if numbers:
            yield f"{what}: {listed(_ranked(numbers))}"
    if job.left_out:
        yield f"left out: {listed(_ranked(job.left_out))}"
    if job.removed:
        most = _ranked(job.removed)
        others = sum(number for _, number in most[_PASSES_NAMED:])
        named = [*most[:_PASSES_NAMED], *([("other passes", others)] if others else [])]
        yield f"removed: {counted(job.removed.total(), 'block')}, by {listed(named)}"


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return the counts, the highest first and equal ones by name: workers count in any order."""
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def listed(numbers: list[tuple[str, int]]) -> str:
    """Return names with numbers as text: `ok 1,280, empty 3`."""
    return ", ".join(f"{name} {number:,}" for name, number in numbers)


@contextmanager
def _bar(begun: JobCounts, total: int | None) -> Iterator[OnPage]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[line]}"), TimeRemainingColumn()
    start, drawn = time.monotonic(), 0.0
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, completed=begun.read, line=_status_line(begun, 0.0))
        first = begun.pages

        def on_page(job: JobCounts) -> None:
            nonlocal drawn
            now = time.monotonic()
            if now - drawn > _BETWEEN_DRAWINGS:
                drawn = now
                rate = (job.pages - first) / (now - start)
                progress.update(task, completed=job.read, line=_status_line(job, rate))

        yield on_page


def _lines(begun: JobCounts, total: int | None) -> OnPage:
    start = last = time.monotonic()
    first, read = begun.pages, begun.read

    def on_page(job: JobCounts) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _BETWEEN_LINES:
            return
        last = now
        line = _status_line(job, (job.pages - first) / (now - start))
        if total and job.read > read:
            left = (total - job.read) * (now - start) / (job.read - read)
            line += f", {job.read / total:.0%}, {_time(left)} left"
        print(f"newsclean: {line}", file=sys.stderr, flush=True)

    return on_page


def _status_line(job: JobCounts, rate: float) -> str:
    return f"{counted(job.pages, 'page')}, {rate:,.0f}/s, {counted(job.errors.total(), 'error')}"


def _time(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"
