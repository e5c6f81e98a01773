"""Views of what newsclean makes: in a notebook, on a terminal, as one HTML file.

An `Article` and an `Explanation` show themselves in a notebook; `show` does it for a list of Articles, and
`report` for a whole run.

Every view of HTML is plain markup with a style sheet: no script, nothing loaded from anywhere, whatever a
page says is text. So it works where scripts do not run, and a page can do nothing to who looks at it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..article import Article
    from ..explanation import Explanation
    from ..outcome import Outcome
    from .batch_report import Report
    from .table_view import Table

__all__ = ["report", "show"]


def show(articles: Iterable[Article | Outcome], *, limit: int = 100) -> Table:
    """A list of Articles as a table: in a notebook as HTML, in print as text.

    articles: Articles, or rows of `clean_many`; a row without an article shows its error.
    limit: rows to show at most; the rest is counted.

    >>> from newsclean import clean
    >>> pages = ["<h1>Bridge reopens</h1><p>The bridge over the Lenn reopened on Monday.</p>", ""]
    >>> show(map(clean, pages))
    #  title           published  authors  words  status
    0  Bridge reopens                          8  ok
    1                                          0  empty
    """
    from .table_view import Table

    return Table.of(articles, limit)


def report(articles: Iterable[Article | Outcome | Explanation], *, title: str = "Cleaning report") -> Report:
    """A whole run on one page: statuses, lengths, dates, languages, missing fields, what each pass removed,
    and the hosts where everything or nothing was removed.

    articles: Articles, rows of `clean_many`, or Explanations. They are drawn once, one after the other; only
        counts and a few examples are held. What was removed is known of Explanations, in characters, and of
        rows made with `with_trace=True`, in blocks.
    title: of the page.

    Needs `pip install 'newsclean[report]'`. `report(…).save("report.html")` writes it as one file.
    """
    from .batch_report import Report

    return Report.of(articles, title)
