"""Inputs of a job: pages read from files, folders, archives and tables named on the command line.

    inputs = Inputs(["pages/", "crawl-*.warc.gz", "more.jsonl.zst"])
    for row in clean_many(inputs):
        print(row.key.file, row.key.row, row.article or row.error)

`.warc`, `.wet`, `.jsonl` and `.ndjson` (each also as `.gz` and `.zst`) and `.parquet` hold many pages; any
other file is one page. An unreadable input also gives a page, with a `key.problem`, so no input goes missing.
"""

from __future__ import annotations

import glob
import gzip
import hashlib
import io
import json
import os
import sys
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO

from ..adapters import extra
from ..outcome import Failure, RawPage

STDIN = "-"
_ARCHIVES = (".warc", ".wet", ".warc.gz", ".wet.gz", ".warc.zst", ".wet.zst")
LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")
_TABLES = (".parquet",)

_FEW_PAGES = 30  # take about as long to clean as workers take to start
_ROWS_AT_ONCE = 64  # of a table, to limit the pages in memory


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page comes from: the `key` of its RawPage.

    file: its name. row: its place in a file that holds many pages, from 1. carried: the other fields of its
    row: a dict, or a RecordBatch of one row. read: bytes of all inputs read so far. problem: why it cannot
    be read.
    """

    file: str
    row: int | None = None
    carried: Any = None
    read: int = 0
    problem: Failure | None = None


class Inputs:
    """The pages of the named inputs, in the order of the names; those of a folder are sorted by name.

    names: files, folders (with all their files except hidden ones), patterns such as `pages/*.html`, and
        `-` for a page on standard input.
    content, url_field: the JSON Lines field or Parquet column of the page and of its address. url, encoding:
        of a page that is a whole file.
    without: files and folders to leave out although a folder or pattern contains them, such as the output.

    `files` are the names of the files, `left_out` of those left out. `total` is the size in bytes, None if
    unknown; `skipped` counts the records of archives that are not pages. Raises ValueError for a Parquet file
    without the content column or with columns that do not fit those of the others, and ImportError for a
    missing extra.
    """

    def __init__(
        self,
        names: Iterable[str],
        *,
        content: str = "html",
        url_field: str = "url",
        url: str | None = None,
        encoding: str | None = None,
        without: Iterable[Path] = (),
    ) -> None:
        self._content, self._url_field, self._url, self._encoding = content, url_field, url, encoding
        self.files: list[str] = []
        self.left_out: list[str] = []
        self._find(names, {path.resolve() for path in without})
        sizes = list(map(_size, self.files))
        self.total = None if STDIN in self.files else sum(sizes)
        self._before = [0, *accumulate(sizes)]  # bytes of the files before each
        self.skipped: Counter[str] = Counter()
        self._check_extras()
        self._check_tables()

    @property
    def one_page(self) -> bool:
        """Whether there is only one page, in a file of its own."""
        return len(self.files) == 1 and not _holds_many(self.files[0])

    @property
    def few(self) -> bool:
        """Whether there are too few pages for workers to pay off."""
        return len(self.files) <= _FEW_PAGES and not any(map(_holds_many, self.files))

    @property
    def fingerprint(self) -> str:
        """A hash of the files' names and sizes and of the options that say how to read them."""
        state = (self.files, self._before, self._content, self._url_field, self._url, self._encoding)
        return hashlib.sha256(repr(state).encode("utf-8", "surrogateescape")).hexdigest()

    def __iter__(self) -> Iterator[RawPage]:
        self.skipped.clear()
        for file, before, after in zip(self.files, self._before, self._before[1:], strict=False):
            name = file.lower()
            if name.endswith(_ARCHIVES):
                pages = self._archive(file, before)
            elif name.endswith(LINES):
                pages = self._lines(file, before)
            elif name.endswith(_TABLES):
                pages = self._table(file, before, after - before)
            else:
                pages = self._page(file, after)
            try:
                yield from pages
            except Exception as error:  # a wrong or truncated file; the pages read before count
                yield _no_page(Origin(file, read=after, problem=Failure(type(error).__name__, reason(error))))

    def _find(self, names: Iterable[str], without: Container[Path]) -> None:
        for name in names:
            if name == STDIN or os.path.isfile(name):
                self.files.append(name)
                continue
            for file in _expand(name):
                path = Path(file).resolve()
                left_out = any(each in without for each in (path, *path.parents))
                (self.left_out if left_out else self.files).append(file)

    def _page(self, file: str, read: int) -> Iterator[RawPage]:
        data = standard_input().read() if file == STDIN else Path(file).read_bytes()
        yield RawPage(data, self._url, self._encoding, Origin(file, read=read))

    def _archive(self, file: str, before: int) -> Iterator[RawPage]:
        from ..adapters.warc import read_warc

        with open(file, "rb") as stream:
            archive = read_warc(stream)
            try:
                for number, page in enumerate(archive, 1):
                    found = {"url": page.url, "record": page.key.record, "fetched": _iso(page.key.date)}
                    origin = Origin(file, number, found, before + stream.tell())
                    yield RawPage(page.source, page.url, page.encoding, origin)
            finally:
                self.skipped.update(archive.skipped)

    def _lines(self, file: str, before: int) -> Iterator[RawPage]:
        with ExitStack() as closing:
            stream = closing.enter_context(open(file, "rb"))
            for number, line in enumerate(_decompressed(file, stream, closing), 1):
                if not line.strip():
                    continue
                read = before + stream.tell()
                row, problem = _parse_line(line, self._content)
                source = row.pop(self._content, "")
                if problem:
                    yield _no_page(Origin(file, number, row, read, problem))
                else:
                    url = row.get(self._url_field)
                    origin = Origin(file, number, row, read)
                    yield RawPage(source, url if isinstance(url, str) else None, key=origin)

    def _table(self, file: str, before: int, size: int) -> Iterator[RawPage]:
        import pyarrow.parquet as pq

        from ..adapters.arrow import NO_PAGE, address, cells

        with pq.ParquetFile(file) as table:
            number = 0
            for batch in table.iter_batches(_ROWS_AT_ONCE):
                sources, carried = cells(batch.column(self._content)), batch.drop_columns([self._content])
                for at, source in enumerate(sources):
                    number += 1
                    other_cells = carried.slice(at, 1)
                    read = before + size * number // table.metadata.num_rows
                    if source is None:
                        yield _no_page(Origin(file, number, other_cells, read, NO_PAGE))
                    else:
                        origin = Origin(file, number, other_cells, read)
                        url = None
                        if self._url_field in batch.schema.names:
                            (url,) = map(address, cells(other_cells.column(self._url_field)))
                        yield RawPage(source, url, key=origin)

    def _check_extras(self) -> None:
        for file in self.files:
            name = file.lower()
            if name.endswith(_ARCHIVES):
                from ..adapters import warc  # noqa: F401  (ImportError says what is missing)
            elif name.endswith(".zst") and name.endswith(LINES):
                zstandard()

    def _check_tables(self) -> None:
        """Check that all tables have the content column and that their other columns fit together."""
        tables = [file for file in self.files if file.lower().endswith(_TABLES) and Path(file).is_file()]
        if not tables:
            return
        with extra("arrow"):
            import pyarrow as pa
            import pyarrow.parquet as pq
        from ..adapters.arrow import output_schema

        merged = None
        for file in tables:
            try:
                schema = pq.read_schema(file)
            except (OSError, pa.ArrowException):
                continue  # reported when its turn comes
            url = self._url_field if self._url_field in schema.names else None
            try:
                output_schema(schema, content=self._content, url=url)
                schema = schema.remove_metadata()
                merged = schema if merged is None else pa.unify_schemas([merged, schema])
            except (ValueError, TypeError) as error:
                raise ValueError(f"{file}: {error}") from None


