"""What a job counts while it runs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ..batch import WorkerDied
from ..outcome import Failure, Outcome

DIED = WorkerDied.__name__


@dataclass
class JobCounts:
    """Results so far.

    read: bytes of the inputs that were read. removed: blocks dropped by each pass. left_out: cleaned articles
    that were not written, by the filter that left them out.
    """

    pages: int = 0
    read: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, state: dict[str, Any]) -> JobCounts:
        """Return the counts that `vars` turned into a dict."""
        names = "statuses", "errors", "removed", "left_out"
        return cls(state["pages"], state["read"], *(Counter(state[name]) for name in names))

    def count(self, outcome: Outcome, read: int, failure: Failure | None, misfit: str | None) -> None:
        """Count a page: its outcome, or its failure; misfit: the filter that leaves its article out."""
        self.pages += 1
        self.read = max(self.read, read)
        if failure is not None:
            self.errors[failure.kind] += 1
        elif outcome.article is not None:
            self.statuses[outcome.article.status] += 1
        if misfit is not None:
            self.left_out[misfit] += 1
        if outcome.trace is not None:
            self.removed.update(outcome.trace.removed)

    def uncount_death(self) -> None:
        """Uncount a page whose worker died, because it is tried again."""
        self.pages -= 1
        self.errors -= Counter([DIED])
