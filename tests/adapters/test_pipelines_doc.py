"""The examples of docs/pipelines.md run and print the output shown below them."""

from __future__ import annotations

import gzip
import importlib.util
import io
import json
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
import regex
from fixture_files import ROOT

DOCUMENT = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
# ## pandas … ```python … ``` … ```text … ```
_EXAMPLE = regex.compile(
    r"""
    ^\#\#[ ](?P<title>.+)\n
    (?:(?!\#\#[ ]|```python).*\n)*+
    ```python\n (?P<code>(?:(?!```).*\n)*+) ```\n
    (?:\n```text\n (?P<prints>(?:(?!```).*\n)*+) ```)?+
    """,
    regex.MULTILINE | regex.VERBOSE,
)
EXAMPLES = {found["title"]: (found["code"], found["prints"]) for found in _EXAMPLE.finditer(DOCUMENT)}
NEEDS = {
    "Arrow": "pyarrow",
    "pandas": "pandas pyarrow",
    "Polars": "polars pyarrow",
    "DuckDB": "duckdb pyarrow",
    "Hugging Face datasets": "datasets",
    "Spark": "pyspark",
    "Ray Data": "ray",
    "Site profiles": "pandas pyarrow",
    "Profiles in Spark": "pyspark",
    "Profiles in Ray Data": "ray",
    "WARC and WET": "fastwarc",
    "datatrove": "datatrove orjson",
    "Scrapy": "scrapy",
    "asyncio": "",
}
_ALONE = ("Scrapy", "asyncio", "datatrove")  # each in its own process, which it configures

PAGE = "<h1>Rain in Brennau</h1><p>It rained on Monday, and on Tuesday it will rain again, they say.</p>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the files that the examples read."""
    monkeypatch.chdir(tmp_path)
    rows = [{"id": 0, "url": "https://echo.example/0", "html": PAGE}]
    for number in range(1, 4):
        html = PAGE.replace("Rain in Brennau", f"Snow in Brennau {number}")
        rows.append({"id": number, "url": f"https://echo.example/{number}", "html": html})
    if importlib.util.find_spec("pyarrow"):
        import pyarrow as pa
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(rows), "pages.parquet")
    Path("pages-in-lines").mkdir()
    Path("pages-in-lines", "0.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    Path("crawl.warc.gz").write_bytes(record("200 OK", "rain") + record("404 Not Found", "gone"))
    return tmp_path


def record(status: str, name: str) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n{PAGE}"
    headers = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-05-03T14:30:00Z\r\n"
        f"WARC-Record-ID: <urn:{name}>\r\nWARC-Target-URI: https://echo.example/{name}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(f"{headers}{http}\r\n\r\n".encode())


@pytest.mark.parametrize("title", NEEDS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # raised by the other libraries
@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_an_example_prints_what_stands_below_it(
    title: str, folder: Path, request: pytest.FixtureRequest
) -> None:
    for module in NEEDS[title].split():
        extra = {"pyarrow": "arrow", "fastwarc": "warc", "pyspark": "spark", "orjson": "datatrove"}.get(
            module, module
        )
        pytest.importorskip(module, reason=f"pip install 'newsclean[{extra}]'")
    for end, fixture in (("Spark", "spark"), ("Ray Data", "ray_data")):
        if title.endswith(end):
            request.getfixturevalue(fixture)
    code, prints = EXAMPLES[title]
    said = in_a_process(code) if title in _ALONE else here(code)
    assert said == (prints or "")
    if "parquet(" in code and "articles" in code and Path("articles").is_dir():
        import pyarrow.parquet as pq

        assert sorted(pq.read_table("articles")["title"].to_pylist())[0] == "Rain in Brennau"
    elif "JsonlWriter" in code:
        assert (
            '"title":"Rain in Brennau"'
            in gzip.decompress(Path("articles/00000.jsonl.gz").read_bytes()).decode()
        )
    else:
        assert said


def in_a_process(code: str) -> str:
    Path("example.py").write_text(code, encoding="utf-8")
    done = subprocess.run([sys.executable, "example.py"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def here(code: str) -> str:
    names: dict[str, Any] = {"__name__": "__main__"}
    with redirect_stdout(io.StringIO()) as said:
        exec(compile(code, "docs/pipelines.md", "exec"), names)
    return said.getvalue()


def test_every_adapter_has_an_example_of_at_most_15_lines() -> None:
    assert EXAMPLES.keys() == NEEDS.keys()
    assert max(code.count("\n") for code, _ in EXAMPLES.values()) <= 15


def test_the_schema_in_the_document_is_the_schema() -> None:
    pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")
    from newsclean.adapters.article_columns import articles_schema

    _, _, table = DOCUMENT.partition("| column | type |\n")
    rows = regex.findall(r"^\| (`.+?`) \|", table.partition("\n\n")[0], regex.MULTILINE)
    shown = [name for row in rows for name in regex.findall(r"`(\w+)`", row)]
    assert set(shown) == set(articles_schema(trace=True).names)
