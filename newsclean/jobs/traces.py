"""The traces of many pages in one file: one line of JSON for each page, with all its edits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..article import Article
from ..edits import drop_counts
from ..formats.plain_data import edit_data
from ..model import Drop, Edit, Page, Step, Trace
from ..passes import DEFAULT_PASSES
from .compression import zstandard
from .inputs import Origin
from .journal import Journal
from .lock import Lock
from .parts import beside, lock_of, take
from .suffixes import LINES


class Recorded(NamedTuple):
    """The recorded parts of a trace: how many blocks each pass dropped, and all edits if requested."""

    removed: Counter[str]
    edits: list[dict[str, Any]] | None = None


def without_edits(trace: Trace) -> Recorded:
    """Return only how many blocks each pass dropped."""
    return Recorded(drop_counts(trace))


class Recorder:
    """Records edits with the texts that they removed.

    It is a pass that makes no edits and must run first, to see the page as read. `recorded` is given to
    `clean_many` as `with_trace`, which calls it in the same process, directly after the passes.
    """

    __name__ = "recorder"

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}

    def __call__(self, page: Page) -> Iterable[Edit]:
        self._texts = {block.id: block.text for block in page.blocks}
        return ()

    def recorded(self, trace: Trace) -> Recorded:
        """Return what each pass dropped, and all edits."""
        return Recorded(drop_counts(trace), [_edit_fields(step, self._texts) for step in trace])


def recording(how: Mapping[str, Any]) -> dict[str, Any]:
    """Return keywords for `clean_many` that also record all edits, as `Recorded`."""
    recorder = Recorder()
    return {
        **how,
        "passes": (recorder, *how.get("passes", DEFAULT_PASSES)),
        "with_trace": recorder.recorded,
    }


def _edit_fields(step: Step, texts: dict[int, str]) -> dict[str, Any]:
    """Return an edit as JSON values, with the text of a dropped block, and without absent values.

    texts: the texts of blocks by their ids.
    """
    data = edit_data(step)
    if isinstance(step.edit, Drop):
        data["text"] = texts.get(step.edit.block)
    data["evidence"] = data["evidence"] or None
    return {name: value for name, value in data.items() if value is not None}


class TraceFile(Journal):
    """JSON Lines with a line for each cleaned page, whether its article was written or not.

    Raises ValueError if the name is not that of a JSON Lines file, ImportError for a missing extra.
    """

    def __init__(self, name: str) -> None:
        if not name.lower().endswith(LINES):
            raise ValueError(f"--trace {name} is not the name of a .jsonl file (also .gz .zst)")
        if name.lower().endswith(".zst"):
            zstandard()
        super().__init__(Path(name))
        self._lock = Lock(lock_of(self.path))

    @property
    def files(self) -> list[Path]:
        """The files that it writes."""
        return [self.path, self.part, beside(self.path, ".packed.part"), lock_of(self.path)]

    def acquire(self) -> None:
        """Keep other processes out until `release`. Raises CannotBegin if one writes to the file."""
        take(self._lock, self.path)

    def release(self) -> None:
        self._lock.release()

    def write_edits(self, origin: Origin, url: str | None, article: Article, edits: Any, wrote: bool) -> None:
        """Write a page's line. wrote: whether its article was written."""
        row = {"file": origin.file, "row": origin.row, "url": url}
        found = {name: value for name, value in row.items() if value is not None}
        self.append(found | {"status": article.status, "written": wrote, "trace": edits})

    def discard(self) -> None:
        """Delete what was written since `begin`."""
        self.close()
        self.part.unlink(missing_ok=True)
