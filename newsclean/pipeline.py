"""Runs the passes: a loop that hands the page from pass to pass and records their edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from .edits import apply
from .fast_model import make_step
from .model import Drop, Edit, Page, Step, Trace

Pass = Callable[[Page], Iterable[Edit]]

_EXAMPLE = "from newsclean.passes import titles, body; clean(page, passes=(titles, body))"


class Passes(tuple[Pass, ...]):
    """Passes in their order; they print by their names."""

    def __repr__(self) -> str:
        return f"({', '.join(map(name_of, self))})"


class PassError(RuntimeError):
    """Raised when a pass fails. `by` names the pass, `url` the page; the cause is chained."""

    def __init__(self, by: str, url: str | None, problem: str) -> None:
        super().__init__(by, url, problem)  # all three, so that the error can be pickled
        self.by, self.url, self.problem = by, url, problem

    def __str__(self) -> str:
        return f"pass {self.by!r} failed on {self.url or 'a page without url'}: {self.problem}"


def name_of(step: Pass) -> str:
    """Return the name of a pass in traces: that of its function or class."""
    return getattr(step, "__name__", None) or type(step).__name__.lower()


def run(page: Page, passes: Iterable[Pass], keep: frozenset[int] = frozenset()) -> tuple[Page, Trace]:
    """Return the page after all passes, and every edit that changed something, in order.

    keep: ids of blocks that stay, whatever passes say.
    Raises PassError if a pass raises or yields anything that is not an edit.
    """
    trace: list[Step] = []
    count = page.blocks[-1].id + 1 if page.blocks else 0
    for each in passes:
        name = name_of(each)
        try:
            edits = _without_drops(each(page), keep) if keep else each(page)
            page, done = apply(page, edits, count)
        except Exception as error:
            raise PassError(name, page.url, f"{type(error).__name__}: {error}") from error
        trace += [make_step(name, edit) for edit in done]
    return page, tuple(trace)


def _without_drops(edits: Iterable[Edit], keep: frozenset[int]) -> Iterator[Edit]:
    for edit in edits:
        if not isinstance(edit, Drop) or getattr(edit.block, "id", edit.block) not in keep:
            yield edit


def as_passes(passes: Iterable[Pass]) -> tuple[Pass, ...]:
    """Return the passes as a tuple. Raises TypeError, naming the argument, if they are not all callable."""
    if isinstance(passes, str) or not isinstance(passes, Iterable):
        raise TypeError(f"passes must be an iterable of passes, not {passes!r}: {_EXAMPLE}")
    found = tuple(passes)
    for each in found:
        if not callable(each):
            raise TypeError(f"passes must hold functions, not {each!r}: {_EXAMPLE}")
    return found
