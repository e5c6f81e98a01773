"""What the names on a command line stand for: pages, folders of pages, and files that hold many.

    inputs = Inputs(["pages/", "crawl-*.warc.gz", "more.jsonl.zst"])
    for row in clean_many(inputs):
        print(row.key.file, row.key.row, row.article or row.error)

`.warc`, `.wet`, `.jsonl` and `.ndjson`, each also as `.gz` and `.zst`, and `.parquet` hold many pages; any
other file is one. What cannot be read is a page too, with a `key.problem`: so every input has its row.
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
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO

from ..adapters import extra
from ..outcome import Failure, RawPage

STDIN = "-"
_ARCHIVES = (".warc", ".wet", ".warc.gz", ".wet.gz", ".warc.zst", ".wet.zst")
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")
_TABLES = (".parquet",)

_FEW = 30  # pages: cleaned in the time that workers take to start
_ROWS_AT_ONCE = 64  # of a table: as many pages as there may be are in memory


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page comes from: the `key` of its RawPage.

    file: its name. row: its place in a file that holds many, from 1. carried: what stands beside the page
    there: a dict, or a RecordBatch of one row. read: bytes of all inputs read so far. problem: why it
    cannot be read.
    """

    file: str
    row: int | None = None
    carried: Any = None
    read: int = 0
    problem: Failure | None = None


class Inputs:
    """The pages that some names stand for, in the order of the names; those of a folder sorted by name.

    names: files, folders (all that is in them, hidden files aside), patterns such as `pages/*.html`, and
        `-` for a page on standard input.
    content, url_field: where files that hold many hold a page and its address: a field of JSON Lines, a
        column of Parquet. url, encoding: of a page that is a file.
    without: files that are no input though a folder or pattern holds them, such as the output.

    `total` is their size in bytes, None where that cannot be known; `skipped` counts what archives hold that
    is no page. Raises ValueError for a Parquet file that has no such column, or whose columns are not those
    of the others; ImportError for a missing extra.
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
        left_out = {path.resolve() for path in without}
        self.files = [file for name in names for file in _expanded(name, left_out)]
        sizes = list(map(_size, self.files))
        self.total = None if STDIN in self.files else sum(sizes)
        self._before = [0, *accumulate(sizes)]  # bytes of the files before each
        self.skipped: Counter[str] = Counter()
        self._check_extras()
        self._check_tables()

    @property
    def one_page(self) -> bool:
        """Whether it is a single page, and no file that holds many."""
        return len(self.files) == 1 and not _holds_many(self.files[0])

    @property
    def few(self) -> bool:
        """Whether there are so few pages that starting workers takes longer."""
        return len(self.files) <= _FEW and not any(map(_holds_many, self.files))

    @property
    def fingerprint(self) -> str:
        """Changes when the files do, or which of their fields is read."""
        of = (self.files, self._before, self._content, self._url_field, self._url, self._encoding)
        return hashlib.sha256(repr(of).encode("utf-8", "surrogateescape")).hexdigest()

    def __iter__(self) -> Iterator[RawPage]:
        self.skipped.clear()
        for file, before, after in zip(self.files, self._before, self._before[1:], strict=False):
            name = file.lower()
            if name.endswith(_ARCHIVES):
                pages = self._archive(file, before)
            elif name.endswith(_LINES):
                pages = self._lines(file, before)
            elif name.endswith(_TABLES):
                pages = self._table(file, before, after - before)
            else:
                pages = self._page(file, after)
            try:
                yield from pages
            except (
                Exception
            ) as error:  # it is no such file, or ends before its end: what was read of it is done
                yield _unread(Origin(file, read=after, problem=Failure(type(error).__name__, reason(error))))

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
            for number, line in enumerate(_unpacked(file, stream, closing), 1):
                if not line.strip():
                    continue
                read = before + stream.tell()
                row, problem = _row(line, self._content)
                source = row.pop(self._content, "")
                if problem:
                    yield _unread(Origin(file, number, row, read, problem))
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
                    beside = carried.slice(at, 1)
                    read = before + size * number // table.metadata.num_rows
                    if source is None:
                        yield _unread(Origin(file, number, beside, read, NO_PAGE))
                    else:
                        origin = Origin(file, number, beside, read)
                        url = None
                        if self._url_field in batch.schema.names:
                            (url,) = map(address, cells(beside.column(self._url_field)))
                        yield RawPage(source, url, key=origin)

    def _check_extras(self) -> None:
        for file in self.files:
            name = file.lower()
            if name.endswith(_ARCHIVES):
                from ..adapters import warc  # noqa: F401  (ImportError says what is missing)
            elif name.endswith(".zst") and name.endswith(_LINES):
                zstandard()

    def _check_tables(self) -> None:
        """All tables hold pages, and their other columns fit together."""
        tables = [file for file in self.files if file.lower().endswith(_TABLES) and Path(file).is_file()]
        if not tables:
            return
        with extra("arrow"):
            import pyarrow as pa
            import pyarrow.parquet as pq
        from ..adapters.arrow import output_schema

        together = None
        for file in tables:
            try:
                schema = pq.read_schema(file)
            except (OSError, pa.ArrowException):
                continue  # it will be told when its turn comes
            url = self._url_field if self._url_field in schema.names else None
            try:
                output_schema(schema, content=self._content, url=url)
                schema = schema.remove_metadata()
                together = schema if together is None else pa.unify_schemas([together, schema])
            except (ValueError, TypeError) as error:
                raise ValueError(f"{file}: {error}") from None


def reason(error: Exception) -> str:
    """What an error says, without what only programs want to know."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


def standard_input() -> BinaryIO:
    """Raises OSError where there is none."""
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return sys.stdin.buffer


def zstandard() -> Any:
    """The module of that name. Raises ImportError where it is missing."""
    with extra("zstd"):
        import zstandard
    return zstandard


def _unread(origin: Origin) -> RawPage:
    return RawPage("", key=origin)


def _holds_many(file: str) -> bool:
    return file.lower().endswith((*_ARCHIVES, *_LINES, *_TABLES))


def _expanded(name: str, left_out: Container[Path]) -> Iterator[str]:
    """The files that a name stands for: itself, unless it is a folder or a pattern."""
    if name == STDIN or os.path.isfile(name):
        yield name
        return
    found = _within(name) if os.path.isdir(name) else sorted(glob.glob(name, recursive=True)) or [name]
    yield from (file for file in found if Path(file).resolve() not in left_out)


def _within(folder: str) -> Iterator[str]:
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


def _unpacked(file: str, stream: BinaryIO, closing: ExitStack) -> Any:
    if file.lower().endswith(".gz"):
        return closing.enter_context(gzip.GzipFile(fileobj=stream))
    if file.lower().endswith(".zst"):
        unpacking = zstandard().ZstdDecompressor().stream_reader(stream, read_across_frames=True)
        return closing.enter_context(io.BufferedReader(unpacking))
    return stream


def _row(line: bytes, content: str) -> tuple[dict[str, Any], Failure | None]:
    """A line of JSON Lines, and what is wrong with it."""
    try:
        row = json.loads(line)
    except ValueError as error:
        return {}, Failure("NotJSON", str(error))
    if not isinstance(row, dict):
        return {}, Failure("NotJSON", f"the line holds no object: {type(row).__name__}")
    if not isinstance(row.get(content), str):
        there = ", ".join(map(repr, row))
        what = "holds no text" if content in row else f"is not among {there or 'none'}"
        return row, Failure("NoPage", f"the field {content!r} {what}")
    return row, None
