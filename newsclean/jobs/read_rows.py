"""Rows of a file of cleaned pages, as `newsclean clean -o` and the adapters write them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

_LINES = (".jsonl", ".ndjson", ".json")
# What a report looks at: of a wide Parquet file the rest is not read.
_COLUMNS = frozenset(
    "file url source_url title subtitle authors dateline published language publisher section images body"
    " status error trace removed".split()
)


def rows_of(path: Path) -> Iterator[Mapping[str, Any]]:
    """The rows of a .jsonl (also .gz, .zst) or .parquet file, then those of its .errors.jsonl, if it has one.

    Raises ValueError for a file of another kind and for a line that is no JSON, OSError where it cannot be
    read, ImportError where reading it needs an extra.
    """
    name = path.name.removesuffix(".gz").removesuffix(".zst")
    if name.endswith(".parquet"):
        yield from _of_parquet(path)
    elif name.endswith(_LINES):
        yield from _of_lines(path)
    else:
        raise ValueError(f"{path.name}: neither .jsonl nor .parquet")
    errors = path.with_name(f"{Path(name).stem}.errors.jsonl")
    if errors != path and errors.is_file():
        yield from _of_lines(errors)


def _of_lines(path: Path) -> Iterator[Mapping[str, Any]]:
    with _opened(path) as lines:
        for n, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
            except ValueError as error:
                raise ValueError(f"{path.name}, line {n}: {error}") from None
            if not isinstance(row, dict):
                raise ValueError(f"{path.name}, line {n}: not an object")
            yield row


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix == ".gz":
        with gzip.open(path) as file:
            yield file  # type: ignore[misc]  # which is an IO[bytes] in all but name
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


def _of_parquet(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise ImportError("reading .parquet needs pyarrow: pip install 'newsclean[arrow]'") from error
    with parquet.ParquetFile(path) as file:
        columns = [name for name in file.schema_arrow.names if name in _COLUMNS]
        for batch in file.iter_batches(batch_size=1000, columns=columns):
            yield from batch.to_pylist()
