"""Inputs of a job: pages read from files, folders, archives and tables named on the command line.

    inputs = Inputs(["pages/", "crawl-*.warc.gz", "more.jsonl.zst"])
    for row in clean_many(inputs):
        print(row.key.file, row.key.row, row.article or row.error)

`.warc`, `.wet`, `.jsonl`, `.ndjson`, `.csv` and `.tsv` (each also as `.gz` and `.zst`) and `.parquet` hold
many pages; any other file is one page. An unreadable input also gives a page, with a `key.problem`, so that
no input goes missing.
"""

from __future__ import annotations

import glob
import hashlib
import io
import json
import os
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import regex

from ..adapters import extra
from ..default_limits import MOST_BYTES
from ..outcome import Failure, RawPage
from .compression import decompressed, zstandard
from .csv_rows import csv_rows
from .local_files import STDIN, files_in, not_a_file, reason, size_of_file, standard_input
from .suffixes import ARCHIVES, CSV, LINES, TABLES

_JSON = (".json", ".json.gz")  # perhaps of many pages, and nonsense as one page
# The same under another name, or on standard input: {"url": "https://…   [{"html": "<p>…
_OPENS_JSON = regex.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:\[\s*+)?\{\s*+\"\w{1,100}+\"\s*+:")
_NOT_LINES = "this is JSON: turn it into .jsonl, with an object for each page on a line of its own"
_EMPTY_CELL = Failure("NoPage", "the cell is empty")
_START_OF_RECORD = b"WARC/"  # in an archive

_FEW_PAGES = 30  # take about as long to clean as workers take to start
_CHUNK = 1 << 20  # bytes of an overlong line to skip at once


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page comes from: the `key` of its RawPage.

    file: the name of its file. row: its row in a file of many pages, from 1. carried: the row's other fields,
    as a dict or a RecordBatch of one row. read: bytes of all inputs read so far. problem: why the page cannot
    be read.
    """

    file: str
    row: int | None = None
    carried: Any = None
    read: int = 0
    problem: Failure | None = None

    @property
    def name(self) -> str:
        """The page's file and row, for people."""
        return self.file if self.row is None else f"{self.file}:{self.row}"


