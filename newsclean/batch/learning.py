"""learn, learn_sites: read pages and return the Profiles of their sites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from ..api import uncollected
from ..outcome import RawPage, as_raw_page
from ..pipeline import PassError
from ..profiles.profile import Profile, host_of
from ..profiles.sampling import Noted, Sample, noted
from ..readers import NotAPage
from .tasks import (
    MAX_BYTES_AHEAD,
    WorkerLimits,
    check_pages,
    checked_workers,
    memory_errors,
    pack,
    prepare_worker,
)
from .worker_process import Answer, OutOfMemory, Timeout, WorkerDied
from .workers import Crew, Task

if TYPE_CHECKING:
    from ..api import Source

    Given: TypeAlias = Source | tuple[Source, str | None] | RawPage

_LEFT_OUT = (NotAPage, PassError, Timeout, OutOfMemory, WorkerDied)  # errors of a page, not of the caller


def learn(
    pages: Iterable[Given],
    *,
    workers: int | None = 0,
    timeout: float | None = None,
    max_memory: int | None = None,
) -> Profile:
    """Return a profile: what the pages of a site have in common.

    pages: pages of one site, as HTML or dumps: sources as for `clean`, (source, url) pairs, or RawPages. They
        need no labels. Five pages help, and fifty are better. Of more than 64, those with the smallest
        digests are used, so memory is bounded and the order of the pages makes no difference.
    workers: the number of processes; None is one per core. 0 reads the pages in this process. The profile is
        the same.
    timeout, max_memory: limits for each page, as in `clean_many`; they need workers.

    Bytes that are not a page, pages on which a pass fails, and pages that exceed a limit or kill their worker
    are left out and counted in the profile's `unread`. The profile's `warnings` say what is wrong with the
    pages: too few, copies, lists, several hosts. Raises TypeError for a source of another type, ValueError
    for an impossible limit, OSError for a file that cannot be read.
    """
    samples = sampled(pages, lambda url: "", WorkerLimits(workers, timeout, max_memory))
    return samples[""].profile()


def learn_sites(
    pages: Iterable[Given],
    *,
    workers: int | None = 0,
    timeout: float | None = None,
    max_memory: int | None = None,
) -> dict[str, Profile]:
    """Return the profiles of many sites by host, sorted, as `clean_many` takes them.

    pages: as for `learn`, in any order, of any number of sites. Pages without an address share a profile,
        under the host "".
    workers, timeout, max_memory: as for `learn`.
    """
    samples = sampled(pages, lambda url: host_of(url) or "", WorkerLimits(workers, timeout, max_memory))
    return {name: samples[name].profile() for name in sorted(samples)}


def sampled(
    pages: Iterable[Given],
    name_of: Callable[[str | None], str],
    limits: WorkerLimits,
    on_left_out: Callable[[Exception], None] = lambda error: None,
) -> defaultdict[str, Sample]:
    """Return samples of the pages by the names that `name_of` gives their addresses.

    on_left_out: called with the error of each page that is left out.
    """
    check_pages(pages)
    workers = checked_workers(*limits)
    samples: defaultdict[str, Sample] = defaultdict(Sample)
    named = ((name_of(page.url), page) for page in map(as_raw_page, pages))
    if workers:
        crew = Crew(workers, partial(_noter, limits.max_memory), limits.timeout)
        answers = _in_processes(named, samples, crew)
    else:
        answers = _in_this_process(named, samples)
    with closing(answers):  # so that no worker is left if an error ends it
        for name, answer in answers:
            if answer.value is not None:
                samples[name].add(answer.value)
            elif isinstance(answer.error, _LEFT_OUT):
                samples[name].unread += 1
                on_left_out(answer.error)
            elif answer.error is not None:
                raise answer.error
    return samples


def _in_this_process(
    named: Iterable[tuple[str, RawPage]], samples: defaultdict[str, Sample]
) -> Generator[tuple[str, Answer], None, None]:
    for name, page in named:
        largest = samples[name].largest
        try:
            yield name, Answer(_note(page.source, page.url, page.encoding, largest), None)
        except _LEFT_OUT as error:
            yield name, Answer(None, error)


def _in_processes(
    named: Iterator[tuple[str, RawPage]], samples: defaultdict[str, Sample], crew: Crew
) -> Generator[tuple[str, Answer], None, None]:
    """Read pages while the crew takes notes of them, and yield its answers as they come."""
    waiting = bytes_held = 0
    more = True
    with crew:
        while more or waiting:
            draw = more and bytes_held < MAX_BYTES_AHEAD and crew.wants_more()
            if draw:
                name, page = next(named, (None, None))
                if name is None or page is None:
                    more = False
                else:
                    packed = pack(page, samples[name].largest)
                    crew.add(Task(packed, name))
                    waiting += 1
                    bytes_held += len(packed)
            for task, answer in crew.answers(wait=not draw):
                waiting -= 1
                bytes_held -= len(task.packed)
                yield task.owner, answer


def _noter(max_memory: int | None) -> Callable[[Any], Noted | None]:
    """Return the function that takes notes of what `pack` packed. Called once in each new worker."""
    prepare_worker(max_memory)
    return lambda packed: _note(*packed)


@uncollected()
def _note(source: Source, url: str | None, encoding: str | None, largest: str | None) -> Noted | None:
    with memory_errors():
        return noted(source, url, encoding, largest)
