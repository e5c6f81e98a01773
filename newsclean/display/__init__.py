"""Views of Articles, Explanations and whole runs: in a notebook, on a terminal, or as one HTML file.

An `Article` and an `Explanation` display themselves in a notebook; `show` displays a list of Articles and
`report` a whole run.

HTML views are plain markup with a style sheet: no scripts, no external resources, and all page content is
escaped. So they work where scripts are blocked, and a page cannot harm the reader.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from ..article import Article
    from ..explanation import Explanation
    from ..outcome import Outcome
    from .batch_report import Report
    from .table_view import Table

__all__ = ["report", "show"]

T = TypeVar("T")


def show(articles: Iterable[Article | Outcome], *, limit: int = 100) -> Table:
    """Return a table of Articles: HTML in a notebook, text when printed.

    articles: Articles, or rows of `clean_many`; a row without an article shows its error.
    limit: the most rows to show; the rest are only counted.

    >>> from newsclean import clean
    >>> pages = ["<h1>Bridge reopens</h1><p>The bridge over the Lenn reopened on Monday.</p>", ""]
    >>> show(map(clean, pages))
    #  title           published  authors  words  status
    0  Bridge reopens                          8  ok
    1                                          0  empty
    """
    from .table_view import Table

    return Table.of(_checked(articles, "show"), limit)


def report(articles: Iterable[Article | Outcome | Explanation], *, title: str = "Cleaning report") -> Report:
    """Return a one-page report on a whole run: statuses, lengths, dates, languages, missing fields, what each
    pass removed, the sites that a profile would help, and the hosts where everything or nothing was removed.

    articles: Articles, rows of `clean_many`, or Explanations. They are read once, one at a time; only counts
        and a few examples stay in memory. Removals are counted in characters for Explanations, and in blocks
        for rows made with `with_trace=True`; other rows do not record them.
    title: the title of the report.

    Needs `pip install 'newsclean[report]'`. `report(…).save("report.html")` writes it as one file.
    """
    from .batch_report import Report

    return Report.of(_checked(articles, "report"), title)


def _checked(rows: Iterable[T], function: str) -> Iterator[T]:
    """Yield the rows. Raises TypeError for a page: it must be cleaned first."""
    if isinstance(rows, (str, bytes)) or not isinstance(rows, Iterable):
        raise TypeError(
            f"{function} takes an iterable of Articles, not {type(rows).__name__}: {function}([article])"
        )
    for row in rows:
        if isinstance(row, (str, bytes, os.PathLike)):
            raise TypeError(
                f"{function} takes Articles or rows of clean_many, not {type(row).__name__}:"
                f" {function}(map(clean, pages))"
            )
        yield row