class Inputs:
    """The pages of the named inputs, in the order of the names; those of a folder are sorted by name.

    names: files, folders (with all their files except hidden ones), patterns such as `pages/*.html`, and
        `-` for a page on standard input.
    content, url_field: the JSON Lines fields, or columns, that hold the page and its address.
    url: the address, if the input is a single page in a file of its own.
    encoding: the encoding of such pages, and of CSV (UTF-8 by default).
    max_bytes: the most bytes of a page, line, row or record, decompressed. A longer one is an error, and is
        never in memory as a whole.
    without: files and folders to leave out of folders and patterns, such as the output.

    `files` are the names of the files, `left_out` of those left out. `total` is their size in bytes, None if
    unknown. `skipped` counts the records of archives that are not pages, and what folders contain besides
    files: broken links, pipes, sockets, devices. Raises ValueError for a Parquet file without the content
    column, or with columns that do not fit those of the others; ImportError for a missing extra.
    """

    def __init__(
        self,
        names: Iterable[str],
        *,
        content: str = "html",
        url_field: str = "url",
        url: str | None = None,
        encoding: str | None = None,
        max_bytes: int = MOST_BYTES,
        without: Iterable[Path] = (),
    ) -> None:
        self._content, self._url_field, self._url, self._encoding = content, url_field, url, encoding
        self._max_bytes = max_bytes
        self._too_large = Failure("TooLarge", f"it is longer than {max_bytes:,} bytes (--max-bytes)")
        self.files: list[str] = []
        self.left_out: list[str] = []
        self._not_read: Counter[str] = Counter()
        self._find(names, {path.resolve() for path in without})
        sizes = list(map(size_of_file, self.files))
        self.total = None if STDIN in self.files else sum(sizes)
        self._before = [0, *accumulate(sizes)]  # bytes of the files before each
        self.skipped = self._not_read.copy()
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
        how = (self._content, self._url_field, self._url, self._encoding, self._max_bytes)
        state = (self.files, self._before, how)
        return hashlib.sha256(repr(state).encode("utf-8", "surrogateescape")).hexdigest()

    def __iter__(self) -> Iterator[RawPage]:
        self.skipped = self._not_read.copy()
        for file, before, after in zip(self.files, self._before, self._before[1:], strict=False):
            name = file.lower()
            if name.endswith(ARCHIVES):
                pages = self._archive(file, before)
            elif name.endswith(LINES):
                pages = self._lines(file, before)
            elif name.endswith(CSV):
                pages = self._csv(file, before)
            elif name.endswith(TABLES):
                pages = self._table(file, before, after - before)
            else:
                pages = self._page(file, after)
            try:
                if name.endswith(_JSON):
                    raise ValueError(_NOT_LINES)
                yield from pages
            except Exception as error:  # a wrong or truncated file; the pages read before count
                yield _no_page(Origin(file, read=after, problem=Failure(type(error).__name__, reason(error))))

    def _find(self, names: Iterable[str], without: Container[Path]) -> None:
        for name in names:
            if name == STDIN or (os.path.lexists(name) and not os.path.isdir(name)):
                self.files.append(name)  # a file, or a pipe as in `newsclean clean <(curl …)`
                continue
            for file in self._expand(name):
                path = Path(file).resolve()
                left_out = any(each in without for each in (path, *path.parents))
                (self.left_out if left_out else self.files).append(file)

    def _expand(self, name: str) -> Iterator[str]:
        """Yield the files of a folder or pattern; any other name as it is."""
        found: Iterable[str]
        if os.path.isdir(name):
            found = files_in(name, self._not_read)
        else:
            found = sorted(glob.glob(name, recursive=True))
            if not found:
                yield name
        for file in found:
            problem = not_a_file(file)
            if problem is None:
                yield file
            else:
                self._not_read[problem] += 1

    def _page(self, file: str, read: int) -> Iterator[RawPage]:
        with nullcontext(standard_input()) if file == STDIN else open(file, "rb") as stream:
            data = stream.read(self._max_bytes + 1)
        refuse_many_pages(data)
        yield self._bounded(RawPage(data, self._url, self._encoding, Origin(file, read=read)))

    def _archive(self, file: str, before: int) -> Iterator[RawPage]:
        from ..adapters.warc import read_warc

        with open(file, "rb") as stream:
            archive = read_warc(stream, max_bytes=self._max_bytes + 1)
            try:
                for number, page in enumerate(archive, 1):
                    date = page.key.date
                    found = {"url": page.url, "record": page.key.record, "fetched": date and date.isoformat()}
                    origin = Origin(file, number, found, before + stream.tell())
                    yield self._bounded(replace(page, key=origin))
            finally:
                self.skipped.update(archive.skipped)

    def _bounded(self, page: RawPage) -> RawPage:
        """Return the page, or none if it is too large."""
        if len(page.source) <= self._max_bytes:  # type: ignore[arg-type]  # bytes
            return page
        return _no_page(replace(page.key, problem=self._too_large))

    def _lines(self, file: str, before: int) -> Iterator[RawPage]:
        with ExitStack() as closing:
            stream = closing.enter_context(open(file, "rb"))
            lines = _bounded_lines(decompressed(file, stream, closing), self._max_bytes)
            for number, line in enumerate(lines, 1):
                read = before + stream.tell()
                if line is None:
                    yield _no_page(Origin(file, number, read=read, problem=self._too_large))
                elif line.strip():
                    yield self._line(line, Origin(file, number, read=read))

    def _line(self, line: bytes, origin: Origin) -> RawPage:
        row, problem = _parse_line(line, self._content)
        source = row.pop(self._content, "")
        origin = replace(origin, carried=row, problem=problem)
        if problem:
            return _no_page(origin)
        url = row.get(self._url_field)
        return RawPage(source, url if isinstance(url, str) else None, key=origin)

    def _csv(self, file: str, before: int) -> Iterator[RawPage]:
        encoding = self._encoding or "utf-8-sig"
        with ExitStack() as closing:
            stream = closing.enter_context(open(file, "rb"))
            unpacked = decompressed(file, stream, closing)
            text = closing.enter_context(io.TextIOWrapper(unpacked, encoding, "surrogateescape", newline=""))
            rows = csv_rows(text, self._content, self._max_bytes)
            for number, row in enumerate(rows, 1):
                origin = Origin(file, number, read=before + stream.tell())
                if isinstance(row, dict):
                    yield self._csv_row(row, origin)
                else:
                    yield _no_page(replace(origin, problem=row or self._too_large))

    def _csv_row(self, row: dict[str, str], origin: Origin) -> RawPage:
        source = row.pop(self._content)
        origin = replace(origin, carried=row, problem=None if source else _EMPTY_CELL)
        return RawPage(source, row.get(self._url_field) or None, key=origin)

    def _table(self, file: str, before: int, size: int) -> Iterator[RawPage]:
        # Opened here because pyarrow would fetch a name such as s3://bucket/a.parquet; and before the import
        # because a missing file needs no library.
        with open(file, "rb") as stream:
            import pyarrow.parquet as pq

            with pq.ParquetFile(stream) as table:
                rows = table.metadata.num_rows
                one_by_one = table.iter_batches(1)  # 64 rows may be 64 times too large
                for number, row in enumerate(one_by_one, 1):
                    yield self._table_row(row, Origin(file, number, read=before + size * number // rows))

    def _table_row(self, row: Any, origin: Origin) -> RawPage:
        from ..adapters.arrow import NO_PAGE, address, cells, size_of

        if size_of(row) > self._max_bytes:
            return _no_page(replace(origin, problem=self._too_large))
        (source,) = cells(row.column(self._content))
        origin = replace(origin, carried=row.drop_columns([self._content]))
        if source is None:
            return _no_page(replace(origin, problem=NO_PAGE))
        url = None
        if self._url_field in row.schema.names:
            (url,) = map(address, cells(row.column(self._url_field)))
        return RawPage(source, url, key=origin)

    def _check_extras(self) -> None:
        for file in self.files:
            name = file.lower()
            if name.endswith(ARCHIVES):
                from ..adapters import warc  # noqa: F401  (ImportError says what is missing)
            elif name.endswith(".zst") and name.endswith((*LINES, *CSV)):
                zstandard()

    def _check_tables(self) -> None:
        """Check that all tables have the content column and that their other columns fit together."""
        tables = [file for file in self.files if file.lower().endswith(TABLES) and Path(file).is_file()]
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


def refuse_many_pages(data: bytes) -> None:
    """Raise ValueError for data that may hold many pages, and would make no sense as one."""
    if data.startswith(_START_OF_RECORD):
        raise ValueError("this is a web archive: name it .warc or .wet to have its pages read")
    if _OPENS_JSON.match(data):
        raise ValueError(_NOT_LINES)


def _no_page(origin: Origin) -> RawPage:
    return RawPage("", key=origin)


def _holds_many(file: str) -> bool:
    return file.lower().endswith((*ARCHIVES, *LINES, *CSV, *TABLES))


def _bounded_lines(stream: Any, most: int) -> Iterator[bytes | None]:
    """Yield the lines of a stream, None in place of each with more than `most` bytes."""
    while line := stream.readline(most + 1):
        if len(line) <= most or line.endswith(b"\n"):
            yield line
        else:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
            yield None


def _parse_line(line: bytes, content: str) -> tuple[dict[str, Any], Failure | None]:
    """Return the object in a line of JSON Lines, and what is wrong with it."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {}, Failure("NotJSON", str(error))
    if not isinstance(row, dict):
        return {}, Failure("NotJSON", f"the line is not an object but of type {type(row).__name__}")
    if not isinstance(row.get(content), str):
        known = ", ".join(map(repr, row)) or "none"
        what = "is not text" if content in row else f"is not among {known}: name yours with --content"
        return row, Failure("NoPage", f"the field {content!r} {what}")
    return row, None
