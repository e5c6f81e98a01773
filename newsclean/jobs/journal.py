"""A journal: JSON Lines that a job appends to, and can truncate to a mark."""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Container, Iterator
from pathlib import Path
from typing import IO, Any

from .compression import opened
from .parts import beside, damaged, part_of
from .rows import json_line

_CHUNK = 1 << 20  # bytes


class Journal:
    """A file of JSON Lines that is written as `<name>.part` until it is finished: what outputs are made of.

    A mark is the file's length and its checksum.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.part = path, part_of(path)
        self._file: IO[bytes] | None = None
        self._checksum = 0

    def begin(self, mark: tuple[int, int] | None) -> None:
        """Open the file, truncated to the mark. Raises CannotBegin if the file does not fit it."""
        size, self._checksum = mark or (0, 0)
        if size and _checksum(self.part, size) != self._checksum:
            raise damaged(self.part)
        self._file = open(self.part, "ab")  # noqa: SIM115  (until `close`)
        self._file.truncate(size)
        self._file.seek(0, os.SEEK_END)

    def check(self, mark: tuple[int, int]) -> None:
        size, checksum = mark
        if self.part.exists():
            if _checksum(self.part, size) != checksum:
                raise damaged(self.part)
        elif size and not self.path.exists():
            raise damaged(self.part)

    def reopen(self) -> None:
        self.begin(None)
        if self.path.exists():
            with opened(self.path, "rb", self.path.suffix) as file:
                while chunk := file.read(_CHUNK):
                    self._write(chunk)

    def finish(self) -> None:
        """Move the file into place, compressed if its name says so. Does nothing if that has been done."""
        if self.part.exists() and self.path.suffix in (".gz", ".zst"):
            compressed = beside(self.path, ".packed.part")
            with open(self.part, "rb") as lines, opened(compressed, "wb", self.path.suffix) as file:
                shutil.copyfileobj(lines, file)
            compressed.replace(self.path)
            self.part.unlink()
        elif self.part.exists():
            self.part.replace(self.path)

    def append(self, row: dict[str, Any]) -> None:
        self._write(json_line(row))

    def _write(self, data: bytes) -> None:
        assert self._file is not None
        self._file.write(data)
        self._checksum = zlib.crc32(data, self._checksum)

    def mark(self) -> tuple[int, int]:
        assert self._file is not None
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._file.tell(), self._checksum

    def rows(self) -> Iterator[dict[str, Any]]:
        with open(self.part, "rb") as file:
            yield from map(json.loads, file)

    def close(self) -> None:
        if self._file is not None:
            file, self._file = self._file, None
            file.close()


class ErrorsJournal(Journal):
    """The pages that failed, with the reason of each."""

    def finish_errors(self, *, keep: bool, without: Container[int]) -> None:
        """Move the file into place, or delete it if not `keep`. Does nothing if that has been done.

        without: numbers of pages that were tried again; the rows of their first errors are left out.
        """
        if not keep:
            self.part.unlink(missing_ok=True)
            self.path.unlink(missing_ok=True)
        elif self.part.exists() and without:
            whole = beside(self.path, ".whole.part")
            with open(whole, "wb") as file:
                file.writelines(json_line(x) for x in self.rows() if x["error"].get("page") not in without)
            whole.replace(self.path)
            self.part.unlink()
        else:
            self.finish()


def _checksum(path: Path, size: int) -> int | None:
    """Return the checksum of a file's first bytes, None if there are fewer."""
    checksum = 0
    try:
        with open(path, "rb") as file:
            while size and (chunk := file.read(min(size, _CHUNK))):
                size, checksum = size - len(chunk), zlib.crc32(chunk, checksum)
    except FileNotFoundError:
        return None
    return None if size else checksum
