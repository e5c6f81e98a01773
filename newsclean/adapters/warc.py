"""WARC and WET: reads the pages of a web archive, one at a time, for `clean_many`.

    archive = read_warc("CC-NEWS-20240503.warc.gz")
    for row in clean_many(archive, timeout=10):
        print(row.key.date, row.url, row.article or row.error)
    print(archive.skipped)

Pages are server responses (`response` and `resource` records) that hold HTML or plain text, and the plain
text that WET files hold (`conversion` records). Compressed bodies are decompressed. The charset is the one in
the headers, unless the bytes are valid UTF-8.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

import regex

from ..outcome import RawPage
from ..readers.decode import NotAPage, codec_of, decode
from . import extra

with extra("warc"):
    from fastwarc.stream_io import BrotliReader, ChunkedReader, ZstdReader
    from fastwarc.warc import ArchiveIterator, WarcRecordType

_PAGES = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
# A record that declares another type is not a page; one that declares none, or any, may be.
_TEXTS = ("text/html", "application/xhtml+xml", "text/plain")
_UNDECLARED = ("", "application/octet-stream", "unknown/unknown", "*/*")
# How a record begins, by the first bytes of the record before: gzip or zstd record by record, or plain.
_STARTS = {
    b"\x1f\x8b": regex.compile(rb"(?P<record>\x1f\x8b\x08[\x00-\x1f])"),
    b"\x28\xb5": regex.compile(rb"(?P<record>\x28\xb5\x2f\xfd)"),
    b"WA": regex.compile(rb"\n(?P<record>WARC/[01]\.)"),
}
_MAX_START = 8  # bytes
_CHUNK = 1 << 20  # bytes to search at once for the next record after a broken one
_MOST_BYTES = 100_000_000  # of a page; `clean` reads fewer
_GZIP = b"\x1f\x8b"
_READERS: dict[str, Any] = {"br": BrotliReader, "zstd": ZstdReader, "chunked": ChunkedReader}
# zlib's `wbits` for each coding; some servers send raw deflate
_INFLATED = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}
_MOST_CODINGS = 5  # of a body; each of a hundred would be unpacked
# How a body in these codings begins.
_PACKED = {
    "gzip": regex.compile(_GZIP),
    "x-gzip": regex.compile(_GZIP),
    "zstd": regex.compile(rb"\x28\xb5\x2f\xfd"),
    "chunked": regex.compile(rb"[0-9A-Fa-f]{1,8}+[ \t]*+(?:;[^\r\n]*+)?\r\n"),
}
_LONGEST_HEAD = 100_000  # bytes of a response before its body; servers allow some 8,000 to 64,000
_LOOK_AT = 100_000  # bytes, to see whether a body is text
_HEAD_END = regex.compile(rb"\n\r?\n")


@dataclass(frozen=True, slots=True)
class Capture:
    """What an archive records about a page: the `key` of its RawPage.

    record: the id of its WARC record. date: when it was fetched. type: the type of the record. offset: the
    byte of the compressed file at which the record begins.
    """

    record: str | None
    date: dt.datetime | None
    type: str
    offset: int


class read_warc:
    """Iterates over the pages of an archive as RawPages: bytes, url, charset, and a `Capture` as key.

    source: the path of a WARC or WET file, or a binary stream, seekable or not: plain, gzip or zstd,
        compressed as a whole or record by record.
    max_bytes: how much of each page is read, after decompression.

    Only one record is in memory at a time. `skipped` counts skipped records by reason: `broken` (also cut
    off, or with a broken body), a `type` other than HTML and text, a `status` that is not 200 (redirects,
    errors). After a broken record, reading continues at the next one that can be found, if the stream is
    seekable and the file is compressed record by record or not at all; otherwise it ends there.

    Raises OSError if the file cannot be opened, and ValueError if it contains no WARC record.
    """

    def __init__(self, source: str | os.PathLike[str] | BinaryIO, *, max_bytes: int = _MOST_BYTES) -> None:
        self.skipped: Counter[str] = Counter()
        self._source, self._max_bytes = source, max_bytes

    def __iter__(self) -> Iterator[RawPage]:
        with ExitStack() as closing:
            stream: Any = self._source
            if isinstance(stream, (str, os.PathLike)):
                stream = closing.enter_context(open(stream, "rb"))
            elif not (hasattr(stream, "seekable") and stream.seekable()):
                stream = _UnseekableStream(stream)
            yield from self._pages(stream)

    def _pages(self, stream: Any) -> Iterator[RawPage]:
        position: int | None = stream.tell()
        found = False
        counted = False  # whether the record at `position` was counted as broken already
        while position is not None:
            last = current = None  # where the last complete record begins, and the one being read
            failed = False
            try:
                for record in ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=False):
                    current = record.stream_pos
                    page = self._page(record)
                    if page is not None:
                        yield page
                    last, current, found = current, None, True
            except OSError:
                failed = True
            if current is not None:
                broken, counted = True, False
                position = _next_record(stream, current)
            elif last is None:
                broken, counted = failed and not counted, False
                position = _next_record(stream, position)
            else:  # the end, or something that is not a record before further records
                position = _next_record(stream, last)
                broken, counted = failed or position is not None, True
            if broken:
                self.skipped["broken"] += 1
        if self.skipped["broken"] and not found:
            raise ValueError("the input contains no WARC record")

    def _page(self, record: Any) -> RawPage | None:
        """Return the page in a record, None if it has none. Raises OSError for a broken record."""
        headers = record.headers
        if not (headers.get("Content-Length") or "").strip().isdigit():
            raise OSError("the record is cut off in its headers")
        if record.record_type not in _PAGES:
            return None
        # of a response, its head and the sizes of its chunks come on top
        body = _content(record, 2 * self._max_bytes + _LONGEST_HEAD if record.is_http else self._max_bytes)
        answer = None
        if record.is_http:
            answer, body = _answer(record, body)
            if answer.status_code != 200:
                self.skipped["status"] += 1
                return None
        if _type(record, answer) not in (*_TEXTS, *_UNDECLARED):
            self.skipped["type"] += 1
            return None
        if answer is not None:
            try:
                codings = answer.get("Content-Encoding"), answer.get("Transfer-Encoding")
                body = _decoded(body, *codings, most=self._max_bytes)
            except OSError:  # the body is broken, but not the archive
                self.skipped["broken"] += 1
                return None
        charset = "utf-8" if answer is None else record.http_charset
        url = (headers.get("WARC-Target-URI") or "").strip("<>")  # old versions of wget write <...>
        capture = Capture(
            headers.get("WARC-Record-ID"), record.record_date, str(record.record_type), record.stream_pos
        )
        body = body[: self._max_bytes]
        return RawPage(body, url or None, _encoding(body, charset), capture)


class _UnseekableStream:
    """A stream without `seek`, with the `tell` that FastWARC needs."""

    def __init__(self, stream: Any) -> None:
        self._stream, self._position = stream, 0

    def read(self, size: int = -1) -> bytes:
        data: bytes = self._stream.read(size)
        self._position += len(data)
        return data

    def tell(self) -> int:
        return self._position


def _next_record(stream: Any, position: int) -> int | None:
    """Seek to what looks like the first record after this position, and return where it begins."""
    if isinstance(stream, _UnseekableStream):
        return None
    stream.seek(position)
    start = _STARTS.get(stream.read(2))
    at, held = position + 2, b""
    while start is not None and (chunk := stream.read(_CHUNK)):
        held += chunk
        found = start.search(held)
        if found:
            return int(stream.seek(at + found.start("record")))
        at, held = at + len(held) - _MAX_START, held[-_MAX_START:]
    return None


def _content(record: Any, most: int) -> bytes:
    """Return the content of a record, at most `most` bytes. Raises OSError if it is cut off."""
    content: bytes = record.reader.read(most)
    if len(content) < min(record.content_length, most):
        raise OSError("the record is cut off")
    while record.content_length > most and record.reader.read(_CHUNK):
        pass  # otherwise the rest would be mistaken for a broken record
    return content


def _answer(record: Any, body: bytes) -> tuple[Any, bytes]:
    """Return the headers and the body of a response. Raises OSError if it has no headers."""
    record.set_bytes_content(_with_crlf(body))
    record.parse_http(strict_mode=False)
    answer = record.http_headers
    if answer is None or answer.status_code is None:
        raise OSError("the response has no headers")
    return answer, record.reader.read()


def _type(record: Any, answer: Any) -> str:
    """Return the media type of a page: the one identified in its record, otherwise the declared one."""
    declared = record.headers.get("Content-Type") if answer is None else record.http_content_type
    named = record.headers.get("WARC-Identified-Payload-Type") or declared or ""
    return named.partition(";")[0].strip().lower()


def _with_crlf(response: bytes) -> bytes:
    """Return the response with CRLF line ends in its head, where some servers send LF."""
    end = _HEAD_END.search(response)
    if end is None:
        return response
    head = response[: end.end()].replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return response if response.startswith(head) else head + response[end.end() :]


def _decoded(body: bytes, *named: str | None, most: int) -> bytes:
    """Undo the codings, the last one first. Many archives have already undone one that a header still names.

    Raises OSError if the body is damaged or cut off.
    """
    codings = [each.strip().lower() for each in ",".join(filter(None, named)).split(",")]
    if len(codings) > _MOST_CODINGS:
        raise OSError("the body has too many codings")
    for coding in reversed(codings):
        try:
            if coding in _READERS:
                body = _READERS[coding](io.BytesIO(body)).read(most)
            elif coding in _INFLATED:
                body = _inflated(body, _INFLATED[coding], most)
        except OSError:
            if _is_packed(body, coding):
                raise
    return body


def _inflated(body: bytes, kinds: tuple[int, ...], most: int) -> bytes:
    """Return the body decompressed by the first kind that fits. Raises OSError if it is damaged or cut."""
    for kind in kinds:
        data, rest = b"", body
        with suppress(zlib.error):
            while rest and len(data) < most:
                inflater = zlib.decompressobj(kind)
                data += inflater.decompress(rest, most - len(data))
                rest = inflater.unused_data
                if not rest.startswith(_GZIP):
                    break
            if len(data) >= most or not body or (inflater.eof and not (kind < 0 and rest)):
                return data
    raise OSError("the body cannot be decompressed")


def _is_packed(body: bytes, coding: str) -> bool:
    """Whether the body still looks encoded in this coding."""
    if coding in _PACKED:
        return _PACKED[coding].match(body) is not None
    try:
        decode(body[:_LOOK_AT])
    except NotAPage:
        return True
    return False


def _encoding(body: bytes, charset: str | None) -> str | None:
    """Return the charset of the headers; None if it is unknown or wrong, or the body is valid UTF-8."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        name = codec_of(charset or "")
        if name in ("utf-8", "utf-8-sig"):
            return None
        return "cp1252" if name in ("iso8859-1", "ascii") else name  # as browsers do
    return None
