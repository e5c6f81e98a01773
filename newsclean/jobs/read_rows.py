"""Reads files of cleaned pages, as `newsclean clean -o` and the adapters write them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

_NOT_CLEANED = "no cleaned page, as it has neither a status nor an error: clean the pages first"
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
    errors = path.with_name(f"{path.name}.errors.jsonl")
    if errors.is_file():
        try:
            yield from _jsonl_rows(errors)
        except ValueError as error:
            raise ValueError(f"{errors.name}, {error}") from None


def _jsonl_rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with _open(path) as lines:
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


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix == ".gz":
        with gzip.open(path) as file:
            yield file  # type: ignore[misc]  # behaves as an IO[bytes]
    elif path.suffix == ".zst":
        try:
            import zstandard
        except ModuleNotFoundError as error:
            raise ImportError("reading .zst needs zstandard: pip install 'newsclean[zstd]'") from error
        with zstandard.open(path, "rb") as file:
            yield file
    else:
        with path.open("rb") as file:
            yield file


def _parquet_rows(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise ImportError("reading .parquet needs pyarrow: pip install 'newsclean[arrow]'") from error
    with parquet.ParquetFile(path) as file:
        if not {"status", "error"} & set(file.schema_arrow.names):
            raise ValueError(_NOT_CLEANED)
        columns = [name for name in file.schema_arrow.names if name in _COLUMNS]
        for batch in file.iter_batches(batch_size=1000, columns=columns):
            yield from batch.to_pylist()
