"""A job: cleans many pages into one output, and can resume after being stopped or killed.

While it runs, it writes `out.jsonl.part`, `out.jsonl.errors.jsonl.part` with a line for each page that
failed, and `out.jsonl.job`, which records their lengths and checksums every second. Resuming truncates both
to those lengths, so no page is lost or written twice, whenever the job was killed. `out.jsonl.lock` keeps
other processes out.

If a worker died while it cleaned a page, perhaps because someone killed it, `out.jsonl.job` stays, and
resuming tries that page once more.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from .. import __version__
from ..batch import clean_many
from ..outcome import Outcome, RawPage
from .counts import DIED, JobCounts
from .filters import EVERY, Wanted
from .inputs import Inputs, Origin
from .journal import ErrorsJournal, Journal
from .local_files import STDIN
from .lock import Lock
from .outputs import Output
from .parts import CannotBegin, beside, damaged, errors_file, lock_of, part_of, take
from .rows import FIELDS, source_fields
from .traces import Recorded, TraceFile, recording, without_edits

_MARK_INTERVAL = 1.0  # seconds of work that a kill may cost


class Job:
    """Cleans inputs into an output: call `begin`, then `run`. `counts` holds the results so far.

    how: keywords for `clean_many`. identity: those that must stay the same until the job is done, as JSON
    values. wanted: the articles to write. trace: the file for the edits of all pages.
    """

    def __init__(
        self,
        inputs: Inputs,
        output: Output,
        how: Mapping[str, Any],
        *,
        identity: Iterable[Any] = (),
        wanted: Wanted = EVERY,
        trace: TraceFile | None = None,
    ) -> None:
        self.counts = JobCounts()
        self.kept = 0  # pages that survive a crash
        self.errors_file = errors_file(output.path)
        self._inputs, self._output, self._errors = inputs, output, ErrorsJournal(self.errors_file)
        self._wanted, self._trace = wanted, trace
        self._how = recording(how) if trace else {**how, "with_trace": without_edits}
        self._state = beside(output.path, ".job")
        self._lock = Lock(lock_of(output.path))
        # must be the same to resume
        kind = [type(output).__name__, getattr(output, "form", None)]
        chosen = [*identity, repr(wanted), None if trace is None else str(trace.path)]
        self._identity = [__version__, inputs.fingerprint, *kind, *chosen]
        self._saved: dict[str, Any] = {}
        self._done = False
        self._died: set[int] = set()  # numbers of pages whose worker died, and that were not tried again
        self._retried: set[int] = set()  # pages that were, and still have a row of their first error

    def begin(self, *, resume: bool = False, overwrite: bool = False) -> bool:
        """Prepare to start or resume; return False if the job is done already.

        Raises CannotBegin if another process runs the job, or if its files exist and may not be replaced or
        are not as the job left them.
        """
        with ExitStack() as undo:
            undo.callback(self._release)
            take(self._lock, self._output.path)
            if self._trace is not None:
                self._trace.acquire()
            begun = self._begin(resume, overwrite)
            if begun:
                undo.pop_all()
        return begun

    def run(self, on_page: Callable[[JobCounts], None]) -> None:
        """Clean the remaining pages and call `on_page` after each.

        Raises OSError if the output cannot be written. Then, as after KeyboardInterrupt and any other
        exception, finished pages are kept.
        """
        with ExitStack() as closing:
            closing.callback(self._release)
            if not self._done:
                self._clean_rest(on_page)
            # If the process dies from here on, resuming repeats these steps safely.
            self._output.finish()
            if self._trace is not None:
                self._trace.finish()
            self._errors.finish_errors(keep=bool(self.counts.errors), without=self._retried)
            if self.may_retry:
                self._save(self._saved | {"finished": True, "retried": []})
            else:
                self._state.unlink()

    @property
    def may_retry(self) -> bool:
        """Whether resuming tries pages again because their worker died."""
        return bool(self._died) and STDIN not in self._inputs.files

    def _release(self) -> None:
        self._lock.release()
        if self._trace is not None:
            self._trace.release()

    def _begin(self, resume: bool, overwrite: bool) -> bool:
        path = self._output.path
        if self._state.exists() and resume:
            return self._resume()
        is_used = any(path.iterdir()) if path.is_dir() else path.exists()
        if is_used and resume:
            return False
        if is_used and path.is_dir():
            raise CannotBegin(f"folder {path} is not empty")
        if not overwrite:
            self._refuse_to_replace()
        self._open({})
        self._mark()
        return True

    def _refuse_to_replace(self) -> None:
        path = self._output.path
        if self._state.exists():
            raise CannotBegin(f"{path} is unfinished: --resume continues it, --overwrite starts again")
        for file in (path, self.errors_file, *([self._trace.path] if self._trace else [])):
            if file.is_file():
                raise CannotBegin(f"{file} exists: --overwrite replaces it when all is done")
            if _holds_something(part_of(file)):
                raise CannotBegin(f"{part_of(file)} exists without {self._state}: --overwrite replaces it")

    def _resume(self) -> bool:
        try:
            state = _unpacked(self._state.read_bytes())
        except ValueError:
            raise CannotBegin(f"{self._state} is damaged: --overwrite starts again") from None
        if state["what"] != self._identity:
            if state["finished"]:
                return False
            raise CannotBegin(
                f"{self._output.path} was begun with other inputs or options, or by another version: "
                "--overwrite starts again"
            )
        if STDIN in self._inputs.files:
            raise CannotBegin("standard input cannot be read again: --overwrite starts again")
        self.counts = JobCounts.of(state["counts"])
        self.kept, self._done, self._saved = self.counts.pages, state["done"], state
        self._died, self._retried = set(state["died"]), set(state["retried"])
        if state["finished"]:
            self._reopen()
        elif self._done:
            for name, each in self._writers():
                each.check(state[name])
        else:
            self._open(state)
        return True

    def _writers(self) -> Iterator[tuple[str, Journal | Output]]:
        """Yield everything that the job writes to, with its name in the state."""
        yield "errors", self._errors
        yield "output", self._output
        if self._trace is not None:
            yield "trace", self._trace

    def _open(self, marks: Mapping[str, Any]) -> None:
        with ExitStack() as undo:
            undo.callback(self._close)
            for name, each in self._writers():
                each.begin(marks.get(name))
            undo.pop_all()

    def _close(self) -> None:
        for _, each in self._writers():
            each.close()

    def _reopen(self) -> None:
        """Reopen the finished outputs, to add the pages that are tried again."""
        for path in (self._output.path, *([self._trace.path] if self._trace else [])):
            if not (path.exists() or part_of(path).exists()):
                raise damaged(path)
        with ExitStack() as undo:
            undo.callback(self._close)
            for _, each in self._writers():
                each.reopen()
            self._done = False
            self._mark()
            undo.pop_all()

    def _clean_rest(self, on_page: Callable[[JobCounts], None]) -> None:
        try:
            self._clean(on_page)
            self._done = True
            self._mark()
        finally:
            self._close()

    def _clean(self, on_page: Callable[[JobCounts], None]) -> None:
        marked = time.monotonic()
        for outcome in clean_many(self._pages(), **self._how):
            self._write(outcome)
            if time.monotonic() - marked > _MARK_INTERVAL:
                self._mark()
                marked = time.monotonic()
            on_page(self.counts)

    def _pages(self) -> Iterator[RawPage]:
        """Yield the pages that are not done, and those to try again, with their numbers."""
        done, again = self.counts.pages, frozenset(self._died)
        for number, page in enumerate(self._inputs):
            if number >= done or number in again:
                yield replace(page, key=(number, page.key))

    def _write(self, outcome: Outcome) -> None:
        number: int
        origin: Origin
        number, origin = outcome.key
        again = number in self._died
        if again:
            self._died.remove(number)
            self._retried.add(number)
            self.counts.uncount_death()
        failure = origin.problem or outcome.error
        if failure is not None:
            row = source_fields(origin, FIELDS) | {"error": asdict(failure)}
            if failure.kind == DIED and not again:
                self._died.add(number)
                row["error"]["page"] = number
            self._errors.append(row)
        misfit = None
        if failure is None and outcome.article is not None:
            recorded: Recorded = outcome.trace
            misfit = self._wanted.misfit(outcome.article)
            if misfit is None:
                self._output.write(number, origin, outcome.article, recorded.removed)
            if self._trace is not None:
                self._trace.write_edits(
                    origin, outcome.url, outcome.article, recorded.edits, wrote=misfit is None
                )
        self.counts.count(outcome, origin.read, failure, misfit)

    def _mark(self) -> None:
        """Flush what was written, then record how far it goes."""
        state = {
            "what": self._identity,
            "done": self._done,
            "finished": False,
            "died": sorted(self._died),
            "retried": sorted(self._retried),
            **{name: each.mark() for name, each in self._writers()},
            "counts": vars(self.counts),
        }
        self._save(state)
        self.kept = self.counts.pages

    def _save(self, state: dict[str, Any]) -> None:
        self._saved = state
        new = self._state.with_name(f"{self._state.name}.new")
        with open(new, "wb") as file:
            file.write(_packed(state))
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._state)


def outputs_of(output: Path) -> list[Path]:
    """Return the files and folders that a job with this output writes, which are never inputs."""
    errors = errors_file(output)
    others = [
        beside(output, end) for end in (".job", ".job.new", ".lock", ".old", ".packed.part", ".whole.part")
    ]
    return [output, errors, part_of(output), part_of(errors), beside(errors, ".whole.part"), *others]


def _holds_something(part: Path) -> bool:
    return any(part.iterdir()) if part.is_dir() else part.exists() and part.stat().st_size > 0


def _packed(state: dict[str, Any]) -> bytes:
    """Return the state as a line of JSON, and a line with its checksum."""
    line = json.dumps(state).encode()
    return b"%b\n%08x\n" % (line, zlib.crc32(line))


def _unpacked(data: bytes) -> dict[str, Any]:
    """Return what `_packed` packed. Raises ValueError if it is damaged."""
    line, _, checksum = data.partition(b"\n")
    if int(checksum, 16) != zlib.crc32(line):
        raise ValueError("the checksum is wrong")
    state: dict[str, Any] = json.loads(line)
    return state
