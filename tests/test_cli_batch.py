"""`newsclean clean` for many pages: what goes in, what comes out, and what is left when it is stopped."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from fixture_files import FIXTURES
from job_files import PDF, SHORT, Run, json_rows, left_behind, write_lines

from newsclean import Article, Drop, clean, explain
from newsclean.display.run_totals import RunTotals
from newsclean.jobs import job as jobs
from newsclean.jobs import progress
from newsclean.jobs.csv_output import _cell
from newsclean.jobs.read_rows import rows_of

PAGE = FIXTURES / "pages" / "amp-page" / "page.html"
OTHER = FIXTURES / "pages" / "json-ld-only" / "page.html"
HTML = PAGE.read_text(encoding="utf-8")


# --- what goes in -------------------------------------------------------------------------------


def test_a_folder_is_its_files(newsclean: Run) -> None:
    for name in ("b.html", "a/z.html", "a/b/x.txt", ".hidden.html", ".git/y.html"):
        Path("pages", name).parent.mkdir(parents=True, exist_ok=True)
        Path("pages", name).write_text(SHORT)
    code, out, err = newsclean("pages")
    assert (code, err) == (0, "")
    files = [json.loads(line)["file"] for line in out.splitlines()]
    assert files == [str(Path("pages", name)) for name in ("b.html", "a/z.html", "a/b/x.txt")]


def test_a_pattern_is_the_files_that_match(newsclean: Run) -> None:
    for name in ("b.html", "a.html", "c.txt", "[draft].html"):
        Path(name).write_text(SHORT)
    _, out, _ = newsclean("?.html")
    assert [json.loads(line)["file"] for line in out.splitlines()] == ["a.html", "b.html"]
    assert newsclean("[draft].html", "--text") == (0, clean(SHORT).text + "\n", "")
    assert newsclean("*.pdf") == (1, "", "newsclean: *.pdf: No such file or directory\n")


def test_a_table_that_does_not_exist_needs_no_library(
    newsclean: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pyarrow", "pyarrow.parquet"):
        monkeypatch.setitem(sys.modules, name, None)
    assert newsclean("gone.parquet") == (1, "", "newsclean: gone.parquet: No such file or directory\n")


@pytest.mark.parametrize("suffix", [".jsonl", ".ndjson", ".jsonl.gz"])
def test_json_lines(newsclean: Run, suffix: str) -> None:
    write_lines(
        f"in{suffix}", [{"id": 7, "url": "https://echo.example/a", "html": HTML}, "\n", {"html": SHORT}]
    )
    code, out, err = newsclean(f"in{suffix}")
    first, second = map(json.loads, out.splitlines())
    known = {"file": f"in{suffix}", "row": 1, "id": 7, "source_url": "https://echo.example/a"}
    assert (code, err) == (0, "")
    assert first == known | clean(HTML, url="https://echo.example/a").to_dict()
    assert second == {"file": f"in{suffix}", "row": 3} | clean(SHORT).to_dict()


def test_json_lines_in_zstd(newsclean: Run) -> None:
    zstandard = pytest.importorskip("zstandard", reason="pip install 'newsclean[zstd]'")
    two = [zstandard.compress(json.dumps({"html": SHORT}).encode() + b"\n") for _ in range(2)]
    Path("in.jsonl.zst").write_bytes(b"".join(two))  # two frames
    _, out, _ = newsclean("in.jsonl.zst")
    assert [json.loads(line)["title"] for line in out.splitlines()] == ["Rain", "Rain"]


def test_fields_by_other_names(newsclean: Run) -> None:
    write_lines("in.jsonl", [{"page": SHORT, "address": "https://echo.example/a"}])
    _, out, _ = newsclean("in.jsonl", "--content", "page", "--url-field", "address")
    assert json.loads(out)["url"] == json.loads(out)["address"] == "https://echo.example/a"


def test_a_table(newsclean: Run) -> None:
    pa = pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")
    import pyarrow.parquet as pq

    table = pa.table({"id": [7, 8, 9], "url": [None, None, "u"], "html": [SHORT, None, SHORT]})
    pq.write_table(table, "in.parquet", row_group_size=2)
    code, out, err = newsclean("in.parquet")
    assert [json.loads(line)["id"] for line in out.splitlines()] == [7, 9]
    assert (code, err) == (1, "newsclean: in.parquet:2: the cell is null\n")


def test_an_archive(newsclean: Run) -> None:
    pytest.importorskip("fastwarc", reason="pip install 'newsclean[warc]'")
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{SHORT}".encode()
    headers = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "WARC-Date: 2024-05-03T14:30:00Z\r\n"
        "WARC-Target-URI: https://echo.example/a\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    Path("in.warc.gz").write_bytes(gzip.compress(headers.encode() + http + b"\r\n\r\n"))
    newsclean("in.warc.gz", "-o", "out.jsonl")
    (row,) = json_rows("out.jsonl")
    assert (row["source_url"], row["record"], row["title"]) == (
        "https://echo.example/a",
        "<urn:uuid:1>",
        "Rain",
    )
    assert row["fetched"] == "2024-05-03T14:30:00+00:00"


# --- what comes out -----------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.zst"])
def test_rows_of_json(newsclean: Run, suffix: str) -> None:
    if suffix == ".jsonl.zst":
        pytest.importorskip("zstandard", reason="pip install 'newsclean[zstd]'")
    code, out, _ = newsclean(PAGE, OTHER, "-o", f"out{suffix}")
    assert (code, out, left_behind()) == (0, "", [f"out{suffix}"])
    if suffix == ".jsonl.zst":
        return
    data = Path(f"out{suffix}").read_bytes()
    rows = list(map(json.loads, (gzip.decompress(data) if suffix.endswith(".gz") else data).splitlines()))
    assert all(row.pop("removed") for row in rows)
    _, out, _ = newsclean(PAGE, OTHER)  # as on standard output
    assert rows == list(map(json.loads, out.splitlines()))


def test_a_parquet_file(newsclean: Run) -> None:
    pa = pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")
    import pyarrow.parquet as pq

    from newsclean.adapters.article_columns import ARTICLE

    day = pa.array([1, 2, 3], pa.timestamp("us", "UTC"))
    pages = pa.table({"seen": day, "html": [HTML, None, SHORT], "url": pa.nulls(3, pa.string())})
    pq.write_table(pages, "in.parquet")
    write_lines("more.jsonl", [{"html": SHORT, "id": 5, "tag": ["a"]}])
    code, _, _ = newsclean("in.parquet", "more.jsonl", PAGE, "-o", "out.parquet")
    assert (code, left_behind()) == (1, ["out.parquet", "out.parquet.errors.jsonl"])
    table = pq.read_table("out.parquet")
    assert table.schema.names[:6] == ["file", "row", "seen", "source_url", "id", "tag"]
    assert table.schema.names[6:] == ARTICLE.names
    assert table["seen"].to_pylist() == [day[0].as_py(), day[2].as_py(), None, None]
    assert table["row"].to_pylist() == [1, 3, 1, None]
    assert table["id"].to_pylist() == [None, None, "5", None]
    assert table["tag"].to_pylist() == [None, None, '["a"]', None]
    assert table["text"].to_pylist() == [clean(x).text for x in (HTML, SHORT, SHORT, HTML)]
    assert table.schema.metadata[b"newsclean_schema"] == b"2"


def test_a_sheet_runs_no_formula(newsclean: Run) -> None:
    evil = SHORT.replace("Rain<", "=HYPERLINK(&quot;https://evil.example&quot;)<")
    first_row = {"html": evil, "note": "@SUM(1)", "n": -5, "temperature": "-5.5", "=1+1": "x"}
    write_lines("in.jsonl", [first_row, {"html": SHORT}])
    assert newsclean("in.jsonl", "-o", "out.csv")[0] == 0
    data = Path("out.csv").read_bytes()
    first, second = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert data.startswith(b"\xef\xbb\xbf")
    assert first["title"] == '\'=HYPERLINK("https://evil.example")'
    assert first["'=1+1"] == "x"
    assert (first["note"], first["n"], first["temperature"]) == ("'@SUM(1)", "-5", "-5.5")
    for note in ("＝1+1", "＋1+1", " =1+1", "\u3000@SUM(1)", "\ufeff=1+1", "\x00-1+1", "\n=1"):
        assert _cell(note) == f"'{note}"
    for note in ("", " ", "a=1", "-5", " +1,000.5", "—", "\u3000Rain"):
        assert _cell(note) == note
    assert (second["title"], second["note"], second["text"]) == ("Rain", "", clean(SHORT).text)


def test_lines_tell_what_each_pass_removed_and_a_report_shows_it(newsclean: Run) -> None:
    newsclean(PAGE, OTHER, "-o", "out.jsonl")
    dropped = Counter(s.by for s in explain(PAGE).trace if isinstance(s.edit, Drop))
    assert json_rows("out.jsonl")[0]["removed"] == dropped
    write_lines("named.jsonl", [{"html": SHORT, "removed": "yours"}])
    newsclean("named.jsonl", "-o", "kept.jsonl")
    assert json_rows("kept.jsonl")[0]["source_removed"] == "yours"
    assert RunTotals.of(rows_of(Path("out.jsonl"))).removed["page_furniture"] >= dropped["page_furniture"]


def test_a_sheet_has_a_column_for_each_field(newsclean: Run) -> None:
    newsclean(PAGE, "-o", "out.csv")
    (row,) = csv.DictReader(io.StringIO(Path("out.csv").read_text(encoding="utf-8-sig")))
    article = clean(PAGE)
    assert set(Article.__dataclass_fields__) - set(row) == {"body", "comments"}
    assert row["authors"] == "; ".join(article.authors)
    assert row["text"] == article.text


@pytest.mark.parametrize(
    ("form", "suffix"), [("--markdown", ".md"), ("--text", ".txt"), ("--html", ".html"), ("--json", ".json")]
)
def test_a_folder_of_files(newsclean: Run, form: str, suffix: str) -> None:
    Path("empty.html").write_text("")
    assert newsclean(PAGE, "empty.html", form, "-o", "out/")[0] == 0
    article = clean(PAGE)
    texts = {
        ".md": article.to_markdown(),
        ".html": article.to_html(),
        ".txt": article.text + "\n",
        ".json": article.to_json(indent=2) + "\n",
    }
    found = sorted(Path("out").iterdir())
    assert [path.suffix for path in found] == [suffix, suffix]
    assert [path.name[:12] for path in found] == ["000001-ferry", "000002-empty"]
    assert found[0].read_text(encoding="utf-8") == texts[suffix]
    assert left_behind() == ["out"]


def test_a_summary_and_a_side_file(newsclean: Run) -> None:
    Path("a.pdf").write_bytes(PDF)
    code, out, err = newsclean(PAGE, "a.pdf", "gone.html", OTHER, "-o", "out.jsonl")
    assert (code, out) == (1, "")
    assert [row["file"] for row in json_rows("out.jsonl")] == [str(PAGE), str(OTHER)]
    assert [(row["file"], row["error"]["kind"]) for row in json_rows("out.jsonl.errors.jsonl")] == [
        ("a.pdf", "NotAPage"),
        ("gone.html", "FileNotFoundError"),
    ]
    assert "4 pages" in err
    assert "status: ok 2" in err
    assert "errors: FileNotFoundError 1, NotAPage 1" in err
    assert "page_furniture" in err
    assert "out.jsonl.errors.jsonl lists the pages that failed, with reasons" in err


def test_quiet(newsclean: Run) -> None:
    assert newsclean(PAGE, OTHER, "-o", "out.jsonl", "--quiet") == (0, "", "")


def test_workers_give_the_same_rows_in_the_same_order(newsclean: Run) -> None:
    write_lines("in.jsonl", [{"id": i, "html": SHORT.replace("Monday", f"day {i}")} for i in range(40)])
    here, there = newsclean("in.jsonl", "--workers", "0"), newsclean("in.jsonl", "--workers", "2")
    assert here == there
    assert [json.loads(line)["id"] for line in here[1].splitlines()] == list(range(40))


ENDLESS = """
import threading

