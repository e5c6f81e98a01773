"""A report on a whole run: what came out, what was removed, and where to look first.

Needs `pip install 'newsclean[report]'`.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..complete_file import complete_file
from ..text.visible import clipped
from . import safe_html
from .charts import bars, columns
from .run_totals import FIELDS, Example, Host, RunTotals
from .safe_html import esc, link, styles

if TYPE_CHECKING:
    from ..article import Article
    from ..explanation import Explanation
    from ..outcome import Outcome

_MAX_BARS = 12  # per chart; the rest share one bar
_MAX_HOSTS = 15  # per list; the costliest outliers come first
_LEAST_PAGES = 5  # of a site that a profile can help
_MAX_BINS = 24  # columns of the chart of dates
_MAX_NAME = 110  # characters of an example's name
# Words per article. Story lengths are spread widely, so each bin is twice as wide as the one before.
_LENGTHS = (0, 50, 100, 200, 400, 800, 1600, 3200)
_OUTLIERS = 0.02  # share of dates at either end: one page from 1970 must not squeeze the rest into one column


@dataclass(frozen=True, slots=True)
class Report:
    """The result of `report`. Displays itself in a notebook; `save` writes it as one file."""

    title: str
    counts: RunTotals

    @classmethod
    def of(cls, rows: Iterable[Article | Outcome | Explanation | Mapping[str, Any]], title: str) -> Report:
        return cls(title, RunTotals.of(rows))

    def to_html(self) -> str:
        """Return the report as an HTML page without scripts or external resources."""
        return safe_html.document(self.title, _fragment(self, 1))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the page to a file; a failure leaves no partial file."""
        with complete_file(path) as file:
            file.write(self.to_html().encode())

    def _repr_html_(self) -> str:
        return _fragment(self, 2)

    def __repr__(self) -> str:
        return f"<Report: {self.counts.pages:,} pages, {self.counts.articles:,} articles>"


def _fragment(report: Report, level: int) -> str:
    """Return the report as HTML under a heading of this level."""
    counts = report.counts
    charts = [_statuses, _removed, _lengths, _dates, _languages, _missing] if counts.pages else []
    lists = (_sites, _fully_removed, _untouched, _problems)
    return (
        f'<section class="newsclean nc-report" aria-label="{esc(report.title)}">{styles("theme", "report")}'
        f"<header><h{level}>{esc(report.title)}</h{level}><p>{_summary(counts)}</p></header>"
        f'<div class="nc-charts">{"".join(chart(counts) for chart in charts)}</div>'
        f'<div class="nc-lists">{"".join(part(counts, level + 1) for part in lists)}</div></section>'
    )


def _summary(counts: RunTotals) -> str:
    words = sorted(n for n in counts.words.elements() if n)
    median = f", median length {words[len(words) // 2]:,} words" if words else ""
    failed = f"<b>{counts.errors.total():,} failed</b>. " if counts.errors else ""
    hosts = len([name for name, host in counts.hosts.items() if host.pages and "." in name])
    of = f" of {hosts:,} hosts" if hosts > 1 else ""
    return f"{counts.pages:,} pages{of}. {failed}<b>{counts.articles:,} articles</b>{median}."


# --- charts -------------------------------------------------------------------------------------


def _figure(caption: str, picture: str, note: str = "") -> str:
    note_html = f"<p>{note}</p>" if note else ""
    return f"<figure><figcaption>{caption}{note_html}</figcaption>{picture}</figure>"


def _statuses(counts: RunTotals) -> str:
    rows = [*_top(counts.statuses), *((f"failed: {kind}", n) for kind, n in _top(counts.errors))]
    return _figure("Results by page", bars(rows))


def _removed(counts: RunTotals) -> str:
    if not counts.traced:
        note = (
            "The rows hold no trace, so what was removed is unknown. To keep traces, pass "
            "<code>with_trace=True</code> to <code>clean_many</code>, or <code>trace=True</code> to adapters."
        )
        return _figure("Removed by each pass", "", note)
    rows = [(by, n / counts.read) for by, n in _top(counts.removed)] if counts.read else []
    part = "" if counts.traced == counts.articles else f", where known: {counts.traced:,} pages"
    what = "text" if counts.unit == "characters" else "the pages’ blocks"
    kept = f"{1 - sum(share for _, share in rows):.0%} was kept" if rows else "Nothing was removed"
    picture = bars(rows, share=True) if rows else ""
    return _figure(f"Share of {what} that each pass removed{part}", picture, kept)


def _lengths(counts: RunTotals) -> str:
    bins = dict.fromkeys(_LENGTHS, 0)
    for words, n in counts.words.items():
        bins[max(start for start in _LENGTHS if start <= words)] += n
    rows = [(f"{start:,}", n) for start, n in bins.items()]
    return _figure("Length of the articles", columns(rows, labels="words, from"))


def _dates(counts: RunTotals) -> str:
    known = Counter({day: n for day, n in counts.days.items() if day is not None})
    note = f"{counts.days[None]:,} without a date" if counts.days[None] else ""
    if not known:
        return _figure("Date of publication", "", note)
    return _figure("Date of publication", columns(_bins(known)), note)


def _bins(days: Counter[dt.date]) -> list[tuple[str, int]]:
    """Return columns by day if they fit, else by month, else by year; outliers at either end share one."""
    ordered = sorted(days.elements())
    early, late = ordered[int(len(ordered) * _OUTLIERS)], ordered[-1 - int(len(ordered) * _OUTLIERS)]
    number, name = next((x for x in _SPANS if x[0](late) - x[0](early) < _MAX_BINS), _SPANS[-1])
    first, last = max(number(early), number(late) - _MAX_BINS + 1), number(late)
    bins = dict.fromkeys(range(first - 1, last + 2), 0)
    for day, n in days.items():
        bins[min(max(number(day), first - 1), last + 1)] += n
    before, *middle, after = bins.items()
    rows = [("before", before[1])] if before[1] else []
    rows += [(name(each), n) for each, n in middle]
    return rows + ([("after", after[1])] if after[1] else [])


