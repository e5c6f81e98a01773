"""pandas, Polars, DuckDB and Hugging Face datasets give the same rows as clean_batch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bad_passes import hang_or_crash

pa = pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")

from newsclean import Article, clean  # noqa: E402
from newsclean.adapters.arrow import clean_table  # noqa: E402

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def few(pages: Rows) -> Rows:
    return [*pages[:12], {"id": 12, "url": None, "html": None}, {"id": 13, "url": None, "html": "%PDF-1.7"}]


@pytest.fixture(scope="module")
def expected(few: Rows) -> Rows:
    rows: Rows = clean_table(pa.Table.from_pylist(few)).to_pylist()
    assert rows[12]["error"]["kind"] == "NoPage"
    cleaned = [clean(row["html"], url=row["url"]) for row in few[:12]]
    assert [Article.from_dict(row) for row in rows[:12]] == cleaned
    assert any(block.spans for article in cleaned for block in article.body)
    return rows


# --- pandas -------------------------------------------------------------------------------------


@pytest.fixture
def pd() -> Any:
    return pytest.importorskip("pandas", reason="pip install 'newsclean[pandas]'")


def test_pandas(pd: Any, few: Rows, expected: Rows) -> None:
    from newsclean.adapters.pandas import clean_frame

    frame = pd.DataFrame(few, index=[f"row {row['id']}" for row in few])
    frame["id"] = frame["id"].astype("uint8")
    articles = clean_frame(frame)
    assert list(articles.columns) == list(expected[0])
    assert articles.index.equals(frame.index)
    assert articles["id"].dtype == "uint8"
    assert articles["text"].astype(object).where(articles["text"].notna(), None).tolist() == [
        row["text"] for row in expected
    ]
    assert articles["error"].iloc[12]["kind"] == "NoPage"
    assert Article.from_dict(articles.iloc[0].to_dict()) == Article.from_dict(expected[0])
    again = pa.Table.from_pandas(frame.newsclean.clean())  # pandas cannot compare lists inside of cells
    assert again.equals(pa.Table.from_pandas(articles))


def test_pandas_with_an_index_that_repeats_and_no_rows(pd: Any, few: Rows) -> None:
    from newsclean.adapters.pandas import clean_frame

    frame = pd.DataFrame(few[:3], index=[1, 1, 2])
    assert clean_frame(frame).index.tolist() == [1, 1, 2]
    assert clean_frame(frame.iloc[:0]).shape[0] == 0


def test_pandas_says_what_is_wrong(pd: Any) -> None:
    from newsclean.adapters.pandas import clean_frame

    with pytest.raises(ValueError, match="no column 'html' among 'url', 'page'"):
        clean_frame(pd.DataFrame({"url": ["a"], "page": ["b"]}))
    with pytest.raises(TypeError, match="html"):
        clean_frame(pd.DataFrame({"html": ["a", 5]}), url=None)


# --- Polars -------------------------------------------------------------------------------------


def test_polars(few: Rows, expected: Rows) -> None:
    pl = pytest.importorskip("polars", reason="pip install 'newsclean[polars]'")
    from newsclean.adapters.polars import clean_frame

    frame = pl.DataFrame(few)
    assert clean_frame(frame).to_dicts() == expected
    lazy = clean_frame(frame.lazy())
    assert lazy.filter(pl.col("id") < 3).select("id", "title").collect().rows() == [
        (row["id"], row["title"]) for row in expected[:3]
    ]
    assert clean_frame(frame.clear()).height == 0
    with pytest.raises(ValueError, match="no column 'page'"):
        clean_frame(frame.lazy(), content="page")


# --- DuckDB -------------------------------------------------------------------------------------


def test_duckdb(few: Rows, expected: Rows) -> None:
    duckdb = pytest.importorskip("duckdb", reason="pip install 'newsclean[duckdb]'")
    from newsclean.adapters.duckdb import clean_relation

    pages = pa.Table.from_pylist(few)
    with duckdb.connect() as connection:
        assert clean_relation(connection.sql("from pages")).read_all().to_pylist() == expected
        articles = clean_relation(connection.sql("from pages where id < 3"))
        assert articles.schema.names == list(expected[0])
        found = connection.cursor().sql("select id, title, body[1].text from articles order by id").fetchall()
        assert found == [
            (row["id"], row["title"], (row["body"] or [{"text": None}])[0]["text"]) for row in expected[:3]
        ]
        with pytest.raises(ValueError, match="no column 'html'"):
            clean_relation(connection.sql("select 1 as one"))
    assert pages.num_rows == len(few)


# --- Hugging Face datasets ----------------------------------------------------------------------


def test_datasets(few: Rows, expected: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets", reason="pip install 'newsclean[datasets]'")
    from newsclean.adapters.datasets import clean_dataset

    datasets.disable_progress_bars()
    dataset = datasets.Dataset.from_list(few)
    articles = clean_dataset(dataset)
    assert articles.to_list() == expected
    assert list(clean_dataset(dataset.to_iterable_dataset())) == expected
    dataset.to_parquet(tmp_path / "pages.parquet")
    with pytest.raises(ValueError, match="no column 'html'"):
        clean_dataset(dataset.remove_columns("html"))


def test_datasets_with_bad_pages(few: Rows) -> None:
    datasets = pytest.importorskip("datasets", reason="pip install 'newsclean[datasets]'")
    from newsclean.adapters.datasets import clean_dataset

    rows = [*few[:2], few[0] | {"html": "<p>CRASH HERE</p>"}, few[2]]
    articles = clean_dataset(datasets.Dataset.from_list(rows), timeout=20, passes=(hang_or_crash,))
    assert [row["error"] and row["error"]["kind"] for row in articles] == [None, None, "WorkerDied", None]
