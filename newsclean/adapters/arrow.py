"""Arrow: record batches of pages in, record batches of articles out; a row for every row.

    >>> import pyarrow as pa
    >>> pages = pa.RecordBatch.from_pylist([
    ...     {"id": 7, "url": "https://echo.example/a", "html": "<h1>Rain</h1><p>It rained on Monday.</p>"},
    ...     {"id": 8, "url": "https://echo.example/b", "html": None},
    ... ])
    >>> articles = clean_batch(pages)
    >>> articles.select(["id", "title", "error"]).to_pylist()
    [{'id': 7, 'title': 'Rain', 'error': None}, {'id': 8, 'title': None, 'error': {'kind': 'NoPage', ...}}]

Out come, in this order, your columns without that of the pages, the fields of the Article, its `text`,
`error`, and `trace` where it is asked for. A column of yours with the name of one of ours comes back as
`source_<name>`: `url` is the address that the page says is its own, `source_url` the one you gave. Where
`error` is not null, all fields of the Article are.

The schema has a version, `newsclean_schema` in its metadata. It rises when a column of ours goes or changes
its type or its place; not when one is added.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Container, Iterable, Iterator
from itertools import repeat
from typing import Any, NamedTuple, TypedDict, Unpack

from ..article import Article
from ..batch import clean_many
from ..model import Claim, Drop, Step, Trace
from ..outcome import Failure, Outcome, RawPage
from ..pipeline import Pass
from . import PATIENCE, extra

with extra("arrow"):
    import pyarrow as pa

SCHEMA_VERSION = "1"

_DATELINE = pa.struct(
    [("raw", pa.string()), ("place", pa.string()), ("agency", pa.string()), ("date", pa.string())]
)
_IMAGE = pa.struct(
    [("url", pa.string()), ("alt", pa.string()), ("caption", pa.string()), ("credit", pa.string())]
)
_BLOCK = pa.struct([("kind", pa.string()), ("text", pa.string()), ("level", pa.int32())])

# The fields of an Article as `Article.to_dict()` has them: dates are ISO 8601 text, of a day where only the
# day is known and without a zone where the page gives none, which no timestamp type could say.
ARTICLE = pa.schema(
    [
        ("title", pa.string()),
        ("subtitle", pa.string()),
        ("authors", pa.list_(pa.string())),
        ("dateline", _DATELINE),
        ("published", pa.string()),
        ("modified", pa.string()),
        ("language", pa.string()),
        ("direction", pa.string()),
        ("publisher", pa.string()),
        ("section", pa.string()),
        ("tags", pa.list_(pa.string())),
        ("url", pa.string()),
        ("description", pa.string()),
        ("images", pa.list_(_IMAGE)),
        ("body", pa.list_(_BLOCK)),
        ("status", pa.string()),
        ("confidence", pa.float64()),
        ("warnings", pa.list_(pa.string())),
    ]
)
TEXT = pa.field("text", pa.string())
ERROR = pa.field("error", pa.struct([("kind", pa.string()), ("message", pa.string()), ("by", pa.string())]))
# One edit: `action` is drop, rewrite or claim; `block` its block; `field` and `value` what was claimed, the
# value as JSON; `text` what was written in place of the block's, and `kind` where the block is now of
# another.
_STEP = pa.struct(
    [
        ("by", pa.string()),
        ("action", pa.string()),
        ("block", pa.int32()),
        ("field", pa.string()),
        ("value", pa.string()),
        ("kind", pa.string()),
        ("text", pa.string()),
        ("reason", pa.string()),
        ("evidence", pa.string()),
    ]
)
TRACE = pa.field("trace", pa.list_(_STEP))

_ROWS_AT_ONCE = 500  # of a table: what is made of them is in memory at once
_YOURS = "source_"  # before the name of a column of yours that has the name of one of ours
NO_PAGE = Failure("NoPage", "the cell is null")


class Options(TypedDict, total=False):
    """What all adapters over Arrow take by keyword."""

    content: str
    """The column that holds the pages, as text or bytes; "html" if not given."""
    url: str | None
    """The column of their addresses, "url" if not given; None where there is none."""
    trace: bool
    """Whether to add the column `trace`."""
    passes: Iterable[Pass]
    """This and the next four as in `clean`."""
    keep_dateline: bool
    max_chars: int
    max_json_chars: int
    max_json_depth: int
    workers: int | None
    """These as in `clean_many`; but if no `workers` are asked for, the pages are cleaned in this process,
    or in one worker where there is a limit."""
    timeout: float | None
    max_memory: int | None


def clean_batch(batch: pa.RecordBatch, **options: Unpack[Options]) -> pa.RecordBatch:
    """The articles of a batch of pages, row by row; `options` are `Options`.

    A page that cannot be cleaned, a null cell and a page that breaks its time limit are rows with an `error`.
    Raises ValueError where a column is missing, TypeError where one holds something else than text or bytes.
    """
    (cleaned,) = clean_batches([batch], **options)
    return cleaned


def clean_batches(batches: Iterable[pa.RecordBatch], **options: Unpack[Options]) -> Iterator[pa.RecordBatch]:
    """Like `clean_batch`, for a stream of batches: a `pyarrow.RecordBatchReader`, a table's `to_batches()`.

    Workers are started once and read ahead from one batch into the next; memory holds a few batches.
    """
    columns, how = _parted(options)
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
    while begun:  # what came last and holds no page
        yield columns.articles(begun.popleft(), outcomes)


def clean_table(table: pa.Table, **options: Unpack[Options]) -> pa.Table:
    """Like `clean_batch`, for a table."""
    schema = output_schema(table.schema, **options)
    return pa.Table.from_batches(clean_batches(table.to_batches(_ROWS_AT_ONCE), **options), schema)


def output_schema(schema: pa.Schema, **options: Unpack[Options]) -> pa.Schema:
    """The schema of the articles of pages that come in this schema. Raises as `clean_batch` does."""
    columns, _ = _parted(options)
    columns.check(schema)
    return columns.schema(schema)


def articles_schema(*, trace: bool = False) -> pa.Schema:
    """The columns that are ours."""
    return pa.schema([*ARTICLE, TEXT, ERROR, *([TRACE] if trace else [])])


def values(article: Article | None, error: Failure | None, trace: Trace | None = None) -> dict[str, Any]:
    """A row of `articles_schema` as Python values."""
    row: dict[str, Any] = {}
    if article is not None:
        row = article.to_dict() | {"text": article.text}
    if error is not None:
        row["error"] = {"kind": error.kind, "message": error.message, "by": error.by}
    if trace is not None:
        row["trace"] = list(map(_step, trace))
    return row


def to_batch(rows: list[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    """Rows of Python values as a batch; what a row does not hold is null."""
    try:
        return pa.RecordBatch.from_pylist(rows, schema)
    except UnicodeEncodeError:  # half of a surrogate pair, which no encoding has room for
        return pa.RecordBatch.from_pylist([_encodable(row) for row in rows], schema)


def yours(name: str, ours: Container[str]) -> str:
    """What a column of yours is called beside ours."""
    return _YOURS + name if name in ours else name


def guarded(options: Options) -> Options:
    """The options with a time limit, and so a process for the pages, unless they are to have none."""
    if options.get("workers") == 0 or options.get("timeout") is not None:
        return options
    return {**options, "timeout": PATIENCE}


def cells(array: Any) -> Iterator[str | bytes | None]:
    """Cells of text as text, or as bytes where they are not the UTF-8 that they should be."""
    if pa.types.is_dictionary(array.type):
        array = array.cast(array.type.value_type)
    for cell in array:
        try:
            yield cell.as_py()
        except UnicodeDecodeError:
            yield cell.as_buffer().to_pybytes()


def address(cell: str | bytes | None) -> str | None:
    """A cell of `cells` as a page's address."""
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell


