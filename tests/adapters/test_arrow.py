"""Batches of pages become batches of articles, in a schema that stored data relies on."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from bad_passes import hang_or_crash
from hypothesis import given
from strategies import articles

pa = pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")

from newsclean import (  # noqa: E402
    DEFAULT_PASSES,
    Article,
    Block,
    Comment,
    Dateline,
    Image,
    PassError,
    clean,
    explain,
)
from newsclean.adapters.arrow import clean_batch, clean_batches, output_schema  # noqa: E402
from newsclean.adapters.article_columns import ARTICLE, articles_schema, row_of, to_batch  # noqa: E402
from newsclean.model import Span  # noqa: E402

PAGE = "<h1>Rain</h1><p>By Ann Lee</p><p>LONDON (Reuters) - It rained on Monday, and it will rain again.</p>"
FULL = Article(
    title="Rain",
    subtitle="And more of it",
    kicker="Weather in May",
    authors=("Ann Lee", "Bo Li"),
    dateline=Dateline("LONDON (Reuters) -", "LONDON", "Reuters", dt.date(2024, 5, 3)),
    published=dt.date(2024, 5, 3),
    modified=dt.datetime(2024, 5, 3, 14, 30, tzinfo=dt.UTC),
    language="en",
    direction="ltr",
    publisher="Echo",
    section="Weather",
    tags=("rain", "wind"),
    url="https://echo.example/a",
    hostname="echo.example",
    description="Rain.",
    license="https://creativecommons.org/licenses/by/4.0/",
    images=(Image("https://echo.example/a.jpg", "rain", "Rain in town", "Bo Li", 3),),
    comments=(
        Comment("Ines", dt.date(2024, 5, 4), "At last!"),
        Comment(None, dt.datetime(2024, 5, 4, 9, 12, tzinfo=dt.UTC), "And more?"),
    ),
    body=(
        Block(1, "heading", "Rain", 2),
        Block(
            2,
            "list_item",
            "It rained.",
            1,
            "1.",
            (Span(3, 9, "link", "/rain"), Span(10, 10, "link", "#a", "1")),
        ),
        Block(3, "code", "rain = True", language="python", line=7),
    ),
    status="truncated",
    confidence=0.5,
    warnings=("cut",),
)


def batch(**columns: Any) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(
        {"url": pa.nulls(len(next(iter(columns.values()))), pa.string()), **columns}
    )


def rows(cleaned: pa.RecordBatch) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cleaned.to_pylist()
    return found


# --- the schema ---------------------------------------------------------------------------------


def test_the_schema_has_the_fields_of_an_article_in_their_order() -> None:
    assert ARTICLE.names == list(Article().to_dict())
    assert articles_schema(trace=True).names == [*ARTICLE.names, "error", "trace"]


def test_every_field_of_an_article_comes_back_whole() -> None:
    assert all(FULL.to_dict().values()), "fill the new field too"
    (row,) = rows(to_batch([row_of(FULL, None)], articles_schema()))
    expected = FULL.to_dict() | {"published_day": FULL.published_day, "error": None}
    unset = dict.fromkeys(["level", "marker", "language", "spans", "line"])
    expected["body"] = [unset | block for block in expected["body"]]
    for block in expected["body"]:
        block["spans"] = block["spans"] and [{"href": None, "label": None} | span for span in block["spans"]]
    assert row == expected
    assert Article.from_dict(row) == FULL


@given(articles)
def test_every_article_is_read_back_from_a_row(article: Article) -> None:
    (row,) = rows(to_batch([row_of(article, None)], articles_schema()))
    assert Article.from_dict(row) == article
    assert Article.from_dict(row).to_dict() == article.to_dict()


def test_the_row_of_an_error_is_no_article() -> None:
    (row,) = rows(clean_batch(batch(html=pa.array([None], pa.string()))))
    with pytest.raises(ValueError, match="not an article: the page has an error: NoPage"):
        Article.from_dict(row)


def test_the_schema_names_its_version() -> None:
    assert clean_batch(batch(html=[PAGE])).schema.metadata == {b"newsclean_schema": b"2"}


def test_the_schema_is_known_before_any_page_is_cleaned() -> None:
    pages = batch(id=[1], html=[PAGE], title=["mine"])
    for trace in (False, True):
        cleaned = clean_batch(pages, trace=trace)
        assert output_schema(pages.schema, trace=trace).equals(cleaned.schema, check_metadata=True)


# --- what comes out -----------------------------------------------------------------------------


def test_an_article_is_what_clean_makes_of_the_page() -> None:
    (row,) = rows(clean_batch(batch(html=[PAGE], url=["https://echo.example/a"])))
    article = clean(PAGE, url="https://echo.example/a")
    assert row["text"] == article.text
    assert {**row, "body": None} == {**row, **article.to_dict(), "body": None}
    assert [(b["kind"], b["text"]) for b in row["body"]] == [(b.kind, b.text) for b in article.body]


def test_other_columns_come_along_and_keep_their_types() -> None:
    day = dt.datetime(2024, 5, 3, 14, 30)
    pages = batch(id=pa.array([7], pa.uint8()), html=[PAGE], seen=pa.array([day], pa.timestamp("ns")))
    cleaned = clean_batch(pages)
    assert cleaned.schema.names[:3] == ["source_url", "id", "seen"]
    assert cleaned["id"].equals(pages["id"])
    assert cleaned["seen"].equals(pages["seen"])


def test_a_column_with_the_name_of_ours_is_told_from_it() -> None:
    page = f'<link rel="canonical" href="https://echo.example/own">{PAGE}'
    (row,) = rows(clean_batch(batch(html=[page], url=["https://echo.example/given"], title=["Mine"])))
    assert (row["url"], row["source_url"]) == ("https://echo.example/own", "https://echo.example/given")
    assert (row["title"], row["source_title"]) == ("Rain", "Mine")


def test_a_trace_says_every_edit() -> None:
    (row,) = rows(clean_batch(batch(html=[PAGE]), trace=True))
    steps = explain(PAGE).trace
    assert [(step["by"], step["reason"]) for step in row["trace"]] == [(s.by, s.edit.reason) for s in steps]
    claims = {s["field"]: json.loads(s["value"]) for s in row["trace"] if s["action"] == "claim"}
    assert claims["authors"] == ["Ann Lee"]
    assert claims["dateline"]["agency"] == "Reuters"


@pytest.mark.parametrize(
    "kind",
    ["string", "large_string", "string_view", "binary", "large_binary", "binary_view", "dictionary"],
)
def test_every_type_of_text_and_bytes_is_a_page(kind: str) -> None:
    if kind == "dictionary":
        cells = pa.array([PAGE, None, PAGE]).dictionary_encode()
    else:
        cells = pa.array([PAGE.encode(), None, PAGE.encode()], pa.binary()).cast(getattr(pa, kind)())
    assert [row["title"] for row in rows(clean_batch(batch(html=cells)))] == ["Rain", None, "Rain"]


def test_a_slice_of_a_batch_is_a_batch() -> None:
    pages = batch(id=[1, 2, 3], html=["<h1>One</h1>", "<h1>Two</h1>", "<h1>Three</h1>"]).slice(1, 2)
    assert [row["id"] for row in rows(clean_batch(pages))] == [2, 3]
    assert [row["title"] for row in rows(clean_batch(pages))] == [
        clean(x).title for x in pages["html"].to_pylist()
    ]


def test_columns_by_other_names() -> None:
    pages = pa.RecordBatch.from_pydict({"page": [PAGE], "address": ["https://echo.example/a"]})
    (row,) = rows(clean_batch(pages, content="page", url="address"))
    assert (row["title"], row["url"]) == ("Rain", "https://echo.example/a")
    assert rows(clean_batch(pages, content="page", url=None))[0]["url"] is None


def test_options_reach_clean() -> None:
    (row,) = rows(clean_batch(batch(html=[PAGE]), keep_dateline=True))
    assert "LONDON" in row["text"]
    described = '<script type="application/ld+json">[[[{}]]]</script>' + PAGE
    (row,) = rows(clean_batch(batch(html=[described]), max_json_depth=3))
    assert row["warnings"] == ["JSON nested deeper than 3 levels was not read"]
    (row,) = rows(clean_batch(batch(html=[described]), max_json_chars=5))
    assert row["warnings"] == ["JSON-LD beyond 5 characters was not read"]
    (row,) = rows(clean_batch(batch(html=[PAGE]), passes=()))
    assert row["title"] is None


def test_batches_stream_and_empty_ones_stay() -> None:
    sizes = [0, 2, 0, 0, 3, 0]
    drawn = 0

    def stream() -> Any:
        nonlocal drawn
        for size in sizes:
            drawn += 1
            yield batch(html=pa.array([PAGE] * size, pa.string()))

    cleaned = clean_batches(stream())
    assert drawn == 0
    assert next(cleaned).num_rows == 0
    assert drawn < len(sizes)
    assert [each.num_rows for each in cleaned] == sizes[1:]


def test_a_stream_of_nothing_is_nothing() -> None:
    assert list(clean_batches([])) == []


# --- what goes wrong ----------------------------------------------------------------------------


def test_a_bad_cell_costs_its_row_alone() -> None:
    cells = [PAGE.encode(), None, b"", b"%PDF-1.7\n", PAGE.encode()]
    found = rows(clean_batch(batch(html=cells)))
    assert [row["error"] and row["error"]["kind"] for row in found] == [
        None,
        "NoPage",
        None,
        "NotAPage",
        None,
    ]
    assert [row["status"] for row in found] == ["ok", None, "empty", None, "ok"]
    assert [row["title"] for row in found] == ["Rain", None, None, None, "Rain"]


def test_cells_that_are_all_null_and_have_no_type() -> None:
    assert [row["error"]["kind"] for row in rows(clean_batch(batch(html=[None, None])))] == ["NoPage"] * 2


def test_text_that_is_no_utf_8_is_read_as_bytes() -> None:
    latin = PAGE.replace("It rained", "Die Stra\xdfe war na\xdf").encode("latin-1")
    cells = pa.array([latin, PAGE.encode()], pa.binary()).view(pa.string())
    first, second = rows(clean_batch(batch(html=cells)))
    assert "Stra\xdfe" in first["text"]
    assert second["title"] == "Rain"


def test_text_that_cannot_be_encoded_is_no_end_of_the_batch() -> None:
    def halves(page: Any) -> Any:
        from newsclean import Claim

        yield Claim("title", "half \ud800 of a pair", None, "a test")

    first, second = rows(clean_batch(batch(html=[PAGE, PAGE]), passes=(halves,)))
    assert first["title"] == second["title"] == "half ? of a pair"


def test_a_missing_column_is_told_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"no column 'html' among 'url', 'page': name yours with content="):
        clean_batch(batch(page=[PAGE]))
    with pytest.raises(ValueError, match=r"no column 'url' among 'html': .*or pass url=None"):
        clean_batch(pa.RecordBatch.from_pydict({"html": [PAGE]}))


@pytest.mark.parametrize(("html", "url"), [([1], ["a"]), ([["a"]], ["a"]), ([PAGE], [1]), ([PAGE], [b"a"])])
def test_a_column_of_another_type(html: list[Any], url: list[Any]) -> None:
    with pytest.raises(TypeError, match=r"column '(html|url)' holds .*, not (pages|addresses) as text"):
        clean_batch(batch(html=html, url=url))


def test_names_that_would_stand_twice() -> None:
    with pytest.raises(ValueError, match="two columns would be called 'source_url': rename yours"):
        clean_batch(batch(html=[PAGE], source_url=["a"]))


def test_a_bug_in_a_pass_is_the_rows_error() -> None:
    def broken(page: Any) -> Any:
        raise RuntimeError("no luck")

    (row,) = rows(clean_batch(batch(html=[PAGE]), passes=(broken,)))
    assert (row["error"]["kind"], row["error"]["by"]) == (PassError.__name__, "broken")
    assert "no luck" in row["error"]["message"]


def test_a_page_that_hangs_or_crashes_costs_its_row() -> None:
    cells = [PAGE, f"{PAGE}<p>HANG HERE</p>", PAGE, f"{PAGE}<p>CRASH HERE</p>", PAGE]
    found = rows(clean_batch(batch(html=cells), timeout=3, passes=(hang_or_crash,)))
    kinds = [row["error"] and row["error"]["kind"] for row in found]
    assert kinds == [None, "Timeout", None, "WorkerDied", None]


def test_a_cell_of_100_megabytes_costs_its_row_alone() -> None:
    cells = [PAGE, f"<p>HANG HERE</p>{'<p>word word word</p>' * 5_000_000}", PAGE]
    found = rows(clean_batch(batch(html=cells), timeout=2, passes=(*DEFAULT_PASSES, hang_or_crash)))
    assert [row["title"] for row in found] == ["Rain", None, "Rain"]
    assert found[1]["error"]["kind"] == "Timeout"
    first, long, _ = rows(clean_batch(batch(html=cells), max_chars=10_000))
    assert (first["warnings"], long["warnings"]) == ([], ["the page was cut after 10000 characters"])
