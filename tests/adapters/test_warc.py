"""Realistic archives: written by warcio, then damaged."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import itertools
import zlib
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastwarc", reason="pip install 'newsclean[warc]'")
warcio = pytest.importorskip("warcio", reason="pip install warcio")

from warcio.statusandheaders import StatusAndHeaders  # noqa: E402
from warcio.warcwriter import WARCWriter  # noqa: E402

from newsclean import RawPage, clean_many  # noqa: E402
from newsclean.adapters.warc import Capture, read_warc  # noqa: E402

PAGE = "<h1>Rain</h1><p>It rained in the Königstraße on Monday, and it will rain again.</p>"


# warcio leaves its spooled files to the garbage collector
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


class Archive:
    """A WARC file being written, and the offset of each record."""

    def __init__(self, *, packed: bool = True) -> None:
        self.file = io.BytesIO()
        self.starts: list[int] = []
        self._writer = WARCWriter(self.file, gzip=packed)

    def add(self, kind: str, body: bytes, *, url: str = "", status: str = "", **headers: str) -> Archive:
        self.starts.append(self.file.tell())
        http = None
        if status:
            named = [(name.replace("_", "-"), value) for name, value in headers.items()]
            http = StatusAndHeaders(status, named, protocol="HTTP/1.1")
        date = {"WARC-Date": "2024-05-03T14:30:00Z"}
        record = self._writer.create_warc_record(
            url or f"https://echo.example/{len(self.starts)}",
            kind,
            io.BytesIO(body),
            http_headers=http,
            warc_headers_dict=date if http else date | {"Content-Type": "text/plain"},
        )
        self._writer.write_record(record)
        return self

    def page(self, body: bytes = PAGE.encode(), status: str = "200 OK", **headers: str) -> Archive:
        return self.add("response", body, status=status, **{"Content_Type": "text/html", **headers})

    def bytes(self) -> bytes:
        return self.file.getvalue()


def pages(data: bytes) -> list[RawPage]:
    return list(read_warc(io.BytesIO(data)))


def text(page: RawPage) -> str:
    assert isinstance(page.source, bytes)
    return page.source.decode(page.encoding or "utf-8")


@pytest.mark.parametrize("packed", [True, False])
def test_a_response_is_a_page_with_what_the_archive_knows(packed: bool, tmp_path: Path) -> None:
    archive = Archive(packed=packed).add("warcinfo", b"software: warcio").page()
    (tmp_path / "a.warc").write_bytes(archive.bytes())
    for source in (tmp_path / "a.warc", str(tmp_path / "a.warc"), io.BytesIO(archive.bytes())):
        (page,) = read_warc(source)
        capture = page.key
        assert (text(page), page.url) == (PAGE, "https://echo.example/2")
        assert capture == Capture(
            capture.record, dt.datetime(2024, 5, 3, 14, 30, tzinfo=dt.UTC), "response", archive.starts[1]
        )
        assert capture.record.startswith("<urn:uuid:")


def test_a_wet_record_is_a_page() -> None:
    (page,) = pages(Archive().add("conversion", PAGE.encode()).bytes())
    assert (text(page), page.key.type) == (PAGE, "conversion")


def test_from_archive_to_articles() -> None:
    rows = list(clean_many(read_warc(io.BytesIO(Archive().page().page().bytes())), workers=0))
    assert [(row.url, row.article and row.article.title) for row in rows] == [
        ("https://echo.example/1", "Rain"),
        ("https://echo.example/2", "Rain"),
    ]


def test_the_charset_of_the_headers() -> None:
    latin, russian = PAGE.encode("latin-1"), "<p>Дождь</p>".encode("koi8-r")
    archive = (
        Archive()
        .page(latin, Content_Type="text/html; charset=ISO-8859-1")
        .page(russian, Content_Type="text/html; charset=koi8-r")
        .page(PAGE.encode(), Content_Type="text/html; charset=ISO-8859-1")  # as many servers label UTF-8
        .page(latin, Content_Type="text/html; charset=no-such-thing")
        .page(latin, Content_Type="text/html; charset=utf-8\0")
        .page(latin, Content_Type="text/html; charset=idna")
        .page(latin, Content_Type="text/html; charset=utf-8")  # which it is not
    )
    found = pages(archive.bytes())
    assert [text(page) for page in found[:3]] == [PAGE, "<p>Дождь</p>", PAGE]
    assert [page.encoding for page in found[3:]] == [None] * 4


def test_what_is_compressed_or_chunked_inside() -> None:
    cut = PAGE.encode()
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(cut), cut)
    archive = (
        Archive()
        .page(gzip.compress(cut), Content_Encoding="gzip")
        .page(chunked, Transfer_Encoding="chunked")
        .page(cut, Content_Encoding="gzip")  # an archive that decompressed it and kept the header
        .page(cut, Content_Encoding="identity")
    )
    assert [text(page) for page in pages(archive.bytes())] == [PAGE] * 4


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


VARIED = PAGE.encode() + b"".join(b"<p>It rained %d times." % (x * x * 7919) for x in range(300))
CODINGS = {"gzip": gzip.compress, "deflate": zlib.compress, "Deflate": raw_deflate, "zstd": None, "br": None}


def packed(coding: str) -> bytes:
    pack: Any = CODINGS[coding]
    if pack is None:
        module = {"zstd": "zstandard", "br": "brotli"}[coding]
        pack = pytest.importorskip(module, reason=f"pip install {module}").compress
    data: bytes = pack(VARIED)
    return data


@pytest.mark.parametrize("coding", CODINGS)
def test_a_body_is_unpacked_whole_or_it_is_broken(coding: str) -> None:
    body = packed(coding)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    # Brotli has no checksum
    damaged = body[: len(body) // 2] if coding == "br" else body[:200] + bytes(200) + body[400:]
    archive = Archive()
    for each in (body, body[:-40], damaged, VARIED, b""):
        archive.page(each, Content_Encoding=coding)
    archive.page(chunked, Content_Encoding=coding, Transfer_Encoding="chunked")
    archive.page(body, Content_Encoding=coding, Transfer_Encoding="chunked")  # the archive undid the chunks
    archive.page(chunked[:-60], Content_Encoding=coding, Transfer_Encoding="chunked")
    read = read_warc(io.BytesIO(archive.bytes()))
    assert [(str(page.url)[-1], page.source) for page in read] == [
        ("1", VARIED),
        ("4", VARIED),
        ("5", b""),
        ("6", VARIED),
        ("7", VARIED),
    ]
    assert read.skipped == {"broken": 3}


def test_a_body_in_several_members_and_in_too_many_codings() -> None:
    body = gzip.compress(VARIED[:900]) + gzip.compress(VARIED[900:])
    archive = Archive().page(body, Content_Encoding="gzip")
    archive.page(VARIED, Content_Encoding=", ".join(["gzip"] * 100))
    read = read_warc(io.BytesIO(archive.bytes()))
    assert [page.source for page in read] == [VARIED]
    assert read.skipped == {"broken": 1}


@pytest.mark.parametrize("ends", [("\n", "\n"), ("\r\n", "\n"), ("\n", "\r\n"), ("\r\n", "\r\n")])
def test_heads_with_any_ends_of_lines(ends: tuple[str, str]) -> None:
    line, last = ends
    http = f"HTTP/1.1 200 OK{line}Content-Type: text/html; charset=utf-8{line}{last}{PAGE}\n\n{PAGE}".encode()
    head = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
    data = f"{head}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"
    assert [text(page) for page in pages(data)] == [f"{PAGE}\n\n{PAGE}"]


def test_what_is_no_page_is_skipped_and_counted() -> None:
    archive = (
        Archive()
        .add("request", b"", status="GET / HTTP/1.1")
        .page(b"%PDF-1.7", Content_Type="application/pdf")
        .page(b"gone", status="404 Not Found")
        .page(b"", status="301 Moved", Location="https://echo.example/b")
        .add("metadata", b"fetchTimeMs: 12")
        .page()
    )
    read = read_warc(io.BytesIO(archive.bytes()))
    assert [page.url for page in read] == ["https://echo.example/6"]
    assert read.skipped == {"type": 1, "status": 2}


def test_zstd() -> None:
    zstandard = pytest.importorskip("zstandard", reason="pip install 'newsclean[zstd]'")
    assert [
        text(page) for page in pages(zstandard.compress(Archive(packed=False).page().page().bytes()))
    ] == [PAGE] * 2


# --- damaged archives ---------------------------------------------------------------------------


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_ends_within_a_record(packed: bool) -> None:
    archive = Archive(packed=packed).page().page().page()
    whole = archive.bytes()
    for end in range(archive.starts[2] + 40, len(whole) - 30, 7):
        read = read_warc(io.BytesIO(whole[:end]))
        assert [page.url for page in read] == ["https://echo.example/1", "https://echo.example/2"]
        assert read.skipped == {"broken": 1}


def test_a_broken_record_costs_itself_alone() -> None:
    archive = Archive().page().page().page().page()
    data = bytearray(archive.bytes())
    for at in range(archive.starts[1] + 30, archive.starts[1] + 60):
        data[at] ^= 0x55
    read = read_warc(io.BytesIO(bytes(data)))
    assert [str(page.url)[-1] for page in read] == ["1", "3", "4"]
    assert read.skipped == {"broken": 1}


def test_garbage_between_records() -> None:
    archive = Archive(packed=False).page().page()
    data = archive.bytes()
    data = data[: archive.starts[1]] + b"garbage\r\n" * 50 + data[archive.starts[1] :]
    assert [str(page.url)[-1] for page in pages(data)] == ["1", "2"]


def test_an_empty_file_holds_no_pages() -> None:
    assert pages(b"") == []


def test_what_is_no_archive() -> None:
    for data in (b"a page about archives\n" * 10, gzip.compress(b"a page about archives"), b"\x00" * 100):
        with pytest.raises(ValueError, match="contains no WARC record"):
            pages(data)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(read_warc(tmp_path / "gone.warc.gz"))


def test_a_stream_without_end_is_read_as_it_comes() -> None:
    class Endless(io.RawIOBase):
        record = Archive().page().bytes()

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            buffer[: len(self.record)] = self.record[: len(buffer)]
            return min(len(self.record), len(buffer))

    first = list(itertools.islice(read_warc(io.BufferedReader(Endless(), 4096)), 3000))
    assert {text(page) for page in first} == {PAGE}
