"""A lock that one process holds until it releases it or dies, on every platform."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO


class Lock:
    """An exclusive lock, on a file that exists only while it is held."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def acquire(self) -> None:
        """Take the lock. Raises BlockingIOError if another process holds it."""
        while self._file is None:
            file = open(self._path, "ab")  # noqa: SIM115  (until `release`)
            try:
                _lock(file)
                if os.path.samestat(os.fstat(file.fileno()), os.stat(self._path)):
                    self._file = file
            except FileNotFoundError:
                pass  # its holder released it meanwhile, which deletes the file: try again
            finally:
                if self._file is None:
                    file.close()

    def release(self) -> None:
        """Give the lock back. Does nothing if it is not held."""
        if self._file is None:
            return
        file, self._file = self._file, None
        if sys.platform == "win32":  # cannot delete an open file
            file.close()
        with suppress(OSError):
            self._path.unlink()
        file.close()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(*error.args) from None

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not `flock`, which workers would inherit
        except PermissionError as error:  # what some systems say instead
            raise BlockingIOError(*error.args) from None
