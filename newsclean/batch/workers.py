"""The worker processes of `clean_many`: they do tasks in any order, and a task may kill its worker.

Why not an existing pool: those of the standard library lose all running tasks when a process dies, and
cannot stop one that hangs. Those that can (pebble) hand out one task at a time through one shared pipe and
lock, which wastes much of the gain of a second core; and a process killed while it holds the lock breaks
the pool. Here each worker has its own pipe. It gets several tasks at once but answers each when it is done,
so the task that hangs or dies is known, and only that one is lost.

No threads: the pool advances when its owner calls it, and never sends to a worker that is not waiting.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from .worker_process import (
    ALARM,
    CHECK_INTERVAL,
    INTERRUPT,
    TOO_LARGE,
    Answer,
    OutOfMemory,
    Timeout,
    WorkerDied,
    work,
)

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

_TURN_SECONDS = 0.05  # of work sent at once: long compared to the 0.1 ms that sending costs
_MAX_TASKS = 16  # sent at once
_MAX_BYTES = 1_000_000  # of packed tasks sent at once; a larger task goes alone
_EXIT_GRACE = 2.0  # seconds for an idle worker to exit by itself
_START = 60.0  # seconds for a worker to start; a fork of a parent with threads may hang on their locks
_MAX_FAILED_STARTS = 3  # in a row, before the pool gives up


class Task(NamedTuple):
    """Pickled data for a worker, and what its owner knows it by, which stays in this process."""

    packed: bytes
    owner: Any


class Crew:
    """A pool of up to `size` workers, started when needed. A `with` block leaves no process behind.

    make: called once by each worker, returns the function that does its tasks: it takes the unpickled
        `Task.packed` and returns a value; if it runs out of memory it raises OutOfMemory.
    timeout: seconds a task may take.
    """

    def __init__(
        self,
        size: int,
        make: Callable[[], Callable[[Any], Any]],
        timeout: float | None = None,
        start_method: str | None = None,
    ) -> None:
        import multiprocessing  # only if processes are needed

        self._context = multiprocessing.get_context(start_method)
        if self._context.get_start_method() != "fork":
            pickle.dumps(make)  # to fail early
        self._size, self._make, self._timeout = size, make, timeout
        self._waiting: deque[Task] = deque()
        self._workers: list[_Worker] = []
        self._failed_starts = 0
        # The ids of tasks whose worker ended before it took them; one more worker may try each.
        self._not_taken: set[int] = set()
        self._owner = os.getpid()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: object, error: object, where: object) -> None:
        if os.getpid() != self._owner:  # in a fork of the caller, which does not own these workers
            return
        for worker in self._workers:
            worker.dismiss()
        while self._workers:
            worker = self._workers[-1]
            worker.end(wait=kind is None and worker.ready and not worker.jobs)
            self._workers.pop()

    def wants_more(self) -> bool:
        """Whether more tasks should be queued so that no worker becomes idle."""
        return len(self._waiting) < max(self._size, sum(worker.at_once for worker in self._workers))

    def add(self, task: Task) -> None:
        """Queue a task."""
        self._waiting.append(task)

    def answers(self, *, wait: bool) -> Iterator[tuple[Task, Answer]]:
        """Yield the answers that have arrived; with `wait`, wait a while if there are none."""
        from multiprocessing.connection import wait as wait_for

        self._start_workers()
        yield from self._hand_out()
        connections = {worker.connection: worker for worker in self._workers}
        ready = wait_for(list(connections), self._wait_time() if wait else 0)
        for connection in ready:
            yield from self._receive(connections[connection])  # type: ignore[index]
        if not ready and wait:
            for worker in [x for x in self._workers if not x.process.is_alive()]:
                yield from self._handle_death(worker)
        for worker in [x for x in self._workers if x.connection not in ready]:
            time_left = self._time_left(worker)
            if time_left is not None and time_left < 0:
                worker.process.kill()
                yield from self._handle_death(worker, timed_out=True)

    def _start_workers(self) -> None:
        starting = sum(not worker.ready for worker in self._workers)
        if len(self._waiting) > starting and len(self._workers) < self._size:
            worker = _Worker(self._context, self._make, self._timeout)
            self._workers.append(worker)
            try:
                worker.start()
            except OSError:  # no room for another process: continue with fewer
                self._workers.remove(worker)
                if not self._workers:
                    raise

    def _hand_out(self) -> Iterator[tuple[Task, Answer]]:
        """Send tasks to idle workers, and yield the answer for one that two could not take."""
        for worker in [x for x in self._workers if x.ready and not x.jobs]:
            tasks: list[Task] = []
            room = _MAX_BYTES
            while self._waiting and len(tasks) < worker.at_once:
                room -= len(self._waiting[0].packed)
                if tasks and room < 0:
                    break
                tasks.append(self._waiting.popleft())
            if tasks and not worker.send_tasks(tasks):
                code = self._remove(worker)
                first = tasks[0]
                is_given_up = id(first) in self._not_taken
                self._not_taken ^= {id(first)}
                self._waiting.extendleft(reversed(tasks[is_given_up:]))
                if is_given_up:
                    yield first, Answer(None, _not_taken(code))

    def _wait_time(self) -> float:
        """Return the seconds until a worker may time out, or the next check is due."""
        left = [self._time_left(worker) for worker in self._workers]
        return max(0.0, min([CHECK_INTERVAL, *(x for x in left if x is not None)]))

    def _time_left(self, worker: _Worker) -> float | None:
        """Return a worker's seconds left to start or for its current task; None if there is no limit."""
        if not worker.ready:
            return worker.since + _START - time.monotonic()
        if self._timeout is None or not worker.jobs:
            return None
        return worker.since + self._timeout - time.monotonic()

    def _receive(self, worker: _Worker) -> Iterator[tuple[Task, Answer]]:
        try:
            answer = worker.answer()
        except (EOFError, OSError):
            yield from self._handle_death(worker)
            return
        if answer is None:
            self._failed_starts = 0
            return
        yield worker.jobs.popleft(), answer
        if isinstance(answer.error, OutOfMemory):
            self._remove(worker)

    def _handle_death(self, worker: _Worker, *, timed_out: bool = False) -> Iterator[tuple[Task, Answer]]:
        """Remove a dead worker: its current task fails, and its others go to another worker."""
        task = worker.jobs.popleft() if worker.jobs else None
        code = self._remove(worker)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts == _MAX_FAILED_STARTS:
                raise RuntimeError(f"no worker process can be started: the last one {_how_it_ended(code)}")
        if task is not None and (timed_out or (self._timeout is not None and code == -ALARM)):
            yield task, Answer(None, Timeout(f"it took longer than {self._timeout:g} seconds"))
        elif task is not None:
            yield task, Answer(None, WorkerDied(f"the process that cleaned it {_how_it_ended(code)}"))

    def _remove(self, worker: _Worker) -> int:
        """Remove a worker, requeue its tasks and return its exit code."""
        self._workers.remove(worker)
        self._waiting.extendleft(reversed(worker.jobs))
        worker.dismiss()
        return worker.end(wait=not worker.jobs)


