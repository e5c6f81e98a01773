"""Arrow: turns record batches of pages into record batches of articles, row by row.

    >>> import pyarrow as pa
    >>> pages = pa.RecordBatch.from_pylist([
    ...     {"id": 7, "url": "https://echo.example/a", "html": "<h1>Rain</h1><p>It rained on Monday.</p>"},
    ...     {"id": 8, "url": "https://echo.example/b", "html": None},
    ... ])
    >>> articles = clean_batch(pages)
    >>> articles.select(["id", "title", "error"]).to_pylist()
    [{'id': 7, 'title': 'Rain', 'error': None}, {'id': 8, 'title': None, 'error': {'kind': 'NoPage', ...}}]

The output has, in this order, your columns except the pages, the keys of `Article.to_dict()`, `error`, and
`trace` if requested. If one of your columns has the name of an output column, it is renamed to
`source_<name>`: `url` is the address that the page gives for itself, `source_url` the one you gave. Where
`error` is not null, all keys of the Article are null. Elsewhere `Article.from_dict` reads a row of
`articles.to_pylist()`.

The schema's version is `newsclean_schema` in its metadata, and `schema` in each row. It rises when an output
column is removed, or changes its type or position.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any, NamedTuple, TypedDict, Unpack

from ..api import Favour
from ..batch import clean_many
from ..batch.site_profiles import Profiles, checked
from ..outcome import Failure, Outcome, RawPage
from ..pipeline import Pass
from . import DEFAULT_TIMEOUT, check_type, extra, output_name
from .article_columns import SCHEMA_VERSION, articles_schema, row_of, to_batch

with extra("arrow"):
    import pyarrow as pa

ROWS_AT_ONCE = 500  # of a table: their articles are in memory together
NO_PAGE = Failure("NoPage", "the cell is null")


class Options(TypedDict, total=False):
    """Keyword arguments of all adapters that use Arrow."""

    content: str
    """The column of the pages, text or bytes; "html" by default."""
    url: str | None
    """The column of their addresses, "url" by default; None if there is none."""
    trace: bool
    """Whether to add the column `trace`."""
    passes: Iterable[Pass]
    """This and the next six are as in `clean`."""
    keep_dateline: bool
    favour: Favour | None
    comments: bool
    max_chars: int
    max_json_chars: int
    max_json_depth: int
    workers: int | None
    """This and the next three are as in `clean_many`. By default pages are cleaned in this process, or in one
    worker if there is a limit."""
    timeout: float | None
    max_memory: int | None
    profiles: Profiles | None
    """Profiles by host, or one Profile for all pages."""


def clean_batch(batch: pa.RecordBatch, **options: Unpack[Options]) -> pa.RecordBatch:
    """Return the articles of a batch of pages, row by row; `options` are `Options`.

    A page that cannot be cleaned or exceeds the time limit, or a null cell, gives a row with an `error`.
    Raises ValueError if a column is missing, TypeError if one holds anything but text or bytes.
    """
    check_type("clean_batch", batch, pa.RecordBatch)
    (cleaned,) = clean_batches([batch], **options)
    return cleaned


def clean_batches(batches: Iterable[pa.RecordBatch], **options: Unpack[Options]) -> Iterator[pa.RecordBatch]:
    """Like `clean_batch`, for a stream of batches: a `pyarrow.RecordBatchReader`, a table's `to_batches()`.

    Workers start once and read ahead across batches; only a few batches are in memory.
    """
    columns, how = _split(options)
    begun: deque[pa.RecordBatch] = deque()
    outcomes: deque[Outcome] = deque()

    def pages() -> Iterator[RawPage]:
        for batch in batches:
            columns.check(batch.schema)
            begun.append(batch)
            yield from columns.pages(batch)

    for outcome in clean_many(pages(), with_trace=columns.trace, **how):
        outcomes.append(outcome)
        while begun and len(outcomes) >= columns.count(begun[0]):
            yield columns.articles(begun.popleft(), outcomes)
    while begun:  # trailing batches without pages
        yield columns.articles(begun.popleft(), outcomes)


def clean_table(table: pa.Table, **options: Unpack[Options]) -> pa.Table:
    """Like `clean_batch`, for a table."""
    check_type("clean_table", table, pa.Table)
    schema = output_schema(table.schema, **options)
    return pa.Table.from_batches(clean_batches(table.to_batches(ROWS_AT_ONCE), **options), schema)


def output_schema(schema: pa.Schema, **options: Unpack[Options]) -> pa.Schema:
    """Return the output schema for pages with this schema. Raises the errors of `clean_batch`."""
    columns, _ = _split(options)
    columns.check(schema)
    return columns.schema(schema)


def for_tasks(options: Options) -> Options:
    """Return the options with profiles pickled once; each task unpickles only those that its pages need."""
    return {**options, "profiles": checked(options.get("profiles"))}


def with_time_limit(options: Options) -> Options:
    """Return the options with a time limit (and so a worker), unless they set one or ask for no workers."""
    if options.get("workers") == 0 or options.get("timeout") is not None:
        return options
    return {**options, "timeout": DEFAULT_TIMEOUT}


def cells(array: Any) -> Iterator[str | bytes | None]:
    """Yield each cell's value; text that is not valid UTF-8 becomes bytes."""
    if pa.types.is_dictionary(array.type):
        array = array.cast(array.type.value_type)
    for cell in array:
        try:
            yield cell.as_py()
        except UnicodeDecodeError:
            yield cell.as_buffer().to_pybytes()


