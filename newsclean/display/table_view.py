"""A list of Articles as a table: HTML in a notebook, columns of text when printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ..article import Article
from ..text.visible import clipped, one_line
from ..text.words import count_words
from .safe_html import esc, link, styles

if TYPE_CHECKING:
    from ..outcome import Outcome

_MAX_CHARS = {"title": 90, "authors": 40, "error": 120}  # per cell
_GAP = "  "


@dataclass(frozen=True, slots=True)
class Table:
    """The result of `show`. Displays itself in a notebook, prints as text."""

    rows: tuple[tuple[int, Article | str], ...]
    """The number of each row, from 0, with its Article or its error message."""
    more: int
    """How many rows are not shown."""

    @classmethod
    def of(cls, articles: Iterable[Article | Outcome], limit: int) -> Table:
        each = iter(articles)
        rows = tuple((n, _row(x)) for n, x in enumerate(islice(each, limit)))
        return cls(rows, sum(1 for _ in each))

    def _repr_html_(self) -> str:
        head = "".join(f"<th scope=col>{name}</th>" for name in ("#", *_COLUMNS))
        rows = "".join(_tr(n, x) for n, x in self.rows)
        more = f'<p class="nc-more">… and {self.more:,} more</p>' if self.more else ""
        return (
            f'<section class="newsclean nc-list" aria-label="Articles">{styles("theme", "table")}'
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}</section>"
        )

    def __str__(self) -> str:
        cells = [["#", *_COLUMNS], *(_cells(n, x) for n, x in self.rows)]
        # An error spans all columns, so it does not widen any.
        widths = [max(cell_len(row[i]) for row in cells if len(row) > 2) for i in range(len(cells[0]))]
        lines = [_GAP.join(_padded(cell, w) for cell, w in zip(row, widths, strict=False)) for row in cells]
        lines += [f"… and {self.more:,} more"] if self.more else []
        return "\n".join(line.rstrip() for line in lines)

    __repr__ = __str__


_COLUMNS: dict[str, Callable[[Article], str]] = {
    "title": lambda x: clipped(x.title or "", _MAX_CHARS["title"]),
    "published": lambda x: str(x.published_day or ""),
    "authors": lambda x: clipped(", ".join(x.authors), _MAX_CHARS["authors"]),
    "words": lambda x: f"{count_words(x.text):,}",
    "status": lambda x: x.status,
}


def _row(x: Article | Outcome) -> Article | str:
    if isinstance(x, Article):
        return x
    if x.article is not None:
        return x.article
    return f"{x.error.kind}: {x.error.message}" if x.error else "no article"


def _cells(n: int, x: Article | str) -> list[str]:
    if isinstance(x, str):
        return [str(n), one_line(f"! {clipped(x, _MAX_CHARS['error'])}")]
    return [str(n), *(one_line(cell(x)) for cell in _COLUMNS.values())]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def _tr(n: int, x: Article | str) -> str:
    first = f'<td class="nc-n">{n}</td>'
    if isinstance(x, str):
        wrong = esc(clipped(x, _MAX_CHARS["error"]))
        return f'<tr class="nc-bad">{first}<td colspan={len(_COLUMNS)}>{wrong}</td></tr>'
    cells = {name: esc(cell(x)) for name, cell in _COLUMNS.items()}
    cells["title"] = f"<b dir=auto>{link(x.url, cells['title'])}</b>"
    inner = "".join(f'<td class="nc-{name}">{cell}</td>' for name, cell in cells.items())
    return f'<tr class="nc-{esc(x.status)}">{first}{inner}</tr>'
