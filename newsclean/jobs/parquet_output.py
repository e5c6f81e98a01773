"""Parquet as the output of a job: small whole files until the job is done, then one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from ..adapters import extra
from ..adapters.arrow import ARTICLE, SCHEMA_VERSION, TEXT, to_batch, values
from ..article import Article
from .inputs import Origin
from .rows import as_text, name_of_yours

with extra("arrow"):
    import pyarrow as pa
    import pyarrow.parquet as pq

_FROM = pa.schema([("file", pa.string()), ("row", pa.int64())])
_OURS = pa.schema([*ARTICLE, TEXT])
_ROWS_A_GROUP = 5_000  # some 50 MB before compression


class ParquetOutput:
    """file and row, the columns that stood beside the pages, the fields of their articles, and their text.

    Columns that come from Parquet keep their types. Fields of JSON Lines and archives are text, and so are
    columns of types that do not go together.
    """

    def __init__(self, path: Path) -> None:
        self.path, self._parts = path, path.with_name(f"{path.name}.part")
        self._rows: list[tuple[Origin, Article]] = []
        self._written = 0

    def begin(self, mark: int | None) -> None:
        self._written = mark or 0
        self._parts.mkdir(exist_ok=True)
        for part in self._parts.iterdir():
            if not part.stem.isdigit() or int(part.stem) >= self._written:
                part.unlink()

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        self._rows.append((origin, article))

    def mark(self) -> int:
        if self._rows:
            pq.write_table(_table(self._rows), self._parts / f"{self._written:09}.parquet")
            self._written += 1
            self._rows = []
        return self._written

    def finish(self) -> None:
        if not self._parts.exists():
            return
        parts = sorted(self._parts.glob("*[0-9].parquet"))
        known = _one_schema([_FROM, *(_known_part(pq.read_schema(part)) for part in parts)])
        schema = pa.schema([*known, *_OURS], {"newsclean_schema": SCHEMA_VERSION})
        whole = self._parts / "whole"
        with pq.ParquetWriter(whole, schema) as writer:
            for group in _groups(parts, schema):
                writer.write_table(group)
        whole.replace(self.path)
        shutil.rmtree(self._parts)

    def close(self) -> None:
        self._rows = []


def _table(rows: list[tuple[Origin, Article]]) -> Any:
    known = [_known(list(alike)) for _, alike in groupby((origin for origin, _ in rows), key=_kind)]
    schema = _one_schema([table.schema for table in known])
    table = pa.concat_tables([_fitted(each, schema) for each in known])
    ours = to_batch([values(article, None) for _, article in rows], _OURS)
    for field, column in zip(_OURS, ours.columns, strict=True):
        table = table.append_column(field, column)
    return table


def _kind(origin: Origin) -> Any:
    """Origins of one kind have the same columns beside them."""
    carried = origin.carried
    return carried.schema if isinstance(carried, pa.RecordBatch) else None


def _known(origins: list[Origin]) -> Any:
    """What is known of pages without their articles, as `beside` has it."""
    rows = [{"file": origin.file, "row": origin.row} for origin in origins]
    if isinstance(origins[0].carried, pa.RecordBatch):
        table = pa.Table.from_batches([to_batch(rows, _FROM)])
        carried = pa.Table.from_batches([origin.carried for origin in origins])
        for field, column in zip(carried.schema, carried.columns, strict=True):
            table = table.append_column(field.with_name(name_of_yours(field.name, _OURS.names)), column)
        return table
    for row, origin in zip(rows, origins, strict=True):
        for name, value in (origin.carried or {}).items():
            row[name_of_yours(name, _OURS.names)] = as_text(value)
    names = dict.fromkeys(name for row in rows for name in row if name not in _FROM.names)
    schema = pa.schema([*_FROM, *((name, pa.string()) for name in names)])
    return pa.Table.from_batches([to_batch(rows, schema)])


def _known_part(schema: pa.Schema) -> pa.Schema:
    return pa.schema([field for field in schema if field.name not in _OURS.names])


def _one_schema(schemas: list[pa.Schema]) -> pa.Schema:
    """The columns of all; a column whose types do not go together is text."""
    together: dict[str, pa.Field] = {}
    for field in (field for schema in schemas for field in schema):
        other = together.setdefault(field.name, field)
        try:
            one = pa.unify_schemas([pa.schema([other]), pa.schema([field])], promote_options="permissive")
            together[field.name] = one.field(0)
        except pa.ArrowException:
            together[field.name] = pa.field(field.name, pa.string())
    return pa.schema([field.remove_metadata() for field in together.values()])


def _groups(parts: list[Path], schema: pa.Schema) -> Iterator[Any]:
    """The rows of the parts, as many together as make a good row group."""
    held: list[Any] = []
    for part in parts:
        held.append(_fitted(pq.read_table(part), schema))
        if sum(table.num_rows for table in held) >= _ROWS_A_GROUP:
            yield pa.concat_tables(held)
            held = []
    if held:
        yield pa.concat_tables(held)


def _fitted(table: Any, schema: pa.Schema) -> Any:
    """The table with the columns of the schema: what it has not is null."""
    columns = []
    for field in schema:
        if field.name not in table.column_names:
            columns.append(pa.nulls(table.num_rows, field.type))
        elif table.schema.field(field.name).type == field.type:
            columns.append(table[field.name])
        elif pa.types.is_string(field.type):
            columns.append(pa.array([as_text(cell) for cell in table[field.name].to_pylist()], field.type))
        else:
            columns.append(table[field.name].cast(field.type))
    return pa.Table.from_arrays(columns, schema=schema)