def reason(error: Exception) -> str:
    """Return an error's message for people: of an OSError without number and file name."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


def same_file(output: Path, inputs: Iterable[str]) -> bool:
    """Whether the output is a file and one of the inputs, under whatever name or link."""
    if not output.is_file():
        return False
    own = output.stat()
    for file in inputs:
        with suppress(OSError):
            if os.path.samestat(own, os.stat(standard_input().fileno() if file == STDIN else file)):
                return True
    return False


def standard_input() -> BinaryIO:
    """Return standard input. Raises OSError if it is closed."""
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return sys.stdin.buffer


def zstandard() -> Any:
    """Return the `zstandard` module. Raises ImportError if it is not installed."""
    with extra("zstd"):
        import zstandard
    return zstandard


def _no_page(origin: Origin) -> RawPage:
    return RawPage("", key=origin)


def _holds_many(file: str) -> bool:
    return file.lower().endswith((*_ARCHIVES, *LINES, *_TABLES))


def _expand(name: str) -> Iterable[str]:
    """Return the files of a folder or pattern; any other name as it is."""
    if os.path.isdir(name):
        return _files_in(name)
    return sorted(glob.glob(name, recursive=True)) or [name]


def _files_in(folder: str) -> Iterator[str]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        yield from (os.path.join(where, each) for each in sorted(files) if not each.startswith("."))


def _size(file: str) -> int:
    try:
        return os.stat(file).st_size
    except OSError:
        return 0


def _iso(date: Any) -> str | None:
    return None if date is None else date.isoformat()


def _decompressed(file: str, stream: BinaryIO, closing: ExitStack) -> Any:
    if file.lower().endswith(".gz"):
        return closing.enter_context(gzip.GzipFile(fileobj=stream))
    if file.lower().endswith(".zst"):
        decompressor = zstandard().ZstdDecompressor().stream_reader(stream, read_across_frames=True)
        return closing.enter_context(io.BufferedReader(decompressor))
    return stream


def _parse_line(line: bytes, content: str) -> tuple[dict[str, Any], Failure | None]:
    """Return the object in a line of JSON Lines, and what is wrong with it."""
    try:
        row = json.loads(line)
    except ValueError as error:
        return {}, Failure("NotJSON", str(error))
    if not isinstance(row, dict):
        return {}, Failure("NotJSON", f"the line is not an object but of type {type(row).__name__}")
    if not isinstance(row.get(content), str):
        known = ", ".join(map(repr, row))
        what = "is not text" if content in row else f"is not among {known or 'none'}"
        return row, Failure("NoPage", f"the field {content!r} {what}")
    return row, None
