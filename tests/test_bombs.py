"""Lines, rows, records and pages that are too large to be read whole: an error each, and the next is read."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import tracemalloc
from functools import partial
from pathlib import Path

import pytest
from job_files import SHORT, Run, json_rows, write_lines

from newsclean.jobs.inputs import Inputs

LONG = SHORT + "<p>It rained.</p>" * 200
LIMIT = ("--max-bytes", "2000")
TOO_LARGE = "it is longer than 2,000 bytes (--max-bytes)"


@pytest.fixture
def newsclean(newsclean: Run) -> Run:
    """Runs `newsclean clean` without workers, which is quicker."""
    return partial(newsclean, "--workers", "0")


def write_table(path: str, pages: list[str], *, dictionary: bool = False) -> None:
    pa = pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")
    import pyarrow.parquet as pq

    column = pa.array(pages)
    rows = {"html": column.dictionary_encode() if dictionary else column, "id": list(range(len(pages)))}
    pq.write_table(pa.table(rows), path)


def chunked(body: bytes) -> bytes:
    return (
        b"".join(b"64\r\n%b\r\n" % body[i : i + 100].ljust(100) for i in range(0, len(body), 100))
        + b"0\r\n\r\n"
    )


CODINGS = {
    b"Content-Encoding: gzip": gzip.compress,
    b"Transfer-Encoding: chunked": chunked,
    b"X-Cache: HIT": lambda body: body,  # as it is
}


def write_archive(path: str, pages: list[str], coding: bytes = b"Content-Encoding: gzip") -> None:
    pytest.importorskip("fastwarc", reason="pip install 'newsclean[warc]'")
    data = b""
    for page in pages:
        body = CODINGS[coding](page.encode())
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + coding + b"\r\n\r\n" + body
        headers = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
        data += gzip.compress(f"{headers}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n")
    Path(path).write_bytes(data)


def write(path: str, pages: list[str]) -> None:
    if path.endswith(".parquet"):
        write_table(path, pages)
    elif path.endswith(".warc.gz"):
        write_archive(path, pages)
    elif path.endswith((".csv", ".csv.gz")):
        rows = [["html"], *([page.replace("<p>", '\n<p class="a">')] for page in pages)]
        with gzip.open(path, "wt") if path.endswith(".gz") else open(path, "w", newline="") as file:
            csv.writer(file).writerows(rows)
    else:
        write_lines(path.removesuffix(".zst"), [{"html": page} for page in pages])
    if path.endswith(".zst"):
        zstandard = pytest.importorskip("zstandard", reason="pip install 'newsclean[zstd]'")
        Path(path).write_bytes(zstandard.compress(Path(path.removesuffix(".zst")).read_bytes()))


@pytest.mark.parametrize(
    "name", ["in.jsonl", "in.jsonl.gz", "in.jsonl.zst", "in.csv", "in.parquet", "in.warc.gz"]
)
def test_a_row_that_is_too_large_costs_itself_alone(name: str, newsclean: Run) -> None:
    write(name, [SHORT, LONG, SHORT, LONG, LONG])
    assert newsclean(name, "-o", "out.jsonl", *LIMIT)[0] == 1
    assert [row["row"] for row in json_rows("out.jsonl")] == [1, 3]
    errors = json_rows("out.jsonl.errors.jsonl")
    assert [(row["row"], row["error"]["message"]) for row in errors] == [(x, TOO_LARGE) for x in (2, 4, 5)]
    assert {row["error"]["kind"] for row in errors} == {"TooLarge"}
    assert newsclean(name, "-o", "all.jsonl")[0] == 0
    assert len(json_rows("all.jsonl")) == 5


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("length", [50, 2001, 2100, 4000, 1_000_000])
def test_a_page_of_an_archive_is_measured_without_its_head(
    coding: bytes, length: int, newsclean: Run
) -> None:
    long = SHORT.ljust(length, "!")
    write_archive("in.warc.gz", [SHORT, long, SHORT], coding)
    code, _, err = newsclean("in.warc.gz", "-o", "out.jsonl", *LIMIT)
    errors = [x["error"]["message"] for x in json_rows("out.jsonl.errors.jsonl")] if code else []
    assert errors == [TOO_LARGE] * (length > 2000)
    assert "broken" not in err
    assert len(json_rows("out.jsonl")) == 3 - len(errors)


def test_a_cell_of_a_dictionary_is_measured_alone(newsclean: Run) -> None:
    write_table("in.parquet", [SHORT + f"<p>{i}" for i in range(90)] + [LONG], dictionary=True)
    assert newsclean("in.parquet", "-o", "out.jsonl", *LIMIT)[0] == 1
    assert len(json_rows("out.jsonl")) == 90


def test_a_line_of_just_the_limit_is_read(newsclean: Run) -> None:
    line = json.dumps({"html": SHORT})
    for ending in ("\n", ""):
        Path("in.jsonl").write_text(line + ending)
        assert newsclean("in.jsonl", "--max-bytes", str(len(line)))[0] == 0
        assert newsclean("in.jsonl", "--max-bytes", str(len(line) - 1))[0] == 1


def test_a_page_that_is_too_large(newsclean: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.html").write_text(LONG)
    assert newsclean("a.html", *LIMIT) == (1, "", f"newsclean: a.html: {TOO_LARGE}\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LONG.encode())))
    assert newsclean("-", *LIMIT) == (1, "", f"newsclean: -: {TOO_LARGE}\n")


@pytest.mark.parametrize("name", ["in.jsonl.gz", "in.jsonl.zst", "in.csv.gz", "in.warc.gz"])
def test_what_is_too_large_is_never_in_memory(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(name, ["x" * 60_000_000, SHORT])
    tracemalloc.start()
    pages = [page.source for page in Inputs([name], max_bytes=100_000)]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(pages) == 2
    assert most < 10_000_000


def test_a_line_too_deep_for_json_costs_itself_alone(newsclean: Run) -> None:
    deep = '{"html": ' + "[" * 200_000 + "\n"
    write_lines("in.jsonl", [{"html": SHORT}, deep, {"html": SHORT}])
    assert newsclean("in.jsonl", "-o", "out.jsonl")[0] == 1
    assert [row["row"] for row in json_rows("out.jsonl")] == [1, 3]
    assert [row["error"]["kind"] for row in json_rows("out.jsonl.errors.jsonl")] == ["NotJSON"]
