"""The input and output rows of `clean_many`: RawPage in, Outcome with an article or a Failure out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .article import Article
from .text.visible import clipped, visible

if TYPE_CHECKING:
    from .api import Source


_REPR_TEXT = 80  # characters of a key, an address and an error in an Outcome's `repr`


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page for `clean_many`, with its address, encoding and key.

    source: anything that `clean` takes. url, encoding: as in `clean`. key: any object; it is returned with
    the row and never leaves this process.
    """

    source: Source
    url: str | None = None
    encoding: str | None = None
    key: Any = None


def as_raw_page(given: Source | tuple[Source, str | None] | RawPage) -> RawPage:
    """Return a page as a RawPage. Raises TypeError for a tuple that is not a (source, url) pair."""
    if isinstance(given, RawPage):
        return given
    if isinstance(given, tuple):
        if len(given) != 2:
            raise TypeError(f"a page is a source or a (source, url) pair, not a tuple of {len(given)}")
        return RawPage(given[0], given[1])
    return RawPage(given)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a page has no article.

    kind: the class of the error that `clean` raised, such as "NotAPage", "PassError" or "FileNotFoundError";
    or "Timeout", "OutOfMemory" or "WorkerDied" if the worker failed.
    message: the error's message. by: for a PassError, the pass that raised it.
    """

    kind: str
    message: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row of `clean_many`: the page's `index` (from 0), and its article or its error, never both."""

    index: int
    key: Any
    url: str | None
    article: Article | None
    error: Failure | None
    trace: Any
    """A `Trace`, or the result of `with_trace` if that is a function; None if not requested."""

    def __repr__(self) -> str:
        facts = [f"Outcome {self.index}"]
        if self.key is not None:
            facts.append(f"key={clipped(repr(self.key), _REPR_TEXT)}")
        if self.url:
            facts.append(clipped(self.url, _REPR_TEXT))
        if self.error is not None:
            facts.append(clipped(f"{self.error.kind}: {self.error.message}", _REPR_TEXT))
        if self.article is not None:
            facts.append(repr(self.article))
        return visible(f"<{', '.join(facts)}>")
