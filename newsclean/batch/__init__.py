"""clean_many: cleans many pages and yields one row for each, in order.

A page that hangs, kills its process or uses up its memory affects no other page: its row holds the error,
and another worker continues with the rest.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from ..api import Favour, check_switches, chosen, explain, uncollected
from ..article import Article
from ..model import Trace
from ..outcome import Failure, Outcome, RawPage, as_raw_page
from ..passes import DEFAULT_PASSES
from ..pipeline import Pass, PassError
from ..readers import DEEPEST_JSON, MOST_CHARACTERS, MOST_JSON_CHARACTERS, check_options
from .site_profiles import Profiles, checked, profile_of_page
from .tasks import MAX_BYTES_AHEAD, check_pages, checked_workers, memory_errors, pack, prepare_worker
from .worker_process import Answer, OutOfMemory, Timeout, WorkerDied
from .workers import Crew, Task

if TYPE_CHECKING:
    from ..api import Source

__all__ = ["Failure", "OutOfMemory", "Outcome", "RawPage", "Timeout", "WorkerDied", "clean_many"]

_PAGES_AHEAD = 64  # pages for each worker that may be read before the oldest of them is yielded


def clean_many(
    pages: Iterable[Source | tuple[Source, str | None] | RawPage],
    *,
    workers: int | None = None,
    timeout: float | None = None,
    max_memory: int | None = None,
    on_error: Literal["row", "raise"] = "row",
    passes: Iterable[Pass] = DEFAULT_PASSES,
    keep_dateline: bool = False,
    favour: Favour | None = None,
    comments: bool = False,
    profiles: Profiles | None = None,
    with_trace: bool | Callable[[Trace], Any] = False,
    max_chars: int = MOST_CHARACTERS,
    max_json_chars: int = MOST_JSON_CHARACTERS,
    max_json_depth: int = DEEPEST_JSON,
    start_method: Literal["fork", "spawn", "forkserver"] | None = None,
) -> Iterator[Outcome]:
    """Clean many pages and yield a row for each, in order.

    pages: sources as for `clean`, (source, url) pairs, or `RawPage`s. They are read in the caller's thread
        while the workers run, at most 64 pages per worker ahead of the last yielded row, so the iterable may
        be endless. If it raises, the rows of earlier pages come first, then the error.
    workers: the number of processes; None is one per core. 0 cleans in this process, one page at a time,
        without time or memory limits, and a page that kills its process kills yours.
    timeout: seconds a page may take. A worker that takes longer is killed, even if it hangs in C code.
    max_memory: bytes that a worker may allocate on top of what it uses when it starts (Linux only).
    on_error: "row" yields rows with an `error`. "raise" raises the error of the first page that fails: what
        `clean` raises, or Timeout (a TimeoutError), OutOfMemory (a MemoryError) or WorkerDied (a
        RuntimeError) from `newsclean.batch`.
    passes, keep_dateline, favour, comments, max_chars, max_json_chars, max_json_depth: as in `clean`.
    profiles: the profiles of sites by host, as `newsclean.learn_sites` returns them. A page gets the profile
        for the host of its url, or for the nearest parent domain; other pages are cleaned as usual. A single
        Profile is used for all pages.
    with_trace: True adds the trace of edits to each row. A function is called with the trace in the worker,
        and the row holds its result: traces are long, and slow to send.
    start_method: how processes start; None is Python's default. With "spawn" and "forkserver" the passes
        must be picklable, and a script needs `if __name__ == "__main__":`, as always with these methods.

    To stop early, stop iterating: closing or deleting the iterator, or Ctrl-C, leaves no process behind.
    Raises ValueError or TypeError immediately for invalid arguments, and RuntimeError if no worker can be
    started.

    >>> pages = ["<h1>Bridge reopens</h1><p>The bridge over the Lenn reopened.</p>", b"%PDF-1.7"]
    >>> for row in clean_many(pages, workers=0):
    ...     print(row.index, row.article.title if row.article else row.error.kind)
    0 Bridge reopens
    1 NotAPage
    """
    check_pages(pages)
    if on_error not in ("row", "raise"):
        raise ValueError(f'on_error must be "row" or "raise", not {on_error!r}')
    workers = checked_workers(workers, timeout, max_memory)
    check_switches(keep_dateline=keep_dateline, comments=comments)
    check_options(None, None, max_chars, max_json_chars, max_json_depth)
    how = {
        "passes": chosen(passes, keep_dateline, favour),
        "comments": comments,
        "max_chars": max_chars,
        "max_json_chars": max_json_chars,
        "max_json_depth": max_json_depth,
    }
    options = _Options(how, checked(profiles), with_trace)
    numbered = enumerate(map(as_raw_page, pages))
    if not workers:
        return _in_this_process(numbered, options, on_error)
    crew = _crew(workers, partial(_cleaner, options, max_memory), timeout, start_method)
    return _in_processes(numbered, crew, workers * _PAGES_AHEAD, on_error)


class _Options(NamedTuple):
    """Options for cleaning each page; `how` holds keywords of `explain`."""

    how: dict[str, Any]
    profiles: Profiles | None
    with_trace: bool | Callable[[Trace], Any]


class _Origin(NamedTuple):
    """The fields of a row that identify its page."""

    number: int
    key: Any
    url: str | None


_Cleaned: TypeAlias = tuple[Article, Any]


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
def _clean(options: _Options, source: Source, url: str | None, encoding: str | None) -> _Cleaned:
    with memory_errors():
        profile = profile_of_page(url, options.profiles)
        found = explain(source, url=url, encoding=encoding, profile=profile, **options.how)
        if callable(options.with_trace):
            return found.article, options.with_trace(found.trace)
        return found.article, found.trace if options.with_trace else None


# --- in this process ------------------------------------------------------------------------------


def _in_this_process(
    numbered: Iterable[tuple[int, RawPage]], options: _Options, on_error: str
) -> Iterator[Outcome]:
    for index, page in numbered:
        try:
            answer = Answer(_clean(options, page.source, page.url, page.encoding), None)
        except Exception as error:
            answer = Answer(None, error)
        yield _row(_Origin(index, page.key, page.url), answer, on_error)


# --- in processes ---------------------------------------------------------------------------------


def _crew(
    workers: int, begin: Callable[[], Callable[[Any], _Cleaned]], timeout: float | None, method: str | None
) -> Crew:
    try:
        return Crew(workers, begin, timeout, method)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise TypeError(f"passes must be picklable to reach other processes: {error}") from error


def _in_processes(
    numbered: Iterator[tuple[int, RawPage]], crew: Crew, ahead: int, on_error: str
) -> Iterator[Outcome]:
    """Read pages while the crew works, and yield its answers in order."""
    yielded = 0
    work = _Work(numbered, crew)
    with crew:
        while work.has_more or yielded < work.drawn:
            may_draw = work.may_draw(yielded + ahead)
            if may_draw:
                work.draw()
            work.collect(wait=not may_draw and yielded not in work.answers)
            while yielded in work.answers:
                origin, answer = work.answers.pop(yielded)
                yielded += 1
                yield _row(origin, answer, on_error)
    if work.input_error:
        raise work.input_error


class _Work:
    """The pages that were read and given to a crew, and its answers by page number."""

    def __init__(self, numbered: Iterator[tuple[int, RawPage]], crew: Crew) -> None:
        self.numbered, self.crew = numbered, crew
        self.answers: dict[int, tuple[_Origin, Answer]] = {}
        self.drawn = 0  # pages read
        self.bytes_held = 0  # of pages that are not cleaned yet
        self.has_more = True
        self.input_error: Exception | None = None  # raised by the iterator of pages

    def may_draw(self, most: int) -> bool:
        """Whether to read a page, if at most so many may be read in all."""
        is_room = self.drawn < most and self.bytes_held < MAX_BYTES_AHEAD
        return self.has_more and is_room and self.crew.wants_more()

    def draw(self) -> None:
        """Read a page and give it to the crew."""
        try:
            index, page = next(self.numbered)
        except StopIteration:
            self.has_more = False
            return
        except Exception as error:
            self.has_more, self.input_error = False, error
            return
        self.drawn += 1
        origin = _Origin(index, page.key, page.url)
        try:
            self.crew.add(Task(packed := pack(page), origin))
            self.bytes_held += len(packed)
        except Exception as error:
            self.answers[index] = origin, Answer(None, error)

    def collect(self, wait: bool) -> None:
        """Take the answers that are there; wait for one if `wait`."""
        for task, answer in self.crew.answers(wait=wait):
            self.answers[task.owner.number] = task.owner, answer
            self.bytes_held -= len(task.packed)


def _cleaner(options: _Options, max_memory: int | None) -> Callable[[Any], _Cleaned]:
    """Return the function that cleans what `pack` packed. Called once in each new worker."""
    prepare_worker(max_memory)
    return lambda packed: _clean(options, *packed)