def _day(number: int) -> str:
    day = dt.date.fromordinal(number)
    return f"{day.day} {day:%b}"


def _month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"


# How days are grouped: from a day to the number of its span, and from that number to the span's label.
_SPANS: tuple[tuple[Callable[[dt.date], int], Callable[[int], str]], ...] = (
    (dt.date.toordinal, _day),
    (lambda day: day.year * 12 + day.month - 1, _month),
    (lambda day: day.year, str),
)


def _languages(counts: RunTotals) -> str:
    return _figure("Language", bars(_top(counts.languages)))


def _missing(counts: RunTotals) -> str:
    rows = [(name, counts.missing[name] / counts.articles) for name in FIELDS] if counts.articles else []
    return _figure("Share of articles without each field", bars(rows, share=True))


def _top(counts: Counter[str]) -> list[tuple[str, int]]:
    rows = counts.most_common(_MAX_BARS)
    rest = counts.total() - sum(n for _, n in rows)
    return [*rows, (f"{len(counts) - len(rows):,} others", rest)] if rest else rows


# --- where to look first ------------------------------------------------------------------------


def _sites(counts: RunTotals, level: int) -> str:
    """Return the sites with enough pages for a profile, first those with most articles in doubt."""
    found = [(name, host) for name, host in counts.hosts.items() if host.articles >= _LEAST_PAGES]
    if not found:
        return ""
    found.sort(key=lambda x: (-_in_doubt(x[1]), x[0]))
    rows = "".join(
        f"<tr><th scope=row>{esc(clipped(name, _MAX_NAME))}</th><td>{host.pages:,}</td>{_shares(host)}</tr>"
        for name, host in found[:_MAX_HOSTS]
    )
    names = ("Host", "Pages", "Without text", "With warnings", "Mean confidence")
    head = f"<tr>{''.join(f'<td>{name}</td>' for name in names)}</tr>"
    note = (
        f"<p>Sites with {_LEAST_PAGES} articles or more, first those with most in doubt. "
        "<code>newsclean.learn_sites</code> makes their profiles.</p>"
    )
    more = f"<p>… and {len(found) - _MAX_HOSTS:,} more sites</p>" if len(found) > _MAX_HOSTS else ""
    return _section("Where a profile would help most", level, f"{note}<table>{head}{rows}</table>{more}")


def _in_doubt(host: Host) -> float:
    """Return how many articles are expected to be wrong: those without text, and by their confidence."""
    return max(host.rated - host.confidence, host.empty)


def _shares(host: Host) -> str:
    confidence = f"{host.confidence / host.rated:.2f}" if host.rated else ""
    shares = (host.empty / host.articles, host.warned / host.articles)
    return "".join(f"<td>{value}</td>" for value in (*(f"{share:.0%}" for share in shares), confidence))


def _fully_removed(counts: RunTotals, level: int) -> str:
    def part(host: Host) -> tuple[int, list[Example]]:
        return host.empty, host.empty_examples

    return _section("Everything was removed", level, _hosts(counts, part) or "<p>Every article has text.</p>")


def _untouched(counts: RunTotals, level: int) -> str:
    def part(host: Host) -> tuple[int, list[Example]]:
        return host.untouched, host.untouched_examples

    fallback = "Something was removed from every page." if counts.traced else "Unknown without traces."
    return _section("Nothing was removed", level, _hosts(counts, part) or f"<p>{fallback}</p>")


def _hosts(counts: RunTotals, part: Callable[[Host], tuple[int, list[Example]]]) -> str:
    """Return the hosts that have such pages, sorted by their number times their share of the host's pages."""
    found = [(name, host, *part(host)) for name, host in counts.hosts.items() if part(host)[0]]
    found.sort(key=lambda x: (-x[2] * x[2] / x[1].pages, x[0]))
    rows = "".join(
        f"<tr><th scope=row>{esc(clipped(name, _MAX_NAME))}</th><td>{n:,} of {host.pages:,}</td>"
        f"<td>{_links(examples)}</td></tr>"
        for name, host, n, examples in found[:_MAX_HOSTS]
    )
    more = f"<p>… and {len(found) - _MAX_HOSTS:,} more hosts</p>" if len(found) > _MAX_HOSTS else ""
    return f"{_table('Host', rows)}{more}" if rows else ""


def _problems(counts: RunTotals, level: int) -> str:
    """Return examples of pages that failed or whose status is not "ok"."""
    kinds = [*counts.errors.most_common(), *(x for x in counts.statuses.most_common() if x[0] != "ok")]
    rows = "".join(
        f"<tr><th scope=row>{esc(kind)}</th><td>{n:,}</td><td>{_links(counts.examples[kind])}</td></tr>"
        for kind, n in kinds
    )
    if not rows:
        return ""
    return _section("Failed, or status not ok", level, _table("Result", rows))


def _section(caption: str, level: int, inner: str) -> str:
    return f"<section><h{level}>{caption}</h{level}>{inner}</section>"


def _table(what: str, rows: str) -> str:
    return f"<table><tr><td>{what}</td><td>Pages</td><td>Examples</td></tr>{rows}</table>"


def _links(examples: list[Example]) -> str:
    return "<br>".join(link(x.url, f"<bdi>{esc(clipped(x.name, _MAX_NAME))}</bdi>") for x in examples)
