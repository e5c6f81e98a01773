"""The files named on the command line, and messages about those that cannot be read."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import regex

STDIN = "-"
# One slash: a Path of https://paper.example is https:/paper.example. C:/pages is no address.
_ADDRESS = regex.compile(r"(?<scheme>[a-z][a-z0-9+.-]++):/", regex.I)
_COPY_IT = "this is an address, and newsclean reads and writes only local files: copy them with another tool"
_FETCH_IT = (
    "this is an address, and newsclean fetches nothing. Fetch the page first:"
    " curl -L URL | newsclean clean - --url URL"
)


def reason(error: Exception) -> str:
    """Return an error's message for people: of an OSError without number and file name."""
    if isinstance(error, OSError) and error.strerror:
        address = _ADDRESS.match(str(error.filename))
        if address:
            return _FETCH_IT if address["scheme"].lower() in ("http", "https") else _COPY_IT
        return error.strerror
    return str(error) or type(error).__name__


def same_file(output: Path, inputs: Iterable[str]) -> bool:
    """Whether the output is a file and one of the inputs, under whatever name or link."""
    if not output.is_file():
        return False
    own = output.stat()
    for file in inputs:
        with suppress(OSError):
            if os.path.samestat(own, os.stat(standard_input().fileno() if file == STDIN else file)):
                return True
    return False


def standard_input() -> BinaryIO:
    """Return standard input. Raises OSError if it is closed."""
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return sys.stdin.buffer


def files_in(folder: str, not_read: Counter[str]) -> Iterator[str]:
    """Yield the files in a folder and its subfolders, sorted, without hidden ones.

    not_read: counts the folders that cannot be read.
    """
    for where, folders, files in os.walk(folder, onerror=lambda _: not_read.update(["unreadable folder"])):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        yield from (os.path.join(where, each) for each in sorted(files) if not each.startswith("."))


def not_a_file(path: str) -> str | None:
    """Return what a path is if it is neither a file nor a folder ("pipe", "broken link"), else None."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return "broken link"
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    return "pipe" if stat.S_ISFIFO(mode) else "socket" if stat.S_ISSOCK(mode) else "device"


def size_of_file(file: str) -> int:
    """Return the size of a file in bytes, 0 if it is unknown."""
    try:
        return os.stat(file).st_size
    except OSError:
        return 0
