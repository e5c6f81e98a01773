"""What runs in a worker process: it does one task after another until its parent ends it, or dies."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

CHECK_INTERVAL = 1.0  # seconds between checks that the workers (or, for a worker, the parent) are alive
ALARM = getattr(signal, "SIGALRM", 0)  # Windows has none
INTERRUPT = {signal.SIGINT}
TOO_LARGE = "it needed more memory than allowed"


class Timeout(TimeoutError):
    """A task exceeded its time limit."""


class OutOfMemory(MemoryError):
    """A task exceeded its memory limit, or the memory available."""


class WorkerDied(RuntimeError):
    """A task ended its worker process."""


class Answer(NamedTuple):
    """The result of a task: a value or an error. seconds: how long it took."""

    value: Any
    error: Exception | None
    seconds: float = 0.0


def work(
    connection: Connection,
    make: Callable[[], Callable[[Any], Any]],
    timeout: float | None,
    parent: int | None,
) -> None:
    """Do tasks until told to stop, or until the parent has died."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, INTERRUPT)
    do = make()
    if timeout is not None and ALARM:
        signal.signal(ALARM, signal.SIG_DFL)
        do = _with_alarm(do, timeout + CHECK_INTERVAL)
    gc.freeze()  # spare the collector what lives as long as the worker
    with suppress(EOFError, OSError):
        connection.send_bytes(b"")
        try:
            for packed in _tasks(connection, parent):
                connection.send_bytes(_answer(do, packed))
        except MemoryError:  # while receiving a task or sending its answer
            connection.send_bytes(pickle.dumps(Answer(None, OutOfMemory(TOO_LARGE))))


def _with_alarm(do: Callable[[Any], Any], timeout: float) -> Callable[[Any], Any]:
    """Return `do` with an alarm that ends this process if the parent is too busy, or dead, to do so."""
    if sys.platform != "win32":  # which has no alarms

        def timed(task: Any) -> Any:
            signal.setitimer(signal.ITIMER_REAL, timeout)
            try:
                return do(task)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)

        return timed
    return do


def _tasks(connection: Connection, parent: int | None) -> Iterator[bytes]:
    while True:
        while not connection.poll(CHECK_INTERVAL):
            if parent not in (None, os.getppid()):
                return
        tasks = connection.recv()
        if not tasks:
            return
        yield from tasks


def _answer(do: Callable[[Any], Any], packed: bytes) -> bytes:
    """Do a pickled task and return the pickled answer."""
    start = time.perf_counter()
    try:
        value = do(pickle.loads(packed))
        return pickle.dumps(Answer(value, None, time.perf_counter() - start), pickle.HIGHEST_PROTOCOL)
    except OutOfMemory as error:
        failed: Exception = error
    except MemoryError as error:
        failed = OutOfMemory(str(error) or TOO_LARGE)
    except Exception as error:
        failed = error
    return pickle.dumps(Answer(None, _portable(failed), time.perf_counter() - start))


def _portable(error: Exception) -> Exception:
    """Return the error, or a RuntimeError with its message if it cannot be pickled."""
    try:
        if str(pickle.loads(pickle.dumps(error))) == str(error):
            return error
    except Exception:
        pass
    return RuntimeError(f"{type(error).__name__}: {error}")