def size_of(row: pa.RecordBatch) -> int:
    """Return the size of a row in bytes, with dictionary-encoded cells decoded."""
    columns = (x.dictionary_decode() if pa.types.is_dictionary(x.type) else x for x in row.columns)
    return sum(column.nbytes for column in columns)


def address(cell: str | bytes | None) -> str | None:
    """Return a cell from `cells` as a page's address."""
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell


def _split(options: Options) -> tuple[_Columns, dict[str, Any]]:
    """Split the options into those of the columns and those of `clean_many`."""
    how: dict[str, Any] = dict(options)
    columns = _Columns(how.pop("content", "html"), how.pop("url", "url"), how.pop("trace", False))
    how["profiles"] = checked(how.get("profiles"))
    limited = how.get("timeout") is not None or how.get("max_memory") is not None
    how.setdefault("workers", 1 if limited else 0)
    return columns, how


class _Columns(NamedTuple):
    """The columns of pages and addresses in a batch, and the layout of its articles."""

    content: str
    url: str | None
    trace: bool

    def check(self, schema: pa.Schema) -> None:
        for option, name in (("content", self.content), ("url", self.url)):
            if name is None:
                continue
            if schema.names.count(name) != 1:
                known = ", ".join(map(repr, schema.names)) or "none"
                or_none = ", or pass url=None" if option == "url" else ""
                raise ValueError(f"no column {name!r} among {known}: name yours with {option}=...{or_none}")
            kind = _cell_type(schema.field(name).type)
            if not (_is_text(kind) or (_is_bytes(kind) and option == "content")):
                expected = "pages as text or bytes" if option == "content" else "addresses as text"
                raise TypeError(f"column {name!r} holds {schema.field(name).type}, not {expected}")
        names = self.schema(schema).names
        double = next((name for name in names if names.count(name) > 1), None)
        if double is not None:
            raise ValueError(f"two columns would be called {double!r}: rename yours")

    def schema(self, schema: pa.Schema) -> pa.Schema:
        ours = articles_schema(trace=self.trace)
        carried = [x.with_name(output_name(x.name, ours.names)) for x in schema if x.name != self.content]
        return pa.schema([*carried, *ours], {"newsclean_schema": SCHEMA_VERSION})

    def pages(self, batch: pa.RecordBatch) -> Iterator[RawPage]:
        """Yield the cells that are not null, with their addresses."""
        addresses = repeat(None) if self.url is None else map(address, cells(batch.column(self.url)))
        for source, url in zip(cells(batch.column(self.content)), addresses, strict=False):
            if source is not None:
                yield RawPage(source, url)

    def count(self, batch: pa.RecordBatch) -> int:
        return sum(batch.column(self.content).is_valid().to_pylist())

    def articles(self, batch: pa.RecordBatch, outcomes: deque[Outcome]) -> pa.RecordBatch:
        """Return the batch with articles in place of pages; takes their outcomes from the queue."""
        rows = []
        for holds_page in batch.column(self.content).is_valid().to_pylist():
            if holds_page:
                outcome = outcomes.popleft()
                rows.append(row_of(outcome.article, outcome.error, outcome.trace))
            else:
                rows.append(row_of(None, NO_PAGE))
        ours = to_batch(rows, articles_schema(trace=self.trace))
        carried = [batch.column(i) for i, name in enumerate(batch.schema.names) if name != self.content]
        return pa.RecordBatch.from_arrays([*carried, *ours.columns], schema=self.schema(batch.schema))


def _cell_type(kind: pa.DataType) -> pa.DataType:
    """Return the type of a column's cells; for a dictionary-encoded column, that of its values."""
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _is_text(kind: pa.DataType) -> bool:
    # a column of nulls may have no type
    return kind in (pa.string(), pa.large_string(), pa.string_view(), pa.null())


def _is_bytes(kind: pa.DataType) -> bool:
    return kind in (pa.binary(), pa.large_binary(), pa.binary_view())
