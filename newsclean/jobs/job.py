"""A job: many pages from files to a file, that goes on where it was after it was stopped or killed.

Beside the output `out.jsonl` grow `out.jsonl.part`, `out.errors.jsonl.part` with a line for each page that
could not be cleaned, and `out.jsonl.job`, which says every second how far both have come. To go on, both are
taken back to what it says: so no page is lost and none is there twice, whenever the job was killed.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from .. import __version__
from ..batch import clean_many
from ..model import Drop, Trace
from ..outcome import Failure, Outcome
from .inputs import STDIN, Inputs, Origin
from .outputs import Journal, Output
from .rows import FIELDS, beside

_BETWEEN_MARKS = 1.0  # seconds: what a kill may cost


class CannotBegin(Exception):
    """The output stands in the way, or what was begun is not what is asked for now."""


@dataclass
class JobCounts:
    """What came of the pages so far. removed: blocks that each pass dropped. read: bytes of the inputs."""

    pages: int = 0
    read: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, state: dict[str, Any]) -> JobCounts:
        """As `vars` has it."""
        return cls(
            state["pages"], state["read"], *(Counter(state[x]) for x in ("statuses", "errors", "removed"))
        )

    def count(self, outcome: Outcome, failure: Failure | None) -> None:
        self.pages += 1
        self.read = outcome.key.read
        if failure is not None:
            self.errors[failure.kind] += 1
        elif outcome.article is not None:
            self.statuses[outcome.article.status] += 1
        self.removed.update(outcome.trace or {})


class Job:
    """From inputs to an output: `begin`, then `run`. `counts` says what came of the pages so far.

    workers, timeout: as in `clean_many`. keep_dateline: as in `clean`.
    """

    def __init__(
        self,
        inputs: Inputs,
        output: Output,
        *,
        workers: int | None = None,
        timeout: float | None = None,
        keep_dateline: bool = False,
    ) -> None:
        self.counts = JobCounts()
        self.kept = 0  # pages that are safe whatever happens
        self.errors_file = errors_file(output.path)
        self._inputs, self._output, self._errors = inputs, output, Journal(self.errors_file)
        self._how: dict[str, Any] = {"workers": workers, "timeout": timeout, "keep_dateline": keep_dateline}
        self._state = output.path.with_name(f"{output.path.name}.job")
        # what has to be the same to go on
        self._what = [__version__, inputs.fingerprint, type(output).__name__, keep_dateline]
        self._done = False

    def begin(self, *, resume: bool = False, overwrite: bool = False) -> bool:
        """Get ready, from where it was or from the beginning; False where nothing is left to do.

        Raises CannotBegin where another job, or what exists, stands in the way.
        """
        path, begun = self._output.path, self._state.exists()
        if begun and not (resume or overwrite):
            raise CannotBegin(f"{path} was begun: --resume goes on with it, --overwrite begins anew")
        if begun and resume:
            self._take_up(json.loads(self._state.read_text(encoding="utf-8")))
            return True
        if path.is_dir():
            if any(path.iterdir()):
                raise CannotBegin(f"{path} is a folder that is not empty")
        elif path.exists():
            if resume:
                return False
            if not overwrite:
                raise CannotBegin(f"{path} exists: --overwrite replaces it when all is done")
        if self.errors_file.exists() and not overwrite:
            raise CannotBegin(f"{self.errors_file} exists: --overwrite replaces it when all is done")
        self._open(None, None)
        self._mark()
        return True

    def run(self, on_page: Callable[[JobCounts], None]) -> None:
        """Clean what is left; `on_page` is called after each page.

        Raises OSError where the output cannot be written. What is done is then kept, as it is after
        KeyboardInterrupt and whatever else ends it.
        """
        if not self._done:
            try:
                self._clean(on_page)
                self._done = True
                self._mark()
            finally:
                self._output.close()
                self._errors.close()
        # From here on, each step may be done again.
        self._output.finish()
        self._errors.finish(keep=bool(self.counts.errors))
        self._state.unlink()

    def _take_up(self, state: dict[str, Any]) -> None:
        if state["what"] != self._what:
            raise CannotBegin(
                f"{self._output.path} was begun with other inputs or options, or by another version: "
                "--overwrite begins anew"
            )
        if STDIN in self._inputs.files:
            raise CannotBegin("standard input cannot be read again: --overwrite begins anew")
        self.counts = JobCounts.of(state["counts"])
        self.kept, self._done = self.counts.pages, state["done"]
        if not self._done:
            self._open(state["output"], state["errors"])

    def _open(self, output: Any, errors: Any) -> None:
        try:
            self._errors.begin(errors)
        except BlockingIOError:
            raise CannotBegin(f"another process is at work on {self._output.path}") from None
        try:
            self._output.begin(output)
        except BaseException:
            self._errors.close()
            raise

    def _clean(self, on_page: Callable[[JobCounts], None]) -> None:
        marked = time.monotonic()
        for outcome in clean_many(
            islice(self._inputs, self.counts.pages, None), with_trace=_removed, **self._how
        ):
            self._write(outcome)
            if time.monotonic() - marked > _BETWEEN_MARKS:
                self._mark()
                marked = time.monotonic()
            on_page(self.counts)

    def _write(self, outcome: Outcome) -> None:
        origin: Origin = outcome.key
        failure = origin.problem or outcome.error
        if failure is not None:
            self._errors.append(beside(origin, FIELDS) | {"error": asdict(failure)})
        elif outcome.article is not None:
            self._output.write(self.counts.pages, origin, outcome.article, outcome.trace or {})
        self.counts.count(outcome, failure)

    def _mark(self) -> None:
        """Make safe what was written, then say how far that is."""
        state = {
            "what": self._what,
            "done": self._done,
            "output": self._output.mark(),
            "errors": self._errors.mark(),
            "counts": vars(self.counts),
        }
        new = self._state.with_name(f"{self._state.name}.new")
        with open(new, "w", encoding="utf-8") as file:
            json.dump(state, file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._state)
        self.kept = self.counts.pages


def _removed(trace: Trace) -> Counter[str]:
    """How many blocks each pass dropped."""
    return Counter(step.by for step in trace if isinstance(step.edit, Drop))


def errors_file(output: Path) -> Path:
    """Where pages that could not be cleaned are: `out.errors.jsonl` for `out.jsonl` or `out.jsonl.gz`."""
    name = output.name.removesuffix(".gz").removesuffix(".zst")
    return output.with_name(f"{Path(name).stem}.errors.jsonl")


def outputs_of(output: Path) -> list[Path]:
    """The files that a job to this output makes, which are no input of it."""
    errors, name = errors_file(output), output.name
    return [output, errors, *(output.with_name(f"{each}.part") for each in (name, errors.name))]
