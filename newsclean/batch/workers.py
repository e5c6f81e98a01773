"""Processes that do tasks in any order, and may be killed over any of them: the hands of `clean_many`.

Why no ready-made pool: those of the standard library lose all that is under way when a process dies, and
cannot stop one that hangs. Those that can (pebble) hand out one task at a time, through one pipe and one
lock for all, which costs much of what a second core brings; and a process that is killed while it holds
the lock takes the pool along. Here each worker has a pipe of its own. It gets tasks by the handful but
answers each as it is done, so it is known over which it hangs or dies, and only that one is lost.

No threads: the pool moves on when its owner calls it, and never sends to a worker that is not waiting.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

_TURN = 0.05  # seconds of work given at once: long beside the 0.1 ms that giving costs
_MOST_AT_ONCE = 16  # tasks
_MOST_BYTES_AT_ONCE = 1_000_000  # of packed tasks; a larger one goes alone
_LOOK = 1.0  # seconds after which the parent looks whether its workers live, and a worker whether its parent
_FAREWELL = 2.0  # seconds that a worker with nothing to do has to end by itself
_START = 60.0  # seconds that a worker has to begin; a fork of a parent with threads may hang over their locks
_FAILED_STARTS = 3  # in a row: then it is no accident

_ALARM = getattr(signal, "SIGALRM", 0)  # Windows has none
_INTERRUPT = {signal.SIGINT}
_TOO_LARGE = "it took more memory than there is for it"


class Timeout(TimeoutError):
    """A task took longer than it may."""


class OutOfMemory(MemoryError):
    """A task took more memory than it may, or than there is."""


class WorkerDied(RuntimeError):
    """A task ended the process that did it."""


class Task(NamedTuple):
    """What a worker gets, packed by `pickle`, and what its owner knows it by, which stays here."""

    packed: bytes
    owner: Any


class Answer(NamedTuple):
    """What came of a task: a value, or an error. seconds: how long it took."""

    value: Any
    error: Exception | None
    seconds: float = 0.0


class Crew:
    """Up to `size` workers, started as they are needed.

    make: called by each worker once, gives the function that does its tasks: from what `Task.packed`
        holds to a value. A function that runs out of memory raises OutOfMemory.
    timeout: seconds a task may take. A `with` block leaves no process behind.
    """

    def __init__(
        self,
        size: int,
        make: Callable[[], Callable[[Any], Any]],
        timeout: float | None = None,
        start_method: str | None = None,
    ) -> None:
        import multiprocessing  # not at import: only for those who want processes

        self._context = multiprocessing.get_context(start_method)
        if self._context.get_start_method() != "fork":
            pickle.dumps(make)  # fails here and not in the middle of things
        self._size, self._make, self._timeout = size, make, timeout
        self._waiting: deque[Task] = deque()
        self._workers: list[_Worker] = []
        self._failed_starts = 0
        self._owner = os.getpid()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: object, error: object, where: object) -> None:
        if os.getpid() != self._owner:  # in a fork of the caller's, whose workers these are not
            return
        for worker in self._workers:
            worker.dismiss()
        while self._workers:
            worker = self._workers[-1]
            worker.end(in_peace=kind is None and worker.ready and not worker.jobs)
            self._workers.pop()

    def wants_more(self) -> bool:
        """Whether there should be more tasks ready for workers that come to have none."""
        return len(self._waiting) < max(self._size, sum(worker.at_once for worker in self._workers))

    def add(self, task: Task) -> None:
        """One more thing to do."""
        self._waiting.append(task)

    def answers(self, *, wait: bool) -> Iterator[tuple[Task, Answer]]:
        """What came in since; with `wait`, after some time if nothing did."""
        from multiprocessing.connection import wait as wait_for

        self._start_workers()
        self._hand_out()
        connections = {worker.connection: worker for worker in self._workers}
        ready = wait_for(list(connections), self._patience() if wait else 0)
        for connection in ready:
            yield from self._heard(connections[connection])  # type: ignore[index]
        if not ready and wait:
            for worker in [x for x in self._workers if not x.process.is_alive()]:
                yield from self._lost(worker)
        for worker in [x for x in self._workers if x.connection not in ready]:
            time_left = self._time_left(worker)
            if time_left is not None and time_left < 0:
                worker.process.kill()
                yield from self._lost(worker, late=True)

    def _start_workers(self) -> None:
        starting = sum(not worker.ready for worker in self._workers)
        if len(self._waiting) > starting and len(self._workers) < self._size:
            worker = _Worker(self._context, self._make, self._timeout)
            self._workers.append(worker)
            try:
                worker.start()
            except OSError:  # no room for another process: fewer will do
                self._workers.remove(worker)
                if not self._workers:
                    raise

    def _hand_out(self) -> None:
        for worker in [x for x in self._workers if x.ready and not x.jobs]:
            tasks: list[Task] = []
            room = _MOST_BYTES_AT_ONCE
            while self._waiting and len(tasks) < worker.at_once:
                room -= len(self._waiting[0].packed)
                if tasks and room < 0:
                    break
                tasks.append(self._waiting.popleft())
            if tasks and not worker.give(tasks):
                self._waiting.extendleft(reversed(tasks))
                self._remove(worker)

    def _patience(self) -> float:
        """Seconds until a worker may have used up its time, or is to be looked after."""
        left = [self._time_left(worker) for worker in self._workers]
        return max(0.0, min([_LOOK, *(x for x in left if x is not None)]))

    def _time_left(self, worker: _Worker) -> float | None:
        """Seconds that it has to begin, or for the task it is at; None for as long as it likes."""
        if not worker.ready:
            return worker.since + _START - time.monotonic()
        if self._timeout is None or not worker.jobs:
            return None
        return worker.since + self._timeout - time.monotonic()

    def _heard(self, worker: _Worker) -> Iterator[tuple[Task, Answer]]:
        try:
            answer = worker.answer()
        except (EOFError, OSError):
            yield from self._lost(worker)
            return
        if answer is None:
            self._failed_starts = 0
            return
        yield worker.jobs.popleft(), answer
        if isinstance(answer.error, OutOfMemory):
            self._remove(worker)

    def _lost(self, worker: _Worker, *, late: bool = False) -> Iterator[tuple[Task, Answer]]:
        """The worker is dead: so is the task it was at, and the others wait for another worker."""
        task = worker.jobs.popleft() if worker.jobs else None
        code = self._remove(worker)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts == _FAILED_STARTS:
                raise RuntimeError(f"no worker process can be started: it {_how_it_ended(code)}")
        if task is not None and (late or (self._timeout is not None and code == -_ALARM)):
            yield task, Answer(None, Timeout(f"it took longer than {self._timeout:g} seconds"))
        elif task is not None:
            yield task, Answer(None, WorkerDied(f"the process that cleaned it {_how_it_ended(code)}"))

    def _remove(self, worker: _Worker) -> int:
        """Its exit code."""
        self._workers.remove(worker)
        self._waiting.extendleft(reversed(worker.jobs))
        worker.dismiss()
        return worker.end(in_peace=not worker.jobs)


class _Worker:
    """A process, the pipe to it, and the tasks it has not answered yet."""

    def __init__(
        self, context: BaseContext, make: Callable[[], Callable[[Any], Any]], timeout: float | None
    ) -> None:
        self.connection, self._other = context.Pipe()
        self.ready = False
        self.jobs: deque[Task] = deque()
        self.since = time.monotonic()  # when it was started, or began with the first of its tasks
        self._pace = _TURN  # seconds a task
        # A fork holds all ends of all pipes, so none closes to it when the parent is killed: it must look.
        self._forks = context.get_start_method() == "fork"
        parent = os.getpid() if self._forks else None
        self.process = context.Process(  # type: ignore[attr-defined]
            target=_work, args=(self._other, make, timeout, parent), name="newsclean worker", daemon=True
        )

    def start(self) -> None:
        """Begin. Ctrl-C waits until the worker can leave it to the parent."""
        if not self._forks and hasattr(signal, "pthread_sigmask"):
            from multiprocessing import resource_tracker

            resource_tracker.ensure_running()  # where it starts itself, it lets Ctrl-C through again
        with _held_back(_INTERRUPT):
            self.process.start()
        self._other.close()

    @property
    def at_once(self) -> int:
        """Tasks to be given next."""
        return max(1, min(_MOST_AT_ONCE, int(_TURN / self._pace)))

    def give(self, tasks: list[Task]) -> bool:
        """Whether it lives to take them."""
        try:
            self.connection.send([task.packed for task in tasks])
        except OSError:
            return False
        self.jobs.extend(tasks)
        self.since = time.monotonic()
        return True

    def answer(self) -> Answer | None:
        """What it says of the first of its tasks; None for its first word, that it is ready."""
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
        """No more tasks: it ends when it has done those it has."""
        with suppress(OSError):
            self.connection.send([])
        self.connection.close()

    def end(self, *, in_peace: bool) -> int:
        """No process is left of it. Its exit code."""
        if self.process.pid is None:  # it never began
            return 0
        if in_peace:
            self.process.join(_FAREWELL)
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        code = self.process.exitcode or 0
        self.process.close()
        return code


@contextmanager
def _held_back(signals: set[signal.Signals]) -> Iterator[None]:
    """These signals come later, to this thread and to a process that it starts meanwhile."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _how_it_ended(code: int) -> str:
    if code < 0:
        return f"was ended by signal {-code} ({signal.strsignal(-code)})"
    return f"ended with exit code {code}"


