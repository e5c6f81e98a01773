"""A page for `clean_many`, and what it gives for one: an article or an error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .article import Article

if TYPE_CHECKING:
    from .api import Source


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page for `clean_many`, with what is known of it.

    source: whatever `clean` takes. url, encoding: as in `clean`. key: anything of yours; it comes back
    with the row, and never leaves the process.
    """

    source: Source
    url: str | None = None
    encoding: str | None = None
    key: Any = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a page has no article.

    kind: "NotAPage", "PassError", "TypeError", "LookupError", "FileNotFoundError", … as `clean` raises
    them; "Timeout", "OutOfMemory", "WorkerDied" for what happened to the worker.
    message: what the error says. by: the pass that raised, for a PassError.
    """

    kind: str
    message: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row of `clean_many`: the `index`th page (from 0), and its article or its error; never both."""

    index: int
    key: Any
    url: str | None
    article: Article | None
    error: Failure | None
    trace: Any
    """A `Trace`, or what `with_trace` made of it; None where it was not asked for."""