def _parted(options: Options) -> tuple[_Columns, dict[str, Any]]:
    """The options of an adapter, and those of `clean_many`."""
    how: dict[str, Any] = dict(options)
    columns = _Columns(how.pop("content", "html"), how.pop("url", "url"), how.pop("trace", False))
    limited = how.get("timeout") is not None or how.get("max_memory") is not None
    how.setdefault("workers", 1 if limited else 0)
    return columns, how


class _Columns(NamedTuple):
    """Which columns of a batch hold what, and how its articles are laid out."""

    content: str
    url: str | None
    trace: bool

    def check(self, schema: pa.Schema) -> None:
        for option, name in (("content", self.content), ("url", self.url)):
            if name is None:
                continue
            if schema.names.count(name) != 1:
                there = ", ".join(map(repr, schema.names)) or "none"
                or_none = ", url=None says there is none" if option == "url" else ""
                raise ValueError(f"no column {name!r} among {there}: {option}=... names yours{or_none}")
            kind = _laid_open(schema.field(name).type)
            if not (_is_text(kind) or (_is_bytes(kind) and option == "content")):
                held = "pages: text or bytes" if option == "content" else "addresses: text"
                raise TypeError(f"column {name!r} holds {schema.field(name).type}, not {held}")
        names = self.schema(schema).names
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ValueError(f"two columns would be called {twice!r}: rename yours")

    def schema(self, schema: pa.Schema) -> pa.Schema:
        ours = articles_schema(trace=self.trace)
        carried = [
            field.with_name(yours(field.name, ours.names)) for field in schema if field.name != self.content
        ]
        return pa.schema([*carried, *ours], {"newsclean_schema": SCHEMA_VERSION})

    def pages(self, batch: pa.RecordBatch) -> Iterator[RawPage]:
        """The cells that are not null, with their addresses."""
        addresses = repeat(None) if self.url is None else map(address, cells(batch.column(self.url)))
        for source, url in zip(cells(batch.column(self.content)), addresses, strict=False):
            if source is not None:
                yield RawPage(source, url)

    def count(self, batch: pa.RecordBatch) -> int:
        return sum(batch.column(self.content).is_valid().to_pylist())

    def articles(self, batch: pa.RecordBatch, outcomes: deque[Outcome]) -> pa.RecordBatch:
        """The batch with articles in place of pages, which takes the first outcomes."""
        rows = []
        for holds_page in batch.column(self.content).is_valid().to_pylist():
            if holds_page:
                outcome = outcomes.popleft()
                rows.append(values(outcome.article, outcome.error, outcome.trace))
            else:
                rows.append(values(None, NO_PAGE))
        ours = to_batch(rows, articles_schema(trace=self.trace))
        carried = [batch.column(i) for i, name in enumerate(batch.schema.names) if name != self.content]
        return pa.RecordBatch.from_arrays([*carried, *ours.columns], schema=self.schema(batch.schema))


def _laid_open(kind: pa.DataType) -> pa.DataType:
    """The type of the cells of a column: a dictionary's values."""
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _is_text(kind: pa.DataType) -> bool:
    # a column that is all null may come without its type
    return kind in (pa.string(), pa.large_string(), pa.string_view(), pa.null())


def _is_bytes(kind: pa.DataType) -> bool:
    return kind in (pa.binary(), pa.large_binary(), pa.binary_view())


def _step(step: Step) -> dict[str, Any]:
    edit = step.edit
    row = {"by": step.by, "block": edit.block, "reason": edit.reason, "evidence": str(edit.evidence)}
    if isinstance(edit, Claim):
        value = Article(**{edit.field: edit.value}).to_dict()[edit.field]
        return row | {"action": "claim", "field": edit.field, "value": json.dumps(value, ensure_ascii=False)}
    if isinstance(edit, Drop):
        return row | {"action": "drop"}
    return row | {"action": "rewrite", "kind": edit.kind, "text": edit.text}


def _encodable(value: Any) -> Any:
    """The value with a replacement character for what cannot be encoded."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_encodable(each) for each in value]
    if isinstance(value, dict):
        return {name: _encodable(each) for name, each in value.items()}
    return value
