"""CSV as an input of `newsclean clean`: its rows are pages, and a row that is wrong costs itself alone."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path
from types import NoneType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from job_files import SHORT, Run, json_rows

from newsclean.jobs.csv_rows import LONGEST_CELL, csv_rows
from newsclean.outcome import Failure

PAGE = '<h1>Rain in Lennau</h1>\n<p class="lead">It rained, all day; it did not stop.</p>\n'


def rows(text: str, *, most: int = 1000, column: str = "html") -> list[dict[str, str] | Failure | None]:
    return list(csv_rows(io.StringIO(text, newline=""), column, most))


def kinds(text: str, *, most: int = 1000) -> list[str]:
    """Return the pages of rows, and the kinds of failures in place of the others."""
    return [
        x["html"] if isinstance(x, dict) else "too long" if x is None else x.kind
        for x in rows(text, most=most)
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_cells_hold_whatever_pages_have(delimiter: str, line_end: str) -> None:
    file = io.StringIO()
    table = csv.writer(file, delimiter=delimiter, lineterminator=line_end)
    table.writerows([["url", "html"], ["https://echo.example/a", PAGE], ["", 'a "b"'], ["", "\x00"]])
    assert rows(file.getvalue()) == [
        {"url": "https://echo.example/a", "html": PAGE},
        {"url": "", "html": 'a "b"'},
        {"url": "", "html": "\x00"},
    ]


def test_blank_lines_are_no_rows_and_the_last_needs_no_line_end() -> None:
    assert kinds("html\n\na\n\nb") == ["a", "b"]
    assert kinds("html\n") == []


def test_a_row_of_another_width_or_with_wrong_quotes_costs_itself_alone() -> None:
    text = 'url,html\n,a\nb\n,c,\n,"d"e\n,f\n5" pipe,g\n'
    assert kinds(text) == ["a", "NotCSV", "NotCSV", "NotCSV", "f", "g"]
    (wrong,) = rows("url,html\n,a,b\n")
    assert isinstance(wrong, Failure)
    assert wrong.message == "it has 3 cells, the first row 2"


def test_an_open_quote_takes_no_more_than_a_row_may_have() -> None:
    assert kinds('html\n"a\n' + "b\n" * 300 + 'c"\nd\n', most=500) == ["too long", "d"]
    assert kinds('html\na\n"b\nc\n') == ["a", "NotCSV"]


def test_a_row_of_just_the_limit_is_read() -> None:
    for page in ("abcdef", "ééé", '"a\nbc"'):
        size = len(page.encode())
        assert kinds(f"html\n{page}\nz\n", most=size) == [page.strip('"'), "z"]
        assert kinds(f"html\n{page}\nz\n", most=size - 1) == ["too long", "z"]


def test_a_first_row_without_the_column_is_told() -> None:
    says = "no column 'html' among 'url', 'page': name yours with --content"
    with pytest.raises(ValueError, match=says):
        rows("url,page\n,a\n")
    for text in ("", "\n", "w" * 200_000, PAGE):
        with pytest.raises(ValueError, match="no column 'html' among "):
            rows(text)
    assert rows("url,page\n,a\n", column="page") == [{"url": "", "page": "a"}]


def test_the_limit_of_cells_of_other_readers_stays() -> None:
    before = csv.field_size_limit()
    found = csv_rows(io.StringIO("html\n" + "w" * 200_000 + "\nb\n"), "html", LONGEST_CELL)
    assert len(next(found)["html"]) == 200_000  # type: ignore[index, arg-type, call-overload]
    assert csv.field_size_limit() == before
    assert next(found) == {"html": "b"}


@pytest.mark.parametrize("name", ["pages.csv", "pages.TSV", "pages.csv.gz"])
def test_rows_become_articles(newsclean: Run, name: str) -> None:
    file = io.StringIO()
    table = csv.writer(file, delimiter="\t" if "TSV" in name else ",")
    table.writerows(
        [["id", "url", "html"], ["7", "https://echo.example/a", SHORT], ["8", "", ""], ["9", "", PAGE]]
    )
    data = file.getvalue().encode("utf-8-sig")
    Path(name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert newsclean(name, "-o", "out.jsonl", "--workers", "0")[0] == 1
    first, last = json_rows("out.jsonl")
    assert (first["file"], first["row"], first["id"]) == (name, 1, "7")
    assert first["url"] == "https://echo.example/a"
    assert (last["row"], last["title"]) == (3, "Rain in Lennau")
    (error,) = json_rows("out.jsonl.errors.jsonl")
    assert (error["row"], error["id"], error["error"]["message"]) == (2, "8", "the cell is empty")


def test_other_columns_and_encodings_are_named(newsclean: Run) -> None:
    Path("in.csv").write_bytes("link;raw\nhttps://echo.example/a;<h1>Größe</h1>\n".encode("cp1252"))
    says = "newsclean: in.csv: no column 'html' among 'link', 'raw': name yours with --content\n"
    assert newsclean("in.csv") == (1, "", says)
    named = ("in.csv", "--content", "raw", "--url-field", "link", "--workers", "0", "--overwrite")
    assert newsclean(*named, "-o", "out.jsonl")[0] == 1
    (error,) = json_rows("out.jsonl.errors.jsonl")
    assert error["error"]["message"] == "it has another encoding: name it with --encoding"
    assert newsclean(*named, "-o", "out.jsonl", "--encoding", "cp1252")[0] == 0
    (row,) = json_rows("out.jsonl")
    assert (row["title"], row["url"]) == ("Größe", "https://echo.example/a")


def test_a_table_without_the_column_costs_itself_alone(newsclean: Run) -> None:
    Path("a.csv").write_text("name,size\na,1\n")
    Path("b.csv").write_text(f'html\n"{SHORT}"\n')
    assert newsclean("a.csv", "b.csv", "-o", "out.jsonl", "--workers", "0")[0] == 1
    assert [row["file"] for row in json_rows("out.jsonl")] == ["b.csv"]
    assert [row["file"] for row in json_rows("out.jsonl.errors.jsonl")] == ["a.csv"]


@given(
    st.lists(st.tuples(st.text(min_size=1), st.text()), max_size=5),
    st.sampled_from([",", ";", "\t"]),
)
def test_any_cells_are_read_back(cells: list[tuple[str, str]], delimiter: str) -> None:
    file = io.StringIO(newline="")
    table = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    table.writerows([("html", "note"), *cells])
    assert rows(file.getvalue()) == [{"html": html, "note": note} for html, note in cells]


@given(st.text(alphabet='ab",;\t\r\n\x00é', max_size=60), st.integers(4, 30))
def test_any_text_can_be_read(text: str, most: int) -> None:
    found = rows(f"html\n{text}", most=most)
    assert all(isinstance(x, (dict, Failure, NoneType)) for x in found)
    assert len(found) <= len(text) + 1
