"""WARC and WET: the pages of a web archive, one after the other, for `clean_many`.

    archive = read_warc("CC-NEWS-20240503.warc.gz")
    for row in clean_many(archive, timeout=10):
        print(row.key.date, row.url, row.article or row.error)
    print(archive.skipped)

Pages are the answers of web servers (`response`, `resource`) that hold HTML or plain text, and the plain
text that others have made of such (`conversion`: WET files). What is compressed inside an answer is
decompressed; its charset is what its headers say, unless the bytes are plainly UTF-8.
"""

from __future__ import annotations

import codecs
import datetime as dt
import io
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

import regex

from ..outcome import RawPage
from . import extra

with extra("warc"):
    from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, ZstdReader
    from fastwarc.warc import ArchiveIterator, WarcRecordType

_PAGES = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
# What is declared otherwise is no page; what is declared nothing or anything may be one.
_TEXTS = ("text/html", "application/xhtml+xml", "text/plain")
_UNDECLARED = ("", "application/octet-stream", "unknown/unknown", "*/*")
# What a record of a file compressed record by record begins with, and one of a plain file.
_STARTS = {
    b"\x1f\x8b": regex.compile(rb"(?P<record>\x1f\x8b\x08[\x00-\x1f])"),
    b"\x28\xb5": regex.compile(rb"(?P<record>\x28\xb5\x2f\xfd)"),
    b"WA": regex.compile(rb"\n(?P<record>WARC/[01]\.)"),
}
_LONGEST_START = 8  # bytes
_LOOK = 1 << 20  # bytes to look through at once for the next record after a broken one
_LONGEST = 100_000_000  # bytes of a page to decompress; `clean` looks at fewer
_CODINGS: dict[str, Any] = {
    "gzip": GzipReader,
    "x-gzip": GzipReader,
    "deflate": lambda stream: GzipReader(stream, zlib=True),
    "br": BrotliReader,
    "zstd": ZstdReader,
    "chunked": ChunkedReader,
}


@dataclass(frozen=True, slots=True)
class Capture:
    """What an archive knows of a page; the `key` of its RawPage.

    record: the id of its WARC record. date: when it was fetched. type: of the record. offset: where it
    begins in the file, in compressed bytes.
    """

    record: str | None
    date: dt.datetime | None
    type: str
    offset: int


class read_warc:
    """The pages of an archive as RawPages: bytes, url, charset, and a `Capture` as key.

    source: the path of a WARC or WET file, or a binary stream of one that need not be seekable: plain,
        gzip or zstd, as a whole or record by record.

    Streams: memory holds one record. `skipped` counts what was passed over, by reason: records that are
    `broken` or cut off, of another `type` than HTML and text, or whose `status` is not 200 (redirects,
    errors). After a broken record reading goes on at the next one that can be found, where the file is
    compressed record by record or not at all, and the stream seekable; otherwise the pages end there.

    Raises OSError where the file cannot be opened, and ValueError where it holds no record of an archive.
    """

    def __init__(self, source: str | os.PathLike[str] | BinaryIO) -> None:
        self.skipped: Counter[str] = Counter()
        self._source = source

    def __iter__(self) -> Iterator[RawPage]:
        with ExitStack() as closing:
            stream: Any = self._source
            if isinstance(stream, (str, os.PathLike)):
                stream = closing.enter_context(open(stream, "rb"))
            elif not (hasattr(stream, "seekable") and stream.seekable()):
                stream = _Forward(stream)
            yield from self._pages(stream)

    def _pages(self, stream: Any) -> Iterator[RawPage]:
        position: int | None = stream.tell()
        found = False
        counted = False  # whether what stands at `position` was counted as broken already
        while position is not None:
            last = under_way = None  # where the last whole record begins, and the one that is being read
            failed = False
            try:
                for record in ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=False):
                    under_way = record.stream_pos
                    page = self._page(record)
                    if page is not None:
                        yield page
                    last, under_way, found = under_way, None, True
            except OSError:
                failed = True
            if under_way is not None:
                broken, counted = True, False
                position = _next_record(stream, under_way)
            elif last is None:
                broken, counted = failed and not counted, False
                position = _next_record(stream, position)
            else:  # the end; or, where more records stand after it, something that looks like none
                position = _next_record(stream, last)
                broken, counted = failed or position is not None, True
            if broken:
                self.skipped["broken"] += 1
        if self.skipped["broken"] and not found:
            raise ValueError("no WARC record in it")

    def _page(self, record: Any) -> RawPage | None:
        """The page in a record, None where there is none. Raises OSError for a broken one."""
        headers, answer = record.headers, None
        if not (headers.get("Content-Length") or "").strip().isdigit():
            raise OSError("it is cut off in its headers")
        if record.record_type not in _PAGES:
            return None
        body = record.reader.read(_LONGEST)
        if len(body) < min(record.content_length, _LONGEST):
            raise OSError("it is cut off")
        if record.is_http:
            record.set_bytes_content(body)
            record.parse_http(strict_mode=False)
            answer, body = record.http_headers, record.reader.read()
            if answer is None or answer.status_code is None:
                raise OSError("an answer without its headers")
        mime, charset = headers.get("WARC-Identified-Payload-Type"), "utf-8"
        if answer is None:
            mime = mime or headers.get("Content-Type")
        elif answer.status_code != 200:
            self.skipped["status"] += 1
            return None
        else:
            mime, charset = mime or record.http_content_type, record.http_charset
            body = _decoded(body, answer.get("Content-Encoding"), answer.get("Transfer-Encoding"))
        mime = (mime or "").partition(";")[0].strip().lower()
        if mime not in _TEXTS and mime not in _UNDECLARED:
            self.skipped["type"] += 1
            return None
        url = (headers.get("WARC-Target-URI") or "").strip("<>")  # as old versions of wget wrote it
        capture = Capture(
            headers.get("WARC-Record-ID"), record.record_date, str(record.record_type), record.stream_pos
        )
        return RawPage(body, url or None, _encoding(body, charset), capture)


class _Forward:
    """A stream that cannot be sought, with the position that FastWARC asks for."""

    def __init__(self, stream: Any) -> None:
        self._stream, self._position = stream, 0

    def read(self, size: int = -1) -> bytes:
        data: bytes = self._stream.read(size)
        self._position += len(data)
        return data

    def tell(self) -> int:
        return self._position


def _next_record(stream: Any, position: int) -> int | None:
    """Where the first record after this position seems to begin; the stream is then there."""
    if isinstance(stream, _Forward):
        return None
    stream.seek(position)
    start = _STARTS.get(stream.read(2))
    at, held = position + 2, b""
    while start is not None and (more := stream.read(_LOOK)):
        held += more
        found = start.search(held)
        if found:
            return int(stream.seek(at + found.start("record")))
        at, held = at + len(held) - _LONGEST_START, held[-_LONGEST_START:]
    return None


def _decoded(body: bytes, *named: str | None) -> bytes:
    """The body without its codings, the last first. Many an archive undid one that a header still names."""
    for coding in reversed(",".join(filter(None, named)).split(",")):
        reader = _CODINGS.get(coding.strip().lower())
        if reader is not None:
            with suppress(OSError):
                body = reader(io.BytesIO(body)).read(_LONGEST)
    return body


def _encoding(body: bytes, charset: str | None) -> str | None:
    """The charset of the headers, where it is one and does not speak against what is plainly UTF-8."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return None
    try:
        name = codecs.lookup(charset or "").name
    except LookupError:
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name  # as browsers take it
