"""Reads files of cleaned pages, as `newsclean clean -o` and the adapters write them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..adapters import extra
from .compression import opened
from .parts import errors_file

_NOT_CLEANED = "not a cleaned page, as it has neither a status nor an error: clean the pages first"
_LINES = (".jsonl", ".ndjson", ".json")
# The columns that a report needs; the others of a Parquet file are not read.
_COLUMNS = frozenset(
    "file url source_url title subtitle authors dateline published language publisher section images body"
    " status error trace removed".split()
)


def rows_of(path: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a .jsonl (also .gz, .zst) or .parquet file, then those of its .errors.jsonl.

    Raises ValueError for other kinds of files, for lines that are not JSON objects and for rows that
    newsclean did not write; OSError if the file cannot be read, ImportError if an extra is missing.
    """
    name = path.name.removesuffix(".gz").removesuffix(".zst")
    if name.endswith(".parquet"):
        yield from _parquet_rows(path)
    elif name.endswith(_LINES):
        yield from _jsonl_rows(path)
    else:
        raise ValueError("neither .jsonl nor .parquet")
    errors = errors_file(path)
    if errors.is_file():
        try:
            yield from _jsonl_rows(errors)
        except ValueError as error:
            raise ValueError(f"{errors.name}, {error}") from None


def _jsonl_rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with opened(path, "rb", path.suffix) as lines:
        for n, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
            except ValueError as error:
                raise ValueError(f"line {n}: {error}") from None
            if not isinstance(row, dict):
                raise ValueError(f"line {n}: not an object")
            if not {"status", "error"} & row.keys() or "written" in row:  # lines of --trace have `written`
                raise ValueError(f"line {n}: {_NOT_CLEANED}")
            yield row


def _parquet_rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with extra("arrow"):
        from pyarrow import parquet
    with parquet.ParquetFile(path) as file:
        if not {"status", "error"} & set(file.schema_arrow.names):
            raise ValueError(_NOT_CLEANED)
        columns = [name for name in file.schema_arrow.names if name in _COLUMNS]
        for batch in file.iter_batches(batch_size=1000, columns=columns):
            yield from batch.to_pylist()