def endless(page):
    threading.Event().wait()
    yield
"""


def test_a_time_limit(newsclean: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    Path("endless_pass.py").write_text(ENDLESS)
    code, out, err = newsclean(PAGE, OTHER, "--timeout", "0.1", "--pass", "endless_pass:endless")
    assert (code, out) == (1, "")
    late = "it took longer than 0.1 seconds"
    assert err == f"newsclean: {PAGE}: {late}\nnewsclean: {OTHER}: {late}\n"


def test_lines_now_and_then_where_there_is_no_terminal(
    newsclean: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_BETWEEN_LINES", 0.0)
    _, _, err = newsclean(PAGE, OTHER, "-o", "out.jsonl")
    lines = err.splitlines()
    assert lines[0].startswith("newsclean: 1 page, ")
    assert lines[0].endswith("s left")
    assert "\x1b" not in err


def test_a_bar_on_a_terminal(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="needs a Unix terminal")
    screen, terminal = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "newsclean",
        "clean",
        *[str(PAGE)] * 20,
        "-o",
        str(tmp_path / "out.jsonl"),
    ]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen(command, stderr=terminal, stdin=subprocess.DEVNULL, env=environment):
        os.close(terminal)
        sent = b""
        while True:
            try:
                sent += os.read(screen, 65536)
            except OSError:  # Linux says so when the other side has gone
                break
    os.close(screen)
    assert b"\x1b[" in sent
    assert b"pages, " in sent
    assert b"0 errors" in sent
    assert b"newsclean: 20 pages" in sent


# --- what goes wrong ----------------------------------------------------------------------------


def test_bad_lines_cost_their_rows_alone(newsclean: Run) -> None:
    write_lines("in.jsonl", [{"html": SHORT}, "{cut\n", "[1]\n", {"text": "x"}, {"html": 5}, {"html": SHORT}])
    assert newsclean("in.jsonl", "-o", "out.jsonl")[0] == 1
    assert [row["row"] for row in json_rows("out.jsonl")] == [1, 6]
    errors = json_rows("out.jsonl.errors.jsonl")
    assert [row["row"] for row in errors] == [2, 3, 4, 5]
    assert [row["error"]["kind"] for row in errors] == ["NotJSON", "NotJSON", "NoPage", "NoPage"]
    assert errors[2]["error"]["message"] == (
        "the field 'html' is not among 'text': name yours with --content"
    )


@pytest.mark.parametrize("name", ["in.jsonl.gz", "in.jsonl.zst", "in.parquet", "in.warc.gz"])
def test_a_file_that_is_cut_or_another_costs_a_row(newsclean: Run, name: str) -> None:
    needs = {"zst": "zstandard", "parquet": "pyarrow", "warc.gz": "fastwarc"}.get(name.partition(".")[2][-7:])
    for module in ("zstandard", "pyarrow", "fastwarc"):
        if needs == module or name.endswith(".zst"):
            pytest.importorskip(module, reason="pip install 'newsclean[arrow,warc,zstd]'")
    noise = random.Random(1)
    write_lines("in.jsonl.gz", [{"html": SHORT, "noise": noise.random()} for _ in range(500)])
    data = Path("in.jsonl.gz").read_bytes()
    Path(name).write_bytes(data[: len(data) // 2])
    code, out, err = newsclean(name, PAGE, "--quiet")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, rows[-1]["file"]) == (1, str(PAGE))
    assert (len(rows) > 100) is name.endswith("jsonl.gz")
    assert err.startswith(f"newsclean: {name}: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("name", ["in.jsonl", "in.jsonl.gz", "in.warc.gz", "in.html"])
def test_an_empty_file(newsclean: Run, name: str) -> None:
    if name.endswith(".warc.gz"):
        pytest.importorskip("fastwarc", reason="pip install 'newsclean[warc]'")
    Path(name).write_bytes(b"")
    code, _, err = newsclean(name, "-o", "out.csv")
    assert (code, left_behind()) == (0, ["out.csv"])
    assert ("0 pages" in err) is not name.endswith(".html")


def test_an_empty_job_is_an_empty_table(newsclean: Run) -> None:
    pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")
    import pyarrow.parquet as pq

    Path("in.jsonl").write_bytes(b"")
    assert newsclean("in.jsonl", "-o", "out.parquet")[0] == 0
    assert pq.read_table("out.parquet").num_rows == 0


def test_tables_that_do_not_hold_pages_are_told_before_the_work(newsclean: Run) -> None:
    pa = pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"html": [SHORT], "id": [1]}), "a.parquet")
    pq.write_table(pa.table({"text": [SHORT]}), "b.parquet")
    pq.write_table(pa.table({"html": [SHORT], "id": [{"x": 1}]}), "c.parquet")
    code, out, err = newsclean("a.parquet", "b.parquet", "-o", "out.jsonl")
    assert (code, out) == (1, "")
    assert err == "newsclean: b.parquet: no column 'html' among 'text': name yours with --content\n"
    code, _, err = newsclean("a.parquet", "c.parquet", "-o", "out.jsonl")
    assert code == 1
    assert err.startswith("newsclean: c.parquet: Unable to merge: Field id")
    assert left_behind() == []


def test_output_that_exists_stays(newsclean: Run) -> None:
    Path("out.jsonl").write_text("mine")
    code, _, err = newsclean(PAGE, OTHER, "-o", "out.jsonl")
    assert (code, err) == (1, "newsclean: out.jsonl exists: --overwrite replaces it when all is done\n")
    assert (Path("out.jsonl").read_text(), left_behind()) == ("mine", ["out.jsonl"])
    assert newsclean(PAGE, OTHER, "-o", "out.jsonl", "--resume")[0] == 0
    assert Path("out.jsonl").read_text() == "mine"
    assert newsclean(PAGE, OTHER, "-o", "out.jsonl", "--overwrite")[0] == 0
    assert len(json_rows("out.jsonl")) == 2


def test_a_single_page_is_written_in_one_go(newsclean: Run) -> None:
    for output in ("out.jsonl", "out.md", "out"):
        for _ in range(2):
            assert newsclean(PAGE, "-o", output, "--overwrite") == (0, "", "")
        code, _, err = newsclean(PAGE, "-o", output, "--resume")
        says = f"--resume is for several pages: one is written to {output} in one go"
        assert (code, says in err) == (2, True)
    code, _, err = newsclean(PAGE, OTHER, "-o", "out", "--overwrite")
    assert (code, "--resume and --overwrite need an -o OUT that is .jsonl" in err) == (2, True)


def test_a_folder_that_is_not_empty_stays(newsclean: Run) -> None:
    Path("out").mkdir()
    assert newsclean(PAGE, OTHER, "-o", "out/")[0] == 0
    assert newsclean(PAGE, "-o", "out", "--overwrite") == (
        1,
        "",
        "newsclean: folder out is not empty\n",
    )
    assert len(list(Path("out").iterdir())) == 2


def test_a_folder_begun_anew_holds_nothing_of_before(newsclean: Run) -> None:
    Path("out.part").mkdir()
    Path("out.part", "000003-old.md").write_text("old")
    Path("out.job").write_text("{}")
    assert newsclean(PAGE, OTHER, "--markdown", "-o", "out/", "--overwrite")[0] == 0
    assert [path.name[:6] for path in sorted(Path("out").iterdir())] == ["000001", "000002"]


def test_output_that_has_no_place(newsclean: Run) -> None:
    code, _, err = newsclean(PAGE, OTHER, "-o", "nowhere/out.jsonl")
    assert (code, err) == (1, "newsclean: cannot write the output: there is no folder nowhere\n")


def test_addresses_are_neither_read_nor_written(newsclean: Run) -> None:
    local = "this is an address, and newsclean reads and writes only local files"
    for pages in ("s3://bucket/pages.jsonl", "hdfs://host/page.html"):
        code, _, err = newsclean(pages)
        assert (code, err.startswith(f"newsclean: {pages}: {local}")) == (1, True)
    code, _, err = newsclean(PAGE, OTHER, "-o", "s3://bucket/out.jsonl")
    assert (code, "cannot write the output: " in err) == (1, True)
    assert newsclean("c:/pages/gone.html")[2] == "newsclean: c:/pages/gone.html: No such file or directory\n"


def test_json_and_archives_by_other_names_are_no_pages(newsclean: Run) -> None:
    write_lines("pages.json", [{"html": SHORT}])
    code, out, err = newsclean("pages.json")
    assert (code, out, "turn it into .jsonl" in err) == (1, "", True)
    for rows in (
        '{"url": "a", "html": "<p>b"}',
        '\ufeff[\n {\n  "html" : "<p>b"}]',
        '{"html":"<p>b"}\n{"html":"<p>c"}',
    ):
        Path("pages.txt").write_text(rows, encoding="utf-8")
        code, out, err = newsclean("pages.txt")
        assert (code, out, "turn it into .jsonl" in err) == (1, "", True)
    Path("story.txt").write_text('{"Ferry"} is what the crew calls it: a ship.\n')
    assert newsclean("story.txt")[0] == 0
    Path("crawl.txt").write_text("WARC/1.0\r\nWARC-Type: conversion\r\n\r\nThe ferry stayed in port.\r\n")
    code, out, err = newsclean("crawl.txt")
    assert (code, out, "name it .warc or .wet" in err) == (1, "", True)


def test_several_pages_in_a_file_without_suffix_are_told(newsclean: Run) -> None:
    says = "newsclean: out is one file, with all pages; -o out/ makes a file for each\n"
    assert newsclean(PAGE, OTHER, "-o", "out") == (0, "", says)
    assert len(json_rows("out")) == 2
    assert newsclean(PAGE, OTHER, "-o", "out", "-q") == (0, "", "")
    assert newsclean(PAGE, "-o", "out") == (0, "", "")


def test_columns_that_are_no_utf_8_are_carried_all_the_same(newsclean: Run) -> None:
    pa = pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")
    import pyarrow.parquet as pq

    note = pa.array([b"\xff\xfe"], pa.binary()).view(pa.string())
    pq.write_table(pa.table({"html": [SHORT], "note": note}), "in.parquet")
    assert newsclean("in.parquet", "-o", "out.jsonl")[0] == 0
    assert json_rows("out.jsonl")[0]["note"] == "//4="


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
@pytest.mark.parametrize("output", ["out.jsonl", "out.csv", "out.parquet", "out/"])
def test_names_and_fields_that_cannot_be_encoded(newsclean: Run, output: str) -> None:
    if output.endswith(".parquet"):
        pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")
    Path(os.fsdecode(b"caf\xe9.html")).write_text(SHORT)
    write_lines("in.jsonl", ['{"html": "<h1>Rain</h1>", "note": "half \\ud800 of a pair"}\n'])
    assert newsclean("caf*.html", "in.jsonl", "-o", output)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("a", "--resume"), "--resume and --overwrite need"),
        (("a", "--workers", "-1"), "Invalid value for '--workers'"),
        (("a", "--timeout", "0"), "--timeout must be more than 0 seconds"),
        (("a", "--timeout", "5", "--workers", "0"), "--timeout needs workers"),
        (("a.jsonl", "--url", "https://echo.example"), "--url names one page"),
    ],
)
def test_usage(newsclean: Run, arguments: tuple[str, ...], problem: str) -> None:
    code, out, err = newsclean(*arguments)
    assert (code, out) == (2, "")
    assert problem in err


def test_a_form_that_does_not_go_with_the_output(newsclean: Run) -> None:
    code, _, err = newsclean(PAGE, "--markdown", "-o", "out.csv")
    assert code == 2
    assert err.startswith(
        "newsclean: Invalid value: .csv holds every field: use --format markdown with a folder/"
    )


# --- stopped and killed -------------------------------------------------------------------------

MANY = [{"id": i, "html": HTML.replace("Ferry", f"Ferry {i}")} for i in range(200)]
MANY[30]["html"] = None  # type: ignore[assignment]

# The command, but its clock ticks once a page, it saves its state after every ninth, and after so many pages
# it waits for ever and says so: however fast the machine is, it is still at work then.
WAITING = """
import itertools, pathlib, threading, types
from newsclean import cli
from newsclean.jobs import job

