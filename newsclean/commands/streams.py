"""Where a command writes: standard output, files that appear complete, and standard error."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NoReturn

import typer

from ..complete_file import complete_file

FAILED, USAGE_ERROR, INTERRUPTED = 1, 2, 130  # exit codes


@contextmanager
def sink(output: Path | None) -> Iterator[BinaryIO]:
    """Open standard output, or a file that appears complete or not at all."""
    if output is None:
        if sys.stdout is None:
            raise OSError("standard output is closed")
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            _end_like_cat()
    elif output.exists() and not output.is_file():  # /dev/null, a named pipe
        with output.open("wb") as file:
            yield file
    else:
        with complete_file(output) as file:
            yield file


def _end_like_cat() -> NoReturn:
    """End quietly when `newsclean … | head` closes the pipe: by SIGPIPE, as the shell expects of `cat`.

    Set only now: earlier, a worker's broken pipe would end this process too.
    """
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGPIPE)
    os._exit(FAILED)


def on_a_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def fail(problem: str, code: int = FAILED) -> NoReturn:
    """Say what is wrong and exit."""
    print_error(problem)
    raise typer.Exit(code) from None


def not_written(error: OSError) -> str:
    """Return the message that an output cannot be written, which names a missing folder."""
    from ..jobs.local_files import reason

    name = error.filename2 or error.filename  # the second is where something was to be moved
    if isinstance(error, FileNotFoundError) and isinstance(name, str):
        folder = Path(name).parent
        if not folder.exists():
            return f"cannot write the output: there is no folder {folder}"
    return f"cannot write the output: {reason(error)}"


def print_errors(problems: Iterable[str]) -> None:
    """Write each problem to standard error, as `print_error` does."""
    for problem in problems:
        print_error(problem)


def print_error(problem: str) -> None:
    """Write the problem to standard error as a single printable line."""
    print(f"newsclean: {printable(' '.join(problem.split()))}", file=sys.stderr)


def printable(text: str) -> str:
    """Return the text without control characters, which could control a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
