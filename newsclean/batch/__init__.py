"""clean_many: many pages in, a row for each, in order, whatever the pages do.

A page that hangs, kills its process or eats its memory costs that page alone: its row says so, and
another worker goes on with the rest.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from ..api import explain, uncollected
from ..article import Article
from ..model import Trace
from ..outcome import Failure, Outcome, RawPage
from ..passes import DEFAULT_PASSES
from ..pipeline import Pass, PassError
from ..readers import DEEPEST_JSON, MOST_CHARACTERS, MOST_JSON_CHARACTERS, read
from .workers import Answer, Crew, OutOfMemory, Task, Timeout, WorkerDied

if TYPE_CHECKING:
    from ..api import Source

__all__ = ["Failure", "OutOfMemory", "Outcome", "RawPage", "Timeout", "WorkerDied", "clean_many"]

_AHEAD = 64  # pages a worker that may be drawn before the first of them is given out
_MOST_BYTES_AHEAD = 64_000_000  # of pages drawn and not yet cleaned

_WARM_UP = "<h1>Bridge reopens</h1><p>By Ann Lee, 3 May 2024</p><p>LENNAU (VPA) - The bridge reopened.</p>"


# --- what goes in and comes out -------------------------------------------------------------------


# --- the public function --------------------------------------------------------------------------


def clean_many(
    pages: Iterable[Source | RawPage],
    *,
    workers: int | None = None,
    timeout: float | None = None,
    max_memory: int | None = None,
    on_error: Literal["row", "raise"] = "row",
    passes: Iterable[Pass] = DEFAULT_PASSES,
    keep_dateline: bool = False,
    with_trace: bool | Callable[[Trace], Any] = False,
    max_chars: int = MOST_CHARACTERS,
    max_json_chars: int = MOST_JSON_CHARACTERS,
    max_json_depth: int = DEEPEST_JSON,
    start_method: Literal["fork", "spawn", "forkserver"] | None = None,
) -> Iterator[Outcome]:
    """Clean many pages: a row for each, in order.

    pages: sources as `clean` takes them, or `RawPage`s. Drawn in the caller's thread while the workers
        work, at most 64 a worker ahead of the row given last; so it may be endless. If it raises, the
        rows of the pages before come first, then its error.
    workers: processes to clean in; None for one a core. 0 cleans in this process, one page after the
        other: no time or memory limits then, and a page that kills its process kills yours.
    timeout: seconds a page may take; its worker is then killed, hanging in C code or not.
    max_memory: bytes that a worker may take on top of what it holds at its start (Linux).
    on_error: "row" gives rows with an `error`; "raise" raises the error of the first page that has
        one: what `clean` raises, or Timeout (a TimeoutError), OutOfMemory (a MemoryError), WorkerDied (a
        RuntimeError) of `newsclean.batch`.
    passes, keep_dateline, max_chars, max_json_chars, max_json_depth: as in `clean`.
    with_trace: rows hold the trace of edits too. A function: they hold what it makes of the trace, where the
        page was cleaned; a trace is long, and bringing it from another process takes a quarter of the time.
    start_method: of the processes; None for Python's default. With "spawn" and "forkserver" the passes
        must be picklable, and a script needs its `if __name__ == "__main__":`, as ever there.

    To stop early, stop iterating: when the iterator is closed or forgotten, and on Ctrl-C, no process is
    left behind. Raises ValueError and TypeError at the call for arguments that make no sense, and
    RuntimeError where no worker can be started.

    >>> pages = ["<h1>Bridge reopens</h1><p>The bridge over the Lenn reopened.</p>", b"%PDF-1.7"]
    >>> for row in clean_many(pages, workers=0):
    ...     print(row.index, row.article.title if row.article else row.error.kind)
    0 Bridge reopens
    1 NotAPage
    """
    if isinstance(pages, (str, bytes, bytearray, os.PathLike, RawPage)):
        raise TypeError(f"pages is an iterable of pages, not one page as {type(pages).__name__}")
    if on_error not in ("row", "raise"):
        raise ValueError(f'on_error is "row" or "raise", not {on_error!r}')
    if workers is None:
        workers = _cores()
    elif workers < 0:
        raise ValueError(f"workers is a number of processes, not {workers}")
    for name, limit in (("timeout", timeout), ("max_memory", max_memory)):
        if limit is not None and limit <= 0:
            raise ValueError(f"{name} is more than 0, not {limit}")
        if limit is not None and not workers:
            raise ValueError(f"{name} needs a worker: in this process nothing can stop a page")
    how = _How(tuple(passes), keep_dateline, with_trace, max_chars, max_json_chars, max_json_depth)
    numbered = enumerate(page if isinstance(page, RawPage) else RawPage(page) for page in pages)
    if not workers:
        return _in_this_process(numbered, how, on_error)
    try:
        crew = Crew(workers, partial(_cleaner, how, max_memory), timeout, start_method)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise TypeError(f"passes must be picklable to reach other processes: {error}") from error
    return _in_processes(numbered, crew, workers * _AHEAD, on_error)


class _How(NamedTuple):
    """How each page is cleaned."""

    passes: tuple[Pass, ...]
    keep_dateline: bool
    with_trace: bool | Callable[[Trace], Any]
    max_chars: int
    max_json_chars: int
    max_json_depth: int


class _Origin(NamedTuple):
    """What a row says of its page beside what came of it."""

    number: int
    key: Any
    url: str | None


_Cleaned: TypeAlias = tuple[Article, Any]


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows do not tell which this process may use
        return os.cpu_count() or 1


def _row(origin: _Origin, answer: Answer, on_error: str) -> Outcome:
    error = answer.error
    if error is None:
        article, trace = answer.value
        return Outcome(*origin, article, None, trace)
    if on_error == "raise":
        raise error
    failure = Failure(type(error).__name__, str(error), error.by if isinstance(error, PassError) else None)
    return Outcome(*origin, None, failure, None)


@uncollected()
def _cleaned(how: _How, source: Source, url: str | None, encoding: str | None) -> _Cleaned:
    try:
        found = explain(
            source,
            url=url,
            encoding=encoding,
            passes=how.passes,
            keep_dateline=how.keep_dateline,
            max_chars=how.max_chars,
            max_json_chars=how.max_json_chars,
            max_json_depth=how.max_json_depth,
        )
        if callable(how.with_trace):
            return found.article, how.with_trace(found.trace)
        return found.article, found.trace if how.with_trace else None
    except PassError as error:
        if isinstance(error.__cause__, MemoryError):
            raise OutOfMemory(str(error)) from error
        raise


# --- in this process ------------------------------------------------------------------------------


def _in_this_process(numbered: Iterable[tuple[int, RawPage]], how: _How, on_error: str) -> Iterator[Outcome]:
    for index, page in numbered:
        try:
            answer = Answer(_cleaned(how, page.source, page.url, page.encoding), None)
        except Exception as error:
            answer = Answer(None, error)
        yield _row(_Origin(index, page.key, page.url), answer, on_error)


# --- in processes ---------------------------------------------------------------------------------


def _in_processes(
    numbered: Iterator[tuple[int, RawPage]], crew: Crew, ahead: int, on_error: str
) -> Iterator[Outcome]:
    """Draw pages while the crew works, and give its answers out in order."""
    answers: dict[int, tuple[_Origin, Answer]] = {}
    given = drawn = held = 0  # rows given out, pages drawn, bytes of those that are not cleaned yet
    broken: Exception | None = None  # what the iterator of pages raised
    more = True
    with crew:
        while more or given < drawn:
            draws = more and drawn - given < ahead and held < _MOST_BYTES_AHEAD and crew.wants_more()
            if draws:
                try:
                    index, page = next(numbered)
                except StopIteration:
                    more = False
                except Exception as error:
                    more, broken = False, error
                else:
                    drawn += 1
                    origin = _Origin(index, page.key, page.url)
                    try:
                        crew.add(Task(packed := _packed(page), origin))
                        held += len(packed)
                    except Exception as error:
                        answers[index] = origin, Answer(None, error)
            for task, answer in crew.answers(wait=not draws and given not in answers):
                answers[task.owner.number] = task.owner, answer
                held -= len(task.packed)
            while given in answers:
                origin, answer = answers.pop(given)
                given += 1
                yield _row(origin, answer, on_error)
    if broken:
        raise broken


def _packed(page: RawPage) -> bytes:
    """What is sent to a worker. Soups go as their markup, which gives the same article."""
    source: Any = page.source
    if isinstance(source, str) or (hasattr(source, "descendants") and hasattr(source, "attrs")):
        source = str(source)
    elif isinstance(source, memoryview):
        source = bytes(source)
    elif isinstance(source, os.PathLike):
        source = Path(source)
    elif not isinstance(source, (bytes, bytearray)):
        read(source)  # raises: it is no page
    return pickle.dumps((source, page.url, page.encoding), pickle.HIGHEST_PROTOCOL)


def _cleaner(how: _How, max_memory: int | None) -> Callable[[Any], _Cleaned]:
    """In a new worker: the function that cleans what `_packed` packed."""
    explain(_WARM_UP)  # loads weights and word lists, on no page's time
    if max_memory is not None:
        _limit_memory(max_memory)
    return lambda packed: _cleaned(how, *packed)


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    held = 0
    with suppress(OSError):  # where there is no /proc
        held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = held + most if hard == resource.RLIM_INFINITY else min(held + most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