def write(self, outcome, written=job.Job._write):
    written(self, outcome)
    if self.counts.pages == {pages}:
        pathlib.Path("waiting").touch()
        threading.Event().wait()

job.Job._write = write
job.time = types.SimpleNamespace(monotonic=itertools.count().__next__)
job._MARK_INTERVAL = 8
cli.main()
"""


def start(
    output: str, *arguments: str, cwd: Path, stop_after: int | None = None, **how: Any
) -> subprocess.Popen[bytes]:
    code = ["-m", "newsclean"] if stop_after is None else ["-c", WAITING.format(pages=stop_after)]
    command = [sys.executable, *code, "clean", "in.jsonl", "-o", output, "--workers", "1", *arguments]
    return subprocess.Popen(command, cwd=cwd, stderr=subprocess.PIPE, **how)


def pages_kept(folder: Path, output: str) -> int:
    try:
        state = json.loads((folder / f"{output}.job").read_text(encoding="utf-8").partition("\n")[0])
    except FileNotFoundError:
        return 0
    return int(state["counts"]["pages"])


def wait_until_it_waits(running: subprocess.Popen[bytes], folder: Path) -> None:
    while not (folder / "waiting").exists():
        assert running.poll() is None, running.communicate()
        time.sleep(0.01)


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
@pytest.mark.parametrize("output", ["out.jsonl", "out.parquet"])
def test_a_job_killed_at_any_moment_goes_on_where_it_was(output: str, newsclean: Run, tmp_path: Path) -> None:
    if output.endswith(".parquet"):
        pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")
    write_lines("in.jsonl", MANY)
    chance = random.Random(1)
    for most in (70, 140, 199):
        kept = pages_kept(tmp_path, output)
        with start(output, "--resume", cwd=tmp_path, stop_after=most) as running:
            while pages_kept(tmp_path, output) <= kept:
                assert running.poll() is None, running.communicate()
                time.sleep(0.01)
            time.sleep(chance.random() / 10)
            running.kill()
        assert running.returncode == -signal.SIGKILL
    code, _, err = newsclean("in.jsonl", "-o", output, "--resume")
    assert code == 1
    assert "200 pages" in err
    if output.endswith(".parquet"):
        import pyarrow.parquet as pq

        ids = [int(x) for x in pq.read_table(output)["id"].to_pylist()]
    else:
        ids = [row["id"] for row in json_rows(output)]
    assert ids == [i for i in range(200) if i != 30]
    assert [row["id"] for row in json_rows(f"{output}.errors.jsonl")] == [30]
    assert left_behind() == [output, f"{output}.errors.jsonl"]


@pytest.mark.parametrize("output", ["out.jsonl", "out.jsonl.gz", "out.csv", "out.parquet", "out/"])
def test_a_job_killed_while_it_puts_things_in_place(
    output: str, newsclean: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    if output.endswith(".parquet"):
        pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")
    Path("a.pdf").write_bytes(PDF)
    finish = jobs.Journal.finish

    def killed(*_: Any, **__: Any) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr(jobs.Journal, "finish", killed)
    with pytest.raises(RuntimeError, match="killed"):
        newsclean(PAGE, "a.pdf", "-o", output)
    monkeypatch.setattr(jobs.Journal, "finish", finish)
    code, _, _ = newsclean(PAGE, "a.pdf", "-o", output, "--resume")
    name = output.rstrip("/")
    assert (code, left_behind()) == (1, [name, f"{name}.errors.jsonl"])


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to another process there")
def test_ctrl_c_keeps_what_is_done(newsclean: Run, tmp_path: Path) -> None:
    write_lines("in.jsonl", MANY)
    with start("out.jsonl", cwd=tmp_path, stop_after=100) as running:
        wait_until_it_waits(running, tmp_path)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    kept = pages_kept(tmp_path, "out.jsonl")
    assert kept
    assert err.decode() == f"newsclean: stopped; {kept:,} pages are done; --resume continues with the rest\n"
    code, _, err_again = newsclean("in.jsonl", "-o", "out.jsonl")
    assert (code, err_again) == (
        1,
        "newsclean: out.jsonl is unfinished: --resume continues it, --overwrite starts again\n",
    )
    write_lines("in.jsonl", MANY[1:])
    code, _, err_other = newsclean("in.jsonl", "-o", "out.jsonl", "--resume")
    assert code == 1
    assert "was begun with other inputs" in err_other


@pytest.mark.skipif(os.name == "nt", reason="no such limit there")
def test_a_full_disk_loses_nothing(newsclean: Run, tmp_path: Path) -> None:
    import resource

    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    write_lines("in.jsonl", MANY)
    with start("out.jsonl", cwd=tmp_path, preexec_fn=small_files) as running:
        _, err = running.communicate(timeout=120)
    assert running.returncode == 1
    assert err.decode().startswith("newsclean: cannot write the output: File too large")
    assert err.decode().count("\n") == 1
    assert newsclean("in.jsonl", "-o", "out.jsonl", "--resume")[0] == 1
    assert [row["id"] for row in json_rows("out.jsonl")] == [i for i in range(200) if i != 30]


def test_two_are_not_at_work_on_one_output(newsclean: Run, tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="no such locks on Windows")
    write_lines("in.jsonl", MANY)
    with start("out.jsonl", cwd=tmp_path, stop_after=100) as running:
        wait_until_it_waits(running, tmp_path)
        code, _, err = newsclean("in.jsonl", "-o", "out.jsonl", "--resume")
        running.kill()
    assert (code, err) == (1, "newsclean: another process is writing out.jsonl\n")