# --- in the worker --------------------------------------------------------------------------------


def _work(
    connection: Connection,
    make: Callable[[], Callable[[Any], Any]],
    timeout: float | None,
    parent: int | None,
) -> None:
    """Do tasks until there is nobody to do them for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, who ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPT)
    do = make()
    if timeout is not None and _ALARM:
        signal.signal(_ALARM, signal.SIG_DFL)
        do = _on_time(do, timeout + _LOOK)
    gc.freeze()  # what is here now stays: no need to look through it again
    with suppress(EOFError, OSError):
        connection.send_bytes(b"")
        try:
            for packed in _tasks(connection, parent):
                connection.send_bytes(_done(do, packed))
        except MemoryError:  # while a task came in, or its answer went out
            connection.send_bytes(pickle.dumps(Answer(None, OutOfMemory(_TOO_LARGE))))


def _on_time(do: Callable[[Any], Any], timeout: float) -> Callable[[Any], Any]:
    """The same, but it ends this process by itself where the parent, busy or killed, does not."""

    def timed(task: Any) -> Any:
        signal.setitimer(signal.ITIMER_REAL, timeout)
        try:
            return do(task)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    return timed


def _tasks(connection: Connection, parent: int | None) -> Iterator[bytes]:
    while True:
        while not connection.poll(_LOOK):
            if parent not in (None, os.getppid()):
                return
        tasks = connection.recv()
        if not tasks:
            return
        yield from tasks


def _done(do: Callable[[Any], Any], packed: bytes) -> bytes:
    """The packed answer to a packed task."""
    start = time.perf_counter()
    try:
        value = do(pickle.loads(packed))
        return pickle.dumps(Answer(value, None, time.perf_counter() - start), pickle.HIGHEST_PROTOCOL)
    except OutOfMemory as error:
        failed: Exception = error
    except MemoryError as error:
        failed = OutOfMemory(str(error) or _TOO_LARGE)
    except Exception as error:
        failed = error
    return pickle.dumps(Answer(None, _portable(failed), time.perf_counter() - start))


def _portable(error: Exception) -> Exception:
    """The error, or one that says the same, if it does not survive the way to another process."""
    try:
        if str(pickle.loads(pickle.dumps(error))) == str(error):
            return error
    except Exception:
        pass
    return RuntimeError(f"{type(error).__name__}: {error}")