class _Worker:
    """A process, the pipe to it, and its unanswered tasks."""

    def __init__(
        self, context: BaseContext, make: Callable[[], Callable[[Any], Any]], timeout: float | None
    ) -> None:
        self.connection, self._other = context.Pipe()
        self.ready = False
        self.jobs: deque[Task] = deque()
        self.since = time.monotonic()  # when it was started, or began its current task
        self._pace = _TURN_SECONDS  # seconds a task
        # A fork inherits all ends of all pipes, so none closes when the parent is killed: it must check.
        self._forks = context.get_start_method() == "fork"
        parent = os.getpid() if self._forks else None
        self.process = context.Process(  # type: ignore[attr-defined]
            target=work, args=(self._other, make, timeout, parent), name="newsclean worker", daemon=True
        )

    def start(self) -> None:
        """Start the process, with Ctrl-C blocked until the worker ignores it."""
        if not self._forks and hasattr(signal, "pthread_sigmask"):
            from multiprocessing import resource_tracker

            resource_tracker.ensure_running()  # if it started below, it would unblock Ctrl-C
        with _blocked(INTERRUPT):
            self.process.start()
        self._other.close()

    @property
    def at_once(self) -> int:
        """How many tasks to send next."""
        return max(1, min(_MAX_TASKS, int(_TURN_SECONDS / self._pace)))

    def send_tasks(self, tasks: list[Task]) -> bool:
        """Send tasks; return whether the worker is alive to take them."""
        try:
            self.connection.send([task.packed for task in tasks])
        except OSError:
            return False
        self.jobs.extend(tasks)
        self.since = time.monotonic()
        return True

    def answer(self) -> Answer | None:
        """Return its answer to its current task; None for its first message, that it is ready."""
        packed = self.connection.recv_bytes()
        self.since = time.monotonic()
        if not packed:
            self.ready = True
            return None
        try:
            answer: Answer = pickle.loads(packed)
        except Exception as error:  # of a class that pickles but does not unpickle
            return Answer(None, error)
        self._pace = (3 * self._pace + max(answer.seconds, 1e-6)) / 4
        return answer

    def dismiss(self) -> None:
        """Send no more tasks: the worker exits when it has done those it has."""
        with suppress(OSError):
            self.connection.send([])
        self.connection.close()

    def end(self, *, wait: bool) -> int:
        """End the process (after a grace period, if `wait`) and return its exit code."""
        if self.process.pid is None:  # never started
            return 0
        if wait:
            self.process.join(_EXIT_GRACE)
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        code = self.process.exitcode or 0
        self.process.close()
        return code


@contextmanager
def _blocked(signals: set[signal.Signals]) -> Iterator[None]:
    """Block these signals for this thread and for processes that it starts meanwhile."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _not_taken(code: int) -> Exception:
    """Return the error of a task that a worker could not take: it exits with 0 if it has no memory for it."""
    return WorkerDied(f"the process {_how_it_ended(code)}") if code else OutOfMemory(TOO_LARGE)


def _how_it_ended(code: int) -> str:
    if code < 0:
        return f"was ended by signal {-code} ({signal.strsignal(-code)})"
    return f"ended with exit code {code}"
