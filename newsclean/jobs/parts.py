"""What the outputs of jobs share: the names of the files beside them, their lock, the errors at the start."""

from __future__ import annotations

from pathlib import Path

from .lock import Lock


class CannotBegin(Exception):
    """The output exists, is in use or damaged, or was begun with other inputs or options."""


def beside(output: Path, ending: str) -> Path:
    """Return the path of a file beside an output: `out.jsonl.part` for `out.jsonl` and `.part`."""
    named = output if output.name else output.absolute()  # "." has no name
    return named.with_name(named.name + ending)


def part_of(path: Path) -> Path:
    """Return the path at which an output is written until it is complete."""
    return beside(path, ".part")


def lock_of(output: Path) -> Path:
    """Return the path of an output's lock."""
    return beside(output, ".lock")


def take(lock: Lock, output: Path) -> None:
    """Take an output's lock. Raises CannotBegin if another process holds it."""
    try:
        lock.acquire()
    except BlockingIOError:
        raise CannotBegin(f"another process is writing {output}") from None


def errors_file(output: Path) -> Path:
    """Return the path of the pages of an output that failed: `out.jsonl.errors.jsonl` for `out.jsonl`."""
    return beside(output, ".errors.jsonl")


def damaged(part: Path) -> CannotBegin:
    """Return the error for a part that a run cannot continue."""
    return CannotBegin(f"{part} is not as its run left it, and rows would be lost: --overwrite starts again")


def foreign(path: Path) -> CannotBegin:
    """Return the error for a file in a part's folder that newsclean did not write."""
    return CannotBegin(f"{path} was not written by newsclean: move it away")
