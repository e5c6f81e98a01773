"""Parquet as the output of a job: many small files until the job is done, then a single one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import regex

from ..adapters import extra
from ..adapters.article_columns import ARTICLE, SCHEMA_VERSION, row_of, to_batch
from ..article import Article
from .folder_output import PartFolder
from .inputs import Origin
from .parts import beside, damaged, foreign
from .rows import as_text, carried_name

with extra("arrow"):
    import pyarrow as pa
    import pyarrow.parquet as pq

_PLACE = pa.schema([("file", pa.string()), ("row", pa.int64())])
_GROUP_ROWS = 5_000  # some 50 MB before compression
_PART_FILE = regex.compile(r"[0-9]{9}\.parquet")
_WHOLE = "whole"  # the result being put together


class ParquetOutput(PartFolder):
    """Writes `file` and `row`, the other columns of the input, and the keys of `Article.to_dict()`.

    Columns that come from Parquet keep their types. Fields of JSON Lines and archives become text, and so do
    columns whose types differ between inputs and cannot be merged. A mark is the number of small files and
    of their rows.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._done = beside(path, ".old")
        self._rows: list[tuple[Origin, Article]] = []

    def reopen(self) -> None:
        self.begin(None)
        shutil.copyfile(self.path, self._part / f"{0:09}.parquet")
        self._last, self._held = 1, pq.read_metadata(self.path).num_rows

    def _verify(self) -> None:
        for part in self._part.iterdir():
            if part.name != _WHOLE and not _PART_FILE.fullmatch(part.name):
                raise foreign(part)
        try:
            rows = sum(pq.read_metadata(part).num_rows for part in self._written_parts())
        except (OSError, pa.ArrowException):
            rows = -1
        if rows != self._held:
            raise damaged(self._part)

    def _is_later(self, path: Path) -> bool:
        return path.name == _WHOLE or int(path.stem) >= self._last

    def _written_parts(self) -> list[Path]:
        return [self._part / f"{number:09}.parquet" for number in range(self._last)]

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        self._rows.append((origin, article))

    def mark(self) -> tuple[int, int]:
        if self._rows:
            pq.write_table(_table(self._rows), self._part / f"{self._last:09}.parquet")
            self._last += 1
            self._held += len(self._rows)
            self._rows = []
        return self._last, self._held

    def finish(self) -> None:
        shutil.rmtree(self._done, ignore_errors=True)
        if not self._part.exists():
            return
        parts = self._written_parts()
        known = _merged_schema([_PLACE, *(_source_columns(pq.read_schema(part)) for part in parts)])
        schema = pa.schema([*known, *ARTICLE], {"newsclean_schema": SCHEMA_VERSION})
        whole = self._part / _WHOLE
        with pq.ParquetWriter(whole, schema) as writer:
            for group in _row_groups(parts, schema):
                writer.write_table(group)
        whole.replace(self.path)
        self._part.rename(self._done)  # so that a kill during the deletion leaves no part to resume from
        shutil.rmtree(self._done)

    def close(self) -> None:
        self._rows = []


def _table(rows: list[tuple[Origin, Article]]) -> Any:
    known = [_source_table(list(run)) for _, run in groupby((origin for origin, _ in rows), key=_schema)]
    schema = _merged_schema([table.schema for table in known])
    table = pa.concat_tables([_cast(each, schema) for each in known])
    ours = to_batch([row_of(article, None) for _, article in rows], ARTICLE)
    for field, column in zip(ARTICLE, ours.columns, strict=True):
        table = table.append_column(field, column)
    return table


def _schema(origin: Origin) -> Any:
    """Return the schema of the columns carried along, None unless the page comes from a table."""
    carried = origin.carried
    return carried.schema if isinstance(carried, pa.RecordBatch) else None


def _source_table(origins: list[Origin]) -> Any:
    """Return the columns of `source_fields` for these origins, which all have the same carried schema."""
    rows = [{"file": origin.file, "row": origin.row} for origin in origins]
    if isinstance(origins[0].carried, pa.RecordBatch):
        table = pa.Table.from_batches([to_batch(rows, _PLACE)])
        carried = pa.Table.from_batches([origin.carried for origin in origins])
        for field, column in zip(carried.schema, carried.columns, strict=True):
            table = table.append_column(field.with_name(carried_name(field.name, ARTICLE.names)), column)
        return table
    for row, origin in zip(rows, origins, strict=True):
        for name, value in (origin.carried or {}).items():
            row[carried_name(name, ARTICLE.names)] = as_text(value)
    names = dict.fromkeys(name for row in rows for name in row if name not in _PLACE.names)
    schema = pa.schema([*_PLACE, *((name, pa.string()) for name in names)])
    return pa.Table.from_batches([to_batch(rows, schema)])


def _source_columns(schema: pa.Schema) -> pa.Schema:
    return pa.schema([field for field in schema if field.name not in ARTICLE.names])


def _merged_schema(schemas: list[pa.Schema]) -> pa.Schema:
    """Return the columns of all schemas; a column whose types cannot be merged is text."""
    merged: dict[str, pa.Field] = {}
    for field in (field for schema in schemas for field in schema):
        other = merged.setdefault(field.name, field)
        try:
            one = pa.unify_schemas([pa.schema([other]), pa.schema([field])], promote_options="permissive")
            merged[field.name] = one.field(0)
        except pa.ArrowException:
            merged[field.name] = pa.field(field.name, pa.string())
    return pa.schema([field.remove_metadata() for field in merged.values()])


def _row_groups(parts: list[Path], schema: pa.Schema) -> Iterator[Any]:
    """Yield the rows of the parts as tables, each large enough for a row group."""
    held: list[Any] = []
    for part in parts:
        with pq.ParquetFile(part) as file:
            for number in range(file.num_row_groups):
                held.append(_cast(file.read_row_group(number), schema))
                if sum(table.num_rows for table in held) >= _GROUP_ROWS:
                    yield pa.concat_tables(held)
                    held = []
    if held:
        yield pa.concat_tables(held)


def _cast(table: Any, schema: pa.Schema) -> Any:
    """Return the table cast to the schema; columns it lacks are null."""
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
